"""The own words of a source that nobody named is meant by: with the clause that tells more, without asides, with a name
in full.
"""

import re

from onrecord.model import Attribution, Span
from onrecord.people.article import ArticleCast
from onrecord.people.names import names
from onrecord.people.phrases import described, without_asides, without_cue


def expanded(article: ArticleCast, span: Span) -> str:
    """ "Holt and her team" with the name in full, "many" with what it is many of."""
    text, plain = article.text, span.of(article.text)
    inside = names(text, span.start, span.end)
    if inside and plain.startswith(inside[0].full):
        member = article.cast.member(inside[0].words, place=span.start)
        if member and member.kind == "person":
            return member.name + plain[len(inside[0].full) :]
    return described(plain)


_TELLING = re.compile(r",?\s+(?:who|speaking on condition|on condition)\s[^.;:“\"\n]+")
_APPOSED = re.compile(r",\s+an?\s[^.;:“\"\n]+")
_WHOSE_SOURCE = re.compile(r"^.*[’']s?\s+(?=(?:[\w-]+\s)?sources?\b)")
_NEXT_TELLING = re.compile(
    r",?\s(?:and|but|while|as|when|after|before|because)\s(?!asked|spoke|declined|requested|wished)"
)
# Behind the comma that closes ", who asked not to be named," the sentence goes on with its verb.
_PREDICATE = re.compile(
    r"(?<=.),\s(?:\w+ly\s)?(?!asked|declined|requested|wished)(?:\w{2,}ed|is|was|are|were|has|have|had|did|said|told|gave"
    r"|took|made|went|says|tells|gives|takes|makes|goes)\s"
)


def fullest(article: ArticleCast, span: Span, attribution: Attribution) -> str:
    """The description of the unnamed source at `span`, with the clause that tells more about it."""
    text = article.text
    plain = _WHOSE_SOURCE.sub("", span.of(text))
    if (bare := without_asides(plain)) != plain:
        return described(bare)
    until = _until(attribution, span)
    behind = _TELLING.match(text, span.end, until) or _APPOSED.match(text, span.end, until)
    follows = any(part.start == until for part in (*attribution.cue, *attribution.content))
    if behind is None or not (follows or behind.group().lstrip(", ").startswith(("who ", "speaking ", "on "))):
        return described(plain)
    clause = _NEXT_TELLING.split(behind.group(), maxsplit=1)[0] if not follows else behind.group()
    if clause and not without_asides(clause):
        return described(plain)
    return without_cue(described(plain) + _PREDICATE.split(clause, maxsplit=1)[0])


def _until(attribution: Attribution, span: Span) -> int:
    """Where the words behind a source must end: at its cue or content, if they follow."""
    after = [part.start for part in (*attribution.cue, *attribution.content) if part.start >= span.end]
    return min([*after, span.end + 160])
