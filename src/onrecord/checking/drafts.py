"""The check of a draft: every quotation in it, looked up in the record."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.actors.same_speaker import one_of_them, voices
from onrecord.checking.judging import LEAST_COVERED, Judgement, closest, judge, opposed, with_equal_amounts
from onrecord.checking.passages import Held, Stretches, without_marks
from onrecord.checking.values import (
    PRIMARY,
    CheckedDraft,
    CheckedQuotation,
    Evidence,
    QuotationVerdict,
    faithful_wording,
)
from onrecord.english.acts import withheld
from onrecord.english.quotation_marks import quotations
from onrecord.families.reports import Wording, occasion_fits
from onrecord.families.tokens import words_of
from onrecord.families.wording import compare_wording
from onrecord.model import Article, Block, Reading, Span, Statement, Version, names_of, sha256
from onrecord.pipeline import Elsewhere, statements
from onrecord.problems import StageFailed
from onrecord.problems.record import RecordProblem
from onrecord.reading import Reader
from onrecord.record.interface import Record
from onrecord.sources.times import given_time, time_text
from onrecord.stages import stage

FEWEST_WORDS = 4
"""Fewer words in quotation marks are a title, a name or a word held at arm's length more often than a quotation."""
LEAST_COVERED_UNQUOTED = 0.75
"""Share of the words of a report without quotation marks that a passage must have to be its opposite: such words are
chosen freely, so that fewer in common prove nothing."""
LEAST_COMMON = 0.4
"""Share of a quotation's words that a passage must have before the two are aligned."""
_LINE = re.compile(r"[^\n]+")


def check(
    draft: str, *, record: Record, reader: Reader | Elsewhere | None = None, published: str | date | None = None
) -> CheckedDraft:  # fmt: skip
    """Every quotation in a draft, looked up in the record.

    `draft` is the text itself. It is read like an article, which tells whom it quotes and from when; `published`, such
    as "2031-05-02", is the day from which its "Thursday" is resolved. Quotation marks that the reader attributes to
    nobody are looked up too. Quotations of fewer than four words are not looked up: they are the `unchecked` of the
    result. What the draft reports without quotation marks is included only if the record has it as denied, or has
    as said what the draft has as denied.

    The result has a `CheckedQuotation` for each of its `quotations`, in their order in the draft, with a `verdict` and
    the `evidence`, the best first. `record` is what `open_record` gives; a `reader` that you keep saves loading one for
    every draft. Raises PublishedNotATime, and a RecordProblem if the record cannot be read."""
    reading = _read(draft, reader=reader or Reader(), published=time_text(published))
    text = reading.article.latest.text
    found, short = _quotations(reading)
    looking = _Looking(record)
    checked = [_tried(text, span, statement, looking) for span, statement in found]
    checked += _opposed(reading, [span for span, _ in found], looking)
    return CheckedDraft(text, tuple(sorted(checked, key=lambda one: one.span)), tuple(short))


@dataclass(frozen=True, slots=True)
class _Looking:
    """The record, and the articles of it that were looked at."""

    record: Record
    held: Held = field(default_factory=Held)


def _read(draft: str, *, reader: Reader | Elsewhere, published: str | None) -> Reading:
    blocks = tuple(Block("paragraph", Span(*line.span())) for line in _LINE.finditer(draft) if line.group().strip())
    time = given_time(published)
    version = Version(draft, sha256(draft), "text/plain", published=time, language="en", blocks=blocks)
    return next(statements([Article("draft", None, (version,))], reader=reader))


def _quotations(reading: Reading) -> tuple[list[tuple[Span, Statement | None]], list[Span]]:
    """The quotations to look up, each with the draft's statement that it belongs to; and those too short."""
    text = reading.article.latest.text
    marked = [Span(one.start, one.end) for one in quotations(text)]
    inside = Stretches(marked)
    turns = [
        part
        for one in reading.statements
        if one.type == "direct"
        for part in one.content
        if not any(inside.touching(part))
    ]
    lengths = {span: len(words_of(span.of(text))) for span in sorted([*marked, *turns])}
    long = [span for span, length in lengths.items() if length >= FEWEST_WORDS]
    statements = _Statements(reading)
    short = [span for span, length in lengths.items() if 0 < length < FEWEST_WORDS]
    return [(span, statements.of(span)) for span in long], short


