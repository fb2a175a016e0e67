"""Coding positions by forms, without scripts; adjudication; and where positions stand on other pages."""

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from onrecord import open_record
from onrecord.exports.articles import from_json
from onrecord.exports.schema import schema
from onrecord.exports.views.coding import coding, decided_by, disputed
from onrecord.exports.views.position_views import stands_of
from onrecord.library import OpenRecord
from onrecord.positions.learning import Learned
from onrecord.record.families import sqlite as families_sqlite
from onrecord.web.access.policy import Access
from onrecord.web.app import application
from onrecord.web.pages.actors import actor
from onrecord.web.rendering import actor_address, address, article_address, statement_address
from tests.made_utterances import BERG, HOLT, READ_WITH, article, said
from tests.record.test_families import Words as NoEncoder
from tests.web import coded
from tests.web.coded import AGAINST, BOTH, FOR, OPEN, OPPOSES, QUESTION, SHARED, SUPPORTS, UNRELATED
from tests.web.conftest import DECIDING, LOOKING
from tests.web.forms import sent

CODE = "/review/positions"
UNION = "Harbour Union"


@pytest.fixture(autouse=True)
def _no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families_sqlite, "_sentences", NoEncoder)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record as it is before anybody codes; tests take a copy."""
    path = tmp_path_factory.mktemp("coding") / "a.record"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(families_sqlite, "_sentences", NoEncoder)
        coded.make(path)
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    shutil.copy(made, tmp_path / "a.record")
    return tmp_path / "a.record"


@pytest.fixture
def question(path: Path) -> str:
    with open_record(path, write=False) as record:
        return record.question(QUESTION).id


@pytest.fixture
def web(path: Path) -> Iterator[TestClient]:
    with TestClient(application(path, DECIDING), base_url="http://localhost") as client:
        yield client


def decided(web: TestClient, choice: str, statement: str = OPPOSES, *, seen: int = 0, **data: Any) -> Any:
    """What the form of a statement answers; `queue` are further parameters of its address."""
    asked = {"question": QUESTION} | data.pop("queue", {})
    form = {"id": statement, "seen": str(seen), "choice": choice} | data
    return sent(web, address(f"{CODE}/decide", asked), of=address(CODE, asked), data=form)


def shown(web: TestClient, **asked: str) -> Any:
    """The statement of the page, by its id."""
    found = web.get(f"{CODE}.json", params={"question": QUESTION} | asked).json()["coded"]
    return found and found["statement"]


def code(path: Path, statement: str, verdict: Any, who: str, **given: Any) -> int:
    with open_record(path) as record:
        return record.code(QUESTION, statement, verdict, who=who, **given).number


def decisions(path: Path) -> list[tuple[str, str, Any]]:
    with open_record(path, write=False) as record:
        return [(one.who, one.verdict, one.change) for one in record.decisions(subject="position")]


def holds(path: Path, statement: str = OPPOSES) -> dict[str, str]:
    """What holds of a statement, by the names of its holders."""
    with open_record(path, write=False) as record:
        one = record.coded(QUESTION, statement)
        return {one.holders[actor].name: label for actor, label in one.holds.items()}


def id_of(path: Path, name: str) -> str:
    with open_record(path, write=False) as record:
        return record.actor(name).id


def words_of(page: str) -> str:
    """What a page says, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_questions_are_chosen(web: TestClient, question: str) -> None:
    page = web.get(CODE).text
    assert QUESTION in page
    assert "4 of 5 statements about it · 0 decisions" in page
    assert f'href="{CODE}?question={question}"' in page
    assert [one["id"] for one in web.get(f"{CODE}.json").json()["questions"]] == [question]


def test_without_a_question_the_page_says_what_to_do(tmp_path: Path) -> None:
    with open_record(tmp_path / "b.record"):
        pass
    with TestClient(application(tmp_path / "b.record", DECIDING), base_url="http://localhost") as client:
        assert "No question is open" in client.get(CODE).text


