"""How fast pages are at full size: `python -m benchmarks.large_record --record FILE [--articles N]`.

Makes a record of N articles of ten statements (100,000 articles by default: a million statements) unless FILE is there,
and measures what the pages ask of it. All is made up: words as frequent as those of a language (the n-th most frequent
one n times as rare as the first), some thousand persons of whom a few speak most, outlets, roles, venues, ten years of
days. Articles and statements go through the product's own functions; casts, actors and families are written as rows, as
joining names and comparing words would take hours: `onrecord verify` proves all but the families."""

import argparse
import random
import resource
import sqlite3
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from benchmarks.common import report
from benchmarks.made_world import ACTS, FIRST_DAY, SEED, World
from onrecord.families.grouping import family_id, rank
from onrecord.model import Loaded, Reading, sha256
from onrecord.record import open_record
from onrecord.record.actors.adding import add_actor, cast_digest
from onrecord.record.adding import add_article
from onrecord.record.families.adding import RULES, comparison_digest
from onrecord.record.opening import connect
from onrecord.web.access.policy import Access
from onrecord.web.app import application

READ_WITH = "made up"
ASKED = 50
"""Questions of each kind."""
# Those who speak most, and others.
_ACTORS = """
SELECT id FROM (
    SELECT actor, count(*) AS statements, row_number() OVER (ORDER BY count(*) DESC) AS place
    FROM appearances GROUP BY actor
) JOIN actors ON actors.sequence = actor WHERE place <= 10 OR place % 50 = 0 ORDER BY place LIMIT ?
"""
_ENTRY = "INSERT INTO entries (kind, digest, added_at) VALUES (?, ?, ?)"
_AT = "2031-05-01T00:00:00.000+00:00"


def make(path: Path, count: int) -> None:
    """A record of so many articles."""
    began = time.perf_counter()
    connection = connect(path, write=True)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -262144")
    actors: dict[str, int] = {}
    for number, (loaded, reading) in enumerate(World().articles(count)):
        if number % 1000 == 0:
            connection.execute("COMMIT") if connection.in_transaction else None
            connection.execute("BEGIN")
        _add(connection, loaded, reading, actors)
        if number % 10_000 == 9999:
            print(f"  {number + 1} versions in {time.perf_counter() - began:.0f} s", flush=True)
    _add_roles(connection)
    _add_families(connection)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    print(f"made in {time.perf_counter() - began:.0f} s, {path.stat().st_size / 1e6:.0f} MB", flush=True)


def _add(connection: sqlite3.Connection, loaded: Loaded, reading: Reading, actors: dict[str, int]) -> None:
    add_article(connection, loaded, reading=reading, read_with=READ_WITH)
    version, number = connection.execute(
        "SELECT sequence, number FROM versions WHERE sequence = (SELECT max(sequence) FROM versions)"
    ).fetchone()
    rows = connection.execute(
        """
        SELECT statements.sequence, statements.position, part, speakers.position, name
        FROM statements JOIN statement_speakers AS speakers ON speakers.statement = statements.sequence
        WHERE version = ?
        """,
        (version,),
    ).fetchall()
    appearances, parts = [], []
    for statement, place, part, position, name in rows:
        id_ = sha256(f"person|{name}")[:16]
        if name not in actors:
            actors[name] = add_actor(connection, id_, name, "person", "article")
        appearances.append((statement, part, position, name, actors[name]))
        parts.append((place, part, position, name, id_))
    article = reading.article.id
    cast = connection.execute(_ENTRY, ("cast", cast_digest(article, number, 1, parts), _AT)).lastrowid
    connection.execute("INSERT INTO casts VALUES (?, ?)", (cast, version))
    connection.executemany("INSERT INTO appearances VALUES (?, ?, ?, ?, ?)", appearances)
    compared = connection.execute(_ENTRY, ("comparison", comparison_digest(article, number, 1, RULES), _AT)).lastrowid
    connection.execute("INSERT INTO comparisons VALUES (?, ?, ?)", (compared, version, RULES))


