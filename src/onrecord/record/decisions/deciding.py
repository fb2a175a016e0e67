"""What a person decides about a statement or an article, and what anybody takes back; and these functions over the
connection of a SQLite record.

Those that take a connection run inside the caller's transaction.
"""

import sqlite3
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Unpack, get_args

from onrecord.english.countries import country
from onrecord.english.words import ORGANIZATION_WORDS
from onrecord.model import ActorKind, Reading, Statement, Verdict
from onrecord.problems.record import AmbiguousId, BadDecision, UnknownActor, UnknownId, UnknownQuestion
from onrecord.record.actors import deciding as actors_deciding
from onrecord.record.actors import find_actor
from onrecord.record.decisions.corrections import same_ids, settle_statement
from onrecord.record.decisions.edits import Edit, change_of
from onrecord.record.families import deciding as families_deciding
from onrecord.record.families.sqlite import FamilyMethods
from onrecord.record.joined import joined
from onrecord.record.loading import find_statement, load_article
from onrecord.record.log import add_decision, load_decision, load_decisions, load_latest, undoable
from onrecord.record.values import Decision, DecisionPage, Subject

if TYPE_CHECKING:
    from onrecord.record.decisions.edits import Edit

Changed = Callable[[set[int]], object]
"""Told the versions in which other statements hold than before."""
_KIND = """
SELECT kind FROM actor_names JOIN actors ON actors.sequence = actor_names.actor
WHERE actor_names.name = ? ORDER BY actors.sequence LIMIT 1
"""
_ACTOR_IDS = "SELECT id FROM actors WHERE sequence IN (SELECT value FROM json_each(?))"


def decide(
    connection: sqlite3.Connection,
    wanted: str,
    verdict: Verdict,
    *,
    who: str,
    note: str | None,
    edit: Edit,
    changed: Changed,
) -> Decision:
    """Keep a verdict on a statement, or that an article is right as it stands."""
    _check(verdict, edit)
    found = _found(connection, wanted)
    if isinstance(found, Reading):
        if verdict != "accept":
            raise BadDecision(f"{wanted} is an article", f"Accept it, or {verdict} one of its statements.")
        return add_decision(connection, "article", found.article.id, verdict="accept", who=who, note=note)
    reading, statement = found
    change = None
    if verdict == "edit":
        kind_of = _kinds(connection, reading)
        change = change_of(edit, statement, reading.article.latest, kind_of=kind_of)
    decision = add_decision(connection, "statement", statement.id, verdict=verdict, who=who, change=change, note=note)
    changed(settle_statement(connection, statement.id))
    return decision


def undo(connection: sqlite3.Connection, number: int, *, who: str, note: str | None, changed: Changed) -> Decision:
    """Take a decision back, whatever it is about. Raises NotUndone."""
    found = undoable(connection, number)

    def add() -> Decision:
        return add_decision(connection, "decision", str(number), verdict="undo", who=who, note=note)

    match found.subject:
        case "statement":
            undone = add()
            changed(settle_statement(connection, found.subject_id))
        case "family":
            undone = families_deciding.taken_back(connection, found, add=add)
        case "actor":
            undone = add()
            actors_deciding.taken_back(connection, found)
        case _:
            undone = add()
    return undone


def _check(verdict: str, edit: Edit) -> None:
    if verdict not in get_args(Verdict):
        raise BadDecision(f"{verdict!r} is not a verdict", f"Verdicts are: {', '.join(get_args(Verdict))}.")
    fields = [name for name, value in edit.items() if value is not None]
    if verdict == "edit" and not fields:
        known = ", ".join(Edit.__annotations__)
        raise BadDecision("the edit sets nothing", f"Say what is right: {known}.")
    if verdict != "edit" and fields:
        raise BadDecision(
            f"{verdict} sets nothing, but {', '.join(sorted(fields))} is given", "Use edit to say what is right."
        )


