"""Actors as pages: listed, shown, charted, merged, split and taken back."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from onrecord.actors.directory import Actor
from onrecord.actors.directory import Role as Office
from onrecord.model import Act, Speaker, Statement, Words
from onrecord.record import Decision, Record, open_record
from onrecord.web.access.policy import Access
from onrecord.web.access.values import Role, Visitor
from onrecord.web.app import application
from onrecord.web.deciding import may_undo
from tests.made_articles import READ_WITH, Made, made, with_statements
from tests.made_articles import statement as made_statement
from tests.web.forms import sent

KIM = Access(login=False, who="Kim Park")
LOOKING = Access(login=False, read_only=True)
HOSTILE = "<script>alert(1)</script>"


def article(
    number: int, *speakers: Speaker, published: str, outlet: str = "Ledger", acts: tuple[Act, ...] = ()
) -> Made:
    """An article with a statement by each speaker."""
    paragraphs = tuple(f"The ferry number {number} of speaker {at} stays." for at in range(len(speakers)))
    pair = made(number, paragraphs=paragraphs, headline=f"Ferry {number}", published=published, outlet=outlet)
    text = pair[1].article.latest.text
    every: tuple[Act, ...] = (*acts, *(("states",) * 9))
    statements = [
        replace(
            made_statement(text, content=paragraph), speakers=(speaker,), act=act, venue=Words("a press conference")
        )
        for paragraph, speaker, act in zip(paragraphs, speakers, every, strict=False)
    ]
    return with_statements(pair, *statements)


def person(name: str, role: str | None = None) -> Speaker:
    return Speaker(name, "person", Words(role) if role else None, Words(name))


def add(record: Record, *articles: Made) -> list[Statement]:
    for one in articles:
        record.add_reading(*one, read_with=READ_WITH)
    return [statement for one in articles for statement in one[1].statements]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A mayor, a surname alone that may be hers, a goalkeeper of her name, and somebody beside her."""
    with open_record(tmp_path / "a.record", write=True) as record:
        add(
            record,
            article(1, person("Ana Brand", "mayor of Lund"), person("Rui Braga"), published="2024-05-01"),
            article(2, person("Ana Brand", "mayor"), person("Brand"), published="2024-06-09", acts=("denies",)),
            article(3, person("Ana Brand", "goalkeeper"), published="2024-06-10", outlet="Goal"),
            article(4, person(HOSTILE, "<b onload=x>"), published="2024-06-11", outlet="=1+1"),
        )
        own = next(one.actor for one in record.actors("Rui").actors)
        ministers = Actor(
            "x1",
            own.name,
            "person",
            (own.name,),
            (Office("minister", "Norvia", date(2020, 1, 1), None, "import"),),
            {"wikidata": "Q42", "viaf": "javascript:alert(1)"},
        )
        record.import_actors([ministers], dataset="ministers")
    return tmp_path / "a.record"


@pytest.fixture
def asking(path: Path) -> Iterator[TestClient]:
    """The pages for a reviewer."""
    with TestClient(application(path, KIM), base_url="http://localhost") as client:
        yield client


def ids(client: TestClient, words: str = "") -> dict[str, str]:
    """The ids of actors by name; of those of one name the one with the most statements."""
    found = client.get("/actors.json", params={"words": words} if words else {}).json()["actors"]
    return {one["name"]: one["id"] for one in reversed(found)}


def statements(path: Path, speaker: str) -> int:
    """How many a search for a speaker finds."""
    with open_record(path, write=False) as record:
        return len(record.search(speaker=speaker).hits)


def test_actors_are_listed_with_their_days_and_roles(asking: TestClient) -> None:
    page = asking.get("/actors").text
    assert page.index("Ana Brand") < page.index("Rui Braga")
    assert "mayor" in page
    assert '<time datetime="2024-05-01">2024-05-01</time> to <time datetime="2024-06-09">' in page
    assert HOSTILE not in page
    found = asking.get("/actors.json").json()
    first = found["actors"][0]
    assert (first["name"], first["statements"], first["articles"], first["complete"]) == ("Ana Brand", 2, 2, True)
    assert found["next"] is None


