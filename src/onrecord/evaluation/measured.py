"""The reader on annotated articles: every figure, and what was missed or is too much."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from onrecord.evaluation.attributions import Score, score_attributions, unmatched
from onrecord.evaluation.gold import Gold
from onrecord.evaluation.statements import score_statements
from onrecord.model import Attribution, Reading
from onrecord.pipeline import statements
from onrecord.reading import Reader


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
