"""The charts of an actor and of a whole record: which there are, under which names, and of what."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from onrecord.exports.charts import Chart, by_label, over_time
from onrecord.record.actors.profile import Profile
from onrecord.record.searching.facets import Crossed, Share
from onrecord.record.searching.overview import Overview

ActorChart = Literal["timeline", "kinds", "acts", "outlets", "venues"]
RecordChart = Literal["kinds", "acts", "outlets"]
_BARS = 20
"""Outlets of a record that are drawn: the first say nearly all, and the table of a page need not be endless."""


def actor_chart(profile: Profile, name: ActorChart) -> Chart:
    """A chart of an actor: its statements over time by act (`timeline`, or each act apart: `acts`) or by kind, by
    outlet, or by venue."""
    return _OF_ACTOR[name](profile)


def record_chart(overview: Overview, name: RecordChart) -> Chart:
    """A chart of a record: its statements over time by kind, or each act apart, or by outlet."""
    return _OF_RECORD[name](overview)


def _months(counts: Iterable[Crossed]) -> list[tuple[str, str | None, float]]:
    return [(one.month, one.value, one.count) for one in counts]


def _bars(shares: Iterable[Share]) -> list[tuple[str | None, str | None, float]]:
    return [(one.value, "statements", one.count) for one in shares]


def _of(profile: Profile, what: str) -> str:
    return f"{profile.actor.name}: {what}{_some(profile)}"


def _some(counted: Profile | Overview) -> str:
    """Of how many, where they are not all."""
    return "" if counted.complete else f" (the {counted.statements:,} statements added last)"


_OF_ACTOR: Mapping[ActorChart, Callable[[Profile], Chart]] = {
    "timeline": lambda one: over_time(_months(one.acts_by_month), title=_of(one, "statements over time, by act")),
    "kinds": lambda one: over_time(_months(one.kinds_by_month), title=_of(one, "statements over time, by kind")),
    "acts": lambda one: over_time(_months(one.acts_by_month), title=_of(one, "each act over time"), kind="multiples"),
    "outlets": lambda one: by_label(_bars(one.outlets), title=_of(one, "outlets"), label_axis="outlet"),
    "venues": lambda one: by_label(_bars(one.venues), title=_of(one, "venues"), label_axis="venue"),
}
_OF_RECORD: Mapping[RecordChart, Callable[[Overview], Chart]] = {
    "kinds": lambda one: over_time(_months(one.kinds_by_month), title=f"Statements over time, by kind{_some(one)}"),
    "acts": lambda one: over_time(
        _months(one.acts_by_month), title=f"Each act over time{_some(one)}", kind="multiples"
    ),
    "outlets": lambda one: by_label(_bars(one.outlets[:_BARS]), title=f"Outlets{_some(one)}", label_axis="outlet"),
}
