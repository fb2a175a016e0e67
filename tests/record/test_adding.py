import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.model import Article, Failure, Loaded, Reading, Span, Speaker, Time, When, Words, sha256, statement_id
from onrecord.problems.record import AmbiguousId, RecordFailed, UnknownId, Unstorable
from onrecord.record import Record, open_record
from tests.any_readings import readings
from tests.made_articles import PARAGRAPHS, READ_WITH, Made, made, page, span_of, statement, with_statements, words


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "a.record", write=True) as record:
        yield record


def add(record: Record, pair: Made) -> str:
    return record.add_reading(*pair, read_with=READ_WITH)


def test_an_article_comes_back_as_it_was_read(record: Record) -> None:
    loaded, reading = made()
    assert add(record, (loaded, reading)) == "added"
    assert record.article(reading.article.id) == reading
    assert record.content(reading.article.latest.bytes_sha256) == loaded.content
    assert list(record.readings()) == [reading]


@given(readings())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_can_be_written_as_text_comes_back(record: Record, reading: Reading) -> None:
    version = reading.article.latest
    content = version.text.encode()
    version = replace(version, bytes_sha256=sha256(content))
    article = replace(reading.article, id=sha256(repr(reading)), versions=(version,))
    statements = tuple(
        replace(found, id=statement_id(version.text_sha256, found.content, found.source))
        for found in reading.statements
        if found.content
    )
    reading = Reading(article, statements, reading.reason, READ_WITH)
    record.add_reading(Loaded(article, content), reading, read_with=READ_WITH)
    assert record.article(article.id) == reading
    assert record.content(version.bytes_sha256) == content


def test_an_article_without_anything_optional_comes_back(record: Record) -> None:
    loaded, reading = made(outlet=None, published=None, statements=False)
    version = replace(reading.article.latest, headline=None, authors=(), language=None, blocks=())
    reading = replace(reading, article=Article("plain", None, (version,)))
    add(record, (Loaded(reading.article, loaded.content), reading))
    assert record.article("plain") == reading
    assert reading.reason == "not read: language pt"


def test_every_field_of_a_statement_comes_back(record: Record) -> None:
    loaded, reading = made()
    text = reading.article.latest.text
    content, source = (Span(3, 9), Span(40, 52)), (Span(12, 20), Span(60, 70))
    full = replace(
        statement(text, content="Mayor"),
        id=statement_id(sha256(text), content, source),
        content=content,
        source=source,
        cue=(Span(21, 24), Span(30, 33)),
        kind="held",
        type="mixed",
        speakers=(
            Speaker("Ana Duarte", "person", words(text, "mayor of Porto Velho"), words(text, "Ana Duarte")),
            Speaker("Rui Braga", "person", None, Words("they")),
            Speaker("the union", "group", Words("owner"), words(text, "The engineers' union")),
        ),
        principals=(Speaker("the council", "organization", Words("owner")), Speaker("Porto Velho", "organization")),
        addressee=words(text, "the Harbour Times"),
        venue=Words("a press conference"),
        when=When(date(2024, 5, 1), date(2024, 5, 7), "Tuesday", "last week", span_of(text, "Tuesday")),
        confidence=0.1 + 0.2,
        act="denies",
        negated=True,
        occasion=3,
    )
    unresolved = replace(
        full, when=When(None, None, "after the vote", "unresolved"), speakers=(), addressee=None, occasion=None
    )
    pair = with_statements((loaded, reading), full, unresolved)
    add(record, pair)
    assert record.article(reading.article.id).statements == (full, unresolved)


def test_the_same_article_twice_adds_nothing(record: Record) -> None:
    add(record, made())
    before = record.counts()
    assert add(record, made()) == "unchanged"
    assert record.counts() == before


def test_other_bytes_with_the_same_words_add_no_version_and_are_remembered(record: Record) -> None:
    first, again = made(), made(page_comment="served at 10:31")
    add(record, first)
    assert not record.has(again[1].article)
    assert add(record, again) == "unchanged"
    assert record.has(again[1].article)
    assert record.has(first[1].article)
    assert record.counts().contents == 1
    assert record.article(first[1].article.id) == first[1]
    assert list(record.verify()) == []


@pytest.mark.parametrize(
    "changed",
    [made(paragraphs=(*PARAGRAPHS, "The council meets in June.")), made(headline="Mayor closes bridge")],
    ids=["text", "headline"],
)
def test_a_changed_article_adds_a_version(record: Record, changed: Made) -> None:
    add(record, made())
    assert add(record, changed) == "new version"
    history = record.history(changed[1].article.id)
    assert history.versions == (made()[1].article.latest, changed[1].article.latest)
    assert record.article(history.id) == changed[1]
    assert record.counts().versions == 2
    assert record.counts().articles == 1
    assert record.counts().statements == len(changed[1].statements)
    assert list(record.verify()) == []


