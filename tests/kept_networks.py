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

MOST_TEXTS = 64
"""What is kept of a window takes up to a megabyte."""
Scored = tuple[Pieces, list[tuple[Window, Scores]]]
compute = Reader._scored


def keep_networks(patch: pytest.MonkeyPatch) -> None:
    """Have every reader of this process share one network, and what it said of a text."""
    load = reader._compiled
    loaded = cache(lambda path, cpu: load(path))
    patch.setattr(reader, "_compiled", lambda path: loaded(path, reader._CPU))
    said: OrderedDict[Any, Scored] = OrderedDict()

    def kept(self: Reader, text: str) -> Scored:
        key = (self._weights, self._at_once, reader._CPU, text)
        if key not in said:
            said[key] = compute(self, text)
            for _, scores in said[key][1]:
                for one in (scores.tags, scores.cues, scores.sources, scores.said):
                    one.flags.writeable = False
        said.move_to_end(key)
        if len(said) > MOST_TEXTS:
            said.popitem(last=False)
        return said[key]

    patch.setattr(Reader, "_scored", kept)
