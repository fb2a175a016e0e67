"""The statements of two versions, aligned.

Where a statement's words stand in the other version is known from the text alone, so that what a reader finds in one
version and misses in the other is not taken for a change: a statement is added or removed only where its words are.

What comparing two versions of an article answers with: frozen, no input or output.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from onrecord.actors.same_speaker import one_of_them
from onrecord.english.words import PRONOUNS
from onrecord.families.reports import Wording
from onrecord.families.wording import compare_wording
from onrecord.model import Block, Reading, Span, Speaker, Statement
from onrecord.versions.differences import Side, plain

StatementChange = Literal["kept", "reworded", "re-attributed", "added", "removed"]
"""What became of a statement. `re-attributed`: the same words, another source, or none any more."""
BlockChange = Literal["reworded", "added", "removed"]


@dataclass(frozen=True, slots=True)
class AlignedStatement:
    """A statement in two versions. One of `before` and `after` is None where it was added or removed, and also where
    its words stand in the other version but no statement was read there: `elsewhere` are then the spans of these
    words in that version's text. `wording` compares the words of a reworded statement that was read in both.
    `new_source` is whether the source changed, which a reworded statement's may do as well."""

    change: StatementChange
    before: Statement | None
    after: Statement | None
    elsewhere: tuple[Span, ...] = ()
    wording: Wording | None = None
    new_source: bool = False


