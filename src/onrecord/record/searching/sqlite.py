"""What pages ask of a record: facets, saved searches, what came in last; over the connection of a SQLite record."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Unpack

from onrecord.model import Act
from onrecord.record.searching import Search, lately, prepared, saved
from onrecord.record.searching.facets import Facets, facets
from onrecord.record.searching.lately import Arrival, ArrivalPage, FailurePage, RemovalPage
from onrecord.record.searching.overview import Overview, overview
from onrecord.record.searching.saved import NewHit, SavedSearch
from onrecord.record.values import Narrowing, Unread

_MOST_KEPT = 64


class SearchingMethods:
    """What a Record tells of many statements at once, for a class that gives out transactions."""

    _write: bool
    _facets: tuple[int | None, dict[Search, Facets]] = (None, {})

    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[sqlite3.Connection]:
        raise NotImplementedError

    def facets(self, words: str = "", *, act: Act | Iterable[Act] = (), **narrowed: Unpack[Narrowing]) -> Facets:
        """The hits of a search, counted."""
        search = Search.of(words, act=act, **narrowed)
        with self._reading() as connection:
            kept = self._facets_now(connection)
            if search not in kept:
                kept[search] = facets(connection, prepared(connection, search))
            return kept[search]

    def _facets_now(self, connection: sqlite3.Connection) -> dict[Search, Facets]:
        """What was counted since the record last changed: each page of a list and each order shows the same counts. A
        writer keeps none, as what it counts may be undone."""
        version = connection.execute("PRAGMA data_version").fetchone()[0]
        if self._write or self._facets[0] != version or len(self._facets[1]) >= _MOST_KEPT:
            self._facets = version, {}
        return self._facets[1]

    def overview(self) -> Overview:
        """The record as a whole, counted."""
        with self._reading() as connection:
            return overview(connection)

    def save_search(self, name: str, query: Mapping[str, Any], *, who: str) -> SavedSearch:
        """Keep a search under a name."""
        with self._writing() as connection:
            return saved.save(connection, name, query, who=who)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The searches that are kept."""
        with self._reading() as connection:
            return saved.load_all(connection)

    def saved_search(self, name: str) -> SavedSearch:
        """One of them."""
        with self._reading() as connection:
            return saved.load(connection, name)

    def remove_search(self, name: str) -> None:
        """Forget a search."""
        with self._writing() as connection:
            saved.remove(connection, name)

    def look_at_search(self, name: str) -> None:
        """Count the hits of a search until now as looked at."""
        with self._writing() as connection:
            saved.look_at(connection, name)

    def search_hits(self, name: str, *, only_new: bool = False, limit: int = 50) -> tuple[NewHit, ...]:
        """The hits of a saved search, the last added first."""
        with self._reading() as connection:
            return saved.hits(connection, name, only_new=only_new, limit=limit)

    def new_in_search(self, name: str, *, most: int = 1_000) -> int:
        """How many hits of a saved search are new."""
        with self._reading() as connection:
            return saved.count_new(connection, name, most=most)

    def recent(self, *, limit: int = 20) -> tuple[Arrival, ...]:
        """The articles that were added last."""
        with self._reading() as connection:
            return lately.recent(connection, limit=limit)

    def changed(self, *, limit: int = 20) -> tuple[Arrival, ...]:
        """The articles that changed last."""
        with self._reading() as connection:
            return lately.changed(connection, limit=limit)

    def arrivals(self, *, limit: int = 50, after: str | None = None) -> ArrivalPage:
        """The articles in the order of their adding."""
        with self._reading() as connection:
            return lately.arrivals(connection, limit=limit, after=after)

    def failed(self, *, limit: int = 50, after: str | None = None) -> FailurePage:
        """The inputs that failed last."""
        with self._reading() as connection:
            return lately.failed(connection, limit=limit, after=after)

    def not_read(self, *, limit: int = 50) -> tuple[Unread, ...]:
        """Articles that were kept without statements."""
        with self._reading() as connection:
            return lately.not_read(connection, limit=limit)

    def removals(self, *, limit: int = 50, after: str | None = None) -> RemovalPage:
        """The articles that are removed."""
        with self._reading() as connection:
            return lately.removals(connection, limit=limit, after=after)
