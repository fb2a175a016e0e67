"""Questions and who stands where on them: pages, their data, files, and what is asked, judged and closed there."""

import csv
import io
import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import etree

from onrecord import open_record
from onrecord.exports.dna.reading import read_dna
from onrecord.exports.feed import ATOM
from onrecord.record.families import sqlite as families_sqlite
from onrecord.record.positions import sqlite as positions_sqlite
from onrecord.web.app import application
from onrecord.web.background.jobs import Job, Jobs
from onrecord.web.background.judging import judging
from onrecord.web.reading import Networks
from onrecord.web.records import Records
from onrecord.web.rendering import actor_address, question_address
from tests.made_utterances import READ_WITH, article, said
from tests.positions.made_agreement import agreeing
from tests.positions.made_positions import everything
from tests.record.test_families import Words as NoEncoder
from tests.web.api.test_described import inner
from tests.web.conftest import DECIDING, LOOKING
from tests.web.forms import sent
from tests.web.questioned import (
    AGAINST,
    BERG,
    BRIDGE,
    DAHL,
    DREDGING,
    FOR,
    HOLT,
    LUND,
    MOE,
    OPEN,
    RAE,
    SILENT,
    VIK,
    WordsJudge,
    questioned,
)

LONG = 60.0


@pytest.fixture(autouse=True)
def _no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families_sqlite, "_sentences", NoEncoder)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record as it is at first; tests take a copy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(families_sqlite, "_sentences", NoEncoder)
        return questioned(tmp_path_factory.mktemp("questions") / "a.record")


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "a.record"))


