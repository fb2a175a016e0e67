"""The nodes of a network with their labels, and the ties between them."""

from collections import defaultdict
from collections.abc import Sequence
from math import sqrt

from onrecord.exports.charts.marks import HATCHES, line, number, text
from onrecord.exports.charts.networks.labels import labelled
from onrecord.exports.charts.networks.layout import places, spread
from onrecord.exports.charts.writing import capped, plain, words
from onrecord.positions.networks.values import Edge, Network, Node

MOST_NODES, TIES_EACH = 30, 3
"""As many nodes and, for each of them, ties: more would be a tangle. The strongest of each is always there."""
CAMPS = 9
"""As many fillings as there are."""
AGREES, CONFLICTS, BOTH, UNDECIDED = "chart-agrees", "chart-conflicts", "chart-both", "chart-undecided"
_AROUND, _BESIDE = 22.0, 0.14
"""Room for labels above and below, and at the sides as a part of the width."""
_COLUMN, _ROW = 165.0, 30.0
"""The places of those without ties."""


def drawn(network: Network) -> tuple[list[Node], list[Edge], int]:
    """The nodes that are drawn, in their order; the ties that are, the strongest first; and how many they have."""
    nodes = list(network.nodes)
    if len(nodes) > MOST_NODES:
        strength = defaultdict[str, float](float)
        for one in network.edges:
            strength[one.source] += abs(one.weight)
            strength[one.target] += abs(one.weight)
        kept = {one.id for one in sorted(nodes, key=lambda one: -strength[one.id])[:MOST_NODES]}
        nodes = [one for one in nodes if one.id in kept]
    edges = sorted(_among(network, nodes), key=lambda one: -abs(one.weight))
    few, tied = max(TIES_EACH * len(nodes), 30), set[str]()
    found = []
    for at, one in enumerate(edges):
        if at < few or one.source not in tied or one.target not in tied:
            found.append(one)
            tied |= {one.source, one.target}
    return nodes, found, len(edges)


def body(
    network: Network, nodes: Sequence[Node], edges: Sequence[Edge], name: str, room: float, top: float
) -> tuple[str, float]:
    """The drawing below its heading; and where it ends."""
    most = max((one.positions for one in nodes), default=0) or 1
    radii = [5 + 9 * sqrt(one.positions / most) if one.mode == "actor" else 9.0 for one in nodes]
    points, high = _points(nodes, _among(network, nodes), radii, room)
    at = {one.id: place for one, place in zip(nodes, points, strict=True)}
    found = [_tie(network, at[one.source], at[one.target], one, abs(edges[0].weight)) for one in reversed(edges)]
    number_of = {
        one.id: str(place) for place, one in enumerate((one for one in nodes if one.mode == "question"), start=1)
    }
    for one, radius, (x, y) in zip(nodes, radii, points, strict=True):
        told = f"{capped(one.name, 150)}: {one.positions:,} {'position' if one.positions == 1 else 'positions'}"
        if one.mode == "actor":
            shape = actor_sign(x, y, radius, one.camp, name)
        else:
            shape = question_sign(x, y, radius) + text(number_of[one.id], x, y + 4, anchor="middle")
        found.append(f"<g><title>{words(told)}</title>{shape}</g>")
    actors = sorted((place for place, one in enumerate(nodes) if one.mode == "actor"), key=lambda one: -radii[one])
    # A label may not cover a question, which has its number in it and no label.
    order = [*actors, *(place for place, one in enumerate(nodes) if one.mode == "question")]
    around = [(*points[place], radii[place]) for place in order]
    # Away from most of its ties.
    pull = defaultdict[str, float](float)
    for tie in edges:
        across = at[tie.target][0] - at[tie.source][0]
        pull[tie.source] += across
        pull[tie.target] -= across
    leftwards = [pull[nodes[place].id] > 0 for place in actors]
    labels = labelled([nodes[one].name for one in actors], around, (room, high), leftwards=leftwards)
    for place, label in zip(actors, labels, strict=True):
        if label is None:
            continue
        if label.away:
            x, y = points[place]
            end = min(max(x, label.x), label.x + label.wide)
            found.append(line(x, y, end, label.y - 4, "chart-lead"))
        found.append(text(label.text, label.x, label.y, style="chart-halo", full=nodes[place].name))
    return f'<g transform="translate(0 {number(top)})">{"".join(found)}</g>', top + high


def _points(
    nodes: Sequence[Node], edges: Sequence[Edge], radii: Sequence[float], room: float
) -> tuple[list[tuple[float, float]], float]:
    """Where each node stands, and how high the drawing is; those without ties stand in rows at the bottom."""
    ends = {end for one in edges for end in (one.source, one.target)}
    tied = [place for place, one in enumerate(nodes) if one.id in ends]
    found = [(0.0, 0.0)] * len(nodes)
    high = 0.0
    if tied:
        least = max(150.0, min(room * 0.72, 60.0 + 36 * len(tied)))
        size = room * (1 - 2 * _BESIDE), least - 2 * _AROUND
        inside = spread(places([nodes[place] for place in tied], edges), [radii[place] for place in tied], size)
        # Without the room that is left above and below.
        inside[:, 1] -= inside[:, 1].min()
        high = float(inside[:, 1].max()) + 2 * _AROUND
        for place, (x, y) in zip(tied, inside, strict=True):
            found[place] = float(x) + room * _BESIDE, float(y) + _AROUND
    alone = [place for place, one in enumerate(nodes) if one.id not in ends]
    columns = max(1, int(room // _COLUMN))
    for at, place in enumerate(alone):
        found[place] = at % columns * (room / columns) + _AROUND, high + _AROUND + at // columns * _ROW
    return found, high + (-(-len(alone) // columns) * _ROW + 14 if alone else 0)


def style_of(network: Network, one: Edge) -> str:
    """The kind of line of a tie."""
    if network.kind == "conflict":
        return CONFLICTS
    if network.qualifier == "combine" and network.normalisation == "no":
        return {0: UNDECIDED, 1: AGREES, 2: CONFLICTS, 3: BOTH}[int(one.weight) & 3]
    return AGREES if one.weight > 0 else CONFLICTS


def told_weight(weight: float) -> float:
    """To three figures that count."""
    return float(f"{weight:.3g}")


def actor_sign(x: float, y: float, radius: float, camp: int | None, name: str) -> str:
    """An actor, filled by its camp."""
    number_of = min(camp, CAMPS) if camp else 8
    style = "chart-node" if camp and number_of in HATCHES else f"chart-node chart-{number_of}"
    filling = f' fill="url(#{name}-{number_of})"' if camp and number_of in HATCHES else ""
    return f'<circle class="{style}"{filling} cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'


def question_sign(x: float, y: float, half: float) -> str:
    """A question."""
    side = number(2 * half)
    return f'<path class="chart-asked" d="M{number(x - half)} {number(y - half)}h{side}v{side}h-{side}z"/>'


def _among(network: Network, nodes: Sequence[Node]) -> list[Edge]:
    ids = {one.id for one in nodes}
    return [one for one in network.edges if one.source in ids and one.target in ids]


def _tie(network: Network, first: tuple[float, float], second: tuple[float, float], one: Edge, most: float) -> str:
    # The weights of `combine` are names of sets.
    thick = 1.8 if network.qualifier == "combine" else 0.8 + 2.4 * abs(one.weight) / most
    path = "L".join(f"{number(x)} {number(y)}" for x, y in (first, second))
    told = f"<title>{plain(told_weight(one.weight))}</title>"
    style = style_of(network, one)
    return f'<path class="{style}" stroke-width="{number(thick)}" d="M{path}">{told}</path>'
