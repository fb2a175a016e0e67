"""Statements of the record as the reports that are compared, and the embeddings of the texts that are compared by
meaning: kept in the record, made while other texts are compared."""

import sqlite3
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

from onrecord.families.candidates import MOST_HOLDERS, Sketch, Traces, last_holders, sketch, traces, without_crowd
from onrecord.families.grouping import rank
from onrecord.families.reports import Report
from onrecord.model import Span, Statement, Time
from onrecord.record.actors import read_day
from onrecord.record.families import queries
from onrecord.record.loading import Parts, load_decided, parts_of_all, statement_parts
from onrecord.record.rows import Row, read_statement, read_time

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KEPT_REPORTS = 40_000
"""Some 2 kB each, a week of a large record. Most that a statement is compared with are of its days and come again and
again. Four times as many are loaded less often but take longer to reach: a process that keeps very much is slower."""
_KEPT_SKETCHES = 2_000
_KEPT_PLACES = 500
"""Texts of versions, some 10 kB each."""
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Place:
    """The version in which a report stands."""

    article_id: str
    url: str | None
    headline: str | None
    outlet: str | None
    published: Time | None
    text: str
    blocks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A report with the sequences of its statement and version, and its rank among those of one utterance."""

    sequence: int
    version: int
    rank: str
    report: Report


class Reports:
    """Reports by their statements. What was loaded is kept for a while: rows never change. Where an addition is undone
    it must be forgotten."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._reports: OrderedDict[int, Placed] = OrderedDict()
        self._places: OrderedDict[int, Place] = OrderedDict()
        self._sketches: OrderedDict[int, Sketch] = OrderedDict()
        self._crowds: OrderedDict[int, Mapping[int, str]] = OrderedDict()
        self.foreseen: Mapping[Report, Sketch] = {}
        self._share = 1.0

    def hold(self, share: float) -> None:
        """Keep only this share of the reports and sketches that are kept otherwise. What was kept is dropped."""
        self._share = share
        self.forget()

    def forget(self) -> None:
        """Drop what was kept."""
        self._reports.clear()
        self._places.clear()
        self._sketches.clear()
        self._crowds.clear()

    def forget_crowds(self, versions: Iterable[int] | None = None) -> None:
        """Drop what depends on which statements of these versions, or of any, are compared: it may have changed."""
        for version in list(self._crowds) if versions is None else versions:
            self._crowds.pop(version, None)

    def of_version(self, version: int) -> list[Placed]:
        """All reports of a version in reading order."""
        rows = self._connection.execute(queries.REPORTS_OF, (version,)).fetchall()
        parts = parts_of_all(self._connection, [row[0] for row in rows if row[0] not in self._reports])
        return [
            _kept(self._reports, row[0], self._most(_KEPT_REPORTS), partial(self._load_of, row, parts)) for row in rows
        ]

    def one(self, statement: int) -> Placed:
        """The report of a statement."""
        return _kept(self._reports, statement, self._most(_KEPT_REPORTS), partial(self._load_one, statement))

    def with_decision(self, one: Placed) -> Statement:
        """Its statement with what was decided about it, which is not kept: it may change."""
        return replace(one.report.statement, decision=load_decided(self._connection, one.sequence))

    def sketch(self, one: Placed) -> Sketch:
        """The sketch of a report."""
        return _kept(self._sketches, one.sequence, self._most(_KEPT_SKETCHES), partial(self._sketch, one.report))

    def _sketch(self, report: Report) -> Sketch:
        return (self.foreseen.get(report) if self.foreseen else None) or sketch(report)

    def traces(self, one: Placed) -> Traces:
        """What the report of a statement that is compared is found by, the first of its original in its version."""
        return without_crowd(traces(self.sketch(one)), one.rank, self._crowd(one.version))

    def _crowd(self, version: int) -> Mapping[int, str]:
        return _kept(self._crowds, version, self._most(_KEPT_PLACES), lambda: self._load_crowd(version))

    def _load_crowd(self, version: int) -> Mapping[int, str]:
        """What too many statements of a version have in common; see `candidates.last_holders`."""
        rows = self._connection.execute(queries.COPIES_IN, (version,)).fetchall()
        if len(rows) <= MOST_HOLDERS:
            return {}
        firsts: dict[int, Placed] = {}
        for original, one in sorted(((row[0], self.one(row[1])) for row in rows), key=lambda found: found[1].rank):
            firsts.setdefault(original, one)
        return last_holders((one.rank, traces(self.sketch(one))) for one in firsts.values())

    def place(self, version: int) -> Place:
        """The version of a report."""
        return _kept(self._places, version, self._most(_KEPT_PLACES), lambda: self._load_place(version))

    def _most(self, kept: int) -> int:
        return int(kept * self._share)

    def _load_of(self, row: tuple[Any, ...], of_all: Mapping[int, Parts]) -> Placed:
        sequence, _, version, *_ = row
        # What is kept may be dropped while a version is gone through that has more than is kept.
        place, parts = self.place(version), of_all.get(sequence) or statement_parts(self._connection, sequence)
        starts = [start for role, _, start, _ in parts[0] if role == "content"][:1]  # none in a damaged record
        around = next((paragraph_at(place.text, place.blocks, start) for start in starts), "")
        published = place.published.value if place.published else None
        return _placed(row, parts, _Around(place.article_id, place.outlet, published, around))

    def _load_one(self, statement: int) -> Placed:
        # In one query and without the rest of its version: most are met once.
        *row, article_id, outlet, published, signal, text, start, end = self._connection.execute(
            queries.REPORT, (statement,)
        ).fetchone()
        paragraph = "" if start is None else Span(start, end).of(text)
        around = _Around(article_id, outlet, published if signal else None, paragraph)
        return _placed(row, statement_parts(self._connection, statement), around)

    def _load_place(self, version: int) -> Place:
        row = self._connection.execute(queries.VERSION, (version,)).fetchone()
        blocks = tuple(Span(*ends) for ends in self._connection.execute(queries.BLOCKS, (version,)))
        article_id, url, headline, outlet, published, signal, text = row
        return Place(article_id, url, headline, outlet, read_time(published, signal), text, blocks)


