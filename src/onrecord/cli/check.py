"""`check`: the quotations of a draft against the record."""

import sys

import click

from onrecord.cli.options import format_option, out_option, published_time, record_option


@click.command()
@click.argument("draft", metavar="DRAFT")
@record_option
@click.option(
    "--published",
    metavar="TIME",
    callback=published_time,
    help="The day from which the draft's “Thursday” is resolved, such as 2024-03-01. Without it, only full dates "
    "are compared.",
)
@format_option("table", "json", "html", help="A table, one JSON object, or one page with the draft and the evidence.")
@out_option("Write the JSON or the page to this file; by default to standard output.")
def check(draft: str, record: str, published: str | None, format_: str, out: str) -> None:
    """Look up every quotation in a draft.

    DRAFT is a text, Markdown, HTML or Word file (.docx), or - for standard input. Each quotation of four words or more
    is verbatim, shortened, altered, another speaker's, from another date or occasion, found as indirect speech only, or
    not on record. The exit status is 1 unless all are verbatim, or shortened without losing a “not”.

    \b
    Example:
      onrecord check draft.md --format html --out checked.html
    """
    from onrecord.checking.drafts import check as check_draft
    from onrecord.cli.check_views import write_checked
    from onrecord.cli.output import end
    from onrecord.record import open_record
    from onrecord.sources.draft import load_draft

    text = load_draft(draft, standard_input=sys.stdin.buffer)
    with open_record(record, write=False) as opened:
        checked = check_draft(text, record=opened, published=published)
    write_checked(checked, name=draft, format_=format_, out=out)
    end(failed=checked.wrong)
