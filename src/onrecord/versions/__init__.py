"""Two versions of an article compared: its headline, its statements, its notices, and its paragraphs, aligned by the
words that stand in both.

What changes by itself is told apart. How it decides, and how often it is right: docs/how-it-decides/versions.md.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.english.calendar import CALENDAR_WORDS, SHORT_MONTHS, SHORT_WEEKDAYS
from onrecord.model import Block, Reading, Version
from onrecord.sources.furniture import is_furniture
from onrecord.versions.differences import Side, difference, plain, sides
from onrecord.versions.statements import AlignedBlock, Changes, align_statements, view

STANDING = 0.5
"""Share of a paragraph's words that the other version must have for it not to be new or gone."""
SHORT = 15
"""Words up to which a line without a full stop may be a time stamp or a counter with some words of its own."""

_TICKING = frozenset(
    """last first updated published posted modified edited on at by as of am pm a p m et est edt pt gmt utc bst cet ist
    today yesterday now just ago second seconds sec min mins minute minutes hour hours hr hrs day days week weeks read
    comment comments share shares view views like likes reply replies listen watch save""".split()
) | {*CALENDAR_WORDS, *SHORT_MONTHS, "sept", *SHORT_WEEKDAYS}
"""The words of lines that change by themselves: "Updated 5:45 p.m.", "3 min read", "12 comments"."""
_SENTENCE = re.compile(r"(?<!\bm)[.?!]\W*$")


@dataclass(frozen=True, slots=True)
class _Laid:
    """A block with the indices of its words and the share of them that the other version has."""

    block: Block
    words: tuple[int, ...]
    share: float


def changed_blocks(before: Version, after: Version, side: Side, other: Side) -> tuple[AlignedBlock, ...]:
    """The blocks that changed in the order of the later version; removed ones follow what they stood behind.

    Headlines and notices are not among them, nor what only moved, was split or joined."""
    first, second = _laid(before, side), _laid(after, other)
    forth, back = _partners(first, second, side), _partners(second, first, other)
    shortened = {place: index for index, place in forth.items() if first[index].share < 1}
    ordered: list[tuple[int, int, AlignedBlock]] = []
    for place, laid in enumerate(second):
        partner = shortened.get(place, back.get(place))
        if laid.share < STANDING or partner is None:
            ordered.append((place, 0, AlignedBlock("added", None, laid.block)))
        elif laid.share < 1 or place in shortened:
            ordered.append((place, 0, AlignedBlock("reworded", first[partner].block, laid.block)))
    ordered += _removed(first, forth)
    changed = (one for _, _, one in sorted(ordered, key=lambda entry: entry[:2]))
    return tuple(one for one in changed if not _ticked(one, before.text, after.text))


def _removed(first: Sequence[_Laid], forth: dict[int, int]) -> Iterator[tuple[int, int, AlignedBlock]]:
    reached = -1
    for index, laid in enumerate(first):
        if laid.share < STANDING:
            yield reached, index + 1, AlignedBlock("removed", laid.block, None)
        reached = forth.get(index, reached)


def _laid(version: Version, side: Side) -> list[_Laid]:
    found = []
    for block in version.blocks:
        words = tuple(side.inside([block.span]))
        if block.kind not in ("headline", "note") and words and not changes_by_itself(block.span.of(version.text)):
            found.append(_Laid(block, words, side.standing(words)))
    return found


def _partners(blocks: Sequence[_Laid], others: Sequence[_Laid], side: Side) -> dict[int, int]:
    """The block of the other version that has most words of each; none where it has fewer than half."""
    holder = {word: place for place, laid in enumerate(others) for word in laid.words}
    found = {}
    for index, laid in enumerate(blocks):
        places = [holder[at] for word in laid.words if (at := side.places[word]) is not None and at in holder]
        if places and laid.share >= STANDING:
            found[index] = max(sorted(set(places)), key=places.count)
    return found


def changes_by_itself(text: str) -> bool:
    """Whether a line is the site's, or holds nothing but times and numbers: \"Updated 5 minutes ago\"."""
    return is_furniture(text) or _ticks(plain(text))


def _ticks(words: Sequence[str]) -> bool:
    return all(word in _TICKING or word[0].isdigit() for word in words)


def _ticked(one: AlignedBlock, before: str, after: str) -> bool:
    """Whether nothing but a time or a number changed in a line that is no sentence."""
    if one.before is None or one.after is None:
        return False
    earlier, later = one.before.span.of(before), one.after.span.of(after)
    if _SENTENCE.search(later) or len(plain(later)) > SHORT:
        return False
    return all(piece.part == "same" or _ticks(plain(piece.text)) for piece in difference(earlier, later))


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
