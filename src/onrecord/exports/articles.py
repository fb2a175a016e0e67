"""The JSON of an article: one object a version, written and read back without loss.

`statement_json` is the one form of a statement, whatever prints it; `onrecord.exports.schema` describes all keys.
Missing values are null, and every span comes with its words, so that the object proves itself. Format 1, which had one
speaker and no places of roles, mentions, venues and addressees, is read too.

The JSON of what a search found: a statement, or a passage, with its article's facts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, get_args

from onrecord.english.acts import with_act
from onrecord.exports.fields import Fields
from onrecord.model import (
    Act,
    ActorKind,
    Article,
    ArticleKind,
    Block,
    BlockKind,
    Decided,
    Occasion,
    Origin,
    OriginKind,
    Reading,
    Span,
    Speaker,
    Statement,
    StatementKind,
    StatementType,
    Time,
    Verdict,
    Version,
    When,
    Words,
)
from onrecord.record.values import Hit

if TYPE_CHECKING:
    from onrecord.actors.directory import Actor
    from onrecord.record.values import Known

FORMAT = 2
"""The form of the JSON that is written; what says no number is of form 1."""
_KIND_1 = "; kind="
"""In form 1 a parameter of the media type told the kind of an article."""


def to_json(reading: Reading, *, known: Mapping[str, "Known"] | None = None) -> dict[str, Any]:
    """The latest version of the article and its statements.

    `known`, by statement id, is what a record knows of them: with it each speaker and principal says which actor that
    is, and each statement which family it belongs to."""
    article, version, told = reading.article, reading.article.latest, known or {}
    return {
        "format": FORMAT,
        "id": article.id,
        "kind": version.kind,
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
        "read_with": reading.read_with,
        "occasions": [_occasion(one) for one in reading.occasions],
        "statements": [statement_json(one, version.text, known=told.get(one.id)) for one in reading.statements],
    }


def origin_json(origin: Origin | None) -> dict[str, str | None] | None:
    """How the bytes came; null where that was not kept."""
    return None if origin is None else {"kind": origin.kind, "place": origin.place, "claimed": origin.claimed}


def statement_json(statement: Statement, text: str, *, known: "Known | None" = None) -> dict[str, Any]:
    """A statement with the words of its spans. A cue of several parts has the further ones under `cue_more`. `act` is
    what the source does with the content, "states", "denies", "asks", …; `negated` that they are reported not to.
    `decision` is there where a person decided: the values are then those that apply, and what was read in place of them
    stands in its `proposed`."""
    cue = _spans(statement.cue, text)
    value = {
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
        "speakers": [speaker_json(one) for one in statement.speakers],
        "principals": [speaker_json(one) for one in statement.principals],
        "addressee": words_json(statement.addressee),
        "venue": words_json(statement.venue),
        "when": when_json(statement.when),
        "occasion": statement.occasion,
        "confidence": statement.confidence,
    }
    if statement.decision:
        value["decision"] = _decision(statement.decision, value, text)
    return value | _known(value, known) if known else value


def from_json(article: Mapping[str, Any]) -> Reading:
    """What `to_json` wrote, in this form or the first. Unknown keys are ignored; raises BadArticle, which names the
    key, for bad values."""
    fields = Fields(article)
    form = fields.whole("format") if fields.has("format") else 1
    if form not in (1, FORMAT):
        raise fields.bad("format", f"must be 1 or {FORMAT}, not {form}; a later Onrecord may read it")
    version = _read_version(fields, form)
    statements = tuple(_read_statement(one, version.text, form) for one in fields.objects("statements"))
    kept = Article(fields.text("id"), fields.text_or_none("url"), (version,))
    read_with = fields.text_or_none("read_with") if form > 1 else None
    return Reading(kept, statements, fields.text_or_none("reason"), read_with)


def _decision(decision: Decided, value: Mapping[str, Any], text: str) -> dict[str, Any]:
    read = statement_json(decision.proposed, text) if decision.proposed else {}
    return {
        "verdict": decision.verdict,
        "number": decision.number,
        "who": decision.who,
        "at": decision.at,
        "note": decision.note,
        "proposed": {key: one for key, one in read.items() if value.get(key) != one} if read else None,
    }


def _spans(spans: Iterable[Span], text: str) -> list[dict[str, Any]]:
    return [{"start": span.start, "end": span.end, "text": span.of(text)} for span in spans]


def words_json(words: Words | None) -> dict[str, Any] | None:
    """Words with their place, whose ends are null where it was not kept."""
    return None if words is None else {**_place(words.span), "text": words.text}


def _place(span: Span | None) -> dict[str, int | None]:
    return {"start": span.start if span else None, "end": span.end if span else None}


def speaker_json(speaker: Speaker) -> dict[str, Any]:
    """Name, kind, role and mention."""
    role, mention = words_json(speaker.role), words_json(speaker.mention)
    return {"name": speaker.name, "kind": speaker.kind, "role": role, "mention": mention}


def _occasion(occasion: Occasion) -> dict[str, Any]:
    return {
        "number": occasion.number,
        "when": when_json(occasion.when),
        "venue": words_json(occasion.venue),
        "addressees": [words_json(one) for one in occasion.addressees],
    }


def _known(value: Mapping[str, Any], known: "Known") -> dict[str, Any]:
    """What a record adds: the actors beside the names, and the family."""
    parts = {"speakers": known.speakers, "principals": known.principals}
    named = {
        part: [one | {"actor": _actor(actor)} for one, actor in zip(value[part], actors, strict=True)]
        for part, actors in parts.items()
    }
    mark = known.family
    return {**named, "family": {"id": mark.id, "relation": mark.relation} if mark else None}


def _actor(actor: "Actor | None") -> dict[str, Any] | None:
    return {"id": actor.id, "name": actor.name, "identifiers": dict(actor.identifiers)} if actor else None


def when_json(when: When | None) -> dict[str, Any] | None:
    """A time with its words and their place."""
    return None if when is None else {"date": when.date, "text": when.text, **_place(when.span), "rule": when.rule}


def _read_version(fields: Fields, form: int) -> Version:
    signals = fields.object_or_none("signals")
    text, media_type = fields.text("text"), fields.text("media_type")
    kind: ArticleKind = fields.one_of("kind", get_args(ArticleKind)) if form > 1 else "article"
    if form == 1:
        media_type, _, told = media_type.partition(_KIND_1)
        kind = "official" if told == "statement" else "transcript" if told == "transcript" else "article"
    version = Version(
        text=text,
        bytes_sha256=fields.text("bytes_sha256"),
        media_type=media_type,
        headline=fields.text_or_none("headline"),
        authors=fields.texts("authors"),
        outlet=fields.text_or_none("outlet"),
        published=_read_time(fields, signals, "published"),
        modified=_read_time(fields, signals, "modified"),
        language=fields.text_or_none("language"),
        blocks=tuple(
            Block(block.one_of("kind", get_args(BlockKind)), block.span(text)) for block in fields.objects("blocks")
        ),
        origin=_read_origin(fields.object_or_none("origin")),
        kind=kind,
    )
    if fields.text("text_sha256") != version.text_sha256:
        raise fields.bad("text_sha256", f"is not the SHA-256 of the text, {version.text_sha256}")
    return version


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


def _read_statement(fields: Fields, text: str, form: int) -> Statement:
    cue = fields.object_or_none("cue")
    speakers, principals = (_read_speakers(fields, key, text, form) for key in ("speaker", "principal"))
    statement = Statement(
        id=fields.text("id"),
        content=_read_spans(fields.objects("content"), text),
        source=_read_spans(fields.objects("source"), text),
        cue=_read_spans(([cue] if cue else []) + fields.objects("cue_more", optional=True), text),
        kind=fields.one_of("kind", get_args(StatementKind)),
        type=fields.one_of("type", get_args(StatementType)),
        speakers=speakers,
        principals=principals,
        addressee=_read_words(fields, "addressee", text, form),
        venue=_read_words(fields, "venue", text, form),
        when=_read_when(fields.object_or_none("when"), text, form),
        confidence=fields.probability("confidence"),
        occasion=_read_occasion(fields) if form > 1 else None,
    )
    if fields.has("negated"):
        act: Act = fields.one_of("act", get_args(Act))
        statement = replace(statement, act=act, negated=fields.truth("negated"))
    else:  # written before there were more acts than two
        statement = with_act(statement, text)
    if fields.text("quote") != statement.quote(text):
        raise fields.bad("quote", "is not the parts of `content` joined by one space")
    decision = fields.object_or_none("decision") if fields.has("decision") else None
    return replace(statement, decision=_read_decision(decision, fields, text, form)) if decision else statement


def _read_decision(fields: Fields, of: Fields, text: str, form: int) -> Decided:
    verdict: Verdict = fields.one_of("verdict", get_args(Verdict))
    proposed = fields.object_or_none("proposed")
    return Decided(
        number=fields.whole("number"),
        verdict=verdict,
        who=fields.text("who"),
        at=fields.text("at"),
        note=fields.text_or_none("note"),
        proposed=_read_statement(of.replaced(proposed, without="decision"), text, form) if proposed else None,
    )


def _read_spans(spans: Sequence[Fields], text: str) -> tuple[Span, ...]:
    return tuple(_read_span(span, text) for span in spans)


def _read_span(fields: Fields, text: str) -> Span:
    span = fields.span(text)
    if fields.text("text") != span.of(text):
        raise fields.bad("text", f"is not what the article's text has from {span.start} to {span.end}")
    return span


def _read_occasion(fields: Fields) -> int | None:
    number = fields.whole_or_none("occasion")
    if number is not None and number < 1:
        raise fields.bad("occasion", f"must be a number from 1 on, or null, not {number}")
    return number


def _read_speakers(fields: Fields, key: str, text: str, form: int) -> tuple[Speaker, ...]:
    """The objects of `speakers` or `principals`; in form 1 the one of `speaker` or `principal`, of whom several had
    their names joined."""
    if form > 1:
        return tuple(_read_speaker(one, text, form, name=one.text("name")) for one in fields.objects(f"{key}s"))
    one = fields.object_or_none(key)
    return tuple(_read_speaker(one, text, form, name=name) for name in one.text("name").split("; ")) if one else ()


def _read_speaker(fields: Fields, text: str, form: int, *, name: str) -> Speaker:
    kind: ActorKind = fields.one_of("kind", get_args(ActorKind))
    return Speaker(name, kind, _read_words(fields, "role", text, form), _read_words(fields, "mention", text, form))


def _read_words(fields: Fields, key: str, text: str, form: int) -> Words | None:
    if form == 1:
        told = fields.text_or_none(key)
        return None if told is None else Words(told)
    one = fields.object_or_none(key)
    return None if one is None else Words(one.text("text"), _read_place(one, text))


def _read_place(fields: Fields, text: str) -> Span | None:
    """The place of words, where it was kept."""
    if fields.whole_or_none("start") is None and fields.whole_or_none("end") is None:
        return None
    return _read_span(fields, text)


def _read_when(fields: Fields | None, version_text: str, form: int) -> When | None:
    if fields is None:
        return None
    day, text, rule = fields.text_or_none("date"), fields.text_or_none("text"), fields.text("rule")
    span = _read_place(fields, version_text) if form > 1 else None
    try:
        return When.of_date(day, text=text, rule=rule, span=span)
    except ValueError as error:
        raise fields.bad("date", f"must be YYYY, YYYY-MM, YYYY-MM-DD or an interval A/B, not {day!r}") from error


def hit_json(hit: Hit) -> dict[str, Any]:
    """A hit with the words that were found, as offsets into `quote`; the statement's are into its article's text."""
    return {
        "article": hit.article_id,
        "url": hit.url,
        "headline": hit.headline,
        "outlet": hit.outlet,
        "published": hit.published.value if hit.published else None,
        "quote": hit.quote,
        "highlights": [asdict(span) | {"text": span.of(hit.quote)} for span in hit.highlights],
        "statement": statement_json(hit.statement, hit.text) if hit.statement else None,
    }


def with_format(value: Mapping[str, Any]) -> dict[str, Any]:
    """A whole answer, with the number of its format at the top."""
    return {"format": FORMAT, **value}
