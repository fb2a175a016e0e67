"""JSON lines are read as they are; a bad line fails alone."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Failure, Loaded, Time, sha256
from onrecord.problems.sources import BadRecord, PublishedNotATime
from onrecord.record.verifying.stored_words import PageWords
from onrecord.sources import read_json, read_jsonl, read_record

FULL = {
    "id": "a1",
    "url": "https://a.example/x?utm_source=y",
    "headline": "Bridge closes",
    "published": "2024-03-01T08:00:00+02:00",
    "authors": ["Jo Falk", "Jo Falk", " "],
    "outlet": "Quay Weekly",
    "text": "  The bridge closes.\nRead more: x\n\nUpdate 03/04/24 5:45 p.m. ET: It is open. ",
}


def line(**fields: object) -> bytes:
    return json.dumps({"text": "The bridge closes.", **fields}).encode()


def test_all_fields_are_taken() -> None:
    content = json.dumps(FULL).encode()
    loaded = read_record(content)
    version = loaded.article.latest
    assert (loaded.article.id, loaded.article.url) == ("a1", "https://a.example/x")
    assert (version.headline, version.authors, version.outlet) == ("Bridge closes", ("Jo Falk",), "Quay Weekly")
    assert version.published == Time("2024-03-01T08:00:00+02:00", "json published")
    assert version.modified == Time("2024-03-04T17:45:00-05:00", "update notice")
    assert (loaded.content, version.bytes_sha256, version.media_type) == (content, sha256(content), "application/json")


def test_the_text_is_left_as_it_is() -> None:
    version = read_record(json.dumps(FULL).encode()).article.latest
    assert version.text == FULL["text"]
    assert [(block.kind, block.span.of(version.text)) for block in version.blocks] == [
        ("paragraph", "The bridge closes."),
        ("paragraph", "Read more: x"),
        ("note", "Update 03/04/24 5:45 p.m. ET: It is open."),
    ]


def test_all_but_the_text_is_optional() -> None:
    loaded = read_record(line())
    version = loaded.article.latest
    assert loaded.article.id == sha256(loaded.content)[:16]
    assert (loaded.article.url, version.headline, version.published, version.authors) == (None, None, None, ())


@pytest.mark.parametrize("empty", ["", "  ", None])
def test_an_empty_field_is_unknown(empty: str | None) -> None:
    article = read_record(line(url=empty, headline=empty, outlet=empty, published=empty, id=empty)).article
    version = article.latest
    assert (article.url, version.headline, version.outlet, version.published) == (None, None, None, None)


def test_a_given_publication_wins() -> None:
    version = read_record(line(published="2024-03-01"), published="2024-03-02").article.latest
    assert version.published == Time("2024-03-02", "given")
    with pytest.raises(PublishedNotATime):
        read_record(line(), published="soon")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{bad", "cannot be parsed"),
        (b"[1]", "a list instead of an object"),
        (b"{}", "`text` is missing"),
        (b'{"text": " "}', "`text` is missing, empty"),
        (b'{"text": 5}', "not a string"),
        (b'{"text": "\\ud800"}', "surrogate"),
        (b'{"text": "\xff"}', "not in UTF-8"),
        (line(published="someday"), "`published` is not a date or time: 'someday'"),
        (line(headline=5), "`headline` is not a string"),
        (line(authors={"name": "x"}), "`authors` is not a list"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_record_says_what_is_wrong(content: bytes, reason: str) -> None:
    with pytest.raises(BadRecord) as problem:
        read_record(content)
    assert reason in str(problem.value)


def test_a_bad_line_fails_alone_and_names_its_number() -> None:
    lines = [b"\xef\xbb\xbf" + line(), b"{bad\n", b"\n", b"[]\n", line(id=7)]
    results = list(read_jsonl(lines, origin="all.jsonl"))
    assert [isinstance(result, Loaded) for result in results] == [True, False, False, True]
    failures = [result.origin for result in results if isinstance(result, Failure)]
    assert failures == ["all.jsonl:2", "all.jsonl:4"]
    assert isinstance(results[-1], Loaded)
    assert results[-1].article.id == "7"


def test_a_list_gives_an_article_for_each_object() -> None:
    results = list(read_json(b'[{"text": "The bridge closes."}, {"no": 1}]', origin="all.json"))
    assert isinstance(results[0], Loaded)
    assert json.loads(results[0].content) == {"text": "The bridge closes."}
    assert isinstance(results[1], Failure)
    assert results[1].origin == "all.json[2]"


@given(st.text().filter(lambda text: bool(text.strip())))
def test_blocks_are_in_order_and_cover_all_words(text: str) -> None:
    version = read_record(json.dumps({"text": text}).encode()).article.latest
    assert version.text == text
    covered = "".join(block.span.of(text) for block in version.blocks)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(
        first.span.end <= second.span.start for first, second in zip(version.blocks, version.blocks[1:], strict=False)
    )


@pytest.mark.parametrize(
    ("value", "text", "facts"),
    [
        (
            {
                "title": "Bridge",
                "body": "It closes.",
                "date": "2024-05-06 10:11",
                "link": "https://a.example/x",
                "source": {"name": "Quay Weekly"},
                "author": "By Jo Falk",
            },
            "It closes.",
            ("Bridge", "Quay Weekly", ("Jo Falk",), "2024-05-06T10:11:00", "https://a.example/x"),
        ),
        (
            {
                "title": "Bridge",
                "description": "Short.",
                "content": "<p>It <i>closes</i>.</p><p>At noon.</p>",
                "publishedAt": "2024-05-06T10:11:00Z",
                "url": "https://a.example/x",
                "source": {"id": None, "name": "Tide"},
            },
            "It closes.\nAt noon.",
            ("Bridge", "Tide", (), "2024-05-06T10:11:00+00:00", "https://a.example/x"),
        ),
        (
            {
                "headline": {"main": "Bridge"},
                "full_text": "It closes.",
                "pub_date": "6 May 2024",
                "byline": {"original": "By Jo Falk and Ann Ray"},
                "web_url": "no address",
            },
            "It closes.",
            ("Bridge", None, ("Jo Falk", "Ann Ray"), "2024-05-06", None),
        ),
        (
            {
                "text": "It closes.",
                "body": "Something else, which is much longer than the text.",
                "title": "Bridge",
                "timestamp": 1714990272,
                "publisher": "Tide",
                "authors": ["Jo Falk, of Hull"],
            },
            "It closes.",
            ("Bridge", "Tide", ("Jo Falk, of Hull",), "2024-05-06T10:11:12+00:00", None),
        ),
        (
            {"article": ["It closes.", "At noon."], "date": "05/06/2024"},
            "It closes.\nAt noon.",
            (None, None, (), None, None),
        ),
        (
            {"text": "It closes.", "authors": [{"name": "Jo Falk"}]},
            "It closes.",
            (None, None, ("Jo Falk",), None, None),
        ),
        (
            {"LP": "It closes.", "TD": "At noon.", "HD": "Bridge"},
            "It closes.\nAt noon.",
            ("Bridge", None, (), None, None),
        ),
        (
            {"LP": "<p>It closes.", "TD": "At noon.", "HD": "Bridge"},
            "It closes.\nAt noon.",
            ("Bridge", None, (), None, None),
        ),
        (
            {"": "It opens.", "body": "It closes at noon.", "title": "Bridge"},
            "It closes at noon.",
            ("Bridge", None, (), None, None),
        ),
    ],
)
def test_the_keys_of_other_programs_are_known(value: dict[str, object], text: str, facts: tuple[object, ...]) -> None:
    told: list[str] = []
    loaded = read_record(json.dumps(value).encode(), told=lambda columns: told.append(columns.told()))
    version = loaded.article.latest
    published = version.published.value if version.published else None
    assert version.text == text
    assert (version.headline, version.outlet, version.authors, published, loaded.article.url) == facts
    assert told[0].startswith("text from ")
    page = PageWords(loaded.content, version.media_type)
    assert all(page.hold(block.span.of(text)) for block in version.blocks)


def test_our_own_keys_are_nothing_to_be_told() -> None:
    told: list[bool] = []
    read_record(json.dumps(FULL).encode(), told=lambda columns: told.append(columns.own))
    assert told == [True]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda listed: listed,
        lambda listed: {"articles": listed},
        lambda listed: {"status": "ok", "totalResults": 2, "articles": listed},
        lambda listed: {"response": {"docs": listed}},
        lambda listed: {"articles": {"results": listed, "page": 1}},
        lambda listed: {"hits": {"hits": [{"_id": 1, "_source": one} for one in listed]}},
        lambda listed: {"stories": listed, "data": []},
        lambda listed: {"response": {"results": [{"id": n, "fields": one} for n, one in enumerate(listed)]}},
    ],
)
def test_a_list_inside_of_an_object_is_a_list(wrap: Callable[[list[object]], object]) -> None:
    listed: list[object] = [{"bodyText": "It closes."}, {"title": "Empty"}, {"bodyText": "It opens."}]
    first, failure, last = read_json(json.dumps(wrap(listed)).encode(), origin="all.json")
    assert isinstance(first, Loaded)
    assert isinstance(last, Loaded)
    assert (first.article.latest.text, last.article.latest.text) == ("It closes.", "It opens.")
    assert isinstance(failure, Failure)
    assert failure.origin == "all.json[2]"
    assert "title`" in failure.reason
