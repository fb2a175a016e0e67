"""By which words statements about a question are found, how orders are merged, and how likely one is related."""

import pytest

from onrecord.positions.relevance import (
    Likeness,
    asked_texts,
    further_words,
    merged,
    probability,
    probability_by_embedding,
    weighed,
    words_of,
)
from onrecord.positions.values import Judgement, Question

QUESTION = Question(
    "q",
    "Should NATO countries send troops to Ukraine?",
    description="About soldiers of NATO countries on the ground, not about arms.",
    synonyms=("boots on the ground",),
)


def test_words_that_any_question_is_asked_with_are_left_out() -> None:
    assert words_of(QUESTION) == ["nato", "countries", "send", "troops", "ukraine"]
    assert words_of(Question("q", "Is it right that he did?")) == []
    assert words_of(Question("q", "A 9/11 law, a 9/11 suit?")) == ["9", "11", "law", "suit"]


def test_a_description_adds_its_own_words() -> None:
    assert further_words(QUESTION) == ["soldiers", "ground", "arms"]
    assert further_words(Question("q", "Should it?")) == []


def test_question_description_and_synonyms_are_asked() -> None:
    assert asked_texts(QUESTION) == [
        QUESTION.text,
        f"{QUESTION.text} {QUESTION.description}",
        "boots on the ground",
    ]


def test_what_several_orders_have_far_in_front_comes_first() -> None:
    assert merged([(1, [1, 2, 3]), (1, [2, 4])]) == [2, 1, 4, 3]
    assert merged([(1, [3]), (1, [5])]) == [3, 5]
    assert merged([(1, [3]), (4, [5])]) == [5, 3]
    assert merged([]) == []


def test_the_nearer_the_likelier() -> None:
    far, near = Likeness(0.1, 0.1, 0.1, 0.1), Likeness(0.7, 0.7, 0.7, 0.7)
    assert probability(far) < 0.01 < 0.9 < probability(near) < 1
    assert probability_by_embedding(0.0) < 0.01 < 0.5 < probability_by_embedding(0.9) < 1


@pytest.mark.parametrize("what", ["content", "paragraph", "headline", "embedding"])
def test_each_likeness_counts(what: str) -> None:
    values = dict.fromkeys(("content", "paragraph", "headline", "embedding"), 0.5)
    assert probability(Likeness(**{**values, what: 0.8})) > probability(Likeness(**values))


def test_what_is_hardly_about_a_question_takes_no_stance_on_it() -> None:
    judgement = Judgement((0.6, 0.1, 0.1, 0.1, 0.1))
    assert weighed(judgement, 0.02).label == "unrelated"
    assert weighed(judgement, 0.95).label == "supports"


def test_a_judgement_stays_where_the_statement_is_as_likely_to_be_about_it_as_those_learned_from() -> None:
    judgement = Judgement((0.6, 0.1, 0.1, 0.1, 0.1))
    assert weighed(judgement, 0.83).scores == pytest.approx(judgement.scores)
    sides = weighed(judgement, 0.4).scores
    assert sum(sides) == pytest.approx(1) and sides[0] / sides[1] == pytest.approx(6)
