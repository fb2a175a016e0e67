import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import onrecord
from tests.made_reports import reading, record_of, said
from tests.made_word import document, paragraph, run

WORDS = "“We will not close the harbour before the winter,”"
RIGHT = f"{WORDS} Maria Holt said."
WRONG = (
    f"{WORDS} Jonas Berg said. “We will close the harbour before the winter,” Maria Holt said. "
    "A <b>“so-called”</b> plan."
)


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("ONRECORD_RECORD", "made.record")
    with record_of(tmp_path, reading(f"{WORDS} Mayor Maria Holt said.", said(WORDS), headline="Harbour <stays>")):
        pass
    Path("right.txt").write_text(RIGHT)
    Path("wrong.txt").write_text(WRONG)


def run_check(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(onrecord, ["check", *arguments], input=text, prog_name="onrecord")


def test_a_right_draft_ends_with_0_and_a_wrong_one_with_1() -> None:
    assert run_check("right.txt").exit_code == 0
    assert run_check("wrong.txt").exit_code == 1


def test_the_table_shows_verdict_difference_speaker_and_outlet() -> None:
    result = run_check("wrong.txt")
    for words in (
        "other speaker",
        "altered",
        "[not]",
        "Jonas Berg",
        "Maria Holt, mayor",
        "The Harbour Times, 2031-05-04",
    ):
        assert words in result.stdout
    assert "2 quotations checked, 2 need review." in result.stderr
    assert "not checked: “so-called”" in result.stderr


def test_json_has_quotations_with_evidence() -> None:
    value = json.loads(run_check("wrong.txt", "--format", "json").stdout)
    assert value["counts"] == {"altered": 1, "other speaker": 1}
    altered = value["quotations"][1]
    assert value["text"][altered["start"] : altered["end"]].startswith("“We will close")
    assert altered["evidence"][0]["changes"] == [{"kind": "negation", "before": "not", "after": ""}]
    statement = altered["evidence"][0]["statement"]
    assert [speaker["name"] for speaker in statement["speakers"]] == ["Maria Holt"]
    assert (value["format"], altered["speakers"][0]["kind"]) == (2, "person")


def test_the_page_holds_no_script_and_every_word_escaped() -> None:
    result = run_check("wrong.txt", "--out", "checked.html")
    page = Path("checked.html").read_text()
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "<script" not in page
    assert "&lt;b&gt;" in page and "Harbour &lt;stays&gt;" in page
    assert 'id="q-1"' in page and 'href="#e-1"' in page


def test_a_draft_from_standard_input() -> None:
    assert run_check("-", text=RIGHT).exit_code == 0


def test_a_draft_without_quotations_is_no_failure() -> None:
    result = run_check("-", text="It rained in Norvia all day.")
    assert result.exit_code == 0
    assert "no quotations of four words or more" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("none.md",), 1, "There is no file or folder"),
        (("right.txt", "--record", "none.record"), 1, "There is no record"),
        (("right.txt", "--published", "soon"), 2, "is not a date or time"),
        (("right.txt", "--out", "x.txt"), 2, "--out needs"),
    ],
)
def test_what_cannot_be_done_is_told(arguments: tuple[str, ...], code: int, told: str) -> None:
    result = run_check(*arguments)
    assert result.exit_code == code
    assert told in result.stderr


CHANGE = 'w:id="1" w:author="Kim" w:date="2031-05-06T10:00:00Z"'
SECRET = "“This was struck out by the lawyers today,” Holt said."
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>'
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    "draft",
    [
        document(paragraph("Holt was blunt.", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
                 footnotes=f'<w:footnote w:id="2">{paragraph(RIGHT)}</w:footnote>'),
        document(paragraph("It rained.", run(SECRET, "<w:vanish/>")), paragraph(RIGHT)),
        document(paragraph("“We will not close the ", properties=f"<w:rPr><w:del {CHANGE}/></w:rPr>"),
                 paragraph("harbour before the winter,” Maria Holt said.")),
        document(paragraph("It rained.", BOX.format(paragraph(RIGHT)), run("It stopped."))),
        document(paragraph("“We will ", f"<w:del {CHANGE}><w:r><w:delText>never</w:delText></w:r></w:del>",
                           f"<w:ins {CHANGE}>{run('not')}</w:ins>",
                           run(" close the harbour before the winter,” Maria Holt said."))),
    ],
    ids=["footnote", "hidden", "deleted mark", "text box", "tracked"],
)  # fmt: skip
def test_each_quotation_of_a_word_document_is_looked_up_once(draft: bytes) -> None:
    Path("draft.docx").write_bytes(draft)
    result = run_check("draft.docx", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)["counts"]) == (0, {"verbatim": 1})


def test_a_hyphen_that_does_not_break_is_a_hyphen() -> None:
    Path("draft.docx").write_bytes(
        document(paragraph("“We need a long", "<w:r><w:noBreakHyphen/></w:r>", run("term harbour,” Maria Holt said.")))
    )
    assert "“We need a long-term harbour,”" in json.loads(run_check("draft.docx", "--format", "json").stdout)["text"]
