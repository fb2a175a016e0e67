import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Speaker, When, Words
from onrecord.problems.record import BadCursor
from onrecord.record import Hit, Record, open_record
from tests.made_articles import READ_WITH, Made, made, statement, with_statements

DREDGING = "The harbour must be dredged before the naïve plan fails, said Williams."


def _said(pair: Made, content: str, **changes: Any) -> Made:
    found = statement(pair[1].article.latest.text, content=content)
    return with_statements(pair, replace(found, **changes))


ARTICLES = (
    made(1, published="2024-05-07"),
    _said(
        made(2, paragraphs=(DREDGING,), outlet="Ría Weekly", published="2024-06-01T08:00:00+01:00"),
        "The harbour must be dredged before the naïve plan fails",
        speakers=(Speaker("Zoë Williams", "person", Words("harbour master")),),
        when=When(date(2024, 5, 27), date(2024, 6, 2), "this week", "this week"),
        type="mixed",
    ),
    _said(
        made(3, paragraphs=("A bridge, a bridge, a bridge for William.",), published=None),
        "a bridge, a bridge for William",
        speakers=(Speaker("William", "person"),),
    ),
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path: Path = tmp_path_factory.mktemp("search") / "a.record"
    with open_record(path, write=True) as writer:
        for pair in ARTICLES:
            writer.add_reading(*pair, read_with=READ_WITH)
    with open_record(path, write=False) as record:
        yield record


def numbers(hits: tuple[Hit, ...]) -> list[int]:
    return [int((hit.url or "").rpartition("/")[2]) for hit in hits]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bridge", [3, 1]),
        ("BRIDGES", [3, 1]),
        ("dredging harbours", [2]),
        ("naive", [2]),
        ("mayor", [1]),  # the speaker's role
        ("engineers", [1]),  # the speaker's name
        ("bridge stay", [1]),
        ("bridge dredged", []),
        ('"bridge will stay"', [1]),
        ("“bridge will stay”", [1]),
        ('"bridge stay"', []),
        ('"bridge will', [1]),
        ("bridge OR dredged", []),
        ("NOT bridge", []),
        ("brid*", []),
        ("speaker_name:william", []),
        ("bridge -", [3, 1]),
        ("bridge ---- “”", [3, 1]),
        ("absent", []),
    ],
)
def test_words_find_statements(record: Record, words: str, found: list[int]) -> None:
    assert numbers(record.search(words).hits) == found


@pytest.mark.parametrize("words", ["", "  ", "—", '""', "?!", "“”"])
def test_without_words_the_newest_come_first_and_those_without_a_day_last(record: Record, words: str) -> None:
    assert numbers(record.search(words).hits) == [2, 1, 1, 3]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"speaker": "duarte"}, [1]),
        ({"speaker": "ana DUARTE"}, [1]),
        ({"speaker": "zoe"}, [2]),
        ({"speaker": "William"}, [3]),
        ({"speaker": "Williams"}, [2]),
        ({"speaker": "Ana Williams"}, []),
        ({"speaker": "mayor"}, []),
        ({"outlet": "ria weekly"}, [2]),
        ({"outlet": "weekly"}, [2]),
        ({"outlet": "week"}, []),
        ({"type": "mixed"}, [2]),
        ({"type": "direct"}, [1]),
        ({"kind": "held"}, [1]),
        ({"since": date(2024, 6, 3)}, []),
        ({"since": date(2024, 6, 2)}, [2]),
        ({"until": date(2024, 5, 27)}, [2, 1, 1]),
        ({"until": date(2024, 5, 26)}, [1, 1]),
        ({"since": date(2024, 5, 7), "until": date(2024, 5, 7)}, [1, 1]),
    ],
)
def test_filters_narrow_what_is_found(record: Record, filters: dict[str, Any], found: list[int]) -> None:
    assert numbers(record.search(**filters).hits) == found


def test_filters_and_words_go_together(record: Record) -> None:
    assert numbers(record.search("bridge", speaker="duarte").hits) == [1]
    assert numbers(record.search("bridge", speaker="williams").hits) == []
    assert numbers(record.search("harbour", outlet="ria", type="mixed", since=date(2024, 1, 1)).hits) == [2]


@pytest.mark.parametrize(
    ("words", "filters", "found"),
    [
        ("bridges", {}, [3, 2, 1]),  # all three headlines
        ("dredge", {}, [2]),
        ("", {}, [2, 1, 3]),
        ("", {"speaker": "duarte"}, [1]),
        ("pillars", {"outlet": "weekly"}, []),
        ("", {"kind": "held", "speaker": "duarte"}, []),
        ("", {"until": date(2024, 5, 31)}, [1]),
    ],
)
def test_articles_are_searched_too(record: Record, words: str, filters: dict[str, Any], found: list[int]) -> None:
    page = record.search(words, in_="articles", **filters)
    assert sorted(numbers(page.hits)) == sorted(found)
    assert all(hit.statement is None for hit in page.hits)


