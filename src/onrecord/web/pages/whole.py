"""The whole record as a file: JSON lines, CSV or Parquet, the articles that were added last first."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response, StreamingResponse

from onrecord.exports.articles import to_json, with_format
from onrecord.exports.table import hits_of, to_csv, with_known
from onrecord.library import OpenRecord
from onrecord.model import Reading
from onrecord.problems.record import ArticleRemoved, UnknownId
from onrecord.record.values import Hit, Known
from onrecord.web.pages.search.downloads import in_blocks
from onrecord.web.records import Records
from onrecord.web.routing import Pages, records
from onrecord.web.tables import tables

router = Pages()
Behind = Annotated[Records, Depends(records)]
_AT_ONCE = 50
"""Articles that are taken from the record together."""


@router.get("/export.jsonl", response_class=StreamingResponse, response_model=None)
def as_json_lines(request: Request, records: Behind) -> Response:
    """Every article with its statements, one JSON object a line, as `onrecord export` has them."""
    lines = (json.dumps(with_format(to_json(one, known=its)), ensure_ascii=False) + "\n" for one, its in _all(records))
    return _sent(records, in_blocks(lines), name="jsonl", kind="application/x-ndjson")


@router.get("/export.csv", response_class=StreamingResponse, response_model=None)
def as_csv(request: Request, records: Behind) -> Response:
    """Every statement as a row of a table."""
    return _sent(records, in_blocks(to_csv(_rows(records))), name="csv", kind="text/csv")


@router.get("/export.parquet", response_class=StreamingResponse, response_model=None)
def as_parquet(request: Request, records: Behind) -> Response:
    """Every statement as a row of a table in Parquet. Raises ParquetMissing."""
    pieces = tables(request).pieces(_rows(records))
    return _sent(records, in_blocks(pieces), name="parquet", kind="application/vnd.apache.parquet")


def _sent(records: Records, pieces: Iterator[bytes], *, name: str, kind: str) -> Response:
    stem = "".join(one if one.isascii() and (one.isalnum() or one in "-_.") else "-" for one in records.path.stem)
    headers = {"Content-Disposition": f'attachment; filename="{stem}.{name}"'}
    return StreamingResponse(pieces, headers=headers, media_type=kind)


def _rows(records: Records) -> Iterator[tuple[Hit, Known | None]]:
    for reading, known in _all(records):
        for hit in hits_of(reading):
            yield hit, known.get(hit.statement.id) if hit.statement else None


def _all(records: Records) -> Iterator[tuple[Reading, dict[str, Known]]]:
    """The articles with what is known of their statements, some at a time. Between these nothing of the record is held,
    however slowly they are taken."""
    after: str | None = None
    while True:
        with records.reading() as record:
            page = record.arrivals(limit=_AT_ONCE, after=after)
            found = list(with_known(_readings(record, [one.article_id for one in page.articles]), record))
        yield from found
        if page.next is None:
            return
        after = page.next


def _readings(record: OpenRecord, ids: list[str]) -> Iterator[Reading]:
    for id_ in ids:
        with suppress(UnknownId, ArticleRemoved):  # somebody removed it meanwhile
            yield record.article(id_)