@dataclass(frozen=True, slots=True)
class _Around:
    """What a report takes from its version."""

    article_id: str
    outlet: str | None
    published: str | None
    paragraph: str


def paragraph_at(text: str, blocks: Sequence[Span], start: int) -> str:
    """The block in which a character stands; "" where none does."""
    number = bisect_right(blocks, start, key=attrgetter("start")) - 1
    return blocks[number].of(text) if number >= 0 and start < blocks[number].end else ""


def _placed(row: Row, parts: Parts, around: _Around) -> Placed:
    sequence, position, version, *columns = row
    statement = read_statement(columns, *parts)
    report = Report(
        article_id=around.article_id,
        outlet=around.outlet,
        published=read_day(around.published[:10] if around.published else None),
        statement=statement,
        quote=columns[3],
        paragraph=around.paragraph,
    )
    return Placed(sequence, version, rank(around.published, around.article_id, position), report)


def _kept(kept: OrderedDict[Key, Value], key: Key, most: int, load: Callable[[], Value]) -> Value:
    found = kept.get(key)
    if found is None:
        found = kept[key] = load()
        if len(kept) > most:
            kept.popitem(last=False)
    else:
        kept.move_to_end(key)
    return found


TOGETHER = 256
"""Texts from which they are embedded at once: few of them are then embedded beside empty rows."""
Rows: TypeAlias = "NDArray[np.float32]"


class Embeds(Protocol):
    """What gives texts their embeddings."""

    @property
    def name(self) -> str:
        """What identifies the model in a record."""

    def begin(self, texts: Sequence[str]) -> Callable[[], Rows]:
        """Embed texts while the caller goes on; what it calls to wait for them: a row of length one for each."""


class Meanings:
    """Embeddings of the texts that were asked for, those of the record or new ones. `embeds` is asked for when a text
    has none."""

    def __init__(self, connection: sqlite3.Connection, embeds: Callable[[], Embeds]) -> None:
        self._connection, self._embeds = connection, embeds
        self._asked: set[str] = set()
        self._waiting: list[str] = []
        self._found: dict[str, Rows] = {}
        self._begun: list[tuple[list[str], Callable[[], Rows]]] = []
        self._foreseen: dict[str, bytes] = {}
        self._foreseen_by = ""

    def foresee(self, made: Mapping[str, bytes], model: str) -> None:
        """Embeddings that were made already, as the record keeps them, by a model of that name. They are forgotten once
        others are foreseen."""
        self._foreseen, self._foreseen_by = dict(made), model

    def forget(self) -> None:
        """Drop what was asked for."""
        for kept in (self._asked, self._waiting, self._found, self._begun):
            kept.clear()

    def ask(self, texts: Iterable[str]) -> None:
        """Texts that will be needed."""
        for text in texts:
            if text not in self._asked:
                self._asked.add(text)
                self._waiting.append(text)
        if len(self._waiting) >= TOGETHER:
            self._begin()

    def take(self) -> Mapping[str, Rows]:
        """All that was asked for since the last time, kept in the record from now on."""
        import numpy as np  # only who adds needs it, and a search would wait for it

        self._begin()
        for texts, wait in self._begun:
            made = wait().astype(np.float16)
            rows = [(text_key(text), self._embeds().name, row.tobytes()) for text, row in zip(texts, made, strict=True)]
            self._connection.executemany(queries.SET_MEANING, rows)
            self._found |= {text: row.astype(np.float32) for text, row in zip(texts, made, strict=True)}
        taken = dict(self._found)
        self.forget()
        return taken

    def _begin(self) -> None:
        if not self._waiting:
            return
        import numpy as np

        embeds = self._embeds()
        known = self._foreseen if self._foreseen_by == embeds.name else {}
        missing = []
        for text in self._waiting:
            row = self._connection.execute(queries.MEANING, (text_key(text), embeds.name)).fetchone()
            if row is None and text in known:
                row = (known[text],)
                self._connection.execute(queries.SET_MEANING, (text_key(text), embeds.name, *row))
            if row is None:
                missing.append(text)
            else:
                self._found[text] = np.frombuffer(row[0], np.float16).astype(np.float32)
        self._waiting.clear()
        if missing:
            self._begun.append((missing, embeds.begin(missing)))


def text_key(text: str) -> int:
    """The number under which a record keeps the embedding of a text."""
    return int.from_bytes(blake2b(text.encode("utf8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)
