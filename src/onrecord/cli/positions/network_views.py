"""Networks, camps and common ground, printed and written."""

from collections.abc import Sequence
from typing import Any

from rich.text import Text

from onrecord.cli.terminal.output import console, printable, table, tell, whole_file, write_json
from onrecord.exports.charts import NetworkChart, standalone
from onrecord.exports.graphs import GRAPH_FORMATS
from onrecord.exports.graphs.gexf import gexf_over_time
from onrecord.exports.marked import counted, deed
from onrecord.exports.views.networks import (
    bridge_json,
    camps_json,
    common_ground_csv,
    common_ground_json,
    evidence,
    network_json,
    over_time_csv,
    strongest,
)
from onrecord.exports.views.positions import question_json
from onrecord.positions.days import in_words
from onrecord.positions.networks.building import network
from onrecord.positions.networks.camps import Camps, external_internal, find_camps, modularity, with_camps
from onrecord.positions.networks.common import Bridge, CommonGround, Side
from onrecord.positions.networks.counting import Selection
from onrecord.positions.networks.landscape import camps_of, landscape
from onrecord.positions.networks.values import Network
from onrecord.positions.networks.windows import Window, over_time
from onrecord.positions.values import Position, Question

_TIES, _MEMBERS, _STATEMENTS, _BRIDGES = 20, 12, 3, 10
"""What a table shows of each; JSON has all."""
_LONGEST = 200
ID_LENGTH = 8
NOTHING = "No positions: ask a question with `onrecord ask`, or leave out a filter."


def write_network(found: Sequence[Position], how: dict[str, Any], *, format_: str, out: str) -> None:
    """One network, with the camps of its actors."""
    made = network(found, **how)
    camps = camps_of(found, how["selection"]) if made.over == "actors" else Camps((), 0.0)
    made = with_camps(made, camps)
    if format_ == "table":
        _print_network(made, camps)
    else:
        with whole_file(out) as file:
            if format_ == "json":
                index = external_internal(made, camps.camps)
                write_json(network_json(made, camps, external_internal=index), indent=2, file=file)
            elif format_ == "svg":
                file.write(standalone(NetworkChart(_title(made), made)))
            else:
                file.writelines(GRAPH_FORMATS["edges" if format_ == "csv" else format_](made))
    if not made.nodes:
        tell(NOTHING)


def write_over_time(found: Sequence[Position], window: Window, how: dict[str, Any], *, format_: str, out: str) -> None:
    """A network for each window: a line each in the table, with the camps of that window and how far apart they are."""
    made = list(over_time(found, window, **how))
    if not made:
        tell("No positions with a date: ask a question with `onrecord ask`, or leave out a filter.")
        if format_ in ("table", "gexf"):
            return
    if format_ == "table":
        _print_over_time(made)
        return
    with whole_file(out) as file:
        if format_ == "json":
            write_json({"networks": [network_json(one) for one in made]}, indent=2, file=file)
        else:
            file.writelines(over_time_csv(made) if format_ == "csv" else gexf_over_time(made))


def write_common_ground(
    found: Sequence[Position], asked: Sequence[Question], selection: Selection, *, share: float, format_: str, out: str
) -> None:
    """Camps, their common ground, and who agrees across them."""
    made = landscape(found, questions=asked, selection=selection, share=share)
    common = made.common_ground
    if format_ == "table":
        names = {one.id: one.name for one in made.matrix.actors}
        texts = {one.id: one.name for one in made.matrix.questions}
        _print_camps(made.camps, names)
        for one in common:
            _print_common(one, texts)
        _print_bridges(made.bridges, texts)
    else:
        with whole_file(out) as file:
            if format_ == "csv":
                file.writelines(common_ground_csv(common))
            else:
                told = {
                    "questions": [question_json(one) for one in asked],
                    **camps_json(made.camps, external_internal=made.external_internal),
                    "common_ground": [common_ground_json(one) for one in common],
                    "bridges": [bridge_json(one) for one in made.bridges],
                }
                write_json(told, indent=2, file=file)
    if not found:
        tell(NOTHING)
    elif not common:
        tell(_without(len(asked), len(made.camps.camps)))


def _without(questions: int, camps: int) -> str:
    if questions < 2:
        return "On one question, camps that agree are not opposed: give several questions."
    if camps < 2:
        return "There is one camp only, so nobody is opposed."
    return (
        "No common ground: no two camps that are opposed on one question are on record with the same stance on another."
    )


def _title(made: Network) -> str:
    if made.two_mode:
        return "Who stands where"
    if made.over == "questions":
        return "Which questions go together"
    return {"congruence": "Who agrees with whom", "conflict": "Who disagrees with whom"}.get(
        made.kind, "Who agrees and who disagrees"
    )


