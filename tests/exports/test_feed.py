from dataclasses import replace
from datetime import date
from pathlib import Path

from lxml import etree

from onrecord.exports.feed import ATOM, atom, positions_atom
from onrecord.model import When
from onrecord.positions.values import Question
from onrecord.record import open_record
from onrecord.record.positions.values import NewPosition
from tests.made_articles import READ_WITH, made, statement, with_statements
from tests.positions.made_positions import position

NAMES = {"a": ATOM}
HOSTILE = "The <script>alert(1)</script> & \u202ebridge\x0b is safe"


def texts(root: etree._Element, path: str) -> list[str]:
    return [str(one) for one in root.xpath(path, namespaces=NAMES)]  # type: ignore[union-attr]


def test_new_hits_as_a_feed(tmp_path: Path) -> None:
    with open_record(tmp_path / "a.record", write=True) as record:
        record.add_reading(*made(1, published="2024-05-07T08:00:00+01:00"), read_with=READ_WITH)
        record.save_search("bridge <b>", {"words": "bridge"}, who="Ana & Rui")
        saved, hits = record.saved_search("bridge <b>"), record.search_hits("bridge <b>")
    made_feed = atom(saved, hits, site="https://record.example/", address="https://record.example/searches/1.atom")
    root = etree.fromstring(made_feed)
    assert texts(root, "a:title/text()") == ["Onrecord: bridge <b>"]
    assert texts(root, "a:author/a:name/text()") == ["Ana & Rui"]
    assert texts(root, "a:link[@rel='self']/@href") == ["https://record.example/searches/1.atom"]
    assert texts(root, "a:updated/text()") == [hits[0].added_at]
    (entry,) = root.findall(f"{{{ATOM}}}entry")
    assert texts(entry, "a:updated/text()") == [hits[0].added_at]
    assert texts(entry, "a:published/text()") == ["2024-05-07T08:00:00+01:00"]
    found = hits[0].hit.statement
    assert found
    assert texts(entry, "a:link[@rel='alternate']/@href") == [f"https://record.example/statement/{found.id}"]
    assert texts(entry, "a:link[@rel='via']/@href") == ["https://harbour.example/1"]
    assert "The bridge will stay open" in texts(entry, "a:summary/text()")[0]
    again = atom(replace(saved, seen=0), hits, site="https://record.example/", address="x")
    assert texts(etree.fromstring(again), "a:entry/a:id/text()") == texts(root, "a:entry/a:id/text()")


def test_a_day_is_no_moment_and_what_xml_cannot_hold_is_left_out(tmp_path: Path) -> None:
    pair = made(1, paragraphs=(HOSTILE + ", they said.",))
    said = statement(pair[1].article.latest.text, content=HOSTILE)
    with open_record(tmp_path / "a.record", write=True) as record:
        record.add_reading(*with_statements(pair, said), read_with=READ_WITH)
        saved = record.save_search("x", {"words": "bridge"}, who="Ana")
        made_feed = atom(saved, record.search_hits("x"), site="https://record.example", address="x")
    root = etree.fromstring(made_feed)
    assert texts(root, "a:entry/a:published") == []
    assert texts(root, "a:entry/a:summary/text()") == [HOSTILE.replace("\x0b", "") + ", they said."]
    assert b"<script" not in made_feed


def test_a_feed_without_hits_is_one(tmp_path: Path) -> None:
    with open_record(tmp_path / "a.record", write=True) as record:
        saved = record.save_search("x", {"words": "bridge"}, who="Ana")
    root = etree.fromstring(atom(saved, (), site="https://record.example", address="x"))
    assert texts(root, "a:updated/text()") == [saved.created]


def test_positions_on_a_question_as_a_feed() -> None:
    asked = Question("q", f"Should {HOSTILE}?", asked_by="Ana & Rui", asked_at="2024-05-01T08:00:00+00:00")
    year = When(date(2008, 1, 1), date(2008, 12, 31), "2008", "year")
    said = position("Holt", "q", "opposes", when=year, published=None, quote=HOSTILE, act="denies", negated=True)
    decided = position("Berg", "q", day="2024-05-02", quote="so", decided_by=("Kim",), relayed=True, outlet="Post")
    found = [NewPosition(said, "2024-05-03T00:00:00+00:00"), NewPosition(decided, "2024-05-02T00:00:00+00:00")]
    where = {"site": "https://record.example", "address": "https://record.example/question/q.atom", "page": "p"}
    made_feed = positions_atom(asked, found, **where)
    root = etree.fromstring(made_feed)
    assert b"<script" not in made_feed
    assert texts(root, "a:updated/text()") == ["2024-05-03T00:00:00+00:00"]
    assert texts(root, "a:entry/a:category/@term") == ["opposes", "supports"]
    first, second = texts(root, "a:entry/a:title/text()")
    assert first.startswith("Holt opposes it: does not deny: The <script>") and second == "Berg supports it: so"
    summaries = texts(root, "a:entry/a:summary/text()")
    assert summaries[0].endswith("is safe (2008; proposed by a machine)")
    assert summaries[1] == "so (2024-05-02; relayed by others; coded by Kim)"
    assert texts(root, "a:entry/a:author/a:name/text()") == ["unknown outlet", "Post"]
    again = positions_atom(asked, reversed(found), **where)
    assert set(texts(etree.fromstring(again), "a:entry/a:id/text()")) == set(texts(root, "a:entry/a:id/text()"))
    empty = etree.fromstring(positions_atom(asked, (), **where))
    assert texts(empty, "a:updated/text()") == [asked.asked_at]
