"""The rules: attributions that a convention of writing or of layout decides, and so surer than the reader.

The reader is trained on running text. What a headline states, an embedded post, a quotation with its speaker's line in
a block of its own, or a turn of a transcript it rarely finds; their forms are conventions that all outlets share."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Attribution, Block, Version
from onrecord.reading.attributed_blocks import attributed_blocks
from onrecord.reading.conventions import conventional
from onrecord.reading.places import Places
from onrecord.reading.primary import with_primary
from onrecord.reading.signed import posts
from onrecord.reading.unclaimed import with_unclaimed


def attributions(
    version: Version, found: Sequence[Attribution], *, headline: Attribution | None = None
) -> list[Attribution]:
    """The attributions that the reader found, as the rules have them, in this order:

    1. `headline`, what the headline states, replaces what the reader took from it; first, so that it is trimmed as all
       others are. Who a headline names is known from the whole article, so that it is made elsewhere and given.
    2. The conventions of statements trim each one, and leave out what nobody said. Before the layout, so that words
       that lose their attribution are free to be somebody else's.
    3. Posts and blocks with the speaker's line replace the contents that overlap theirs.
    4. What is in quotation marks and still nobody's goes to whom the typography gives it; so it needs all of the above.
    5. The turns of a transcript replace what overlaps them, and paragraphs of an official statement that are nobody's
       are its issuer's; last, as a turn's words are its own whatever else they look like."""
    text = version.text
    kept = conventional(text, with_headline(version, found, headline))
    kept = with_unclaimed(text, with_layout(text, kept, blocks=version.blocks))
    return with_primary(version, kept)


def with_headline(version: Version, found: Sequence[Attribution], headline: Attribution | None) -> list[Attribution]:
    """The attributions with the headline's own put in front of them; it replaces what overlaps it."""
    if headline is None:
        return list(found)
    spans = [block.span for block in version.blocks if block.kind == "headline"]
    return [headline, *(one for one in found if not any(part.overlaps(spans[0]) for part in one.content))]


def with_layout(text: str, found: Sequence[Attribution], *, blocks: Sequence[Block] = ()) -> list[Attribution]:
    """The attributions with those of posts and attributed blocks, which replace the contents that overlap theirs."""
    laid_out = list(posts(text))
    known = Places(laid_out)
    of_blocks = attributed_blocks(text, blocks)
    laid_out += [one for one in of_blocks if not any(known.at(part, "content") for part in one.content)]
    known = Places(laid_out)
    kept = []
    for one in found:
        others = tuple(part for part in one.content if not known.at(part, "content"))
        kept += [replace(one, content=others)] if others else []
    return [*kept, *laid_out]