@pytest.fixture
def pages(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The pages of somebody who decides; all statements are candidates, and judged by words."""
    with client(path, monkeypatch) as found:
        yield found


def client(path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    def near(connection: Any, question: Any, limit: int, sentences: Any) -> Any:
        with open_record(path, write=False) as record:
            return everything(record)

    monkeypatch.setattr(positions_sqlite, "_near", near)
    app = application(path, DECIDING)
    inner(app).state.networks.judge = WordsJudge({BRIDGE: "bridge", DREDGING: "dredged", "Is it cold?": "bridge"})
    return TestClient(app, base_url="http://localhost")


@pytest.fixture
def at(path: Path) -> str:
    """Where the question of the bridge stands."""
    return address_of(path, BRIDGE)


def address_of(path: Path, text: str) -> str:
    with open_record(path, write=False) as record:
        return question_address(record.question(text).id)


def actor_of(path: Path, name: str) -> str:
    with open_record(path, write=False) as record:
        return record.actor(name).id


def judged(pages: TestClient, answer: Any) -> dict[str, Any]:
    """The job that a form began, once it has ended."""
    assert answer.status_code == 200, answer.text
    until = time.monotonic() + LONG
    while True:
        job: dict[str, Any] = pages.get(f"{answer.url.path}.json").json()
        if job["state"] not in ("waiting", "running"):
            return job
        assert time.monotonic() < until, job
        time.sleep(0.02)


def section(page: str, id_: str) -> str:
    """The part of a page under a heading."""
    found = re.search(rf'<section[^>]*aria-labelledby="{id_}">(.*?)\n</section>', page, re.DOTALL)
    return found[1] if found else ""


def shown(html: str) -> str:
    """The words that stand there."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# The list.


def test_a_newcomer_is_told_what_a_question_is_and_asks_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new.record"
    with open_record(path) as record:
        record.add_reading(*article("one", said(FOR, by=HOLT)), read_with=READ_WITH)
    with client(path, monkeypatch) as pages:
        page = pages.get("/questions").text
        assert "Should the ferry be replaced by a bridge?" in page
        assert "silence is not taking no side" in page
        answer = sent(pages, "/questions", data={"text": BRIDGE, "synonyms": "crossing, span\nlink", "since": "2024"})
        job = judged(pages, answer)
        assert (job["state"], job["done"], job["total"], job["statements"]) == ("done", 1, 1, 1)
        assert job["told"] == "1 statement looked at, 1 of them judged now: 1 is about the question."
        assert f'href="{address_of(path, BRIDGE)}"' in pages.get(answer.url.path).text
        (one,) = pages.get("/questions.json").json()["questions"]
        assert (one["text"], one["synonyms"], one["since"]) == (BRIDGE, ["crossing", "span", "link"], "2024-01-01")
        assert (one["judged"], one["related"], one["coded"], one["actors"]) == (1, 1, 0, {"supports": 1})
        assert (one["asked_by"], "Ask the first question" in pages.get("/questions").text) == ("Kim Park", False)


def test_questions_stand_with_what_is_known_and_closed_ones_apart(pages: TestClient, path: Path, at: str) -> None:
    bridge, _ = pages.get("/questions.json").json()["questions"]
    assert (bridge["judged"], bridge["related"]) == (15, 9)
    assert bridge["actors"] == {"supports": 2, "opposes": 2, "open": 1, "neutral": 1, "mixed": 1}
    page = pages.get("/questions").text
    assert page.index(f">{BRIDGE}<") < page.index(f">{DREDGING}<") and "Closed" not in page
    assert "9 statements about it of 15 judged · 8 positions" in shown(page)
    sent(pages, "/questions/close", of="/questions", data={"question": bridge["id"]})
    page = pages.get("/questions").text
    assert page.index(f">{DREDGING}<") < page.index(">Closed<") < page.index(f">{BRIDGE}<")
    assert [one["text"] for one in pages.get("/questions.json").json()["questions"]] == [DREDGING, BRIDGE]
    assert BRIDGE not in pages.get("/matrix").text
    assert "<b>Closed.</b>" in pages.get(at).text and HOLT in pages.get(at).text
    sent(pages, "/questions/close", of="/questions", data={"question": bridge["id"], "closed": "false"})
    assert BRIDGE in pages.get("/matrix").text


def test_what_is_not_a_question_says_what_to_do(pages: TestClient) -> None:
    for data in ({"text": " ? "}, {"text": BRIDGE, "since": "soon"}, {"text": BRIDGE, "synonyms": "a," * 51 + "b"}):
        answer = sent(pages, "/questions", data=data, headers={"accept": "text/html"})
        assert answer.status_code == 400
    answer = pages.get("/question/nothing", headers={"accept": "text/html"})
    assert answer.status_code == 404 and BRIDGE in answer.text.replace("&#39;", "'")
    assert pages.get("/question/nothing.json").json()["error"]["kind"] == "UnknownQuestion"


def test_a_question_is_changed_and_judged_again(pages: TestClient, path: Path, at: str) -> None:
    data = {"question": BRIDGE, "description": "nor a tunnel", "synonyms": "span", "since": "2024-05-02"}
    answer = sent(pages, "/questions/change", of=at, data=data)
    assert answer.url.path == at
    question = pages.get(f"{at}.json").json()["question"]
    assert (question["description"], question["synonyms"], question["since"]) == (
        "nor a tunnel",
        ["span"],
        "2024-05-02",
    )
    assert sent(pages, "/questions/change", of=at, data=data).status_code == 400  # nothing changes
    with open_record(path) as record:
        record.add_reading(*article("three", said(FOR, by=VIK)), read_with=READ_WITH)
    job = judged(pages, sent(pages, "/questions/judge", of=at, data={"question": question["id"]}))
    assert (job["total"], job["told"][:13], job["question"]) == (1, "16 statements", question["id"])
    job = judged(pages, sent(pages, "/questions/judge", of="/questions", data={}))
    assert (job["title"], job["total"], job["done"], job["question"]) == ("All open questions", 2, 2, None)


def test_judging_is_stopped_and_what_was_judged_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_record(path) as record:
        one = record.ask("Is it cold?", who="Kim Park")
        candidates = everything(record)
    monkeypatch.setattr(positions_sqlite, "_near", lambda *_: candidates)
    monkeypatch.setattr(positions_sqlite, "AT_ONCE", 2)
    jobs, records = Jobs(), Records(path)

    class Stopping(WordsJudge):
        def judge(self, question: str, utterances: Any) -> Any:
            job.stopping.set()
            return super().judge(question, utterances)

    networks = Networks()
    monkeypatch.setattr(networks, "judge", Stopping({"Is it cold?": "bridge"}))
    monkeypatch.setattr(networks, "give_up_reader", lambda: None)
    job = Job(1, "judging", one.text, None, judging([one.id], records=records, networks=networks), 0)
    job.run()
    assert (job.progress.state, job.progress.done, job.progress.total) == ("stopped", 2, 15)
    with open_record(path, write=False) as record:
        assert record.question_counts()[one.id].judged == 2
    jobs.close()


# One question.


def test_who_agrees_in_so_many_words_stands_on_the_pages_of_actors_and_of_the_network(path: Path) -> None:
    with open_record(path) as record:
        record.add_reading(*agreeing(), read_with=READ_WITH)
        asked = record.question(BRIDGE)
        record.judge(asked.id, judge=WordsJudge(), candidates=everything(record))
        actors = [actor_address(record.actor(name).id) for name in (HOLT, BERG, LUND)]
    with TestClient(application(path, LOOKING), base_url="http://localhost") as pages:
        for place in (*actors[:2], "/network"):
            words = shown(pages.get(place).text)
            assert f"{HOLT} agrees with {BERG} “agreed with {BERG}”" in words
            assert f"On {BRIDGE}" in words
            (told,) = pages.get(f"{place}.json").json()["agreements"]
            assert (told["relation"], told["questions"]) == ("agrees", [asked.id])
        assert 'id="agreements"' not in pages.get(actors[2]).text
        assert pages.get(f"{actors[2]}.json").json()["agreements"] == []
        assert pages.get("/network.json", params={"since": "2030"}).json()["agreements"] == []


def test_a_question_has_a_feed_of_its_positions(pages: TestClient, at: str) -> None:
    page = pages.get(at).text
    assert page.count(f'href="{at}.atom"') == 2 and 'rel="alternate" type="application/atom+xml"' in page
    answer = pages.get(f"{at}.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed: Any = etree.fromstring(answer.content)
    names = {"a": ATOM}
    assert feed.xpath("a:title/text()", namespaces=names) == [f"Onrecord: {BRIDGE}"]
    assert feed.xpath("a:link[@rel='self']/@href", namespaces=names) == [f"http://localhost{at}.atom"]
    entries = feed.xpath("a:entry", namespaces=names)
    told = pages.get(f"{at}.json").json()["positions"]
    assert len(entries) == len(told) == len(set(feed.xpath("a:entry/a:id/text()", namespaces=names)))
    own = next(one for one in entries if f"{RAE} leaves it open" in one.findtext(f"{{{ATOM}}}title"))
    assert own.find(f"{{{ATOM}}}category").get("term") == "open"
    assert OPEN in own.findtext(f"{{{ATOM}}}summary") and "2024-05-03" in own.findtext(f"{{{ATOM}}}summary")
    assert "proposed by a machine" in own.findtext(f"{{{ATOM}}}summary")
    assert pages.get("/question/nothing.atom").status_code == 404


def test_actors_stand_in_groups_by_what_may_be_said_of_them(pages: TestClient, at: str) -> None:
    data = pages.get(f"{at}.json").json()
    groups = [(one["actor"]["name"], one["group"], one["summary"]["words"]) for one in data["actors"]]
    assert groups == [
        (LUND, "supports", "supports it, by one statement, 2024-05-01"),
        (HOLT, "supports", "supports it, by one statement, 2024-05-01"),
        (BERG, "opposes", "opposes it, by one statement, 2024-05-02"),
        (DAHL, "opposes", "opposes it, by one statement, 2024-05-02"),
        (RAE, "open", "leaves it open, by one statement, 2024-05-03"),
        (MOE, "changed", "changed on 2024-06-02: supports it before, opposes it since, in 2 statements, "
                         "2024-05-01 to 2024-06-02"),
        (VIK, "neutral", "speaks of it and takes no side, by one statement, 2024-05-07, dated by publication"),
    ]  # fmt: skip
    page = pages.get(at).text
    who = shown(section(page, "who"))
    assert "2 support it" in who and "Supports it, by one statement, 2024-05-01." in who
    assert f"“{FOR}”" in who and "/statement/" in section(page, "who")


def test_silence_is_told_apart_from_taking_no_side(pages: TestClient, at: str) -> None:
    assert [one["name"] for one in pages.get(f"{at}.json").json()["silent"]] == [SILENT]
    page = pages.get(at).text
    assert "1 actor on record about other questions, not about this one" in shown(page)
    row = re.search(rf"<tr><th[^>]*>(?:(?!</tr>).)*{SILENT}.*?</tr>", pages.get("/matrix").text, re.DOTALL)
    assert row and row[0].count("not on record") == 1 and row[0].count('class="evidence"') == 1
    assert VIK not in shown(row[0])


def test_a_change_of_position_stands_with_both_statements(pages: TestClient, at: str) -> None:
    turns = section(pages.get(at).text, "turns")
    assert f"{MOE}" in turns and FOR in turns and AGAINST in turns
    assert f"{MOE} changed on 2024-06-02: supports before, opposes since" in shown(turns)
    (change,) = pages.get(f"{at}.json").json()["changes"]
    assert (change["actor"]["name"], change["before"]["stance"], change["after"]["stance"]) == (
        MOE, "supports", "opposes",
    )  # fmt: skip


def test_doubtful_proposals_stand_apart_until_they_are_asked_for(pages: TestClient, at: str) -> None:
    page = pages.get(at).text
    assert "1 proposal of which the model is not sure, left out above" in shown(section(page, "doubtful"))
    plain, all_ = (pages.get(f"{at}.json{query}").json() for query in ("", "?doubtful=true"))
    assert len(all_["positions"]) == len(plain["positions"]) + 1
    assert len(plain["doubtful"]) == len(all_["doubtful"]) == 1


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("since=2024-05-03", {MOE, RAE, VIK}),
        ("until=2024-05-01", {HOLT, LUND, MOE}),
        ("since=2024-06&until=2024-06", {MOE}),
        ("told=relayed", set()),
        ("told=own&until=2024-05-02", {HOLT, LUND, MOE, BERG, DAHL}),
    ],
)
def test_positions_are_narrowed_everywhere_and_in_files(
    pages: TestClient, at: str, query: str, names: set[str]
) -> None:
    data = pages.get(f"{at}.json?{query}").json()
    assert {one["actor"]["name"] for one in data["positions"]} == names
    assert {one["name"] for one in data["matrix"]["actors"]} == names
    assert {one["name"] for one in data["network"]["nodes"]} <= names
    page = pages.get(f"{at}?{query}").text
    assert ("Nobody is on record about it under these filters" in page) == (not names)
    csv_address = re.search(r'href="(/positions\.csv\?[^"]*)"', page)
    assert csv_address
    rows = csv.DictReader(io.StringIO(pages.get(csv_address[1].replace("&amp;", "&")).text))
    assert {row["actor"] for row in rows} == names


