import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.exports.citation import (
    Citation,
    bibtex_entry,
    citation_bibtex,
    citation_csl,
    citation_of,
    citation_text,
    claim_review,
)
from onrecord.exports.escaping import bibtex_address, bibtex_text
from onrecord.model import Reading, Speaker, Statement, StatementType, Time, Words
from tests.made_reports import HOLT, reading, said

URL = "https://news.example/ferry?id=1#top"
ADDRESS = "https://record.example/statements/1"
TEXT = "Mayor Maria Holt said “the ferry must stay” on Sunday.\n\nShe denied that the crews would leave the harbour."


def cited(
    words: str = "“the ferry must stay”",
    *,
    cue: str | None = "said",
    type_: StatementType = "direct",
    speaker: Speaker | None = HOLT,
    text: str = TEXT,
    day: str | None = "2031-05-03",
    url: str | None = URL,
    headline: str | None = "Ferry stays",
) -> Citation:
    made = reading(text, said(words, speaker, type_=type_, cue=cue, day=day), headline=headline)
    made = replace(made, article=replace(made.article, url=url))
    return citation_of(made, made.statements[0], added_at="2031-05-06T12:00:00+00:00", address=ADDRESS)


def proof(citation: Citation) -> str:
    text = f"text SHA-256 {citation.version.text_sha256}"
    return f"Statement {citation.statement.id}, {text}, added to the record 2031-05-06"


def test_the_sentence_names_speaker_cue_words_outlet_and_proof() -> None:
    found = cited()
    assert citation_text(found) == (
        "Maria Holt, mayor, said: “the ferry must stay”. Reported by The Harbour Times, “Ferry stays”, 2031-05-04, "
        f"https://news.example/ferry?id=1#top:~:text=the%20ferry%20must%20stay. {proof(found)}, {ADDRESS}."
    )


def test_a_role_is_an_aside_and_a_bare_name_has_no_comma_before_its_verb() -> None:
    assert citation_text(cited(speaker=replace(HOLT, role=None))).startswith("Maria Holt said: “the ferry")
    unnamed = replace(HOLT, name="an official, who asked not to be named", role=None)
    assert citation_text(cited(speaker=unnamed)).startswith("An official, who asked not to be named, said: “the")


def test_words_of_the_article_do_not_stand_in_quotation_marks_and_a_denial_is_no_claim() -> None:
    found = cited("the crews would leave the harbour", cue="denied", type_="indirect")
    assert citation_text(found).startswith("Maria Holt, mayor, denied: the crews would leave the harbour. Reported by")
    assert claim_review(found)["claimReviewed"] == "denied: the crews would leave the harbour"
    assert claim_review(cited())["claimReviewed"] == "“the ferry must stay”"


def test_what_is_not_known_is_said_or_left_out() -> None:
    found = citation_of(*_bare(), added_at=None)
    assert citation_text(found) == (
        f"No source named: Rain. Reported by an unnamed outlet, without a headline, no date found. Statement "
        f"{found.statement.id}, text SHA-256 {found.version.text_sha256}."
    )
    assert set(citation_csl(found)) == {"id", "type", "language", "abstract", "note"}
    assert set(claim_review(found)) == {"@context", "@type", "claimReviewed", "itemReviewed"}
    assert "year" not in citation_bibtex(found)


def _bare() -> tuple[Reading, Statement]:
    made = reading("Rain.", said("Rain", None, type_="indirect"), published=None)
    version = replace(made.article.latest, outlet=None)
    made = replace(made, article=replace(made.article, versions=(version,)))
    return made, made.statements[0]


def test_the_item_of_csl_has_the_article_and_the_statement() -> None:
    found = cited()
    assert json.loads(json.dumps(citation_csl(found))) == {
        "id": f"onrecord-{found.statement.id}",
        "type": "article-newspaper",
        "title": "Ferry stays",
        "container-title": "The Harbour Times",
        "language": "en",
        "issued": {"date-parts": [[2031, 5, 4]]},
        "accessed": {"date-parts": [[2031, 5, 6]]},
        "URL": "https://news.example/ferry?id=1#top:~:text=the%20ferry%20must%20stay",
        "abstract": "Maria Holt, mayor, said: “the ferry must stay”",
        "note": f"{proof(found)}, {ADDRESS}.",
    }


