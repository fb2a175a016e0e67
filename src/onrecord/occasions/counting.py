"""Times counted from another one in the text: "the next day", "two weeks later", "at the time".

Invariants: what is counted from nothing that stands near enough before it stays as it is; nothing ahead of the
publication is counted from.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from onrecord.occasions.resolution import Interval, resolve
from onrecord.occasions.times import TimeExpression

REACH = 1200
"""Characters from the day told to what is counted from it."""
_AT_THE_TIME = re.compile(r"(?:at|by) (?:the|that) time", re.IGNORECASE)
_EVENT_BEHIND = re.compile(
    r"\s{1,3}(?!(?:he|she|they|it|in|at|on|the (?:meeting|hearing|vote|session|debate|interview))\b)\w"
)
_LONGEST = 366
"""Days of a time from which a year is counted, and which "at the time" may mean."""


def counted(times: Sequence[TimeExpression], text: str, anchor: date | None) -> list[TimeExpression]:
    """The expressions in order, those counted from another with the day that was told before them, a year with the
    time that was; "at the time" is that time."""
    found: list[TimeExpression] = []
    told: tuple[int, date] | None = None
    named: tuple[int, date] | None = None
    spell: tuple[int, Interval] | None = None
    for one in times:
        if told and "unit_the" in one.parts and one.parts["unit_the"].lower() == "the day":
            near = one.span.start - told[0] <= REACH
            one = replace(one, kind="anaphoric", parts={"same": "that", "same_unit": "day"}) if near else one
        if spell and one.span.start - spell[0] <= REACH and _means_spell(one, text):
            first, last = spell[1]
            one = replace(one, parts={**one.parts, "told": first.isoformat(), "told_until": last.isoformat()})
        elif one.kind == "anaphoric":
            after = one.parts.get("count_way", "").lower() in ("after", "before")
            base = named if after else told
            if base and one.span.start - base[0] <= REACH and not (after and _EVENT_BEHIND.match(text, one.span.end)):
                one = replace(one, parts={**one.parts, "told": base[1].isoformat()})
        found.append(one)
        lasted = _lasted(one, text, anchor)
        if lasted is None:
            continue
        spell = (one.span.end, lasted)
        if lasted[0] == lasted[1]:
            told = (one.span.end, lasted[0])
            named = named if one.kind == "anaphoric" else told
    return found


def _means_spell(one: TimeExpression, text: str) -> bool:
    """Whether it means the time told before, or a year counted from it: "at the time", "the following year"."""
    if one.parts.get("same_unit", "").lower() == "year":
        return True
    at_the_time = _AT_THE_TIME.fullmatch(one.parts.get("anaphoric", ""))
    return at_the_time is not None and not text.startswith(" of ", one.span.end)


def _lasted(one: TimeExpression, text: str, anchor: date | None) -> Interval | None:
    """The day or the interval of a year at most that it means, where it is not ahead."""
    when = resolve(one, anchor, text=text)
    if when.start is None or when.end is None or (when.end - when.start).days > _LONGEST:
        return None
    return None if anchor is not None and when.start - anchor > timedelta(days=1) else (when.start, when.end)