def test_actors_are_found_by_words_and_paged(asking: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.pages.actors.listed._LISTED", 1)
    first = asking.get("/actors.json", params={"words": "brand"}).json()
    second = asking.get("/actors.json", params={"words": "brand", "after": first["next"]}).json()
    assert first["actors"][0]["id"] != second["actors"][0]["id"]
    assert f"after={first['next']}" in asking.get("/actors", params={"words": "brand"}).text
    assert asking.get("/actors.json", params={"after": "made-up"}).status_code == 400
    assert asking.get("/actors.json", params={"wrods": "brand"}).status_code == 400


def test_an_actor_is_told_with_counts_and_statements(asking: TestClient) -> None:
    id_ = ids(asking)["Ana Brand"]
    page, told = asking.get(f"/actor/{id_}").text, asking.get(f"/actor/{id_}.json").json()
    assert "mayor of Lund" in page
    assert "Denied or refused" in page
    assert "Rui Braga" in page[page.index("Quoted beside") :]
    assert "<svg" in page
    assert told["counts"]["outlets"] == [{"value": "Ledger", "count": 2}]
    assert [one["month"] for one in told["counts"]["acts_by_month"]] == ["2024-05", "2024-06"]
    assert told["denied"] == 1
    assert [hit["statement"]["act"] for hit in told["hits"]] == ["denies", "states"]
    assert told["hits"][0]["statement"]["speakers"][0]["actor"]["id"] == id_
    assert {one["name"] for one in told["beside"]} == {"Rui Braga", "Brand"}
    assert len(page) < 150_000


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"act": "denies"}, 1),
        ({"act": ["", "states"]}, 1),
        ({"since": "2024-06"}, 1),
        ({"until": "2024-05-31"}, 1),
        ({"role": "Lund"}, 1),
        ({"venue": "conference"}, 2),
        ({"outlet": "Goal"}, 0),
        ({"part": "principal"}, 0),
        ({"part": "", "venue": ""}, 2),
    ],
)
def test_statements_of_an_actor_are_filtered(asking: TestClient, asked: dict[str, str], found: int) -> None:
    id_ = ids(asking)["Ana Brand"]
    assert len(asking.get(f"/actor/{id_}.json", params=asked).json()["hits"]) == found
    page = asking.get(f"/actor/{id_}", params=asked).text
    assert ("No statement matches" in page) is (found == 0)


def test_a_day_that_is_none_is_refused(asking: TestClient) -> None:
    answer = asking.get(f"/actor/{ids(asking)['Ana Brand']}.json", params={"since": "2024-13"})
    assert answer.status_code == 400
    assert "2024-13" in answer.json()["error"]["message"]


def test_identifiers_lead_out_only_by_http(asking: TestClient) -> None:
    page = asking.get(f"/actor/{ids(asking)['Rui Braga']}").text
    assert '<a href="https://www.wikidata.org/wiki/Q42" rel="noopener noreferrer"' in page
    assert 'href="javascript' not in page
    assert "https://viaf.org/viaf/javascript%3Aalert%281%29" in page


def test_words_of_articles_are_text(asking: TestClient) -> None:
    id_ = next(id_ for name, id_ in ids(asking).items() if name.startswith("<"))
    for address in (f"/actor/{id_}", f"/split/{id_}", f"/merge/{id_}?words=brand", "/actors", "/charts"):
        page = asking.get(address).text
        assert HOSTILE not in page
        assert "<b onload" not in page


