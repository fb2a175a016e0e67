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
from onrecord.people.candidates import Candidate, candidates
from onrecord.people.definitions import by_definition, by_description_of
from onrecord.people.features import Before, rows
from onrecord.people.scene import Scene
from onrecord.people.source import Source
from onrecord.trees import Trees, shipped

UNIT = 10_000
"""A score is in this fraction of a logit."""
UNTOLD = 0.5
"""Certainty of the only candidate there is."""
Rows = Sequence[dict[str, int]]
Pick = Callable[[int, Sequence[Candidate], Rows], Choice | None]
"""Which of the candidates of the attribution of a number is meant, by their features."""
After = Callable[[int, Choice], Choice]


@dataclass(frozen=True, slots=True)
class Asked:
    """An attribution with its source, and whom its words name by themselves; `label` is whose turn it is in a
    transcript, where that is told."""

    attribution: Attribution
    source: Source
    named: Choice | None
    label: Choice | None

    @property
    def end(self) -> int:
        """Where its last word ends."""
        one = self.attribution
        return max(part.end for part in (*one.content, *one.cue, *one.source))


def asked(article: ArticleCast, attribution: Attribution, *, label: Choice | None) -> Asked:
    """An attribution as it is decided on."""
    parts = [part for part in attribution.source if any(map(str.isalnum, part.of(article.text)))]
    first = parts[0] if parts else None
    source = Source.of(article, first, place=attribution.content[0].start)
    named = label or by_definition(article, attribution, parts, source=source)
    return Asked(attribution, source, named, label)


def decide(article: ArticleCast, all_asked: Sequence[Asked], pick: Pick) -> list[Choice | None]:
    """The choice for each, in reading order, in which they are given."""
    scene = Scene.of(article)
    chosen: list[Choice | None] = []
    told: list[Told] = []
    sources, ends = [one.source for one in all_asked], [one.end for one in all_asked]
    named = [one.named for one in all_asked]
    for number, one in enumerate(all_asked):
        choice = one.label
        if choice is None:
            ruled = one.named or by_description_of(article, told, one.attribution, one.source)
            behind = named[number + 1 : number + 3]
            found = candidates(scene, one.source, one.attribution, ruled=ruled, before=chosen, behind=behind)
            before = Before(sources[:number], ends[:number], chosen, behind, one.named is not None)
            choice = pick(number, found, rows(scene, one.source, one.attribution, found, before))
        chosen.append(choice)
        if choice is not None:
            told.append(Told(one.source.place, one.attribution, choice))
    return chosen


def best(found: Sequence[Candidate], features: Rows, trees: Trees) -> Choice | None:
    """The candidate that scores best, as sure as its score tells; None where that is nobody."""
    scores = trees.scores(np.array([[row[name] for name in trees.names] for row in features], dtype=np.int64))
    number = int(np.argmax(scores))
    choice = found[number].choice
    return choice and replace(choice, certainty=sureness(int(scores[number])))


def sureness(score: int) -> float:
    """The probability that a score stands for."""
    return round(1 / (1 + math.exp(-score / UNIT)), 4)


def chosen(article: ArticleCast, all_asked: Sequence[Asked]) -> list[Choice | None]:
    """Who is meant by each, in reading order, by the weights that come with the package."""
    trees = shipped("onrecord.people", "speaker")
    return decide(article, all_asked, lambda _, found, features: best(found, features, trees))
