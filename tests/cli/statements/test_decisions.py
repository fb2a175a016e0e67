"""Decisions from the command line, seen in five views, taken back and seen again."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import onrecord
from onrecord.record import open_record
from onrecord.record.families import sqlite as families_sqlite
from tests.made_utterances import BERG, HOLT, add, article, said
from tests.record.test_families import Words

FERRY = "The ferry across the sound will run again before the first of June, whatever the weather brings"
FIRST = article("one", said(FERRY, around="she told reporters on the pier"), outlet="The Harbour Times")
SECOND = article("two", said(FERRY, around="she said"), published="2024-05-08", outlet="Sound Post")
OTHER = article("three", said("Nobody asked the islanders about a bridge", by=BERG), published="2024-05-09")
ID = SECOND[1].statements[0].id


@pytest.fixture(autouse=True)
def _no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families_sqlite, "_sentences", Words)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_record(tmp_path / "a.record", write=True) as record:
        add(record, FIRST, SECOND, OTHER)
    return tmp_path / "a.record"


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(onrecord, [*arguments, "--record", str(path)], env={"COLUMNS": "120"})


def found(path: Path, *arguments: str) -> list[str]:
    """The ids that a search finds."""
    lines = run(path, "search", *arguments, "--format", "jsonl").stdout.splitlines()
    return sorted(json.loads(line)["statement"]["id"] for line in lines)


def exported(path: Path) -> dict[str, dict[str, object]]:
    lines = run(path, "export").stdout.splitlines()
    return {one["id"]: one for line in lines for one in json.loads(line)["statements"]}


def rows(path: Path) -> dict[str, dict[str, str]]:
    return {
        one["statement_id"]: one for one in csv.DictReader(io.StringIO(run(path, "export", "--format", "csv").stdout))
    }


def check(path: Path, draft: str, tmp_path: Path) -> list[dict[str, object]]:
    (tmp_path / "draft.txt").write_text(draft, encoding="utf8")
    checked = json.loads(run(path, "check", str(tmp_path / "draft.txt"), "--format", "json").stdout)
    return checked["quotations"]  # type: ignore[no-any-return]


def family(path: Path, id_: str) -> int:
    """How many articles report what a statement says."""
    shown = json.loads(run(path, "families", "show", id_, "--format", "json").stdout)
    return sum(1 + len(member["copies"]) for member in shown["members"])


def views(path: Path) -> tuple[object, ...]:
    """What every view says of the statements; equal where nothing has changed."""
    return (
        found(path),
        found(path, "--speaker", "Berg"),
        run(path, "who", BERG, "--format", "jsonl").stdout,
        run(path, "actors", "--format", "json").stdout,
        run(path, "families", "--format", "json").stdout,
        exported(path),
        rows(path),
    )


def test_a_corrected_speaker_act_and_date_are_found_everywhere_and_taken_back(path: Path, tmp_path: Path) -> None:
    before = views(path)
    edit = ["--speaker", BERG, "--act", "denies", "--when", "2024-04", "--note", "see the video"]
    done = run(path, "decide", ID[:8], "edit", *edit, "--who", "Kim Park")
    assert (done.exit_code, "onrecord undo 1 --who NAME" in done.stderr) == (0, True)
    # search
    assert ID in found(path, "--speaker", "Berg")
    assert found(path, "--speaker", "Holt") == [FIRST[1].statements[0].id]
    assert found(path, "--act", "denies") == found(path, "--when", "2024-04") == [ID]
    (line,) = (one for one in run(path, "search", "--act", "denies").stdout.splitlines() if BERG.split()[0] in one)
    assert "denies: " in line
    # who and actors
    assert ID in run(path, "who", BERG, "--format", "jsonl").stdout
    counts = {
        one["name"]: one["statements"] for one in json.loads(run(path, "actors", "--format", "json").stdout)["actors"]
    }
    assert counts == {HOLT: 1, BERG: 2}
    # families: the contradiction between the two reports is now one of speakers
    assert "given to Jonas Berg, not to Maria Holt" in run(path, "conflicts").stdout
    # exports, with what was read beside it
    one = exported(path)[ID]
    assert [speaker["name"] for speaker in one["speakers"]] == [BERG]  # type: ignore[attr-defined]
    decision = one["decision"]
    assert isinstance(decision, dict)
    assert (decision["verdict"], decision["who"], decision["note"]) == ("edit", "Kim Park", "see the video")
    assert [speaker["name"] for speaker in decision["proposed"]["speakers"]] == [HOLT]
    assert one["confidence"] == SECOND[1].statements[0].confidence
    row = rows(path)[ID]
    assert (row["speaker"], row["act"], row["decision"], row["decided_by"]) == (BERG, "denies", "edit", "Kim Park")
    assert HOLT in row["proposed"]
    # show
    shown = " ".join(run(path, "show", ID).stdout.split())
    assert "edited by Kim Park on" in shown
    assert "read as: who Maria Holt, act states" in shown
    assert run(path, "undo", "1", "--who", "Lee").exit_code == 0
    assert views(path) == before
    assert run(path, "verify").exit_code == 0


def test_a_draft_is_checked_against_what_was_decided(path: Path, tmp_path: Path) -> None:
    draft = f"“{FERRY},” Jonas Berg said on Tuesday.\n"
    assert [one["verdict"] for one in check(path, draft, tmp_path)] == ["other speaker"]
    for one in (FIRST, SECOND):
        assert run(path, "decide", one[1].statements[0].id, "edit", "--speaker", BERG, "--who", "Kim").exit_code == 0
    assert [one["verdict"] for one in check(path, draft, tmp_path)] == ["verbatim"]
    for number in ("1", "2"):
        assert run(path, "undo", number, "--who", "Kim").exit_code == 0
    assert [one["verdict"] for one in check(path, draft, tmp_path)] == ["other speaker"]


def test_a_rejected_statement_is_gone_from_every_view_and_comes_back(path: Path) -> None:
    before = views(path)
    assert family(path, ID) == 2
    assert run(path, "decide", ID, "reject", "--who", "Kim", "--note", "a film title").exit_code == 0
    assert ID not in found(path)
    assert found(path, "--rejected") == [ID]
    assert ID not in exported(path)
    assert ID not in rows(path)
    assert ID not in run(path, "who", HOLT, "--format", "jsonl").stdout
    assert family(path, FIRST[1].statements[0].id) == 1
    assert "rejected by Kim" in " ".join(run(path, "show", ID).stdout.split())
    assert run(path, "undo", "1", "--who", "Kim").exit_code == 0
    assert views(path) == before


def test_corrected_content_is_what_is_compared(path: Path) -> None:
    words = "Nobody asked the islanders"
    id_ = OTHER[1].statements[0].id
    assert run(path, "decide", id_, "edit", "--content", words, "--who", "Kim").exit_code == 0
    assert exported(path)[id_]["quote"] == words
    assert found(path, "bridge") == []
    assert found(path, "islanders") == [id_]
    assert json.loads(run(path, "families", "show", id_, "--format", "json").stdout)["members"][0]["quote"] == words
    assert run(path, "verify").exit_code == 0


def test_an_accepted_statement_says_by_whom(path: Path) -> None:
    assert run(path, "decide", ID, "accept", "--who", "Kim Park").exit_code == 0
    assert exported(path)[ID]["decision"]["proposed"] is None  # type: ignore[index]
    assert rows(path)[ID]["decision"] == "accept"
    assert "accepted by Kim Park on" in " ".join(run(path, "show", ID).stdout.split())


def test_one_list_has_all_decisions_and_one_undo_takes_any_back(path: Path) -> None:
    assert "No decisions yet" in run(path, "decisions").stdout
    assert run(path, "decide", ID, "accept", "--who", "Kim").exit_code == 0
    before = views(path)
    merged = run(path, "actors", "merge", "Jonas Berg", "Maria Holt", "--who", "Lee", "--note", "a pen name")
    assert "onrecord undo 2 --who NAME" in merged.stderr
    split = run(path, "families", "split", ID, "--who", "Kim")
    assert "onrecord undo 3 --who NAME" in split.stderr
    assert family(path, ID) == 1
    apart = run(path, "actors", "split", "Maria Holt", ID, "--who", "Kim")
    assert "onrecord undo 4 --who NAME" in apart.stderr
    for number in ("4", "3", "2"):
        assert run(path, "undo", number, "--who", "Lee").exit_code == 0
    assert views(path) == before
    listed = run(path, "decisions").stdout
    for words in ("accepted statement", "merged actor", "a pen name", "split statement", "split 1 statement of actor"):
        assert words in listed
    assert "(taken back by decision 7)" in listed
    assert len(json.loads(run(path, "decisions", "--who", "Lee", "--format", "json").stdout)["decisions"]) == 4
    assert (
        len(run(path, "decisions", ID[:8], "--format", "jsonl").stdout.splitlines()) == 3
    )  # accepted, split off twice
    assert run(path, "decisions", "--since", "2999").stdout.startswith("No such decisions")
    assert run(path, "verify").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nope", "accept"), "No statement in the record has an id that begins with 'nope'"),
        ((ID, "edit"), "the edit sets nothing"),
        ((ID, "accept", "--venue", "Norvia"), "accept sets nothing, but venue is given"),
        ((ID, "edit", "--when", "Tuesday"), "'Tuesday' is not a date. Write it as"),
        ((ID, "edit", "--when", "2024-13"), "is not a date"),
        ((ID, "edit", "--when", "2024-05-02/2024-05-01"), "is not a date"),
        ((ID, "edit", "--speaker", ""), None),
        ((ID, "edit", "--speaker", " "), "a speaker has no name"),
        ((ID, "edit", "--speaker", HOLT, "--speaker", HOLT), "one speaker is named twice"),
        ((ID, "edit", "--speaker", HOLT, "--no-speaker"), "not both"),
        ((ID, "edit", "--content", "words of nobody"), "are not in the article"),
        ((ID, "edit", "--content", "e"), "stand in several places"),
        ((ID, "edit", "--content", "3-9000"), "is not a stretch of the article's text"),
        ((ID, "edit", "--content", "1-9", "--content", "5-12"), "overlap"),
        ((ID, "edit", "--act", "sings"), "sings"),
        ((ID, "approve"), "approve"),
        ((FIRST[1].article.id, "reject"), "is an article"),
    ],
)
def test_what_has_no_sense_is_refused_with_what_to_do(path: Path, arguments: tuple[str, ...], told: str | None) -> None:
    done = run(path, "decide", *arguments, "--who", "Kim")
    if told is None:
        assert done.exit_code == 0
        assert exported(path)[ID]["speakers"] == []
        return
    assert done.exit_code in (1, 2)
    assert told in " ".join(done.stderr.split())
    assert "No decisions yet" in run(path, "decisions").stdout


@pytest.mark.parametrize(
    ("number", "told"),
    [("9", "there is no decision 9"), ("2", "took back decision 1"), ("1", "taken back already, by decision 2")],
)
def test_only_what_applies_can_be_taken_back(path: Path, number: str, told: str) -> None:
    assert run(path, "decide", ID, "accept", "--who", "Kim").exit_code == 0
    assert run(path, "undo", "1", "--who", "Kim").exit_code == 0
    done = run(path, "undo", number, "--who", "Kim")
    assert (done.exit_code, told in done.stderr) == (1, True)


def test_agreement_is_shown_for_two_and_for_three(path: Path) -> None:
    assert "No two people have decided" in run(path, "agreement").stdout
    ids = [one[1].statements[0].id for one in (FIRST, SECOND, OTHER)]
    for id_, kim, lee in zip(ids, ("accept", "reject", "accept"), ("accept", "reject", "reject"), strict=True):
        run(path, "decide", id_, kim, "--who", "Kim")
        run(path, "decide", id_, lee, "--who", "Lee")
    shown = run(path, "agreement")
    assert shown.exit_code == 0
    rows = [line.split() for line in shown.stdout.splitlines() if line.strip()]
    assert rows[0] == ["Kim", "and", "Lee", "Statements", "Alike", "Kappa", "Alpha"]
    assert ["verdict", "3", "66.7", "%", "0.400", "0.444"] in rows
    assert ["content,", "overlap", "1", "100.0", "%"] in rows
    run(path, "decide", ids[0], "accept", "--who", "Sol")
    titles = [line.split("Statements")[0].strip() for line in run(path, "agreement").stdout.splitlines()]
    assert [one for one in titles if one in ("All", "Kim and Lee", "Kim and Sol", "Lee and Sol")] == [
        "All",
        "Kim and Lee",
        "Kim and Sol",
        "Lee and Sol",
    ]
    found = json.loads(run(path, "agreement", "--format", "json").stdout)
    assert (found["reviewers"], found["statements"], len(found["pairs"])) == (["Kim", "Lee", "Sol"], 3, 3)
    assert found["pairs"][0]["fields"]["verdict"]["kappa"] == 0.4