@pytest.mark.parametrize(
    ("published", "parts"),
    [("2031-05", [[2031, 5]]), ("2031", [[2031]]), ("2031-05-04T10:00:00Z", [[2031, 5, 4]]), ("<b>", None)],
)
def test_a_month_or_a_year_stays_one(published: str, parts: list[list[int]] | None) -> None:
    found = cited()
    version = replace(found.version, published=Time(published, "given"))
    item = citation_csl(replace(found, article=replace(found.article, versions=(version,))))
    assert item.get("issued") == ({"date-parts": parts} if parts else None)


def test_the_entry_of_bibtex_has_each_field_once() -> None:
    entry = citation_bibtex(cited(headline="Ferry & crews: 100 % {sure}"))
    assert entry.startswith("@misc{onrecord-")
    assert "  title = {{Ferry \\& crews: 100 \\% {\\textbraceleft}sure{\\textbraceright}}},\n" in entry
    assert "  author = {{The Harbour Times}},\n" in entry
    assert "  date = {2031-05-04},\n  year = {2031},\n  month = may,\n" in entry
    names = re.findall(r"^  (\w+) = ", entry, re.MULTILINE)
    assert names == ["author", "title", "howpublished", "date", "year", "month", "url", "urldate", "note"]


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Müller & Søn_1", r"M{\"{u}}ller \& S{\o}n\_1"),
        (
            r"\input{x}%$#~^",
            r"{\textbackslash}input{\textbraceleft}x{\textbraceright}\%\$\#{\textasciitilde}{\textasciicircum}",
        ),
        ("“yes” – no… \n next", r"``yes'' -- no{\ldots} next"),
        ("Čapek, Kyïv, Łódź", r"{\v{C}}apek, Ky{\"{i}}v, {\L}{\'{o}}d{\'{z}}"),
        ("Київ 🗞️ בית", "Київ 🗞️ בית"),
        ("a\x00b\ud800c", "abc"),
    ],
)
def test_text_is_escaped_for_bibtex(text: str, escaped: str) -> None:
    assert bibtex_text(text) == escaped


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_ends_its_field(text: str, url: str) -> None:
    entry = bibtex_entry("misc", "k", {"note": bibtex_text(text), "url": bibtex_address(url)})
    depth = 0
    for at, character in enumerate(entry):
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth > 0 or at < len("@misc{") or entry[at:] == "}\n" or at == len(entry) - 1
    assert depth == 0
    assert entry.count("\n") == 2 + sum(bool(one) for one in (bibtex_text(text), bibtex_address(url)))


def test_the_claim_has_its_author_day_and_appearance_and_no_rating() -> None:
    found = cited()
    review = claim_review(found)
    assert json.loads(json.dumps(review)) == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": ADDRESS,
        "claimReviewed": "“the ferry must stay”",
        "itemReviewed": {
            "@type": "Claim",
            "identifier": found.statement.id,
            "author": [{"@type": "Person", "name": "Maria Holt", "jobTitle": "mayor"}],
            "datePublished": "2031-05-03",
            "appearance": {
                "@type": "NewsArticle",
                "url": URL,
                "headline": "Ferry stays",
                "datePublished": "2031-05-04",
                "inLanguage": "en",
                "publisher": {"@type": "Organization", "name": "The Harbour Times"},
            },
        },
    }


def test_a_rating_is_a_persons_with_its_reviewer_and_day() -> None:
    review = claim_review(cited(), reviewer="Harbour Checks", rating="Misleading", reviewed="2031-05-07")
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Misleading"}
    assert review["author"] == {"@type": "Organization", "name": "Harbour Checks"}
    assert review["datePublished"] == "2031-05-07"


def test_authors_of_a_claim_are_people_and_organizations_and_its_date_is_a_day() -> None:
    found = cited(speaker=Speaker("a report", "document", Words("draft")), day="2031-05")
    assert "author" not in claim_review(found)["itemReviewed"]
    assert "datePublished" not in claim_review(found)["itemReviewed"]
    group = claim_review(cited(speaker=Speaker("the crews", "group")))["itemReviewed"]
    assert group["author"] == [{"@type": "Organization", "name": "the crews"}]
