"""Searches that are kept under a name, and what they find anew.

A saved search says nothing of articles and proves nothing: it may be written over and removed.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from onrecord.model import Act, StatementKind, StatementType, When
from onrecord.problems.record import BadSearch, UnknownSearch
from onrecord.record.opening import now
from onrecord.record.searching import Search, last_added, made_hit, prepared
from onrecord.record.values import Hit, Sort

_TEXTS = ("words", "speaker", "outlet", "role", "venue", "to")
_DAYS = ("since", "until")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "type": get_args(StatementType),
    "kind": get_args(StatementKind),
    "sort": get_args(Sort),
}
_TRUTHS = ("negated", "rejected")
_LAST_ENTRY = "SELECT coalesce(max(sequence), 0) FROM entries"
_SAVE = """
INSERT INTO searches (name, query, who, created, seen) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (name) DO UPDATE SET query = excluded.query, who = excluded.who, created = excluded.created,
    seen = excluded.seen
"""
_ALL = "SELECT name, query, who, created, seen FROM searches ORDER BY created, name"
_ONE = "SELECT name, query, who, created, seen FROM searches WHERE name = ?"
_REMOVE = "DELETE FROM searches WHERE name = ?"
_SEEN = "UPDATE searches SET seen = ? WHERE name = ?"
_ADDED_AT = "SELECT added_at FROM listed JOIN entries ON entries.sequence = listed.version WHERE statement = ?"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name: what is asked, by the parameters of `search`; who saved it, and when (ISO 8601, UTC).

    `seen` is the number of the last entry of the record when its hits were last looked at."""

    name: str
    query: Mapping[str, Any]
    who: str
    created: str
    seen: int


@dataclass(frozen=True, slots=True)
class NewHit:
    """A hit of a saved search and when its article was added (ISO 8601, UTC). `new` says that this was after its hits
    were last looked at."""

    hit: Hit
    added_at: str
    new: bool


def save(connection: sqlite3.Connection, name: str, query: Mapping[str, Any], *, who: str) -> SavedSearch:
    """Keep a search. Its hits until now count as looked at."""
    if not name.strip() or not who.strip():
        raise BadSearch("name" if not name.strip() else "who", "")
    kept = as_json(query)
    seen = connection.execute(_LAST_ENTRY).fetchone()[0]
    saved = SavedSearch(name.strip(), kept, who.strip(), now(), seen)
    connection.execute(_SAVE, (saved.name, json.dumps(kept), saved.who, saved.created, seen))
    return saved


def load_all(connection: sqlite3.Connection) -> tuple[SavedSearch, ...]:
    """All of them, the oldest first."""
    return tuple(_read(row) for row in connection.execute(_ALL))


def load(connection: sqlite3.Connection, name: str) -> SavedSearch:
    """The one of this name."""
    row = connection.execute(_ONE, (name,)).fetchone()
    if row is None:
        raise UnknownSearch(name, [one.name for one in load_all(connection)])
    return _read(row)


def remove(connection: sqlite3.Connection, name: str) -> None:
    """Forget it."""
    load(connection, name)
    connection.execute(_REMOVE, (name,))


def look_at(connection: sqlite3.Connection, name: str) -> None:
    """Its hits until now count as looked at."""
    load(connection, name)
    connection.execute(_SEEN, (connection.execute(_LAST_ENTRY).fetchone()[0], name))


def hits(connection: sqlite3.Connection, name: str, *, only_new: bool, limit: int) -> tuple[NewHit, ...]:
    """Its hits, those that were added last first."""
    saved = load(connection, name)
    search = prepared(connection, search_of(saved.query))
    rows = last_added(connection, search, most=limit, since=saved.seen if only_new else 0)
    return tuple(
        NewHit(made_hit(connection, search, one), connection.execute(_ADDED_AT, (one,)).fetchone()[0], one > saved.seen)
        for one, *_ in rows
    )


def count_new(connection: sqlite3.Connection, name: str, *, most: int) -> int:
    """How many of its hits came since they were looked at; no more than `most` are counted."""
    saved = load(connection, name)
    search = prepared(connection, search_of(saved.query))
    return len(last_added(connection, search, most=most, since=saved.seen))


def as_json(query: Mapping[str, Any]) -> dict[str, Any]:
    """What is asked, as it is kept: what asks for nothing is left out. Raises BadSearch."""
    kept: dict[str, Any] = {}
    for name, value in query.items():
        if value is None or value == "" or value == () or value == [] or (name == "rejected" and value is False):
            continue
        kept[name] = _checked(name, value)
    return kept


def search_of(query: Mapping[str, Any]) -> Search:
    """The search that was kept. Raises BadSearch."""
    told = as_json(query)
    when = told.get("when")
    days = {name: date.fromisoformat(told[name]) for name in _DAYS if name in told}
    return Search(
        words=told.get("words", ""),
        in_="statements",
        speaker=told.get("speaker"),
        outlet=told.get("outlet"),
        since=days.get("since"),
        until=days.get("until"),
        type=told.get("type"),
        kind=told.get("kind"),
        role=told.get("role"),
        when=When.of_date(when, text=None, rule="asked for") if when else None,
        venue=told.get("venue"),
        to=told.get("to"),
        acts=tuple(told.get("act", ())),
        negated=told.get("negated"),
        rejected=told.get("rejected", False),
        sort=told.get("sort"),
    )


def _checked(name: str, value: Any) -> Any:
    """A value as JSON has it."""
    is_text = isinstance(value, str)
    if name in _DAYS and (isinstance(value, date) or is_text):
        return _day(name, value)
    if name == "when" and isinstance(value, When) and value.date:
        return value.date
    if name == "act" and (is_text or isinstance(value, Iterable)):
        acts = sorted({value} if is_text else set(value))
        if set(acts) <= set(get_args(Act)):
            return acts
    is_right = (
        (name in _TEXTS and is_text)
        or (name in _CHOICES and value in _CHOICES[name])
        or (name in _TRUTHS and isinstance(value, bool))
        or (name == "when" and is_text and _is_when(value))
    )
    if not is_right:
        raise BadSearch(name, value)
    return value


def _day(name: str, value: str | date) -> str:
    try:
        return date.fromisoformat(value if isinstance(value, str) else value.isoformat()[:10]).isoformat()
    except ValueError as error:
        raise BadSearch(name, value) from error


def _is_when(value: str) -> bool:
    try:
        return When.of_date(value, text=None, rule="asked for").start is not None
    except ValueError:
        return False


def _read(row: tuple[Any, ...]) -> SavedSearch:
    name, query, who, created, seen = row
    return SavedSearch(name, json.loads(query), who, created, seen)
