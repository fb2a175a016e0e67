"""Statements that the layout of a page attributes, without a cue: embedded posts and signed quotations.

The reader is trained on running text and rarely finds these; their form is a convention that all outlets
share, so a rule is surer."""

import re
from collections.abc import Iterator, Sequence

from onrecord.model import Attribution, Span
from onrecord.reading.quotation import quotations
from onrecord.reading.unclaimed import with_unclaimed

CONFIDENCE = 0.9

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
"""A pattern of a month's name in full or short."""
_SIGNED = re.compile(
    r"^[—–-]{1,2} ?(?P<source>\w[^\n@]{1,60}?)(?P<handle> ?\(@\w+\))?"
    rf"(?:,? {MONTH} \d{{1,2}}, \d{{4}})?$",
    re.MULTILINE,
)
_SIGNED_BEHIND = re.compile(
    r"(?<=[”\"»’']) ?[—–-]{1,2} ?(?P<source>(?=[A-Z])(?:[A-Z]\.|[^\n@.!?:;]){2,60})$", re.MULTILINE
)
_TAIL = re.compile(r"(?:\s+(?:pic\.twitter\.com|https?:|t\.co)\S*)+$")


def with_layout(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with those of the layout, which replace what overlaps them, and with the quotations that the
    typography alone gives to a speaker."""
    found = list(posts(text))
    spans = [span for one in found for span in one.content]
    kept = [one for one in attributions if not any(part.overlaps(span) for part in one.content for span in spans)]
    return with_unclaimed(text, [*kept, *found])


def posts(text: str) -> Iterator[Attribution]:
    """Embedded posts and signed quotations: a paragraph, and behind it "— Name (@name) May 6, 2023".

    Without the handle only a paragraph in quotation marks is taken for what the name signs, in the next line or
    its own."""
    for signed in (*_SIGNED.finditer(text), *_SIGNED_BEHIND.finditer(text)):
        before = text[: signed.start()].rstrip()
        start = before.rfind("\n\n") + 2 if "\n\n" in before else 0
        end = start + len(_TAIL.sub("", before[start:]))
        handle = signed.groupdict().get("handle")
        quoted = any(q.start == start and q.end == end for q in quotations(before))
        if end > start and (handle or quoted):
            source = Span(signed.start("source"), signed.end("handle" if handle else "source"))
            yield Attribution((Span(start, end),), (source,), (), "said", "direct", CONFIDENCE)
