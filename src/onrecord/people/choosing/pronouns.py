"""Which person "he" or "she" refers to: a log-linear ranking of the names before the pronoun.

The weights in `pronoun_weights.json` are made by `training/pronouns.py`.
"""

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib import resources

from onrecord.english.words import Gender, first_names
from onrecord.people.article import ArticleCast, Mention

REACH = 3000
"""Characters that a pronoun looks back."""
FAR = 4
"""Sentences from which on all are equally far."""


@cache
def weights() -> dict[str, float]:
    """The weight of each feature."""
    text = resources.files("onrecord.people").joinpath("pronoun_weights.json").read_text(encoding="utf8")
    return {str(name): float(weight) for name, weight in json.loads(text)["weights"].items()}


def candidates(article: ArticleCast, at: int, gender: Gender) -> list[Mention]:
    """The names before an offset that may be a person's of that gender."""
    return [
        mention
        for mention in article.before(at, REACH)
        if mention.member.gender in (None, gender)
        and not mention.member.neutral
        and (mention.member.kind == "person" or _may_be(mention))
    ]


def _may_be(mention: Mention) -> bool:
    """Whether a name of uncertain kind may be a person's: a single word must return, act or be a first name."""
    member = mention.member
    known = len(member.places) > 1 or mention.acts or member.name in first_names()
    return member.uncertain and (" " in member.name or known)


def scores(article: ArticleCast, found: Sequence[Mention], at: int, pronoun: str, gender: Gender) -> list[float]:
    """A score for each candidate; their differences are logarithms of odds."""
    known = weights()
    return [
        sum(known.get(name, 0.0) * value for name, value in one.items())
        for one in features(article, found, at, pronoun, gender)
    ]


def features(
    article: ArticleCast, found: Sequence[Mention], at: int, pronoun: str, gender: Gender
) -> list[dict[str, float]]:
    """The features of each candidate by name; what is absent is 0."""
    counts: dict[int, int] = {}
    for mention in found:
        counts[id(mention.member)] = counts.get(id(mention.member), 0) + 1
    order = list(dict.fromkeys(id(mention.member) for mention in reversed(found)))
    rank = {member: number for number, member in enumerate(order)}
    most = max(counts.values(), default=0)
    role = "owner" if pronoun.lower() in {"his", "her", "hers"} else "object" if pronoun.lower() == "him" else "subject"
    quoted = article.is_quoted(at)
    result = []
    sentence, first = -1, False
    for mention in found:
        distance = min(FAR, article.sentences_between(mention.span.start, at))
        here = article.sentence_number(mention.span.start)
        first, sentence = here != sentence, here
        member = mention.member
        count = counts[id(member)]
        one = {
            f"distance {distance}": 1.0,
            "opens": float(mention.opens),
            "first": float(first),
            f"first {role}": float(first),
            f"first at {distance}": float(first),
            "acts": float(mention.acts),
            f"acts at {min(distance, 2)}": float(mention.acts),
            f"acts {role}": float(mention.acts),
            "owner": float(mention.owner),
            f"owner {role}": float(mention.owner),
            "governed": float(mention.governed),
            f"governed at {min(distance, 2)}": float(mention.governed),
            "listed": float(mention.listed),
            "quoted differently": float(mention.quoted != quoted),
            f"rank {min(3, rank[id(member)])}": 1.0,
            f"rank {min(3, rank[id(member)])} {role}": 1.0,
            "often": math.log(count),
            "most often": float(count == most and count > 1),
            "alone": float(len(counts) == 1),
            "known gender": float(member.gender == gender),
            "person": float(member.kind == "person"),
            "several words": float(" " in member.name),
            "one word, no person": float(" " not in member.name and member.kind != "person"),
            "with role": float(bool(member.roles)),
            f"near {role}": math.exp(-(at - mention.span.end) / 50),
        }
        result.append({name: value for name, value in one.items() if value})
    return result


def ranked(article: ArticleCast, at: int, pronoun: str, gender: Gender) -> dict[int, float]:
    """Of each member that a pronoun may refer to, by its id, the score of its likeliest mention."""
    found = candidates(article, at, gender)
    best: dict[int, float] = {}
    for mention, score in zip(found, scores(article, found, at, pronoun, gender), strict=True):
        best[id(mention.member)] = max(best.get(id(mention.member), score), score)
    return best
