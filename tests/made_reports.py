"""Readings made by hand for the tests of checks: a text, and who says which of its words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.english.acts import with_act
from onrecord.model import (
    Article,
    ArticleKind,
    Block,
    Loaded,
    Reading,
    Span,
    Speaker,
    Statement,
    StatementType,
    Time,
    Version,
    When,
    Words,
    sha256,
    statement_id,
)
from onrecord.record import Record, open_record

HOLT = Speaker("Maria Holt", "person", Words("mayor"))
BERG = Speaker("Jonas Berg", "person")


def said(
    words: str,
    speaker: Speaker | None = HOLT,
    *,
    type_: StatementType = "direct",
    day: str | None = None,
    venue: str | None = None,
    cue: str | None = None,
) -> tuple[str, Statement, str | None]:
    """Words, the statement that they will be, and the words of its cue; its spans are made by `reading`."""
    when = When.of_date(day, text=day, rule="given") if day else None
    speakers, told = (speaker,) if speaker else (), Words(venue) if venue else None
    return words, Statement("", (), type=type_, speakers=speakers, when=when, venue=told, confidence=0.9), cue


def reading(
    text: str,
    *statements: tuple[str, Statement, str | None],
    headline: str | None = None,
    published: str | None = "2031-05-04",
    outlet: str = "The Harbour Times",
    kind: ArticleKind = "article",
) -> Reading:
    """An article with these statements, each at the first place of its words."""
    content = text.encode()
    blocks = tuple(_blocks(text))
    time = Time(published, "given") if published else None
    version = Version(text, sha256(content), "text/plain", headline, (), outlet, time, None, "en", blocks, kind=kind)
    placed = tuple(_placed(text, *one) for one in statements)
    return Reading(Article(sha256(text)[:16], None, (version,)), placed)


@contextmanager
def record_of(folder: Path, *readings: Reading) -> Iterator[Record]:
    """A record of the readings."""
    with open_record(folder / "made.record", write=True) as record:
        for one in readings:
            content = one.article.latest.text.encode()
            record.add_reading(Loaded(one.article, content), one, read_with="made-up 1")
        yield record


def _blocks(text: str) -> Iterator[Block]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield Block("paragraph", Span(start, start + len(line)))
        start += len(line) + 1


def _placed(text: str, words: str, statement: Statement, cue: str | None) -> Statement:
    content = (_span(text, words),)
    placed = Statement(
        statement_id(sha256(text), content, ()),
        content,
        cue=(_span(text, cue),) if cue else (),
        kind=statement.kind,
        type=statement.type,
        speakers=statement.speakers,
        venue=statement.venue,
        when=statement.when,
        confidence=statement.confidence,
    )
    return with_act(placed, text)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))
