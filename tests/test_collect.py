"""Collecting without the command line: what is known is skipped, failures are kept, the rest goes on."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord import pipeline, reading, through
from onrecord.collect import Done, add_all, read_all
from onrecord.model import Article, Attribution, Failure, Loaded, Span, Statement, Version
from onrecord.problems.record import RecordReadOnly
from onrecord.reading.decoding import Found
from onrecord.record import open_record
from onrecord.sources import load
from onrecord.stages import stage

NAMES = ("a", "b", "c")
PLACE = Failure("gone.html", "There is no such file.")


class EndsReader:
    """Finds in each article its first word, which tells it from the others."""

    name = "made-up 1"
    made = 0

    def __init__(self) -> None:
        EndsReader.made += 1

    def read(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Found]]:
        for article in list(articles):
            end = article.latest.text.index("”") + 1
            yield article, Found([Attribution((Span(0, end),), type="direct", confidence=0.9)])


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(reading, "Reader", EndsReader)
    monkeypatch.setattr(EndsReader, "made", 0)
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        (tmp_path / f"{name}.txt").write_text(f"“Ferry {name} stays,” Ana Brand said on Tuesday in Porto Velho.\n")
    return tmp_path


def files() -> list[Loaded | Failure]:
    return list(load([f"{name}.txt" for name in NAMES]))


def add(given: Iterable[Loaded | Failure], *, again: bool = False) -> Done:
    done = Done()
    with open_record("a.record", write=True) as record:
        add_all(given, record=record, done=done, again=again)
    return done


def test_what_was_read_stays_with_what_it_was_read_from() -> None:
    done = add(files())
    assert (done.counts["added"], done.statements, done.failures) == (3, 3, [])
    with open_record("a.record", write=False) as record:
        for one in record.readings():
            assert one.statements[0].quote(one.article.latest.text).startswith("“Ferry ")
            assert one.article.latest.origin is not None
            assert record.content(one.article.latest.bytes_sha256).startswith(b"\xe2\x80\x9cFerry")


def test_the_same_input_twice_is_two_turns_and_one_article() -> None:
    one, *_ = files()
    done = add([one, one, one])
    assert (done.counts["added"], done.counts["unchanged"], done.statements) == (1, 2, 1)


def test_failures_among_the_inputs_are_kept_in_their_turn() -> None:
    first, second, third = files()
    steps = []
    done = Done()
    with open_record("a.record", write=True) as record:
        add_all([first, PLACE, second, third], record=record, done=done, step=lambda: steps.append(1))
        assert list(record.failures()) == [PLACE]
    assert (done.counts["added"], done.failures, len(steps)) == (3, [PLACE], 4)
    assert str(done) == "3 articles added, 0 new versions, 0 unchanged, 1 failed; 3 new statements."


def test_an_article_at_which_a_stage_fails_is_named_by_its_own_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    original = pipeline.resolved

    def resolved(version: Version, attributions: list[Attribution], **named: Any) -> tuple[Statement, ...]:
        with stage("finding the speakers"):
            if "Ferry b" in version.text:
                raise KeyError("b")
        return original(version, attributions, **named)

    monkeypatch.setattr(pipeline, "resolved", resolved)
    failures: list[Failure] = []
    found = list(read_all(files(), failed=failures.append))
    assert [one.article.latest.text[7] for one in found] == ["a", "c"]
    assert [one.origin for one in failures] == ["b.txt"]
    done = add(files())
    assert [one.origin for one in done.failures] == ["b.txt"] and done.counts["added"] == 2
    with open_record("a.record", write=False) as record:
        texts = {one.article.latest.text[7] for one in record.readings()}
        assert texts == {"a", "c"}
        assert list(record.verify()) == []


def test_what_is_known_is_not_read_again_unless_asked() -> None:
    add(files())
    made = EndsReader.made
    again = add(files())
    assert (again.counts["unchanged"], EndsReader.made) == (3, made)
    asked = add(files(), again=True)
    assert (asked.counts["unchanged"], EndsReader.made) == (3, made + 1)


def test_where_there_is_nothing_to_read_no_reader_is_loaded() -> None:
    assert list(read_all([PLACE], failed=lambda failure: None)) == []
    assert EndsReader.made == 0


def test_a_reader_that_is_loaded_is_taken_as_it_is() -> None:
    mine = EndsReader()
    found = list(read_all(files(), failed=print, reader=mine))  # type: ignore[arg-type]
    assert len(found) == 3 and EndsReader.made == 1
    assert through.reader_of(mine) is mine  # type: ignore[arg-type,comparison-overlap]


def test_a_record_that_cannot_be_written_ends_it() -> None:
    add([])
    done = Done()
    with open_record("a.record", write=False) as record, pytest.raises(RecordReadOnly):
        add_all(files(), record=record, done=done)
    assert done.counts["added"] == 0


def test_done_is_filled_on_the_way_for_who_is_interrupted() -> None:
    done = Done()

    def step() -> None:
        if done.counts["added"] == 2:
            raise KeyboardInterrupt

    with open_record("a.record", write=True) as record, pytest.raises(KeyboardInterrupt):
        add_all(files(), record=record, done=done, step=step)
    assert (done.counts["added"], done.statements) == (2, 2)
    assert add(files()).counts == {"unchanged": 2, "added": 1}
