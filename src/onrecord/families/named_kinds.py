"""Names of which one side has taken a person for an organization, or an organization for a person.

The kind is the weakest of what a reading says of a speaker: from a few sentences a rare name is easily taken for an
organization's. So a kind that differs says nothing, and two names are compared as names.
"""

import re
from functools import lru_cache

from onrecord.english.names import PARTICLES
from onrecord.model import Speaker
from onrecord.people.countries import country
from onrecord.people.directory_names import organization_words
from onrecord.people.joining import PROPOSED, likeness
from onrecord.people.words import ORGANIZATION_WORDS, first_names

_MOST_WORDS = 5
_DESCRIPTION = re.compile(r"(?:the|a|an|one|some|several|many|two|three|his|her|their|its|my|our)\b")


def is_description(name: str) -> bool:
    """Whether the words describe somebody ("the mayor", "union members") and name nobody."""
    return _DESCRIPTION.match(name) is not None or not any(letter.isupper() for letter in name)


def one_name(one: str, other: str) -> bool:
    """Whether two names can be one speaker's, whatever kind either was taken for."""
    if organization_words(one) == organization_words(other):
        return True
    return max(likeness(one, other, "person")[0], likeness(one, other, "organization")[0]) >= PROPOSED


def speaks_for(person: Speaker, other: Speaker) -> bool:
    """Whether the role or the mention of one names the other, so that it may speak through the one."""
    name = set(organization_words(other.name))
    told = {word for words in (person.role, person.mention) if words for word in organization_words(words.text)}
    return bool(name) and name <= told


@lru_cache(maxsize=65536)
def is_persons(name: str) -> bool:
    """Whether a name is plainly a person's: a first name and more, and no word of an organization."""
    words = name.split()
    if not 2 <= len(words) <= _MOST_WORDS or words[0] not in first_names() or country(name):
        return False
    capitalised = (word[0].isupper() or word.lower() in PARTICLES for word in words)
    return all(capitalised) and not any(word.lower() in ORGANIZATION_WORDS for word in words)
