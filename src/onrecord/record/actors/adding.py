"""What a writer adds about actors with each article: the cast of a reading.

Each function runs inside the caller's transaction. Every reading has one cast, in the order of the readings, so that
those after the last cast are still to be done: one after an addition, all after an update of the record. Names and
roles that only an earlier reading of a version told leave with it.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.actors.directory import Actor, Role
from onrecord.actors.joining import judge
from onrecord.actors.names import joining_key, proposing_key
from onrecord.model import ActorKind, sha256
from onrecord.record.actors import load_actor, queries, read_day
from onrecord.record.joined import Joined, joined
from onrecord.record.opening import now
from onrecord.record.rows import digest

AT_ONCE = 200
"""Readings that are cast in one transaction when a record is brought up to date."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name of one kind in a version, with the roles that stand with it."""

    name: str
    kind: ActorKind
    roles: frozenset[str] = frozenset()


Placed = tuple[int, int, str, int, Named]
"""A statement, its place in the version, the part in it, which of several speakers, and the name."""


def entry(connection: sqlite3.Connection, kind: str, content: bytes) -> int:
    """Log a row; its sequence."""
    return connection.execute(queries.ADD_ENTRY, (kind, content, now())).lastrowid or 0


def cast_versions(
    connection: sqlite3.Connection, *, most: int = AT_ONCE, step: Callable[[], object] = lambda: None
) -> int:
    """Give the next readings that have none their cast; how many there were. `step` is called after each."""
    last = connection.execute(queries.LAST_CAST).fetchone()[0]
    readings = [_Uncast(*row) for row in connection.execute(queries.UNCAST, (last, most))]
    state = joined(connection) if readings else Joined()
    for one in readings:
        _cast(connection, state, one)
        if one.reading > 1:
            told = connection.execute(queries.TOLD, (one.version, one.reading)).fetchall()
            forget_told(connection, state, told)
        step()
    return len(readings)


def uncast_count(connection: sqlite3.Connection) -> int:
    """How many readings have no cast yet."""
    last = connection.execute(queries.LAST_CAST).fetchone()[0]
    return int(connection.execute(queries.UNCAST_COUNT, (last,)).fetchone()[0])


def forget_told(
    connection: sqlite3.Connection, state: Joined, told: Iterable[tuple[str, int, str, str | None]]
) -> None:
    """Take back the names and roles that statements gave actors which count no longer, unless others give them too:
    for each the statement's id, the actor, the name and the role."""
    told = list(told)
    for actor in {actor for _, actor, _, _ in told}:
        own = connection.execute(queries.OWN_NAME, (actor,)).fetchone()[0]
        for name in sorted({own, *(name for _, one, name, _ in told if one == actor)}):
            if not connection.execute(queries.IS_NAMED, (actor, name)).fetchone()[0]:
                connection.execute(queries.FORGET_NAME, (actor, name))
    for actor, title in sorted({(state.moved.get((id_, actor), actor), role) for id_, actor, _, role in told if role}):
        _derive_roles(connection, state, actor, title)


def cast_corrections(connection: sqlite3.Connection, corrections: Iterable[int]) -> None:
    """Say who stands behind the names in corrections, of which no cast tells."""
    state = joined(connection)
    for correction in corrections:
        version, number, reading, article_id, day = connection.execute(queries.PLACE_OF, (correction,)).fetchone()
        place = _Uncast(correction, reading, version, article_id, number, day)
        for statement, _, part, position, named in _placed(connection.execute(queries.PARTS_OF, (correction,))):
            row = connection.execute(queries.SAME_VERSION, (version, named.name, named.kind)).fetchone()
            actor = state.root(state.moved.get((row[1], row[0]), row[0])) if row else None
            actor = actor or _of_earlier_version(connection, state, place, named)
            actor = actor or _known(connection, state, named, day) or _new(connection, named, article_id=article_id)
            connection.execute(queries.ADD_APPEARANCE, (statement, part, position, named.name, actor))


