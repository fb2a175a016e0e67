"""The boundary of a stage: the one place where an exception of any kind is caught.

One input that a stage does not foresee must cost itself only, so what it raises becomes a StageFailed, which the loops
over many inputs keep as a failure. Ctrl-C and the end of the program are not failures and pass through.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

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
