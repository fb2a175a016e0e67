"""Two texts held against each other, in pieces: what is the same on both sides, changed, or left out on the other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.families.reports import Wording
from onrecord.model import Span

PieceKind = Literal["same", "changed", "left out"]


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
    return pieces(words, [*_changed(wording, "before"), *_left_out(wording)])


def after_pieces(words: str, wording: Wording | None) -> list[DiffPiece]:
    """The second of two texts, with the words that are not those of the first."""
    return pieces(words, _changed(wording, "after"))


def _changed(wording: Wording | None, side: Literal["before", "after"]) -> Iterator[tuple[Span | None, PieceKind]]:
    for change in wording.changes if wording else ():
        span = change.before_span if side == "before" else change.after_span
        yield span, "left out" if side == "before" and not change.after else "changed"


def _left_out(wording: Wording | None) -> Iterator[tuple[Span | None, PieceKind]]:
    return ((span, "left out") for span in (wording.left_out if wording else ()))


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
