"""What DNA has no place for, as JSON beside its rows: read back, nothing is lost; changed in DNA, its change holds."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, get_args

from onrecord.exports.annotations.coded import CodedPosition
from onrecord.exports.articles import from_json, to_json, when_json
from onrecord.exports.dna.values import Coding
from onrecord.exports.dna.writing import storable
from onrecord.model import ActorKind, Reading, Span, When
from onrecord.positions.values import STANCES, Position, Question
from onrecord.problems import BadArticle

_OWN = ("coder", "kind", "organization", "adjudicates")
_WRITTEN = ("type", "document", "span", "by", "values")
_BROKEN = (BadArticle, KeyError, TypeError, ValueError, AttributeError)
"""What JSON raises that somebody changed."""


def kept_reading(reading: Reading) -> str:
    """An article with its statements. Its text stands in the document, unless no file can hold it as it is."""
    value = to_json(reading)
    if storable(value["text"]) == value["text"]:
        del value["text"]
    return json.dumps(value)


def reading_from(kept: str | None, text: str) -> Reading | None:
    """The article again; None where nothing was kept, or the text of the document was changed."""
    try:
        value = json.loads(kept or "null")
        whole = value.get("text", text)
        return from_json({**value, "text": whole}) if storable(whole) == text else None
    except _BROKEN:
        return None


def kept_question(question: Question) -> str:
    """A question."""
    since = question.since.isoformat() if question.since else None
    return json.dumps(asdict(question) | {"since": since})


def question_from(kept: str | None) -> Question | None:
    """The question again; None where nothing was kept."""
    try:
        value = json.loads(kept or "null")
        lists = {name: tuple(value[name]) for name in ("synonyms", "seeds")}
        question = Question(**value | lists | {"since": _day(value["since"])})
        texts = (question.id, question.text, *question.synonyms, *question.seeds)
        return question if all(isinstance(one, str) and one for one in texts) else None
    except _BROKEN:
        return None


def kept_coded(coded: CodedPosition, coding: Coding) -> str:
    """A position with the coding that was written for it, by which a change is seen."""
    position = coded.position
    told = {
        **asdict(position),
        "when": _when_json(position.when),
        "published": position.published.isoformat() if position.published else None,
    }
    own = {name: getattr(coded, name) for name in _OWN}
    value = {"position": told, **own}
    return json.dumps(value | {"written": _written(coding)})


def coded_from(coding: Coding) -> tuple[CodedPosition, Mapping[str, Any]] | None:
    """The position again, with what was written of its coding; None where nothing was kept."""
    try:
        value = json.loads(coding.kept or "null")
        told = value["position"]
        position = Position(
            **told
            | {"when": _when(told["when"]), "published": _day(told["published"])}
            | {"decided_by": tuple(told["decided_by"])}
        )
        coded = CodedPosition(position, **{name: value[name] for name in _OWN})
        written = {name: value["written"][name] for name in _WRITTEN}
        return (coded, written) if _is_sound(coded) else None
    except _BROKEN:
        return None


def _is_sound(coded: CodedPosition) -> bool:
    """Whether the values are of their types, as far as others build on them."""
    position = coded.position
    texts = position.question, position.actor, position.name, position.statement, position.article
    maybe = coded.coder, coded.organization, position.role, position.outlet, position.family
    return (
        all(isinstance(one, str) and one for one in texts)
        and all(one is None or isinstance(one, str) for one in maybe)
        and position.stance in STANCES
        and coded.kind in get_args(ActorKind)
        and isinstance(coded.adjudicates, bool)
    )


def is_unchanged(coding: Coding, written: Mapping[str, Any]) -> bool:
    """Whether a coding is still what was written."""
    return _written(coding) == written


def _written(coding: Coding) -> dict[str, Any]:
    span = [coding.span.start, coding.span.end]
    values = [[name, value] for name, value in coding.values]
    return {"type": coding.type, "document": coding.document, "span": span, "by": coding.coder, "values": values}


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _when_json(when: When | None) -> dict[str, Any] | None:
    """With both days as they are: the one form of a time leaves out those that no calendar unit is."""
    ends = {"first": when.start, "last": when.end} if when else {}
    shown = when_json(when)
    return None if shown is None else shown | {name: one.isoformat() if one else None for name, one in ends.items()}


def _when(told: Mapping[str, Any] | None) -> When | None:
    if told is None:
        return None
    span = Span(told["start"], told["end"]) if told["start"] is not None else None
    return When(_day(told["first"]), _day(told["last"]), told["text"], told["rule"], span)
