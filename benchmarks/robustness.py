"""Hard cases of quotation and report: `python -m benchmarks.robustness [--show all|tuned|kept]`.

200 written paragraphs in 20 groups (`robustness_cases.yaml`), read by the shipped weights, rules and pipeline. A found
statement (kind `said`) is right where the words of its content and of an expected one have an IoU of 0.8 or more and
the head of its speaker's mention is a word of the expected mention, or the other way round. A group's score is the
F1 of its statements in per cent; a case that expects none and gives none counts as one that is right.

The cases of every group are dealt in turn into two halves. Rules were mended on failures of the half `tuned` alone;
the failures of `kept` were never looked at, so its score says what the rules are worth elsewhere."""

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml

from benchmarks.common import report
from onrecord.model import Article, Reading, Span, Statement, Version, names_of, sha256
from onrecord.pipeline import statements
from onrecord.reading import Reader
from onrecord.reading.reader import WEIGHTS
from onrecord.sources.prose import joined

CASES = Path(__file__).parent / "robustness_cases.yaml"
LEAST_SHARED = 0.8
HALVES = ("tuned", "kept")
_WORD = re.compile(r"\w+")
# What follows the head of a mention: "the mayor of …", "a woman who …", "Erik Solberg, 91,".
_AFTER_HEAD = re.compile(r"[,(]|\b(?:of|for|at|in|from|with|who|to|on)\b")


@dataclass(frozen=True, slots=True)
class Expected:
    """A statement that a case must give, by the words of the text."""

    content: tuple[str, ...]
    speaker: str
    type: str


@dataclass(frozen=True, slots=True)
class Case:
    """A short article and what must be read from it."""

    group: str
    half: str
    text: str
    headline: bool
    statements: tuple[Expected, ...]

    @property
    def article(self) -> Article:
        """The case as an article."""
        paragraphs = self.text.split("\n\n")
        kinds = ["headline" if self.headline and not n else "paragraph" for n in range(len(paragraphs))]
        text, blocks = joined(zip(kinds, paragraphs, strict=True))  # type: ignore[arg-type]
        headline = paragraphs[0] if self.headline else None
        version = Version(text, sha256(text), "text/plain", headline=headline, language="en", blocks=blocks)
        return Article(sha256(text)[:16], None, (version,))


@dataclass(frozen=True, slots=True)
class Result:
    """How a case was read: pairs of expected and found, what was missed, what was found too much."""

    case: Case
    right: tuple[tuple[Expected, Statement], ...]
    missed: tuple[Expected, ...]
    extra: tuple[Statement, ...]

    @property
    def hits(self) -> int:
        """Statements that are right, or one where rightly nothing was found."""
        return len(self.right) + (not self.case.statements and not self.extra)

    @property
    def size(self) -> int:
        """Statements expected and found, two where nothing was expected, as of one pair."""
        expected = len(self.case.statements) or 1
        return expected + (len(self.right) + len(self.extra) or (not self.case.statements))

    @property
    def whole(self) -> bool:
        """Whether everything expected was found, with its type, and nothing else."""
        return not self.missed and not self.extra and all(one.type == found.type for one, found in self.right)


def cases(path: Path = CASES) -> list[Case]:
    """The cases in order, dealt into halves within their groups."""
    groups: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf8"))
    return [
        Case(
            group,
            HALVES[number % 2],
            case["text"],
            case.get("headline", False),
            tuple(Expected(tuple(s["content"]), s["speaker"], s["type"]) for s in case["statements"]),
        )
        for group, found in groups.items()
        for number, case in enumerate(found)
    ]


def results(*, weights: Path = WEIGHTS) -> list[Result]:
    """Every case as read."""
    found = cases()
    readings = statements([case.article for case in found], reader=Reader(weights=weights))
    return [judged(case, reading) for case, reading in zip(found, readings, strict=True)]


def judged(case: Case, reading: Reading) -> Result:
    """What of a case is right."""
    text = reading.article.latest.text
    left = [statement for statement in reading.statements if statement.kind == "said"]
    right, missed = [], []
    for expected in case.statements:
        found = next((one for one in left if _same(text, expected, one)), None)
        if found is None:
            missed.append(expected)
        else:
            left.remove(found)
            right.append((expected, found))
    return Result(case, tuple(right), tuple(missed), tuple(left))


def _same(text: str, expected: Expected, found: Statement) -> bool:
    wanted, got = _words(text, _spans(text, expected.content)), _words(text, found.content)
    if len(wanted & got) < LEAST_SHARED * len(wanted | got):
        return False
    mention = " ".join(span.of(text) for span in found.source)
    if not mention and found.speakers:
        named = found.speakers[0].mention
        mention = named.text if named else names_of(found.speakers) or ""
    return same_head(expected.speaker, mention)


def same_head(first: str, second: str) -> bool:
    """Whether the head of one mention is a word of the other."""
    return _head(first) in _mention(second) or _head(second) in _mention(first)


def _mention(words: str) -> list[str]:
    return list(_WORD.findall(re.sub(r"[’']s?\b(?!\w)", "", words.lower())))


def _head(words: str) -> str:
    before = _AFTER_HEAD.split(words.strip(" ,—–-"), maxsplit=1)[0]
    return (_mention(before) or [""])[-1]


def _spans(text: str, parts: Iterable[str]) -> list[Span]:
    spans, at = [], 0
    for part in parts:
        start = text.index(part, at)
        at = start + len(part)
        spans.append(Span(start, at))
    return spans


def _words(text: str, spans: Iterable[Span]) -> set[int]:
    return {word.start() for span in spans for word in _WORD.finditer(text, span.start, span.end)}


def score(found: Sequence[Result]) -> float:
    """F1 of statements in per cent."""
    return round(200 * sum(one.hits for one in found) / max(1, sum(one.size for one in found)), 1)


def measure(*, weights: Path = WEIGHTS) -> dict[str, float]:
    """The score of each group, of each half, and of all; and the share of cases read wholly right, with types."""
    return figures(results(weights=weights))


def figures(found: Sequence[Result]) -> dict[str, float]:
    """The scores of results."""
    groups = list(dict.fromkeys(one.case.group for one in found))
    return {
        **{group: score([one for one in found if one.case.group == group]) for group in groups},
        **{f"half {half}": score([one for one in found if one.case.half == half]) for half in HALVES},
        "all": score(found),
        "cases wholly right": round(100 * sum(one.whole for one in found) / len(found), 1),
    }


def _show(found: Iterable[Result], half: str) -> None:
    for one in found:
        if one.whole or half not in (one.case.half, "all"):
            continue
        print(f"[{one.case.group}] {one.case.text!r}", file=sys.stderr)
        for expected, got in zip_longest(one.missed, one.extra):
            print(f"   expected {expected}", file=sys.stderr)
            if got:
                source = [span.of(one.case.text) for span in got.source]
                cue = [span.of(one.case.text) for span in got.cue]
                content = [span.of(one.case.text) for span in got.content]
                print(f"   found {content} source {source} cue {cue} {got.type} {got.confidence}", file=sys.stderr)
        for expected, got in one.right:
            if expected.type != got.type:
                print(f"   type {got.type}, expected {expected.type}: {expected.content}", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("out/robustness.json"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--show", choices=["all", *HALVES], help="print what was missed or too much")
    arguments = parser.parse_args()
    found = results(weights=arguments.weights)
    if arguments.show:
        _show(found, arguments.show)
    report("robustness", figures(found), arguments.out)


if __name__ == "__main__":
    main()
