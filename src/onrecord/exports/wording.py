"""Two texts held against each other, in pieces: what is the same on both sides, changed, or left out on the other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.families.reports import Wording
from onrecord.model import Span
from onrecord.record.values import FamilyConflict
from onrecord.versions.differences import Piece

PieceKind = Literal["same", "changed", "left out"]
_LONGEST, _BEGINNING, _END = 62, 36, 24
"""Characters of words that were left out: as many as fit into a line, and of longer ones both ends."""


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """Words of a text that are the same on both sides, changed, or left out on the other."""

    kind: PieceKind
    text: str


def pieces(words: str, marks: Iterable[tuple[Span | None, PieceKind]]) -> list[DiffPiece]:
    """The words, cut at the marks. Of marks that overlap the first holds."""
    return list(_cut(words, sorted((span, kind) for span, kind in marks if span)))


def before_pieces(words: str, wording: Wording | None) -> list[DiffPiece]:
    """The first of two texts, with what the other changes or leaves out."""
    left_out = wording.left_out if wording else ()
    return pieces(words, [*_changed(wording, "before"), *((span, "left out") for span in left_out)])


def after_pieces(words: str, wording: Wording | None) -> list[DiffPiece]:
    """The second of two texts, with the words that are not those of the first."""
    return pieces(words, _changed(wording, "after"))


def merged(words: str, wording: Wording | None) -> list[Piece]:
    """The second of two texts, and before each changed stretch the words of the first in its place. What is only left
    out stands nowhere in it: `left_out` has that."""
    changes = [(one.after_span, one.before) for one in (wording.changes if wording else ()) if one.after_span]
    found, reached = [], 0
    for span, before in sorted(changes):
        if span.start < reached:
            continue
        found += [Piece("same", words[reached : span.start]), Piece("removed", before), Piece("added", span.of(words))]
        reached = span.end
    return [one for one in (*found, Piece("same", words[reached:])) if one.text]


def left_out(wording: Wording | None, original: str) -> list[str]:
    """What the second of two texts leaves out of the first, long stretches without their middle."""
    if wording is None:
        return []
    dropped = [one.before_span for one in wording.changes if one.before_span and not one.after]
    return [shortened(span.of(original)) for span in sorted([*dropped, *wording.left_out])]


def shortened(words: str) -> str:
    """The beginning and the end of words that are longer than a line."""
    if len(words) <= _LONGEST:
        return words
    # Cut between words, unless one word is as long as what is shown.
    first, last = words[:_BEGINNING], words[-_END:]
    return f"{first.rpartition(' ')[0] or first} … {last.partition(' ')[2] or last}"


def _changed(wording: Wording | None, side: Literal["before", "after"]) -> Iterator[tuple[Span | None, PieceKind]]:
    for change in wording.changes if wording else ():
        span = change.before_span if side == "before" else change.after_span
        yield span, "left out" if side == "before" and not change.after else "changed"


def _cut(words: str, marks: Iterable[tuple[Span, PieceKind]]) -> Iterator[DiffPiece]:
    reached = 0
    for span, kind in marks:
        if span.start < reached:
            continue
        if span.start > reached:
            yield DiffPiece("same", words[reached : span.start])
        yield DiffPiece(kind, span.of(words))
        reached = span.end
    if reached < len(words):
        yield DiffPiece("same", words[reached:])


def first_side(conflict: FamilyConflict) -> list[DiffPiece]:
    """The words of the report that was published first, with what the other has otherwise."""
    return before_pieces(conflict.first.quote, conflict.wording)


def other_side(conflict: FamilyConflict) -> list[DiffPiece]:
    """The words of the later report, with those that are not the first one's."""
    return after_pieces(conflict.other.quote, conflict.wording)


OF_REPORTS = {
    "first_side": first_side,
    "left_out": left_out,
    "merged_with": merged,
    "other_side": other_side,
}
"""What the templates of families and conflicts ask of their values."""
