"""Words are never shown without what was done with them: denied, refused, told."""

import csv
import io
import json
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import onrecord
from onrecord.cli.terminal.options import ACTS
from onrecord.model import Act, Speaker, Words
from tests.made_reports import reading, record_of, said

DAHL = Speaker("Sanne Dahl", "person", Words("party leader"))
VOTE = "her party would call a vote of no confidence before the winter"
PACT = "to condemn the harbour pact in public"
TOLD = "the ferry would run until the end of April"
PIER = "“The pier is forty years old and leaks in nine places,”"
TEXT = (
    f"Sanne Dahl denied that {VOTE}.\n\nShe refused {PACT}.\n\nShe told the council that {TOLD}.\n\n{PIER}\n\n"
    "It rained all day."
)
FIRST = reading(
    TEXT,
    said(VOTE, DAHL, type_="indirect", cue="denied"),
    said(PACT, DAHL, type_="indirect", cue="refused"),
    said(TOLD, DAHL, type_="indirect", cue="told"),
    said(PIER, DAHL),
    headline="Party to call a vote of no confidence before the winter: Sanne Dahl",
)
SECOND_TEXT = f"Party leader Sanne Dahl did not say that {TOLD}, and denied that {VOTE}."
SECOND = reading(
    SECOND_TEXT,
    said(TOLD, DAHL, type_="indirect", cue="say"),
    said(VOTE, DAHL, type_="indirect", cue="denied"),
    published="2031-05-05",
    outlet="The Norvia Post",
)


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setenv("ONRECORD_RECORD", "made.record")
    with record_of(tmp_path, FIRST, SECOND):
        pass


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(onrecord, arguments, input=text, prog_name="onrecord")