class _Statements:
    """The statements of a draft by the places of their contents."""

    def __init__(self, reading: Reading) -> None:
        self._owners: dict[Span, list[int]] = {}
        self._statements = reading.statements
        for number, one in enumerate(reading.statements):
            for part in one.content:
                self._owners.setdefault(part, []).append(number)
        self._contents = Stretches(self._owners)

    def of(self, span: Span) -> Statement | None:
        """The statement to which most of the span belongs; None where that is half of it or less."""
        shared: Counter[int] = Counter()
        for part in self._contents.touching(span):
            for number in self._owners[part]:
                shared[number] += min(part.end, span.end) - max(part.start, span.start)
        best = max(sorted(shared), key=lambda number: shared[number], default=None)
        return self._statements[best] if best is not None and shared[best] * 2 > span.end - span.start else None


def _tried(text: str, span: Span, statement: Statement | None, looking: _Looking) -> CheckedQuotation:
    """The quotation looked up; where that fails, it is said of this one, and the others go on."""
    try:
        with stage("looking up a quotation", passing=(RecordProblem,)):
            return _checked(text, span, statement, looking)
    except StageFailed as problem:
        quote = without_marks(text, span).of(text)
        return CheckedQuotation(span, quote, (), None, None, "not checked", warnings=(str(problem),))


def _opposed(reading: Reading, quoted: Sequence[Span], looking: _Looking) -> Iterator[CheckedQuotation]:
    """What the draft reports in its own words of a speaker of whom the record has the opposite."""
    text = reading.article.latest.text
    marked = Stretches(quoted)
    for one in reading.statements:
        span = Span(one.content[0].start, one.content[-1].end)
        if one.type == "direct" or not one.speakers or any(marked.touching(span)):
            continue
        quote = one.quote(text)
        if len(words_of(quote)) < FEWEST_WORDS:
            continue
        near = [found for found in _found(quote, one, text, looking) if _is_sure(found)]
        if near and all(found.opposed for found in near):
            judged = opposed(closest(near), denied=withheld(one, text))
            told = judged.verdict, judged.evidence, (), judged.notes
            yield CheckedQuotation(span, quote, one.speakers, one.when, one.venue, *told, quoted=False)


def _is_sure(one: Evidence) -> bool:
    """Whether a passage is surely what the same speaker is reported to have said, denied or not."""
    same = one.wording.relation != "different" and one.covered >= LEAST_COVERED_UNQUOTED
    return same and one.speaker_fits is True and one.passage.kind != "text"


def _found(quote: str, given: Statement, text: str, looking: _Looking) -> list[Evidence]:
    """What the record has beside a quotation of the draft, or words that it reports."""
    denied = withheld(given, text)
    return [
        replace(
            one,
            speaker_fits=_speaker_fits(given, one, looking.record),
            occasion_fits=occasion_fits(given.when, given.venue, statement=one.passage.statement, reading=one.reading),
            opposed=_is_opposed(one, denied=denied),
        )
        for reading in looking.record.quotations_like(quote)
        for one in evidence(quote, reading, looking.held)
    ]


def _is_opposed(one: Evidence, *, denied: bool) -> bool:
    """Whether one side denies or refuses the words and the other does not; a "not" that came or went turns it again."""
    held = withheld(one.passage.statement, one.reading.article.latest.text)
    turned = sum(change.kind == "negation" for change in one.wording.changes) % 2 == 1
    return one.passage.statement is not None and (held or denied) and (held != denied) != turned


