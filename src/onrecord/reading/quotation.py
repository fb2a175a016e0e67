"""Quotation marks of every style, found paragraph by paragraph.

Marks are evidence, not truth: they give the reader a feature and a statement its type, but no mark
ever reaches beyond the paragraph it stands in, so an unbalanced one cannot swallow the text after it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from onrecord.model import Span, StatementType

# What closes a quotation that each mark opens. German „…“ and reversed »…« close with marks that
# open elsewhere, so the closing set belongs to the opening mark and not to the character.
_CLOSERS = {
    '"': '"＂”',
    "＂": '"＂',
    "“": '”"',
    "”": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "``": ("''", '"'),
    "''": ("''",),
    "‘": "’",
    "'": "'",
}
# Single marks count only where they cannot be an apostrophe: an opening one has no letter before it,
# a closing one no letter after it.
_MARK = re.compile(r"``|''|[\"＂“”„‟«»‹›「」『』]|(?<!\w)[‘'](?=\w)|(?<=[^\s‘'])[’'](?!\w)")
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks. `closed` is false where the closing mark is missing: the span then
    runs to the end of the paragraph, as in a quotation that goes on in the next one."""

    start: int
    end: int
    closed: bool


def quotations(text: str) -> list[Quotation]:
    """The outermost quotations of each paragraph, in order.

    A mark that is never closed quotes the rest of its paragraph where it opens the paragraph, follows a colon, or
    where the next paragraph opens with such a mark, as in a quotation that goes on there; elsewhere nothing."""
    return [found for paragraph in _PARAGRAPH.finditer(text) for found in _of_paragraph(text, *paragraph.span())]


def _of_paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    marks = list(_MARK.finditer(text, start, end))
    at = 0
    while at < len(marks):
        mark = marks[at]
        closers = _CLOSERS.get(mark.group())
        if closers is None or (mark.group() in ('"', "'", "''") and _cannot_open(text, mark.end(), end)):
            at += 1
            continue
        closing = _closing(text, marks, at, closers)
        if closing is not None:
            yield Quotation(mark.start(), marks[closing].end(), True)
            at = closing + 1
        elif _quotes_the_rest(text, mark, start, end):
            yield Quotation(mark.start(), end, False)
            return
        else:
            at += 1


def _quotes_the_rest(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    before = text[start : mark.start()].rstrip()
    return not before or before.endswith(":") or text[end:].lstrip("\n").startswith(mark.group())


def _closing(text: str, marks: list[re.Match[str]], at: int, closers: Sequence[str]) -> int | None:
    """The mark that closes the one at `at`. A single mark behind an s may be a possessive ("the dogs’ barking"):
    one behind a stop or comma is surer, where no other quotation begins before it."""
    found = [number for number in range(at + 1, len(marks)) if marks[number].group() in closers]
    if not found or marks[at].group() not in ("'", "‘") or text[marks[found[0]].start() - 1] != "s":
        return found[0] if found else None
    opens = next((number for number in range(at + 1, len(marks)) if _opens(text, marks[number])), len(marks))
    sure = [number for number in found if number < opens and text[marks[number].start() - 1] in ".,!?…"]
    return sure[0] if sure else found[0]


def _opens(text: str, mark: re.Match[str]) -> bool:
    return mark.group() == "‘" or (mark.group() == "'" and not text[mark.start() - 1 : mark.start()].strip())


def _cannot_open(text: str, after: int, end: int) -> bool:
    return after >= end or text[after].isspace()


def is_quoted(quoted: Sequence[Quotation], at: int) -> bool:
    """Whether the character at the offset `at` stands in one of the quotations, which are in order."""
    number = bisect_right(quoted, at, key=attrgetter("start"))
    return number > 0 and at < quoted[number - 1].end


def type_of(text: str, content: tuple[Span, ...], quoted: list[Quotation]) -> StatementType:
    """`direct` when all words of the content stand in quotation marks, `mixed` when some do."""
    inside = outside = 0
    for part in content:
        for word in re.finditer(r"\w+", text[part.start : part.end]):
            if is_quoted(quoted, part.start + word.start()):
                inside += 1
            else:
                outside += 1
    kind: Literal["direct", "mixed", "indirect"] = "direct" if not outside else "mixed"
    return kind if inside else "indirect"
