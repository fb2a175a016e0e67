"""The JSON of what a search found: a statement, or a passage, with its article's facts."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from onrecord.exports.articles import FORMAT, statement_json
from onrecord.record.values import Hit


def hit_json(hit: Hit) -> dict[str, Any]:
    """A hit with the words that were found, as offsets into `quote`; the statement's are into its article's text."""
    return {
        "article": hit.article_id,
        "url": hit.url,
        "headline": hit.headline,
        "outlet": hit.outlet,
        "published": hit.published.value if hit.published else None,
        "quote": hit.quote,
        "highlights": [asdict(span) | {"text": span.of(hit.quote)} for span in hit.highlights],
        "statement": statement_json(hit.statement, hit.text) if hit.statement else None,
    }


def with_format(value: Mapping[str, Any]) -> dict[str, Any]:
    """A whole answer, with the number of its format at the top."""
    return {"format": FORMAT, **value}
