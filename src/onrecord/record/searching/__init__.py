"""Search over the statements or the texts of the latest versions.

No page costs more than a bounded look. Where more than `MOST_RANKED` statements or articles hold the words, only those
added last are ranked, or statements sorted by date, and the others follow them, the last added first; without words,
few hits are sorted, and of many the days are gone through until a page is full.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Unpack

from onrecord.model import Act, Span, Statement, StatementKind, StatementType, When
from onrecord.problems.record import BadCursor
from onrecord.record.cursors import cursor, read_cursor
from onrecord.record.joined import Part, actors_named, joined, statements_of
from onrecord.record.loading import load_statement
from onrecord.record.rows import Row, read_time
from onrecord.record.searching import article_queries, queries
from onrecord.record.values import Hit, Narrowing, Page, SearchedIn, Sort
from onrecord.record.words import has_words, marked, query, well_formed

MOST_RANKED = 10_000
"""Hits that are ranked, sorted or counted. Ranking so many takes some 30 ms."""
_LAST = 2**62
_ALL = -1
_ANY_DAY = "~"
_LATER = "later"
_REPORTED_IN = timedelta(days=31)
_PASSAGE_WORDS = 40
"""Length of the passage that shows why an article was found: about two lines of a page."""
_OPENING, _CLOSING = "\ue000\ue002\ue000", "\ue001\ue002\ue001"
"""Marks that no text holds: private use characters in an order that is no icon font's."""
_NAMED = """
SELECT appearances.statement FROM appearances JOIN listed ON listed.statement = appearances.statement
WHERE actor IN (SELECT value FROM json_each(?)) AND part = 'speaker' AND NOT has_words(name, ?)
"""
_NAMES = "SELECT name FROM actor_names WHERE actor IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked for; see Record.search for its meaning.

    `aliased`, `spoken`, `outlets`, `appearing` and `actors` are what the queries are told besides."""

    words: str
    in_: SearchedIn = "statements"
    speaker: str | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    type: StatementType | None = None
    kind: StatementKind | None = None
    role: str | None = None
    when: When | None = None
    venue: str | None = None
    to: str | None = None
    acts: tuple[Act, ...] = ()
    negated: bool | None = None
    rejected: bool = False
    sort: Sort | None = None
    part: Part | None = None
    aliased: tuple[int, ...] = field(default=(), repr=False)
    spoken: tuple[int, ...] | None = field(default=None, repr=False)
    outlets: tuple[str, ...] | None = field(default=None, repr=False)
    appearing: tuple[int, ...] | None = field(default=None, repr=False)
    actors: tuple[int, ...] | None = field(default=None, repr=False)

    @classmethod
    def of(
        cls, words: str, *, act: Act | Iterable[Act], sort: Sort | None = None, **narrowed: Unpack[Narrowing]
    ) -> "Search":
        """What `Record.search` and `Record.facets` are asked."""
        return cls(words, acts=(act,) if isinstance(act, str) else tuple(sorted(act)), sort=sort, **narrowed)

    @property
    def match(self) -> str | None:
        """The query of the full text index; None asks it nothing."""
        if self.in_ == "articles":
            return query(self.words)
        return query(
            self.words,
            speaker=None if self.aliased else self.speaker,
            role=self.role if self.appearing is None and self.actors is None else None,
            venue=self.venue,
            to=self.to,
        )

    @property
    def ranked(self) -> bool:
        """Whether the best come first, not the newest."""
        return query(self.words) is not None and self.sort != "date"

    def parameters(self) -> dict[str, Any]:
        """Those that every query knows."""
        values = {
            "match": self.match,
            "speaker": self.speaker,
            "outlet": self.outlet,
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "type": self.type,
            "kind": self.kind,
            "role": self.role,
            "venue": self.venue,
            "to": self.to,
            "acts": json.dumps(self.acts) if self.acts else None,
            "negated": self.negated,
            "standing": "rejected" if self.rejected else "held",
            "when_start": self.when and self.when.start and self.when.start.isoformat(),
            "when_end": self.when and self.when.end and self.when.end.isoformat(),
            "part": self.part,
            "own_role": self.appearing is not None or self.actors is not None,
            "aliased": json.dumps(self.aliased),
            "spoken": _list(self.spoken),
            "outlets": _list(self.outlets),
            "appearing": _list(self.appearing),
            "actors": _list(self.actors),
            "by_statement": self._by_statement,
        }
        return {name: well_formed(value) if isinstance(value, str) else value for name, value in values.items()}

    @property
    def _by_statement(self) -> bool:
        asked = (self.speaker, self.type, self.kind, self.role, self.when, self.venue, self.to)
        return any(one is not None for one in (*asked, self.acts or None, self.negated, self.rejected or None))

    def fingerprint(self) -> str:
        """By which a cursor knows its search. The lists of statements are left out: they grow with the record."""
        return sha256(repr(self).encode("utf8", "replace")).hexdigest()[:8]


def register(connection: sqlite3.Connection) -> None:
    """Make the comparison of names known to the database."""
    connection.create_function("has_words", 2, has_words, deterministic=True)


def prepared(connection: sqlite3.Connection, search: Search) -> Search:
    """The search with the outlets of which the name holds the words, and the statements of speakers of whom another
    name holds them."""
    if search.outlet is not None and search.in_ == "statements":
        named = [row[0] for row in connection.execute(queries.OUTLETS)]
        search = replace(search, outlets=tuple(one for one in named if has_words(one, search.outlet)))
    return _with_aliases(connection, search)


def _with_aliases(connection: sqlite3.Connection, search: Search) -> Search:
    match = query("", speaker=search.speaker)
    if search.speaker is None or match is None or not (actors := actors_named(connection, search.speaker)):
        return search
    state = joined(connection)
    members = json.dumps(sorted({member for actor in actors for member in state.members(actor)}))
    if not state.moved:
        # Most actors have no name without the words; then there is nothing to look for.
        if all(has_words(name, search.speaker) for (name,) in connection.execute(_NAMES, (members,))):
            return search
        found = [row[0] for row in connection.execute(_NAMED, (members, well_formed(search.speaker)))]
    else:
        found = statements_of(connection, state, actors, part="speaker")
    if not found:
        return search
    named = {row[0] for row in connection.execute(queries.MATCHING, (match,))}
    aliased = tuple(sorted(set(found) - named))
    # Without any, the index of names finds the rest faster.
    return replace(search, aliased=aliased, spoken=(*aliased, *sorted(named))) if aliased else search


def find(connection: sqlite3.Connection, search: Search, *, limit: int, after: str | None) -> Page:
    """One page of hits. Raises ValueError for a limit below 1, BadCursor."""
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    first = None if after is None else _place_after(after, search)
    rows = rows_of(connection, search, most=limit + 1, after=first)
    hits = tuple(made_hit(connection, search, row[0]) for row in rows[:limit])
    return Page(hits, cursor(search.fingerprint(), rows[limit - 1][1:]) if len(rows) > limit else None)


def rows_of(connection: sqlite3.Connection, search: Search, *, most: int, after: Row | None = None) -> list[Row]:
    """The first hits, or those after the keys of another: their sequences with their keys."""
    asked = search.parameters() | {"limit": most, "low": 0, "up_to": after[0] if after else _ANY_DAY}
    if _has_bound(search):
        return _with_words(connection, search, asked, after)
    asked |= zip(("first", "second", "third"), after or (None, None, None), strict=True)
    if search.in_ == "articles":
        return connection.execute(article_queries.NEWEST_ARTICLES, asked).fetchall()
    asked |= {"outlet": _only_outlet(search), "bound": _ALL}
    return connection.execute(_by_date(connection, search), asked).fetchall()


def _has_bound(search: Search) -> bool:
    """Whether of too many hits only those after a bound are ranked or sorted; the bound is then the fourth key."""
    return query(search.words) is not None and (search.in_ == "statements" or search.ranked)


def _with_words(connection: sqlite3.Connection, search: Search, asked: dict[str, Any], after: Row | None) -> list[Row]:
    """Ranked or by date those added after a bound, where there is one, and then the others. The keys of the one are
    followed by the bound, of the others by "later" and their place."""
    keys: Row = after or (None, None, None, _bound(connection, asked["match"], in_=search.in_))
    first, second, third, bound = keys
    asked |= {"first": first, "second": second, "third": third, "bound": _ALL if bound is None else bound}
    found: list[Row] = []
    if first != _LATER:
        rows = connection.execute(_of_words(search), asked)
        found = [(*row, bound) for row in rows]
    if bound is None or len(found) == asked["limit"]:
        return found
    asked |= {"bound": second - 1 if first == _LATER else bound, "limit": asked["limit"] - len(found)}
    later = queries.LAST_ADDED if search.in_ == "statements" else article_queries.LAST_ARTICLES
    rows = connection.execute(later, asked)
    return found + [(sequence, _LATER, sequence, None, bound) for sequence, *_ in rows]


def _of_words(search: Search) -> str:
    if search.in_ == "articles":
        return article_queries.BEST_ARTICLES
    return queries.BEST_STATEMENTS if search.ranked else queries.NEWEST_MATCHING


def last_added(connection: sqlite3.Connection, search: Search, *, most: int, since: int = 0) -> list[Row]:
    """Hits after the entry `since`, the last added first: sequence, month, outlet, type, kind, act and venue."""
    asked = search.parameters() | {"limit": most, "bound": _LAST, "low": since}
    query_ = queries.LISTED_LAST if search.match is None else queries.LAST_ADDED
    return connection.execute(query_, asked).fetchall()


def some(connection: sqlite3.Connection, search: Search, *, most: int, looked: int) -> tuple[list[Row], bool]:
    """The hits that were added last or, where the index is asked nothing, the newest, in rows like those above; and
    whether these are all. Where there are more statements than `looked`, only so many are looked at, those published
    until a month after `until`."""
    match = search.match
    if search.in_ == "articles":
        chosen = article_queries.SOME_ARTICLES if match is None else article_queries.LAST_ARTICLES
        rows = connection.execute(chosen, search.parameters() | {"limit": most + 1, "bound": _LAST}).fetchall()
        return rows[:most], len(rows) <= most
    if match is not None:
        low = connection.execute(queries.BOUND, (match, looked)).fetchone()
        found = last_added(connection, search, most=most + 1, since=low[0] if low else 0)
        return found[:most], len(found) <= most and low is None
    is_large = connection.execute(queries.IS_LARGE, (looked,)).fetchone()[0]
    is_bounded = is_large and search.until and search.until < date.max - _REPORTED_IN
    up_to = (search.until + _REPORTED_IN).isoformat() if search.until and is_bounded else _ANY_DAY
    asked = search.parameters() | {"limit": most + 1, "looked": looked, "up_to": up_to}
    outlet = _only_outlet(search)
    chosen = queries.SOME_NEWEST if outlet is None else queries.SOME_OF_OUTLET
    rows = connection.execute(chosen, asked | {"outlet": outlet}).fetchall()
    return rows[:most], len(rows) <= most and not is_large


def _by_date(connection: sqlite3.Connection, search: Search) -> str:
    """Without words: the query that suits how many statements there are of the actors, or of what the index finds."""
    if search.appearing is not None:
        return queries.NEWEST_OF_FEW
    if search.actors is not None:
        most = MOST_OF_ACTORS if _narrowed(search) else MOST_RANKED
        count = connection.execute(queries.APPEARANCES, (_list(search.actors), most + 1)).fetchone()[0]
        if count <= most:
            return queries.NEWEST_OF_FEW
    elif search.match is not None and _bound(connection, search.match) is None:
        return queries.NEWEST_MATCHING
    return queries.NEWEST_STATEMENTS if _only_outlet(search) is None else queries.NEWEST_OF_OUTLET


def _narrowed(search: Search) -> bool:
    """Whether of an actor's statements so few may be asked for that going through all by date would find none."""
    words = search.role or search.venue or search.to or search.outlet
    return bool(words or search.since or search.until or search.when or search.part == "principal")


