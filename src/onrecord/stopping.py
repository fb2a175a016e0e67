"""An end in the middle of something: what must be whole is whole, or absent."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any


@contextmanager
def whole() -> Iterator[None]:
    """Ctrl-C waits until the block has ended, so that what it writes is whole."""
    before = signal.getsignal(signal.SIGINT)
    # Another thread is never interrupted, nor a program that was told not to be.
    if threading.current_thread() is not threading.main_thread() or before in (None, signal.SIG_IGN):
        yield
        return
    pressed = False

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True

    signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


@contextmanager
def whole_at(path: Path, mode: str, **manner: str) -> Iterator[Any]:
    """A file that appears at its path only when all of it is written. Raises OSError if it cannot be."""
    beside = Path(f"{path}.unfinished")
    try:
        with beside.open(mode, **manner) as file:  # type: ignore[call-overload]
            yield file
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
