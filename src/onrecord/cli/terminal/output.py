"""What the commands write: data to standard output or a file, everything else to standard error, also how far long work
is where a person is looking.

After Ctrl-C, what was done stays whole and is told, and the program ends with the status that says so.
"""

import io
import json
import shutil
import signal
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from onrecord.stages import whole_at

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID
    from rich.table import Table
    from rich.text import Text

    from onrecord.model import Failure
    from onrecord.record import Decision, Hit, Known, Page, Record

# An article could otherwise move the cursor, rename the window or hide what was printed.
_CONTROLS = {
    code: "\N{REPLACEMENT CHARACTER}" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"
}
FAILURES_LISTED = 20
"""More would push the result off the screen; `add` keeps all of them in the record."""

ID_LENGTH = 8
"""Digits of an id in a table: unique in practice up to some ten thousand statements; `show` says where it is not."""


def console(*, stderr: bool = False) -> "Console":
    """A terminal, or its substitute. Words of articles are never interpreted as markup."""
    from rich.console import Console

    stream: Any = sys.stderr if stderr else sys.stdout
    file: Any = None if stream.isatty() else _Unfilled(stream)
    return Console(file=file, stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=False)


class _Unfilled:
    """A file or pipe that lines reach without the blanks at their ends, which tables are filled up with: they spoil
    what is pasted or compared."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write("\n".join(line.rstrip(" ") for line in text.split("\n")))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def plain(on: "Console") -> bool:
    """Whether styles are not shown, so that signs must replace them."""
    return not on.is_terminal or on.is_dumb_terminal


def printable(text: str) -> str:
    """The text, of the same length, without the control characters that a terminal would obey."""
    return text.translate(_CONTROLS)


def write_json(value: Mapping[str, Any], *, indent: int | None = None, file: TextIO | None = None) -> None:
    """One JSON object and a line end, in UTF-8 whatever the terminal is set to; to standard output unless a file is
    given.

    A lone surrogate, which UTF-8 cannot hold, becomes the escape that JSON has for it."""
    line = json_line(value, indent=indent)
    if file is None:
        click.echo(line.encode("utf8", "backslashreplace"), nl=False)
    else:
        file.write(line)


def json_line(value: Mapping[str, Any], *, indent: int | None = None) -> str:
    """One JSON object, with the number of its format at the top, and a line end."""
    from onrecord.exports.articles import with_format

    return json.dumps(with_format(value), ensure_ascii=False, indent=indent) + "\n"


def table(shares: Mapping[str, int], *, narrow: str) -> "Table":
    """An empty table: columns with their shares of the width, and a last one as narrow as its cells."""
    from rich import box
    from rich.table import Table

    shown = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), leading=1, expand=True)
    for column, share in shares.items():
        shown.add_column(column, ratio=share, overflow="fold")
    shown.add_column(narrow, no_wrap=True)
    return shown


def print_table(shares: Mapping[str, int], narrow: str, rows: "Iterable[Sequence[str | Text]]") -> None:
    """A `table` with these rows on standard output; nothing where there are none."""
    from rich.text import Text

    shown = table(shares, narrow=narrow)
    for row in rows:
        shown.add_row(*(Text(printable(cell)) if isinstance(cell, str) else cell for cell in row))
    if shown.row_count:
        console().print(shown)


def write_listed(
    name: str, values: Sequence[Mapping[str, Any]], /, *, format_: str, show: Callable[[], object], **beside: Any
) -> None:
    """For a program, as one JSON object that has the values under `name` and what is `beside` them, or as one object
    per line; else as `show` prints them."""
    if format_ == "json":
        write_json({name: values, **beside}, indent=2)
    elif format_ == "jsonl":
        for value in values:
            write_json(value)
    else:
        show()


def tell_following(after: str | None, *, format_: str) -> None:
    """How a list is continued, where it goes on; one JSON object says it itself."""
    if after and format_ != "json":
        tell(f"There are more results: repeat the command with --after {after}")


def tell(message: str) -> None:
    """A line for the person, beside the data."""
    click.echo(wrapped(message), err=True)


def wrapped(message: str) -> str:
    """The message broken between words at the width of the terminal; as it is where no person reads it."""
    if not sys.stderr.isatty():
        return message
    width = shutil.get_terminal_size().columns
    return "\n".join(_wrapped_line(line, width) for line in message.split("\n"))


def _wrapped_line(line: str, width: int) -> str:
    indent = line[: len(line) - len(line.lstrip())] + "  "
    return textwrap.fill(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, replace_whitespace=False
    )


def taking_back(decision: "Decision") -> str:
    """How to take the decision back."""
    return f"To undo: onrecord undo {decision.number} --who NAME"


def list_failures(failures: Iterable["Failure"]) -> None:
    """The inputs that failed, each with its reason; beyond the first ones only their number."""
    failures = list(failures)
    for failure in failures[:FAILURES_LISTED]:
        tell(printable(f"Failed: {failure.origin}: {failure.reason}"))
    if len(failures) > FAILURES_LISTED:
        tell(f"… and {len(failures) - FAILURES_LISTED} more.")


def end(*, failed: bool) -> None:
    """End the command with exit status 1 where something failed."""
    if failed:
        sys.exit(1)


@contextmanager
def whole_file(name: str) -> Iterator[TextIO]:
    """A file in UTF-8 that appears under its name only when all of it is written; "-" is standard output.

    Line ends stay as written; what UTF-8 cannot hold becomes the escape that JSON has for it. Raises
    click.ClickException where the file cannot be written."""
    if name == "-":
        _as_written(sys.stdout)
        yield sys.stdout
        return
    manner = {"encoding": "utf8", "errors": "backslashreplace", "newline": ""}
    with telling(name), whole_at(Path(name), "w", **manner) as file:
        yield file


def write_table(hits: "Iterable[tuple[Hit, Known | None]]", *, format_: str, out: str) -> None:
    """Statements as CSV or Parquet in a file. Raises ParquetMissing, or click.ClickException as `whole_file` does."""
    if format_ == "parquet":
        from onrecord.exports.table import write_parquet

        with telling(out):
            write_parquet(hits, Path(out))
        return
    from onrecord.exports.table import to_csv

    with whole_file(out) as file:
        file.writelines(to_csv(hits))


def write_found(page: "Page", whole: dict[str, Any], *, format_: str, out: str, record: "Record") -> None:
    """For a program: as one JSON object, which is `whole` and how to continue, as one hit per line, or as a table."""
    from onrecord.exports.articles import hit_json

    if format_ in ("csv", "parquet"):
        write_table(record.known(page.hits), format_=format_, out=out)
        return
    with whole_file(out) as file:
        if format_ == "json":
            write_json(whole | {"next": page.next}, indent=2, file=file)
        else:
            for hit in page.hits:
                write_json(hit_json(hit), file=file)


@contextmanager
def telling(name: str) -> Iterator[None]:
    """What the system says of a file that cannot be written, with what to do."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise click.ClickException(f"{name} cannot be written: {reason}. Check the folder and the disk.") from error


def _as_written(stream: TextIO) -> None:
    # Not every stream that stands in for standard output can be set.
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf8", errors="backslashreplace", newline="")


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
