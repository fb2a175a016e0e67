"""Articles that are taken out: they leave every view and the file, and the log still proves the rest. All names are
invented."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.problems.record import AmbiguousId, ArticleRemoved, NotRemoved, UnknownActor, UnknownId
from onrecord.record import Record, open_record
from tests.made_articles import READ_WITH, made
from tests.made_utterances import add, article, said
from tests.older_records import of_format_8

FERRY = "The ferry across the sound will run again before the first of June, whatever the weather brings"
CHANGED = "The ferry across the sound will not run again before the first of June, whatever the weather brings"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.record"


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with open_record(path, write=True) as opened:
        for number in (1, 2):
            opened.add_reading(*made(number), read_with=READ_WITH)
        yield opened


FIRST, SECOND = (made(number)[1].article for number in (1, 2))


def test_a_removed_article_leaves_every_view_and_the_rest_is_proved(record: Record) -> None:
    removal = record.remove(FIRST.id, reason="Court order 12/2031", who="Ada Reyes")
    assert (removal.article_id, removal.url, removal.who) == (FIRST.id, FIRST.url, "Ada Reyes")
    assert [reading.article.id for reading in record.readings()] == [SECOND.id]
    assert {hit.article_id for hit in record.search("bridge").hits} == {SECOND.id}
    assert {hit.article_id for hit in record.search("bridge", in_="articles").hits} == {SECOND.id}
    assert [reading.article.id for reading in record.quotations_like("pillars unsafe")] == [SECOND.id]
    assert [(one.statements, one.articles) for one in record.actors("Duarte").actors] == [(1, 1)]
    assert record.families().families == ()
    assert (record.counts().articles, record.counts().versions, record.counts().statements) == (1, 1, 2)
    assert record.counts().contents == 1
    assert list(record.verify()) == []


@pytest.mark.parametrize("asked", [FIRST.id, FIRST.id[:7], FIRST.url])
def test_whoever_asks_for_it_reads_when_by_whom_and_why_it_was_removed(record: Record, asked: str) -> None:
    at = record.remove(asked, reason="Court order 12/2031", who="Ada Reyes").at
    told = f"removed from the record on {at[:10]} by Ada Reyes: Court order 12/2031"
    for ask in (record.article, record.history, record.versions):
        with pytest.raises(ArticleRemoved, match=told):
            ask(asked)
    with pytest.raises(ArticleRemoved, match=told):
        record.remove(asked, reason="again", who="Ada")
    found = record.removal(asked)
    assert found and (found.reason, found.at) == ("Court order 12/2031", at)
    with pytest.raises(UnknownId):
        record.statement(made(1)[1].statements[0].id)


def test_nothing_of_its_words_is_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "words.record"
    with open_record(path, write=True) as record:
        record.add_reading(*made(1), read_with=READ_WITH)
        record.add_reading(
            *made(2, headline="Zebulon quits", paragraphs=("Xanthippe told Zebulon to go.",)), read_with=READ_WITH
        )
        record.remove(SECOND.id, reason="law", who="Ada")
        assert list(record.verify()) == []
    written = b"".join(one.read_bytes() for one in tmp_path.iterdir()).lower()
    assert b"pillars" in written
    assert b"xanthippe" not in written and b"zebulon" not in written


def test_it_is_not_added_again_until_the_removal_is_undone(record: Record) -> None:
    record.remove(FIRST.id, reason="law", who="Ada")
    assert not record.has(FIRST)
    with pytest.raises(ArticleRemoved):
        record.add_reading(*made(1), read_with=READ_WITH)
    record.remove(FIRST.id, reason="won on appeal", who="Ben", undo=True)
    assert record.removal(FIRST.id) is None
    with pytest.raises(UnknownId):
        record.article(FIRST.id)
    assert list(record.verify()) == []
    assert record.add_reading(*made(1), read_with=READ_WITH) == "added"
    assert record.article(FIRST.id).statements == made(1)[1].statements
    assert list(record.verify()) == []
    record.remove(FIRST.id, reason="lost again", who="Ada")
    assert list(record.verify()) == []


def test_wrong_calls_say_what_to_do(record: Record) -> None:
    with pytest.raises(UnknownId, match="onrecord search"):
        record.remove("nothing", reason="law", who="Ada")
    with pytest.raises(AmbiguousId, match="Give more characters of the id"):
        record.remove("", reason="law", who="Ada")
    with pytest.raises(NotRemoved, match="nothing to undo"):
        record.remove(FIRST.id, reason="law", who="Ada", undo=True)
    for reason, who in (("", "Ada"), ("law", " ")):
        with pytest.raises(ValueError, match="`reason` must say why"):
            record.remove(FIRST.id, reason=reason, who=who)


def test_all_versions_readings_and_sightings_go(record: Record) -> None:
    record.add_reading(*made(1, paragraphs=("The bridge is shut.",)), read_with=READ_WITH)
    record.add_reading(*made(1, paragraphs=("The bridge is shut.",), page_comment="seen"), read_with=READ_WITH)
    record.add_rereading(record.version(FIRST.id, 1), number=1, read_with="made-up 2")
    record.add_rereading(made(1, statements=False)[1], number=1, read_with="made-up 3")
    record.remove(FIRST.id, reason="law", who="Ada")
    assert (record.counts().versions, record.counts().contents) == (1, 1)
    assert list(record.verify()) == []


def test_families_close_the_gap(path: Path) -> None:
    with open_record(path, write=True) as record:
        add(record, article("one", said(FERRY)), article("two", said(CHANGED)), article("three", said(FERRY)))
        first, second, _ = (reading.article.id for reading in record.readings())
        record.remove(first, reason="law", who="Ada")
        (family,) = record.families().families
        assert (family.statements, family.articles, family.first.article_id) == (2, 2, second)
        assert list(record.verify()) == []


def test_actors_whom_only_it_named_go_and_others_keep_what_others_tell(path: Path) -> None:
    with open_record(path, write=True) as record:
        add(record, article("one", said(FERRY, by="Jonas Berg"), said(CHANGED, by="Maria Holt")))
        add(record, article("two", said(FERRY, by="Maria Holt")))
        record.remove(next(record.readings()).article.id, reason="law", who="Ada")
        with pytest.raises(UnknownActor):
            record.actor("Jonas Berg")
        assert [(one.actor.name, one.statements) for one in record.actors().actors] == [("Maria Holt", 1)]
        assert list(record.verify()) == []


def test_bytes_that_another_article_has_stay(path: Path) -> None:
    with open_record(path, write=True) as record:
        pair = article("one", said(FERRY))
        record.add_reading(*pair, read_with=READ_WITH)
        kept, loaded = pair[1], pair[0]
        twin = article("two", said(FERRY))
        assert twin[0].content == loaded.content
        record.add_reading(*twin, read_with=READ_WITH)
        record.remove(kept.article.id, reason="law", who="Ada")
        assert record.content(kept.article.latest.bytes_sha256) == loaded.content
        assert list(record.verify()) == []


def test_an_older_record_lets_its_articles_go_one_by_one(tmp_path: Path) -> None:
    with open_record(of_format_8(tmp_path / "old.record"), write=True) as record:
        for reading in list(record.readings()):
            record.remove(reading.article.id, reason="law", who="Ada")
            assert list(record.verify()) == []
        assert (record.counts().articles, record.counts().contents, record.counts().statements) == (0, 0, 0)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE removals SET reason = 'none'", "removal was changed"),
        ("UPDATE removals SET who = 'Ben'", "removal was changed"),
        ("DELETE FROM removed WHERE entry = (SELECT min(entry) FROM removed)", "it stands for is missing"),
        (
            "INSERT INTO removed SELECT (SELECT max(sequence) FROM versions), (SELECT sequence FROM removals)",
            "was removed, and is still there",
        ),
        ("DELETE FROM removals", "removal it stands for is missing"),
    ],
)
def test_every_change_of_a_removal_is_named(record: Record, path: Path, change: str, named: str) -> None:
    record.remove(FIRST.id, reason="law", who="Ada")
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(change)
        connection.commit()
    assert any(named in fault.message for fault in record.verify())


@pytest.mark.parametrize(
    "table",
    ["versions", "statements", "spans", "statement_speakers", "blocks", "contents", "casts", "comparisons", "actors",
     "removals", "removed", "entries", "articles"],
)  # fmt: skip
def test_what_no_person_removed_cannot_be_deleted(record: Record, path: Path, table: str) -> None:
    record.remove(FIRST.id, reason="law", who="Ada")
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="never"):
        connection.execute(f"DELETE FROM {table}")
