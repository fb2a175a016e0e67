"""UIMA CAS JSON 0.4, for INCEpTION.

It carries its types along, the text as it is, and places of any precision; WebAnno's TSV would need tokens and
sentences, and a layer for each column. The layers are `custom.Span` and `custom.Relation` with a label, which
INCEpTION's projects for spans and relations have from the start, so that nothing has to be set up. Offsets count
UTF-16 units, as UIMA does.

A statement is a span "Content", to which a source, a cue, and further parts of the content are related.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.exports.annotations.coded import CodedPosition
from onrecord.exports.annotations.utf16 import Utf16
from onrecord.model import Reading, Span, Statement
from onrecord.positions.values import Question

SPAN, RELATION = "custom.Span", "custom.Relation"
_ANNOTATION, _STRING, _VIEW = "uima.tcas.Annotation", "uima.cas.String", "_InitialView"
_TYPES = {
    SPAN: {
        "%NAME": SPAN,
        "%SUPER_TYPE": _ANNOTATION,
        "label": {"%NAME": "label", "%RANGE": _STRING},
    },
    RELATION: {
        "%NAME": RELATION,
        "%SUPER_TYPE": _ANNOTATION,
        "Governor": {"%NAME": "Governor", "%RANGE": SPAN},
        "Dependent": {"%NAME": "Dependent", "%RANGE": SPAN},
        "label": {"%NAME": "label", "%RANGE": _STRING},
    },
}
_SOFA, _DOCUMENT = 1, 2
_Structure = dict[str, Any]


def uima_cas(
    reading: Reading, coded: Iterable[CodedPosition] = (), questions: Iterable[Question] = ()
) -> dict[str, Any]:
    """The CAS of an article. A position is a span "Position" over the content, related to it with its stance,
    question and actor as the label."""
    version = reading.article.latest
    texts = {one.id: one.text for one in questions}
    labels: dict[str, list[str]] = {}
    for one in coded:
        if one.position.article == reading.article.id:
            labels.setdefault(one.position.statement, []).append(_position(one, texts))
    writing = _Writing(version.text)
    for statement in reading.statements:
        writing.statement(statement, labels.get(statement.id, ()))
    sofa = {
        "%ID": _SOFA,
        "%TYPE": "uima.cas.Sofa",
        "sofaNum": 1,
        "sofaID": _VIEW,
        "mimeType": "text",
        "sofaString": version.text,
    }
    document = {
        "%ID": _DOCUMENT,
        "%TYPE": "uima.tcas.DocumentAnnotation",
        "@sofa": _SOFA,
        "begin": 0,
        "end": Utf16(version.text).length,
        "language": version.language or "x-unspecified",
    }
    structures = [sofa, document, *writing.structures]
    members = [one["%ID"] for one in structures[1:]]
    return {
        "%TYPES": _TYPES,
        "%FEATURE_STRUCTURES": structures,
        "%VIEWS": {_VIEW: {"%SOFA": _SOFA, "%MEMBERS": members}},
    }


class _Writing:
    """The structures of one text, numbered from 3."""

    def __init__(self, text: str) -> None:
        self._text = Utf16(text)
        self.structures: list[_Structure] = []

    def statement(self, statement: Statement, labels: Iterable[str]) -> None:
        """Its content, and all that is related to it."""
        first, *others = self._spans("Content", statement.content)
        for other in others:
            self._relate(first, other, "continued")
        for role, spans in (("Source", statement.source), ("Cue", statement.cue)):
            for one in self._spans(role, spans):
                self._relate(first, one, role.lower())
        for label in labels:
            for one in self._spans("Position", statement.content[:1]):
                self._relate(first, one, label)

    def _spans(self, label: str, spans: Sequence[Span]) -> list[_Structure]:
        return [self._add(SPAN, span, label=label) for span in map(self._text.units, spans)]

    def _relate(self, governor: _Structure, dependent: _Structure, label: str) -> None:
        """A relation stands, as INCEpTION has it, where its dependent does."""
        ends = {"@Governor": governor["%ID"], "@Dependent": dependent["%ID"]}
        self._add(RELATION, (dependent["begin"], dependent["end"]), label=label, **ends)

    def _add(self, kind: str, place: tuple[int, int], **features: Any) -> _Structure:
        begin, end = place
        number = len(self.structures) + _DOCUMENT + 1
        structure = {"%ID": number, "%TYPE": kind, "@sofa": _SOFA, "begin": begin, "end": end, **features}
        self.structures.append(structure)
        return structure


def _position(one: CodedPosition, texts: dict[str, str]) -> str:
    position = one.position
    return f"{position.stance}: {texts.get(position.question, position.question)} ({position.name})"
