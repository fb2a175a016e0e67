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
    """A function to call after each article; the bar says how many there are and when they will be done. Where an
    input holds more than was counted, such as a list in JSON, the bar goes on without an end."""
    from onrecord import sources

    on = console(stderr=True)
    total = sources.count(inputs) if on.is_terminal else 0
    if total < MANY:
        yield lambda: None
        return
    with _bar() as shown:
        task = shown.add_task("Reading", total=total)

        def step() -> None:
            shown.advance(task)
            bar = shown.tasks[task]
            if bar.completed > total:
                bar.total = None

        yield step


@contextmanager
def counting(what: str) -> Iterator[tuple[Callable[[int], object], Callable[[], object]]]:
    """A function to call with how many there are, and one to call after each; the bar shows how many are left."""
    with ExitStack() as ending:
        shown: list[tuple[Progress, TaskID]] = []

        def begin(total: int) -> None:
            if total >= MANY and console(stderr=True).is_terminal:
                bar = ending.enter_context(_bar())
                shown.append((bar, bar.add_task(what, total=total)))

        def step() -> None:
            for bar, task in shown:
                bar.advance(task)

        yield begin, step


def open_to_write(record: str) -> "Record":
    """The record, open to writing; while one of an earlier version is brought up to date, a bar tells how far it is."""
    from onrecord.record import open_record

    if not console(stderr=True).is_terminal:
        return open_record(record, write=True)
    with ExitStack() as ending:

        @cache
        def shown() -> "Progress":
            return ending.enter_context(_bar())

        @cache
        def task(what: str, total: int) -> "TaskID":
            return shown().add_task(f"Updating the record: {what}", total=total)

        def updating(what: str, done: int, total: int) -> None:
            shown().update(task(what, total), completed=done)

        return open_record(record, write=True, updating=updating)


def _bar() -> "Progress":
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(separator=" of "),
        TimeElapsedColumn(),
        TextColumn("· left"),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=console(stderr=True), transient=True, expand=True)
