"""News articles invented for training, in which every statement is marked with who made it, when, where and to whom.

They are of beats and registers that the annotated sets have little of. `invented/README.md` tells their form and the
conventions; nobody who speaks in them exists, nor does any company or study.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.english.quotation_marks import quotations
from onrecord.model import Attribution, Span, StatementKind, StatementType, Time, Version

FOLDER = Path(__file__).parent / "invented"
_MARK = re.compile(r"\{(\d+)([scq]):([^{}]*)\}")
_ROLES = {"s": "source", "c": "cue", "q": "content"}
_FIELDS = ("kind", "speaker_kind", "speaker", "when", "venue", "addressee")
_NEAR = 3
"""Statements before one without a source among which another of the same speaker lends it its own."""


class BadArticle(ValueError):
    """An article whose marks and table do not fit: what, and in which."""


@dataclass(frozen=True, slots=True)
class Invented:
    """An article with its statements, in the order of the text, and what the table says of each: the fields of
    PolNeAR's resolved attributions."""

    name: str
    version: Version
    found: tuple[Attribution, ...]
    labels: tuple[dict[str, Any], ...]


def invented(folder: Path = FOLDER) -> Iterator[Invented]:
    """All invented articles. Raises BadArticle."""
    for path in sorted(folder.glob("*.txt")):
        for number, text in enumerate(path.read_text(encoding="utf8").split("\n=====\n")):
            yield read(f"{path.stem} {number}", text)


def read(name: str, text: str) -> Invented:
    """One article from its form: headline and date, marked text, table. Raises BadArticle."""
    head, marked, table = text.split("\n---\n")
    told = dict(line.split(": ", 1) for line in head.strip().splitlines())
    headline = told["headline"]
    plain, spans = _unmarked(f"{headline}\n\n{marked.strip()}")
    labels = _labels(name, table)
    if labels.keys() != spans.keys() or not all(roles["content"] for roles in spans.values()) or "{" in plain:
        raise BadArticle(f"{name}: the numbers of marks and table differ, or one has no content")
    numbers = sorted(spans)
    _lend_sources(plain, [spans[number] for number in numbers], [labels[number] for number in numbers])
    found = tuple(_attribution(plain, spans[number], labels[number]["kind"]) for number in numbers)
    version = Version(
        plain, "0", "text/plain", headline=headline, published=Time(told["published"], "given"), language="en"
    )
    return Invented(name, version, found, tuple(labels[number] for number in numbers))


_Spans = dict[str, list[Span]]


def _unmarked(marked: str) -> tuple[str, dict[int, _Spans]]:
    """The text without its marks, and where what was marked stands in it."""
    plain, at = "", 0
    spans: dict[int, _Spans] = {}
    for mark in _MARK.finditer(marked):
        plain += marked[at : mark.start()]
        one = spans.setdefault(int(mark[1]), {role: [] for role in _ROLES.values()})
        for line in re.finditer(r"[^\n]+", mark[3]):
            one[_ROLES[mark[2]]].append(Span(len(plain) + line.start(), len(plain) + line.end()))
        plain += mark[3]
        at = mark.end()
    return plain + marked[at:], spans


def _labels(name: str, table: str) -> dict[int, dict[str, Any]]:
    found = {}
    for line in table.strip().splitlines():
        number, *fields = (field.strip() for field in line.split("|"))
        if len(fields) != len(_FIELDS):
            raise BadArticle(f"{name}: {line}")
        found[int(number)] = {key: None if field == "-" else field for key, field in zip(_FIELDS, fields, strict=True)}
    return found


def _lend_sources(text: str, spans: list[_Spans], labels: list[dict[str, Any]]) -> None:
    """A cue that shares its source with one before it in the paragraph ("said … and warned …") gets that source."""
    for number, one in enumerate(spans):
        if one["source"] or not one["cue"]:
            continue
        for other in range(number - 1, max(-1, number - 1 - _NEAR), -1):
            source = spans[other]["source"]
            if source and labels[other]["speaker"] == labels[number]["speaker"]:
                between = sorted((source[0].start, one["cue"][0].start))
                if "\n" not in text[between[0] : between[1]]:
                    one["source"] = list(source)
                break


def _attribution(text: str, spans: _Spans, kind: StatementKind) -> Attribution:
    quoted = [(one.start, one.end) for one in quotations(text)]
    inside = [any(a <= part.start and part.end <= b for a, b in quoted) for part in spans["content"]]
    touched = any(part.start < b and a < part.end for part in spans["content"] for a, b in quoted)
    kind_of_words: StatementType = "direct" if all(inside) else "mixed" if touched else "indirect"
    return Attribution(
        tuple(spans["content"]), tuple(spans["source"]), tuple(spans["cue"]), kind, kind_of_words, confidence=0.95
    )
