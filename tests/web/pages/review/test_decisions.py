"""The log of decisions, agreement of reviewers, and what is made to train on."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from onrecord import open_record
from onrecord.cli import onrecord
from onrecord.exports.views.decisions import decision_json
from onrecord.record.families import sqlite as families_sqlite
from onrecord.web.access import passwords
from onrecord.web.access.policy import Access
from onrecord.web.access.store import make_store
from onrecord.web.access.users import add_user
from onrecord.web.access.values import Role
from onrecord.web.access.visitors import clock
from onrecord.web.app import application
from tests.record.test_families import Words as NoEncoder
from tests.web.access.conftest import CHEAP
from tests.web.access.made import PASSWORD
from tests.web.conftest import DECIDING
from tests.web.forms import sent
from tests.web.reviewed import festive, make

FIRST, SECOND, THIRD = (one.id for one in festive()[1].statements)
NOTE = "<script>alert(1)</script>"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four decisions: two of Kim Park's, of which one is taken back by the third, and one of Lee Moss's."""
    monkeypatch.setattr(families_sqlite, "_sentences", NoEncoder)
    monkeypatch.setattr(passwords, "_HASHER", CHEAP)
    path = tmp_path / "a.record"
    make(path)
    with open_record(path) as record:
        record.decide(FIRST, "edit", who="Kim Park", speaker="Ana Duarte", note=NOTE)
        record.decide(SECOND, "reject", who="Kim Park")
        record.undo(2, who="Kim Park")
        record.decide(FIRST, "accept", who="Lee Moss")
    return path


@pytest.fixture
def web(path: Path) -> Iterator[TestClient]:
    with TestClient(application(path, DECIDING), base_url="http://localhost") as client:
        yield client


def numbers(web: TestClient, query: str = "") -> list[int]:
    return [one["number"] for one in web.get(f"/decisions.json{query}").json()["decisions"]]


def test_the_log_has_the_newest_first_and_links_to_what_it_is_about(web: TestClient) -> None:
    page = web.get("/decisions").text
    assert page.index(">4</span>") < page.index(">1</span>")
    assert f'href="/statement/{FIRST}"' in page
    assert "taken back by decision 3" in page
    assert "All families get" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [4, 3, 2, 1]),
        ("?who=Lee+Moss", [4]),
        ("?who=Nobody", []),
        ("?subject=statement", [4, 2, 1]),
        ("?subject=decision", [3]),
        (f"?id={SECOND[:6]}", [2]),
        (f"?id={FIRST}&who=Kim+Park", [1]),
    ],
)
def test_the_log_is_narrowed(web: TestClient, query: str, expected: list[int]) -> None:
    assert numbers(web, query) == expected


def test_the_log_is_the_json_of_the_command(web: TestClient, path: Path) -> None:
    told = CliRunner().invoke(onrecord, ["decisions", "--format", "json", "--record", str(path)], prog_name="onrecord")
    assert web.get("/decisions.json").json()["decisions"] == json.loads(told.output)["decisions"][::-1]


def test_the_log_goes_on_page_by_page(web: TestClient, path: Path) -> None:
    with open_record(path) as record:
        for _ in range(30):
            record.decide(THIRD, "accept", who="Kim Park")
        expected = [decision_json(one) for one in record.decisions()][::-1]
    first = web.get("/decisions.json").json()
    second = web.get("/decisions.json", params={"after": first["next"]}).json()
    assert first["decisions"] + second["decisions"] == expected
    assert second["next"] is None
    assert "Earlier decisions" in web.get("/decisions").text
    for wrong in ("nothing", "-1", first["next"].replace("-", "-9"), f"{first['next']}9"):
        if wrong != first["next"]:
            answer = web.get("/decisions.json", params={"after": wrong, "who": "Kim Park"})
            assert (answer.status_code, answer.json()["error"]["kind"]) == (400, "BadCursor")


def test_an_admin_takes_back_the_decision_of_another(web: TestClient) -> None:
    answer = sent(web, "/decisions/undo", of="/decisions", data={"decision": "4"})
    assert "taken back by decision 5" in answer.text
    assert sent(web, "/decisions/undo", of="/decisions", data={"decision": "99"}).status_code == 404
    assert sent(web, "/decisions/undo", of="/decisions", data={"decision": "4"}).status_code == 422


