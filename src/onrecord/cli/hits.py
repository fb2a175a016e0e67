"""The results of a search, printed."""

from typing import Any

from rich.text import Text

from onrecord.cli.files import whole_file, write_table
from onrecord.cli.output import console, plain, printable, table, tell, write_json
from onrecord.cli.readings import led, short_when
from onrecord.exports.hits import hit_json
from onrecord.exports.marked import counted, who
from onrecord.record import Counts, Hit, Page, Record

ID_LENGTH = 8
"""Digits of an id in a table: unique in practice up to some ten thousand statements; `show` says where it is not."""


def write_hits(page: Page, *, format_: str, out: str, record: Record) -> None:
    """As a table, as one JSON object, as one JSON object per line, or as CSV or Parquet, with what `record` knows of
    actors and families. How to continue is printed beside it."""
    if format_ == "table" and page.hits:
        _print_table(page)
    elif format_ != "table":
        write_found(page, {"hits": [hit_json(hit) for hit in page.hits]}, format_=format_, out=out, record=record)
    if not page.hits:
        tell(nothing_found(record.counts()))
    if page.next and format_ != "json":
        tell(f"There are more results: repeat the search with --after {page.next}")


def write_found(page: Page, whole: dict[str, Any], *, format_: str, out: str, record: Record) -> None:
    """For a program: as one JSON object, which is `whole` and how to continue, as one hit per line, or as a table."""
    if format_ in ("csv", "parquet"):
        write_table(record.known(page.hits), format_=format_, out=out)
        return
    with whole_file(out) as file:
        if format_ == "json":
            write_json(whole | {"next": page.next}, indent=2, file=file)
        else:
            for hit in page.hits:
                write_json(hit_json(hit), file=file)


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
