"""First names and what their bearers are called: "Bill" is William."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nicknames import NickNamer


def also_called(name: str) -> set[str]:
    """The nicknames of a first name and the first names of a nickname, in lower case."""
    return _namer().nicknames_of(name) | _namer().canonicals_of(name)


@cache
def _namer() -> "NickNamer":
    from nicknames import NickNamer  # reads a list for 0.2 seconds, only where two names differ

    return NickNamer()
