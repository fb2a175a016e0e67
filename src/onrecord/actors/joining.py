"""When two names denote one actor.

A score from 0 to 1 for two names of a kind; the threshold above which they are joined without asking is set so that
of 826 pairs made to mislead at least 97 % of the joined ones are right (`python -m benchmarks.names`). Names that
are near but not safe are proposed to a person. A single word is never joined with a longer name: surnames are shared.

First names and what their bearers are called: "Bill" is William.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from rapidfuzz.distance import Levenshtein

from onrecord.actors.directory import Actor, Role
from onrecord.actors.names import Post, acronym, agree, clash, country_key, organization_words, person_words
from onrecord.model import ActorKind

if TYPE_CHECKING:
    from nicknames import NickNamer


def also_called(name: str) -> set[str]:
    """The nicknames of a first name and the first names of a nickname, in lower case."""
    return _namer().nicknames_of(name) | _namer().canonicals_of(name)


@cache
def _namer() -> "NickNamer":
    from nicknames import NickNamer  # reads a list for 0.2 seconds, only where two names differ

    return NickNamer()


Sameness = Literal["same", "perhaps", "different"]
"""Joined without asking, proposed to a person, or kept apart."""
AUTOMATIC = 0.95
"""Names that score as much are joined without asking where no role is against it."""
PROPOSED = 0.6
"""Names that score as much are proposed."""
_NICKNAME, _INITIAL, _MIDDLE, _SPELLING, _SURNAME, _ACRONYM = 0.9, 0.85, 0.9, 0.8, 0.6, 0.8
_UNSURE = 0.9
"""What the same name scores at most where something is against it."""
_SURNAME_AND_ROLE = 0.75
_LONG_AGO_YEARS = 8
"""An imported actor whose last term ended longer ago is not joined to a name without a role."""


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """Whether two actors are one, how alike their names are, and why."""

    sameness: Sameness
    score: float
    reason: str


def judge(known: Actor, met: Actor, *, day: date | None = None) -> ActorMatch:
    """Whether an actor and one that was met on a day are the same, by names, kind and roles with their days.

    A witness of today may be called like a member of an old parliament: one whose terms all ended long ago is only
    proposed where the other has no role."""
    if known.kind != met.kind:
        return ActorMatch("different", 0.0, "of different kinds")
    score, reason = max(_likenesses(known, met))
    if score < PROPOSED:
        return ActorMatch("different", score, reason)
    if against := _against(known.roles, met.roles):
        return ActorMatch("perhaps", min(score, _UNSURE), f"{reason}; {against}")
    if not met.roles and _out_of_office(known.roles, day):
        return ActorMatch("perhaps", min(score, _UNSURE), f"{reason}; long out of office")
    if score >= AUTOMATIC:
        return ActorMatch("same", score, reason)
    if _role_in_common(known.roles, met.roles):
        # A surname stays one: sisters may have the same profession, and presidents their fathers' name.
        sameness: Sameness = "same" if score >= _NICKNAME and not _is_single(known, met) else "perhaps"
        return ActorMatch(sameness, max(score, _SURNAME_AND_ROLE), f"{reason}, a role in common")
    return ActorMatch("perhaps", score, reason)


def likeness(first: str, second: str, kind: ActorKind) -> tuple[float, str]:
    """How alike two names of a kind are, from 0 to 1, and in what."""
    return _persons(first, second) if kind == "person" else _organizations(first, second)


def _likenesses(known: Actor, met: Actor) -> Iterable[tuple[float, str]]:
    for first in known.names or (known.name,):
        for second in met.names or (met.name,):
            yield likeness(first, second, known.kind)


def _persons(first: str, second: str) -> tuple[float, str]:
    (one, suffix), (other, other_suffix) = person_words(first), person_words(second)
    if not one or not other:
        return 0.0, "no name"
    if suffix != other_suffix:
        return (PROPOSED if one == other else 0.3), "one has a suffix such as Jr."
    if len(one) == 1 or len(other) == 1:
        return _single(one, other)
    if one == other:
        return 1.0, "same name"
    if "".join(one) == "".join(other):
        return 0.99, "same letters"
    if one[-1] == other[-1]:
        return _given(one[:-1], other[:-1])
    return _near(one, other)


def _single(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, str]:
    if one == other:
        return _UNSURE, "same single name"
    if "".join(one) == "".join(other):
        return AUTOMATIC, "same letters"
    if one[-1] == other[-1]:
        return _SURNAME, "same surname"
    return 0.0, "different names"


def _given(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, str]:
    """Of two names with one surname, by the words before it."""
    middles = _middles(one[1:], other[1:])
    if middles is None:
        return 0.4, "middle names differ"
    if one[0] == other[0]:
        return middles
    if _is_initial(one[0], other[0]):
        return _INITIAL, "first name or its initial"
    if other[0] in also_called(one[0]):
        return min(_NICKNAME, middles[0]), "first name and nickname"
    # A second first name used alone: "Jane Maria Holt", called Maria.
    if one[0] in other[1:] or other[0] in one[1:]:
        return 0.7, "a middle name used as first name"
    if min(map(len, (one[0], other[0]))) > 3 and Levenshtein.normalized_similarity(one[0], other[0]) >= 0.75:
        return _SPELLING, "similar first names"
    return 0.3, "first names differ"


def _middles(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, str] | None:
    """Of the words between first name and surname; None where they contradict each other."""
    shorter, longer = sorted((one, other), key=len)
    rest = list(longer)
    for word in shorter:
        fits = next((found for found in rest if found == word or _is_initial(found, word)), None)
        if fits is None:
            return None
        rest.remove(fits)
    if not rest:
        return 0.97, "middle name or its initial"
    if all(len(word) == 1 for word in rest):
        return 0.96, "an extra middle initial"
    return _MIDDLE, "an extra middle name"


def _near(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, str]:
    if sorted(one) == sorted(other):
        return 0.75, "same words in another order"
    first, last = (Levenshtein.normalized_similarity(one[at], other[at]) for at in (0, -1))
    whole = Levenshtein.normalized_similarity(" ".join(one), " ".join(other))
    if min(first, last) >= 0.6 and whole >= 0.8 and len(one) == len(other):
        return _SPELLING - 0.1, "spelled alike"
    return 0.2, "different names"


def _organizations(first: str, second: str) -> tuple[float, str]:
    one_country, other_country = country_key(first), country_key(second)
    if one_country or other_country:
        return (
            (1.0, "same country") if one_country == other_country else (0.1, "a country and something that is not one")
        )
    one, other = organization_words(first), organization_words(second)
    if not one or not other:
        return 0.0, "no name"
    if one == other:
        return 1.0, "same name"
    if "".join(one) == "".join(other):
        return 0.99, "same letters"
    if "".join(one) == acronym(second) or "".join(other) == acronym(first):
        return _ACRONYM, "its initials"
    if Levenshtein.normalized_similarity(" ".join(one), " ".join(other)) >= 0.85 and one[-1][0] == other[-1][0]:
        return _SPELLING - 0.1, "spelled alike"
    return 0.3, "different names"


def _against(known: Iterable[Role], met: Iterable[Role]) -> str | None:
    """Why the roles speak against one actor; None where they do not. One that fits is enough."""
    known, met = list(known), list(met)
    if not known:
        return None
    if not met:
        return None
    posts = [role.post for role in known]
    for role in met:
        if not all(clash(role.post, one) for one in posts):
            return None
    return f"{met[0].title!r} is unlikely to be also {known[-1].title!r}"


def _out_of_office(known: Iterable[Role], day: date | None) -> bool:
    ends = [role.end for role in known if role.source == "import"]
    past = [end for end in ends if end is not None]
    if day is None or not past or len(past) < len(ends):
        return False
    return day.year - max(past).year > _LONG_AGO_YEARS


def _is_single(known: Actor, met: Actor) -> bool:
    """Whether one of two persons has single names only."""
    return known.kind == "person" and any(
        all(len(person_words(name)[0]) < 2 for name in one.names) for one in (known, met)
    )


def _role_in_common(known: Iterable[Role], met: Iterable[Role]) -> bool:
    posts: list[Post] = [role.post for role in known]
    return any(agree(role.post, one) for role in met for one in posts)


def _is_initial(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]
