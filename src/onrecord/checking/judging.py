"""From what the record holds beside a quotation to the verdict on it.

The order is that of the doubt: words that stand in quotation marks under the same name settle a quotation; then words
of somebody else or another day; then words that were only reported; then changed words. What an article says in its
own words is the last resort, so that "not on record" is never said of words that a stored article holds.

Amounts that are the same and written in other ways: "21.5 percent" for "twenty-one and a half percent", "$4 billion"
for "four billion dollars". Writers follow their house's style in this; it is no change of what was said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.checking.values import PRIMARY, Evidence, QuotationVerdict
from onrecord.families.reports import Change, Wording, WordingRelation
from onrecord.families.tokens import NUMBERS
from onrecord.model import Span

LEAST_COVERED = 0.6
"""Share of a quotation's words that a passage must have in order to be that quotation with changed words."""
NEAR = 0.4
"""The same for a candidate that is shown under "not on record"."""
WHOLE = 0.9
"""Likeness from which all of a passage is in a quotation that adds to it."""
FEWEST_WORDS_OF_ANOTHER = 6
"""A shorter part of what somebody else said ("we have to do this") is anybody's phrase."""
_OF_THE_SPEAKER = ("verbatim", "shortened", "altered", "found as indirect only")
SHOWN = 3
"""Pieces of evidence of a quotation: more are not read."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, what it rests on, and what else a reader should know."""

    verdict: QuotationVerdict
    evidence: tuple[Evidence, ...]
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def judge(found: Sequence[Evidence], *, length: int, denied: bool = False) -> Judgement:
    """The verdict on a quotation of `length` words, which the draft itself has as `denied` or not."""
    judged = _judge(found, length=length)
    if judged.verdict not in _OF_THE_SPEAKER or not judged.evidence[0].opposed:
        return judged
    return opposed(judged.evidence, denied=denied)


def opposed(evidence: tuple[Evidence, ...], *, denied: bool) -> Judgement:
    """The verdict where one side denies the words, and the other has them as said."""
    if denied:
        return Judgement("said on record", evidence, notes=("On record these words are not denied.",))
    return Judgement(
        "denied on record", evidence, notes=("The record has the opposite; see the cue before the words.",)
    )


def _judge(found: Sequence[Evidence], *, length: int) -> Judgement:
    exact = [one for one in found if _is_exact(one) and not _is_phrase(one, length)]
    if quoted := [one for one in exact if one.passage.kind == "quoted"]:
        return _quoted(quoted)
    if reported := [one for one in exact if one.passage.kind == "reported"]:
        return _reported(reported)
    altered = [one for one in found if one.wording.relation == "altered" and _is_changed(one)]
    changed = [one for one in altered if one.passage.kind == "quoted"]
    own = [one for one in exact if one.passage.kind == "text"]
    if own and not any(one.speaker_fits for one in changed):
        return Judgement("found as indirect only", closest(own), notes=_OWN_WORDS)
    if changed := _preferred(changed):
        return _altered(changed)
    if reported := [one for one in _preferred(altered) if one.passage.kind == "reported" and one.speaker_fits]:
        return Judgement("found as indirect only", closest(reported), notes=("The words differ as well.",))
    return Judgement("not on record", _nearest(found))


_OWN_WORDS = ("The words are in the article's own text; the record does not say whose they are.",)


def _quoted(found: Sequence[Evidence]) -> Judgement:
    if _contradicts([one.speaker_fits for one in found]):
        return Judgement("other speaker", closest([one for one in found if one.speaker_fits is False]))
    fitting = [one for one in found if one.speaker_fits] or [one for one in found if one.speaker_fits is None]
    if _contradicts([one.occasion_fits for one in fitting]):
        return Judgement("other date or occasion", closest([one for one in fitting if one.occasion_fits is False]))
    fitting = [one for one in fitting if one.occasion_fits is not False]
    best = closest(fitting)
    verdict: QuotationVerdict = "verbatim" if best[0].wording.relation == "verbatim" else "shortened"
    return Judgement(verdict, best, _cut(best[0]), _notes(best[0]))


def _reported(found: Sequence[Evidence]) -> Judgement:
    if _contradicts([one.speaker_fits for one in found]):
        others = [one for one in found if one.speaker_fits is False]
        return Judgement("other speaker", closest(others), notes=("The record has the words as indirect speech only.",))
    return Judgement("found as indirect only", closest([one for one in found if one.speaker_fits is not False]))


def _altered(found: Sequence[Evidence]) -> Judgement:
    best = closest(found)
    notes = []
    if best[0].speaker_fits is False:
        notes.append("The record also names another speaker.")
    if best[0].occasion_fits is False:
        notes.append("The record also gives another date or occasion.")
    return Judgement("altered", best, _cut(best[0]), (*notes, *_notes(best[0])))


def _cut(best: Evidence) -> tuple[str, ...]:
    return tuple(f"The cut {warning}." for warning in best.wording.warnings)


def _contradicts(answers: Sequence[bool | None]) -> bool:
    """Whether some evidence speaks against the draft and none for it."""
    return False in answers and True not in answers


def _preferred(found: Sequence[Evidence]) -> list[Evidence]:
    fitting = [one for one in found if one.speaker_fits is not False]
    return fitting or [one for one in found if one.covered >= 0.8]


def _is_exact(one: Evidence) -> bool:
    return one.wording.relation in ("verbatim", "shortened") and one.covered >= LEAST_COVERED


def _is_changed(one: Evidence) -> bool:
    """Whether the passage is the quotation with changed words: most of it, or, under the same name, all of the passage
    with as many words added."""
    whole = one.wording.likeness >= WHOLE and one.passage.kind == "quoted" and one.speaker_fits is True
    return one.covered >= (NEAR if whole else LEAST_COVERED)


