from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.model import Failure
from onrecord.problems.record import BadCursor
from onrecord.record import open_record
from onrecord.record.watching import new
from tests.made_articles import READ_WITH, made


def test_what_came_in_and_what_changed_last(tmp_path: Path) -> None:
    changed = ('"The bridge will close," Ana Duarte told the Harbour Times on Friday.',)
    with open_record(tmp_path / "a.record", write=True) as record:
        assert (record.recent(), record.changed(), record.recent_conflicts()) == ((), (), ())
        for number in (1, 2, 3):
            record.add_reading(*made(number), read_with=READ_WITH)
        record.add_reading(*made(2, paragraphs=changed), read_with=READ_WITH)
        recent = record.recent(limit=2)
        assert [(one.url, one.version, one.statements) for one in recent] == [
            ("https://harbour.example/3", 1, 2),
            ("https://harbour.example/2", 2, 1),
        ]
        assert recent[0].headline == "Mayor keeps bridge 3 open"
        assert recent[0].added_at <= record.changed()[0].added_at
        assert [(one.url, one.version) for one in record.changed()] == [("https://harbour.example/2", 2)]
        record.remove("https://harbour.example/2", reason="asked for", who="Ana")
        assert record.changed() == ()
        assert [one.url for one in record.recent()] == ["https://harbour.example/3", "https://harbour.example/1"]


def test_what_came_in_is_told_a_page_at_a_time(tmp_path: Path) -> None:
    with open_record(tmp_path / "a.record", write=True) as record:
        for number in range(1, 6):
            record.add_reading(*made(number), read_with=READ_WITH)
        first = record.arrivals(limit=3)
        assert [one.url and one.url[-1] for one in first.articles] == ["5", "4", "3"]
        second = record.arrivals(limit=3, after=first.next)
        assert ([one.url and one.url[-1] for one in second.articles], second.next) == (["2", "1"], None)
        for cursor in ("nothing", "", first.next and first.next[:-2], "ZmFpbHVyZXMgMw"):
            with pytest.raises(BadCursor):
                record.arrivals(after=cursor)


def test_failures_are_told_the_last_first_until_they_are_over(tmp_path: Path) -> None:
    with open_record(tmp_path / "a.record", write=True) as record:
        for origin in ("a.html", "https://me:secret@b.example/x", "c.html"):
            record.add_failure(Failure(origin, "Empty."))
        record.settle("c.html")
        first = record.failed(limit=1)
        assert [one.origin for one in first.failures] == ["https://b.example/x"]
        second = record.failed(limit=1, after=first.next)
        assert ([one.origin for one in second.failures], second.next) == (["a.html"], None)


def test_articles_that_were_not_read_are_told_with_their_reason(tmp_path: Path) -> None:
    with open_record(tmp_path / "a.record", write=True) as record:
        loaded, reading = made(1)
        record.add_reading(loaded, replace(reading, statements=(), reason="It is in French."), read_with=READ_WITH)
        record.add_reading(*made(2), read_with=READ_WITH)
        (one,) = record.not_read()
        assert (one.reason, one.article) == ("It is in French.", loaded.article.id)
        assert record.failed().failures == ()


def test_removed_articles_are_told_until_they_may_come_again(tmp_path: Path) -> None:
    with open_record(tmp_path / "a.record", write=True) as record:
        for number in (1, 2):
            record.add_reading(*made(number), read_with=READ_WITH)
            record.remove(f"https://harbour.example/{number}", reason="asked for", who="Ana")
        record.remove("https://harbour.example/1", reason="a mistake", who="Ben", undo=True)
        (one,) = record.removals().removals
        assert (one.url, one.reason, one.who) == ("https://harbour.example/2", "asked for", "Ana")


def test_an_address_that_is_watched_no_more_is_not_due(tmp_path: Path) -> None:
    with open_record(tmp_path / "a.record", write=True) as record:
        record.watch(new("https://a.example/feed", "feed", at=datetime(2024, 5, 1, tzinfo=UTC)))
        record.watch(
            new(
                "https://a.example/1", "article", at=datetime(2024, 5, 2, tzinfo=UTC), found_in="https://a.example/feed"
            )
        )
        (one,) = record.followed()
        assert (one.watched.kind, one.articles, one.next) == ("feed", 1, "2024-05-02T00:00:00.000+00:00")
        record.unwatch("https://a.example/feed")
        record.unwatch("https://never.example/feed")
        assert record.followed() == ()
        assert [one.due is not None for one in record.watched()] == [True]