def _only_outlet(search: Search) -> str | None:
    return search.outlets[0] if search.outlets and len(search.outlets) == 1 else None


def _bound(connection: sqlite3.Connection, match: str, *, in_: SearchedIn = "statements") -> int | None:
    of = queries.BOUND if in_ == "statements" else article_queries.BOUND
    row = connection.execute(of, (match, MOST_RANKED)).fetchone()
    return row[0] if row else None


def _list(values: Iterable[object] | None) -> str | None:
    return None if values is None else json.dumps(list(values))


def made_hit(connection: sqlite3.Connection, search: Search, sequence: int) -> Hit:
    """A hit by its sequence."""
    if search.in_ == "articles":
        article = connection.execute(queries.ARTICLE_OF_VERSION, (sequence,)).fetchone()
        return _made(article, None, *_passage(connection, search, sequence))
    statement, quote = load_statement(connection, sequence)
    *article, text = connection.execute(queries.ARTICLE_OF_STATEMENT, (sequence,)).fetchone()
    return replace(_made(article, statement, quote, _highlights(connection, search, sequence)), text=text)


def _made(article: Row, statement: Statement | None, quote: str, highlights: Iterable[Span]) -> Hit:
    article_id, url, headline, outlet, published, signal = article
    within = tuple(span for span in highlights if span.start < span.end <= len(quote))
    return Hit(article_id, url, headline, outlet, read_time(published, signal), statement, quote, within)