def test_a_hit_says_where_it_comes_from_and_marks_what_was_found(record: Record) -> None:
    (hit,) = record.search("bridge open", speaker="duarte").hits
    reading = ARTICLES[0][1]
    assert hit.statement == reading.statements[0]
    assert (hit.article_id, hit.headline, hit.outlet) == (
        reading.article.id,
        "Mayor keeps bridge 1 open",
        "The Harbour Times",
    )
    assert hit.published == reading.article.latest.published
    assert hit.quote == '"The bridge will stay open,"'
    assert [span.of(hit.quote) for span in hit.highlights] == ["bridge", "open"]


def test_a_phrase_is_marked_as_a_whole(record: Record) -> None:
    (hit,) = record.search('"stay open" bridge').hits
    assert [span.of(hit.quote) for span in hit.highlights] == ["bridge", "stay open"]


def test_an_article_hit_shows_a_passage_of_its_text(record: Record) -> None:
    (hit,) = record.search("dredged", in_="articles").hits
    assert hit.quote in ARTICLES[1][1].article.latest.text
    assert [span.of(hit.quote) for span in hit.highlights] == ["dredged"]


@pytest.mark.parametrize("words", ["bridge", ""])
@pytest.mark.parametrize("in_", ["statements", "articles"])
def test_pages_join_to_the_whole(record: Record, words: str, in_: Any) -> None:
    whole, after = record.search(words, in_=in_), None
    joined: list[Hit] = []
    assert whole.next is None
    for _ in range(len(whole.hits)):
        page = record.search(words, in_=in_, limit=1, after=after)
        joined += page.hits
        after = page.next
    assert tuple(joined) == whole.hits
    assert after is None


@pytest.mark.parametrize("cursor", ["", "x", "bnVsbA", "WzFd", "é", "eyJhIjoxfQ", "MTI"])
def test_a_foreign_cursor_is_refused(record: Record, cursor: str) -> None:
    with pytest.raises(BadCursor, match="next"):
        record.search("bridge", after=cursor)


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("bridge", ["a", "b", "c"]),
        ("bridge", ["later", "x", None, 5]),
        ("bridge", ["later", None, None, None]),
        ("bridge", [2**70, 1, None, None]),
        ("bridge", [[1], 2, 3, None]),
        ("", [1, 2, 3, 4]),
        ("", []),
    ],
)
def test_a_cursor_that_was_made_up_is_refused(record: Record, words: str, keys: list[Any]) -> None:
    cursor = record.search(words, limit=1).next
    assert cursor
    fingerprint = json.loads(base64.urlsafe_b64decode(cursor + "=="))[0]
    forged = base64.urlsafe_b64encode(json.dumps([fingerprint, *keys]).encode()).decode()
    with pytest.raises(BadCursor):
        record.search(words, after=forged)


def test_a_cursor_of_many_brackets_is_refused(record: Record) -> None:
    with pytest.raises(BadCursor):
        record.search("bridge", after=base64.urlsafe_b64encode(b"[" * 40_000).decode())


def test_the_cursor_of_another_search_is_refused(record: Record) -> None:
    cursor = record.search("bridge", limit=1).next
    assert cursor
    with pytest.raises(BadCursor, match="another search"):
        record.search("bridge", outlet="weekly", after=cursor)


def test_a_limit_below_one_is_refused(record: Record) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        record.search("bridge", limit=0)


def test_only_the_latest_version_is_searched(tmp_path: Path) -> None:
    with open_record(tmp_path / "a.record", write=True) as record:
        record.add_reading(*made(), read_with=READ_WITH)
        record.add_reading(*made(paragraphs=("A ferry will run.",)), read_with=READ_WITH)
        assert record.search("pillars").hits == ()
        assert record.search("pillars", in_="articles").hits == ()
        assert len(record.search("ferry").hits) == 1
        assert len(record.search("").hits) == 1


@given(st.text(), st.text(), st.sampled_from(["statements", "articles"]))
def test_whatever_is_typed_is_words(record: Record, words: str, speaker: str, in_: Any) -> None:
    for hit in record.search(words, in_=in_, speaker=speaker).hits:
        assert all(span.of(hit.quote) for span in hit.highlights)


@pytest.mark.parametrize("words", ["bridge " * 5000, '"' * 999, "bridge\0open", "a" * 100_000, "\udcff bridge"])
def test_excessive_words_do_no_harm(record: Record, words: str) -> None:
    assert len(record.search(words).hits) <= 4


def test_marks_in_the_text_itself_do_no_harm(tmp_path: Path) -> None:
    marks = "\ue000\ue002\ue000 bridge \ue001\ue002\ue001 bridge \ue000\ue002\ue000"
    with open_record(tmp_path / "a.record", write=True) as record:
        record.add_reading(*made(paragraphs=(marks,)), read_with=READ_WITH)
        (hit,) = record.search("bridge").hits
        assert hit.quote == marks
        assert all(span.of(hit.quote) for span in hit.highlights)
