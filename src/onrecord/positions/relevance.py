"""Which statements are about a question: by which words they are looked for, how the orders in which several searches
find them become one, and how likely one is to be related."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.english.tokens import indexed_words
from onrecord.positions.values import LABELS, Judgement, Question

LOOKED_AT = 200
"""Statements that the network looks at again: in a second or two."""
_UNRELATED = 0.17
"""Share of the statements that the stance model learned from that are about something else, all of one article."""
_EARLY = 60
"""Places that count nearly alike where orders are merged: by reciprocal ranks (Cormack, Clarke, Büttcher, SIGIR 2009).
"""
BY_WORDS, BY_EMBEDDING = 1.0, 4.0
"""What an order weighs that words found, and one that an embedding found."""
_EMPTY = frozenset(
    """a about after against all also am an and any are as at be because been before being between but by can could did
    do does doing done during each even every few for from further had has have having he her here hers him his how i if
    in into is it its itself just let like made make many may me might more most much must my need no nor not now of off
    on once only or other ought our out over own please rather right s same shall she should since so some still such
    than that the their them then there these they this those through to too under until up upon us very was we were
    what when where whether which while who whom whose why will with within without would wrong yes yet you your
    true false good bad better thing things allowed take use used""".split()
)
"""Words that questions are asked with, whatever they are about."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that may be about a question: its id, its sequence in the record, and how likely it is related."""

    statement: str
    sequence: int
    score: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near a statement is to a question: by its content, its paragraph and its headline as the sentence network
    sees them, and by its embedding, all from -1 to 1."""

    content: float
    paragraph: float
    headline: float
    embedding: float


_WEIGHTS, _START = Likeness(content=2.71, paragraph=8.58, headline=6.26, embedding=1.26), -9.66
"""Fitted to what annotators call related or not in articles that questions were asked about, and to statements of other
articles; see `training/notes.md`."""
_BY_EMBEDDING, _START_BY_EMBEDDING = 11.53, -8.27
"""The same where nothing but the embedding was looked at."""


def words_of(question: Question) -> list[str]:
    """The words of a question by which statements about it are found, each once."""
    return _telling(question.text)


def further_words(question: Question) -> list[str]:
    """Those of its description that it does not have itself."""
    known = set(words_of(question))
    return [word for word in _telling(question.description or "") if word not in known]


def asked_texts(question: Question) -> list[str]:
    """The texts that are embedded: statements like any of these are looked for."""
    described = f"{question.text} {question.description}" if question.description else None
    return [text for text in (question.text, described, *question.synonyms) if text]


def _telling(text: str) -> list[str]:
    words = dict.fromkeys(word for word in indexed_words(text.casefold()) if len(word) > 1 or word.isdigit())
    return [word for word in words if word not in _EMPTY]


def merged(orders: Iterable[tuple[float, Sequence[int]]]) -> list[int]:
    """One order of several, each with its weight and the best first: what several have far in front stands first."""
    found: dict[int, float] = {}
    for weight, order in orders:
        for place, one in enumerate(order):
            found[one] = found.get(one, 0.0) + weight / (_EARLY + place)
    return sorted(found, key=lambda one: (-found[one], one))


def probability(near: Likeness) -> float:
    """How likely a statement is related that the network looked at."""
    return _likely(
        _START
        + _WEIGHTS.content * near.content
        + _WEIGHTS.paragraph * near.paragraph
        + _WEIGHTS.headline * near.headline
        + _WEIGHTS.embedding * near.embedding
    )


def probability_by_embedding(near: float) -> float:
    """The same where nothing but the embedding is known."""
    return _likely(_START_BY_EMBEDDING + _BY_EMBEDDING * near)


def _likely(score: float) -> float:
    return 1 / (1 + math.exp(-score))


def weighed(judgement: Judgement, relevance: float) -> Judgement:
    """A judgement, given how likely the statement was about the question before it was judged. The model takes it for
    one of an article on the question, as it learned; in a whole record most are of others. The probabilities are
    shifted from the one share to the other (Saerens, Latinne and Decaestecker, Neural Computation 2002)."""
    unrelated = LABELS.index("unrelated")
    shares = [relevance / (1 - _UNRELATED)] * len(LABELS)
    shares[unrelated] = (1 - relevance) / _UNRELATED
    shifted = [score * share for score, share in zip(judgement.scores, shares, strict=True)]
    return Judgement(tuple(score / sum(shifted) for score in shifted)) if sum(shifted) else judgement