def test_one_actor_alone_stands_with_every_statement(pages: TestClient, path: Path, at: str) -> None:
    page = pages.get(f"{at}?actor={actor_of(path, MOE)}").text
    who = section(page, "who")
    assert "Only <b" in who and HOLT not in shown(page)
    assert f"opposes “{AGAINST}”" in shown(who) and f"supports “{FOR}”" in shown(who)
    assert 'class="matrix"' not in page
    assert pages.get(f"{at}?actor=Nobody").status_code == 404


def test_words_of_whoever_is_mixed_have_their_stance(pages: TestClient, path: Path, at: str) -> None:
    words = "After all that I heard, my answer is that some bridge is welcome"
    with open_record(path) as record:
        record.add_reading(*article("three", said(words, by=MOE, on="2024-07-01")), read_with=READ_WITH)
        record.judge(BRIDGE, judge=WordsJudge(), candidates=everything(record))
    assert f"supports “{words}”" in shown(section(pages.get(at).text, "g-mixed"))


def test_words_of_a_question_stand_for_it(pages: TestClient, at: str) -> None:
    assert pages.get("/question/ferry%20bridge.json").json() == pages.get(f"{at}.json").json()
    assert f'action="{at}"' in pages.get("/question/ferry%20bridge").text


def test_a_bad_day_and_a_normalisation_that_is_none_are_told(pages: TestClient, at: str) -> None:
    for query in ("since=soon", "kind=congruence&normalisation=activity", "kind=friends", "stance=open"):
        assert pages.get(f"{at}?{query}").status_code == 400, query
    for place in (at, "/network"):
        answer = pages.get(f"{place}?kind=congruence&normalisation=activity", headers={"accept": "text/html"})
        assert answer.status_code == 400 and "It is drawn without." in shown(answer.text)
        assert 'role="alert"' in answer.text and "<svg" in answer.text and "Draw</button>" in answer.text
        told = pages.get(f"{place}.json?kind=congruence&normalisation=activity")
        assert (told.status_code, told.json()["error"]["kind"]) == (400, "NoSuchNormalisation")


