"""Who stands where on a question, as JSON and in the words and signs of pages."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from onrecord.exports.charts.stances import Sign, sign, signs_of
from onrecord.exports.views.positions import summary_json
from onrecord.positions.days import Days, date_of, in_words, when_in_words
from onrecord.positions.networks.matrix import Cell
from onrecord.positions.standings import Group, Standing, taken
from onrecord.positions.summaries import in_words as summary_in_words
from onrecord.positions.values import STANCES, Position

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


def stance_sign(stance: Sign) -> Markup:
    """The sign of a stance for a line of text; what it means is said beside it."""
    side, radius = (22, 8.0) if stance == "mixed" else (18, 7.5)
    drawn = sign(stance, side / 2, side / 2, radius)
    box = f'viewBox="0 0 {side} {side}" width="{side}" height="{side}"'
    return Markup(  # noqa: S704  (nothing of an article is in it)
        f'<svg class="chart chart-any sign" {box} aria-hidden="true">{drawn}</svg>'
    )


def cell_sign(cell: Cell) -> Markup:
    """The signs of what a cell shows: mixed where both sides were taken, else one for each stance."""
    return Markup("").join(stance_sign(one) for one in signs_of(taken(cell)))


def cell_words(cell: Cell) -> str:
    """What a cell shows: "mixed: supports (2), opposes (1)"."""
    counts = ", ".join(f"{_TOOK[one]}{f' ({count:,})' if len(cell.positions) > 1 else ''}"
                       for one, count in cell.counts.items())  # fmt: skip
    return f"mixed: {counts}" if "mixed" in signs_of(taken(cell)) else counts


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


def days_told(days: Days) -> Markup:
    """When it was, in words that programs can read too, as far as HTML has a form for it."""
    told = date_of(days)
    words = Markup("{}").format(in_words(days))
    return words if "/" in told else Markup('<time datetime="{}">{}</time>').format(told, words)


def share(one: Standing) -> str:
    """The summary of an actor as a sentence."""
    return about_words(summary_in_words(one.summary))


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
    "days_told": days_told,
    "latest_first": latest_first,
    "stance_sign": stance_sign,
    "summed": share,
    "when_in_words": when_in_words,
}
"""Filters of templates."""
