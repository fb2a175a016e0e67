"""What two reports have in common, as whole numbers by name: what the learned comparison goes by.

Each number is the same whichever of the two reports comes first. Likenesses in meaning are kept in fiftieths, so that
the last bits of an embedding, which differ from processor to processor, seldom change one.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from math import log2
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.actors.same_speaker import is_description, one_speaker, voices
from onrecord.families.candidates import speaker_keys, stem, stems_of, weight
from onrecord.families.reports import Report
from onrecord.families.tokens import plain_words, quoted_words
from onrecord.families.wording import spelled_out
from onrecord.model import names_of

Meanings = Mapping[str, NDArray[np.float32]]
"""Embeddings by text."""
STEPS = 50
"""Steps of a likeness in meaning, from 0 to 1."""
ROW = 3
"""Equal words in a row that are no chance."""
MOST_CLAUSES = 8
"""Clauses of one statement that are compared each by itself; the last is all that is left."""
_CLAUSE = re.compile(
    r"(?<=[.!?][\"”’']) (?=[\"“‘A-Z\[])|(?<=[a-z][a-z][.!?]) (?=[\"“‘A-Z\[])|[;:] | [—–-]{1,2} |"
    r",?[\"”’]? (?=(?:and|but|while|although|though|because|which|so|or|adding|unless|after|before|if|who) )"
)
_LEAST_CLAUSE = 4
_NAME = re.compile(r"(?<![.!?“\"‘]\s)(?<!^)(?<![“\"‘])\b[A-Z][\w’'-]+")


_LIKENESSES = (
    "meaning",
    "meaning with speaker",
    "best clauses",
    "clauses of the shorter",
    "clauses of the longer",
)
# Numbers that do not count alike all along, from where on they count differently.
_OVER = [(name, border, f"{name} over {border}") for name in _LIKENESSES for border in (30, 40)]
_UP_TO = [
    (name, border, f"{name} up to {border}")
    for name, borders in {
        "weight of stems": (60, 150),
        "quoted in rows": (4, 12),
        "words in rows": (4, 12),
        "weight of paragraphs": (200,),
        "words of the shorter": (8,),
    }.items()
    for border in borders
]
_IS = [
    (name, value, f"{name} is {value}")
    for name, values in {"speakers": range(5), "types in order": range(-1, 9)}.items()
    for value in values
]
_MEANINGS_BY_KIND = ("meaning", "best clauses", "clauses of the shorter")


@dataclass(frozen=True, slots=True)
class Side:
    """What is looked at of one report, worked out once."""

    words: tuple[str, ...]
    quoted: tuple[str, ...]
    stems: frozenset[str]
    weight: int
    quoted_stems: frozenset[str]
    names: frozenset[str]
    figures: frozenset[str]
    denials: int
    around: frozenset[str]
    speaker_stems: frozenset[str]
    speakers: frozenset[str]
    is_described: bool
    clauses: tuple[str, ...]
    spoken: str


@lru_cache(maxsize=4096)
def side(report: Report) -> Side:
    """What is looked at of a report."""
    words, quoted = plain_words(report.quote), plain_words(quoted_words(report))
    who = names_of(voices(report.statement)) or ""
    stems = stems_of(words)
    return Side(
        words=words,
        quoted=quoted,
        stems=stems,
        weight=weight(stems),
        quoted_stems=stems_of(quoted),
        names=frozenset(stem(word) for word in plain_words(" ".join(_NAME.findall(report.quote)))),
        figures=frozenset(word for word in words if word[0].isdigit() and word != "1"),
        denials=sum(word in ("not", "never", "no", "nobody", "none", "nor") for word in spelled_out(words)),
        around=stems_of(plain_words(report.paragraph)),
        speaker_stems=stems_of(plain_words(who)),
        speakers=speaker_keys(report.statement),
        is_described=bool(who) and all(is_description(one.name) for one in voices(report.statement)),
        clauses=clauses(report.quote),
        spoken=f"{who}: {report.quote}" if who else report.quote,
    )


def clauses(text: str) -> tuple[str, ...]:
    """The sentences and clauses of a statement; itself where it has but one."""
    found: list[list[str]] = []
    for words in (part.split() for part in _CLAUSE.split(" ".join(text.split()))):
        if found and min(len(found[-1]), len(words)) < _LEAST_CLAUSE:
            found[-1] += words
        elif words:
            found.append(words)
    last = [word for words in found[MOST_CLAUSES - 1 :] for word in words]
    return tuple(" ".join(words) for words in (*found[: MOST_CLAUSES - 1], last) if words)


def texts(report: Report) -> tuple[str, ...]:
    """The texts whose meanings are compared."""
    told = side(report)
    return tuple(dict.fromkeys((report.quote, told.spoken, *told.clauses)))


def word_features(first: Report, second: Report) -> dict[str, int]:
    """The numbers of a pair, by name, that need no meaning."""
    return _by_words(*_in_order(first, second))


def _by_words(first: Report, second: Report, one: Side, other: Side) -> dict[str, int]:
    found = {
        **_words(one, other),
        **_speakers(first, second, one, other),
        **_place(first, second, one, other),
    }
    for name, border, named in _UP_TO:
        found[named] = min(border, found[name])
    for name, value, named in _IS:
        found[named] = int(found[name] == value)
    return found | _by_kind("share of weight of the shorter", found, found)


def pair_features(first: Report, second: Report, meanings: Meanings) -> dict[str, int]:
    """All numbers of a pair by name."""
    both = _in_order(first, second)
    words, found = _by_words(*both), _meaning(*both, meanings)
    for name, border, named in _OVER:
        found[named] = max(0, found[name] - border)
    for name in _MEANINGS_BY_KIND:
        found |= _by_kind(name, found, words)
    return words | found


def _in_order(first: Report, second: Report) -> tuple[Report, Report, Side, Side]:
    """A pair with what is looked at, the shorter one first."""
    one, other = side(first), side(second)
    lengths = len(one.words), len(other.words)
    if (lengths[0], first.quote, first.statement.id) > (lengths[1], second.quote, second.statement.id):
        return second, first, other, one
    return first, second, one, other


def _by_kind(name: str, found: Mapping[str, int], words: Mapping[str, int]) -> dict[str, int]:
    return {
        f"{name} of one speaker": found[name] if words["speakers"] == 0 else 0,
        f"{name} in one article": found[name] if words["one article"] else 0,
    }


def _words(one: Side, other: Side) -> dict[str, int]:
    """`one` is the shorter."""
    common = one.stems & other.stems
    all_words, all_run = in_rows(one.words, other.words)
    quoted, quoted_run = in_rows(one.quoted, other.quoted)
    least_quoted = min(len(one.quoted), len(other.quoted))
    fragment, fragment_run = max(in_rows(one.quoted, other.words), in_rows(other.quoted, one.words))
    weights = [weight((word,)) for word in common]
    told = sum(weights)
    quoted_common = one.quoted_stems & other.quoted_stems
    return {
        "words of the shorter": min(len(one.words), 60),
        "words of the longer": min(len(other.words), 100),
        "quoted words of one": min(least_quoted, 60),
        "quoted words of both": min(max(len(one.quoted), len(other.quoted)), 100),
        "words in rows": all_words,
        "longest row": all_run,
        "share in rows of the shorter": share(all_words, len(one.words)),
        "share in rows of the longer": share(all_words, len(other.words)),
        "quoted in rows": quoted,
        "longest quoted row": quoted_run,
        "share in rows of quoted": share(quoted, least_quoted),
        "quoted of one in the other": fragment,
        "longest quoted of one in the other": fragment_run,
        "quoted stems": len(quoted_common),
        "share of quoted stems": share(len(quoted_common), min(len(one.quoted_stems), len(other.quoted_stems))),
        "stems": len(common),
        "share of stems of the shorter": share(len(common), len(one.stems)),
        "share of stems of the longer": share(len(common), len(other.stems)),
        "weight of stems": told,
        "share of weight of the shorter": share(told, one.weight),
        "share of weight of the longer": share(told, other.weight),
        "rarest stem": max(weights, default=0),
        "names": len(one.names & other.names),
        "names of one only": len(one.names ^ other.names),
        "figures": len(one.figures & other.figures),
        "figures of one only": min(len(one.figures - other.figures), len(other.figures - one.figures)),
        "one denies": (one.denials + other.denials) % 2,
        "one is the other": int(one.words == other.words),
    }


def _speakers(first: Report, second: Report, one: Side, other: Side) -> dict[str, int]:
    answers = {one_speaker(mine, theirs) for mine in voices(first.statement) for theirs in voices(second.statement)}
    order = ("one", "unknown", "two names", "two persons")
    told = next((number for number, answer in enumerate(order) if answer in answers), 4)
    common = one.speaker_stems & other.speaker_stems
    return {
        "speakers": told,
        "one key of speakers": int(not one.speakers.isdisjoint(other.speakers)),
        "nobody named": (not one.speaker_stems) + (not other.speaker_stems),
        "described": one.is_described + other.is_described,
        "share of speakers": share(len(common), min(len(one.speaker_stems), len(other.speaker_stems))),
        "speaker in the other's words": min(2, _named_by(one, other) + _named_by(other, one)),
        "speaker around the other": _is_around(one, other) + _is_around(other, one),
    }


def _named_by(one: Side, other: Side) -> int:
    return len(one.speaker_stems & other.stems - other.speaker_stems)


def _is_around(one: Side, other: Side) -> int:
    return share(len(one.speaker_stems & other.around), len(one.speaker_stems)) // 2


_TYPES = ("indirect", "mixed", "direct")


def _place(first: Report, second: Report, one: Side, other: Side) -> dict[str, int]:
    types = sorted(_TYPES.index(found.statement.type) for found in (first, second))
    within = first.article_id == second.article_id
    told = (first.statement.venue, second.statement.venue)
    venues = [stems_of(plain_words(one.text)) if one else frozenset() for one in told]
    early, late = sorted((first, second), key=lambda report: report.statement.content[0].start)
    distance = late.statement.content[0].start - early.statement.content[-1].end
    return {
        "venues": sum(map(bool, venues)),
        "common venue": len(venues[0] & venues[1]),
        "types": 3 * types[0] + types[1],
        "type of the shorter": _TYPES.index(first.statement.type),
        "one article": int(within),
        "one paragraph": int(within and first.paragraph == second.paragraph),
        "distance": min(round(8 * log2(max(1, distance))), 120) if within else -1,
        "types in order": 3 * _TYPES.index(early.statement.type) + _TYPES.index(late.statement.type) if within else -1,
        "paragraphs": share(len(one.around & other.around), min(len(one.around), len(other.around))),
        "weight of paragraphs": weight(one.around & other.around),
    }


def _meaning(first: Report, second: Report, one: Side, other: Side, meanings: Meanings) -> dict[str, int]:
    ours = np.stack([meanings[text] for text in one.clauses or (first.quote,)])
    theirs = np.stack([meanings[text] for text in other.clauses or (second.quote,)])
    table = ours @ theirs.T
    row = ours @ meanings[second.quote]
    column = theirs @ meanings[first.quote]
    return {
        "meaning": _product(meanings, first.quote, second.quote),
        "meaning with speaker": _product(meanings, one.spoken, other.spoken),
        "best clauses": steps(table.max()),
        "worst clause of the shorter": steps(table.max(1).min()),
        "worst clause of the longer": steps(table.max(0).min()),
        "clauses of the shorter": steps(table.max(1).mean()),
        "clauses of the longer": steps(table.max(0).mean()),
        "best clause of the shorter for all": steps(row.max()),
        "best clause of the longer for all": steps(column.max()),
    }


def _product(meanings: Meanings, text: str, other: str) -> int:
    return steps(np.dot(meanings[text], meanings[other]))


def steps(likeness: np.floating[Any]) -> int:
    """A likeness as a whole number."""
    return round(STEPS * float(likeness))


def share(part: float, whole: float) -> int:
    """In per cent; of nothing -1."""
    return round(100 * part / whole) if whole else -1


@lru_cache(maxsize=16384)
def _rows(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    length = min(ROW, len(words))
    return tuple(zip(*(words[at:] for at in range(length)), strict=False))


@lru_cache(maxsize=16384)
def _row_set(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(_rows(words))


def in_rows(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[int, int]:
    """How many words of both stand in equal rows of `ROW`, or are all that one has, and the longest stretch of them."""
    if not one or not other:
        return 0, 0
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    if len(shorter) < ROW:
        found = any(longer[at : at + len(shorter)] == shorter for at in range(len(longer) - len(shorter) + 1))
        return (len(shorter), len(shorter)) if found else (0, 0)
    both = _row_set(one) & _row_set(other)
    if not both:
        return 0, 0
    return min(_covered(_rows(one), both), _covered(_rows(other), both))


def _covered(rows: Sequence[tuple[str, ...]], among: Set[tuple[str, ...]]) -> tuple[int, int]:
    covered = end = begun = longest = 0
    for start, row in enumerate(rows):
        if row in among:
            if start > end or not covered:
                begun = start
            covered += start + ROW - max(start, end)
            end = start + ROW
            longest = max(longest, end - begun)
    return covered, longest
