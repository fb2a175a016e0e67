"""No reader of foreign data fails in a way of its own: what it cannot read is a Problem, or a Failure beside others."""

import io
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.actors.imports import read_actors
from onrecord.evaluation.gold import read_gold
from onrecord.model import Failure, Loaded
from onrecord.problems import Problem
from onrecord.record import Record, open_record
from onrecord.record.verifying.stored_words import PageWords
from onrecord.record.words import phrases, query
from onrecord.sources import load, read_json, read_jsonl
from onrecord.sources.documents import read_draft, read_pdf, read_word
from onrecord.sources.feed import read_feed
from onrecord.sources.fetch import allows, crawl_delay
from onrecord.sources.kinds import is_feed
from onrecord.sources.tables.columns import cell_names, cell_text, cell_time, column_order
from onrecord.sources.times import find_time, iso_time
from tests.made_pdf import Put, pdf, typeset
from tests.made_word import document, paragraph, run
from tests.sources.test_pdf import STORY

EXAMPLES = int(os.environ.get("ONRECORD_EXAMPLES", "30"))
"""Of each reader; a search of minutes takes thousands."""
searched = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="ONRECORD_EXAMPLES" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)

TEXT = st.text(max_size=40) | st.text(st.characters(categories=["Cs", "Cc", "Ll", "Po", "Nd"]), max_size=12)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | TEXT
    | st.sampled_from(["2024-05-06", "05/06/2024", "<p>a", "[", "&#55555;"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def objects(*keys: str) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with some of these keys, whatever they hold."""
    return st.dictionaries(st.sampled_from(keys) | TEXT, VALUES, max_size=8)


def written(value: Any) -> bytes:
    return json.dumps(value).encode("utf8", "surrogatepass")


def changed(content: bytes) -> st.SearchStrategy[bytes]:
    """The bytes with some of them replaced, doubled or cut."""
    cuts = st.tuples(st.integers(0, len(content)), st.integers(0, 60), st.binary(max_size=30))

    def apply(edits: list[tuple[int, int, bytes]]) -> bytes:
        found = content
        for place, length, put in edits:
            found = found[:place] + put + found[place + length :]
        return found

    return st.lists(cuts, min_size=1, max_size=4).map(apply)


def only_problems(read: Callable[[], object]) -> object:
    try:
        return read()
    except Problem:
        return None


def proved(results: list[Loaded | Failure]) -> None:
    """Every block of what was read is found again in what is stored of it, as verify will look for it."""
    for result in results:
        if isinstance(result, Loaded):
            version = result.article.latest
            words = PageWords(result.content, version.media_type)
            assert [b for b in version.blocks if not words.hold(b.span.of(version.text))] == []


ARTICLE_KEYS = (
    "id", "url", "headline", "published", "authors", "outlet", "text", "body", "content", "title", "date", "source",
    "author", "link", "articles", "results", "response", "hits", "_source", "timestamp", "LP", "TD",
)  # fmt: skip


@searched
@given(objects(*ARTICLE_KEYS) | VALUES)
@example({"content": "It closes.", "": "<p>At noon"})
@example({"LP": "<p>At noon", "TD": "It closes."})
def test_json(value: Any) -> None:
    proved(list(read_json(written(value), origin="a")))
    proved(list(read_jsonl([written(value), b'{"text": "a b c"}'], origin="a")))


@searched
@given(st.binary(max_size=200) | changed(b'{"articles": [{"text": "The bridge closes.", "date": "6 May 2024"}]}\n{}'))
def test_json_bytes(content: bytes) -> None:
    proved(list(read_json(content, origin="a")))
    proved(list(read_jsonl(content.splitlines(), origin="a")))


CELLS = TEXT | st.sampled_from(
    [
        "title",
        "text",
        "date",
        "url",
        "a,b",
        'a"b',
        "a\nb",
        '"',
        "\r",
        "<p>a b c d</p>",
        "2024-05-06",
        "13/05/24",
        "a b c\r\n\r\nd e f",
    ]
)


@searched
@given(st.lists(st.lists(CELLS, max_size=5), max_size=8), st.sampled_from([",", ";", "\t", "|"]), st.booleans())
def test_tables(rows: list[list[str]], delimiter: str, quoted: bool) -> None:
    lines = [
        delimiter.join(f'"{cell}"' if quoted else cell for cell in row)
        for row in [["title", "text", "date", "url"], *rows]
    ]
    _load("\n".join(lines).encode("utf8", "surrogatepass"), "a.csv")


@searched
@given(
    changed(
        'title,text,date\n"Quay","“It stays,” she said.\n\nIt does.",2024-05-06\n"Ferry",It goes.,06/05/2024\n'.encode()
    )
    | st.binary(max_size=200),
    st.sampled_from(["a.csv", "a", "a.tsv", "a.parquet", "a.csv.gz"]),
)
def test_table_bytes(content: bytes, name: str) -> None:
    _load(content, name)


def _load(content: bytes, name: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        results = list(load([str(path)], tell=lambda told: told.encode("utf8")))
    proved([one for one in results if isinstance(one, Loaded) and "json" in one.article.latest.media_type])
    assert not any("could not be taken apart" in one.reason for one in results if isinstance(one, Failure))


WORD = document(
    paragraph("The quay stays."),
    *(paragraph(run(text[:40]), "<w:r><w:br/></w:r>", run(text[40:], "<w:vanish/>")) for text in STORY),
    footnotes=f'<w:footnote w:id="2">{paragraph("A note.")}</w:footnote>',
    styles='<w:style w:styleId="T"><w:name w:val="Title"/></w:style>',
    core="<dc:title>Quay</dc:title>",
)
FOOTNOTES = WORD.rindex(b"word/footnotes.xml")
"""Where the list of the document's parts names this one."""


@searched
@given(changed(WORD))
@example(WORD[:FOOTNOTES] + b"worx" + WORD[FOOTNOTES + 4 :])  # a part that cannot be unpacked
def test_word_bytes(content: bytes) -> None:
    only_problems(lambda: proved([read_word(content)]))
    only_problems(lambda: read_draft(content))


WORD_ELEMENTS = st.recursive(
    st.sampled_from(["<w:t>words of a page</w:t>", "<w:br/>", "<w:tab/>", "<w:noBreakHyphen/>",
                     "<w:rPr><w:vanish/></w:rPr>", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", "<m:t>x</m:t>",
                     "<w:instrText>I</w:instrText>", "<!-- c -->"]),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from(["w:p", "w:r", "w:del", "w:ins", "w:tbl", "w:txbxContent", "mc:AlternateContent", "mc:Choice",
                         "w:sdt", "w:sdtPr", "w:sdtContent", "w:hyperlink", "w:moveFrom", "w:footnote", "m:oMath"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)  # fmt: skip


@searched
@given(st.lists(WORD_ELEMENTS, max_size=5))
@example(["<w:p><mc:AlternateContent><w:del><w:t>words of a page</w:t></w:del></mc:AlternateContent></w:p>"])
@example(
    [
        "<w:p><w:r><mc:AlternateContent><mc:AlternateContent><w:t>words</w:t><w:t>of</w:t></mc:AlternateContent>"
        "<w:t>a page</w:t></mc:AlternateContent></w:r></w:p>"
    ]
)
@example(
    [
        "<w:p><w:t>words of a page</w:t><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>",
        "<w:sdtPr><w:p><w:tab/><w:noBreakHyphen/></w:p></w:sdtPr>",
    ]
)
@example(["<w:txbxContent><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:t>words of a page</w:t></w:p></w:txbxContent>"])
def test_word_markup(parts: list[str]) -> None:
    content = document(*parts, paragraph("The quay stays with the town, the board said."))
    only_problems(lambda: proved([read_word(content)]))


PDF = pdf([Put(70, 800, "The quay stays", 20), *typeset(STORY, y=760)], typeset(STORY[:2]), info={"Title": "Quay"})


@searched
@given(changed(PDF))
def test_pdf_bytes(content: bytes) -> None:
    only_problems(lambda: proved([read_pdf(content)]))


@searched
@given(
    st.lists(
        st.builds(
            Put,
            st.floats(-50, 600),
            st.floats(-50, 900),
            st.text("ab -.“”•1é", min_size=1, max_size=30),
            st.floats(0, 40),
        ),
        max_size=12,
    ),
    st.integers(1, 3),
)
@example([Put(0, 1, "a", 0), Put(0, 0, "1", 0), Put(0, 1, "a", 0)], 1)
def test_pdf_layouts(put: list[Put], pages: int) -> None:
    content = pdf(*([*put, *typeset(STORY[:2])],) * pages)
    only_problems(lambda: proved([read_pdf(content)]))


FEED = (
    b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>T</title><item><title>A</title><link>'
    b"https://t.example/a</link><guid>https://t.example/a</guid><pubDate>Tue, 06 May 2025 10:00:00 GMT</pubDate>"
    b"<author>a@b.example (Jo Falk)</author></item></channel></rss>"
)
ATOM = (
    b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://t.example/"><entry><link href="a"/>'
    b"<published>2024</published>"
    b"<author><name>A</name></author></entry></feed>"
)
JSON_FEED = (
    b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "https://t.example/a", "authors": [{}]}]}'
)


@searched
@given(changed(FEED) | changed(ATOM) | changed(JSON_FEED) | st.binary(max_size=100))
def test_feed_bytes(content: bytes) -> None:
    is_feed(content)
    only_problems(lambda: read_feed(content, url="https://t.example/feed"))


@searched
@given(st.lists(objects("url", "date_published", "authors", "author", "name") | VALUES, max_size=4))
def test_json_feed_items(items: list[Any]) -> None:
    content = written({"version": "https://jsonfeed.org/version/1", "items": items})
    only_problems(lambda: read_feed(content, url="https://t.example/feed"))


@searched
@given(
    st.text(max_size=60)
    | st.sampled_from(["//=[#", "http://û{[127.0.0.1]www.#", "http://[::1", "https://a:b@c:99999/", "\ud800"])
)
def test_addresses_in_feeds(link: str) -> None:
    content = written({"version": "https://jsonfeed.org/version/1", "items": [{"url": link}]})
    only_problems(lambda: read_feed(content, url="https://t.example/feed"))


@searched
@given(st.text(max_size=200), st.text(max_size=60))
def test_robots(rules: str, path: str) -> None:
    assert crawl_delay(f"User-agent: *\nCrawl-delay: {rules}\n") >= 0
    allows(f"User-agent: *\nDisallow: {rules}\n", f"https://t.example/{path}")


ACTOR_KEYS = ("id", "name", "names", "kind", "roles", "terms", "identifiers", "title", "start", "end", "first", "last",
              "person", "position", "country", "name_en", "since", "other_names", "leadership_roles", "type", "state",
              "organization", "nickname", "official_full", "wikidata", "office")  # fmt: skip
ACTORS = st.recursive(
    VALUES,
    lambda inner: st.dictionaries(st.sampled_from(ACTOR_KEYS), inner, max_size=6) | st.lists(inner, max_size=3),
    max_leaves=15,
)


LEGISLATORS = st.fixed_dictionaries(
    {"name": VALUES | st.dictionaries(st.sampled_from(["first", "last", "nickname", "middle"]), VALUES | TEXT)},
    optional={
        "id": VALUES | st.dictionaries(st.sampled_from(["wikidata", "bioguide", "fec"]), VALUES),
        **{
            key: VALUES | st.lists(st.dictionaries(st.sampled_from(["type", "state", "start", "title"]), VALUES))
            for key in ("terms", "roles", "leadership_roles", "other_names")
        },
        "names": VALUES, "kind": VALUES, "identifiers": VALUES, "title": VALUES, "start": VALUES, "end": VALUES,
    },
)  # fmt: skip


@searched
@given(st.lists(ACTORS | LEGISLATORS, max_size=3), st.sampled_from([".jsonl", ".json", ".yaml"]))
def test_actors(entries: list[Any], ending: str) -> None:
    content = b"\n".join(map(written, entries)) if ending == ".jsonl" else written(entries)
    _read_actors(content, ending)


@searched
@given(
    changed(
        b"- id: {wikidata: Q1}\n  name: {first: Jo, last: Falk}\n"
        b"  terms:\n  - {type: sen, start: 2024-05-06, state: ME}\n"
    )
    | changed(b"name,title,start\nJo Falk,Mayor,2024\n")
    | st.binary(max_size=80),
    st.sampled_from([".yaml", ".csv", ".json", ".jsonl"]),
)
@example(b'"name,title,start\nJo Falk,Mayor,2024\n', ".csv")
def test_actor_bytes(content: bytes, ending: str) -> None:
    _read_actors(content, ending)


def _read_actors(content: bytes, ending: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"actors{ending}")
        path.write_bytes(content)

        def read() -> None:
            for actor in read_actors(path)[0]:
                assert all(name.encode("utf8") for name in (actor.id, *actor.names))
                sorted(role.start or date.min for role in actor.roles)

        only_problems(read)


GOLD_KEYS = ("doc", "text", "attributions", "quotes", "statements", "reviewed", "headline", "articles", "source", "cue",
             "content", "sources", "contents", "start", "end", "id", "kind", "type", "speaker", "when")  # fmt: skip
GOLD = st.recursive(
    VALUES | st.lists(st.lists(st.integers(-2, 20), max_size=3), max_size=2),
    lambda inner: st.dictionaries(st.sampled_from(GOLD_KEYS), inner, max_size=6) | st.lists(inner, max_size=3),
    max_leaves=15,
)


@searched
@given(
    GOLD
    | st.builds(lambda text, raw: {"text": text, "attributions": [raw]}, TEXT, objects("source", "cue", "content")),
    st.booleans(),
)
def test_gold(value: Any, lines: bool) -> None:
    _read_gold(written(value) + b"\n" + written(value) if lines else written(value), ".jsonl")


@searched
@given(
    changed(
        b"T1\tSource 0 5\tKim\nT2\tCue 6 9\tsaid\nE1\tAttribution:T2 Source:T1\nR1\tX Arg1:T1 Arg2:T2\n* Equiv T1 T2\n"
    )
)
def test_brat_bytes(content: bytes) -> None:
    _read_gold(content, ".ann")


def _read_gold(content: bytes, ending: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, f"gold{ending}").write_bytes(content)
        Path(folder, "gold.txt").write_text("Kim said so to everybody.")

        def read() -> None:
            for gold in read_gold([Path(folder, f"gold{ending}")]):
                gold.text.encode("utf8")

        only_problems(read)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (quote, speaker_name)")
    yield connection
    connection.close()


@searched
@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(['"', "“", "AND", "NOT", "(", "*", "a", ":", "NEAR(", "^", "-", "\0", "é", "\ud800"])
    ).map("".join)
)
def test_search_words(index: sqlite3.Connection, words: str) -> None:
    phrases(words)
    asked = query(words, speaker=words)
    if asked is not None:
        index.execute("SELECT rowid FROM words WHERE words MATCH ?", (asked,)).fetchall()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("record") / "a.record", write=True) as opened:
        yield opened


@searched
@given(TEXT)
def test_searches_of_a_record(record: Record, words: str) -> None:
    only_problems(lambda: record.search(words, speaker=words or None, outlet=words, to=words))
    for find in (record.article, record.statement, record.history, record.actor):
        only_problems(partial(find, words))


DATES = (
    st.text("0123456789/-.: TZapm+", max_size=25)
    | st.text(max_size=20)
    | st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "May ", "6 ", "Mon, "]),
        st.integers(-(10**19), 10**19),
        st.sampled_from(["", " May 2024", "/05/24", "-05-06", "T10:11"]),
    )
)


@searched
@given(DATES)
def test_dates(written_date: str) -> None:
    for found in (iso_time(written_date), cell_time(written_date), cell_time(written_date, order="day first")):
        if found is not None:
            date.fromisoformat(found[:10])
    find_time(written_date, anchor="2024-05-06")
    column_order([written_date])


@searched
@given(VALUES)
def test_cells(value: Any) -> None:
    cell_time(value)
    assert all(name.encode("utf8") for name in cell_names(value))
    found = cell_text(value)
    assert found is None or found.encode("utf8")
    io.StringIO().write(found or "")
