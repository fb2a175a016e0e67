"""Rounds of watching: feeds are asked for news, new articles are added, recent ones read again.

One request is under way at a time, with a pause between two to the same host; while one host rests, others are asked.
What is known of each address is kept in the record after every step, so that a round that was interrupted goes on
where it stopped. Only links of feed entries are followed. The clock is passed in.

    with open_record("ferry.record") as record:
        Watcher(record).round("https://example.org/feed.xml", Round())
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from onrecord.collect import KEEPING, Keeper, imported
from onrecord.exports.marked import counted
from onrecord.model import Article, Failure, Loaded, Reading, Time, Version
from onrecord.problems import StageFailed
from onrecord.problems.record import RecordProblem, Unstorable
from onrecord.problems.sources import FetchProblem, NotAFeed, PrivateAddress, StatusNotOk
from onrecord.record import Added
from onrecord.record import watching as state
from onrecord.record.watching import Watched
from onrecord.sources.addresses import address_key, without_credentials
from onrecord.sources.feed import Entry, addresses, read_feed
from onrecord.sources.fetch import Fetched, Limits, crawl_delay, fetch, robots_address
from onrecord.sources.inputs import Inputs, load_fetched, names_of
from onrecord.sources.kinds import is_feed
from onrecord.stages import stage
from onrecord.through import ReadBy, origin_of, reader_of

PAUSE = 2.0
"""Seconds between two requests to one host; its robots.txt may ask for more."""
LONGEST_DELAY = 60.0
"""Seconds of a host's crawl delay that are waited for within a round; who asks for more is left to the next rounds."""
FAILURES_HELD = 1000
"""Failures of many rounds that are held to be listed; the record keeps all."""
_SLACK = 4
"""A feed is due a quarter of its interval early, so that a round that starts a little sooner than the last one does
not skip it."""
_BUSY = (429, 503)
_Kept = Added | Literal["removed"]
"""What became of an article: what the record did, or nothing because a person removed it."""
_ENDING = (RecordProblem, BrokenPipeError)
"""What is no address's fault and ends the round: the record cannot be written, or nobody reads what is printed."""

Tell = Callable[[Added, Article], object]
Read = Callable[[Article], tuple[Reading, str]]
"""The statements of an article, and the name of the reader."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is, and how to wait; the system's, unless given."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], None] = lambda seconds: time.sleep(seconds)


@dataclass(slots=True)
class Round:
    """What one or more rounds did."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def summary(self) -> str:
        """The counts in one sentence."""
        counts = self.counts
        if not counts:
            return "Nothing was due yet."
        later = f", {counts['removed']:,} removed before and left out" if counts["removed"] else ""
        later += f", {counts['postponed']:,} postponed" if counts["postponed"] else ""
        later += f", {counts['not read']:,} kept but not read (see `onrecord failures`)" if counts["not read"] else ""
        return (
            f"{counted(counts['feeds'], 'feed')} read, {counted(counts['added'], 'article')} added, "
            f"{counted(counts['new version'], 'new version')}, {counts['unchanged']:,} unchanged, "
            f"{counts['failed']:,} failed{later}."
        )

    def include(self, other: "Round") -> None:
        """Count another round's as one's own."""
        self.counts += other.counts
        self.failures = [*self.failures, *other.failures][-FAILURES_HELD:]


@dataclass(frozen=True, slots=True)
class Ended:
    """A round that has ended: when it began, what it did, and when the following one begins."""

    began: datetime
    done: Round
    following: datetime


@dataclass(frozen=True, slots=True)
class Manner:
    """How to watch: how often feeds are read, when articles are read again, the pause between requests to a host, and
    what a fetch may take."""

    every: timedelta = timedelta(minutes=15)
    again: tuple[timedelta, ...] = state.READ_AGAIN
    pause: float = PAUSE
    limits: Limits = field(default_factory=Limits)


def read_by(reader: ReadBy, *, record: Keeper) -> Read:
    """What reads an article with that reader, which is loaded with the first one, and with the offices of the record.

    What it returns raises StageFailed at an article that a stage does not foresee."""
    loaded = cache(lambda: reader_of(reader))

    def read(article: Article) -> tuple[Reading, str]:
        from onrecord import pipeline

        found = pipeline.statements([article], reader=loaded(), directory=imported(record))
        return next(iter(found)), loaded().name

    return read


