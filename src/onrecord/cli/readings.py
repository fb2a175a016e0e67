"""Readings: found in the record by id, and printed as a table or as JSON."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TextIO, TypeVar

from rich.table import Table
from rich.text import Text

from onrecord.cli.files import whole_file, write_table
from onrecord.cli.output import console, printable, table, write_json
from onrecord.english.acts import withheld
from onrecord.exports.articles import to_json
from onrecord.exports.marked import counted, day, lead, names, percent, who
from onrecord.exports.table import hits_of, to_csv
from onrecord.model import Reading, Statement, When
from onrecord.problems import AmbiguousId, UnknownId
from onrecord.record import Record
from onrecord.stopping import whole

Found = TypeVar("Found")


def find(record: Record, id_or_prefix: str) -> tuple[Reading, str | None]:
    """An article, or the article of a statement and the statement's id. Raises UnknownId or AmbiguousId."""
    article, held = _found(record.article, id_or_prefix), _found(record.statement, id_or_prefix)
    if article and held:
        raise AmbiguousId("article or statement", id_or_prefix, [article.article.id, held[1].id])
    if held:
        return held[0], held[1].id
    if not article:
        counts = record.counts()
        raise UnknownId("article or statement", id_or_prefix, counts.articles + counts.statements)
    return article, None


def of_kind(readings: Iterable[Reading], *, kind: str) -> Iterator[Reading]:
    """The readings with the statements of one kind, or with "all"."""
    for reading in readings:
        chosen = tuple(statement for statement in reading.statements if kind in (statement.kind, "all"))
        yield replace(reading, statements=chosen)


def write_readings(readings: Iterable[Reading], *, format_: str, out: str) -> None:
    """As a table for each article, as one JSON object, as one JSON object per line, or as CSV or Parquet.

    What Ctrl-C interrupts is whole: the one JSON object then has the articles that were read before it, and a file is
    absent."""
    if format_ == "table":
        _print(readings)
        return
    if format_ == "parquet":
        write_table(((hit, None) for reading in readings for hit in hits_of(reading)), format_=format_, out=out)
        return
    with whole_file(out) as file:
        if format_ == "json":
            _write_all(readings, file)
            return
        if format_ == "csv":
            file.writelines(to_csv(()))
        for reading in readings:
            with whole():
                if format_ == "csv":
                    file.writelines(to_csv(((hit, None) for hit in hits_of(reading)), header=False))
                else:
                    write_json(to_json(reading), file=file)
                file.flush()


def _write_all(readings: Iterable[Reading], file: TextIO) -> None:
    read: list[Reading] = []
    try:
        for reading in readings:
            read.append(reading)
    finally:
        with whole():
            write_json({"articles": [to_json(reading) for reading in read]}, indent=2, file=file)


def _print(readings: Iterable[Reading]) -> None:
    on = console()
    for reading in readings:
        with whole():
            shown = readings_table(reading) if reading.statements else _empty(reading)
            on.print(title(reading), shown, "", sep="\n")


def title(reading: Reading) -> Text:
    """Headline, outlet, day and number of statements."""
    version = reading.article.latest
    published = version.published.value[:10] if version.published else "no date"
    facts = (version.outlet, published, counted(len(reading.statements), "statement"))
    return Text.assemble(
        (printable(version.headline or "Article without a headline"), "bold"),
        printable("\n" + " · ".join(fact for fact in facts if fact)),
    )


def readings_table(reading: Reading) -> Table:
    """Who, said what, when, where, to whom, and how sure."""
    shown = table({"Who": 3, "What": 6, "When, where": 3}, narrow="Sure")
    for statement in reading.statements:
        shown.add_row(*_cells(statement, reading.article.latest.text))
    return shown


def led(statement: Statement | None, text: str) -> Text:
    """The cue that stands before a statement's words; one that denies or refuses them stands out."""
    return Text(printable(lead(statement, text)), style="bold red" if withheld(statement, text) else "dim")


def short_when(when: When | None) -> str:
    """The date, or the words that could not be resolved."""
    if when is None:
        return ""
    return day(when) or f"“{when.text}”"


def where_and_to_whom(statement: Statement) -> Iterator[str]:
    """The venue, and the addressee with "to"."""
    if statement.venue:
        yield statement.venue.text
    if statement.addressee:
        yield f"to {statement.addressee.text}"


def _empty(reading: Reading) -> Text:
    return Text(f"No statements. {printable(reading.reason or '')}".rstrip())


def _cells(statement: Statement, text: str) -> Iterable[Text]:
    speakers = who(statement.speakers) + (f"\nfor {names(statement.principals)}" if statement.principals else "")
    around = filter(None, (short_when(statement.when), *where_and_to_whom(statement)))
    return (
        Text(printable(speakers)),
        Text.assemble(led(statement, text), printable(statement.quote(text))),
        Text(printable("\n".join(around))),
        Text(percent(statement.confidence)),
    )


def _found(find_one: Callable[[str], Found], id_or_prefix: str) -> Found | None:
    try:
        return find_one(id_or_prefix)
    except UnknownId:
        return None