def _print_network(made: Network, camps: Camps) -> None:
    on = console()
    by = "" if made.normalisation == "no" else f", by {made.normalisation}"
    head = (
        f"{made.kind.capitalize()} network{by}: {counted(len(made.nodes), 'node')}, {counted(len(made.edges), 'tie')}"
    )
    on.print(Text(head, style="bold"))
    if made.edges:
        _print_ties(made)
        if len(made.edges) > _TIES:
            tell(f"{counted(len(made.edges) - _TIES, 'tie')} more: use another --format.")
    _print_camps(camps, {one.id: one.name for one in made.nodes})


def _print_ties(made: Network) -> None:
    first, shared = ("Actor", "Questions") if made.over == "actors" else ("Question", "Actors")
    if made.two_mode:
        shown = table({"Actor": 4, "Question": 6}, narrow="Weight")
    else:
        shown = table({first: 4, f"Other {first.lower()}": 4, "Weight": 2}, narrow=shared)
    shown.leading = 0  # lines of one row are short here
    for one, other, weight, count in strongest(made, _TIES):
        cells = (one, other, weight, f"{count:,}")
        shown.add_row(*(Text(printable(cell)) for cell in cells[: len(shown.columns)]))
    console().print(shown)


def _print_camps(camps: Camps, names: dict[str, str]) -> None:
    if not camps.camps:
        return
    on = console()
    on.print(Text(f"{counted(len(camps.camps), 'camp')}, modularity {camps.modularity:.2f}", style="bold"))
    for at, some in enumerate(camps.camps, start=1):
        told = ", ".join(names.get(one, one) for one in some[:_MEMBERS])
        more = f" and {len(some) - _MEMBERS:,} more" if len(some) > _MEMBERS else ""
        on.print(Text(printable(f"  {at}  {told}{more}")), soft_wrap=True)


def _print_over_time(made: Sequence[Network]) -> None:
    shown = table({"From": 3, "To": 3, "Nodes": 2, "Ties": 2, "Camps": 2, "Modularity": 4}, narrow="E-I")
    shown.leading = 0
    for one in made:
        camps = find_camps(one) if one.over == "actors" and not one.two_mode else Camps((), 0.0)
        tied = {end for edge in one.edges for end in (edge.source, edge.target)}
        index = external_internal(one, camps.camps)
        parted = (f"{len(camps.camps):,}", f"{modularity(one, camps.camps):.2f}") if camps.camps else ("", "")
        cells = (str(one.since), str(one.until), f"{len(tied):,}", f"{len(one.edges):,}", *parted)
        shown.add_row(*cells, "" if index is None else f"{index:.2f}")
    console().print(shown)


def _print_common(one: CommonGround, texts: dict[str, str]) -> None:
    on = console()
    first, second = one.sides
    on.print()
    on.print(Text(printable(one.question.name), style="bold"), soft_wrap=True)
    what = "are open about it" if one.stance == "open" else one.stance.removesuffix("s") + " it"
    told = f"Camps {first.camp} and {second.camp} both {what}"
    thin = "; thin evidence: one actor or one utterance on a side" if one.thin else ""
    opposed = "; ".join(f"“{texts.get(question, question)}”" for question in one.opposed_on)
    on.print(Text(printable(f"{told}{thin}. They are opposed on {opposed}")), soft_wrap=True)
    shown = table({f"Camp {side.camp}": 1 for side in one.sides}, narrow="")
    columns = [_statements(side) for side in one.sides]
    for row in range(max(map(len, columns))):
        shown.add_row(*(Text(printable(some[row] if row < len(some) else "")) for some in columns), "")
    on.print(shown)


def _statements(side: Side) -> list[str]:
    some = evidence(side)
    # One of each actor before a second of any.
    firsts = [voice.cell.latest for voice in side.voices]
    order = [*firsts, *(one for one in some if one not in firsts)]
    told = [_statement(one) for one in order[:_STATEMENTS]]
    if len(order) > _STATEMENTS:
        told.append(f"and {counted(len(order) - _STATEMENTS, 'statement')} more")
    if side.others:
        told.append(f"Of another stance, mixed or neutral: {', '.join(voice.actor.name for voice in side.others)}")
    return told


def _statement(one: Position) -> str:
    day = in_words(one.days) if one.days else "no date"
    relayed = ", relayed" if one.relayed else ""
    quote = one.quote if len(one.quote) <= _LONGEST else f"{one.quote[:_LONGEST].rstrip()}…"
    act = "" if one.act == "states" and not one.negated else f"[{deed(one)}] "
    return f"{one.name}, {day}{relayed}: {act}{quote} ({one.statement[:ID_LENGTH]})"


def _print_bridges(bridges: Sequence[Bridge], texts: dict[str, str]) -> None:
    if not bridges:
        return
    on = console()
    on.print()
    on.print(Text("Who agrees across camps", style="bold"))
    for one in bridges[:_BRIDGES]:
        crossing = "; ".join(f"“{texts.get(question, question)}”" for question in one.crossing)
        left = f"; leaves its camp on {crossing}" if crossing else ""
        line = f"  {one.actor.name} (camp {one.camp}): {one.share:.0%} of the agreement is with other camps{left}"
        on.print(Text(printable(line)), soft_wrap=True)
