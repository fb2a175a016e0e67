import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import onrecord
from onrecord.cli.history_text import history_text
from onrecord.exports.history import changes_of, history_json
from onrecord.record import open_record
from tests.made_articles import PARAGRAPHS, READ_WITH, made

CHANGED = (PARAGRAPHS[0].replace("stay open", "be closed"), PARAGRAPHS[1])
NEW = "Liv Strand, the port's director, said that nobody was asked about the bridge."
ID = made(1)[1].article.id


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("ONRECORD_RECORD", "a.record")
    with open_record("a.record", write=True) as opened:
        for pair in (made(1), made(1, paragraphs=CHANGED), made(1, paragraphs=(*CHANGED, NEW)), made(2)):
            opened.add_reading(*pair, read_with=READ_WITH)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(onrecord, ["history", *arguments], prog_name="onrecord")


def test_each_version_is_shown_with_what_changed() -> None:
    result = run("https://harbour.example/1")
    assert result.exit_code == 0
    for words in ("Mayor keeps bridge 1 open", "3 versions", "Version 1 → 2", "Version 2 → 3", "[-stay open-]",
                  "{+be closed+}", "+ added", "Liv Strand"):  # fmt: skip
        assert words in result.stdout
    assert "\x1b" not in result.stdout


def test_a_terminal_gets_styles_instead_of_signs() -> None:
    with open_record("a.record", write=False) as opened:
        versions = opened.versions(ID)
    drawn = history_text(versions, changes_of(versions), signs=False)
    from rich.console import Console

    on = Console(force_terminal=True, color_system="standard", width=100)
    with on.capture() as captured:
        on.print(drawn)
    assert "\x1b[" in captured.get()
    assert "[-" not in captured.get()


def test_json_equals_the_library() -> None:
    with open_record("a.record", write=False) as opened:
        versions = opened.versions(ID)
    expected = history_json(versions, changes_of(versions))
    assert json.loads(run(ID, "--format", "json").stdout) == json.loads(json.dumps(expected))
    assert [one["to"] for one in expected["changes"]] == [2, 3]


def test_an_article_of_one_version_has_nothing_to_show() -> None:
    result = run("https://harbour.example/2")
    assert result.exit_code == 0
    assert "One version only" in result.stdout
    assert json.loads(run("https://harbour.example/2", "--format", "json").stdout)["changes"] == []


def test_a_page_is_written() -> None:
    assert run(ID, "--html", "changes.html").exit_code == 0
    assert "<ins>be closed</ins>" in Path("changes.html").read_text("utf8")
    assert run(ID, "--html", "-").stdout == Path("changes.html").read_text("utf8")


def test_an_unknown_article_is_told() -> None:
    result = run("nothing")
    assert result.exit_code == 1
    assert "onrecord search" in result.stderr


def test_versions_have_their_statements_and_moments() -> None:
    with open_record("a.record", write=False) as opened:
        versions = opened.versions(ID)
        assert [one.number for one in versions] == [1, 2, 3]
        assert versions[0].reading.statements == made(1)[1].statements
        assert [one.added_at for one in versions] == sorted(one.added_at for one in versions)
        assert versions[-1].reading == opened.article(ID)
