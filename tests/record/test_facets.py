import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onrecord import open_record as open_library
from onrecord.model import Speaker, Words
from onrecord.record import Record, open_record, searching
from onrecord.record.actors import profile
from onrecord.record.searching import facets as counting
from onrecord.record.searching.facets import Share
from onrecord.record.values import SearchedIn, Sort
from tests.made_articles import READ_WITH, Made, made, statement, with_statements

MAYOR = Speaker("Ana Duarte", "person", Words("mayor"))
MINISTER = Speaker("Rui Braga", "person", Words("minister"))


def told(number: int, day: str, outlet: str, *speakers: Speaker, act: str = "states", venue: str | None = None) -> Made:
    pair = made(number, paragraphs=(f"The bridge number {number} is safe, they said.",), outlet=outlet, published=day)
    found = statement(pair[1].article.latest.text, content=f"The bridge number {number} is safe")
    place = Words(venue) if venue else None
    return with_statements(pair, replace(found, speakers=speakers, act=act, venue=place))  # type: ignore[arg-type]


ARTICLES = (
    told(1, "2024-05-07", "The Post", MAYOR, venue="a hearing"),
    told(2, "2024-05-09", "The Post", MAYOR, act="denies"),
    told(3, "2024-06-01", "The Herald", MAYOR, MINISTER),
    told(4, "2023-06-01", "The Herald", MINISTER, venue="a hearing"),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("facets") / "a.record"
    with open_record(path, write=True) as writer:
        for pair in ARTICLES:
            writer.add_reading(*pair, read_with=READ_WITH)
    return path


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with open_record(path, write=False) as record:
        yield record


def shares(counted: tuple[Share, ...]) -> list[tuple[str, int]]:
    return [(one.value, one.count) for one in counted]


@pytest.mark.parametrize("words", ["bridges", ""])
def test_hits_are_counted_by_what_filters_ask_for(record: Record, words: str) -> None:
    found = record.facets(words)
    assert (found.total, found.complete) == (4, True)
    assert shares(found.actors) == [("Ana Duarte", 3), ("Rui Braga", 2)]
    assert found.actors[0].id == record.actor("Ana Duarte").id
    assert shares(found.roles) == [("mayor", 3), ("minister", 2)]
    assert shares(found.outlets) == [("The Herald", 2), ("The Post", 2)]
    assert shares(found.acts) == [("states", 3), ("denies", 1)]
    assert shares(found.venues) == [("a hearing", 2)]
    assert shares(found.kinds) == [("said", 4)]
    assert sum(one.count for one in found.types) == 4
    assert shares(found.years) == [("2023", 1), ("2024", 3)]
    assert shares(found.months) == [("2023-06", 1), ("2024-05", 2), ("2024-06", 1)]


@pytest.mark.parametrize(
    "filters",
    [
        {"outlet": "post"},
        {"speaker": "Braga"},
        {"role": "mayor"},
        {"venue": "hearing"},
        {"act": "denies"},
        {"act": ("denies", "asks"), "outlet": "herald"},
        {"since": date(2024, 1, 1)},
        {"type": "direct"},
        {"speaker": "Duarte", "venue": "hearing"},
        {"rejected": True},
        {"negated": True},
    ],
)
@pytest.mark.parametrize("words", ["bridge", ""])
def test_facets_count_what_the_search_finds(record: Record, words: str, filters: dict[str, object]) -> None:
    hits = record.search(words, **filters).hits  # type: ignore[arg-type]
    assert record.facets(words, **filters).total == len(hits)  # type: ignore[arg-type]


def test_actors_that_are_one_are_counted_as_one(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "b.record"
    copy.write_bytes(path.read_bytes())
    with open_record(copy, write=True) as record:
        record.merge("Rui Braga", "Ana Duarte", who="Ana")
        assert shares(record.facets("bridge").actors) == [("Ana Duarte", 4)]
        assert record.profile("Ana Duarte").statements == 4


def test_of_many_hits_those_added_last_are_counted(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_COUNTED", 2)
    found = record.facets("bridge")
    assert (found.total, found.complete) == (2, False)
    assert shares(found.months) == [("2023-06", 1), ("2024-06", 1)]
    newest = record.facets()
    assert (newest.total, newest.complete) == (2, False)
    assert shares(newest.months) == [("2024-05", 1), ("2024-06", 1)]


def test_of_a_large_record_only_some_statements_are_looked_at(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_LOOKED", 3)
    assert not record.facets().complete
    assert not record.facets("bridge").complete
    assert record.facets(act="denies").total == 1
    early = record.facets(until=date(2023, 12, 31))
    assert (early.total, early.complete) == (1, False)
    assert record.facets(until=date.max).total == 3


@pytest.mark.parametrize("write", [False, True])
def test_counts_are_kept_until_the_record_changes(path: Path, tmp_path: Path, write: bool) -> None:
    changed = Path(shutil.copy(path, tmp_path / "a.record"))
    with open_record(changed, write=write) as record:
        before = record.facets("bridge")
        assert record.facets("bridge") == before
        assert (record.facets("bridge") is before) != write
        assert record.facets("bridge", speaker="Ana").total < before.total
        with open_record(changed, write=True) as writer:
            writer.add_reading(*told(5, "2024-07-01", "The Post", MAYOR), read_with=READ_WITH)
        assert record.facets("bridge").total == before.total + 1


@pytest.mark.parametrize("words", ["bridge", ""])
def test_articles_are_counted_by_outlet_and_date(record: Record, words: str) -> None:
    found = record.facets(words, in_="articles")
    assert (found.total, found.complete) == (4, True)
    assert shares(found.outlets) == [("The Herald", 2), ("The Post", 2)]
    assert shares(found.months) == [("2023-06", 1), ("2024-05", 2), ("2024-06", 1)]
    assert found.actors == found.acts == found.kinds == ()
    assert record.facets(words, in_="articles", speaker="Braga", outlet="herald").total == 2


@pytest.mark.parametrize("words", ["bridge", ""])
def test_of_many_articles_some_are_counted(record: Record, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr(counting, "MOST_COUNTED", 2)
    some = record.facets(words, in_="articles")
    assert (some.total, some.complete) == (2, False)


@pytest.mark.parametrize("in_", ["statements", "articles"])
@pytest.mark.parametrize("sort", ["relevance", "date", None])
@pytest.mark.parametrize("words", ["bridge", ""])
def test_pages_of_many_hits_hold_each_once(
    record: Record, monkeypatch: pytest.MonkeyPatch, sort: Sort | None, words: str, in_: SearchedIn
) -> None:
    monkeypatch.setattr(searching, "MOST_RANKED", 2)
    found, after = [], None
    while True:
        page = record.search(words, sort=sort, in_=in_, limit=1, after=after)
        found += [hit.url for hit in page.hits]
        after = page.next
        if after is None:
            break
    assert sorted(map(str, found)) == [f"https://harbour.example/{number}" for number in (1, 2, 3, 4)]


def test_hits_are_sorted_by_date(record: Record) -> None:
    days = [hit.published.value for hit in record.search("bridge", sort="date").hits if hit.published]
    assert days == ["2024-06-01", "2024-05-09", "2024-05-07", "2023-06-01"]
    first = record.search("bridge", sort="date", limit=2)
    rest = record.search("bridge", sort="date", limit=2, after=first.next)
    assert [hit.published.value for hit in (*first.hits, *rest.hits) if hit.published] == days


def test_articles_are_sorted_by_date(record: Record) -> None:
    first = record.search("bridge", in_="articles", sort="date", limit=3)
    rest = record.search("bridge", in_="articles", sort="date", limit=3, after=first.next)
    found = [hit.url for hit in (*first.hits, *rest.hits)]
    assert found == [f"https://harbour.example/{number}" for number in (3, 2, 1, 4)]
    assert first.hits[0].highlights


def test_an_actor_at_a_glance(record: Record) -> None:
    found = record.profile("Ana Duarte")
    assert found.actor.name == "Ana Duarte"
    assert (found.statements, found.articles, found.complete) == (3, 3, True)
    assert (found.first, found.last) == ("2024-05-07", "2024-06-01")
    assert shares(found.outlets) == [("The Post", 2), ("The Herald", 1)]
    assert shares(found.months) == [("2024-05", 2), ("2024-06", 1)]
    assert shares(found.venues) == [("a hearing", 1)]
    assert shares(found.acts) == [("states", 2), ("denies", 1)]
    assert found.denied == 1
    assert shares(found.beside) == [("Rui Braga", 1)]
    (role,) = found.roles
    assert (role.title, role.statements, role.first, role.last) == ("mayor", 3, "2024-05-07", "2024-06-01")


def test_a_split_moves_what_is_counted(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "b.record"
    copy.write_bytes(path.read_bytes())
    with open_record(copy, write=True) as record:
        (denied,) = record.search("bridge", act="denies").hits
        assert denied.statement
        decision = record.split("Ana Duarte", statements=[denied.statement.id], who="Ana")
        other = record.profile(str((decision.change or {})["split_into"]))
        assert (other.statements, other.denied, [role.title for role in other.roles]) == (1, 1, ["mayor"])
        first = record.actors("Duarte").actors[0].actor.id
        assert record.profile(first).statements == 2
        assert record.profile(first).denied == 0


def test_of_who_speaks_much_only_the_last_is_counted(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profile, "MOST_COUNTED", 2)
    found = record.profile("Ana Duarte")
    assert (found.statements, found.complete, found.first) == (2, False, "2024-05-09")


@pytest.mark.parametrize("most", [1, 10_000])
def test_what_an_actor_denied(record: Record, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(searching, "MOST_RANKED", most)
    denied = record.statements_of("Ana Duarte", act="denies")
    assert [hit.url for hit in denied.hits] == ["https://harbour.example/2"]
    everything = [hit.url for hit in record.statements_of("Ana Duarte").hits]
    assert everything == [f"https://harbour.example/{number}" for number in (3, 2, 1)]
    herald = record.statements_of("Ana Duarte", outlet="herald", role="mayor")
    assert [hit.url for hit in herald.hits] == ["https://harbour.example/3"]


def test_the_library_takes_days_in_words(path: Path) -> None:
    with open_library(path, write=False) as record:
        assert record.facets("bridge", since="2024-05", until="2024-05").total == 2
        assert len(record.search("bridge", sort="date")) == 4
