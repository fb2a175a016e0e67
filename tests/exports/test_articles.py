import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.exports.articles import from_json, to_json
from onrecord.model import Article, Reading, Span, Speaker, Statement, Version, When, Words, sha256
from onrecord.problems import BadArticle
from onrecord.record import open_record
from tests.any_readings import readings
from tests.made_articles import READ_WITH, made

KEYS = [
    "format",
    "id",
    "kind",
    "url",
    "outlet",
    "headline",
    "authors",
    "published",
    "modified",
    "text",
    "text_sha256",
    "bytes_sha256",
    "media_type",
    "language",
    "signals",
    "origin",
    "blocks",
    "reason",
    "read_with",
    "occasions",
    "statements",
]
STATEMENT_KEYS = [
    "id",
    "kind",
    "type",
    "act",
    "negated",
    "quote",
    "content",
    "cue",
    "source",
    "speakers",
    "principals",
    "addressee",
    "venue",
    "when",
    "occasion",
    "confidence",
]


TUESDAY = {"date": "2024-05-07", "text": "Tuesday", "start": 120, "end": 127, "rule": "weekday on or before"}


@given(readings())
def test_a_reading_is_written_and_read_back_without_loss(reading: Reading) -> None:
    assert from_json(json.loads(json.dumps(to_json(reading)))) == reading


@given(readings(), st.data())
def test_any_value_of_another_type_is_a_problem_or_a_reading(reading: Reading, data: st.DataObject) -> None:
    value = to_json(reading)
    key = data.draw(st.sampled_from(KEYS))
    value[key] = data.draw(st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers(), min_size=1))
    try:
        assert isinstance(from_json(value), Reading)
    except BadArticle as problem:
        assert str(problem).startswith("Not an article: ")


def test_the_keys_and_their_order_are_the_contract() -> None:
    value = to_json(made()[1])
    assert list(value) == KEYS
    assert [list(statement) for statement in value["statements"]] == [STATEMENT_KEYS] * 2


def test_an_article_as_it_is_written() -> None:
    _, reading = made()
    value = to_json(reading)
    assert value["published"] == "2024-05-07"
    assert value["signals"] == {"published": "json-ld datePublished", "modified": None}
    assert value["blocks"][0] == {"kind": "headline", "start": 0, "end": 25}
    assert value["statements"][0] == {
        "id": reading.statements[0].id,
        "kind": "said",
        "type": "direct",
        "act": "states",
        "negated": False,
        "quote": '"The bridge will stay open,"',
        "content": [{"start": 27, "end": 55, "text": '"The bridge will stay open,"'}],
        "cue": {"start": 94, "end": 98, "text": "told"},
        "source": [{"start": 56, "end": 92, "text": "Ana Duarte, the mayor of Porto Velho"}],
        "speakers": [
            {
                "name": "Ana Duarte",
                "kind": "person",
                "role": {"start": 72, "end": 92, "text": "mayor of Porto Velho"},
                "mention": {"start": 56, "end": 66, "text": "Ana Duarte"},
            }
        ],
        "principals": [],
        "addressee": {"start": 99, "end": 116, "text": "the Harbour Times"},
        "venue": None,
        "when": TUESDAY,
        "occasion": 1,
        "confidence": 0.75,
    }
    addressees = [{"start": 99, "end": 116, "text": "the Harbour Times"}]
    assert value["occasions"] == [{"number": 1, "when": TUESDAY, "venue": None, "addressees": addressees}]
    assert (value["format"], value["kind"], value["read_with"]) == (2, "article", reading.read_with)
    assert value["reason"] is None


def test_further_parts_of_a_cue_have_a_key_of_their_own() -> None:
    version = Version("He said and repeated: no.", "", "text/plain")
    statement = Statement("s", (Span(22, 24),), cue=(Span(3, 7), Span(12, 20)))
    reading = Reading(Article("a", None, (version,)), (statement,))
    value = to_json(reading)["statements"][0]
    assert value["cue"] == {"start": 3, "end": 7, "text": "said"}
    assert value["cue_more"] == [{"start": 12, "end": 20, "text": "repeated"}]
    assert from_json(to_json(reading)) == reading


