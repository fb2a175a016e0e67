"""What a source does with a content: `python -m benchmarks.acts [--show]`.

300 attributions of PolNeAR dev, labelled by hand before the rules were run on them, with every act that a careful
reader may give (one for nearly all), and whether the report is itself negated ("did not say"). `acts_labels.jsonl` has
document, offsets and labels, no words.

With the spans given, each label has an answer; of the reader's own spans a found attribution answers for a labelled one
where their cues overlap. `--show` prints the wrong ones to standard error."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from benchmarks.attributions import DEV
from benchmarks.common import report
from onrecord.english.acts import act_of
from onrecord.model import Act, Attribution, Span
from onrecord.reading import Reader
from onrecord.reading.reader import WEIGHTS

LABELS = Path(__file__).parent / "acts_labels.jsonl"


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled attribution: the acts that are right, the act by the rules, given the spans and with the reader's
    (None where it was not found), the same for the negation, and its words."""

    labels: tuple[Act, ...]
    given: Act
    read: Act | None
    negated: bool
    given_negated: bool
    read_negated: bool | None
    words: str

    @property
    def right(self) -> bool:
        """Whether the act is right, given the spans."""
        return self.given in self.labels

    @property
    def label(self) -> Act:
        """The act under which it counts: the found one where several are right, else the first."""
        return self.given if self.right else self.labels[0]


def measure(*, weights: Path = WEIGHTS) -> dict[str, Any]:
    """Accuracy in per cent, in all and by label, and the confusion as counts."""
    return figures(list(judged(Reader(weights=weights))))


def judged(reader: Reader) -> Iterator[Judged]:
    """Every label with what the rules say."""
    documents = {d["doc"]: d for d in map(json.loads, DEV.read_text(encoding="utf8").splitlines())}
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf8").splitlines()]
    names = sorted({label["doc"] for label in labels})
    found = dict(zip(names, reader.attributions([documents[name]["text"] for name in names]), strict=True))
    for label in labels:
        text = documents[label["doc"]]["text"]
        given = _labelled(label, documents[label["doc"]]["attributions"])
        read = next((one for one in found[label["doc"]] if _overlap(one.cue, given.cue)), None)
        words = " | ".join(" ".join(part.of(text) for part in parts)[:70] for parts in (given.cue, given.content))
        act, negated = act_of(given, text)
        read_act, read_negated = act_of(read, text) if read else (None, None)
        yield Judged(tuple(label["acts"]), act, read_act, label["negated"], negated, read_negated, words)


def _labelled(label: dict[str, Any], attributions: Sequence[dict[str, Any]]) -> Attribution:
    """The attribution with a label's cue and content; its source and type are those of the set."""
    whole = next(one for one in attributions if (one["cue"], one["content"]) == (label["cue"], label["content"]))
    content, source, cue = (tuple(Span(*ends) for ends in whole[part]) for part in ("content", "source", "cue"))
    return Attribution(content, source, cue, type=whole["quote_type"])


def _overlap(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(one.overlaps(other) for one in some for other in others)


def figures(found: Sequence[Judged]) -> dict[str, Any]:
    """The scores of judged attributions. `macro` is the mean over the acts that were labelled."""
    read = [one for one in found if one.read is not None]
    by_label = {act: [one for one in found if one.label == act] for act in get_args(Act)}
    accuracy = {act: _share([one.right for one in chosen]) for act, chosen in by_label.items() if chosen}
    confused = Counter(f"labelled {one.label}, taken as {one.given}" for one in found if not one.right)
    return {
        "labelled": len(found),
        "accuracy": _share([one.right for one in found]),
        "macro": round(sum(accuracy.values()) / len(accuracy), 1) if accuracy else None,
        "negated right": _share([one.negated == one.given_negated for one in found]),
        "act and negated right": _share([one.right and one.negated == one.given_negated for one in found]),
        "found by the reader": len(read),
        "accuracy, found by the reader": _share([one.read in one.labels for one in read]),
        **{f"accuracy, labelled {act} ({len(by_label[act])})": value for act, value in accuracy.items()},
        **dict(sorted(confused.items())),
    }


def _share(right: Sequence[bool]) -> float:
    return round(100 * sum(right) / len(right), 1) if right else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("out/acts.json"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--show", action="store_true", help="print the wrong ones")
    arguments = parser.parse_args()
    found = list(judged(Reader(weights=arguments.weights)))
    if arguments.show:
        for one in found:
            if not one.right or one.negated != one.given_negated:
                taken = f"{one.given}{', negated' if one.given_negated else ''}"
                labels = f"{'/'.join(one.labels)}{', negated' if one.negated else ''}"
                print(f"labelled {labels}, taken as {taken}: {one.words}", file=sys.stderr)
    report("acts", figures(found), arguments.out)


if __name__ == "__main__":
    main()
