"""Added and removed statements of two versions of one story: `python -m benchmarks.versions`.

Seven pairs of annotated PolNeAR articles that are two versions of one story. Two annotators who read the same
paragraph mark different statements in it, so the statements come from the annotation and the truth about each comes
from the text: a statement is gone (or new) where neither its paragraph nor most of its words stand in the other
version. That is decided here by difflib, without the project's own alignment.

- alignment: the annotated statements of both versions are aligned; which are added and removed?
- end to end: the reader's statements are aligned; an added or removed one is right where an added or removed
  annotated one has nearly the same words (content IoU from 0.5).
- verdict on found: of the annotated statements that the reader found, the share whose verdict is right.
- annotators: how far the annotations of paragraphs that stand in both versions agree (F1, content IoU from 0.5), and
  the F1 of taking every statement that only one annotation has for added or removed.

The articles are of the train split: the reader learned from their annotation."""

import argparse
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from benchmarks.common import SHARED, report
from onrecord.model import Article, Loaded, Reading, Span, Speaker, Statement, Words, sha256, statement_id
from onrecord.pipeline import statements
from onrecord.reading import Reader
from onrecord.reading.reader import WEIGHTS
from onrecord.sources.tables.jsonl import read_json
from onrecord.versions import compare_versions
from onrecord.versions.statements import Changes

POLNEAR = SHARED / "data" / "polnear"
NO_VERSIONS = "huff-post"
"""The publisher of the one listed pair that is two pieces on one event."""
SAME = 0.5
"""Intersection over union of contents from which two statements are one."""
STANDING = 0.5
"""Share of a statement's words that a paragraph of the other version must have in runs of three."""
FEW = 4
"""A shorter content ("her") stands in any text: it is judged with its source and cue."""
_WORD = re.compile(r"\w+")

Judged = tuple[Statement, bool]
"""A statement and whether it is added or removed."""


@dataclass(slots=True)
class Tally:
    """Right, all that were said, all that there are."""

    right: int = 0
    said: int = 0
    wanted: int = 0

    @property
    def f1(self) -> float:
        return round(200 * self.right / (self.said + self.wanted), 2) if self.said + self.wanted else 100.0

    @property
    def precision(self) -> float:
        return round(100 * self.right / self.said, 2) if self.said else 100.0

    @property
    def recall(self) -> float:
        return round(100 * self.right / self.wanted, 2) if self.wanted else 100.0

    def add(self, said: Sequence[Statement], wanted: Sequence[Statement]) -> None:
        """Count what was said of one text."""
        self.right += len(matched(said, wanted))
        self.said += len(said)
        self.wanted += len(wanted)


def measure(*, weights: Path = WEIGHTS, show: bool = False) -> dict[str, float]:
    """The figures in per cent."""
    documents = _documents()
    listed = json.loads((POLNEAR / "versions_of_one_story.json").read_text(encoding="utf8"))
    names = [pair for pair in listed if not pair[0].startswith(NO_VERSIONS)]
    gold = {name: _annotated(documents[name]) for pair in names for name in pair}
    order = list(gold)
    found = dict(
        zip(order, statements((gold[name].article for name in order), reader=Reader(weights=weights)), strict=True)
    )
    alignment, whole, detection, annotators, naive = Tally(), Tally(), Tally(), Tally(), Tally()
    verdicts: list[bool] = []
    for first, second in names:
        truth = [judged(gold[first], gold[second]), judged(gold[second], gold[first])]
        aligned = _verdicts(compare_versions(gold[first], gold[second]))
        read = _verdicts(compare_versions(found[first], found[second]))
        for name, real, mine, theirs in zip((first, second), truth, aligned, read, strict=True):
            wanted = _true(real)
            alignment.add(_true(mine), wanted)
            whole.add(_true(theirs), wanted)
            detection.add(found[name].statements, gold[name].statements)
            verdicts += _agreement(real, theirs)
            if show:
                _show(name, gold[name], wanted=wanted, aligned=_true(mine), read=_true(theirs), found=found[name])
        _annotators(gold[first], gold[second], annotators)
        _unmatched(gold[first], gold[second], truth, naive)
    return {
        "alignment F1": alignment.f1,
        "alignment precision": alignment.precision,
        "alignment recall": alignment.recall,
        "end to end F1": whole.f1,
        "end to end precision": whole.precision,
        "end to end recall": whole.recall,
        "verdict on found": round(100 * sum(verdicts) / len(verdicts), 2),
        "detection F1": detection.f1,
        "annotators F1": annotators.f1,
        "annotation alone F1": naive.f1,
        "statements": detection.wanted,
        "added or removed": alignment.wanted,
    }


def judged(version: Reading, other: Reading) -> list[Judged]:
    """Whether each statement of a version is absent from the other, by the texts alone."""
    text, elsewhere = version.article.latest.text, _paragraphs(other.article.latest.text)
    return [(one, not _stands(one, text, elsewhere)) for one in version.statements]


