"""Proper names in a text: where they stand, which role stands beside them, and who they are in full.

A name is a run of capitalised words; whether it is a person's is told by the words around it, by its
first word, and by its last word standing alone elsewhere in the text. Rules, no model: what they
cannot tell stays `unknown`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Span
from onrecord.people.words import (
    ABBREVIATED_TITLES,
    HONORIFICS,
    KEPT_HONORIFICS,
    NAME_SUFFIXES,
    OPENERS,
    ORGANIZATION_TOPICS,
    ORGANIZATION_WORDS,
    PARTICLES,
    ROLE_MODIFIERS,
    ROLES,
    Gender,
    first_names,
    gender_of_first_name,
)

NameKind = Literal["person", "organization", "unknown"]

_TOKEN = re.compile(r"\w+(?:[-’'.&]\w+)*|[^\w\s]|\n")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_POSSESSIVE = re.compile(r"[’']s$")
_SENTENCE_MARKS = frozenset(".!?:;\n\"“”‘’'—–-•")
_ALSO_NAMES = frozenset({"will", "may", "june", "april", "august"})
_ACRONYM = re.compile(r"[A-Z][A-Z&]+[A-Z]?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place; a full stop that belongs to an abbreviation or initial is part of it."""

    start: int
    end: int
    word: str
    possessive: bool = False

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.word[0].isupper()


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words, marks and line ends between two offsets."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word, first, last = match.group(), match.start(), match.end()
        if word == "." and found and found[-1].end == first and _is_abbreviated(found[-1].word):
            found[-1] = Token(found[-1].start, last, found[-1].word + ".")
        elif possessive := _POSSESSIVE.search(word):
            found.append(Token(first, first + possessive.start(), word[: possessive.start()], possessive=True))
        else:
            found.append(Token(first, last, word))
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


@dataclass(frozen=True, slots=True)
class Name:
    """A name at one place. `role` is the phrase beside it ("Norvian Prime Minister"), `title` tells
    that an honorific or a role stands directly before it."""

    span: Span
    words: tuple[str, ...]
    kind: NameKind
    role: str | None = None
    title: bool = False
    gender: Gender | None = None

    @property
    def full(self) -> str:
        """The words joined by spaces."""
        return " ".join(self.words)


def names(text: str, start: int = 0, end: int | None = None) -> list[Name]:
    """The names between two offsets, in order."""
    found = tokens(text, start, end)
    return [name for first, last in _runs(found) if (name := _name(text, found, first, last))]


