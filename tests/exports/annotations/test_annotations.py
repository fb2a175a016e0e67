import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.actors.directory import Actor
from onrecord.evaluation.gold import read_gold
from onrecord.exports.annotations.brat import brat_annotations, brat_configuration
from onrecord.exports.annotations.schema_org import claim_reviews, jsonld
from onrecord.exports.annotations.uima import uima_cas
from onrecord.exports.annotations.web_annotation import selectors, web_annotations
from onrecord.model import Attribution, Span
from onrecord.record.values import Known
from tests.exports.coded_readings import FERRY, QUESTION, SILENT, ferry, positions, short

QUESTIONS = (QUESTION, SILENT)


def test_every_place_has_both_selectors_and_both_find_the_words() -> None:
    items = web_annotations(ferry(), positions(), QUESTIONS)["first"]["items"]
    targets = [target for item in items for target in _listed(item["target"])]
    assert len(targets) > len(items)  # a statement of two parts has two
    for target in targets:
        position, quote = target["selector"]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        words = FERRY[position["start"] : position["end"]]
        assert quote["exact"] == words
        around = quote["prefix"] + words + quote["suffix"]
        assert FERRY.find(around) == position["start"] - len(quote["prefix"])
        assert target["source"]["id"] == "https://harbour.example/ferry"
        assert target["source"]["schema:sha256"] == ferry().article.latest.text_sha256


def test_selectors_at_the_edges_of_a_text_and_beside_emoji() -> None:
    assert selectors(Span(0, 1), "😀 b") == [
        {"type": "TextPositionSelector", "start": 0, "end": 1},
        {"type": "TextQuoteSelector", "exact": "😀", "prefix": "", "suffix": " b"},
    ]