def tell_again(connection: sqlite3.Connection, *, gone: Iterable[int], come: Iterable[int]) -> None:
    """Make the names and roles of actors follow, where statements hold no longer, or now."""
    state = joined(connection)
    told = connection.execute(queries.TOLD_BY, (json.dumps(sorted(come)),)).fetchall()
    for actor, name in sorted({(actor, name) for _, actor, name, _ in told}):
        own, kind = connection.execute(queries.OWN_NAME, (actor,)).fetchone()
        for one in (own, name):
            note_name(connection, actor, one, kind)
    told += connection.execute(queries.TOLD_BY, (json.dumps(sorted(gone)),)).fetchall()
    forget_told(connection, state, told)


@dataclass(frozen=True, slots=True)
class _Uncast:
    """A reading without a cast: its entry and its number within the version, and where and when that was published."""

    sequence: int
    reading: int
    version: int
    article_id: str
    number: int
    day: str | None


def _cast(connection: sqlite3.Connection, state: Joined, one: _Uncast) -> None:
    placed = list(_placed(connection.execute(queries.PARTS, (one.version, one.reading)).fetchall()))
    whole: dict[tuple[str, ActorKind], frozenset[str]] = {}
    for *_, named in placed:
        key = named.name, named.kind
        whole[key] = whole.get(key, frozenset()) | named.roles
    cast: dict[tuple[str, ActorKind], int] = {}
    for (name, kind), roles in whole.items():
        named = Named(name, kind, roles)
        known = _of_earlier_version(connection, state, one, named) if one.number > 1 or one.reading > 1 else None
        known = known or _known(connection, state, named, one.day)
        cast[name, kind] = known or _new(connection, named, article_id=one.article_id)
    _add_cast(connection, one, placed=placed, cast=cast)
    _note_cast(connection, cast, whole, one.day)


def _note_cast(
    connection: sqlite3.Connection,
    cast: Mapping[tuple[str, ActorKind], int],
    roles: Mapping[tuple[str, ActorKind], frozenset[str]],
    day: str | None,
) -> None:
    for (name, _), actor in cast.items():
        # An actor is of one kind, whatever one article took it for.
        own, kind = connection.execute(queries.OWN_NAME, (actor,)).fetchone()
        for one in dict.fromkeys((own, name)):
            note_name(connection, actor, one, kind)
    noted = [(actor, role, day, day) for key, actor in cast.items() for role in sorted(roles[key])]
    connection.executemany(queries.NOTE_ROLE, noted)


def _add_cast(
    connection: sqlite3.Connection,
    one: _Uncast,
    *,
    placed: list[Placed],
    cast: Mapping[tuple[str, ActorKind], int],
) -> None:
    ids = dict(connection.execute(queries.ACTOR_IDS, (json.dumps(list(cast.values())),)).fetchall())
    appearances, parts = [], []
    for statement, place, part, position, named in placed:
        actor = cast[named.name, named.kind]
        appearances.append((statement, part, position, named.name, actor))
        parts.append((place, part, position, named.name, ids[actor]))
    content = cast_digest(one.article_id, one.number, one.reading, parts)
    connection.execute(queries.ADD_CAST, (entry(connection, "cast", content), one.sequence))
    connection.executemany(queries.ADD_APPEARANCE, appearances)


def cast_digest(article_id: str, number: int, reading: int, parts: Iterable[tuple[Any, ...]]) -> bytes:
    """The digest of a cast: the places of its statements, part, position, name and the ids of its actors."""
    later = (reading,) if reading > 1 else ()
    return digest("cast", article_id, number, [list(part) for part in sorted(parts)], *later)


def _placed(rows: Iterable[tuple[Any, ...]]) -> Iterator[Placed]:
    """Everyone who speaks or is spoken for, where that is an actor."""
    for statement, place, part, position, name, kind, role in rows:
        if kind == "person" or (kind in ("organization", "group") and joining_key(name, kind)):
            roles = frozenset((role,) if role is not None else ())
            yield statement, place, part, position, Named(name, kind, roles)


def _of_earlier_version(connection: sqlite3.Connection, state: Joined, one: _Uncast, named: Named) -> int | None:
    """Whom the name meant in an earlier version or reading of the article, after all decisions."""
    row = connection.execute(queries.EARLIER, (one.version, named.name, named.kind, one.reading)).fetchone()
    if row is None:
        return None
    actor, statement_id = row
    return state.root(state.moved.get((statement_id, actor), actor))


