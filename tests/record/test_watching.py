from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import open_record
from onrecord.record import watching as state

NOON = datetime(2024, 5, 7, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
URL = "https://tide.example/ferry"


@pytest.mark.parametrize(
    ("hours", "due"),
    [(0, 1), (0.9, 1), (1, 6), (1.5, 6), (6, 24), (30, 72), (100, 168), (168, None), (500, None)],
)
def test_an_article_is_read_again_at_the_next_time(hours: float, due: float | None) -> None:
    article = state.new(URL, "article", at=NOON)
    read = state.article_read(article, at=NOON + hours * HOUR)
    assert read.due == (state.moment(NOON + due * HOUR) if due else None)
    assert (read.reads, read.failures) == (1, 0)


def test_a_feed_is_read_again_after_its_interval() -> None:
    feed = state.feed_read(state.new(URL, "feed", at=NOON), at=NOON, every=HOUR)
    assert feed.due == state.moment(NOON + HOUR)


def test_failures_double_the_wait_up_to_a_day() -> None:
    feed, waits = state.new(URL, "feed", at=NOON), []
    for _ in range(9):
        feed = state.failed(feed, at=NOON, wait=HOUR)
        assert feed.due is not None
        waits.append((datetime.fromisoformat(feed.due) - NOON) / HOUR)
    assert waits == [1, 2, 4, 8, 16, 24, 24, 24, 24]
    assert state.feed_read(feed, at=NOON, every=HOUR).failures == 0


def test_an_article_that_fails_too_often_is_given_up() -> None:
    article = state.new(URL, "article", at=NOON)
    for _ in range(state.MOST_FAILURES):
        assert article.due is not None
        article = state.failed(article, at=NOON)
    assert article.due is None


@pytest.mark.parametrize(("asked", "hours"), [(0.1, 1), (5, 5), (10_000, 7 * 24)])
def test_a_server_may_ask_for_more_within_reason(asked: float, hours: float) -> None:
    feed = state.failed(state.new(URL, "feed", at=NOON), at=NOON, wait=HOUR, asked=asked * HOUR)
    assert feed.due == state.moment(NOON + hours * HOUR)


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_moments_sort_as_times_do(one: datetime, other: datetime) -> None:
    milliseconds = [at.replace(microsecond=at.microsecond // 1000 * 1000) for at in (one, other)]
    first, second = map(state.moment, milliseconds)
    assert (first < second) is (milliseconds[0] < milliseconds[1])


def test_the_record_keeps_the_latest_state_and_finds_what_is_due(tmp_path: Path) -> None:
    feed = state.feed_read(state.new("https://tide.example/feed", "feed", at=NOON), at=NOON, every=HOUR)
    article = state.new(URL, "article", at=NOON, found_in=feed.url)
    with open_record(tmp_path / "a.record", write=True) as record:
        for one in (state.new(feed.url, "feed", at=NOON), feed, article):
            record.watch(one)
        assert record.watched() == (article, feed)
        assert record.watched(due_by=state.moment(NOON)) == (article,)
        record.watch(state.article_read(article, at=NOON + 30 * 24 * HOUR))
        assert record.watched(due_by=state.moment(NOON + 9999 * HOUR)) == (feed,)
        assert list(record.verify()) == []
