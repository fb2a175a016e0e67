"""`reread` and `remove`, from the command line and from Python."""

import copy
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord import collect, open_record, pipeline, through
from onrecord.cli import onrecord
from onrecord.model import Statement, Version
from onrecord.problems.record import AmbiguousId, ArticleRemoved
from onrecord.reading import WEIGHTS, Reader, name_of
from onrecord.stages import stage

STORIES = {
    "ferry.txt": "“The ferry will run again,” Maria Holt, the mayor of Norvia, told reporters on Tuesday.",
    "dam.txt": "The dam is safe, Jonas Berg said. “Nobody needs to move,” he added.",
    "rain.txt": "It rained all day on the harbour.",
}


@pytest.fixture
def older(reader: Reader) -> Reader:
    """The same reader by another name."""
    found = copy.copy(reader)
    found.__dict__["name"] = "reader-000000000000 onrecord-0.0"
    return found


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, older: Reader, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    monkeypatch.setattr(through, "reader_of", lambda by: by or reader)
    for name, text in STORIES.items():
        Path(name).write_text(text, encoding="utf8")
    with open_record("onrecord.record") as record:
        record.add(list(STORIES), published="2031-05-04", reader=older)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(onrecord, arguments, prog_name="onrecord")


def told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """Newer rules: they give nobody a role, and do not find what Jonas Berg added."""
    resolved = pipeline.resolved

    def newer(version: Version, *given: Any, **named: Any) -> tuple[Statement, ...]:
        found = [one for one in resolved(version, *given, **named) if "Nobody" not in one.quote(version.text)]
        return tuple(replace(one, speakers=tuple(replace(by, role=None) for by in one.speakers)) for one in found)

    monkeypatch.setattr(pipeline, "resolved", newer)


def test_what_another_reader_read_is_read_again_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told_otherwise(monkeypatch)
    first = run("reread")
    assert (first.exit_code, first.stdout) == (0, "")
    assert "3 versions of 3 read again, 0 failed; statements: 0 new, 1 gone, 1 changed, 1 the same." in first.stderr
    second = run("reread")
    assert second.exit_code == 0
    assert f"Nothing to read again. The present reader is {name_of(WEIGHTS)}." in second.stderr
    assert run("verify").exit_code == 0
    assert "Nobody needs" not in run("search", "nobody").stdout
    assert "3 versions of 3 read again" in run("reread", "--again").stderr


def test_python_counts_the_same_and_takes_the_same_words(monkeypatch: pytest.MonkeyPatch, reader: Reader) -> None:
    told_otherwise(monkeypatch)
    with open_record("onrecord.record") as record:
        ids = {hit.quote: hit.article_id for hit in record.search().hits}
        (dam,) = {article for quote, article in ids.items() if "Nobody" in quote}
        done = record.reread(article=dam, reader=reader)
        assert (done.outdated, done.read, done.new, done.gone, done.changed, done.same) == (1, 1, 0, 1, 0, 1)
        assert record.reread(article=dam, reader=reader).outdated == 0
        assert record.reread(since="2031-06", reader=reader).outdated == 0
        assert record.reread(older_than="reader-000000000000", reader=reader).outdated == 0
        assert record.reread(older_than=reader.name, since="2031", reader=reader).read == 2
        assert "the same" in str(done) and not done.failures
        assert list(record.verify()) == []


def test_ctrl_c_keeps_what_was_read_and_the_same_command_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    note, presses = collect.DoneAgain.note, iter([True])

    def pressed(self: collect.DoneAgain, reread: Any) -> None:
        note(self, reread)
        if next(presses, False):
            raise KeyboardInterrupt

    monkeypatch.setattr(collect.DoneAgain, "note", pressed)
    stopped = run("reread")
    assert stopped.exit_code == 130
    assert "Stopped: 1 version of 3 read again" in stopped.stderr
    assert "The same command continues where it stopped." in stopped.stderr
    assert "2 versions of 2 read again" in run("reread").stderr
    assert run("verify").exit_code == 0


def test_an_article_that_fails_keeps_its_reading_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    resolved = pipeline.resolved

    def failing(version: Version, *given: Any, **named: Any) -> tuple[Statement, ...]:
        if "dam" in version.text:
            with stage("reading"):
                raise RuntimeError("no dam known")
        return resolved(version, *given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "resolved", failing)
        failed = run("reread")
    assert failed.exit_code == 1
    assert "2 versions of 3 read again, 1 failed" in failed.stderr
    assert "no dam known" in run("failures").stdout
    with open_record("onrecord.record", write=False) as record:
        (reading,) = (hit for hit in record.search("dam").hits)
        assert record.article(reading.article_id).read_with == "reader-000000000000 onrecord-0.0"
    assert "1 version of 1 read again, 0 failed" in run("reread").stderr
    assert "no dam known" not in run("failures").stdout


