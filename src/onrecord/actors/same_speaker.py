"""Whether two speakers are one, as two reports name them: the one place that decides it for families, for the check of
drafts and headlines, and for two versions of an article.

All that is known of either is one name with the role and the words that one article gives. Who is one actor across the
whole record, with all names and terms of office, is `people.joining`, which says when two names are alike enough for
both; whom "he" means within one article is `people.cast`, which has that article's other words to go by.

The kind is the weakest of what a reading says of a speaker: from a few sentences a rare name is easily taken for an
organization's. So a kind that differs says nothing, and two names are compared as names."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from onrecord.actors.joining import PROPOSED, likeness
from onrecord.actors.names import organization_words
from onrecord.english.countries import country
from onrecord.english.words import ORGANIZATION_WORDS, PARTICLES, first_names
from onrecord.model import ActorKind, Speaker, Statement

OneSpeaker = Literal["one", "unknown", "two names", "two persons"]
"""`unknown` where a side only describes somebody, or may speak for the other; `two names` where one of them is not
plainly a person's: a government is also its ministry, and a paper its authors."""
TWO: Final[frozenset[OneSpeaker]] = frozenset({"two names", "two persons"})
_MOST_WORDS = 5
_DESCRIPTION = re.compile(r"(?:the|a|an|one|some|several|many|two|three|his|her|their|its|my|our)\b")
_ARTICLES = {"a", "an"}


def one_of_them(named: Sequence[Speaker], others: Sequence[Speaker]) -> bool | None:
    """Whether one of some speakers is one of the others; None where that cannot be told, or a side names nobody."""
    answers = [one_speaker(one, other) for other in others for one in named]
    if "one" in answers:
        return True
    return False if answers and all(answer in TWO for answer in answers) else None


def voices(statement: Statement | None) -> tuple[Speaker, ...]:
    """Whoever issued a statement, and on whose behalf."""
    return (*statement.speakers, *statement.principals) if statement else ()


def one_speaker(one: Speaker, other: Speaker) -> OneSpeaker:
    """Whether two speakers are one."""
    answer = _by_name(one.name, one.kind, other.name, other.kind)
    if answer == "two names" and one.kind != other.kind and (_speaks_for(one, other) or _speaks_for(other, one)):
        # An organization may speak through a person whose role says so; the kind alone excuses no other name.
        return "unknown"
    if answer == "unknown" and (_describes(one, other) or _describes(other, one)):
        return "one"
    return answer


def are_persons(statement: Statement) -> bool:
    """Whether all who speak are persons by name, of whom two are one or two; somebody described may be anybody."""
    found = voices(statement)
    return bool(found) and all(one.kind == "person" and not is_description(one.name) for one in found)


def is_description(name: str) -> bool:
    """Whether the words describe somebody ("the mayor", "union members") and name nobody."""
    return _DESCRIPTION.match(name) is not None or not any(letter.isupper() for letter in name)


@lru_cache(maxsize=65536)
def _by_name(one: str, kind: ActorKind, other: str, other_kind: ActorKind) -> OneSpeaker:
    if one == other or one.casefold() == other.casefold():
        return "one"
    if "unnamed" in (kind, other_kind) or is_description(one) or is_description(other):
        return "one" if _holds_the_name(one, other) else "unknown"
    if _one_name(one, other) if kind != other_kind else _alike(one, other, kind):
        return "one"
    persons = (kind == "person" or _is_persons(one)) and (other_kind == "person" or _is_persons(other))
    return "two persons" if persons else "two names"


def _alike(one: str, other: str, kind: ActorKind) -> bool:
    if kind != "person":
        # A council is the Harbour Council, where both could be meant.
        first, second = set(organization_words(one)), set(organization_words(other))
        if first and second and (first <= second or second <= first):
            return True
    return likeness(one, other, kind)[0] >= PROPOSED


def _one_name(one: str, other: str) -> bool:
    """Whether two names can be one speaker's, whatever kind either was taken for."""
    if organization_words(one) == organization_words(other):
        return True
    return max(likeness(one, other, "person")[0], likeness(one, other, "organization")[0]) >= PROPOSED


@lru_cache(maxsize=65536)
def _is_persons(name: str) -> bool:
    """Whether a name is plainly a person's: a first name and more, and no word of an organization."""
    words = name.split()
    if not 2 <= len(words) <= _MOST_WORDS or words[0] not in first_names() or country(name):
        return False
    capitalised = (word[0].isupper() or word.lower() in PARTICLES for word in words)
    return all(capitalised) and not any(word.lower() in ORGANIZATION_WORDS for word in words)


def _holds_the_name(one: str, other: str) -> bool:
    """A spokesperson "of the Harbour Council" speaks for the Harbour Council."""
    first, second = frozenset(organization_words(one)), frozenset(organization_words(other))
    shorter, longer = (one, other) if len(first) <= len(second) else (other, one)
    named = not is_description(shorter) and bool(organization_words(shorter))
    return named and (first <= second or second <= first) and shorter.casefold() in longer.casefold()


def _speaks_for(person: Speaker, other: Speaker) -> bool:
    """Whether the role or the mention of one names the other, so that it may speak through the one."""
    name = set(organization_words(other.name))
    return bool(name) and name <= _told_of(person)


def _describes(described: Speaker, other: Speaker) -> bool:
    """Whether the words that stand for a name are the other's role or name."""
    if "unnamed" in (described.kind, other.kind):
        return False
    words = set(organization_words(described.name)) - _ARTICLES
    return bool(words) and words <= _told_of(other) | set(organization_words(other.name))


def _told_of(speaker: Speaker) -> set[str]:
    return {word for one in (speaker.role, speaker.mention) if one for word in organization_words(one.text)}