def test_the_least_sure_statement_comes_first_with_its_evidence(web: TestClient) -> None:
    page = web.get(CODE, params={"question": QUESTION}).text
    assert "0 coded, 4 left" in page
    said = words_of(page)
    for told in (QUESTION, AGAINST, "she told reporters on the pier", "opposes", "50 %", HOLT):
        assert told in said
    assert "2024-05-01" in said
    for key, label in enumerate(("Supports", "Opposes", "Open", "Neutral", "Unrelated"), start=1):
        assert re.search(rf'data-key="{key}"[^>]*>{label} <kbd', page)
    assert shown(web) == OPPOSES


@pytest.mark.parametrize(
    ("choice", "verdict", "change", "label"),
    [
        ("accept", "accept", None, "opposes"),
        ("opposes", "accept", None, "opposes"),
        ("neutral", "edit", {"stance": "neutral"}, "neutral"),
        ("unrelated", "reject", None, "unrelated"),
    ],
)
def test_a_choice_decides_and_goes_on(
    web: TestClient, path: Path, choice: str, verdict: str, change: Any, label: str
) -> None:
    answer = decided(web, choice, note="clear")
    assert answer.history[0].status_code == 303
    assert "1 coded, 3 left" in answer.text
    assert f'name="id" value="{SHARED}"' in answer.text
    assert decisions(path) == [("Kim Park", verdict, change)]
    assert holds(path) == {HOLT: label}
    with open_record(path, write=False) as record:
        assert record.decisions()[-1].note == "clear"


def test_what_a_second_reader_says_stands_beside_the_proposal_and_is_chosen(web: TestClient, path: Path) -> None:
    coded.ask_second(path)
    page = web.get(CODE, params={"question": QUESTION}).text
    assert f'name="id" value="{OPPOSES}"' in page
    said = words_of(page)
    assert "Second reader open , differs from what is proposed for as long as anybody here wants to cross it" in said
    assert f"By {coded.SECOND} ," in said
    assert re.search(r'value="accept" data-key="a"[^>]*>Proposed: opposes <kbd', page)
    assert re.search(r'value="open" data-key="s"[^>]*>Second reader: open <kbd', page)
    decided(web, "open")
    assert (decisions(path), holds(path)) == ([("Kim Park", "edit", {"stance": "open"})], {HOLT: "open"})
    alike = web.get(CODE, params={"question": QUESTION, "statement": SUPPORTS}).text
    assert "Second reader supports , as proposed what the islanders have been waiting for" in words_of(alike)
    assert 'data-key="s"' not in alike and ">Accept<" in alike
    blind = web.get(CODE, params={"question": QUESTION, "blind": "yes"}).text
    assert "differs from what is proposed" in blind  # no decision of another coder
    assert "Second reader" not in web.get(CODE, params={"question": QUESTION, "statement": OPPOSES, "disputed": "yes"}
                                          ).text.partition('class="verdicts"')[2].partition("<dialog")[0]  # fmt: skip


def test_a_question_tells_where_the_second_reader_differs(web: TestClient, path: Path, question: str) -> None:
    assert "second reader" not in web.get(f"/question/{question}").text.lower()
    coded.ask_second(path)
    page = web.get(f"/question/{question}").text
    section = words_of(page.partition('aria-labelledby="differing"')[2].partition("</section>")[0])
    assert f"{HOLT} opposes proposed, 50 %" in section and f"“{AGAINST}”" in section
    assert (
        f"Second reader differs : open , by for as long as anybody here wants to cross it ({coded.SECOND})" in section
    )
    assert f"{HOLT} neutral proposed" in section and "differs : unrelated" in section and FOR not in section
    assert "Second reader agrees: open , by must be paid for by those who cross it" in words_of(page)
    told = web.get(f"/question/{question}.json").json()["second"]
    assert len(told) == 5 and {one["read_with"] for one in told} == {coded.SECOND}
    (own,) = (one for one in told if one["statement"] == OPPOSES)
    assert (own["label"], own["words"]) == ("open", "for as long as anybody here wants to cross it")
    code(path, OPPOSES, "accept", "Lee Duarte")
    again = web.get(f"/question/{question}").text.partition('aria-labelledby="differing"')[2].partition("</section>")[0]
    assert AGAINST not in again and "differs" in again
    assert "Second reader differs : open" in words_of(web.get(statement_address(OPPOSES)).text)
    code(path, OPPOSES, "edit", "Lee Duarte", stance="open")  # what holds is what it says now
    assert "Second reader agrees: open" in words_of(web.get(statement_address(OPPOSES)).text)