def test_an_unknown_reader_is_told_which_there_are() -> None:
    result = run("reread", "--older-than", "reader-9")
    assert result.exit_code == 1
    assert "No reader of this record has a name that begins with 'reader-9'" in result.stderr
    assert "reader-000000000000 onrecord-0.0" in result.stderr


def ferry() -> str:
    with open_record("onrecord.record", write=False) as record:
        return record.search("ferry").hits[0].article_id


def test_a_removed_article_is_told_wherever_it_is_asked_for() -> None:
    id_ = ferry()
    removed = run("remove", id_[:8], "--reason", "Court order 12/2031.", "--who", "Ada Reyes")
    assert (removed.exit_code, removed.stdout) == (0, "")
    assert f"Article {id_} is removed." in removed.stderr
    for command in ("show", "history", "remove"):
        more = ("--reason", "x", "--who", "y") if command == "remove" else ()
        asked = run(command, id_, *more)
        assert asked.exit_code == 1
        assert f"Article {id_} was removed from the record on " in asked.stderr
        assert "by Ada Reyes: Court order 12/2031. Its bytes" in asked.stderr
    assert "ferry" not in run("search").stdout + run("export").stdout + run("export", "--format", "csv").stdout
    verified = run("verify")
    assert verified.exit_code == 0
    assert "Checked 2 versions of 2 articles" in verified.stderr


def test_adding_it_again_skips_it_and_says_why_until_it_is_let_in() -> None:
    id_ = ferry()
    run("remove", id_, "--reason", "Court order", "--who", "Ada Reyes")
    added = run("add", *STORIES, "--published", "2031-05-04")
    assert added.exit_code == 0
    assert "0 articles added, 0 new versions, 2 unchanged, 1 removed before and left out, 0 failed" in added.stderr
    assert "by Ada Reyes: Court order" in added.stderr
    assert "1 removed before" in run("add", "ferry.txt", "--published", "2031-05-04", "--again").stderr
    undone = run("remove", id_, "--undo", "--reason", "Won on appeal", "--who", "Ada Reyes")
    assert f"Article {id_} may be added again." in undone.stderr
    assert "1 article added" in run("add", "ferry.txt", "--published", "2031-05-04").stderr
    assert ferry() == id_
    assert run("verify").exit_code == 0


def test_python_removes_with_the_same_words() -> None:
    with open_record("onrecord.record") as record:
        id_ = record.search("ferry").hits[0].article_id
        assert record.remove(id_, reason="law", who="Ada").article_id == id_
        with pytest.raises(ArticleRemoved):
            record.article(id_)
        done = record.add("ferry.txt", published="2031-05-04")
        assert (done.removed.total(), done.counts["added"]) == (1, 0)
        assert record.remove(id_, reason="appeal", who="Ada", undo=True).who == "Ada"


@pytest.mark.parametrize(("answer", "is_left"), [("n\n", True), ("y\n", False)])
def test_a_terminal_is_asked_first(answer: str, is_left: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    id_ = ferry()
    monkeypatch.setattr(sys.modules["onrecord.cli.articles.reread"], "is_terminal", lambda: True)
    asked = ["remove", id_, "--reason", "law", "--who", "Ada"]
    result = CliRunner().invoke(onrecord, asked, input=answer, prog_name="onrecord")
    assert "with all its versions for good?" in result.stderr
    assert result.exit_code == int(is_left)
    with open_record("onrecord.record", write=False) as record:
        assert record.counts().articles == 2 + is_left


def test_yes_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["onrecord.cli.articles.reread"], "is_terminal", lambda: True)
    assert run("remove", ferry(), "--reason", "law", "--who", "Ada", "--yes").exit_code == 0


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            ["nothing", "--reason", "law", "--who", "Ada"],
            "No article in the record has an id that begins with 'nothing'",
        ),
        (["", "--reason", "law", "--who", "Ada"], "Give more characters of the id"),
        (["", "--reason", " ", "--who", "Ada"], "Say why with --reason"),
    ],
)
def test_wrong_calls_say_what_to_do(asked: list[str], told: str) -> None:
    result = run("remove", *asked)
    assert result.exit_code in (1, 2)
    assert told in result.stderr
    with open_record("onrecord.record", write=False) as record, pytest.raises(AmbiguousId):
        record.removal("")
