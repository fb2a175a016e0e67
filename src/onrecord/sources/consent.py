"""Consent texts that no name of an element gives away."""

import re
from collections.abc import Iterable
from dataclasses import replace

from onrecord.sources.prose import has_quotation, is_prose
from onrecord.sources.visible import Visible

_FEWEST_OF_CONSENT = 4
"""Different words of consent in a text that asks for it."""
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|partners|vendors?|legitimate interest|personal data|your data|your device|your choices"
    r"|privacy|preferences|purposes|retention|opt[- ]out|advertising|measured?|tracking|store (?:and|or|small))\b",
    re.IGNORECASE,
)
_TO_READERS = re.compile(r"\b(?:we|our|you|your)\b", re.IGNORECASE)


def asks_consent(paragraphs: Iterable[str]) -> bool:
    """Whether paragraphs ask readers for their consent to cookies and the like: each speaks of that, most speak to
    the reader, and nobody is quoted."""
    texts = list(paragraphs)
    words = [{found.casefold() for found in _CONSENT.findall(text)} for text in texts]
    spoken = sum(_TO_READERS.search(text) is not None for text in texts)
    return (
        len(set().union(*words)) >= _FEWEST_OF_CONSENT
        and all(words)
        and 2 * spoken >= len(texts)
        and not any(has_quotation(text) for text in texts)
    )


def with_consent_marked(seen: Visible) -> Visible:
    """The page with the segments of each element whose prose asks for consent as the site's."""
    holders: dict[int, list[str]] = {}
    for segment in seen.segments:
        if not segment.site and is_prose(text := seen.text[segment.start : segment.end]):
            holders.setdefault(seen.places[segment.place].parent, []).append(text)
    asking = {holder for holder, texts in holders.items() if asks_consent(texts)}
    if not asking:
        return seen
    segments = tuple(
        replace(segment, box=True, site=True) if seen.places[segment.place].parent in asking else segment
        for segment in seen.segments
    )
    return replace(seen, segments=segments)
