"""Review by forms, without scripts: what is shown, what is decided, and where it holds."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from onrecord import open_record
from onrecord.cli import onrecord
from onrecord.exports.views.review import reviewing
from onrecord.model import Statement
from onrecord.record.families import sqlite as families_sqlite
from onrecord.second.server import LanguageModel
from onrecord.web.access.policy import Access
from onrecord.web.app import application
from tests.made_articles import span_of
from tests.record.test_families import Words as NoEncoder
from tests.second.stand_in import saying, standing_in
from tests.web.conftest import DECIDING
from tests.web.forms import sent
from tests.web.reviewed import READ, RIGHT, festive, make

TEXT = festive()[1].article.latest.text
FIRST, SECOND, THIRD = (one.id for one in festive()[1].statements)
BASIS = {"id": FIRST, "seen": "0", "verdict": "edit"}
"""A form about the first statement that changes nothing."""


@pytest.fixture(autouse=True)
def _no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families_sqlite, "_sentences", NoEncoder)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    make(tmp_path / "a.record")
    return tmp_path / "a.record"


@pytest.fixture
def web(path: Path) -> Iterator[TestClient]:
    with TestClient(application(path, DECIDING), base_url="http://localhost") as client:
        yield client


def decided(web: TestClient, address: str = "/review/decide", *, of: str = "/review", **data: Any) -> Any:
    return sent(web, address, of=of, data=BASIS | data)


def shown(web: TestClient, address: str = "/review.json") -> str | None:
    found = web.get(address).json()["statement"]
    return found["statement"]["id"] if found else None


def test_the_most_doubtful_statement_comes_first_in_its_paragraph(web: TestClient) -> None:
    page = web.get("/review").text
    assert "0 decided, 3 left" in page
    assert re.search(f'<span class="content said lane-0"><span data-at="{TEXT.index(READ)}">{READ}</span></span>', page)
    assert 'name="speaker" value="union" checked' in page
    for other in ("Rui Braga", "Ana Duarte"):
        assert f'name="speaker" value="{other}"' in page
    assert 'name="act" value="states" checked' in page
    assert "30\N{NO-BREAK SPACE}% · doubtful" in page
    assert "are &#13;" not in page


def test_line_ends_of_two_characters_stay_two(web: TestClient) -> None:
    page = web.get("/review", params={"statement": SECOND}).text
    assert "The pillars&#13;\nare" in page


def test_deciding_goes_on_to_the_next_one(web: TestClient) -> None:
    answer = decided(web, verdict="accept")
    assert answer.history[0].status_code == 303
    assert "1 decided, 2 left" in answer.text
    assert f'name="id" value="{SECOND}"' in answer.text
    assert shown(web) == SECOND


def test_an_edit_keeps_what_differs(web: TestClient, path: Path) -> None:
    fields: dict[str, Any] = {
        "speaker": "union",
        "other": "Ana Duarte; Rui Braga",
        "content": [READ, ""],
        "place": ["", ""],
    }
    decided(web, **fields, act="promises", negated="no", when="2024-05", venue="the quay", note="see it")
    with open_record(path) as record:
        (made,) = record.decisions()
    assert made.who == "Kim Park"
    assert made.note == "see it"
    assert made.change is not None
    assert sorted(made.change) == ["act", "speakers", "venue", "when"]
    assert [one["name"] for one in made.change["speakers"]] == ["Ana Duarte", "Rui Braga"]


def test_who_accepts_with_other_fields_edits(web: TestClient, path: Path) -> None:
    decided(web, verdict="accept", speaker="", act="states")
    with open_record(path) as record:
        assert [(one.verdict, one.change) for one in record.decisions()] == [("edit", {"speakers": []})]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "the edit sets nothing"),
        ({"content": ["words that nobody wrote"]}, "are not in the article"),
        ({"content": ["", " "]}, "no content is given"),
        ({"when": "soon"}, "is not a date"),
        ({"act": "sings"}, "is not an act"),
        ({"verdict": "sing"}, "is not a verdict"),
    ],
)
def test_what_makes_no_sense_is_told_beside_what_was_entered(web: TestClient, given: dict[str, Any], told: str) -> None:
    answer = decided(web, **{"venue": ""} | given)
    assert answer.status_code == 422
    assert told in answer.text
    assert f'name="id" value="{FIRST}"' in answer.text
    for words in given.get("content", []):
        assert words in answer.text
    assert shown(web) == FIRST


def test_spans_are_places_or_words_of_the_article(web: TestClient, path: Path) -> None:
    right, left = span_of(TEXT, RIGHT), span_of(TEXT, "and left")
    decided(web, content=[RIGHT, "and left"], place=[f"{right.start}-{right.end}", ""])
    with open_record(path) as record:
        assert record.statement(FIRST)[1].content == (right, left)


def test_a_place_whose_words_are_others_is_not_believed(web: TestClient, path: Path) -> None:
    decided(web, content=[RIGHT], place=["0-5"])
    with open_record(path) as record:
        assert record.statement(FIRST)[1].content == (span_of(TEXT, RIGHT),)


def test_a_correction_holds_everywhere_and_undo_restores(web: TestClient, path: Path) -> None:
    before = everywhere(web, path)
    decided(web, content=[RIGHT], place=[""], other="Ana Duarte", act="promises")
    after = everywhere(web, path)
    assert {name: value for name, value in after.items() if value != before[name]} == after
    assert after == {
        "search": ([FIRST], []),
        "act": [FIRST],
        "actor": [FIRST],
        "family": ("Ana Duarte", RIGHT),
        "csv": ("Ana Duarte", RIGHT, "promises"),
        "show": True,
        "queue": SECOND,
        "pages": list(PAGES),
    }
    sent(web, "/review/undo", of="/review", data={"decision": "1"})
    assert everywhere(web, path) == before


PAGES = (
    f"/article/{festive()[1].article.id}.json",
    f"/statement/{FIRST}.json",
    f"/family/{FIRST}.json",
    "/actor/Ana Duarte.json",
    "/search.json?words=crepes",
)
"""Where the statement stands, too."""


def everywhere(web: TestClient, path: Path) -> dict[str, Any]:
    """What the views have of the first statement."""
    with open_record(path, write=False) as record:
        mine = record.search("crepes quay", speaker="Ana Duarte"), record.search("families", speaker="union")
        spoken = record.statements_of("Ana Duarte", part="speaker").hits
        report = record.family(FIRST).first
        found: dict[str, Any] = {
            "search": tuple([one.statement.id for one in page.hits if one.statement] for page in mine),
            "act": [hit.statement.id for hit in record.search(act="promises").hits if hit.statement],
            "actor": [hit.statement.id for hit in spoken if hit.statement],
            "family": (report.statement and names(report.statement), report.quote),
        }
    table = CliRunner().invoke(onrecord, ["export", "--format", "csv", "--record", str(path)], prog_name="onrecord")
    row = next(one for one in rows(table.output) if one["statement_id"] == FIRST)
    text = CliRunner().invoke(onrecord, ["show", FIRST, "--record", str(path)], prog_name="onrecord").output
    edited = "Ana Duarte" in text and "edited by Kim Park" in " ".join(text.split())
    own = {"csv": (row["speaker"], row["quote"], row["act"]), "show": edited, "queue": shown(web)}
    told = {"act": "promises", "quote": RIGHT}
    return found | own | {"pages": [address for address in PAGES if _tells(web.get(address).json(), told)]}


def _tells(value: Any, told: dict[str, str]) -> bool:
    """Whether a statement somewhere in the JSON has these values, and the right speaker."""
    if isinstance(value, list):
        return any(_tells(one, told) for one in value)
    if not isinstance(value, dict):
        return False
    own = told.items() <= {key: one for key, one in value.items() if isinstance(one, str)}.items()
    speakers = [one["name"] for one in value.get("speakers") or [] if isinstance(one, dict)]
    return (own and speakers == ["Ana Duarte"]) or any(_tells(one, told) for one in value.values())


def names(statement: Statement) -> str:
    return "; ".join(one.name for one in statement.speakers)


def rows(table: str) -> list[dict[str, str]]:
    import csv
    import io

    return list(csv.DictReader(io.StringIO(table)))


def test_undo_shows_what_is_to_be_decided_again(web: TestClient) -> None:
    decided(web, verdict="reject")
    answer = sent(web, "/review/undo", of="/review", data={"decision": "1"})
    assert f'name="id" value="{FIRST}"' in answer.text
    assert "0 decided, 3 left" in answer.text


def test_a_statement_that_is_skipped_comes_last_and_can_be_taken_back(web: TestClient) -> None:
    answer = sent(web, "/review/skip", of="/review", data={"id": FIRST})
    assert f'name="id" value="{SECOND}"' in answer.text
    assert "1 of them skipped" in answer.text
    for _ in range(2):
        decided(web, id=shown(web), verdict="accept")
    assert shown(web) == FIRST
    back = sent(web, "/review/skip", of="/review", data={"id": FIRST, "undo": "yes"})
    assert "skipped" not in back.text.split("</h1>")[1].split("<form id")[0]


def test_next_and_previous_go_through_the_queue(web: TestClient) -> None:
    link: Callable[[str, str], str] = lambda page, key: re.search(  # noqa: E731
        f'href="([^"]+)" data-key="{key}"', page
    )[1].replace("&amp;", "&")  # type: ignore[index]
    here = "/review?blind=yes"
    visited = [here]
    for expected in (FIRST, SECOND, THIRD):
        page = web.get(here).text
        assert f'name="id" value="{expected}"' in page
        assert "blind=yes" in here
        visited.append(here)
        here = link(page, "n")
    page = web.get(visited[-1]).text
    for expected in (SECOND, FIRST):
        page = web.get(link(page, "p")).text
        assert f'name="id" value="{expected}"' in page
    assert 'data-key="p"' not in page


def test_the_end_of_the_queue_says_what_was_gone_past(web: TestClient) -> None:
    after = web.get("/review.json").json()["next"]
    decided(web, f"/review/decide?after={after}", id=SECOND, verdict="accept")
    answer = decided(web, f"/review/decide?after={after}", id=THIRD, verdict="accept")
    assert "This is the end of the queue" in answer.text
    assert "1 statement is left" in answer.text


def test_filters_stand_in_the_address_while_deciding(web: TestClient) -> None:
    query = "?actor=Rui+Braga&below=0.9&stage=when"
    assert shown(web, f"/review.json{query}") == THIRD
    answer = decided(web, f"/review/decide{query}", of=f"/review{query}", id=THIRD, verdict="accept")
    assert "Nothing is left to decide here" in answer.text
    assert str(answer.url).endswith(query.replace("&below=0.9&stage=when", "&stage=when&below=0.9"))


@pytest.mark.parametrize("query", ["below=much", "below=2", "below=nan", "stage=odd", "blind=perhaps", "colour=red"])
def test_what_cannot_be_asked_for_is_an_error(web: TestClient, query: str) -> None:
    assert web.get(f"/review.json?{query}").status_code == 400


def test_a_blind_reviewer_sees_nothing_of_the_first(web: TestClient) -> None:
    decided(web, other="Zoë Marsk", content=[RIGHT], note="heard it")
    sent(web, "/review/name", of="/review", data={"who": "Lee Moss"})
    assert shown(web) == SECOND
    page = web.get("/review?blind=yes").text
    assert f'name="id" value="{FIRST}"' in page
    assert 'You are <b dir="auto">Lee Moss' in page
    for told in ("Zoë Marsk", "Kim Park", "heard it", "edited"):
        assert told not in page
    other = web.get(f"/review?statement={FIRST}").text
    assert "Kim Park</span> edited this statement" in other
    assert 'name="speaker" value="Zoë Marsk" checked' in other
    assert 'name="speaker" value="union"' in other, "as it was read"
    decided(web, "/review/decide?blind=yes", verdict="accept")
    assert web.get("/agreement.json").json()["statements"] == 1
    assert shown(web, "/review.json?blind=yes") == SECOND


def test_a_blind_reviewer_goes_on_from_the_own_edit(web: TestClient) -> None:
    decided(web, "/review/decide?blind=yes", other="Ana Duarte")
    page = web.get(f"/review?blind=yes&statement={FIRST}").text
    assert 'name="speaker" value="Ana Duarte" checked' in page
    assert "Right as it was read" in page


def test_what_somebody_decided_meanwhile_is_shown_first(web: TestClient, path: Path) -> None:
    with open_record(path) as record:
        record.decide(FIRST, "edit", who="Lee Moss", speaker="Ana Duarte")
    answer = decided(web, verdict="reject", venue="the quay")
    assert answer.status_code == 409
    assert "Lee Moss changed what is decided about it" in answer.text
    assert "Lee Moss</span> edited this statement" in answer.text
    assert 'name="speaker" value="Ana Duarte" checked' in answer.text
    with open_record(path) as record:
        assert len(record.decisions()) == 1
    decided(web, verdict="reject", seen="1")
    with open_record(path) as record:
        assert len(record.decisions()) == 2


@pytest.mark.parametrize("given", [{"verdict": "accept"}, {"verdict": "reject"}, {"other": "Ana Duarte"}])
def test_a_form_that_is_sent_twice_decides_once(web: TestClient, path: Path, given: dict[str, Any]) -> None:
    for _ in range(2):
        assert f'name="id" value="{SECOND}"' in decided(web, **given | {"when": "2024-05-07", "act": "states"}).text
    with open_record(path) as record:
        assert len(record.decisions()) == 1


def test_another_verdict_from_an_older_page_is_not_lost_unseen(web: TestClient) -> None:
    decided(web, verdict="accept")
    answer = decided(web, verdict="reject")
    assert "Kim Park changed what is decided about it" in answer.text
    assert 'name="seen" value="1"' in answer.text


def test_a_name_that_is_none_is_refused(web: TestClient) -> None:
    assert sent(web, "/review/name", of="/review", data={"who": "x" * 81}).status_code == 400
    assert sent(web, "/review/name", of="/review", data={"who": "a\x07b"}).status_code == 400
    sent(web, "/review/name", of="/review", data={"who": " Zoë  🐦 "})
    assert 'You are <b dir="auto">Zoë 🐦</b>' in web.get("/review").text
    assert 'You are <b dir="auto">Kim Park</b>' in sent(web, "/review/name", of="/review", data={"who": ""}).text


def test_where_nothing_is_changed_nothing_is_offered(path: Path) -> None:
    with TestClient(application(path, Access(login=False, read_only=True)), base_url="http://localhost") as web:
        page = web.get("/review").text
    assert "served to be read only" in page
    for offered in ('value="accept"', "/review/name", 'id="content-2"', "<legend>Speaker <kbd"):
        assert offered not in page


def test_an_empty_record_says_what_to_do(tmp_path: Path) -> None:
    with TestClient(application(tmp_path / "new.record", DECIDING), base_url="http://localhost") as web:
        assert "Nothing to review" in web.get("/review").text
        assert "Nobody has decided anything yet" in web.get("/decisions").text
        assert "two reviewers yet" in web.get("/agreement").text
        assert web.get("/corrections.jsonl").text == ""


def test_a_rejected_statement_can_be_looked_at_again(web: TestClient, path: Path) -> None:
    decided(web, verdict="reject")
    assert "rejected this statement" in web.get(f"/review?statement={FIRST}").text
    with open_record(path) as record:
        for blind in (True, False):
            assert reviewing(record, FIRST, who="Kim Park", blind=blind).statement.content == (span_of(TEXT, READ),)


def test_what_a_second_reader_tells_is_shown_and_can_be_asked_for(path: Path, web: TestClient) -> None:
    assert "Nothing is left to decide here" in web.get("/review?stage=second").text
    with standing_in() as server:
        server.answer = lambda sent: saying({"speaker": "Ana Duarte", "day": "2024-05-07", "day_words": "On Tuesday"})
        with open_record(path) as record:
            record.second_readings(model=LanguageModel(server.address, "<b>small"), below=0.4)
    page = web.get("/review?stage=second").text
    assert 'Second reader: said by <b dir="auto">Ana Duarte</b> <span class="quiet">· llm &lt;b&gt;small' in page
    assert "said on" in page
    assert "as it was read" in page  # the day
    assert "0 decided, 1 left" in page
    told = web.get("/review.json?stage=second").json()
    assert told["statement"]["statement"]["id"] == FIRST
    assert [(one["part"], one["told"], one["agrees"]) for one in told["second"]] == [
        ("speaker", "Ana Duarte", False),
        ("when", "2024-05-07", True),
    ]
    assert web.get("/review?stage=third").status_code == 400
