"""A network as a drawing: ties by sign and weight, actors by camp and by how much they said, questions as squares."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.exports.charts.framing import framed, heading, name_of, nothing, numbered
from onrecord.exports.charts.marks import SIZE, hatchings, line, number, text
from onrecord.exports.charts.networks.ties import (
    AGREES,
    BOTH,
    CAMPS,
    CONFLICTS,
    MOST_NODES,
    UNDECIDED,
    actor_sign,
    body,
    drawn,
    question_sign,
    style_of,
    told_weight,
)
from onrecord.exports.charts.values import Cell
from onrecord.exports.charts.writing import capped, width
from onrecord.positions.networks.values import Edge, Kind, Network, Node

_ROOM = ((7, 340.0), (14, 460.0), (22, 640.0), (MOST_NODES, 900.0))
"""For so many nodes, that width at least."""
_TOLD: dict[Kind, tuple[str, str]] = {
    "affiliation": ("supports", "opposes"),
    "congruence": ("agree", "disagree"),
    "conflict": ("agree", "disagree"),
    "subtract": ("agree more", "disagree more"),
}


@dataclass(frozen=True, slots=True)
class NetworkChart:
    """A network; nodes that tell a camp are filled by it."""

    title: str
    network: Network

    def described(self) -> str:
        """How many nodes and ties there are, and who has the most."""
        network = self.network
        if not network.nodes:
            return "There is nothing to show yet."
        names = {one.id: one.name for one in network.nodes}
        degree = Counter(end for one in network.edges for end in (one.source, one.target))
        alone = len(network.nodes) - len(degree)
        told = [f"{_counted(len(network.nodes), 'node')} and {_counted(len(network.edges), 'tie')}"]
        if network.signed:
            told.append(f"{_counted(sum(one.weight < 0 for one in network.edges), 'tie')} of disagreement")
        if degree:
            most = max(degree, key=lambda one: (degree[one], -list(names).index(one)))
            told.append(f"the most ties, {degree[most]:,}: {capped(names[most], 80)}")
        if alone:
            told.append(f"{_counted(alone, 'node')} without ties")
        sentences = ". ".join(f"{one[:1].upper()}{one[1:]}" for one in told)
        return f"{sentences}. The table has every tie."

    def rows(self) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
        """A row for each tie, the strongest first."""
        names = {one.id: one.name for one in self.network.nodes}
        if self.network.two_mode:
            header: tuple[str, ...] = ("actor", "question", "weight")
        else:
            one, shared = ("actor", "questions") if self.network.over == "actors" else ("question", "actors")
            header = (one, f"other {one}", "weight", f"{shared} of both")
        ties = sorted(self.network.edges, key=lambda one: -abs(one.weight))
        # Of 40,000 ties of a question few weights differ.
        told = {weight: told_weight(weight) for weight in {one.weight for one in ties}}
        found = [(names[one.source], names[one.target], told[one.weight], one.questions) for one in ties]
        return header, tuple(row[: len(header)] for row in found)

    def svg(self, width: int) -> str:
        """The drawing; wider than its place where there are many nodes."""
        nodes, edges, among = drawn(self.network)
        name = name_of((self.title, nodes, edges), width)
        room = max(float(width), next(least for most, least in _ROOM if len(nodes) <= most))
        found, top = heading(self.title, "; ".join(self._notes(len(nodes), len(edges), among)), width)
        keys, top = self._key(nodes, edges, name, top + 10, width)
        found.append(keys)
        if not nodes:
            inside, height = nothing(width, top)
        else:
            inside, height = body(self.network, nodes, edges, name, room, top + 10)
        found.append(inside)
        questions = [one.name for one in nodes if one.mode == "question"]
        if questions:
            listed, height = numbered(questions, height + 6, width)
            found.append(listed)
        return framed(
            "".join(found),
            name=name,
            title=self.title,
            description=self.described(),
            size=(room, height),
            definitions=hatchings(name, min(max((one.camp or 0 for one in nodes), default=0), CAMPS)),
        )

    def _notes(self, nodes: int, edges: int, among: int) -> list[str]:
        network = self.network
        by = "" if network.normalisation == "no" else f", by {network.normalisation}"
        notes = [f"{network.kind.capitalize()} network{by}"]
        if network.since or network.until:
            notes.append(f"{network.since or 'the beginning'} to {network.until or 'today'}")
        if nodes < len(network.nodes):
            notes.append(f"the {nodes} nodes with the strongest ties of {len(network.nodes):,}")
        if edges < among:
            notes.append(f"the {edges:,} strongest ties of {among:,}")
        if nodes < len(network.nodes) or edges < among:
            notes.append("the table has all")
        return notes

    def _key(self, nodes: Sequence[Node], edges: Sequence[Edge], name: str, y: float, room: float) -> tuple[str, float]:
        """What lines and fillings mean, where there are several."""
        styles = {style_of(self.network, one) for one in edges}
        agree, disagree = _TOLD[self.network.kind]
        if self.network.qualifier == "ignore":
            agree = "on record"
        elif self.network.over == "questions":
            agree, disagree = "same stance", "opposite stances"
        told = {AGREES: agree, CONFLICTS: disagree, BOTH: "both", UNDECIDED: "open or neutral"}
        entries = [(line(0, 7, 22, 7, style), word) for style, word in told.items() if style in styles]
        if self.network.two_mode:
            entries += [(actor_sign(11, 7, 7, None, name), "actor"), (question_sign(11, 7, 7), "question")]
        camps = sorted({min(one.camp, CAMPS) for one in nodes if one.camp})
        entries += [
            (actor_sign(11, 7, 7, camp, name), f"camp {camp}" if camp < CAMPS else "other camps") for camp in camps
        ]
        if camps and any(one.camp is None and one.mode == "actor" for one in nodes):
            entries.append((actor_sign(11, 7, 7, None, name), "in no camp"))
        found, x = [], 0.0
        for mark, word in entries:
            wide = 28 + width(word, SIZE)
            if x and x + wide > room:
                x, y = 0.0, y + 18
            found.append(f'<g transform="translate({number(x)} {number(y)})" stroke-width="2.5">{mark}</g>')
            found.append(text(word, x + 27, y + 11))
            x += wide + 14
        return "".join(found), y + (18 if entries else 0)


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
