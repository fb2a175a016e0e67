"""GraphML (http://graphml.graphdrawing.org): nodes and edges with what is known of them, as typed data."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from onrecord.exports.escaping import xml_text
from onrecord.exports.graphs.naming import made_by, number
from onrecord.positions.networks.values import Edge, Network, Node

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_OF_NODES = {"id": "string", "name": "string", "mode": "string", "kind": "string", "positions": "int", "camp": "int"}
_OF_EDGES = {"weight": "double", "questions": "int"}


def graphml(network: Network) -> Iterator[str]:
    """The file. Names of attributes are those of the values; "name" is the label."""
    yield _HEAD
    keys = [("graph", name, "string") for name, _ in made_by(network)]
    keys += [("node", name, kind) for name, kind in _OF_NODES.items()]
    keys += [("edge", name, kind) for name, kind in _OF_EDGES.items()]
    for of, name, kind in keys:
        yield f'  <key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '  <graph id="onrecord" edgedefault="undirected">\n'
    for name, told in made_by(network):
        yield f"    {_data('graph', name, told)}\n"
    numbers = {node.id: f"n{place}" for place, node in enumerate(network.nodes)}
    for node in network.nodes:
        yield f"    <node id={quoteattr(numbers[node.id])}>{_node(node)}</node>\n"
    for place, edge in enumerate(network.edges):
        ends = f'source="{numbers[edge.source]}" target="{numbers[edge.target]}"'
        yield f'    <edge id="e{place}" {ends}>{_edge(edge)}</edge>\n'
    yield "  </graph>\n</graphml>\n"


def _node(node: Node) -> str:
    told = {name: getattr(node, name) for name in _OF_NODES}
    return "".join(_data("node", name, str(value)) for name, value in told.items() if value is not None)


def _edge(edge: Edge) -> str:
    return _data("edge", "weight", number(edge.weight)) + _data("edge", "questions", str(edge.questions))


def _data(of: str, name: str, value: str) -> str:
    return f'<data key="{of}-{name}">{escape(xml_text(value))}</data>'