# All questions.


def test_who_took_both_sides_is_mixed_and_shown_by_a_statement_of_each(pages: TestClient) -> None:
    row = re.search(rf"<tr><th[^>]*>(?:(?!</tr>).)*{MOE}.*?</tr>", pages.get("/matrix").text, re.DOTALL)
    assert row and row[0].count('class="chart-mixed"') == 1 and row[0].count('class="one-said"') == 2
    words = shown(row[0])
    assert "mixed: supports (1), opposes (1)" in words and FOR in words and AGAINST in words
    assert "mixed: supports 1, opposes 1" in pages.get("/matrix.csv").text


def test_the_matrix_has_its_evidence_in_the_page(pages: TestClient, path: Path) -> None:
    page = pages.get("/matrix").text
    row = re.search(rf"<tr><th[^>]*>(?:(?!</tr>).)*{HOLT}.*?</tr>", page, re.DOTALL)
    assert row and row[0].count('class="evidence"') == 2
    assert f"“{FOR}”" in row[0] and "2024-05-01" in row[0] and "/statement/" in row[0]
    assert f'href="{address_of(path, BRIDGE)}?actor={actor_of(path, HOLT)}"' in row[0]
    data = pages.get("/matrix.json").json()
    assert (data["actors_of"], data["questions_of"], data["pages"], data["columns"]) == (8, 2, 1, 1)
    assert len(data["cells"]) == 7 + 5
    for order in ("name", "camp"):
        assert {one["name"] for one in pages.get(f"/matrix.json?order={order}").json()["actors"]} == {
            HOLT, LUND, BERG, DAHL, MOE, RAE, VIK, SILENT,
        }  # fmt: skip
    assert "Camp 1" in pages.get("/matrix?order=camp").text
    assert "To the beginning" in pages.get("/matrix?page=2").text


