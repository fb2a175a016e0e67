"""How far reviewers agree who decided about the same statements.

Over their verdicts (accepted, rejected, edited) and what they leave: speakers, act and date as nominal values, and
content by its spans. A statement that one of them rejects has a verdict of theirs and nothing else.

`cohen_kappa` is for two reviewers (Jacob Cohen: A coefficient of agreement for nominal scales. Educational and
Psychological Measurement 20, 1960; the table of 200 cases there gives 0.492). `krippendorff_alpha` is for any number,
of whom each leaves out what they did not see (Klaus Krippendorff: Computing Krippendorff's Alpha-Reliability, 2011; the
nominal example there, with four observers and twelve units, gives 0.743). Both are 1 where all agree and 0 where they
agree as often as chance would have it, and unknown (None) where all values are the same, which chance explains as well.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from onrecord.english.quotation_marks import DOUBLE
from onrecord.model import Span, Statement
from onrecord.record.values import Review, Reviewed

_VERDICTS = {"accept": "accepted", "reject": "rejected", "edit": "edited"}
_AT_ENDS = frozenset(DOUBLE + "'‘’‚‛`")
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Agreed:
    """Agreement in one field: over how many statements, the share of pairs of reviewers who give the same value, and
    that beyond chance, `kappa` for two reviewers and `alpha` for all; None where it is not known."""

    statements: int
    alike: float | None
    kappa: float | None = None
    alpha: float | None = None


@dataclass(frozen=True, slots=True)
class ContentAgreed:
    """Agreement on what was said: the share of pairs with the same spans, but for white space and quotation marks at
    their ends, and the F1 of the characters that they share."""

    statements: int
    exact: float | None
    overlap: float | None


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Agreement of two reviewers, by field."""

    first: str
    second: str
    statements: int
    fields: Mapping[str, Agreed]
    content: ContentAgreed


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of all who decided about the same statements, by field, and of every two of them."""

    reviewers: tuple[str, ...]
    statements: int
    fields: Mapping[str, Agreed]
    content: ContentAgreed
    pairs: tuple[PairAgreement, ...]


Values = Mapping[str, Hashable]
"""Of a statement, by reviewer; who gave none is not there."""


def agreement(reviews: Iterable[Reviewed]) -> Agreement:
    """The agreement over statements as `Record.reviews` gives them."""
    found = [one for one in reviews if len(one.by) > 1]
    reviewers = tuple(sorted({who for one in found for who in one.by}))
    pairs = [_pair(found, first, second) for first, second in combinations(reviewers, 2)]
    fields = {name: _of_all([_values(one, told) for one in found]) for name, told in _FIELDS.items()}
    return Agreement(
        reviewers, len(found), fields, _content(found, reviewers), tuple(pair for pair in pairs if pair.statements)
    )


def agreement_json(found: Agreement) -> dict[str, Any]:
    """As an object of JSON, its shares rounded."""
    return rounded(found)


def rounded(found: Any) -> dict[str, Any]:
    """A value as an object of JSON, its shares rounded."""
    values: dict[str, Any] = _rounded(asdict(found))
    return values


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Agreement of two on nominal values beyond chance: the values of each case."""
    total = len(pairs)
    if not total:
        return None
    firsts, seconds = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(count * seconds[value] for value, count in firsts.items())
    if chance == total * total:
        return None
    alike = sum(one == other for one, other in pairs)
    return (alike * total - chance) / (total * total - chance)


def krippendorff_alpha(units: Iterable[Collection[Hashable]]) -> float | None:
    """Agreement of any number on nominal values beyond chance: of each unit the values that were given to it."""
    counts = [Counter(unit) for unit in units if len(unit) > 1]
    margins: Counter[Hashable] = Counter()
    observed = 0.0
    for counted in counts:
        margins.update(counted)
        observed += _unlike(counted) / (counted.total() - 1)
    expected = _unlike(margins)
    return None if not expected else 1 - observed * (margins.total() - 1) / expected


def bare_spans(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """The spans without white space and quotation marks at their ends."""
    found = (_bare(span, text) for span in spans)
    return tuple(span for span in found if span.start < span.end)


def _unlike(counted: Counter[Hashable]) -> int:
    """Ordered pairs of values that differ."""
    return counted.total() ** 2 - sum(count * count for count in counted.values())


def _verdict(review: Review) -> Hashable:
    return _VERDICTS[review.decision.verdict]


def _left(told: Callable[[Statement], Hashable]) -> Callable[[Review], Hashable]:
    return lambda review: None if review.statement is None else (told(review.statement),)


def _speakers(statement: Statement) -> Hashable:
    return frozenset(" ".join(one.name.casefold().split()) for one in statement.speakers)


_FIELDS: dict[str, Callable[[Review], Hashable]] = {
    "verdict": _verdict,
    "speaker": _left(_speakers),
    "act": _left(lambda one: (one.act, one.negated)),
    "date": _left(lambda one: one.when.date if one.when else None),
}
"""Each with its value, None where there is none."""


def _values(one: Reviewed, told: Callable[[Review], Hashable]) -> Values:
    return {who: value for who, review in one.by.items() if (value := told(review)) is not None}


def _of_all(units: Sequence[Values]) -> Agreed:
    known = [list(unit.values()) for unit in units if len(unit) > 1]
    pairs = [one == other for unit in known for one, other in combinations(unit, 2)]
    return Agreed(len(known), _share(sum(pairs), len(pairs)), alpha=krippendorff_alpha(known))


def _pair(found: Sequence[Reviewed], first: str, second: str) -> PairAgreement:
    both = [one for one in found if first in one.by and second in one.by]
    fields = {}
    for name, told in _FIELDS.items():
        values = [(told(one.by[first]), told(one.by[second])) for one in both]
        known = [(one, other) for one, other in values if one is not None and other is not None]
        alike = _share(sum(one == other for one, other in known), len(known))
        alpha = krippendorff_alpha(known)
        fields[name] = Agreed(len(known), alike, kappa=cohen_kappa(known), alpha=alpha)
    return PairAgreement(first, second, len(both), fields, _content(both, (first, second)))


def _content(found: Sequence[Reviewed], reviewers: Collection[str]) -> ContentAgreed:
    statements = exact = pairs = shared = total = 0
    for one in found:
        left = [review.statement for who, review in one.by.items() if who in reviewers and review.statement]
        contents = [bare_spans(statement.content, one.text) for statement in left]
        statements += len(contents) > 1
        for mine, theirs in combinations(contents, 2):
            own, other = _points(mine), _points(theirs)
            exact += mine == theirs
            pairs += 1
            shared += len(own & other)
            total += len(own) + len(other)
    return ContentAgreed(statements, _share(exact, pairs), _share(2 * shared, total))


def _bare(span: Span, text: str) -> Span:
    start, end = span.start, span.end
    while start < end and _is_bare(text[start]):
        start += 1
    while end > start and _is_bare(text[end - 1]):
        end -= 1
    return Span(start, end)


def _is_bare(character: str) -> bool:
    return character in _AT_ENDS or character.isspace()


def _points(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _rounded(value: Any) -> Any:
    match value:
        case float():
            return round(value, _DIGITS)
        case dict():
            return {key: _rounded(one) for key, one in value.items()}
        case list() | tuple():
            return [_rounded(one) for one in value]
    return value
