"""The functions that ask a second reader, over the connection of a SQLite record: question by question, so that what
was answered is kept whatever comes after."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, TypeVar

from onrecord.problems.second import AnswerNotUsable, NoAnswer
from onrecord.record.second.interface import BELOW
from onrecord.record.second.values import SecondRead, SecondReading

if TYPE_CHECKING:
    from onrecord.record.positions.values import SecondStance
    from onrecord.second.server import LanguageModel

# What asks a server is imported by the methods that need it, so that search starts at once.

IN_A_ROW = 3
"""Questions without an answer after which a server is taken to be down."""
Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class SecondReaderMethods:
    """What a Record asks a second reader, for a class that gives out transactions. None is open while it answers."""

    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[sqlite3.Connection]:
        raise NotImplementedError

    def second_stances(
        self,
        question: str,
        *,
        model: "LanguageModel",
        below: float = BELOW,
        step: Callable[[int, int], object] = lambda done, total: None,
    ) -> SecondRead:
        """Ask about proposed stances."""
        from onrecord.record.positions.questions import find_question
        from onrecord.record.second.stances import add, due
        from onrecord.second.stances import second_stance

        with self._reading() as connection:
            asked = find_question(connection, question)
            left = due(connection, asked, below=below, name=model.name)
        skipped = Counter[str]()
        kept = differ = 0
        text = asked.question.text
        for one, opinion in _answers(left, lambda it: second_stance(model, text, it.told), skipped=skipped, step=step):
            with self._writing() as connection:
                add(connection, asked, one, opinion, name=model.name)
            kept += 1
            differ += opinion.label != one.label
        return SecondRead(len(left), kept, differ, dict(skipped))

    def second_opinions(self, question: str) -> "Mapping[str, tuple[SecondStance, ...]]":
        """What is told of statements, for a question."""
        from onrecord.record.positions.codings import opinions
        from onrecord.record.positions.questions import find_question

        with self._reading() as connection:
            return opinions(connection, find_question(connection, question).sequence)

    def second_readings(
        self,
        *,
        model: "LanguageModel",
        article: str | None = None,
        below: float = BELOW,
        limit: int = 200,
        step: Callable[[int, int], object] = lambda done, total: None,
    ) -> SecondRead:
        """Ask about speakers and days."""
        from onrecord.record.second.readings import add, due
        from onrecord.second.readings import second_reading

        with self._reading() as connection:
            left = due(connection, article=article, below=below, limit=limit, name=model.name)
        skipped = Counter[str]()
        kept = differ = 0
        for one, (told, unused) in _answers(left, lambda it: second_reading(model, it), skipped=skipped, step=step):
            with self._writing() as connection:
                add(connection, one, told, name=model.name)
            kept += len(told)
            differ += sum(not part.agrees for part in told)
            skipped.update(unused)
        return SecondRead(len(left), kept, differ, dict(skipped))

    def second_readings_of(self, statement: str) -> tuple[SecondReading, ...]:
        """What is told of a statement."""
        from onrecord.record.loading import statement_version
        from onrecord.record.second.readings import of_statement

        with self._reading() as connection:
            return of_statement(connection, statement_version(connection, statement)[1])


def _answers(
    due: Sequence[Asked],
    ask: Callable[[Asked], Answer],
    *,
    skipped: Counter[str],
    step: Callable[[int, int], object],
) -> Iterator[tuple[Asked, Answer]]:
    """Each with its answer. Why others have none is counted in `skipped`.

    Raises ServerRefused; NoAnswer where none came to the first question, or to several in a row."""
    unanswered = 0
    for place, one in enumerate(due):
        try:
            answer = ask(one)
        except AnswerNotUsable as problem:
            unanswered = 0
            skipped[problem.reason] += 1
        except NoAnswer:
            unanswered += 1
            if place == 0 or unanswered == IN_A_ROW:
                raise
            skipped["no answer"] += 1
        else:
            unanswered = 0
            yield one, answer
        step(place + 1, len(due))
