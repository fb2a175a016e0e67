"""A checked draft in the words and pieces that its views share, and as JSON."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from onrecord.checking.passages import without_marks
from onrecord.checking.values import CheckedDraft, CheckedQuotation, Evidence, QuotationVerdict
from onrecord.exports.articles import FORMAT, speaker_json, statement_json, when_json, words_json
from onrecord.exports.marked import counted, lead, moment, names, percent, when, who
from onrecord.exports.wording import DiffPiece, PieceKind, pieces
from onrecord.model import ArticleKind, Span

PRIMARY: dict[ArticleKind, str] = {
    "article": "", "interview": "interview", "transcript": "primary source: transcript",
    "official": "primary source: official statement",
}  # fmt: skip


_CHANGED: PieceKind = "changed"
_LEFT_OUT: PieceKind = "left out"


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A paragraph of the draft: its text in pieces, each with the number of the quotation it belongs to, from 1."""

    pieces: tuple[tuple[str, int | None], ...]
    numbers: tuple[int, ...]


def passage_pieces(evidence: Evidence) -> list[DiffPiece]:
    """The passage on record, with what the draft changed or left out."""
    changed = [(one.before_span, _CHANGED) for one in evidence.wording.changes]
    return pieces(evidence.passage.words, [*changed, *((span, _LEFT_OUT) for span in evidence.wording.left_out)])


def quote_pieces(quotation: CheckedQuotation, evidence: Evidence) -> list[DiffPiece]:
    """The draft's words, with those that are not the record's."""
    return pieces(quotation.quote, [(one.after_span, _CHANGED) for one in evidence.wording.changes])


def shows_difference(quotation: CheckedQuotation) -> bool:
    """Whether there is a difference of words to be seen."""
    return bool(quotation.evidence) and quotation.evidence[0].wording.relation not in ("verbatim", "different")


def draft_blocks(checked: CheckedDraft) -> list[DraftBlock]:
    """The paragraphs of the draft."""
    blocks = []
    start = 0
    for paragraph in checked.text.split("\n"):
        end = start + len(paragraph)
        if paragraph.strip():
            blocks.append(_block(checked, start, end))
        start = end + 1
    return blocks


def counts(checked: CheckedDraft) -> dict[QuotationVerdict, int]:
    """How many quotations have each verdict, in the order of the verdicts."""
    found = Counter(one.verdict for one in checked.quotations)
    return {verdict: found[verdict] for verdict in get_args(QuotationVerdict) if found[verdict]}


def summary(checked: CheckedDraft) -> str:
    """One sentence: how many quotations, and how many cannot stand."""
    if not checked.quotations:
        return "The draft has no quotations of four words or more."
    wrong = sum(one.wrong for one in checked.quotations)
    found = counted(len(checked.quotations), "quotation")
    review = f"{found} checked, {wrong:,} {'needs' if wrong == 1 else 'need'} review."
    return review if wrong else f"{found} checked: all on record as quoted."


def unchecked(checked: CheckedDraft) -> str | None:
    """A sentence that names what was not looked up."""
    if not checked.unchecked:
        return None
    words = [f"“{without_marks(checked.text, span).of(checked.text)}”" for span in checked.unchecked]
    listed = ", ".join(words[:8]) + (f" and {len(words) - 8} more" if len(words) > 8 else "")
    stretches = counted(len(words), "stretch", "stretches")
    return f"{stretches} of fewer than four words in quotation marks not checked: {listed}."


def reported(evidence: Evidence) -> str:
    """Where the passage stands: outlet and day, and whether that is a primary source."""
    version = evidence.reading.article.latest
    published = moment(version.published) if version.published else None
    where = version.outlet or version.headline or f"article {evidence.reading.article.id[:12]}"
    return ", ".join(filter(None, (where, published, PRIMARY[version.kind])))


def cued(evidence: Evidence) -> str:
    """The cue that stands before the passage where it is reported speech or denied, "denied: "; else nothing."""
    statement, text = evidence.passage.statement, evidence.reading.article.latest.text
    return lead(statement, text) if evidence.passage.kind != "text" else ""