def _is_phrase(one: Evidence, length: int) -> bool:
    return one.speaker_fits is False and one.wording.relation == "shortened" and length < FEWEST_WORDS_OF_ANOTHER


def _notes(best: Evidence) -> tuple[str, ...]:
    if best.passage.statement is None:
        return ("The article does not say, or the record does not know, whose words these are.",)
    return ()


def closest(found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """One piece an article, the closest first."""
    by_article: dict[str, Evidence] = {}
    for one in sorted(found, key=_doubt):
        by_article.setdefault(one.reading.article.id, one)
    return tuple(by_article.values())[:SHOWN]


def _doubt(one: Evidence) -> tuple[object, ...]:
    relations = ("verbatim", "shortened", "altered", "different")
    published = one.reading.article.latest.published
    return (
        one.speaker_fits is not True,
        one.speaker_fits is False,
        one.opposed,
        one.occasion_fits is False,
        relations.index(one.wording.relation),
        len(one.wording.warnings),
        one.reading.article.latest.kind not in PRIMARY,
        -one.covered,
        len(one.wording.changes),
        published.value if published else "9",
        len(one.passage.words),
    )


def _nearest(found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    near = [one for one in found if one.covered >= NEAR]
    by_article: dict[str, Evidence] = {}
    for one in sorted(near, key=lambda one: (-one.covered, len(one.passage.words))):
        by_article.setdefault(one.reading.article.id, one)
    return tuple(by_article.values())[:SHOWN]


_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
_SYMBOLS = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen"}
_PARTS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "k": 1e3, "m": 1e6, "mn": 1e6,
    "bn": 1e9, "tn": 1e12,
}  # fmt: skip
_AMOUNT = re.compile(
    rf"(?P<symbol>[$£€¥])?\s?(?:(?P<figure>\d{{1,15}}(?:,\d{{3}}){{0,5}}(?:\.\d{{1,9}})?)|\b(?P<word>(?:{_WORDS})(?:[-‐‑\s](?:{_WORDS}))?)\b)"
    rf"(?P<part>\s+and\s+a\s+(?:{'|'.join(_PARTS)})\b)?"
    rf"(?P<scales>(?:k|mn?|bn|tn)\b|(?:[\s-]?(?:hundred|thousand|million|billion|trillion)\b){{0,3}})"
    rf"(?P<late>\s+and\s+a\s+(?:{'|'.join(_PARTS)})\b)?"
    r"(?:[\s-](?P<unit>dollar|pound|euro|yen)s?\b)?",
    re.IGNORECASE,
)
_Value = tuple[float, str | None]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit of money, if it has one, and where it stands."""

    value: float
    unit: str | None
    span: Span


def amounts(text: str) -> Iterator[Amount]:
    """The amounts of a text, in order."""
    for found in _AMOUNT.finditer(text):
        value = _value(found)
        if value is not None:
            unit = _SYMBOLS.get(found["symbol"] or "") or (found["unit"] or "").lower() or None
            start = found.start() + len(found.group()) - len(found.group().lstrip())
            yield Amount(round(value, 6), unit, Span(start, found.end()))


def with_equal_amounts(wording: Wording, original: str, other: str) -> Wording:
    """The wording without changes that only write an amount in another way."""
    if not wording.changes:
        return wording
    before, after = list(amounts(original)), list(amounts(other))
    kept = tuple(one for one in wording.changes if not _is_equal(one, before, after))
    if len(kept) == len(wording.changes):
        return wording
    relation: WordingRelation = "altered" if kept else "shortened" if wording.left_out else "verbatim"
    return replace(wording, relation=relation, changes=kept)


def _is_equal(change: Change, before: list[Amount], after: list[Amount]) -> bool:
    """Whether all that changed lies in an amount that the other text has too, written as another."""
    held = [_value_around(change.before_span, before), _value_around(change.after_span, after)]
    if change.before_span and change.after_span:
        return held[0] is not None and held[0] == held[1]
    # A word that stands on one side only, as "dollars" beside "$".
    inside, others = (held[0], after) if change.before_span else (held[1], before)
    return inside is not None and inside[1] is not None and inside in [(one.value, one.unit) for one in others]


def _value_around(span: Span | None, held: list[Amount]) -> _Value | None:
    if span is None:
        return None
    around = (one for one in held if one.span.start <= span.start and span.end <= one.span.end)
    return next(((one.value, one.unit) for one in around), None)


def _value(found: re.Match[str]) -> float | None:
    value = float(found["figure"].replace(",", "")) if found["figure"] else _spoken(found["word"])
    if value is None:
        return None
    value += _part(found["part"])
    for scale in re.findall(r"[a-z]+", (found["scales"] or "").lower()):
        value *= _SCALES[scale]
    return value + _part(found["late"]) * _last_scale(found["scales"])


def _last_scale(scales: str | None) -> float:
    # "two million and a half" is two and a half millions.
    words = re.findall(r"[a-z]+", (scales or "").lower())
    return _SCALES[words[-1]] if words else 1.0


def _part(words: str | None) -> float:
    return _PARTS[words.split()[-1].lower()] if words else 0.0


def _spoken(words: str) -> float | None:
    """Of "twenty-one" 21; None where two words are no number."""
    first, *more = (NUMBERS[word] for word in re.split(r"[-‐‑\s]", words.lower()))
    if not more:
        return float(first)
    return float(first + more[0]) if first % 10 == 0 and first >= 20 and 0 < more[0] < 10 else None
