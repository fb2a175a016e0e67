"""Which columns of a table, or keys of a JSON object, hold what of an article.

Names are compared without case and separators. Those of the exports of news archives and of the usual collections are
known: Media Cloud, Nexis Uni and LexisNexis, Factiva, ProQuest, GDELT, NewsAPI, Event Registry and crawlers.

Cells of tables, and values of foreign JSON, as what they say of an article: times, names, addresses.

What cannot be read without guessing is None, so that the article is read all the same.
"""

import ast
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any, Literal

from onrecord.sources.authors import clean_authors, surname_last
from onrecord.sources.times import DateOrder, iso_time

_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)", re.DOTALL)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)(.*)", re.DOTALL)
_MONTH_BETWEEN = re.compile(r"(\d{1,2})[-/.]([A-Za-z]{3,9})[-/.](\d{4}|\d{2})(?!\d)(.*)", re.DOTALL)
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})")
_NUMBER = re.compile(r"\d{8,19}(?:\.\d{1,9})?|\d\.\d{1,15}[eE]\+\d{1,2}")
_PARTS_OF_A_SECOND = (1, 10**3, 10**6, 10**9)
_FIRST, _LAST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""Numbers outside of these are no times: the first pages of the web are of 1991, scanned papers have dates."""
_BLOCK_TAG = re.compile(r"</(?:p|div|li|h[1-6]|blockquote|body|html)>|<(?:p|br)\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(
    r"&(?:amp|quot|apos|nbsp|lt|gt|hellip|[mn]dash|[lr][sd]quo|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE
)
_NAME = 40
"""Characters of a column's name that are shown."""
_LONGEST = 200
"""Characters of a cell that may be a date or a list of names."""


def cell_time(value: Any, *, order: DateOrder | None = None) -> str | None:
    """A date or time in ISO 8601; one in numbers that can be read in two ways only where the `order` is known."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _of_number(str(value)) if math.isfinite(value) else None
    text = " ".join(str(value).split())
    if not text or len(text) > _LONGEST:
        return None
    if _NUMBER.fullmatch(text):
        return _of_number(text)
    try:
        return _usable(iso_time(_rewritten(text, order)))
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def column_order(values: Iterable[Any]) -> DateOrder | None:
    """Whether a column's dates in numbers have the month or the day first, where some can be read in one way only and
    none contradicts."""
    found: set[DateOrder] = set()
    for value in values:
        numeric = _NUMERIC.match(value.strip()) if isinstance(value, str) else None
        if numeric and int(numeric[1]) > 12 >= int(numeric[3]):
            found.add("day first")
        elif numeric and int(numeric[3]) > 12 >= int(numeric[1]):
            found.add("month first")
    return found.pop() if len(found) == 1 else None


def cell_names(value: Any) -> tuple[str, ...]:
    """The authors in a cell: one or several, apart by semicolons, bars or commas, or a list as JSON and Python
    write it."""
    parts = _listed(value)
    bylines = [text for part in parts if (text := cell_text(part))]
    return clean_authors(one for byline in bylines for one in _bylines(byline))


def cell_text(value: Any) -> str | None:
    """A short text: a string, a number, or what names an object, such as `{"name": "Quay Weekly"}`."""
    if isinstance(value, Mapping):
        value = next((found for name in _NAMING if isinstance(found := value.get(name), str) and found), None)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value)
    return " ".join(_well_formed(unescape(text) if _ENTITY.search(text) else text).split()) or None


def cell_address(value: Any) -> str | None:
    """A web address."""
    text = cell_text(value)
    return text if text and re.match(r"https?://[^\s/]", text, re.IGNORECASE) else None


_NAMING = ("name", "title", "main", "original", "full_name", "fullName", "domain")


def _of_number(text: str) -> str | None:
    """A day written without separators, a stamp of 14 digits, or the time since 1970."""
    if re.fullmatch(r"(?:19|20)\d{6}", text):
        return _usable(iso_time(text))
    if stamp := _STAMP.fullmatch(text):
        year, month, day, hour, minute, second = stamp.groups()
        return _usable(iso_time(f"{year}-{month}-{day}T{hour}:{minute}:{second}"))
    number = float(text)
    for parts in _PARTS_OF_A_SECOND:
        try:
            moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=number // parts)
        except OverflowError:
            continue
        if _FIRST <= moment < _LAST:
            return moment.isoformat(timespec="seconds")
    return None


def _rewritten(text: str, order: DateOrder | None) -> str:
    """The date at the beginning in a form that can be read, the time of day as it was."""
    if found := _YEAR_FIRST.match(text):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}{found[4]}"
    if found := _MONTH_BETWEEN.match(text):
        return f"{found[1]} {found[2]} {_year(found[3])}{found[4]}"
    if found := _NUMERIC.match(text):
        first, second = int(found[1]), int(found[3])
        if first > 12 or second > 12 or first == second:
            order = "day first" if first > 12 else "month first"
        if order is None:
            return ""
        month, day = (first, second) if order == "month first" else (second, first)
        return f"{_year(found[4])}-{month:02}-{day:02}{found[5]}"
    return text


def _year(digits: str) -> str:
    return digits if len(digits) == 4 else f"20{digits}"


def _usable(value: str | None) -> str | None:
    return value if value and "1600" <= value[:4] <= "2200" else None


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list | tuple):
        return list(value)
    if isinstance(value, str) and value.strip()[:1] == "[" and len(value) <= 20 * _LONGEST:
        for read in (json.loads, ast.literal_eval):
            try:
                found = read(value.strip())
            except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
                continue
            if isinstance(found, list):
                return found
    return [value]


def _bylines(byline: str) -> list[str]:
    """Surnames that stand first ("Falk, Jo; Ray, Ann") are put last, where a comma would otherwise cut the name."""
    parts = [part.strip() for part in re.split(r"[;|]", byline[: 20 * _LONGEST]) if part.strip()]
    turned = [surname_last(part) if re.match(r"[^\s,]+, ", part) else part for part in parts]
    return turned if len(parts) > 1 or turned != parts else [byline[: 20 * _LONGEST]]


def _well_formed(text: str) -> str:
    # Half of a surrogate pair is no character and cannot be stored.
    return text.encode("utf8", "replace").decode("utf8")


def printable_name(name: str) -> str:
    """The name of a column or key, short and on one line, to be shown."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    return line if len(line) <= _NAME else f"{line[:_NAME]}…"


def without_markup(text: str) -> str:
    """The text as it is, or, where it is HTML, its words, a paragraph a line; entities are the characters they name."""
    if _BLOCK_TAG.search(text):
        # lxml is loaded by those alone who have pages in a table.
        from onrecord.sources.page.markup import parse
        from onrecord.sources.page.visible import visible

        return visible(parse(text.encode("utf8", "replace"), charset="utf-8")).text
    return unescape(text) if _ENTITY.search(text) else text


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
    lead = _BEFORE_TEXT.get(_plain(text))
    if lead is not None and (before := plain.get(lead)) is not None:
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
