"""What comparing quotations and statements answers with: frozen, no input or output."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.model import Span, Statement

WordingRelation = Literal["verbatim", "shortened", "altered", "different"]
"""How the words of two texts relate. `verbatim`: the same words; `shortened`: the words of one are left out in the
other, none is changed; `altered`: the same sentence with changed words; `different`: anything else. Ellipses, words in
brackets, capitals, quotation marks and punctuation at the ends change nothing."""
Relation = Literal["verbatim", "shortened", "altered", "paraphrase", "repeat"]
"""How two statements relate. The first four report one utterance; `repeat` is the same point made on another
occasion."""
Told = tuple[Relation, float]
"""How two statements relate, and how sure that is, from 0 to 1."""
ChangeKind = Literal["negation", "number", "modality", "certainty", "quantity", "word"]
"""What a change of words touches. `negation`: "not" or the like came or went; `number`: another figure; `modality`:
"must" for "should"; `certainty`: "will" for "may", "proved" for "suggested"; `quantity`: "every" for "some"."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the one text in place of words of the other. Either may be empty, its span then None.

    The spans index the texts as they were given to the comparison."""

    kind: ChangeKind
    before: str
    after: str
    before_span: Span | None
    after_span: Span | None


@dataclass(frozen=True, slots=True)
class Wording:
    """How the words of two texts, the original first, relate.

    `likeness` is the share of words that stand in both in the same order, from 0 to 1, of the shorter text.
    `left_out` are the spans of the original that the other leaves out; `warnings` say, in a sentence each, where
    leaving out changes the meaning ("leaves out “not”")."""

    relation: WordingRelation
    likeness: float
    changes: tuple[Change, ...] = ()
    left_out: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A statement as one article reports it: what families are made of.

    `paragraph` is the block that holds the statement; `published` the article's day."""

    article_id: str
    outlet: str | None
    published: date | None
    statement: Statement
    quote: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class Edge:
    """That two statements, by id, are related, and how sure that is, from 0 to 1. `wording` says how the words of the
    first, the fuller one, became those of the second; its spans index their quotes. It is None where their words are
    not compared, as in a paraphrase."""

    first: str
    second: str
    relation: Relation
    score: float
    wording: Wording | None = None
