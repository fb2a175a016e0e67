"""Who stands where on a question, as JSON and in the words and signs of pages."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from onrecord.exports.charts.stances import sign
from onrecord.exports.views.positions import summary_json
from onrecord.positions.networks.matrix import Cell
from onrecord.positions.standings import Group, Standing, taken
from onrecord.positions.summaries import in_words
from onrecord.positions.values import STANCES, Position, Stance

HEADINGS: Mapping[Group, str] = {
    "supports": "Support it",
    "opposes": "Oppose it",
    "open": "Leave it open",
    "changed": "Changed their position",
    "mixed": "Mixed",
    "neutral": "Speak of it and take no side",
}
"""What a group is called on a page."""
_TOOK = {"supports": "supports", "opposes": "opposes", "open": "leaves open", "neutral": "takes no side"}


def stance_sign(stance: Stance) -> Markup:
    """The sign of a stance for a line of text; what it means is said beside it."""
    drawn = sign(stance, 9, 9, 7.5)
    return Markup(  # noqa: S704  (nothing of an article is in it)
        f'<svg class="chart chart-any sign" viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">{drawn}</svg>'
    )


def cell_sign(cell: Cell) -> Markup:
    """The signs of what a cell shows, one for each stance that was taken: nobody opposes who never said so."""
    return Markup("").join(stance_sign(one) for one in taken(cell))


def cell_words(cell: Cell) -> str:
    """What a cell shows: "supports 2, opposes 1"."""
    return ", ".join(f"{_TOOK[one]}{f' ({count:,})' if len(cell.positions) > 1 else ''}"
                     for one, count in cell.counts.items())  # fmt: skip


def latest_first(cell: Cell) -> list[Position]:
    """The positions of a cell, the latest first, those without a day last; of a mixed one, each stance before a second
    time of any, so that the first few show it."""
    dated = sorted(cell.positions, key=lambda one: -one.day.toordinal() if one.day else 0)
    firsts = [next(one for one in dated if one.stance == stance) for stance in STANCES if stance in cell.counts]
    firsts.sort(key=dated.index)
    return [*firsts, *(one for one in dated if one not in firsts)]


def about_words(words: str) -> str:
    """A summary as a sentence of its own."""
    return f"{words[:1].upper()}{words[1:]}."


def dated(one: Position) -> bool:
    """Whether the day of the utterance is known, and not only that of publication."""
    return bool(one.when and one.when.start)


def share(one: Standing) -> str:
    """The summary of an actor as a sentence."""
    return about_words(in_words(one.summary))


def standings_json(found: Mapping[Group, Iterable[Standing]]) -> list[dict[str, Any]]:
    """The actors of a question, each with its group and summary."""
    return [
        {
            "actor": {"id": one.actor, "name": one.name, "role": one.role},
            "group": group,
            "summary": summary_json(one.summary),
        }
        for group, some in found.items()
        for one in some
    ]


OF_POSITIONS: Mapping[str, Callable[..., Any]] = {
    "cell_sign": cell_sign,
    "cell_words": cell_words,
    "dated": dated,
    "latest_first": latest_first,
    "stance_sign": stance_sign,
    "summed": share,
}
"""Filters of templates."""
