"""Versions that are read again: new readings beside the old ones. All names are invented."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onrecord.model import ArticleKind, Reading, Speaker, Statement, Words
from onrecord.problems.record import AmbiguousId, ArticleRemoved, UnknownId, UnknownReader, Unstorable
from onrecord.record import Outdated, Record, Reread, open_record
from onrecord.record.families.sqlite import FamilyMethods
from tests.made_articles import READ_WITH, Made, made, statement
from tests.made_reports import HOLT
from tests.made_utterances import add, article, said
from tests.older_records import of_format_8

FERRY = "The ferry across the sound will run again before the first of June, whatever the weather brings"
CHANGED = "The ferry across the sound will not run again before the first of June, whatever the weather brings"
NEWER = "made-up 2"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.record"


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with open_record(path, write=True) as opened:
        yield opened


def kept(record: Record, pair: Made) -> Reading:
    record.add_reading(*pair, read_with=READ_WITH)
    return pair[1]


def without_first(reading: Reading) -> Reading:
    return replace(reading, statements=reading.statements[1:])


def spoken_by(reading: Reading, name: str, role: str | None = None) -> Reading:
    speaker = Speaker(name, "person", Words(role) if role else None)
    return replace(reading, statements=tuple(replace(one, speakers=(speaker,)) for one in reading.statements))


def test_what_is_shown_searched_counted_and_exported_is_the_newest_reading(record: Record) -> None:
    reading = kept(record, made())
    gone, stays = reading.statements
    new = statement(reading.article.latest.text, content="told the Harbour Times")
    again = replace(reading, statements=(replace(stays, speakers=(HOLT,)), new))
    assert record.add_rereading(again, number=1, read_with=NEWER) == Reread(new=1, gone=1, changed=1, same=0)

    shown = record.article(reading.article.id)
    assert shown == replace(again, read_with=NEWER)
    assert list(record.readings()) == [shown]
    assert record.version(reading.article.id, 1) == shown
    assert [version.reading for version in record.versions(reading.article.id)] == [shown]
    assert {hit.statement.id for hit in record.search().hits if hit.statement} == {stays.id, new.id}
    assert record.search("bridge stay open").hits == ()
    assert record.statement(stays.id)[1].speakers == (HOLT,)
    with pytest.raises(UnknownId):
        record.statement(gone.id)
    assert [reading.article.id for reading in record.quotations_like("pillars unsafe")] == [shown.article.id]
    assert (record.counts().statements, record.counts().all_statements, record.counts().versions) == (2, 4, 1)
    assert [(share.name, share.statements) for share in record.stats().by_reader] == [(NEWER, 2)]
    assert list(record.verify()) == []


def test_a_reading_that_finds_the_same_takes_no_rows_of_statements(record: Record, path: Path) -> None:
    reading = kept(record, made())
    assert record.add_rereading(reading, number=1, read_with=NEWER) == Reread(0, 0, 0, same=2)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM statements").fetchone() == (2,)
    assert record.article(reading.article.id).read_with == NEWER
    assert record.add_rereading(without_first(reading), number=1, read_with="made-up 3") == Reread(0, 1, 0, 1)
    assert record.add_rereading(reading, number=1, read_with="made-up 4") == Reread(1, 0, 0, 1)
    assert record.article(reading.article.id).statements == reading.statements
    assert list(record.verify()) == []


def test_a_reading_may_find_nothing_and_say_why(record: Record) -> None:
    reading = kept(record, made())
    empty = replace(reading, statements=(), reason="not in English")
    record.add_rereading(empty, number=1, read_with=NEWER)
    assert record.article(reading.article.id) == replace(empty, read_with=NEWER)
    assert [one.reason for one in record.unread()] == ["not in English"]
    record.add_rereading(reading, number=1, read_with="made-up 3")
    assert list(record.unread()) == []
    assert list(record.verify()) == []


def test_every_version_is_read_again_so_that_history_compares_readings_of_one_reader(record: Record) -> None:
    first, second = kept(record, made()), kept(record, made(paragraphs=("The bridge is shut.", "Boats wait.")))
    assert record.outdated(NEWER) == (Outdated(first.article.id, 1), Outdated(first.article.id, 2))
    record.add_rereading(without_first(first), number=1, read_with=NEWER)
    record.add_rereading(without_first(second), number=2, read_with=NEWER)
    assert [len(one.reading.statements) for one in record.versions(first.article.id)] == [1, 1]
    assert {one.reading.read_with for one in record.versions(first.article.id)} == {NEWER}
    assert record.outdated(NEWER) == ()
    assert list(record.verify()) == []


def test_what_is_read_again_is_chosen_by_reader_article_and_day(record: Record) -> None:
    for number, (reader, day) in enumerate(
        [("slow 1", "2024-05-07"), ("fast 1", "2024-06-07"), ("slow 2", None), ("fast 2", "2024-07-01")], 1
    ):
        record.add_reading(*made(number, published=day), read_with=reader)
    ids = [reading.article.id for reading in record.readings()]

    def chosen(read_with: str | None, **choice: object) -> list[int]:
        return [ids.index(one.article_id) + 1 for one in record.outdated(read_with, **choice)]  # type: ignore[arg-type]

    assert chosen("fast 1") == [1, 3, 4]
    assert chosen(None) == [1, 2, 3, 4]
    assert chosen("fast 1", older_than="slow 2") == [1]
    assert chosen("new", older_than="fast 1") == [1]
    assert chosen("new", older_than="new") == [1, 2, 3, 4]
    assert chosen("new", older_than="slow 1") == []
    assert chosen("new", since=date(2024, 6, 1)) == [2, 4]
    assert chosen("new", articles=[ids[2], "https://harbour.example/1"]) == [1, 3]
    with pytest.raises(UnknownReader, match="slow 1, fast 1, slow 2, fast 2"):
        record.outdated("new", older_than="other")
    with pytest.raises(AmbiguousId, match="fast 1, fast 2"):
        record.outdated("new", older_than="fast")
    with pytest.raises(UnknownId):
        record.outdated("new", articles=["no such article"])
    record.remove(ids[0], reason="law", who="Ada")
    with pytest.raises(ArticleRemoved):
        record.outdated("new", articles=[ids[0]])


def test_actors_their_names_and_roles_follow_the_new_reading(record: Record) -> None:
    reading = kept(record, made(1, statements=True))
    other = kept(record, made(2, published="2024-06-01"))
    record.add_rereading(spoken_by(reading, "Maria Holt", "governor"), number=1, read_with=NEWER)
    duarte = record.actors("Duarte").actors[0]
    assert (duarte.statements, duarte.first) == (1, "2024-06-01")
    assert [role.start for role in duarte.actor.roles] == [date(2024, 6, 1)]
    assert [one.statements for one in record.actors("Maria Holt").actors] == [2]
    record.add_rereading(spoken_by(other, "Maria Holt"), number=1, read_with=NEWER)
    assert record.actors("Duarte").actors == ()
    assert [one.actor.name for one in record.actors().actors] == ["Maria Holt"]
    assert list(record.verify()) == []
    record.add_rereading(other, number=1, read_with="made-up 3")
    assert [one.statements for one in record.actors("Duarte").actors] == [1]
    assert list(record.verify()) == []


def test_who_was_told_apart_stays_so_when_read_again(record: Record) -> None:
    reading = kept(record, made(1))
    kept(record, made(2))
    duarte = record.actors("Duarte").actors[0].actor
    record.split(duarte.id, statements=[reading.statements[0].id], who="Ada")
    before = {one.actor.id: one.statements for one in record.actors("Duarte").actors}
    record.add_rereading(without_venues(reading), number=1, read_with=NEWER)
    assert {one.actor.id: one.statements for one in record.actors("Duarte").actors} == before
    assert list(record.verify()) == []


def without_venues(reading: Reading) -> Reading:
    return replace(reading, statements=tuple(replace(one, addressee=None) for one in reading.statements))


@pytest.fixture
def families(record: Record, monkeypatch: pytest.MonkeyPatch) -> Record:
    add(record, article("one", said(FERRY)), article("two", said(CHANGED)), article("three", said(FERRY)))
    return record


def test_families_follow_the_new_reading(families: Record) -> None:
    assert isinstance(families, FamilyMethods)
    (before,) = families.families().families
    first = next(families.readings())
    families.add_rereading(replace(first, statements=()), number=1, read_with=NEWER)
    assert [page.statements for page in families.families().families] == [2]
    assert list(families.verify()) == []
    families.add_rereading(first, number=1, read_with="made-up 3")
    (family,) = families.families().families
    assert (family.id, family.statements, family.articles) == (before.id, 3, 3)
    assert family.first.article_id == before.first.article_id
    assert list(families.verify()) == []


def test_a_decision_on_a_statement_holds_when_it_is_read_again(families: Record) -> None:
    one, two, _ = (reading.statements[0].id for reading in families.readings())
    families.split_statement(two, who="Ada")
    alone = families.family(two).id
    reading = families.statement(two)[0]
    families.add_rereading(_surer(reading), number=1, read_with=NEWER)
    assert families.family(two).id == alone != families.family(one).id
    assert list(families.verify()) == []


def _surer(reading: Reading) -> Reading:
    return replace(reading, statements=tuple(replace(one, confidence=0.99) for one in reading.statements))


def test_a_reading_of_other_words_is_refused(record: Record) -> None:
    reading, other = kept(record, made(1)), made(2)[1]
    with pytest.raises(Unstorable, match="no version 7"):
        record.add_rereading(reading, number=7, read_with=NEWER)
    mixed = replace(other, article=replace(other.article, id=reading.article.id))
    with pytest.raises(Unstorable, match="not of the text"):
        record.add_rereading(mixed, number=1, read_with=NEWER)
    wrong = replace(reading, statements=(Statement("x", reading.statements[0].content),))
    with pytest.raises(Unstorable, match="should have the id"):
        record.add_rereading(wrong, number=1, read_with=NEWER)
    assert record.article(reading.article.id).read_with == READ_WITH
    assert list(record.verify()) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE rereadings SET read_with = 'other'",
        "UPDATE rereadings SET found = 1",
        "UPDATE statements SET quote = 'other' WHERE reading = 1",
        "UPDATE statements SET reading = 3 WHERE reading = 2",
        "UPDATE statements SET speaker_name = 'Rui' WHERE reading = 2",
        "UPDATE spans SET start = start + 1 WHERE statement IN (SELECT sequence FROM statements WHERE reading = 1)",
        "DELETE FROM rereadings",
        "UPDATE versions SET kind = 'transcript'",
    ],
)
def test_every_change_of_any_reading_is_named(record: Record, path: Path, change: str) -> None:
    reading = kept(record, made())
    record.add_rereading(without_first(reading), number=1, read_with=NEWER)
    assert list(record.verify()) == []
    with closing(sqlite3.connect(path)) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            connection.execute(change)
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(change)
        connection.commit()
    assert {fault.kind for fault in record.verify()} & {"entry", "statement", "version"}


def test_a_record_of_before_has_one_reading_of_each_version_and_its_kind(tmp_path: Path) -> None:
    with open_record(of_format_8(tmp_path / "old.record"), write=True) as record:
        assert list(record.verify()) == []
        versions = [reading.article.latest for reading in record.readings()]
        assert [one.kind for one in versions] == ["article", "article", "transcript", "official", "article"]
        assert {one.media_type for one in versions} == {"text/plain"}
        for one in record.outdated(NEWER):
            reading = record.version(one.article_id, one.number)
            assert reading.read_with == "onrecord 0.6 made-up"
            record.add_rereading(without_first(reading), number=one.number, read_with=NEWER)
        assert record.outdated(NEWER) == ()
        assert list(record.verify()) == []


@pytest.mark.parametrize("kind", ["article", "transcript", "official", "interview"])
def test_the_kind_of_an_article_comes_back_and_is_proved(record: Record, path: Path, kind: ArticleKind) -> None:
    loaded, reading = made()
    version = replace(reading.article.latest, kind=kind)
    changed = replace(reading.article, versions=(version,))
    record.add_reading(replace(loaded, article=changed), replace(reading, article=changed), read_with=READ_WITH)
    assert record.article(changed.id).article == changed
    assert list(record.verify()) == []
    other = "transcript" if kind == "interview" else "interview"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER versions_stay")
        connection.execute("UPDATE versions SET kind = ?", (other,))
        connection.commit()
    assert "entry" in {fault.kind for fault in record.verify()}
