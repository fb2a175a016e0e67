"""What checking a draft answers with, and how faithful a report is to its primary source, such as the transcript of a
speech or an official statement: frozen, no input or output."""

from dataclasses import dataclass
from typing import Final, Literal

from onrecord.families.reports import Wording
from onrecord.families.wording import compare_wording
from onrecord.model import ArticleKind, Reading, Span, Speaker, Statement, When, Words

Faithful = Literal["word for word", "in part", "with other words", "in indirect speech"]
"""`word for word` and `in part` change no word; `in indirect speech` is a report that does not claim to quote."""


@dataclass(frozen=True, slots=True)
class Faithfulness:
    """How a report relates to its primary source, and the words that differ."""

    degree: Faithful
    wording: Wording


def faithful_wording(primary: str, reported: str, *, quoted: bool = True) -> Faithfulness:
    """How the words of a report relate to those of its primary source; `quoted` tells whether the report puts them in
    quotation marks.

    The two must report one utterance; whether they do is not asked here. A paraphrase has nothing to be held against
    it word by word: its wording is still compared, so that a reader sees what it kept."""
    wording = compare_wording(primary, reported)
    if not quoted:
        return Faithfulness("in indirect speech", wording)
    degrees: dict[str, Faithful] = {"verbatim": "word for word", "shortened": "in part"}
    return Faithfulness(degrees.get(wording.relation, "with other words"), wording)


QuotationVerdict = Literal[
    "verbatim",
    "shortened",
    "altered",
    "other speaker",
    "other date or occasion",
    "found as indirect only",
    "denied on record",
    "said on record",
    "not on record",
    "not checked",
]
"""What the record says of a quotation. `verbatim`: it quotes these words; `shortened`: these words and more;
`altered`: other words in their place; `other speaker`, `other date or occasion`: the words are somebody else's, or of
another time; `found as indirect only`: the words are on record, but nobody put them in quotation marks;
`denied on record`: the draft asserts what the record has as denied or refused; `said on record`: the draft has as
denied what the record has as said; `not on record`: no stored article holds them; `not checked`: looking them up
failed."""
PRIMARY: Final[tuple[ArticleKind, ...]] = ("transcript", "official")
"""Kinds of articles that hold what was said itself; an interview is as its outlet prints it."""
PassageKind = Literal["quoted", "reported", "text"]
"""`quoted`: words in quotation marks, or a turn of a transcript; `reported`: what an article says somebody said;
`text`: the article's own words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a stored article that a quotation may come from. `span` is None where they are the headline alone."""

    kind: PassageKind
    words: str
    span: Span | None
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of a stored article beside a quotation of the draft.

    `covered` is the share of the quotation's words, from 0 to 1, that the passage has in the same order. `speaker_fits`
    and `occasion_fits` are None where one of the two sides does not say. `faithful` compares the passage, where it is
    no primary source, with the transcript or official statement that holds the same words. `opposed` tells that one
    side denies or refuses the words, and the other does not."""

    reading: Reading
    passage: Passage
    wording: Wording
    covered: float
    speaker_fits: bool | None = None
    occasion_fits: bool | None = None
    faithful: Faithfulness | None = None
    opposed: bool = False

    @property
    def sentence(self) -> str:
        """The paragraph that the passage stands in."""
        text, span = self.reading.article.latest.text, self.passage.span
        if span is None:
            return self.passage.words
        start = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", span.end)
        return text[start : end if end >= 0 else len(text)]


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of the draft with the verdict and what it rests on, the best first.

    `span` indexes the draft's text and includes the quotation marks; `quote` is without them. Speakers, time and
    venue are those that the draft gives. `warnings` say, in a sentence each, what else a reader should know. What
    stands without quotation marks (`quoted` is False) is among them only where the record has the opposite."""

    span: Span
    quote: str
    speakers: tuple[Speaker, ...]
    when: When | None
    venue: Words | None
    verdict: QuotationVerdict
    evidence: tuple[Evidence, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    quoted: bool = True

    @property
    def wrong(self) -> bool:
        """Whether it cannot stand as it is: only verbatim and shortened ones, and these without a warning, can."""
        return self.verdict not in ("verbatim", "shortened") or bool(self.warnings)


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft's text, its quotations in order, and those too short to be looked up."""

    text: str
    quotations: tuple[CheckedQuotation, ...]
    unchecked: tuple[Span, ...] = ()

    @property
    def wrong(self) -> bool:
        """Whether any quotation cannot stand as it is."""
        return any(quotation.wrong for quotation in self.quotations)
