"""Readings: found in the record by id, and printed as a table or as JSON."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from rich.table import Table
from rich.text import Text

from onrecord.cli.output import console, printable, table, write_json
from onrecord.english.acts import withheld
from onrecord.exports.articles import to_json
from onrecord.exports.marked import counted, day, lead, percent, who
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


def write_readings(readings: Iterable[Reading], *, format_: str) -> None:
    """As a table for each article, as one JSON object, or as one JSON object per line.

    What Ctrl-C interrupts is whole: the one JSON object then has the articles that were read before it."""
    if format_ == "json":
        read: list[Reading] = []
        try:
            for reading in readings:
                read.append(reading)
        finally:
            with whole():
                write_json({"articles": [to_json(reading) for reading in read]}, indent=2)
        return
    on = None if format_ == "jsonl" else console()
    for reading in readings:
        with whole():
            if on is None:
                write_json(to_json(reading))
            else:
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


def _empty(reading: Reading) -> Text:
    return Text(f"No statements. {printable(reading.reason or '')}".rstrip())


def _cells(statement: Statement, text: str) -> Iterable[Text]:
    speaker = who(statement.speaker)
    if statement.principal:
        speaker += f"\nfor {statement.principal.name}"
    addressee = f"to {statement.addressee}" if statement.addressee else None
    around = filter(None, (short_when(statement.when), statement.venue, addressee))
    return (
        Text(printable(speaker)),
        Text.assemble(led(statement, text), printable(statement.quote(text))),
        Text(printable("\n".join(around))),
        Text(percent(statement.confidence)),
    )


def _found(find_one: Callable[[str], Found], id_or_prefix: str) -> Found | None:
    try:
        return find_one(id_or_prefix)
    except UnknownId:
        return None
