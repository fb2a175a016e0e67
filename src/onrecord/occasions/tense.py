"""Whether the words around a time expression speak of what was, or of what is to come."""

import re

from onrecord.occasions.resolution import Direction
from onrecord.occasions.times import TimeExpression

_SENTENCE_REACH = 160
"""Characters before an expression that can hold the verb of its clause."""
_BREAK = re.compile(r"[.!?;:]['\"”’)]* |\n")
_FUTURE = re.compile(
    r"\b(?:will|won['’]t|shall|going to|(?:is|are|was|were|be|been) (?:due|set|expected|scheduled|slated"
    r"|planned|likely|to)"
    r"|plans?(?: \w+)? to|planned for|scheduled|upcoming|expires?|begins?|starts?|meets?|deadline|until"
    r"|till|next|by|expects?"
    r"|intends?|hopes?|coming|would)\b|['’](?:ll)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:said|told|was|were|had|has been|have been|did|since|\w{3,}ed|came|went|took|made|began|fell"
    r"|rose|met|sent|held"
    r"|won|lost|gave|got|left|saw|wrote|spoke|put|ended|ago)\b",
    re.IGNORECASE,
)
_EVENT_AFTER = re.compile(
    r"\w* ?(?:['’]s )?(?:\w+ )?(?:will|is (?:set|due|expected|scheduled)|are (?:set|due|expected|scheduled))\b"
)


def direction_of(text: str, expression: TimeExpression) -> Direction:
    """The side of the anchor on which the day lies, as far as the words tell.

    `future` where the nearest verb before the expression in its sentence, or right after it, looks ahead; else `past`.
    A day of a month is the nearest such day: deadlines and record dates stand with verbs of the past."""
    if expression.kind == "date":
        return "nearest"
    span = expression.span
    before = text[max(0, span.start - _SENTENCE_REACH) : span.start]
    before = before[max((boundary.end() for boundary in _BREAK.finditer(before)), default=0) :]
    if _EVENT_AFTER.match(text, span.end, span.end + 40):
        return "future"
    ahead = _last(_FUTURE, before)
    return "future" if ahead and ahead >= _last(_PAST, before) else "past"


def _last(pattern: re.Pattern[str], words: str) -> int:
    return max((match.end() for match in pattern.finditer(words)), default=0)
