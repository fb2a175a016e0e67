"""The values of positions: frozen, no input or output.

A position never stands without the statement that shows it. Silence is no position: who is not on record about a
question has none, and who speaks of it without taking a side is `neutral`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.model import Act, StatementKind, When
from onrecord.positions.days import Days

Stance = Literal["supports", "opposes", "open", "neutral"]
"""Yes to the question; no; neither ruled out, or only under a condition; speaks of it and takes no side."""
STANCES: tuple[Stance, ...] = ("supports", "opposes", "open", "neutral")
Label = Literal["supports", "opposes", "open", "neutral", "unrelated"]
"""A stance, or that the statement is not about the question."""
LABELS: tuple[Label, ...] = (*STANCES, "unrelated")

SURE = 0.5
"""Confidence from which four of five signs are right; below, a label is a guess that a person should look at."""


@dataclass(frozen=True, slots=True)
class Question:
    """A yes/no question that the user follows.

    `synonyms` are further words by which statements about it are found, `seeds` the ids of statements that are about
    it. Statements before `since` are left out. A `closed` question keeps its positions, and new statements are no
    longer judged for it. `asked_by` and `asked_at` (ISO 8601, UTC) tell who asked it first, and when."""

    id: str
    text: str
    description: str | None = None
    synonyms: tuple[str, ...] = ()
    seeds: tuple[str, ...] = ()
    since: date | None = None
    closed: bool = False
    asked_by: str | None = None
    asked_at: str | None = None


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is told of a statement to whoever judges its stance: its words and what the reader found about them.

    The holder is nobody's business there: `source` are the words that name the source at the cue, and `names` what the
    holders are called elsewhere, so that they can be hidden. `paragraph` is the block that the content stands in.
    `holder` only tells whose utterances go together: the same for all of one holder in one article, empty where that is
    not known."""

    content: str
    cue: str = ""
    source: str = ""
    paragraph: str = ""
    act: Act = "states"
    negated: bool = False
    kind: StatementKind = "said"
    names: tuple[str, ...] = ()
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was made of an utterance and a question: the probability of each of LABELS, in their order."""

    scores: tuple[float, ...]

    @property
    def label(self) -> Label:
        """The likeliest label."""
        return LABELS[max(range(len(LABELS)), key=lambda place: self.scores[place])]

    @property
    def confidence(self) -> float:
        """The probability of that label."""
        return max(self.scores)


@dataclass(frozen=True, slots=True)
class Position:
    """An actor's stance on a question, by one statement.

    `question`, `actor`, `statement`, `article` and `family` are ids; `family` is None for a statement that nobody else
    reports. `when` is the day or interval of the utterance, None where the article does not tell; `published` the day
    of publication. `relayed` says that somebody else told it (the actor is the principal). `confidence` is that of the
    proposal, 0 where nothing was proposed; `decided_by` are those who decided on it, the last one last.

    `quote`, `act` and `negated` are the statement's: what was denied, where the act is "denies". `proposed` is what the
    model made of it, which a person may have changed; None where it was not asked. `doubtful` are proposals that nobody
    decided about and of which the model is not sure."""

    question: str
    actor: str
    name: str
    stance: Stance
    statement: str
    article: str
    confidence: float
    when: When | None = None
    published: date | None = None
    outlet: str | None = None
    role: str | None = None
    relayed: bool = False
    family: str | None = None
    decided_by: tuple[str, ...] = ()
    quote: str = ""
    act: Act = "states"
    negated: bool = False
    proposed: Label | None = None
    doubtful: bool = False

    @property
    def day(self) -> date | None:
        """The first day of the utterance or, where that is unknown, the day of publication."""
        return self.when.start if self.when and self.when.start else self.published

    @property
    def days(self) -> Days | None:
        """The first and the last day on which the utterance may have been or, where that is unknown, the day of
        publication."""
        if self.when and self.when.start and self.when.end:
            return self.when.start, self.when.end
        return (self.published, self.published) if self.published else None

    @property
    def is_dated(self) -> bool:
        """Whether the days of the utterance are known, and not only that of publication."""
        return self.when is not None and self.when.start is not None and self.when.end is not None
