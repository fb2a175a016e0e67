"""Review: the queue of what is to be decided, what each reviewer made of it, and edits by places in the text."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord import open_record
from onrecord.library import OpenRecord
from onrecord.model import Span, Statement, names_of
from onrecord.problems.record import BadCursor, BadDecision, UnknownActor, UnknownDecision, UnknownId
from onrecord.record.decisions import queue
from onrecord.record.decisions.edits import Part
from onrecord.record.families import sqlite as families_sqlite
from onrecord.record.values import Bounded
from tests.made_articles import READ_WITH, Made, made, statement, with_statements
from tests.record.test_decisions import longer
from tests.record.test_families import Words as NoEncoder

SURE = (0.9, 0.6), (0.5, 0.8), (0.7, 0.5)
"""Of the mayor's statement and the union's, in three articles."""


@pytest.fixture(autouse=True)
def _no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families_sqlite, "_sentences", NoEncoder)


def sure(number: int) -> Made:
    """An article whose statements have the confidences above."""
    given = made(number)
    both = zip(given[1].statements, SURE[number - 1], strict=True)
    return with_statements(given, *(replace(one, confidence=confidence) for one, confidence in both))


@pytest.fixture
def record(tmp_path: Path) -> Iterator[OpenRecord]:
    with open_record(tmp_path / "a.record") as record:
        for number in range(1, len(SURE) + 1):
            record.add_reading(*sure(number), read_with=READ_WITH)
        yield record
        assert [fault.message for fault in record.verify()] == []


def ids(*places: tuple[int, int]) -> list[str]:
    """The ids of statements: the number of the article, and which of its two."""
    return [sure(number)[1].statements[which].id for number, which in places]


def queued(record: OpenRecord, who: str = "Kim", **asked: Any) -> list[str]:
    return [hit.statement.id for hit in record.to_review(who, **asked).hits if hit.statement]


MAYOR_1, UNION_1, MAYOR_2, UNION_2, MAYOR_3, UNION_3 = ids((1, 0), (1, 1), (2, 0), (2, 1), (3, 0), (3, 1))
IN_ORDER = [MAYOR_2, UNION_3, UNION_1, MAYOR_3, UNION_2, MAYOR_1]


def test_the_most_doubtful_come_first_a_page_at_a_time(record: OpenRecord) -> None:
    found, after = [], None
    for number in range(6):
        page = record.to_review("Kim", limit=1, after=after)
        assert (str(page.decided), str(page.left), page.skipped) == ("0", "6", 0)
        found += [hit.statement.id for hit in page.hits if hit.statement]
        after = page.next
        assert (after is None) == (number == 5)
    assert found == IN_ORDER == queued(record)
    hit = record.to_review("Kim").hits[0]
    assert hit.statement is not None
    assert (hit.url, hit.quote) == ("https://harbour.example/2", hit.statement.quote(hit.text))


def test_filters_narrow_the_queue_and_its_progress(record: OpenRecord) -> None:
    article = sure(3)[1].article.id
    assert queued(record, article=article[:9]) == [UNION_3, MAYOR_3]
    assert queued(record, actor="Ana Duarte") == [MAYOR_2, MAYOR_3, MAYOR_1]
    assert queued(record, actor="Ana Duarte", article=article) == [MAYOR_3]
    assert queued(record, below=0.6) == [MAYOR_2, UNION_3]
    assert queued(record, stage="speaker") == []
    assert (
        queued(record, stage="when") == [one for one in IN_ORDER if record.statement(one)[1].when is None] != IN_ORDER
    )
    record.decide(MAYOR_3, "accept", who="Kim")
    page = record.to_review("Kim", actor="Ana Duarte")
    assert (page.decided, page.left) == (Bounded(1), Bounded(2))
    page = record.to_review("Kim", article=article)
    assert (page.decided, page.left) == (Bounded(1), Bounded(1))
    assert record.to_review("Kim", below=0.6).decided == Bounded(0)


def test_what_is_decided_is_left_out_until_it_is_taken_back(record: OpenRecord) -> None:
    record.decide(MAYOR_2, "reject", who="Kim")
    record.decide(UNION_3, "edit", who="Kim", speaker="Rui Braga")
    assert queued(record, "Lee") == queued(record, "Kim") == IN_ORDER[2:]
    record.undo(2, who="Lee")
    assert queued(record) == IN_ORDER[1:]
    assert record.to_review("Lee").decided == Bounded(1)


def test_an_accepted_article_is_left_out(record: OpenRecord) -> None:
    decision = record.decide(sure(3)[1].article.id, "accept", who="Kim")
    assert queued(record, "Lee") == [one for one in IN_ORDER if one not in (MAYOR_3, UNION_3)]
    assert queued(record, "Lee", blind=True) == IN_ORDER
    page = record.to_review("Kim")
    assert (page.decided, page.left) == (Bounded(2), Bounded(4))
    record.undo(decision.number, who="Kim")
    assert queued(record) == IN_ORDER


def test_a_second_reviewer_codes_blind(record: OpenRecord) -> None:
    record.decide(MAYOR_2, "reject", who="Kim")
    record.decide(UNION_3, "edit", who="Kim", speaker="Rui Braga", act="denies")
    page = record.to_review("Lee", blind=True)
    assert [hit.statement.id for hit in page.hits if hit.statement] == IN_ORDER
    assert (page.decided, page.left) == (Bounded(0), Bounded(6))
    assert page.hits[1].statement == sure(3)[1].statements[1]
    assert queued(record, "Lee", blind=True, actor="Ana Duarte") == [MAYOR_2, MAYOR_3, MAYOR_1]
    record.decide(UNION_3, "accept", who="Lee")
    assert queued(record, "Lee", blind=True) == [MAYOR_2, *IN_ORDER[2:]]
    assert record.to_review("Lee", blind=True).decided == Bounded(1)


def test_what_is_skipped_comes_last_for_that_reviewer_alone(record: OpenRecord) -> None:
    before = record.counts()
    record.skip(MAYOR_2, who="Kim")
    record.skip(UNION_3[:8], who=" Kim ")
    record.skip(UNION_3, who="Kim")
    later = [*IN_ORDER[2:], *IN_ORDER[:2]]
    assert queued(record, "Kim") == later
    assert queued(record, "Lee") == IN_ORDER
    assert record.counts() == before
    found, after = [], None
    for _ in range(6):
        page = record.to_review("Kim", limit=1, after=after)
        assert (page.left, page.skipped) == (Bounded(6), 2)
        found += [hit.statement.id for hit in page.hits if hit.statement]
        after = page.next
    assert (found, after) == (later, None)
    assert queued(record, "Kim", actor="Ana Duarte") == [MAYOR_3, MAYOR_1, MAYOR_2]
    record.skip(MAYOR_2, who="Kim", undo=True)
    record.decide(UNION_3, "accept", who="Kim")
    assert queued(record, "Kim") == [MAYOR_2, *IN_ORDER[2:]]
    with pytest.raises(BadDecision, match="nobody skips"):
        record.skip(MAYOR_2, who=" ")


def test_counts_are_bounded(record: OpenRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "COUNTED", 3)
    assert str(record.to_review("Kim").left) == "3+"
    assert str(Bounded(10_000, more=True)) == "10,000+"


def test_only_the_newest_reading_of_the_latest_version_is_queued(record: OpenRecord) -> None:
    record.decide(MAYOR_1, "accept", who="Kim")
    other = longer()
    record.add_reading(*other, read_with=READ_WITH)
    mayor, union = other[1].statements
    assert queued(record, article=other[1].article.id) == [union.id]
    better = tuple(replace(one, confidence=0.1) for one in other[1].statements)
    record.add_rereading(replace(other[1], statements=better), number=2, read_with="another 2")
    assert queued(record, "Lee", blind=True)[:2] == [mayor.id, union.id]
    assert queued(record, "Kim", blind=True)[0] == union.id
    assert record.to_review("Kim").decided == Bounded(1)
    assert [one.who for one in record.verdicts(mayor.id).values()] == ["Kim"]


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"limit": 0}, ValueError),
        ({"stage": "mood"}, ValueError),
        ({"actor": "Nobody At All"}, UnknownActor),
        ({"article": "nope"}, UnknownId),
        ({"after": "nope"}, BadCursor),
        ({"after": "WyJ4Il0"}, BadCursor),
    ],
)
def test_what_has_no_sense_is_refused(record: OpenRecord, asked: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        record.to_review("Kim", **asked)
    after = record.to_review("Kim", limit=1).next
    with pytest.raises(BadCursor):
        record.to_review("Lee", after=after)


def test_every_reviewers_latest_verdict_stays_and_the_latest_of_all_holds(record: OpenRecord) -> None:
    record.decide(MAYOR_1, "edit", who="Kim", speaker="Rui Braga")
    record.decide(MAYOR_1, "edit", who="Kim", act="denies")
    record.decide(MAYOR_1, "reject", who="Lee")
    assert {who: one.number for who, one in record.verdicts(MAYOR_1).items()} == {"Kim": 2, "Lee": 3}
    (reviewed,) = record.reviews()
    left = reviewed.by["Kim"].statement
    assert left is not None
    assert (names_of(left.speakers), left.act, reviewed.by["Lee"].statement) == ("Rui Braga", "denies", None)
    assert (reviewed.statement, len(reviewed.by)) == (sure(1)[1].statements[0], 2)
    assert record.search(rejected=True).hits != ()
    record.undo(3, who="Lee")
    assert record.verdicts(MAYOR_1).keys() == {"Kim"}
    assert record.statement(MAYOR_1)[1].act == "denies"
    assert list(record.reviews()) == []
    (alone,) = record.reviews(MAYOR_1)
    assert alone.by["Kim"].statement == replace(record.statement(MAYOR_1)[1], decision=None)
    assert record.verdicts(UNION_1) == {}


def test_a_reviewer_who_works_blind_is_not_measured_by_the_edits_of_another(record: OpenRecord) -> None:
    record.decide(MAYOR_1, "edit", who="Kim", speaker="Rui Braga")
    record.decide(MAYOR_1, "edit", who="Lee", when="2024-05", speaker=["Ana Duarte", "Vik Sol"])
    assert names_of(record.statement(MAYOR_1)[1].speakers) == "Ana Duarte; Vik Sol"
    (reviewed,) = record.reviews()
    kim, lee = (reviewed.by[who].statement for who in ("Kim", "Lee"))
    assert kim is not None
    assert lee is not None
    assert (names_of(kim.speakers), kim.when) == ("Rui Braga", sure(1)[1].statements[0].when)
    assert lee.speakers[0] == sure(1)[1].statements[0].speakers[0]  # its role and mention are those of the article


def test_reviews_of_a_statement_stay_with_later_versions(record: OpenRecord) -> None:
    record.decide(MAYOR_1, "accept", who="Kim")
    record.add_reading(*longer(), read_with=READ_WITH)
    mayor = longer()[1].statements[0]
    record.decide(mayor.id, "reject", who="Lee")
    (reviewed,) = record.reviews()
    assert (reviewed.statement.id, sorted(reviewed.by)) == (mayor.id, ["Kim", "Lee"])
    assert [sorted(one.by) for one in record.reviews(mayor.id)] == [["Kim", "Lee"]]


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE reviewed SET who = 'Lee'", "who reviewed its statements"),
        ("DELETE FROM reviewed", "who reviewed its statements"),
        ("DELETE FROM appearances_by_confidence", "the order of its statements in review"),
        ("UPDATE appearances_by_confidence SET confidence = 0.3", "the order of its statements in review"),
        ("INSERT INTO appearances_by_confidence VALUES (1, 0.5, 1)", "the order of its statements in review"),
    ],
)
def test_verify_finds_what_is_out_of_step_with_the_log(tmp_path: Path, damage: str, told: str) -> None:
    path = tmp_path / "a.record"
    with open_record(path) as record:
        record.add_reading(*made(), read_with=READ_WITH)
        record.decide(made()[1].statements[0].id, "accept", who="Kim")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(damage)
        connection.commit()
    with open_record(path, write=False) as record:
        (fault,) = record.verify()
        assert told in fault.message


def test_a_page_is_read_off_an_index_alone(tmp_path: Path) -> None:
    with open_record(tmp_path / "a.record"):
        pass
    asked = {"below": 2.0, "confidence": -1.0, "sequence": 0, "stage": "statement", "blind": False, "who": "Kim",
             "limit": 20, "actor": 1}  # fmt: skip
    with closing(sqlite3.connect(tmp_path / "a.record")) as connection:
        for query, first in (
            (
                queue.OPEN,
                "SEARCH statements USING COVERING INDEX proposals_by_confidence (confidence>? AND confidence<?)",
            ),
            (queue.OPEN_OF_ACTOR, "SEARCH appearing USING PRIMARY KEY (actor=?"),
        ):
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", asked)]
            assert plan[0].startswith(first)
            assert not [step for step in plan if "TEMP B-TREE" in step or step.startswith("SCAN")]


def test_a_record_from_before_reviews_gets_them(tmp_path: Path) -> None:
    path = tmp_path / "a.record"
    with open_record(path) as record:
        record.add_reading(*made(), read_with=READ_WITH)
        record.decide(made()[1].statements[0].id, "accept", who="Kim")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM reviewed")
        connection.commit()
    with open_record(path) as record:
        assert record.verdicts(made()[1].statements[0].id).keys() == {"Kim"}


def test_an_article_with_reviews_can_be_removed(record: OpenRecord) -> None:
    record.decide(MAYOR_1, "accept", who="Kim")
    record.skip(UNION_1, who="Kim")
    record.remove(sure(1)[1].article.id, reason="asked for", who="Kim")
    assert queued(record) == [one for one in IN_ORDER if one not in (MAYOR_1, UNION_1)]


FAMILY = "👩‍👩‍👧"
MARKED = f"“Cafe\u0301 {FAMILY} stays 👍🏽 open,”  Ana said. “Na\u0303o ❤️ ever.”"


@pytest.fixture
def marked(record: OpenRecord) -> Statement:
    """A statement with emoji and combining characters."""
    given = made(9, paragraphs=(MARKED,))
    text = given[1].article.latest.text
    one = statement(text, content=f"Cafe\u0301 {FAMILY} stays 👍🏽 open,", source="Ana")
    record.add_reading(*with_statements(given, one), read_with=READ_WITH)
    return one


def test_an_edit_by_places_of_code_points_has_just_those_words(record: OpenRecord, marked: Statement) -> None:
    text = record.statement(marked.id)[0].article.latest.text
    first, second = (text.index(words) for words in ("stays", "Na\u0303o"))
    parts: list[Part] = [(second, second + len("Na\u0303o ❤️")), Span(first - 1, first + len("stays 👍🏽 "))]
    record.decide(marked.id, "edit", who="Kim", content=parts)
    one = record.statement(marked.id)[1]
    assert [span.of(text) for span in one.content] == ["stays 👍🏽", "Na\u0303o ❤️"]
    record.decide(marked.id, "edit", who="Kim", content=[f"{first}-{first + 5}"])
    assert record.statement(marked.id)[1].quote(text) == "stays"


@pytest.mark.parametrize(
    ("begin", "end", "whole"),
    [
        ("\u0301", "stays", f"e\u0301 {FAMILY} stays"),  # half of an accented letter
        (FAMILY[1:], "stays", f"{FAMILY} stays"),  # a part of a family
        ("stays", "👍", "stays 👍🏽"),
        ("stays", "stays 👍🏽 open,”  ", "stays 👍🏽 open,”"),
        ("Na", "❤", "Na\u0303o ❤️"),
    ],
)
def test_a_place_never_cuts_a_character_and_has_no_white_space_at_its_ends(
    record: OpenRecord, marked: Statement, begin: str, end: str, whole: str
) -> None:
    text = record.statement(marked.id)[0].article.latest.text
    start = text.index(begin)
    record.decide(marked.id, "edit", who="Kim", content=[(start, text.index(end, start) + len(end))])
    assert record.statement(marked.id)[1].quote(text) == whole


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ([(0, 10**7)], "not a stretch"),
        ([(-3, 4)], "not a stretch"),
        ([(4, 4)], "not a stretch"),
        ([(2, 9), (5, 12)], "overlap"),
        ([(1, 2, 3)], "not a part of the content"),
        ([("a", "b")], "not a part of the content"),
        ((3, 9), "not a part of the content"),
    ],
)
def test_places_that_are_not_in_the_text_are_refused(
    record: OpenRecord, marked: Statement, content: Any, told: str
) -> None:
    with pytest.raises(BadDecision, match=told):
        record.decide(marked.id, "edit", who="Kim", content=content)
    text = record.statement(marked.id)[0].article.latest.text
    blank = text.index("  ")
    with pytest.raises(BadDecision, match="only white space"):
        record.decide(marked.id, "edit", who="Kim", content=[(blank, blank + 2)])


def test_the_log_is_read_from_its_end(record: OpenRecord) -> None:
    record.decide(MAYOR_1, "accept", who="Kim")
    record.decide(UNION_1, "reject", who="Lee")
    record.undo(2, who="Lee")
    record.decide(sure(2)[1].article.id, "accept", who="Kim")
    all_of_them = record.decisions()[::-1]
    assert record.latest_decisions().decisions == all_of_them
    assert [one.number for one in record.latest_decisions(standing=True).decisions] == [4, 1]
    assert [one.number for one in record.latest_decisions(who="Lee").decisions] == [3, 2]
    assert [one.number for one in record.latest_decisions(subject="article").decisions] == [4]
    assert [one.number for one in record.latest_decisions(MAYOR_1[:8]).decisions] == [1]
    first = record.latest_decisions(limit=3)
    assert record.latest_decisions(limit=3, after=first.next).decisions == all_of_them[3:]
    assert record.latest_decisions(limit=4).next is None
    assert record.decision(2) == all_of_them[2]


@pytest.mark.parametrize("cursor", ["", "x", "1", "-", "00000000-1", "٣"])
def test_a_cursor_of_another_log_is_refused(record: OpenRecord, cursor: str) -> None:
    with pytest.raises(BadCursor):
        record.latest_decisions(after=cursor)


@pytest.mark.parametrize("number", [0, 1, -1, 2**63, 10**30])
def test_a_decision_that_nobody_made_is_unknown(record: OpenRecord, number: int) -> None:
    with pytest.raises(UnknownDecision, match="There is no decision"):
        record.decision(number)
    with pytest.raises(ValueError, match="at least 1"):
        record.latest_decisions(limit=0)


def test_articles_of_decisions_are_listed_until_those_are_taken_back(record: OpenRecord) -> None:
    first, second, third = (sure(number)[1].article.id for number in (1, 2, 3))
    record.decide(third, "accept", who="Kim")
    record.decide(UNION_1, "reject", who="Lee")
    record.decide(MAYOR_2, "accept", who="Lee")
    assert record.articles_decided_about() == (first, second, third)
    record.undo(1, who="Kim")
    record.undo(2, who="Kim")
    assert record.articles_decided_about() == (second,)
