"""Places in a text, counted in code points and in UTF-16 units, as Java counts them: what is beyond the basic plane,
such as an emoji, is one code point and two units."""

from bisect import bisect_left

from onrecord.model import Span

_BASIC = 0xFFFF


class Utf16:
    """The places of one text. A search in the few characters of two units, whatever the length of the text."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [at for at, one in enumerate(text) if ord(one) > _BASIC]
        self._wide_units = [at + before for before, at in enumerate(self._wide)]
        self.length = len(text) + len(self._wide)

    def units(self, span: Span) -> tuple[int, int]:
        """The first unit of a span, and the first behind it."""
        return (self._unit(span.start), self._unit(span.end))

    def span(self, start: int, stop: int) -> Span:
        """The code points of units; a character that is cut in half is taken whole."""
        return Span(self._point(start)[0], sum(self._point(stop)))

    def _unit(self, point: int) -> int:
        return point + bisect_left(self._wide, point)

    def _point(self, unit: int) -> tuple[int, int]:
        """The code point in which a unit stands, and 1 where it is the second half of it, else 0."""
        before = bisect_left(self._wide_units, unit)
        cut = bool(before) and self._wide_units[before - 1] + 1 == unit
        return unit - before, int(cut)
