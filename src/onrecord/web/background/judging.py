"""Judging statements for a question as a job: only new ones, and what is told of them is kept as it goes on."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from fastapi import Request

from onrecord.exports.marked import counted
from onrecord.library import open_record
from onrecord.record.positions.values import Judge, Judged
from onrecord.web.background.jobs import Job, Work
from onrecord.web.records import Records


class _Stopped(Exception):
    """Somebody had the job end."""


class SharedJudge:
    """One stance model for all questions, loaded when the first is to be judged, and kept."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._judge: Judge | None = None

    @contextmanager
    def judging(self) -> Iterator[Judge]:
        """The model, for the time of the block. Raises WeightsMissing."""
        with self._turn:
            if self._judge is None:
                from onrecord.positions.stance import shipped_stance

                self._judge = shipped_stance()
            yield self._judge


def shared_judge(request: Request) -> SharedJudge:
    """The model of the application."""
    found: SharedJudge = request.app.state.judge
    return found


def judging(questions: Sequence[str], *, records: Records, judge: SharedJudge) -> Work:
    """Judges what is new for a question, or for several, one after another, until it is stopped; what was judged by
    then stays. How far it is, is told in statements or, of several questions, in these.

    It writes through a connection of its own: the record's turn would be held for minutes."""

    def work(job: Job) -> None:
        """Judge, and tell the job how far it is."""

        def step(done: int, total: int) -> None:
            if len(questions) == 1:
                job.change(done=done, total=total)
            if job.stopping.is_set():
                raise _Stopped

        if len(questions) != 1:
            job.change(total=len(questions))
        with judge.judging() as model, open_record(records.path) as record, suppress(_Stopped):
            for number, question in enumerate(questions, start=1):
                found = record.judge(question, judge=model, step=step)
                job.change(statements=job.progress.statements + found.related)
                if len(questions) == 1:
                    job.change(told=told(found))
                else:
                    job.change(done=number)

    return work


def told(found: Judged) -> str:
    """What came of it, in words."""
    if not found.candidates:
        return "No statement has its words or is near in meaning. Add articles, or give the question synonyms."
    looked = counted(found.candidates, "statement")
    verb = "is" if found.related == 1 else "are"
    words = f"{looked} looked at, {found.judged:,} of them judged now: {found.related:,} {verb} about the question."
    return f"{words} Learned from decisions: {found.learned}." if found.learned else words
