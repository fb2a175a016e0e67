"""Actors read from the record: found by id, name or identifier, with their names, roles and identifiers."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from types import MappingProxyType

from onrecord.actors.directory import Actor, Directory, Role
from onrecord.problems.record import AmbiguousActor, UnknownActor
from onrecord.record.actors import queries
from onrecord.record.actors.counting import about
from onrecord.record.joined import Joined, actors_named, joined
from onrecord.record.words import has_words, well_formed


def load_actor(connection: sqlite3.Connection, state: Joined, actor: int) -> Actor:
    """The actor that this one is now, with all names, roles and identifiers."""
    members = json.dumps(state.members(actor))
    id_, name, kind, _ = connection.execute(queries.ACTOR_ROW, (state.root(actor),)).fetchone()
    names = [row[0] for row in connection.execute(queries.NAMES, (members,))]
    given = [
        Role(title, None, read_day(start), read_day(end))
        for title, start, end in connection.execute(queries.ARTICLE_ROLES, (members,))
    ]
    terms = [
        Role(title, organization, read_day(start), read_day(end), "import")
        for title, organization, start, end in connection.execute(queries.IMPORTED_ROLES, (members,))
    ]
    identifiers = dict(connection.execute(queries.IDENTIFIERS, (members,)).fetchall())
    all_names = tuple(dict.fromkeys((name, *names)))
    return Actor(id_, name, kind, all_names, (*terms, *given), MappingProxyType(identifiers))


def find_actor(connection: sqlite3.Connection, state: Joined, wanted: str) -> int:
    """The actor by id, its beginning, an identifier such as Wikidata's, or a name, in full or in part.

    Raises UnknownActor or AmbiguousActor."""
    roots = candidates(connection, state, wanted)
    if len(roots) > 1:
        raise AmbiguousActor(wanted, [_told(connection, state, root) for root in _most_seen(connection, state, roots)])
    return roots[0]


def candidates(connection: sqlite3.Connection, state: Joined, wanted: str) -> list[int]:
    """The actors that the surest way of naming one finds; at least one. Raises UnknownActor."""
    for found in _found(connection, state, wanted):
        if roots := sorted({state.root(actor) for actor in found}):
            return roots
    raise UnknownActor(wanted, connection.execute(queries.ACTOR_COUNT).fetchone()[0])


def _found(connection: sqlite3.Connection, state: Joined, wanted: str) -> Iterator[list[int]]:
    """Candidates by each way of naming an actor, the surest first."""
    wanted = well_formed(wanted)
    yield _sequences(connection, queries.ACTOR_BY_ID, wanted)
    yield _sequences(connection, queries.BY_ANY_IDENTIFIER, wanted)
    with_words = actors_named(connection, wanted)
    yield [one for one in with_words if load_actor(connection, state, one).called(wanted)]
    yield with_words
    yield _sequences(connection, queries.BY_PREFIX, wanted) if wanted else []


def _sequences(connection: sqlite3.Connection, sql: str, wanted: str) -> list[int]:
    return [row[0] for row in connection.execute(sql, (wanted,))]


def _most_seen(connection: sqlite3.Connection, state: Joined, roots: list[int]) -> list[int]:
    counted = about(connection, state, roots)
    return sorted(roots, key=lambda root: (-counted[root], root))[:10]


def _told(connection: sqlite3.Connection, state: Joined, root: int) -> str:
    actor = load_actor(connection, state, root)
    role = f", {actor.roles[0].title}" if actor.roles else ""
    return f"{actor.id} ({actor.name}{role})"


def load_directory(connection: sqlite3.Connection, *, imported: bool = False) -> Directory:
    """All actors as they are now, or those of whom a data set tells, to look up by name or office."""
    state = joined(connection)
    some = [actor for (actor,) in connection.execute(queries.IMPORTED)] if imported else all_actors(connection)
    roots = sorted({state.root(actor) for actor in some})
    return Directory([load_actor(connection, state, root) for root in roots])


def all_actors(connection: sqlite3.Connection) -> list[int]:
    """All that have a name."""
    return [row[0] for row in connection.execute(queries.ALL_ACTORS)]


def has_role(connection: sqlite3.Connection, statement: int, actors: Iterable[int], words: str) -> bool:
    """Whether the statement gives one of the actors a role with these words."""
    for actor in actors:
        if any(has_words(role, words) for (role,) in connection.execute(queries.ROLE_OF, (statement, actor))):
            return True
    return False


def read_day(text: str | None) -> date | None:
    """A day as rows carry it."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:  # the year 0
        return None
