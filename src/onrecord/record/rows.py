"""Values as rows and rows as values, without loss.

A digest covers everything that a row says, in the order of the columns, and with it the rows that belong to it (the
blocks of a version, the spans and speakers of a statement) and the digest of what it hangs on. It does not depend on
the sequence, so that two records of the same articles have the same digests. Changing what a digest covers is a new
record format; rows of earlier formats keep theirs.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from onrecord.model import ArticleKind, Block, Origin, Reading, Span, Speaker, Statement, Time, Version, When, Words

Row = Sequence[Any]
_ORIGIN, _KIND = 14, 17
"""Where the columns of the origin begin in the row of a version, and where its kind stands."""
_OF_KIND = "; kind="
"""Media types of older records end in it and the kind of a version that is not an article."""
_SPEAKERS, _ADDRESSEE, _ACT, _PLACES, _OCCASION, _FORM = 4, 12, 19, 21, 27, 28
"""Where the columns of speakers and principals, addressee, act and negation, the places of words, the occasion and the
form stand in the row of a statement."""
_NONE = (None, None, None)
_JSON = json.JSONEncoder(separators=(",", ":"))
SPAN_ROLES = ("content", "cue", "source")
FORM = 2
"""What the digest of a statement covers: see migrations/0009_speakers.sql."""


def digest(kind: str, *values: object) -> bytes:
    """SHA-256 of a row's values in JSON."""
    return sha256(_JSON.encode((kind, *values)).encode()).digest()


def version_row(reading: Reading, read_with: str) -> Row:
    """The columns of `versions` from `bytes_sha256` on."""
    version = reading.article.latest
    return (
        version.bytes_sha256,
        version.media_type,
        version.text,
        version.text_sha256,
        version.headline,
        json.dumps(version.authors),
        version.outlet,
        *_time_columns(version.published),
        *_time_columns(version.modified),
        version.language,
        reading.reason,
        read_with,
        *origin_columns(version.origin),
        version.kind,
    )


def version_digest(article_id: str, number: int, row: Row, blocks: Iterable[Row]) -> bytes:
    """The digest of a version; its text is covered by the text's own hash. Versions of older records have no origin,
    and their kind in the media type."""
    covered = row[3:_KIND] if row[_ORIGIN] else row[3:_ORIGIN]
    kind = () if kind_of(row[1]) or row[_KIND] == "article" else (row[_KIND],)
    return digest("version", article_id, number, *row[:2], *covered, [list(block) for block in blocks], *kind)


def reading_digest(version: bytes, number: int, row: Row) -> bytes:
    """The digest of a later reading of a version: reader, reason, and the number of the reading whose statements it
    found."""
    return digest("reading", version.hex(), number, *row)


def kind_of(media_type: str) -> ArticleKind | None:
    """The kind that a media type of an older record names; None where it names none."""
    named: dict[str, ArticleKind] = {"transcript": "transcript", "statement": "official"}
    return named.get(media_type.partition(_OF_KIND)[2])


def sighting_digest(bytes_sha256: str, article_id: str, number: int, origin: Row) -> bytes:
    """The digest of a sighting, with the columns of its origin where it has one."""
    return digest("sighting", bytes_sha256, article_id, number, *(origin if origin[0] else ()))


def origin_columns(origin: Origin | None) -> Row:
    """Kind, place and claim."""
    return (origin.kind, origin.place, origin.claimed) if origin else (None, None, None)


def read_version(row: Row, blocks: Iterable[Row]) -> Version:
    """The version of a row of `version_row` and its blocks."""
    return Version(
        text=row[2],
        bytes_sha256=row[0],
        media_type=row[1].partition(_OF_KIND)[0] if kind_of(row[1]) else row[1],
        headline=row[4],
        authors=tuple(json.loads(row[5])),
        outlet=row[6],
        published=read_time(row[7], row[8]),
        modified=read_time(row[9], row[10]),
        language=row[11],
        blocks=tuple(Block(kind, Span(start, end)) for kind, start, end in blocks),
        origin=Origin(*row[_ORIGIN:_KIND]) if row[_ORIGIN] else None,
        kind=row[_KIND],
    )


def block_rows(version: Version) -> list[Row]:
    """Kind, start and end of each block."""
    return [(block.kind, block.span.start, block.span.end) for block in version.blocks]


def read_time(value: str | None, signal: str | None) -> Time | None:
    """A time from its two columns."""
    return None if value is None or signal is None else Time(value, signal)


def statement_row(statement: Statement, text: str) -> Row:
    """The columns of `statements` from `id` on."""
    when = statement.when
    return (
        statement.id,
        statement.kind,
        statement.type,
        statement.quote(text),
        *_indexed(statement),
        statement.addressee.text if statement.addressee else None,
        statement.venue.text if statement.venue else None,
        *_when_columns(when),
        float(statement.confidence),
        statement.act,
        int(statement.negated),
        *_ends(statement.addressee),
        *_ends(statement.venue),
        *_ends(when),
        statement.occasion,
        FORM,
    )


def speaker_rows(statement: Statement) -> list[Row]:
    """Part, position, name, kind, role and mention with their places of each speaker and principal, ordered by part and
    position as they are read back."""
    parts = (("principal", statement.principals), ("speaker", statement.speakers))
    return [
        (part, position, one.name, one.kind, *_words_columns(one.role), *_words_columns(one.mention))
        for part, speakers in parts
        for position, one in enumerate(speakers)
    ]


