"""Keys that are made again when the rules that make them have changed. All names are invented."""

import sqlite3
from pathlib import Path

from onrecord.actors.names import joining_key, proposing_key
from onrecord.model import sha256
from onrecord.record import open_record
from onrecord.record.actors.keys import RULES
from onrecord.sources.addresses import address_key
from tests.made_articles import READ_WITH, made
from tests.older_records import without_origins

NAMES = (
    "Hanne Vik", "Dr. Hanne M. Vik Jr.", "Vik, Hanne", "MEC Aske", "Jean-Marie O'Neil", "J.D. Vik", "Ortwin",
    "The Skerra Harbour Board, Inc.", "Board of Skerra", "several officials", "Norway", "Skerra Defence Centre & Co.",
)  # fmt: skip
ADDRESSES = (
    "http://www.skerra.example/a/?utm_source=x", "https://skerra.example/amp/a", "https://skerra.example/a.amp",
    "https://m.skerra.example/a?id=3&ref=rss#top", "https://skerra.example/?p=1", "//=[#",
    "https://skerra.example/index.html/amp",
)  # fmt: skip


def test_the_number_of_the_rules_is_raised_with_the_rules() -> None:
    keys = [
        (joining_key(name, kind), proposing_key(name, kind))
        for name in NAMES
        for kind in ("person", "organization", "group")
    ]
    made_keys = sha256(repr([*keys, *map(address_key, ADDRESSES)]))[:12]
    assert (RULES, made_keys) == (2, "aa877815952d"), (
        "Keys are made in another way than before: raise `RULES`, so that records make theirs again, and put "
        "the new number and digest here."
    )


def test_a_writer_makes_keys_again_that_other_rules_made(tmp_path: Path) -> None:
    path = tmp_path / "a.record"
    with open_record(path, write=True) as record:
        record.add_reading(*made(), read_with=READ_WITH)
    with sqlite3.connect(path) as connection:
        kept = connection.execute("SELECT joining_key, proposing_key FROM actor_names").fetchall()
        connection.execute("UPDATE actor_names SET joining_key = 'of before', proposing_key = NULL")
        connection.execute("UPDATE article_keys SET key = 'of before'")
        connection.execute("PRAGMA user_version = 0")
    connection.close()
    assert any(one for one, _ in kept)
    with open_record(path, write=False) as record:
        (fault,) = record.verify()
    assert "the next `onrecord add` makes them again" in fault.message
    with open_record(path, write=True) as record:
        assert list(record.verify()) == []
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT joining_key, proposing_key FROM actor_names").fetchall() == kept
    connection.close()


def test_keys_that_are_wrong_though_the_rules_are_the_same_are_faults(tmp_path: Path) -> None:
    path = tmp_path / "a.record"
    with open_record(path, write=True) as record:
        record.add_reading(*made(), read_with=READ_WITH)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE actor_names SET joining_key = 'forged'")
    connection.close()
    with open_record(path, write=True) as record:
        assert any("out of step" in fault.message for fault in record.verify())


def test_a_record_of_the_format_before_makes_its_keys_when_it_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "a.record"
    loaded, reading = made()
    with open_record(path, write=True) as record:
        record.add_reading(loaded, reading, read_with=READ_WITH)
    with sqlite3.connect(path) as connection:
        without_origins(connection)
        connection.execute("UPDATE actor_names SET block = 'of before'")
    connection.close()
    with open_record(path, write=True) as record:
        assert list(record.verify()) == []
        assert record.has(loaded.article)
        assert record.add_reading(loaded, reading, read_with=READ_WITH) == "unchanged"
        assert record.counts().versions == 1
