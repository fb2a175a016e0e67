"""A reading in the terminal: the text with its marks, and after each block who, when, where and how sure.

Source, cue and content differ in more than colour; where no styles show, brackets take their place.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from onrecord.cli.output import console, plain, printable
from onrecord.exports.marked import (
    Mark,
    MarkedBlock,
    Note,
    Part,
    Piece,
    came,
    counted,
    deed,
    kinds,
    listed,
    marked_blocks,
    moment,
    occasion_facts,
    shared_occasions,
    speakers,
    sure,
    updated,
    when,
    who,
)
from onrecord.model import BlockKind, Reading, Version

if TYPE_CHECKING:
    from onrecord.record.families_values import FamilyMark

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
    if family:
        relation = "published first here" if family.relation == "first" else f"{family.relation} here"
        text.append(f"\nreported in {counted(family.articles, 'article')}, {relation} · family {family.id[:8]}")
    return text
