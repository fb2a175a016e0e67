"""Statements that the layout of a page attributes, without a cue: embedded posts, and quotations that are signed or
stand with their speaker's line in a block of their own.

The reader is trained on running text and rarely finds these; their form is a convention that all outlets
share, so a rule is surer."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Attribution, Block
from onrecord.reading.attributed_blocks import attributed_blocks
from onrecord.reading.places import Places
from onrecord.reading.signed import posts
from onrecord.reading.unclaimed import with_unclaimed


def with_layout(text: str, attributions: Sequence[Attribution], *, blocks: Sequence[Block] = ()) -> list[Attribution]:
    """The attributions with those of the layout, which replace the contents that overlap theirs, and with the
    quotations that the typography alone gives to a speaker."""
    found = list(posts(text))
    known = Places(found)
    of_blocks = attributed_blocks(text, blocks)
    found += [one for one in of_blocks if not any(known.at(part, "content") for part in one.content)]
    laid_out = Places(found)
    kept = []
    for one in attributions:
        others = tuple(part for part in one.content if not laid_out.at(part, "content"))
        kept += [replace(one, content=others)] if others else []
    return with_unclaimed(text, [*kept, *found])