def _add_roles(connection: sqlite3.Connection) -> None:
    connection.execute(
        """
        INSERT INTO actor_roles SELECT actor, role, min(substr(published, 1, 10)), max(substr(published, 1, 10))
        FROM appearances JOIN statement_speakers USING (statement, part, position)
        JOIN statements ON statements.sequence = appearances.statement
        JOIN versions ON versions.sequence = statements.version
        WHERE role IS NOT NULL GROUP BY actor, role
        """
    )


def _add_families(connection: sqlite3.Connection) -> None:
    """Every statement is its own original; those that differ in one word by the same speaker are a family."""
    like: dict[tuple[str, ...], list[tuple[int, int, str, str, str]]] = defaultdict(list)
    rows = connection.execute(
        """
        SELECT statements.sequence, statements.version, statements.position, articles.id, published, outlet, quote,
            speaker_name
        FROM latest JOIN versions ON versions.sequence = latest.version
        JOIN articles ON articles.sequence = latest.article
        JOIN statements ON statements.version = latest.version ORDER BY statements.sequence
        """
    )
    originals, copies = [], []
    for statement, version, position, article, published, outlet, quote, speaker in rows:
        key = sha256(f"original {statement}")[:32]
        originals.append(
            (statement, bytes.fromhex(key), "[]", 10, statement, rank(published, article, position), article,
             date.fromisoformat(published[:10]).toordinal(), 1)
        )  # fmt: skip
        copies.append((statement, statement, version))
        words = quote.strip("“”,").split()
        # Of two that differ in one word, one half is the same.
        halves = (" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :]))
        for which, half in enumerate(halves):
            like[speaker, str(which), half].append((statement, len(words), key, article, outlet or ""))
    connection.executemany("INSERT INTO originals VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", originals)
    connection.executemany("INSERT INTO copies VALUES (?, ?, ?)", copies)
    seen: set[int] = set()
    for found in like.values():
        if len(found) != 2 or found[0][1] != found[1][1] or {one[0] for one in found} & seen:
            continue
        seen |= {one[0] for one in found}
        id_ = family_id(str(one[2]) for one in found)
        first, other = found
        articles, outlets = len({one[3] for one in found}), len({one[4] for one in found})
        connection.execute("INSERT INTO edges VALUES (?, ?, 'altered', 0.9)", (first[0], other[0]))
        connection.execute("INSERT INTO families VALUES (?, ?, 2, 2, ?, ?)", (id_, first[0], articles, outlets))
        connection.executemany("INSERT INTO family_originals VALUES (?, ?)", [(first[0], id_), (other[0], id_)])


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What is asked for: words by how frequent they are, and actors, articles and outlets."""

    rare: list[str]
    common: list[str]
    phrases: list[str]
    actors: list[str]
    articles: list[str]
    outlets: list[str]


def _chosen(path: Path) -> _Chosen:
    connection, dice = connect(path, write=False), random.Random(SEED)
    counted: Counter[str] = Counter()
    phrases: list[str] = []
    for (quote,) in connection.execute("SELECT quote FROM statements LIMIT 50000"):
        words = quote.strip("“”,").split()
        counted.update(words)
        if len(phrases) < ASKED:
            phrases.append(f'"{words[0]} {words[1]}"')
    ranked = [word for word, _ in counted.most_common()]
    ids = [row[0] for row in connection.execute("SELECT id FROM articles ORDER BY random() LIMIT ?", (ASKED,))]
    actors = [row[0] for row in connection.execute(_ACTORS, (ASKED,))]
    outlets = [row[0] for row in connection.execute("SELECT DISTINCT outlet FROM versions LIMIT ?", (ASKED,))]
    connection.close()
    return _Chosen(dice.sample(ranked[len(ranked) // 2 :], ASKED), ranked[:ASKED], phrases, actors, ids, outlets)


def measure(path: Path) -> dict[str, object]:
    """How long each question takes, in milliseconds of the clock and of the processor."""
    chosen, first = _chosen(path), FIRST_DAY.year
    figures: dict[str, object] = {}
    with open_record(path, write=False) as record:

        def ask(name: str, asked: Iterable[Any], question: Callable[[Any], object]) -> None:
            seconds, own = [], []
            for one in asked:
                began, processor = time.perf_counter(), time.process_time()
                question(one)
                seconds.append(1000 * (time.perf_counter() - began))
                own.append(1000 * (time.process_time() - processor))
            figures[name] = (
                f"{_percentile(seconds, 50):.1f} / {_percentile(seconds, 95):.1f} ms, "
                f"processor {_percentile(own, 50):.1f} / {_percentile(own, 95):.1f} ms"
            )

        filters: list[dict[str, Any]] = [
            *({"outlet": outlet} for outlet in chosen.outlets),
            *({"type": "direct", "act": act} for act, _ in ACTS),
            *({"since": date(first + year, 3, 1), "until": date(first + year, 5, 1)} for year in range(10)),
            {},
        ]
        ask("search, one rare word", chosen.rare, lambda word: record.search(word))
        ask("search, one common word", chosen.common, lambda word: record.search(word))
        ask("search, one common word, by date", chosen.common, lambda word: record.search(word, sort="date"))
        ask("search, phrase", chosen.phrases, lambda words: record.search(words))
        ask("search, two common words", pairwise(chosen.common), lambda words: record.search(" ".join(words)))
        ask("search, filters only", filters, lambda asked: record.search(**asked))
        ask("facets, one rare word", chosen.rare, lambda word: record.facets(word))
        ask("facets, one common word", chosen.common, lambda word: record.facets(word))
        ask("facets, phrase", chosen.phrases, lambda words: record.facets(words))
        ask("facets, filters only", filters, lambda asked: record.facets(**asked))
        ask(
            "search and facets, one common word",
            chosen.common,
            lambda word: (list(record.known(record.search(word).hits)), record.facets(word)),
        )
        ask("actor and statements", chosen.actors, lambda id_: (record.actor(id_), record.statements_of(id_)))
        ask("what an actor denied", chosen.actors, lambda id_: record.statements_of(id_, act="denies"))
        ask("profile", chosen.actors, lambda id_: record.profile(id_))
        ask("article", chosen.articles, lambda id_: record.article(id_))
        ask("recent, changed", [None] * 20, lambda _: (record.recent(), record.changed()))
        ask("recent conflicts", [None] * 20, lambda _: record.recent_conflicts())
        figures["statements"] = record.counts().statements
    with TestClient(application(path, Access(login=False, read_only=True)), base_url="http://localhost") as pages:

        def page(**asked: Any) -> None:
            pages.get("/search", params=asked).raise_for_status()

        ask("search page, one rare word", chosen.rare, lambda word: page(words=word))
        ask("search page, one common word", chosen.common, lambda word: page(words=word))
        ask("search page, phrase", chosen.phrases, lambda words: page(words=words))
        ask("search page, two common words", pairwise(chosen.common), lambda words: page(words=" ".join(words)))
        ask("search page, filters only", filters, lambda asked: page(**asked))
        ask("search page, articles", chosen.common, lambda word: page(words=word, **{"in": "articles"}))
    figures["largest memory, MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return figures


def _percentile(values: Sequence[float], share: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--out", type=Path, default=Path("out/large_record.json"))
    arguments = parser.parse_args()
    if not arguments.record.exists():
        make(arguments.record, arguments.articles)
    # In a process of its own, for its memory.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        figures = pool.submit(measure, arguments.record).result()
    report("pages of a large record, p50 / p95", figures, arguments.out)


if __name__ == "__main__":
    main()
