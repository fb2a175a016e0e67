import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import onrecord
from onrecord.evaluation import read_gold
from onrecord.exports.corrections import to_corrections
from onrecord.model import Reading
from onrecord.problems import BadArticle
from onrecord.record import Decision, open_record
from tests.made_articles import READ_WITH, made

READING = made()[1]
FIRST, SECOND = READING.statements[:2]


def _decision(subject_id: str, verdict: str, **change: object) -> Decision:
    subject = "article" if subject_id == READING.article.id else "statement"
    return Decision(subject, subject_id, verdict, "Kim", "2031-01-01T00:00:00Z", change or None)  # type: ignore[arg-type]


def _corrected(*decisions: Decision) -> list[dict[str, object]]:
    return list(to_corrections([READING], decisions))


def test_only_articles_with_decisions_are_written() -> None:
    assert _corrected() == []
    assert _corrected(_decision("another", "accept")) == []


def test_accepted_stay_and_rejected_go() -> None:
    (article,) = _corrected(_decision(FIRST.id, "accept"), _decision(SECOND.id, "reject"))
    assert article["reviewed"] is True
    assert article["attributions"] == [
        {role: [[s.start, s.end] for s in getattr(FIRST, role)] for role in ("source", "cue", "content")}
    ]


def test_an_edit_sets_spans_and_the_last_decision_holds() -> None:
    edit = _decision(FIRST.id, "edit", content=[{"start": 0, "end": 5}], cue=None, venue="a podcast")
    (article,) = _corrected(_decision(FIRST.id, "reject"), edit)
    first = article["attributions"][0]  # type: ignore[index]
    assert (first["content"], first["cue"]) == ([[0, 5]], [])
    assert first["source"] == [[s.start, s.end] for s in FIRST.source]


def test_an_article_is_reviewed_when_all_is_decided_or_itself_accepted() -> None:
    (partly,) = _corrected(_decision(FIRST.id, "accept"))
    (wholly,) = _corrected(_decision(READING.article.id, "accept"))
    assert (partly["reviewed"], wholly["reviewed"]) == (len(READING.statements) == 1, True)


def test_an_edit_outside_the_text_is_told() -> None:
    with pytest.raises(BadArticle, match="the edit of content"):
        _corrected(_decision(FIRST.id, "edit", content=[{"start": 0, "end": 10**6}]))


def test_the_command_writes_what_evaluate_reads(tmp_path: Path) -> None:
    record, out = tmp_path / "a.record", tmp_path / "my.jsonl"
    loaded, reading = made()
    with open_record(record, write=True) as opened:
        opened.add_reading(loaded, reading, read_with=READ_WITH)
        opened.decide("article", reading.article.id, verdict="accept", who="Kim")
    call = ["export", "--record", str(record), "--format", "corrections", "--out", str(out)]
    assert CliRunner().invoke(onrecord, call).exit_code == 0
    (gold,) = read_gold([out])
    assert [one.content for one in gold.attributions] == [one.content for one in reading.statements]
    assert json.loads(out.read_text(encoding="utf8"))["reviewed"] is True
    assert isinstance(reading, Reading)
