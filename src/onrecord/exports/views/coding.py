"""A statement as a coder sees it who tells what it says to a question, and what the coder's choice decides.

With `blind`, only the coder's own decisions show. Whoever adjudicates sees what every coder made of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from onrecord.exports.views.review import Reviewing, reviewing
from onrecord.positions.values import LABELS, Label, Question
from onrecord.record import Record
from onrecord.record.positions.values import Coded, CodedPage, Coding, Holder


@dataclass(frozen=True, slots=True)
class CodingView:
    """A statement with its evidence, and what is known of it and a question that the coder may see."""

    question: Question
    evidence: Reviewing
    coded: Coded
    who: str

    @property
    def own(self) -> Coding | None:
        """What the coder made of it before."""
        return self.coded.by.get(self.who)

    @property
    def seen(self) -> int:
        """The number of the latest decision that shows, 0 where there is none: by it a later one is noticed."""
        told = [*self.coded.by.values(), *((self.coded.adjudicated,) if self.coded.adjudicated else ())]
        return max((one.decision for one in told), default=0)

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Whom a position of the statement is of: those who hold one now or, before that is known, who said it."""
        named = self.coded.holders
        held = [named[actor] for actor in self.coded.holds if actor in named]
        return tuple(held or (one for one in named.values() if one.part != "decided"))

    @property
    def label(self) -> Label | None:
        """What is proposed."""
        return self.coded.proposed.label if self.coded.proposed else None


def coding(record: Record, question: str, statement: str, *, who: str, blind: bool = False) -> CodingView:
    """A statement and a question, for a coder. Raises what Record.coded does."""
    asked, coded = record.question(question), record.coded(question, statement)
    if blind:
        coded = seen_by(coded, who)
    return CodingView(asked, reviewing(record, coded.statement, who=who), coded, who)


def seen_by(coded: Coded, who: str) -> Coded:
    """What a coder sees who works blind: no decision, and no holder, of anybody else."""
    own = coded.by.get(who)
    if own is None:
        label = coded.proposed.label if coded.proposed else None
        holders = {actor: one for actor, one in coded.holders.items() if one.part != "decided"}
        holds: Mapping[str, Label] = dict.fromkeys(holders, label) if label else {}
    else:
        holds = own.labels
        holders = {actor: one for actor, one in coded.holders.items() if one.part != "decided" or actor in holds}
    return replace(coded, holders=holders, by={who: own} if own else {}, adjudicated=None, holds=holds)


def disputed(record: Record, question: str, *, after: str | None = None) -> CodedPage:
    """The next statement on which coders differ and that nobody adjudicated, by their ids; `after` is the id of the one
    before."""
    found = sorted(record.codings(question, by=2, disputed=True), key=lambda one: one.statement)
    rest = [one for one in found if after is None or one.statement > after]
    return CodedPage(tuple(rest[:1]), rest[0].statement if len(rest) > 1 else None, len(found))


def decided_by(view: CodingView, choice: str, *, holder: str = "", other: str = "") -> dict[str, Any]:
    """What `Record.code` is given for a choice: "accept", or a label. `holder` is the id of the one of several whom it
    is about alone; `other` names others who hold it instead, with ";" between.

    The label that is proposed accepts the proposal, as long as nobody decided otherwise."""
    names = [name for one in other.split(";") if (name := " ".join(one.split()))]
    alone = {"holder": holder} if holder else {}
    label = view.label if choice == "accept" else choice
    if names and label:
        return {"verdict": "edit", "stance": label, "holders": names, **alone}
    if choice == "accept" or (choice == view.label and not view.seen):
        return {"verdict": "accept", **alone}
    if choice == "unrelated":
        return {"verdict": "reject", **alone}
    return {"verdict": "edit", "stance": choice, **alone}


def is_choice(choice: str) -> bool:
    """Whether a coder can choose that."""
    return choice == "accept" or choice in LABELS
