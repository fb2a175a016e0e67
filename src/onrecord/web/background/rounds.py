"""Watching feeds from a server: rounds as jobs, asked for by somebody or by the clock."""

import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from onrecord.collect import Became, imported
from onrecord.model import Article, Reading
from onrecord.problems import Problem
from onrecord.record import Added
from onrecord.record.watching import moment, new
from onrecord.sources.addresses import without_credentials
from onrecord.sources.feed import addresses
from onrecord.sources.fetch import Limits
from onrecord.watching import Clock, Manner, Round, Watcher
from onrecord.web.background.adding import kept
from onrecord.web.background.jobs import Job, Jobs
from onrecord.web.background.turns import Turns
from onrecord.web.errors import BadValue
from onrecord.web.reading import Networks
from onrecord.web.records import Records


class Rounds:
    """The rounds over the feeds that a record watches, one at a time."""

    def __init__(
        self,
        records: Records,
        networks: Networks,
        jobs: Jobs,
        *,
        every: timedelta | None = None,
        allow_private: bool = False,
    ) -> None:
        self.every, self.allow_private = every, allow_private
        self._records, self._networks, self._jobs = records, networks, jobs
        self._manner = Manner(every=every or Manner().every, limits=Limits(allow_private=allow_private))
        self._closed = threading.Event()
        self._clock: threading.Thread | None = None
        self._job: Job | None = None
        self._found = 0  # statements of the article that was read last
        turns = Turns(records, networks.line)
        self._watcher = Watcher(
            turns, read=self._read, clock=Clock(sleep=self._sleep), manner=self._manner, tell=self._tell
        )

    def start(self) -> None:
        """Begin a round now and at each interval, where there is one, until `close`."""
        if self.every is not None:
            self._clock = threading.Thread(target=self._go_round, name="onrecord clock", daemon=True)
            self._clock.start()

    def close(self) -> None:
        """Begin no more rounds."""
        self._closed.set()
        if self._clock is not None:
            self._clock.join()

    def follow(self, url: str, *, who: str | None) -> Job:
        """Watch a feed, or an article, and read it now. Raises BadValue for what cannot be one, TooMuchWaiting."""
        url = checked(url)
        with self._records.writing() as record:
            if url not in {one.watched.url for one in record.followed()}:
                record.watch(new(url, "feed", at=datetime.now(UTC)))
        return self.check(who=who, only=url)

    def check(self, *, who: str | None, only: str | None = None) -> Job:
        """Read all feeds now, or only one. Raises TooMuchWaiting."""
        with self._records.writing() as record:
            for one in record.followed():
                if only in (None, one.watched.url):
                    record.watch(replace(one.watched, due=moment(datetime.now(UTC))))
        return self._submit(who, only)

    def _submit(self, who: str | None, only: str | None = None) -> Job:
        title = f"Reading {only}" if only else "Reading the feeds"
        return self._jobs.submit("watching", title, lambda job: self._round(job, only), who=who)

    def _go_round(self) -> None:
        every = self.every or timedelta(0)
        while True:
            with suppress(Problem):  # where the record is busy, or too much waits, the next round comes
                self._submit_due()
            if self._closed.wait(every.total_seconds()):
                return

    def _submit_due(self) -> None:
        with self._records.reading() as record:
            followed = record.followed()
        if followed and not any(one.progress.going for one in self._jobs.listed("watching")):
            self._submit(None)

    def _round(self, job: Job, only: str | None) -> None:
        self._job, done = job, Round()
        with self._records.reading() as record:
            listed = [url for one in record.followed() if (url := one.watched.url) and only in (None, url)]
        self._watcher.round(listed, done, going=lambda: not job.stopping.is_set())
        for failure in done.failures:
            job.fail(failure)
        job.change(told=done.summary(), done=done.counts.total(), counts=dict(done.counts))

    def _read(self, article: Article) -> tuple[Reading, str]:
        from onrecord import pipeline

        directory = imported(Turns(self._records, self._networks.line))
        reader = self._networks.reader
        reading = next(iter(pipeline.statements([article], reader=reader, directory=directory)))
        self._found = len(reading.statements)
        return reading, reader.name

    def _tell(self, added: Added, article: Article) -> None:
        if self._job is not None:
            self._job.keep(kept(Became(added, article, self._found)))

    def _sleep(self, seconds: float) -> None:
        if self._job is not None:
            self._job.stopping.wait(seconds)


def checked(url: str) -> str:
    """An address that can be watched. Raises BadValue."""
    url = url.strip()
    if not url.lower().startswith(("http://", "https://")):
        raise BadValue(f"{url!r} is not an address with http or https.")
    found, bad = addresses([url])
    if bad or not found:
        raise BadValue(bad[0].reason if bad else f"{url!r} is not an address.")
    if without_credentials(found[0]) != found[0]:
        raise BadValue("An address with a name and a password is not kept. Watch it with `onrecord watch` instead.")
    return found[0]
