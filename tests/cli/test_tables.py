"""Tables and documents at the command line: what was recognised is said beside the data."""

import json
from pathlib import Path

from tests.cli.test_commands import made_up_reader, run
from tests.made_pdf import pdf, typeset
from tests.made_word import document, paragraph

__all__ = ["made_up_reader"]

ROWS = (
    "Title;Body;Date;Outlet\n"
    "Ferry stays;The mayor spoke. “The ferry stays,” she said.;05/06/2024;Tide\n"
    "Quay;;06/06/2024;Tide\n"
    "Bridge opens;“The bridge opens,” he said.;25/06/2024;Tide\n"
)


def test_read_says_what_it_took_for_what() -> None:
    Path("a.csv").write_text(ROWS)
    result = run("read", "a.csv", "--format", "jsonl")
    assert [one["headline"] for one in map(json.loads, result.stdout.splitlines())] == ["Ferry stays", "Bridge opens"]
    assert result.stderr.splitlines()[0] == (
        "a.csv is read as articles: text from `Body`, headline from `Title`, date from `Date` (day first), outlet from "
        "`Outlet`."
    )
    assert "Failed: a.csv, row 3: The row is not an article: `Body` is empty." in result.stderr
    assert result.exit_code == 1


def test_a_table_a_document_and_a_pdf_are_kept_and_proved() -> None:
    texts = ["The mayor of the island spoke on Monday to all of the fishermen.", "“The ferry stays,” she said."]
    Path("a.csv").write_text(ROWS.replace("Quay;;06/06/2024;Tide\n", ""))
    Path("b.docx").write_bytes(document(*map(paragraph, texts)))
    Path("c.pdf").write_bytes(pdf(typeset([f"{texts[0]} {texts[1]}", "Nobody else on the island spoke."])))
    added = run("add", "a.csv", "b.docx", "c.pdf")
    assert (added.exit_code, "4 articles added" in added.stderr) == (0, True)
    verified = run("verify")
    assert (verified.exit_code, verified.stdout) == (0, "")
    again = run("add", "a.csv", "b.docx", "c.pdf")
    assert "0 articles added" in again.stderr
    assert "4 unchanged" in again.stderr
