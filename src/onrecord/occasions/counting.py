"""Times that are counted from another one in the text: "the following day", "a week later", "that evening".

Invariants: they are counted from the last day told before them, within a few paragraphs; where none is told, or where
the words name another event to count from ("two days before the election"), they stay unresolved."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from onrecord.occasions.resolution import resolve
from onrecord.occasions.times import TimeExpression

REACH = 1200
"""Characters from the day told to what is counted from it."""
_EVENT_BEHIND = re.compile(
    r"\s{1,3}(?!(?:he|she|they|it|in|at|on|the (?:meeting|hearing|vote|session|debate|interview))\b)\w"
)


def counted(times: Sequence[TimeExpression], text: str, anchor: date | None) -> list[TimeExpression]:
    """The expressions in order, those counted from another with the day that was told before them."""
    found: list[TimeExpression] = []
    told: tuple[int, date] | None = None
    named: tuple[int, date] | None = None
    for one in times:
        if told and "unit_the" in one.parts and one.parts["unit_the"].lower() == "the day":
            near = one.span.start - told[0] <= REACH
            one = replace(one, kind="anaphoric", parts={"same": "that", "same_unit": "day"}) if near else one
        if one.kind == "anaphoric":
            after = one.parts.get("count_way", "").lower() in ("after", "before")
            base = named if after else told
            if base and one.span.start - base[0] <= REACH and not (after and _EVENT_BEHIND.match(text, one.span.end)):
                one = replace(one, parts={**one.parts, "told": base[1].isoformat()})
        found.append(one)
        day = _day(one, text, anchor)
        if day is not None:
            told = (one.span.end, day)
            named = named if one.kind == "anaphoric" else told
    return found


def _day(one: TimeExpression, text: str, anchor: date | None) -> date | None:
    """The day that it means, where it is one and not ahead."""
    when = resolve(one, anchor, text=text)
    ahead = when.start is not None and anchor is not None and when.start - anchor > timedelta(days=1)
    return None if when.start != when.end or ahead else when.start
