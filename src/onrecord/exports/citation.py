"""The permanent citation of a statement: as a sentence, in BibTeX, as CSL-JSON, and as ClaimReview.

Each names who said it, with the cue, who reported it, and what proves it: the hash of the text and the id of the
statement, which is made of that text and its places in it. Words that are not the speaker's own do not stand in
quotation marks, and what was denied is never cited as a claim.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from onrecord.actors.directory import Actor
from onrecord.english.acts import withheld
from onrecord.exports.escaping import bibtex_address, bibtex_text
from onrecord.exports.fragments import text_fragment
from onrecord.exports.marked import lead, who
from onrecord.model import ActorKind, Article, ArticleKind, Reading, Speaker, Statement, Version
from onrecord.record.values import Known

_OPEN, _CLOSE, _ENDS = "“\"„«‘'", "”\"“»’'", ".!?…,"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?![\d-])", re.ASCII)
_CSL_TYPES: Mapping[ArticleKind, str] = {
    "article": "article-newspaper",
    "interview": "interview",
    "transcript": "speech",
    "official": "document",
}
_AUTHORS: Mapping[ActorKind, str] = {"person": "Person", "organization": "Organization", "group": "Organization"}


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation tells. `lead` is what stands before the words, such as "said: "; `url` leads to the very words in
    the live page; `address` is that of the statement itself, where it is published; `added` the day on which its text
    was added to the record; `actors` who its speakers are, in their order, where a record tells."""

    statement: Statement
    article: Article
    said_by: str
    lead: str
    words: str
    url: str | None
    address: str | None
    added: str | None
    actors: tuple[Actor | None, ...] = ()

    @property
    def version(self) -> Version:
        """The version that proves the words."""
        return self.article.latest

    @property
    def published(self) -> str | None:
        """The day of publication, or the month or year."""
        found = _DAY.match(self.version.published.value) if self.version.published else None
        return found[0] if found else None

    @property
    def said(self) -> str:
        """Who said what: "Ana Ruiz, mayor, denied: the ferry would stop"."""
        said_by = f"{self.said_by[:1].upper()}{self.said_by[1:]}"
        if not self.lead:
            return f"{said_by}: {self.words}"
        # A role behind the only name is an aside: "Ana Ruiz, mayor, said"; "Ana Ruiz said".
        aside = len(self.statement.speakers) == 1 and "," in said_by
        return f"{said_by}{',' if aside else ''} {self.lead}{self.words}"

    @property
    def sentence(self) -> str:
        """The same with its full stop."""
        ended = self.words.rstrip(_CLOSE)[-1:] in _ENDS
        return self.said if ended else f"{self.said}."

    @property
    def headline(self) -> str:
        """The headline, or that there is none."""
        return self.version.headline or "Article without a headline"


def citation_of(
    reading: Reading,
    statement: Statement,
    *,
    added_at: str | None = None,
    address: str | None = None,
    its: Known | None = None,
) -> Citation:
    """The citation of a statement of this version; `added_at` is when the record added it (`KeptVersion.added_at`),
    `address` where the statement is published, `its` what the record knows of it."""
    version = reading.article.latest
    url = reading.article.url
    return Citation(
        statement=statement,
        article=reading.article,
        said_by=who(statement.speakers),
        lead=lead(statement, version.text),
        words=_in_marks(statement, version.text),
        url=text_fragment(url, statement, version.text) if url else None,
        address=address,
        added=added_at[:10] if added_at else None,
        actors=its.speakers if its else (),
    )


def citation_text(citation: Citation) -> str:
    """As a sentence: "Ana Ruiz, mayor, said: “…” Reported by The Harbour Times, “Ferry stays”, 2031-05-04, …"."""
    version = citation.version
    reported = [
        version.outlet or "an unnamed outlet",
        f"“{citation.headline}”" if version.headline else "without a headline",
        citation.published or "no date found",
        *([citation.url] if citation.url else []),
    ]
    return f"{citation.sentence} Reported by {', '.join(reported)}. {_proof(citation)}"


def citation_bibtex(citation: Citation) -> str:
    """As an entry for BibTeX or biblatex: the article, with the statement in its note."""
    version = citation.version
    year, month, _ = (*(citation.published or "").split("-"), "", "")[:3]
    authors = " and ".join(f"{{{bibtex_text(one)}}}" for one in version.authors or filter(None, (version.outlet,)))
    note = f"{citation.sentence} {_proof(citation)}"
    fields = {
        "author": authors,
        "title": f"{{{bibtex_text(citation.headline)}}}",
        "howpublished": bibtex_text(version.outlet or ""),
        "date": citation.published or "",
        "year": year,
        "month": _MONTHS[int(month) - 1] if month else "",
        "url": bibtex_address(citation.url or ""),
        "urldate": citation.added or "",
        "note": bibtex_text(note),
    }
    return bibtex_entry("misc", f"onrecord-{citation.statement.id}", fields)