def _found(connection: sqlite3.Connection, wanted: str) -> Reading | tuple[Reading, Statement]:
    """A statement, also a rejected one, or an article. Raises UnknownId or AmbiguousId."""
    try:
        statement = find_statement(connection, wanted)
    except UnknownId as unknown:
        try:
            return load_article(connection, wanted)
        except UnknownId:
            raise unknown from None
    try:
        article = load_article(connection, wanted)
    except UnknownId:
        return statement
    raise AmbiguousId("article or statement", wanted, [article.article.id, statement[1].id])


def _kinds(connection: sqlite3.Connection, reading: Reading) -> Callable[[str], ActorKind]:
    """What a name is: as the article has it, as other articles do, or by its words."""
    own = {
        speaker.name: speaker.kind
        for statement in reading.statements
        for speaker in (*statement.speakers, *statement.principals)
    }

    def kind_of(name: str) -> ActorKind:
        if name in own:
            return own[name]
        row = connection.execute(_KIND, (name,)).fetchone()
        if row is not None:
            kind: ActorKind = row[0]
            return kind
        organized = country(name) or any(word.lower() in ORGANIZATION_WORDS for word in name.split())
        return "organization" if organized else "person"

    return kind_of


def decided_ids(
    connection: sqlite3.Connection, wanted: str, *, question_id: Callable[[sqlite3.Connection, str], str]
) -> list[str]:
    """The ids under which something may have been decided about a statement, in any version of its article, about an
    article, an actor or a question. Raises UnknownId, AmbiguousId, AmbiguousActor or AmbiguousQuestion."""
    try:
        found = _found(connection, wanted)
    except UnknownId as unknown:
        try:
            state = joined(connection)
            members = state.members(find_actor(connection, state, wanted))
        except UnknownActor:
            try:
                return [question_id(connection, wanted)]
            except UnknownQuestion:
                raise unknown from None
        return [row[0] for row in connection.execute(_ACTOR_IDS, (str(members),))]
    return [found.article.id] if isinstance(found, Reading) else same_ids(connection, found[1].id)


# What looks into the words of a text is imported by the methods that need it, so that search starts at once.


class DecidingMethods(FamilyMethods):
    """Decisions, for a class that gives out transactions and knows questions."""

    def _question_id(self, connection: sqlite3.Connection, wanted: str) -> str:
        raise NotImplementedError

    def decide(
        self, statement: str, verdict: Verdict, *, who: str, note: str | None = None, **edit: "Unpack[Edit]"
    ) -> Decision:
        """Keep a person's verdict."""

        with self._writing() as connection:
            return decide(connection, statement, verdict, who=who, note=note, edit=edit, changed=self._compare_again)

    def undo(self, decision: int, *, who: str, note: str | None = None) -> Decision:
        """Take a decision back."""

        with self._writing() as connection:
            return undo(connection, decision, who=who, note=note, changed=self._compare_again)

    def decisions(
        self,
        id_: str | None = None,
        *,
        subject: Subject | None = None,
        who: str | None = None,
        since: date | None = None,
    ) -> tuple[Decision, ...]:
        """The decisions, the oldest first."""
        with self._reading() as connection:
            ids = None
            if id_ is not None:
                ids = decided_ids(connection, id_, question_id=self._question_id)
            first = since.isoformat() if since else None
            return tuple(load_decisions(connection, subject=subject, ids=ids, who=who, since=first))

    def decision(self, number: int) -> Decision:
        """A decision by its number."""
        with self._reading() as connection:
            return load_decision(connection, number)

    def latest_decisions(
        self,
        id_: str | None = None,
        *,
        subject: Subject | None = None,
        who: str | None = None,
        standing: bool = False,
        limit: int = 20,
        after: str | None = None,
    ) -> DecisionPage:
        """The decisions, the newest first."""
        if limit < 1:
            raise ValueError(f"limit must be at least 1, not {limit}")
        with self._reading() as connection:
            ids = None if id_ is None else decided_ids(connection, id_, question_id=self._question_id)
            return load_latest(
                connection, subject=subject, ids=ids, who=who, standing=standing, limit=limit, after=after
            )
