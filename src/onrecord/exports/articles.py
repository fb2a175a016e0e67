"""The JSON of an article: one object a version, written and read back without loss.

The keys up to `text_sha256`, and `statements`, are what scorers and users depend on; the keys between them make it
lossless. Missing values are null, and every span comes with its words, so that the object proves itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from onrecord.english.acts import with_act
from onrecord.exports.fields import Fields
from onrecord.model import (
    Act,
    ActorKind,
    Article,
    Block,
    BlockKind,
    Origin,
    OriginKind,
    Reading,
    Span,
    Speaker,
    Statement,
    StatementKind,
    StatementType,
    Time,
    Version,
    When,
)

if TYPE_CHECKING:
    from onrecord.record.families_values import FamilyMark


def to_json(reading: Reading, *, families: Mapping[str, "FamilyMark"] | None = None) -> dict[str, Any]:
    """The latest version of the article and its statements.

    `families`, by statement id, are those of a record: with them each statement says which one it belongs to."""
    article, version = reading.article, reading.article.latest
    return {
        "id": article.id,
        "url": article.url,
        "outlet": version.outlet,
        "headline": version.headline,
        "authors": list(version.authors),
        "published": version.published.value if version.published else None,
        "modified": version.modified.value if version.modified else None,
        "text": version.text,
        "text_sha256": version.text_sha256,
        "bytes_sha256": version.bytes_sha256,
        "media_type": version.media_type,
        "language": version.language,
        "signals": {
            "published": version.published.signal if version.published else None,
            "modified": version.modified.signal if version.modified else None,
        },
        "origin": origin_json(version.origin),
        "blocks": [{"kind": b.kind, "start": b.span.start, "end": b.span.end} for b in version.blocks],
        "reason": reading.reason,
        "statements": [
            statement_json(statement, version.text)
            | ({} if families is None else {"family": _family(families.get(statement.id))})
            for statement in reading.statements
        ],
    }


def origin_json(origin: Origin | None) -> dict[str, str | None] | None:
    """How the bytes came; null where that was not kept."""
    return None if origin is None else {"kind": origin.kind, "place": origin.place, "claimed": origin.claimed}


def statement_json(statement: Statement, text: str) -> dict[str, Any]:
    """A statement with the words of its spans. A cue of several parts has the further ones under `cue_more`. `act` is
    what the source does with the content, "states", "denies", "asks", …; `negated` that they are reported not to."""
    cue = _spans(statement.cue, text)
    return {
        "id": statement.id,
        "kind": statement.kind,
        "type": statement.type,
        "act": statement.act,
        "negated": statement.negated,
        "quote": statement.quote(text),
        "content": _spans(statement.content, text),
        "cue": cue[0] if cue else None,
        **({"cue_more": cue[1:]} if len(cue) > 1 else {}),
        "source": _spans(statement.source, text),
        "speaker": _speaker(statement.speaker),
        "principal": _speaker(statement.principal),
        "addressee": statement.addressee,
        "venue": statement.venue,
        "when": _when(statement.when),
        "confidence": statement.confidence,
    }


def from_json(article: Mapping[str, Any]) -> Reading:
    """What `to_json` wrote. Unknown keys are ignored; raises BadArticle, which names the key, for bad values."""
    fields = Fields(article)
    version = _read_version(fields)
    statements = tuple(_read_statement(statement, version.text) for statement in fields.objects("statements"))
    reading = Article(fields.text("id"), fields.text_or_none("url"), (version,))
    return Reading(reading, statements, fields.text_or_none("reason"))


def _spans(spans: Iterable[Span], text: str) -> list[dict[str, Any]]:
    return [{"start": span.start, "end": span.end, "text": span.of(text)} for span in spans]


def _speaker(speaker: Speaker | None) -> dict[str, Any] | None:
    if speaker is None:
        return None
    return {"name": speaker.name, "kind": speaker.kind, "role": speaker.role, "mention": speaker.mention}


def _family(mark: "FamilyMark | None") -> dict[str, str] | None:
    return None if mark is None else {"id": mark.id, "relation": mark.relation}


def _when(when: When | None) -> dict[str, Any] | None:
    return None if when is None else {"date": when.date, "text": when.text, "rule": when.rule}


def _read_version(fields: Fields) -> Version:
    signals = fields.object_or_none("signals")
    text = fields.text("text")
    version = Version(
        text=text,
        bytes_sha256=fields.text("bytes_sha256"),
        media_type=fields.text("media_type"),
        headline=fields.text_or_none("headline"),
        authors=fields.texts("authors"),
        outlet=fields.text_or_none("outlet"),
        published=_read_time(fields, signals, "published"),
        modified=_read_time(fields, signals, "modified"),
        language=fields.text_or_none("language"),
        blocks=tuple(_read_block(block, text) for block in fields.objects("blocks")),
        origin=_read_origin(fields.object_or_none("origin")),
    )
    if fields.text("text_sha256") != version.text_sha256:
        raise fields.bad("text_sha256", f"is not the SHA-256 of the text, {version.text_sha256}")
    return version


def _read_block(fields: Fields, text: str) -> Block:
    return Block(fields.one_of("kind", get_args(BlockKind)), fields.span(text))


def _read_origin(fields: Fields | None) -> Origin | None:
    if fields is None:
        return None
    kind: OriginKind = fields.one_of("kind", get_args(OriginKind))
    return Origin(kind, fields.text_or_none("place"), fields.text_or_none("claimed"))


def _read_time(fields: Fields, signals: Fields | None, key: str) -> Time | None:
    value = fields.text_or_none(key)
    if value is None:
        return None
    if signals is None:
        raise fields.bad("signals", f"must say which signal gave `{key}`")
    return Time(value, signals.text(key))


def _read_statement(fields: Fields, text: str) -> Statement:
    cue = fields.object_or_none("cue")
    statement = Statement(
        id=fields.text("id"),
        content=_read_spans(fields.objects("content"), text),
        source=_read_spans(fields.objects("source"), text),
        cue=_read_spans(([cue] if cue else []) + fields.objects("cue_more", optional=True), text),
        kind=fields.one_of("kind", get_args(StatementKind)),
        type=fields.one_of("type", get_args(StatementType)),
        speaker=_read_speaker(fields.object_or_none("speaker")),
        principal=_read_speaker(fields.object_or_none("principal")),
        addressee=fields.text_or_none("addressee"),
        venue=fields.text_or_none("venue"),
        when=_read_when(fields.object_or_none("when")),
        confidence=fields.probability("confidence"),
    )
    if fields.has("negated"):
        act: Act = fields.one_of("act", get_args(Act))
        statement = replace(statement, act=act, negated=fields.truth("negated"))
    else:  # written before there were more acts than two
        statement = with_act(statement, text)
    if fields.text("quote") != statement.quote(text):
        raise fields.bad("quote", "is not the parts of `content` joined by one space")
    return statement


def _read_spans(spans: Sequence[Fields], text: str) -> tuple[Span, ...]:
    return tuple(_read_span(span, text) for span in spans)


def _read_span(fields: Fields, text: str) -> Span:
    span = fields.span(text)
    if fields.text("text") != span.of(text):
        raise fields.bad("text", f"is not what the article's text has from {span.start} to {span.end}")
    return span


def _read_speaker(fields: Fields | None) -> Speaker | None:
    if fields is None:
        return None
    kind: ActorKind = fields.one_of("kind", get_args(ActorKind))
    return Speaker(fields.text("name"), kind, fields.text_or_none("role"), fields.text_or_none("mention"))


def _read_when(fields: Fields | None) -> When | None:
    if fields is None:
        return None
    day, text, rule = fields.text_or_none("date"), fields.text_or_none("text"), fields.text("rule")
    try:
        return When.of_date(day, text=text, rule=rule)
    except ValueError as error:
        raise fields.bad("date", f"must be YYYY, YYYY-MM, YYYY-MM-DD or an interval A/B, not {day!r}") from error