@dataclass(frozen=True, slots=True)
class AlignedBlock:
    """A paragraph, caption, subhead or quotation that changed. `before` is None where it was added, `after` where it
    was removed."""

    change: BlockChange
    before: Block | None
    after: Block | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from one version of an article, `before`, to a later one.

    `statements` are all of them in the order of the later version, removed ones where they stood; `blocks` are those
    that changed. `notices` are the update and correction notices that only the later version has, `notices_removed`
    those that it no longer has. A change of typography, white space, counters or time stamps is none."""

    before: Reading
    after: Reading
    headline: bool
    statements: tuple[AlignedStatement, ...]
    blocks: tuple[AlignedBlock, ...]
    notices: tuple[Block, ...] = ()
    notices_removed: tuple[Block, ...] = ()

    def of(self, *changes: StatementChange) -> tuple[AlignedStatement, ...]:
        """The statements with one of these changes."""
        return tuple(one for one in self.statements if one.change in changes)

    @property
    def any(self) -> bool:
        """Whether a reader would notice a change."""
        statements = any(one.change != "kept" for one in self.statements)
        return self.headline or statements or bool(self.blocks or self.notices or self.notices_removed)


COMMON = 0.5
"""Share of the shorter statement's words that both must have to be one statement."""
STANDING = 0.5
"""Share of a statement's words that the other version must have for it not to be new or gone."""
NEAR = 40
"""Words around a content within which its source and cue are looked for: the longest sentences of news have so many."""
_LONG = 5
"""Letters of a word that two statements in one place have in common by more than chance."""
_FEWEST = 3
"""Words: fewer ("he would") are not compared with a statement elsewhere in the text."""
_ALL = 2_500
"""Pairs of statements whose words changed that are all compared: 50 in each version."""
_HOLDERS, _LIKEST = 20, 10
"""Of more, the statements with one word that are thought of, and those that each is compared with."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement of one version with its words."""

    statement: Statement
    quote: str
    content: tuple[int, ...]
    around: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One version: its text, the places of its words in the other version, and its statements."""

    text: str
    side: Side
    statements: tuple[Placed, ...]
    vocabulary: frozenset[str]


def view(reading: Reading, side: Side) -> View:
    """The statements of a reading with the indices of their words. What a notice says ("an earlier version said") is
    told as a notice, and is no statement of the article."""
    text = reading.article.latest.text
    notices = [block.span for block in reading.article.latest.blocks if block.kind == "note"]
    placed = (
        Placed(one, one.quote(text), tuple(side.inside(one.content)), tuple(side.inside((*one.source, *one.cue))))
        for one in reading.statements
        if not any(part.overlaps(notice) for part in one.content[:1] for notice in notices)
    )
    return View(text, side, tuple(placed), frozenset(word.text for word in side.words))


def align_statements(before: View, after: View) -> tuple[AlignedStatement, ...]:
    """All statements of both versions, in the order of the later one; removed ones where they stood."""
    pairs = _pairs(before, after)
    pairs |= _reworded_elsewhere(before, after, pairs)
    pairs |= _in_the_same_place(before, after, pairs)
    found = {place: _pair(before, after, index, place) for index, place in pairs.items()}
    alone = {
        place: _alone(one, view=after, other=before, earlier=False)
        for place, one in enumerate(after.statements)
        if place not in found
    }
    ordered = [(place, 0, one) for place, one in (found | alone).items()]
    reached = -1
    for index, one in enumerate(before.statements):
        if index in pairs:
            reached = pairs[index]
        else:
            ordered.append((reached, index + 1, _alone(one, view=before, other=after, earlier=True)))
    return tuple(one for _, _, one in sorted(ordered, key=lambda entry: entry[:2]))


def _pairs(before: View, after: View) -> dict[int, int]:
    """Which statement of the later version each of the earlier one is, by the words they share; best first, so that a
    statement within another finds its own like."""
    holders: dict[int, list[int]] = {}
    for place, one in enumerate(after.statements):
        for word in one.content:
            holders.setdefault(word, []).append(place)
    candidates = []
    for index, one in enumerate(before.statements):
        for place, common in _shared(one, before.side, holders).items():
            lengths = len(one.content), len(after.statements[place].content)
            if common / min(lengths) >= COMMON:
                candidates.append((2 * common / sum(lengths), index, place))
    return _best(candidates)


def _shared(one: Placed, side: Side, holders: dict[int, list[int]]) -> Counter[int]:
    places = (side.places[word] for word in one.content)
    return Counter(holder for place in places if place is not None for holder in holders.get(place, ()))


def _best(candidates: list[tuple[float, int, int]]) -> dict[int, int]:
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, index, place in sorted(candidates, key=lambda entry: (-entry[0], abs(entry[1] - entry[2]), entry)):
        if index not in chosen and place not in taken:
            chosen[index] = place
            taken.add(place)
    return chosen


def _reworded_elsewhere(before: View, after: View, pairs: dict[int, int]) -> dict[int, int]:
    """Statements whose words changed so much, or moved in so small pieces, that the texts do not show it."""
    taken = set(pairs.values())
    gone = [index for index in range(len(before.statements)) if index not in pairs]
    new = [place for place in range(len(after.statements)) if place not in taken]
    candidates = []
    for index, place in _likely(before, gone, after, new):
        one, other = before.statements[index], after.statements[place]
        if min(len(one.content), len(other.content)) >= _FEWEST and not _new_source(one, other, before, after):
            wording = compare_wording(one.quote, other.quote)
            if wording.relation != "different":
                candidates.append((wording.likeness, index, place))
    return _best(candidates)


def _likely(before: View, gone: Sequence[int], after: View, new: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs that are compared: all, or, of texts that were rewritten from end to end, each statement with those
    that have most words in common with it."""
    if len(gone) * len(new) <= _ALL:
        yield from product(gone, new)
        return
    holders: dict[str, list[int]] = defaultdict(list)
    for place in new:
        for word in _words(after.statements[place], after):
            if len(holders[word]) < _HOLDERS:
                holders[word].append(place)
    for index in gone:
        words = _words(before.statements[index], before)
        shared = Counter(place for word in words for place in holders.get(word, ()))
        likest = sorted(shared, key=lambda place: (-shared[place], place))
        yield from ((index, place) for place in likest[:_LIKEST])


