"""Organizations named before that a common noun may mean: "the company", "the fund"."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.people.article import ArticleCast, Choice, Mention, Told

_OPENS, _QUOTED, _SPOKE, _UNNAMED, _OFTEN, _OWNER = 1.0, 2.0, 2.0, 2.5, 0.4, 0.5
"""Credits of a candidate in sentences, tuned on the hand-made gold."""
_REACH = 3000
"""Characters that a noun looks back."""
_RECENT = 4
"""Attributions that it looks back."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible antecedent with its score in sentences; the higher the better."""

    score: float
    place: int
    choice: Choice


def organization_before(
    article: ArticleCast, told: Sequence[Told], at: int, *, fits: Callable[[Mention], bool] | None = None
) -> Choice | None:
    """The organization most likely meant by "it" at an offset, or by a noun that only some organizations fit."""
    mentions = [m for m in article.before(at, _REACH) if m.member.kind == "organization" and (not fits or fits(m))]
    kinds = {"organization"} if fits else {"organization", "document"}
    named = {article.cast.in_full(m.member.name) for m in mentions}
    recent = [one for one in told[-_RECENT:] if one.choice.kind in kinds and (not fits or one.choice.name in named)]
    return _best([*_named(article, mentions, at), *_spoken(article, recent, at)])


def organization_called(
    article: ArticleCast, told: Sequence[Told], at: int, noun: str, *, also: Sequence[str] = ()
) -> Choice | None:
    """The organization whose name has the noun: "the fund" for the Norvian Harbour Fund; of the words `also` before
    the noun it must have one, too."""

    def has(name: str) -> bool:
        words = name.lower().replace("’", "'").split()
        return noun in words and (not also or any(word.replace("’", "'") in words for word in also))

    mentions = [m for m in article.before(at, _REACH) if has(m.member.name)]
    recent = [one for one in told[-_RECENT:] if has(one.choice.name)]
    found = [*_named(article, mentions, at), *_spoken(article, recent, at)]
    return _best([one for one in found if one.choice.kind == "organization"])


def _named(article: ArticleCast, mentions: Iterable[Mention], at: int) -> list[Candidate]:
    found = []
    for mention in mentions:
        member = mention.member
        score = _OPENS * mention.opens - _QUOTED * mention.quoted + _OFTEN * math.log2(len(member.places))
        score -= article.sentences_between(mention.span.start, at) + _OWNER * mention.owner
        found.append(
            Candidate(
                score, mention.span.start, Choice(article.cast.in_full(member.name), member.kind, 1.0, member.role)
            )
        )
    return found


def _spoken(article: ArticleCast, recent: Iterable[Told], at: int) -> list[Candidate]:
    found = []
    for one in recent:
        attribution = one.attribution
        place = attribution.source[0].start if attribution.source else one.place
        if not at - _REACH <= place < at:
            continue
        parts = (*attribution.content, *attribution.cue, *attribution.source)
        end = min(at, max(part.end for part in parts if part.start < at))
        score = _SPOKE - article.sentences_between(end, at) - _UNNAMED * (one.choice.kind in ("unnamed", "group"))
        found.append(Candidate(score, place, one.choice))
    return found


def _best(candidates: Sequence[Candidate]) -> Choice | None:
    """The best candidate; its certainty falls where another name comes near."""
    if not candidates:
        return None
    best = max(candidates, key=lambda one: (one.score, one.place))
    rival = max((one.score for one in candidates if one.choice.name != best.choice.name), default=best.score - 4)
    certainty = 0.95 - 0.4 / (1 + math.exp(best.score - rival))
    return replace(best.choice, certainty=min(certainty, best.choice.certainty))
