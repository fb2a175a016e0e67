"""One input that a stage does not foresee costs itself, and nothing is left out in silence."""

import json
import os
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from onrecord import pipeline, reading, sources, stages
from onrecord.cli import onrecord
from onrecord.cli.terminal import output
from onrecord.model import Article, Attribution, Loaded, Reading, Span, Version
from onrecord.problems import StageFailed
from onrecord.problems.record import RecordFailed
from onrecord.reading.decoding import Found
from onrecord.record import Added, open_record
from onrecord.record.sqlite import SQLiteRecord
from onrecord.sources.files import lines_of
from onrecord.sources.prose import language
from onrecord.sources.tables import jsonl

NAMES = [f"{number:02}" for number in range(6)]
BAD = "03"
GERMAN = (
    "Der Hafen bleibt offen, sagte die Bürgermeisterin am Dienstag, und die Fähre fährt auch im Winter weiter. "
    "Niemand habe etwas anderes beschlossen, und der Rat werde darüber im Herbst noch einmal beraten.\n"
)


class GroupReader:
    """Reads all that it is given together, as the real one does, and finds one quotation in each."""

    name = "made-up 1"

    def read(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Found]]:
        group = list(articles)
        self.together([one.latest.text for one in group])
        for article in group:
            end = article.latest.text.find("”") + 1
            yield article, Found([Attribution((Span(0, end),), type="direct", confidence=0.9)] if end else [])

    def together(self, texts: list[str]) -> None:
        """Overridden to fail."""


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(reading, "Reader", GroupReader)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    pages = tmp_path / "pages"
    pages.mkdir()
    for name in NAMES:
        (pages / f"{name}.txt").write_text(
            f"“The ferry number {name} stays,” Ana Brand said on Tuesday in Porto Velho.\n"
        )
    return pages


def run(*arguments: str) -> Result:
    return CliRunner().invoke(onrecord, arguments, prog_name="onrecord")


def is_bad(value: object) -> bool:
    if isinstance(value, Article):
        value = value.latest.text
    return f"number {BAD} " in (value.text if isinstance(value, Version) else str(value))


def raising(original: Any, error: BaseException, *, at: int = 0) -> Any:
    """The function, which raises where the argument at that place is of the bad input."""

    def called(*arguments: Any, **named: Any) -> Any:
        if is_bad(arguments[at]):
            raise error
        return original(*arguments, **named)

    return called


