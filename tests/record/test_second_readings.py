"""Second opinions about speakers and days: kept with words of the article, reviewed where they differ."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord import open_record
from onrecord.library import OpenRecord
from onrecord.model import Loaded, Reading
from onrecord.record.families import sqlite as families_sqlite
from onrecord.record.second.values import SecondRead
from onrecord.second.server import LanguageModel
from tests.made_utterances import BERG, HOLT, READ_WITH, article, said
from tests.record.test_families import Words as NoEncoder
from tests.second.stand_in import Sent, StandIn, saying, standing_in
from tests.served import Answer

QUAY = "The quay is to be mended before the winter comes"
BOATS = "Boats will lie in the bay for as long as that takes"


def made() -> tuple[Loaded, Reading]:
    """Two statements: of one neither speaker nor day was found, of the other both."""
    loaded, reading = article(
        "one",
        said(QUAY, by=None, around=f"the mayor, {BERG}, told us on Monday"),
        said(BOATS, by=HOLT, around="Maria Holt said a day later", on="2024-05-07"),
    )
    first, other = reading.statements
    return loaded, replace(reading, statements=(replace(first, confidence=0.4), replace(other, confidence=0.9)))


FIRST, OTHER = (one.id for one in made()[1].statements)
RIGHT = {"speaker": BERG, "day": "2024-05-06", "day_words": "on Monday"}


@pytest.fixture(autouse=True)
def _no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families_sqlite, "_sentences", NoEncoder)


@pytest.fixture
def server() -> Iterator[StandIn]:
    with standing_in() as server:
        yield server


@pytest.fixture
def record(tmp_path: Path) -> Iterator[OpenRecord]:
    with open_record(tmp_path / "a.record") as record:
        record.add_reading(*made(), read_with=READ_WITH)
        yield record
        assert [fault.message for fault in record.verify()] == []


def second(record: OpenRecord, server: StandIn, **given: Any) -> SecondRead:
    return record.second_readings(model=LanguageModel(server.address, "small", wait=lambda seconds: None), **given)


def queue(record: OpenRecord, **given: Any) -> list[str]:
    page = record.to_review("Kim", stage="second", **given)
    return [hit.statement.id for hit in page.hits if hit.statement]


def test_a_speaker_and_a_day_that_were_not_found_go_to_review(record: OpenRecord, server: StandIn) -> None:
    server.answer = lambda sent: saying(RIGHT)
    before = record.article(made()[0].article.id)
    assert second(record, server) == SecondRead(1, kept=2, differ=2)
    (sent,) = server.asked
    asked = sent["messages"][1]["content"]
    assert asked.startswith("Published: 2024-05-07\n<text ")
    assert f'Statement: "{QUAY}"\n\n"{QUAY}" the mayor, {BERG}, told us on Monday' in asked
    assert set(sent["response_format"]["json_schema"]["schema"]["properties"]) == {"speaker", "day", "day_words"}
    told = record.second_readings_of(FIRST)
    assert [(one.part, one.told, one.shown_by, one.agrees) for one in told] == [
        ("speaker", BERG, BERG, False),
        ("when", "2024-05-06", "on Monday", False),
    ]
    text = made()[1].article.latest.text
    assert [one.span.of(text) for one in told] == [BERG, "on Monday"]
    assert queue(record) == [FIRST]
    assert record.article(made()[0].article.id) == before
    record.decide(FIRST, "edit", speaker=[BERG], who="Kim")
    assert queue(record) == []


def test_what_agrees_changes_nothing(record: OpenRecord, server: StandIn) -> None:
    def answer(sent: Sent) -> Answer:
        if 'Statement: "Boats' in sent["messages"][1]["content"]:
            return saying({"speaker": "Holt", "day": "2024-05", "day_words": "a day later"})
        return saying(RIGHT)

    server.answer = answer
    assert second(record, server, below=1) == SecondRead(2, kept=4, differ=2)
    assert [(one.told, one.agrees) for one in record.second_readings_of(OTHER)] == [("Holt", True), ("2024-05", True)]
    assert queue(record) == [FIRST]
    assert second(record, server, below=1).asked == 0


def test_another_speaker_and_another_day_differ(record: OpenRecord, server: StandIn) -> None:
    server.answer = lambda sent: saying({"speaker": BERG, "day": "2024-05-01", "day_words": "a day later"})
    assert second(record, server, below=1, article=made()[0].article.id).differ == 4
    assert queue(record) == [FIRST, OTHER]
    assert queue(record, below=0.5) == [FIRST]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"speaker": "Jonas Bergmann"}, SecondRead(1, 1, 1, {"speaker not in the text": 1})),
        ({"speaker": "x" * 500}, SecondRead(1, 1, 1, {"speaker not in the text": 1})),
        ({"speaker": ""}, SecondRead(1, 1, 1)),
        ({"day": ""}, SecondRead(1, 1, 1)),
        ({"day": "Monday"}, SecondRead(1, 1, 1, {"not a day": 1})),
        ({"day": "2024-06-31"}, SecondRead(1, 1, 1, {"not a day": 1})),
        ({"day": "9" * 5000}, SecondRead(1, 1, 1, {"not a day": 1})),
        ({"day": "2024-05-13"}, SecondRead(1, 1, 1, {"day after publication": 1})),
        ({"day_words": "on Tuesday"}, SecondRead(1, 1, 1, {"words not in the text": 1})),
        ({"day_words": ""}, SecondRead(1, 1, 1, {"words not in the text": 1})),
        ({"day": 20240506}, SecondRead(1, 0, 0, {"malformed": 1})),
        ({"speaker": None}, SecondRead(1, 0, 0, {"malformed": 1})),
    ],
)
def test_what_is_not_in_the_article_is_not_kept(
    record: OpenRecord, server: StandIn, change: dict[str, Any], expected: SecondRead
) -> None:
    server.answer = lambda sent: saying(RIGHT | change)
    assert second(record, server) == expected


def test_a_name_is_found_anywhere_in_the_article(tmp_path: Path, server: StandIn) -> None:
    fill = "The herring came in as it does every year and nobody wrote about it at all. " * 60
    loaded, reading = article("two", said(fill, by=None, form="indirect"), said(QUAY, by=None, around=f"({BERG})"))
    last = replace(reading.statements[1], confidence=0.1)
    server.answer = lambda sent: saying(RIGHT | {"day": ""})
    with open_record(tmp_path / "b.record") as record:
        record.add_reading(loaded, replace(reading, statements=(last,)), read_with=READ_WITH)
        assert second(record, server).kept == 1
        asked = server.asked[0]["messages"][1]["content"]
        assert "\n[…]\n" in asked
        assert len(asked) < 4000


def test_opinions_go_with_their_article(record: OpenRecord, server: StandIn) -> None:
    server.answer = lambda sent: saying(RIGHT)
    second(record, server)
    record.remove(made()[0].article.id, reason="asked for", who="Kim")
    assert record._connection.execute("SELECT count(*) FROM second_readings").fetchone() == (0,)
