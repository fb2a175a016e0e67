"""The words of a source taken apart: its head, its determiner, what is kept of it as a description.

The words of a text with their places.

The role phrase beside a name: "Harbour Office spokesperson", ", a senior analyst at the institute,".
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.english.common import is_plural_role
from onrecord.english.countries import places
from onrecord.english.verbs import IN_SOURCE, either
from onrecord.english.words import (
    ABBREVIATED_TITLES,
    DOCUMENTS,
    GROUPS,
    HONORIFICS,
    KEPT_HONORIFICS,
    NAME_SUFFIXES,
    OFFICES,
    OPENERS,
    ORGANIZATION_NOUNS,
    ORGANIZATION_WORDS,
    ROLE_MODIFIERS,
    ROLES,
    common_words,
    first_names,
    is_first_name,
    is_role,
)
from onrecord.model import ActorKind, Span, Words

_TOKEN = re.compile(r"\w+(?:[-’'.&]\w+)*|['’]t(?=\s[A-Z])|[^\w\s]|\n")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_POSSESSIVE = ("’s", "'s")
_JOINED = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|ath|az|ed|es|ul)[-‐‑][A-Z]|(?:d|l|dell|dall)[’'][A-Z]")
"""A small particle joined to a name: "al-Karimi", "d’Aragona"."""
_REMEMBERED = 8192
"""Words and phrases whose analysis is kept, since an article comes back to the same ones."""


class Token(NamedTuple):
    """A word with its place; a full stop that belongs to an abbreviation or initial is part of it. `capital` tells
    that it begins with a capital letter, or with a small particle joined to one."""

    start: int
    end: int
    word: str
    capital: bool
    possessive: bool = False


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words, marks and line ends between two offsets."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        first, last = match.span()
        if word.isalpha():
            found.append(Token(first, last, word, word[0].isupper()))
            continue
        if word == "." and found and found[-1].end == first and _is_abbreviated(found[-1].word):
            before = found[-1]
            found[-1] = Token(before.start, last, before.word + ".", before.capital)
            continue
        capital = word[0].isupper() or _JOINED.match(word) is not None
        if word.endswith(_POSSESSIVE):
            found.append(Token(first, last - 2, word[:-2], capital, True))
        else:
            found.append(Token(first, last, word, capital))
    return found


def _is_abbreviated(word: str) -> bool:
    lower = f"{word.lower()}."
    return bool(
        lower in ABBREVIATED_TITLES
        or lower in HONORIFICS
        or lower in NAME_SUFFIXES
        or (lower in ORGANIZATION_WORDS and word.lower() not in ORGANIZATION_WORDS - {"inc", "corp", "co", "ltd"})
        or _INITIALS.fullmatch(word)
    )


DETERMINERS = frozenset("the a an this that these those his her its their our my another one".split())
DEFINITE = frozenset("the this that these those his her its their".split())
_CUT = re.compile(
    r",|\(|\s(?:who|which|that|whose|of|for|at|in|with|from|on|to|by|behind|inside|under|close|around|near|among|representing|including)\s|\s[-–—]"
    r"|\s\w+ing\s(?:to|the|a|an|his|her|their|in|for|on|with)\s"
)
_AROUND = " \t\n,;:\"“”'‘’"
_BEFORE = re.compile(rf"(?:(?:{either(IN_SOURCE)}|according to|as|by|but|and|from|while|whom)\s+)+", re.IGNORECASE)
_BEHIND = re.compile(
    rf"(?:\s+(?:{either(IN_SOURCE)}|on|in|of|at|for|to|by|and|from|with|as|that|who|which|has|had|also|himself|herself|itself))+$"
)
_TAIL = 100
"""Characters at the end of a phrase in which reporting words are looked for."""
_AGE = re.compile(r"\d+-year-old")


def trimmed(text: str, span: Span) -> Span:
    """The span without the marks, prepositions and reporting words that a reader may leave at its ends."""
    words = span.of(text)
    start, end = span.start + len(words) - len(words.lstrip(_AROUND)), span.start + len(words.rstrip(_AROUND))
    if start >= end:
        return span
    if (before := _BEFORE.match(text, start, end)) and before.end() < end:
        start = before.end()
    floor = max(start, end - _TAIL)
    if behind := _BEHIND.search(text[floor:end]):
        end = floor + behind.start()
    return Span(start, end) if start < end else span


def without_cue(phrase: str) -> str:
    """The phrase without reporting words and prepositions at its end."""
    bare = phrase.rstrip(_AROUND)
    return bare[:-_TAIL] + _BEHIND.sub("", bare[-_TAIL:])


_WHY = "ask|spoke|speak|declin|request|wish|want|refus|insist|condition|anonym|author|allow|permit|fear|named|identif"
_ASIDE = re.compile(rf",\s(?:which|whose|not\s|the\s(?:\w+\s)?majority of)\b.*|,\swho\b(?!.*\b(?:{_WHY})).*", re.DOTALL)
"""What tells more behind a comma and is no part of a description; why somebody is not named is."""


_ISSUER = re.compile(r"[^,]*\s(?:by|from|of)\s[^,]+(?=,\s(?:an?|part of)\s)")
"""A document with whose it is, before what tells more of whose it is."""


def without_asides(plain: str) -> str:
    """A description without what only tells more: "the survey", which cost a million; "a study by Harbour Watch", a
    charity."""
    bare = _ASIDE.sub("", plain)
    issuer = _ISSUER.match(bare)
    head = words_of(head_phrase(bare))[-1:]
    return issuer.group() if issuer and head and head[0] in DOCUMENTS else bare


DONE = frozenset(
    """published posted released issued filed sent signed commissioned conducted compiled prepared obtained reviewed
    seen written submitted lodged addressed put drafted circulated unveiled presented made carried led done produced
    dated delivered shared handed printed leaked read coordinated completed funded titled entitled""".split()
)
"""What is done with a document."""


def head_phrase(plain: str) -> str:
    """The phrase up to its first comma, bracket or preposition, and to what is done with a document."""
    phrase = _CUT.split(plain, maxsplit=1)[0].strip()
    words = phrase.split(" ")
    at = next((at for at, word in enumerate(words) if word in DONE and words[at - 1].lower() in DOCUMENTS), 0)
    return " ".join(words[:at]) if at else phrase


@lru_cache(maxsize=_REMEMBERED)
def words_of(phrase: str) -> tuple[str, ...]:
    """Its words in lower case, without marks."""
    return tuple(token.word.lower() for token in tokens(phrase) if token.word[0].isalnum())


def described(plain: str) -> str:
    """The phrase as the description of an unnamed source: without "the" and a dangling "who"."""
    words = plain.split(" ") if " " in plain else [plain]
    first = 1 if len(words) > 1 and words[0].lower() in {"the", "both"} else 0
    last = -1 if len(words) > first + 1 and words[-1].lower() in {"who", "which", "that"} else None
    return " ".join(words[first:last]).strip()


def placed(words: str, text: str, start: int, end: int | None = None) -> Words:
    """Words with the place where they stand between two offsets; without one where they do not."""
    at = text.find(words, start, len(text) if end is None else end) if words else -1
    return Words(words, Span(at, at + len(words)) if at >= 0 else None)


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """The word without the plural's "s", the prefix "co-", and what it is of ("mother-of-two")."""
    plain = word.lower().removeprefix("co-").partition("-of-")[0].rstrip(".")
    return plain if plain.endswith("ss") else plain.rstrip("s")


