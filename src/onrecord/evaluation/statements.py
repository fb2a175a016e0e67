"""Statements against those that a person left: detection, content, speaker, type, when and venue.

Statements are paired one to one, the best first, by the F1 of their content's words, from one half up. Only what was
said is counted. The rest is compared over the pairs.

The reader on annotated articles: every figure, and what was missed or is too much.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.english.tokens import bare_words
from onrecord.evaluation.attributions import Score, score_attributions, unmatched
from onrecord.evaluation.gold import Gold
from onrecord.model import Attribution, Reading, Speaker, Statement, names_of
from onrecord.pipeline import statements
from onrecord.reading import Reader

LEAST_ALIKE = 0.5
"""F1 of the words of two statements that are paired, and of two venues that are the same."""
LEAST_ALIKE_NAMES = 0.6
"""F1 of the words of two names, other than persons', that are the same."""
_OWNER = re.compile(r"[’']s\b")


def score_statements(gold: Reading, found: Reading) -> dict[str, Score]:
    """The scores of one article, by name. Both readings are of the same text."""
    text = gold.article.latest.text
    wanted, got = _said(gold), _said(found)
    pairs = paired([one.quote(text) for one in wanted], [one.quote(text) for one in got])
    both = [(wanted[i], got[j]) for i, j in pairs]
    exact = sum(_words(one.quote(text)) == _words(other.quote(text)) for one, other in both)
    speakers = sum(same_speakers(one.speakers, other.speakers) for one, other in both)

    def over_pairs(right: int) -> Score:
        return Score(right, len(both), right, len(both))

    def over_all(right: int) -> Score:
        return Score(right, len(wanted), right, len(got))

    return {
        "statement found": over_all(len(both)),
        "statement found, content exact": over_all(exact),
        "statement found, speaker right": over_all(speakers),
        "speaker, of those found": over_pairs(speakers),
        "type, of those found": over_pairs(sum(one.type == other.type for one, other in both)),
        "when": _given([(_date(one), _date(other)) for one, other in both], alike=_same_date),
        "venue": _given([(_venue(one), _venue(other)) for one, other in both], alike=_alike),
    }


def paired(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int]]:
    """Texts one to one, the most alike first; of equals those at the like place."""
    mine, theirs = [_words(one) for one in first], [_words(one) for one in second]
    cells = sorted(
        (
            (alike, -abs(i / len(mine) - j / len(theirs)), i, j)
            for i, one in enumerate(mine)
            for j, other in enumerate(theirs)
            if (alike := words_f1(one, other)) >= LEAST_ALIKE
        ),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in cells:
        if all(i != one and j != other for one, other in pairs):
            pairs.append((i, j))
    return pairs


def words_f1(first: Sequence[str], second: Sequence[str]) -> float:
    """Shared words of two texts, as F1."""
    shared = sum((Counter(first) & Counter(second)).values())
    return 2 * shared / (len(first) + len(second)) if shared else 0.0


def same_speakers(gold: Sequence[Speaker], found: Sequence[Speaker]) -> bool:
    """Whether the speakers are the same. Persons agree in their last name, and one's names are all among the
    other's; of others most words of the names agree."""
    if not gold or not found:
        return not gold and not found
    if any(one.kind != "person" for one in gold):
        return words_f1(_words(names_of(gold) or ""), _words(names_of(found) or "")) >= LEAST_ALIKE_NAMES
    wanted, got = ([_words(one.name) for one in speakers] for speakers in (gold, found))
    return len(wanted) == len(got) and all(any(_same_person(one, other) for other in got) for one in wanted)


def _same_person(gold: Sequence[str], found: Sequence[str]) -> bool:
    shorter, longer = sorted((gold, found), key=len)
    return bool(shorter) and shorter[-1] == longer[-1] and set(shorter) <= set(longer)


def _said(reading: Reading) -> list[Statement]:
    return [statement for statement in reading.statements if statement.kind == "said"]


def _words(text: str) -> list[str]:
    return [word.lower() for word in bare_words(_OWNER.sub("", text))]


def _venue(statement: Statement) -> str | None:
    return statement.venue.text if statement.venue else None


def _date(statement: Statement) -> str | None:
    return statement.when.date if statement.when else None


def _same_date(first: str, second: str) -> bool:
    return first == second


def _alike(first: str, second: str) -> bool:
    return words_f1(_words(first), _words(second)) >= LEAST_ALIKE


def _given(pairs: Sequence[tuple[str | None, str | None]], *, alike: Callable[[str, str], bool]) -> Score:
    right = sum(bool(one and other and alike(one, other)) for one, other in pairs)
    return Score(right, sum(bool(one) for one, _ in pairs), right, sum(bool(other) for _, other in pairs))


@dataclass(frozen=True, slots=True)
class Difference:
    """An attribution that was missed, or one that is too much, and the article's text that it belongs to."""

    kind: Literal["missed", "extra"]
    origin: str
    text: str
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by name, over `articles`; `statements` is empty where the gold has attributions only."""

    articles: int
    attributions: dict[str, Score]
    statements: dict[str, Score]
    differences: tuple[Difference, ...]


def evaluate(golds: Iterable[Gold], *, reader: Reader) -> Evaluation:
    """Read the text of every gold article and compare.

    Gold attributions are compared with the reader's own; those of statements, and statements, with the pipeline's
    statements, which follow other conventions (no leading "that", marks inside, posts and lists)."""
    golds = list(golds)
    attributions: dict[str, Score] = {}
    of_statements: dict[str, Score] = {}
    differences: list[Difference] = []
    for gold in golds:
        if gold.article is None:
            found = reader.attributions([gold.text])[0]
        else:
            reading = next(statements([gold.article], reader=reader))
            found = _attributions(reading)
            if gold.reading is not None:
                _add(of_statements, score_statements(gold.reading, reading))
        _add(attributions, score_attributions(gold.text, gold.attributions, found))
        missed, extra = unmatched(gold.text, gold.attributions, found)
        differences += [Difference("missed", gold.origin, gold.text, one) for one in missed]
        differences += [Difference("extra", gold.origin, gold.text, one) for one in extra]
    return Evaluation(len(golds), attributions, of_statements, tuple(differences))


def _attributions(reading: Reading) -> list[Attribution]:
    return [Attribution(s.content, s.source, s.cue, s.kind, s.type, s.confidence) for s in reading.statements]


def _add(total: dict[str, Score], scores: dict[str, Score]) -> None:
    for name, score in scores.items():
        total[name] = total.get(name, Score()) + score
