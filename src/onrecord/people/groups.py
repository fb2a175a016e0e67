"""The fullest description of an unnamed source: what stands behind the words that the reader marked, and the names in
them in full.
"""

import re

from onrecord.english.words import QUANTIFIERS
from onrecord.model import Attribution, Span
from onrecord.people.article import ArticleCast
from onrecord.people.names import names
from onrecord.people.phrases import before_verb, described, without_cue

GROUP = 0.85
"""Certainty of a group as described."""


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