def is_age(head: str) -> bool:
    """Whether the word is of the form "47-year-old"."""
    return bool(_AGE.fullmatch(head))


def has_role(phrase: str) -> bool:
    """Whether a word of the phrase is a role or an abbreviated title."""
    return any(is_role(token.word.rstrip(".")) or token.word.endswith(".") for token in tokens(phrase))


def is_plural(head: str) -> bool:
    """Whether the head of a phrase names several, as far as its ending tells."""
    return head in GROUPS or (
        len(head) > 3 and head.endswith("s") and not head.endswith(("ss", "us", "is", "’s", "'s"))
    )


def kind_of(words: Sequence[str]) -> ActorKind:
    """What a description of these words in small letters is, as far as its head tells."""
    head = words[-1] if words else ""
    if head in DOCUMENTS:
        return "document"
    if head in ORGANIZATION_NOUNS:
        return "organization"
    if (is_role(head) and head not in GROUPS) or is_age(head):
        return "unnamed"
    return "group" if head in GROUPS or is_plural_role(head) or is_plural(head) else "unnamed"


def head_sort(head: str) -> int:
    """What the head of a phrase is, as a number: a document, an organization, an age, a role, a group."""
    if not head:
        return 0
    if head in DOCUMENTS:
        return 1
    if head in ORGANIZATION_NOUNS:
        return 2
    if is_age(head):
        return 3
    if head in GROUPS:
        return 5
    if is_role(head):
        return 4
    return 6 if is_plural(head) else 7


