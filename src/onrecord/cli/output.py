"""What the commands write: data to standard output, everything else to standard error."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from onrecord.model import Failure

# An article could otherwise move the cursor, rename the window or hide what was printed.
_CONTROLS = {
    code: "\N{REPLACEMENT CHARACTER}" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"
}
FAILURES_LISTED = 20
"""More would push the result off the screen; `add` keeps all of them in the record."""


def console(*, stderr: bool = False) -> "Console":
    """A terminal, or its substitute. Words of articles are never interpreted as markup."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=False)


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
    from onrecord.exports.hits import with_format

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


def tell(message: str) -> None:
    """A line for the person, beside the data."""
    click.echo(message, err=True)


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
