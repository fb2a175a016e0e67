"""What a command answers to a word that is no command, to Ctrl-C and to a file that the system refuses."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from onrecord.cli import COMMANDS, onrecord
from onrecord.cli.terminal import meant
from onrecord.problems.record import RecordReadOnly


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("serch", "Did you mean `onrecord search`?"),
        ("conflict", "Did you mean `onrecord conflicts`?"),
        ("Quotes", "Did you mean `onrecord search`?"),
        ("delete", "Did you mean `onrecord remove`?"),
        ("browser", "Did you mean `onrecord serve`?"),
        ("factcheck", "Did you mean `onrecord check`?"),
        ("speakers", "Did you mean `onrecord who`?"),
        ("rss", "Did you mean `onrecord watch`?"),
        ("article.html", "run `onrecord read article.html`."),
        ("https://tide.example/a", "run `onrecord read https://tide.example/a`."),
        ("xyzzyx", "There is no command 'xyzzyx'.\n"),
    ],
)
def test_a_word_that_is_no_command_is_told_what_was_meant(word: str, said: str) -> None:
    result = CliRunner().invoke(onrecord, [word])
    assert result.exit_code == 2
    assert said in result.output


def test_every_word_leads_to_a_command() -> None:
    assert set(meant._WORDS) <= set(COMMANDS)
    assert not set(meant._COMMANDS) & set(COMMANDS)
    assert len(meant._COMMANDS) == sum(len(words.split()) for words in meant._WORDS.values())


def test_help_is_also_a_word() -> None:
    run = CliRunner().invoke
    assert run(onrecord, ["help"]).output == run(onrecord, ["--help"]).output
    assert run(onrecord, ["help", "add"]).output == run(onrecord, ["add", "--help"]).output
    assert "Did you mean `onrecord search`?" in run(onrecord, ["help", "find"]).output


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("onrecord.record.open_record", fails)


def test_ctrl_c_ends_a_command_as_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, KeyboardInterrupt())
    result = CliRunner().invoke(onrecord, ["search", "ferry"])
    assert (result.exit_code, result.stderr) == (130, "Stopped.\n")


def test_a_file_that_the_system_refuses_is_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, PermissionError(errno.EACCES, "Permission denied", "secret/a.record"))
    result = CliRunner().invoke(onrecord, ["search", "ferry"])
    assert result.exit_code == 1
    assert result.stderr == "Error: secret/a.record: Permission denied. Check its permissions and the disk.\n"


def test_other_errors_of_the_system_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, OSError("no runtime"))
    assert isinstance(CliRunner().invoke(onrecord, ["search", "ferry"]).exception, OSError)


def test_a_record_that_cannot_be_opened_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bridge closes\n\nThe bridge would stay closed, the harbour master said.")
    result = CliRunner().invoke(
        onrecord, ["add", str(tmp_path / "a.txt"), "--record", str(tmp_path / "no" / "a.record")]
    )
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert "does not exist" in result.stderr


def test_an_unreadable_record_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_dir", denied)
    result = CliRunner().invoke(onrecord, ["search", "ferry", "--record", str(tmp_path / "a.record")])
    assert result.exit_code == 1
    assert "a.record cannot be read: Permission denied." in result.stderr
    assert not isinstance(result.exception, click.ClickException)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_terminal_that_lacks_letters_shows_the_rest(encoding: str, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff \xe2\x98\x83.txt"
    Path(os.fsdecode(name)).write_text("Пристань")
    environment = {**os.environ, "PYTHONIOENCODING": f"{encoding}:strict", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "onrecord", "read", os.fsdecode(name), "--format", "table"]
    result = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert b"Traceback" not in result.stderr
    shown = subprocess.run([*command[:3], "help"], capture_output=True, env=environment, check=False)
    assert (shown.returncode, shown.stderr) == (0, b"")


def test_a_write_protected_record_is_served_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def application(record: Path, *_: object, **__: object) -> None:
        raise RecordReadOnly(record)

    monkeypatch.setattr("onrecord.web.app.application", application)
    result = CliRunner().invoke(onrecord, ["serve", "--port", "0", "--record", str(tmp_path / "a.record")])
    assert (result.exit_code, "give --read-only" in result.stderr) == (1, True)
