"""`failures`: what was not read, and why; and what `read` and `add` tell of it, counted by reason, so that nothing is
skipped silently."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.terminal.options import format_option, record_option
from onrecord.cli.terminal.output import print_table, printable, tell, write_listed
from onrecord.exports.escaping import safe
from onrecord.exports.marked import counted
from onrecord.model import Failure
from onrecord.record import Unread
from onrecord.sources.addresses import split

if TYPE_CHECKING:
    from onrecord.collect import Done


@click.command()
@record_option
@format_option("table", "json", "jsonl", "csv", help="A table, one JSON object with failures, one per line, or CSV.")
def failures(record: str, format_: str) -> None:
    """List inputs that were not read, and why.

    Inputs that failed, and articles that were kept but not read, each with its reason and since when. An input leaves
    the list once it is added without failing; an article in another language stays, with its bytes, until a version of
    it is read.

    \b
    Example:
      onrecord failures --format csv
    """
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        write_failures(list(opened.unread()), format_=format_)


COLUMNS = ("state", "input", "article", "headline", "reason", "since")
FAILED, NOT_READ = "failed", "not read"
"""Not taken in at all; kept with its bytes, but without statements."""


def write_failures(unread: Sequence[Unread], *, format_: str) -> None:
    """As a table, as one JSON object, as one JSON object per line, or as CSV; how many there are beside it."""
    if format_ == "csv":
        click.echo(_csv(unread).encode("utf8", "backslashreplace"), nl=False)
    else:
        values = [dict(zip(COLUMNS, _values(one), strict=True)) for one in unread]
        columns = {"Input": 4, "Why": 8}
        write_listed(
            "failures", values, format_=format_, show=lambda: print_table(columns, "Since", map(_cells, unread))
        )
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


def _csv(unread: Sequence[Unread]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([safe(value) for value in _values(one)] for one in unread)
    return text.getvalue()


def _cells(one: Unread) -> tuple[str, ...]:
    name = f"{one.origin}\n{one.headline}" if one.headline else one.origin
    return name, f"{_state(one)}: {one.reason}", one.at[:10]


MOST_REASONS = 12
"""Reasons that are told; the rarest are then only counted."""
_LONGEST = 100
Row = tuple[int, str]


def tell_unread(done: "Done", left_out: Iterable[tuple[Path, str]]) -> None:
    """How many inputs failed, articles were not read, and files were left out, each by its reason."""
    rows = [*_failed(done.failures), *_not_read(done.unread), *_removed(done.removed), *_left_out(left_out)]
    if not rows:
        return
    tell("Not read:")
    for count, what in rows[:MOST_REASONS]:
        tell(printable(f"{count:>7,}  {what}"))
    if rest := rows[MOST_REASONS:]:
        tell(f"{sum(count for count, _ in rest):>7,}  for {counted(len(rest), 'other reason')}")


def _failed(failures: Sequence[Failure]) -> Iterator[Row]:
    reasons = Counter(_first_sentence(_without_place(failure)) for failure in failures)
    for reason, count in reasons.most_common():
        yield count, f"failed: {reason}"


def _without_place(failure: Failure) -> str:
    """The reason without the file, address or host it names, so that what failed for one reason is counted together."""
    parts = split(failure.origin)
    names = (failure.origin, parts.hostname) if parts else (f"'{failure.origin}'",)
    reason = failure.reason
    for name in filter(None, names):
        reason = reason.replace(name, "…")
    return reason


def _not_read(unread: Counter[str]) -> Iterator[Row]:
    for reason, count in unread.most_common():
        yield count, f"kept without statements: {_first_sentence(reason)}"


def _removed(removed: Counter[str]) -> Iterator[Row]:
    for reason, count in removed.most_common():
        yield count, f"left out: {reason}"


def _left_out(left_out: Iterable[tuple[Path, str]]) -> Iterator[Row]:
    for reason, count in Counter(reason for _, reason in left_out).most_common():
        yield count, f"left out: {reason}"


def _first_sentence(reason: str) -> str:
    sentence = reason.split(". ")[0].rstrip(".")
    return f"{sentence[:_LONGEST].rstrip()}…" if len(sentence) > _LONGEST else sentence
