import base64
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from random import Random
from re import findall
from zlib import crc32

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.model import Loaded, Reading, StatementType
from onrecord.problems.record import AmbiguousId, BadCursor, NotTwoFamilies, UnknownId
from onrecord.record import Record, open_record, opening
from onrecord.record.families import sqlite as families_sqlite
from onrecord.record.families.foreseen import foreseen
from tests.made_utterances import BERG, HOLT, Said, add, article, said
from tests.older_records import copy_of_format_7, without_origins

FERRY = "The ferry across the sound will run again before the first of June, whatever the weather brings"
CHANGED = "The ferry across the sound will not run again before the first of June, whatever the weather brings"
CUT = "The ferry across the sound will run again before the first of June"
RUNS = "The ferry across the sound will run"
BRIDGE = "Nobody asked the islanders whether they wanted a bridge of steel and glass"
AROUND = ", she told reporters who had waited on the pier of Norvia since early morning."
Made = tuple[Loaded, Reading]


class Words:
    """Stands for the encoder: texts are near as far as they have words in common."""

    name = "words"

    def begin(self, texts: list[str]) -> Callable[[], NDArray[np.float32]]:
        rows = np.zeros((len(texts), 384), np.float32)
        for number, text in enumerate(texts):
            for word in findall(r"\w+", text.lower()) or ["nothing"]:
                rows[number, crc32(word.encode()) % 384] += 1
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return lambda: rows


@pytest.fixture(autouse=True)
def _no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families_sqlite, "_sentences", Words)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return open_record(tmp_path / "a.record", write=True)


def ids(made: Made) -> list[str]:
    return [statement.id for statement in made[1].statements]


def told(record: Record) -> list[tuple[str, list[tuple[str, str, list[str]]], list[tuple[str, str]]]]:
    """Every family: its id, for each report the relation, the article and the copies' articles, and the articles and
    families of what makes the same point."""
    return sorted(
        (
            family.id,
            [
                (member.relation, member.report.article_id, [copy.article_id for copy in member.copies])
                for member in family.members
            ],
            [(repeat.report.article_id, repeat.family) for repeat in family.repeats],
        )
        for family in map(record.family, (summary.id for summary in record.families(limit=1000).families))
    )


def test_reports_of_one_utterance_are_one_family_and_the_earliest_is_first(record: Record) -> None:
    late, early = article("late", said(FERRY), published="2024-05-08"), article("early", said(CUT, around="Early."))
    changed, other = article("changed", said(CHANGED), published="2024-05-09"), article("other", said(BRIDGE))
    add(record, late, changed, other, early)
    family = record.family(ids(changed)[0])
    assert [(member.report.article_id, member.relation) for member in family.members] == [
        (early[1].article.id, "first"),
        (late[1].article.id, "shortened"),
        (changed[1].article.id, "altered"),
    ]
    assert family.first.published is not None
    assert family.first.published.signal == "given"
    assert record.family(family.id) == family == record.family(ids(late)[0])
    assert len(record.family(ids(other)[0]).members) == 1
    assert [found.id for found in record.families().families] == [family.id]
    assert list(record.verify()) == []


def test_a_paragraph_taken_over_is_one_report_with_copies_under_the_first(record: Record) -> None:
    papers = [
        article(name, said(FERRY, around=AROUND), published=day)
        for name, day in [
            ("noon", "2024-05-07T12:00:00+00:00"),
            ("morning", "2024-05-07T10:00:00+02:00"),
            ("day", "2024-05-07"),
            ("unknown", None),
        ]
    ]
    add(record, *papers)
    family = record.family(ids(papers[0])[0])
    assert [member.relation for member in family.members] == ["first"]
    assert family.first.article_id == papers[1][1].article.id
    assert [copy.article_id for copy in family.members[0].copies] == [
        made[1].article.id for made in (papers[0], papers[2], papers[3])
    ]
    (summary,) = record.families().families
    assert (summary.reports, summary.statements, summary.articles, summary.outlets) == (1, 4, 4, 4)


def test_equal_words_in_other_paragraphs_are_distinct_reports(record: Record) -> None:
    one = article("one", said(FERRY, around="she said on the pier, before she boarded a boat to the outer islands."))
    add(record, one, article("two", said(FERRY, around=AROUND)))
    assert [member.relation for member in record.family(ids(one)[0]).members] == ["first", "verbatim"]


