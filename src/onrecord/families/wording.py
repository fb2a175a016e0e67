"""How the words of two quotations relate: the same, cut, changed, or others.

A cut is no change of words where a reader sees it or expects it: at the beginning and the end, at an ellipsis, between
two quoted parts, and whole sentences anywhere. Words that are left out silently within a sentence are a change. A cut
in which a sentence loses its "not" or its "if" is warned of. Words in brackets stand for at most `BRACKETED` words,
unless these hold a negation.

Which words of two quotations are the same ones: runs of equal words, in order.

What a change of words touches: a negation, a number, an obligation, a certainty, a quantity, or none of these.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final

from rapidfuzz.distance import LCSseq

from onrecord.families.reports import Change, ChangeKind, Wording, WordingRelation
from onrecord.families.tokens import Word, plain_words, words_of
from onrecord.model import Span

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


NEGATIONS: Final = frozenset(
    "not never no none nobody nothing neither nor nowhere without cannot hardly scarcely barely".split()
)
"""Words that turn a sentence into its opposite; "n't" counts as "not"."""
CONDITIONS: Final = frozenset("if unless until only except but although though however provided".split())
"""Words that begin a clause without which a sentence says more than was said."""
DOUBTS: Final = frozenset("doubt deny denied denies false untrue wrong".split())
"""Words that turn the clause after them into its opposite."""

PASSAGE: Final = 8
"""More words than this are other text, not a changed word."""

_SHORT_FORMS: Final = {
    "won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not", "ain't": "is not",
    "let's": "let us", "gonna": "going to", "wanna": "want to", "gotta": "got to",
}  # fmt: skip
_ENDINGS: Final = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_NEGATIVE_PREFIXES: Final = ("un", "in", "im", "il", "ir", "dis", "non")
_OBLIGATION_VERBS: Final = frozenset("must should ought shall need needs required obliged supposed".split())
_CERTAINTIES: Final = frozenset(
    "may might could can will would perhaps maybe possibly probably likely unlikely certainly definitely surely "
    "clearly undoubtedly apparently allegedly reportedly potentially presumably seem seems seemed appear appears "
    "appeared suggest suggests suggested indicate indicates indicated show shows showed shown prove proves proved "
    "proven confirm confirms confirmed think thinks thought believe believes believed know knows knew claim "
    "claims claimed hope hopes hoped expect expects expected guess suspect suspects suspected possible impossible "
    "certain sure".split()
)
_QUANTITIES: Final = frozenset(
    "every everyone everybody everything all any anyone anybody anything some someone somebody something many "
    "much most more less least few fewer several each both either half majority minority always often sometimes "
    "usually rarely seldom frequently generally mostly mainly entirely completely totally wholly partly partially "
    "almost nearly about around approximately roughly over under exactly only just hundred hundreds thousand "
    "thousands dozens lots".split()
)
_RECIPROCAL: Final = frozenset({"each", "other", "1", "another"})
"""Of "each other" and "one another"."""
_FIGURES: Final = frozenset("hundred thousand million billion trillion dozen half third quarter double triple".split())


def kind_of_change(before: Sequence[str], after: Sequence[str]) -> ChangeKind:
    """What a change from some compared words to others touches, the gravest first; long passages only "word"."""
    if max(len(before), len(after)) > PASSAGE:
        return "word"
    old, new = spelled_out(before), spelled_out(after)
    gone, come = [word for word in old if word not in new], [word for word in new if word not in old]
    changed = {*gone, *come}
    if changed <= _RECIPROCAL:
        return "word"
    if changed & NEGATIONS or _opposites(gone, come):
        return "negation"
    if changed & _FIGURES or _is_number(gone, come):
        return "number"
    if changed & _OBLIGATION_VERBS or (changed & {"has", "have", "had"} and "to" in changed):
        return "modality"
    if changed & _CERTAINTIES:
        return "certainty"
    return "quantity" if changed & _QUANTITIES else "word"


def _is_number(gone: Sequence[str], come: Sequence[str]) -> bool:
    """Whether one figure stands for another, or comes or goes. "One" is mostly no figure ("to one another")."""
    figures = [[word for word in words if word[0].isdigit()] for words in (gone, come)]
    return all(figures) or any(word != "1" for words in figures for word in words)


def has_figure(words: Iterable[str]) -> bool:
    """Whether one of some compared words is a figure."""
    return any(word[0].isdigit() or word in _FIGURES for word in words)


def spelled_out(words: Sequence[str]) -> list[str]:
    """The words with contractions taken apart."""
    return [part for word in words for part in _parts(word)]


def _parts(word: str) -> list[str]:
    if "'" not in word and word not in _SHORT_FORMS:
        return [word]
    if word in _SHORT_FORMS:
        return _SHORT_FORMS[word].split()
    for ending, full in _ENDINGS.items():
        if word.endswith(ending):
            return [word.removesuffix(ending), full]
    return [word]


def _opposites(gone: Sequence[str], come: Sequence[str]) -> bool:
    return any(
        len(shorter) > 3 and longer == prefix + shorter
        for one, other in ((gone, come), (come, gone))
        for longer in one
        for shorter in other
        for prefix in _NEGATIVE_PREFIXES
    )


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
