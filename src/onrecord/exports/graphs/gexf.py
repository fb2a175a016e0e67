"""GEXF 1.3 (https://gexf.net), for Gephi: a network, or one that changes with time.

A camp is a colour, its size what a node has of positions; a tie of conflict is red, as a sign beside its weight below
zero. Over time a node is there throughout, and an edge in the windows in which it is a tie, with its weight in each.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import sqrt
from xml.sax.saxutils import escape, quoteattr

from onrecord.exports.escaping import xml_text
from onrecord.exports.graphs.naming import made_by, number
from onrecord.positions.networks.values import Edge, Network, Node

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
"""
_OF_NODES = {"mode": "string", "kind": "string", "positions": "integer", "camp": "integer"}
_CAMPS = (
    (0, 114, 178), (230, 159, 0), (0, 158, 115), (204, 121, 167), (86, 180, 233), (213, 94, 0), (148, 103, 189),
)  # fmt: skip
"""Colours that most people can tell apart; with more camps they come again."""
_NO_CAMP, _CONFLICT = (136, 136, 136), (200, 40, 40)


def gexf(network: Network) -> Iterator[str]:
    """The file of a network."""
    yield _HEAD
    yield _meta(network)
    yield '  <graph mode="static" defaultedgetype="undirected">\n'
    yield _attributes("node", "static", _OF_NODES)
    yield _attributes("edge", "static", {"questions": "integer"})
    yield from _nodes(network)
    yield "    <edges>\n"
    for place, edge in enumerate(network.edges):
        told = _attvalues([("questions", str(edge.questions), "")])
        yield f"      <edge {_ends(place, edge)} weight={quoteattr(number(edge.weight))}>{told}{_sign(edge)}</edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def gexf_over_time(networks: Iterable[Network]) -> Iterator[str]:
    """The file of networks over time, each with its first and last day, in their order.

    Raises ValueError where one has no days, or there is none."""
    series = tuple(networks)
    days = [_days(one) for one in series]
    if not series:
        raise ValueError("there is no network over time to write")
    bounds = f"start={quoteattr(days[0][0].isoformat())} end={quoteattr(max(last for _, last in days).isoformat())}"
    yield _HEAD
    yield _meta(series[0])
    yield (
        '  <graph mode="dynamic" defaultedgetype="undirected" timeformat="date" timerepresentation="interval" '
        f"{bounds}>\n"
    )
    yield _attributes("node", "static", _OF_NODES)
    yield _attributes("edge", "dynamic", {"weight": "double", "questions": "integer"})
    yield from _nodes(series[0])
    yield "    <edges>\n"
    for place, found in enumerate(_over_time(series, days).values()):
        spells = "".join(f"<spell {within}/>" for _, within in found)
        told = _attvalues([("weight", number(edge.weight), f" {within}") for edge, within in found])
        told_of = _attvalues([("questions", str(edge.questions), f" {within}") for edge, within in found])
        values = told.removesuffix("</attvalues>") + told_of.removeprefix("<attvalues>")
        yield f"      <edge {_ends(place, found[-1][0])}>{values}<spells>{spells}</spells></edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _over_time(
    series: Sequence[Network], days: Sequence[tuple[date, date]]
) -> dict[tuple[str, str], list[tuple[Edge, str]]]:
    """The ties of each pair, with the window of each: the first day of a window, up to the one before the next begins,
    as windows overlap and a tie has one weight at a time."""
    found: dict[tuple[str, str], list[tuple[Edge, str]]] = {}
    for place, (network, (first, last)) in enumerate(zip(series, days, strict=True)):
        until = days[place + 1][0] if place + 1 < len(days) else last
        within = f"start={quoteattr(first.isoformat())} end={quoteattr(until.isoformat())}"
        for edge in network.edges:
            found.setdefault((edge.source, edge.target), []).append((edge, within))
    return found


def _days(network: Network) -> tuple[date, date]:
    if network.since is None or network.until is None:
        raise ValueError("a network over time needs its first and its last day")
    return network.since, network.until


def _meta(network: Network) -> str:
    told = "; ".join(f"{name}: {value}" for name, value in made_by(network))
    return f"  <meta><creator>Onrecord</creator><description>{escape(told)}</description></meta>\n"


def _attributes(of: str, mode: str, names: dict[str, str]) -> str:
    each = "".join(f'      <attribute id="{name}" title="{name}" type="{kind}"/>\n' for name, kind in names.items())
    return f'    <attributes class="{of}" mode="{mode}">\n{each}    </attributes>\n'


def _nodes(network: Network) -> Iterator[str]:
    yield "    <nodes>\n"
    for node in network.nodes:
        told = [(name, value) for name in _OF_NODES if (value := getattr(node, name)) is not None]
        values = _attvalues([(name, str(value), "") for name, value in told])
        head = f"<node id={_quoted(node.id)} label={_quoted(node.name)}>"
        yield f"      {head}{values}{_look(node)}</node>\n"
    yield "    </nodes>\n"


def _look(node: Node) -> str:
    colour = _NO_CAMP if node.camp is None else _CAMPS[(node.camp - 1) % len(_CAMPS)]
    size = number(round(10 + 4 * sqrt(node.positions), 2))
    return f'<viz:size value="{size}"/>{_colour(colour)}'


def _sign(edge: Edge) -> str:
    return _colour(_CONFLICT) if edge.weight < 0 else ""


def _colour(colour: tuple[int, int, int]) -> str:
    red, green, blue = colour
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _ends(place: int, edge: Edge) -> str:
    return f'id="e{place}" source={_quoted(edge.source)} target={_quoted(edge.target)}'


def _attvalues(values: Iterable[tuple[str, str, str]]) -> str:
    each = "".join(f'<attvalue for="{name}" value={_quoted(value)}{within}/>' for name, value, within in values)
    return f"<attvalues>{each}</attvalues>"


def _quoted(value: str) -> str:
    return quoteattr(xml_text(value))