def test_a_new_version_takes_the_place_of_the_old_one(record: Record) -> None:
    first, second = article("one", said(FERRY)), article("two", said(CUT), published="2024-05-08")
    add(record, first, second)
    assert len(record.families().families) == 1
    assert add(record, article("one", said(BRIDGE))) == "new version"
    assert record.families().families == ()
    assert len(record.family(ids(second)[0]).members) == 1
    with pytest.raises(UnknownId, match="latest version"):
        record.family(ids(first)[0])
    assert list(record.verify()) == []
    assert add(record, article("one", said(FERRY))) == "new version"
    assert len(record.families().families) == 1
    assert list(record.verify()) == []


class Embedding(Words):
    """The same, for what is worked out before."""

    def embed(self, texts: list[str]) -> NDArray[np.float32]:
        return self.begin(texts)()


def test_what_was_foreseen_of_an_article_is_kept_and_not_judged_again(
    tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = article("one", said(FERRY, on="2024-05-06"), said(BRIDGE, by=BERG), said(CUT), said(RUNS, around="Runs."))
    add(record, made)
    seen = foreseen(made[1], sentences=Embedding())  # type: ignore[arg-type]
    assert len(seen.told) == 6 and any(seen.told.values())
    monkeypatch.setattr("onrecord.families.comparison.judge", None)
    monkeypatch.setattr("onrecord.families.comparison.is_possible", None)
    other = open_record(tmp_path / "b.record", write=True)
    other.foresee(seen)
    add(other, made)
    assert told(other) == told(record) != []
    third = open_record(tmp_path / "c.record", write=True)
    third.foresee(replace(seen, embedded_with="another model"))
    with pytest.raises(TypeError, match="not callable"):
        add(third, made)


def test_the_same_point_on_another_occasion_is_linked_and_no_member(record: Record) -> None:
    first = article("one", said(FERRY, on="2024-05-06"))
    again = article("two", said(CHANGED, on="2023-02-01"), published="2023-02-02")
    add(record, first, again)
    family = record.family(ids(first)[0])
    assert [member.report.article_id for member in family.members] == [first[1].article.id]
    assert [repeat.report.article_id for repeat in family.repeats] == [again[1].article.id]
    assert family.repeats[0].family == record.family(ids(again)[0]).id


QUOTES = st.sampled_from([FERRY, CUT, CHANGED, BRIDGE, "The ferry is safe", RUNS])
STATEMENTS = st.builds(
    said,
    QUOTES,
    by=st.sampled_from([HOLT, HOLT, BERG, None]),
    form=st.sampled_from(["direct", "indirect"]),
    around=st.sampled_from(["", AROUND]),
    on=st.sampled_from([None, None, "2024-05-06", "2023-01-01"]),
)
DAYS = ["2024-05-07", "2024-05-08T10:00Z", "2023-01-02", "2024-06-01", "2024-06-20", "2024-08-01", "2024-12-01", None]
NEWS = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.lists(STATEMENTS, min_size=1, max_size=2), st.sampled_from(DAYS)),
    min_size=2,
    max_size=7,
    unique_by=lambda one: one[0],
)
BEFORE = st.lists(st.tuples(st.integers(0, 6), STATEMENTS, st.sampled_from(["2024-07-01", "2022-01-01"])), max_size=2)


@given(news=NEWS, before=BEFORE, seed=st.integers(0, 100))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_families_do_not_depend_on_the_order_of_adding(
    tmp_path_factory: pytest.TempPathFactory,
    news: list[tuple[str, list[Said], str | None]],
    before: list[tuple[int, Said, str]],
    seed: int,
) -> None:
    made = [article(name, *found, _only(name), published=day) for name, found, day in news]
    dice, shuffled = Random(seed), list(made)
    dice.shuffle(shuffled)
    # The last order also passes through other versions of articles, each before the one that stays.
    with_before = list(shuffled)
    for number, told_before, day in before:
        name = news[number % len(news)][0]
        stays = with_before.index(made[number % len(news)])
        older = article(name, told_before, _only(f"{number} of {day}"), published=day)
        with_before.insert(dice.randrange(stays + 1), older)
    folder, results = tmp_path_factory.mktemp("orders"), []
    for number, order in enumerate((made, shuffled, made[::-1], with_before)):
        with open_record(folder / f"{number}.record", write=True) as record:
            add(record, *order)
    _copy_without_families(folder / "3.record", folder / "4.record")  # and all at once
    for number in range(5):
        with open_record(folder / f"{number}.record", write=True) as record:
            results.append((told(record), edges(folder / f"{number}.record")))
            assert list(record.verify()) == []
    assert results[1] == results[0] == results[2] == results[3] == results[4]


