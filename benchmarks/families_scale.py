"""How fast families are joined, and at what size: `python -m benchmarks.families_scale --statements N [N ...]`.

Makes a record of so many statements by synthetic variation of real ones (PolNeAR train): utterances are real quotations
with a quarter of their words exchanged, given to a speaker and a day; each is reported once or, some of them, by many
articles of the next days: paragraph and all, in the same words elsewhere, cut, with a word changed, in indirect speech,
or under another name. 300 articles of 20 statements appear a day, so that a larger record is a longer one. Measured are
the joining of the whole record, as it is done once for one that was made before there were families, and the addition
of single articles to it. `--keep` keeps the record for a look at it."""

import argparse
import gc
import json
import math
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.common import SHARED, report
from onrecord.model import (
    Article,
    Block,
    Loaded,
    Reading,
    Span,
    Speaker,
    Statement,
    Time,
    Version,
    sha256,
    statement_id,
)
from onrecord.record import open_record
from onrecord.record.actors.adding import cast_digest
from onrecord.record.adding import add_article
from onrecord.record.opening import connect

SEED = 20310501
ARTICLES_A_DAY = 300
STATEMENTS_IN_ONE = 20
SPEAKERS = 3000
OUTLETS = 60
FIRST_DAY = date(2020, 1, 1)
EXCHANGED = 0.25
"""Share of the words of a real quotation that another utterance has others for."""
REPORTS = ((1, 0.80), (2, 0.09), (4, 0.06), (10, 0.04), (50, 0.01))
"""By how many articles an utterance is reported, and how often that is so."""
FORMS = (("paragraph", 0.5), ("verbatim", 0.2), ("cut", 0.12), ("changed", 0.08), ("indirect", 0.07), ("speaker", 0.03))
"""How a further article reports it."""
READ_WITH = "made up"
ADDED = 40
"""Articles that are added singly."""
_AROUND = (
    "{name} told reporters after the meeting, as {other} looked on and the hall in {place} emptied slowly",
    "{name} said on Tuesday in {place}, two days after {other} had asked the same question in a letter",
    "in the words of {name}, who spoke to a small crowd in {place} and was followed at noon by {other}",
    "according to {name}, whose office in {place} had earlier declined to answer the questions of {other}",
)


Drawn = TypeVar("Drawn")


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph with one statement: words, what stands around them, who said them, whether they are quoted."""

    words: str
    around: str
    speaker: str
    quoted: bool = True


class World:
    """Utterances and how they are reported, the same for every run."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self._quotes = [quote.split() for quote in _quotations()]
        self._words = [word for quote in self._quotes for word in quote]
        self._speakers = [f"{self._name()} {self._name()}" for _ in range(SPEAKERS)]
        self._weights = list(accumulate(1 / rank for rank in range(1, SPEAKERS + 1)))
        self._waiting: list[list[Told]] = [[] for _ in range(4)]

    def day(self) -> Iterator[list[Told]]:
        """The articles of the next day."""
        due = self._waiting.pop(0)
        self._waiting.append([])
        while len(due) < ARTICLES_A_DAY * STATEMENTS_IN_ONE:
            due += self._utterance()
        self._waiting[0] += due[ARTICLES_A_DAY * STATEMENTS_IN_ONE :]
        due = due[: ARTICLES_A_DAY * STATEMENTS_IN_ONE]
        self._dice.shuffle(due)
        for start in range(0, len(due), STATEMENTS_IN_ONE):
            yield due[start : start + STATEMENTS_IN_ONE]

    def _utterance(self) -> Iterator[Told]:
        dice, speaker = self._dice, self._speaker()
        words = [dice.choice(self._words) if dice.random() < EXCHANGED else word for word in dice.choice(self._quotes)]
        told = Told(" ".join(words), self._around(speaker), speaker, dice.random() < 0.4)
        yield told
        for _ in range(_draw(dice, REPORTS) - 1):
            self._waiting[min(3, int(dice.expovariate(1.5)))].append(self._again(told))

    def _again(self, told: Told) -> Told:
        dice, words = self._dice, told.words.split()
        around = self._around(told.speaker)
        match _draw(dice, FORMS):
            case "paragraph":
                return told
            case "cut" if len(words) > 8:
                return Told(" ".join(words[: dice.randrange(6, len(words))]), around, told.speaker, told.quoted)
            case "changed":
                words[dice.randrange(len(words))] = dice.choice(self._words)
                return Told(" ".join(words), around, told.speaker, told.quoted)
            case "indirect":
                return Told(" ".join(words), around, told.speaker, False)
            case "speaker":
                other = self._speaker()
                return Told(told.words, self._around(other), other, told.quoted)
        return Told(told.words, around, told.speaker, told.quoted)

    def _around(self, name: str) -> str:
        form = self._dice.choice(_AROUND)
        return form.format(name=name, other=self._speaker(), place=self._name())

    def _speaker(self) -> str:
        return self._dice.choices(self._speakers, cum_weights=self._weights)[0]

    def _name(self) -> str:
        syllables = ("ba", "ren", "to", "li", "mar", "ko", "sen", "da", "vi", "hol", "ne", "gar", "pe", "us", "stro")
        return "".join(self._dice.choices(syllables, k=3)).capitalize()


def _draw(dice: random.Random, options: Sequence[tuple[Drawn, float]]) -> Drawn:
    return dice.choices([option for option, _ in options], [share for _, share in options])[0]


def _quotations() -> list[str]:
    quotes = []
    with (SHARED / "data" / "polnear" / "train.jsonl").open(encoding="utf8") as file:
        for line in file:
            article = json.loads(line)
            for found in article["attributions"]:
                quote = " ".join(article["text"][start:end] for start, end in found["content"])
                quote = " ".join(quote.replace("“", "").replace("”", "").replace('"', "").split())
                if 5 <= len(quote.split()) <= 60:
                    quotes.append(quote)
    return quotes


