"""Ctrl-C: what was done stays whole and is told, and the program ends with the status that says so."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from onrecord.cli.output import tell

STOPPED = 130
"""128 and the number of the signal, as a shell has it."""


class Terminated(KeyboardInterrupt):
    """The program was ended by a service manager, which is no failure."""


def terminable() -> None:
    """Make SIGTERM, by which a service manager ends a program, end it as Ctrl-C does."""

    def end(number: int, frame: FrameType | None) -> None:
        raise Terminated

    signal.signal(signal.SIGTERM, end)


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


def end_stopped(message: str) -> NoReturn:
    """Say what was done, and end."""
    tell(message)
    sys.exit(STOPPED)