def matched(said: Sequence[Statement], wanted: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Pairs with nearly the same words, each statement once, the likest first."""
    candidates = sorted(
        ((overlap(one, other), n, m) for n, one in enumerate(said) for m, other in enumerate(wanted)), reverse=True
    )
    pairs: list[tuple[int, int]] = []
    for share, n, m in candidates:
        if share >= SAME and all(n != one and m != other for one, other in pairs):
            pairs.append((n, m))
    return [(said[n], wanted[m]) for n, m in pairs]


def overlap(one: Statement, other: Statement) -> float:
    """Intersection over union of the characters of both contents."""
    first, second = ({at for span in each.content for at in range(span.start, span.end)} for each in (one, other))
    return len(first & second) / len(first | second)


def _stands(one: Statement, text: str, elsewhere: Sequence[list[str]]) -> bool:
    paragraphs = [
        _words(text[start:end])
        for start, end in _lines(text)
        if any(span.start < end and start < span.end for span in one.content)
    ]
    if all(paragraph in elsewhere for paragraph in paragraphs):
        return True
    words = _words(one.quote(text))
    if len(words) < FEW:
        words = [word for span in sorted((*one.source, *one.cue, *one.content)) for word in _words(span.of(text))]
    return bool(words) and max((_common(words, paragraph) for paragraph in elsewhere), default=0) >= STANDING


def _common(words: list[str], paragraph: list[str]) -> float:
    blocks = SequenceMatcher(None, words, paragraph, autojunk=False).get_matching_blocks()
    least = min(3, len(words))
    return sum(block.size for block in blocks if block.size >= least) / len(words)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _lines(text: str) -> Iterable[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


def _paragraphs(text: str) -> list[list[str]]:
    return [_words(text[start:end]) for start, end in _lines(text)]


def _true(statements: Iterable[Judged]) -> list[Statement]:
    return [one for one, changed in statements if changed]


def _verdicts(changes: Changes) -> tuple[list[Judged], list[Judged]]:
    earlier = [(one.before, one.change == "removed") for one in changes.statements if one.before]
    later = [(one.after, one.change == "added") for one in changes.statements if one.after]
    return earlier, later


def _agreement(truth: list[Judged], found: list[Judged]) -> list[bool]:
    real, said = ({one.id: changed for one, changed in judged} for judged in (truth, found))
    pairs = matched([one for one, _ in found], [one for one, _ in truth])
    return [said[one.id] == real[other.id] for one, other in pairs]


def _annotators(first: Reading, second: Reading, tally: Tally) -> None:
    """Compare the annotations of paragraphs that stand in both versions, each moved to the other's place."""
    text, other_text = first.article.latest.text, second.article.latest.text
    lines = {other_text[start:end]: start for start, end in _lines(other_text)}
    mine, theirs = [], []
    for start, end in _lines(text):
        if (place := lines.get(text[start:end])) is not None:
            mine += _inside(first.statements, start, end, by=place - start)
            theirs += _inside(second.statements, place, place + end - start, by=0)
    tally.add(mine, theirs)


def _inside(found: Iterable[Statement], start: int, end: int, *, by: int) -> list[Statement]:
    inside = (one for one in found if all(start <= span.start and span.end <= end for span in one.content))
    return [Statement(one.id, tuple(Span(span.start + by, span.end + by) for span in one.content)) for one in inside]


def _unmatched(first: Reading, second: Reading, truth: Sequence[list[Judged]], tally: Tally) -> None:
    """What the annotation alone says: a statement is new or gone where the other has none of nearly the same words."""
    texts = [reading.article.latest.text for reading in (first, second)]
    words = [[_words(one.quote(text)) for one in r.statements] for r, text in zip((first, second), texts, strict=True)]
    for reading, mine, others, real in zip((first, second), words, words[::-1], truth, strict=True):
        alone = [
            one
            for one, quote in zip(reading.statements, mine, strict=True)
            if not any(SequenceMatcher(None, quote, other, autojunk=False).ratio() >= SAME for other in others)
        ]
        tally.add(alone, _true(real))


def _documents() -> dict[str, Any]:
    lines = (POLNEAR / "train.jsonl").read_text(encoding="utf8").splitlines()
    return {document["doc"]: document for document in map(json.loads, lines)}


def _annotated(document: dict[str, Any]) -> Reading:
    row = {key: document.get(key) for key in ("headline", "text", "published")} | {"id": document["doc"]}
    (loaded,) = read_json(json.dumps({k: v for k, v in row.items() if v}).encode(), origin="", published=None)
    assert isinstance(loaded, Loaded), loaded
    article, text = loaded.article, document["text"]
    return Reading(Article(article.id, None, article.versions), tuple(_statements(document["attributions"], text)))


def _statements(attributions: Iterable[dict[str, Any]], text: str) -> Iterable[Statement]:
    for one in attributions:
        content, source, cue = (tuple(Span(*span) for span in one[role]) for role in ("content", "source", "cue"))
        if content:
            mention = " ".join(span.of(text) for span in source)
            speakers = (Speaker(mention, "person", mention=Words(mention)),) if mention else ()
            yield Statement(statement_id(sha256(text), content, source), content, source, cue, speakers=speakers)


def _show(name: str, gold: Reading, *, found: Reading, **sets: Sequence[Statement]) -> None:
    text = gold.article.latest.text
    print(f"== {name}: {len(gold.statements)} annotated, {len(found.statements)} read")
    for title, mine in list(sets.items())[1:]:
        pairs = matched(mine, sets["wanted"])
        for sign, left in (
            ("extra", [one for one in mine if not any(one is pair[0] for pair in pairs)]),
            ("missed", [one for one in sets["wanted"] if not any(one is pair[1] for pair in pairs)]),
        ):
            for one in left:
                print(f"  {title} {sign}: {one.quote(text)[:110]!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("out/versions.json"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--show", action="store_true", help="print the wrong ones")
    arguments = parser.parse_args()
    report("versions", measure(weights=arguments.weights, show=arguments.show), arguments.out)


if __name__ == "__main__":
    main()
