"""The quoted words that two statements have in common, and how those of the one became those of the other.

The words of a statement that stand in quotation marks, at their places in it.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from onrecord.english.quotation_marks import quotations
from onrecord.families.tokens import Word, plain_words, words_of
from onrecord.families.values import Change, Report, WordingRelation
from onrecord.families.wording import LITTLE, Region, align, compare_wording
from onrecord.model import Span

_LEFT_OPEN = re.compile(r"[\"“„«](?=[^\s\"”“„«»])[^\"”“„«»]*$")
_LEFT_CLOSED = re.compile(r"^[^\"”“„«»]*[^\s\"”“„«»][\"”»]")


_DOUBLED_OPEN = re.compile(r"(?<![^\s(\[—–-])(?:''|``)(?=\S)")
_DOUBLED_CLOSE = re.compile(r"(?<=\S)''")


def quoted_words(report: Report) -> str:
    """The quote with all that is not in quotation marks made blank, so that offsets stay; "" where nothing is.

    All of a direct statement counts as quoted, also a post or a line that stands without marks."""
    return report.quote if report.statement.type == "direct" else _quoted(report.quote)


def nested(text: str) -> tuple[Span, ...]:
    """Where a quotation quotes somebody else: marks within its marks."""
    return _nested(text)


@lru_cache(maxsize=32768)
def _quoted(text: str) -> str:
    text = _with_single_marks(text)
    spans = [Span(one.start, one.end) for one in quotations(text)]
    # A part of a quotation may have lost one of its marks where the reader cut the content.
    rest = _blank(text, spans, keep=False)
    spans += [Span(*match.span()) for match in (_LEFT_OPEN.search(rest), _LEFT_CLOSED.search(rest)) if match]
    return _blank(text, spans, keep=True) if spans else ""


@lru_cache(maxsize=8192)
def _nested(text: str) -> tuple[Span, ...]:
    text = _with_single_marks(text)
    found: list[Span] = []
    for outer in quotations(text):
        start = outer.start + 1
        inside = quotations(text[start : max(start, outer.end - 1)])
        found += [Span(start + one.start, start + one.end) for one in inside]
    return tuple(found)


def _with_single_marks(text: str) -> str:
    """Two apostrophes for a quotation mark as one mark, at the same offsets."""
    return _DOUBLED_CLOSE.sub('" ', _DOUBLED_OPEN.sub(' "', text)) if "''" in text else text


def _blank(text: str, spans: list[Span], *, keep: bool) -> str:
    inside = bytearray(len(text))
    for span in spans:
        inside[span.start : span.end] = b"\x01" * (span.end - span.start)
    return "".join(letter if bool(held) is keep else " " for letter, held in zip(text, inside, strict=True))


LEAST_RUN = 3
"""Equal words in a row that count. Fewer count where they are all that is quoted."""

STEM = 5
"""Letters by which two forms of a word are known."""


@dataclass(frozen=True, slots=True)
class Common:
    """`words` in common in runs, the longest `run`, how many `content` words are among them, their share of the
    shorter text, how the texts relate, and whether the words are somebody else's whom both or one only quote."""

    words: int
    run: int
    content: int
    share: float
    relation: WordingRelation
    is_nested: bool


NOTHING = Common(0, 0, 0, 0.0, "different", is_nested=False)


def common_quoted(first: str, second: str) -> Common:
    """What two texts of quoted words have in common."""
    texts, others = plain_words(first), plain_words(second)
    if not texts or not others:
        return NOTHING
    shorter = min(len(texts), len(others))
    regions = align(texts, others)
    runs = [one for one in regions if one.same and one.first_end - one.first_start >= min(LEAST_RUN, shorter)]
    if not runs:
        return NOTHING
    ours, theirs = words_of(first), words_of(second)
    kept = [word for one in runs for word in ours[one.first_start : one.first_end]]
    return Common(
        words=len(kept),
        run=max(one.first_end - one.first_start for one in runs),
        content=sum(word.text not in LITTLE for word in kept),
        share=len(kept) / shorter,
        relation=_relation(first, second, regions, runs),
        is_nested=_is_nested(first, kept) or _is_nested(second, [w for one in runs for w in _theirs(theirs, one)]),
    )


def may_share(first: str, second: str, *, share: float, run: int) -> bool:
    """Whether what two texts have in common can be such a share of the shorter one, or a run of so many words: told
    from equal rows of `LEAST_RUN` words wherever they stand, which takes much less than an alignment."""
    texts, others = plain_words(first), plain_words(second)
    shorter = min(len(texts), len(others))
    if shorter < LEAST_RUN:
        return True
    rows, other_rows = _rows(texts, LEAST_RUN), _rows(others, LEAST_RUN)
    both = set(rows).intersection(other_rows)
    most = min(_covered(rows, both), _covered(other_rows, both))
    return most >= max(1, share * shorter) or (most >= run and share_run(first, second, run))


def share_run(first: str, second: str, length: int) -> bool:
    """Whether so many words stand in a row in both."""
    return not set(_rows(plain_words(first), length)).isdisjoint(_rows(plain_words(second), length))


def _rows(words: Sequence[str], length: int) -> list[tuple[str, ...]]:
    return list(zip(*(words[at:] for at in range(length)), strict=False))


def _covered(rows: Sequence[tuple[str, ...]], among: Set[tuple[str, ...]]) -> int:
    """How many words stand in one of these rows."""
    covered = end = 0
    for start, row in enumerate(rows):
        if row in among:
            covered += start + LEAST_RUN - max(start, end)
            end = start + LEAST_RUN
    return covered


def common_stems(first: str, second: str) -> int:
    """How many words of content both have in some form: "believing" for "believe"."""
    return len(_stems(first) & _stems(second))


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in plain_words(text) if word not in LITTLE}


def _theirs(words: Sequence[Word], region: Region) -> Sequence[Word]:
    return words[region.second_start : region.second_end]


def _relation(first: str, second: str, regions: Sequence[Region], runs: Sequence[Region]) -> WordingRelation:
    """`shortened` also where both leave out something, each at its own place."""
    if len(regions) == 1:
        return "verbatim"
    ours, theirs = words_of(first), words_of(second)
    begin, end = runs[0], runs[-1]
    if _is_cut_short(ours, theirs, begin.first_start, begin.second_start) or _is_cut_short(
        ours, theirs, end.first_end, end.second_end
    ):
        return "altered"
    one = _between(first, ours[begin.first_start : end.first_end])
    other = _between(second, theirs[begin.second_start : end.second_end])
    forth, back = compare_wording(one, other), compare_wording(other, one)
    if "different" in (forth.relation, back.relation) or any(
        _is_change(change, back.left_out) for change in forth.changes
    ):
        return "altered"
    return "shortened"


def _is_change(change: Change, left_out: Sequence[Span]) -> bool:
    return bool(change.before) or change.after_span not in left_out


def _is_cut_short(ours: Sequence[Word], theirs: Sequence[Word], at: int, other: int) -> bool:
    """Whether both go on beyond the common words in the same sentence, each with other words."""
    return 0 < at < len(ours) and 0 < other < len(theirs) and "none" == ours[at].gap == theirs[other].gap


def _between(text: str, words: Sequence[Word]) -> str:
    return text[words[0].span.start : words[-1].span.end]


def _is_nested(text: str, words: Sequence[Word]) -> bool:
    spans = nested(text)
    return bool(spans) and all(any(word.span.overlaps(span) for span in spans) for word in words)
