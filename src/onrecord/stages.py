"""The boundary of a stage: the one place where an exception of any kind is caught.

One input that a stage does not foresee must cost itself only, so what it raises becomes a StageFailed, which the loops
over many inputs keep as a failure. Ctrl-C and the end of the program are not failures and pass through.

An end in the middle of something: what must be whole is whole, or absent.
"""

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, Generic, TypeVar

from onrecord.problems import StageFailed

Given = TypeVar("Given")
Found = TypeVar("Found")


@contextmanager
def stage(name: str, *, passing: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """What the block raises as a StageFailed that names the stage; the kinds in `passing`, which say already what is
    wrong or are not the input's fault, are let through."""
    try:
        yield
    except Exception as error:
        if isinstance(error, (StageFailed, *passing)):
            raise
        raise StageFailed(name, error) from error


def one_by_one(
    name: str, run: Callable[[Iterable[Given]], Iterable[tuple[Given, Found]]], inputs: Iterable[Given]
) -> Iterator[tuple[Given, Found | StageFailed]]:
    """Each input with what a stage that takes several together finds in it, or with how it failed at it.

    Where the stage fails, those it had taken go through it one by one, so that the one to blame does not take its
    neighbours with it. Raises StageFailed where none is to blame, and what the inputs themselves raise."""
    source = _Source(inputs)
    while True:
        try:
            with stage(name):
                for given, found in run(source):
                    source.taken.popleft()
                    yield given, found
                return
        except StageFailed:
            source.check()
            if not source.taken:  # no input is to blame, so that all would fail
                raise
        while source.taken:
            given = source.taken.popleft()
            yield given, _alone(name, run, given)


def _alone(
    name: str, run: Callable[[Iterable[Given]], Iterable[tuple[Given, Found]]], given: Given
) -> Found | StageFailed:
    try:
        with stage(name):
            return next(iter(run([given])))[1]
    except StageFailed as problem:
        return problem


class _Source(Generic[Given]):
    """Inputs as a stage takes them, and which it has taken and not yet given back."""

    def __init__(self, inputs: Iterable[Given]) -> None:
        self._inputs = iter(inputs)
        self._error: Exception | None = None
        self.taken = deque[Given]()

    def __iter__(self) -> Iterator[Given]:
        return self

    def __next__(self) -> Given:
        try:
            given = next(self._inputs)
        except StopIteration:
            raise
        except Exception as error:
            # Not the stage's fault, nor one input's: `check` raises it where the stage has let go.
            self._error = error
            raise
        self.taken.append(given)
        return given

    def check(self) -> None:
        """Raise what the inputs themselves raised."""
        if self._error is not None:
            raise self._error


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
