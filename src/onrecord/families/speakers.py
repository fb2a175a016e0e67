"""Whether two reports name one speaker: yes, no, or not to be told."""

from functools import lru_cache

from onrecord.families.named_kinds import is_description, is_persons, one_name
from onrecord.families.values import Report
from onrecord.model import ActorKind
from onrecord.people.directory_names import organization_words
from onrecord.people.joining import PROPOSED, likeness

_Named = tuple[str, ActorKind]


def one_speaker(first: Report, second: Report) -> bool | None:
    """Whether the speaker of one, or whoever it is said for, is that of the other.

    None where a side names nobody or only describes somebody, or where one is an organization, which may speak through
    the other. Whether it is one its name says, not the kind that a reading took it for."""
    named, others = _named(first), _named(second)
    answers = [_agree(one, other) for one in named for other in others]
    if any(answers):
        return True
    return False if answers and None not in answers else None


def are_persons(report: Report) -> bool:
    """Whether all who speak are persons by name, of whom two are one or two; somebody described may be anybody."""
    named = _named(report)
    return bool(named) and all(kind == "person" and not is_description(name) for name, kind in named)


def _named(report: Report) -> list[_Named]:
    return [(one.name, one.kind) for one in (*report.statement.speakers, *report.statement.principals)]


@lru_cache(maxsize=65536)
def _agree(one: _Named, other: _Named) -> bool | None:
    if one == other or one[0].casefold() == other[0].casefold():
        return True
    if any(kind == "unnamed" or is_description(name) for name, kind in (one, other)):
        return _described(one[0], other[0])
    # A kind that differs never excuses a name that differs, nor hides one that is the same.
    if one_name(one[0], other[0]) if one[1] != other[1] else likeness(one[0], other[0], one[1])[0] >= PROPOSED:
        return True
    # A government is also its ministry, and a paper its authors: only two persons are surely two.
    return False if all(kind == "person" or is_persons(name) for name, kind in (one, other)) else None


def _described(one: str, other: str) -> bool | None:
    """A spokesperson "of the Harbour Council" speaks for the Harbour Council."""
    first, second = frozenset(organization_words(one)), frozenset(organization_words(other))
    shorter, longer = (one, other) if len(first) <= len(second) else (other, one)
    named = not is_description(shorter) and bool(organization_words(shorter))
    return True if named and (first <= second or second <= first) and shorter.casefold() in longer.casefold() else None
