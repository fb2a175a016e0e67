"""Where a statement differs from an attribution as PolNeAR annotates it."""

import re
from dataclasses import replace

from onrecord.model import Attribution, Span

# "that" begins a clause, unless what follows makes it a pronoun ("that is wrong", "that kind of talk").
_COMPLEMENTISER = re.compile(
    r"that\s+(?=\w)(?!(?:is|was|will|would|has|had|can|could|may|might|must|should|does|did|kind|sort|much|many)\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:asked|about|regarding|addressed|addressing|discuss\w*|comment\w*|question\w*)\b", re.IGNORECASE
)
_OWNED_CLAIM = re.compile(
    r"(?P<source>[^,.;:\"“”]{2,80}?)[’']s?\s+(?:[\w-]+\s+){0,2}?"
    r"(?P<cue>suggestion|claim|assertion|statement|promise|pledge|vow|warning|argument|proposal|allegation|accusation"
    r"|demand|announcement|comment|remark|insistence|admission|denial|contention|belief|declaration|prediction"
    r"|observation|charge|assurance|threat|call)s?\s+(?:that|to)\s+",
    re.IGNORECASE,
)


def conventional(text: str, attribution: Attribution) -> Attribution:
    """The attribution by the conventions of statements."""
    return _without_complementiser(text, _of_claims_owner(text, attribution))


def _without_complementiser(text: str, attribution: Attribution) -> Attribution:
    """Without a "that" before indirect content: it belongs to the report, not to what was said, though
    annotators at times include it."""
    first, *others = attribution.content
    found = _COMPLEMENTISER.match(text, first.start, first.end)
    if not found:
        return attribution
    return replace(attribution, content=(Span(found.end(), first.end), *others))


def _of_claims_owner(text: str, attribution: Attribution) -> Attribution:
    """ "Asked about the minister's claim that it rains": the statement is the minister's, "it rains", and not
    that somebody was asked."""
    first, *others = attribution.content
    if not any(_ASKED.search(span.of(text)) for span in attribution.cue):
        return attribution
    found = _OWNED_CLAIM.match(text, first.start, first.end)
    if not found or found.end() >= first.end:
        return attribution
    return replace(
        attribution,
        content=(Span(found.end(), first.end), *others),
        source=(Span(*found.span("source")),),
        cue=(Span(*found.span("cue")),),
    )
