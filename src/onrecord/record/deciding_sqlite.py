"""The functions about decisions, over the connection of a SQLite record."""

from datetime import date
from typing import TYPE_CHECKING, Unpack

from onrecord.model import Verdict
from onrecord.record.decisions import load_decisions
from onrecord.record.families_sqlite import FamilyMethods
from onrecord.record.values import Decision, Subject

# What looks into the words of a text is imported by the methods that need it, so that search starts at once.
if TYPE_CHECKING:
    from onrecord.record.edits import Edit


class DecidingMethods(FamilyMethods):
    """Decisions, for a class that gives out transactions."""

    def decide(
        self, statement: str, verdict: Verdict, *, who: str, note: str | None = None, **edit: "Unpack[Edit]"
    ) -> Decision:
        """Keep a person's verdict."""
        from onrecord.record import deciding

        with self._writing() as connection:
            return deciding.decide(
                connection, statement, verdict, who=who, note=note, edit=edit, changed=self._compare_again
            )

    def undo(self, decision: int, *, who: str, note: str | None = None) -> Decision:
        """Take a decision back."""
        from onrecord.record import deciding

        with self._writing() as connection:
            return deciding.undo(connection, decision, who=who, note=note, changed=self._compare_again)

    def decisions(
        self,
        id_: str | None = None,
        *,
        subject: Subject | None = None,
        who: str | None = None,
        since: date | None = None,
    ) -> tuple[Decision, ...]:
        """The decisions, the oldest first."""
        with self._reading() as connection:
            ids = None
            if id_ is not None:
                from onrecord.record.deciding import decided_ids

                ids = decided_ids(connection, id_)
            first = since.isoformat() if since else None
            return tuple(load_decisions(connection, subject=subject, ids=ids, who=who, since=first))
