"""Statements that may be about a question: found by words and by embedding among all of a record, the best looked at
again by the sentence network. Said and held ones alike; only those that stand in the latest version of an article.

Each function runs inside the caller's transaction."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.families.similarity import Sentences
from onrecord.model import Span
from onrecord.positions.embedding import WIDTH, Vectors, likeness, of_length_one, shipped_embedding
from onrecord.positions.relevance import (
    BY_EMBEDDING,
    BY_WORDS,
    LOOKED_AT,
    Candidate,
    Likeness,
    asked_texts,
    further_words,
    merged,
    probability,
    probability_by_embedding,
    words_of,
)
from onrecord.positions.values import Question
from onrecord.record.families.reports import paragraph_at
from onrecord.record.words import phrases, quoted

FOUND = 1_000
"""Statements that each way of searching finds."""
_MOST_RANKED = 100_000
"""Statements with one of the words that are ranked: the commonest words are left out beyond."""
_ALL = "SELECT first, vectors FROM embeddings WHERE model = ? ORDER BY first"
_OF = "SELECT first, vectors FROM embeddings WHERE first <= ? AND model = ? ORDER BY first DESC LIMIT 1"
_ROWS_AT_ONCE = 256
"""Rows of the table, each of some ten statements: a few megabytes as numbers. More take more memory, and more time."""
_MOST_ASKED, _MOST_SEEDS = 8, 8
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM statements_index WHERE statements_index MATCH ? LIMIT ?)"
_BY_WORDS = """
SELECT listed.statement
FROM statements_index CROSS JOIN listed ON listed.statement = statements_index.rowid
WHERE statements_index MATCH ?1 AND listed.standing = 'held' AND (?2 IS NULL OR listed.said_to >= ?2)
ORDER BY statements_index.rank, listed.statement LIMIT ?3
"""
_STANDING = """
SELECT statement FROM listed
WHERE statement IN (SELECT value FROM json_each(?1)) AND standing = 'held' AND (?2 IS NULL OR said_to >= ?2)
"""
_SEEDS = "SELECT max(sequence) FROM read_statements WHERE id IN (SELECT value FROM json_each(?)) GROUP BY id"
_TOLD = """
SELECT statements.sequence, statements.id, statements.version, quote,
    (SELECT start FROM spans WHERE spans.statement = statements.sequence AND role = 'content' AND spans.position = 0)
FROM statements WHERE sequence IN (SELECT value FROM json_each(?))
"""
_VERSIONS = (
    "SELECT sequence, coalesce(headline, ''), text FROM versions WHERE sequence IN (SELECT value FROM json_each(?))"
)
_BLOCKS = 'SELECT start, "end" FROM blocks WHERE version = ? ORDER BY position'


def nearest(connection: sqlite3.Connection, asked: Vectors) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Every statement that has an embedding, and how near it is to each of what is asked, a column for each."""
    sequences, near = bytearray(), bytearray()  # they grow in place; arrays that are joined would be there twice
    rows = connection.execute(_ALL, (shipped_embedding().name,))
    while some := rows.fetchmany(_ROWS_AT_ONCE):
        firsts = np.array([first for first, _ in some], np.int64)
        counts = np.array([len(vectors) for _, vectors in some]) // WIDTH
        found = np.frombuffer(b"".join(vectors for _, vectors in some), np.int8).reshape(-1, WIDTH)
        within = np.arange(len(found)) - np.repeat(np.cumsum(counts) - counts, counts)
        sequences += (np.repeat(firsts, counts) + within).tobytes()
        near += likeness(found, asked).tobytes()
    return np.frombuffer(sequences, np.int64), np.frombuffer(near, np.float32).reshape(-1, len(asked))


def stored_vectors(connection: sqlite3.Connection, statements: Sequence[int]) -> Vectors:
    """The vectors of some statements, without those of statements that have none."""
    found = []
    for one in statements:
        row = connection.execute(_OF, (one, shipped_embedding().name)).fetchone()
        vectors = np.frombuffer(row[1] if row else b"", np.int8).reshape(-1, WIDTH).astype(np.float32)
        if row and one - row[0] < len(vectors):
            found.append(vectors[one - row[0]])
    return of_length_one(np.array(found, np.float32).reshape(-1, WIDTH))


