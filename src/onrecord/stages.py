"""The boundary of a stage: the one place where an exception of any kind is caught.

One input that a stage does not foresee must cost itself only, so what it raises becomes a StageFailed, which the loops
over many inputs keep as a failure. Ctrl-C and the end of the program are not failures and pass through.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.problems import StageFailed


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
