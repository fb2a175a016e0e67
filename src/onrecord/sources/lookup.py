"""Where in a page's words a block stands that another program took from the page.

White space is not compared: programs lose and add it around inline elements. What was dropped from
inside a block (a button, a time) is bridged where both ends are found close together."""

from functools import cached_property

_ENDS = 24
"""Characters, white space aside, by which an altered block is found: shorter ones occur by chance."""
_STRETCH = 1.4
"""An altered block may be so much longer in the page than in the extract."""


class Lookup:
    """Finds blocks from a starting point onwards, in reading order, then anywhere."""

    def __init__(self, text: str, *, start: int = 0) -> None:
        self._flat = text.replace("\n", " ")
        self._cursor = start

    def find(self, block: str) -> list[tuple[int, int]]:
        """The half-open ranges of the page's words that a block covers; none where it is not there."""
        words = " ".join(block.split())
        if not words:
            return []
        found = self._exactly(words) or self._squeezed(words) or self._by_ends(words)
        if found:
            self._cursor = found[1]
            return [found]
        return self._in_lines(block)

    def _in_lines(self, block: str) -> list[tuple[int, int]]:
        lines = [line for line in block.splitlines() if line.strip()]
        return [found for line in lines for found in self.find(line)] if len(lines) > 1 else []

    def _exactly(self, words: str) -> tuple[int, int] | None:
        start = self._flat.find(words, self._cursor)
        if start < 0:
            start = self._flat.find(words, 0, self._cursor)
        return (start, start + len(words)) if start >= 0 else None

    def _squeezed(self, words: str) -> tuple[int, int] | None:
        sought = words.replace(" ", "")
        start = self._letters.find(sought, self._rank(self._cursor))
        if start < 0:
            start = self._letters.find(sought)
        return (self._places[start], self._places[start + len(sought) - 1] + 1) if start >= 0 else None

    def _by_ends(self, words: str) -> tuple[int, int] | None:
        sought = words.replace(" ", "")
        if len(sought) < 2 * _ENDS:
            return None
        start = self._letters.find(sought[:_ENDS], self._rank(self._cursor))
        if start < 0:
            start = self._letters.find(sought[:_ENDS])
        limit = start + int(len(sought) * _STRETCH) + _ENDS
        last = self._letters.find(sought[-_ENDS:], start + len(sought) // 2, limit) if start >= 0 else -1
        return (self._places[start], self._places[last + _ENDS - 1] + 1) if last >= 0 else None

    @cached_property
    def _letters(self) -> str:
        return self._flat.replace(" ", "")

    @cached_property
    def _places(self) -> list[int]:
        return [index for index, character in enumerate(self._flat) if character != " "]

    def _rank(self, position: int) -> int:
        return position - self._flat.count(" ", 0, position)
