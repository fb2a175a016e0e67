"""The library as a program uses it, with a made-up reader in place of the model."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import onrecord
from onrecord import cli, pipeline, reading
from onrecord.model import Loaded
from onrecord.problems.record import (
    AmbiguousActor,
    RecordClosed,
    RecordMissing,
    RecordReadOnly,
    UnknownActor,
    UnknownVersion,
)
from onrecord.problems.sources import PublishedNotATime
from onrecord.results import Found, Hits, ReadArticle, Readings, read_article
from tests.cli.test_commands import BRIDGE, FERRY, MadeUpReader, quotations
from tests.made_articles import READ_WITH, made
from tests.record.test_actors import article, person


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(reading, "Reader", MadeUpReader)
    monkeypatch.setattr(pipeline, "statements", quotations)
    monkeypatch.chdir(tmp_path)
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "bridge.txt").write_text(BRIDGE, "utf8")
    (pages / "ferry.txt").write_text(FERRY, "utf8")
    return pages


# read


@pytest.mark.parametrize("inputs", ["pages", Path("pages"), ["pages/bridge.txt", Path("pages/ferry.txt")]])
def test_read_takes_one_input_or_several(inputs: Any) -> None:
    readings = onrecord.read(inputs)
    assert [one.article.latest.headline for one in readings] == ["Bridge opens", "Ferry stays"]
    assert (len(readings), readings.failures) == (2, ())
    assert [found.quote for found in readings.statements] == [
        '"The bridge is open,"', '"The ferry stays,"', '"No more cuts,"',
    ]  # fmt: skip


def test_a_failure_is_reachable_and_the_others_go_on() -> None:
    readings = onrecord.read(["pages/ferry.txt", "page.html"])
    assert len(readings) == 1
    assert [(one.origin, "no file" in one.reason) for one in readings.failures] == [("page.html", True)]
    assert repr(readings) == "<Readings: 1 article, 2 statements, 1 failure>"


def test_what_is_given_about_the_inputs_counts() -> None:
    for published in ("2023-05-03", date(2023, 5, 3)):
        (one,) = onrecord.read("pages/ferry.txt", published=published, kind="transcript")
        version = one.article.latest
        assert version.published is not None and version.published.value == "2023-05-03"
        assert version.kind == "transcript"
    for wrong in ("yesterday", 2023):
        with pytest.raises(PublishedNotATime):
            onrecord.read("pages/ferry.txt", published=wrong)  # type: ignore[arg-type]


def test_a_kind_of_article_that_there_is_not_is_refused_before_it_is_kept(record: onrecord.OpenRecord) -> None:
    for give in (onrecord.read, onrecord.load, record.add):
        with pytest.raises(ValueError, match=r"'speech' is not a kind of article\. Kinds are: article, transcript"):
            give("pages/ferry.txt", kind="speech")  # type: ignore[arg-type]
    assert record.counts().articles == 0


def test_load_and_check_take_dates_as_the_others_do(record: onrecord.OpenRecord) -> None:
    (one,) = onrecord.load("pages/ferry.txt", published=date(2023, 5, 3))
    assert isinstance(one, Loaded) and one.article.latest.published is not None
    assert one.article.latest.published.value == "2023-05-03"


def test_a_reader_is_a_name_or_one_that_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    mine: Any = MadeUpReader()
    monkeypatch.setattr(reading, "Reader", None)
    assert len(onrecord.read("pages", reader=mine)) == 2


def test_readings_are_a_sequence() -> None:
    readings = onrecord.read("pages")
    assert isinstance(readings[0], ReadArticle) and readings[-1] == readings[1]
    assert isinstance(readings[:1], Readings) and len(readings[:1]) == 1
    assert readings[0] in readings


def test_what_the_commands_print_is_what_the_library_gives() -> None:
    readings = onrecord.read("pages")

    def printed(*arguments: str) -> str:
        return CliRunner().invoke(cli.onrecord, arguments).stdout

    assert json.loads(printed("read", "pages", "--format", "json")) == readings.to_dict()
    assert [json.loads(line) for line in printed("read", "pages", "--format", "jsonl").splitlines()] == [
        one.to_dict() for one in readings
    ]
    with onrecord.open_record("onrecord.record") as record:
        record.add("pages")
        hits, said = record.search("ferry", limit=1), record.who("Ana Brand")
    assert json.loads(printed("search", "ferry", "--limit", "1", "--format", "json")) == hits.to_dict()
    assert json.loads(printed("who", "Ana Brand", "--format", "json"))["hits"] == said.to_dict()["hits"]


def test_a_statement_is_told_with_its_cue() -> None:
    said, held = read_article(made()[1]).found
    assert str(said) == 'Ana Duarte, mayor of Porto Velho: told: "The bridge will stay open,"'
    assert str(held) == "engineers' union: believes: that the pillars are unsafe"
    assert said.when
    assert ([one.name for one in said.speakers], said.when.date, said.act) == (["Ana Duarte"], "2024-05-07", "states")
    passage = Found("a", None, None, None, None, None, "words")
    assert (str(passage), passage.speakers, passage.when) == ("Article without a headline: words", (), None)


# open_record


@pytest.fixture
def record(folder: Path) -> Iterator[onrecord.OpenRecord]:
    with onrecord.open_record("a.record") as opened:
        yield opened


def test_add_takes_inputs_and_says_what_became_of_them(record: onrecord.OpenRecord) -> None:
    done = record.add(["pages", "gone.html"], published="2023-05-03")
    assert (done.counts["added"], done.statements, len(done.failures)) == (2, 3, 1)
    assert str(done) == done.summary()
    assert record.add(Path("pages")).counts == {"unchanged": 2}
    assert record.add("pages", again=True).counts == {"unchanged": 2}
    assert [one.origin for one in record.failures()] == ["gone.html"]
    assert list(record.verify()) == []


def test_add_takes_what_was_loaded(record: onrecord.OpenRecord) -> None:
    loaded = list(onrecord.load(["pages", "gone.html"]))
    one = next(one for one in loaded if isinstance(one, Loaded))
    assert record.add(one).counts["added"] == 1
    done = record.add([*loaded, "pages/ferry.txt"])
    assert (done.counts["added"], done.counts["unchanged"], len(done.failures)) == (1, 2, 1)
    for wrong in (3, None, b"pages", [3], [b"pages"]):
        with pytest.raises(TypeError, match=r"not an input: give"):
            record.add(wrong)  # type: ignore[arg-type]
    with pytest.raises(PublishedNotATime):
        record.add("pages", published="soon")


def test_search_gives_hits_page_by_page(record: onrecord.OpenRecord) -> None:
    record.add("pages", published="2023-05-03")
    hits = record.search("", limit=2)
    assert isinstance(hits, Hits) and len(hits) == 2 and hits.next is not None
    rest = record.search("", limit=2, after=hits.next)
    assert (len(rest), rest.next) == (1, None)
    assert [hit.quote for hit in record.search("ferry")] == ['"The ferry stays,"']
    assert record.search("speech", in_="articles")[0].statement is None
    assert repr(hits) == "<Hits: 2, and there are more>" and repr(rest) == "<Hits: 1>"


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"since": "2023"}, 3), ({"since": "2023-06"}, 0), ({"until": "2023-05"}, 3), ({"until": date(2023, 5, 1)}, 0),
        ({"since": date(2023, 5, 2), "until": "2023-05-02"}, 3), ({"since": None}, 3),
    ],
)  # fmt: skip
def test_days_are_dates_or_written_as_in_the_commands(filters: Any, count: int, record: onrecord.OpenRecord) -> None:
    record.add("pages", published="2023-05-03")
    assert len(record.search("", **filters)) == count
    assert len(record.who("Brand", **filters)) == count


@pytest.mark.parametrize(("when", "count"), [("2023-05-02", 3), ("2023", 3), ("2024", 0), ("2022/2023-04", 0)])
def test_when_is_a_day_or_an_interval(when: str, count: int, record: onrecord.OpenRecord) -> None:
    record.add("pages")
    assert len(record.search("", when=when)) == count


@pytest.mark.parametrize("value", ["24/05/2026", "2024-13", "soon", "", "2024-1", "2024/", "2024-05-01T10:00"])
def test_what_is_not_a_day_is_told(value: str, record: onrecord.OpenRecord) -> None:
    with pytest.raises(ValueError, match="Write it as 2024"):
        record.search("", since=value)


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ({"type": "quoted"}, "'quoted' is not a value of `type`. Values are: direct, mixed, indirect."),
        ({"act": ["denies", "shouts"]}, "'shouts' is not a value of `act`"), ({"kind": "x"}, "said, held"),
        ({"in_": "pages"}, "statements, articles"), ({"sort": "size"}, "relevance, date"),
        ({"since": 5}, "5 is not a date"),
    ],
)  # fmt: skip
def test_a_word_that_a_filter_does_not_take_is_told_and_does_not_find_nothing(
    filters: Any, told: str, record: onrecord.OpenRecord
) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        record.search("", **filters)
    if not filters.keys() & {"sort"}:
        with pytest.raises(ValueError, match=re.escape(told)):
            record.facets("", **filters)


def test_a_filter_that_there_is_not_is_told_with_those_there_are(record: onrecord.OpenRecord) -> None:
    record.add("pages")
    with pytest.raises(TypeError, match=r"no filter 'actor'\. Filters are: act, after, in_"):
        record.search("", actor="Brand")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="no filter 'limit'"):
        record.facets("", limit=3)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="no filter 'sort'"):
        record.who("Brand", sort="date")  # type: ignore[call-arg]


def test_an_actors_statements_take_days_as_a_search_does(record: onrecord.OpenRecord) -> None:
    record.add("pages", published="2023-05-03")
    found = record.statements_of("Brand", since="2023-05", until=date(2023, 6, 1), act=["states"], part="speaker")
    assert len(found.hits) == 3
    assert not record.statements_of("Brand", part="principal").hits
    with pytest.raises(ValueError, match="speaker, principal"):
        record.statements_of("Brand", part="addressee")  # type: ignore[arg-type]


def test_other_words_are_told_too(record: onrecord.OpenRecord) -> None:
    with pytest.raises(ValueError, match="supports, opposes, open, neutral"):
        record.positions(stance="against")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="article, version, statement"):
        record.decisions(subject="speaker")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"'excel' makes no data frames here\. Give pandas or polars"):
        record.to_dataframe(library="excel")  # type: ignore[arg-type]
    for listed in (record.arrivals, record.recent, record.changed, record.failed, record.removals, record.not_read):
        with pytest.raises(ValueError, match="limit must be at least 1, not 0"):
            listed(limit=0)


def test_who_may_be_ambiguous(record: onrecord.OpenRecord) -> None:
    for number, name in ((1, "Maria Holt"), (2, "Peter Holt")):
        record.add_reading(*article(number, person(name)), read_with=READ_WITH)
    assert len(record.who("Maria Holt")) == 1
    with pytest.raises(AmbiguousActor, match=r"Holt \("):
        record.who("Holt")
    picked = [record.who("Holt", pick=number)[0].speakers for number in (1, 2)]
    assert {one.name for several in picked for one in several} == {"Maria Holt", "Peter Holt"}
    for number in (0, 3):
        with pytest.raises(ValueError, match="from 1 to 2"):
            record.who("Holt", pick=number)
    with pytest.raises(UnknownActor):
        record.who("Nobody")


def test_articles_of_the_record_show_themselves(record: onrecord.OpenRecord) -> None:
    record.add("pages")
    first, _ = record.readings()
    assert isinstance(first, ReadArticle) and isinstance(record.article(first.article.id), ReadArticle)
    assert first.to_dict()["statements"][0]["quote"] == '"The bridge is open,"'


def test_the_statements_of_a_record_as_a_data_frame(record: onrecord.OpenRecord) -> None:
    pytest.importorskip("pandas")
    record.add("pages")
    assert record.to_dataframe()["quote"].tolist() == [
        '"The bridge is open,"', '"The ferry stays,"', '"No more cuts,"',
    ]  # fmt: skip
    assert len(record.search("ferry").to_dataframe()) == 1


def test_for_reading_only_it_must_be_there_and_cannot_be_added_to(folder: Path) -> None:
    with pytest.raises(RecordMissing):
        onrecord.open_record("none.record", write=False)
    assert not Path("none.record").exists()
    onrecord.open_record(Path("b.record")).close()
    with onrecord.open_record("b.record", write=False) as opened, pytest.raises(RecordReadOnly):
        opened.add("pages")


def test_a_closed_record_says_so(record: onrecord.OpenRecord) -> None:
    record.close()
    with pytest.raises(RecordClosed, match=r"is closed\. Use it within its `with` block"):
        record.search("ferry")


def test_a_version_that_an_article_does_not_have_is_told_by_its_number(record: onrecord.OpenRecord) -> None:
    record.add("pages/ferry.txt")
    (one,) = record.readings()
    with pytest.raises(UnknownVersion, match=f"{one.article.id} has no version 7"):
        record.version(one.article.id, 7)
