"""One statement with all that the record has on it: what proves it, who else reports it, what was decided about it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from onrecord.english.sentences import sentence_end, sentence_start
from onrecord.exports.articles import FORMAT, statement_json
from onrecord.exports.marked import whole_blocks
from onrecord.exports.table import hits_of
from onrecord.exports.views.decisions import decision_json
from onrecord.exports.views.families import conflict_json, family_json
from onrecord.model import Block, Reading, Span, Statement
from onrecord.problems.record import UnknownId
from onrecord.record import Record
from onrecord.record.values import Decision, Evidence, Family, FamilyConflict, Fault, Hit, Known, Member

_CLOSING = "\"'”’)]»"
"""What stands behind the mark that ends a sentence, and belongs to it."""


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement and what is known of it. `family` is None where nobody else reports it; `member` is the report of the
    family that the statement is, or a copy of, and `conflicts` are those of that report with others."""

    evidence: Evidence
    known: Known
    family: Family | None
    member: Member | None
    conflicts: tuple[FamilyConflict, ...]
    decisions: tuple[Decision, ...]


def statement_view(record: Record, id_or_prefix: str) -> StatementView:
    """A statement by its id or the beginning of it. Raises UnknownId or AmbiguousId."""
    evidence = record.evidence(id_or_prefix)
    id_, article = evidence.statement.id, evidence.reading.article.id
    hits = [hit for hit in hits_of(evidence.reading) if _id(hit) == id_]
    known = [one for _, one in record.known(hits)] if evidence.version.latest else []
    family = _family(record, id_) if evidence.version.latest else None
    member = _member(family, id_, article) if family else None
    conflicts = [one for one in record.conflicts(family=id_) if _concerns(one, member)] if member else []
    return StatementView(evidence, next(iter(known), Known()), family, member, tuple(conflicts), record.decisions(id_))


def sentences(reading: Reading, statement: Statement) -> tuple[Block, ...]:
    """The sentences in which the parts of a statement stand, of each of its blocks."""
    text = reading.article.latest.text
    spans = [*statement.source, *statement.cue, *statement.content]
    found = []
    for block in whole_blocks(text, reading.article.latest.blocks):
        inside = [span for span in spans if span.overlaps(block.span)]
        if inside:
            found.append(Block(block.kind, _around(text, block.span, inside)))
    return tuple(found)


def view_json(view: StatementView, *, faults: Sequence[Fault] | None = None) -> dict[str, Any]:
    """All of it; `faults` are those of a verification, where one was asked for."""
    evidence, article = view.evidence, view.evidence.reading.article
    version, mark = article.latest, evidence.version
    return {
        "format": FORMAT,
        "article": article.id,
        "url": article.url,
        "headline": version.headline,
        "outlet": version.outlet,
        "published": version.published.value if version.published else None,
        "version": {
            "number": mark.number,
            "added_at": mark.added_at,
            "own": mark.own,
            "latest": mark.latest,
            "text_sha256": version.text_sha256,
            "bytes_sha256": version.bytes_sha256,
            "media_type": version.media_type,
        },
        "statement": statement_json(evidence.statement, version.text, known=view.known if mark.latest else None),
        "sentences": [
            {"start": one.span.start, "end": one.span.end, "text": one.span.of(version.text)}
            for one in sentences(evidence.reading, evidence.statement)
        ],
        "family": family_json(view.family) if view.family else None,
        "conflicts": [conflict_json(one) for one in view.conflicts],
        "decisions": [decision_json(one) for one in view.decisions],
        "verified": None if faults is None else {"proved": not faults, "faults": [asdict(one) for one in faults]},
    }


def _family(record: Record, id_: str) -> Family | None:
    """The family of a statement that others report, too."""
    try:
        found = record.family(id_)
    except UnknownId:  # rejected, so that it stands in no family
        return None
    return found if len(found.reports) > 1 else None


def _member(family: Family, statement: str, article: str) -> Member | None:
    sought = (statement, article)
    return next((one for one in family.members if sought in [_place(hit) for hit in (one.report, *one.copies)]), None)


def _concerns(conflict: FamilyConflict, member: Member) -> bool:
    return _place(member.report) in (_place(conflict.first), _place(conflict.other))


def _place(hit: Hit) -> tuple[str | None, str]:
    return _id(hit), hit.article_id


def _id(hit: Hit) -> str | None:
    return hit.statement.id if hit.statement else None


def _around(text: str, block: Span, inside: Iterable[Span]) -> Span:
    """From the beginning of the first sentence to the end of the last one, within a block."""
    spans = list(inside)
    first = max(block.start, sentence_start(text, max(block.start, min(span.start for span in spans))))
    reached = min(block.end, max(span.end for span in spans))
    # A span that ends with its sentence, mark included, needs no more words.
    whole = (
        reached > block.start
        and text[reached - 1] in ".!?…" + _CLOSING
        and text[:reached].rstrip(_CLOSING)[-1:] in ".!?…"
    )
    end = reached if whole else min(block.end, sentence_end(text, reached) + 1)
    while end < block.end and text[end] in _CLOSING:
        end += 1
    while first < end and text[first].isspace():
        first += 1
    return Span(first, end)
