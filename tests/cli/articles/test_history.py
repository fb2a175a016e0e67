import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import onrecord
from onrecord.cli.articles.history import history_text
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
    assert "Only one version" in result.stdout
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


def page(*paragraphs: str, headline: str = "Ferry to stop", head: str = "", behind: str = "") -> str:
    body = "".join(one if one.startswith("<") else f"<p>{one}</p>" for one in paragraphs)
    return (
        "<!DOCTYPE html><html lang=en><head><title>Ferry to stop - Sound Courier</title><meta property='og:title' "
        f"content='Ferry to stop'><link rel=canonical href='https://sound.example/news/ferry'>{head}</head><body><main>"
        f"<article><h1>{headline}</h1>{body}</article></main>{behind}</body></html>"
    )


FIRST = "The last car ferry between Tarn and Odd Island will stop running on Friday after cracks were found in it."
SAID = "“We cannot carry a single car until the steel is new,” said Oda Marsh, who runs the harbour office at Tarn."
LAST = "Council leader Per Conde said the authority would charter a barge at a cost of 40,000 crowns a week."
OLD = page(FIRST, SAID, LAST)


def states(tmp_path: Path, after: str, before: str = OLD) -> tuple[str, list[Any]]:
    """What `add` says of the second of two states of a page, and the changes that `history` then tells."""
    told = ""
    for number, state in enumerate((before, after)):
        (tmp_path / f"{number}.html").write_text(state)
        told = CliRunner().invoke(onrecord, ["add", str(tmp_path / f"{number}.html"), "--record", "b.record"]).output
    shown = run("https://sound.example/news/ferry", "--record", "b.record", "--format", "json")
    assert shown.exit_code == 0
    return told, json.loads(shown.stdout)["changes"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            page(FIRST, "<div class=ad><p>Advertisement</p><p>Sleep better: a hundred nights to try.</p></div>", SAID),
            page(FIRST, "<div class=ad><p>Advertisement</p><p>Cheap flights to Norvik before Sunday.</p></div>", SAID),
        ),
        (
            page(FIRST, "<aside class=sponsored><p>Sleep better for a hundred nights.</p></aside>", SAID),
            page(FIRST, SAID),
        ),
        (
            page(FIRST, SAID, behind="<section class=most-read><h2>Most read</h2><a href=/1>Bridge shut</a></section>"),
            page(FIRST, SAID, behind="<section class=most-read><h2>Most read</h2><a href=/2>Rain again</a></section>"),
        ),
        (
            page(FIRST, SAID, "<div class=related-teaser><a href=/1>Read more: the bridge</a></div>", LAST),
            page(FIRST, SAID, "<div class=related-teaser><a href=/2>Read more: the barge</a></div>", LAST),
        ),
        (OLD, OLD.replace("<article>", "<div><article class=new>").replace("</article>", "</article></div>")),
    ],
    ids=["advertisement", "sponsored", "most read", "teaser", "redesign"],
)  # fmt: skip
def test_the_sites_own_noise_is_no_change(before: str, after: str, tmp_path: Path) -> None:
    told, changes = states(tmp_path, after, before)
    assert "1 unchanged" in told
    assert changes == []


def test_words_that_changed_are_shown(tmp_path: Path) -> None:
    told, changes = states(tmp_path, page(FIRST, SAID.replace("cannot", "can"), LAST.replace("40,000", "48,000")))
    assert "1 new version" in told
    shown = json.dumps(changes)
    assert '"removed", "text": "cannot"' in shown
    assert '"added", "text": "can"' in shown
    assert "48,000" in shown


def test_the_headline_that_the_page_shows_is_the_one_that_changed(tmp_path: Path) -> None:
    _, (change,) = states(tmp_path, page(FIRST, SAID, LAST, headline="‘We cannot carry a car’: ferry stops Friday"))
    assert "carry a car" in json.dumps(change["headline"], ensure_ascii=False)
    assert (change["paragraphs"], change["notices"]) == ([], [])


def test_a_correction_is_a_notice_and_no_statement(tmp_path: Path) -> None:
    notice = "This article was amended on 7 May 2031. An earlier version said the yard had closed; it is the mill."
    _, (change,) = states(tmp_path, page(FIRST, SAID, LAST, f"<p><em>{notice}</em></p>"))
    assert change["notices"] == [notice]
    assert (change["statements"], change["paragraphs"]) == ([], [])