def _known(connection: sqlite3.Connection, state: Joined, named: Named, day: str | None) -> int | None:
    """The one actor that the name surely means; None where there is none, or more than one."""
    common = joining_key(named.name, named.kind)
    if common is None:
        return None
    found = connection.execute(queries.BY_KEY, (common,)).fetchall()
    roots = {state.root(actor): source for actor, source in found}
    if not roots:
        return None
    on = read_day(day)
    met = Actor("", named.name, named.kind, (named.name,), tuple(Role(role, None, on, on) for role in named.roles))
    candidates = {root: _candidate(connection, state, root, named.kind, source) for root, source in roots.items()}
    same = [root for root, known in candidates.items() if judge(known, met, day=on).sameness == "same"]
    if len(same) > 1:
        same = [root for root in same if _fits_better(candidates[root], met)]
    return same[0] if len(same) == 1 else None


def _candidate(connection: sqlite3.Connection, state: Joined, root: int, kind: ActorKind, source: str) -> Actor:
    """An actor with what it is judged by. Most are alone and from articles; they need two queries."""
    if source != "article" or state.is_joined(root):
        return load_actor(connection, state, root)
    names = tuple(name for (name,) in connection.execute(queries.NAMES_OF_ONE, (root,)))
    roles = connection.execute(queries.ROLES_OF_ONE, (root,))
    return Actor("", names[0], kind, names, tuple(Role(title, None, read_day(a), read_day(b)) for title, a, b in roles))


def _fits_better(known: Actor, met: Actor) -> bool:
    """Of several of one name: the one with a role in common; without a role, the one who has none either."""
    if not met.roles:
        return not known.roles
    return judge(known, met).sameness == "same" and any(
        one.post.office & other.post.office for one in known.roles for other in met.roles
    )


def _new(connection: sqlite3.Connection, named: Named, *, article_id: str) -> int:
    # The first of a name is called after it, so that the order of the articles does not matter; another, or one who
    # is never joined, after the article besides.
    common = joining_key(named.name, named.kind)
    first = common is not None and not connection.execute(queries.BY_KEY, (common,)).fetchone()
    id_ = actor_id(common or "", named.kind, "") if first else actor_id(named.name, named.kind, article_id)
    return add_actor(connection, id_, named.name, named.kind, "article")


def actor_id(name: str, kind: str, seen_in: str) -> str:
    """16 hexadecimal digits that the name, the kind and where it was first seen determine."""
    return sha256(f"{kind}|{name}|{seen_in}")[:16]


def add_actor(connection: sqlite3.Connection, id_: str, name: str, kind: str, source: str) -> int:
    """Keep an actor, unless one has this id; its sequence."""
    row = connection.execute(queries.ACTOR_BY_ID, (id_,)).fetchone()
    if row:
        return int(row[0])
    sequence = entry(connection, "actor", digest("actor", id_, name, kind, source))
    connection.execute(queries.ADD_ACTOR, (sequence, id_, name, kind, source))
    note_name(connection, sequence, name, kind)
    return sequence


def note_name(connection: sqlite3.Connection, actor: int, name: str, kind: str) -> None:
    """Make the actor found by the name."""
    keys = joining_key(name, kind), proposing_key(name, kind)  # type: ignore[arg-type]
    connection.execute(queries.NOTE_NAME, (actor, name, *keys))


def derive_roles(connection: sqlite3.Connection, state: Joined, actors: Iterable[int]) -> None:
    """Make the derived roles of some actors again, after a split."""
    for actor in actors:
        _derive_roles(connection, state, actor)


def _derive_roles(connection: sqlite3.Connection, state: Joined, actor: int, title: str | None = None) -> None:
    """The roles of an actor, or one of them, made again."""
    asked: dict[str, object] = {"actor": actor, "title": title}
    connection.execute(queries.FORGET_ROLES, asked)
    if any(actor in (of, target) for (_, of), target in state.moved.items()):
        moved = json.dumps([[statement, of, target] for (statement, of), target in state.moved.items()])
        connection.execute(queries.DERIVE_ROLES, asked | {"moved": moved})
    else:  # which needs not go through what others appear in
        connection.execute(queries.DERIVE_OWN_ROLES, asked)
