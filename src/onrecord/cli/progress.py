"""The progress of many inputs, on standard error and only where a person is looking."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from onrecord.cli.output import console

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
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("Reading"), BarColumn(), TextColumn("{task.completed:,.0f} articles"), TimeElapsedColumn())
    with Progress(*columns, console=on, transient=True) as shown:
        task = shown.add_task("", total=total)
        yield lambda: shown.advance(task)
