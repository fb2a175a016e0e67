"""What was not read, printed."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from typing import Any

import click

from onrecord.cli.output import console, printable, table, tell, write_json
from onrecord.exports.marked import counted
from onrecord.exports.table import safe
from onrecord.record import Unread

COLUMNS = ("state", "input", "article", "headline", "reason", "since")
FAILED, NOT_READ = "failed", "not read"
"""Not taken in at all; kept with its bytes, but without statements."""


def write_failures(unread: Sequence[Unread], *, format_: str) -> None:
    """As a table, as one JSON object, as one JSON object per line, or as CSV; how many there are beside it."""
    if format_ == "json":
        write_json({"failures": [_json(one) for one in unread]}, indent=2)
    elif format_ == "jsonl":
        for one in unread:
            write_json(_json(one))
    elif format_ == "csv":
        click.echo(_csv(unread).encode("utf8", "backslashreplace"), nl=False)
    elif unread:
        _print_table(unread)
    counts = Counter(_state(one) for one in unread)
    failed, kept = counted(counts[FAILED], "input"), counted(counts[NOT_READ], "article")
    tell(
        f"{failed} failed, {kept} kept but not read."
        if unread
        else "No failures: everything that was added has been read."
    )


def _state(one: Unread) -> str:
    return FAILED if one.article is None else NOT_READ


def _values(one: Unread) -> tuple[str | None, ...]:
    return _state(one), one.origin, one.article, one.headline, one.reason, one.at


def _json(one: Unread) -> dict[str, Any]:
    return dict(zip(COLUMNS, _values(one), strict=True))


def _csv(unread: Sequence[Unread]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([safe(value) for value in _values(one)] for one in unread)
    return text.getvalue()


def _print_table(unread: Sequence[Unread]) -> None:
    shown = table({"Input": 4, "Why": 8}, narrow="Since")
    for one in unread:
        name = f"{one.origin}\n{one.headline}" if one.headline else one.origin
        shown.add_row(printable(name), printable(f"{_state(one)}: {one.reason}"), one.at[:10])
    console().print(shown)
