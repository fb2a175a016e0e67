"""The API: text in, statements out; drafts; decisions."""

import pytest
from fastapi.testclient import TestClient

TEXT = "Mayor Ana Brand said on Monday that the pier would close in May."


def test_a_text_is_read_and_nothing_kept(pages: TestClient) -> None:
    answer = pages.post("/api/read", json={"text": TEXT, "published": "2031-05-07"}).json()
    (statement,) = answer["articles"][0]["statements"]
    assert statement["speakers"][0]["name"] == "Ana Brand"
    assert statement["when"]["date"] == "2031-05-05"
    assert pages.get("/about.json").json()["articles"] == 4


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "give text or address"),
        ({"text": TEXT, "address": "https://a.example/"}, "give text or address"),
        ({"address": "/etc/passwd"}, "not an address"),
        ({"text": TEXT, "published": "tomorrow"}, "tomorrow"),
        ({"text": TEXT, "colour": "red"}, "`colour` is not a key that this address takes"),
        ({"text": 5}, "`text`: it should be a valid string"),
        ([], "one JSON object"),
    ],
)
def test_what_cannot_be_read_says_why(pages: TestClient, sent: object, told: str) -> None:
    answer = pages.post("/api/read", json=sent)
    assert 400 <= answer.status_code < 500
    assert told in answer.json()["error"]["message"]


def test_a_body_that_is_no_json_object_is_told_what_to_send(pages: TestClient) -> None:
    as_json = {"content-type": "application/json"}
    broken = pages.post("/api/read", content="{bad", headers=as_json)
    form = pages.post("/api/read", content="text=A", headers={"content-type": "application/x-www-form-urlencoded"})
    assert [one.status_code for one in (broken, form)] == [400, 400]
    assert "its JSON is broken" in broken.json()["error"]["message"]
    assert "`content-type: application/json`" in form.json()["error"]["message"]


def test_an_address_of_this_machine_is_not_fetched(pages: TestClient) -> None:
    answer = pages.post("/api/read", json={"address": "http://127.0.0.1:1/"}).json()
    assert answer["articles"] == []
    assert "private" in answer["failures"][0]["reason"]


def test_a_draft_is_checked(pages: TestClient) -> None:
    draft = "“Nobody asked us about the price of a single crossing before this,” a shopkeeper said."
    answer = pages.post("/api/check", json={"text": draft}).json()
    assert answer["quotations"][0]["verdict"] == "not on record"


def test_an_article_is_added_once(deciding: TestClient) -> None:
    assert deciding.post("/api/add", json={"text": TEXT}).json()["added"] == 1
    assert deciding.post("/api/add", json={"text": TEXT}).json()["unchanged"] == 1
    assert deciding.get("/about.json").json()["articles"] == 5


def test_a_decision_is_signed_and_taken_back(deciding: TestClient) -> None:
    article = deciding.post("/api/add", json={"text": TEXT}).json()
    assert article["statements"] == 1
    (statement,) = deciding.post("/api/read", json={"text": TEXT}).json()["articles"][0]["statements"]
    made = deciding.post("/api/decisions", json={"id": statement["id"], "verdict": "edit", "speaker": ["Ann Brand"]})
    assert made.json()["who"] == "Kim Park"
    assert deciding.get(f"/api/decisions?id={statement['id']}").json()["decisions"][0]["verdict"] == "edit"
    assert deciding.post("/api/undo", json={"decision": made.json()["number"]}).status_code == 200


def test_nothing_is_written_where_the_record_is_only_shown(pages: TestClient) -> None:
    answer = pages.post("/api/add", json={"text": TEXT})
    assert answer.status_code == 403
    assert answer.json()["error"]["kind"] == "ServedReadOnly"
