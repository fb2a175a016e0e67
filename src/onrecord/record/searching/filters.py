"""What narrows a search, as people write it, made into what a record is asked: days, months and years as dates, and
words of which a filter takes only some. What is not taken is told, and does not find nothing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypedDict, get_args

from onrecord.model import Act, StatementKind, StatementType, When
from onrecord.positions.values import Stance
from onrecord.record.joined import Part
from onrecord.record.values import SearchedIn, Sort, Subject

_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)


class _Narrowed(TypedDict, total=False):
    since: str | date | None
    until: str | date | None
    role: str | None
    venue: str | None
    to: str | None


class Filters(_Narrowed, total=False):
    """Which statements, and how many. Days are a `date`, "2024-03-01", "2024-03" or "2024"; all else matches by
    words."""

    limit: int
    after: str | None


class FacetFilters(_Narrowed, total=False):
    """The filters of a search that facets take too: `when` is the time of the utterance, a day as above or an interval
    "A/B"."""

    in_: SearchedIn
    speaker: str | None
    outlet: str | None
    when: str | date | When | None
    type: StatementType | None
    kind: StatementKind | None
    act: Act | Iterable[Act]
    negated: bool | None
    rejected: bool


class SearchFilters(Filters, FacetFilters, total=False):
    """The filters of a search."""

    sort: Sort | None


class ActorFilters(Filters, total=False):
    """The filters of an actor's statements: `part` is as what the actor appears, "speaker" or "principal"."""

    part: Part | None
    act: Act | Iterable[Act]
    negated: bool | None
    outlet: str | None
    type: StatementType | None


_CHOICES: Mapping[str, Any] = {
    "act": Act,
    "in_": SearchedIn,
    "kind": StatementKind,
    "part": Part,
    "sort": Sort,
    "stance": Stance,
    "subject": Subject,
    "type": StatementType,
}
"""Filters that are one of some words, by name."""


def with_days(filters: Mapping[str, Any]) -> dict[str, Any]:
    """The filters, with the first and last day that a month or a year stands for."""
    chosen: dict[str, Any] = dict(filters)
    for name in ("since", "until"):
        when = as_when(chosen.get(name))
        if when is not None:
            chosen[name] = when.start if name == "since" else when.end
    return chosen


def chosen(filters: Mapping[str, Any], takes: type) -> dict[str, Any]:
    """The filters as a record takes them. Raises TypeError for one that is not taken, ValueError for its value."""
    names: frozenset[str] = takes.__optional_keys__  # type: ignore[attr-defined]
    if strange := sorted(filters.keys() - names):
        raise TypeError(f"There is no filter {strange[0]!r}. Filters are: {', '.join(sorted(names))}.")
    asked = with_days(filters)
    if "when" in asked:
        asked["when"] = as_when(asked["when"])
    if (act := asked.get("act")) is not None and not isinstance(act, str):
        asked["act"] = tuple(act)
    for name in asked.keys() & _CHOICES.keys():
        check_word(name, asked[name])
    return asked


def check_word(name: str, value: str | Sequence[str] | None) -> None:
    """Raises ValueError for what is not one of the words that a filter takes, which would find nothing."""
    for one in (value,) if value is None or isinstance(value, str) else value:
        if one is not None and one not in get_args(_CHOICES[name]):
            words = ", ".join(get_args(_CHOICES[name]))
            raise ValueError(f"{one!r} is not a value of `{name}`. Values are: {words}.")


def as_when(value: str | date | When | None) -> When | None:
    """The time that is asked for. Raises ValueError where it is not one."""
    if value is None or isinstance(value, When):
        return value
    text = value.isoformat()[:10] if isinstance(value, date) else value
    try:
        if isinstance(text, str) and all(_DATE.fullmatch(part) for part in text.split("/", 1)):
            return When.of_date(text, text=None, rule="asked for")
    except ValueError:  # such as a 13th month
        pass
    raise ValueError(f"{value!r} is not a date. Write it as 2024, 2024-03 or 2024-03-01.")