def spoken(evidence: Evidence) -> str:
    """Whose words the record has it, when and where."""
    statement = evidence.passage.statement
    if statement is None:
        return "headline" if evidence.passage.span is None else "not attributed"
    for_whom = f"for {names(statement.principals)}" if statement.principals else None
    day = when(statement.when) if statement.when else None
    venue = statement.venue.text if statement.venue else None
    return ", ".join(filter(None, (who(statement.speakers), for_whom, day, venue)))


def faithful(evidence: Evidence) -> str | None:
    """How this report relates to the primary source that the record has of the same words."""
    if evidence.faithful is None:
        return None
    return f"{evidence.faithful.degree}, compared with the primary source"


def given(quotation: CheckedQuotation) -> str:
    """Whom and when the draft names."""
    day = when(quotation.when) if quotation.when else None
    named = who(quotation.speakers) if quotation.speakers else "the draft names no source"
    return ", ".join(filter(None, (named, day, quotation.venue.text if quotation.venue else None)))


def checked_json(checked: CheckedDraft) -> dict[str, Any]:
    """The whole answer; offsets are into `text`, those of changes into `quote` and `passage`."""
    return {
        "format": FORMAT,
        "wrong": checked.wrong,
        "counts": counts(checked),
        "text": checked.text,
        "quotations": [_quotation_json(one) for one in checked.quotations],
        "unchecked": [_span_json(span, checked.text) for span in checked.unchecked],
    }


def _quotation_json(one: CheckedQuotation) -> dict[str, Any]:
    return {
        "start": one.span.start,
        "end": one.span.end,
        "quote": one.quote,
        "quoted": one.quoted,
        "speakers": [speaker_json(speaker) for speaker in one.speakers],
        "when": when_json(one.when),
        "venue": words_json(one.venue),
        "verdict": one.verdict,
        "wrong": one.wrong,
        "warnings": list(one.warnings),
        "notes": list(one.notes),
        "evidence": [_evidence_json(evidence) for evidence in one.evidence],
    }


def _evidence_json(one: Evidence) -> dict[str, Any]:
    article, statement, wording = one.reading.article, one.passage.statement, one.wording
    version = article.latest
    return {
        "article": article.id,
        "url": article.url,
        "headline": version.headline,
        "outlet": version.outlet,
        "published": version.published.value if version.published else None,
        "kind": version.kind,
        "statement": statement_json(statement, version.text) if statement else None,
        "speaker_fits": one.speaker_fits,
        "occasion_fits": one.occasion_fits,
        "found_in": one.passage.kind,
        "passage": one.passage.words,
        "sentence": one.sentence,
        "relation": wording.relation,
        "likeness": round(wording.likeness, 4),
        "changes": [
            {"kind": change.kind, "before": change.before, "after": change.after} for change in wording.changes
        ],
        "left_out": [_span_json(span, one.passage.words) for span in wording.left_out],
        "faithful": one.faithful.degree if one.faithful else None,
    }


def _span_json(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _block(checked: CheckedDraft, start: int, end: int) -> DraftBlock:
    pieces: list[tuple[str, int | None]] = []
    reached = start
    inside = [(n, one) for n, one in enumerate(checked.quotations, 1) if start <= one.span.start < end]
    for number, one in inside:
        stop = min(one.span.end, end)
        if one.span.start > reached:
            pieces.append((checked.text[reached : one.span.start], None))
        pieces.append((checked.text[max(reached, one.span.start) : stop], number))
        reached = stop
    if reached < end:
        pieces.append((checked.text[reached:end], None))
    return DraftBlock(tuple(pieces), tuple(number for number, _ in inside))


def likeness(evidence: Evidence) -> str:
    """How near a candidate is."""
    return f"{percent(evidence.covered)} of the words"


def evidence_title(quotation: CheckedQuotation, evidence: Sequence[Evidence]) -> str:
    """What stands over the evidence."""
    if quotation.verdict == "not on record":
        return "Closest on record" if evidence else "Nothing similar is on record"
    return "On record"
