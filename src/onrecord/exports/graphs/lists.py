"""A network as lists in CSV: its edges, and its nodes, among which those without an edge are."""

import csv
import io
from collections.abc import Iterable, Iterator

from onrecord.exports.escaping import safe
from onrecord.exports.graphs.naming import number
from onrecord.positions.networks.values import Network

EDGE_COLUMNS = ("source", "target", "weight", "questions", "source_id", "target_id")
NODE_COLUMNS = ("id", "name", "mode", "kind", "positions", "camp")


def edges_csv(network: Network) -> Iterator[str]:
    """A line an edge, its ends by name and by id. A name that a spreadsheet would run has an apostrophe before it."""
    names = {node.id: node.name for node in network.nodes}
    yield _line(EDGE_COLUMNS)
    for edge in network.edges:
        named = safe(names[edge.source]), safe(names[edge.target])
        yield _line((*named, number(edge.weight), edge.questions, safe(edge.source), safe(edge.target)))


def nodes_csv(network: Network) -> Iterator[str]:
    """A line a node."""
    yield _line(NODE_COLUMNS)
    for node in network.nodes:
        yield _line(safe(getattr(node, name)) for name in NODE_COLUMNS)


def _line(cells: Iterable[str | int | float | None]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
