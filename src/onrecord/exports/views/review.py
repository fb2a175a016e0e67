"""A statement as a reviewer sees it, and what the fields of a form say about it.

With `blind`, it is as it was read and as the reviewer's own decisions leave it; what others decided shows nowhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from onrecord.actors.same_speaker import voices
from onrecord.exports.marked import MarkedBlock, Piece, marked_blocks, speakers
from onrecord.model import Act, Reading, Span, Statement, names_of
from onrecord.record import Decision, Record
from onrecord.record.decisions.edits import Edit, Part

_PLACE = re.compile(r"\d{1,9}-\d{1,9}", re.ASCII)
AROUND = 240
"""Characters of the blocks around the statement's own that are shown."""
PICKED_FROM = 8
"""Other speakers of the article that stand to be picked."""
SUGGESTED = 200
"""Those that are suggested while a name is typed."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the article; `told` unless it has no words of the statement. Of the one before those that have, and of
    the one behind, only the near end stands here: `more` tells on which side of it there are more words."""

    block: MarkedBlock
    told: bool = True
    more: Literal["before", "behind"] | None = None


@dataclass(frozen=True, slots=True)
class Reviewing:
    """A statement with its passages, whoever else speaks in the article (the most frequent first), and the latest
    decision of each person about it that the reviewer may see, the last one last."""

    reading: Reading
    statement: Statement
    passages: tuple[Passage, ...]
    others: tuple[str, ...]
    decisions: tuple[Decision, ...] = ()

    @property
    def text(self) -> str:
        """What the spans index."""
        return self.reading.article.latest.text

    @property
    def seen(self) -> int:
        """The number of the latest of those decisions, 0 where there is none: by it a later one is noticed."""
        return self.decisions[-1].number if self.decisions else 0

    @property
    def edited(self) -> bool:
        """Whether it is shown otherwise than it was read."""
        return bool(self.decisions) and self.decisions[-1].verdict == "edit"


@dataclass(frozen=True, slots=True)
class Fields:
    """What a form says of a statement; None where it has no such field.

    `speaker` is a name that was picked, "" for nobody; `other` are names that were typed, with ";" between. Of each
    part of the content there are the words, and in `places` at the same index where they stand, "" where that is not
    known."""

    speaker: str | None = None
    other: str = ""
    content: Sequence[str] | None = None
    places: Sequence[str] = ()
    when: str | None = None
    venue: str | None = None
    addressee: str | None = None
    act: str | None = None
    negated: bool | None = None


def reviewing(record: Record, statement: str, *, who: str, blind: bool = False) -> Reviewing:
    """A statement, by its id or the beginning of it, for a reviewer. Raises UnknownId or AmbiguousId."""
    reading, found = record.statement(statement)
    verdicts = record.verdicts(found.id)
    if blind:
        shown = _own(record, found.id, who, reading.article.latest.text) or _as_read(found)
        read = tuple(map(_as_read, reading.statements))
        verdicts = {who: verdicts[who]} if who in verdicts else {}
    else:
        shown, read = found, (_as_read(found), *reading.statements)
    names = [one.name for one, _ in speakers(replace(one, speakers=voices(one)) for one in read) if one]
    others = tuple(name for name in names if name not in {one.name for one in shown.speakers})
    passages = tuple(_passages(marked_blocks(replace(reading, statements=(shown,)))))
    decisions = tuple(sorted(verdicts.values(), key=lambda one: one.number))
    return Reviewing(reading, shown, passages, others, decisions)


