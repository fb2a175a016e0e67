"""Decisions as JSON, and in words."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from onrecord.record import Decision

_VERDICTS = {"accept": "accepted", "reject": "rejected", "edit": "edited"}


def decision_json(decision: Decision) -> dict[str, Any]:
    """All that is kept of a decision. `undone` is the number of the one that took it back, or null."""
    kept = asdict(decision)
    return {"number": kept.pop("number"), "subject": kept.pop("subject"), "id": kept.pop("subject_id"), **kept}


def told(decision: Decision) -> str:
    """What was decided, in a line."""
    change = decision.change or {}
    match decision.subject, decision.verdict:
        case _, "undo":
            return f"took back decision {decision.subject_id}"
        case "actor", _:
            return _of_actor(decision.subject_id, change)
        case "family", _:
            return _of_family(decision.subject_id, change)
    said = f"{_VERDICTS[decision.verdict]} {decision.subject} {decision.subject_id}"
    return f"{said}: {'; '.join(_set(key, value) for key, value in change.items())}" if change else said


def _of_actor(id_: str, change: Mapping[str, Any]) -> str:
    match change:
        case {"merged_into": str(into)}:
            return f"merged actor {id_} into {into}"
        case {"merged_into": None}:
            return f"separated actor {id_}"
        case {"apart_from": str(other)}:
            return f"kept actor {id_} and {other} apart"
        case {"split_into": str(new), "statements": list(statements)}:
            return f"split {len(statements)} statement{'' if len(statements) == 1 else 's'} of actor {id_} off as {new}"
    return f"edited actor {id_}"


def _of_family(id_: str, change: Mapping[str, Any]) -> str:
    match change:
        case {"joined_with": [str(other)]}:
            return f"joined statement {id_} and {other}"
        case {"apart_from": list()}:
            return f"split statement {id_} off its family"
        case {"undecided_with": list()}:
            return f"took back what was decided about the family of statement {id_}"
    return f"edited the family of statement {id_}"


def _set(key: str, value: Any) -> str:
    match value:
        case None | []:
            return f"{key} none"
        case True | False:
            return key if value else f"not {key}"
        case [*several]:
            return f"{key} {' … '.join(_words(one) for one in several)}"
    return f"{key} {_words(value)}"


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(next((value[key] for key in ("name", "text", "date") if value.get(key)), dict(value)))
    return str(value)