def _checked(text: str, span: Span, statement: Statement | None, looking: _Looking) -> CheckedQuotation:
    quote = without_marks(text, span).of(text)
    given = statement or Statement("", ())
    found = _found(quote, given, text, looking)
    judged = judge(found, length=len(words_of(quote)), denied=withheld(given, text))
    shown = _with_primary(judged.evidence, found)
    return CheckedQuotation(
        span,
        quote,
        given.speakers,
        given.when,
        given.venue,
        judged.verdict,
        shown,
        (*judged.warnings, *_against_primary(judged.verdict, shown)),
        (*judged.notes, *_doubtful(given, judged)),
    )


def evidence(quote: str, reading: Reading, held: Held) -> Iterator[Evidence]:
    """The passages of an article that have words in common with a quotation, compared with it."""
    words = words_of(quote)
    distinct = frozenset(word.text for word in words)
    for passage in held.alike(distinct, reading, least=LEAST_COMMON):
        wording = with_equal_amounts(compare_wording(passage.words, quote), passage.words, quote)
        if reading.article.latest.kind in PRIMARY and _is_whole_sentences(passage.words, wording):
            wording = replace(wording, relation="verbatim")
        length = len(words_of(passage.words))
        yield Evidence(reading, passage, wording, min(1.0, wording.likeness * min(length, len(words)) / len(words)))


def _is_whole_sentences(passage: str, wording: Wording) -> bool:
    """Whether the quotation is whole sentences in a row of a longer turn: nobody quotes a speech from end to end."""
    if wording.relation != "shortened" or wording.warnings:
        return False
    words = words_of(passage)
    left = [at for at, word in enumerate(words) if any(span.overlaps(word.span) for span in wording.left_out)]
    kept = sorted(set(range(len(words))) - set(left))
    if not kept or kept[-1] - kept[0] >= len(kept):
        return False
    first, last = kept[0], kept[-1]
    begins = first == 0 or words[first - 1].sentence != words[first].sentence
    return begins and (last == len(words) - 1 or words[last + 1].sentence != words[last].sentence)


def _speaker_fits(given: Statement, one: Evidence, record: Record) -> bool | None:
    fits = one_of_them(given.speakers, voices(one.passage.statement))
    if fits is False and one.covered >= LEAST_COVERED and _same_actor(given, one.passage.statement, record):
        return True
    return fits


def _doubtful(given: Statement, judged: Judgement) -> tuple[str, ...]:
    """A note where the draft and the record name speakers who may or may not be one."""
    held = judged.evidence[0].passage.statement if judged.evidence else None
    doubtful = judged.verdict in ("verbatim", "shortened") and judged.evidence[0].speaker_fits is None
    if not doubtful or held is None or not given.speakers or not held.speakers:
        return ()
    names, others = names_of(given.speakers), names_of(held.speakers)
    return (f"The draft names {names}, the record {others}; check that both are the same speaker.",)


def _same_actor(given: Statement, held: Statement | None, record: Record) -> bool:
    """Whether the record knows the two names as one actor's."""
    names = {one.name for one in voices(held)}
    answers = (record.actors(one.name, limit=5) for one in given.speakers if names)
    return any(known.actor.called(name) for answer in answers for known in answer.actors for name in names)


def _with_primary(shown: Sequence[Evidence], found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence, each report held against the primary source where the record has one."""
    primary = next((one for one in shown if _is_primary(one)), None)
    primary = primary or next((one for one in found if _is_primary(one) and one.wording.relation != "different"), None)
    if primary is None:
        return tuple(shown)
    source = primary.passage.words
    compared = [
        one
        if _is_primary(one)
        else replace(one, faithful=faithful_wording(source, one.passage.words, quoted=one.passage.kind == "quoted"))
        for one in shown
    ]
    return tuple(compared) if primary in shown else (*compared, primary)


def _against_primary(verdict: QuotationVerdict, shown: Sequence[Evidence]) -> tuple[str, ...]:
    """A warning where a report has the draft's words, and the primary source has others."""
    primary = next((one for one in shown if _is_primary(one)), None)
    if verdict not in ("verbatim", "shortened") or primary is None or primary.wording.relation != "altered":
        return ()
    return (f"The {primary.reading.article.latest.kind} itself has different words.",)


def _is_primary(one: Evidence) -> bool:
    return one.reading.article.latest.kind in PRIMARY
