"""Ctrl-C: what was done stays whole and is told, and the program ends with the status that says so."""

import signal
import sys
from types import FrameType
from typing import NoReturn

from onrecord.cli.output import tell

STOPPED = 130
"""128 and the number of the signal, as a shell has it."""


class Terminated(KeyboardInterrupt):
    """The program was ended by a service manager, which is not a failure."""


def terminable() -> None:
    """Make SIGTERM, by which a service manager ends a program, end it as Ctrl-C does."""

    def end(number: int, frame: FrameType | None) -> None:
        raise Terminated

    signal.signal(signal.SIGTERM, end)


def end_stopped(message: str) -> NoReturn:
    """Say what was done, and end."""
    tell(message)
    sys.exit(STOPPED)