def _highlights(connection: sqlite3.Connection, search: Search, sequence: int) -> list[Span]:
    match = query(search.words)
    if match is None:
        return []
    row = connection.execute(queries.MARKED_QUOTE, (_OPENING, _CLOSING, match, sequence)).fetchone()
    return [Span(*ends) for ends in marked(row[0], opening=_OPENING, closing=_CLOSING)]


def _passage(connection: sqlite3.Connection, search: Search, sequence: int) -> tuple[str, list[Span]]:
    if search.match is None:
        return connection.execute(queries.BEGINNING, (sequence,)).fetchone()[0], []
    asked = (_OPENING, _CLOSING, _PASSAGE_WORDS, search.match, sequence)
    row = connection.execute(queries.MARKED_PASSAGE, asked).fetchone()
    spans = [Span(*ends) for ends in marked(row[0], opening=_OPENING, closing=_CLOSING)]
    return row[0].replace(_OPENING, "").replace(_CLOSING, ""), spans


def _place_after(told: str, search: Search) -> Row:
    keys = read_cursor(told, search.fingerprint())
    plain = all(one is None or isinstance(one, str | float) or _is_sequence(one) for one in keys)
    plain = plain and len(keys) == (4 if _has_bound(search) else 3)
    if plain and keys[0] == _LATER:
        plain = _is_sequence(keys[1])
    if not plain:
        raise BadCursor(told)
    return keys


MOST_OF_ACTORS = 50_000
"""Statements of actors that are all looked at where a filter narrows them: some 70 ms."""


def _is_sequence(key: object) -> bool:
    return isinstance(key, int) and abs(key) <= _LAST
