"""Judging statements for a question as a job: only new ones, and what is told of them is kept as it goes on."""

from collections.abc import Sequence
from contextlib import suppress

from onrecord.exports.marked import counted
from onrecord.record.positions.values import Judged
from onrecord.web.background.jobs import Job, Work
from onrecord.web.reading import Networks
from onrecord.web.records import Records


class _Stopped(Exception):
    """Somebody had the job end."""


def judging(questions: Sequence[str], *, records: Records, networks: Networks) -> Work:
    """Judges what is new for a question, or for several, one after another, until it is stopped; what was judged by
    then stays. How far it is, is told in statements or, of several questions, in these.

    Before each of them the reader's memory is taken. It writes through a connection of its own: the record's turn would
    be held for minutes."""

    def work(job: Job) -> None:
        """Judge, and tell the job how far it is."""

        def step(done: int, total: int) -> None:
            if len(questions) == 1:
                job.change(done=done, total=total)
            if job.stopping.is_set():
                raise _Stopped
            networks.line.give_way()

        if len(questions) != 1:
            job.change(total=len(questions))
        with records.opened() as record, suppress(_Stopped):
            for number, question in enumerate(questions, start=1):
                with networks.line.turn():
                    networks.give_up_reader()
                    found = record.judge(question, judge=networks.judge, step=step)
                job.change(statements=job.progress.statements + found.related)
                if len(questions) == 1:
                    job.change(told=told(found))
                else:
                    job.change(done=number)

    return work


def told(found: Judged) -> str:
    """What came of it, in words."""
    if not found.related:
        return "No statement was found about it, or none since its start. Add articles, or give the question synonyms."
    looked = counted(found.candidates, "statement")
    verb = "is" if found.related == 1 else "are"
    words = f"{looked} looked at, {found.judged:,} of them judged now: {found.related:,} {verb} about the question."
    return f"{words} Learned from decisions: {found.learned}." if found.learned else words
