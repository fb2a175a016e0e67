"""Where two reports of one utterance contradict each other: who spoke, when, and what the words mean."""

from dataclasses import dataclass
from typing import Literal

from onrecord.families.same_occasion import one_day
from onrecord.families.same_speaker import one_of_them, voices
from onrecord.families.values import Change, Report, Wording
from onrecord.model import When, names_of

ConflictKind = Literal["speaker", "date", "negation", "number", "modality", "certainty", "quantity", "cut"]
"""Another speaker; another day; a change of words by what it touches; a cut that changes the meaning."""
_ALSO_INDIRECT = ("negation", "number")
"""Indirect speech moves verbs from "will" to "would"; what is denied and counted stays."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What contradicts, and in a sentence how."""

    kind: ConflictKind
    message: str


def conflicts_of_facts(first: Report, other: Report) -> tuple[Conflict, ...]:
    """What two reports say of the speaker and the day of one utterance, `first` published earlier, and contradicts."""
    return tuple(one for one in (_of_speaker(first, other), _of_date(first, other)) if one is not None)


def conflicts_of_words(first: Report, other: Report, *, wording: Wording) -> tuple[Conflict, ...]:
    """Changes of words that change the meaning; `wording` compares them, those of `first` as the original."""
    if wording.relation == "different":
        return ()
    quoted = _is_quoted(first) and _is_quoted(other)
    found = [
        Conflict(change.kind, _told(change))
        for change in wording.changes
        if change.kind != "word" and (quoted or change.kind in _ALSO_INDIRECT)
    ]
    found += [Conflict("cut", warning) for warning in wording.warnings if quoted]
    return tuple(dict.fromkeys(found))


def _of_speaker(first: Report, other: Report) -> Conflict | None:
    one, another = first.statement.speakers, other.statement.speakers
    fits = one_of_them(one, voices(other.statement)), one_of_them(another, voices(first.statement))
    if fits != (False, False):
        return None
    return Conflict("speaker", f"given to {names_of(another)}, not to {names_of(one)}")


def _of_date(first: Report, other: Report) -> Conflict | None:
    one, another = first.statement.when, other.statement.when
    if one is None or another is None or one_day(one, another) is not False:
        return None
    return Conflict("date", f"dated {_day(another)}, not {_day(one)}")


def _told(change: Change) -> str:
    if not change.before:
        return f"adds “{change.after}”"
    return f"“{change.after}” for “{change.before}”" if change.after else f"leaves out “{change.before}”"


def _is_quoted(report: Report) -> bool:
    return report.statement.type != "indirect"


def _day(when: When) -> str:
    return (when.date or "").replace("/", " to ")
