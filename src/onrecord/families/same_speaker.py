"""Whether two descriptions of a speaker, and of an occasion, can be of one: yes, no, or not to be told."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.families.named_kinds import is_description, one_name, speaks_for
from onrecord.model import Reading, Speaker, Statement, When, Words
from onrecord.people.directory_names import organization_words
from onrecord.people.joining import PROPOSED, likeness

TIME_ZONE = timedelta(days=1)
"""Days by which two reports of one utterance differ where the one was written on the other side of the world."""
_OCCASIONS = (
    "interview",
    "podcast",
    "press conference",
    "news conference",
    "statement",
    "tweet",
    "post",
    "speech",
    "rally",
    "debate",
    "letter",
    "hearing",
    "testimony",
    "op-ed",
)
_ALIKE: tuple[set[str], ...] = (
    {"press conference", "news conference"},
    {"tweet", "post"},
    {"interview", "podcast"},
    {"hearing", "testimony"},
    {"speech", "rally"},
)


def speakers_fit(given: Sequence[Speaker], statement: Statement | None) -> bool | None:
    """Whether a speaker that a draft gives is a speaker of the statement, or one it is made for.

    None where a side names nobody or only describes somebody, or where the role of a person names the organization
    that is the other side, which may speak through it."""
    if statement is None:
        return None
    answers = [_fits(one, other) for one in given for other in (*statement.speakers, *statement.principals)]
    if any(answers):
        return True
    return False if answers and None not in answers else None


def occasion_fits(
    when: When | None, venue: Words | None, *, statement: Statement | None, reading: Reading
) -> bool | None:
    """Whether a draft's time and place can be those of a statement.

    No where the days are apart, the utterance would be later than the article that reports it, or, where no day is
    known, the occasions have other names and are of another sort ("a rally in Norvia", "an interview with Stern")."""
    days = _days_fit(when, statement.when if statement else None)
    if days is not None:
        return days
    published = reading.article.latest.published
    if when and when.start and published and published.day and when.start > published.day + TIME_ZONE:
        return False
    return _venues_fit(_text(venue), _text(statement.venue if statement else None))


def _days_fit(given: When | None, held: When | None) -> bool | None:
    if not given or not held or None in (given.start, given.end, held.start, held.end):
        return None
    first, last = given.start or date.min, given.end or date.max
    return (held.start or date.min) - TIME_ZONE <= last and first <= (held.end or date.max) + TIME_ZONE


def _venues_fit(given: str | None, held: str | None) -> bool | None:
    if not given or not held:
        return None
    one, other = _sorts(given), _sorts(held)
    if not one or not other or one & other or _names(given) & _names(held):
        return None
    return False if _names(given) and _names(held) and not any(one | other <= both for both in _ALIKE) else None


def _sorts(venue: str) -> set[str]:
    return {sort for sort in _OCCASIONS if re.search(rf"\b{sort}s?\b", venue, re.IGNORECASE)}


def _names(venue: str) -> set[str]:
    return set(re.findall(r"\b[A-Z]\w+", venue))


def _text(words: Words | None) -> str | None:
    return words.text if words else None


def _fits(given: Speaker, held: Speaker) -> bool | None:
    if "unnamed" in (given.kind, held.kind):
        return None
    if is_description(given.name) or is_description(held.name):
        return True if _described(given, held) or _described(held, given) else None
    one, other = set(organization_words(given.name)), set(organization_words(held.name))
    if given.kind != held.kind:
        if one_name(given.name, held.name):
            return True
        # An organization may speak through a person whose role says so; the kind alone excuses no other name.
        return None if speaks_for(given, held) or speaks_for(held, given) else False
    if given.kind != "person" and one and other and (one <= other or other <= one):
        return True
    return likeness(given.name, held.name, given.kind)[0] >= PROPOSED


def _described(described: Speaker, other: Speaker) -> bool:
    """Whether the words that stand for a name are the other's role or name."""
    words = set(organization_words(described.name)) - {"a", "an"}
    texts = (other.name, *(one.text for one in (other.role, other.mention) if one))
    known = {word for text in texts for word in organization_words(text)}
    return bool(words) and words <= known