def test_somebody_else_holds_it(web: TestClient, path: Path) -> None:
    decided(web, "accept", other=f" {BERG} ; {UNION}")
    assert holds(path) == {BERG: "opposes", UNION: "opposes"}
    answer = decided(web, "opposes", SHARED, other="Nobody At All")
    assert answer.status_code == 422
    assert "Nobody At All" in words_of(answer.text)
    assert 'value="Nobody At All"' in answer.text
    assert f'name="id" value="{SHARED}"' in answer.text


def test_one_of_several_is_coded_alone_and_the_statement_stays(web: TestClient, path: Path) -> None:
    page = web.get(CODE, params={"question": QUESTION, "statement": SHARED}).text
    assert "all of them" in page
    answer = decided(web, "opposes", SHARED, holder=id_of(path, BERG))
    assert holds(path, SHARED) == {BERG: "opposes", UNION: "open"}
    assert f'name="id" value="{SHARED}"' in answer.text
    with open_record(path, write=False) as record:
        seen = coding(record, QUESTION, SHARED, who="Kim Park").seen
    decided(web, "neutral", SHARED, seen=seen, holder=id_of(path, UNION))
    assert holds(path, SHARED) == {BERG: "opposes", UNION: "neutral"}


def test_the_return_key_in_a_field_decides_nothing(web: TestClient, path: Path) -> None:
    page = web.get(CODE, params={"question": QUESTION}).text
    first = re.search(r'<form id="decide".*?(<button[^>]*>)', page, re.DOTALL)
    assert first
    assert 'value=""' in first[1]
    answer = decided(web, "", other=BERG)
    assert answer.status_code == 422
    assert "Choose what the statement says" in answer.text
    assert f'value="{BERG}"' in answer.text
    assert decisions(path) == []


def test_what_somebody_decided_meanwhile_is_shown_first(web: TestClient, path: Path) -> None:
    code(path, OPPOSES, "edit", "Lee Duarte", stance="open")
    answer = decided(web, "accept")
    assert answer.status_code == 409
    assert "Lee Duarte" in answer.text
    assert len(decisions(path)) == 1


def test_a_form_that_is_sent_twice_decides_once(web: TestClient, path: Path) -> None:
    decided(web, "neutral")
    assert decided(web, "neutral").status_code == 200
    assert len(decisions(path)) == 1
    assert decided(web, "opposes").status_code == 409, "another choice is another decision"


def test_a_decision_is_taken_back(web: TestClient, path: Path) -> None:
    page = decided(web, "neutral").text
    number = re.search(r'name="decision" value="(\d+)"', page)
    assert number
    asked = address(CODE, question=QUESTION)
    answer = sent(web, address(f"{CODE}/undo", question=QUESTION), of=asked, data={"decision": number[1]})
    assert f'name="id" value="{OPPOSES}"' in answer.text
    assert holds(path) == {HOLT: "opposes"}
    assert 'name="decision"' not in answer.text


