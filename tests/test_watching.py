"""Watching, against a server on the loopback interface; the clock is made up, so nothing waits."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onrecord import pipeline, reading, watching
from onrecord.model import Article, Loaded, Reading
from onrecord.record import Added, Record, open_record
from onrecord.sources.feed import addresses
from onrecord.sources.fetch import Limits, user_agent
from onrecord.watching import Clock, Manner, Round, Watcher, retry_after
from tests.cli.test_commands import MadeUpReader, quotations
from tests.watched_site import SENTENCE, Site, served

NOON = datetime(2024, 5, 7, 12, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as server:
        yield server


@dataclass
class Time:
    """A clock that goes on only where somebody sleeps."""

    at: datetime = NOON
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)

    def clock(self) -> Clock:
        return Clock(lambda: self.at, self.sleep)


@dataclass
class Watching:
    record: Record
    time: Time
    watcher: Watcher
    told: list[str]
    read: list[str]

    def round(self, *sources: str, after: timedelta = timedelta(0)) -> Round:
        self.time.at += after
        done = Round()
        self.watcher.round(sources, done)
        return done


@pytest.fixture
def watching_(tmp_path: Path) -> Iterator[Watching]:
    time, told, read = Time(), list[str](), list[str]()

    def reads(article: Article) -> tuple[Reading, str]:
        read.append(article.id)
        return next(quotations([article], reader=MadeUpReader())), "made-up 1"

    with open_record(tmp_path / "a.record", write=True) as record:
        watcher = Watcher(
            record,
            read=reads,
            clock=time.clock(),
            manner=Manner(limits=Limits(size=100_000, allow_private=True)),
            tell=lambda added, article: told.append(added),
        )
        yield Watching(record, time, watcher, told, read)


def test_the_articles_of_a_feed_are_added_once(site: Site, watching_: Watching) -> None:
    site.feed("/a", site.url("/b"))
    site.page("/a")
    site.page("/b")
    done = watching_.round(site.url("/feed"))
    assert (done.counts["feeds"], done.counts["added"], done.failures) == (1, 2, [])
    assert watching_.told == ["added", "added"]
    site.asked.clear()
    assert watching_.round(site.url("/feed"), after=timedelta(minutes=15)).counts["feeds"] == 1
    assert site.paths() == ["/robots.txt", "/feed"]
    assert {headers["User-Agent"] for _, headers in site.asked} == {user_agent()}


def test_servers_are_asked_for_what_changed_only(site: Site, watching_: Watching) -> None:
    site.feed("/a", ETag='"1"', **{"Last-Modified": "Tue, 07 May 2024 11:00:00 GMT"})
    site.page("/a", ETag='"a"')
    watching_.round(site.url("/feed"))
    site.asked.clear()
    done = watching_.round(site.url("/feed"), after=timedelta(hours=1))
    assert (done.counts["feeds"], done.counts["unchanged"]) == (1, 1)
    asked = dict(site.asked)
    assert asked["/feed"]["If-None-Match"] == '"1"'
    assert asked["/feed"]["If-Modified-Since"] == "Tue, 07 May 2024 11:00:00 GMT"
    assert asked["/a"]["If-None-Match"] == '"a"'


def test_articles_are_read_again_on_schedule_and_changes_become_versions(site: Site, watching_: Watching) -> None:
    site.feed("/a")
    site.page("/a")
    watching_.round(site.url("/feed"))
    (first,) = (one for one in watching_.record.watched() if one.kind == "article")
    site.page("/a", SENTENCE.replace("Monday", "Tuesday"))
    assert watching_.round(site.url("/feed"), after=timedelta(minutes=30)).counts["new version"] == 0
    assert watching_.round(site.url("/feed"), after=timedelta(minutes=30)).counts["new version"] == 1
    assert watching_.told == ["added", "new version"]
    assert len(watching_.record.versions(first.url)) == 2
    site.asked.clear()
    watching_.round(site.url("/feed"), after=timedelta(days=30))
    watching_.round(site.url("/feed"), after=timedelta(days=30))
    assert site.paths().count("/a") == 1


def test_a_page_whose_words_stayed_is_not_read_by_the_model_again(site: Site, watching_: Watching) -> None:
    site.feed("/a")
    site.page("/a")
    watching_.round(site.url("/feed"))
    status, headers, body = site.answers["/a"]
    site.answers["/a"] = (status, headers, body.replace(b"</head>", b"<meta name=t content=12:01></head>"))
    done = watching_.round(site.url("/feed"), after=timedelta(hours=1))
    assert done.counts["unchanged"] == 1
    assert len(watching_.read) == 1
    assert len(watching_.record.versions(site.url("/a"))) == 1


def test_a_host_is_given_a_rest_between_requests(site: Site, watching_: Watching) -> None:
    site.feed("/a", "/b")
    site.page("/a")
    site.page("/b")
    watching_.round(site.url("/feed"))
    assert watching_.time.slept == [pytest.approx(watching.PAUSE)] * 2


def test_a_crawl_delay_is_kept(site: Site, watching_: Watching) -> None:
    site.answers["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nCrawl-delay: 7\n")
    site.feed("/a")
    site.page("/a")
    watching_.round(site.url("/feed"))
    assert watching_.time.slept == [pytest.approx(7)]


def test_what_robots_forbid_is_a_failure_without_a_request(site: Site, watching_: Watching) -> None:
    site.answers["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /a\n")
    site.feed("/a", "/b")
    site.page("/b")
    done = watching_.round(site.url("/feed"))
    assert (done.counts["added"], len(done.failures)) == (1, 1)
    assert "robots.txt forbids" in done.failures[0].reason
    assert site.paths() == ["/robots.txt", "/feed", "/b"]


@pytest.mark.parametrize("asked", ["3600", "Tue, 07 May 2024 13:00:00 GMT"])
def test_a_busy_host_is_left_alone_as_long_as_it_asks(site: Site, watching_: Watching, asked: str) -> None:
    site.feed("/a", "/b")
    site.answers["/a"] = (429, {"Retry-After": asked}, b"")
    site.page("/b")
    done = watching_.round(site.url("/feed"))
    assert (done.counts["added"], done.counts["postponed"], len(done.failures)) == (0, 1, 1)
    site.asked.clear()
    watching_.round(site.url("/feed"), after=timedelta(minutes=30))
    assert site.asked == []
    site.page("/a")
    done = watching_.round(site.url("/feed"), after=timedelta(minutes=31))
    assert done.counts["added"] == 2


@pytest.mark.parametrize(
    ("path", "answer", "reason"),
    [
        ("/loop", (302, {"Location": "/loop"}, b""), "redirected more than"),
        ("/away", (302, {"Location": "ftp://a.example/"}, b""), "cannot be fetched"),
        ("/huge", (200, {"Content-Type": "text/html"}, b"a" * 200_000), "larger than"),
        ("/gone", (404, {}, b""), "status 404"),
        ("/broken", (503, {}, b""), "status 503"),
        ("/empty", (200, {"Content-Type": "text/html"}, b"<p>Hi</p>"), "No article text"),
        ("/sound", (200, {"Content-Type": "audio/mpeg"}, b"ID3"), "audio/mpeg"),
    ],
)
def test_one_bad_article_stops_nothing(
    site: Site, watching_: Watching, path: str, answer: tuple[int, dict[str, str], bytes], reason: str
) -> None:
    site.feed(path, "/b")
    site.answers[path] = answer
    site.page("/b")
    done = watching_.round(site.url("/feed"))
    assert done.counts["added"] == 1
    (failure,) = done.failures
    assert reason in failure.reason
    assert [one.origin for one in watching_.record.failures()] == [site.url(path)]
    site.page(path)
    assert watching_.round(site.url("/feed"), after=timedelta(hours=1)).counts["added"] == 1
    assert list(watching_.record.failures()) == []


def test_a_feed_in_trouble_is_asked_less_and_less_often(site: Site, watching_: Watching) -> None:
    site.answers["/feed"] = (500, {}, b"")
    for _ in range(16):
        watching_.round(site.url("/feed"), after=timedelta(minutes=15))
    assert site.paths().count("/feed") <= 5
    site.feed()
    watching_.round(site.url("/feed"), after=timedelta(days=1))
    assert list(watching_.record.failures()) == []


def test_a_feed_that_breaks_is_a_failure(site: Site, watching_: Watching) -> None:
    site.feed()
    watching_.round(site.url("/feed"))
    site.answers["/feed"] = (200, {"Content-Type": "text/html"}, b"<html><body>Back soon</body></html>")
    done = watching_.round(site.url("/feed"), after=timedelta(minutes=15))
    assert "feed cannot be read" in done.failures[0].reason


def test_a_long_feed_with_entries_without_links(site: Site, watching_: Watching) -> None:
    # All on one page, so that there is one request for the words and 500 addresses to remember.
    site.feed(*(f"/a?page={n}" for n in range(500)), more="<item><title>No link</title></item>")
    done = Round()
    site.answers["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /a\n")
    watching_.watcher.round([site.url("/feed")], done)
    assert len(done.failures) == 500
    assert len(watching_.record.watched()) == 501
    assert site.paths() == ["/robots.txt", "/feed"]


def test_links_in_an_article_are_not_followed(site: Site, watching_: Watching) -> None:
    site.feed("/a")
    site.page("/a", f'{SENTENCE} <a href="/b">More</a>')
    site.page("/b")
    watching_.round(site.url("/feed"))
    assert site.paths() == ["/robots.txt", "/feed", "/a"]


def test_an_article_of_another_source_is_left_alone(site: Site, watching_: Watching) -> None:
    site.feed("/a")
    site.page("/a")
    site.feed(path="/other")
    watching_.round(site.url("/feed"))
    site.asked.clear()
    watching_.round(site.url("/other"), after=timedelta(hours=2))
    assert site.paths() == ["/robots.txt", "/other"]


def test_a_file_lists_feeds_and_articles(site: Site, watching_: Watching, tmp_path: Path) -> None:
    site.feed("/a")
    site.page("/a")
    site.page("/b")
    listed = tmp_path / "list.txt"
    listed.write_text(f"# ours\n{site.url('/feed')}\n\n{site.url('/b')}\nnot an address\n")
    done = watching_.round(str(listed))
    assert (done.counts["feeds"], done.counts["added"]) == (1, 2)
    assert [failure.origin for failure in done.failures] == [f"{listed}, line 5"]


def test_a_list_that_is_missing_is_a_failure(tmp_path: Path) -> None:
    found, failures = addresses([str(tmp_path / "none.txt"), "https://tide.example/feed"])
    assert found == ["https://tide.example/feed"]
    assert "cannot be read" in failures[0].reason


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("Tue, 07 May 2024 12:01:00 GMT", 60), ("Tue, 07 May 2024 11:00:00 GMT", 0), ("soon", None),
     (None, None), ("9" * 40, 7 * 86400)],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(value: str | None, seconds: float | None) -> None:
    found = retry_after(value, now=NOON)
    assert found == (None if seconds is None else timedelta(seconds=seconds))


def test_an_address_that_a_stage_does_not_foresee_costs_itself(
    site: Site, watching_: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.feed("/a", "/b", "/c")
    for path in ("/a", "/b", "/c"):
        site.page(path)
    original = watching_.record.add_reading

    def add(loaded: Loaded, reading: Reading, *, read_with: str) -> Added:
        if loaded.origin and loaded.origin.endswith("/b"):
            raise MemoryError
        return original(loaded, reading, read_with=read_with)

    monkeypatch.setattr(watching_.record, "add_reading", add)
    done = watching_.round(site.url("/feed"))
    assert (done.counts["added"], done.counts["failed"]) == (2, 1)
    (failure,) = watching_.record.failures()
    assert failure.origin == site.url("/b") and "MemoryError" in failure.reason
    monkeypatch.undo()
    assert watching_.round(site.url("/feed"), after=timedelta(days=2)).counts["added"] == 1
    assert list(watching_.record.failures()) == []


@pytest.mark.parametrize("name", ["fetch", "read_feed", "load_fetched"])
def test_whatever_an_address_does_the_round_goes_on(
    name: str, site: Site, watching_: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.feed("/a", "/b")
    site.page("/a")
    site.page("/b")
    original = getattr(watching, name)

    def broken(*arguments: object, **named: object) -> object:
        if "/feed" in repr((arguments, named))[:2000] if name == "read_feed" else "/a" in repr((arguments, named)):
            raise ValueError("odd")
        return original(*arguments, **named)

    monkeypatch.setattr(watching, name, broken)
    done = watching_.round(site.url("/feed"))
    assert [failure.reason.count("ValueError: odd") for failure in done.failures] == [1]
    assert done.counts["added"] == (0 if name == "read_feed" else 1)


def test_an_article_that_cannot_be_read_is_a_failure(site: Site, watching_: Watching) -> None:
    site.feed("/a", "/b")
    site.page("/a")
    site.page("/b")

    def read(article: Article) -> tuple[Reading, str]:
        if article.url and article.url.endswith("/a"):
            raise RecursionError("deep")
        return next(quotations([article], reader=MadeUpReader())), "made-up 1"

    watcher = Watcher(
        watching_.record,
        read=read,
        clock=watching_.time.clock(),
        manner=Manner(limits=Limits(allow_private=True)),
        tell=lambda added, article: None,
    )
    done = Round()
    watcher.round([site.url("/feed")], done)
    assert (done.counts["added"], len(done.failures)) == (1, 1)


# the command


def told_feed(site: Site, *links: str, published: str = "Mon, 06 May 2024 08:00:00 +0200", **headers: str) -> None:
    more = "".join(
        f"<item><link>{link}</link><pubDate>{published}</pubDate><author>x@y.example (Jo Falk)</author></item>"
        for link in links
    )
    site.feed(more=more, **headers)


def kept(watching_: Watching) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    versions = (reading.article.latest for reading in watching_.record.readings())
    return [
        (one.published.value if one.published else None, one.published.signal if one.published else None, one.authors)
        for one in versions
    ]


def test_what_a_page_does_not_say_its_feed_may(site: Site, watching_: Watching) -> None:
    told_feed(site, "/a")
    site.page("/a")
    watching_.round(site.url("/feed"))
    assert kept(watching_) == [("2024-05-06T08:00:00+02:00", "feed", ("Jo Falk",))]
    # It stays so when the article is read again after the feed has dropped it.
    site.feed()
    site.page("/a", SENTENCE.replace("closed", "open"))
    watching_.watcher = watching.Watcher(
        watching_.record,
        read=watching_.watcher._read,
        clock=watching_.time.clock(),
        manner=watching_.watcher._manner,
        tell=lambda *_: None,
    )
    assert watching_.round(site.url("/feed"), after=timedelta(hours=2)).counts["new version"] == 1
    assert kept(watching_)[0][:2] == ("2024-05-06T08:00:00+02:00", "feed")


def test_what_a_page_says_itself_counts_before_its_feed(site: Site, watching_: Watching) -> None:
    told_feed(site, "/a")
    meta = '<meta property="article:published_time" content="2024-05-05"><meta name="author" content="Ann Ray">'
    body = f"<html><head><title>On /a</title>{meta}</head><body><h1>On /a</h1>{f'<p>{SENTENCE}</p>' * 3}</body></html>"
    site.answers["/a"] = (200, {"Content-Type": "text/html"}, body.encode())
    watching_.round(site.url("/feed"))
    ((published, signal, authors),) = kept(watching_)
    assert (published, authors) == ("2024-05-05", ("Ann Ray",))
    assert signal != "feed"


def test_a_feed_does_not_know_the_future(site: Site, watching_: Watching) -> None:
    told_feed(site, "/a", published="Mon, 06 May 2030 08:00:00 GMT")
    site.page("/a")
    watching_.round(site.url("/feed"))
    assert kept(watching_) == [(None, None, ("Jo Falk",))]


def test_a_feed_is_read_again_for_what_it_says_of_articles_that_were_not_read(
    site: Site, watching_: Watching, tmp_path: Path
) -> None:
    told_feed(site, "/a", ETag='"1"')
    site.answers["/a"] = (503, {}, b"")
    watching_.round(site.url("/feed"))
    site.page("/a")
    # Another process goes on, as cron starts it.
    watching_.watcher = watching.Watcher(
        watching_.record,
        read=watching_.watcher._read,
        clock=watching_.time.clock(),
        manner=watching_.watcher._manner,
        tell=lambda *_: None,
    )
    site.asked.clear()
    watching_.round(site.url("/feed"), after=timedelta(hours=1))
    assert "If-None-Match" not in dict(site.asked)["/feed"]
    assert kept(watching_) == [("2024-05-06T08:00:00+02:00", "feed", ("Jo Falk",))]
    site.asked.clear()
    watching_.round(site.url("/feed"), after=timedelta(hours=1))
    assert dict(site.asked)["/feed"]["If-None-Match"] == '"1"'


def test_redirects_trackers_and_a_mobile_page_lead_to_one_article(site: Site, watching_: Watching) -> None:
    told_feed(site, "/a?utm_source=rss", "/old", "/a/amp")
    canonical = f'<link rel="canonical" href="{site.url("/a")}">'
    head, words = f"<head><title>On /a</title>{canonical}</head>", f"<p>{SENTENCE}</p>" * 3
    body = f"<html>{head}<body><h1>On /a</h1>{words}</body></html>".encode()
    for path in ("/a", "/a?utm_source=old", "/a/amp"):
        site.answers[path] = (200, {"Content-Type": "text/html"}, body)
    site.answers["/old"] = (301, {"Location": "/a?utm_source=old"}, b"")
    done = watching_.round(site.url("/feed"))
    # "/a/amp" is the same address as "/a", so that it is not asked for.
    assert (done.counts["added"], done.counts["unchanged"], done.counts["failed"]) == (1, 1, 0)
    assert watching_.record.counts().articles == 1


def test_an_encoding_that_only_the_header_names(site: Site, watching_: Watching) -> None:
    told_feed(site, "/a")
    words = "“Nå er det nok,” the owner of the café said on Monday, and the harbour master agreed with her."
    site.page("/a", words, **{"Content-Type": "text/html; charset=windows-1252"})
    status, headers, body = site.answers["/a"]
    site.answers["/a"] = (status, headers, body.decode().encode("cp1252"))
    watching_.round(site.url("/feed"))
    (found,) = watching_.record.readings()
    assert words in found.article.latest.text
    assert list(watching_.record.verify()) == []


def test_a_page_that_says_it_is_none_is_a_failure_and_no_article(site: Site, watching_: Watching) -> None:
    told_feed(site, "/a")
    body = (
        "<html><head><title>Page not found | Tide</title></head><body><main><h1>Sorry, we can’t find that page</h1><p>"
        f"It may have been moved, or it has been deleted by the editors of this site since.</p><p>{SENTENCE}</p></main>"
    )
    site.answers["/a"] = (200, {"Content-Type": "text/html; charset=utf-8"}, body.encode())
    done = watching_.round(site.url("/feed"))
    assert (done.counts["failed"], done.counts["added"]) == (1, 0)
    assert "No article text was found" in done.failures[0].reason
    assert watching_.record.counts().articles == 0


def test_rounds_follow_each_other_when_they_are_due(site: Site, watching_: Watching) -> None:
    site.feed("/a")
    site.page("/a")
    total = Round()
    rounds = watching_.watcher.rounds([site.url("/feed")], total)
    first, second = next(rounds), next(rounds)
    assert (first.began, first.done.counts["added"]) == (NOON, 1)
    assert first.following == NOON + timedelta(minutes=15)
    assert (second.began, second.done.counts["added"], second.done.counts["feeds"]) == (first.following, 0, 1)
    assert (total.counts["feeds"], total.counts["added"]) == (2, 1)


def test_a_round_that_is_interrupted_counts_in_the_total(
    site: Site, watching_: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.feed("/a", "/b")
    site.page("/a")
    site.page("/b")

    def stop(added: Added, article: Article) -> None:
        raise KeyboardInterrupt

    total = Round()
    watcher = Watcher(
        watching_.record,
        read=lambda article: (Reading(article), "made-up 1"),
        clock=watching_.time.clock(),
        manner=Manner(limits=Limits(allow_private=True)),
        tell=stop,
    )
    with pytest.raises(KeyboardInterrupt):
        next(watcher.rounds([site.url("/feed")], total))
    assert total.counts["feeds"] == 1


def test_a_program_needs_only_a_record(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "Reader", MadeUpReader)
    monkeypatch.setattr(
        pipeline, "statements", lambda articles, *, reader, directory: quotations(articles, reader=reader)
    )
    site.feed("/a")
    site.page("/a")
    done = Round()
    with open_record(tmp_path / "b.record", write=True) as record:
        Watcher(record, manner=Manner(pause=0, limits=Limits(allow_private=True))).round(site.url("/feed"), done)
        assert [one.article.latest.headline for one in record.readings()] == ["On /a"]
    assert (done.counts["added"], done.failures) == (1, [])


def test_an_article_that_was_removed_is_left_out(site: Site, watching_: Watching) -> None:
    site.feed("/a")
    site.page("/a")
    watching_.round(site.url("/feed"))
    (id_,) = (one.article.id for one in watching_.record.readings())
    watching_.record.remove(id_, reason="Court order", who="Ada Reyes")
    due = {one.url: one.due for one in watching_.record.watched()}
    assert due[site.url("/a")] is None
    watching_.record.watch(replace(watching_.record.watched()[0], url=site.url("/a"), kind="article", due=""))
    done = watching_.round(site.url("/a"))
    assert (done.counts["removed"], done.failures) == (1, [])
    assert "1 removed before and left out" in done.summary()
    assert list(watching_.record.readings()) == []


def test_a_file_or_an_address_is_one_source(tmp_path: Path) -> None:
    listed = tmp_path / "feeds.txt"
    listed.write_text("# news\nhttps://tide.example/feed\n")
    assert addresses(listed) == addresses(str(listed)) == (["https://tide.example/feed"], [])
    assert addresses("https://tide.example/feed") == (["https://tide.example/feed"], [])
