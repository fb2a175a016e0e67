"""Where a page of a list ended, as programs hand it back: by the keys of its last row, and unreadable, so that nobody
makes one. What is added or goes between two pages changes none of the others' places."""

import base64
import json
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.problems.record import BadCursor

Key = int | float | str | None
_LARGEST = 2**63
"""What a database holds as a number is smaller."""


def cursor(of: str, keys: Iterable[Key]) -> str:
    """The cursor of a place in the list that is known by `of`."""
    return base64.urlsafe_b64encode(json.dumps([of, *keys]).encode()).decode().rstrip("=")


def read_cursor(told: str, of: str, kinds: Sequence[type] | None = None) -> list[Any]:
    """The keys, which are of these kinds where some are given. Raises BadCursor for what is no cursor of this list."""
    try:
        found, *keys = json.loads(base64.urlsafe_b64decode(told + "=" * (-len(told) % 4)))
    except (TypeError, ValueError, RecursionError) as error:
        raise BadCursor(told) from error
    strange = kinds is not None and [type(key) for key in keys] != list(kinds)
    if found != of or strange or any(isinstance(key, int | float) and not abs(key) < _LARGEST for key in keys):
        raise BadCursor(told)
    return list(keys)
