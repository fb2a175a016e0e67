"""Articles as a person left them, in the form in which the reader is trained and evaluated.

One object for each article about which somebody decided: PolNeAR's form, with `reviewed` beside it. Rejected statements
are left out, edited ones have the spans that the edit set, the others stand as they were read. An article is reviewed
where every statement was decided about, or the article itself was accepted; only then do missing attributions mean that
there are none."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onrecord.exports.articles import to_json
from onrecord.model import Reading, Span, Statement
from onrecord.problems import BadArticle
from onrecord.record import Decision

_ROLES = ("source", "cue", "content")


def to_corrections(readings: Iterable[Reading], decisions: Iterable[Decision]) -> Iterator[dict[str, Any]]:
    """The articles with decisions; `decisions` are those of the record, the oldest first.

    Raises BadArticle where an edit set spans that do not fit the text."""
    last: dict[tuple[str, str], Decision] = {(one.subject, one.subject_id): one for one in decisions}
    for reading in readings:
        verdicts = {one.id: last["statement", one.id] for one in reading.statements if ("statement", one.id) in last}
        article = last.get(("article", reading.article.id))
        if verdicts or (article and article.verdict != "reject"):
            accepted = article is not None and article.verdict == "accept"
            reviewed = accepted or len(verdicts) == len(reading.statements)
            yield _article(reading, verdicts, reviewed=reviewed)


def _article(reading: Reading, verdicts: Mapping[str, Decision], *, reviewed: bool) -> dict[str, Any]:
    facts = to_json(reading)
    kept = [one for one in reading.statements if one.id not in verdicts or verdicts[one.id].verdict != "reject"]
    return {
        "doc": reading.article.id,
        "publisher": facts["outlet"],
        "published": facts["published"],
        "headline": facts["headline"],
        "text_len": len(facts["text"]),
        "text": facts["text"],
        "reviewed": reviewed,
        "attributions": [_attribution(one, verdicts.get(one.id), facts["text"]) for one in kept],
    }


def _attribution(statement: Statement, decision: Decision | None, text: str) -> dict[str, list[list[int]]]:
    change = decision.change if decision and decision.change else {}
    return {
        role: _pairs(change[role], text, role)
        if role in change
        else [[span.start, span.end] for span in getattr(statement, role)]
        for role in _ROLES
    }


def _pairs(value: Any, text: str, role: str) -> list[list[int]]:
    """Spans as an edit sets them: null, one object with start and end, or several."""
    spans = [] if value is None else value if isinstance(value, list) else [value]
    found = []
    for span in spans:
        start, end = (span.get("start"), span.get("end")) if isinstance(span, Mapping) else (None, None)
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            raise BadArticle(
                f"the edit of {role}", f"is {span!r}, which is not a span of a text of {len(text)} characters"
            )
        found.append(Span(start, end))
    return [[span.start, span.end] for span in sorted(found)]