def test_a_name_leads_to_the_actor_or_to_the_choice(asking: TestClient) -> None:
    answer = asking.get("/actor/Rui%20Braga.json", params={"part": "speaker"}, follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/actor/{ids(asking)['Rui Braga']}.json?part=speaker"
    choice = asking.get("/actor/Ana%20Brand.json")
    assert choice.status_code == 300
    assert [one["role"] for one in choice.json()["choice"]] == ["mayor of Lund", "goalkeeper"]
    page = asking.get("/actor/Ana%20Brand").text
    assert all(f"/actor/{id_}" in page for one in choice.json()["choice"] for id_ in one["ids"])
    assert asking.get("/actor/Nobody.json").status_code == 404


def test_a_merge_is_seen_everywhere_until_it_is_taken_back(asking: TestClient, path: Path) -> None:
    found = ids(asking)
    one, other = found["Ana Brand"], found["Brand"]
    assert other in asking.get(f"/merge/{one}", params={"words": "brand"}).text
    confirm = f"/merge/{one}?other={other}"
    assert "Are these one?" in asking.get(confirm).text
    before = statements(path, "Ana Brand")
    data = {"actor": one, "other": other, "into": one, "note": "the same seat"}
    answer = sent(asking, "/actors/merge", of=confirm, data=data)
    assert urlsplit(str(answer.url)).path == f"/actor/{one}"
    assert "Kim Park" in answer.text
    assert "merged actor Brand into Ana Brand" in answer.text
    assert "the same seat" in answer.text
    assert statements(path, "Ana Brand") == before + 1
    assert asking.get(f"/actor/{other}", follow_redirects=False).headers["location"] == f"/actor/{one}"
    told = asking.get(f"/actor/{one}.json").json()
    assert told["statements"] == 3
    assert [merged["name"] for merged in told["merged"]] == ["Brand"]
    number = told["decisions"][0]["number"]
    sent(asking, "/actors/undo", of=f"/actor/{one}", data={"decision": number, "actor": one})
    assert statements(path, "Ana Brand") == before
    again = asking.get(f"/actor/{one}.json").json()
    assert (again["statements"], again["merged"]) == (2, [])
    assert again["decisions"][0]["undone"] == number + 1
    assert "taken back by decision" in asking.get(f"/actor/{one}").text


def test_what_was_merged_is_separated(asking: TestClient) -> None:
    found = ids(asking)
    one, other = found["Ana Brand"], found["Brand"]
    data = {"actor": one, "other": other, "into": other}
    answer = sent(asking, "/actors/merge", of=f"/merge/{one}?other={other}", data=data)
    assert urlsplit(str(answer.url)).path == f"/actor/{other}"
    sent(asking, "/actors/separate", of=f"/actor/{other}", data={"actor": one})
    assert asking.get(f"/actor/{one}.json").json()["statements"] == 2


def test_a_merge_names_which_is_kept(asking: TestClient) -> None:
    found = ids(asking)
    one, other = found["Ana Brand"], found["Brand"]
    data = {"actor": one, "other": other, "into": found["Rui Braga"]}
    assert sent(asking, "/actors/merge", of=f"/merge/{one}?other={other}", data=data).status_code == 400


@pytest.mark.parametrize("by", ["role", "statement"])
def test_an_actor_is_split(asking: TestClient, by: str) -> None:
    id_ = ids(asking)["Ana Brand"]
    told = asking.get(f"/actor/{id_}.json").json()
    form = asking.get(f"/split/{id_}").text
    denied = told["hits"][0]["statement"]["id"]
    assert f'value="{denied}"' in form
    chosen = {"role": "mayor of Lund"} if by == "role" else {"statement": [denied]}
    answer = sent(asking, "/actors/split", of=f"/split/{id_}", data={"actor": id_, **chosen})
    new = urlsplit(str(answer.url)).path.removeprefix("/actor/")
    assert new != id_
    assert asking.get(f"/actor/{new}.json").json()["statements"] == 1
    after = asking.get(f"/actor/{id_}.json").json()
    assert after["statements"] == 1
    sent(asking, "/actors/undo", of=f"/actor/{id_}", data={"decision": after["decisions"][0]["number"], "actor": id_})
    assert asking.get(f"/actor/{id_}.json").json()["statements"] == 2


def test_nothing_or_everything_is_not_split_off(asking: TestClient) -> None:
    id_ = ids(asking)["Ana Brand"]
    assert sent(asking, "/actors/split", of=f"/split/{id_}", data={"actor": id_}).status_code == 400
    own = [hit["statement"]["id"] for hit in asking.get(f"/actor/{id_}.json").json()["hits"]]
    answer = sent(asking, "/actors/split", of=f"/split/{id_}", data={"actor": id_, "statement": own})
    assert answer.status_code == 422


def test_who_may_be_one_is_decided_pair_by_pair(asking: TestClient) -> None:
    pairs = asking.get("/actors/proposals.json").json()["proposals"]
    assert {pairs[0]["first"]["name"], pairs[0]["second"]["name"]} <= {"Ana Brand", "Brand"}
    first, second = pairs[0]["first"]["id"], pairs[0]["second"]["id"]
    assert f'href="/actor/{first}"' in asking.get("/actors/proposals").text
    data = {"actor": first, "other": second, "back": "proposals"}
    answer = sent(asking, "/actors/keep-apart", of="/actors/proposals", data=data)
    assert urlsplit(str(answer.url)).path == "/actors/proposals"
    left = asking.get("/actors/proposals.json").json()["proposals"]
    assert {first, second} not in [{one["first"]["id"], one["second"]["id"]} for one in left]
    assert "apart" in asking.get(f"/actor/{first}").text


def test_programs_decide_too(asking: TestClient) -> None:
    found = ids(asking)
    one, other = found["Ana Brand"], found["Brand"]
    token = {"x-form-token": asking.get(f"/actor/{one}").text.split('name="form_token" value="')[1].split('"')[0]}
    asked: list[tuple[str, dict[str, object]]] = [
        ("keep-apart", {"actor": one, "other": other}),
        ("merge", {"actor": other, "into": one}),
        ("separate", {"actor": other}),
        ("split", {"actor": one, "role": "Lund"}),
    ]
    for name, body in asked:
        answer = asking.post(f"/api/actors/{name}", json=body, headers=token)
        assert (answer.status_code, answer.json()["who"]) == (200, "Kim Park")
    assert asking.post("/api/actors/split", json={"actor": one}, headers=token).status_code == 400
    assert asking.post("/api/actors/merge", json={"actor": one}, headers=token).status_code == 400


def test_only_who_may_decide_sees_the_forms(path: Path) -> None:
    with TestClient(application(path, LOOKING), base_url="http://localhost") as client:
        page = client.get(f"/actor/{ids(client)['Ana Brand']}").text
        assert 'method="post"' not in page
        assert "/merge/" not in page
        assert 'method="post"' not in client.get("/actors/proposals").text


def test_somebody_elses_decision_is_taken_back_by_an_admin_alone() -> None:
    decision = Decision(1, "actor", "a", "edit", "Kim Park", "2024-05-01T00:00:00Z")
    assert may_undo(decision, Visitor("Kim Park", Role.REVIEWER, "session"))
    assert not may_undo(decision, Visitor("Lee Roth", Role.REVIEWER, "session"))
    assert may_undo(decision, Visitor("Lee Roth", Role.ADMIN, "session"))
    assert not may_undo(replace(decision, undone=2), Visitor("Kim Park", Role.ADMIN, "session"))


def test_charts_are_files_too(asking: TestClient) -> None:
    id_ = ids(asking)["Ana Brand"]
    table = asking.get("/chart/timeline.csv", params={"actor": id_})
    assert list(csv.reader(io.StringIO(table.text))) == [
        ["month", "denies", "states", "all"],
        ["2024-05", "0", "1", "1"],
        ["2024-06", "1", "0", "1"],
    ]
    assert table.headers["content-disposition"] == 'attachment; filename="ana-brand-timeline.csv"'
    drawing = asking.get("/chart/venues.svg", params={"actor": id_})
    assert drawing.headers["content-type"] == "image/svg+xml"
    assert "a press conference" in drawing.text
    picture = asking.get("/chart/outlets.png")
    assert picture.content.startswith(b"\x89PNG")
    assert "'=1+1" in asking.get("/chart/outlets.csv").text
    assert asking.get("/chart/venues.csv").status_code == 404
    assert asking.get("/chart/timeline.pdf").status_code == 400


def test_the_record_is_charted(asking: TestClient) -> None:
    page, told = asking.get("/charts").text, asking.get("/charts.json").json()
    assert page.count("chart-figure") >= 3
    assert "All 6 statements" in page
    assert (told["statements"], told["complete"]) == (6, True)
    assert told["outlets"][0] == {"value": "Ledger", "count": 4}
    assert 'href="/charts"' in asking.get("/about").text


def test_where_not_all_are_counted_the_page_says_so(asking: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.pages.actors.listed._COUNTED", 1)
    monkeypatch.setattr("onrecord.record.actors.profile.MOST_COUNTED", 1)
    told = "1+ statements"
    page = asking.get("/actors").text
    assert f'{told}, the last on <time datetime="2024-06-09">' in page
    page = asking.get(f"/actor/{ids(asking)['Ana Brand']}").text
    assert told in page
    assert "the 1 statement added last; the list has all" in page
    assert page.count('class="found') == 3  # the denial twice
