"""Stances proposed by a model: which statements it is asked about, in which words, and the rows of what it tells.

A stance is a judgement of words. It is asked for again only where the words, or the model, are others than before. Each
function runs inside the caller's transaction.
"""

import json
import sqlite3
from bisect import bisect
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass

from onrecord.model import Span
from onrecord.positions.relevance import Candidate, weighed
from onrecord.positions.values import Judgement, Label, Utterance
from onrecord.record.loading import parts_of_all
from onrecord.record.opening import now
from onrecord.record.positions import queries
from onrecord.record.positions.questions import Asked
from onrecord.record.rows import Row, digest

_DIGITS = 5
_NOBODY = "[]"
_WORDS = 16
"""Digits of the hash of what was judged."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Words to be judged: the statement's id, how surely it is about the question, and what the model is told."""

    statement: str
    relevance: float | None
    utterance: Utterance

    @property
    def words(self) -> str:
        """A hash of the words that the model is told; whose they are is none of them."""
        *words, _, _ = astuple(self.utterance)
        return digest("utterance", *words).hex()[:_WORDS]


@dataclass(frozen=True, slots=True)
class Due:
    """What a question's candidates come to: what is to be judged now, and the ids of all, judged before or not."""

    asking: Sequence[Asking]
    candidates: frozenset[str]


def due(connection: sqlite3.Connection, asked: Asked, candidates: Iterable[Candidate], *, name: str) -> Due:
    """What a model of this name has to judge: candidates, the most surely relevant first, and seeds."""
    scores = {one.sequence: float(one.score) for one in candidates}
    seeds = connection.execute(queries.WITH_IDS, (json.dumps(asked.question.seeds),)).fetchall()
    wanted = {seed: None for (seed,) in seeds} | scores
    before = {row[0]: row[1] for row in connection.execute(queries.JUDGED_BY, (asked.sequence, name))}
    found: dict[str, Asking] = {}
    for sequence, id_, utterance in utterances(connection, wanted):
        found.setdefault(id_, Asking(id_, wanted[sequence], utterance))
    asking = [one for one in found.values() if before.get(one.statement) != one.words]
    asking.sort(key=lambda one: -1.0 if one.relevance is None else -one.relevance)
    return Due(asking, frozenset(found))


def batches(asking: Sequence[Asking], size: int) -> Iterator[Sequence[Asking]]:
    """In batches of a size or some more: all of one holder in one article are judged together, with the first of
    them."""
    of_one: dict[str, list[Asking]] = {}
    for one in asking:
        of_one.setdefault(one.utterance.holder or one.statement, []).append(one)
    batch: list[Asking] = []
    for some in of_one.values():
        batch += some
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def utterances(connection: sqlite3.Connection, statements: Iterable[int]) -> Iterator[tuple[int, str, Utterance]]:
    """The words of statements that hold in latest versions, with their sequences and ids."""
    rows = connection.execute(queries.TO_JUDGE, (json.dumps(list(statements)),)).fetchall()
    parts = parts_of_all(connection, [row[0] for row in rows])
    at, text, blocks = -1, "", list[tuple[int, int]]()
    for sequence, id_, version, kind, act, negated, holders in rows:
        if version != at:
            at, text = version, connection.execute(queries.TEXT, (version,)).fetchone()[0]
            blocks = connection.execute(queries.BLOCKS, (version,)).fetchall()
        spans = parts[sequence][0]
        content, cue, source = (_spans(spans, role) for role in ("content", "cue", "source"))
        yield (
            sequence,
            id_,
            Utterance(
                content=_words_of(content, text),
                cue=_words_of(cue, text),
                source=_words_of(source, text),
                paragraph=paragraph(content[0], blocks).of(text) if content else "",
                act=act or "states",
                negated=bool(negated),
                kind=kind,
                names=tuple(json.loads(holders)),
                holder=f"{version} {holders}" if holders != _NOBODY else "",
            ),
        )


def paragraph(content: Span, blocks: Sequence[tuple[int, int]]) -> Span:
    """The block in which a content begins; the content itself where it stands in none."""
    place = bisect(blocks, (content.start, 2**62)) - 1
    inside = place >= 0 and content.start < blocks[place][1]
    return Span(*blocks[place]) if inside else content


def told_of(asking: Sequence[Asking], judgements: Sequence[Judgement]) -> Iterator[tuple[Asking, Judgement]]:
    """What a model tells of statements, given how surely each is about the question. Once: what is kept is weighed."""
    for one, told in zip(asking, judgements, strict=True):
        yield one, told if one.relevance is None else weighed(told, one.relevance)


def add_stances(
    connection: sqlite3.Connection,
    asked: Asked,
    judged: Iterable[tuple[Asking, Judgement]],
    *,
    name: str,
) -> None:
    """Keep what is made of statements."""
    for one, judgement in judged:
        scores = json.dumps([round(float(score), _DIGITS) for score in judgement.scores])
        relevance = None if one.relevance is None else round(one.relevance, _DIGITS)
        row = (one.statement, one.words, judgement.label, scores, relevance, name)
        content = stance_digest((asked.question.id, *row))
        sequence = connection.execute(queries.ADD_ENTRY, ("stance", content, now())).lastrowid
        connection.execute(queries.ADD_STANCE, (sequence, asked.sequence, *row))


def labels_of(connection: sqlite3.Connection, asked: Asked, candidates: Collection[str]) -> Counter[Label]:
    """How many of some statements have which label now."""
    rows = connection.execute(queries.JUDGED, (asked.sequence,))
    return Counter(label for id_, _, _, label in rows if id_ in candidates)


def stance_digest(row: Iterable[object]) -> bytes:
    """The digest of a stance: the ids of question and statement, what was judged, and what was told of it."""
    return digest("stance", *row)


def _spans(rows: Iterable[Row], role: str) -> list[Span]:
    return [Span(start, end) for told, _, start, end in rows if told == role]


def _words_of(spans: Iterable[Span], text: str) -> str:
    return " ".join(span.of(text) for span in spans)
