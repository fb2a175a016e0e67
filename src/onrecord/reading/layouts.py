"""Statements that the layout of a page attributes, without a cue: embedded posts and signed quotations.

The reader is trained on running text and rarely finds these; their form is a convention that all outlets
share, so a rule is surer."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Attribution
from onrecord.reading.places import Places
from onrecord.reading.signed import posts
from onrecord.reading.unclaimed import with_unclaimed


def with_layout(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with those of the layout, which replace the contents that overlap theirs, and with the
    quotations that the typography alone gives to a speaker."""
    found = list(posts(text))
    laid_out = Places(found)
    kept = []
    for one in attributions:
        others = tuple(part for part in one.content if not laid_out.at(part, "content"))
        kept += [replace(one, content=others)] if others else []
    return with_unclaimed(text, [*kept, *found])