def test_what_was_written_before_there_were_more_acts_gets_its_act_by_its_cue() -> None:
    version = Version("Brand did not say that it was late.", "", "text/plain")
    statement = Statement("s", (Span(18, 34),), cue=(Span(14, 17),), act="states", negated=True)
    value = to_json(Reading(Article("a", None, (version,)), (statement,)))
    del value["statements"][0]["negated"]
    value["statements"][0]["act"] = "refuses"
    assert from_json(value).statements == (statement,)


def test_the_record_and_the_json_agree(tmp_path: Path) -> None:
    loaded, reading = made()
    with open_record(tmp_path / "a.record", write=True) as record:
        record.add_reading(loaded, reading, read_with=READ_WITH)
        assert [to_json(kept) for kept in record.readings()] == [to_json(reading)]


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["id"], None, "id must be a string, not null"),
        (["text"], 7, "text must be a string, not a number"),
        (["authors"], "Rui", "authors must be an array, not a string"),
        (["authors"], ["Rui", None], r"authors\[1\] must be a string, not null"),
        (["text_sha256"], "0", "text_sha256 is not the SHA-256 of the text"),
        (["signals"], None, "signals must say which signal gave `published`"),
        (["signals", "published"], None, r"signals\.published must be a string"),
        (["blocks", 0, "kind"], "banner", r"blocks\[0\]\.kind must be one of headline, .*, not 'banner'"),
        (["blocks", 1, "end"], 10_000, r"blocks\[1\]\.start and end, 27 and 10000, do not fit a text of \d+"),
        (["blocks", 1, "start"], -1, "do not fit"),
        (["blocks", 1, "start"], 1.0, "must be a whole number, not a number"),
        (["blocks", 1, "start"], True, "must be a whole number, not a truth value"),
        (["statements"], {}, "statements must be an array, not an object"),
        (["statements", 0], [], r"statements\[0\] must be an object, not an array"),
        (["statements", 0, "quote"], "Other", r"statements\[0\]\.quote is not the parts of `content`"),
        (["statements", 0, "content", 0, "text"], "Other", r"statements\[0\]\.content\[0\]\.text is not what"),
        (["statements", 1, "cue", "start"], 5000, r"statements\[1\]\.cue\.start and end"),
        (["statements", 0, "kind"], "thought", "must be one of said, held"),
        (["statements", 0, "act"], "sings", "must be one of states, denies"),
        (["statements", 0, "negated"], 1, r"statements\[0\]\.negated must be a truth value, not a number"),
        (["statements", 0, "confidence"], 1.1, "a number from 0 to 1, not 1.1"),
        (["statements", 0, "confidence"], True, "a number from 0 to 1"),
        (["statements", 0, "confidence"], float("nan"), "a number from 0 to 1"),
        (["format"], 3, "format must be 1 or 2, not 3; a later Onrecord may read it"),
        (["format"], "2", "format must be a whole number, not a string"),
        (["kind"], "statement", "kind must be one of article, transcript, official, interview, not 'statement'"),
        (["statements", 0, "speakers"], None, r"statements\[0\]\.speakers must be an array"),
        (["statements", 0, "speakers", 0], "Ana", r"statements\[0\]\.speakers\[0\] must be an object"),
        (["statements", 0, "speakers", 0, "kind"], "robot", "must be one of person"),
        (["statements", 0, "speakers", 0, "role"], "mayor", r"speakers\[0\]\.role must be an object, not a string"),
        (["statements", 0, "speakers", 0, "role", "text"], "queen", r"role\.text is not what the article's text has"),
        (["statements", 0, "speakers", 0, "mention", "end"], None, r"mention\.end must be a whole number, not null"),
        (["statements", 0, "addressee", "start"], 5000, r"addressee\.start and end, 5000 and 116, do not fit"),
        (["statements", 0, "when", "start"], 119, r"when\.text is not what the article's text has from 119 to 127"),
        (["statements", 0, "occasion"], 0, r"statements\[0\]\.occasion must be a number from 1 on, or null, not 0"),
        (["statements", 0, "when", "date"], "2024-13", r"when\.date must be YYYY, .*not '2024-13'"),
        (["statements", 0, "when", "date"], "soon", "interval A/B"),
        (["statements", 0, "when", "date"], "", "interval A/B"),
        (["statements", 0, "when", "rule"], None, r"when\.rule must be a string"),
    ],
)
def test_bad_values_are_named_by_their_key(path: list[Any], value: Any, said: str) -> None:
    article = copy.deepcopy(to_json(made()[1]))
    place: Any = article
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(BadArticle, match=said):
        from_json(article)


