"""The proof of a whole record as a job: every fault that `verify` finds, the first of them listed."""

from contextlib import closing

from onrecord.exports.marked import counted
from onrecord.model import Failure
from onrecord.web.background.jobs import Job, Work
from onrecord.web.records import Records


def verifying(records: Records) -> Work:
    """Proves the record from its stored bytes, until it is stopped."""

    def work(job: Job) -> None:
        with records.reading() as record:
            counts = record.counts()
            with closing(record.verify()) as faults:  # type: ignore[type-var]
                for fault in faults:
                    job.fail(Failure(f"{fault.kind} {fault.id}", fault.message))
                    if job.stopping.is_set():
                        return
        failed = job.progress.failed
        held = f"{counted(counts.versions, 'version')} of {counted(counts.articles, 'article')}"
        found = counted(failed, "fault") if failed else "no fault"
        job.change(told=f"Checked {held} with {counted(counts.all_statements, 'statement')}: {found}.")

    return work