def _runs(found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """First and last token of every run of capitalised words."""
    at = 0
    while at < len(found):
        if not found[at].word[0].isalpha() or not found[at].capital:
            at += 1
            continue
        last = at
        organization = found[at].word.lower() in ORGANIZATION_WORDS or _founds_group(found, at)
        while not found[last].possessive and (step := _next_in_name(found, at, last, organization)):
            last += step
            organization |= found[last].word.lower() in ORGANIZATION_WORDS
        yield at, last
        at = last + 1


def _founds_group(found: Sequence[Token], at: int) -> bool:
    """ "Doctors for the Poor", "Mothers Against Noise": a plural before "for" or "against"."""
    following = found[at + 1].word.lower() if at + 1 < len(found) else ""
    return found[at].word.endswith("s") and following in {"for", "against", "without"}


def _next_in_name(found: Sequence[Token], first: int, last: int, organization: bool) -> int:
    """How many tokens further the run goes on: 0 where it ends."""
    # "and" belongs to a name only behind its "of" or "for", else it joins two names.
    with_and = found[first].word.lower() in ORGANIZATION_TOPICS or any(
        token.word in {"of", "for"} for token in found[first:last]
    )
    joined = 1
    while last + joined < len(found) and joined <= 3:
        token = found[last + joined]
        gap = token.start - found[last + joined - 1].end
        if gap > 1 or token.word == "\n":
            return 0
        if token.capital and token.word[0].isalpha():
            return joined
        lower = token.word.lower()
        connects = lower in PARTICLES or token.word == "&" or (organization and lower in {"of", "for", "the"})
        connects |= lower == "and" and with_and
        if not connects or gap == 0:
            return 0
        joined += 1
    return 0


def _name(text: str, found: Sequence[Token], first: int, last: int) -> Name | None:
    while first <= last and _opens(found, first, last):
        first += 1
    while last >= first and found[last].word.lower() in OPENERS:
        last -= 1
    if first > last or (first == last and found[first].word.lower() in NAME_SUFFIXES):
        return None
    lower = [token.word.lower() for token in found[first : last + 1]]
    organization = lower[-1] in ORGANIZATION_WORDS or (
        len(lower) > 1 and any(word in ORGANIZATION_WORDS for word in lower) and not _has_title(lower)
    )
    head = 0 if organization else _name_starts(lower)
    if head > len(lower) - 1:
        return None
    words = tuple(token.word for token in found[first + head : last + 1])
    titles = lower[:head]
    role = _role_before(text, found, first, first + head) or _role_after(text, found, last + 1)
    title = bool(titles) or (role is not None and not organization)
    gender = next((HONORIFICS[word] for word in titles if HONORIFICS.get(word)), None)
    gender = gender or next((ROLES[word] for word in reversed(titles) if ROLES.get(word)), None)
    if gender is None and len(words) > 1:
        gender = gender_of_first_name(words[0])
    return Name(
        Span(found[first + head].start, found[last].end),
        words,
        _kind(words, organization=organization, title=title),
        role,
        title,
        gender,
    )


def _opens(found: Sequence[Token], first: int, last: int) -> bool:
    """Whether the token is a sentence's first word or a modifier rather than part of the name."""
    word = found[first].word
    if word.endswith(("-based", "-born", "-led", "-backed", "-owned", "-listed")):
        return True
    if word.lower() not in OPENERS:
        return False
    # "Will", "May" or "June" in mid-sentence before another capitalised word is a first name.
    inside = first > 0 and found[first - 1].word not in _SENTENCE_MARKS
    return not (inside and last > first and word in first_names() and found[first].word.lower() in _ALSO_NAMES)


def _has_title(lower: list[str]) -> bool:
    return any(_is_title(word) for word in lower[:-1])


def _is_title(word: str) -> bool:
    return word in ROLES or word in HONORIFICS or word in ABBREVIATED_TITLES


def _name_starts(lower: list[str]) -> int:
    """Index of the first word after the last title in the run; the run's length where it is all title."""
    last = max((i for i, word in enumerate(lower) if _is_title(word)), default=-1)
    # "Prince Andrew": without a family name the honorific is part of the name.
    if last == len(lower) - 2 and lower[last] in KEPT_HONORIFICS:
        return last
    if last == -1:
        return 0
    if last == len(lower) - 1:
        # "Ana Doctor", "John Bishop": a first name before a word that is a role elsewhere.
        named = last > 0 and lower[last - 1].capitalize() in first_names() and lower[last] in ROLES
        return last - 1 if named else len(lower)
    return last + 1


def _kind(words: tuple[str, ...], *, organization: bool, title: bool) -> NameKind:
    if organization:
        return "organization"
    if title:
        return "person"
    if len(words) > 1 and words[0] in first_names() and not _ACRONYM.fullmatch(words[-1]):
        return "person"
    if len(words) == 1 and len(words[0]) <= 6 and _ACRONYM.fullmatch(words[0]):
        return "organization"
    return "unknown"


_ROLE_REACH = 7
"""Words that a role phrase before a name is followed back; longer ones run into the sentence."""


def _role_before(text: str, found: Sequence[Token], first: int, head: int) -> str | None:
    """The role phrase that ends at token `head`: "Harbour Office spokesperson", "the shipyard's CEO"."""
    at = head - 1
    if at >= first:
        if found[at].word.lower() in HONORIFICS and at == first:
            return None
    elif at < 0 or found[at].word.lower() not in ROLES or found[head].start - found[at].end != 1:
        return _role_before_comma(text, found, at) if at >= 0 and found[at].word == "," else None
    return _role_ending_at(text, found, at)


def _role_before_comma(text: str, found: Sequence[Token], comma: int) -> str | None:
    """ "The alliance's secretary-general, Maria Holt," """
    if comma < 1 or found[comma - 1].word.lower() not in ROLES:
        return None
    return _role_ending_at(text, found, comma - 1)


def _role_ending_at(text: str, found: Sequence[Token], last: int) -> str | None:
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
            or (lower == "and" and found[start].word.lower() in ROLES | {w: None for w in ROLE_MODIFIERS})
        )
        if not modifies:
            break
        start -= 1
    phrase = text[found[start].start : found[last].end]
    return phrase if phrase.lower() not in HONORIFICS else None


def _role_after(text: str, found: Sequence[Token], after: int) -> str | None:
    """The apposition behind a name: ", a senior analyst at the institute,"."""
    if after >= len(found) or found[after].word != ",":
        return None
    end = after + 1
    while end < len(found) and found[end].word not in {",", ".", ";", "\n", "—", "–", "(", "“", '"', "”", ":"}:
        end += 1
    phrase = found[after + 1 : end]
    if not phrase or len(phrase) > 16:
        return None
    reach = [token.word.lower() for token in phrase[:7]]
    if reach[0] in {"who", "which", "and", "but", "said", "says"} or not any(word in ROLES for word in reach):
        return None
    # A sentence that goes on ("…, the president said") is no apposition: its role is the next subject.
    verb = {"said", "says", "told", "added", "was", "is", "has", "had", "were", "will", "would", "went", "tweeted"}
    if verb & set(reach):
        return None
    begins = 1 if reach[0] in {"a", "an", "the"} and len(phrase) > 1 else 0
    return text[phrase[begins].start : phrase[-1].end]
