"""Whether two statements report one utterance, and how, or make one point on two occasions.

How sure it is that both make one point is learned: each of the named numbers of a pair (`families.features`) has a
weight, which was fitted on pairs judged by hand, and what they add up to is a probability. What the words are to each
other (the same, cut, changed), and whether both can be of one occasion, are matters of definition and told by rules.

Invariants: the order of two reports changes nothing but that of an edge; numbers and weights are whole.
"""

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from math import exp

from onrecord.actors.same_speaker import one_of_them, voices
from onrecord.families.features import Meanings, pair_features, word_features
from onrecord.families.reports import (
    TIME_ZONE,
    Edge,
    Relation,
    Report,
    Told,
    WordingRelation,
    is_long_before,
    is_said_again,
    occasion,
    published_apart,
)
from onrecord.families.tokens import Word, plain_words, quoted_words, words_of
from onrecord.families.wording import LITTLE, Region, align, compare_wording, may_be_verbatim

POSSIBLE = 0.1
"""How sure it must be from the words alone for a pair to be compared by meaning, which takes most of the time."""
LEAST = 0.03
"""Less sure pairs are two utterances. Far more is needed for a family (`grouping.JOINED`), but links between its other
members may be weaker."""
SAME_POINT = 0.25
"""How sure it must be that two statements make one point to be told as a repeat."""
UNIT = 100_000
"""Weights are kept in this fraction of a logit."""
MOST_OF_IT, HALF = 0.6, 0.5
"""Shares of the shorter quotation that are common in two reports of one sentence, and of a passage."""
SENTENCE, PASSAGE = 8, 12
"""Words in a row that nobody says twice by chance, and common words of a passage."""
TELLING = 2
"""Words of content among common ones."""
REMEMBERED = 5
"""Unchanged words by which articles far apart still report one utterance: a saying that is quoted for months."""
SOON, NEWS = timedelta(days=10), timedelta(days=3)
"""Articles further apart report one utterance only by the same words; and what they tell in other words is said
again."""
LEAST_RUN = 3
"""Equal words in a row that count. Fewer count where they are all that is quoted."""


@dataclass(frozen=True, slots=True)
class Common:
    """`words` in common in runs, the longest `run`, how many `content` words are among them, their share of the
    shorter text, and how the texts relate."""

    words: int
    run: int
    content: int
    share: float
    relation: WordingRelation


NOTHING = Common(0, 0, 0, 0.0, "different")


@dataclass(frozen=True, slots=True)
class Card:
    """The weights of the numbers of a pair by their names, and those of the numbers that need no meaning by which most
    pairs are left out at once."""

    start: int
    weights: Mapping[str, int]
    gate: "Card | None" = None

    def probability(self, numbers: Mapping[str, int]) -> float:
        """What the numbers add up to, from 0 to 1."""
        score = self.start + sum([weight * numbers[name] for name, weight in self.weights.items()])
        return round(1 / (1 + exp(-max(-20.0, min(20.0, score / UNIT)))), 4)


@cache
def shipped() -> Card:
    """The weights that come along. Source: training/families.py."""
    told = json.loads(files("onrecord.families").joinpath("weights", "pairs.json").read_text(encoding="utf8"))
    return Card(told["start"], told["weights"], Card(told["gate"]["start"], told["gate"]["weights"]))


def compare(first: Report, second: Report, *, meanings: Meanings, card: Card | None = None) -> Edge | None:
    """How two statements relate; None where they do not.

    `meanings` has the embeddings of `features.texts` of both, `card` the weights, if not those that come along. Less
    sure than `grouping.JOINED` the edge is a doubt: it counts among other edges of a family."""
    if not is_possible(first, second, card=card):
        return None
    told = judge(first, second, meanings=meanings, card=card)
    return _edge(first, second, told) if told else None


def is_possible(first: Report, second: Report, *, card: Card | None = None) -> bool:
    """Whether two statements may be one utterance by all but their meanings; if not, they are two."""
    gate = (card or shipped()).gate
    return gate is None or gate.probability(word_features(first, second)) >= POSSIBLE


def explained(first: Report, second: Report, *, meanings: Meanings) -> tuple[tuple[str, int, int], ...]:
    """What makes a pair likely or not, the weightiest first: each number by name, its value, and what it adds to the
    score in `UNIT` of a logit."""
    numbers, card = pair_features(first, second, meanings), shipped()
    found = [(name, numbers[name], weight * numbers[name]) for name, weight in card.weights.items()]
    return tuple(sorted((one for one in found if one[2]), key=lambda one: (-abs(one[2]), one[0])))


def judge(first: Report, second: Report, *, meanings: Meanings, card: Card | None = None) -> Told | None:
    """How two statements of which it is possible relate, and how sure that is; see `compare`."""
    sure = (card or shipped()).probability(pair_features(first, second, meanings))
    if sure < LEAST:
        return None
    quoted = quoted_words(first), quoted_words(second)
    # In one order: which of several equally long runs the alignment takes depends on it. Nothing is aligned where it
    # could not be enough.
    common = common_quoted(*sorted(quoted)) if may_share(*quoted, share=HALF, run=SENTENCE) else NOTHING
    relation = _relation(first, second, common)
    if _is_said_twice(first, second, common if relation != "paraphrase" else NOTHING):
        return ("repeat", sure) if sure >= SAME_POINT else None
    return relation, sure


def _relation(first: Report, second: Report, common: Common) -> Relation:
    """What the words of two reports of one utterance are to each other: those that are quoted, or, where nothing is,
    the same words of two authors, of whom one copied."""
    if common.relation != "different" and _is_enough(first, second, common):
        return common.relation
    if not (quoted_words(first) or quoted_words(second)) and len(plain_words(first.quote)) >= SENTENCE:
        same = may_be_verbatim(first.quote, second.quote)
        if same and compare_wording(first.quote, second.quote).relation == "verbatim":
            return "verbatim"
    return "paraphrase"


