"""How well statements about a question are found, and what it costs: `python -m benchmarks.questions [--record FILE]`.

Recall: of the statements that annotators call related to a question (any label but "unrelated"), how many are among
the first 50 and 200 of all statements of PolNeAR and the gold articles, by words alone, by the embedding of what was
said, by the embedding as it is kept (with what stands around), by the sentence network, and by what a record does:
words and embedding together, the best looked at again by the network. Most related statements are of the article that
a question was asked about; what other articles say of it was not labelled, so that recall is of the labelled ones
only, and the ways that look at what stands around a statement are favoured.

Cost: embedding as a share of reading the same articles; with `--record`, seconds of one core that a question takes in
that record (`--questions N` of made-up words), its embeddings made beforehand.

Learning: macro F1 on the rest of a question after 5, 10 and 20 decisions, see `question_learning.py`."""

import argparse
import gzip
import random
import re
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from benchmarks.common import ROOT, SHARED, report
from benchmarks.question_learning import curve, put_together
from benchmarks.question_pool import Asked, Key, Pooled, asked, pool
from onrecord.families.similarity import Sentences
from onrecord.pipeline import statements
from onrecord.positions.embedding import in_context, likeness, rounded, shipped_embedding
from onrecord.positions.relevance import BY_EMBEDDING, BY_WORDS, LOOKED_AT, Likeness, merged, probability, words_of
from onrecord.positions.values import Question
from onrecord.reading import Reader
from onrecord.record import open_record
from onrecord.record.opening import connect
from onrecord.record.positions import making
from onrecord.record.positions.embeddings import FOUND, candidates
from onrecord.sources.page import read_page

PLACES = (50, 200)
_SEED = 24
_INDEX = "CREATE VIRTUAL TABLE pool USING fts5 (quote, tokenize = 'porter unicode61 remove_diacritics 2')"
_FOUND = "SELECT rowid FROM pool WHERE pool MATCH ? ORDER BY rank, rowid LIMIT ?"
_SOME = "SELECT quote FROM statements WHERE sequence > ? ORDER BY sequence LIMIT 1"
Order = Sequence[int]


class Pool:
    """The statements, found in the ways that are compared."""

    def __init__(self, statements: dict[Key, Pooled], sentences: Sentences) -> None:
        self.places = {key: place for place, key in enumerate(statements)}
        self.statements, self._sentences = list(statements.values()), sentences
        self._network: dict[str, NDArray[np.float32]] = {}
        contents = shipped_embedding().vectors([one.content for one in self.statements])
        self._contents, self._rows = rounded(contents), rounded(self._around(contents))
        self._index = sqlite3.connect(":memory:")
        self._index.execute(_INDEX)
        self._index.executemany(
            "INSERT INTO pool (rowid, quote) VALUES (?, ?)", enumerate(one.content for one in self.statements)
        )

    def _around(self, contents: NDArray[np.float32]) -> NDArray[np.float32]:
        numbers = {article: number for number, article in enumerate({one.article: None for one in self.statements})}
        articles = np.array([numbers[one.article] for one in self.statements])
        order = np.lexsort((np.array([one.start for one in self.statements]), articles))
        headlines = shipped_embedding().vectors([self.statements[place].headline for place in order])
        found = np.zeros_like(contents)
        found[order] = in_context(contents[order], headlines, articles[order])
        return found

    def by_words(self, question: str) -> Order:
        """By the words of the question alone."""
        match = " OR ".join(f'"{word}"' for word in words_of(Question("", question)))
        return [row[0] for row in self._index.execute(_FOUND, (match, FOUND))] if match else []

    def by_embedding_of_words(self, question: str) -> Order:
        """By the embedding of what was said alone."""
        return _nearest(likeness(self._contents, shipped_embedding().vectors([question]))[:, 0])

    def by_embedding(self, question: str) -> Order:
        """By the embedding as a record keeps it."""
        return _nearest(likeness(self._rows, shipped_embedding().vectors([question]))[:, 0])

    def by_network(self, question: str) -> Order:
        """By the sentence network's embedding of what was said, of every statement: too dear for a record."""
        rows = self._of_network([one.content for one in self.statements])
        return _nearest(rows @ self._sentences.embed([question])[0])

    def by_both(self, question: str) -> Order:
        """By words and embedding."""
        return merged([(BY_WORDS, self.by_words(question)), (BY_EMBEDDING, self.by_embedding(question))])

    def as_in_a_record(self, question: str) -> Order:
        """By both, the best looked at again."""
        order = self.by_both(question)
        told = self.likenesses(question, order[:LOOKED_AT])
        scores = {place: probability(near) for place, near in zip(order, told, strict=False)}
        return [*sorted(scores, key=lambda place: -scores[place]), *order[LOOKED_AT:]]

    def likenesses(self, question: str, places: Sequence[int]) -> list[Likeness]:
        """How near statements are to a question, in each way."""
        some = [self.statements[place] for place in places]
        asked_for = self._sentences.embed([question])[0]
        near = likeness(self._rows[list(places)], shipped_embedding().vectors([question]))[:, 0]
        columns = [
            self._of_network(texts) @ asked_for
            for texts in (
                [one.content for one in some],
                [one.paragraph for one in some],
                [one.headline for one in some],
            )
        ]
        return [Likeness(*map(float, row)) for row in zip(*columns, near, strict=True)]

    def _of_network(self, texts: Sequence[str]) -> NDArray[np.float32]:
        new = sorted(set(texts) - self._network.keys())
        self._network |= dict(zip(new, self._sentences.embed(new), strict=True))
        return np.array([self._network[text] for text in texts])