def _only(name: str) -> Said:
    """Without it two articles could be the same text, and their statements one."""
    return said(f"Only {name} tells this", by=None, form="indirect")


EDGES = """
SELECT one.id, other.id, relation, score FROM edges
JOIN statements AS one ON one.sequence = edges.first JOIN copies AS o ON o.statement = one.sequence
JOIN statements AS other ON other.sequence = edges.second JOIN copies AS p ON p.statement = other.sequence
WHERE one.version = other.version
    OR (SELECT count(*) FROM originals WHERE originals.first IN (one.sequence, other.sequence)) = 2
"""


def edges(path: Path) -> list[tuple[str, str, str, float]]:
    """Those that count: between first statements of originals and within latest versions."""
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute(EDGES))


def test_what_is_said_again_and_again_is_linked_with_the_times_before_and_after_it_alone(record: Record) -> None:
    months = [f"2023-{month:02}-15" for month in range(1, 13, 2)]
    news = [article(day, said(RUNS, on=day), _only(day), published=day) for day in months]
    order = [news[at] for at in (3, 0, 5, 1, 4, 2)]
    add(record, *order)
    for number, made in enumerate(news):
        repeats = record.family(ids(made)[0]).repeats
        beside = news[max(0, number - 1) : number] + news[number + 1 : number + 2]
        assert [one.report.article_id for one in repeats] == [one[1].article.id for one in beside]
    add(record, article(months[2], said(BRIDGE), published=months[2]))
    around = [record.family(ids(news[number])[0]).repeats for number in (1, 3)]
    assert [one.report.article_id for one in around[0]] == [news[0][1].article.id, news[3][1].article.id]
    assert [one.report.article_id for one in around[1]] == [news[1][1].article.id, news[4][1].article.id]


@pytest.mark.parametrize("form", ["direct", "indirect"], ids=["by words", "by meaning"])
def test_an_edge_of_before_does_not_come_back_when_something_is_between(tmp_path: Path, form: StatementType) -> None:
    def told_by(name: str, day: str, around: str = "") -> Made:
        return article(name, said(RUNS, form=form, around=around, on=day), _only(name), published=day)

    late, first, copy, between = (
        told_by("late", "2024-05-01"),
        told_by("first", "2024-01-02", AROUND),
        told_by("copy", "2024-01-01", AROUND),
        told_by("between", "2024-03-01"),
    )
    with open_record(tmp_path / "new.record", write=True) as record:
        add(record, late, first, copy)
    _copy_without_families(tmp_path / "new.record", tmp_path / "a.record")
    with open_record(tmp_path / "a.record", write=True) as record:
        assert [one.report.article_id for one in record.family(ids(late)[0]).repeats] == [copy[1].article.id]
        add(record, between, article("copy", _only("nothing"), published="2024-01-01"))
        for made in (late, first):
            repeats = record.family(ids(made)[0]).repeats
            assert [one.report.article_id for one in repeats] == [between[1].article.id]


def test_a_record_from_before_families_gets_the_same_ones(tmp_path: Path) -> None:
    news = [
        article("a", said(FERRY, around=AROUND), said(BRIDGE)),
        article("b", said(FERRY, around=AROUND), published="2024-05-06"),
        article("a", said(CUT, around="Again.")),
        article("c", said(BRIDGE, by=BERG), said(CHANGED)),
    ]
    with open_record(tmp_path / "new.record", write=True) as record:
        add(record, *news)
        expected = told(record)
    _copy_without_families(tmp_path / "new.record", tmp_path / "old.record")
    steps: list[tuple[str, int, int]] = []
    with open_record(tmp_path / "old.record", write=True, updating=lambda *step: steps.append(step)) as record:
        assert [step for step in steps if step[0] == "families"] == [("families", number, 4) for number in (1, 2, 3, 4)]
        assert told(record) == expected
        assert list(record.verify()) == []
        add(record, article("d", said(FERRY)))
        assert list(record.verify()) == []


