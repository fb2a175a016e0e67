"""Articles made up for the tests of families: each paragraph one statement, with its speaker, day and words."""

from dataclasses import replace
from datetime import date

from onrecord.model import (
    Article,
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
    sha256,
    statement_id,
)
from onrecord.record import Added, Record

READ_WITH = "made-up 1"
HOLT = "Maria Holt"
BERG = "Jonas Berg"
Said = tuple[str, str, str | None, StatementType, str | None]


def said(
    words: str, *, by: str | None = HOLT, form: StatementType = "direct", around: str = "", on: str | None = None
) -> Said:
    """A paragraph of one statement: what stands in it around the words, and who said them on which day."""
    return words, around, by, form, on


def article(
    name: str, *statements: Said, published: str | None = "2024-05-07", outlet: str | None = None
) -> tuple[Loaded, Reading]:
    """An article of paragraphs made by `said`, with the id that its name gives."""
    paragraphs = [f"{_marked(words, form)} {around}".strip() for words, around, _, form, _ in statements]
    text = "\n\n".join(paragraphs)
    starts = [sum(len(paragraph) + 2 for paragraph in paragraphs[:number]) for number in range(len(paragraphs))]
    version = Version(
        text=text,
        bytes_sha256=sha256(text),
        media_type="text/plain",
        headline=f"Headline of {name}",
        outlet=outlet or f"The {name} Times",
        published=Time(published, "given") if published else None,
        language="en",
        blocks=tuple(
            Block("paragraph", Span(start, start + len(one))) for start, one in zip(starts, paragraphs, strict=True)
        ),
    )
    found = tuple(_statement(text, start, one) for start, one in zip(starts, statements, strict=True))
    kept = Article(sha256(name)[:16], f"https://{name}.example/1", (version,))
    return Loaded(kept, text.encode()), Reading(kept, found)


def add(record: Record, *articles: tuple[Loaded, Reading]) -> Added:
    """Add them in this order; what the last addition did."""
    done: Added = "unchanged"
    for loaded, reading in articles:
        done = record.add_reading(loaded, reading, read_with=READ_WITH)
    return done


def _marked(words: str, form: StatementType) -> str:
    return words if form == "indirect" else f"“{words}”"


def _statement(text: str, start: int, one: Said) -> Statement:
    words, _, by, form, on = one
    span, day = Span(start, start + len(_marked(words, form))), date.fromisoformat(on) if on else None
    when = When(day, day, None, "given") if day else None
    made = Statement(statement_id(sha256(text), (span,), ()), (span,), type=form, when=when, confidence=0.9)
    return replace(made, speakers=(Speaker(by, "person"),)) if by else made
