"""Said or held? `python -m benchmarks.kinds [--show]`.

300 attributions of PolNeAR dev, labelled by hand from their source, cue and content before the reader was run on
them: `said` where something is communicated (spoken, written, posted, published, ruled), `held` for the rest (a belief,
attitude, wish, intention, or a deed that tells of one). A hundred have cues that occur five times or more in the set,
two hundred rarer ones, drawn with a fixed seed. `kinds_labels.jsonl` has document, offsets and label, no words.

A found attribution answers for a labelled one where their cues overlap; what the reader does not find has no kind.
`--show` prints the wrong ones to standard error."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.attributions import DEV
from benchmarks.common import report
from onrecord.model import Attribution, Span
from onrecord.reading import Reader
from onrecord.reading.reader import WEIGHTS

LABELS = Path(__file__).parent / "kinds_labels.jsonl"


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled attribution: its label, the reader's kind (None where it was not found), how often its cue occurs
    in the set, and its words."""

    label: str
    found: str | None
    frequent: bool
    words: str


def measure(*, weights: Path = WEIGHTS) -> dict[str, Any]:
    """Accuracy in per cent, in all, by label and by frequency of the cue; the confusion as counts."""
    return figures(list(judged(Reader(weights=weights))))


def judged(reader: Reader) -> Iterator[Judged]:
    """Every label with what the reader says."""
    documents = {d["doc"]: d for d in map(json.loads, DEV.read_text(encoding="utf8").splitlines())}
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf8").splitlines()]
    often = Counter(_cue(d["text"], a["cue"]) for d in documents.values() for a in d["attributions"])
    names = sorted({label["doc"] for label in labels})
    found = dict(zip(names, reader.attributions([documents[name]["text"] for name in names]), strict=True))
    for label in labels:
        text = documents[label["doc"]]["text"]
        cue = _cue(text, label["cue"])
        words = f"{cue}: {' '.join(text[start:end] for start, end in label['content'])[:70]}"
        yield Judged(label["kind"], _kind(label, found[label["doc"]]), often[cue] >= 5, words)


def _cue(text: str, spans: Sequence[Sequence[int]]) -> str:
    return " ".join(text[start:end] for start, end in spans).lower().strip()


def _kind(label: dict[str, Any], found: Sequence[Attribution]) -> str | None:
    cues = [Span(start, end) for start, end in label["cue"]]
    return next((one.kind for one in found for part in one.cue for cue in cues if part.overlaps(cue)), None)


def figures(found: Sequence[Judged]) -> dict[str, Any]:
    """The scores of judged attributions."""
    read = [one for one in found if one.found is not None]

    def right(chosen: Sequence[Judged]) -> float | None:
        return round(100 * sum(one.label == one.found for one in chosen) / len(chosen), 1) if chosen else None

    return {
        "labelled": len(found),
        "found by the reader": len(read),
        "accuracy": right(read),
        "accuracy, frequent cues": right([one for one in read if one.frequent]),
        "accuracy, rare cues": right([one for one in read if not one.frequent]),
        "accuracy, labelled said": right([one for one in read if one.label == "said"]),
        "accuracy, labelled held": right([one for one in read if one.label == "held"]),
        **{
            f"labelled {label}, read as {kind}": sum(one.label == label and one.found == kind for one in found)
            for label in ("said", "held")
            for kind in ("said", "held", None)
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("out/kinds.json"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--show", action="store_true", help="print the wrong ones")
    arguments = parser.parse_args()
    found = list(judged(Reader(weights=arguments.weights)))
    if arguments.show:
        for one in found:
            if one.found not in (one.label, None):
                print(f"labelled {one.label}, read as {one.found}: {one.words}", file=sys.stderr)
    report("kinds", figures(found), arguments.out)


if __name__ == "__main__":
    main()
