"""Which article a reading belongs to, and which of its versions is the newest.

An article is known by its id, else by what the addresses of one article have in common, so that one that was added
under another spelling is found again. A version that was fetched from the article's own site is the article's own; one
from a file that names the address is a copy. Where an article has own versions, the newest of them is its latest
version, whatever copies were added since.
"""

import sqlite3
from dataclasses import dataclass

from onrecord.model import Article, Origin, Version, sha256
from onrecord.sources.addresses import address_key

_BY_ID = "SELECT sequence, id FROM articles WHERE id = ?"
_BY_KEY = """
SELECT articles.sequence, articles.id FROM article_keys JOIN articles ON articles.sequence = article_keys.article
WHERE key = ? ORDER BY articles.sequence LIMIT 1
"""
_UNKEYED = """
SELECT sequence, id, url FROM articles WHERE sequence > (SELECT coalesce(max(article), 0) FROM article_keys)
"""
_KEY = "INSERT INTO article_keys (article, key) VALUES (?, ?)"
_LATEST = """
SELECT versions.sequence, versions.number, versions.text_sha256, versions.headline,
    EXISTS (SELECT 1 FROM own_versions WHERE own_versions.version = versions.sequence)
FROM latest JOIN versions ON versions.sequence = latest.version WHERE latest.article = ?
"""
_ALIKE = """
SELECT sequence, number, text_sha256, headline, 0 FROM versions
WHERE article = ? AND text_sha256 = ? AND headline IS ? ORDER BY number DESC LIMIT 1
"""
_LAST_NUMBER = "SELECT max(number) FROM versions WHERE article = ?"
# A fetched version is seen by a fetch; any other by whatever gave its bytes.
_SEEN = """
SELECT EXISTS (
    SELECT 1 FROM versions
    WHERE article = ?1 AND bytes_sha256 = ?2 AND (?3 IS NOT 'fetched' OR origin = 'fetched')
) OR EXISTS (
    SELECT 1 FROM sightings JOIN versions ON versions.sequence = sightings.version
    WHERE article = ?1 AND sightings.bytes_sha256 = ?2 AND (?3 IS NOT 'fetched' OR sightings.origin = 'fetched')
)
"""


@dataclass(frozen=True, slots=True)
class Held:
    """An article of the record: its row and the id that it has there."""

    sequence: int
    id: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a new version stands: the version that has its words already, None where none has; the number it gets; and
    whether it becomes the latest."""

    alike: int | None
    number: int
    leads: bool


def held(connection: sqlite3.Connection, article: Article) -> Held | None:
    """The article of the record that this one is."""
    row = connection.execute(_BY_ID, (article.id,)).fetchone()
    if row is None and (key := derived_key(article.id, article.url)):
        row = connection.execute(_BY_KEY, (key,)).fetchone()
    return Held(*row) if row else None


def article_by_address(connection: sqlite3.Connection, address: str) -> str | None:
    """The id of the article that has this address, in whatever spelling."""
    row = connection.execute(_BY_KEY, (address_key(address),)).fetchone()
    return str(row[1]) if row else None


def has_seen(connection: sqlite3.Connection, article: Article) -> bool:
    """Whether the bytes of the article's version belong to it, or were seen to hold nothing new, and so came."""
    found = held(connection, article)
    kind = article.latest.origin.kind if article.latest.origin else None
    asked = (found.sequence, article.latest.bytes_sha256, kind) if found else None
    return asked is not None and bool(connection.execute(_SEEN, asked).fetchone()[0])


def standing(connection: sqlite3.Connection, article: int, version: Version) -> Standing:
    """What a version is beside those that an article has."""
    row = connection.execute(_LATEST, (article,)).fetchone()
    if row is None:  # it was removed, and may be added again
        return Standing(None, 1, leads=True)
    latest, number, *words, is_own = row
    asked = [version.text_sha256, version.headline]
    beside = bool(is_own) and not is_fetched(version.origin)
    alike = (latest, number) if words == asked else None
    if beside and alike is None:
        alike = connection.execute(_ALIKE, (article, *asked)).fetchone()
    if alike is not None:
        return Standing(alike[0], alike[1], leads=False)
    return Standing(None, connection.execute(_LAST_NUMBER, (article,)).fetchone()[0] + 1, leads=not beside)


def is_fetched(origin: Origin | None) -> bool:
    """Whether bytes came from an address, and so are the own words of what is known by it."""
    return origin is not None and origin.kind == "fetched"


def add_key(connection: sqlite3.Connection, sequence: int, article: Article) -> None:
    """Keep by what an article is found again."""
    connection.execute(_KEY, (sequence, derived_key(article.id, article.url)))


def add_missing_keys(connection: sqlite3.Connection) -> None:
    """Keep it for the articles of a record that was made before there were keys."""
    unkeyed = connection.execute(_UNKEYED).fetchall()
    connection.executemany(_KEY, ((sequence, derived_key(id_, url)) for sequence, id_, url in unkeyed))


def derived_key(id_: str, url: str | None) -> str | None:
    """By what an article's address is found again; None where it is known by an id that it was given, or by its
    bytes."""
    if url is None:
        return None
    key = address_key(url)
    # The second is how ids were made of addresses before.
    return key if id_ in (sha256(key)[:16], sha256(url)[:16]) else None