def _article(number: int, told: Sequence[Told], day: date) -> tuple[Loaded, Reading]:
    paragraphs = [f"“{one.words},” {one.around}." if one.quoted else f"{one.words}, {one.around}." for one in told]
    text = "\n\n".join(paragraphs)
    starts = list(accumulate((len(paragraph) + 2 for paragraph in paragraphs), initial=0))
    version = Version(
        text=text,
        bytes_sha256=sha256(text),
        media_type="text/plain",
        outlet=f"Outlet {number % OUTLETS}",
        published=Time(f"{day.isoformat()}T{number % 24:02}:00:00+00:00", "made up"),
        language="en",
        blocks=tuple(
            Block("paragraph", Span(start, start + len(one))) for start, one in zip(starts, paragraphs, strict=False)
        ),
    )
    text_sha256 = sha256(text)
    statements = tuple(_statement(text_sha256, start, one) for start, one in zip(starts, told, strict=False))
    article = Article(sha256(f"article {number}")[:16], None, (version,))
    return Loaded(article, text.encode()), Reading(article, statements)


def _statement(text_sha256: str, start: int, one: Told) -> Statement:
    content = (Span(start, start + len(one.words) + (3 if one.quoted else 0)),)
    return Statement(
        statement_id(text_sha256, content, ()),
        content,
        type="direct" if one.quoted else "indirect",
        speakers=(Speaker(one.speaker, "person"),),
        confidence=0.9,
    )


def articles() -> Iterator[tuple[Loaded, Reading]]:
    """Without end."""
    world, day, number = World(SEED), FIRST_DAY, 0
    while True:
        for told in world.day():
            yield _article(number, told, day)
            number += 1
        day += timedelta(days=1)


def _fill(path: Path, news: Iterator[tuple[Loaded, Reading]], count: int) -> None:
    """Put articles into a record as they were before there were families, each with an empty cast."""
    connection = connect(path, write=True)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    for _ in range(count // STATEMENTS_IN_ONE):
        loaded, reading = next(news)
        add_article(connection, loaded, reading=reading, read_with=READ_WITH)
        cast = ("cast", cast_digest(reading.article.id, 1, 1, []), "2031-05-01T00:00:00.000+00:00")
        entry = connection.execute("INSERT INTO entries (kind, digest, added_at) VALUES (?, ?, ?)", cast).lastrowid
        connection.execute("INSERT INTO casts SELECT ?, max(sequence) FROM versions", (entry,))
    connection.execute("COMMIT")
    connection.close()


def measure(path: Path, count: int) -> dict[str, object]:
    """The figures of one size."""
    news = articles()
    began = time.perf_counter()
    _fill(path, news, count)
    filled, before = time.perf_counter() - began, path.stat().st_size
    began, processor = time.perf_counter(), time.process_time()
    with open_record(path, write=True):
        joined, used = time.perf_counter() - began, time.process_time() - processor
    # As in a process of its own, which has not joined a whole record before it adds.
    gc.collect()
    gc.freeze()
    seconds, own = [], []
    with open_record(path, write=True) as record:
        for number in range(ADDED):
            made = next(news)
            began, processor = time.perf_counter(), time.process_time()
            record.add_reading(*made, read_with=READ_WITH)
            if number >= ADDED // 4:  # the first ones load the encoder and what is near them
                seconds.append(time.perf_counter() - began)
                own.append(time.process_time() - processor)
    return {
        "statements": count,
        "made in, s": round(filled, 1),
        "joined in, s": round(joined, 1),
        "processor time of it, s": round(used, 1),
        "a statement, ms": round(1000 * used / count, 3),
        "largest memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "record before and after, MB": f"{before / 1e6:.0f}, {path.stat().st_size / 1e6:.0f}",
        "adding an article, median ms": round(1000 * statistics.median(seconds), 1),
        "adding an article, longest ms": round(1000 * max(seconds), 1),
        "its processor time, median ms": round(1000 * statistics.median(own), 1),
        **_held(path),
    }


def _held(path: Path) -> dict[str, object]:
    connection = connect(path, write=False)
    tables = ("originals", "original_keys", "edges", "families", "meanings")
    counted = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    connection.close()
    return counted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, nargs="+", default=[10_000], help="one size or several, ascending")
    parser.add_argument("--keep", type=Path, help="keep the record of the last size at this path")
    parser.add_argument("--out", type=Path, default=Path("out/families_scale.json"))
    arguments = parser.parse_args()
    sizes = arguments.statements
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.record" for number in range(len(sizes))]
        if arguments.keep:
            paths[-1] = arguments.keep
        # Each in a process of its own, for its memory and for what is kept in it.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
            found = list(pool.map(measure, paths, sizes))
    report("families of made statements", found[0] if len(sizes) == 1 else _side_by_side(found), arguments.out)


def _side_by_side(found: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    """The figures of several sizes, and as which power of n the time grows from one to the next."""

    def powers(work: Sequence[float]) -> list[float]:
        return [
            round(math.log(more / less) / math.log(large / small), 3)
            for (small, large), (less, more) in zip(pairwise(sizes), pairwise(work), strict=True)
        ]

    figures: dict[str, object] = {name: [one[name] for one in found] for name in found[0]}
    sizes = [one["statements"] for one in found]
    figures["grows as n to the power of"] = powers([one["joined in, s"] for one in found])
    figures["where n log n grows as"] = powers([size * math.log(size) for size in sizes])
    return figures


if __name__ == "__main__":
    main()