def test_what_is_skipped_comes_back_at_the_end(web: TestClient) -> None:
    seen, page = [], web.get(CODE, params={"question": QUESTION}).text
    for _ in range(5):
        seen.append(re.search(r'name="id" value="(\w+)"', page)[1])  # type: ignore[index]
        skip = re.search(r'href="([^"]*)" data-key="k"', page)
        assert skip
        page = web.get(unescape(skip[1])).text
    assert seen == [OPPOSES, SHARED, OPEN, SUPPORTS, OPPOSES]
    back = re.search(r'href="([^"]*)" data-key="u"', page)
    assert back
    assert f'name="id" value="{seen[-1]}"' in web.get(unescape(back[1])).text


def test_a_decision_that_was_taken_back_is_skipped_like_any_other(web: TestClient) -> None:
    decided(web, "accept")
    undone = sent(web, f"{CODE}/undo?question={QUESTION}", of=f"{CODE}?question={QUESTION}", data={"decision": "1"})
    assert f'name="id" value="{OPPOSES}"' in undone.text
    skip = re.search(r'href="([^"]*)" data-key="k"', undone.text)
    assert skip and f'name="id" value="{SHARED}"' in web.get(unescape(skip[1])).text


def test_previous_leads_back(web: TestClient) -> None:
    page = web.get(CODE, params={"question": QUESTION}).text
    assert 'data-key="p"' not in page
    page = web.get(unescape(re.search(r'href="([^"]*)" data-key="k"', page)[1])).text  # type: ignore[index]
    page = web.get(unescape(re.search(r'href="([^"]*)" data-key="p"', page)[1])).text  # type: ignore[index]
    assert f'name="id" value="{OPPOSES}"' in page


def test_unrelated_statements_come_when_asked_for(web: TestClient) -> None:
    assert "5 left" in web.get(CODE, params={"question": QUESTION, "unrelated": "yes"}).text
    assert web.get(f"{CODE}.json", params={"question": QUESTION}).json()["left"] == 4


def test_a_statement_that_was_not_proposed_is_coded(web: TestClient, path: Path) -> None:
    with open_record(path) as record:
        other = record.ask("Should the harbour be dredged?", who="Kim Park").id
    page = web.get(CODE, params={"question": other, "statement": OPPOSES}).text
    assert "Nothing was proposed of it" in page
    assert 'data-key="a"' not in page
    form = {"id": OPPOSES, "seen": "0", "choice": "supports"}
    sent(web, address(f"{CODE}/decide", question=other), of=address(CODE, question=other, statement=OPPOSES), data=form)
    with open_record(path, write=False) as record:
        assert [one.stance for one in record.positions(question=other).positions] == ["supports"]


def test_what_nobody_is_known_to_hold_needs_a_name(web: TestClient, path: Path) -> None:
    made = article("unnamed", said("A bridge was promised to us and a bridge will come", by=None))
    with open_record(path) as record:
        record.add_reading(*made, read_with=READ_WITH)
        coded.ask(record, QUESTION)
    (one,) = (statement.id for statement in made[1].statements)
    assert "Nobody is known to hold it" in web.get(CODE, params={"question": QUESTION, "statement": one}).text
    answer = decided(web, "accept", one)
    assert (answer.status_code, decisions(path)) == (422, [])
    assert "Name an actor of the record" in answer.text
    decided(web, "accept", one, other=HOLT)
    assert holds(path, one) == {HOLT: "supports"}


# Several coders.


def test_a_blind_coder_sees_nothing_of_what_others_decided(web: TestClient, path: Path) -> None:
    code(path, OPPOSES, "edit", "Lee Duarte", holders=[BERG], stance="neutral", note="a secret")
    blind = {"question": QUESTION, "blind": "yes"}
    page = web.get(CODE, params=blind).text
    assert "0 coded, 4 left" in page
    for hidden in ("Lee Duarte", "a secret", f"only {BERG}"):
        assert hidden not in page
    data = web.get(f"{CODE}.json", params=blind).json()["coded"]
    assert (data["by"], [one["name"] for one in data["holders"]], list(data["holds"].values())) == (
        {}, [HOLT], ["opposes"],
    )  # fmt: skip
    decided(web, "accept", queue={"blind": "yes"})
    assert "1 coded, 3 left" in web.get(CODE, params=blind).text
    with open_record(path, write=False) as record:
        (both,) = record.codings(QUESTION, by=2)
    assert sorted(both.by) == ["Kim Park", "Lee Duarte"]


