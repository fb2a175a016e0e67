from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.checking.headlines import check_headline, headline_claims, stronger_words
from onrecord.families.similarity import Sentences
from tests.made_reports import BERG, reading, said

TEXT = (
    "Mayor Maria Holt said the council should consider everything that keeps the ferry running.\n\n"
    "Jonas Berg said the quarry would open a second pit in autumn.\n\nThe pier was painted in May."
)
STATEMENTS = (
    said("the council should consider everything that keeps the ferry running", type_="indirect"),
    said("the quarry would open a second pit in autumn", BERG, type_="indirect"),
)


@pytest.fixture(scope="module")
def sentences() -> Sentences:
    return Sentences()


@pytest.mark.parametrize(
    ("headline", "verdict"),
    [
        ("Maria Holt: council should consider everything that keeps ferry running", "supported"),
        ("Maria Holt: council must consider everything that keeps ferry running", "stronger"),
        ("Council must consider every option that keeps ferry running: mayor", "stronger"),
        ("Maria Holt says council must consider everything that keeps ferry running", "stronger"),
        ("Maria Holt: quarry to open a second pit in autumn", "attributed to someone else"),
        ("Maria Holt: wolves have eaten my goats again", "not in the text"),
        ("Maria Holt: the pier was painted in May", "supported"),
        ("“Wolves have eaten all my goats”", "not in the text"),
        ("Council should consider everything that keeps the ferry running", "supported"),
    ],
)
def test_each_headline_has_its_verdict(headline: str, verdict: str, sentences: Sentences) -> None:
    found = check_headline(reading(TEXT, *STATEMENTS, headline=headline), sentences=sentences)
    assert [one.verdict for one in found] == [verdict]


@pytest.mark.parametrize("headline", [None, "A summer of rain", "How we play “chess” now", "“The Harbour” opens"])
def test_a_headline_that_reports_nothing_has_no_finding(headline: str | None, sentences: Sentences) -> None:
    assert check_headline(reading(TEXT, *STATEMENTS, headline=headline), sentences=sentences) == ()


def test_the_evidence_is_the_statement_and_the_words_that_say_more(sentences: Sentences) -> None:
    headline = "Maria Holt: council must consider everything that keeps ferry running"
    one = reading(TEXT, *STATEMENTS, headline=headline)
    (finding,) = check_headline(one, sentences=sentences)
    assert finding.evidence[0].statement == one.statements[0]
    assert [(change.before, change.after) for change in finding.changes] == [("should", "must")]


def test_without_sentence_weights_words_in_common_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.checking.headlines._shipped", lambda: None)
    headline = "Maria Holt: council must consider everything that keeps ferry running"
    found = check_headline(reading(TEXT, *STATEMENTS, headline=headline))
    assert [one.verdict for one in found] == ["stronger"]


def test_a_statement_in_the_headline_does_not_prove_the_headline(sentences: Sentences) -> None:
    class Same(Sentences):
        def __init__(self) -> None:
            pass

        def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
            return np.eye(len(texts), 384, dtype=np.float32)

    headline = "Maria Holt: wolves have eaten my goats again"
    one = reading(f"{headline}\n\n{TEXT}", said("wolves have eaten my goats again"), *STATEMENTS, headline=headline)
    assert [found.verdict for found in check_headline(one, sentences=Same())] == ["not in the text"]


@pytest.mark.parametrize(
    ("headline", "words", "speaker"),
    [
        ("Bridge must close: Maria Holt", "Bridge must close", "Maria Holt"),
        ("Bridge must close, says mayor", "Bridge must close", "Maria Holt"),
        ("Maria Holt warns the bridge must close", "the bridge must close", "Maria Holt"),
        ("Ferry: what you need to know", "Ferry: what you need to know", None),
        ("Doctors offer free shots, warn of epidemic", "Doctors offer free shots, warn of epidemic", None),
    ],
)
def test_the_claim_of_a_headline_and_its_source(headline: str, words: str, speaker: str | None) -> None:
    (claim,) = headline_claims(reading(TEXT, *STATEMENTS, headline=headline))
    assert claim.words == words
    assert bool(claim.speakers) == (speaker is not None)
    assert claim.attributed is (speaker is not None)


@pytest.mark.parametrize(
    ("claim", "statement", "changes"),
    [
        ("We must close it", "we should close it", [("should", "must")]),
        ("We should close it", "we must close it", []),
        ("Ferry will stop", "the ferry may stop", [("may", "will")]),
        ("Ferry will stop", "the ferry would stop, and the pier may", []),
        ("All piers leak", "most piers leak", [("most", "All")]),
        ("Most piers leak", "all piers leak", []),
        ("Consider every option", "consider “everything”", [("everything", "every option")]),
        ("Ferry is finished", "the ferry may not be sustainable", [("may", "")]),
        ("Ferry may be finished", "the ferry may not be sustainable", []),
    ],
)
def test_words_that_say_more(claim: str, statement: str, changes: list[tuple[str, str]]) -> None:
    found = stronger_words(claim, statement, attributed=True)
    assert [(one.before, one.after) for one in found] == changes


def test_what_a_statement_beside_says_is_not_more() -> None:
    assert stronger_words("We must close it", "we should close it", beside=["we must close it now"]) == ()
