"""Networks in tests: loaded once in a process, and what the reader's says of a text computed once.

Tests read the same few articles again and again, by commands and pages that each load a reader, which takes half a
second. What the network itself does is tested in `tests/reading`, where everything is computed anew.
"""

from collections import OrderedDict
from functools import cache
from typing import Any

import pytest

from onrecord.reading import Reader, reader
from onrecord.reading.windows import Pieces, Scores, Window

MOST_TEXTS, MOST_WINDOWS = 64, 16
"""What is kept, of texts of so many windows. Of a window it takes up to a megabyte."""
Scored = tuple[Pieces, list[tuple[Window, Scores]]]
compute = Reader._scored


def keep_networks(patch: pytest.MonkeyPatch) -> None:
    """Have every reader of this process share one network, and what it said of a text."""
    load = reader._compiled
    loaded = cache(lambda path, wide, cpu: load(path, wide=wide))
    patch.setattr(reader, "_compiled", lambda path, *, wide=True: loaded(path, wide, reader._CPU))
    said: OrderedDict[Any, Scored] = OrderedDict()

    def kept(self: Reader, text: str) -> Scored:
        key = (self._weights, self._at_once, reader._CPU, text)
        found = said.pop(key, None) or compute(self, text)
        if len(found[1]) <= MOST_WINDOWS:
            for _, scores in found[1]:
                for one in (scores.tags, scores.cues, scores.sources, scores.said):
                    one.flags.writeable = False
            said[key] = found
        if len(said) > MOST_TEXTS:
            said.popitem(last=False)
        return found

    patch.setattr(Reader, "_scored", kept)
