"""Amounts that are the same and written in other ways: "21.5 percent" for "twenty-one and a half percent", "$4 billion"
for "four billion dollars". Writers follow their house's style in this; it is no change of what was said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.families.values import Change, Wording, WordingRelation
from onrecord.families.wording_tokens import NUMBERS
from onrecord.model import Span

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
