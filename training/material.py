"""What the network reads in one epoch: articles in varied typography, whole or in excerpts, and short texts of them."""

import random
from collections.abc import Iterable, Sequence

from tokenizers import Tokenizer

from training.examples import Example, examples, varied
from training.made_texts import Document, excerpts, exchanges, lists, turns

PARTS = 5
"""An article belongs to the part of its number modulo PARTS; a teacher that has not seen one part teaches it."""
IN_EXCERPTS = 0.35
"""Share of the articles that are read in excerpts."""
EXCHANGES, LISTS = 0.5, 0.12
"""Texts made for each article, on average."""


def material(documents: Sequence[Document], tokenizer: Tokenizer, *, seed: int, epoch: int) -> list[list[Example]]:
    """The examples of an epoch by part; the same at the same seed."""
    chance = random.Random(f"{seed} {epoch}")
    parts = [list(documents[part::PARTS]) for part in range(PARTS)]
    return [
        [example for document in _texts(part, chance) for example in examples(document, tokenizer)] for part in parts
    ]


def _texts(documents: Sequence[Document], chance: random.Random) -> Iterable[Document]:
    for document in documents:
        one = {**document, "text": varied(document["text"], chance)}
        if chance.random() < IN_EXCERPTS:
            yield from excerpts(one, chance)
        else:
            yield one
    found = [turn for document in documents for turn in turns(document)]
    made = [
        *exchanges(found, chance, count=round(EXCHANGES * len(documents))),
        *lists(found, chance, count=round(LISTS * len(documents))),
    ]
    for one in made:
        yield {**one, "text": varied(one["text"], chance)}
