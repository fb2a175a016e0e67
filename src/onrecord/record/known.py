"""What a record knows of statements beyond their articles: who the actors are now, and whose words are one family;
which versions of an article there are, and from which of them a statement was read."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby

from onrecord.actors.directory import Actor
from onrecord.model import Speaker
from onrecord.record.actors import load_actor
from onrecord.record.families import FamilyMarks
from onrecord.record.families.reports import Reports
from onrecord.record.joined import Joined, joined
from onrecord.record.loading import find_statement, held_id, statement_version
from onrecord.record.values import Evidence, Hit, Known, VersionMark

_APPEARING = """
SELECT statements.id, part, appearances.name, appearances.actor
FROM articles
JOIN latest ON latest.article = articles.sequence
JOIN statements ON statements.version = latest.version
JOIN appearances ON appearances.statement = statements.sequence
WHERE articles.id = ?
"""
_MARKS = """
SELECT number, added_at,
    EXISTS (SELECT 1 FROM own_versions WHERE own_versions.version = versions.sequence),
    EXISTS (SELECT 1 FROM latest WHERE latest.version = versions.sequence)
FROM articles JOIN versions ON versions.article = articles.sequence
JOIN entries ON entries.sequence = versions.sequence
WHERE articles.id = ? ORDER BY number
"""
_MARK = """
SELECT number, added_at,
    EXISTS (SELECT 1 FROM own_versions WHERE own_versions.version = versions.sequence),
    EXISTS (SELECT 1 FROM latest WHERE latest.version = versions.sequence)
FROM versions JOIN entries ON entries.sequence = versions.sequence
WHERE versions.sequence = ?
"""
Appearing = dict[tuple[str, str, str], int]
"""By statement, part ("speaker" or "principal") and the name that the article gives."""


def known(connection: sqlite3.Connection, reports: Reports, hits: Iterable[Hit]) -> Iterator[tuple[Hit, Known]]:
    """Each hit with what is known of it. Hits of one article should stand together: it is then looked up once."""
    state, families = joined(connection), FamilyMarks(connection, reports)
    loaded: dict[int, Actor] = {}

    def actors(appearing: Appearing, statement: str, part: str, names: Iterable[Speaker]) -> Iterator[Actor | None]:
        for one in names:
            actor = appearing.get((statement, part, one.name))
            if actor is not None and actor not in loaded:
                loaded[actor] = load_actor(connection, state, actor)
            yield None if actor is None else loaded[actor]

    for article, group in groupby(hits, key=lambda hit: hit.article_id):
        appearing = _appearing(connection, state, article)
        for hit in group:
            one = hit.statement
            if one is None:
                yield hit, Known()
                continue
            speakers = tuple(actors(appearing, one.id, "speaker", one.speakers))
            principals = tuple(actors(appearing, one.id, "principal", one.principals))
            yield hit, Known(speakers, principals, families.of(one.id, article))


def _appearing(connection: sqlite3.Connection, state: Joined, article: str) -> Appearing:
    return {
        (statement, part, name): state.root(state.moved.get((statement, actor), actor))
        for statement, part, name, actor in connection.execute(_APPEARING, (article,))
    }


def version_marks(connection: sqlite3.Connection, id_or_prefix: str) -> tuple[VersionMark, ...]:
    """The versions of an article, the oldest first. Raises UnknownId or AmbiguousId."""
    return tuple(map(_mark, connection.execute(_MARKS, (held_id(connection, id_or_prefix),))))


def load_evidence(connection: sqlite3.Connection, id_or_prefix: str) -> Evidence:
    """A statement and what proves it. Raises UnknownId or AmbiguousId."""
    version, id_ = statement_version(connection, id_or_prefix)
    reading, statement = find_statement(connection, id_)
    return Evidence(reading, statement, _mark(connection.execute(_MARK, (version,)).fetchone()))


def _mark(row: tuple[int, str, int, int]) -> VersionMark:
    number, added_at, own, latest = row
    return VersionMark(number, added_at, bool(own), bool(latest))