@pytest.mark.parametrize(
    ("format_", "columns"), [(4, "key, original"), (5, "key, day, original")], ids=["runs alone", "days alone"]
)
def test_a_record_with_other_keys_is_found_by_day_and_speaker(tmp_path: Path, format_: int, columns: str) -> None:
    path = tmp_path / "a.record"
    with open_record(path, write=True) as record:
        add(record, article("a", said(FERRY), said(BRIDGE)), article("b", said(CUT), published="2024-05-06"))
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE original_keys")
    connection.execute(f"CREATE TABLE original_keys ({columns}, PRIMARY KEY ({columns})) WITHOUT ROWID")
    connection.execute(f"INSERT INTO original_keys ({columns}) VALUES ({', '.join('1' for _ in columns.split(', '))})")
    connection.execute("ALTER TABLE originals DROP COLUMN by_name")
    without_origins(connection)
    connection.execute("DELETE FROM migrations WHERE number > ?", (format_,))
    connection.commit()
    connection.close()
    steps: list[tuple[str, int, int]] = []
    with open_record(path, write=True, updating=lambda *step: steps.append(step)) as record:
        index = [("index", number, 3) for number in (1, 2, 3)]
        assert steps == [("acts", 1, 2), ("acts", 2, 2), *index, ("embeddings", 3, 3)]
        assert list(record.verify()) == []
        late = article("c", said(FERRY, around=AROUND), published="2027-05-06")
        add(record, late)
        assert len(record.family(ids(late)[0]).members) == 3


def _copy_without_families(path: Path, old: Path) -> None:
    """The record as the second format had it."""
    connection = sqlite3.connect(old)
    connection.execute("ATTACH ? AS newer", (str(copy_of_format_7(path, old.with_suffix(".newer"))),))
    for migration in opening.migrations()[:2]:
        for part in migration.statements():
            connection.execute(part)
        connection.execute("INSERT INTO migrations VALUES (?, ?, '', '')", (migration.number, migration.name))
    kinds = "('article', 'version', 'statement', 'actor', 'cast')"
    connection.execute(f"INSERT INTO entries SELECT * FROM newer.entries WHERE kind IN {kinds}")
    for table in ("contents", "articles", "versions", "latest", "blocks", "statements", "spans", "actors", "casts",
                  "appearances"):  # fmt: skip
        columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM newer.{table}")
    for table in ("actor_names", "actor_roles"):
        columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM newer.{table}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.commit()
    connection.close()


def test_persons_split_join_and_take_back(record: Record) -> None:
    first, second = article("one", said(FERRY)), article("two", said(CUT), published="2024-05-08")
    other = article("three", said(BRIDGE), published="2024-05-08")
    add(record, first, second, other)
    one, two, three = ids(first)[0], ids(second)[0], ids(other)[0]
    split = record.split_statement(two, who="Kim Park")
    assert len(record.family(one).members) == 1
    joined = record.join_statements(three, one, who="Kim Park", note="heard it myself")
    assert [member.relation for member in record.family(one).members] == ["first", "paraphrase"]
    record.undo(split.number, who="Kim Park")
    assert len(record.family(one).members) == 3
    record.undo(joined.number, who="Lee Berg")
    assert len(record.family(one).members) == 2
    assert [decision.subject for decision in record.decisions()] == ["family", "family", "decision", "decision"]
    assert list(record.verify()) == []


def test_a_decision_holds_for_articles_that_come_later(record: Record) -> None:
    first, second = article("one", said(FERRY)), article("two", said(CUT), published="2024-05-08")
    add(record, first, second)
    record.split_statement(ids(second)[0], who="Kim Park")
    add(record, article("three", said(CHANGED), published="2024-05-09"))
    families = [{hit.article_id for hit in record.family(id_).reports} for id_ in (ids(first)[0], ids(second)[0])]
    assert families[0] != families[1]


@pytest.mark.parametrize(
    ("what", "said_"),
    [
        (lambda record, one: record.split_statement(one, who="Kim"), "not in a family"),
        (lambda record, one: record.join_statements(one, one, who="Kim"), "already report one utterance"),
    ],
)
def test_decisions_that_change_nothing_are_refused(record: Record, what: object, said_: str) -> None:
    made = article("one", said(FERRY))
    add(record, made)
    with pytest.raises(NotTwoFamilies, match=said_):
        what(record, ids(made)[0])  # type: ignore[operator]


