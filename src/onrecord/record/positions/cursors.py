"""Where a page of a list ended, as programs hand it back: by the keys of its last row, and unreadable, so that nobody
makes one. What is added or goes between two pages changes none of the others' places."""

import base64
import json
from collections.abc import Iterable

from onrecord.problems.record import BadCursor

Keys = tuple[int | float | str, ...]


def cursor(of: str, keys: Iterable[int | float | str]) -> str:
    """The cursor of a place in the list that is known by `of`."""
    return base64.urlsafe_b64encode(json.dumps([of, *keys]).encode()).decode().rstrip("=")


def read_cursor(told: str, of: str, kinds: Iterable[type]) -> Keys:
    """The keys, which are of these kinds. Raises BadCursor for what is no cursor of this list."""
    try:
        found, *keys = json.loads(base64.urlsafe_b64decode(told + "=" * (-len(told) % 4)))
    except (TypeError, ValueError, RecursionError) as error:
        raise BadCursor(told) from error
    if found != of or [type(key) for key in keys] != list(kinds):
        raise BadCursor(told)
    return tuple(keys)