_MARKS = frozenset([*',.;\n—–(“"”:'])
"""What ends an apposition."""
_CLAUSES = frozenset(
    """who whose which where when while and but said says after before because although until to""".split()
)
"""First words of what is a clause and no apposition."""
_ROLE_REACH = 7
"""Words that a role phrase before a name is followed back; longer ones run into the sentence."""


def role_before(text: str, found: Sequence[Token], first: int, head: int) -> Words | None:
    """The role phrase that ends at token `head`: "Harbour Office spokesperson", "the shipyard's CEO"."""
    at = head - 1
    if at >= first:
        if found[at].word.lower() in HONORIFICS and at == first:
            # "The vicar, the Rev. Ana Holt"
            before = at - 1 - (at > 0 and found[at - 1].word == "the")
            return _role_before_comma(text, found, before) if before >= 0 and found[before].word == "," else None
    elif at < 0 or not is_role(found[at].word) or found[head].start - found[at].end != 1:
        return _role_before_comma(text, found, at) if at >= 0 and found[at].word == "," else None
    return _role_ending_at(text, found, at)


def _role_before_comma(text: str, found: Sequence[Token], comma: int) -> Words | None:
    """ "The alliance's secretary-general, Maria Holt," """
    if comma < 1 or not is_role(found[comma - 1].word):
        return None
    return _role_ending_at(text, found, comma - 1)


def _role_ending_at(text: str, found: Sequence[Token], last: int) -> Words | None:
    start = last
    while start > 0 and last - start < _ROLE_REACH:
        before = found[start - 1]
        if found[start].start - before.end != (1 if not before.possessive else 3):
            break
        lower = before.word.lower()
        modifies = (
            (before.capital and lower not in OPENERS)
            or lower in ROLE_MODIFIERS
            or lower in ROLES
            or before.possessive
            or ("-" in lower and lower[-1].isalpha())
            or (lower == "and" and found[start].word.lower() in ROLES | dict.fromkeys(ROLE_MODIFIERS))
        )
        if not modifies:
            break
        start -= 1
    phrase = Words.at(Span(found[start].start, found[last].end), text)
    return phrase if phrase.text.lower() not in HONORIFICS else None


def role_after(text: str, found: Sequence[Token], after: int) -> Words | None:
    """The apposition behind a name: ", a senior analyst at the institute,"."""
    if after >= len(found) or found[after].word != ",":
        return None
    end = after + 1
    while end < min(len(found), after + 18) and found[end].word not in {
        ",",
        ".",
        ";",
        "\n",
        "—",
        "–",
        "(",
        "“",
        '"',
        "”",
        ":",
    }:
        end += 1
    phrase = found[after + 1 : end]
    if not phrase or len(phrase) > 16:
        return None
    reach = [token.word.lower() for token in phrase[:7]]
    if reach[0] in _CLAUSES or not any(is_role(token.word) for token in phrase[:7]):
        return None
    # A sentence that goes on ("…, the president said") is no apposition: its role is the next subject.
    verb = {"said", "says", "told", "added", "was", "is", "has", "had", "were", "will", "would", "went", "tweeted"}
    if verb & set(reach):
        return None
    begins = 1 if reach[0] in {"a", "an", "the"} and len(phrase) > 1 else 0
    return Words.at(Span(phrase[begins].start, phrase[-1].end), text)