def test_the_collection_has_statements_then_their_positions() -> None:
    found = web_annotations(ferry(), positions(), QUESTIONS)
    items = found["first"]["items"]
    assert found["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (found["type"], found["total"]) == ("AnnotationCollection", len(items))
    assert [one["motivation"] for one in items] == [
        "describing", "identifying", "tagging", "classifying", "classifying",
        "describing", "identifying", "tagging", "classifying", "classifying",
    ]  # fmt: skip
    assert len({one["id"] for one in items}) == len(items)
    supports = items[3]
    assert [one["value"] for one in supports["body"]] == ["supports", QUESTION.text, "Maria Holt"]
    assert supports["creator"] == {"type": "Person", "name": "Kim Park"}
    # Nobody decided on it: the program proposes.
    assert items[8]["creator"]["type"] == "Software"
    described = items[5]["body"]
    assert described[0]["value"].startswith("harbour office: denied: that 👩‍🔬")
    assert described[1]["@type"] == "CreativeWork"
    assert items[7]["body"][0]["value"] == "denies"


def test_an_article_without_statements_is_an_empty_collection() -> None:
    found = web_annotations(replace(short(), statements=()))
    assert found["total"] == 0
    assert "first" not in found


def test_quotations_and_claims_of_schema_org() -> None:
    found = jsonld(ferry())
    article, quoted, claim, denied = found["@graph"]
    assert found["@context"] == "https://schema.org"
    assert (article["@type"], article["@id"]) == ("NewsArticle", "https://harbour.example/ferry")
    assert [one["name"] for one in article["author"]] == ["Ann Lee", "Bo Ek"]
    assert (quoted["@type"], quoted["text"]) == ("Quotation", "“The ferry,” “must stay.”")
    assert quoted["creator"] == [{"@type": "Person", "name": "Maria Holt", "jobTitle": "the mayor of “Skerra & Sons”"}]
    assert quoted["dateCreated"] == "2031-05-02"
    assert (claim["@type"], claim["appearance"]) == ("Claim", {"@id": article["@id"]})
    # What is denied is no claim, and in the reporter's words no quotation.
    assert (denied["@type"], denied["isPartOf"]) == ("CreativeWork", {"@id": article["@id"]})
    assert denied["abstract"].startswith("Harbour office denied: that")


def test_actors_of_a_record_are_authors_with_their_ids_and_names() -> None:
    holt = Actor("a1", "Maria Holt-Berg", "person", ("Maria Holt-Berg", "Maria Holt"), identifiers={"wikidata": "Q1"})
    its = {ferry().statements[0].id: Known((holt,))}
    (known,) = jsonld(ferry(), its=its)["@graph"][1]["creator"]
    assert (known["@id"], known["name"], known["alternateName"]) == (
        "urn:onrecord:actor:a1", "Maria Holt-Berg", "Maria Holt",
    )  # fmt: skip
    assert known["identifier"] == [{"@type": "PropertyValue", "propertyID": "wikidata", "value": "Q1"}]
    assert claim_reviews(ferry(), its=its)["@graph"][0]["itemReviewed"]["author"] == [known]
    assert json.dumps(known) in json.dumps(web_annotations(ferry(), its=its))


def test_drafts_of_claim_reviews_have_no_rating() -> None:
    found = claim_reviews(ferry())["@graph"]
    assert [one["@type"] for one in found] == ["ClaimReview", "ClaimReview"]
    assert "reviewRating" not in json.dumps(found)
    assert found[1]["claimReviewed"].startswith("denied: ")


def test_brat_files_are_read_back_as_the_same_attributions(tmp_path: Path) -> None:
    reading = ferry()
    _brat(tmp_path, reading.article.latest.text, "".join(brat_annotations(reading, positions(), QUESTIONS)))
    (gold,) = read_gold([tmp_path / "a.ann"])
    assert gold.text == FERRY
    assert list(gold.attributions) == [
        Attribution(one.content, one.source, one.cue, confidence=1.0) for one in reading.statements
    ]


def test_the_lines_of_brat() -> None:
    lines = "".join(brat_annotations(ferry(), positions(), QUESTIONS)).splitlines()
    cue = FERRY.index("said")
    assert lines[1] == f"T2\tCue {cue} {cue + 4}\tsaid"
    start, again = FERRY.index("“The ferry,”"), FERRY.index("“must stay.”")
    assert lines[2] == f"T3\tContent {start} {start + 12};{again} {again + 12}\t“The ferry,” “must stay.”"
    assert lines[3:5] == ["R1\tSource-of Arg1:T1 Arg2:T2", "R2\tContent-of Arg1:T3 Arg2:T2"]
    assert lines[5:8] == ["A1\tKind T3 said", "A2\tType T3 direct", "A3\tAct T3 states"]
    assert lines[9].startswith(
        "#2\tAnnotatorNotes T3\tMaria Holt supports: Should the ferry to Skerra stay? (Kim Park)"
    )
    assert any(line.endswith("Act T6 denies") for line in lines)
    assert len({line.partition("\t")[0] for line in lines}) == len(lines)


def test_no_fragment_of_brat_goes_over_the_end_of_a_line(tmp_path: Path) -> None:
    reading = short()
    text = "Berg said:\n\nOne thing.\nAnother."
    version = replace(reading.article.latest, text=text)
    statement = replace(reading.statements[0], content=(Span(12, len(text)),), negated=True)
    reading = replace(reading, article=replace(reading.article, versions=(version,)), statements=(statement,))
    first, *others = "".join(brat_annotations(reading)).splitlines()
    assert first == "T1\tContent 12 22;23 31\tOne thing. Another."
    assert "A4\tNegated T1" in others
    _brat(tmp_path, text, first + "\n")
    (gold,) = read_gold([tmp_path / "a.ann"])
    assert gold.attributions[0].content == (Span(12, 22), Span(23, 31))


def test_the_configuration_of_brat_knows_all_that_is_written() -> None:
    configuration = brat_configuration()
    words = {line.split("\t")[1].split(" ")[0] for line in brat_annotations(ferry()) if not line.startswith("#")}
    assert all(f"\n{word}" in configuration for word in words)
    assert "states|denies|asks" in configuration


def test_a_cas_has_places_in_units_and_relations_between_them() -> None:
    cas = uima_cas(ferry(), positions(), QUESTIONS)
    sofa, document, *structures = cas["%FEATURE_STRUCTURES"]
    units = FERRY.encode("utf-16-le")
    assert (sofa["sofaString"], document["end"]) == (FERRY, len(units) // 2)
    by_number = {one["%ID"]: one for one in structures}
    spans = [one for one in structures if one["%TYPE"] == "custom.Span"]
    told = [(one["label"], units[2 * one["begin"] : 2 * one["end"]].decode("utf-16-le")) for one in spans]
    assert ("Content", "that 👩‍🔬 the ferry would leave") in told
    assert ("Source", "The harbour office ⛴️") in told
    relations = [one for one in structures if one["%TYPE"] == "custom.Relation"]
    named = [(by_number[one["@Governor"]]["label"], one["label"]) for one in relations]
    assert ("Content", "continued") in named
    assert ("Content", "source") in named
    assert ("Content", f"supports: {QUESTION.text} (Maria Holt)") in named
    assert all(by_number[one["@Dependent"]]["begin"] == one["begin"] for one in relations)
    assert cas["%VIEWS"]["_InitialView"]["%MEMBERS"] == [one["%ID"] for one in (document, *structures)]
    assert {"custom.Span", "custom.Relation"} == set(cas["%TYPES"])


@pytest.mark.parametrize("make", [web_annotations, jsonld, claim_reviews, uima_cas])
def test_everything_is_json_even_of_an_article_that_tells_nothing(make: Any) -> None:
    assert json.loads(json.dumps(make(short())))


def _listed(target: Any) -> list[dict[str, Any]]:
    return target if isinstance(target, list) else [target]


def _brat(folder: Path, text: str, annotations: str) -> None:
    (folder / "a.txt").write_bytes(text.encode())
    (folder / "a.ann").write_bytes(annotations.encode())
