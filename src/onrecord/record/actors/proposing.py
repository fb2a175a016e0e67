"""Actors who may be one: pairs of one surname or initials, about whom nobody has decided.

All pairs of a large record take seconds. A page of them is of some surnames, in their order.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import combinations

from onrecord.actors.directory import Actor
from onrecord.actors.joining import PROPOSED, judge
from onrecord.record.actors import find_actor, load_actor, queries
from onrecord.record.actors.values import Proposal, ProposalPage
from onrecord.record.cursors import cursor, read_cursor
from onrecord.record.joined import Joined, joined

_LIST = "proposals"
"""By which cursors of this list are known."""
_LARGEST_FAMILY = 60
"""Actors of one surname of whom pairs are proposed: among more, nearly all pairs are different people."""
_FAMILIES_AT_ONCE = 300
"""Surnames and initials of a page: some 50 ms."""
_Group = tuple[str, list[int]]
"""A surname, or initials, and the actors of that name."""


def proposals(connection: sqlite3.Connection, *, of: str | None = None) -> Iterator[Proposal]:
    """Pairs that may be one actor and about whom nobody has decided, the likeliest first; of one actor or all."""
    state = joined(connection)
    if of is None:
        pairs = _pairs(_alike(connection, state, after=None, limit=-1))
    else:
        asked = find_actor(connection, state, of)
        pairs = ((asked, other) for other in _like(connection, state, asked))
    yield from _judged(connection, state, pairs)


def proposal_page(connection: sqlite3.Connection, *, after: str | None) -> ProposalPage:
    """The same for some surnames."""
    state = joined(connection)
    start = None if after is None else read_cursor(after, _LIST, [str])[0]
    groups = _alike(connection, state, after=start, limit=_FAMILIES_AT_ONCE)
    found = _judged(connection, state, _pairs(groups))
    more = len(groups) == _FAMILIES_AT_ONCE
    return ProposalPage(tuple(found), cursor(_LIST, [groups[-1][0]]) if more else None)


def _pairs(groups: Iterable[_Group]) -> Iterator[tuple[int, int]]:
    return (pair for _, roots in groups for pair in combinations(roots, 2))


def _judged(connection: sqlite3.Connection, state: Joined, pairs: Iterable[tuple[int, int]]) -> list[Proposal]:
    loaded: dict[int, Actor] = {}
    apart, seen, found = state.pairs_apart(), set[frozenset[int]](), list[Proposal]()
    for one, other in pairs:
        pair = frozenset((one, other))
        if pair in seen or pair in apart:
            continue
        seen.add(pair)
        for root in pair - loaded.keys():
            loaded[root] = load_actor(connection, state, root)
        match = judge(loaded[one], loaded[other])
        # Data sets that give two people two identifiers know that they are two.
        if match.score >= PROPOSED and not (loaded[one].identifiers and loaded[other].identifiers):
            reason = match.reason if match.sameness == "perhaps" else f"{match.reason}; more than one of them"
            found.append(Proposal(loaded[one], loaded[other], match.score, reason))
    return sorted(found, key=lambda proposal: -proposal.score)


def _alike(connection: sqlite3.Connection, state: Joined, *, after: str | None, limit: int) -> list[_Group]:
    """Actors of one surname or initials, by these in their order."""
    asked = {"most": _LARGEST_FAMILY, "after": after, "limit": limit}
    rows = connection.execute(queries.FAMILIES, asked)
    return [(key, sorted({state.root(int(actor)) for actor in actors.split(",")})) for key, actors in rows]


def _like(connection: sqlite3.Connection, state: Joined, asked: int) -> list[int]:
    """Those who share a surname or initials with an actor."""
    members = json.dumps(state.members(asked))
    rows = connection.execute(queries.FAMILIES_OF, {"actors": members, "most": _LARGEST_FAMILY})
    return sorted({state.root(int(actor)) for _, actors in rows for actor in actors.split(",")} - {asked})
