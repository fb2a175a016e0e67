"""What was not read, counted by reason, so that nothing is skipped silently."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.cli.output import printable, tell
from onrecord.collect import Done
from onrecord.exports.marked import counted
from onrecord.model import Failure

MOST_REASONS = 12
"""Reasons that are told; the rarest are then only counted."""
_LONGEST = 100
Row = tuple[int, str]


def tell_unread(done: Done, left_out: Iterable[tuple[Path, str]]) -> None:
    """How many inputs failed, articles were not read, and files were left out, each by its reason."""
    rows = [*_failed(done.failures), *_not_read(done.unread), *_removed(done.removed), *_left_out(left_out)]
    if not rows:
        return
    tell("Not read:")
    for count, what in rows[:MOST_REASONS]:
        tell(printable(f"{count:>7,}  {what}"))
    if rest := rows[MOST_REASONS:]:
        tell(f"{sum(count for count, _ in rest):>7,}  for {counted(len(rest), 'other reason')}")


def _failed(failures: Sequence[Failure]) -> Iterator[Row]:
    reasons = Counter(_first_sentence(failure.reason) for failure in failures)
    for reason, count in reasons.most_common():
        yield count, f"failed: {reason}"


def _not_read(unread: Counter[str]) -> Iterator[Row]:
    for reason, count in unread.most_common():
        yield count, f"kept without statements: {_first_sentence(reason)}"


def _removed(removed: Counter[str]) -> Iterator[Row]:
    for reason, count in removed.most_common():
        yield count, f"left out: {reason}"


def _left_out(left_out: Iterable[tuple[Path, str]]) -> Iterator[Row]:
    for reason, count in Counter(reason for _, reason in left_out).most_common():
        yield count, f"left out: {reason}"


def _first_sentence(reason: str) -> str:
    sentence = reason.split(". ")[0].rstrip(".")
    return f"{sentence[:_LONGEST].rstrip()}…" if len(sentence) > _LONGEST else sentence
