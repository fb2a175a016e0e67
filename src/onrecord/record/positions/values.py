"""What the record answers with about questions and positions: frozen, no input or output."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from onrecord.positions.agreeing import Relation
from onrecord.positions.values import Judgement, Label, Position, Utterance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.positions.learning import Learned


class Judge(Protocol):
    """What tells the stance of words towards a question, such as `onrecord.positions.stance.StanceReader`."""

    @property
    def name(self) -> str:
        """The name and version that is kept with what it tells."""

    def judge(self, question: str, utterances: "Sequence[Utterance]") -> "Sequence[Judgement]":
        """A judgement for each utterance, in their order."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What judging a question did: how many statements were candidates, how many of them were judged now (the others
    had been judged with the same words by the same model), and how many candidates have each label.

    `learned` tells what coders' decisions on the question taught about the rest of it; None while there are too few."""

    candidates: int
    judged: int
    labels: Mapping[Label, int]
    learned: "Learned | None" = None

    @property
    def related(self) -> int:
        """Candidates that are about the question."""
        return sum(count for label, count in self.labels.items() if label != "unrelated")


@dataclass(frozen=True, slots=True)
class QuestionCounts:
    """How many statements were judged for a question, and how many of them are about it, doubtful ones among them;
    how many decisions of coders stand; and when the last statement was judged (ISO 8601, UTC)."""

    judged: int = 0
    related: int = 0
    coded: int = 0
    judged_at: str | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a model made of a statement and a question: `scores` are the probabilities of LABELS, in their order,
    `relevance` how surely it is about the question, `read_with` the name of the model; `at` is ISO 8601 in UTC."""

    label: Label
    scores: tuple[float, ...]
    relevance: float | None
    read_with: str
    at: str

    @property
    def confidence(self) -> float:
        """The probability of the label."""
        return max(self.scores)


@dataclass(frozen=True, slots=True)
class SecondStance:
    """What a second reader made of a statement and a question: the label, the words of the text that show it (None only
    where it is "unrelated"), the model, and when it was asked (ISO 8601, UTC)."""

    label: Label
    shown_by: str | None
    read_with: str
    at: str


@dataclass(frozen=True, slots=True)
class Holder:
    """One who holds a position, as an actor of the record now, and by which of the statement's parts: "speaker",
    "principal", or "decided" where a person named the holder."""

    actor: str
    name: str
    part: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Coding:
    """What a coder made of a statement for a question: the label of each holder by the actor's id, "unrelated" where it
    was rejected. `decision` is the number of the coder's last decision, `at` when it was made."""

    who: str
    labels: Mapping[str, Label]
    decision: int
    at: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """A statement and a question: what was proposed, what each coder made of it, what was adjudicated, and what holds.

    `statement` and `article` are ids; `holders` are all whom a proposal or a coder names, by the actor's id; `holds` is
    the label of each holder, after all decisions. `adjudicated` is None where the coders' last decision holds. `second`
    is what second readers say: it changes nothing of what is proposed, and nothing of what holds."""

    question: str
    statement: str
    article: str
    quote: str
    proposed: Proposed | None
    holders: Mapping[str, Holder]
    by: Mapping[str, Coding]
    adjudicated: Coding | None
    holds: Mapping[str, Label]
    second: tuple[SecondStance, ...] = ()

    @property
    def differing(self) -> tuple[SecondStance, ...]:
        """What second readers say otherwise than what is proposed."""
        return tuple(one for one in self.second if self.proposed and one.label != self.proposed.label)


@dataclass(frozen=True, slots=True)
class CodedPage:
    """Some statements of a question and the cursor of the following ones, None after the last. `left` counts those
    under the same filters that are still to be coded, this page among them."""

    coded: tuple[Coded, ...]
    next: str | None
    left: int = 0


@dataclass(frozen=True, slots=True)
class PositionPage:
    """Some positions and the cursor of the following ones, None after the last."""

    positions: tuple[Position, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class NewPosition:
    """A position and since when it is known: when its statement was first held to be about the question, or last
    decided about (ISO 8601, UTC)."""

    position: Position
    since: str


@dataclass(frozen=True, slots=True)
class ActorsAgree:
    """An actor who is reported to agree or disagree with another, both by id and name, and the statement that says so:
    `words` are those of its article, at `start` to `end` in its text, in a paragraph about `questions` (ids)."""

    actor: str
    name: str
    other: str
    other_name: str
    relation: Relation
    statement: str
    article: str
    words: str
    start: int
    end: int
    outlet: str | None = None
    day: str | None = None
    questions: tuple[str, ...] = ()
