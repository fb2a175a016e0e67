"""Which columns of a table, or keys of a JSON object, hold what of an article.

Names are compared without case and separators. Those of the exports of news archives and of the usual collections are
known: Media Cloud, Nexis Uni and LexisNexis, Factiva, ProQuest, GDELT, NewsAPI, Event Registry and crawlers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.sources.cells import printable_name

Field = Literal["text", "headline", "published", "url", "outlet", "authors", "id"]

# In order of preference; the field's own name first.
_NAMES: dict[Field, tuple[str, ...]] = {
    "text": (
        "text", "fulltext", "articletext", "bodytext", "articlebody", "body", "maintext", "storytext", "content",
        "articlecontent", "contenttext", "contents", "plaintext", "cleantext", "cleanedtext", "rawtext", "newstext",
        "textcontent", "fieldsbodytext", "fieldsbody", "bodycontent", "documenttext", "td", "article", "story",
        "transcript", "fullarticle",
    ),
    "headline": (
        "headline", "title", "articletitle", "headlinemain", "webtitle", "newstitle", "storytitle", "headlines",
        "titel", "hd", "hl", "h1", "documenttitle",
    ),
    "published": (
        "published", "publisheddate", "publishdate", "publisheddatetime", "publishedat", "publishedon",
        "publicationdate", "publicationdatetime", "datepublished", "datepublish", "datetimepub", "pubdate", "datepub",
        "webpublicationdate", "firstpublished", "firstpublicationdate", "articledate", "newsdate", "storydate",
        "documentdate", "loaddate", "date", "datetime", "pubtime", "publishtime", "timestamp", "time", "seendate", "pd",
        "createdat",
    ),
    "url": (
        "url", "link", "articleurl", "weburl", "permalink", "canonicalurl", "canonicallink", "articlelink", "storyurl",
        "sourceurl", "documenturl", "documentlink", "documentidentifier", "href", "uri", "address", "webaddress",
        "pageurl",
    ),
    "outlet": (
        "outlet", "outletname", "publication", "publicationname", "publicationtitle", "pubtitle", "newspaper",
        "newspapername", "newspapertitle", "medianame", "mediumname", "medium", "source", "sourcename", "sourcetitle",
        "publisher", "publishername", "journal", "sitename", "site", "website", "brand", "sn", "sourcecommonname",
        "domain", "sourcedomain", "hostname", "host", "threadsite", "feed", "media",
    ),
    "authors": (
        "authors", "author", "byline", "bylines", "authornames", "authorname", "by", "bylineoriginal", "writer",
        "writers", "journalist", "journalists", "reporter", "creator", "dccreator", "fieldsbyline",
    ),
    "id": (
        "id", "articleid", "docid", "documentid", "storyid", "storiesid", "storeid", "uid", "uuid", "guid",
        "accessionnumber", "an", "gkgrecordid", "lni",
    ),
}  # fmt: skip
_TOLD: dict[Field, str] = {
    "text": "text", "headline": "headline", "published": "date", "url": "address", "outlet": "outlet",
    "authors": "authors", "id": "id",
}  # fmt: skip
# Factiva gives an article's first paragraph and the rest apart.
_BEFORE_TEXT = {"td": "lp"}
_LONGER = 2
"""A column that is preferred by its name gives way to another whose words are so many times longer: `text` may hold a
teaser beside `body`."""
_TAG = re.compile(r"<[^<>]{1,2000}>")
_SEPARATORS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that hold each field; a text may stand in two, one after the other."""

    names: Mapping[Field, tuple[str, ...]]

    def first(self, field: Field) -> str | None:
        """The column that holds a field."""
        return next(iter(self.names.get(field, ())), None)

    def told(self, *, published: str = "") -> str:
        """What was recognised, for a person: "text from `body`, headline from `title`". `published` is what is added
        to the date's column."""
        return ", ".join(
            f"{_TOLD[field]} from {' and '.join(f'`{printable_name(name)}`' for name in names)}"
            f"{published if field == 'published' else ''}"
            for field, names in self.names.items()
        )

    @property
    def own(self) -> bool:
        """Whether every column is called as the field is."""
        return all(names == (field,) for field, names in self.names.items())


def recognised(names: Iterable[str], rows: Sequence[Mapping[str, Any]]) -> Columns | None:
    """The columns, told by their names and, where several may hold the text, by the first rows; None where none
    holds a text."""
    plain = {_plain(name): name for name in reversed(list(names))}
    text = _text_column([plain[name] for name in _NAMES["text"] if name in plain], rows)
    if text is None:
        return None
    found: dict[Field, tuple[str, ...]] = {"text": (text,)}
    before = plain.get(_BEFORE_TEXT.get(_plain(text), ""))
    if before is not None:
        found["text"] = (before, text)
    for field, known in _NAMES.items():
        if field != "text" and (one := _filled([plain[name] for name in known if name in plain], rows)):
            found[field] = (one,)
    return Columns(found)


def addresses(names: Iterable[str]) -> str | None:
    """The column that holds the articles' addresses."""
    plain = {_plain(name): name for name in names}
    return next((plain[name] for name in _NAMES["url"] if name in plain), None)


def known(names: Iterable[str]) -> set[Field]:
    """The fields that some of the names stand for."""
    plain = {_plain(name) for name in names}
    return {field for field, spellings in _NAMES.items() if not plain.isdisjoint(spellings)}


def _plain(name: str) -> str:
    return _SEPARATORS.sub("", name.casefold())


def _filled(candidates: list[str], rows: Sequence[Mapping[str, Any]]) -> str | None:
    """The first by preference that holds anything at all."""
    return next((name for name in candidates if any(row.get(name) not in (None, "") for row in rows)), None)


def _text_column(candidates: list[str], rows: Sequence[Mapping[str, Any]]) -> str | None:
    if not candidates:
        return None
    lengths = {name: _length(name, rows) for name in candidates}
    longest = max(lengths.values())
    return next(name for name in candidates if lengths[name] * _LONGER >= longest)


def _length(name: str, rows: Sequence[Mapping[str, Any]]) -> float:
    """How long the texts of a column are on average, without tags."""
    cells = (row.get(name) for row in rows)
    return sum(len(_TAG.sub("", cell)) for cell in cells if isinstance(cell, str)) / max(1, len(rows))
