"""Two versions of an article compared: its headline, its statements, its paragraphs and its notices.

How it decides, and how often it is right: docs/how-it-decides/versions.md.
"""

from collections.abc import Iterator

from onrecord.model import Block, Reading, Version
from onrecord.versions.blocks import changed_blocks, changes_by_itself
from onrecord.versions.differences import plain, sides
from onrecord.versions.statements import align_statements, view
from onrecord.versions.values import Changes


def compare_versions(before: Reading, after: Reading) -> Changes:
    """What changed from the version that `before` read to the one that `after` read."""
    first, second = before.article.latest, after.article.latest
    side, other = sides(first.text, second.text)
    return Changes(
        before,
        after,
        headline=plain(first.headline or "") != plain(second.headline or ""),
        statements=align_statements(view(before, side), view(after, other)),
        blocks=changed_blocks(first, second, side, other),
        notices=tuple(_new_notices(first, second)),
        notices_removed=tuple(_new_notices(second, first)),
    )


def _new_notices(before: Version, after: Version) -> Iterator[Block]:
    """The notices that only the later version has; a time of its last update alone is none."""
    known = {plain(block.span.of(before.text)) for block in before.blocks if block.kind == "note"}
    for block in after.blocks:
        words = block.span.of(after.text)
        if block.kind == "note" and plain(words) not in known and not changes_by_itself(words):
            yield block
