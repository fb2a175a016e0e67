"""How far coders agree on the positions that statements show.

A unit is a question, a statement and one holder; its values are the labels that coders gave, "unrelated" where one of
them rejected it or does not name the holder. The measures are those of `evaluation.agreement`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from onrecord.evaluation.agreement import Agreed, cohen_kappa, krippendorff_alpha
from onrecord.positions.values import Label
from onrecord.record.positions.values import Coded

Unit = Mapping[str, Label]
"""The label that each coder gave."""


@dataclass(frozen=True, slots=True)
class CodersAgreed:
    """Agreement of two coders."""

    first: str
    second: str
    agreed: Agreed


@dataclass(frozen=True, slots=True)
class CodingAgreement:
    """Agreement of all who coded the same statements, and of every two of them. `disputed` counts the statements on
    which coders differ, `adjudicated` those about which it was decided who is right."""

    coders: tuple[str, ...]
    statements: int
    disputed: int
    adjudicated: int
    agreed: Agreed
    pairs: tuple[CodersAgreed, ...]


def coding_agreement(codings: Iterable[Coded]) -> CodingAgreement:
    """The agreement over codings as `Record.codings` gives them."""
    found = [one for one in codings if len(one.by) > 1]
    by_statement = [units(one) for one in found]
    known = [unit for some in by_statement for unit in some]
    coders = tuple(sorted({who for one in found for who in one.by}))
    alike = [unit[one] == unit[other] for unit in known for one, other in combinations(unit, 2)]
    agreed = Agreed(len(known), _share(alike), alpha=krippendorff_alpha([list(unit.values()) for unit in known]))
    pairs = (_pair(known, first, second) for first, second in combinations(coders, 2))
    return CodingAgreement(
        coders,
        len(found),
        sum(any(len(set(unit.values())) > 1 for unit in some) for some in by_statement),
        sum(one.adjudicated is not None for one in found),
        agreed,
        tuple(one for one in pairs if one.agreed.statements),
    )


def units(one: Coded) -> list[Unit]:
    """The units of a statement: one for each whom a coder names as holder, or one without a holder."""
    holders = list(dict.fromkeys(actor for coding in one.by.values() for actor in coding.labels)) or [""]
    return [{who: coding.labels.get(actor, "unrelated") for who, coding in one.by.items()} for actor in holders]


def _pair(known: Iterable[Unit], first: str, second: str) -> CodersAgreed:
    both = [(unit[first], unit[second]) for unit in known if first in unit and second in unit]
    alike = _share([one == other for one, other in both])
    return CodersAgreed(first, second, Agreed(len(both), alike, cohen_kappa(both), krippendorff_alpha(both)))


def _share(alike: list[bool]) -> float | None:
    return sum(alike) / len(alike) if alike else None
