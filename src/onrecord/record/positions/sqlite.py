"""The functions about questions and positions, over the connection of a SQLite record."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING, Literal

from onrecord.model import Verdict
from onrecord.positions.relevance import Candidate
from onrecord.positions.values import Label, Position, Question, Stance
from onrecord.record.positions.values import (
    ActorsAgree,
    Coded,
    CodedPage,
    Judge,
    Judged,
    NewPosition,
    PositionPage,
    QuestionCounts,
)
from onrecord.record.values import Decision, Updating

if TYPE_CHECKING:
    from onrecord.families.similarity import Sentences
    from onrecord.positions.learning import Embed, Learned

# What reads rows as positions is imported by the methods that need it, so that search starts at once.

AT_ONCE = 128
"""At least so many statements are judged before what was told of them is kept."""


class PositionMethods:
    """What a Record tells of questions and positions, for a class that gives out transactions."""

    _updating: Updating

    if TYPE_CHECKING:

        def _sentences(self) -> "Sentences":
            """As FamilyMethods have it."""

    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[sqlite3.Connection]:
        raise NotImplementedError

    def _asked(self, count: Callable[[sqlite3.Connection], int]) -> int:
        raise NotImplementedError

    def ask(
        self,
        text: str,
        *,
        description: str | None = None,
        synonyms: Iterable[str] = (),
        seeds: Iterable[str] = (),
        since: date | None = None,
        who: str,
    ) -> Question:
        """Follow a question."""
        from onrecord.record.positions.questions import Given, ask

        given = Given(description, tuple(synonyms), tuple(seeds), since)
        with self._writing() as connection:
            return ask(connection, text, given, who=who)

    def question(self, wanted: str) -> Question:
        """One question."""
        from onrecord.record.positions.questions import find_question

        with self._reading() as connection:
            return find_question(connection, wanted).question

    def questions(self, *, closed: bool = True) -> tuple[Question, ...]:
        """All questions."""
        from onrecord.record.positions.questions import load_questions

        with self._reading() as connection:
            found = (one.question for one in load_questions(connection))
            return tuple(one for one in found if closed or not one.closed)

    def question_counts(self) -> Mapping[str, QuestionCounts]:
        """How much was judged and coded."""
        from onrecord.record.positions.questions import load_counts

        with self._reading() as connection:
            return load_counts(connection)

    def change_question(
        self,
        question: str,
        *,
        description: str | None = None,
        synonyms: Iterable[str] | None = None,
        seeds: Iterable[str] | None = None,
        since: date | Literal[""] | None = None,
        closed: bool | None = None,
        who: str,
        note: str | None = None,
    ) -> Decision:
        """Change or close a question."""
        from onrecord.record.positions.questions import change

        given = {
            "description": description,
            "synonyms": synonyms,
            "seeds": seeds,
            "since": since,
            "closed": closed,
        }
        changes = {key: value for key, value in given.items() if value is not None}
        with self._writing() as connection:
            return change(connection, question, changes, who=who, note=note)

    def judge(
        self,
        question: str,
        *,
        judge: Judge | None = None,
        candidates: Iterable[Candidate] | None = None,
        limit: int = 1000,
        step: Callable[[int, int], object] = lambda done, total: None,
    ) -> Judged:
        """Propose stances."""
        from onrecord.record.positions.judging import add_stances, batches, due, labels_of, told_of
        from onrecord.record.positions.learning import corrected
        from onrecord.record.positions.questions import find_question

        judge = judge or _shipped()
        with self._reading() as connection:
            asked = find_question(connection, question)
            found = (
                _near(connection, asked.question, limit, self._sentences()) if candidates is None else list(candidates)
            )
            left = due(connection, asked, found, name=judge.name)
        done = 0
        for some in batches(left.asking, AT_ONCE):
            told = judge.judge(asked.question.text, [one.utterance for one in some])
            with self._writing() as connection:
                add_stances(connection, asked, told_of(some, told), name=judge.name)
            done += len(some)
            step(done, len(left.asking))
        with self._reading() as connection:
            after = corrected(connection, asked, name=judge.name, embed=self._embed)
        if after.proposals:
            with self._writing() as connection:
                add_stances(connection, asked, after.proposals, name=after.name)
        with self._reading() as connection:
            labels = labels_of(connection, asked, left.candidates)
        return Judged(len(left.candidates), len(left.asking), labels, after.learned)

    def positions(
        self,
        *,
        question: str | None = None,
        actor: str | None = None,
        since: date | None = None,
        until: date | None = None,
        relayed: bool | None = None,
        stance: Stance | None = None,
        doubtful: bool = False,
        limit: int | None = 100,
        after: str | None = None,
    ) -> PositionPage:
        """Positions, a page at a time."""
        from onrecord.record.positions.listing import Asked, find

        asked = Asked(question, actor, since, until, relayed, stance, doubtful)
        with self._reading() as connection:
            return find(connection, asked, limit=limit, after=after)

    def new_positions(self, question: str, *, limit: int = 50) -> tuple[NewPosition, ...]:
        """The positions that became known last."""
        from onrecord.record.positions.listing import newest

        with self._reading() as connection:
            return newest(connection, question, limit=limit)

    def positions_of_statement(self, statement: str) -> tuple[Position, ...]:
        """The positions by one statement."""
        from onrecord.record.loading import statement_version
        from onrecord.record.positions.listing import of_statement

        with self._reading() as connection:
            return of_statement(connection, statement_version(connection, statement)[1])

    def positions_of_article(self, article: str) -> tuple[Position, ...]:
        """The positions by the statements of one article."""
        from onrecord.record.loading import article_id, refuse_removed
        from onrecord.record.positions.listing import of_article

        with self._reading() as connection:
            id_ = article_id(connection, article)
            refuse_removed(connection, id_)
            return of_article(connection, id_)

    def agreements(self, question: str | None = None, *, actor: str | None = None) -> tuple[ActorsAgree, ...]:
        """Who agrees with whom."""
        from onrecord.record.positions.agreements import find

        with self._reading() as connection:
            return find(connection, question, actor=actor)

    def code(
        self,
        question: str,
        statement: str,
        verdict: Verdict,
        *,
        who: str,
        stance: Label | None = None,
        holder: str | None = None,
        holders: Iterable[str] | None = None,
        note: str | None = None,
        adjudicate: bool = False,
    ) -> Decision:
        """Keep a coder's verdict."""
        from onrecord.record.positions.deciding import Given, code

        given = Given(verdict, stance, holder, None if holders is None else tuple(holders), adjudicate)
        with self._writing() as connection:
            return code(connection, question, statement, given, who=who, note=note)

    def codings(
        self, question: str | None = None, *, statement: str | None = None, by: int = 1, disputed: bool = False
    ) -> Iterator[Coded]:
        """What coders made of statements."""
        from onrecord.record.positions.codings import codings

        with self._reading() as connection:
            found = list(codings(connection, question, statement, by=by, disputed=disputed))
        yield from found

    def coded(self, question: str, statement: str) -> Coded:
        """What is known of one statement and question."""
        from onrecord.record.positions.codings import coded

        with self._reading() as connection:
            return coded(connection, question, statement)

    def learn(self, question: str, *, embed: "Embed | None" = None) -> "Learned | None":
        """What decisions teach."""
        from onrecord.record.positions.judging import add_stances
        from onrecord.record.positions.learning import corrected, model_of
        from onrecord.record.positions.questions import find_question

        with self._reading() as connection:  # it takes seconds, while which others may write
            asked = find_question(connection, question)
            name = model_of(connection, asked)
            if name is None:
                return None
            after = corrected(connection, asked, name=name, embed=self._embed if embed is None else lambda: embed)
        with self._writing() as connection:
            add_stances(connection, asked, after.proposals, name=after.name)
        return after.learned

    def to_code(
        self,
        question: str,
        who: str,
        *,
        blind: bool = False,
        unrelated: bool = False,
        limit: int = 20,
        after: str | None = None,
    ) -> CodedPage:
        """What a coder has to do."""
        from onrecord.record.positions.codings import to_code

        choice = {"blind": blind, "unrelated": unrelated}
        with self._reading() as connection:
            return to_code(connection, question, who, limit=limit, after=after, **choice)

    def _embed(self) -> "Embed":
        return self._sentences().embed

    def _follow_positions(self, connection: sqlite3.Connection) -> None:
        # Before what was added is compared: until then it is known to be new.
        from onrecord.record.positions.deciding import settle_added
        from onrecord.record.positions.making import embed_added

        settle_added(connection)
        embed_added(connection)

    def _embed_all(self) -> None:
        # Statements of a record that was made before there were embeddings, or had those of another model.
        from onrecord.record.positions import making

        total, done, made = self._asked(making.missing_count), 0, making.AT_ONCE
        while done < total and made:
            with self._writing() as connection:
                made = making.embed_some(connection)
            done += made
            self._updating("embeddings", done, total)


def _shipped() -> Judge:
    from onrecord.positions.stance import shipped_stance

    return shipped_stance()


def _near(
    connection: sqlite3.Connection, question: Question, limit: int, sentences: "Sentences"
) -> Iterable[Candidate]:
    from onrecord.record.positions.embeddings import candidates

    return candidates(connection, question, sentences=sentences, limit=limit)
