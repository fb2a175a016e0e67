"""The occasions told so far in an article, looked up by what a later statement calls them.

Whether two mentions stand for one source, as far as the words beside them tell.

No names are resolved here: a mention that this module cannot join stands for itself, and nothing passes to it.

What is known of the occasion of one statement, and which statements share one.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.english.words import MONTHS, WEEKDAYS
from onrecord.model import Span, Statement, When
from onrecord.occasions.venues import Venue

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


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the occasion of one statement."""

    when: When | None = None
    venue: Venue | None = None
    addressee: Span | None = None
    told: bool = False
    """Whether a sentence of its own, which reports nothing, tells of the occasion."""

    @property
    def placed(self) -> bool:
        """Whether a date or a venue is known."""
        return self.when is not None or self.venue is not None

    def filled(self, other: "Setting", *, addressee: bool = False) -> "Setting":
        """With what `other` knows and this one does not."""
        told = self.addressee or (other.addressee if addressee else None)
        return Setting(self.when or other.when, self.venue or other.venue, told, self.told or other.told)


def numbered(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with the numbers of their occasions, counted from 1 in the order given.

    Two share one where they have the same date and the same venue, and the same words tell one of the two: two people
    who spoke "on Thursday", each by a word of their own, need not have spoken on the same occasion."""
    numbers: dict[Hashable, int] = {}
    found = []
    last = 0
    for one in statements:
        if one.when is None and one.venue is None:
            found.append(one)
            continue
        told = list(_told(one))
        number = next((numbers[key] for key in told if key in numbers), last + 1)
        last = max(last, number)
        numbers |= dict.fromkeys(told, number)
        found.append(replace(one, occasion=number))
    return tuple(found)


def _told(one: Statement) -> Iterator[Hashable]:
    """Date and venue with the place of the words that tell the venue, and of those that tell the date."""
    days = (one.when.start, one.when.end) if one.when else None
    venue = one.venue.text if one.venue else None
    if one.venue and one.venue.span:
        yield "venue", one.venue.span, days, venue
    if one.when and one.when.span:
        yield "when", one.when.span, days, venue


_WORD = re.compile(r"\w+")
_Told = tuple[int, Setting]


class Known:
    """The settings in the order told, each with the mention of its source, or "". Only the latest under each word is
    kept, so that asking takes the same time in a long article."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._count = 0
        self._latest: Setting | None = None
        self._by_source_word: dict[str, _Told] = {}
        self._by_head: dict[str, _Told] = {}
        self._by_venue_name: dict[str, _Told] = {}
        self._written: _Told | None = None
        self._by_name: dict[str, _Told] = {}
        self._dated_by_name: dict[str, _Told] = {}
        self._dated_by_noun: dict[str, _Told] = {}

    def add(self, source: str, setting: Setting) -> None:
        """The next one told."""
        told = (self._count, setting)
        self._count += 1
        self._latest = setting
        self._by_source_word |= dict.fromkeys(_WORD.findall(source), told)
        if setting.venue is not None:
            self._by_head[setting.venue.head] = told
            self._by_venue_name |= dict.fromkeys(proper_names(setting.venue.span.of(self._text)), told)
            self._written = told if setting.venue.written else self._written
        names = proper_names(source)
        self._by_name |= dict.fromkeys(names, told)
        if setting.when is not None and source:
            self._dated_by_name |= dict.fromkeys(names, told)
            if not names:
                self._dated_by_noun[last_word(source)] = told

    def of_venue(self, venue: Venue) -> When | None:
        """The date of the occasion that is named again: by a definite noun, or by its proper name."""
        words = venue.span.of(self._text)
        if venue.definite and words.lower().startswith("the same "):
            return self._latest.when if self._latest else None
        found = [self._by_venue_name.get(name) for name in proper_names(words)]
        if venue.definite:
            found += [self._by_source_word.get(venue.head), self._by_head.get(venue.head)]
        setting = _last(found)
        return setting.when if setting else None

    def of_source(self, mention: str) -> Setting | None:
        """The latest occasion of a source that has a name."""
        return _last(self._by_name.get(name) for name in proper_names(mention))

    def of_document(self, noun: str, *, any_document: bool) -> Setting | None:
        """What was told of the document; with `any_document` the noun may stand for anything written."""
        words = (noun, noun.capitalize(), noun.upper())
        found = [self._by_head.get(noun), *(self._by_source_word.get(word) for word in words)]
        return _last([*found, self._written if any_document else None])

    def dated(self, mention: str) -> When | None:
        """The date of the latest that the same source said: of the same name or, without names, the same noun."""
        names = proper_names(mention)
        setting = _last(
            [self._dated_by_name.get(name) for name in names] or [self._dated_by_noun.get(last_word(mention))]
        )
        return setting.when if setting else None


def _last(found: Iterable[_Told | None]) -> Setting | None:
    told = [one for one in found if one is not None]
    return max(told, key=lambda one: one[0])[1] if told else None
