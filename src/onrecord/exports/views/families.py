"""Families and conflicts as JSON, and conflicts by the two reports that they are between."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from onrecord.exports.articles import hit_json
from onrecord.families.reports import Wording
from onrecord.record.values import Family, FamilyConflict, FamilySummary, Member


def summary_json(one: FamilySummary) -> dict[str, Any]:
    """A family of a list."""
    return {
        "id": one.id,
        "reports": one.reports,
        "statements": one.statements,
        "articles": one.articles,
        "outlets": one.outlets,
        "first": hit_json(one.first),
    }


def family_json(family: Family) -> dict[str, Any]:
    """A family with its members, their copies, and repeats."""
    repeats = [{"family": repeat.family, **hit_json(repeat.report)} for repeat in family.repeats]
    return {"id": family.id, "members": [_member_json(member) for member in family.members], "repeats": repeats}


def conflict_json(one: FamilyConflict) -> dict[str, Any]:
    """A conflict with both reports, and how their words differ."""
    return conflicting_json(one) | {"wording": _wording(one.wording)}


def conflicting_json(one: FamilyConflict) -> dict[str, Any]:
    """A conflict with both reports."""
    return {
        "family": one.family,
        "kind": one.kind,
        "message": one.message,
        "first": hit_json(one.first),
        "other": hit_json(one.other),
    }


def by_reports(conflicts: Iterable[FamilyConflict]) -> list[tuple[FamilyConflict, ...]]:
    """The conflicts in groups: those between the same two reports together, in the order of their first."""
    found: dict[tuple[tuple[str, str | None], ...], list[FamilyConflict]] = {}
    for one in conflicts:
        sides = tuple((hit.article_id, hit.statement.id if hit.statement else None) for hit in (one.first, one.other))
        found.setdefault(sides, []).append(one)
    return [tuple(group) for group in found.values()]


def _member_json(member: Member) -> dict[str, Any]:
    return {
        "relation": member.relation,
        "signal": member.report.published.signal if member.report.published else None,
        **hit_json(member.report),
        "wording": _wording(member.wording),
        "copies": [hit_json(copy) for copy in member.copies],
    }


def _wording(wording: Wording | None) -> dict[str, Any] | None:
    """How the words of the first report and these relate; spans are offsets into the two quotes."""
    return None if wording is None else asdict(wording)
