from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import When
from onrecord.problems.record import BadSearch, RecordReadOnly, UnknownSearch
from onrecord.record import Record, open_record
from tests.made_articles import READ_WITH, made


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "a.record", write=True) as record:
        record.add_reading(*made(1), read_with=READ_WITH)
        yield record


def urls(record: Record, name: str, **how: Any) -> list[str | None]:
    return [one.hit.url for one in record.search_hits(name, **how)]


@pytest.mark.parametrize("query", [{"words": "bridge"}, {"speaker": "Duarte"}, {"since": date(2024, 1, 1)}, {}])
def test_a_saved_search_tells_what_came_since_it_was_looked_at(record: Record, query: dict[str, Any]) -> None:
    record.save_search("bridges", query, who="Ana")
    before = len(record.search_hits("bridges"))
    assert urls(record, "bridges", only_new=True) == []
    record.add_reading(*made(2), read_with=READ_WITH)
    new = record.search_hits("bridges", only_new=True)
    assert {one.hit.url for one in new} == {"https://harbour.example/2"}
    assert record.new_in_search("bridges") == len(new)
    assert record.new_in_search("bridges", most=1) == 1
    found = record.search_hits("bridges")
    assert len(found) == before + len(new)
    assert [one.new for one in found] == [True] * len(new) + [False] * before
    assert found[0].added_at >= found[-1].added_at
    record.look_at_search("bridges")
    assert urls(record, "bridges", only_new=True) == []
    assert record.new_in_search("bridges") == 0


def test_searches_are_listed_written_over_and_removed(record: Record) -> None:
    record.save_search("a", {"words": "bridge", "limit": None}, who="Ana")
    record.save_search("b", {"act": {"denies", "asks"}, "rejected": False}, who="Rui")
    assert [(one.name, one.query, one.who) for one in record.saved_searches()] == [
        ("a", {"words": "bridge"}, "Ana"),
        ("b", {"act": ["asks", "denies"]}, "Rui"),
    ]
    record.save_search("a", {"words": "pillars"}, who="Rui")
    assert record.saved_search("a").query == {"words": "pillars"}
    record.remove_search("a")
    assert [one.name for one in record.saved_searches()] == ["b"]
    for forget in (record.remove_search, record.search_hits, record.look_at_search, record.saved_search):
        with pytest.raises(UnknownSearch, match="'b'"):
            forget("a")


def test_what_a_search_takes_is_kept_as_it_was_asked(record: Record) -> None:
    asked = {
        "words": 'the "bridge"', "speaker": "Duarte", "outlet": "times", "role": "mayor", "venue": "x", "to": "y",
        "since": date(2024, 1, 1), "until": "2024-12-31", "when": When.of_date("2024-05", text=None, rule="asked for"),
        "type": "direct", "kind": "said", "act": "states", "negated": False, "rejected": True, "sort": "date",
    }  # fmt: skip
    kept = record.save_search("all", asked, who="Ana").query
    assert kept == asked | {
        "since": "2024-01-01", "until": "2024-12-31", "when": "2024-05", "act": ["states"]
    }  # fmt: skip
    assert record.search_hits("all") == ()


@pytest.mark.parametrize(
    "query",
    [
        {"word": "x"},
        {"type": "loud"},
        {"since": "May"},
        {"act": "sings"},
        {"negated": "no"},
        {"when": "x"},
        {"words": 1},
    ],
)
def test_what_a_search_does_not_take_is_refused(record: Record, query: dict[str, Any]) -> None:
    with pytest.raises(BadSearch):
        record.save_search("x", query, who="Ana")


@pytest.mark.parametrize(("name", "who"), [(" ", "Ana"), ("x", "")])
def test_a_search_needs_a_name_and_a_person(record: Record, name: str, who: str) -> None:
    with pytest.raises(BadSearch):
        record.save_search(name, {}, who=who)


def test_saving_needs_a_writer(record: Record, tmp_path: Path) -> None:
    with open_record(tmp_path / "a.record", write=False) as reader, pytest.raises(RecordReadOnly):
        reader.save_search("x", {}, who="Ana")


def test_a_saved_search_leaves_nothing_to_prove(record: Record) -> None:
    record.save_search("bridges", {"words": "bridge"}, who="Ana")
    assert list(record.verify()) == []
