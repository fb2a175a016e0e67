"""The model card of the stance weights."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from benchmarks import positions, stance_sets
from benchmarks.common import machine
from onrecord.positions.stance import StanceReader
from training.stance_data import Example

_CARD = """# Weights for stance

Tell whether an utterance supports or opposes what a question asks for, leaves it open, takes no side, or has nothing to
do with it. Written by `python -m training.stance`.

| | |
|---|---|
| base weights | the sentence encoder of `families/weights` (all-MiniLM-L6-v2, Apache-2.0), unchanged; loaded from there |
| `stance.npz` | low-rank additions to its 36 products, in eight bits with a scale for each row, and a head of five labels |
| `stance.json` | a temperature that softens its scores until they mean what they say |
| input | the question, then the cue and the content, then the paragraph with a gap for the content. The words that name the source or the holder are hidden: nobody's stance is known by their name |
| trained on | Perspectrum (train; CC BY-SA 4.0), IBM claim stances without the topics that Perspectrum tests (CC BY-SA 3.0), VAST (train, six of seven topics; no licence stated), {labels:,} positions on {questions:,} questions judged by hand for this project: attributions of PolNeAR's training articles (texts of seven publishers, released for research, no licence stated), statements of annotated articles (texts belong to their publishers), invented ones; and a grammar of invented ones |
| not trained on | `gold/positions.json`, Perspectrum's dev and test parts, one VAST topic of seven |
| made on | {machine} |

## Figures through the shipped runtime

In per cent, by `python -m benchmarks.positions` (233 utterances, 20 questions) and `python -m benchmarks.stance_sets`.

| what | value |
|---|---|
{figures}

## Limits

English only, news mostly of US politics. The encoder is small: it knows what words say of a thing and little of the
world, so that an argument whose side follows only from knowing the matter is often misjudged. A label is a proposal
with a confidence, for a person to accept or to correct. Of the labels with a confidence of 0.5 or more (half of those on
`gold/positions.json`, two in five on held articles) 69 and 65 % are right, and the sign of 80 and 83 %.

## Files

{files}
"""


def write_card(folder: Path, labels: Sequence[Example]) -> None:
    """Measure the weights in `folder` and write MODEL_CARD.md beside them."""
    reader = StanceReader(weights=folder)
    figures = {f"positions, {name}": value for name, value in positions.measure(reader=reader).items()}
    figures |= {name: round(value, 1) for name, value in stance_sets.measure(reader).items()}
    files = sorted(path for path in folder.iterdir() if path.suffix in {".npz", ".json"})
    card = _CARD.format(
        labels=len(labels),
        questions=len({one.question for one in labels}),
        machine=machine(),
        figures="\n".join(f"| {name} | {value} |" for name, value in figures.items()),
        files="\n".join(f"- `{path.name}` {path.stat().st_size:,} bytes, SHA-256 `{_digest(path)}`" for path in files),
    )
    (folder / "MODEL_CARD.md").write_text(card, encoding="utf8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
