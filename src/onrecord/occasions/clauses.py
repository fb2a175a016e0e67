"""The author's words around an attribution: its sentence without the contents and without the others' share.

Invariants: a clause is as long as the stretch of text it stands for, so that places in it are places in the text;
what does not belong to it is blanked, never removed. Words inside a content never date or place its utterance.

Noun phrases, as far as a newsroom's plain sentences need them: read word by word until something ends them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.english.sentences import ABBREVIATIONS, sentence_at, sentence_starts
from onrecord.model import Attribution, Span
from onrecord.reading.naming import Places

BLANK = "\x00"
REACH = 1000
"""Characters before and behind a cue that can belong to its clause, however long the sentence: a text may be one."""
_LONGEST_CUE = 200
"""Characters, with what stands between its parts."""
_BREAK = re.compile(r";|[,–—-]? (?:and|but|while|although|though|whereas|yet|as) ")


@dataclass(frozen=True, slots=True)
class Clause:
    """What reports one attribution: `words` starts at `start` in the text; everything else is blanked.

    `cue` and `source` are spans of the text; either may be missing, not both."""

    start: int
    words: str
    cue: Span | None
    source: Span | None

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.words)

    @property
    def anchor(self) -> Span:
        """The words to measure distances from: the cue, else the source."""
        anchor = self.cue or self.source
        assert anchor is not None  # noqa: S101  # `clauses` makes no clause without one
        return anchor

    def between(self, first: int, last: int) -> str:
        """The words from one place of the text to another, without what is blanked."""
        return self.words[max(0, first - self.start) : max(0, last - self.start)].replace(BLANK, "")


def clauses(
    text: str, attributions: Sequence[Attribution], *, masked: str, starts: Sequence[int]
) -> list[Clause | None]:
    """The clause of each attribution; None where it has neither cue nor source. `masked` is the text without contents,
    `starts` are the beginnings of its sentences."""
    places = Places(attributions)
    author = _Words(0, masked, starts)
    anchors = _Anchors([place for attribution in attributions if (place := _place(attribution))])
    found: list[Clause | None] = []
    for attribution in attributions:
        place = _place(attribution)
        if place is None:
            found.append(None)
            continue
        # What is reported inside another content stands among its words.
        inside = BLANK in masked[place.start : place.end]
        found.append(_clause(_around(text, places, place) if inside else author, attribution, anchors))
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    """A stretch of the text that begins at `start`, without contents, and where its sentences begin."""

    start: int
    masked: str
    sentences: Sequence[int]

    def sentence_at(self, place: Span) -> Span:
        """The sentence that holds the place, as far as it is near."""
        sentence = sentence_at(self.sentences, place.start, self.start + len(self.masked))
        return Span(max(sentence.start, place.start - REACH), min(sentence.end, place.end + REACH))

    def between(self, first: int, last: int) -> str:
        """The words from one place of the text to another."""
        return self.masked[first - self.start : last - self.start]


def _around(text: str, places: Places, place: Span) -> _Words:
    """The words around a place, without the contents that do not hold it."""
    near = Span(max(0, place.start - REACH), min(len(text), place.end + REACH))
    contents = [part for parts in places.at(near, "content").values() for part in parts if not part.overlaps(place)]
    words = near.of(text)
    masked = mask(words, [Span(max(0, p.start - near.start), min(p.end, near.end) - near.start) for p in contents])
    return _Words(near.start, masked, [near.start + start for start in sentence_starts(words, masked)])


def mask(text: str, contents: Sequence[Span]) -> str:
    """`text` with the contents blanked, line ends excepted."""
    pieces, done = [], 0
    for span in sorted(contents):
        if span.end <= done:
            continue
        start = max(span.start, done)
        pieces.append(text[done:start])
        pieces.append(re.sub(r"[^\n]", BLANK, text[start : span.end]))
        done = span.end
    return "".join((*pieces, text[done:]))


def _place(attribution: Attribution) -> Span | None:
    """Where the attribution is made: its first cue, with the source that stands beside it."""
    anchors = attribution.cue or attribution.source
    return anchors[0] if anchors else None


def _clause(words: _Words, attribution: Attribution, anchors: "_Anchors") -> Clause:
    cue = _joined(attribution.cue)
    anchor = cue or attribution.source[0]
    sentence = words.sentence_at(anchor)
    near = [span for span in attribution.source if sentence.start <= span.start < sentence.end]
    source = min(near, key=lambda span: abs(span.start - anchor.start)) if near else None
    start, end = _territory(words, sentence, _hull(anchor, source), anchors)
    end = max(end, anchor.end)
    blank_before, blank_after = BLANK * (start - sentence.start), BLANK * (max(sentence.end, end) - end)
    return Clause(sentence.start, blank_before + words.between(start, end) + blank_after, cue, source)


def _joined(parts: Sequence[Span]) -> Span | None:
    """The cue from its first part to its last; parts that lie far apart are not one phrase, and the first counts."""
    if not parts:
        return None
    whole = Span(min(part.start for part in parts), max(part.end for part in parts))
    return whole if whole.end - whole.start <= _LONGEST_CUE else parts[0]


def _hull(anchor: Span, source: Span | None) -> Span:
    return anchor if source is None else Span(min(anchor.start, source.start), max(anchor.end, source.end))


class _Anchors:
    """Where all attributions are made, to find the nearest of them."""

    def __init__(self, places: Sequence[Span]) -> None:
        self._starts = sorted(place.start for place in places)
        self._by_end = sorted((place.end, place.start) for place in places)

    def before(self, sentence: Span, own: Span) -> int | None:
        """Where the nearest one ends that lies in the sentence before this one."""
        number = bisect_right(self._by_end, own.start, key=lambda place: place[0])
        while number and self._by_end[number - 1][0] > sentence.start:
            end, start = self._by_end[number - 1]
            if start >= sentence.start:
                return end
            number -= 1
        return None

    def behind(self, sentence: Span, own: Span) -> int | None:
        """Where the nearest one begins that lies in the sentence behind this one."""
        number = bisect_left(self._starts, own.end)
        near = self._starts[number] if number < len(self._starts) else sentence.end
        return near if near < sentence.end else None


def _territory(words: _Words, sentence: Span, own: Span, anchors: _Anchors) -> tuple[int, int]:
    """The part of the sentence that is closer to this attribution than to the others made in it."""
    before, behind = anchors.before(sentence, own), anchors.behind(sentence, own)
    start = sentence.start if before is None else _border(words, before, own.start)
    end = sentence.end if behind is None else max(own.end, _border(words, own.end, behind))
    return start, end


def _border(words: _Words, first: int, last: int) -> int:
    """Between two cues: at the last break of the sentence, else right before the second."""
    breaks = [found.start() for found in _BREAK.finditer(words.between(first, last))]
    return first + breaks[-1] if breaks else last


_TOKEN = re.compile(r" ?((?:\d,\d{3}|[^\s,;:()\x00“”\"‘—–\[\]])+)")
_DETERMINERS = frozenset([
    "a", "an", "the", "his", "her", "its", "their", "my", "our", "your", "this", "these", "those", "some",
    "several", "many", "all", "both", "one", "two", "three", "another",
])  # fmt: skip
_ENDS = frozenset(
    [
        "that", "to", "in", "on", "at", "during", "for", "as", "when", "while", "after", "before", "how", "why",
        "what", "whether", "if", "about", "with", "via", "by", "from", "because", "who", "which", "whom", "whose",
        "where", "he", "she", "it", "they", "i", "we", "you", "said", "says", "say", "told", "tells", "saying",
        "adding", "added", "earlier", "later", "last", "this", "next", "early", "late", "is", "are", "was",
        "were", "has", "have", "had", "will", "would", "could", "should", "can", "may", "might", "over",
        "through", "following", "amid", "ahead", "since", "until", "into", "upon", "against", "not", "there",
        "then", "also", "just", "recently", "but", "or", "than", "without", "within", "under", "outside", "inside"
    ]
)  # fmt: skip
_NEVER_FIRST = _ENDS - {"it", "you", "this", "he", "she", "they"} | frozenset(["of", "and", "so", "be"])
_PRONOUNS = frozenset(["me", "us", "him", "them", "her", "you", "it", "himself", "herself", "themselves"])
_LONGEST = 12
"""Words; a longer phrase is a sentence that was not recognised as one."""


def noun_phrase(words: str, start: int, *, stops: frozenset[int] = frozenset()) -> int:
    """End of the noun phrase that begins at `start` (a space may precede it), or `start` where none does.

    `stops` are places where something else begins, such as a time expression."""
    end, count, capital = start, 0, False
    while count < _LONGEST:
        token = _TOKEN.match(words, end)
        if token is None or token.start(1) in stops:
            break
        word = token[1]
        lower = word.lower().rstrip(".'’")
        if count == 0 and (
            lower in _NEVER_FIRST or (token.start() == token.start(1) and start and words[start - 1].isalnum())
        ):
            return start
        if count and (lower in _ENDS or (lower == "and" and not _joins(words, token.end(), capital))):
            break
        end, count, capital = token.end(), count + 1, word[0].isupper()
        if count == 1 and lower in _PRONOUNS and not _possessive(words, end, lower):
            break
        if word.endswith((".", "!", "?")) and not _abbreviation(word):
            end -= 1
            break
    return (
        end
        if words[start:end].strip().lower() not in _DETERMINERS - {"several", "many", "all", "both", "her"}
        else start
    )


_BEFORE_SUBJECT = re.compile(
    r"[,;:()\x00“”\"—–]|\band\b(?! (?:his|her|its|their)\b)"
    r"|\b(?:that|but|when|as|if|because|while|where|who|which|after|before|said|says)\b"
)
_LONGEST_SUBJECT = 100


def subject_of(words: str, end: int) -> int | None:
    """Where the subject begins that ends at `end`; None where what stands there is no noun phrase alone."""
    low = max(0, end - _LONGEST_SUBJECT)
    borders = list(_BEFORE_SUBJECT.finditer(words, low, end))
    if borders and borders[-1][0] in ("who", "which"):  # a verb of its own follows
        return None
    start = borders[-1].end() if borders else 0 if not low else end
    start += len(words[start:end]) - len(words[start:end].lstrip())
    return start if start < end <= noun_phrase(words[:end], start) else None


def _possessive(words: str, end: int, lower: str) -> bool:
    """Whether "her" goes on: "her supporters"."""
    following = _TOKEN.match(words, end)
    return lower == "her" and following is not None and following[1].lower() not in _ENDS


def _abbreviation(word: str) -> bool:
    return word.rstrip(".").lower() in ABBREVIATIONS or bool(re.fullmatch(r"(?:[A-Za-z]\.)+", word))


def _joins(words: str, place: int, capital: bool) -> bool:
    """Whether "and" at this place joins two nouns, not two clauses."""
    first = _TOKEN.match(words, place)
    if first is None:
        return False
    word = first[1]
    if capital and word[0].isupper():
        return True
    if word.lower() in _ENDS or word.endswith(("ed", "ing")):
        return False
    second = _TOKEN.match(words, first.end())
    return second is None or second[1].lower() in _ENDS or word.lower() in _DETERMINERS
