"""`stats`: how much the record holds."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from onrecord.cli.terminal.options import format_option, record_option

if TYPE_CHECKING:
    from rich.table import Table

    from onrecord.record.stats import Share, Stats, TimeSpan

OUTLETS_SHOWN = 15
"""Outlets in the table; JSON has all."""


@click.command()
@record_option
@format_option("table", "json", help="Tables, or one JSON object with all counts.")
def stats(record: str, format_: str) -> None:
    """Count what the record holds.

    Articles, versions and statements; by kind, type, outlet and reader; inputs that failed or were not read; and the
    periods in which the articles were published, the statements made, and both added. Everything except versions is
    counted for the latest version of each article.

    \b
    Example:
      onrecord stats --format json
    """
    from onrecord.cli.terminal.output import write_json
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        held = opened.stats()
    if format_ == "json":
        write_json(asdict(held), indent=2)
    else:
        _print(held)


def _print(held: "Stats") -> None:
    from onrecord.cli.terminal.output import console, tell

    on = console()
    on.print(_totals(held))
    parts = {"Kind": held.by_kind, "Type": held.by_type, "Outlet": held.by_outlet, "Reader": held.by_reader}
    for name, shares in parts.items():
        if shares:
            on.print()
            on.print(_shares(name, shares[:OUTLETS_SHOWN]))
        if len(shares) > OUTLETS_SHOWN:
            tell(f"… and {len(shares) - OUTLETS_SHOWN:,} more; --format json has all.")


def _totals(held: "Stats") -> "Table":
    shown = _table("In the record", "")
    for name, count in (
        ("articles", held.articles),
        ("versions", held.versions),
        ("statements", held.statements),
        ("articles kept but not read", held.not_read),
        ("inputs that failed", held.failures),
        ("decisions", held.decisions),
    ):
        shown.add_row(name, f"{count:,}")
    for name, span in (("published", held.published), ("said", held.said), ("added", held.added)):
        shown.add_row(name, _told(span))
    return shown


def _told(span: "TimeSpan") -> str:
    unknown = f"{span.unknown:,} unknown" if span.unknown else None
    days = f"{span.first[:10]} to {span.last[:10]}" if span.first and span.last else None
    return ", ".join(filter(None, (days, unknown))) or "nothing yet"


def _shares(name: str, shares: "tuple[Share, ...]") -> "Table":
    from onrecord.cli.terminal.output import printable

    shown = _table(name, "Articles", "Statements")
    for share in shares:
        shown.add_row(printable(share.name or "not known"), f"{share.articles:,}", f"{share.statements:,}")
    return shown


def _table(first: str, *numbers: str) -> "Table":
    from rich import box
    from rich.table import Table

    shown = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0))
    shown.add_column(first, overflow="fold", min_width=len("articles kept but not read"))
    for number in numbers:
        shown.add_column(number, justify="right", no_wrap=True)
    return shown
