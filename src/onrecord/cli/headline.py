"""`headline`: what a headline says against the statements under it."""

import sys
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import allow_private_option, format_option, published_option, record_option

if TYPE_CHECKING:
    from onrecord.model import Failure


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@record_option
@published_option
@allow_private_option
@format_option("table", "json", "jsonl", help="A table, one JSON object, or one JSON object per line for each article.")
def headline(articles: tuple[str, ...], record: str, published: str | None, allow_private: bool, format_: str) -> None:
    """Check headlines against the statements under them.

    ARTICLE is a file, a folder, an address, - for standard input, or the id of an article in the record. What a
    headline attributes, quotes or repeats is supported, stronger than what was said (“must” for “should”), attributed
    to someone else, or not in the text. The exit status is 1 unless everything found is supported.

    \b
    Example:
      onrecord headline article.html
    """
    from onrecord.cli.headline_views import checked_headlines, write_headlines
    from onrecord.cli.output import end, list_failures

    failures: list[Failure] = []
    checked = checked_headlines(
        articles,
        record=record,
        published=published,
        standard_input=sys.stdin.buffer,
        allow_private=allow_private,
        failed=failures.append,
    )
    wrong = write_headlines(checked, format_=format_)
    list_failures(failures)
    end(failed=wrong or bool(failures))
