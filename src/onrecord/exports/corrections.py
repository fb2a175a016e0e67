"""Articles as a person left them, in the form in which the reader is trained and evaluated.

One object for each article about which somebody decided: PolNeAR's form, with `reviewed` beside it, and in each
attribution what the statement says besides: speakers, act, time, venue, addressee. Rejected statements are left out,
edited ones have what the edits set, the others stand as they were read. An article is reviewed where every statement
was decided about, or the article itself was accepted; only then do missing attributions mean that there are none."""

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.exports.articles import statement_json, to_json
from onrecord.model import Reading, Statement
from onrecord.record import Record

_ROLES = ("source", "cue", "content")
_TOLD = ("id", "kind", "type", "act", "negated", "speakers", "principals", "when", "venue", "addressee")
_AT_ONCE = 1000
"""Rejected statements that are asked for at a time."""


def to_corrections(record: Record) -> Iterator[dict[str, Any]]:
    """The articles of a record with decisions, in the order in which they were added."""
    accepted = {one.subject_id for one in record.decisions(subject="article") if one.undone is None}
    rejected = set(_rejected(record))
    for reading in record.readings():
        decided = [one for one in reading.statements if one.decision]
        id_ = reading.article.id
        if decided or id_ in accepted or id_ in rejected:
            yield _article(reading, reviewed=id_ in accepted or len(decided) == len(reading.statements))


def _rejected(record: Record) -> Iterator[str]:
    """The articles of rejected statements."""
    after = None
    while True:
        page = record.search(rejected=True, limit=_AT_ONCE, after=after)
        yield from (hit.article_id for hit in page.hits)
        after = page.next
        if after is None:
            return


def _article(reading: Reading, *, reviewed: bool) -> dict[str, Any]:
    facts = to_json(reading)
    return {
        "doc": reading.article.id,
        "publisher": facts["outlet"],
        "published": facts["published"],
        "headline": facts["headline"],
        "text_len": len(facts["text"]),
        "text": facts["text"],
        "reviewed": reviewed,
        "attributions": [_attribution(one, facts["text"]) for one in reading.statements],
    }


def _attribution(statement: Statement, text: str) -> dict[str, Any]:
    told: Mapping[str, Any] = statement_json(statement, text)
    spans = {role: [[span.start, span.end] for span in getattr(statement, role)] for role in _ROLES}
    return spans | {key: told[key] for key in _TOLD} | {"decision": told.get("decision")}