def _nearest(near: NDArray[np.float32]) -> Order:
    found: list[int] = np.argsort(-near, kind="stable")[:FOUND].tolist()
    return found


def recall(questions: Sequence[Asked], places: dict[Key, int], find: Callable[[str], Order]) -> dict[str, float]:
    """The mean share of related statements among the first ones, in percent."""
    found: dict[int, list[float]] = {most: [] for most in PLACES}
    for question in questions:
        order = find(question.text)
        related = {places[key] for key in question.related if key in places}
        for most in PLACES if related else ():
            found[most].append(len(related & set(order[:most])) / len(related))
    return {f"among {most}": round(100 * statistics.mean(shares), 1) for most, shares in found.items() if shares}


def recalls(questions: Sequence[Asked], sentences: Sentences) -> dict[str, object]:
    """Each way's recall, for the gold questions and the others."""
    found = Pool(pool(), sentences)
    ways = {
        "words (BM25)": found.by_words,
        "embedding of the words said": found.by_embedding_of_words,
        "embedding as kept": found.by_embedding,
        "sentence network, words said": found.by_network,
        "words and embedding": found.by_both,
        "as a record does": found.as_in_a_record,
    }
    sets = {
        "gold": [one for one in questions if one.is_gold],
        "annotators": [one for one in questions if not one.is_gold],
    }
    figures: dict[str, object] = {
        "statements in the pool": len(found.places),
        **{f"questions, {name}": len(some) for name, some in sets.items()},
    }
    for way, find in ways.items():
        for name, some in sets.items():
            if some:
                told = recall(some, found.places, find)
                figures |= {f"{name}, {way}, {most}": share for most, share in told.items()}
    return figures


def cost() -> dict[str, object]:
    """What embedding takes of the time of reading: the pages of the gold articles, read and added."""
    pages = [gzip.decompress(path.read_bytes()) for path in sorted((SHARED / "gold" / "pages").glob("*.html.gz"))]
    loaded = [read_page(page) for page in pages]
    reader = Reader()
    list(reader.read([loaded[0].article]))
    began = time.process_time()
    readings = list(statements([one.article for one in loaded], reader=reader))
    reading = time.process_time() - began
    spent, added = 0.0, making.embed_added

    def timed(connection: sqlite3.Connection) -> None:
        nonlocal spent
        began = time.process_time()
        added(connection)
        spent += time.process_time() - began

    with (
        TemporaryDirectory() as folder,
        patch.object(making, "embed_added", timed),
        open_record(Path(folder) / "a.record", write=True) as record,
        record.batch(),
    ):
        for one, read in zip(loaded, readings, strict=True):
            record.add_reading(one, read, read_with=reader.name)
    count = sum(len(one.statements) for one in readings)
    return {
        "reading the gold pages, seconds of one core": round(reading, 2),
        "embedding their statements, seconds": round(spent, 3),
        "embedding as share of reading, %": round(100 * spent / reading, 1),
        "statements embedded a second, at first": round(count / spent),
        "statements embedded a second": round(_speed()),
    }


def _speed() -> float:
    """With the words known, as of a record that is brought up to date."""
    contents = [one.content for one in pool().values()]
    shipped_embedding().vectors(contents)
    began = time.process_time()
    shipped_embedding().vectors(contents)
    return len(contents) / (time.process_time() - began)


def asking(path: Path, count: int, sentences: Sentences) -> dict[str, object]:
    """Seconds of one core, and of the clock, that a question takes in a record."""
    chance, seconds, clock = random.Random(_SEED), [], []
    with closing(connect(path, write=False)) as connection:
        last = connection.execute("SELECT max(sequence) FROM statements").fetchone()[0]
        statements = connection.execute("SELECT count(*) FROM statements").fetchone()[0]
        for number in range(count + 1):
            words = _words(connection, chance, last)
            began, at = time.process_time(), time.perf_counter()
            candidates(connection, Question("q", f"Should {' '.join(words)}?"), sentences=sentences, limit=LOOKED_AT)
            if number:  # the first one loads the network
                seconds.append(time.process_time() - began)
                clock.append(time.perf_counter() - at)
    return {
        "statements in the record": statements,
        "questions": count,
        "seconds of one core a question, median": round(statistics.median(seconds), 2),
        "seconds of one core a question, most": round(max(seconds), 2),
        "seconds by the clock a question, median": round(statistics.median(clock), 2),
    }


def _words(connection: sqlite3.Connection, chance: random.Random, last: int) -> list[str]:
    """Six words of a statement: common and rare ones as statements have them."""
    (quote,) = connection.execute(_SOME, (chance.randrange(last - 100),)).fetchone()
    found = re.findall(r"\w+", quote)
    return chance.sample(found, min(6, len(found)))


def learning(questions: Sequence[Asked], sentences: Sentences) -> dict[str, object]:
    """What decisions on a question do for the rest of it."""
    from onrecord.positions.stance import StanceReader

    together = put_together([one for one in questions if not one.is_gold])
    judge = StanceReader().judge
    return curve(together, pool(), judge=judge, embed=sentences.embed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path, help="also ask questions of this record")
    parser.add_argument("--questions", type=int, default=100, help="how many (default: 100)")
    parser.add_argument("--learning", action="store_true", help="also what decisions teach (some minutes)")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "questions.json", help="figures as JSON")
    options = parser.parse_args()
    questions, sentences = asked(), Sentences(streams=1)
    figures = recalls(questions, sentences) | cost()
    if options.record:
        figures |= asking(options.record, options.questions, sentences)
    if options.learning:
        figures |= learning(questions, sentences)
    report("Questions", figures, options.out)


if __name__ == "__main__":
    main()
