"""Embeddings of statements in a record, and the statements that are found by them."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.families.similarity import Sentences
from onrecord.model import Reading, Span, Statement
from onrecord.positions.embedding import WIDTH, Vectors, shipped_embedding
from onrecord.positions.relevance import Candidate
from onrecord.positions.values import Question
from onrecord.record import Record, open_record
from onrecord.record.positions import making
from onrecord.record.positions.embeddings import candidates, nearest
from tests.made_articles import READ_WITH, made

TROOPS = (
    "Sending soldiers to Ukraine would drag the alliance into the war.",
    "That is out of the question.",
    "We rule nothing out when it comes to Western troops on the ground.",
)
FISH = ("Taxes on fish are too high for the fishermen.", "The fish tax should be halved, the union says.")
BRIDGE = ("The old bridge will be closed to lorries in May.", "Nobody may drive over the bridge any more.")
QUESTION = Question("q1", "Should NATO countries send troops to Ukraine?")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.record"
    with open_record(path, write=True) as record:
        fill(record)
    return path


def fill(record: Record) -> None:
    for number, (headline, said) in enumerate(
        (("NATO weighs troops for Ukraine", TROOPS), ("Fishermen protest", FISH), ("Bridge to close", BRIDGE)), 1
    ):
        record.add_reading(
            *made(number, paragraphs=said, headline=headline, published=f"2024-03-0{number}"), read_with=READ_WITH
        )


@pytest.fixture(scope="module")
def sentences() -> Sentences:
    return Sentences()


def found(path: Path, question: Question, *, sentences: Sentences | None = None, limit: int = 50) -> list[Candidate]:
    with closing(sqlite3.connect(path)) as connection:
        return candidates(connection, question, sentences=sentences, limit=limit)


def quotes(path: Path, some: list[Candidate]) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [
            connection.execute("SELECT quote FROM statements WHERE sequence = ?", (one.sequence,)).fetchone()[0]
            for one in some
        ]


def vectors(path: Path) -> list[tuple[int, str, bytes]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT first, model, vectors FROM embeddings ORDER BY first").fetchall()


def test_each_statement_has_an_embedding_once_it_is_added(path: Path) -> None:
    assert [len(row[2]) // WIDTH for row in vectors(path)] == [3, 2, 2]
    with open_record(path, write=False) as record:
        assert list(record.verify()) == []


@pytest.mark.parametrize("looked_at", [False, True])
def test_statements_about_a_question_come_first(path: Path, sentences: Sentences, *, looked_at: bool) -> None:
    some = found(path, QUESTION, sentences=sentences if looked_at else None)
    assert set(quotes(path, some[:3])) == set(TROOPS)
    assert [one.score for one in some] == sorted((one.score for one in some), reverse=True)
    assert some[0].score > 0.5 > 0.1 > some[3].score >= 0
    assert len({one.statement for one in some}) == len(some) == 7


def test_no_more_are_given_than_asked_for(path: Path, sentences: Sentences) -> None:
    assert found(path, QUESTION, sentences=sentences, limit=2) == found(path, QUESTION, sentences=sentences)[:2]


def test_synonyms_and_description_find_more(path: Path) -> None:
    plain = Question("q2", "Is it a good thing?")
    for question in (replace(plain, synonyms=("fish tax",)), replace(plain, description="About what fishermen pay.")):
        assert set(quotes(path, found(path, question)[:2])) <= set(FISH)


def test_seeds_find_what_is_like_them(path: Path) -> None:
    seed = next(one for one in found(path, QUESTION) if quotes(path, [one]) == [BRIDGE[0]])
    some = found(path, Question("q3", "Should it?", seeds=(seed.statement, "unknown")))
    assert {BRIDGE[0], BRIDGE[1]} == set(quotes(path, some[:2]))


def test_statements_before_the_start_of_a_question_are_left_out(path: Path) -> None:
    some = found(path, replace(QUESTION, since=date(2024, 3, 2)))
    assert len(some) == 4
    assert not set(quotes(path, some)) & set(TROOPS)


def test_rejected_statements_are_left_out_and_corrected_ones_replaced(path: Path) -> None:
    with open_record(path, write=True) as record:
        first, second, *_ = sorted(
            (
                one
                for reading in record.readings()
                for one in reading.statements
                if "fish" in quote(reading, one).lower()
            ),
            key=lambda one: one.content,
        )
        record.decide(first.id, "reject", who="Ana")
        record.decide(second.id, "edit", who="Ana", content=(shortened(second.content[0]),))
        assert list(record.verify()) == []
    said = quotes(path, found(path, Question("q4", "Should the tax on fish be halved?")))
    assert FISH[0] not in said
    assert FISH[1] not in said
    assert any(FISH[1].startswith(one) for one in said)


def quote(reading: Reading, one: Statement) -> str:
    return one.quote(reading.article.latest.text)


def shortened(span: Span) -> Span:
    return replace(span, end=span.end - len(", the union says."))


def test_what_leaves_the_record_leaves_its_embeddings(path: Path) -> None:
    with open_record(path, write=True) as record:
        article = next(
            reading.article.id for reading in record.readings() if "Bridge" in str(reading.article.latest.headline)
        )
        record.remove(article, reason="a test", who="Ana")
        assert list(record.verify()) == []
    assert len(vectors(path)) == 2
    assert not set(quotes(path, found(path, QUESTION))) & set(BRIDGE)


def test_an_older_record_gets_them_when_it_is_opened_for_writing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = vectors(path)
    monkeypatch.setattr(making, "AT_ONCE", 2)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM embeddings")
    with open_record(path, write=False) as record:
        (fault,) = record.verify()
        assert "7 statements have none; the next `onrecord add` makes them" in fault.message
    told: list[tuple[str, int, int]] = []
    with open_record(path, write=True, updating=lambda *what: told.append(what)) as record:
        assert list(record.verify()) == []
    assert told == [("embeddings", 3, 7), ("embeddings", 5, 7), ("embeddings", 7, 7)]
    assert vectors(path) == kept


def test_those_of_another_model_are_made_again(path: Path) -> None:
    kept = vectors(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE embeddings SET model = 'embedding-of-before', vectors = zeroblob(length(vectors))")
    assert set(quotes(path, found(path, QUESTION))) == {TROOPS[0], TROOPS[2]}  # by words alone
    with open_record(path, write=True):
        pass
    assert vectors(path) == kept


def test_embeddings_that_the_words_do_not_make_are_faults(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE embeddings SET vectors = zeroblob(length(vectors)) WHERE first = ?", (vectors(path)[0][0],)
        )
    with open_record(path, write=False) as record:
        (fault,) = record.verify()
    assert (fault.kind, fault.message) == ("index", "3 are not those that the words of their statements make")


def test_a_new_reading_and_a_new_version_have_theirs(path: Path) -> None:
    with open_record(path, write=True) as record:
        loaded, reading = made(4, paragraphs=("The harbour stays open.", "It is safe."), headline="Harbour")
        record.add_reading(loaded, reading, read_with=READ_WITH)
        record.add_rereading(replace(reading, statements=reading.statements[:1]), number=1, read_with="made-up 2")
        assert list(record.verify()) == []
    said = quotes(path, found(path, Question("q5", "Should the harbour stay open?")))
    assert said[0] == "The harbour stays open."
    assert "It is safe." not in said


def test_what_is_near_is_looked_for_part_by_part(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = shipped_embedding().vectors(["a tax on fish", "a bridge"])
    with closing(sqlite3.connect(path)) as connection:
        at_once = nearest(connection, asked)
        monkeypatch.setattr("onrecord.record.positions.embeddings._ROWS_AT_ONCE", 1)
        in_parts = nearest(connection, asked)
    assert at_once[0].tolist() == in_parts[0].tolist() and len(at_once[0]) == 7
    assert np.allclose(at_once[1], in_parts[1], atol=1e-6)
    assert at_once[1].argmax(0).tolist() == [3, 6]


def test_common_words_do_not_hide_rare_ones(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.positions.embeddings._MOST_RANKED", 2)
    monkeypatch.setattr("onrecord.record.positions.embeddings.nearest", lambda connection, asked: empty(asked))
    said = quotes(path, found(path, Question("q6", "Should the fish of the bridge and the fishermen be closed?")))
    assert set(said) == {FISH[0], BRIDGE[0]}


def empty(asked: Vectors) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    return np.zeros(0, np.int64), np.zeros((0, len(asked)), np.float32)


def test_a_record_without_statements_has_no_candidates(tmp_path: Path, sentences: Sentences) -> None:
    path = tmp_path / "empty.record"
    with open_record(path, write=True):
        pass
    assert found(path, QUESTION, sentences=sentences) == []


def test_nothing_is_found_for_a_question_without_words(path: Path) -> None:
    assert isinstance(found(path, Question("q7", "?")), list)
