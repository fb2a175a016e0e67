"""What a search asks for, as an address has it: everything that a page of hits shows is told by its address."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Query

from onrecord.model import Act, StatementKind, StatementType
from onrecord.record.searching.filters import as_when
from onrecord.record.values import SearchedIn, Sort
from onrecord.web.errors import BadValue
from onrecord.web.rendering import address

_IN_ADDRESS = {"in_": "in"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What `search` is asked, by the names of its parameters. Days are as they were written: 2024, 2024-03,
    2024-03-01."""

    words: str = ""
    in_: SearchedIn = "statements"
    speaker: str | None = None
    role: str | None = None
    outlet: str | None = None
    venue: str | None = None
    to: str | None = None
    act: tuple[Act, ...] = ()
    negated: bool | None = None
    kind: StatementKind | None = None
    type: StatementType | None = None
    since: str | None = None
    until: str | None = None
    when: str | None = None
    rejected: bool = False
    sort: Sort | None = None

    def told(self) -> dict[str, Any]:
        """What differs from asking for nothing."""
        empty = Asked()
        asked = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {name: value for name, value in asked if value != getattr(empty, name)}

    def query(self) -> dict[str, Any]:
        """The parameters of its address."""
        return {_IN_ADDRESS.get(name, name): _written(value) for name, value in self.told().items()}

    def at(self, path: str = "/search", **more: Any) -> str:
        """Its address."""
        return address(path, self.query(), **more)

    def but(self, **changes: Any) -> "Asked":
        """The same with other values."""
        return replace(self, **changes)

    @property
    def bare(self) -> "Asked":
        """The same without filters."""
        return Asked(self.words, self.in_, sort=self.sort)

    @property
    def filters(self) -> dict[str, Any]:
        """What narrows it beside words; neither where it searches nor the order."""
        return {name: value for name, value in self.told().items() if name not in ("words", "in_", "sort")}


def asked(
    words: str = "",
    in_: Annotated[SearchedIn, Query(alias="in")] = "statements",
    speaker: str = "",
    role: str = "",
    outlet: str = "",
    venue: str = "",
    to: str = "",
    act: Annotated[list[Literal["", Act]] | None, Query()] = None,
    negated: Literal["", "true", "false"] = "",
    kind: Literal["", StatementKind] = "",
    type: Literal["", StatementType] = "",  # noqa: A002
    since: str = "",
    until: str = "",
    when: str = "",
    rejected: Literal["", "true", "false"] = "",
    sort: Literal["", Sort] = "",
) -> Asked:
    """The search that the parameters of an address tell. Raises BadValue for what is not a day."""
    for day in (since, until, when):
        _check_day(day.strip())
    return Asked(
        words.strip(),
        in_,
        speaker.strip() or None,
        role.strip() or None,
        outlet.strip() or None,
        venue.strip() or None,
        to.strip() or None,
        tuple(dict.fromkeys(one for one in act or () if one)),
        None if negated == "" else negated == "true",
        kind or None,
        type or None,
        since.strip() or None,
        until.strip() or None,
        when.strip() or None,
        rejected == "true",
        sort or None,
    )


def asked_of(query: Mapping[str, Any]) -> Asked:
    """What a saved search asks. Its first and last day are told as the month or year that they are."""
    values: dict[str, Any] = {name: tuple(of) if isinstance(of, list) else of for name, of in query.items()}
    first, last = values.get("since", ""), values.get("until", "")
    for written in (first[:4], first[:7]) if first and last else ():
        whole = as_when(written)
        if whole and (whole.start, whole.end) == (date.fromisoformat(first), date.fromisoformat(last)):
            values |= {"since": written, "until": written}
    return Asked(**values)


def _check_day(day: str) -> None:
    try:
        as_when(day or None)
    except ValueError as error:
        raise BadValue(str(error)) from error


def _written(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
