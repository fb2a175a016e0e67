"""Groups as sources: "several officials", "the doctors", "Holt and her team".

The fullest description of an unnamed source: what stands behind the words that the reader marked.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.english.words import QUANTIFIERS, SAME_GROUP
from onrecord.model import Attribution, Span
from onrecord.people.article import ArticleCast, Choice, Told
from onrecord.people.names import names
from onrecord.people.phrases import DEFINITE, before_verb, described, without_cue

GROUP, NAMED_GROUP, TAKEN_UP = 0.85, 0.7, 0.75
"""Certainty of a group as described, of the named group with such members, and of a group described before."""


COLLECTIVE = re.compile(r"(?:[Aa]|[Tt]he) (?:\w+ )?(?:group|coalition|team|number|dozen|handful) of (?:\w+ )??(\w+s)\b")
"""A group named by its members; the plural is the first group."""


def by_group(article: ArticleCast, told: Sequence[Told], span: Span, words: Sequence[str]) -> Choice:
    """The group a plural stands for; `words` are those of the source's head phrase in lower case."""
    plain = span.of(article.text)
    head, first = words[-1], words[0]
    collective = COLLECTIVE.match(plain)
    if collective or first in DEFINITE:
        noun = collective.group(1) if collective else head
        found = _told_before(told, noun) if not collective else None
        found = _named_like(article, noun) or found or (_introduced(article, noun, span) if first in DEFINITE else None)
        if found:
            return found
    return Choice(expanded(article, span), "group", GROUP)


def same_group(noun: str) -> frozenset[str]:
    """The plural with those that may take up the same group."""
    return next((words for words in SAME_GROUP if noun in words), frozenset({noun}))


def _told_before(told: Sequence[Told], noun: str) -> Choice | None:
    """The group that spoke before under the same or a like noun."""
    wanted = same_group(noun)
    for one in reversed(told[-_LAST_TOLD:]):
        choice = one.choice
        held = set(re.findall(r"[\w-]+", choice.name.lower()))
        if choice.kind in ("group", "unnamed") and (
            held & wanted or (held & {"colleagues", "team"} and "team" in wanted)
        ):
            return replace(choice, certainty=min(choice.certainty, TAKEN_UP))
    return None


def _named_like(article: ArticleCast, noun: str) -> Choice | None:
    """The only organization whose name begins with the noun or a like one: Doctors for the Poor."""
    wanted = same_group(noun)
    found = {
        member.name: member
        for member in article.cast.causes
        if wanted & {word.lower() for word in member.name.split()[:-1]}
    }
    if len(found) != 1:
        return None
    (member,) = found.values()
    return Choice(member.name, "organization", NAMED_GROUP, member.role)


_REACH, _LAST_TOLD = 10_000, 50
"""Characters and statements that a group is looked for."""
_TAIL = r"\s+(?:of|for|from|at|in|with)\s+(?:[\w’'-]+\s+){0,4}?[\w’'-]+"
_STOP = r"(?=[,.;\n]|\s(?:who|that|which|said|say|are|were|is|was|have|had|has|will|would|told|in|on|at|to|and)\b)"


def _introduced(article: ArticleCast, noun: str, span: Span) -> Choice | None:
    """The description by which the article introduced the group: "Lawyers for the two families"."""
    plural = rf"\b(?:(?:[Tt]wo|[Tt]hree|[Ss]everal|[Ss]ome|[Aa] group of|[Tt]he)\s+)?{re.escape(noun)}"
    pattern = re.compile(rf"{plural}{_TAIL}{_STOP}|\b{re.escape(noun.capitalize())}{_TAIL}{_STOP}")
    for match in pattern.finditer(article.text, max(article.body, span.start - _REACH), span.start):
        if not article.is_quoted(match.start()):
            return Choice(described(before_verb(match.group())), "group", TAKEN_UP)
    return None


def expanded(article: ArticleCast, span: Span) -> str:
    """ "Holt and her team" with the name in full, "many" with what it is many of."""
    text, plain = article.text, span.of(article.text)
    inside = names(text, span.start, span.end)
    if inside and plain.startswith(inside[0].full):
        member = article.cast.member(inside[0].words, place=span.start)
        if member and member.kind == "person":
            return member.name + plain[len(inside[0].full) :]
    return described(plain)


_OF = re.compile(r"\s+(?:of|in|from|at|among)\s+[^,.;:“\"\n]+")
_CLAUSE = re.compile(r",?\s+(?:who|speaking on condition|on condition)\s[^.;:“\"\n]+")
_APPOSED = re.compile(r",\s+an?\s[^.;:“\"\n]+")
_OWNED = re.compile(r"^.*[’']s?\s+(?=(?:[\w-]+\s)?sources?\b)")
_NEXT_CLAUSE = re.compile(
    r",?\s(?:and|but|while|as|when|after|before|because)\s(?!asked|spoke|declined|requested|wished)"
)
# Behind the comma that closes ", who asked not to be named," the sentence goes on with its verb.
_PREDICATE = re.compile(
    r"(?<=.),\s(?:\w+ly\s)?(?!asked|declined|requested|wished)(?:\w{2,}ed|is|was|are|were|has|have|had|did|said|told|gave"
    r"|took|made|went|says|tells|gives|takes|makes|goes)\s"
)


def with_members(article: ArticleCast, span: Span, attribution: Attribution) -> str | None:
    """A bare quantity with the words behind it: "many of the residents"; None where the source is no
    bare quantity or nothing of that form follows."""
    text = article.text
    last = span.of(text).split()[-1].lower()
    if last not in QUANTIFIERS:
        return None
    found = _OF.match(text, span.end, _until(attribution, span))
    return span.of(text) + before_verb(found.group()).rstrip() if found else None


def fullest(article: ArticleCast, span: Span, attribution: Attribution) -> str:
    """The description of the unnamed source at `span`, with the clause that tells more about it."""
    text = article.text
    plain = _OWNED.sub("", span.of(text))
    until = _until(attribution, span)
    behind = _CLAUSE.match(text, span.end, until) or _APPOSED.match(text, span.end, until)
    follows = any(part.start == until for part in (*attribution.cue, *attribution.content))
    if behind is None or not (follows or behind.group().lstrip(", ").startswith(("who ", "speaking ", "on "))):
        return described(plain)
    clause = _NEXT_CLAUSE.split(behind.group(), maxsplit=1)[0] if not follows else behind.group()
    return without_cue(described(plain) + _PREDICATE.split(clause, maxsplit=1)[0])


def _until(attribution: Attribution, span: Span) -> int:
    """Where the words behind a source must end: at its cue or content, if they follow."""
    after = [part.start for part in (*attribution.cue, *attribution.content) if part.start >= span.end]
    return min([*after, span.end + 160])
