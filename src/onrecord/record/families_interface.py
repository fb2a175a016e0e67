"""The functions of a record about families, whatever database keeps it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

from onrecord.model import Reading
from onrecord.record.values import Decision

if TYPE_CHECKING:  # they stand on the comparison of words, which search need not wait for
    from onrecord.families.conflicts import ConflictKind
    from onrecord.record.families_values import Family, FamilyConflict, FamilyMark, FamilyPage


class FamilyRecord(Protocol):
    """Families: statements of the latest versions that report one utterance."""

    def family(self, id_or_statement: str) -> "Family":
        """A family by its id, or the family of a statement by the statement's id, or by the beginning of either; a
        statement that nobody else reports is a family by itself. Raises UnknownId or AmbiguousId."""

    def families(self, words: str | None = None, *, limit: int = 20, after: str | None = None) -> "FamilyPage":
        """Families of at least two statements, all or those with a statement that contains every word; most "
        "articles first.

        `after` is `FamilyPage.next` of the same list. Raises BadCursor for any other."""

    def family_marks(self, reading: Reading) -> "Mapping[str, FamilyMark]":
        """The family of each statement of a latest version that shares one with others, by statement id."""

    def conflicts(
        self, words: str | None = None, *, family: str | None = None, kind: "ConflictKind | None" = None
    ) -> "Iterator[FamilyConflict]":
        """Contradictions between reports of one utterance: in families with a statement that contains every word, in
        the one that `family` names as in `family()`, or in all. Raises UnknownId or AmbiguousId."""

    def join_statements(self, statement: str, other: str, *, who: str) -> Decision:
        """Decide that two statements report one utterance. Raises UnknownId, AmbiguousId or NotTwoFamilies."""

    def split_statement(self, statement: str, *, who: str) -> Decision:
        """Decide that a statement and its copies report a different utterance from the rest of their family.

        Raises UnknownId, AmbiguousId or NotTwoFamilies."""

    def undo_statement(self, statement: str, *, who: str) -> Decision:
        """Undo what was decided about the family of a statement. Raises UnknownId, AmbiguousId or NotTwoFamilies."""
