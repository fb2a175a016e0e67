"""Articles in which very many say one sentence: they are compared with others in work that grows with them, and what
is found depends on no order. All names are invented."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.families.candidates import MOST_HOLDERS
from onrecord.families.reports import Report, Told
from onrecord.record import Record, open_record
from tests.made_utterances import Said, add, article, said
from tests.older_records import without_questions
from tests.record.test_families import FERRY, Made, Words, edges, ids, told

Compared = list[tuple[Report, Report]]
LETTERS = "bcdfghklmnprstvz"
SIGNED = "{} put under the letter that {} had on its first page."


@pytest.fixture(autouse=True)
def compared(monkeypatch: pytest.MonkeyPatch) -> Compared:
    """The pairs of two articles that are compared; each speaker is taken to say one thing once."""
    found: Compared = []

    def possible(first: Report, second: Report) -> bool:
        if first.article_id != second.article_id:
            found.append((first, second))
        return names(first) == names(second)

    def judge(first: Report, second: Report, *, meanings: object) -> Told:
        return "verbatim", 0.9

    monkeypatch.setattr("onrecord.record.families.sqlite._sentences", Words)
    monkeypatch.setattr("onrecord.families.comparison.is_possible", possible)
    monkeypatch.setattr("onrecord.families.comparison.judge", judge)
    return found


def names(report: Report) -> list[str]:
    return [speaker.name for speaker in report.statement.speakers]


def name(number: int) -> str:
    return "Anna " + "".join(f"{LETTERS[number >> shift & 15]}o" for shift in (8, 4, 0)).capitalize()


def signed(paper: str, numbers: Iterable[int]) -> Iterator[Said]:
    """The sentence as many people say it in a newspaper."""
    return (said(FERRY, by=name(number), around=SIGNED.format(name(number), paper)) for number in numbers)


@pytest.mark.parametrize("days", [("2024-05-07", "2024-05-08"), ("2024-05-07", "2024-05-20"), (None, None)])
def test_the_work_grows_with_the_speakers(
    tmp_path: Path, compared: Compared, days: tuple[str | None, str | None]
) -> None:
    counts = []
    for count in (60, 120):
        compared.clear()
        path = tmp_path / f"{count}.record"
        with open_record(path, write=True) as record:
            for paper, day in zip("ab", days, strict=True):
                add(record, article(paper, *signed(paper, range(count)), published=day))
        assert sum(names(first) == names(second) for first, second in compared) == count
        assert len(edges_between(path)) == count
        counts.append(len(compared))
    assert counts == [60 + MOST_HOLDERS**2 - MOST_HOLDERS, 120 + MOST_HOLDERS**2 - MOST_HOLDERS]


def test_one_who_says_it_is_compared_with_the_first_and_with_the_same_speaker(
    tmp_path: Path, compared: Compared
) -> None:
    with open_record(tmp_path / "a.record", write=True) as record:
        add(record, article("a", *signed("a", range(60))), article("b", *signed("b", [50]), published="2024-05-08"))
    assert [names(first)[0] for first, _ in compared] == [name(one) for one in (*range(MOST_HOLDERS), 50)]


EDGES_BETWEEN = """
SELECT one.speaker_name FROM edges
JOIN statements AS one ON one.sequence = edges.first JOIN statements AS other ON other.sequence = edges.second
WHERE one.version <> other.version
"""


def edges_between(path: Path) -> list[str]:
    """Who says what is linked between two articles."""
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute(EDGES_BETWEEN)]


def the_same_in_any_order(folder: Path, news: list[Made], *before: Made) -> None:
    """Each comes first once and last once; also after earlier versions of some."""
    results = []
    turned = [news[number:] + news[:number] for number in range(len(news))]
    for number, order in enumerate([*turned, [*before, *news[::-1]]]):
        path = folder / f"{number}.record"
        with open_record(path, write=True) as record:
            add(record, *order)
            results.append((told(record), edges(path)))
            assert list(record.verify()) == []
    assert len(results[0][1]) > 0
    assert all(result == results[0] for result in results)


@pytest.mark.parametrize("late", ["2024-05-08", "2024-06-01", "2024-09-01"], ids=["days", "another month", "far"])
def test_what_is_found_depends_on_no_order(tmp_path: Path, late: str) -> None:
    a = article("a", *signed("a", range(46)), published="2024-05-07")
    b = article("b", *signed("b", [*range(30, 76), 1]), published=late)
    # What it takes over of the first one was published earlier, so that others of that one are no more its first.
    c = article("c", *signed("a", range(3, 9)), *signed("c", [44]), published="2024-04-20")
    older = article("b", *signed("b", range(50, 53)), published=late), article("c", said("Nothing yet", by=None))
    the_same_in_any_order(tmp_path, [a, b, c], *older)


def test_what_nobody_said_is_found_in_either_order(tmp_path: Path) -> None:
    a = article("a", *signed("a", range(46)), said(FERRY, by=None, around="It was said."))
    b = article("b", *(said(FERRY, by=None, around=f"So told number {one}.") for one in range(45)), published=None)
    the_same_in_any_order(tmp_path, [a, b])


def test_decisions_let_the_next_ones_be_found(tmp_path: Path) -> None:
    a, b = article("a", *signed("a", range(44))), article("b", *signed("b", range(40, 50)), published="2024-05-20")
    results = []
    for number, late in enumerate((True, False)):
        path = tmp_path / f"{number}.record"
        with open_record(path, write=True) as record:
            add(record, *([a, b] if late else [a]))
            rejected = [record.decide(ids(a)[one], "reject", who="me") for one in (2, 5)]
            undone = record.decide(ids(a)[7], "reject", who="me")
            add(record, b)
            record.undo(undone.number, who="me")
            results.append((told(record), edges(path), keys(record)))
            assert list(record.verify()) == []
            assert len(rejected) == 2
    assert results[0] == results[1]


KEYS = """
SELECT original_keys.key, original_keys.day, hex(originals.key)
FROM original_keys JOIN originals ON originals.sequence = original
"""


def keys(record: Record) -> list[tuple[int, int, str]]:
    connection = record._connection  # type: ignore[attr-defined]
    return sorted(map(tuple, connection.execute(KEYS)))


def test_a_record_with_the_keys_of_before_makes_them_again(tmp_path: Path) -> None:
    path = tmp_path / "a.record"
    with open_record(path, write=True) as record:
        add(record, article("a", *signed("a", range(44))))
        expected = keys(record)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO original_keys SELECT key + 1, day, original FROM original_keys")
        without_questions(connection)
        connection.execute("DELETE FROM migrations WHERE number >= 16")
    with open_record(path, write=True) as record:
        assert keys(record) == expected
        assert list(record.verify()) == []
