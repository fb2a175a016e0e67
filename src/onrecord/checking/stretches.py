"""Spans of one text, looked up by their place instead of one after the other."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate

from onrecord.model import Span


class Stretches:
    """Spans of one text, in any order; they may overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        # How far any of the spans up to each reaches: nothing before the place where that is short can touch.
        self._reach = list(accumulate((span.end for span in self._spans), max))

    def touching(self, span: Span) -> Iterator[Span]:
        """Those that share a character with the span, in order."""
        last = bisect_left(self._starts, span.end)
        first = bisect_left(self._reach, span.start + 1, 0, last)
        return (one for one in self._spans[first:last] if one.end > span.start)
