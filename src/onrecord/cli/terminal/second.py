"""What asking a second reader did, printed."""

from onrecord.cli.terminal.output import tell
from onrecord.exports.marked import counted
from onrecord.record.second.values import SecondRead


def tell_second(found: SecondRead, then: str) -> None:
    """What it did, and what to do next where it says something else."""
    skipped = ", ".join(f"{count:,} {reason}" for reason, count in sorted(found.skipped.items()))
    told = f"Second reader: asked about {counted(found.asked, 'statement')}, {counted(found.kept, 'answer')} kept"
    told += f", {found.differ:,} of them different" if found.differ else ""
    tell(f"{told}{f'; not used: {skipped}' if skipped else ''}.")
    if found.differ:
        tell(then)
