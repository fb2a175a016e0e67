"""The day of a transcript, by the line at its head that gives it: "Tuesday 18 March 2025", "Aired May 7, 2031"."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Attribution, Span, Version, When
from onrecord.occasions.resolution import resolve
from onrecord.occasions.times import find_times

RULE = "date at the head of the transcript"
_LONGEST_HEAD = 2000
_MOST_LINES = 12
_MOST_WORDS = 9
"""Words beside the date in a line that gives it; with more it is a sentence about some other day."""


def dated(version: Version, attributions: Sequence[Attribution], whens: Sequence[When | None]) -> list[When | None]:
    """When each was said: what `whens` tells, and for the turns of a transcript that it does not tell of, the day at
    the head of the transcript."""
    turns = [one for one in attributions if one.source and not one.cue] if version.kind == "transcript" else []
    if not turns:
        return list(whens)
    day = _head_day(version.text[: min(turns[0].source[0].start, _LONGEST_HEAD)])
    return [
        day if when is None and day and not one.cue else when for one, when in zip(attributions, whens, strict=True)
    ]


def _head_day(head: str) -> When | None:
    """The first day with its year that stands in a line of little else."""
    at = 0
    for line in head.split("\n")[: 2 * _MOST_LINES]:
        # In capitals "MAY" is a month; anywhere else it may be a verb.
        written = line.title() if line.isupper() and len(line.title()) == len(line) else line
        for expression in find_times(written):
            span = expression.span
            around = f"{written[: span.start]} {written[span.end :]}".split()
            if expression.kind in ("date", "iso", "numeric") and len(around) <= _MOST_WORDS:
                found = resolve(expression, None, text=written)
                if found.start is not None:
                    place = Span(at + span.start, at + span.end)
                    return replace(found, text=place.of(head), span=place, rule=RULE)
        at += len(line) + 1
    return None
