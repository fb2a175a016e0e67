"""Questions, positions and coding from the command line."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord import open_record
from onrecord.cli import onrecord
from onrecord.cli.positions.second import KEY
from onrecord.record.families import sqlite as families_sqlite
from onrecord.record.positions import sqlite as positions_sqlite
from tests.made_utterances import BERG, HOLT, READ_WITH, article, said
from tests.positions.made_positions import everything
from tests.record.test_families import Words as NoEncoder
from tests.record.test_positions import BERG_2, FIRST, HOLT_1, HOLT_3, QUESTION, SECOND, THIRD, Judge
from tests.second.stand_in import StandIn, saying, standing_in
from tests.web.questioned import WordsJudge


@pytest.fixture(autouse=True)
def _no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families_sqlite, "_sentences", NoEncoder)
    monkeypatch.setattr(positions_sqlite, "_shipped", Judge)
    monkeypatch.setattr(positions_sqlite, "_near", lambda connection, _, limit, __: everything(connection)[:limit])
    monkeypatch.setenv("ONRECORD_WHO", "Kim")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_record(tmp_path / "a.record") as record:
        for made in (FIRST, SECOND, THIRD):
            record.add_reading(*made, read_with=READ_WITH)
    return tmp_path / "a.record"


@pytest.fixture
def server() -> Iterator[StandIn]:
    with standing_in() as server:
        yield server


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(onrecord, [*arguments, "--record", str(path)], env={"COLUMNS": "160"})


def asked(path: Path) -> Path:
    assert run(path, "ask", QUESTION).exit_code == 0
    return path


def test_ask_prints_who_stands_where_with_the_evidence(path: Path) -> None:
    done = run(path, "ask", QUESTION, "--synonym", "crossing")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[0] == QUESTION
    assert HOLT in done.stdout
    assert HOLT_3[:8] in done.stdout
    assert "5 statements looked at, 5 of them judged now; 4 about the question, by 2 actors; 0 positions" in done.stderr
    again = run(path, "ask", "ferry bridge")
    assert "5 statements looked at, 0 of them judged now" in again.stderr


def test_words_stand_beside_a_stance_only_where_they_show_it(path: Path) -> None:
    later = article("four", said("The report on the bridge has three hundred pages", by=BERG, on="2024-06-20"))
    with open_record(path) as record:
        record.add_reading(*later, read_with=READ_WITH)
    asked(path)
    with open_record(path) as record:
        record.code(QUESTION, later[1].statements[0].id, "edit", stance="neutral", who="Kim")
    shown = run(path, "ask", QUESTION).stdout
    assert "supports it, by one statement of 2" in " ".join(shown.split())
    assert (BERG_2[:8] in shown, later[1].statements[0].id[:8] in shown) == (True, False)


def test_a_question_that_nothing_is_about_says_what_to_do(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(positions_sqlite, "_shipped", lambda: WordsJudge({"Is coal good?": "coal"}))
    assert "No statement was found about it: add articles" in run(path, "ask", "Is coal good?").stderr
    late = run(path, "ask", "Is coal good?", "--since", "2030")
    assert "No statement from 2030-01-01 on was found about it" in late.stderr


def test_ask_as_json_has_summaries_of_all_actors(path: Path) -> None:
    told = json.loads(run(path, "ask", QUESTION, "--format", "json").stdout)
    assert {one["name"]: (one["summary"]["kind"], one["summary"]["stance"]) for one in told["actors"]} == {
        HOLT: ("changed", "supports"),
        BERG: ("one statement", "supports"),
    }
    assert (told["question"]["text"], told["question"]["asked_by"], told["related"]) == (QUESTION, "Kim", 4)


def test_questions_are_listed_asked_again_and_closed(path: Path) -> None:
    assert "No questions yet" in run(path, "ask").stderr
    asked(path)
    (one,) = json.loads(run(path, "ask", "--format", "json").stdout)["questions"]
    assert (one["judged"], one["related"], one["closed"]) == (5, 4, False)
    with open_record(path) as record:
        record.add_reading(*article("four", said("No bridge, no ferry either")), read_with=READ_WITH)
    assert "6 statements looked at, 1 of them judged now" in run(path, "ask", "--all").stderr
    assert "To undo: onrecord undo 1" in run(path, "ask", "--close", "ferry").stderr
    assert run(path, "ask", "--all").output == ""
    assert "(closed)" in run(path, "ask").stdout


def test_positions_are_listed_with_summaries(path: Path) -> None:
    asked(path)
    shown = run(path, "positions", "ferry", "--actor", BERG).stdout
    told_of = "supports it, by one statement, 2024-05-08, dated by publication"
    assert shown.splitlines()[0] == f"{BERG} on “{QUESTION}”: {told_of}"
    lines = run(path, "positions", "ferry", "--format", "jsonl").stdout.splitlines()
    assert json.loads(lines[0])["statement"] == HOLT_3
    told = json.loads(run(path, "positions", "--actor", HOLT, "--stance", "opposes", "--format", "json").stdout)
    assert (len(told["positions"]), told["summaries"][0]["summary"]["kind"]) == (2, "changed")
    rows = list(csv.DictReader(io.StringIO(run(path, "positions", "ferry", "--format", "csv").stdout)))
    assert [rows[0][name] for name in ("actor", "stance", "when", "relayed")] == [
        HOLT,
        "supports",
        "2024-06-01",
        "false",
    ]


def test_a_change_is_told_with_both_statements_in_their_own_marks(path: Path) -> None:
    asked(path)
    lines = run(path, "positions", "ferry", "--actor", HOLT).stdout.splitlines()
    assert lines[1].startswith("  2024-05-01 opposes: “The ferry across") and HOLT_1[:8] in lines[1]
    assert lines[2].startswith("  2024-06-01 supports: “A bridge is what") and HOLT_3[:8] in lines[2]


def test_positions_go_on_page_by_page(path: Path) -> None:
    asked(path)
    first = run(path, "positions", "ferry", "--limit", "3", "--format", "jsonl")
    after = first.stderr.split("--after ")[1].split()[0]
    rest = run(path, "positions", "ferry", "--limit", "3", "--format", "jsonl", "--after", after)
    assert (len(first.stdout.splitlines()), len(rest.stdout.splitlines())) == (3, 1)


def test_a_summary_rests_on_all_positions_not_on_those_of_the_page(path: Path) -> None:
    asked(path)
    told = json.loads(run(path, "positions", "ferry", "--actor", HOLT, "--limit", "1", "--format", "json").stdout)
    assert (len(told["positions"]), told["summaries"][0]["summary"]["kind"]) == (1, "changed")


def test_what_has_no_sense_says_what_to_do(path: Path) -> None:
    assert "Give a question, --actor NAME, or both" in run(path, "positions").stderr
    unknown = run(path, "positions", "tunnel")
    assert (unknown.exit_code, "onrecord ask QUESTION" in unknown.stderr) == (1, True)
    asked(path)
    assert "No positions." in run(path, "positions", "ferry", "--since", "2030").stderr
    assert run(path, "ask", QUESTION, "--all").exit_code == 2
    assert "accept, reject or edit" in run(path, "code", "ferry", HOLT_1, "--who", "Kim").stderr
    refused = run(path, "code", "ferry", HOLT_1, "edit", "--who", "Kim")
    assert (refused.exit_code, "the edit sets nothing" in refused.stderr) == (1, True)


def test_coding_from_the_command_line(path: Path) -> None:
    asked(path)
    queue = run(path, "code", "ferry", "--who", "Kim")
    assert BERG_2[:8] in queue.stdout
    assert "4 statements to code" in queue.stderr
    assert "To undo: onrecord undo 1" in run(path, "code", "ferry", BERG_2[:8], "accept", "--who", "Kim").stderr
    run(path, "code", "ferry", HOLT_1, "edit", "--stance", "open", "--to", BERG, "--who", "Kim")
    assert "3 statements to code" not in run(path, "code", "ferry", "--who", "Lee").stderr
    assert "4 statements to code" in run(path, "code", "ferry", "--blind", "--who", "Lee").stderr
    assert "decided by Kim" in run(path, "positions", "ferry", "--stance", "open").stdout.replace("\n", " ")
    log = run(path, "decisions").stdout
    assert "accepted the position of statement" in log
    assert "stance open; held by" in log


def test_agreement_of_coders(path: Path) -> None:
    asked(path)
    assert "No two people have coded the same statement" in run(path, "agreement", "--question", "ferry").stdout
    for who, verdict in (("Kim", "accept"), ("Lee", "reject")):
        run(path, "code", "ferry", BERG_2, verdict, "--who", who)
        run(path, "code", "ferry", HOLT_1, "accept", "--who", who)
    shown = run(path, "agreement", "--question", "ferry").stdout
    assert "Kim and Lee" in shown
    assert "Coders differ on 1 of 2; 0 adjudicated." in shown
    told = json.loads(run(path, "agreement", "--question", "ferry", "--format", "json").stdout)
    assert (told["coders"], told["agreed"]["statements"], told["agreed"]["alike"]) == (["Kim", "Lee"], 2, 0.5)


def test_a_second_reader_is_asked_only_if_one_is_given(path: Path, server: StandIn) -> None:
    server.answer = lambda sent: saying({"label": "neutral", "words": "bridge"})
    asked(path)
    assert server.asked == []
    given = ("--llm", server.address, "--model", "small", "--below", "1")
    done = CliRunner().invoke(
        onrecord, ["ask", "ferry", *given, "--record", str(path)], env={KEY: "secret", "COLUMNS": "160"}
    )
    assert done.exit_code == 0, done.output
    assert "Second reader: asked about 5 statements, 2 answers kept, 2 of them different" in done.stderr
    assert "not used: 3 words not in the text" in done.stderr
    assert "onrecord code" in done.stderr
    assert server.headers[0]["Authorization"] == "Bearer secret"
    queue = run(path, "code", "ferry", "--who", "Kim").stdout
    assert queue.count("second reader:") == 2
    assert "(“bridge”)" in queue
    told = json.loads(run(path, "ask", "ferry", "--format", "json", *given).stdout)
    assert told["second"] == {"asked": 3, "kept": 0, "differ": 0, "skipped": {"words not in the text": 3}}


def test_a_second_reader_that_cannot_be_asked_says_why(path: Path, server: StandIn) -> None:
    assert "go together" in run(path, "ask", "ferry", "--llm", server.address).stderr
    assert "Give --llm with a question" in run(path, "ask", "--llm", server.address, "--model", "small").stderr
    wrong = run(path, "ask", QUESTION, "--llm", "localhost:8080", "--model", "small")
    assert (wrong.exit_code, "is not the address of a server" in wrong.stderr) == (1, True)
    server.answer = lambda sent: (404, {}, b'{"error": "no such model"}')
    refused = run(path, "ask", QUESTION, "--llm", server.address, "--model", "small", "--below", "1")
    assert (refused.exit_code, "no such model" in refused.stderr) == (1, True)
