"""Whether two mentions stand for one source, as far as the words beside them tell.

No names are resolved here: a mention that this module cannot join stands for itself, and nothing passes to it.
"""

import re

from onrecord.english.calendar import MONTHS, WEEKDAYS

_PRONOUN = re.compile(r"(?:he|she|they|it|his|her|their|its|i|we)", re.IGNORECASE)
_PRONOUN_FIRST = re.compile(
    r"\W{0,4}(?:\w+ly,? |then |later |now )?(?:he|she|they|it|his|her|their|the)\b", re.IGNORECASE
)
_DOCUMENT = re.compile(
    r"(?:(?:the|this|that|its|his|her|their)\b)?(?: ?\b\w+){0,2}? ?\b(?P<head>statement|letter|message|note|post|tweet"
    r"|e-?mail|memo|report|article|paper|study|release|text|filing|complaint|lawsuit|op-ed|editorial|column|thread"
    r"|caption|document)s?(?:,? (?:signed|sent|written|issued|released|which|dated)\b.*)?",
    re.IGNORECASE,
)
_DESCRIPTION = re.compile(r"[Tt]he (?:[a-z-]+ ){0,2}?(?P<noun>[a-z-]{4,})")
_NAME = re.compile(r"[A-Z][\w-]+")
_COMMON = frozenset(
    {
        "An", "As", "At", "By", "Dr", "EU", "Ex", "He", "If", "In", "It", "MP", "Mr", "Ms", "My", "No", "Of", "On",
        "Or", "PM", "So", "St", "To", "UK", "UN", "US", "Up", "We",
        "The", "This", "That", "His", "Her", "Its", "Their", "She", "They", "New", "News", "President", "Minister",
        "Senator", "Sen", "Representative", "Rep", "Congressman", "Congresswoman", "Governor", "Gov", "Mayor", "Judge",
        "Justice", "Chief", "Professor", "Prof", "Doctor", "Sir", "Dame", "Lord", "Lady", "Mrs", "Miss", "General",
        "Secretary", "Chancellor", "Councillor", "Sergeant", "Captain", "Colonel", "Detective", "Director", "Chairman",
        "Commissioner", "Ambassador", "Prime", "Vice", "Deputy", "Former",
    }
) | {*MONTHS, *WEEKDAYS}  # fmt: skip


def proper_names(words: str) -> frozenset[str]:
    """The capitalised words that can be part of a name."""
    return frozenset(_NAME.findall(words)) - _COMMON


def is_pronoun(mention: str) -> bool:
    """Whether the mention is a pronoun."""
    return bool(_PRONOUN.fullmatch(mention))


def document_noun(mention: str) -> str | None:
    """The noun of a mention that is a document ("the statement", "the letter signed by …"), else None."""
    found = _DOCUMENT.fullmatch(mention)
    return found["head"].lower() if found else None


def last_word(mention: str) -> str:
    """The last word, in lower case, which is the noun of a mention without names; "" where it has no words."""
    return (mention.split() or [""])[-1].lower()


def same_source(mention: str, other: str) -> bool:
    """The same name, or the same noun ("the expert" after "one legal expert")."""
    names, others = proper_names(mention), proper_names(other)
    if names or others:
        return bool(names & others)
    return bool(last_word(mention)) and last_word(mention) == last_word(other)


def stands_for(mention: str, described: str) -> bool:
    """Whether a pronoun, or "the analyst" after "analyst Ann Example", stands for the source before it.

    `described` are that source and the words of its clause."""
    if is_pronoun(mention):
        return True
    found = _DESCRIPTION.fullmatch(mention)
    if found is None or document_noun(mention):
        return False
    return bool(re.search(rf"\b{re.escape(found['noun'])}\b", described))


def speaks_of(subject: str, mention: str) -> bool:
    """Whether the subject of a sentence is this source: a name of it, or a pronoun where no other name is."""
    names, others = proper_names(mention), proper_names(subject)
    return bool(names & others) or (bool(_PRONOUN_FIRST.match(subject)) and not (names and others))
