"""The whole list of a search as a file: what the page shows, and all that follows."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import StreamingResponse

from onrecord.exports.articles import hit_json, with_format
from onrecord.exports.table import to_csv
from onrecord.record.values import Hit, Known
from onrecord.web.asked import Asked, asked
from onrecord.web.records import Records
from onrecord.web.routing import Pages, records
from onrecord.web.tables import tables

router = Pages()
MOST_ROWS = 100_000
"""Hits in one file: some 30 s of work, and 60 MB of CSV."""
_AT_ONCE = 500
"""Hits that are looked up together, in one state of the record, while nobody else waits for them."""
_BLOCK = 64_000
_HEADER = "Onrecord-Most-Rows"
Rows = Iterable[tuple[Hit, Known | None]]
Search = Annotated[Asked, Depends(asked)]
Behind = Annotated[Records, Depends(records)]


@router.get("/search.csv", response_class=StreamingResponse, response_model=None)
def as_csv(asked: Search, records: Behind) -> StreamingResponse:
    """The hits as comma-separated values, one a line; cells are safe in a spreadsheet."""
    return _file(asked, records, to_csv, name="statements.csv", kind="text/csv")


@router.get("/search.jsonl", response_class=StreamingResponse, response_model=None)
def as_jsonl(asked: Search, records: Behind) -> StreamingResponse:
    """The hits as `onrecord search --format jsonl` prints them, one object a line."""
    return _file(asked, records, _lines, name="statements.jsonl", kind="application/x-ndjson")


@router.get("/search.parquet", response_class=StreamingResponse, response_model=None)
def as_parquet(request: Request, asked: Search, records: Behind) -> StreamingResponse:
    """The columns of the CSV in Parquet. It needs a library that does not come with every installation."""
    return _file(
        asked, records, tables(request).pieces, name="statements.parquet", kind="application/vnd.apache.parquet"
    )


def _file(
    asked: Asked, records: Records, write: Callable[[Rows], Iterator[str] | Iterator[bytes]], *, name: str, kind: str
) -> StreamingResponse:
    found = _found(asked, records)
    first = next(found, ())  # so that what is wrong with a search is told before a file begins
    content = write(chain(first, chain.from_iterable(found)))
    headers = {
        "Content-Disposition": f'attachment; filename="{name.replace("statements", asked.in_)}"',
        _HEADER: str(MOST_ROWS),
    }
    return StreamingResponse(in_blocks(content), media_type=kind, headers=headers)


def _found(asked: Asked, records: Records) -> Iterator[list[tuple[Hit, Known | None]]]:
    """The hits, some at a time. Between these nothing of the record is held, however slowly they are taken."""
    after, left = None, MOST_ROWS
    while left:
        with records.reading() as record:
            page = record.search(**asked.told(), limit=min(_AT_ONCE, left), after=after)
        if page.hits:
            yield [(hit, hit.known) for hit in page.hits]
        after, left = page.next, left - len(page.hits)
        if after is None:
            return


def _lines(hits: Rows) -> Iterator[str]:
    for hit, _ in hits:
        yield json.dumps(with_format(hit_json(hit)), ensure_ascii=False) + "\n"


def in_blocks(content: Iterator[str] | Iterator[bytes]) -> Iterator[bytes]:
    """The same in pieces that are worth sending."""
    block = bytearray()
    for piece in content:
        block += piece.encode("utf8", "backslashreplace") if isinstance(piece, str) else piece
        if len(block) >= _BLOCK:
            yield bytes(block)
            block.clear()
    if block:
        yield bytes(block)
