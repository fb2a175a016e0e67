"""Matrices, networks, camps and common ground as JSON, and as comma-separated values."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord.exports.charts.networks.ties import told_weight
from onrecord.exports.escaping import safe
from onrecord.exports.graphs.lists import EDGE_COLUMNS
from onrecord.exports.views.positions import position_json
from onrecord.positions.networks.camps import Camps
from onrecord.positions.networks.common import Bridge, CommonGround, Side, Voice
from onrecord.positions.networks.matrix import Matrix
from onrecord.positions.networks.values import Network, Node
from onrecord.positions.values import Position

COMMON_COLUMNS = (
    "question_id", "question", "stance", "thin", "camp", "actor_id", "actor", "role", "day", "last_day", "outlet",
    "relayed", "quote", "statement_id", "article_id", "family_id",
)  # fmt: skip


def network_json(
    network: Network, camps: Camps | None = None, *, external_internal: float | None = None
) -> dict[str, Any]:
    """A network and how it was made; `camps` with the ids of their actors, and how far apart they are."""
    value: dict[str, Any] = {
        "kind": network.kind,
        "over": network.over,
        "normalisation": network.normalisation,
        "qualifier": network.qualifier,
        "duplicates": network.duplicates,
        "since": network.since.isoformat() if network.since else None,
        "until": network.until.isoformat() if network.until else None,
        "nodes": [_node(one) for one in network.nodes],
        "edges": [
            {"source": one.source, "target": one.target, "weight": one.weight, "questions": one.questions}
            for one in network.edges
        ],
    }
    if camps is not None:
        value |= camps_json(camps, external_internal=external_internal)
    return value


def camps_json(camps: Camps, *, external_internal: float | None = None) -> dict[str, Any]:
    """The camps by the ids of their actors, the modularity, and the E-I index of agreement where it is known."""
    return {
        "camps": [{"number": at, "actors": list(some)} for at, some in enumerate(camps.camps, start=1)],
        "modularity": camps.modularity,
        "external_internal": external_internal,
    }


def matrix_json(matrix: Matrix) -> dict[str, Any]:
    """Actors, questions, and the cells that there are, each with its evidence. Silence has no cell."""
    cells = [
        {
            "actor": actor.id,
            "question": question.id,
            "stance": cell.stance,
            "counts": dict(cell.counts),
            "reports": cell.reports,
            "positions": [position_json(one) for one in cell.positions],
        }
        for actor in matrix.actors
        for question in matrix.questions
        if (cell := matrix.cell(actor.id, question.id)) is not None
    ]
    return {
        "actors": [_node(one) for one in matrix.actors],
        "questions": [_node(one) for one in matrix.questions],
        "cells": cells,
    }


def common_ground_json(one: CommonGround) -> dict[str, Any]:
    """A question on which two opposed camps agree, with the evidence of both."""
    return {
        "question": {"id": one.question.id, "text": one.question.name},
        "stance": one.stance,
        "thin": one.thin,
        "opposed_on": list(one.opposed_on),
        "sides": [_side(side) for side in one.sides],
    }


def bridge_json(one: Bridge) -> dict[str, Any]:
    """An actor who agrees across camps."""
    return {
        "actor": _node(one.actor),
        "camp": one.camp,
        "within": one.within,
        "across": one.across,
        "share": one.share,
        "shared": list(one.shared),
        "crossing": list(one.crossing),
    }


def common_ground_csv(found: Iterable[CommonGround]) -> Iterator[str]:
    """A line for each position of common ground, the header first."""
    yield _line(COMMON_COLUMNS)
    for one in found:
        for side in one.sides:
            for position in evidence(side):
                yield _line(_row(one, side, position))


def over_time_csv(networks: Iterable[Network]) -> Iterator[str]:
    """The ties of networks over time, a line for each tie and window, the header first."""
    yield _line(("since", "until", *EDGE_COLUMNS))
    for network in networks:
        names = {one.id: one.name for one in network.nodes}
        for one in network.edges:
            told = names[one.source], names[one.target], one.weight, one.questions, one.source, one.target
            yield _line((str(network.since), str(network.until), *told))


def evidence(side: Side) -> list[Position]:
    """The positions for the stance of a side, actor by actor."""
    return [position for voice in side.voices for position in voice.cell.positions]


def strongest(network: Network, most: int) -> list[tuple[str, str, str, int]]:
    """The strongest ties by the names of both ends, with their weights as they are told."""
    names = {one.id: one.name for one in network.nodes}
    ties = sorted(network.edges, key=lambda one: -abs(one.weight))[:most]
    return [(names[one.source], names[one.target], f"{told_weight(one.weight):g}", one.questions) for one in ties]


def _node(one: Node) -> dict[str, Any]:
    value: dict[str, Any] = {"id": one.id, "name": one.name, "mode": one.mode, "positions": one.positions}
    return value | {"kind": one.kind, "camp": one.camp} if one.mode == "actor" else value


def _side(side: Side) -> dict[str, Any]:
    return {
        "camp": side.camp,
        "thin": side.thin,
        "actors": [_voice(one) for one in side.voices],
        "others": [_voice(one) for one in side.others],
    }


def _voice(one: Voice) -> dict[str, Any]:
    return {
        "id": one.actor.id,
        "name": one.actor.name,
        "stance": one.cell.stance,
        "counts": dict(one.cell.counts),
        "positions": [position_json(position) for position in one.cell.positions],
    }


def _row(one: CommonGround, side: Side, position: Position) -> Sequence[Any]:
    return (
        one.question.id,
        one.question.name,
        one.stance,
        str(one.thin).lower(),
        side.camp,
        position.actor,
        position.name,
        position.role,
        position.days[0].isoformat() if position.days else None,
        position.days[1].isoformat() if position.days else None,
        position.outlet,
        str(position.relayed).lower(),
        position.quote,
        position.statement,
        position.article,
        position.family,
    )


def _line(cells: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([safe(cell) for cell in cells])
    return line.getvalue()