def test_coders_who_differ_are_adjudicated(web: TestClient, path: Path) -> None:
    code(path, OPPOSES, "accept", "Lee Duarte", note="plain")
    code(path, OPPOSES, "edit", "Mia Sand", stance="neutral")
    code(path, SUPPORTS, "accept", "Lee Duarte")
    code(path, SUPPORTS, "accept", "Mia Sand")
    asked = {"question": QUESTION, "disputed": "yes"}
    said = words_of(web.get(CODE, params=asked).text)
    assert "0 adjudicated, 1 left" in said
    assert "Lee Duarte coded opposes" in said
    assert "plain" in said
    assert "Mia Sand coded neutral" in said
    answer = decided(web, "open", seen=2, queue={"disputed": "yes"})
    assert "Nothing to adjudicate" in answer.text
    assert decisions(path)[-1] == ("Kim Park", "edit", {"stance": "open", "adjudicates": True})
    code(path, OPPOSES, "accept", "Lee Duarte")
    assert holds(path) == {HOLT: "open"}, "it holds whatever coders decide"


def test_disputed_statements_come_one_after_the_other(path: Path) -> None:
    for statement in (OPPOSES, SUPPORTS, OPEN):
        code(path, statement, "accept", "Lee Duarte")
        code(path, statement, "reject", "Mia Sand")
    with open_record(path, write=False) as record:
        first = disputed(record, QUESTION)
        second = disputed(record, QUESTION, after=first.next)
        third = disputed(record, QUESTION, after=second.next)
    seen = [one.statement for page in (first, second, third) for one in page.coded]
    assert seen == sorted((OPPOSES, SUPPORTS, OPEN))
    assert (third.next, first.left) == (None, 3)


def test_agreement_of_coders_stands_beside_that_of_reviewers(web: TestClient, path: Path) -> None:
    assert "No statement was coded by two coders" in web.get("/agreement").text
    for statement, verdict in ((OPPOSES, "accept"), (SUPPORTS, "accept"), (OPEN, "reject"), (SHARED, "accept")):
        code(path, statement, "accept", "Lee Duarte")
        code(path, statement, verdict, "Mia Sand")
    said = words_of(web.get("/agreement").text)
    assert "They differ on 1, of which 0 are adjudicated." in said
    # Five positions: opposes, supports, open twice; neutral against unrelated. Chance: (1 + 1 + 2·2) / 25.
    kappa = (4 / 5 - 6 / 25) / (1 - 6 / 25)
    assert f"Lee Duarte and Mia Sand 5 80.0 % {kappa:.3f}" in said
    (told,) = web.get("/agreement.json").json()["positions"]
    assert told["question"]["text"] == QUESTION
    assert (told["statements"], told["disputed"]) == (4, 1)
    assert told["pairs"][0]["agreed"]["kappa"] == round(kappa, 4)


# What decisions teach.


class Teaching:
    """What learning says, without an encoder."""

    def __init__(self, *, used: bool) -> None:
        self.used, self.asked = used, 0

    def __call__(self, decided: Any, *, embed: Any) -> Learned:
        self.asked += 1
        return Learned(len(decided), 52.4, 71.2 if self.used else 50.0, self.used, embed, np.zeros((1, 5)))


def many(path: Path, count: int) -> list[str]:
    """Add so many statements about the question to the record, and code all but the last."""
    parts = [
        said(f"A bridge would be number {number} of the {number * 7} things that we need") for number in range(count)
    ]
    made = article("many", *parts)
    with open_record(path) as record:
        record.add_reading(*made, read_with=READ_WITH)
        coded.ask(record, QUESTION)
        ids = [one.id for one in made[1].statements]
        for number, one in enumerate(ids[:-1]):
            if number % 2:
                record.code(QUESTION, one, "edit", who="Kim Park", stance="open")
            else:
                record.code(QUESTION, one, "accept", who="Kim Park")
    return ids


