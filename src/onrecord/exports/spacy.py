"""A reading as a document of spaCy, with a group of spans for each part of its statements.

Nothing is registered but two attributes with getters, `doc._.reading` and `span._.statement`, which read what the
document itself carries; so they survive `to_bytes` and `DocBin(store_user_data=True)`.
"""

from collections.abc import Iterator
from typing import Any

from onrecord.exports.articles import to_json
from onrecord.exports.marked import Part
from onrecord.model import Reading, Span
from onrecord.problems import SpacyMissing

KEY = "onrecord"
"""Of the document's user data: the article with its statements, as JSON."""
_PARTS: tuple[Part, ...] = ("content", "cue", "source")


def to_spacy(reading: Reading, *, nlp: Any = None) -> Any:
    """The text as a `Doc`, made by the pipeline `nlp` or by the tokenizer of a blank English one.

    Raises SpacyMissing."""
    try:
        import spacy
    except ImportError:
        raise SpacyMissing from None
    _register(spacy.tokens)
    text = reading.article.latest.text
    doc = nlp(text) if nlp else spacy.blank("en").tokenizer(text)
    doc.user_data[KEY] = to_json(reading)
    for part in _PARTS:
        doc.spans[part] = list(_spans(doc, reading, part))
    return doc


def _spans(doc: Any, reading: Reading, part: Part) -> Iterator[Any]:
    for statement in reading.statements:
        spans: tuple[Span, ...] = getattr(statement, part)
        for span in spans:
            # A part may end within a token of spaCy's, never the other way round.
            words = doc.char_span(span.start, span.end, label=part, span_id=statement.id, alignment_mode="expand")
            if words is not None:
                yield words


def _register(tokens: Any) -> None:
    if not tokens.Doc.has_extension("reading"):
        tokens.Doc.set_extension("reading", getter=lambda doc: doc.user_data.get(KEY))
    if not tokens.Span.has_extension("statement"):
        tokens.Span.set_extension("statement", getter=_statement)


def _statement(span: Any) -> Any:
    held = (span.doc.user_data.get(KEY) or {}).get("statements", ())
    return next((one for one in held if one["id"] == span.id_), None)
