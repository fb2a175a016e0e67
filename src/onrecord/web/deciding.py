"""Who may decide, and take back what: one's own decisions; an admin any."""

from fastapi import Request

from onrecord.library import OpenRecord
from onrecord.problems.access import RoleTooLow
from onrecord.record import Decision
from onrecord.web.access.values import Role, Visitor
from onrecord.web.access.visitors import visitor
from onrecord.web.records import Records


def may_decide(request: Request, records: Records) -> bool:
    """Whether the visitor may decide, so that a page shows its forms."""
    role = visitor(request).role
    return records.writable and role is not None and role.includes(Role.REVIEWER)


def may_undo(one: Decision, visitor: Visitor) -> bool:
    """Whether the visitor may take a decision back that can be."""
    return one.undone is None and one.verdict != "undo" and _is_entitled(one, visitor)


def taken_back(record: OpenRecord, number: int, *, visitor: Visitor, who: str, note: str | None = None) -> Decision:
    """Take back a decision; the row that says so. Raises UnknownDecision, NotUndone, or RoleTooLow."""
    if not _is_entitled(record.decision(number), visitor):
        raise RoleTooLow(visitor.name, visitor.role or Role.READER, Role.ADMIN)
    return record.undo(number, who=who, note=note)


def _is_entitled(one: Decision, visitor: Visitor) -> bool:
    if visitor.role is None:
        return False
    own = one.who == visitor.name and visitor.role.includes(Role.REVIEWER)
    return own or visitor.role.includes(Role.ADMIN)