class Watcher:
    """Reads what is due, round by round, into a record that is open to writing.

    `tell` is called with each article that was added or changed, and with which of the two it was."""

    def __init__(
        self,
        record: Keeper,
        *,
        read: Read | None = None,
        clock: Clock = Clock(),
        manner: Manner = Manner(),
        tell: Tell = lambda added, article: None,
    ) -> None:
        self._record, self._clock, self._manner, self._tell = record, clock, manner, tell
        self._read = read or read_by(None, record=record)
        self._ready: dict[str, datetime] = {}
        self._robots: dict[str, str | None] = {}
        self._known: set[str] = set()
        self._secret: dict[str, str] = {}
        self._entries: dict[str, Entry] = {}
        self._needed_whole: set[str | None] = set()

    def round(self, sources: Inputs, done: Round, *, going: Callable[[], bool] = lambda: True) -> None:
        """Read everything of these sources that is due. `done` is filled on the way, for who is interrupted; the round
        ends early once `going` tells that it is not to go on."""
        self._robots.clear()
        given, bad = addresses(sources)
        # Names and passwords are sent to the host, and neither kept nor shown.
        self._secret = {without_credentials(url): url for url in given}
        listed = list(self._secret)
        for failure in bad:
            self._fail(failure, done)
        queue = self._due(listed)
        while queue and going():
            watched = min(queue, key=lambda one: self._ready_at(one.url))
            queue.remove(watched)
            if not self._waited(watched):
                done.counts["postponed"] += 1
                continue
            if not going():  # told while it waited
                return
            queue += self._tried(watched, done, listed=watched.url in listed)

    def rounds(self, sources: Inputs, total: Round) -> Iterator[Ended]:
        """One round after another, without end, each when it is due; `total` has what all of them did, that which is
        interrupted included. The next one is waited for when it is asked for."""
        sources = tuple(names_of(sources))
        while True:
            began, done = self._clock.now(), Round()
            try:
                self.round(sources, done)
            finally:
                total.include(done)
            following = max(began + self._manner.every, self._clock.now() + timedelta(seconds=1))
            yield Ended(began, done, following)
            self._clock.sleep((following - self._clock.now()).total_seconds())

    def _due(self, listed: list[str]) -> list[Watched]:
        now = self._clock.now()
        known = {one.url: one for one in self._record.watched()}
        self._known = {address_key(url) for url in known}
        # Such feeds are read though they did not change: what they say of articles that were not read is not kept.
        unread = (one for one in known.values() if one.kind == "article" and not one.reads and one.due)
        self._needed_whole = {one.found_in for one in unread if address_key(one.url) not in self._entries}
        for url in listed:
            if url not in known:
                known[url] = state.new(url, "feed", at=now)
        early = state.moment(now + self._manner.every / _SLACK)
        due = []
        for one in known.values():
            latest = early if one.kind == "feed" else state.moment(now)
            if one.due is not None and one.due <= latest and (one.url in listed or one.found_in in listed):
                due.append(one)
        return sorted(due, key=lambda one: (one.kind != "feed", one.due or ""))

    def _ready_at(self, url: str) -> datetime:
        return self._ready.get(urlsplit(url).netloc, datetime.min.replace(tzinfo=UTC))

    def _waited(self, watched: Watched) -> bool:
        """Wait until the host may be asked; False where that is too long and the address was put off."""
        seconds = (self._ready_at(watched.url) - self._clock.now()).total_seconds()
        if seconds > LONGEST_DELAY:
            self._record.watch(state.postponed(watched, until=self._ready_at(watched.url)))
            return False
        if seconds > 0:
            self._clock.sleep(seconds)
        return True

    def _tried(self, watched: Watched, done: Round, *, listed: bool) -> list[Watched]:
        """Read one address, whatever it does; only what is wrong with the record itself ends the round."""
        try:
            with stage("reading the address", passing=_ENDING):
                return self._one(watched, done, listed=listed)
        except StageFailed as problem:
            self._fail(Failure(watched.url, str(problem)), done)
            wait = self._manner.every if watched.kind == "feed" else state.FIRST_WAIT
            self._record.watch(state.failed(watched, at=self._clock.now(), wait=wait))
            return []

    def _one(self, watched: Watched, done: Round, *, listed: bool) -> list[Watched]:
        """Read one address. What it newly names is returned, to be read too."""
        manner, whole = self._manner, watched.url in self._needed_whole
        try:
            fetched = fetch(
                self._secret.get(watched.url, watched.url),
                limits=manner.limits,
                etag=None if whole else watched.etag,
                last_modified=None if whole else watched.last_modified,
                robots=self._robots,
            )
        except FetchProblem as problem:
            self._not_fetched(watched, problem, done)
            return []
        finally:
            self._rest(watched.url)
        if fetched.unchanged:
            done.counts["unchanged" if watched.kind == "article" else "feeds"] += 1
            self._succeed(watched)
            return []
        seen = replace(watched, etag=fetched.etag, last_modified=fetched.last_modified)
        if listed and (is_feed(fetched.content) or (watched.kind == "feed" and watched.reads)):
            return self._feed(replace(seen, kind="feed"), fetched, done)
        self._article(replace(seen, kind="article"), fetched, done)
        return []

    def _feed(self, watched: Watched, fetched: Fetched, done: Round) -> list[Watched]:
        try:
            feed = read_feed(fetched.content, url=fetched.url)
        except NotAFeed as problem:
            self._fail(Failure(watched.url, str(problem)), done)
            self._record.watch(state.failed(watched, at=self._clock.now(), wait=self._manner.every))
            return []
        done.counts["feeds"] += 1
        self._entries.update((address_key(entry.link), entry) for entry in feed.entries)
        new = [link for link in map(without_credentials, feed.links) if address_key(link) not in self._known]
        self._known.update(map(address_key, new))
        found = [state.new(link, "article", at=self._clock.now(), found_in=watched.url) for link in new]
        with self._record.batch():
            for one in found:
                self._record.watch(one)
        self._succeed(watched)
        return found

    def _article(self, watched: Watched, fetched: Fetched, done: Round) -> None:
        failed = False
        for one in load_fetched(fetched, origin=watched.url):
            added = one if isinstance(one, Failure) else self._kept(self._completed(one, watched.url), done)
            if isinstance(added, Failure):
                failed = True
                self._fail(added, done)
                continue
            done.counts[added] += 1
        if failed:
            self._record.watch(state.failed(watched, at=self._clock.now()))
        else:
            self._succeed(watched)

    def _completed(self, loaded: Loaded, url: str) -> Loaded:
        """The article with what its feed says of it where its page does not: when it was published, and by whom."""
        entry, version = self._entries.get(address_key(url)), loaded.article.latest
        # A day ahead is nothing that was published; clocks and zones differ by less.
        latest = (self._clock.now() + timedelta(days=1)).date().isoformat()
        told = Time(entry.published, "feed") if entry and entry.published and entry.published[:10] <= latest else None
        held = self._held(loaded.article)
        if told is None and held is not None and held.published is not None and held.published.signal == "feed":
            told = held.published  # the feed has dropped the article since
        authors = version.authors or (entry.authors if entry else ())
        version = replace(version, published=version.published or told, authors=authors)
        return replace(loaded, article=replace(loaded.article, versions=(version,)))

    def _kept(self, loaded: Loaded, done: Round) -> _Kept | Failure:
        try:
            with stage(KEEPING, passing=_ENDING):
                return self._keep(loaded, done)
        except (Unstorable, StageFailed) as problem:
            return Failure(origin_of(loaded), str(problem))

    def _keep(self, loaded: Loaded, done: Round) -> _Kept:
        article = loaded.article
        if self._record.has(article):
            return "unchanged"
        if (held := self._record.held(article)) and self._record.removal(held):
            return "removed"
        # Most pages change with every request, their words hardly ever: these are not read again.
        reading, read_with = (Reading(article), "") if self._has_words(article) else self._read(article)
        added = self._record.add_reading(loaded, reading, read_with=read_with)
        if added != "unchanged":
            self._tell(added, replace(article, id=self._record.held(article) or article.id))
            done.counts["not read"] += reading.reason is not None
        return added

    def _has_words(self, article: Article) -> bool:
        held, new = self._held(article), article.latest
        return held is not None and (held.text, held.headline) == (new.text, new.headline)

    def _held(self, article: Article) -> Version | None:
        """The newest version of the article that the record has."""
        held = self._record.held(article)
        return None if held is None or self._record.removal(held) else self._record.article(held).article.latest

    def _succeed(self, watched: Watched) -> None:
        now, manner = self._clock.now(), self._manner
        self._record.settle(watched.url)
        if watched.kind == "feed":
            self._record.watch(state.feed_read(watched, at=now, every=manner.every))
        else:
            self._record.watch(state.article_read(watched, at=now, again=manner.again))

    def _not_fetched(self, watched: Watched, problem: FetchProblem, done: Round) -> None:
        self._fail(Failure(watched.url, str(problem)), done)
        now = self._clock.now()
        if isinstance(problem, PrivateAddress) and watched.kind == "feed":
            # Nobody was asked, so nobody is to be spared: with --allow-private it is read at once.
            self._record.watch(replace(watched, due=state.moment(now)))
            return
        asked = retry_after(problem.retry_after, now=now) if isinstance(problem, StatusNotOk) else None
        if asked and isinstance(problem, StatusNotOk) and problem.status in _BUSY:
            self._ready[urlsplit(watched.url).netloc] = now + min(asked, state.LONGEST_ASKED)
        wait = self._manner.every if watched.kind == "feed" else state.FIRST_WAIT
        self._record.watch(state.failed(watched, at=now, wait=wait, asked=asked))

    def _fail(self, failure: Failure, done: Round) -> None:
        done.counts["failed"] += 1
        done.failures.append(failure)
        self._record.add_failure(failure)

    def _rest(self, url: str) -> None:
        """Let the host rest; a longer rest that it asked for stays."""
        seconds = max(self._manner.pause, crawl_delay(self._robots.get(robots_address(url))))
        until = self._clock.now() + timedelta(seconds=seconds)
        self._ready[urlsplit(url).netloc] = max(until, self._ready_at(url))


def retry_after(value: str | None, *, now: datetime) -> timedelta | None:
    """How long a server asks to wait: seconds or a date. None where it does not say, or not so that it can be read."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return timedelta(seconds=min(int(value), state.LONGEST_ASKED.total_seconds()))
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(until.replace(tzinfo=until.tzinfo or UTC) - now, timedelta(0))
