"""The card of the weights that `training.statements` writes."""

CARD = """# The weights of statements and their borders

Decide which of the attributions that the reader finds are statements, how probable that is, where one ends and the next
begins in what the reader took for one, and where their contents begin and end (see `docs/how-it-decides/reading.md`). Written by `python -m training.statements`.

| | |
|---|---|
| model | boosted decision trees (scikit-learn): `cut.json` over the places between two parts of a content, `start.json` and `end.json` over the words near a found border, `statement.json` over attributions; whole-number features (`divided.py`, `borders.py`, `statements.py`) of the words and of the reader's probabilities; no word vectors |
| trained on | `gold_train`, 88 articles of 2012 to 2026, half of `gold_recent`, 19 articles of 2023 to 2026, and `gold`, 37 articles, annotated by hand (the texts belong to their publishers); PolNeAR: 2,104 attributions of 98 US political articles of 2015–16, with said or held added by hand, at half weight (the texts belong to seven publishers; released by its authors for research, no licence stated) |
| made for | the reader's weights beside them: other weights of the reader need these made again |
| format | JSON; features, borders and what leaves add are whole numbers, so that scores are the same on every processor |

## Figures

Precision / recall / F1 of detection and F1 of exact contents in per cent, by five folds of articles: no article is read
by trees that were trained on it.

{figures}

## Limits

News in English. They choose among what the reader proposes, and words near it: a statement that the reader does not find
at all stays missed. They have no say on truth.
"""
