"""The record: articles, versions and statements in one file, each row provable from the stored bytes."""

from pathlib import Path

from onrecord.record.actors.values import ActorPage, Appearing, Imported, Meant, Proposal, ProposalPage
from onrecord.record.interface import Record
from onrecord.record.positions.values import (
    ActorsAgree,
    Coded,
    CodedPage,
    Coding,
    Judged,
    PositionPage,
    QuestionCounts,
)
from onrecord.record.sqlite import SQLiteRecord
from onrecord.record.values import (
    Added,
    Bounded,
    Counts,
    Decision,
    DecisionPage,
    DecisionVerdict,
    Fault,
    FaultKind,
    Hit,
    KeptVersion,
    Known,
    Outdated,
    Page,
    Removal,
    Reread,
    Review,
    Reviewed,
    ReviewPage,
    SearchedIn,
    Stage,
    Subject,
    Unread,
    Updating,
)

__all__ = [
    "ActorPage",
    "ActorsAgree",
    "Added",
    "Appearing",
    "Bounded",
    "Coded",
    "CodedPage",
    "Coding",
    "Counts",
    "Decision",
    "DecisionPage",
    "DecisionVerdict",
    "Fault",
    "FaultKind",
    "Hit",
    "Imported",
    "Judged",
    "KeptVersion",
    "Known",
    "Meant",
    "Outdated",
    "Page",
    "PositionPage",
    "Proposal",
    "ProposalPage",
    "QuestionCounts",
    "Record",
    "Removal",
    "Reread",
    "Review",
    "ReviewPage",
    "Reviewed",
    "SearchedIn",
    "Stage",
    "Subject",
    "Unread",
    "Updating",
    "open_record",
]


def open_record(path: Path | str, *, write: bool, updating: Updating = lambda what, done, total: None) -> Record:
    """The record at `path`, for a `with` block; made when it is missing and `write` is set.

    Where an earlier version of the program wrote it, a writer first makes what it lacks, which takes minutes for a
    million statements; `updating` is told how far that is.
    Raises RecordMissing, NotARecord, RecordTooNew, RecordTooOld or RecordBusy."""
    return SQLiteRecord(Path(path), write=write, updating=updating)
