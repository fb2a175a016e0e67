"""How the words of two quotations relate: the same, cut, changed, or others.

A cut is no change of words where a reader sees it or expects it: at the beginning and the end, at an ellipsis, between
two quoted parts, and whole sentences anywhere. Words that are left out silently within a sentence are a change. A cut
in which a sentence loses its "not" or its "if" is warned of. Words in brackets stand for at most `BRACKETED` words,
unless these hold a negation."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from onrecord.families.values import Change, Wording, WordingRelation
from onrecord.families.wording_alignment import Region, align, common_words
from onrecord.families.wording_changes import CONDITIONS, DOUBTS, NEGATIONS, kind_of_change, spelled_out
from onrecord.families.wording_tokens import Word, plain_words, words_of
from onrecord.model import Span

BRACKETED = 4
"""Words of the original that an insertion in brackets may stand for, as "[the company]" for "they and their board"."""
LEAST_LIKENESS = 0.6
"""Share of common words from which two texts are one sentence with changes."""
LEAST_LIKENESS_OF_RUN = 0.45
"""The same where `RUN` of them stand in a row."""
RUN = 4

_Words = Sequence[Word]


def compare_wording(original: str, other: str) -> Wording:
    """How the words of `other` relate to those of `original`, of which it may be a part.

    `verbatim` and `different` hold in both directions; `shortened` means that `other` leaves words out. Words that
    `other` adds, even whole sentences at its ends, are changes with nothing before them. A text without words is
    `different` from any other."""
    texts, others = plain_words(original), plain_words(other)
    if not texts or not others:
        return Wording("different", 0.0)
    if texts == others:
        warnings = tuple(_bracketed_negations(words_of(original), words_of(other))) if "[" in other else ()
        return Wording("verbatim", 1.0, warnings=warnings)
    shorter = min(len(texts), len(others))
    if (common := common_words(texts, others)) / shorter < LEAST_LIKENESS_OF_RUN:
        return Wording("different", common / shorter)
    return _aligned(original, other, align(texts, others))


def may_be_verbatim(original: str, other: str) -> bool:
    """Whether `compare_wording` can find them so: no words but those in brackets may stand for others."""
    return "[" in original or "[" in other or plain_words(original) == plain_words(other)


def _aligned(original: str, other: str, regions: Sequence[Region]) -> Wording:
    first, second = words_of(original), words_of(other)
    same = [region.first_end - region.first_start for region in regions if region.same]
    likeness = sum(same) / min(len(first), len(second))
    if likeness < (LEAST_LIKENESS_OF_RUN if max(same, default=0) >= RUN else LEAST_LIKENESS):
        return Wording("different", likeness)
    changes: list[Change] = []
    cuts: list[tuple[int, int]] = []
    for region in regions:
        if not region.same:
            _judge(region, original, other, changes=changes, cuts=cuts)
    warnings = (*_lost(original, first, cuts), *_bracketed_negations(first, second))
    left_out = tuple(Span(first[start].span.start, first[end - 1].span.end) for start, end in cuts)
    relation: WordingRelation = "altered" if changes else "shortened" if cuts else "verbatim"
    return Wording(relation, likeness, tuple(changes), left_out, tuple(dict.fromkeys(warnings)))


def _judge(region: Region, original: str, other: str, *, changes: list[Change], cuts: list[tuple[int, int]]) -> None:
    first, second = words_of(original), words_of(other)
    if _is_bracketed(region, first, second):
        return
    if region.second_start == region.second_end and _is_cut(region, first, second):
        cuts.append((region.first_start, region.first_end))
        return
    start, end = _changed_part(region, first, second)
    if region.first_start < start:
        cuts.append((region.first_start, start))
    changes.append(_change(original, other, first[start:end], second[region.second_start : region.second_end]))
    if end < region.first_end:
        cuts.append((end, region.first_end))


def _is_cut(region: Region, first: _Words, second: _Words) -> bool:
    at = region.second_start
    if at in (0, len(second)) or second[at].gap in ("ellipsis", "part"):
        return True
    begins = region.first_start == 0 or first[region.first_start].sentence > first[region.first_start - 1].sentence
    ends = region.first_end == len(first) or first[region.first_end].sentence > first[region.first_end - 1].sentence
    return begins and ends and second[at].gap == "sentence"


def _is_bracketed(region: Region, first: _Words, second: _Words) -> bool:
    """Whether one text has words in brackets for the few words of the other, none of them a negation."""
    before, after = first[region.first_start : region.first_end], second[region.second_start : region.second_end]
    if before and after:
        return False
    words = before or after
    at, others = (region.second_start, second) if before else (region.first_start, first)
    gap = others[at].gap if at < len(others) else "none"
    return gap == "bracket" and len(words) <= BRACKETED and not NEGATIONS & {*spelled_out([w.text for w in words])}


def _changed_part(region: Region, first: _Words, second: _Words) -> tuple[int, int]:
    """The words of the original that changed, without those that are only left out beside them."""
    start, end = region.first_start, region.first_end
    count = max(1, region.second_end - region.second_start)
    if end - start <= count or region.second_start == region.second_end:
        return start, end
    at_start = region.second_start == 0 or second[region.second_start].gap in ("ellipsis", "part")
    at_end = region.second_end == len(second) or second[region.second_end].gap in ("ellipsis", "part")
    if at_end:
        return start, start + count
    return (end - count, end) if at_start else (start, end)


def _change(original: str, other: str, before: _Words, after: _Words) -> Change:
    before_span, after_span = _span(before), _span(after)
    return Change(
        kind_of_change([word.text for word in before], [word.text for word in after]),
        before_span.of(original) if before_span else "",
        after_span.of(other) if after_span else "",
        before_span,
        after_span,
    )


def _span(words: _Words) -> Span | None:
    return Span(words[0].span.start, words[-1].span.end) if words else None


def _lost(text: str, words: _Words, cuts: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Warnings for words left out of a sentence of which the rest was kept. Where a quotation goes on behind its cue
    with a capital, nothing that was kept before it is about what it says."""
    cut = {number for start, end in cuts for number in range(start, end)}
    kept: dict[int, tuple[int, int]] = {}  # of each sentence the first and the last word that was kept
    for number, word in enumerate(words):
        if number not in cut:
            kept[word.sentence] = (kept.get(word.sentence, (number, number))[0], number)
    begun = [
        number if word.gap == "part" and text[word.span.start].isupper() else 0 for number, word in enumerate(words)
    ]
    goes_on = list(accumulate(begun, max))
    for number in sorted(cut):
        rest = kept.get(words[number].sentence)
        if (
            rest
            and rest[1] >= goes_on[number]
            and (lost := _meaning(words, number, before=rest[1] > number, after=rest[0] < number))
        ):
            yield f"leaves out “{lost}”"


def _meaning(words: _Words, number: int, *, before: bool, after: bool) -> str | None:
    """The word at `number` if its sentence says something else without it; whether it stands before, and after, words
    of the sentence that were kept."""
    word = words[number]
    grave = NEGATIONS | CONDITIONS if after else NEGATIONS | DOUBTS | {"if", "unless", "until", "only"}
    opens = number == 0 or words[number - 1].sentence != word.sentence
    if opens and word.text == "no":
        return None
    return next((part for part in spelled_out([word.text]) if part in grave), None)


def _bracketed_negations(first: _Words, second: _Words) -> Iterator[str]:
    known = {part for word in first for part in (word.text, *word.bracketed)}
    for word in second:
        for added in word.bracketed:
            if added in NEGATIONS and added not in known:
                yield f"adds “{added}” in brackets"
