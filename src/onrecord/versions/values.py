"""What comparing two versions of an article answers with: frozen, no input or output."""

from dataclasses import dataclass
from typing import Literal

from onrecord.families.values import Wording
from onrecord.model import Block, Reading, Span, Statement

StatementChange = Literal["kept", "reworded", "re-attributed", "added", "removed"]
"""What became of a statement. `re-attributed`: the same words, another source, or none any more."""
BlockChange = Literal["reworded", "added", "removed"]


@dataclass(frozen=True, slots=True)
class AlignedStatement:
    """A statement in two versions. One of `before` and `after` is None where it was added or removed, and also where
    its words stand in the other version but no statement was read there: `elsewhere` are then the spans of these
    words in that version's text. `wording` compares the words of a reworded statement that was read in both.
    `new_source` is whether the source changed, which a reworded statement's may do as well."""

    change: StatementChange
    before: Statement | None
    after: Statement | None
    elsewhere: tuple[Span, ...] = ()
    wording: Wording | None = None
    new_source: bool = False


@dataclass(frozen=True, slots=True)
class AlignedBlock:
    """A paragraph, caption, subhead or quotation that changed. `before` is None where it was added, `after` where it
    was removed."""

    change: BlockChange
    before: Block | None
    after: Block | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from one version of an article, `before`, to a later one.

    `statements` are all of them in the order of the later version, removed ones where they stood; `blocks` are those
    that changed. `notices` are the update and correction notices that only the later version has, `notices_removed`
    those that it no longer has. A change of typography, white space, counters or time stamps is none."""

    before: Reading
    after: Reading
    headline: bool
    statements: tuple[AlignedStatement, ...]
    blocks: tuple[AlignedBlock, ...]
    notices: tuple[Block, ...] = ()
    notices_removed: tuple[Block, ...] = ()

    def of(self, *changes: StatementChange) -> tuple[AlignedStatement, ...]:
        """The statements with one of these changes."""
        return tuple(one for one in self.statements if one.change in changes)

    @property
    def any(self) -> bool:
        """Whether a reader would notice a change."""
        statements = any(one.change != "kept" for one in self.statements)
        return self.headline or statements or bool(self.blocks or self.notices or self.notices_removed)
