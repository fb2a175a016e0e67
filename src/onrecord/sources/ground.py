"""The ground of an article: the part of its page in which it stands.

A page says so itself by its elements (`article`, `main`, an article body); where it does not, the ground is the
smallest element around the headline and the body. What lies outside is the site's, however much more it is."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from onrecord.sources.prose import is_prose
from onrecord.sources.visible import DECLARED, Place, Segment, Visible

_LINKED = 0.5
"""Share of a line inside links from which it is no sign that an article stands around it."""
_ROOT = frozenset(("html", "body"))


@dataclass(frozen=True, slots=True)
class Ground:
    """A range of a page's words. It is `declared` by an element that means an article."""

    start: int
    end: int
    declared: bool

    def holds(self, start: int) -> bool:
        """Whether words that begin there stand on the ground."""
        return self.start <= start < self.end


def ground_of(seen: Visible, headline: tuple[int, int] | None, body: Sequence[tuple[int, int]]) -> Ground:
    """The ground of the article with this headline, whose body is thought to be these ranges."""
    weights = _Weights([piece for piece in body if headline is None or piece[0] >= headline[1]])
    prose = [segment.start for segment in seen.segments if stands_alone(seen, segment)]
    declared = [place for place in seen.places if place.roles & DECLARED and place.end > place.start]
    held = max(declared, key=lambda place: (weights.of(place), -_length(place)), default=None)
    if held is not None and not (weights.whole and 2 * weights.of(held) >= weights.whole):
        held = None
    if headline is not None:
        behind = prose[bisect_left(prose, headline[1]) :][:1]
        around = [place for place in seen.places if place.start <= headline[0] < place.end]
        with_prose = [place for place in around if behind and behind[0] < place.end]
        own = min((place for place in with_prose if place.roles & DECLARED), key=_length, default=None)
        if own is not None and held is not None and not weights.of(own):
            return Ground(min(own.start, held.start), max(own.end, held.end), declared=True)
        if own is not None:
            return Ground(own.start, own.end, declared=True)
        if held is None:
            near = [place for place in with_prose if place.tag not in _ROOT]
            most = [place for place in around if weights.whole and 2 * weights.of(place) >= weights.whole]
            chosen = min(most or near or around, key=_length, default=seen.places[0])
            return Ground(chosen.start, chosen.end, declared=False)
    if held is not None:
        start = headline[0] if headline is not None and headline[0] < held.start else held.start
        return Ground(start, held.end, declared=True)
    return Ground(0, len(seen.text) + 1, declared=False)


def stands_alone(seen: Visible, segment: Segment) -> bool:
    """Whether a segment is prose of an article by its own looks and by where it stands."""
    return (
        not (segment.aside or segment.box or segment.caption)
        and segment.linked <= _LINKED * (segment.end - segment.start)
        and is_prose(seen.text[segment.start : segment.end])
    )


class _Weights:
    """How much of the body stands in a place."""

    def __init__(self, body: Sequence[tuple[int, int]]) -> None:
        ordered = sorted(body)
        self._starts = [start for start, _ in ordered]
        self._sums = [0, *accumulate(end - start for start, end in ordered)]
        self.whole = self._sums[-1]

    def of(self, place: Place) -> int:
        return self._sums[bisect_left(self._starts, place.end)] - self._sums[bisect_left(self._starts, place.start)]


def _length(place: Place) -> int:
    return place.end - place.start
