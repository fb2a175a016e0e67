"""Which words of two quotations are the same ones: runs of equal words, in order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.distance import LCSseq

LITTLE = frozenset(
    "a an the of to in on at for and or but is are was were be been it its this that these those he she they we i you "
    "his her their our my your him them us me with as by from so if do did has have had will would there".split()
)
"""Words that two sentences share by chance; a lone one between changed words is no sign of a common origin."""


MOST_EQUAL = 20_000
"""Pairs of equal words of two texts up to which runs are sought one by one. Two texts of 1,000 words of news have some
ten thousand."""


@dataclass(frozen=True, slots=True)
class Region:
    """Words `first_start` to `first_end` of the first text in place of those of the second; equal ones if `same`."""

    same: bool
    first_start: int
    first_end: int
    second_start: int
    second_end: int


def common_words(first: Sequence[str], second: Sequence[str]) -> int:
    """The most words that stand in both in the same order."""
    return int(LCSseq.similarity(first, second))


def align(first: Sequence[str], second: Sequence[str]) -> list[Region]:
    """Both texts as equal and unequal regions in turn, the longest equal runs chosen first; in texts that repeat
    themselves very much, the runs of the longest common order."""
    kept = _without_chance(_equal_runs(first, second), first, len(second))
    regions: list[Region] = []
    at = (0, 0)
    for start, other, size in [*kept, (len(first), len(second), 0)]:
        if (start, other) != at:
            regions.append(Region(False, at[0], start, at[1], other))
        if size:
            regions.append(Region(True, start, start + size, other, other + size))
        at = (start + size, other + size)
    return regions


def _equal_runs(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int, int]]:
    counts = Counter(second)
    # What the matcher tries for every run it finds: with one word said a thousand times, a million.
    if sum(counts[word] for word in first) <= MOST_EQUAL:
        matcher = SequenceMatcher(None, first, second, autojunk=False)
        return [(block.a, block.b, block.size) for block in matcher.get_matching_blocks()][:-1]
    runs = (one for one in LCSseq.opcodes(first, second) if one.tag == "equal")
    return [(one.src_start, one.dest_start, one.src_end - one.src_start) for one in runs]


def _without_chance(
    blocks: list[tuple[int, int, int]], first: Sequence[str], length: int
) -> list[tuple[int, int, int]]:
    kept: list[tuple[int, int, int]] = []
    for number, (start, other, size) in enumerate(blocks):
        if size <= 2 and all(word in LITTLE for word in first[start : start + size]):
            before = kept[-1] if kept else (0, 0, 0)
            after = blocks[number + 1] if number + 1 < len(blocks) else (len(first), length, 0)
            before_gap = (start - before[0] - before[2], other - before[1] - before[2])
            after_gap = (after[0] - start - size, after[1] - other - size)
            if _is_chance(before_gap, after_gap, size):
                continue
        kept.append((start, other, size))
    return kept


def _is_chance(before: tuple[int, int], after: tuple[int, int], size: int) -> bool:
    replaced = all(before) or all(after)
    return replaced and max(*before, *after) > size and any(before) and any(after)
