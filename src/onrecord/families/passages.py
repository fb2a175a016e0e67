"""The passages of a stored article that a quotation may come from: quoted, reported, and the rest of its text."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from onrecord.families.drafts_values import Passage, PassageKind
from onrecord.families.stretches import Stretches
from onrecord.families.wording_tokens import words_of
from onrecord.model import Reading, Span, Statement
from onrecord.reading.quotation import quotations

FEWEST_WORDS = 2
"""Quotation marks around fewer words quote nobody."""
_MARKS = "\"“”„‟«»‹›「」『』＂‘’'`"


@lru_cache(maxsize=256)
def passages(reading: Reading) -> tuple[Passage, ...]:
    """Those in quotation marks first, then what is reported, then the paragraphs and the headline."""
    text = reading.article.latest.text
    marked = [Span(one.start, one.end) for one in quotations(text)]
    found = Stretches(marked)
    quoted = [passage for one in reading.statements for passage in _quoted(text, one, found)]
    reported = [
        Passage("reported", one.quote(text), Span(one.content[0].start, one.content[-1].end), one)
        for one in reading.statements
        if one.type != "direct"
    ]
    taken = Stretches(span for one in reading.statements for span in one.content)
    return (*quoted, *_unattributed(text, marked, taken), *reported, *_paragraphs(reading))


def without_marks(text: str, span: Span) -> Span:
    """The span without the quotation marks and the space at its ends."""
    start, end = span.start, span.end
    while start < end - 1 and (text[start] in _MARKS or text[start].isspace()):
        start += 1
    while end - 1 > start and (text[end - 1] in _MARKS or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)


def _quoted(text: str, statement: Statement, marked: Stretches) -> Iterator[Passage]:
    """Each quotation of a statement, and where there are several, all of them together."""
    if statement.type == "indirect":
        return
    inside = sorted({span for part in statement.content for span in marked.touching(part)})
    if not inside and statement.type == "direct":  # by its layout: a post, a turn of a transcript
        inside = list(statement.content)
    inside = [span for span in inside if _is_long(text, span)]
    for span in inside:
        yield Passage("quoted", without_marks(text, span).of(text), span, statement)
    if len(inside) > 1:
        words = " ".join(f"“{without_marks(text, span).of(text)}”" for span in inside)
        yield Passage("quoted", words, Span(inside[0].start, inside[-1].end), statement)


def _unattributed(text: str, marked: Iterable[Span], taken: Stretches) -> Iterator[Passage]:
    for span in marked:
        if not any(taken.touching(span)) and _is_long(text, span):
            yield Passage("quoted", without_marks(text, span).of(text), span)


def _paragraphs(reading: Reading) -> Iterator[Passage]:
    version = reading.article.latest
    spans = [block.span for block in version.blocks] or [Span(0, len(version.text))]
    # An official statement is what was said, word for word, also where its issuer is not known.
    kind: PassageKind = "quoted" if version.kind == "statement" else "text"
    yield from (Passage(kind, span.of(version.text), span) for span in spans)
    if version.headline and version.headline not in version.text:
        yield Passage("text", version.headline, None)


def _is_long(text: str, span: Span) -> bool:
    return len(words_of(span.of(text))) >= FEWEST_WORDS
