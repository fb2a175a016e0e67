"""Names without what a capital letter wrongly adds to them: openers of sentences, labels, articles."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Span
from onrecord.people.member import is_place
from onrecord.people.names import Name
from onrecord.people.phrases import is_plural
from onrecord.people.words import first_names, gender_of_first_name

ARTICLE = re.compile(r"\b[Tt]he\s$")
"""The article directly before a name."""
_MARKS = frozenset(["", *'.!?:\n"“”‘•'])
_NO_NAMES = frozenset(
    """like unlike besides given former several top local senior longtime many key plus absent alongside regarding
    across beneath beyond outside inside whereas whatever everything first second new old never half such following
    including team classic super radical mainstream leading presumptive democratic republican conservative liberal
    political american european african asian federal national international popular moderate progressive
    crooked""".split()
)
"""Openers of sentences and adjectives that stand before a surname."""
_NATIONAL = re.compile(r"[a-z](?:ian|ean|can|ese|ish|ench|utch|man|woman)$")


def cleaned(found: Sequence[Name], text: str) -> list[Name]:
    """The names of a text, each without the words that are no part of it."""
    alone = {name.words[0] for name in found if len(name.words) == 1}
    whole = {name.words for name in found if len(name.words) > 1}
    kept = [_without_opener(name, text, alone, whole) for name in found if not _is_opener(name, text)]
    full = {name.words for name in kept if len(name.words) > 1}
    return [_with_article(_without_label(name, full), text) for name in kept]


def _with_article(name: Name, text: str) -> Name:
    """The name as no person's where it is one word behind "the"."""
    behind = len(name.words) == 1 and ARTICLE.search(text, max(0, name.span.start - 4), name.span.start)
    return replace(name, kind="unknown", role=None, title=False) if behind and name.kind == "person" else name


def _is_opener(name: Name, text: str) -> bool:
    """Whether a single capitalised word begins its sentence and is no name: an adverb, or a word that the
    text also has in lower case."""
    word = name.words[0]
    if len(name.words) > 1 or name.kind == "person" or text[: name.span.start].rstrip(" ")[-1:] not in _MARKS:
        return False
    if word.endswith(("ing", "ed")) and re.match(
        r"\s(?:the|an?|his|her|their|its|to|by|in|on)\s", text[name.span.end :]
    ):
        return True
    return word.endswith("ly") or bool(re.search(rf"\b{re.escape(word.lower())}\b", text))


def _without_opener(name: Name, text: str, alone: set[str], full: set[tuple[str, ...]]) -> Name:
    """The name without a capitalised first word of its sentence ("Hosting Holt") where the rest is
    named by itself elsewhere and the first word is no first name."""
    if (
        len(name.words) < 2
        or name.words[0].isupper()
        or name.words[0] in first_names()
        or name.title
        or name.words[-1] not in alone
    ):
        return name
    before = text[: name.span.start].rstrip(" ")[-1:]
    if before not in _MARKS or len(name.words) > 2 or _may_be_first_name(name.words, text, full):
        return name
    start = name.span.end - len(text[name.span.start : name.span.end].split(" ", 1)[-1])
    return replace(name, span=Span(start, name.span.end), words=name.words[1:])


def _may_be_first_name(words: tuple[str, ...], text: str, full: set[tuple[str, ...]]) -> bool:
    """Whether the first of two words may be a first name that is not known as one ("Runa Holt"): a word that the text
    does not also have in lower case, before the surname of nobody else who is named in full."""
    first, last = words
    others = any(one[-1] == last and one != words for one in full)
    if others or is_plural(last) or not last[1:].islower() or is_place(last) or _NATIONAL.search(last):
        return False
    if not first[1:].islower() or first.lower() in _NO_NAMES or first.endswith(("ing", "ed", "ly")):
        return False
    return re.search(rf"\b{re.escape(first.lower())}\b", text) is None


def _without_label(name: Name, full: set[tuple[str, ...]]) -> Name:
    """The name without a capitalised word before it ("Rival Maria Holt") where the text has it without."""
    first, rest = name.words[0], name.words[1:]
    known = rest in full or (len(rest) > 1 and _NATIONAL.search(first))
    if not known or first in first_names() or rest[0] not in first_names():
        return name
    start = name.span.start + len(first) + 1
    gender = name.gender or gender_of_first_name(rest[0])
    return Name(Span(start, name.span.end), rest, "person", name.role, name.title, gender)
