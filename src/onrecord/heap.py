"""Memory given back: by the C library, where it is glibc's, and by what this package has kept of work that is done."""

import ctypes
import sys
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

_ARENAS, _NOT_NEEDED = -8, 4
"""`M_ARENA_MAX` of `mallopt`, and `MADV_DONTNEED` of `madvise`."""
_EVERY = 0.1
"""Seconds between two times that pages are let go, which takes two milliseconds."""
_NEVER_CHANGED = ("r--s", "r-xp")
_Kept = type(lru_cache(maxsize=1)(len))


def one_heap() -> None:
    """Have all threads share one heap, if called before they start. By default each has one of its own, and what was
    freed in one is not used in another: 70 MB of a server."""
    if set_option := _of_the_library("mallopt"):
        set_option(_ARENAS, 1)


def give_back() -> None:
    """Give the system what was freed: some milliseconds."""
    if trim := _of_the_library("malloc_trim"):
        trim(0)


def let_go(paths: Collection[Path] | None = None) -> None:
    """Give the system the pages of files that are only looked into, and of libraries' code: they are read again where
    they are needed. Those of all files, if none are named."""
    advise, names = _of_the_library("madvise"), {str(path.resolve()) for path in paths or ()}
    for line in Path("/proc/self/maps").read_text(encoding="utf8").splitlines() if advise else ():
        place, permitted, *_, name = line.split(maxsplit=5)
        if permitted in _NEVER_CHANGED and (name in names if paths is not None else name.startswith("/")):
            start, end = (int(one, 16) for one in place.split("-"))
            advise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _NOT_NEEDED)


@contextmanager
def letting_go(paths: Collection[Path]) -> Iterator[None]:
    """Let the pages of these files go again and again, for the time of the block. Nothing in it may end that they are
    mapped: what came to their place would be lost."""
    over = threading.Event()

    def go_on() -> None:
        while not over.wait(_EVERY):
            let_go(paths)

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def forget(most: int = 0) -> None:
    """Drop what functions of this package keep of their results, where it is more than so many; tables that were read
    from files stay. It takes two milliseconds to look."""
    kept = list(_kept())
    if sum(one.cache_info().currsize for one in kept) > most:
        for one in kept:
            one.cache_clear()


def _kept() -> Iterator[Any]:
    for name, module in list(sys.modules.items()):
        if name.startswith("onrecord."):
            for one in list(vars(module).values()):
                if isinstance(one, _Kept) and one.cache_info().maxsize and one.__module__ == name:
                    yield one


def _of_the_library(name: str) -> Any:
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
