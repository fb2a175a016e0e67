"""What each reviewer made of a statement; the functions for reviewers, over the connection of a SQLite record.

Each function runs inside the caller's transaction.
"""

import sqlite3
from collections.abc import Iterator, Mapping

from onrecord.model import Statement
from onrecord.problems.record import BadDecision
from onrecord.record.decisions import queue
from onrecord.record.decisions.corrections import (
    Proposal,
    articles_of,
    corrected,
    decided_about,
    proposals,
    reviews_of,
)
from onrecord.record.decisions.deciding import DecidingMethods
from onrecord.record.loading import find_statement
from onrecord.record.log import load_decisions
from onrecord.record.values import Decision, Review, Reviewed, ReviewPage, Stage

_VERDICTS = """
SELECT DISTINCT who, decision FROM statements JOIN reviewed ON reviewed.statement = statements.sequence
WHERE statements.id = ? ORDER BY decision
"""
_REVIEWED_BY = """
SELECT DISTINCT versions.article FROM reviewed
JOIN statements ON statements.sequence = reviewed.statement JOIN versions ON versions.sequence = statements.version
GROUP BY reviewed.statement HAVING count(*) >= ?
ORDER BY versions.article
"""
_DECIDED_ABOUT = """
SELECT articles.id FROM articles
WHERE sequence IN (
    SELECT versions.article FROM reviewed
    JOIN statements ON statements.sequence = reviewed.statement JOIN versions ON versions.sequence = statements.version
    UNION SELECT article FROM accepted_articles
)
ORDER BY sequence
"""
_LATEST = "SELECT version FROM latest WHERE article = ?"
_ARTICLE_ID = "SELECT id FROM articles WHERE sequence = ?"


def load_verdicts(connection: sqlite3.Connection, statement_id: str) -> dict[str, Decision]:
    """The latest decision of each person about a statement."""
    rows = connection.execute(_VERDICTS, (statement_id,)).fetchall()
    return {who: decision for who, number in rows for decision in load_decisions(connection, number=number)}


def reviewed(connection: sqlite3.Connection, article: int, statement_id: str | None = None) -> Iterator[Reviewed]:
    """What was made of the statements of an article about which somebody decided, or of one: each as it was read
    last."""
    latest = connection.execute(_LATEST, (article,)).fetchone()
    found = sorted(proposals(connection, article), key=lambda one: (one.version,) == latest)
    keys = {one.key for one in found if statement_id in (None, one.statement.id)}
    by_id = {one.statement.id: one for one in found}
    decided = decided_about(connection, article, by_id)
    article_id = str(connection.execute(_ARTICLE_ID, (article,)).fetchone()[0])
    for one in {one.key: one for one in found if one.key in keys}.values():
        by = {
            who: Review(own.last, _left(one, own.last, corrected(one, own, by_id)))
            for who, own in reviews_of(decided.get(one.key, ())).items()
        }
        if by:
            yield Reviewed(article_id, one.statement, one.text, by)


def _left(one: Proposal, last: Decision, correction: Statement | None) -> Statement | None:
    return None if last.verdict == "reject" else correction or one.statement


class ReviewingMethods(DecidingMethods):
    """Review, for a class that gives out transactions."""

    def to_review(
        self,
        who: str,
        *,
        actor: str | None = None,
        article: str | None = None,
        stage: Stage = "statement",
        below: float | None = None,
        blind: bool = False,
        limit: int = 20,
        after: str | None = None,
    ) -> ReviewPage:
        """What is to be decided, the most doubtful first."""
        with self._reading() as connection:
            asked = queue.Queue(who, actor, article, stage, below, blind)
            return queue.find(connection, asked, limit=limit, after=after)

    def skip(self, statement: str, *, who: str, undo: bool = False) -> None:
        """Put a statement off."""
        if not who.strip():
            raise BadDecision("nobody skips it", "Name the person who does; it comes last for nobody else.")
        with self._writing() as connection:
            queue.set_put_off(connection, find_statement(connection, statement)[1].id, who=who, undo=undo)

    def verdicts(self, statement: str) -> Mapping[str, Decision]:
        """The latest decision of each person."""
        with self._reading() as connection:
            return load_verdicts(connection, find_statement(connection, statement)[1].id)

    def articles_decided_about(self) -> tuple[str, ...]:
        """The articles of decisions."""
        with self._reading() as connection:
            return tuple(row[0] for row in connection.execute(_DECIDED_ABOUT))

    def reviews(self, statement: str | None = None, *, by: int = 2) -> Iterator[Reviewed]:
        """What each person made of statements."""
        with self._reading() as connection:
            if statement is not None:
                id_ = find_statement(connection, statement)[1].id
                found = [one for at in articles_of(connection, id_) for one in reviewed(connection, at, id_)][:1]
            else:
                articles = [row[0] for row in connection.execute(_REVIEWED_BY, (by,))]
                found = [one for at in articles for one in reviewed(connection, at) if len(one.by) >= by]
        yield from found
