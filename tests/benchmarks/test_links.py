"""The benchmark of links on a file made by hand. Everyone and everything said here is invented."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import links
from onrecord.families.similarity import Sentences

STEEL = "“The steel of this bridge is tired and we cannot wait any longer.”"
FILE: dict[str, Any] = {
    "articles": [
        {
            "id": "one",
            "published": "2024-03-01",
            "statements": [
                {"quote": STEEL, "type": "direct", "speaker": "Maria Holt", "when": "2024-02-29"},
                {"quote": "taxes on fish are too high", "speaker": "Jonas Berg"},
            ],
        },
        {
            "id": "two",
            "outlet": "The Harbour Post",
            "published": "2024-03-02",
            "statements": [
                {"quote": "the steel “is tired and we cannot wait”", "type": "mixed", "source": "Mayor Maria Holt"},
                {"quote": "that nobody knows", "type": "indirect", "source": "he"},
            ],
        },
    ],
    "pairs": [{"a": "one#0", "b": "two#0", "relation": "shortened"}],
}


@pytest.fixture(scope="module")
def sentences() -> Sentences:
    return Sentences()


def test_pairs_of_a_file_with_missing_fields_are_found(sentences: Sentences) -> None:
    assert links.predicted(FILE["articles"], sentences=sentences) == [
        {"a": "one#0", "b": "two#0", "relation": "shortened"}
    ]


def test_sources_become_speakers() -> None:
    speakers = [
        tuple(speaker.name for speaker in report.statement.speakers)
        for article in FILE["articles"]
        for report in links.reports_of(article)
    ]
    assert speakers == [("Maria Holt",), ("Jonas Berg",), ("Maria Holt",), ()]


def test_predictions_are_written_in_the_scorers_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shared: Path
) -> None:
    gold, out = tmp_path / "gold.json", tmp_path / "folder" / "predictions.json"
    gold.write_text(json.dumps(FILE), encoding="utf8")
    monkeypatch.setattr(sys, "argv", ["links", "--gold", str(gold), "--out", str(out)])
    links.main()
    assert json.loads(out.read_text(encoding="utf8"))["pairs"] == FILE["pairs"]
    assert "same utterance" in capsys.readouterr().out
    assert links.measure(gold, sentences=Sentences())["same utterance F1"] == 100