def test_conflicts_name_speaker_date_and_meaning(record: Record) -> None:
    first = article("one", said(FERRY, on="2024-05-06"))
    add(
        record,
        first,
        article("two", said(CHANGED), published="2024-05-08"),
        article("three", said(FERRY, by=BERG, around="he said"), published="2024-05-08"),
        article("four", said(FERRY, on="2024-04-01", around="Again."), published="2024-05-09"),
    )
    found = list(record.conflicts())
    assert {(one.kind, one.message) for one in found} == {
        ("negation", "adds “not”"),
        ("speaker", "given to Jonas Berg, not to Maria Holt"),
        ("date", "dated 2024-04-01, not 2024-05-06"),
    }
    assert {one.first.article_id for one in found} == {first[1].article.id}
    assert [one.kind for one in record.conflicts(kind="negation")] == ["negation"]
    assert list(record.conflicts("ferry")) == found == list(record.conflicts(family=ids(first)[0]))
    assert list(record.conflicts("submarine")) == []
    for ask in (record.conflicts, record.conflict_page):
        with pytest.raises(ValueError, match="'lie' is not a kind of conflict"):
            list(ask(kind="lie"))  # type: ignore[arg-type]
    assert record.recent_conflicts() == (found[0],)
    assert record.recent_conflicts(limit=1) == (found[0],)


def test_families_are_listed_a_page_at_a_time_and_found_by_words(record: Record) -> None:
    for name in "abc":
        add(record, article(name, said(FERRY, around=AROUND), said(BRIDGE, by=BERG, around=AROUND)))
    add(record, article("d", said(FERRY, around=AROUND)))
    page = record.families(limit=1)
    assert [found.articles for found in page.families] == [4]
    rest = record.families(limit=1, after=page.next)
    assert [found.articles for found in rest.families] == [3]
    assert rest.next is None
    assert [found.id for found in record.families("steel bridge").families] == [rest.families[0].id]
    assert record.families("submarine").families == ()
    with pytest.raises(BadCursor):
        record.families(after="x")


def test_marks_tell_family_and_relation_of_an_articles_statements(record: Record) -> None:
    one = article("one", said(FERRY, around=AROUND), said(BRIDGE))
    two = article("two", said(FERRY, around=AROUND), published="2024-05-08")
    add(record, one, two)
    marks = record.family_marks(one[1])
    family = record.family(ids(one)[0]).id
    assert {(id_, mark.id, mark.relation, mark.articles) for id_, mark in marks.items()} == {
        (ids(one)[0], family, "first", 2)
    }
    assert record.family_marks(two[1])[ids(two)[0]].relation == "verbatim"


def test_a_family_is_found_by_the_beginning_of_its_id_or_of_a_statements(record: Record) -> None:
    made = article("one", said(FERRY, around=AROUND))
    add(record, made, article("two", said(FERRY, around=AROUND)))
    family = record.family(ids(made)[0])
    assert record.family(family.id[:6]) == record.family(ids(made)[0][:6]) == family
    with pytest.raises(UnknownId, match="family or statement"):
        record.family("zzzz")


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM copies WHERE statement = (SELECT max(statement) FROM copies)",
        "UPDATE originals SET first = (SELECT max(statement) FROM copies) WHERE sequence = 1",
        "DELETE FROM original_keys WHERE key = (SELECT min(key) FROM original_keys WHERE original = 1)",
        "UPDATE original_keys SET day = day + 1 WHERE original = 1",
        "UPDATE originals SET by_name = 0 WHERE sequence = 1",
        "UPDATE originals SET stems = stems + 1 WHERE sequence = 1",
        "UPDATE families SET outlets = outlets + 1",
        "DELETE FROM family_originals",
        "DELETE FROM edges",
        "UPDATE comparisons SET rules = '0'",
        "DELETE FROM comparisons WHERE reading = (SELECT max(reading) FROM comparisons)",
    ],
)
def test_every_change_behind_the_record_is_named(tmp_path: Path, change: str) -> None:
    path = tmp_path / "a.record"
    with open_record(path, write=True) as record:
        add(record, article("one", said(FERRY)), article("two", said(CUT)), article("three", said(FERRY)))
        assert list(record.verify()) == []
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER comparisons_stay")
    connection.execute("DROP TRIGGER comparisons_remain")
    connection.execute(change)
    connection.commit()
    connection.close()
    with open_record(path, write=False) as record:
        assert {fault.kind for fault in record.verify()} & {"family", "entry"}