def test_the_matrix_shows_a_decision_at_once(pages: TestClient, path: Path) -> None:
    def stance() -> list[str]:
        cells = pages.get("/matrix.json").json()["cells"]
        return [one["stance"] for one in cells if one["actor"] == actor_of(path, BERG)]

    assert stance() == ["opposes", "supports"]
    with open_record(path) as record:
        (position,) = record.positions(question=BRIDGE, actor=BERG).positions
        record.code(BRIDGE, position.statement, "edit", who="Lee", stance="open")
    assert stance() == ["open", "supports"]


def test_camps_that_are_opposed_share_common_ground(pages: TestClient, path: Path, at: str) -> None:
    data = pages.get("/common-ground.json").json()
    (ground,) = data["common_ground"]
    assert (ground["question"]["text"], ground["stance"], ground["thin"]) == (DREDGING, "supports", False)
    sides = [{one["name"] for one in side["actors"]} for side in ground["sides"]]
    assert sorted((side - {SILENT} for side in sides), key=min) == [{LUND, HOLT}, {BERG, DAHL}]
    page = shown(pages.get("/common-ground").text)
    assert "both support it" in page and BRIDGE in page
    assert DREDGING in section(pages.get(at).text, "ground")
    assert "Here they agree" in pages.get(address_of(path, DREDGING)).text


def test_where_there_is_no_common_ground_the_page_says_why(tmp_path: Path) -> None:
    path = tmp_path / "empty.record"
    with open_record(path):
        pass
    with TestClient(application(path, LOOKING), base_url="http://localhost") as pages:
        for page in ("/questions", "/matrix", "/network", "/common-ground"):
            assert 'class="empty"' in pages.get(page).text
        for page in ("/matrix", "/network", "/common-ground"):
            told = pages.get(page).text
            assert 'No question is open. <a href="/questions">Ask one</a>' in told and "Narrow down" not in told
        assert "Ask the first question" not in pages.get("/questions").text  # who only looks asks nothing


