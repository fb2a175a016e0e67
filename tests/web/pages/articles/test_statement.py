"""A statement, families and conflicts as pages."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import onrecord
from onrecord.record import open_record
from onrecord.web.app import application
from onrecord.web.rendering import family_address, statement_address
from tests.made_utterances import BERG, add, article, said
from tests.record.test_verifying import tampered
from tests.web.conftest import LOOKING
from tests.web.pages.articles.test_article import words

FERRY = "The ferry across the sound will run again before the first of June, whatever the weather brings"
NOT = FERRY.replace("will run", "will not run")
CUT = FERRY.partition(",")[0]
FIRST = article("one", said(FERRY), outlet="The Harbour Times")
COPY = article("two", said(FERRY), said("Nobody asked the islanders"), published="2024-05-08", outlet="The Copy")
OTHER = article("three", said(NOT, by=BERG), published="2024-05-09", outlet="The Other")
SHORT = article("four", said(CUT), published="2024-05-10", outlet="The Short")


def id_of(made: tuple[object, onrecord.Reading]) -> str:
    return made[1].statements[0].id


@pytest.fixture(scope="module")
def utterance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one utterance in four articles: a copy, one with another speaker and "not", one that is shorter."""
    path = tmp_path_factory.mktemp("web") / "utterance.record"
    with open_record(path, write=True) as record:
        add(record, FIRST, COPY, OTHER, SHORT)
        record.decide(id_of(OTHER), "accept", who="Kim Park", note="as printed")
        record.undo(1, who="Jo Berg")
        record.decide(id_of(OTHER), "edit", who="Kim Park", venue="")
    return path


@pytest.fixture(scope="module")
def told(utterance: Path) -> Iterator[TestClient]:
    with TestClient(application(utterance, LOOKING), base_url="http://localhost") as client:
        yield client


def test_a_statement_stands_with_its_cue_sentence_and_hashes(ferry: Path, pages: TestClient) -> None:
    with onrecord.open_record(ferry, write=False) as record:
        reading = next(record.readings())
    statement, version = reading.statements[0], reading.article.latest
    page = pages.get(statement_address(statement.id)).text
    for one in (version.text_sha256, version.bytes_sha256, f"{statement.content[0].start}–{statement.content[0].end}"):
        assert one in page
    assert " ".join(statement.quote(version.text).split()) in words(page)
    data = pages.get(f"{statement_address(statement.id)}.json").json()
    assert data["statement"]["id"] == statement.id
    assert data["version"] == {
        "number": 1,
        "added_at": data["version"]["added_at"],
        "own": False,
        "latest": True,
        "text_sha256": version.text_sha256,
        "bytes_sha256": version.bytes_sha256,
        "media_type": version.media_type,
    }
    (sentence, *_) = data["sentences"]
    assert sentence["start"] <= min(span.start for span in (*statement.source, *statement.cue, *statement.content))
    assert version.text[sentence["start"] : sentence["end"]] == sentence["text"]


def test_a_statement_is_found_by_the_beginning_of_its_id(told: TestClient) -> None:
    assert told.get(f"/statement/{id_of(FIRST)[:10]}.json").json()["statement"]["id"] == id_of(FIRST)


def test_who_published_it_first_and_who_copied_and_changed_it(told: TestClient) -> None:
    page = told.get(statement_address(id_of(OTHER))).text
    assert "First published by The Harbour Times, 2024-05-07" in words(page)
    assert "1 copy, word for word The Copy, 2024-05-08" in words(page)
    assert re.search(r"<ins>(will )?not( run)?</ins>", page)
    assert "leaves out" in words(page)
    assert "First published here" in words(told.get(statement_address(id_of(FIRST))).text)
    copied = words(told.get(statement_address(id_of(COPY))).text)
    assert "The Copy, 2024-05-08 · this statement" in copied
    assert "First published by The Harbour Times" in copied


def test_conflicts_stand_at_both_of_their_reports_and_no_other(told: TestClient) -> None:
    def kinds(made: tuple[object, onrecord.Reading]) -> set[str]:
        return {one["kind"] for one in told.get(f"{statement_address(id_of(made))}.json").json()["conflicts"]}

    assert {"speaker", "negation"} <= kinds(OTHER)
    assert {"speaker", "negation"} <= kinds(FIRST)
    assert {"speaker", "negation"} <= kinds(COPY), "a copy is the report that it copies"
    assert not {"speaker", "negation"} & kinds(SHORT)


def test_decisions_stand_with_their_history(told: TestClient) -> None:
    page = words(told.get(statement_address(id_of(OTHER))).text)
    assert "Kim Park accepted statement" in page
    assert "taken back by decision 2" in page
    assert "as printed" in page
    assert "edited by Kim Park" in page
    assert "Nobody has decided about it" in words(told.get(statement_address(id_of(FIRST))).text)


