"""All that is computed from some positions at once: matrix, camps, network, common ground and bridges."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.positions.networks.building import network
from onrecord.positions.networks.camps import Camps, external_internal, find_camps, with_camps
from onrecord.positions.networks.common import MAJORITY, Bridge, CommonGround, bridges, common_ground
from onrecord.positions.networks.counting import Selection, selected
from onrecord.positions.networks.matrix import Matrix, matrix
from onrecord.positions.networks.values import Network
from onrecord.positions.once import once_per_family
from onrecord.positions.values import Position, Question


@dataclass(frozen=True, slots=True)
class Landscape:
    """Who stands where, with whom and against whom: the matrix camp by camp, and the subtract network by average
    activity, whose camps these are. `external_internal` is the E-I index of its agreement, None without any."""

    matrix: Matrix
    network: Network
    camps: Camps
    external_internal: float | None
    common_ground: tuple[CommonGround, ...]
    bridges: tuple[Bridge, ...]


def camps_of(positions: Iterable[Position], selection: Selection) -> Camps:
    """The camps by which all networks of the same positions are told: those of the subtract network by average
    activity, in which an actor's stance on a question counts once."""
    chosen = replace(selection, duplicates="range")
    return find_camps(network(positions, "subtract", normalisation="average activity", selection=chosen))


def landscape(
    positions: Iterable[Position],
    *,
    questions: Iterable[Question] = (),
    selection: Selection = Selection(),  # noqa: B008  (frozen)
    share: float = MAJORITY,
) -> Landscape:
    """All of it, of the positions that are selected; `share` of a camp make its stance."""
    asked, known = list(questions), selected(positions, selection)
    once = once_per_family(known)
    chosen = replace(selection, duplicates="range")
    made = network(once, "subtract", normalisation="average activity", selection=chosen, questions=asked, isolates=True)
    camps = find_camps(made)
    whole = matrix(known, questions=asked, by=selection.by, order="camp", camps=camps.camps)
    agreeing = network(once, "congruence", selection=chosen)
    return Landscape(
        whole,
        with_camps(made, camps),
        camps,
        external_internal(made, camps.camps),
        tuple(common_ground(whole, camps.camps, share=share)),
        tuple(bridges(agreeing, whole, camps.camps)),
    )