def span_rows(statement: Statement) -> list[Row]:
    """Role, position, start and end of each span, ordered by role and position as they are read back."""
    parts = zip(SPAN_ROLES, (statement.content, statement.cue, statement.source), strict=True)
    return [(role, position, span.start, span.end) for role, spans in parts for position, span in enumerate(spans)]


def statement_digest(version: bytes, position: int, row: Row, spans: Iterable[Row], speakers: Iterable[Row]) -> bytes:
    """The digest of a statement, bound to its version's. What follows from its text and spans by rule, its act, is
    derived and not covered, so that a record whose acts were told later has the same digests."""
    if row[_FORM] == 1:
        return digest("statement", version.hex(), position, *row[:_ACT], list(spans))
    covered = (*row[:_SPEAKERS], *row[_ADDRESSEE:_ACT], *row[_PLACES:])
    return digest("statement", version.hex(), position, *covered, list(spans), list(speakers))


def correction_digest(proposal: bytes, row: Row, spans: Iterable[Row], speakers: Iterable[Row]) -> bytes:
    """The digest of a correction, bound to its proposal's. A person sets its act, which is covered here."""
    return digest("correction", proposal.hex(), *row, *([list(one) for one in of] for of in (spans, speakers)))


def is_in_step(row: Row, speakers: Iterable[Row]) -> bool:
    """Whether the columns of speakers and principals in the row of a statement and the rows of these say the same."""
    if row[_FORM] == 1:
        columns = zip(("principal", "speaker"), (row[8:12], row[4:8]), strict=True)
        return list(map(tuple, speakers)) == [one for part, of_all in columns for one in _older(part, of_all)]
    return tuple(row[_SPEAKERS:_ADDRESSEE]) == _indexed(read_statement(row, (), speakers))


def read_statement(row: Row, spans: Iterable[Row], speakers: Iterable[Row]) -> Statement:
    """The statement of a row of `statement_row`, its spans and its speakers."""
    parts: dict[str, list[Span]] = {role: [] for role in SPAN_ROLES}
    for role, _, start, end in spans:
        parts[role].append(Span(start, end))
    named: dict[str, list[Speaker]] = {"speaker": [], "principal": []}
    for part, _, name, kind, *words in speakers:
        named[part].append(Speaker(name, kind, _read_words(*words[:3]), _read_words(*words[3:])))
    addressee, venue, when = (row[_PLACES + at : _PLACES + at + 2] for at in (0, 2, 4))
    return Statement(
        id=row[0],
        content=tuple(parts["content"]),
        source=tuple(parts["source"]),
        cue=tuple(parts["cue"]),
        kind=row[1],
        type=row[2],
        speakers=tuple(named["speaker"]),
        principals=tuple(named["principal"]),
        addressee=_read_words(row[_ADDRESSEE], *addressee),
        venue=_read_words(row[_ADDRESSEE + 1], *venue),
        when=_read_when(row[14:18], _read_span(*when)),
        confidence=row[18],
        act=row[_ACT] or "states",
        negated=bool(row[_ACT + 1]),
        occasion=row[_OCCASION],
    )


def _time_columns(time: Time | None) -> tuple[str | None, str | None]:
    return (time.value, time.signal) if time else (None, None)


def _indexed(statement: Statement) -> tuple[str | None, ...]:
    """The columns of speakers and principals: what the full text index holds of them, and the kinds of the first."""
    roles = [speaker.role.text for speaker in statement.speakers if speaker.role]
    speaker, principal = _named(statement.speakers), _named(statement.principals)
    return (*speaker, "; ".join(roles) if roles else None, None, *principal, None, None)


def _named(speakers: Sequence[Speaker]) -> tuple[str | None, str | None]:
    return ("; ".join(speaker.name for speaker in speakers), speakers[0].kind) if speakers else (None, None)


def _older(part: str, of_all: Row) -> Iterator[tuple[Any, ...]]:
    """The rows that a migration made of several speakers whose names were joined by "; "."""
    joined, kind, role, mention = of_all
    if joined is not None:
        names = [name for name in map(str.strip, joined.split(";")) if name] if ";" in joined else [joined]
        for position, name in enumerate(names or [joined]):
            yield part, position, name, kind, role, None, None, mention, None, None


def _words_columns(words: Words | None) -> tuple[str | int | None, ...]:
    if words is None:
        return _NONE
    return (words.text, *_ends(words))


def _ends(words: Words | When | None) -> tuple[int | None, int | None]:
    span = words.span if words is not None else None
    return (None, None) if span is None else (span.start, span.end)


def _read_words(text: str | None, start: int | None, end: int | None) -> Words | None:
    return None if text is None else Words(text, _read_span(start, end))


def _read_span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _when_columns(when: When | None) -> tuple[str | None, ...]:
    if when is None:
        return (None,) * 4
    start, end = (day.isoformat() if day else None for day in (when.start, when.end))
    return start, end, when.text, when.rule


def _read_when(row: Row, span: Span | None) -> When | None:
    start, end, text, rule = row
    return None if rule is None else When(_read_day(start), _read_day(end), text, rule, span)


def _read_day(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)
