"""Asking a second reader, question by question, so that what was answered is kept whatever comes after."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from onrecord.problems.second import AnswerNotUsable, NoAnswer

IN_A_ROW = 3
"""Questions without an answer after which a server is taken to be down."""
Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


def answers(
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
