"""Where in the record a quotation may stand: the articles that hold its rarest words.

Words are looked up one by one, so that a changed or misheard one hides nothing. The frequent ones are not looked up:
they stand everywhere, and going through their places is what costs time."""

import sqlite3

from onrecord.english.tokens import bare_words
from onrecord.model import Reading
from onrecord.record.loading import Kept, load_kept

RAREST = 8
"""Words that are looked up. With 900 edited quotations all are found from six on; two more are for safety."""
COMMON = 5000
"""Places of a word from which on counting stops."""
MOST_PLACES = 20_000
"""Places that one look-up goes through; the fourth and later words are left out where they would exceed it."""

_PLACES = """
SELECT count(*) FROM (SELECT 1 FROM articles_index WHERE articles_index MATCH ? LIMIT ?)
"""
_BY_STATEMENT = """
SELECT readings.id
FROM statements_index
JOIN standing_statements AS statements ON statements.sequence = statements_index.rowid
JOIN latest ON latest.version = statements.version
JOIN readings ON readings.version = statements.version
WHERE statements_index MATCH ?
ORDER BY statements_index.rank, statements.sequence
LIMIT ?
"""
_BY_ARTICLE = """
SELECT readings.id
FROM articles_index
JOIN latest ON latest.version = articles_index.rowid
JOIN readings ON readings.version = articles_index.rowid
WHERE articles_index MATCH ?
ORDER BY articles_index.rank, articles_index.rowid
LIMIT ?
"""


def find_quotations(connection: sqlite3.Connection, words: str, *, limit: int, kept: Kept) -> tuple[Reading, ...]:
    """The latest versions that may hold a quotation, those first in which a statement does."""
    rare = _rarest(connection, words)
    if not rare:
        return ()
    sought = " OR ".join(rare)
    rows = connection.execute(_BY_STATEMENT, (f"quote : ({sought})", 2 * limit)).fetchall()
    rows += connection.execute(_BY_ARTICLE, (sought, limit)).fetchall()
    found = dict.fromkeys(row[0] for row in rows)
    # Half from each, where both have as many: words that are in no statement must be found as well.
    statements, articles = list(found)[:limit], [row[0] for row in rows[-limit:]]
    chosen = dict.fromkeys([*statements[: (limit + 1) // 2], *articles[: limit // 2], *found])
    return tuple(load_kept(connection, article, kept) for article in list(chosen)[:limit])


def _rarest(connection: sqlite3.Connection, words: str) -> list[str]:
    distinct = dict.fromkeys(word.casefold() for word in bare_words(words))
    counted = [(_places(connection, word), word) for word in distinct]
    chosen: list[str] = []
    total = 0
    for places, word in sorted(one for one in counted if one[0]):
        total += places
        if len(chosen) >= RAREST or (len(chosen) >= 3 and total > MOST_PLACES):
            break
        chosen.append(f'"{word}"')
    return chosen


def _places(connection: sqlite3.Connection, word: str) -> int:
    return int(connection.execute(_PLACES, (f'"{word}"', COMMON)).fetchone()[0])