def _is_enough(first: Report, second: Report, common: Common) -> bool:
    """Whether common words show one sentence, and no phrase or word that many use."""
    much = common.share >= MOST_OF_IT or common.run >= SENTENCE or (common.share >= HALF and common.words >= PASSAGE)
    if not much or common.run >= SENTENCE:
        return much
    if first.article_id == second.article_id:
        return common.content >= TELLING or common.share == 1
    return common.content >= TELLING and one_of_them(voices(first.statement), voices(second.statement)) is True


def _is_said_twice(first: Report, second: Report, common: Common) -> bool:
    """Whether the two are of two occasions."""
    unchanged = common.relation in ("verbatim", "shortened")
    if unchanged and common.words >= SENTENCE and common.share >= MOST_OF_IT:
        return False
    if occasion(first, second) == "other":
        return True
    if first.article_id == second.article_id:
        return False
    apart = published_apart(first, second) or timedelta(0)
    if common is NOTHING:
        return apart > NEWS or is_long_before(first, second)
    if apart > SOON and not (unchanged and common.words >= REMEMBERED):
        return common.words < PASSAGE or common.share < MOST_OF_IT
    # Of one day's news "has repeatedly said" tells of the days before.
    return apart > TIME_ZONE and (is_said_again(first) or is_said_again(second))


def _edge(first: Report, second: Report, told: Told) -> Edge:
    """The edge begins at the statement with more of the words, which the other shortens."""
    words, others = quoted_words(first), quoted_words(second)
    if told[0] == "paraphrase":
        return Edge(first.statement.id, second.statement.id, *told)
    if not words and not others:  # copied
        return Edge(first.statement.id, second.statement.id, *told, compare_wording(first.quote, second.quote))
    forth = compare_wording(words, others)
    if forth.relation != "shortened" and len(plain_words(others)) > len(plain_words(words)):
        first, second, forth = second, first, compare_wording(others, words)
    wording = forth if forth.relation != "different" else None
    return Edge(first.statement.id, second.statement.id, *told, wording)


def common_quoted(first: str, second: str) -> Common:
    """What two texts of quoted words have in common."""
    texts, others = plain_words(first), plain_words(second)
    if not texts or not others:
        return NOTHING
    shorter = min(len(texts), len(others))
    regions = align(texts, others)
    runs = [one for one in regions if one.same and one.first_end - one.first_start >= min(LEAST_RUN, shorter)]
    if not runs:
        return NOTHING
    ours = words_of(first)
    kept = [word for one in runs for word in ours[one.first_start : one.first_end]]
    return Common(
        words=len(kept),
        run=max(one.first_end - one.first_start for one in runs),
        content=sum(word.text not in LITTLE for word in kept),
        share=len(kept) / shorter,
        relation=_relation_of_words(first, second, regions, runs),
    )


def may_share(first: str, second: str, *, share: float, run: int) -> bool:
    """Whether what two texts have in common can be such a share of the shorter one, or a run of so many words: told
    from equal rows of `LEAST_RUN` words wherever they stand, which takes much less than an alignment."""
    texts, others = plain_words(first), plain_words(second)
    shorter = min(len(texts), len(others))
    if shorter < LEAST_RUN:
        return True
    rows, other_rows = _rows(texts, LEAST_RUN), _rows(others, LEAST_RUN)
    both = set(rows).intersection(other_rows)
    most = min(_covered(rows, both), _covered(other_rows, both))
    return most >= max(1, share * shorter) or (most >= run and share_run(first, second, run))


def share_run(first: str, second: str, length: int) -> bool:
    """Whether so many words stand in a row in both."""
    return not set(_rows(plain_words(first), length)).isdisjoint(_rows(plain_words(second), length))


def _rows(words: Sequence[str], length: int) -> list[tuple[str, ...]]:
    return list(zip(*(words[at:] for at in range(length)), strict=False))


def _covered(rows: Sequence[tuple[str, ...]], among: Set[tuple[str, ...]]) -> int:
    """How many words stand in one of these rows."""
    covered = end = 0
    for start, row in enumerate(rows):
        if row in among:
            covered += start + LEAST_RUN - max(start, end)
            end = start + LEAST_RUN
    return covered


def _relation_of_words(first: str, second: str, regions: Sequence[Region], runs: Sequence[Region]) -> WordingRelation:
    """`shortened` also where both leave out something, each at its own place."""
    if len(regions) == 1:
        return "verbatim"
    ours, theirs = words_of(first), words_of(second)
    begin, end = runs[0], runs[-1]
    if _is_cut_short(ours, theirs, begin.first_start, begin.second_start) or _is_cut_short(
        ours, theirs, end.first_end, end.second_end
    ):
        return "altered"
    one = _between(first, ours[begin.first_start : end.first_end])
    other = _between(second, theirs[begin.second_start : end.second_end])
    forth, back = compare_wording(one, other), compare_wording(other, one)
    if "different" in (forth.relation, back.relation) or any(
        change.before or change.after_span not in back.left_out for change in forth.changes
    ):
        return "altered"
    return "shortened"


def _is_cut_short(ours: Sequence[Word], theirs: Sequence[Word], at: int, other: int) -> bool:
    """Whether both go on beyond the common words in the same sentence, each with other words."""
    return 0 < at < len(ours) and 0 < other < len(theirs) and "none" == ours[at].gap == theirs[other].gap


def _between(text: str, words: Sequence[Word]) -> str:
    return text[words[0].span.start : words[-1].span.end]