def edit_of(fields: Fields, statement: Statement, text: str) -> Edit:
    """What the fields say that the statement does not; nothing where they say the same."""
    edit: Edit = {}
    typed = [name for one in fields.other.split(";") if (name := " ".join(one.split()))]
    if typed:
        if typed != [one.name for one in statement.speakers]:
            edit["speaker"] = typed
    elif fields.speaker is not None and fields.speaker != (names_of(statement.speakers) or ""):
        edit["speaker"] = fields.speaker
    if fields.content is not None:
        parts = _parts(fields, statement, text)
        if parts != list(statement.content):
            edit["content"] = parts
    if fields.when is not None and fields.when.strip() != ((statement.when and statement.when.date) or ""):
        edit["when"] = fields.when.strip()
    if fields.venue is not None and _plain(fields.venue) != (_plain(statement.venue.text) if statement.venue else ""):
        edit["venue"] = fields.venue
    known = _plain(statement.addressee.text) if statement.addressee else ""
    if fields.addressee is not None and _plain(fields.addressee) != known:
        edit["addressee"] = fields.addressee
    if fields.act is not None and fields.act != statement.act:
        edit["act"] = cast("Act", fields.act)  # checked where it is decided
    if fields.negated is not None and fields.negated != statement.negated:
        edit["negated"] = fields.negated
    return edit


def _own(record: Record, statement_id: str, who: str, text: str) -> Statement | None:
    """As the reviewer's own decisions leave it, in this text."""
    for one in record.reviews(statement_id, by=1):
        if who in one.by and one.text == text:
            return one.by[who].statement
    return None


def _as_read(statement: Statement) -> Statement:
    read = statement.decision.proposed if statement.decision else None
    return replace(read or statement, decision=None)


def _passages(blocks: Sequence[MarkedBlock]) -> Iterator[Passage]:
    """From the block before the first one with words of the statement to the one behind the last."""
    told = [number for number, block in enumerate(blocks) if any(piece.marks for piece in block.pieces)]
    if not told:
        return
    first, last = told[0], told[-1]
    if first > 0:
        yield _end_of(blocks[first - 1])
    for number in range(first, last + 1):
        yield Passage(blocks[number], told=number in told)
    if last + 1 < len(blocks):
        yield _beginning_of(blocks[last + 1])


def _end_of(block: MarkedBlock) -> Passage:
    text, start = _plain_block(block)
    spaces = (at for at in range(len(text) - AROUND, len(text)) if text[at].isspace())
    cut = next(spaces, 0) if len(text) > AROUND else 0
    return Passage(_only(block, text[cut:], start + cut), told=False, more="before" if cut else None)


def _beginning_of(block: MarkedBlock) -> Passage:
    text, start = _plain_block(block)
    spaces = (at for at in range(AROUND, 0, -1) if text[at - 1].isspace())
    cut = next(spaces, len(text)) if len(text) > AROUND else len(text)
    return Passage(_only(block, text[:cut], start), told=False, more="behind" if cut < len(text) else None)


def _plain_block(block: MarkedBlock) -> tuple[str, int]:
    """The text of a block without marks, and where it begins."""
    return "".join(piece.text for piece in block.pieces), block.pieces[0].span.start


def _only(block: MarkedBlock, words: str, start: int) -> MarkedBlock:
    return MarkedBlock(block.kind, (Piece(Span(start, start + len(words)), words),))


def _parts(fields: Fields, statement: Statement, text: str) -> list[Part]:
    """Each part as a place where that is known, the parts of the statement among them, else as its words."""
    places = [*fields.places, *("" for _ in fields.content or ())]
    found: list[Part] = []
    for words, place in zip(fields.content or (), places, strict=False):
        if not words.strip():
            continue
        own = next((span for span in statement.content if _plain(span.of(text)) == _plain(words)), None)
        found.append(_placed(words, place, text) or own or words)
    return found


def _placed(words: str, place: str, text: str) -> Span | None:
    """The place, if the words stand there."""
    first, _, last = place.partition("-")
    if not _PLACE.fullmatch(place) or not int(first) < int(last) <= len(text):
        return None
    found = Span(int(first), int(last))
    return found if _plain(found.of(text)) == _plain(words) else None


def _plain(words: str) -> str:
    return " ".join(words.split())