def test_the_network_is_drawn_as_it_is_asked_for(pages: TestClient, at: str) -> None:
    data = pages.get("/network.json?kind=congruence&normalisation=jaccard&duplicates=month").json()
    assert (data["kind"], data["normalisation"], data["duplicates"]) == ("congruence", "jaccard", "month")
    assert data["camps"] and all(0 < one["weight"] <= 1 for one in data["edges"])
    assert "Congruence network" in pages.get("/network?kind=congruence").text
    assert "Affiliation network" in pages.get(f"{at}?kind=affiliation").text
    questions = pages.get("/network.json?over=questions&kind=congruence").json()
    assert {one["mode"] for one in questions["nodes"]} == {"question"}
    assert 'value="congruence" selected' in pages.get("/network?kind=congruence").text


def test_files_have_what_the_pages_show(pages: TestClient, path: Path, tmp_path: Path) -> None:
    with open_record(path, write=False) as record:
        id_ = record.question(BRIDGE).id
    lines = pages.get(f"/positions.jsonl?question={id_}").text.splitlines()
    assert len(lines) == 8 and {json.loads(one)["question"] for one in lines} == {id_}
    rows = list(csv.reader(io.StringIO(pages.get("/matrix.csv").text)))
    assert rows[0][0] == "actor" and len(rows) == 9
    ground = list(csv.DictReader(io.StringIO(pages.get("/common-ground.csv").text)))
    assert {row["actor"] for row in ground} == {HOLT, LUND, BERG, DAHL, SILENT}
    for form, begins in (("graphml", "<?xml"), ("gexf", "<?xml"), ("dl", "dl"), ("csv", "source")):
        for question in ("", f"question={id_}"):
            answer = pages.get(f"/network/{form}?{question}")
            assert answer.text.startswith(begins), answer.text[:50]
            assert answer.headers["content-disposition"] == f'attachment; filename="network.{form}"'
    for name in ("matrix", "network", "over-time"):
        assert pages.get(f"/drawing/{name}.svg?question={id_}").text.startswith("<svg")
        assert pages.get(f"/drawing/{name}.csv?question={id_}").text
    file = tmp_path / "positions.dna"
    file.write_bytes(pages.get(f"/positions.dna?question={id_}").content)
    assert len(read_dna(file).codings) == 8
    assert pages.get("/positions.xml").status_code == 400


# What is kept.


def test_who_reads_is_shown_the_older_result_while_a_long_one_is_made(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.web import kept as keeping

    monkeypatch.setattr(keeping, "LONG", -1.0)  # so that everything is long
    found = keeping.Kept(Records(path))
    made = iter(range(10))

    def make(record: Any) -> int:
        return next(made)

    assert [found.of("a", make), found.of("a", make)] == [0, 0]
    with open_record(path) as record:
        record.ask("Is it cold?", who="Kim")
    assert found.of("a", make) == 0
    for thread in list(found._beside.values()):
        thread.join()
    assert found.of("a", make) == 1
    found.close()


def test_what_a_result_rests_on_is_new_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.web import kept as keeping

    monkeypatch.setattr(keeping, "LONG", -1.0)
    found = keeping.Kept(Records(path))
    made = iter(range(10))
    outer = lambda record: found.of("inner", lambda _: next(made))  # noqa: E731
    assert found.of("outer", outer) == 0
    with open_record(path) as record:
        record.ask("Is it cold?", who="Kim")
    found.of("outer", outer)
    for thread in list(found._beside.values()):
        thread.join()
    assert found.of("outer", outer) == 1
    found.close()


def test_a_page_stays_small_where_hundreds_have_positions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "many.record"
    about = [f"Should {name} be built before the ferry is given up?" for name in ("a bridge", "a tunnel", "a quay")]
    letters = [f"{one}{other}" for one in "bdfgklmnprst" for other in "aeiouyäöüå"]
    with open_record(path) as record, record.batch():
        for number in range(120):
            by = f"{chr(65 + number % 26)}na {chr(65 + number // 26)}kerlund"
            # As long as a long sentence, and nothing like what anybody else said.
            words = " ".join(f"{letters[number]}{other}n" for other in letters[:40])
            record.add_reading(*article(f"of {number}", said(f"{words} {number}", by=by)), read_with=READ_WITH)
        for text in about:
            question = record.ask(text, who="Kim Park").id
            record.judge(question, judge=WordsJudge({text: "7"}), candidates=everything(record))
    with client(path, monkeypatch) as pages:
        for address in (question_address(question), "/matrix", "/network", "/common-ground", "/questions"):
            page = pages.get(address)
            assert page.status_code == 200 and len(page.content) < 150_000, address
