"""Files that a command writes."""

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from onrecord.stopping import whole_at

if TYPE_CHECKING:
    from onrecord.record import Hit, Known


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
    with _telling(name), whole_at(Path(name), "w", **manner) as file:
        yield file


def write_table(hits: "Iterable[tuple[Hit, Known | None]]", *, format_: str, out: str) -> None:
    """Statements as CSV or Parquet in a file. Raises ParquetMissing, or click.ClickException as `whole_file` does."""
    if format_ == "parquet":
        from onrecord.exports.dataframe import write_parquet

        with _telling(out):
            write_parquet(hits, Path(out))
        return
    from onrecord.exports.table import to_csv

    with whole_file(out) as file:
        file.writelines(to_csv(hits))


@contextmanager
def _telling(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise click.ClickException(f"{name} cannot be written: {reason}. Check the folder and the disk.") from error


def _as_written(stream: TextIO) -> None:
    # Not every stream that stands in for standard output can be set.
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf8", errors="backslashreplace", newline="")