def test_what_was_undone_is_forgotten(record: Record) -> None:
    made = article("one", said(FERRY))
    inner = record._connection  # type: ignore[attr-defined]
    inner.execute("CREATE TEMP TRIGGER fail BEFORE INSERT ON comparisons BEGIN SELECT RAISE (ABORT, 'no'); END")
    with pytest.raises(Exception, match="no"):
        add(record, made)
    inner.execute("DROP TRIGGER fail")
    add(record, article("two", said(BRIDGE)))
    assert (
        "bridge"
        in record.family(record.article(article("two", said(BRIDGE))[1].article.id).statements[0].id).first.quote
    )
    assert list(record.verify()) == []


def test_ambiguous_beginnings_are_named(record: Record) -> None:
    news = [article(f"n{number}", said(f"{FERRY} {number}")) for number in range(40)]
    add(record, *news)
    starts = [id_[:1] for made in news for id_ in ids(made)]
    common = max(starts, key=starts.count)
    with pytest.raises(AmbiguousId):
        record.family(common)


def test_chains_of_all_orders_give_one_result(tmp_path: Path) -> None:
    news = [
        article("a", said(FERRY, on="2024-05-06")),
        article("b", said(FERRY), published="2024-05-08"),
        article("c", said(CHANGED, on="2023-05-06"), published="2023-05-07"),
    ]
    results = []
    for number, order in enumerate(permutations(news)):
        with open_record(tmp_path / f"{number}.record", write=True) as record:
            add(record, *order)
            results.append(told(record))
    assert all(result == results[0] for result in results)


def test_conflicts_come_in_pages_of_whole_families(record: Record) -> None:
    made = [article(name, said(words)) for name, words in (("one", FERRY), ("two", CHANGED), ("three", BRIDGE))]
    add(record, *made, article("four", said(BRIDGE.replace("wanted", "did not want"), by=BERG), published="2024-05-08"))
    every = list(record.conflicts())
    assert len({one.family for one in every}) == 2
    first = record.conflict_page(limit=1)
    assert first.next is not None
    assert first.families == 1
    second = record.conflict_page(limit=1, after=first.next)
    assert second.next is None
    assert [*first.conflicts, *second.conflicts] == every
    assert record.conflict_page(kind="speaker").conflicts == tuple(one for one in every if one.kind == "speaker")
    assert record.conflict_page("ferry").conflicts == tuple(record.conflicts("ferry"))
    assert record.conflict_page("zeppelin").conflicts == ()
    with pytest.raises(BadCursor):
        record.conflict_page(after="nonsense")


@pytest.mark.parametrize(
    "told", ["5", "[1]", '[{"a": 1}, 2, "x"]', "[1, 2, 3]", f'[{10**30}, 2, "x"]', "null", '"abc"', '[true, 1, "x"]']
)
def test_a_cursor_that_was_made_up_is_bad(record: Record, told: str) -> None:
    cursor = base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")
    with pytest.raises(BadCursor):
        record.families(after=cursor)
    with pytest.raises(BadCursor):
        record.conflict_page(after=cursor)


def test_of_very_common_words_only_the_statements_added_last_are_looked_at(record: Record) -> None:
    add(record, article("one", said(FERRY)), article("two", said(FERRY), published="2024-05-08"))
    other = BRIDGE.replace("Nobody", "Nobody of the ferry")
    add(record, article("three", said(other)), article("four", said(other), published="2024-05-08"))
    every, last = record.families("ferry"), record.families("ferry", among=2)
    assert (len(every.families), every.narrowed) == (2, False)
    assert [one.first.quote for one in last.families] == [f"“{other}”"]
    assert last.narrowed
    assert not record.families("ferry", among=4).narrowed
    assert record.conflict_page("ferry", among=2).families == 1
    assert record.conflict_page("ferry", among=2).narrowed


def test_what_was_kept_of_reports_is_dropped_when_less_is_to_be_held(tmp_path: Path) -> None:
    with open_record(tmp_path / "a.record", write=True) as record:
        add(record, article("one", said(FERRY)), article("two", said(FERRY)))
        reports = record._reports  # type: ignore[attr-defined]
        assert reports._reports
        record.hold(2)  # type: ignore[attr-defined]
        assert not reports._reports and not reports._sketches
