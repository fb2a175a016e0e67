"""UCINET's DL: a network as a matrix, or as a list of edges, for UCINET, NetDraw and Gephi.

Labels stand in quotation marks, each on its line. A label can hold no quotation mark, no line end or other control
character, and no more than 255 characters; two that would then be the same are told apart by a number. UCINET itself
writes them in capitals.
"""

from collections.abc import Iterable, Iterator

from onrecord.exports.escaping import xml_text
from onrecord.exports.graphs.naming import apart, number
from onrecord.positions.networks.values import Network, Node

_LONGEST = 240
"""Characters of a label: of 255 some are left for a number."""
_MARKS = str.maketrans(dict.fromkeys('"“”„«»', "'"))


def dl_matrix(network: Network) -> Iterator[str]:
    """The whole matrix; in a network of two modes actors are its rows and questions its columns."""
    rows, columns = _sides(network)
    yield from _head(network, "fullmatrix")
    weights = _weights(network)
    for row in rows:
        own = weights.get(row.id, {})
        yield " ".join(number(own.get(column.id, 0.0)) for column in columns) + "\n"


def dl_edges(network: Network) -> Iterator[str]:
    """The edges, by the numbers of their ends; in a network of one mode each in both directions."""
    rows, columns = _sides(network)
    yield from _head(network, "edgelist2" if network.two_mode else "edgelist1")
    of_rows = {node.id: place for place, node in enumerate(rows, start=1)}
    of_columns = {node.id: place for place, node in enumerate(columns, start=1)}
    for edge in network.edges:
        yield f"{of_rows[edge.source]} {of_columns[edge.target]} {number(edge.weight)}\n"
        if not network.two_mode:
            yield f"{of_rows[edge.target]} {of_columns[edge.source]} {number(edge.weight)}\n"


def _sides(network: Network) -> tuple[list[Node], list[Node]]:
    """The nodes of rows and of columns."""
    if not network.two_mode:
        return list(network.nodes), list(network.nodes)
    actors = [node for node in network.nodes if node.mode == "actor"]
    return actors, [node for node in network.nodes if node.mode == "question"]


def _head(network: Network, form: str) -> Iterator[str]:
    rows, columns = _sides(network)
    if network.two_mode:
        yield f"dl nr = {len(rows)}, nc = {len(columns)}, format = {form}\n"
        yield from _labels("row labels", rows)
        yield from _labels("column labels", columns)
    else:
        yield f"dl n = {len(rows)}, format = {form}\n"
        yield from _labels("labels", rows)
    yield "data:\n"


def _labels(what: str, nodes: Iterable[Node]) -> Iterator[str]:
    yield f"{what}:\n"
    # Told apart in capitals, as which UCINET takes them.
    short = [" ".join(xml_text(node.name).translate(_MARKS).split())[:_LONGEST] for node in nodes]
    numbered = apart(one.upper() for one in short)
    for label, told in zip(short, numbered, strict=True):
        yield f'"{label}{told[len(label.upper()) :]}"\n'


def _weights(network: Network) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for edge in network.edges:
        found.setdefault(edge.source, {})[edge.target] = edge.weight
        if not network.two_mode:
            found.setdefault(edge.target, {})[edge.source] = edge.weight
    return found
