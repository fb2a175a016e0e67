"""Where a statement differs from an attribution as PolNeAR annotates it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from onrecord.model import Attribution, Span
from onrecord.reading.quotation import Quotation, quotations

# "that" begins a clause, unless what follows makes it a pronoun ("that is wrong", "that kind of talk").
_COMPLEMENTISER = re.compile(
    r"that\s+(?=[\w\"“‘'])(?!(?:is|was|will|would|has|had|can|could|may|might|must|should|does|did|kind|sort|much|many)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")
_SECOND_WORD = re.compile(r"\w\W*\s\W*\w")
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

_OWNED_CLAIM_CONFIDENCE = 0.5
"""At least: the reader's doubt is about who asked, which no longer matters. The owner stands before the claim; that the
article reports it there as a statement is about as likely as not (24 of 69 in PolNeAR are annotated, without
"asked about" before them)."""


def conventional(text: str, attributions: Iterable[Attribution]) -> list[Attribution]:
    """The attributions by the conventions of statements.

    One word that is not quoted reports nothing ("praised them", "asked whether"): it makes no statement."""
    found = (_conventional(text, attribution) for attribution in attributions)
    return [
        one
        for one in found
        if one.type != "indirect" or _SECOND_WORD.search(one.content[0].of(text)) or one.content[1:]
    ]


def _conventional(text: str, attribution: Attribution) -> Attribution:
    return _with_marks(text, _without_complementiser(text, _of_claims_owner(text, attribution)))


def _with_marks(text: str, attribution: Attribution) -> Attribution:
    """With the marks of a quotation that the content fills: they stay inside."""
    if attribution.type == "indirect":
        return attribution
    quoted = quotations(text[: attribution.content[-1].end + 200])
    return replace(attribution, content=tuple(_marked(text, part, quoted) for part in attribution.content))


def _marked(text: str, part: Span, quoted: list[Quotation]) -> Span:
    start, end = part.start, part.end
    for quotation in quoted:
        if quotation.start < start < quotation.end and not _WORD.search(text, quotation.start, start):
            start = quotation.start
        if quotation.start < end < quotation.end and not _WORD.search(text, end, quotation.end):
            end = quotation.end
    return Span(start, end)


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
        confidence=max(attribution.confidence, _OWNED_CLAIM_CONFIDENCE),
    )
