"""The headline against the statements under it.

A headline that attributes or quotes is held against what the article reports; one that does neither is the author's
own, and only checked where a statement under it says nearly the same. What is near is told by sentence embeddings and
by the words in common, whichever is more."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.checking.headline_claims import Claim, body_start, headline_claims
from onrecord.checking.headline_strength import stronger_words
from onrecord.english.acts import cue_of
from onrecord.families.same_speaker import one_of_them, voices
from onrecord.families.similarity import Sentences
from onrecord.families.values import Change
from onrecord.families.wording import compare_wording
from onrecord.families.wording_tokens import words_of
from onrecord.model import Reading, Statement, names_of
from onrecord.problems import WeightsMissing

HeadlineVerdict = Literal["supported", "stronger", "attributed to someone else", "not in the text"]
"""What the text says of a headline's claim. `stronger`: the headline says more than the statement under it;
`attributed to someone else`: the text has it from another speaker."""

NEAR = 0.5
"""Nearness from which a statement can be the one that a headline with a source reports."""
NEAR_OWN = 0.72
"""The same for a headline without one, which usually tells what happened and not what was said."""
SURE = 0.65
"""Nearness from which the statement of another speaker is what the headline reports, if the named one's are `APART`."""
APART = 0.15
FEWEST_QUOTED = 4
"""Words in quotation marks from which a headline quotes, and does not only name."""
FEWEST_STEMS = 4
"""Words of a claim from which those in common say something: of three, two are soon found in another statement."""
_LITTLE = frozenset(
    "a an the and or but of in on at to for from by with as is are was were be been has have had do does did it its "
    "he she they we you i his her their our my this that these those not no will would can could may might must "
    "should if so than then there who what when how why".split()
)
BESIDE = 0.12
"""Statements that are less near by so much stand beside the nearest: what they say was said as well."""


@dataclass(frozen=True, slots=True)
class Support:
    """Words of the text beside a headline: a statement, or, with None, a paragraph of the article's own."""

    statement: Statement | None
    words: str
    nearness: float


@dataclass(frozen=True, slots=True)
class HeadlineFinding:
    """What the text says of one claim of a headline.

    `changes` are the words that say more, the statement's first; `evidence` has the nearest first. `source` is whom
    the headline names."""

    verdict: HeadlineVerdict
    claim: str
    source: str | None
    evidence: tuple[Support, ...] = ()
    changes: tuple[Change, ...] = ()


def check_headline(reading: Reading, *, sentences: Sentences | None = None) -> tuple[HeadlineFinding, ...]:
    """What the text says of each claim of its headline; empty where there is no headline, or where it claims nothing
    that a statement under it says.

    `sentences` are those that come along, unless given; where their weights are missing, words in common decide
    alone."""
    claims = headline_claims(reading)
    found = (_checked(claim, reading, sentences or _shipped()) for claim in claims)
    return tuple(finding for finding in found if finding is not None)


def _checked(claim: Claim, reading: Reading, sentences: Sentences | None) -> HeadlineFinding | None:
    text, start = reading.article.latest.text, body_start(reading)
    under = [one for one in reading.statements if one.content[0].start >= start]
    told = [Support(one, one.quote(text), near) for one, near in zip(
        under, nearness(claim.words, [one.quote(text) for one in under], sentences), strict=True)]  # fmt: skip
    told.sort(key=lambda one: -one.nearness)
    if not claim.attributed:
        return _quoted(claim, told, text[start:]) if claim.quoted else _own(claim, told, text)
    return _attributed(claim, told, text, start, sentences)


