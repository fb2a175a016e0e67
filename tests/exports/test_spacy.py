"""A reading as a document of spaCy: a group of spans for each part, and the statement behind each span."""

import builtins
from dataclasses import replace
from typing import Any

import pytest

from onrecord.exports.table import to_spacy
from onrecord.model import Reading, Span
from onrecord.problems import SpacyMissing
from onrecord.results import read_article
from tests.made_articles import made


@pytest.fixture
def spacy() -> Any:
    return pytest.importorskip("spacy")


def test_each_part_has_a_group_of_spans(spacy: Any) -> None:
    doc = read_article(made()[1]).to_spacy()
    assert doc.text == made()[1].article.latest.text
    words = {part: [span.text for span in doc.spans[part]] for part in ("content", "cue", "source")}
    assert words == {
        "content": ['"The bridge will stay open,"', "that the pillars are unsafe"],
        "cue": ["told", "believes"],
        "source": ["Ana Duarte, the mayor of Porto Velho", "The engineers' union"],
    }
    assert {span.label_ for span in doc.spans["cue"]} == {"cue"}


def test_a_span_leads_to_its_statement_and_still_does_when_it_was_kept(spacy: Any) -> None:
    reading = made()[1]
    doc = to_spacy(reading)
    kept = spacy.tokens.Doc(doc.vocab).from_bytes(doc.to_bytes())
    for one in (doc, kept):
        span = one.spans["content"][0]
        assert span.id_ == reading.statements[0].id
        assert (span._.statement["act"], span._.statement["speakers"][0]["name"]) == ("states", "Ana Duarte")
        assert one._.reading["outlet"] == "The Harbour Times"
    assert doc[0:2]._.statement is None


def test_a_part_within_a_token_covers_the_token(spacy: Any) -> None:
    reading = made()[1]
    inside = replace(reading.statements[0], content=(Span(1, 3),), cue=(), source=())
    doc = to_spacy(Reading(reading.article, (inside,)))  # spans do not outlive their document
    (span,) = doc.spans["content"]
    assert span.text == reading.article.latest.text.split()[0]
    assert span._.statement["content"][0]["end"] == 3


def test_the_pipeline_may_be_ones_own(spacy: Any) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    doc = to_spacy(made()[1], nlp=nlp)
    assert doc.vocab is nlp.vocab and len(list(doc.sents)) > 1


def test_without_spacy_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "spacy":
            raise ImportError(name)
        return imported(name, *rest, **named)

    imported = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(SpacyMissing, match=r"pip install 'onrecord\[spacy\]'"):
        to_spacy(made()[1])
