"""How the versions of a record came: what a server may say of itself, copies from files, and ids of before."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import onrecord
from onrecord.cli.articles.history import history_text
from onrecord.exports.articles import from_json, to_json
from onrecord.exports.history import changes_of, history_json
from onrecord.exports.pages import history_page, reading_page
from onrecord.model import Article, Loaded, Origin, Reading, sha256
from onrecord.record import Added, Record, open_record
from onrecord.sources import load
from tests.made_articles import READ_WITH, made
from tests.older_records import without_origins
from tests.served import Site, serving

HTML = {"Content-Type": "text/html"}
JSON = {"Content-Type": "application/json"}
TRUE = "The minister said on Monday that the bridge would be built this year, before the first snow falls."
FALSE = "The minister said on Monday that the bridge would never be built this year, whatever anybody says."
LATER = "The minister said on Monday that the bridge would be built next year, after the last snow has gone."
NAMED = "http://bigpaper.example/story/1"


def html(words: str, canonical: str | None = None) -> bytes:
    link = f"<link rel=canonical href={canonical}>" if canonical else ""
    head = f"<head>{link}<title>The bridge</title></head>"
    return f"<html>{head}<body><h1>The bridge</h1><p>{words}</p></body></html>".encode()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with serving(monkeypatch) as found:
        yield found


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "a.record", write=True) as record:
        yield record


def taken(*inputs: str) -> list[Loaded]:
    found = list(load(inputs, allow_private=True))
    assert all(isinstance(one, Loaded) for one in found), found
    return [one for one in found if isinstance(one, Loaded)]


def add(record: Record, *inputs: str) -> list[Added]:
    return [record.add_reading(one, Reading(one.article), read_with=READ_WITH) for one in taken(*inputs)]


def serve(site: Site, host: str, path: str, words: str, canonical: str | None = None) -> str:
    site.answers[host + path] = (200, HTML, html(words, canonical))
    return site.address(host, path)


def saved(folder: Path, name: str, words: str, canonical: str | None) -> str:
    (folder / name).write_bytes(html(words, canonical))
    return str(folder / name)


def words(record: Record, id_: str) -> str:
    return record.article(id_).article.latest.text.partition("\n\n")[2]


def origins(record: Record, id_: str) -> list[tuple[str, bool, bool]]:
    found = [(one.reading.article.latest.origin, one.own, one.latest) for one in record.versions(id_)]
    return [(origin.kind if origin else "none", own, latest) for origin, own, latest in found]


def test_a_page_that_names_the_address_of_another_site_is_not_its_article(site: Site, record: Record) -> None:
    own = serve(site, "bigpaper.example", "/story/1", TRUE)
    forged = serve(site, "evil.example", "/copy", FALSE, canonical=own)
    assert add(record, own, forged) == ["added", "added"]
    assert words(record, own) == TRUE
    (other,) = record.versions(forged)
    assert other.reading.article.url == forged
    assert other.reading.article.latest.origin == Origin("fetched", forged, claimed=own)
    assert list(record.verify()) == []


def test_a_redirect_is_judged_by_where_it_ends(site: Site, record: Record) -> None:
    forged = serve(site, "evil.example", "/copy", FALSE, canonical=NAMED)
    site.answers["bigpaper.example/go"] = (302, {"Location": forged}, b"")
    add(record, site.address("bigpaper.example", "/go"))
    (reading,) = record.readings()
    assert reading.article.url == forged


def test_a_page_of_the_same_registered_domain_may_name_the_article(site: Site, record: Record) -> None:
    own = serve(site, "www.bigpaper.example", "/story/1", TRUE)
    amp = serve(site, "amp.bigpaper.example", "/s/1.html?utm_source=x", LATER, canonical=own)
    assert add(record, own, amp) == ["added", "new version"]
    assert [one.reading.article.latest.origin for one in record.versions(own)] == [
        Origin("fetched", own),
        Origin("fetched", site.address("amp.bigpaper.example", "/s/1.html")),
    ]


@pytest.mark.parametrize("several", [False, True], ids=["one object", "a list"])
def test_json_from_a_server_sets_neither_id_nor_address_of_others(site: Site, record: Record, several: bool) -> None:
    own = serve(site, "bigpaper.example", "/story/1", TRUE)
    add(record, own)
    (held,) = record.readings()
    forged = {"id": held.article.id, "url": own, "text": FALSE}
    body = json.dumps([forged, {"id": "2", "text": LATER}] if several else forged).encode()
    site.answers["evil.example/feed"] = (200, JSON, body)
    assert add(record, site.address("evil.example", "/feed")) == ["added"] * (1 + several)
    assert words(record, held.article.id) == TRUE
    others = [reading.article for reading in record.readings()][1:]
    assert {one.url for one in others} == {site.address("evil.example", "/feed")}
    assert others[0].latest.origin == Origin("fetched", site.address("evil.example", "/feed"), claimed=own)
    assert add(record, site.address("evil.example", "/feed")) == ["unchanged"] * (1 + several)
    assert list(record.verify()) == []


def test_json_from_a_server_may_name_its_own_articles(site: Site, record: Record) -> None:
    own = serve(site, "bigpaper.example", "/story/1", TRUE)
    lines = "\n".join(json.dumps({"id": "x", "url": url, "text": LATER}) for url in (own, f"{own}1"))
    site.answers["api.bigpaper.example/lines"] = (200, {"Content-Type": "application/x-ndjson"}, lines.encode())
    assert add(record, own, site.address("api.bigpaper.example", "/lines")) == ["added", "new version", "added"]


def test_what_a_user_gives_may_set_id_and_address(tmp_path: Path, record: Record) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "mine", "url": NAMED, "text": TRUE}))
    assert add(record, str(tmp_path / "a.jsonl")) == ["added"]
    article = record.article("mine").article
    assert (article.url, article.latest.origin) == (NAMED, Origin("file", str(tmp_path / "a.jsonl"), claimed=NAMED))


def test_a_file_is_a_copy_that_never_takes_the_place_of_what_was_fetched(
    site: Site, tmp_path: Path, record: Record
) -> None:
    own = serve(site, "bigpaper.example", "/story/1", TRUE)
    copy = saved(tmp_path, "copy.html", FALSE, own)
    assert add(record, own, copy, copy) == ["added", "copy", "unchanged"]
    assert words(record, own) == TRUE
    assert record.history(own).latest.text.endswith(TRUE)
    serve(site, "bigpaper.example", "/story/1", LATER)
    assert add(record, own, copy) == ["new version", "unchanged"]
    assert words(record, own) == LATER
    assert origins(record, own) == [("fetched", True, False), ("file", False, False), ("fetched", True, True)]
    assert list(record.verify()) == []


def test_what_is_fetched_leads_over_copies_that_came_first(site: Site, tmp_path: Path, record: Record) -> None:
    own = site.address("bigpaper.example", "/story/1")
    old, new = saved(tmp_path, "old.html", TRUE, own), saved(tmp_path, "new.html", LATER, own)
    assert add(record, old, new) == ["added", "new version"]
    assert words(record, own) == LATER
    serve(site, "bigpaper.example", "/story/1", FALSE)
    assert add(record, own) == ["new version"]
    assert origins(record, own) == [("file", False, False), ("file", False, False), ("fetched", True, True)]


def test_a_copy_whose_words_are_fetched_later_is_confirmed(site: Site, tmp_path: Path, record: Record) -> None:
    own = serve(site, "bigpaper.example", "/story/1", TRUE)
    same = saved(tmp_path, "same.html", TRUE, own)
    assert add(record, same) == ["added"]
    (fetched,) = taken(own)
    assert not record.has(fetched.article)
    assert add(record, own) == ["unchanged"]
    assert record.has(fetched.article)
    assert origins(record, own) == [("file", True, True)]
    assert add(record, saved(tmp_path, "other.html", FALSE, own)) == ["copy"]
    assert words(record, own) == TRUE
    assert "fetched later with the same words" in drawn(record, own)
    assert list(record.verify()) == []


def test_the_same_bytes_elsewhere_do_not_hide_the_article(site: Site, record: Record) -> None:
    own = site.address("bigpaper.example", "/story/1")
    forged = serve(site, "evil.example", "/copy", TRUE, canonical=own)
    add(record, forged)
    serve(site, "bigpaper.example", "/story/1", TRUE, canonical=own)
    (fetched,) = taken(own)
    assert not record.has(fetched.article)
    assert add(record, own) == ["added"]
    assert record.counts().contents == 1


def drawn(record: Record, id_: str) -> str:
    from rich.console import Console

    versions = record.versions(id_)
    console = Console(width=300)
    with console.capture() as capture:
        console.print(history_text(versions, changes_of(versions), signs=True))
    return capture.get()


def test_history_compares_with_what_stood_for_the_article_and_tells_how_each_came(
    site: Site, tmp_path: Path, record: Record
) -> None:
    own = serve(site, "bigpaper.example", "/story/1", TRUE)
    add(record, own, saved(tmp_path, "copy.html", FALSE, own))
    serve(site, "bigpaper.example", "/story/1", LATER)
    add(record, own)
    versions = record.versions(own)
    value = history_json(versions, changes_of(versions))
    assert [(step["from"], step["to"]) for step in value["changes"]] == [(1, 2), (1, 3)]
    assert [(one["own"], one["latest"]) for one in value["versions"]] == [(True, False), (False, False), (True, True)]
    assert value["versions"][1]["origin"] == {"kind": "file", "place": str(tmp_path / "copy.html"), "claimed": own}
    shown = drawn(record, own)
    assert f"Version 1: fetched from {own}" in shown
    assert f"a copy from the file {tmp_path / 'copy.html'}, which gives {own} as its address (not fetched" in shown
    page = history_page(versions, changes_of(versions))
    assert "fetched from http://bigpaper.example" in page
    assert f"copy from the file {tmp_path / 'copy.html'}" in page


def test_a_copy_at_the_end_of_a_history_is_said_to_stand_beside(site: Site, tmp_path: Path, record: Record) -> None:
    own = serve(site, "bigpaper.example", "/story/1", TRUE)
    add(record, own, saved(tmp_path, "copy.html", FALSE, own))
    assert "Version 1 stands for the article." in drawn(record, own)


def test_a_claim_is_told_where_an_article_is_shown(site: Site, record: Record) -> None:
    forged = serve(site, "evil.example", "/copy", FALSE, canonical=NAMED)
    add(record, forged)
    said = f"fetched from {forged}, which gives {NAMED} as its address; that is another site, so this is only a claim"
    reading = record.article(forged)
    assert said in reading_page(reading)
    assert to_json(reading)["origin"] == {"kind": "fetched", "place": forged, "claimed": NAMED}
    assert from_json(to_json(reading)) == reading


def test_add_and_verify_count_copies(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    own = serve(site, "bigpaper.example", "/story/1", TRUE)
    copy = saved(tmp_path, "copy.html", FALSE, own)
    added = CliRunner().invoke(onrecord, ["add", own, copy, "--allow-private"])
    assert "1 copy kept beside what was fetched" in added.output
    shown = CliRunner().invoke(onrecord, ["show", own], env={"COLUMNS": "300"}).output
    assert f"fetched from {own}" in " ".join(shown.split())
    verified = CliRunner().invoke(onrecord, ["verify"])
    assert verified.exit_code == 0
    assert "1 version was fetched from the article's site, 1 came from files" in verified.output
    refused = CliRunner().invoke(onrecord, ["add", own])
    assert refused.exit_code == 1
    assert "--allow-private" in refused.output


def test_a_record_of_before_finds_its_articles_in_all_spellings(tmp_path: Path) -> None:
    path, url = tmp_path / "a.record", "http://www.harbour.example/story/?utm_source=x"
    loaded, reading = made()
    old = replace(
        reading.article, id=sha256("http://www.harbour.example/story/")[:16], url="http://www.harbour.example/story/"
    )
    given = replace(reading.article, id="given")
    with open_record(path, write=True) as record:
        for article in (old, given):
            record.add_reading(Loaded(article, loaded.content), replace(reading, article=article), read_with=READ_WITH)
    with sqlite3.connect(path) as connection:
        without_origins(connection)
    connection.close()
    with open_record(path, write=True) as record:
        assert list(record.verify()) == []
        (tmp_path / "a.jsonl").write_text(json.dumps({"url": "https://harbour.example/story/amp", "text": LATER}))
        (new,) = taken(str(tmp_path / "a.jsonl"))
        assert new.article.id != old.id
        assert record.held(new.article) == old.id
        assert add(record, str(tmp_path / "a.jsonl")) == ["new version"]
        assert record.article(url).article.id == old.id
        assert record.held(replace(given, id="other")) is None
        assert [version.number for version in record.versions(old.id)] == [1, 2]
        assert list(record.verify()) == []


def test_a_forged_origin_is_a_fault(site: Site, tmp_path: Path, record: Record) -> None:
    own = serve(site, "bigpaper.example", "/story/1", TRUE)
    add(record, own)
    with sqlite3.connect(tmp_path / "a.record") as connection:
        connection.execute("DROP TRIGGER versions_stay")
        connection.execute("UPDATE versions SET place = 'http://evil.example/'")
        connection.execute("UPDATE article_keys SET key = 'https://evil.example'")
    connection.close()
    messages = " ".join(fault.message for fault in record.verify())
    assert "cannot speak for" in messages
    assert "which http://bigpaper.example" in messages
    assert "was changed after it was added" in messages


def test_what_is_watched_forgets_names_and_passwords(tmp_path: Path) -> None:
    path = tmp_path / "a.record"
    open_record(path, write=True).close()
    row = ("article", "http://a:b@c.example/feed", "2024-05-07T00:00:00.000+00:00", 0, 0)
    with sqlite3.connect(path) as connection:
        without_origins(connection)
        for url in ("http://a:b@c.example/1", "http://c.example/@a/2", "http://c.example/3?x=a@b"):
            connection.execute(
                "INSERT INTO watched (url, kind, found_in, first_seen, reads, failures) VALUES (?, ?, ?, ?, ?, ?)",
                (url, *row),
            )
    connection.close()
    with open_record(path, write=True) as record:
        watched = record.watched()
    assert sorted(one.url for one in watched) == [
        "http://c.example/1",
        "http://c.example/3?x=a@b",
        "http://c.example/@a/2",
    ]
    assert {one.found_in for one in watched} == {"http://c.example/feed"}


def test_an_article_of_before_is_shown_without_its_password(tmp_path: Path) -> None:
    loaded, reading = made()
    url = "http://reader:secret@harbour.example/1"
    article = Article(sha256(url)[:16], url, reading.article.versions)
    with open_record(tmp_path / "a.record", write=True) as record:
        record.add_reading(Loaded(article, loaded.content), replace(reading, article=article), read_with=READ_WITH)
        assert record.article(article.id).article.url == "http://harbour.example/1"
        assert list(record.verify()) == []


def test_watching_sends_a_password_and_keeps_none(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    feed = b"<rss version='2.0'><channel><title>t</title></channel></rss>"
    site.answers["closed.example/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed)
    given = [site.address("reader:secret@closed.example", path) for path in ("/feed", "/none")]
    shown = CliRunner().invoke(onrecord, ["watch", *given, "http://a:secret@[", "--once", "--allow-private"])
    assert "1 feed read" in shown.output
    assert "2 failed" in shown.output
    assert "secret" not in shown.output
    assert all(headers.get("Authorization") for path, headers in site.asked if not path.endswith("robots.txt"))
    with open_record("onrecord.record", write=False) as record:
        assert {one.url for one in record.watched()} == {site.address("closed.example", p) for p in ("/feed", "/none")}
    assert b"secret" not in Path("onrecord.record").read_bytes()