@contextmanager
def signed_in(path: Path, name: str, role: Role) -> Iterator[TestClient]:
    add_user(make_store(path), name, PASSWORD, role=role, now=clock())
    with TestClient(application(path, Access(login=True)), base_url="http://localhost") as client:
        sent(client, "/sign-in", data={"name": name, "password": PASSWORD, "next": "/"})
        yield client


def test_a_reviewer_takes_back_only_the_own_ones(path: Path) -> None:
    with signed_in(path, "Lee Moss", Role.REVIEWER) as web:
        page = web.get("/decisions").text
        assert page.count('action="/decisions/undo"') == 1
        answer = sent(web, "/decisions/undo", of="/decisions", data={"decision": "1"})
        assert answer.status_code == 403
        assert "needs the role admin" in answer.text
        token = {"x-form-token": _token(page)}
        assert web.post("/api/undo", json={"decision": 1}, headers=token).status_code == 403
        assert sent(web, "/review/undo", of="/review", data={"decision": "4"}).status_code == 200
    with open_record(path) as record:
        assert [one.undone for one in record.decisions()] == [None, 3, None, 5, None]


def _token(page: str) -> str:
    return page.split('name="form_token" value="')[1].split('"')[0]


def test_who_only_reads_is_offered_nothing_to_decide(path: Path) -> None:
    with signed_in(path, "Ann Reed", Role.READER) as web:
        page = web.get("/review").text
        assert "deciding needs the role of a reviewer" in page
        assert 'value="accept"' not in page
        assert "/decisions/undo" not in web.get("/decisions").text
        assert web.get("/corrections.jsonl").status_code == 403
        assert "corrections.jsonl" not in web.get("/agreement").text


def test_agreement_is_told_for_each_pair(web: TestClient, path: Path) -> None:
    page = web.get("/agreement").text
    assert "Kim Park and Lee Moss" in page
    assert "All reviewers" not in page
    told = CliRunner().invoke(onrecord, ["agreement", "--format", "json", "--record", str(path)], prog_name="onrecord")
    expected = json.loads(told.output)
    assert {"format": expected["format"], **web.get("/agreement.json").json()} == expected | {"positions": []}
    with open_record(path) as record:
        record.decide(FIRST, "accept", who="Mia Roe")
    assert "All reviewers" in web.get("/agreement").text


def test_corrections_are_those_of_the_command(web: TestClient, path: Path) -> None:
    out = path.parent / "out.jsonl"
    arguments = ["export", "--format", "corrections", "--out", str(out), "--record", str(path)]
    CliRunner().invoke(onrecord, arguments, prog_name="onrecord")
    answer = web.get("/corrections.jsonl")
    assert answer.text == out.read_text("utf8")
    assert "attachment" in answer.headers["content-disposition"]
    assert "python -m training.reader" in web.get("/decisions").text


def test_who_is_signed_in_decides_under_no_other_name(path: Path) -> None:
    with signed_in(path, "Lee Moss", Role.REVIEWER) as web:
        web.cookies.set("onrecord-reviewer", "Kim%20Park")
        assert sent(web, "/review/name", of="/review", data={"who": "Kim Park"}).status_code == 400
        sent(web, "/review/decide", of="/review", data={"id": THIRD, "seen": "0", "verdict": "accept"})
    with open_record(path) as record:
        assert record.decisions()[-1].who == "Lee Moss"


def test_each_decision_tells_what_it_is_about(web: TestClient, path: Path) -> None:
    article = festive()[1].article
    with open_record(path) as record:
        record.decide(article.id, "accept", who="Kim Park")
        record.merge("Rui Braga", "Ana Duarte", who="Kim Park")
    page = web.get("/decisions").text
    assert f'<p class="words" dir="auto">{article.latest.headline}</p>' in page
    assert '<p class="words" dir="auto">Ana Duarte</p>' in page
    assert f'href="/article/{article.id}"' in page
    assert 'href="/actor/' in page
    with open_record(path) as record:
        record.remove(article.id, reason="asked for", who="Kim Park")
    assert web.get("/decisions").status_code == 200
