"""The functions of a record about many statements at once, whatever database keeps it."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, Unpack

from onrecord.model import Act
from onrecord.record.values import Narrowing

if TYPE_CHECKING:
    from onrecord.record.searching.facets import Facets
    from onrecord.record.searching.lately import Arrival, ArrivalPage, FailurePage, RemovalPage
    from onrecord.record.searching.overview import Overview
    from onrecord.record.searching.saved import NewHit, SavedSearch
    from onrecord.record.values import Unread


class SearchingRecord(Protocol):
    """Facets of a search, searches that are saved, and what came in lately."""

    def facets(self, words: str = "", *, act: Act | Iterable[Act] = (), **narrowed: Unpack[Narrowing]) -> "Facets":
        """How many hits of a search there are by actor, role, outlet, type, act, kind, venue, year and month; where
        articles are searched, by outlet, year and month. Of more than 5,000 only some are counted: `Facets.complete`
        tells."""

    def overview(self) -> "Overview":
        """The record as a whole: its statements by month, kind, act and outlet. Of more than 100,000 those added last
        are counted: `Overview.complete` tells."""

    def save_search(self, name: str, query: Mapping[str, Any], *, who: str) -> "SavedSearch":
        """Keep a search under a name, over what was kept under it: `query` is what `search` is asked, by the names of
        its parameters. Raises BadSearch for what `search` does not take."""

    def saved_searches(self) -> "tuple[SavedSearch, ...]":
        """The searches that are kept, the oldest first."""

    def saved_search(self, name: str) -> "SavedSearch":
        """The search of this name. Raises UnknownSearch."""

    def remove_search(self, name: str) -> None:
        """Forget a saved search. Raises UnknownSearch."""

    def look_at_search(self, name: str) -> None:
        """Count the hits of a saved search until now as looked at. Raises UnknownSearch."""

    def search_hits(self, name: str, *, only_new: bool = False, limit: int = 50) -> "tuple[NewHit, ...]":
        """The hits of a saved search, the last added first; or only those that came since it was looked at. Raises
        UnknownSearch."""

    def new_in_search(self, name: str, *, most: int = 1_000) -> int:
        """How many hits of a saved search came since it was looked at; no more than `most` are counted. Raises
        UnknownSearch."""

    def recent(self, *, limit: int = 20) -> "tuple[Arrival, ...]":
        """The articles that were added last, the last first, with how many statements they have."""

    def changed(self, *, limit: int = 20) -> "tuple[Arrival, ...]":
        """The articles of which the latest version is not the first, the last change first."""

    def arrivals(self, *, limit: int = 50, after: str | None = None) -> "ArrivalPage":
        """The articles in the order of their adding, the last first. `after` is `next` of the same list. Raises
        BadCursor for any other."""

    def failed(self, *, limit: int = 50, after: str | None = None) -> "FailurePage":
        """The inputs whose latest attempt failed, the last first; `after` as in `arrivals`."""

    def not_read(self, *, limit: int = 50) -> "tuple[Unread, ...]":
        """Articles that were kept without statements, such as those in another language, the last first; looked for
        among the 5,000 that were added last."""

    def removals(self, *, limit: int = 50, after: str | None = None) -> "RemovalPage":
        """The articles that persons took out of the record and did not let in again, the last first; `after` as in
        `arrivals`."""
