"""How well the reader does on articles that a person annotated: gold in, figures out."""

from onrecord.evaluation.attributions import Score, score_attributions
from onrecord.evaluation.gold import Gold, read_gold
from onrecord.evaluation.statements import Evaluation, evaluate, score_statements

__all__ = ["Evaluation", "Gold", "Score", "evaluate", "read_gold", "score_attributions", "score_statements"]
