"""A record with a question and what a made-up model says of its statements."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from onrecord import open_record
from onrecord.library import OpenRecord
from onrecord.model import Speaker
from onrecord.positions.values import LABELS, Judgement, Label, Utterance
from onrecord.second.server import LanguageModel
from tests.made_utterances import BERG, READ_WITH, article, said
from tests.positions.made_positions import everything
from tests.second.stand_in import saying, standing_in

QUESTION = "Should the ferry be replaced by a bridge?"
AGAINST = "The ferry across the sound will run for as long as anybody here wants to cross it"
FOR = "A bridge is what the islanders have been waiting for since before the war"
BOTH = "A bridge must be paid for by those who cross it and by nobody else in this country"
PERHAPS = "It depends on what the bridge would cost the islanders every single year"
HERRING = "The weather was lovely when the herring came in"
FIRST = article("one", said(AGAINST, around="she told reporters on the pier", on="2024-05-01"))
_LATER = article("two", said(BOTH, by=BERG), said(FOR, on="2024-06-01"), published="2024-06-02")
THIRD = article("three", said(PERHAPS), said(HERRING, by=BERG), published="2024-06-08")
_TWO = replace(_LATER[1].statements[0], speakers=(Speaker(BERG, "person"), Speaker("Harbour Union", "organization")))
TOGETHER = (_LATER[0], replace(_LATER[1], statements=(_TWO, _LATER[1].statements[1])))
"""The second article, of which two hold the first statement."""
OPPOSES = FIRST[1].statements[0].id
SHARED, SUPPORTS = (one.id for one in _LATER[1].statements)
OPEN, UNRELATED = (one.id for one in THIRD[1].statements)
_SAID: tuple[tuple[str, Label, float], ...] = (
    (AGAINST, "opposes", 0.5),
    (BOTH, "open", 0.6),
    (FOR, "supports", 0.8),
    (PERHAPS, "neutral", 0.7),
    (HERRING, "unrelated", 0.9),
)
"""What the model says of the words, and how surely: the first is the least sure."""


class Judge:
    """Says of words what `said` tells of them; of others that they support it."""

    name = "made-up stance 1"

    def judge(self, question: str, utterances: Sequence[Utterance]) -> list[Judgement]:
        return [self._judged(one.content) for one in utterances]

    def _judged(self, words: str) -> Judgement:
        label, sure = next(((label, sure) for own, label, sure in _SAID if own in words), ("supports", 0.55))
        rest = (1 - sure) / (len(LABELS) - 1)
        return Judgement(tuple(sure if one == label else rest for one in LABELS))


def make(path: Path) -> str:
    """Keep the articles and the question, and let their statements be judged; the id of the question."""
    with open_record(path) as record:
        for made in (FIRST, TOGETHER, THIRD):
            record.add_reading(*made, read_with=READ_WITH)
        return ask(record, QUESTION)


def ask(record: OpenRecord, text: str, *, who: str = "Kim Park") -> str:
    """Ask a question, and have all statements judged for it; its id."""
    question = record.ask(text, who=who).id
    record.judge(question, judge=Judge(), candidates=everything(record))
    return question


SECOND = "llm small"
"""The second reader, by the name that is kept with what it says."""


def ask_second(path: Path) -> None:
    """Ask a stand-in for a language model: it sees the first statement otherwise, and the others as they are proposed
    or, of one, as about something else."""
    answers = {
        "The ferry across": {"label": "open", "words": "for as long as anybody here wants to cross it"},
        "A bridge is what": {"label": "supports", "words": "what the islanders have been waiting for"},
        "It depends": {"label": "unrelated", "words": ""},
        "The weather": {"label": "unrelated", "words": ""},
        "A bridge must": {"label": "open", "words": "must be paid for by those who cross it"},
    }
    with standing_in() as server, open_record(path) as record:
        server.answer = lambda sent: saying(
            next(told for own, told in answers.items() if f"Statement: {own}" in sent["messages"][1]["content"]
                 or f'Statement: "{own}' in sent["messages"][1]["content"])
        )  # fmt: skip
        record.second_stances(QUESTION, model=LanguageModel(server.address, "small"), below=1)
