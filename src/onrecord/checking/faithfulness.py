"""How faithful a report is to its primary source, such as the transcript of a speech or an official statement."""

from dataclasses import dataclass
from typing import Literal

from onrecord.families.values import Report, Wording
from onrecord.families.wording import compare_wording

Faithful = Literal["word for word", "in part", "with other words", "in indirect speech"]
"""`word for word` and `in part` change no word; `in indirect speech` is a report that does not claim to quote."""


@dataclass(frozen=True, slots=True)
class Faithfulness:
    """How a report relates to its primary source, and the words that differ."""

    degree: Faithful
    wording: Wording


def faithfulness(primary: Report, report: Report) -> Faithfulness:
    """How the words that `report` quotes relate to those of `primary`.

    The two must report one utterance; whether they do is not asked here. A paraphrase has nothing to be held against
    it word by word: its wording is still compared, so that a reader sees what it kept."""
    return faithful_wording(primary.quote, report.quote, quoted=report.statement.type != "indirect")


def faithful_wording(primary: str, reported: str, *, quoted: bool = True) -> Faithfulness:
    """The same for words alone; `quoted` tells whether the report puts them in quotation marks."""
    wording = compare_wording(primary, reported)
    if not quoted:
        return Faithfulness("in indirect speech", wording)
    degrees: dict[str, Faithful] = {"verbatim": "word for word", "shortened": "in part"}
    return Faithfulness(degrees.get(wording.relation, "with other words"), wording)
