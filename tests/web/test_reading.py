"""What reads for the pages in a process of its own: the same as here, and what its end costs."""

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import numpy as np
import pytest
from fastapi.testclient import TestClient

from onrecord.apart import Apart
from onrecord.collect import read_all
from onrecord.families.similarity import Sentences
from onrecord.model import Failure, Reading
from onrecord.positions.stance import StanceReader
from onrecord.positions.values import Utterance
from onrecord.reading import Reader
from onrecord.sources import load_bytes
from onrecord.web import networks
from onrecord.web.app import application
from onrecord.web.reading import JUDGED_AT_ONCE, Networks
from onrecord.web.records import Records
from tests.test_apart import is_gone, until
from tests.web.api.test_described import inner
from tests.web.conftest import DECIDING, EXAMPLES, LOOKING
from tests.web.forms import sent


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    """The one process of these tests: it takes seconds to start."""
    found = Apart()
    yield found
    found.close()


class Kept(Networks):
    """Networks that outlive their server, for the next test."""

    def close(self) -> None:
        """Nothing."""


@pytest.fixture
def pages(ferry: Path, tmp_path: Path, apart: Apart, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """The pages over a record of one's own, which read in that process."""
    path = tmp_path / "ferry.record"
    shutil.copy(ferry, path)
    monkeypatch.setattr("onrecord.web.app.Networks", lambda: Kept(apart))
    return TestClient(application(path, DECIDING), base_url="http://localhost")


def text_of(number: int = 0) -> str:
    """One of the examples."""
    return sorted(EXAMPLES.glob("*.txt"))[number].read_text(encoding="utf8")


def near(one: Any, other: Any) -> bool:
    """Whether numbers are the same but for how a network sums: on other threads in another order."""
    return np.shape(one) == np.shape(other) and np.allclose(one, other, rtol=0, atol=1e-3)


def unsure(reading: Reading) -> Reading:
    """What was read, whatever the confidence."""
    return replace(reading, statements=tuple(replace(one, confidence=0.0) for one in reading.statements))


def at_work(apart: Apart, ask: Callable[[], Any]) -> Any:
    """What comes of a request whose process is killed while it is at it."""
    pid = apart.call(os.getpid)
    os.kill(pid, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(ask)
        until(lambda: apart._turn.locked())
        time.sleep(0.05)
        os.kill(pid, signal.SIGKILL)
        return asked.result(timeout=30)


def test_what_is_read_and_embedded_and_judged_apart_is_the_same(apart: Apart, reader: Reader) -> None:
    beside = Networks(apart)
    (loaded,) = beside.opened(text_of().encode())
    (here,) = load_bytes(text_of().encode())
    assert loaded == here
    read = beside.reader.read(here.article, None)  # type: ignore[union-attr]
    (expected,) = read_all([here], failed=print, reader=reader)
    assert (unsure(read), beside.reader.name) == (unsure(expected), reader.name)
    assert near(*([one.confidence for one in reading.statements] for reading in (read, expected)))
    assert read.statements and read.read_with == reader.name
    words = [statement.quote(here.article.latest.text) for statement in read.statements]  # type: ignore[union-attr]
    sentences, embedded = Sentences(), beside.sentences
    assert embedded is not None and embedded.name == sentences.name
    assert near(embedded.embed(words), sentences.embed(words))
    assert near(embedded.embed(words * 40)[-len(words) :], sentences.embed(words))
    assert embedded.embed([]).shape == (0, 384)
    said = [Utterance(one, "said", "He", one, holder="1 Holt") for one in words * JUDGED_AT_ONCE][:70]
    stances = StanceReader()
    assert beside.judge.name == stances.name
    judged = list(beside.judge.judge("Should the ferry go on?", said))
    alike = stances.judge("Should the ferry go on?", said)
    assert near([one.scores for one in judged], [one.scores for one in alike])


def test_the_stance_model_is_alone_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    (here,) = load_bytes(b"It goes on.")
    assert not isinstance(here, Failure)
    monkeypatch.setattr(networks, "statements", lambda articles, **_: [MagicMock() for _ in articles])
    for name in ("Reader", "Sentences", "StanceReader"):
        monkeypatch.setattr(networks, name, MagicMock())
    kept = (networks._reader_kept, networks._sentences_kept, networks._stances_kept)

    def loaded(ask: Callable[[], Any]) -> list[int]:
        ask()
        return [one.cache_info().currsize for one in kept]

    try:
        assert loaded(lambda: networks.read(here.article, None)) == [1, 0, 0]
        assert loaded(lambda: networks.embedded(["It goes on."])) == [1, 1, 0]
        assert loaded(lambda: networks.judged("Should it?", ())) == [0, 0, 1]
        assert loaded(lambda: networks.embedded(["It goes on."])) == [0, 1, 0]
        assert loaded(lambda: networks.read(here.article, None)) == [1, 1, 0]
        assert loaded(networks.unread) == [0, 1, 0]
    finally:
        for one in kept:
            one.cache_clear()


def test_pages_add_and_check_and_compare_apart(pages: TestClient, apart: Apart) -> None:
    with pages:
        text = f"{text_of()}\n\nPrinted once more."
        added = pages.post("/api/add", json={"text": text}).json()
        assert (added["added"], added["failures"]) == (1, []) and added["statements"]
        assert pages.post("/api/add", json={"text": text}).json()["unchanged"] == 1
        checked = pages.post("/api/check", json={"text": text}).json()
        assert {one["verdict"] for one in checked["quotations"]} == {"verbatim"}
        with inner(pages.app).state.records.reading() as record:
            ids = [one.article.id for one in record.readings()]
        assert [pages.get(f"/headline/{one}").status_code for one in ids] == [200] * len(ids)


def test_one_killed_at_its_work_costs_that_alone(pages: TestClient, apart: Apart) -> None:
    text = f"{text_of()}\n\nPrinted again."
    checked = at_work(apart, lambda: pages.post("/api/check", json={"text": text}))
    assert checked.status_code == 503
    assert checked.json()["error"]["kind"] == "ApartEnded" and "try again" in checked.json()["error"]["message"]
    failed = at_work(apart, lambda: pages.post("/api/add", json={"text": text})).json()
    assert failed["added"] == 0 and "SIGKILL" in failed["failures"][0]["reason"]
    (loaded,) = load_bytes(text.encode(), name="again.txt")
    lost: list[Failure] = []
    reader = Networks(apart).reader
    assert at_work(apart, lambda: list(read_all([loaded], failed=lost.append, reader=reader))) == []
    assert [one.origin for one in lost] == ["again.txt"] and "SIGKILL" in lost[0].reason
    with inner(pages.app).state.records.reading() as record:
        assert ["SIGKILL" in one.reason for one in record.failures()] == [True]
    assert pages.post("/api/add", json={"text": text}).json()["added"] == 1


def test_it_ends_with_the_server(ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Apart()
    monkeypatch.setattr("onrecord.web.app.Networks", lambda: Networks(own))
    with TestClient(application(ferry, LOOKING), base_url="http://localhost"):
        pid = own.call(os.getpid)
    assert is_gone(pid)


def test_a_page_tells_that_the_process_ended(pages: TestClient, apart: Apart) -> None:
    told = at_work(apart, lambda: sent(pages, "/check", data={"draft": text_of()}))
    assert told.status_code == 503 and "<h1>Not at the moment</h1>" in told.text
    assert "perhaps memory ran out" in told.text and "try again" in told.text


def test_at_rest_the_record_is_closed_and_opened_when_somebody_asks(ferry: Path) -> None:
    records = Records(ferry, writable=False)
    with records.reading() as first, records.reading() as other:
        assert first is not other
        records.rest()
        assert first.counts()
    records.rest()
    with pytest.raises(Exception, match="closed"):
        first.counts()
    with records.reading() as again:
        assert again is not first and again.counts()
    records.close()


def test_whoever_writes_is_not_closed_at_rest(ferry: Path, tmp_path: Path) -> None:
    path = tmp_path / "ferry.record"
    shutil.copy(ferry, path)
    records = Records(path)
    with ThreadPoolExecutor(1) as threads:
        with records.writing() as writer:
            threads.submit(records.rest).result()
            assert writer.counts()
        threads.submit(records.rest).result()
    with records.writing() as again:
        assert again is not writer and again.counts()
    records.close()


def test_when_nobody_asks_for_a_while_others_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.apart.IDLE", 0.2)
    rested = threading.Event()
    beside = Networks(Apart(idle=0.2, at_rest=rested.set))
    beside._apart.call(os.getpid)
    assert rested.wait(10)
    own, rested = Networks(), threading.Event()
    own.at_rest(rested.set)
    own._rest()
    assert rested.is_set()


def test_of_a_checked_draft_nothing_is_kept(pages: TestClient) -> None:
    with pages:
        records = inner(pages.app).state.records
        before = list(records._free)
        assert pages.post("/api/check", json={"text": text_of()}).status_code == 200
        assert records._free == before
