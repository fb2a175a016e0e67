"""Readings: found in the record by id, and printed as a table, as JSON, or as the text with its marks and, after each
block, who, when, where and how sure.

Source, cue and content differ in more than colour; where no styles show, brackets take their place.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TextIO, TypeVar

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from onrecord.cli.terminal.output import console, plain, printable, table, whole_file, write_json, write_table
from onrecord.english.acts import withheld
from onrecord.english.sentences import listed
from onrecord.exports.articles import to_json
from onrecord.exports.marked import (
    Mark,
    MarkedBlock,
    Note,
    Part,
    Piece,
    came,
    counted,
    day,
    deed,
    kinds,
    lead,
    marked_blocks,
    moment,
    names,
    occasion_facts,
    percent,
    shared_occasions,
    speakers,
    sure,
    updated,
    when,
    who,
)
from onrecord.exports.table import hits_of, to_csv
from onrecord.model import BlockKind, Reading, Statement, Version, When
from onrecord.problems.record import AmbiguousId, UnknownId
from onrecord.record import Record
from onrecord.stages import whole

if TYPE_CHECKING:
    from onrecord.record.values import FamilyMark

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


WIDTH = 76
"""Characters in a line: longer ones are hard to read."""
STYLES: dict[Part, str] = {"source": "bold cyan", "cue": "italic magenta", "content": "underline green"}
HELD = "underline yellow"
SIGNS: dict[Part, tuple[str, str]] = {"source": ("{", "}"), "cue": ("<", ">"), "content": ("[", "]")}
BLOCK_STYLES: dict[BlockKind, str] = {"headline": "bold", "subhead": "bold", "caption": "dim", "note": "dim"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def print_marked(
    reading: Reading, *, focus: str | None = None, families: Mapping[str, "FamilyMark"] = MappingProxyType({})
) -> None:
    """The article; with `focus`, the id of a statement, only the blocks that it stands in. `families`, by statement
    id, tell who else reports a statement."""
    on = console()
    on.print(marked_text(reading, signs=plain(on), focus=focus, families=families), width=min(on.width, WIDTH))


def marked_text(
    reading: Reading,
    *,
    signs: bool,
    focus: str | None = None,
    families: Mapping[str, "FamilyMark"] = MappingProxyType({}),
) -> Group:
    """What `print_marked` prints. With `signs`, brackets instead of styles."""
    blocks = marked_blocks(reading, focus=focus)
    if focus is not None:
        blocks = tuple(block for block in blocks if any(piece.marks for piece in block.pieces))
    drawn = (part for block in blocks for part in _block(block, signs=signs, families=families))
    return Group(*_head(reading, blocks, signs=signs, whole=focus is None), *drawn)


def _head(reading: Reading, blocks: tuple[MarkedBlock, ...], *, signs: bool, whole: bool) -> Iterator[Text]:
    version = reading.article.latest
    if not any(block.kind == "headline" for block in blocks):
        yield Text(printable(version.headline or "Article without a headline"), style="bold")
    yield Text(printable(" · ".join(_facts(version))))
    origin = f", {came(version.origin)}" if version.origin else ""
    yield Text(printable(f"Article {reading.article.id}{origin}"), style="dim")
    if not reading.statements:
        yield Text(f"No statements were read. {printable(reading.reason or '')}".rstrip())
    elif whole and len(reading.statements) > 1:
        counts = (f"{one.name if one else 'no source named'} {count}" for one, count in speakers(reading.statements))
        yield Text(printable(f"{counted(len(reading.statements), 'statement')}: {', '.join(counts)}"))
        for occasion, numbers in shared_occasions(reading):
            facts = f"Occasion {occasion.number}: {occasion_facts(occasion)} · statements"
            yield Text(printable(f"{facts} {listed(map(str, numbers))}"))
    yield _legend(signs=signs)


def _facts(version: Version) -> Iterator[str]:
    if version.outlet:
        yield version.outlet
    if version.authors:
        yield "By " + ", ".join(version.authors)
    for name, time in (("published", version.published), ("updated", updated(version))):
        if time:
            yield f"{name} {moment(time)} ({time.signal})"


def _legend(*, signs: bool) -> Text:
    text = Text("\n" if signs else "", end="\n\n")
    for part, style in STYLES.items():
        opening, closing = SIGNS[part] if signs else ("", "")
        text.append("Marked: " if part == "source" else " ")
        text.append(f"{opening}{part}{closing}", style="" if signs else style)
    return text


def _block(block: MarkedBlock, *, signs: bool, families: Mapping[str, "FamilyMark"]) -> Iterator[RenderableType]:
    text = Text(style=BLOCK_STYLES.get(block.kind, ""), end="\n\n")
    for piece in block.pieces:
        text.append_text(_with_signs(piece) if signs else _with_styles(piece))
    yield text
    if block.notes:
        yield Padding(_notes(block, families), (0, 0, 1, 2))


def _with_signs(piece: Piece) -> Text:
    opened = "".join(SIGNS[mark.part][0] + (f"{mark.note.number}: " if mark.first else "") for mark in piece.opens)
    return Text(opened + printable(piece.text) + "".join(SIGNS[mark.part][1] for mark in piece.closes))


def _with_styles(piece: Piece) -> Text:
    style = sum((Style.parse(_style(mark)) for mark in piece.marks), Style.null())
    text = Text(printable(piece.text), style=style)
    for mark in piece.closes:
        if mark.last:
            text.append(str(mark.note.number).translate(_RAISED), style="not underline not italic dim")
    return text


def _style(mark: Mark) -> str:
    held = mark.part == "content" and mark.note.statement.kind == "held"
    return HELD if held else STYLES[mark.part]


def _notes(block: MarkedBlock, families: Mapping[str, "FamilyMark"]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", style="bold")
    table.add_column(overflow="fold")
    for note in block.notes:
        table.add_row(str(note.number), _note(note, families.get(note.statement.id)))
    return table


def _note(note: Note, family: "FamilyMark | None") -> Text:
    statement = note.statement
    everyone = statement.speakers
    text = Text.assemble((printable(who(everyone)), "bold"), f" ({kinds(everyone)})" if everyone else "")
    if statement.principals:
        text.append(printable(f", for {who(statement.principals)}"))
    facts = (statement.kind, deed(statement), statement.type, sure(statement.confidence), "")
    text.append("\n" + " · ".join(fact for fact in facts))
    text.append(statement.id[:8], style="dim")
    uttered = when(statement.when) if statement.when else None
    venue, addressee = (one.text if one else None for one in (statement.venue, statement.addressee))
    for name, value in (("when", uttered), ("where", venue), ("to", addressee)):
        if value:
            text.append(printable(f"\n{name}: {value}"))
    if note.beside:
        others = "statement" if len(note.beside) == 1 else "statements"
        text.append(f"\non: occasion {statement.occasion}, with {others} {listed(map(str, note.beside))}")
    if note.decided:
        text.append(printable(f"\n{note.decided}"))
    if family:
        relation = "published first here" if family.relation == "first" else f"{family.relation} here"
        text.append(f"\nreported in {counted(family.articles, 'article')}, {relation} · family {family.id[:8]}")
    return text
