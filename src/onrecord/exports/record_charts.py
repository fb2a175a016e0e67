"""The charts of an actor and of a whole record: which there are, under which names, and of what."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from onrecord.exports.charts import Chart, ChartKind, by_label, over_time
from onrecord.record.actors.profile import Profile
from onrecord.record.searching.facets import Crossed, Share
from onrecord.record.searching.overview import Overview

ActorChart = Literal["timeline", "kinds", "acts", "outlets", "venues"]
RecordChart = Literal["kinds", "acts", "outlets"]
_BARS = 20
"""Outlets of a record that are drawn: the first say nearly all."""
_FEW = 100
"""Of so many statements one may be left out of a drawing over time."""


def actor_chart(profile: Profile, name: ActorChart, *, whole: bool = False) -> Chart:
    """A chart of an actor: its statements over time by act (`timeline`, or each act apart: `acts`) or by kind, by
    outlet, or by venue. With `whole` it has also the few statements that lie far before all others."""
    about, some = profile.actor.name, _some(profile)
    match name:
        case "timeline":
            return _over_time(profile.acts_by_month, f"{about}: statements over time, by act{some}", whole=whole)
        case "kinds":
            return _over_time(profile.kinds_by_month, f"{about}: statements over time, by kind{some}", whole=whole)
        case "acts":
            return _acts(profile.acts_by_month, f"{about}: acts over time{some}", whole=whole)
        case "outlets":
            return by_label(_bars(profile.outlets), title=f"{about}: outlets{some}", label_axis="outlet")
        case "venues":
            return by_label(_bars(profile.venues), title=f"{about}: venues{some}", label_axis="venue")


def record_chart(overview: Overview, name: RecordChart, *, whole: bool = False) -> Chart:
    """A chart of a record: its statements over time by kind, or each act apart, or by outlet. With `whole` it has also
    the few statements that lie far before all others, and all outlets."""
    some = _some(overview)
    match name:
        case "kinds":
            return _over_time(overview.kinds_by_month, f"Statements over time, by kind{some}", whole=whole)
        case "acts":
            return _acts(overview.acts_by_month, f"Acts over time{some}", whole=whole)
        case "outlets":
            shown = overview.outlets if whole else overview.outlets[:_BARS]
            return by_label(_bars(shown), title=f"Outlets{some}", label_axis="outlet")


def _acts(counts: Sequence[Crossed], title: str, *, whole: bool) -> Chart:
    """Each act apart. Nearly all statements state something; beside them nothing else would be seen."""
    others = [one for one in counts if one.value != "states"]
    if others and not whole:
        return _over_time(others, f"{title}, other than “states”", kind="multiples", whole=whole)
    return _over_time(counts, title, kind="multiples", whole=whole)


def _over_time(counts: Sequence[Crossed], title: str, *, kind: ChartKind = "timeline", whole: bool) -> Chart:
    start = None if whole else _start(counts)
    shown = [(one.month, one.value, one.count) for one in counts if start is None or one.month >= start]
    if start is not None:
        left = sum(one.count for one in counts) - sum(count for _, _, count in shown)
        title += f", since {start[:4]} ({left:,} before are in the CSV file)"
    return over_time(shown, title=title, kind=kind)


def _start(counts: Sequence[Crossed]) -> str | None:
    """From when on a chart is drawn, where few statements of long ago would take most of the room: a January; None
    where all are drawn. A quotation of 1967 in the news of today leaves fifty empty years."""
    years = Counter[str]()
    for one in counts:
        years[one.month[:4]] += one.count
    if not years or not all(year.isdecimal() for year in years):
        return None
    order, before = sorted(years), 0
    first, last = int(order[0]), int(order[-1])
    for year in order:
        if (before + years[year]) * _FEW > years.total():
            return f"{year}-01" if (int(year) - first) * 2 > last - first + 1 else None
        before += years[year]
    return None


def _bars(shares: Iterable[Share]) -> list[tuple[str | None, str | None, float]]:
    return [(one.value, "statements", one.count) for one in shares]


def _some(counted: Profile | Overview) -> str:
    """Of how many, where they are not all."""
    return "" if counted.complete else f" (the {counted.statements:,} statements added last)"