@pytest.mark.parametrize("width", ["80", "300"])
@pytest.mark.parametrize("command", [("search", "confidence"), ("who", "Sanne", "Dahl"), ("families", "confidence")])
def test_tables_show_the_cue_before_the_words(
    command: tuple[str, ...], width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    shown = run(*command).stdout
    assert "denied: her" in shown.replace("*", "")


def test_speaker_and_cue_of_a_report_are_one_sentence() -> None:
    statement = SECOND.statements[1].id
    shown = " ".join(run("families", "show", statement).stdout.split())
    assert f"Sanne Dahl, party leader, denied: {VOTE}" in shown


def test_who_shows_refusals_and_negations_and_no_cue_where_there_is_none() -> None:
    shown = run("who", "Sanne", "Dahl").stdout
    assert f"refused: {PACT}" in shown
    assert f"told: {TOLD}" in shown
    assert f"did not say: {TOLD}" in shown
    assert f": {PIER}" not in shown and PIER in shown


@pytest.mark.parametrize("command", [("search", "Dahl"), ("search", "confidence"), ("who", "Sanne", "Dahl")])
def test_hits_as_json_have_cue_act_and_spans(command: tuple[str, ...]) -> None:
    hits = [json.loads(line) for line in run(*command, "--format", "jsonl").stdout.splitlines()]
    statements = [hit["statement"] for hit in hits]
    texts = (TEXT, SECOND_TEXT)
    for one in statements:
        for span in (*one["content"], *one["source"], *([one["cue"]] if one["cue"] else [])):
            assert any(text[span["start"] : span["end"]] == span["text"] for text in texts)
    if command[0] == "who":
        acts = {(one["quote"], one["act"]) for one in statements}
        assert acts == {(VOTE, "denies"), (PACT, "refuses"), (TOLD, "states"), (PIER, "states")}
        assert [one["quote"] for one in statements if one["negated"]] == [TOLD]


def test_search_by_act_and_negation() -> None:
    def found(*choice: str) -> list[str]:
        hits = [json.loads(line) for line in run("search", *choice, "--format", "jsonl").stdout.splitlines()]
        return sorted(hit["statement"]["cue"]["text"] for hit in hits)

    assert get_args(Act) == ACTS
    assert found("--act", "denies") == ["denied", "denied"]
    assert found("--act", "denies", "--act", "refuses", "confidence") == ["denied", "denied"]
    assert found("--act", "refuses") == ["refused"]
    assert found("--negated") == ["say"]
    assert "did not say: " in run("search", "--negated").stdout
    assert found("--act", "states", "--not-negated", "ferry") == ["told"]
    assert "Invalid value for '--act'" in run("search", "--act", "sings").stderr


def test_a_family_shows_the_cue_of_each_report() -> None:
    (summary,) = json.loads(run("families", "confidence", "--format", "json").stdout)["families"]
    assert summary["first"]["statement"]["cue"]["text"] == "denied"
    assert summary["first"]["statement"]["act"] == "denies"
    shown = run("families", "show", summary["id"]).stdout
    assert shown.count("denied: ") == 2
    family = json.loads(run("families", "show", summary["id"], "--format", "json").stdout)
    assert {member["statement"]["act"] for member in family["members"]} == {"denies"}


def test_show_marks_denials_and_refusals() -> None:
    shown = run("show", FIRST.article.id).stdout
    assert "said · denies · indirect" in shown and "said · refuses · indirect" in shown
    assert "said · states · indirect" in shown
    assert "said · does not state · indirect" in run("show", SECOND.article.id).stdout
    page = run("show", FIRST.article.id, "--html", "-").stdout
    assert "<b>denies</b>" in page and "<b>refuses</b>" in page


def test_the_table_of_all_statements_has_the_act() -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv").stdout)))
    assert {(row["cue"], row["act"], row["negated"]) for row in rows} == {
        ("denied", "denies", "false"), ("refused", "refuses", "false"), ("told", "states", "false"),
        ("", "states", "false"), ("say", "states", "true"),
    }  # fmt: skip


def test_a_headline_is_shown_beside_the_cue() -> None:
    assert "denied: " in run("headline", FIRST.article.id).stdout
    (article,) = json.loads(run("headline", FIRST.article.id, "--format", "json").stdout)["articles"]
    evidence = [one["statement"] for one in article["findings"][0]["evidence"] if one["statement"]]
    assert {one["act"] for one in evidence if one["cue"] and one["cue"]["text"] == "denied"} == {"denies"}
    assert article["findings"][0]["verdict"] == "stronger"
    assert {"kind": "negation", "before": "denied", "after": ""} in article["findings"][0]["changes"]


# check


@pytest.mark.parametrize(
    "draft",
    [
        f"“{VOTE[0].upper()}{VOTE[1:]},” Sanne Dahl said.",
        f"Sanne Dahl said that {VOTE}.",
        f"Sanne Dahl announced on Monday that {VOTE}.",
        f"Sanne Dahl said she wanted {PACT}.",
    ],
)
def test_what_was_denied_is_no_claim(draft: str) -> None:
    result = run("check", "-", text=draft)
    assert result.exit_code == 1
    assert "denied on record" in result.stdout
    assert "denied: " in result.stdout or "refused: " in result.stdout


@pytest.mark.parametrize(
    "draft",
    [
        f"Sanne Dahl denied that {VOTE}.",
        f"Sanne Dahl told the council that {TOLD}.",
        "Sanne Dahl denied that the ferry would be sold to the quarry.",
        f"Jonas Berg said that {VOTE}.",
    ],
)
def test_a_draft_that_tells_it_rightly_is_no_problem(draft: str) -> None:
    result = run("check", "-", text=draft)
    assert result.exit_code == 0
    assert "denied on record" not in result.stdout


def test_a_denial_of_what_was_said_is_a_problem() -> None:
    result = run("check", "-", "--format", "json", text=f"Sanne Dahl denied that {PIER.strip(',”')}”.")
    (one,) = json.loads(result.stdout)["quotations"]
    assert (one["verdict"], result.exit_code) == ("said on record", 1)


def test_a_not_turns_a_denial_round() -> None:
    told = VOTE.replace("would call", "would not call")
    result = run("check", "-", text=f"Sanne Dahl said that {told}.")
    assert "denied on record" not in result.stdout and result.exit_code == 0


def test_evidence_as_json_has_cue_act_and_spans() -> None:
    result = run("check", "-", "--format", "json", text=f"Sanne Dahl said that {VOTE}.")
    (one,) = json.loads(result.stdout)["quotations"]
    assert (one["verdict"], one["quoted"]) == ("denied on record", False)
    best = one["evidence"][0]["statement"]
    assert (best["cue"]["text"], best["act"], best["content"][0]["text"]) == ("denied", "denies", VOTE)
    assert "denied on record" in run("check", "-", "--format", "html", text=f"Sanne Dahl said that {VOTE}.").stdout


def test_a_quotation_whose_look_up_fails_does_not_end_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.checking import drafts, judging

    original = judging.judge

    def judge(found: object, *, length: int, denied: bool) -> object:
        if length == 4:
            raise ValueError("odd")
        return original(found, length=length, denied=denied)  # type: ignore[arg-type]

    monkeypatch.setattr(drafts, "judge", judge)
    text = f"“Nobody feeds the gulls,” Berg said. {PIER} Sanne Dahl said."
    result = run("check", "-", "--format", "json", text=text)
    verdicts = [one["verdict"] for one in json.loads(result.stdout)["quotations"]]
    assert verdicts == ["not checked", "verbatim"] and result.exit_code == 1