def test_going_back_to_an_earlier_text_is_a_version_of_its_own(record: Record) -> None:
    for pair in (made(), made(headline="Mayor closes bridge"), made()):
        add(record, pair)
    assert [version.headline for version in record.history(made()[1].article.id).versions] == [
        "Mayor keeps bridge 1 open",
        "Mayor closes bridge",
        "Mayor keeps bridge 1 open",
    ]
    assert list(record.verify()) == []


def test_other_times_and_authors_alone_add_nothing(record: Record) -> None:
    loaded, reading = made()
    add(record, (loaded, reading))
    version = replace(reading.article.latest, modified=Time("2024-05-08", "update notice"), authors=())
    article = replace(reading.article, versions=(version,))
    assert add(record, (Loaded(article, loaded.content), replace(reading, article=article))) == "unchanged"


def test_two_articles_of_one_text_are_both_kept_and_share_their_statements(record: Record) -> None:
    first, second = made(1, headline="Bridge stays open"), made(2, headline="Bridge stays open")
    add(record, first)
    add(record, second)
    assert record.counts().articles == 2
    assert record.counts().contents == 1
    found, _ = record.statement(first[1].statements[0].id)
    assert found == first[1]


def _unfit(pair: Made, **changes: object) -> Made:
    version = replace(pair[1].article.latest, **changes)  # type: ignore[arg-type]
    article = replace(pair[1].article, versions=(version,))
    return Loaded(article, pair[0].content), replace(pair[1], article=article)


_MADE = made()
_TEXT = _MADE[1].article.latest.text


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ((Loaded(_MADE[0].article, b"other"), _MADE[1]), "SHA-256"),
        ((made(2)[0], _MADE[1]), "not of the version"),
        (with_statements(_MADE, replace(_MADE[1].statements[0], cue=(Span(5, 10_000),))), "does not fit"),
        (with_statements(_MADE, replace(_MADE[1].statements[0], id="0" * 16)), "should have the id"),
        (with_statements(_MADE, replace(_MADE[1].statements[0], content=())), "no content"),
        (with_statements(_MADE, replace(_MADE[1].statements[0], confidence=1.5)), "cannot be stored"),
        (_unfit(_MADE, text=_TEXT + "\ud83d"), "cannot be stored"),
        (_unfit(_MADE, headline="half a pair \ud83d"), "cannot be stored"),
    ],
)
def test_what_contradicts_itself_is_refused_whole(record: Record, pair: Made, said: str) -> None:
    pair = with_statements(pair) if pair[1].article.latest.text != _TEXT else pair
    with pytest.raises(Unstorable, match=said):
        add(record, pair)
    assert record.counts().articles == 0
    assert record.counts().contents == 0
    assert add(record, _MADE) == "added"


def test_a_refused_article_leaves_the_rest_of_the_batch(record: Record) -> None:
    with record.batch(size=10):
        add(record, made(1))
        with pytest.raises(Unstorable):
            add(record, with_statements(made(2), replace(made(2)[1].statements[0], confidence=7.0)))
        add(record, made(3))
    assert [reading.article.url for reading in record.readings()] == [
        "https://harbour.example/1",
        "https://harbour.example/3",
    ]
    assert list(record.verify()) == []


def test_a_batch_left_by_an_error_keeps_what_was_added(record: Record) -> None:
    with pytest.raises(KeyboardInterrupt), record.batch():
        add(record, made(1))
        raise KeyboardInterrupt
    assert record.counts().articles == 1


def test_a_batch_needs_a_size(record: Record) -> None:
    with pytest.raises(ValueError, match="at least 1"), record.batch(size=0):
        pass


@pytest.mark.parametrize("text", ["Say \0 nothing", "\ue000\ue001", "naïve Łódź 日本 😀", "  \r\n\t x"])
def test_odd_characters_come_back(record: Record, text: str) -> None:
    loaded, reading = made(paragraphs=(text,))
    add(record, (loaded, reading))
    assert record.article(reading.article.id) == reading
    assert record.search("nothing").hits or "nothing" not in text


def test_failures_are_listed_until_their_origin_succeeds(record: Record) -> None:
    record.add_failure(Failure("b.html", "no article"))
    record.add_failure(Failure("a.html", "binary"))
    record.add_failure(Failure("a.html", "binary"))
    record.add_failure(Failure("b.html", "empty"))
    assert list(record.failures()) == [Failure("a.html", "binary"), Failure("b.html", "empty")]
    assert record.counts().failures == 2
    loaded, reading = made()
    record.add_reading(replace(loaded, origin="a.html"), reading, read_with=READ_WITH)
    assert list(record.failures()) == [Failure("b.html", "empty")]
    record.settle("b.html")
    record.settle("never.html")
    assert list(record.failures()) == []
    record.add_failure(Failure("b.html", "empty"))
    assert list(record.failures()) == [Failure("b.html", "empty")]
    assert list(record.verify()) == []


