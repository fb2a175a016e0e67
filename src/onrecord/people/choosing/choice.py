"""Who is meant by each source: a learned choice among candidates.

Statements are taken in reading order, since who spoke before is the best sign of who speaks now. Trees trained on
annotated articles score each candidate of a source, and the best is taken; of equal ones the first. The score is the
log odds that the candidate is right: they are the certainty of the choice.

Invariants: only candidates are chosen, so that every name is words of the article; a score is a whole number, the same
on every processor.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.model import Attribution
from onrecord.people.article import ArticleCast, Choice, Told
from onrecord.people.choosing.candidates import FULLER, JOINED, PRONOUN, SHORT, WHOLE, Candidate, candidates
from onrecord.people.choosing.features import Before, rows
from onrecord.people.choosing.scene import Scene
from onrecord.people.choosing.source import Source
from onrecord.people.definitions import by_definition, by_description_of
from onrecord.trees import Integers, Trees, shipped

UNIT = 10_000
"""A score is in this fraction of a logit."""
STANDS, ALONE = 0.5, 0.85
"""Least certainty of a description that stands by its own words: others may know more of who it is, but so it is said;
and where nobody else can be meant."""
LEAST = {WHOLE: STANDS, SHORT: STANDS, FULLER: STANDS, JOINED: STANDS, PRONOUN: 0.3}
"""The least certainty of the source's own words."""
Pick = Callable[[int, Sequence[Candidate], Integers], Choice | None]
"""Which of the candidates of the attribution of a number is meant, by their features."""
After = Callable[[int, Choice], Choice]


@dataclass(frozen=True, slots=True)
class Asked:
    """An attribution with the parts of its source, and of each whom its words name by themselves, which leaves nothing
    to choose."""

    attribution: Attribution
    sources: tuple[Source, ...]
    named: tuple[Choice | None, ...]

    @property
    def end(self) -> int:
        """Where its last word ends."""
        one = self.attribution
        return max(part.end for part in (*one.content, *one.cue, *one.source))


def asked(article: ArticleCast, attribution: Attribution, *, label: Choice | None) -> Asked:
    """An attribution as it is decided on. `label` is whose turn it is in a transcript, where that is told."""
    parts = [part for part in attribution.source if any(map(str.isalnum, part.of(article.text)))]
    place = attribution.content[0].start
    sources = tuple(Source.of(article, part, place=place) for part in parts) or (Source.of(article, None, place=place),)
    if label is not None:
        return Asked(attribution, sources[:1], (label,))
    return Asked(attribution, sources, tuple(by_definition(article, attribution, source=one) for one in sources))


def decide(article: ArticleCast, all_asked: Sequence[Asked], pick: Pick) -> list[Choice | None]:
    """The choice for each, in reading order, in which they are given."""
    scene = Scene.of(article)
    chosen: list[Choice | None] = []
    told: list[Told] = []
    sources, ends = [one.sources[0] for one in all_asked], [one.end for one in all_asked]
    for number, one in enumerate(all_asked):
        behind = [following.named[0] for following in all_asked[number + 1 : number + 3]]
        before = Before(sources, ends, chosen, behind)
        each: list[Choice] = []
        for source, named in zip(one.sources, one.named, strict=True):
            choice = named
            if choice is None:
                ruled = by_description_of(article, told, one.attribution, source)
                found = candidates(scene, source, one.attribution, ruled=ruled, before=chosen, behind=behind)
                choice = pick(number, found, rows(scene, source, one.attribution, found, before))
            if choice is not None:
                each.append(replace(choice, mention=source.span) if len(one.sources) > 1 else choice)
        chosen.append(Choice.of_several(each) if each else None)
        if each:
            told.append(Told(one.sources[0].place, one.attribution, Choice.of_several(each)))
    return chosen


def best(found: Sequence[Candidate], features: Integers, trees: Trees) -> Choice | None:
    """The candidate that scores best, as sure as its score tells; None where that is nobody."""
    scores = trees.scores(features)
    number = int(np.argmax(scores))
    one = found[number]
    if one.choice is None:
        return None
    least = LEAST.get(one.own, 0.0)
    if least == STANDS and all(other.own for other in found):
        least = min(ALONE, one.choice.certainty)
    return replace(one.choice, certainty=max(least, sureness(int(scores[number]))))


def sureness(score: int) -> float:
    """The probability that a score stands for."""
    return round(1 / (1 + math.exp(-score / UNIT)), 4)


def chosen(article: ArticleCast, all_asked: Sequence[Asked]) -> list[Choice | None]:
    """Who is meant by each, in reading order, by the weights that come with the package."""
    trees = shipped("onrecord.people", "speaker")
    return decide(article, all_asked, lambda _, found, features: best(found, features, trees))
