"""`search` and `show`: out of the record to the person."""

from typing import Any

import click
from rich.text import Text

from onrecord.cli.terminal.options import (
    ACTS,
    format_option,
    limit_option,
    out_option,
    record_option,
    since_option,
    until_option,
    when_option,
)
from onrecord.cli.terminal.output import (
    ID_LENGTH,
    console,
    plain,
    printable,
    table,
    tell,
    tell_following,
    whole_file,
    write_found,
)
from onrecord.cli.terminal.readings import led, short_when
from onrecord.exports.articles import hit_json
from onrecord.exports.marked import counted, who
from onrecord.record import Counts, Hit, Page, Record


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
@click.option("--rejected", is_flag=True, help="Only statements that somebody rejected, which are not found otherwise.")
@click.option(
    "--in",
    "in_",
    type=click.Choice(["statements", "articles"]),
    default="statements",
    show_default=True,
    help="What to search.",
)
@click.option("--sort", type=click.Choice(["relevance", "date"]), help="The best first (the default), or the newest.")
@limit_option(20)
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
    from onrecord.cli.terminal.readings import find, print_marked
    from onrecord.exports.pages import reading_page
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        reading, statement_id = find(opened, id_)
        families = {} if html else opened.family_marks(reading)
    if html is None:
        print_marked(reading, focus=statement_id, families=families)
    else:
        with whole_file(html) as file:
            file.write(reading_page(reading, focus=statement_id))


def write_hits(page: Page, *, format_: str, out: str, record: Record) -> None:
    """As a table, as one JSON object, as one JSON object per line, or as CSV or Parquet, with what `record` knows of
    actors and families. How to continue is printed beside it."""
    if format_ == "table" and page.hits:
        _print_table(page)
    elif format_ != "table":
        write_found(page, {"hits": [hit_json(hit) for hit in page.hits]}, format_=format_, out=out, record=record)
    if not page.hits:
        tell(nothing_found(record.counts()))
    tell_following(page.next, format_=format_)


def highlighted(hit: Hit, *, signs: bool) -> Text:
    """The quote with the words that were found in bold, or between asterisks where styles do not show."""
    text, reached = Text(), 0
    for span in hit.highlights:
        text.append(printable(hit.quote[reached : span.start]))
        words = printable(span.of(hit.quote))
        text.append(f"*{words}*" if signs else words, style="" if signs else "bold reverse")
        reached = span.end
    return text.append(printable(hit.quote[reached:]))


def nothing_found(searched: Counts) -> str:
    """What to try next."""
    if not searched.articles:
        return "The record is empty. Add articles with `onrecord add INPUT`."
    held = f"{counted(searched.statements, 'statement')} of {counted(searched.articles, 'article')}"
    return (
        f"Nothing found in {held}. Results contain every word: try fewer words, leave out a filter, or search whole "
        "texts with --in articles."
    )


def _print_table(page: Page) -> None:
    on = console()
    if page.hits[0].statement is None:
        shown = table({"Article": 3, "Passage": 6, "Outlet, day": 3}, narrow="Id")
    else:
        shown = table({"Who": 3, "What": 6, "When, outlet": 3}, narrow="Id")
    for hit in page.hits:
        shown.add_row(*_cells(hit, signs=plain(on)))
    on.print(shown)


def _cells(hit: Hit, *, signs: bool) -> tuple[Text, ...]:
    day = hit.published.value[:10] if hit.published else ""
    quote, statement = highlighted(hit, signs=signs), hit.statement
    reported = ", ".join(filter(None, (hit.outlet, day)))
    if statement is None:
        cells = (hit.headline or "", quote, reported, hit.article_id[:ID_LENGTH])
    else:
        around = "\n".join(filter(None, (short_when(statement.when), reported)))
        words = Text.assemble(led(statement, hit.text), quote)
        cells = (who(statement.speakers), words, around, statement.id[:ID_LENGTH])
    return tuple(cell if isinstance(cell, Text) else Text(printable(cell)) for cell in cells)
