"""A checked headline in the pieces that its views share, and as JSON."""

from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.checking.headlines import HeadlineFinding, HeadlineVerdict, Support
from onrecord.exports.articles import statement_json
from onrecord.exports.wording import DiffPiece, PieceKind, pieces
from onrecord.families.grouping import change_told
from onrecord.model import Reading

SIGNS: dict[HeadlineVerdict, str] = {
    "supported": "✓", "stronger": "≠", "attributed to someone else": "≠", "not in the text": "?",
}  # fmt: skip
"""Beside its word and its colour, each verdict has a sign."""
_TOLD: dict[HeadlineVerdict, str] = {
    "supported": "The headline says what was said.",
    "stronger": "The headline says more than was said.",
    "attributed to someone else": "The headline names another speaker than the article.",
    "not in the text": "What the headline reports is not in the text.",
}
_CHANGED: PieceKind = "changed"


def nothing(reading: Reading) -> str:
    """Why there are no findings."""
    if reading.article.latest.headline is None:
        return "Nothing to check."
    return f"The headline does not report a statement in the text. {reading.reason or ''}".rstrip()


def summary(findings: Sequence[HeadlineFinding]) -> str:
    """One sentence: whether the headline stands."""
    wrong = [one.verdict for one in findings if one.verdict != "supported"]
    if len(wrong) > 1:
        return f"{len(wrong)} of {len(findings)} claims in the headline are not what the article says."
    return _TOLD[wrong[0] if wrong else "supported"]


def sort(finding: HeadlineFinding) -> str:
    """Whether a claim is right, wrong, or not to be found: what colours it."""
    return {"supported": "right", "not in the text": "missing"}.get(finding.verdict, "wrong")


def claim_pieces(finding: HeadlineFinding) -> list[DiffPiece]:
    """The claim, with the words that say more than was said."""
    return pieces(finding.claim, [(change.after_span, _CHANGED) for change in finding.changes])


def support_pieces(support: Support, finding: HeadlineFinding) -> list[DiffPiece]:
    """The words under it; those of the nearest with what the headline has otherwise."""
    first = finding.evidence[0] is support
    return pieces(support.words, [(change.before_span, _CHANGED) for change in finding.changes] if first else ())


def headline_json(reading: Reading, findings: Iterable[HeadlineFinding]) -> dict[str, Any]:
    """The findings of one article; offsets of evidence are into its text."""
    version = reading.article.latest
    return {
        "article": reading.article.id,
        "url": reading.article.url,
        "headline": version.headline,
        "findings": [
            {
                "verdict": one.verdict,
                "claim": one.claim,
                "source": one.source,
                "changes": [{"kind": c.kind, "before": c.before, "after": c.after} for c in one.changes],
                "evidence": [_support_json(support, version.text) for support in one.evidence],
            }
            for one in findings
        ],
    }


def _support_json(one: Support, text: str) -> dict[str, Any]:
    return {
        "words": one.words,
        "nearness": round(one.nearness, 3),
        "statement": statement_json(one.statement, text) if one.statement else None,
    }


OF_HEADLINES = {
    "change_told": change_told,
    "claim_pieces": claim_pieces,
    "headline_sign": SIGNS.__getitem__,
    "headline_sort": sort,
    "support_pieces": support_pieces,
}
"""What the template of a checked headline asks of its values."""
