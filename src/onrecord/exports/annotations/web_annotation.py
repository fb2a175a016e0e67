"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/): an article's statements and positions as a collection.

Every annotation has its words by both selectors: their position in the article's text, in code points, and the words
themselves with those before and behind. The text is that of the record, whose SHA-256 stands with the source; in the
live page, whose text may begin elsewhere, the words find the place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from onrecord.exports.annotations.coded import CodedPosition
from onrecord.exports.annotations.schema_org import quotation
from onrecord.exports.citation import citation_of, known
from onrecord.exports.marked import lead, who
from onrecord.model import Reading, Span, Speaker, Statement
from onrecord.positions.values import Question
from onrecord.record.values import Known

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"schema": "https://schema.org/"}]
_AROUND = 32
"""Characters before and behind the words, as the examples of the model have."""
_MOTIVATIONS = {"source": "identifying", "cue": "tagging"}


def web_annotations(
    reading: Reading,
    coded: Iterable[CodedPosition] = (),
    questions: Iterable[Question] = (),
    *,
    its: Mapping[str, Known] = MappingProxyType({}),
) -> dict[str, Any]:
    """The collection: for each statement its content, its source and its cue, then the positions on it. It is one page,
    embedded in the collection. `its` is what a record knows of the statements, by their ids."""
    article, version = reading.article, reading.article.latest
    by_statement: dict[str, list[CodedPosition]] = {}
    for one in coded:
        if one.position.article == article.id:
            by_statement.setdefault(one.position.statement, []).append(one)
    texts = {one.id: one.text for one in questions}
    items = [
        item
        for statement in reading.statements
        for item in (
            *_statement(reading, statement, its.get(statement.id)),
            *_positions(reading, statement, by_statement.get(statement.id, ()), texts=texts),
        )
    ]
    id_ = f"urn:onrecord:article:{article.id}"
    page = {"id": f"{id_}:statements", "type": "AnnotationPage", "partOf": id_, "startIndex": 0, "items": items}
    collection = {
        "@context": CONTEXT,
        "id": id_,
        "type": "AnnotationCollection",
        "label": version.headline,
        "creator": _reader(reading),
        "total": len(items),
        # A collection without annotations has no page.
        "first": page if items else None,
    }
    return known(collection)


def selectors(span: Span, text: str) -> list[dict[str, Any]]:
    """A place by its position, and by its words with those around them."""
    before, behind = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    quote = {"type": "TextQuoteSelector", "exact": span.of(text), "prefix": before, "suffix": behind}
    return [{"type": "TextPositionSelector", "start": span.start, "end": span.end}, quote]


def _statement(reading: Reading, statement: Statement, its: Known | None) -> Iterator[dict[str, Any]]:
    text = reading.article.latest.text
    told = f"{who(statement.speakers)}: {lead(statement, text)}{statement.quote(text)}"
    body = [
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": told},
        {"@context": "https://schema.org", **quotation(citation_of(reading, statement, its=its))},
    ]
    id_ = f"urn:onrecord:statement:{statement.id}"
    yield _annotation(reading, id_, "describing", statement.content, body=body)
    if statement.source:
        named = [_speaker(one) for one in statement.speakers]
        yield _annotation(reading, f"{id_}:source", _MOTIVATIONS["source"], statement.source, body=named)
    if statement.cue:
        act = f"not {statement.act}" if statement.negated else statement.act
        tag = [{"type": "TextualBody", "purpose": "tagging", "value": act}]
        yield _annotation(reading, f"{id_}:cue", _MOTIVATIONS["cue"], statement.cue, body=tag)


def _positions(
    reading: Reading, statement: Statement, coded: Iterable[CodedPosition], *, texts: dict[str, str]
) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(coded, start=1):
        position = one.position
        body = [
            {"type": "TextualBody", "purpose": "classifying", "value": position.stance},
            {"type": "TextualBody", "purpose": "tagging", "value": texts.get(position.question, position.question)},
            {"type": "TextualBody", "purpose": "identifying", "value": position.name},
        ]
        id_ = f"urn:onrecord:statement:{statement.id}:position:{number}"
        made = _annotation(reading, id_, "classifying", statement.content, body=body)
        # Whoever decided; a proposal is the program's.
        yield made | ({"creator": {"type": "Person", "name": one.coder}} if one.coder else {})


def _annotation(
    reading: Reading, id_: str, motivation: str, spans: Sequence[Span], *, body: list[dict[str, Any]]
) -> dict[str, Any]:
    """Several parts are several targets: the annotation is about each of them."""
    targets = [_target(reading, span) for span in spans]
    value = {
        "id": id_,
        "type": "Annotation",
        "motivation": motivation,
        "creator": _reader(reading),
        "body": body,
        "target": targets if len(targets) > 1 else targets[0],
    }
    return known(value)


def _target(reading: Reading, span: Span) -> dict[str, Any]:
    article, version = reading.article, reading.article.latest
    source = {
        "id": article.url or f"urn:onrecord:article:{article.id}",
        "type": "Text",
        "language": version.language,
        "schema:sha256": version.text_sha256,
    }
    return {"type": "SpecificResource", "source": known(source), "selector": selectors(span, version.text)}


def _reader(reading: Reading) -> dict[str, Any] | None:
    return {"type": "Software", "name": f"Onrecord, {reading.read_with}"} if reading.read_with else None


def _speaker(speaker: Speaker) -> dict[str, Any]:
    told = f"{speaker.name}, {speaker.role.text}" if speaker.role else speaker.name
    return {"type": "TextualBody", "purpose": "identifying", "value": told}