def candidates(
    connection: sqlite3.Connection, question: Question, *, sentences: Sentences | None, limit: int
) -> list[Candidate]:
    """The statements that are likeliest related to a question, the likeliest first; at most `limit`.

    Without `sentences` nothing is looked at again, and the order is that of the search. Runs in a transaction of the
    caller."""
    since = question.since.isoformat() if question.since else None
    searched = _searched(connection, question)
    orders = [(BY_WORDS, _by_words(connection, match, since=since)) for match in _matches(connection, question)]
    orders += [
        (BY_EMBEDDING, _nearest_first(connection, searched, column, since=since))
        for column in range(searched.near.shape[1])
    ]
    found = merged(orders)[: max(limit, LOOKED_AT)]
    looked_at = found if sentences is None else found[:LOOKED_AT]
    told = _told(connection, looked_at)
    if sentences is None:
        scores = {one: probability_by_embedding(searched.of(one)) for one in found}
    else:
        scores = _looked_at(question, searched, told, sentences)
        told |= _told(connection, found[LOOKED_AT:])
        scores |= {one: probability_by_embedding(searched.of(one)) for one in found[LOOKED_AT:]}
    best = sorted(scores, key=lambda one: (-scores[one], one))[:limit]
    return [Candidate(told[one].id, one, scores[one]) for one in best]


@dataclass(frozen=True, slots=True)
class _Searched:
    """All statements with an embedding, in the order of their sequences, and how near each is to each of what is asked,
    the question first."""

    sequences: NDArray[np.int64]
    near: NDArray[np.float32]

    def of(self, sequence: int) -> float:
        """How near a statement is to what it is nearest to."""
        place = int(np.searchsorted(self.sequences, sequence))
        is_there = place < len(self.sequences) and self.sequences[place] == sequence
        return float(self.near[place].max()) if is_there else 0.0


def _searched(connection: sqlite3.Connection, question: Question) -> _Searched:
    seeds = [row[0] for row in connection.execute(_SEEDS, (json.dumps(question.seeds[:_MOST_SEEDS]),))]
    asked = shipped_embedding().vectors(asked_texts(question)[:_MOST_ASKED])
    return _Searched(*nearest(connection, np.vstack((asked, stored_vectors(connection, seeds)))))


def _nearest_first(connection: sqlite3.Connection, searched: _Searched, column: int, *, since: str | None) -> list[int]:
    near, most = searched.near[:, column], FOUND
    while True:
        best = np.argpartition(-near, most)[:most] if most < len(near) else np.arange(len(near))
        order = searched.sequences[best[np.lexsort((best, -near[best]))]].tolist()
        standing = {row[0] for row in connection.execute(_STANDING, (json.dumps(order), since))}
        if len(standing) >= FOUND or most >= len(near):
            return [one for one in order if one in standing][:FOUND]
        most *= 8


def _matches(connection: sqlite3.Connection, question: Question) -> Iterator[str]:
    """What the full text index is asked: for the words of the question, for synonyms, for other words of the
    description. Of words that too many statements have, only the rarest."""
    for terms in (
        words_of(question),
        [term for one in question.synonyms for term in phrases(f'"{one}"')],
        further_words(question),
    ):
        counted = [(connection.execute(_COUNT, (_match([term]), _MOST_RANKED)).fetchone()[0], term) for term in terms]
        chosen: list[str] = []
        total = 0
        for count, term in sorted(counted):
            total += count
            if count and (not chosen or total <= _MOST_RANKED):
                chosen.append(term)
        if chosen:
            yield _match(chosen)


def _match(terms: Sequence[str]) -> str:
    return f"quote : ({' OR '.join(quoted(term) for term in terms)})"


def _by_words(connection: sqlite3.Connection, match: str, *, since: str | None) -> list[int]:
    return [row[0] for row in connection.execute(_BY_WORDS, (match, since, FOUND))]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of a statement to the network."""

    id: str
    content: str
    paragraph: str
    headline: str


def _told(connection: sqlite3.Connection, statements: Sequence[int]) -> dict[int, _Told]:
    rows = connection.execute(_TOLD, (json.dumps(statements),)).fetchall()
    asked = json.dumps(sorted({version for _, _, version, _, _ in rows}))
    versions = {row[0]: row[1:] for row in connection.execute(_VERSIONS, (asked,))}
    blocks = {version: tuple(Span(*ends) for ends in connection.execute(_BLOCKS, (version,))) for version in versions}
    found = {}
    for sequence, id_, version, quote, start in rows:
        headline, text = versions[version]
        found[sequence] = _Told(id_, quote, paragraph_at(text, blocks[version], start), headline)
    return found


def _looked_at(
    question: Question, searched: _Searched, told: Mapping[int, _Told], sentences: Sentences
) -> dict[int, float]:
    asked = " ".join(filter(None, (question.text, question.description)))
    texts = list(dict.fromkeys(text for one in told.values() for text in (one.content, one.paragraph, one.headline)))
    rows = sentences.embed([asked, *texts])
    near = dict(zip(texts, (rows[1:] @ rows[0]).tolist(), strict=True))
    return {
        sequence: probability(
            Likeness(near[one.content], near[one.paragraph], near[one.headline], searched.of(sequence))
        )
        for sequence, one in told.items()
    }
