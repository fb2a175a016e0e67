"""The whole record as a file: JSON lines, CSV or Parquet, sent while it is made."""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response, StreamingResponse

from onrecord.exports.articles import to_json, with_format
from onrecord.exports.table import hits_of, to_csv, with_known, write_parquet
from onrecord.library import OpenRecord
from onrecord.problems.sources import ParquetMissing
from onrecord.web.records import Records
from onrecord.web.routing import Pages, records

router = Pages()
Behind = Annotated[Records, Depends(records)]
_PIECE = 64_000
"""Bytes that are sent together."""


@router.get("/export.jsonl", response_class=Response, response_model=None)
def as_json_lines(request: Request, records: Behind) -> Response:
    """Every article with its statements, one JSON object a line: what `onrecord export` writes."""
    return _sent(records, _json_lines, name="jsonl", kind="application/jsonl")


@router.get("/export.csv", response_class=Response, response_model=None)
def as_csv(request: Request, records: Behind) -> Response:
    """Every statement as a row of a table."""
    return _sent(records, lambda record: to_csv(record.known(_hits(record))), name="csv", kind="text/csv")


@router.get("/export.parquet", response_class=Response, response_model=None)
def as_parquet(request: Request, records: Behind) -> Response:
    """Every statement as a row of a table in Parquet. Raises ParquetMissing."""
    if not has_parquet():
        raise ParquetMissing

    def pieces() -> Iterator[bytes]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "statements.parquet"
            with records.reading() as record:
                write_parquet(record.known(_hits(record)), path)
            with path.open("rb") as file:
                while piece := file.read(_PIECE):
                    yield piece

    return StreamingResponse(
        pieces(), headers=_headers(records, "parquet"), media_type="application/vnd.apache.parquet"
    )


def has_parquet() -> bool:
    """Whether Parquet can be written."""
    return find_spec("pyarrow") is not None


def _sent(records: Records, lines: Callable[[OpenRecord], Iterable[str]], *, name: str, kind: str) -> Response:
    def pieces() -> Iterator[bytes]:
        piece = bytearray()
        with records.reading() as record:
            for line in lines(record):
                piece += line.encode("utf8", "backslashreplace")
                if len(piece) >= _PIECE:
                    yield bytes(piece)
                    piece.clear()
        yield bytes(piece)

    return StreamingResponse(pieces(), headers=_headers(records, name), media_type=f"{kind}; charset=utf-8")


def _headers(records: Records, name: str) -> dict[str, str]:
    stem = "".join(one if one.isascii() and (one.isalnum() or one in "-_.") else "-" for one in records.path.stem)
    return {"Content-Disposition": f'attachment; filename="{stem}.{name}"'}


def _json_lines(record: OpenRecord) -> Iterator[str]:
    for reading, known in with_known(record.readings(), record):
        yield json.dumps(with_format(to_json(reading, known=known)), ensure_ascii=False) + "\n"


def _hits(record: OpenRecord) -> Iterator:  # type: ignore[type-arg]
    return (hit for reading in record.readings() for hit in hits_of(reading))