def test_an_address_settles_its_failure(record: Record) -> None:
    record.add_failure(Failure("https://harbour.example/1", "timed out"))
    add(record, made(1))
    assert list(record.failures()) == []


def test_a_file_name_that_is_not_text_is_kept_readably(record: Record) -> None:
    record.add_failure(Failure("caf\udce9.html", "empty"))
    assert list(record.failures()) == [Failure("caf\\udce9.html", "empty")]
    record.settle("caf\udce9.html")
    assert list(record.failures()) == []


def test_articles_are_found_by_id_address_and_beginning(record: Record) -> None:
    add(record, made(1))
    reading = made(1)[1]
    for wanted in (reading.article.id, "https://harbour.example/1", reading.article.id[:6]):
        assert record.article(wanted) == reading


def test_an_id_that_begins_another_one_is_not_ambiguous(record: Record) -> None:
    for name in ("wire-1", "wire-10", "wire-2%"):
        loaded, reading = made()
        article = replace(reading.article, id=name, url=None)
        add(record, (Loaded(article, loaded.content), Reading(article, reading.statements)))
    assert record.article("wire-1").article.id == "wire-1"
    assert record.article("wire-2").article.id == "wire-2%"
    with pytest.raises(AmbiguousId, match="wire-1, wire-10, wire-2%"):
        record.article("wire-")
    with pytest.raises(UnknownId, match=r"'wire-%'.*the record holds 3.*onrecord search"):
        record.article("wire-%")


def test_statements_are_found_by_id_and_beginning(record: Record) -> None:
    add(record, made())
    reading = made()[1]
    wanted = reading.statements[1]
    assert record.statement(wanted.id) == (reading, wanted)
    assert record.statement(wanted.id[:8]) == (reading, wanted)
    with pytest.raises(AmbiguousId, match=wanted.id):
        record.statement("")
    with pytest.raises(UnknownId, match="statement"):
        record.statement("xyz")


def test_a_statement_of_an_earlier_version_is_still_found(record: Record) -> None:
    add(record, made())
    add(record, made(paragraphs=("All is different now.",)))
    reading, found = record.statement(made()[1].statements[0].id)
    assert (reading, found) == (made()[1], made()[1].statements[0])


def test_a_full_disk_loses_nothing_that_was_committed(record: Record) -> None:
    add(record, made(1))
    connection = record._connection  # type: ignore[attr-defined]
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(RecordFailed, match="full"), record.batch():
        for number in range(2, 200):
            add(record, made(number))
    connection.execute("PRAGMA max_page_count = 1000000")
    assert list(record.verify()) == []
    assert add(record, made(1)) == "unchanged"
    assert add(record, made(300)) == "added"


def test_unknown_content_is_named(record: Record) -> None:
    with pytest.raises(UnknownId, match="stored content"):
        record.content("0" * 64)


def test_rows_cannot_be_changed_or_removed(tmp_path: Path) -> None:
    path = tmp_path / "a.record"
    with open_record(path, write=True) as record:
        add(record, made())
        record.add_failure(Failure("a", "b"))
        record.decide(made()[1].statements[0].id, "edit", who="Kim", speaker="Rui Braga")
        add(record, made(page_comment="again"))
    connection = sqlite3.connect(path)
    tables = [
        row[0]
        for row in connection.execute("SELECT DISTINCT tbl_name FROM sqlite_master WHERE name GLOB '*_remain'")
        if connection.execute(f"SELECT EXISTS (SELECT 1 FROM {row[0]})").fetchone()[0]
    ]
    assert len(tables) == 15
    for table in tables:
        column = connection.execute(f"PRAGMA table_info({table})").fetchone()[1]
        with pytest.raises(sqlite3.IntegrityError, match="never removed"):
            connection.execute(f"DELETE FROM {table}")
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute(f"UPDATE {table} SET {column} = {column}")
    connection.close()


def test_two_records_of_the_same_articles_have_the_same_digests(tmp_path: Path) -> None:
    digests = []
    for name, numbers in (("a", (1, 2)), ("b", (2, 1))):
        with open_record(tmp_path / name, write=True) as record:
            for number in numbers:
                add(record, made(number))
        connection = sqlite3.connect(tmp_path / name)
        digests.append(sorted(connection.execute("SELECT kind, digest FROM entries").fetchall()))
        connection.close()
    assert digests[0] == digests[1]
    assert len(set(digests[0])) == 13


def test_the_page_of_a_made_article_is_what_was_loaded() -> None:
    assert page("A", ("b & c",)).count(b"b &amp; c") == 1
