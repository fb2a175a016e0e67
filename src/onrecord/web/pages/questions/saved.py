"""Positions, matrix, network and common ground as files: exactly what the pages show, and all of it."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import Depends, Query
from fastapi.responses import Response, StreamingResponse

from onrecord.exchange import gathered
from onrecord.exports.charts import Drawing, MatrixChart, PositionsChart, png, standalone, to_csv
from onrecord.exports.dna.exporting import coded_database
from onrecord.exports.dna.writing import write_dna
from onrecord.exports.graphs import GRAPH_FORMATS
from onrecord.exports.views.networks import common_ground_csv
from onrecord.exports.views.positions import position_json
from onrecord.exports.views.positions import to_csv as positions_csv
from onrecord.positions.once import once_per_family
from onrecord.positions.values import Position
from onrecord.web.pages.questions.asked import Asked, Choice, Drawn, Known, Ties
from onrecord.web.pages.questions.worked import land, network_of, tied_network, titled, whole
from onrecord.web.pages.search.downloads import in_blocks
from onrecord.web.records import Records
from onrecord.web.routing import Pages, records

router = Pages()
Behind = Annotated[Records, Depends(records)]
Words = Annotated[str, Query(max_length=2000)]
_KINDS: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "dl": "text/plain; charset=utf-8",
    "dna": "application/vnd.sqlite3",
    "gexf": "application/gexf+xml",
    "graphml": "application/graphml+xml",
    "jsonl": "application/x-ndjson",
    "png": "image/png",
    "svg": "image/svg+xml",
}
_GRAPHS: Mapping[str, str] = {"csv": "edges", "dl": "dl", "gexf": "gexf", "graphml": "graphml"}
_DRAWINGS: Mapping[str, Callable[[Any], str | bytes]] = {"svg": standalone, "png": png, "csv": to_csv}


@router.get("/positions.{form}", response_model=None, include_in_schema=False)
def positions(
    records: Behind, asked: Choice, form: Literal["csv", "jsonl", "dna"], question: Words = "", actor: Words = ""
) -> Response:
    """Positions as a table, or one object a line; on one question or all, of one actor or all. A database of Discourse
    Network Analyzer has what every coder made of them, of all days and actors. Raises UnknownQuestion,
    AmbiguousQuestion, UnknownActor or AmbiguousActor."""
    if form == "dna":
        return _dna(records, question, asked)
    with records.reading() as record:
        texts = {one.id: one.text for one in record.questions()}
        found = record.positions(question=question or None, actor=actor or None, limit=None, **asked.filters).positions
    return _stream(positions_csv(found, texts) if form == "csv" else _lines(found), "positions", form)


@router.get("/matrix.csv", response_model=None, include_in_schema=False)
def matrix(kept: Known, asked: Choice) -> Response:
    """The whole matrix as a table: how often each stance was taken, by actor and question."""
    drawn = MatrixChart("Matrix", whole(kept, asked).matrix)
    return _file(to_csv(drawn), "matrix", "csv")


@router.get("/network/{form}", response_model=None, include_in_schema=False)
def network(
    records: Behind,
    kept: Known,
    drawn: Drawn,
    asked: Choice,
    tie: Ties,
    form: Literal["csv", "dl", "gexf", "graphml"],
    question: Words = "",
) -> Response:
    """A network in the format of another program; on one question, or on all that are open. Raises UnknownQuestion,
    AmbiguousQuestion or NoSuchNormalisation."""
    if question:
        with records.reading() as record:
            one = record.question(question)
            found = record.positions(question=one.id, limit=None, **asked.filters).positions
            made = network_of(record, found, (one,), asked, tie).network
    else:
        made = tied_network(kept, drawn, asked, tie).network
    return _stream(GRAPH_FORMATS[_GRAPHS[form]](made), "network", form)


@router.get("/common-ground.csv", response_model=None, include_in_schema=False)
def common_ground(kept: Known, asked: Choice) -> Response:
    """Common ground as a table, a statement a row."""
    return _stream(common_ground_csv(land(kept, asked).common_ground), "common-ground", "csv")


@router.get("/drawing/{name}.{form}", response_model=None, include_in_schema=False)
def drawing(
    records: Behind,
    kept: Known,
    drawn: Drawn,
    asked: Choice,
    tie: Ties,
    name: Literal["matrix", "network", "over-time"],
    form: Literal["svg", "png", "csv"],
    question: Words = "",
    actor: Words = "",
) -> Response:
    """A drawing of a page as a file. Raises NoFont, UnknownQuestion, AmbiguousQuestion, UnknownActor, AmbiguousActor
    or NoSuchNormalisation."""
    chart: Drawing
    if name == "matrix":
        chart = MatrixChart("Who stands where", whole(kept, asked).matrix)
    elif name == "network" and not question:
        chart = titled(tied_network(kept, drawn, asked, tie).network)
    else:
        with records.reading() as record:
            one = record.question(question) if question else None
            found = record.positions(
                question=one.id if one else None, actor=actor or None, limit=None, **asked.filters
            ).positions
            if name == "network" and one:
                chart = titled(network_of(record, found, (one,), asked, tie).network)
            else:
                title = one.text if one else "Positions over time"
                chart = PositionsChart.of_actors(once_per_family(found), title=title)
    return _file(_DRAWINGS[form](chart), name, form)


def _dna(records: Records, question: str, asked: Asked) -> Response:
    with records.reading() as record, tempfile.TemporaryDirectory() as folder:
        made = gathered(record, [question] if question else [], doubtful=asked.doubtful)
        path = Path(folder) / "positions.dna"
        write_dna(path, coded_database(made.readings, made.questions, made.coded))
        content = path.read_bytes()
    return _file(content, "positions", "dna")


def _lines(found: tuple[Position, ...]) -> Iterator[str]:
    for one in found:
        yield json.dumps(position_json(one), ensure_ascii=False) + "\n"


def _stream(content: Iterator[str], name: str, form: str) -> Response:
    return StreamingResponse(in_blocks(content), media_type=_KINDS[form], headers=_saved(name, form))


def _file(content: str | bytes, name: str, form: str) -> Response:
    return Response(content, media_type=_KINDS[form], headers=_saved(name, form))


def _saved(name: str, form: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