@pytest.mark.parametrize(
    ("form", "kind", "has"),
    [
        ("cite.txt", "text/plain", "Reported by The Harbour Times"),
        ("cite.bib", "application/x-bibtex", "@misc{onrecord-"),
        ("cite.csl", "application/vnd.citationstyles.csl+json", '"container-title": "The Harbour Times"'),
        ("claim-review.jsonld", "application/ld+json", '"@type": "ClaimReview"'),
    ],
)
def test_a_citation_can_be_downloaded_and_stands_on_the_page(told: TestClient, form: str, kind: str, has: str) -> None:
    answer = told.get(f"{statement_address(id_of(FIRST))}/{form}")
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="onrecord-{id_of(FIRST)}')
    assert has in answer.text
    assert FIRST[1].article.latest.text_sha256 in told.get(f"{statement_address(id_of(FIRST))}/cite.txt").text
    assert " ".join(answer.text.split()) in words(told.get(statement_address(id_of(FIRST))).text)
    assert told.get(f"{statement_address(id_of(FIRST))}/cite.doc").status_code == 404
    assert told.get(f"/statement/nothing/{form}").status_code == 404


def test_the_address_of_a_statement_is_cited_only_where_others_reach_it(utterance: Path) -> None:
    with TestClient(application(utterance, LOOKING), base_url="http://localhost") as client:
        data = client.get(f"{statement_address(id_of(FIRST))}.json").json()
    assert "url" not in data["citation"]["claim_review"]


def test_verify_now_proves_the_statement_or_tells_what_does_not_hold(
    told: TestClient, utterance: Path, tmp_path: Path
) -> None:
    address = statement_address(id_of(FIRST))
    assert "Verify now" in told.get(address).text
    assert "Proved just now from" in words(told.get(f"{address}?verify=1").text)
    assert told.get(f"{address}.json?verify=1").json()["verified"] == {"proved": True, "faults": []}
    assert told.get(f"{address}.json").json()["verified"] is None

    changed = tmp_path / "changed.record"
    shutil.copy(utterance, changed)
    tampered(changed, f"UPDATE statements SET quote = 'The ferry will sink' WHERE id = '{id_of(FIRST)}'")
    with TestClient(application(changed, LOOKING), base_url="http://localhost") as client:
        assert "Not proved." in words(client.get(f"{address}?verify=1").text)
        assert "its quote is not what its spans cover" in words(client.get(f"{address}?verify=1").text)
        assert client.get(f"{address}.json?verify=1").json()["verified"]["proved"] is False
        assert client.get(f"{statement_address(id_of(SHORT))}.json?verify=1").json()["verified"]["proved"] is True


def test_families_are_listed_found_by_words_and_paged(told: TestClient, pages: TestClient) -> None:
    (one,) = told.get("/families.json").json()["families"]
    assert (one["articles"], one["statements"], one["reports"]) == (4, 4, 3)
    page = told.get("/families?words=ferry weather").text
    assert f'href="{family_address(one["id"])}"' in page
    assert "4 articles, 4 outlets · 3 distinct reports, 1 copy" in words(page)
    assert "No utterance with these words" in words(told.get("/families?words=zeppelin").text)
    assert told.get("/families.json?after=nonsense").json()["error"]["kind"] == "BadCursor"
    assert told.get("/families?words=&after=").status_code == 200, "a form sends what is empty"


def test_a_family_stands_side_by_side_the_first_published_first(told: TestClient) -> None:
    id_ = told.get("/families.json").json()["families"][0]["id"]
    page = told.get(family_address(id_)).text
    relations = re.findall(r'<p class="relation"><b>(.*?)</b>', page)
    assert relations[0] == "first published"
    assert sorted(relations[1:]) == ["altered", "shortened"]
    data = told.get(f"{family_address(id_)}.json").json()
    assert [one["outlet"] for one in data["members"]] == ["The Harbour Times", "The Other", "The Short"]
    assert told.get(f"{family_address(id_of(COPY))}.json").json()["id"] == id_, "a statement names its family"


def test_conflicts_show_both_sides_and_can_be_narrowed(told: TestClient) -> None:
    every = told.get("/conflicts.json").json()
    assert {"speaker", "negation"} <= {one["kind"] for one in every["conflicts"]}
    assert every["next"] is None
    only = told.get("/conflicts.json?kind=speaker&words=ferry").json()["conflicts"]
    assert {one["kind"] for one in only} == {"speaker"}
    assert told.get("/conflicts").text.count('<li class="conflict">') < len(every["conflicts"]), (
        "one card for two reports"
    )
    page = told.get("/conflicts?kind=speaker").text
    assert "given to Jonas Berg, not to Maria Holt" in words(page)
    assert '<option value="speaker" selected>' in page
    assert "No contradictions of this sort" in words(told.get("/conflicts?kind=date").text)
    assert told.get("/conflicts?kind=&words=").status_code == 200, "a form sends what is empty"
    assert told.get("/conflicts.json?kind=colour").status_code == 400


def test_a_statement_that_was_rejected_is_still_shown(utterance: Path, tmp_path: Path) -> None:
    path = tmp_path / "rejected.record"
    shutil.copy(utterance, path)
    with open_record(path, write=True) as record:
        record.decide(id_of(SHORT), "reject", who="Kim Park")
    with TestClient(application(path, LOOKING), base_url="http://localhost") as client:
        answer = client.get(statement_address(id_of(SHORT)))
        assert answer.status_code == 200
        assert "rejected by Kim Park" in words(answer.text)
        assert json.loads(client.get(f"{statement_address(id_of(SHORT))}.json").text)["family"] is None
