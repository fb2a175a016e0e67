"""How far long work is, on standard error and only where a person is looking."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import TYPE_CHECKING

from onrecord.cli.output import console

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from onrecord.record import Record

MANY = 4
"""Fewer inputs are done before a bar could be read."""


@contextmanager
def progress(inputs: Sequence[str]) -> Iterator[Callable[[], object]]:
    """A function to call after each article. A file of JSON lines counts as one input however many it holds, so
    the bar then stands at its end while the number goes on."""
    from onrecord import sources

    on = console(stderr=True)
    total = sources.count(inputs) if on.is_terminal else 0
    if total < MANY:
        yield lambda: None
        return
    with _bar("{task.completed:,.0f} articles") as shown:
        task = shown.add_task("Reading", total=total)
        yield lambda: shown.advance(task)


def open_to_write(record: str) -> "Record":
    """The record, open to writing; while one of an earlier version is brought up to date, a bar tells how far it is."""
    from onrecord.record import open_record

    if not console(stderr=True).is_terminal:
        return open_record(record, write=True)
    with ExitStack() as ending:

        @cache
        def shown() -> "Progress":
            return ending.enter_context(_bar("{task.completed:,.0f} of {task.total:,.0f}"))

        @cache
        def task(what: str, total: int) -> "TaskID":
            return shown().add_task(f"Updating the record: {what}", total=total)

        def updating(what: str, done: int, total: int) -> None:
            shown().update(task(what, total), completed=done)

        return open_record(record, write=True, updating=updating)


def _bar(count: str) -> "Progress":
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn(count), TimeElapsedColumn())
    return Progress(*columns, console=console(stderr=True), transient=True)
