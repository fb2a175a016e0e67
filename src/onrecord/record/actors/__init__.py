"""Actors read from the record: found by id, name or identifier, listed, proposed, with their statements.

Whom a name may mean: a choice of actors by how often they speak.

Actors who are called the same, and of whose roles none contradicts the other's, stand together in the choice: a
surname that articles give alone is never joined in the record, but whoever asks for it means all of them.
"""

import base64
import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from types import MappingProxyType

from onrecord.actors.directory import Actor, Directory, Role
from onrecord.actors.joining import PROPOSED, judge
from onrecord.actors.names import clash
from onrecord.english.countries import folded
from onrecord.problems.record import AmbiguousActor, BadCursor, UnknownActor
from onrecord.record.actors import queries
from onrecord.record.actors.joined import Joined, actors_named, joined
from onrecord.record.values import ActorPage, Appearing, Meant, Proposal
from onrecord.record.words import has_words, well_formed

_NONE: tuple[set[str], set[int], set[str]] = (set(), set(), set())
_LARGEST_FAMILY = 60
"""Actors of one surname of whom pairs are proposed: among more, nearly all pairs are different people."""


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


def appearing(connection: sqlite3.Connection, state: Joined, roots: Iterable[int]) -> list[Appearing]:
    """The actors with how often they appear."""
    roots = list(roots)
    counts = _counts(connection, state, roots)
    return [_appearing(load_actor(connection, state, root), *counts.get(root, _NONE)) for root in roots]


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
    counted = _counts(connection, state, roots)
    return sorted(roots, key=lambda root: (-len(counted[root][0]) if root in counted else 0, root))[:10]


def _told(connection: sqlite3.Connection, state: Joined, root: int) -> str:
    actor = load_actor(connection, state, root)
    role = f", {actor.roles[0].title}" if actor.roles else ""
    return f"{actor.id} ({actor.name}{role})"


def list_actors(connection: sqlite3.Connection, words: str | None, *, limit: int, after: str | None) -> ActorPage:
    """Those with a name that holds the words, or all; who appears most comes first."""
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    state = joined(connection)
    named = actors_named(connection, words) if words else _all(connection)
    roots = {state.root(actor) for actor in named}
    counts = _counts(connection, state, roots if words else None)
    ordered = sorted(roots, key=lambda root: (-len(counts.get(root, _NONE)[0]), root))
    first = 0 if after is None else _place_after(ordered, after)
    shown = [
        _appearing(load_actor(connection, state, root), *counts.get(root, _NONE))
        for root in ordered[first : first + limit]
    ]
    more = len(ordered) > first + limit
    return ActorPage(tuple(shown), _cursor(ordered[first + limit - 1]) if more else None)


def _all(connection: sqlite3.Connection) -> list[int]:
    return [row[0] for row in connection.execute(queries.ALL_ACTORS)]


def _counts(
    connection: sqlite3.Connection, state: Joined, roots: Iterable[int] | None
) -> dict[int, tuple[set[str], set[int], set[str]]]:
    """Statements, articles and days of each actor who appears."""
    wanted = None
    if roots is not None:
        members = [member for root in roots for member in state.members(root)]
        moved_from = [key[1] for key, target in state.moved.items() if target in set(members)]
        wanted = json.dumps([*members, *moved_from])
    counted: dict[int, tuple[set[str], set[int], set[str]]] = {}
    for actor, statement, article, day in connection.execute(queries.COUNTS, {"actors": wanted}):
        root = state.root(state.moved.get((statement, actor), actor))
        statements, articles, days = counted.setdefault(root, (set(), set(), set()))
        statements.add(statement)
        articles.add(article)
        if day:
            days.add(day)
    return counted


def _appearing(actor: Actor, statements: set[str], articles: set[int], days: set[str]) -> Appearing:
    return Appearing(actor, len(statements), len(articles), min(days, default=None), max(days, default=None))


def _cursor(actor: int) -> str:
    return base64.urlsafe_b64encode(str(actor).encode()).decode().rstrip("=")


def _place_after(ordered: list[int], cursor: str) -> int:
    try:
        return ordered.index(int(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))) + 1
    except ValueError as error:
        raise BadCursor(cursor) from error


def proposals(connection: sqlite3.Connection) -> Iterator[Proposal]:
    """Pairs that may be one actor and about whom nobody has decided, by surname or initials, the likeliest first."""
    state, loaded = joined(connection), dict[int, Actor]()
    found: dict[frozenset[int], Proposal] = {}
    for _, members in connection.execute(queries.FAMILIES, {"most": _LARGEST_FAMILY}).fetchall():
        roots = sorted({state.root(int(actor)) for actor in members.split(",")})
        for root in roots:
            loaded.setdefault(root, load_actor(connection, state, root))
        for one, other in combinations(roots, 2):
            pair = frozenset((one, other))
            if pair not in found and not state.kept_apart(one, other):
                match = judge(loaded[one], loaded[other])
                if match.score >= PROPOSED and not _both_imported(loaded[one], loaded[other]):
                    reason = match.reason if match.sameness == "perhaps" else f"{match.reason}; more than one of them"
                    found[pair] = Proposal(loaded[one], loaded[other], match.score, reason)
    yield from sorted(found.values(), key=lambda proposal: -proposal.score)


def _both_imported(one: Actor, other: Actor) -> bool:
    # Data sets that give two people two identifiers know that they are two.
    return bool(one.identifiers and other.identifiers)


def load_directory(connection: sqlite3.Connection, *, imported: bool = False) -> Directory:
    """All actors as they are now, or those of whom a data set tells, to look up by name or office."""
    state = joined(connection)
    some = [actor for (actor,) in connection.execute(queries.IMPORTED)] if imported else _all(connection)
    roots = sorted({state.root(actor) for actor in some})
    return Directory([load_actor(connection, state, root) for root in roots])


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


def meant(connection: sqlite3.Connection, state: Joined, wanted: str) -> tuple[Meant, ...]:
    """Those whom an id, an identifier or a name may mean; who appears most comes first. Raises UnknownActor.

    A single word that is all of one actor's name is also part of the names of others: they are in the choice where
    one of them appears more often."""
    found = appearing(connection, state, candidates(connection, state, wanted))
    if len(wanted.split()) == 1 and any(one.actor.called(wanted) for one in found):
        roots = {state.root(actor) for actor in actors_named(connection, wanted)}
        most = max(one.statements for one in found)
        named = appearing(connection, state, roots)
        found = named if any(one.statements > most for one in named) else found
    groups = _together(sorted(found, key=lambda one: (-one.statements, one.actor.id)))
    return tuple(sorted((_of(group) for group in groups), key=lambda one: (-one.statements, one.actors[0].id)))


def _together(found: Iterable[Appearing]) -> list[list[Appearing]]:
    groups: list[list[Appearing]] = []
    for one in found:
        group = next((group for group in groups if all(_may_be_one(one.actor, other.actor) for other in group)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def _may_be_one(one: Actor, other: Actor) -> bool:
    if one.kind != other.kind or folded(one.name) != folded(other.name) or (one.identifiers and other.identifiers):
        return False
    roles = [(role.post, another.post) for role in one.roles for another in other.roles]
    return not roles or any(not clash(*posts) for posts in roles)


def _of(group: list[Appearing]) -> Meant:
    roles = dict.fromkeys(role.title for one in group for role in one.actor.roles)
    return Meant(
        tuple(one.actor for one in group),
        next(iter(roles), None),
        sum(one.statements for one in group),
        sum(one.articles for one in group),
    )