@pytest.mark.parametrize(("used", "told"), [(True, "are corrected by it"), (False, "It is not used")])
def test_with_twenty_decisions_the_page_tells_what_they_teach(
    path: Path, monkeypatch: pytest.MonkeyPatch, used: bool, told: str
) -> None:
    teaching = Teaching(used=used)
    monkeypatch.setattr("onrecord.record.positions.learning.learn", teaching)
    monkeypatch.setattr(OpenRecord, "_embed", lambda record: None)
    monkeypatch.setattr(Learned, "judge", lambda self, utterances, judgements: list(judgements))
    last = many(path, 20)[-1]
    app = application(path, DECIDING)
    with TestClient(app, base_url="http://localhost") as web:
        assert "19 of the 20 coded statements" in web.get(CODE, params={"question": QUESTION}).text
        decided(web, "open", last)
        inner = app
        while not hasattr(inner, "state"):
            inner = inner.app  # type: ignore[attr-defined]
        inner.state.learning.close()
        said = words_of(web.get(CODE, params={"question": QUESTION}).text)
        assert "is 52 as proposed and 7" in said or "is 52 as proposed and 50 with" in said
        assert told in said
        data = web.get(f"{CODE}.json", params={"question": QUESTION}).json()
        assert data["learned"] == {"decisions": 20, "before": 52.4, "after": 71.2 if used else 50.0, "used": used}
        asked = address(CODE, question=QUESTION)
        assert teaching.asked == 1
        sent(web, address(f"{CODE}/learn", question=QUESTION), of=asked)
        assert teaching.asked == 2
    with open_record(path, write=False) as record:
        proposed = record.coded(QUESTION, OPPOSES).proposed
    assert proposed
    assert proposed.read_with == "made-up stance 1" + (" + 20 decisions" if used else "")


# Who may.


def test_readers_look_and_nothing_is_offered_where_the_record_is_only_shown(path: Path) -> None:
    with TestClient(application(path, LOOKING), base_url="http://localhost") as client:
        page = client.get(CODE, params={"question": QUESTION}).text
        assert "served to be read only" in page
        assert 'name="choice" value="opposes"' not in page
        assert decided(client, "accept").status_code == 403
        assert "Code it" not in client.get(statement_address(OPPOSES)).text
    with TestClient(application(path, Access(login=True, public=True)), base_url="http://localhost") as client:
        assert "needs the role of a reviewer" in client.get(CODE, params={"question": QUESTION}).text


def test_an_unknown_question_is_not_found(web: TestClient) -> None:
    answer = web.get(f"{CODE}.json", params={"question": "tunnel"})
    assert (answer.status_code, answer.json()["error"]["kind"]) == (404, "UnknownQuestion")
    assert web.get(CODE, params={"question": QUESTION, "statement": "f00f"}).status_code == 404
    assert web.get(CODE, params={"question": QUESTION, "after": "nonsense"}).status_code == 400


def test_a_program_codes(web: TestClient, path: Path) -> None:
    body = {"question": QUESTION, "statement": OPPOSES, "verdict": "edit", "stance": "open", "note": "by a program"}
    made = web.post("/api/code", json=body).json()
    assert (made["subject"], made["who"], made["change"]) == ("position", "Kim Park", {"stance": "open"})
    assert holds(path) == {HOLT: "open"}
    web.post("/api/code", json=body | {"stance": "neutral", "adjudicate": True})
    assert holds(path) == {HOLT: "neutral"}
    told = web.get("/api/decisions", params={"subject": "position"}).json()["decisions"]
    assert [one["number"] for one in told] == [1, 2]
    assert web.post("/api/undo", json={"decision": 2}).status_code == 200
    assert holds(path) == {HOLT: "open"}
    for wrong, status in (({"stance": "maybe"}, 400), ({"question": "tunnel"}, 404), ({"colour": "red"}, 400)):
        assert web.post("/api/code", json=body | wrong).status_code == status