def citation_csl(citation: Citation) -> dict[str, Any]:
    """As an item of CSL-JSON, as Zotero and citeproc take it: the article, with the statement in its note. A file of it
    is a list of items."""
    version = citation.version
    item = {
        "id": f"onrecord-{citation.statement.id}",
        "type": _CSL_TYPES[version.kind],
        "title": version.headline,
        "author": [{"literal": one} for one in version.authors],
        "container-title": version.outlet,
        "language": version.language,
        "issued": _date_parts(citation.published),
        "accessed": _date_parts(citation.added),
        "URL": citation.url,
        "abstract": citation.said,
        "note": _proof(citation),
    }
    return {name: value for name, value in item.items() if value}


def claim_review(
    citation: Citation, *, reviewer: str | None = None, rating: str | None = None, reviewed: str | None = None
) -> dict[str, Any]:
    """As ClaimReview of schema.org, in JSON-LD, for a fact-checker to start from.

    A record proves who said something, not that it is true: there is a rating ("false") only if a person gave one, with
    the day on which it was `reviewed`. A search engine shows a review only with a rating and its reviewer."""
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": citation.address,
        "author": {"@type": "Organization", "name": reviewer} if reviewer else None,
        "datePublished": reviewed,
        # What is denied, asked or refused is no claim: what is done with the words stands before them.
        "claimReviewed": citation.words if is_claim(citation) else f"{citation.lead}{citation.words}",
        "reviewRating": {"@type": "Rating", "alternateName": rating} if rating else None,
        "itemReviewed": claim(citation),
    }
    return known(review)


def is_claim(citation: Citation) -> bool:
    """Whether the words are what their speaker claims: not what is denied, asked or refused."""
    statement = citation.statement
    return statement.act == "states" and not statement.negated and not withheld(statement, citation.version.text)


def claim(citation: Citation) -> dict[str, Any]:
    """As a Claim of schema.org's, with the article in which it appeared."""
    version, statement = citation.version, citation.statement
    when = statement.when.date if statement.when else None
    appearance = {
        "@type": "NewsArticle",
        "url": citation.article.url,
        "headline": version.headline,
        "datePublished": version.published.value if version.published else None,
        "inLanguage": version.language,
        "publisher": {"@type": "Organization", "name": version.outlet} if version.outlet else None,
    }
    return known(
        {
            "@type": "Claim",
            "identifier": statement.id,
            "author": authors(citation),
            # An interval, or a month, is no date of schema.org's.
            "datePublished": when if when and len(when) == len("2024-03-01") else None,
            "appearance": known(appearance),
        }
    )


def authors(citation: Citation) -> list[dict[str, Any]]:
    """The speakers as authors of schema.org's, which only people and organizations are: no document, and nobody who is
    not named. An actor of a record has its id, its name and its identifiers, beside the name in the article."""
    told = zip_longest(citation.statement.speakers, citation.actors[: len(citation.statement.speakers)])
    return [_author(speaker, actor) for speaker, actor in told if speaker.kind in _AUTHORS]


def _author(speaker: Speaker, actor: Actor | None) -> dict[str, Any]:
    identifiers = actor.identifiers.items() if actor else ()
    value = {
        "@type": _AUTHORS[speaker.kind],
        "@id": f"urn:onrecord:actor:{actor.id}" if actor else None,
        "name": actor.name if actor else speaker.name,
        "alternateName": speaker.name if actor and actor.name != speaker.name else None,
        "identifier": [{"@type": "PropertyValue", "propertyID": of, "value": one} for of, one in identifiers],
        "jobTitle": speaker.role.text if speaker.role and speaker.kind == "person" else None,
    }
    return known(value)


def _in_marks(statement: Statement, text: str) -> str:
    words = " ".join(statement.quote(text).split())
    if statement.type != "direct" or (words[:1] in _OPEN and words[-1:] in _CLOSE):
        return words
    return f"“{words}”"


def _proof(citation: Citation) -> str:
    found = [
        f"Statement {citation.statement.id}",
        f"text SHA-256 {citation.version.text_sha256}",
        *([f"added to the record {citation.added}"] if citation.added else []),
        *([citation.address] if citation.address else []),
    ]
    return f"{', '.join(found)}."


def _date_parts(day: str | None) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else None


def known(values: dict[str, Any]) -> dict[str, Any]:
    """The values without those that are not known."""
    return {name: value for name, value in values.items() if value not in (None, [], "")}


def bibtex_entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """The entry with those fields that are not empty; their values are escaped already. A month is a word of BibTeX."""
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])
