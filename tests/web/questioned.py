"""Questions for records of tests: judged by words, so that no model is needed."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from onrecord.library import open_record
from onrecord.positions.values import LABELS, Judgement, Label, Utterance
from onrecord.positions.values import Question as Asked
from onrecord.record import Record
from tests.made_utterances import READ_WITH, article, said
from tests.positions.made_positions import everything

BRIDGE, DREDGING = "Should the ferry be replaced by a bridge?", "Should the harbour be dredged?"
FOR, AGAINST = (
    "A bridge would be welcome to everybody who lives out here",
    "A bridge is a mistake that we would pay for",
)
OPEN, NEUTRAL = "A bridge may come if the ferry fails once more", "The report on the bridge has three hundred pages"
DEEPER = (
    "A dredged harbour would be welcome to all boats",
    "Fishermen told me how welcome dredged channels are in winter",
    "The pilots will find a basin that was dredged most welcome",
    "Nothing is as welcome to a captain as water that somebody dredged",
    "My cousins in the south had theirs dredged last year, which was welcome",
)
ELSE = "The herring came in early and everybody went out to see it"
DOUBTED = "Some bridge would perhaps be welcome"
HOLT, LUND, BERG, DAHL, MOE, RAE, VIK, SILENT = (
    "Maria Holt", "Ida Lund", "Jonas Berg", "Tom Dahl", "Ana Moe", "Una Rae", "Per Vik", "Ola Sund",
)  # fmt: skip
EVERYTHING: Mapping[str, Label] = {"welcome": "supports", "mistake": "opposes", " if ": "open", "report": "neutral"}


class WordsJudge:
    """Tells the stance by a word, of statements that have the word of the question."""

    name = "by words 1"

    def __init__(self, about: Mapping[str, str] | None = None) -> None:
        self.about = about or {BRIDGE: "bridge", DREDGING: "dredged"}

    def judge(self, question: str, utterances: Sequence[Utterance]) -> list[Judgement]:
        """A judgement for each."""
        return [self._judged(question, one.content) for one in utterances]

    def _judged(self, question: str, words: str) -> Judgement:
        label: Label = "unrelated"
        if self.about.get(question, "") in words:
            label = next((told for word, told in EVERYTHING.items() if word in words), "neutral")
        sure = 0.4 if "perhaps" in words else 0.8
        return Judgement(tuple(sure if one == label else (1 - sure) / 4 for one in LABELS))


def ask(record: Record, text: str, judge: WordsJudge | None = None, **given: object) -> Asked:
    """Ask a question, of which all statements of the record are judged."""
    question = record.ask(text, who="Kim Park", **given)  # type: ignore[arg-type]
    record.judge(question.id, judge=judge or WordsJudge(), candidates=everything(record))
    return question


def questioned(path: Path) -> Path:
    """A record in which two camps are opposed on a bridge and want the harbour dredged; somebody changes sides,
    somebody takes none, somebody leaves it open, and somebody speaks only of something else."""
    first = article(
        "one",
        *(said(FOR, by=who, on="2024-05-01") for who in (HOLT, LUND, MOE)),
        *(said(AGAINST, by=who, on="2024-05-02") for who in (BERG, DAHL)),
        said(NEUTRAL, by=VIK),
        said(OPEN, by=RAE, on="2024-05-03"),
        said(DOUBTED, by=RAE),
    )
    second = article(
        "two",
        *(
            said(words, by=who, on="2024-06-01")
            for words, who in zip(DEEPER, (HOLT, LUND, BERG, DAHL, SILENT), strict=True)
        ),
        said(AGAINST, by=MOE, on="2024-06-02"),
        said(ELSE, by=VIK),
        published="2024-06-03",
    )
    with open_record(path) as record:
        for made in (first, second):
            record.add_reading(*made, read_with=READ_WITH)
        ask(record, BRIDGE, description="not a tunnel", synonyms=["crossing"])
        ask(record, DREDGING)
    return path