# Other pages.


def test_an_actor_page_says_where_the_actor_stands_and_since_when(web: TestClient, path: Path) -> None:
    with open_record(path) as record:
        record.code(QUESTION, OPEN, "reject", who="Lee Duarte")
    page = web.get(actor_address(id_of(path, HOLT))).text
    said = words_of(page)
    assert (
        "Changed on 2024-06-01: opposes it before, supports it since, in 2 statements, 2024-05-01 to 2024-06-01."
        in said
    )
    assert "Changed on 2024-06-01: opposes before , supports since" in said
    assert f'href="{statement_address(OPPOSES)}">before</a>' in page
    assert page.index(FOR) < page.index(AGAINST), "the newest first"
    (told,) = web.get(actor_address(id_of(path, HOLT)) + ".json").json()["positions"]
    assert (told["summary"]["kind"], told["summary"]["changed"]) == ("changed", "2024-06-01")
    assert [one["stance"] for one in told["positions"]] == ["supports", "opposes"]
    assert "Positions" not in words_of(web.get(actor_address(id_of(path, HOLT)) + "?act=denies").text)


def test_positions_of_an_actor_quoted_often_are_kept_until_the_record_changes(
    web: TestClient, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(record: Any, id_: str) -> Any:
        asked.append(id_)
        return stands_of(record, id_)

    monkeypatch.setattr(actor, "_OFTEN", 0)
    monkeypatch.setattr(actor, "stands_of", counted)
    place = f"{actor_address(id_of(path, BERG))}.json"
    first = web.get(place).json()["positions"]
    assert web.get(place).json()["positions"] == first
    assert len(asked) == 1
    code(path, SHARED, "edit", "Lee Duarte", stance="opposes")
    (told,) = web.get(place).json()["positions"]
    assert [one["stance"] for one in told["positions"]] == ["opposes"]
    assert len(asked) == 2


def test_an_actor_of_whom_little_is_known_has_no_more_said_of_it(web: TestClient, path: Path) -> None:
    said = words_of(web.get(actor_address(id_of(path, UNION))).text)
    assert "Leaves it open, by one statement, 2024-06-02, dated by publication." in said
    assert "consistent" not in said.lower()


def test_a_statement_page_says_what_it_says_to_questions_and_who_decided(web: TestClient, path: Path) -> None:
    page = web.get(statement_address(OPPOSES)).text
    assert "Proposed, 50 % · unsure; nobody has decided" in words_of(page)
    assert unescape(page).count(f"{CODE}?question=") == 1
    code(path, OPPOSES, "accept", "Lee Duarte")
    code(path, OPPOSES, "reject", "Mia Sand")
    said = words_of(web.get(statement_address(OPPOSES)).text)
    assert "unrelated Coded by Lee Duarte and Mia Sand , who differ: the last one holds" in said
    code(path, OPPOSES, "edit", "Ada Rill", stance="open", adjudicate=True)
    said = words_of(web.get(statement_address(OPPOSES)).text)
    assert f"open {HOLT} Adjudicated by Ada Rill , coded by Lee Duarte and Mia Sand" in said
    assert f"Lee Duarte accepted its position on “{QUESTION}”" in said
    assert f"Ada Rill adjudicated its position on “{QUESTION}”: stance open" in said
    (told,) = web.get(f"{statement_address(OPPOSES)}.json").json()["positions"]
    assert [one["stance"] for one in told["positions"]] == ["open"]
    assert told["coded"]["adjudicated"]["who"] == "Ada Rill"


def test_a_statement_that_is_about_no_question_is_coded_from_its_page(web: TestClient, question: str) -> None:
    page = web.get(statement_address(UNRELATED)).text
    assert "not known to be about any of the questions" in page
    assert f'<option value="{question}">{QUESTION}</option>' in page
    assert f'name="id" value="{UNRELATED}"' in web.get(CODE, params={"question": question, "statement": UNRELATED}).text


def test_the_log_tells_codings_in_words(web: TestClient, path: Path) -> None:
    code(path, OPPOSES, "edit", "Lee Duarte", stance="open", holders=[BERG])
    with open_record(path) as record:
        record.change_question(QUESTION, description="not a tunnel", who="Kim Park")
    page = web.get("/decisions").text
    said = words_of(page)
    assert f"on “{QUESTION}”: stance open; held by {BERG}" in said
    assert f"changed “{QUESTION}”: description not a tunnel" in said
    assert AGAINST in said
    assert f'href="{statement_address(OPPOSES)}">To the statement' in page
    assert f"{CODE}?question=" in page
    assert "changed" not in words_of(web.get("/decisions", params={"subject": "position"}).text)


def test_what_a_choice_decides(path: Path) -> None:
    with open_record(path) as record:
        view = coding(record, QUESTION, OPPOSES, who="Kim Park")
        assert decided_by(view, "opposes") == {"verdict": "accept"}
        assert decided_by(view, "accept", other="A; B") == {
            "verdict": "edit",
            "stance": "opposes",
            "holders": ["A", "B"],
        }
        assert decided_by(view, "unrelated", holder="x") == {"verdict": "reject", "holder": "x"}
        record.code(QUESTION, OPPOSES, "edit", who="Lee Duarte", stance="open")
        again = coding(record, QUESTION, OPPOSES, who="Kim Park")
        assert decided_by(again, "opposes") == {"verdict": "edit", "stance": "opposes"}


def test_both_hold_what_two_said_together(path: Path) -> None:
    with open_record(path, write=False) as record:
        view = coding(record, QUESTION, SHARED, who="Kim Park")
    assert [one.name for one in view.holders] == [BERG, UNION]
    assert view.evidence.statement.quote(view.evidence.text).strip("“”") == BOTH


def test_the_json_of_an_article_has_its_positions_in_the_form_of_the_schema(web: TestClient, path: Path) -> None:
    code(path, OPPOSES, "edit", "Lee Duarte", stance="open")
    with open_record(path, write=False) as record:
        articles = [record.statement(one)[0].article.id for one in (OPPOSES, SHARED)]
        asked = record.question(QUESTION).id
    for id_ in articles:
        told = web.get(f"{article_address(id_)}.json").json()
        assert [error.message for error in Draft202012Validator(schema()).iter_errors(told)] == []
        assert told["questions"] == [{"id": asked, "text": QUESTION}]
        from_json(told)  # reads what it knows
    both = [(one["actor"]["name"], one["stance"], one["decided_by"]) for one in told["statements"][0]["positions"]]
    assert both == [(BERG, "open", []), (UNION, "open", [])]
    (own,) = web.get(f"{article_address(articles[0])}.json").json()["statements"][0]["positions"]
    assert (own["question"], own["stance"], own["proposed"], own["decided_by"]) == (
        asked, "open", "opposes", ["Lee Duarte"]
    )  # fmt: skip


def test_notes_of_an_article_say_what_is_sure_or_decided(web: TestClient, path: Path) -> None:
    with open_record(path, write=False) as record:
        id_ = record.statement(SHARED)[0].article.id
    page = web.get(article_address(id_)).text
    assert f"stance open : {QUESTION}" in words_of(page)
    assert f"stance supports : {QUESTION}" in words_of(page)
    code(path, SHARED, "edit", "Lee Duarte", holder=BERG, stance="opposes")
    assert f"stance {BERG} opposes , {UNION} open : {QUESTION} coded" in words_of(web.get(article_address(id_)).text)