_ALSO_SURNAMES = frozenset("church court house post press radio".split())


def has_trade(text: str, found: Sequence[Token], first: int, last: int) -> bool:
    """ "Serhan Church, a chemist at the port,": somebody, whose surname is a word of bodies besides."""
    given, surname = found[first].word, found[last].word.lower()
    if last - first != 1 or surname not in _ALSO_SURNAMES or given.lower() in common_words() or places(given):
        return False
    trade = role_after(text, found, last + 1)
    words = words_of(trade.text) if trade else ()
    return any(map(is_role, words[:3])) and ORGANIZATION_NOUNS.isdisjoint(words[:3])


_GIVEN_RATHER = frozenset({"dean"})
"""First names rather than titles where a surname alone follows."""


def has_title(lower: list[str]) -> bool:
    """Whether a title stands before the last word of a run."""
    return any(is_title(word) for word in lower[:-1])


def is_title(word: str) -> bool:
    """Whether a word in small letters is a title before a name: "minister", "mr", "lt-col"."""
    if word == "royal":
        return False  # "Royal College of Pilots"
    if word.removeprefix("ex-").partition("-of-")[0] in ROLES or word in HONORIFICS or word in ABBREVIATED_TITLES:
        return True
    # "Maj-Gen", "Lt-Col", "Major-Gen".
    parts = word.split("-")
    short = [part in ABBREVIATED_TITLES or f"{part}." in ABBREVIATED_TITLES for part in parts]
    return len(parts) == 2 and short[1] and (short[0] or parts[0] in ROLES)


def name_starts(lower: list[str]) -> int:
    """Index of the first word after the last title in the run; the run's length where it is all title."""
    last = max((i for i, word in enumerate(lower) if is_title(word)), default=-1)
    if last == 0 and lower[:2] == ["det", "con"]:
        return 2  # "Det Con Ana Holt"
    if last > 0 and last == len(lower) - 2 and lower[-1] in NAME_SUFFIXES:
        return name_starts(lower[:-1])  # "Ana King Jr."
    if len(lower) == 2 and lower[0] in _GIVEN_RATHER:
        return 0
    # "Prince Andrew": without a family name the honorific is part of the name.
    if last == len(lower) - 2 and lower[last] in KEPT_HONORIFICS:
        return last
    # "Centre for Harbour Research": what goes on with "for" is no title.
    if last == -1 or (last + 1 < len(lower) and lower[last + 1] in {"for", "of", "the", "and", "&"}):
        if last == -1 or lower[last] not in OFFICES:
            return 0
        # "Secretary of State Ana Holt": the first name tells where the office ends.
        ends = range(max(last + 3, len(lower) - 3), len(lower) - 1)
        return next((at for at in ends if is_first_name(lower[at].capitalize())), len(lower))
    if last == len(lower) - 1:
        # "Ana Doctor", "John Bishop": a first name before a word that is a role elsewhere.
        named = last > 0 and lower[last - 1].capitalize() in first_names() and lower[last] in ROLES
        return name_starts(lower[:last]) if named else len(lower)
    return last + 1


_OF_BODY = re.compile(r",?\sof\s(?P<the>the\s)?(?P<name>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,4})(?P<who>,\swho\s)?")


def is_of_body(text: str, at: int) -> bool:
    """Whether a body to which somebody belongs follows: "Runa Ostvik of the Harbour Union", and no land."""
    found = _OF_BODY.match(text, at, at + 100)
    if found is None or places(found["name"]):
        return False
    return any(found.group("the", "who")) or found["name"].split()[-1].lower() in ORGANIZATION_WORDS


_BODIES = ORGANIZATION_WORDS - {"party"}
"""Last words of names that "of" may follow, and that are short for it. A party has a branch in each land."""


def is_without_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """ "Port Federation", "Federation" for the Port Federation of Norvia and Alvia."""
    noun = next((at for at, word in enumerate(full) if word in {"of", "for"}), 0)
    whole = full[:noun]
    return bool(noun) and whole[-1] in _BODIES and short in (whole, whole[-1:])