@pytest.mark.parametrize("key", sorted({*KEYS} - {"format", "occasions"}))
def test_a_missing_key_is_named(key: str) -> None:
    article = to_json(made()[1])
    del article[key]
    with pytest.raises(BadArticle, match=rf"{key} is missing.*export it again"):
        from_json(article)


@pytest.mark.parametrize("value", [None, [], "text", 3])
def test_what_is_no_object_is_no_article(value: Any) -> None:
    with pytest.raises(BadArticle, match="the article must be an object"):
        from_json(value)


def test_unknown_keys_are_skipped() -> None:
    article = to_json(made()[1])
    article["score"] = 3
    article["statements"][0]["stance"] = "supports"
    assert from_json(article) == made()[1]


FORMAT_1 = {
    "id": "a1",
    "url": None,
    "outlet": None,
    "headline": None,
    "authors": [],
    "published": None,
    "modified": None,
    "text": "Holt and Berg told us on Monday: it rains.",
    "text_sha256": "0",
    "bytes_sha256": "b1",
    "media_type": "text/plain; charset=utf-8; kind=statement",
    "language": "en",
    "signals": {"published": None, "modified": None},
    "origin": None,
    "blocks": [],
    "reason": None,
    "statements": [
        {
            "id": "s1",
            "kind": "said",
            "type": "indirect",
            "act": "states",
            "negated": False,
            "quote": "it rains",
            "content": [{"start": 33, "end": 41, "text": "it rains"}],
            "cue": None,
            "source": [],
            "speaker": {"name": "Ana Holt; Jonas Berg", "kind": "person", "role": None, "mention": "Holt and Berg"},
            "principal": {"name": "Harbour Board", "kind": "organization", "role": "owner", "mention": None},
            "addressee": "us",
            "venue": "a call",
            "when": {"date": "2024-05-06", "text": "Monday", "rule": "weekday before"},
            "confidence": 0.5,
        }
    ],
}


def test_the_first_format_is_read_with_all_that_it_had() -> None:
    article = FORMAT_1 | {"text_sha256": sha256(str(FORMAT_1["text"]))}
    reading = from_json(article)
    version, (one,) = reading.article.latest, reading.statements
    assert (version.kind, version.media_type) == ("official", "text/plain; charset=utf-8")
    mention = Words("Holt and Berg")
    assert one.speakers == (
        Speaker("Ana Holt", "person", None, mention),
        Speaker("Jonas Berg", "person", None, mention),
    )
    assert one.principals == (Speaker("Harbour Board", "organization", Words("owner")),)
    assert (one.addressee, one.venue) == (Words("us"), Words("a call"))
    assert one.when == When.of_date("2024-05-06", text="Monday", rule="weekday before")
    assert (one.occasion, reading.read_with) == (None, None)
    assert from_json(to_json(reading)) == reading


def test_what_has_no_format_and_no_speaker_is_missing_one() -> None:
    article = to_json(made()[1])
    del article["format"]
    with pytest.raises(BadArticle, match=r"statements\[0\]\.speaker is missing"):
        from_json(article)
