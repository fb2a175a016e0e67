"""schema.org in JSON-LD: an article with its quotations, and with the claims that were made in it.

What is in quotation marks, at least in part, is a Quotation. What its speaker states is a Claim as well; what they
deny, ask or refuse is not. A draft of a ClaimReview has no rating: a record proves who said something, not that it is
true.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from onrecord.exports.citation import Citation, authors, citation_of, claim, claim_review, is_claim, known
from onrecord.model import Reading
from onrecord.record.values import Known

_TYPES = {"article": "NewsArticle", "interview": "NewsArticle", "transcript": "Article", "official": "Article"}


def jsonld(reading: Reading, *, its: Mapping[str, Known] = MappingProxyType({})) -> dict[str, Any]:
    """A graph: the article, then its statements in reading order, which name it by its id. `its` is what a record knows
    of the statements, by their ids."""
    return {"@context": "https://schema.org", "@graph": [article_node(reading), *_nodes(reading, its)]}


def claim_reviews(reading: Reading, *, its: Mapping[str, Known] = MappingProxyType({})) -> dict[str, Any]:
    """A graph of drafts, one for each statement."""
    drafts = [claim_review(citation_of(reading, one, its=its.get(one.id))) for one in reading.statements]
    for one in drafts:
        del one["@context"]
    return {"@context": "https://schema.org", "@graph": drafts}


def article_node(reading: Reading) -> dict[str, Any]:
    """The article."""
    article, version = reading.article, reading.article.latest
    value = {
        "@type": _TYPES[version.kind],
        "@id": reading.article.url or f"urn:onrecord:article:{reading.article.id}",
        "url": article.url,
        "headline": version.headline,
        "author": [{"@type": "Person", "name": one} for one in version.authors],
        "publisher": {"@type": "Organization", "name": version.outlet} if version.outlet else None,
        "datePublished": version.published.value if version.published else None,
        "dateModified": version.modified.value if version.modified else None,
        "inLanguage": version.language,
    }
    return known(value)


def quotation(citation: Citation) -> dict[str, Any]:
    """The words of a statement with who said them. In a reporter's own words it is not a Quotation but a CreativeWork,
    of which Quotation is a kind."""
    statement, version = citation.statement, citation.version
    when = statement.when.date if statement.when else None
    value = {
        "@type": "Quotation" if statement.type != "indirect" else "CreativeWork",
        "@id": f"urn:onrecord:statement:{statement.id}",
        "identifier": statement.id,
        "text": statement.quote(version.text),
        # With the deed before the words, which may deny them.
        "abstract": citation.said,
        "creator": authors(citation),
        "dateCreated": when if when and len(when) == len("2024-03-01") else None,
        "inLanguage": version.language,
        "isPartOf": {"@id": _article_id_of(citation)},
        "url": citation.url,
    }
    return known(value)


def _nodes(reading: Reading, its: Mapping[str, Known]) -> Iterator[dict[str, Any]]:
    for statement in reading.statements:
        citation = citation_of(reading, statement, its=its.get(statement.id))
        yield quotation(citation)
        if is_claim(citation):
            yield _claim(citation)


def _claim(citation: Citation) -> dict[str, Any]:
    id_ = f"urn:onrecord:statement:{citation.statement.id}"
    told = {"@id": f"{id_}:claim", "text": citation.words, "appearance": {"@id": _article_id_of(citation)}}
    return claim(citation) | told


def _article_id_of(citation: Citation) -> str:
    return citation.article.url or f"urn:onrecord:article:{citation.article.id}"
