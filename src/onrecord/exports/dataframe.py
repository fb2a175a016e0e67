"""Statements as a table in memory: a pandas or Polars data frame, one row per statement, unknown values missing.

Neither library comes with the package, and either will do. What is text is text in both; days are dates in Polars and
midnights in pandas, which has no dates; an interval has its two ends, both included. pandas keeps text by Arrow where
pyarrow is installed, Polars always.
"""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Literal

from onrecord.model import Speaker
from onrecord.problems import DataFrameMissing
from onrecord.record.values import Hit

Library = Literal["pandas", "polars"]
Type = Literal["text", "truth", "day", "whole", "number"]

COLUMNS: dict[str, Type] = {
    "article_id": "text",
    "url": "text",
    "outlet": "text",
    "headline": "text",
    "published": "text",  # ISO 8601, as precise as the source: "2024-03" is no day
    "statement_id": "text",
    "kind": "text",
    "type": "text",
    "act": "text",
    "negated": "truth",
    "speaker": "text",
    "speaker_kind": "text",
    "role": "text",
    "cue": "text",
    "quote": "text",
    "principal": "text",
    "addressee": "text",
    "venue": "text",
    "when_start": "day",
    "when_end": "day",
    "when_text": "text",
    "when_rule": "text",
    "source": "text",
    "start": "whole",
    "end": "whole",
    "confidence": "number",
}
_PANDAS = {"text": "string", "truth": "boolean", "day": "datetime64[s]", "whole": "Int64", "number": "Float64"}
_POLARS = {"text": "String", "truth": "Boolean", "day": "Date", "whole": "Int64", "number": "Float64"}


def to_dataframe(hits: Iterable[Hit], *, library: Library | None = None) -> Any:
    """The statements in the columns of `COLUMNS`, in a data frame of that library; of pandas, if it is installed, else
    of Polars, where none is named. `start` and `end` are those of the content in the article's text.

    Raises DataFrameMissing where the library is not installed, or neither is."""
    chosen = _installed(library)
    rows = [_row(hit) for hit in hits]
    columns = {name: [row[position] for row in rows] for position, name in enumerate(COLUMNS)}
    frames = import_module(chosen)
    if chosen == "polars":
        return frames.DataFrame(
            columns, schema={name: getattr(frames, _POLARS[kind]) for name, kind in COLUMNS.items()}
        )
    return frames.DataFrame(
        {name: frames.Series(columns[name], dtype=_PANDAS[kind], name=name) for name, kind in COLUMNS.items()}
    )


def _installed(library: Library | None) -> Library:
    wanted: tuple[Library, ...] = (library,) if library else ("pandas", "polars")
    for name in wanted:
        if find_spec(name) is not None:
            return name
    raise DataFrameMissing(library)


def _row(hit: Hit) -> tuple[Any, ...]:
    """The values in the order of the columns; of an article that was found, those of a statement are missing."""
    article = (hit.article_id, hit.url, hit.outlet, hit.headline, hit.published.value if hit.published else None)
    statement, text = hit.statement, hit.text
    if statement is None:
        position = list(COLUMNS).index("quote")
        cells: list[Any] = [*article, *(None for _ in range(len(COLUMNS) - len(article)))]
        cells[position] = hit.quote
        return tuple(map(_storable, cells))
    when = statement.when
    return tuple(
        map(
            _storable,
            (
                *article,
                statement.id,
                statement.kind,
                statement.type,
                statement.act,
                statement.negated,
                *_speaker(statement.speaker),
                " ".join(span.of(text) for span in statement.cue) or None,
                hit.quote,
                statement.principal.name if statement.principal else None,
                statement.addressee,
                statement.venue,
                *((when.start, when.end, when.text, when.rule) if when else (None,) * 4),
                " ".join(span.of(text) for span in statement.source) or None,
                statement.content[0].start,
                statement.content[-1].end,
                statement.confidence,
            ),
        )
    )


def _speaker(speaker: Speaker | None) -> tuple[str | None, ...]:
    return (speaker.name, speaker.kind, speaker.role) if speaker else (None,) * 3


def _storable(cell: Any) -> Any:
    # Arrow refuses lone surrogates, which a page may hold; they become the escape that JSON has for them.
    return cell.encode("utf8", "backslashreplace").decode("utf8") if isinstance(cell, str) else cell
