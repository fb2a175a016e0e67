"""Quotation marks of every style, found paragraph by paragraph.

Marks are evidence, not truth: they give the reader a feature and a statement its type, but no mark
ever reaches beyond the paragraph it stands in, so an unbalanced one cannot swallow the text after it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, Literal

from onrecord.model import Span, StatementType

DOUBLE: Final = '"＂“”„‟«»‹›「」『』'
"""Marks that are nothing else; single ones are apostrophes as well."""
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
_MARK = re.compile(rf"``|''|[{DOUBLE}]|(?<!\w)[‘'](?=\w)|(?<=[^\s‘'])[’'](?!\w)")
_SPACED = frozenset(['"', "'", "''", "»", "›"])
"""Marks that open nothing before a space."""
_TURNED = frozenset("“”")
"""Marks that old texts write for each other: ”60 Minutes”, “60 Minutes“; where one stands tells what it does."""
_BEFORE_OPENING, _BEHIND_CLOSING = frozenset("([{—–-"), frozenset(".,;:!?)]}—–")
_INCHES_INSIDE = re.compile(r"\d\" ?[a-z]")
_INCHES = re.compile(r"\d\"(?!\w)|\d\"(?=[x×]\d)")
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
    paragraphs = [paragraph.span() for paragraph in _PARAGRAPH.finditer(text)]
    following = [*(start for start, _ in paragraphs), len(text)][1:]
    return [
        found
        for (start, end), behind in zip(paragraphs, following, strict=True)
        for found in _of_paragraph(text, start, end, behind)
    ]


def _of_paragraph(text: str, start: int, end: int, behind: int) -> Iterator[Quotation]:
    """Those of the paragraph from `start` to `end`; the next begins at `behind`."""
    marks = _Marks(text, start, end)
    at = 0
    while at < len(marks.found):
        mark = marks.found[at]
        closers = _CLOSERS.get(mark.group())
        if closers is None or _cannot_open(text, mark, end):
            at += 1
            continue
        closing = marks.closing(at, closers)
        if closing is not None:
            yield Quotation(mark.start(), marks.found[closing].end(), True)
            at = closing + 1
        elif _quotes_the_rest(text, mark, start, behind):
            yield Quotation(mark.start(), end, False)
            return
        else:
            at += 1


def _quotes_the_rest(text: str, mark: re.Match[str], start: int, behind: int) -> bool:
    before = mark.start()
    while before > start and text[before - 1].isspace():
        before -= 1
    return before == start or text[before - 1] == ":" or text.startswith(mark.group(), behind)


class _Marks:
    """The marks of a paragraph, and where those of one shape stand among them, so that the one that closes another is
    looked up and not searched for: a paragraph may be nothing but marks."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.found = list(_MARK.finditer(text, start, end))
        self._text = text
        self._shapes: dict[str, list[int]] = {}
        self._sure: dict[str, list[int]] = {}
        self._opening: list[int] = []
        for number, mark in enumerate(self.found):
            if mark.group() == '"' and self._is_inches(number):
                continue
            shapes = {mark.group(), "”"} if mark.group() == "“" and _closes(text, mark) else {mark.group()}
            for shape in shapes:
                self._shapes.setdefault(shape, []).append(number)
                if self._before(number) in ".,!?…":
                    self._sure.setdefault(shape, []).append(number)
            if mark.group() == "‘" or (mark.group() == "'" and not self._before(number).strip()):
                self._opening.append(number)

    def closing(self, at: int, closers: Sequence[str]) -> int | None:
        """The mark that closes the one at `at`. A single mark behind an s may be a possessive ("the dogs’ barking"):
        one behind a stop or comma is surer, where no other quotation begins before it."""
        first = _first_behind(self._shapes, closers, at)
        if first is None or self.found[at].group() not in ("'", "‘") or self._before(first) != "s":
            return first
        opens = bisect_right(self._opening, at)
        limit = self._opening[opens] if opens < len(self._opening) else len(self.found)
        sure = _first_behind(self._sure, closers, at)
        return sure if sure is not None and sure < limit else first

    def _is_inches(self, number: int) -> bool:
        """ "The 12\" pipe burst,": a straight mark behind a number in the middle of a sentence, where the next mark
        closes what it would have closed."""
        place = self.found[number].start()
        if number + 1 == len(self.found) or not _INCHES_INSIDE.match(self._text, max(0, place - 1)):
            return False
        following = self.found[number + 1]
        behind = self._text[following.end() : following.end() + 1]
        return following.group() in '"”' and (self._before(number + 1) in ".,!?…" or not behind.isalnum())

    def _before(self, number: int) -> str:
        place = self.found[number].start()
        return self._text[place - 1] if place else "\n"


def _first_behind(places: dict[str, list[int]], shapes: Sequence[str], at: int) -> int | None:
    """The first number above `at` among those of the shapes."""
    found = []
    for shape in shapes:
        numbers = places.get(shape, [])
        index = bisect_right(numbers, at)
        found += numbers[index : index + 1]
    return min(found, default=None)


def _cannot_open(text: str, mark: re.Match[str], end: int) -> bool:
    """Before a space it closes, is a bullet or, like a straight mark behind a digit, stands for inches."""
    if mark.group() in _TURNED:
        return _closes(text, mark)
    if mark.group() not in _SPACED:
        return False
    return mark.end() >= end or text[mark.end()].isspace() or _INCHES.match(text, max(0, mark.start() - 1)) is not None


def _closes(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark closes by its place: behind a word or a stop, before a space or a stop."""
    before, behind = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return bool(before.strip()) and before not in _BEFORE_OPENING and (not behind.strip() or behind in _BEHIND_CLOSING)


def quotation_at(quoted: Sequence[Quotation], at: int) -> Quotation | None:
    """The quotation that holds the character at the offset `at`; they are in order."""
    number = bisect_right(quoted, at, key=attrgetter("start"))
    return quoted[number - 1] if number > 0 and at < quoted[number - 1].end else None


def is_quoted(quoted: Sequence[Quotation], at: int) -> bool:
    """Whether the character at the offset `at` stands in one of the quotations, which are in order."""
    return quotation_at(quoted, at) is not None


def type_of(text: str, content: tuple[Span, ...], quoted: Sequence[Quotation]) -> StatementType:
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
