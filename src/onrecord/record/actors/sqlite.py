"""The functions about actors, over the connection of a SQLite record."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.model import Act, StatementType
from onrecord.record import searching
from onrecord.record.actors.values import ActorPage, Imported, Meant, Proposal, ProposalPage
from onrecord.record.joined import Part, joined, statements_of
from onrecord.record.values import Decision, Page

if TYPE_CHECKING:
    from onrecord.actors.directory import Actor, Directory
    from onrecord.record.actors.profile import Profile

# What works on names reads lists of words; it is imported by the methods that need it, so that search starts at once.


class ActorMethods:
    """What a Record tells of actors, for a class that gives out transactions."""

    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[sqlite3.Connection]:
        raise NotImplementedError

    def actors(
        self, words: str | None = None, *, limit: int = 50, after: str | None = None, most: int | None = None
    ) -> ActorPage:
        """Actors, a page at a time."""
        from onrecord.record.actors.listing import list_actors

        with self._reading() as connection:
            return list_actors(connection, words, limit=limit, after=after, most=most)

    def actor(self, id_or_name: str) -> "Actor":
        """One actor."""
        from onrecord.record.actors import find_actor, load_actor

        with self._reading() as connection:
            state = joined(connection)
            return load_actor(connection, state, find_actor(connection, state, id_or_name))

    def profile(self, id_or_name: str) -> "Profile":
        """One actor at a glance."""
        from onrecord.record.actors.profile import load_profile

        with self._reading() as connection:
            return load_profile(connection, id_or_name)

    def meant(self, id_or_name: str) -> tuple[Meant, ...]:
        """All whom a name may mean."""
        from onrecord.record.actors.listing import meant

        with self._reading() as connection:
            return meant(connection, joined(connection), id_or_name)

    def directory(self, *, imported: bool = False) -> "Directory":
        """All actors, or those of data sets."""
        from onrecord.record.actors import load_directory

        with self._reading() as connection:
            return load_directory(connection, imported=imported)

    def statements_of(
        self,
        id_or_name: str | Sequence[str],
        *,
        since: date | None = None,
        until: date | None = None,
        role: str | None = None,
        venue: str | None = None,
        to: str | None = None,
        part: Part | None = None,
        act: Act | Iterable[Act] = (),
        negated: bool | None = None,
        outlet: str | None = None,
        type: StatementType | None = None,  # noqa: A002
        limit: int = 20,
        after: str | None = None,
    ) -> Page:
        """An actor's statements, a page at a time."""
        from onrecord.record.actors import find_actor

        with self._reading() as connection:
            state = joined(connection)
            wanted = (id_or_name,) if isinstance(id_or_name, str) else id_or_name
            actors = [find_actor(connection, state, one) for one in wanted]
            acts = (act,) if isinstance(act, str) else tuple(sorted(act))
            days = since, until
            asked = searching.Search(
                "", "statements", None, outlet, *days, type, None, role, None, venue, to, acts, negated, part=part
            )
            members = tuple(member for one in actors for member in state.members(one))
            if any(state.moves(list(members))):
                own = tuple(statements_of(connection, state, actors, part=part, role=role))
                asked = replace(asked, appearing=own)
            else:
                asked = replace(asked, actors=members)
            asked = searching.prepared(connection, asked)
            return searching.find(connection, asked, limit=limit, after=after)

    def proposals(self, *, of: str | None = None) -> Iterator[Proposal]:
        """Pairs that may be one actor."""
        from onrecord.record.actors.proposing import proposals

        with self._reading() as connection:
            yield from proposals(connection, of=of)

    def proposal_page(self, *, after: str | None = None) -> ProposalPage:
        """The same, of some surnames."""
        from onrecord.record.actors.proposing import proposal_page

        with self._reading() as connection:
            return proposal_page(connection, after=after)

    def merge(self, actor: str, into: str, *, who: str, note: str | None = None) -> Decision:
        """Decide that two actors are one."""
        from onrecord.record.actors import deciding

        with self._writing() as connection:
            return deciding.merge(connection, actor, into, who=who, note=note)

    def separate(self, actor: str, *, who: str, note: str | None = None) -> Decision:
        """Take back a merge."""
        from onrecord.record.actors import deciding

        with self._writing() as connection:
            return deciding.separate(connection, actor, who=who, note=note)

    def keep_apart(self, actor: str, other: str, *, who: str, note: str | None = None) -> Decision:
        """Decide that two actors are two."""
        from onrecord.record.actors import deciding

        with self._writing() as connection:
            return deciding.keep_apart(connection, actor, other, who=who, note=note)

    def split(
        self,
        actor: str,
        *,
        statements: Iterable[str] = (),
        role: str | None = None,
        who: str,
        note: str | None = None,
    ) -> Decision:
        """Decide that some statements are another's."""
        from onrecord.record.actors import deciding

        with self._writing() as connection:
            return deciding.split(connection, actor, statements=statements, role=role, who=who, note=note)

    def import_actors(self, actors: Iterable["Actor"], *, dataset: str) -> Imported:
        """Keep what a data set says of actors."""
        from onrecord.record.actors.deciding import import_all

        with self._writing() as connection:
            return import_all(connection, actors, dataset=dataset)
