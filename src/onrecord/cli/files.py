"""Files that a command writes."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click


@contextmanager
def whole_file(name: str) -> Iterator[TextIO]:
    """A file in UTF-8 that appears under its name only when all of it is written; "-" is standard output.

    Line ends stay as written; what UTF-8 cannot hold becomes the escape that JSON has for it. Raises
    click.ClickException where the file cannot be written."""
    if name == "-":
        _as_written(sys.stdout)
        yield sys.stdout
        return
    try:
        with _written_whole(Path(name)) as file:
            yield file
    except OSError as error:
        reason = error.strerror or str(error)
        raise click.ClickException(f"{name} cannot be written: {reason}. Check the folder and the disk.") from error


@contextmanager
def _written_whole(path: Path) -> Iterator[TextIO]:
    beside = Path(f"{path}.unfinished")
    try:
        with beside.open("w", encoding="utf8", errors="backslashreplace", newline="") as file:
            yield file
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _as_written(stream: TextIO) -> None:
    # Not every stream that stands in for standard output can be set.
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf8", errors="backslashreplace", newline="")