def _in_the_same_place(before: View, after: View, pairs: dict[int, int]) -> dict[int, int]:
    """Statements of which the words around, source and cue, stayed, and those between them became others: "Nobody
    rebuilt it," she said; "It was not rebuilt," she said. One word of some length stayed too."""
    taken = set(pairs.values())
    new = {one.around: place for place, one in enumerate(after.statements) if place not in taken and one.around}
    found = {}
    for index, one in enumerate(before.statements):
        if index in pairs or not one.around:
            continue
        place = new.get(tuple(at for word in one.around if (at := before.side.places[word]) is not None))
        if place is not None and _long_words(one, before) & _long_words(after.statements[place], after):
            found[index] = place
            new.pop(after.statements[place].around)
    return found


def _long_words(one: Placed, view: View) -> set[str]:
    return {word for word in _words(one, view) if len(word) >= _LONG}


def _words(one: Placed, view: View) -> set[str]:
    return {view.side.words[word].text for word in one.content}


def _pair(before: View, after: View, index: int, place: int) -> AlignedStatement:
    one, other = before.statements[index], after.statements[place]
    new_source = _new_source(one, other, before, after)
    # Words that both texts have, but only one reading took into the statement, did not change.
    same = before.side.standing(one.content) == after.side.standing(other.content) == 1.0
    if same or plain(one.quote) == plain(other.quote):
        change: StatementChange = "re-attributed" if new_source else "kept"
        return AlignedStatement(change, one.statement, other.statement, new_source=new_source)
    wording: Wording = compare_wording(one.quote, other.quote)
    return AlignedStatement("reworded", one.statement, other.statement, wording=wording, new_source=new_source)


def _alone(one: Placed, *, view: View, other: View, earlier: bool) -> AlignedStatement:
    """A statement that was read in one version only."""
    before, after = (one.statement, None) if earlier else (None, one.statement)
    share = view.side.standing(one.content)
    if share < STANDING:
        return AlignedStatement("removed" if earlier else "added", before, after)
    elsewhere = tuple(_spans(one, view.side, other.side))
    if one.around and not any(_near(one, view.side)):
        return AlignedStatement("re-attributed", before, after, elsewhere=elsewhere, new_source=True)
    return AlignedStatement("kept" if share == 1.0 else "reworded", before, after, elsewhere=elsewhere)


def _near(one: Placed, side: Side) -> list[bool]:
    """Of each word of source and cue, whether it stands in the other version near the content."""
    contents = [place for index in one.content if (place := side.places[index]) is not None]
    near = range(min(contents) - NEAR, max(contents) + NEAR + 1) if contents else range(0)
    return [side.places[index] in near for index in one.around]


def _spans(one: Placed, side: Side, other: Side) -> Iterator[Span]:
    """The stretches of the other text that have the words."""
    places = [place for index in one.content if (place := side.places[index]) is not None]
    start = previous = places[0]
    for place in [*places[1:], None]:
        if place != previous + 1:
            yield Span(other.words[start].span.start, other.words[previous].span.end)
            start = place if place is not None else start
        previous = place if place is not None else previous


def _new_source(one: Placed, other: Placed, before: View, after: View) -> bool:
    """Whether the words come from somebody else. The same words for the source, unless a pronoun, are the same source
    however they were resolved; so are a name and a part of it. Where neither the words around the content nor the
    names in the text changed, the source did not, whichever of them a reading chose."""
    if _unchanged_around(one, other, before, after):
        return False
    first, second = one.statement.speakers, other.statement.speakers
    if not first or not second:
        return bool(first or second)
    mentions = _mentions(first), _mentions(second)
    if mentions[0] and mentions[0] == mentions[1] and not all(word in PRONOUNS for word in mentions[0]):
        return False
    return one_of_them(first, second) is not True


def _unchanged_around(one: Placed, other: Placed, before: View, after: View) -> bool:
    if not all(_near(one, before.side)) or not all(_near(other, after.side)):
        return False
    named = _named(one) <= after.vocabulary and _named(other) <= before.vocabulary
    return named and bool(one.around or other.around)


def _named(one: Placed) -> set[str]:
    return {word for speaker in one.statement.speakers for word in plain(speaker.name)}


def _mentions(speakers: Sequence[Speaker]) -> list[str]:
    return [word for one in speakers if one.mention for word in plain(one.mention.text)]