def break_reader(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def together(self: GroupReader, texts: list[str]) -> None:
        if any(map(is_bad, texts)):
            raise error

    monkeypatch.setattr(GroupReader, "together", together)


def break_record(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    original = SQLiteRecord.add_reading

    def add(self: SQLiteRecord, loaded: Any, reading: Any, *, read_with: str) -> Any:
        if is_bad(reading.article):
            raise error
        return original(self, loaded, reading, read_with=read_with)

    monkeypatch.setattr(SQLiteRecord, "add_reading", add)


STAGES = ("headline_attribution", "attributions", "resolve", "circumstances", "_statement")
ERRORS = (ValueError("zip() argument 2 is shorter"), MemoryError(), RecursionError("too deep"), KeyError("x"))


def break_stage(name: str, monkeypatch: pytest.MonkeyPatch, error: BaseException = ERRORS[0]) -> None:
    if name == "reader":
        break_reader(monkeypatch, error)
    elif name == "record":
        break_record(monkeypatch, error)
    else:
        monkeypatch.setattr(pipeline, name, raising(getattr(pipeline, name), error))


@pytest.mark.parametrize("name", [*STAGES, "reader"])
def test_read_goes_on_where_a_stage_raises(name: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    break_stage(name, monkeypatch)
    result = run("read", str(folder), "--format", "jsonl")
    assert result.exit_code == 1
    quotes = [json.loads(line)["statements"][0]["quote"] for line in result.stdout.splitlines()]
    assert quotes == [f"“The ferry number {one} stays,”" for one in NAMES if one != BAD]
    assert f"Failed: {folder}/{BAD}.txt: Failed in " in result.stderr
    assert "ValueError: zip() argument 2 is shorter" in result.stderr and "report it" in result.stderr


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("name", [*STAGES, "reader", "record"])
def test_add_goes_on_and_keeps_the_failure(
    name: str, error: BaseException, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    break_stage(name, monkeypatch, error)
    result = run("add", str(folder))
    assert result.exit_code == 1
    assert "5 articles added, 0 new versions, 0 unchanged, 1 failed; 5 new statements." in result.stderr
    with open_record("onrecord.record", write=False) as record:
        (failure,) = record.failures()
        assert list(record.verify()) == []
    assert failure.origin == f"{folder}/{BAD}.txt"
    assert type(error).__name__ in failure.reason


def test_what_failed_is_tried_again_and_settled(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    with monkeypatch.context() as broken:
        break_stage("resolve", broken)
        run("add", str(folder))
    assert run("add", str(folder)).exit_code == 0
    with open_record("onrecord.record", write=False) as record:
        assert list(record.failures()) == []


def test_a_failing_line_of_json_is_named_and_its_neighbours_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"“The ferry number {name} stays,” Ana Brand said on Tuesday." for name in NAMES]
    Path("a.jsonl").write_text(
        "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in zip(NAMES, texts, strict=True))
    )
    with monkeypatch.context() as broken:
        break_stage("resolve", broken)
        assert "5 articles added" in run("add", "a.jsonl").stderr
    with open_record("onrecord.record", write=False) as record:
        assert [one.origin for one in record.failures()] == ["a.jsonl:4"]
    run("add", "a.jsonl")
    with open_record("onrecord.record", write=False) as record:
        assert list(record.failures()) == []


def test_taking_one_object_apart_may_fail_too(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.jsonl").write_text(
        "".join(json.dumps({"text": f"The ferry number {name} stays."}) + "\n" for name in NAMES)
    )
    monkeypatch.setattr(jsonl, "language", raising(language, AttributeError("odd")))
    found = list(sources.load(["a.jsonl"]))
    assert [one.origin for one in found if not hasattr(one, "article")] == ["a.jsonl:4"]
    assert len(found) == len(NAMES)


def test_a_broken_record_ends_the_work_and_says_what_was_kept(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    break_stage("record", monkeypatch, RecordFailed("onrecord.record", "database or disk is full"))
    result = run("add", str(folder))
    assert result.exit_code == 1
    assert "Ended early: 3 articles added" in result.stderr and "disk is full" in result.stderr


def test_an_error_of_the_articles_themselves_is_not_laid_on_the_reader() -> None:
    def broken() -> Iterator[Article]:
        yield Article("1", None, (Version("“a,” b said.", "0", "text/plain"),))
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        list(pipeline.statements(broken(), reader=GroupReader()))  # type: ignore[arg-type]


def test_without_somebody_to_tell_the_library_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    break_stage("resolve", monkeypatch)
    article = Article("1", None, (Version(f"“The ferry number {BAD} stays.”", "0", "text/plain"),))
    with pytest.raises(StageFailed, match="finding the speakers"):
        list(pipeline.statements([article], reader=GroupReader()))  # type: ignore[arg-type]


def test_a_reader_that_fails_with_no_article_at_hand_ends_it() -> None:
    class Broken(GroupReader):
        def read(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Found]]:
            raise OSError("no runtime")

    with pytest.raises(StageFailed, match="no runtime"):
        list(pipeline.statements([], reader=Broken()))  # type: ignore[arg-type]


# Ctrl-C


def test_ctrl_c_in_add_keeps_what_was_read_and_goes_on(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    with monkeypatch.context() as broken:
        break_stage("record", broken, KeyboardInterrupt())
        result = run("add", str(folder))
    assert result.exit_code == 130
    assert "Stopped: 3 articles added, 0 new versions, 0 unchanged, 0 failed; 3 new statements." in result.stderr
    assert "The same command continues where it stopped." in result.stderr
    again = run("add", str(folder))
    assert again.exit_code == 0
    assert "3 articles added, 0 new versions, 3 unchanged, 0 failed; 3 new statements." in again.stderr


@pytest.mark.parametrize("format_", ["json", "jsonl", "table"])
def test_ctrl_c_in_read_leaves_what_was_printed_whole(
    format_: str, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    break_stage("resolve", monkeypatch, KeyboardInterrupt())
    result = run("read", str(folder), "--format", format_)
    assert result.exit_code == 130
    assert "Stopped: 3 articles printed in full" in result.stderr
    if format_ == "json":
        assert len(json.loads(result.stdout)["articles"]) == 3
    elif format_ == "jsonl":
        assert [json.loads(line)["statements"] != [] for line in result.stdout.splitlines()] == [True] * 3
    else:
        assert result.stdout.count("The ferry number") == 3


def test_what_is_kept_when_ctrl_c_is_pressed_is_counted(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    import signal

    kept: list[str] = []
    add = SQLiteRecord.add_reading

    def pressing(self: SQLiteRecord, one: Loaded, reading: Reading, *, read_with: str) -> Added:
        added = add(self, one, reading, read_with=read_with)
        kept.append(one.article.id)
        if len(kept) == 2:
            os.kill(os.getpid(), signal.SIGINT)
        return added

    monkeypatch.setattr(SQLiteRecord, "add_reading", pressing)
    result = run("add", str(folder))
    assert (result.exit_code, len(kept)) == (130, 2)
    assert "Stopped: 2 articles added, 0 new versions, 0 unchanged, 0 failed; 2 new statements." in result.stderr


def test_ctrl_c_waits_for_what_is_being_written() -> None:
    import signal

    done = []
    with pytest.raises(KeyboardInterrupt), stages.whole():
        os.kill(os.getpid(), signal.SIGINT)
        done.append("written")
    assert done == ["written"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


# what was not read


def test_what_was_not_read_is_counted_by_its_reason(folder: Path) -> None:
    (folder / "de.txt").write_text(GERMAN)
    (folder / "de2.txt").write_text(GERMAN.replace("Winter", "Sommer"))
    (folder / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" * 20)
    (folder / ".hidden").write_text("x")
    (folder / ".git").mkdir()
    (folder / "nothing").mkdir()
    for command in (("read", str(folder)), ("add", str(folder))):
        told = run(*command).stderr
        assert "Not read:\n      1  failed: The input is" in told
        for line in (
            "      2  kept without statements: The article is not in English (language: de)",
            "      1  left out: hidden file\n",
            "      1  left out: hidden folder\n",
            "      1  left out: empty folder\n",
        ):
            assert line in told


def test_what_failed_for_one_reason_is_counted_together_whatever_the_address() -> None:
    told = run("read", "http://127.0.0.1/a", "http://127.0.0.2/b", "http://localhost/c").stderr
    assert "Not read:\n      2  failed: … was not contacted: it is not on the public internet\n" in told
    assert "      1  failed: … was not contacted: its address" in told
    told = run("read", "missing.txt", "nowhere.html", "s").stderr
    assert "Not read:\n      3  failed: There is no file or folder …\n" in told


def test_an_empty_folder_says_so() -> None:
    Path("none").mkdir()
    result = run("add", "none")
    assert "1  left out: empty folder" in result.stderr
    assert "0 articles added" in result.stderr


def test_a_link_back_is_followed_once(folder: Path) -> None:
    (folder / "loop").symlink_to(folder)
    told = run("read", str(folder), "--format", "jsonl")
    assert len(told.stdout.splitlines()) == len(NAMES)
    assert "left out: link to a folder that holds it" in told.stderr


def test_many_reasons_are_cut() -> None:
    from onrecord.cli.articles.failures import MOST_REASONS

    tables = [Path(f"{number}.csv") for number in range(MOST_REASONS + 5)]
    for number, table in enumerate(tables):
        table.write_text(f"c{number}\n1\n")
    result = run("read", *map(str, tables))
    assert "5  for 5 other reasons" in result.stderr


@pytest.mark.parametrize("format_", ["json", "jsonl", "csv", "table"])
def test_failures_lists_what_failed_and_what_was_not_read(format_: str, folder: Path) -> None:
    (folder / "de.txt").write_text(GERMAN)
    run("add", str(folder), "missing.html")
    result = run("failures", "--format", format_)
    assert result.exit_code == 0
    assert "1 input failed, 1 article kept but not read." in result.stderr
    if format_ == "table":
        assert "failed: There is no file" in result.stdout
        assert "not read: The article is not in English (language: de)" in result.stdout
        return
    if format_ == "csv":
        lines = result.stdout.splitlines()
        assert lines[0] == "state,input,article,headline,reason,since"
        assert lines[1].startswith("failed,missing.html,,,")
        return
    rows = json.loads(result.stdout)["failures"] if format_ == "json" else map(json.loads, result.stdout.splitlines())
    failed, unread = rows
    assert (failed["state"], failed["input"], failed["article"]) == ("failed", "missing.html", None)
    assert unread["state"] == "not read" and unread["article"] and "de" in unread["reason"]
    assert unread["input"] == str(folder / "de.txt")


def test_nothing_to_list_is_said(folder: Path) -> None:
    run("add", str(folder))
    assert "No failures: everything that was added has been read." in run("failures").stderr


# progress


def bar_of(inputs: list[str], monkeypatch: pytest.MonkeyPatch, *, steps: int) -> str:
    written = StringIO()
    on = Console(file=written, force_terminal=True, width=100)
    monkeypatch.setattr(output, "console", lambda *, stderr: on)
    with output.progress(inputs) as step:
        for _ in range(steps):
            step()
    return written.getvalue()


def test_the_bar_has_a_true_total_and_an_end(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    Path("a.jsonl").write_text('{"text": "x"}\n' * 40)
    bar = bar_of([str(folder), "a.jsonl"], monkeypatch, steps=46)
    assert "46 of 46" in bar and "left" in bar


def test_more_than_was_counted_leaves_the_end_open(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    assert "7 of ?" in bar_of([str(folder)], monkeypatch, steps=7)


@pytest.mark.parametrize(
    ("content", "lines"), [(b"", 1), (b"a", 1), (b"a\nb", 2), (b"a\nb\n", 2), (b"a\n" * 1000, 1000)]
)
def test_lines_are_counted(content: bytes, lines: int) -> None:
    Path("a.jsonl").write_bytes(content)
    assert lines_of(Path("a.jsonl")) == lines


def test_the_lines_of_a_large_file_are_estimated() -> None:
    Path("a.jsonl").write_bytes(b"0123456789\n" * 400_000)
    assert lines_of(Path("a.jsonl"), counted=1) == pytest.approx(400_000, rel=0.01)
    assert lines_of(Path("missing.jsonl")) == 1
