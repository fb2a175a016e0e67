"""`search` and `show`: out of the record to the person."""

from typing import Any

import click

from onrecord.cli.options import format_option, out_option, record_option, since_option, until_option, when_option

ACTS = ("states", "denies", "asks", "urges", "promises", "refuses", "accuses", "agrees", "disagrees")
"""Those of the model, which is not imported before a command runs."""


@click.command()
@click.argument("words", nargs=-1)
@record_option
@click.option(
    "--speaker",
    metavar="NAME",
    help="Only statements by speakers with these words in any of their names.",
)
@click.option("--role", metavar="WORDS", help="Only statements whose speaker is given a role with these words.")
@when_option
@click.option("--venue", metavar="WORDS", help="Only statements made at a venue or in a medium with these words.")
@click.option("--to", metavar="WORDS", help="Only statements made to an addressee with these words.")
@click.option("--outlet", metavar="NAME", help="Only articles of outlets with these words in their name.")
@since_option("Only from this date on: the date of the utterance or, if unknown, of publication.")
@until_option("Only up to and including this date.")
@click.option(
    "--type",
    "type",
    type=click.Choice(["direct", "mixed", "indirect"]),
    help="Only statements quoted in full (direct), in part (mixed) or not at all (indirect).",
)
@click.option(
    "--kind",
    type=click.Choice(["said", "held"]),
    help="Only what was said, or only what is held: a belief, fear or wish that the author narrates.",
)
@click.option(
    "--act",
    type=click.Choice(ACTS),
    multiple=True,
    help="Only statements in which the speaker does this with the words. Repeat it to allow several.",
)
@click.option(
    "--negated/--not-negated",
    default=None,
    help="Only statements that were reportedly not made (“did not say”, “never denied”), or only the rest.",
)
@click.option(
    "--in",
    "in_",
    type=click.Choice(["statements", "articles"]),
    default="statements",
    show_default=True,
    help="What to search.",
)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Maximum number of results.")
@click.option("--after", metavar="NEXT", help="Continue an earlier search: the `next` value that it gave.")
@format_option(
    "table",
    "json",
    "jsonl",
    "csv",
    "parquet",
    help="A table to read, one JSON object with hits and next, one hit per line, or a table as CSV or Parquet.",
)
@out_option()
def search(words: tuple[str, ...], record: str, format_: str, out: str, **choice: Any) -> None:
    """Search statements, or whole articles.

    Results contain every word. Put a phrase in double quotation marks, with single ones around it for the shell:
    '"no ferry"'. Without WORDS, the newest come first.

    \b
    Example:
      onrecord search ferry --speaker mayor --since 2031-05-01
      onrecord search --act denies --act refuses
    """
    from onrecord.cli.hits import write_hits
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        page = opened.search(" ".join(words), **choice)
        write_hits(page, format_=format_, out=out, record=opened)


@click.command()
@click.argument("id_", metavar="ARTICLE|STATEMENT")
@record_option
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Write one self-contained page instead; - prints it.",
)
def show(id_: str, record: str, html: str | None) -> None:
    """Show an article with its statements marked.

    Source, cue and content are highlighted; beside them: speaker, time, place, addressee and confidence. ARTICLE is
    an id, its unique beginning, or an address. For a STATEMENT (an id or its unique beginning), only the passage
    around it is shown. `onrecord search` prints the ids.

    \b
    Example:
      onrecord show 3f9a --html marked.html
    """
    from onrecord.cli.files import whole_file
    from onrecord.cli.marked_text import print_marked
    from onrecord.cli.readings import find
    from onrecord.exports.marked_page import page
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        reading, statement_id = find(opened, id_)
        families = {} if html else opened.family_marks(reading)
    if html is None:
        print_marked(reading, focus=statement_id, families=families)
    else:
        with whole_file(html) as file:
            file.write(page(reading, focus=statement_id))
