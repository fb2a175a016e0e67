import sqlite3
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from onrecord.cli.terminal import output
from onrecord.record import open_record
from tests.made_utterances import add, article, said

FERRY = "The ferry across the sound will run again before the first of June, whatever the weather brings"


@pytest.fixture
def old(tmp_path: Path) -> str:
    path = tmp_path / "a.record"
    with open_record(path, write=True) as record:
        add(record, article("one", said(FERRY)), article("two", said(FERRY), published="2024-05-08"))
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM original_keys")
    connection.close()
    return str(path)


@pytest.mark.parametrize("terminal", [True, False])
def test_an_older_record_is_brought_up_to_date_under_a_bar(
    old: str, monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    written = StringIO()
    on = Console(file=written, force_terminal=terminal, width=100)
    monkeypatch.setattr(output, "console", lambda *, stderr: on)
    for shown in (terminal, False):  # the second time there is nothing to be done
        with output.open_to_write(old) as record:
            assert list(record.verify()) == []
        bar = written.getvalue()
        assert ("Updating the record: index" in bar and "1 of 1" in bar) is bool(bar) is shown
        written.truncate(0)
        written.seek(0)


@pytest.mark.parametrize(("terminal", "total"), [(True, 5), (True, 2), (False, 5)])
def test_what_is_counted_beforehand_has_a_bar_where_it_is_long(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, total: int
) -> None:
    written = StringIO()
    on = Console(file=written, force_terminal=terminal, width=100)
    monkeypatch.setattr(output, "console", lambda *, stderr: on)
    with output.counting("Reading again") as (begin, step):
        begin(total)
        for _ in range(total):
            step()
    assert ("Reading again" in written.getvalue()) is (terminal and total >= output.MANY)


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_messages_break_between_words_where_a_person_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    message = (
        "Failed: a.html: The input is empty.\n      1  left out: a hidden file of the folder\nhttps://a.example/"
        + "x" * 60
    )
    assert output.wrapped(message) == message
    monkeypatch.setattr("sys.stderr", Terminal())
    monkeypatch.setenv("COLUMNS", "30")
    assert output.wrapped(message).split("\n") == [
        "Failed: a.html: The input is",
        "  empty.",
        "      1  left out: a hidden",
        "        file of the folder",
        "https://a.example/" + "x" * 60,
    ]
