"""Statements as a table: comma-separated values, one row per statement, after RFC 4180.

A cell that a spreadsheet would run as a formula, because it begins with = + - @ or a tab, carriage return or line
feed, is written with an apostrophe before it (https://owasp.org/www-community/attacks/CSV_Injection). Whoever reads
the table with a program takes that apostrophe away, or reads the lossless JSON instead.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from onrecord.model import Reading, Speaker, Statement, Version

COLUMNS = (
    "article id",
    "url",
    "outlet",
    "headline",
    "published",
    "statement id",
    "kind",
    "type",
    "quote",
    "speaker",
    "speaker kind",
    "role",
    "mention",
    "principal",
    "addressee",
    "venue",
    "when",
    "when text",
    "when rule",
    "cue",
    "source text",
    "start",
    "end",
    "confidence",
    "act",
    "negated",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_csv(readings: Iterable[Reading]) -> Iterator[str]:
    """The lines of the table, its header first, each with its line end.

    `start` is where the first part of the content starts and `end` where the last one ends. Unknown values are empty
    cells; `act` says what the speaker does with the words, `negated` "yes" where they are reported not to.
    A line holds line breaks where a cell does."""
    yield _line(COLUMNS)
    for reading in readings:
        for statement in reading.statements:
            yield _line((*_article_cells(reading), *_statement_cells(statement, reading.article.latest)))


def _article_cells(reading: Reading) -> tuple[str | None, ...]:
    article, version = reading.article, reading.article.latest
    published = version.published.value if version.published else None
    return article.id, article.url, version.outlet, version.headline, published


def _statement_cells(statement: Statement, version: Version) -> tuple[str | int | float | None, ...]:
    text, when = version.text, statement.when
    return (
        statement.id,
        statement.kind,
        statement.type,
        statement.quote(text),
        *_speaker_cells(statement.speaker),
        statement.principal.name if statement.principal else None,
        statement.addressee,
        statement.venue,
        *((when.date, when.text, when.rule) if when else (None, None, None)),
        " ".join(span.of(text) for span in statement.cue),
        " ".join(span.of(text) for span in statement.source),
        statement.content[0].start,
        statement.content[-1].end,
        statement.confidence,
        statement.act,
        "yes" if statement.negated else None,
    )


def _speaker_cells(speaker: Speaker | None) -> tuple[str | None, ...]:
    return (speaker.name, speaker.kind, speaker.role, speaker.mention) if speaker else (None,) * 4


def _line(cells: Iterable[str | int | float | None]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([safe(cell) for cell in cells])
    return line.getvalue()


def safe(cell: str | int | float | None) -> str | int | float | None:
    """A cell that no spreadsheet runs."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
