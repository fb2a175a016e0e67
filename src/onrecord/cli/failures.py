"""`failures`: what was not read, and why."""

import click

from onrecord.cli.options import format_option, record_option


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
    from onrecord.cli.failure_views import write_failures
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        write_failures(list(opened.unread()), format_=format_)
