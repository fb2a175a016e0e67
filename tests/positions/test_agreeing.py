"""Explicit agreement and disagreement between those who speak in an article."""

import pytest

from onrecord import read
from onrecord.model import Article, Block, Reading, Span, Speaker, Statement, Version, Words, sha256
from onrecord.positions.agreeing import agreements, has_cue

HOLT = Speaker("Maria Holt", "person", Words("Norwegian Prime Minister"))
BERG = Speaker("Jonas Berg", "person", Words("Danish president"))
LAKE = Speaker("Ines Lake", "person", Words("mayor of Torvik"))
UNION = Speaker("Dockers' Union", "organization")


def reading(*statements: tuple[Speaker, str, str, str], text: str) -> Reading:
    """Statements by somebody: the words of their source, cue and content in the text."""
    made = []
    for number, (speaker, source, cue, content) in enumerate(statements):
        said, by, told = (_spans(text, words) for words in (content, source, cue))
        made.append(Statement(str(number), said, by, told, speakers=(speaker,)))
    block = Block("paragraph", Span(0, len(text)))
    version = Version(text, sha256(text), "text/plain", blocks=(block,))
    return Reading(Article("a", None, (version,)), tuple(made))


def _spans(text: str, words: str) -> tuple[Span, ...]:
    start = text.rindex(words)
    return (Span(start, start + len(words)),) if words else ()


def edges(found: Reading) -> list[tuple[str, str, str]]:
    return [(one.speaker.name, one.relation, one.other.name) for one in agreements(found)]


OTHERS = "Jonas Berg said no. Ines Lake said maybe. The Dockers' Union said yes. "
SAID = ((BERG, "Jonas Berg", "", "no"), (LAKE, "Ines Lake", "", "maybe"), (UNION, "Dockers' Union", "", "yes"))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Maria Holt agreed with Berg on Monday", [("agrees", "Jonas Berg")]),
        ("Maria Holt sided with the Danish president’s view", [("agrees", "Jonas Berg")]),
        ("Maria Holt agreed with the Danish leader's sentiment", [("agrees", "Jonas Berg")]),
        ("Maria Holt has firmly backed President Jonas Berg", [("agrees", "Jonas Berg")]),
        ("Maria Holt endorsed the mayor’s plan", [("agrees", "Ines Lake")]),
        ("Maria Holt rejected Berg's claim", [("disagrees", "Jonas Berg")]),
        ("Maria Holt criticized the call of the Dockers' Union", [("disagrees", "Dockers' Union")]),
        ("Maria Holt did not agree with Berg", [("disagrees", "Jonas Berg")]),
        ("Maria Holt refused to back Lake", [("disagrees", "Ines Lake")]),
        ("Maria Holt pushed back against Lake", [("disagrees", "Ines Lake")]),
        # What is denied, wished, imagined, or about something else is no edge.
        ("Maria Holt did not reject Berg's claim", []),
        ("Maria Holt might support Berg", []),
        ("Maria Holt wants to support Berg", []),
        ("Maria Holt was backed by Berg", []),
        ("Maria Holt rejected the claim that Berg had lied", []),
        ("Maria Holt welcomed the support for Berg", []),
        ("Maria Holt agreed with the Swedish leader", []),
        ("Maria Holt agreed with the plan", []),
        ("Maria Holt criticized Berg voters", []),
        ("Maria Holt criticized Berg last Monday", [("disagrees", "Jonas Berg")]),
        ("Maria Holt rejected Holt's own earlier words", []),
    ],
)
def test_the_source_before_the_cue_agrees_with_whom_it_names(sentence: str, expected: list[tuple[str, str]]) -> None:
    text = f"{OTHERS}{sentence}, saying it was time. Rain fell."
    found = reading(*SAID, (HOLT, "Maria Holt", "saying", "it was time"), text=text)
    assert edges(found) == [("Maria Holt", *one) for one in expected]


def test_a_participle_belongs_to_the_source_of_its_sentence() -> None:
    text = f"{OTHERS}Echoing Berg, Maria Holt said it was time."
    assert edges(reading(*SAID, (HOLT, "Maria Holt", "said", "it was time"), text=text)) == [
        ("Maria Holt", "agrees", "Jonas Berg")
    ]
    text = f"{OTHERS}Maria Holt said it was time, contradicting Lake."
    assert edges(reading(*SAID, (HOLT, "Maria Holt", "said", "it was time"), text=text)) == [
        ("Maria Holt", "disagrees", "Ines Lake")
    ]


def test_own_words_agree_and_those_of_a_third_do_not() -> None:
    text = f"{OTHERS}“I agree with President Berg on this,” Maria Holt said."
    own = reading(*SAID, (HOLT, "Maria Holt", "said", "“I agree with President Berg on this,”"), text=text)
    assert edges(own) == [("Maria Holt", "agrees", "Jonas Berg")]
    text = f"{OTHERS}Maria Holt said that Lake had rejected Berg's claim."
    third = reading(*SAID, (HOLT, "Maria Holt", "said", "that Lake had rejected Berg's claim"), text=text)
    assert edges(third) == []
    text = f"{OTHERS}Maria Holt said she disagreed with Berg."
    she = reading(*SAID, (HOLT, "Maria Holt", "said", "she disagreed with Berg"), text=text)
    assert edges(she) == [("Maria Holt", "disagrees", "Jonas Berg")]


def test_a_pronoun_means_the_one_other_person_before_it() -> None:
    text = "Jonas Berg said no. Maria Holt agreed with him, saying it was time."
    holt = (HOLT, "Maria Holt", "saying", "it was time")
    assert edges(reading(SAID[0], holt, text=text)) == [("Maria Holt", "agrees", "Jonas Berg")]
    text = "Jonas Berg said no. Ines Lake said maybe. Maria Holt agreed with her, saying it was time."
    assert edges(reading(*SAID[:2], holt, text=text)) == []


def test_the_words_and_the_statement_prove_it() -> None:
    text = f"{OTHERS}Maria Holt agreed with the Danish leader, saying it was time."
    (one,) = agreements(reading(*SAID, (HOLT, "Maria Holt", "saying", "it was time"), text=text))
    assert (one.span.of(text), one.statement.id) == ("agreed with the Danish leader", "3")


def test_only_stretches_that_are_asked_for_are_looked_at() -> None:
    text = f"{OTHERS}Maria Holt agreed with Berg, saying it was time."
    found = reading(*SAID, (HOLT, "Maria Holt", "saying", "it was time"), text=text)
    assert list(agreements(found, [Span(0, len(OTHERS))])) == []
    assert has_cue(text)
    assert not has_cue(OTHERS)


def test_an_office_is_the_head_of_a_role() -> None:
    daughter = Speaker("Ines Lake", "person", Words("the Danish president's daughter"))
    text = "Ines Lake said maybe. Maria Holt agreed with the president, saying it was time."
    found = reading((daughter, "Ines Lake", "", "maybe"), (HOLT, "Maria Holt", "saying", "it was time"), text=text)
    assert edges(found) == []


def test_it_is_quick_on_hostile_text() -> None:
    text = "agreed with " * 20_000
    assert edges(reading(text=text)) == []


@pytest.mark.parametrize("published", ["2024-03-01"])
def test_the_seed_article_has_its_agreement(shared, published: str) -> None:  # type: ignore[no-untyped-def]
    (article,) = read(shared / "seed" / "article.txt", published=published)
    assert edges(article) == [("Kaja Kallas", "agrees", "Emmanuel Macron")]
