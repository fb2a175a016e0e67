"""Who is meant by each source: a learned choice among candidates.

Statements are taken in reading order, since who spoke before is the best sign of who speaks now. Trees trained on
annotated articles score each candidate of a source, and the best is taken; of equal ones the first. How sure the
choice is is the share of its odds.

Invariants: only candidates are chosen; a score is a whole number, the same on every processor.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from onrecord.model import Attribution
from onrecord.people.article import ArticleCast, Choice
from onrecord.people.candidates import Candidate, Scene, Source, candidates
from onrecord.people.features import Before, rows
from onrecord.trees import Integers, Trees, shipped

UNIT = 10_000
Scorer = Callable[[Sequence[dict[str, int]]], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution with its source, and whom the rules chose."""

    attribution: Attribution
    source: Source
    ruled: Choice | None

    @property
    def end(self) -> int:
        """Where its last word ends."""
        one = self.attribution
        return max(part.end for part in (*one.content, *one.cue, *one.source))


def decide(
    article: ArticleCast,
    told: Sequence[Told],
    pick: Callable[[int, Sequence[Candidate], Sequence[dict[str, int]]], Choice | None],
) -> list[Choice | None]:
    """The choice for each of what is told, in order; `pick` chooses among candidates by their features."""
    scene = Scene.of(article)
    chosen: list[Choice | None] = []
    sources = [one.source for one in told]
    ends = [one.end for one in told]
    ruled = [one.ruled for one in told]
    for number, one in enumerate(told):
        behind = ruled[number + 1 : number + 3]
        found = candidates(scene, one.source, one.attribution, ruled=one.ruled, before=chosen, behind=behind)
        before = Before(sources[:number], ends[:number], chosen, behind)
        chosen.append(pick(number, found, rows(scene, one.source, one.attribution, found, before)))
    return chosen
