"""The passages of a stored article that a quotation may come from: quoted, reported, and the rest of its text; each is
looked up by its place instead of one after the other."""

from bisect import bisect_left
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate

from onrecord.checking.values import Passage, PassageKind
from onrecord.english.quotation_marks import DOUBLE, quotations
from onrecord.families.tokens import plain_words
from onrecord.model import Reading, Span, Statement


class Stretches:
    """Spans of one text, in any order; they may overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        # How far any of the spans up to each reaches: nothing before the place where that is short can touch.
        self._reach = list(accumulate((span.end for span in self._spans), max))

    def touching(self, span: Span) -> Iterator[Span]:
        """Those that share a character with the span, in order."""
        last = bisect_left(self._starts, span.end)
        first = bisect_left(self._reach, span.start + 1, 0, last)
        return (one for one in self._spans[first:last] if one.end > span.start)


FEWEST_WORDS = 2
"""Quotation marks around fewer words quote nobody."""
_MARKS = f"{DOUBLE}‘’'`"


MOST_ALIKE = 60
"""Passages of one article that a quotation is compared with; those with more of its words go first."""
_MOST_KEPT = 300_000
"""Characters of the articles that are kept, some 15 MB: sixty of usual length."""


class Held:
    """The passages of articles by their words, made once for all quotations of a draft."""

    def __init__(self) -> None:
        # By identity: an article with a thousand statements takes long to compare with itself.
        self._kept: OrderedDict[int, tuple[Reading, _ByWord]] = OrderedDict()
        self._size = 0

    def alike(self, words: frozenset[str], reading: Reading, *, least: float) -> list[Passage]:
        """The passages of an article that have a share of these words, in order."""
        kept = self._kept.get(id(reading))
        if kept is None:
            kept = self._kept[id(reading)] = reading, _ByWord(passages(reading))
            self._size += len(reading.article.latest.text)
            while self._size > _MOST_KEPT and len(self._kept) > 1:
                _, (oldest, _) = self._kept.popitem(last=False)
                self._size -= len(oldest.article.latest.text)
        return kept[1].alike(words, least=least)


class _ByWord:
    def __init__(self, found: tuple[Passage, ...]) -> None:
        self._passages = found
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(found):
            for word in set(plain_words(passage.words)):
                self._holders[word].append(number)

    def alike(self, words: frozenset[str], *, least: float) -> list[Passage]:
        shared = Counter[int]()
        for word in words:
            shared.update(self._holders.get(word, ()))
        enough = [number for number, common in shared.items() if common >= least * len(words)]
        best = sorted(enough, key=lambda number: (-shared[number], number))[:MOST_ALIKE]
        return [self._passages[number] for number in sorted(best)]


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
    kind: PassageKind = "quoted" if version.kind == "official" else "text"
    yield from (Passage(kind, span.of(version.text), span) for span in spans)
    if version.headline and version.headline not in version.text:
        yield Passage("text", version.headline, None)


def _is_long(text: str, span: Span) -> bool:
    return len(plain_words(span.of(text))) >= FEWEST_WORDS