def _attributed(
    claim: Claim, told: Sequence[Support], text: str, start: int, sentences: Sentences | None
) -> HeadlineFinding:
    paragraphs = _paragraphs(text[start:])
    fits = [(one, one_of_them(claim.speakers, voices(one.statement))) for one in told]
    own = [one for one, fit in fits if fit]
    own += [one for one, fit in fits if fit is None and one.nearness >= SURE]
    own.sort(key=lambda one: -one.nearness)
    others = [one for one, fit in fits if fit is False]
    best, other = _nearest(own), _nearest(others)
    if _is_named(claim) and other >= SURE and other - best >= APART:
        return HeadlineFinding("attributed to someone else", claim.words, _source(claim), tuple(others[:1] + own[:1]))
    if best >= NEAR:
        return _compared(claim, own, text)
    near = zip(paragraphs, nearness(claim.words, paragraphs, sentences), strict=True)
    around = sorted((Support(None, words, one) for words, one in near), key=lambda one: -one.nearness)
    verdict: HeadlineVerdict = "supported" if _nearest(around) >= NEAR else "not in the text"
    return HeadlineFinding(verdict, claim.words, _source(claim), (*around[:1], *own[:1]))


def _is_named(claim: Claim) -> bool:
    return any(one.kind in ("person", "organization") for one in claim.speakers)


def _own(claim: Claim, told: Sequence[Support], text: str) -> HeadlineFinding | None:
    return _compared(claim, told, text) if _nearest(told) >= NEAR_OWN else None


def _quoted(claim: Claim, told: Sequence[Support], body: str) -> HeadlineFinding | None:
    """Words in quotation marks without a source: they must stand in the text, in this order.

    A few words that no statement quotes are a title or a name, and no finding."""
    if exact := [
        one for one in told if one.statement and one.statement.type != "indirect" and _holds(one.words, claim)
    ]:
        return HeadlineFinding("supported", claim.words, None, tuple(exact[:1]))
    if len(words_of(claim.words)) < FEWEST_QUOTED:
        return None
    if around := [one for one in _paragraphs(body) if _holds(one, claim)]:
        return HeadlineFinding("supported", claim.words, None, (Support(None, around[0], 1.0),))
    return HeadlineFinding("not in the text", claim.words, None, tuple(told[:1]))


def _holds(words: str, claim: Claim) -> bool:
    return compare_wording(words, claim.words).relation in ("verbatim", "shortened")


def _compared(claim: Claim, told: Sequence[Support], text: str) -> HeadlineFinding:
    best = told[0]
    beside = [one for one in told[1:] if one.nearness >= best.nearness - BESIDE]
    changes = stronger_words(claim.words, best.words, beside=[one.words for one in beside], attributed=claim.attributed)
    if not claim.turned:
        changes = (*_turned([best, *beside], text), *changes)
    verdict: HeadlineVerdict = "stronger" if changes else "supported"
    return HeadlineFinding(verdict, claim.words, _source(claim), (best, *beside[:2]), changes)


def _turned(told: Sequence[Support], text: str) -> Iterator[Change]:
    """The cue that a headline leaves out which has as said what was denied or refused, unless it was said as well."""
    cues = [cue_of(one.statement, text) if one.statement else None for one in told]
    if cues[0] is not None and all(cue is not None and cue.withheld for cue in cues):
        yield Change("negation", cues[0].words, "", None, None)


def nearness(claim: str, texts: Sequence[str], sentences: Sentences | None) -> list[float]:
    """How near each text is to a claim, from 0 to 1: by meaning, or by the share of the claim's words in it."""
    if not texts:
        return []
    shared = [_shared(claim, text) for text in texts]
    if sentences is None:
        return shared
    embedded = sentences.embed([claim, *texts])
    return [max(float(meaning), words) for meaning, words in zip(embedded[1:] @ embedded[0], shared, strict=True)]


def _shared(claim: str, text: str) -> float:
    wanted, held = _stems(claim), _stems(text)
    return len(wanted & held) / len(wanted) if len(wanted) >= FEWEST_STEMS else 0.0


def _stems(text: str) -> set[str]:
    # The first letters stand for the word: "considers" and "considering" are one.
    return {word.text[:5] for word in words_of(text) if word.text not in _LITTLE}


def _source(claim: Claim) -> str | None:
    return names_of(claim.speakers)


def _nearest(found: Iterable[Support]) -> float:
    return max((one.nearness for one in found), default=0.0)


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


@cache
def _shipped() -> Sentences | None:
    try:
        return Sentences()
    except WeightsMissing:
        return None
