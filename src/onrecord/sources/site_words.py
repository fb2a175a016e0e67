"""What a site says to its readers, and no name of an element gives away: that it asks for their consent, by which rules
they may comment, on which terms it may be used."""

import re
from dataclasses import replace

from onrecord.sources.prose import has_quotation, is_prose
from onrecord.sources.visible import Visible

_FEWEST = 4
"""Different words of one subject in a text that is about it."""
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|partners|vendors?|legitimate interest|personal data|your data|your device|your choices"
    r"|privacy|preferences|purposes|retention|opt[- ]out|advertising|measured?|tracking|store (?:and|or|small))\b",
    re.IGNORECASE,
)
_COMMENTING = re.compile(
    r"\b(?:comments?|commenting|commenters?|moderat\w+|rules|guidelines|forum|discussions?|conversation|respectful|polite"
    r"|civil|be kind|abus\w+|offensive|flag|report|readers|on[- ]topic|community|posts?|posting|registered|account)\b",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"\b(?:(?:this|other|our|external) (?:web)?sites?|reproduc\w+|permission|publishers?|copyright|rights|terms"
    r"|complaints?|press (?:board|council|standards|complaints)|code of (?:practice|conduct)"
    r"|registered (?:office|in|company)|trade ?marks?|liab\w+|responsib\w+|the editor|accuracy)\b",
    re.IGNORECASE,
)
_TO_READERS = re.compile(r"\b(?:we|our|you|your)\b", re.IGNORECASE)


def with_site_marked(seen: Visible) -> Visible:
    """The page with the segments of each element whose prose is what the site says to its readers as the site's."""
    holders: dict[int, list[str]] = {}
    for segment in seen.segments:
        if not segment.site and is_prose(text := seen.text[segment.start : segment.end]):
            holders.setdefault(seen.places[segment.place].parent, []).append(text)
    speaking = {
        holder
        for number, (holder, texts) in enumerate(holders.items())
        if _is_about(texts, _CONSENT) or (number and not _is_of_article(seen, holder) and _gives_rules(texts))
    }
    if not speaking:
        return seen
    segments = tuple(
        replace(segment, box=True, site=True) if seen.places[segment.place].parent in speaking else segment
        for segment in seen.segments
    )
    return replace(seen, segments=segments)


def _is_of_article(seen: Visible, holder: int) -> bool:
    """Whether an element lies in one that is said to be an article."""
    return any(seen.places[number].roles & {"article", "body"} for number in seen.around(holder))


def _gives_rules(texts: list[str]) -> bool:
    """Whether paragraphs give the rules for comments, or the terms of use."""
    return _is_about(texts, _COMMENTING) or (len(texts) > 1 and _is_about(texts, _TERMS, to_readers=False))


def _is_about(texts: list[str], subject: re.Pattern[str], *, to_readers: bool = True) -> bool:
    """Whether each text speaks of a subject, most of them to the reader, and none quotes anybody."""
    words = [{found.casefold() for found in subject.findall(text)} for text in texts]
    spoken = sum(_TO_READERS.search(text) is not None for text in texts)
    return (
        len(set().union(*words)) >= _FEWEST
        and all(words)
        and (2 * spoken >= len(texts) or not to_readers)
        and not any(has_quotation(text) for text in texts)
    )
