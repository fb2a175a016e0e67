"""Quotations whose speaker stands in the sentence before them, though a sentence behind them names somebody else.

“Lang handed the judge a folder. “I paid these twice.” The judge nodded.”: who speaks is the subject of the sentence
before; who is named in it and only listens behind it did not say it. And a quotation left open, with its own speaker
before it, is not of one content with the next paragraph's, whose speaker has another name."""

import re
from dataclasses import replace

from onrecord.english.quotation_marks import Quotation
from onrecord.model import Attribution, Span
from onrecord.reading.naming import NAME, ROLE, SPEECH, Marked, about, is_name
from onrecord.reading.places import Places

CONFIDENCE = 0.6
"""As of every quotation without a verb: the sentence before may be about somebody else."""
_FEWEST_WORDS = 3
_WORD = re.compile(r"\w+")
_CAPITAL = re.compile(r"[A-Z][\w’'-]*\w")
_NAMED_BEHIND = re.compile(rf"\s{{0,3}}(?P<source>{NAME})")

_DESCRIBED_BEHIND = re.compile(rf"\s{{0,3}}(?P<source>{ROLE})(?=,| \w+(?:ed|s)\b)")


def with_those_before(marked: Marked, places: Places) -> None:
    """Gives such quotations to whom the sentence before them is about."""
    for quotation in marked.quoted:
        before = _subject_before(marked, quotation)
        if before is None:
            continue
        sentence, whose = before
        if quotation.closed:
            _spoken_to_a_listener(marked, places, quotation, sentence, whose)
        else:
            _left_open(marked, places, quotation, whose)


def _subject_before(marked: Marked, quotation: Quotation) -> tuple[Span, Span] | None:
    """The sentence of the author in the same paragraph before the quotation, and whom it is about by name."""
    text = marked.text
    inside = text[quotation.start + 1 : quotation.end - quotation.closed].rstrip()
    if inside[-1:] not in {".", "!", "?", "…"} or len(_WORD.findall(inside)) < _FEWEST_WORDS:
        return None
    sentence = marked.sentence_before(quotation.start)
    if sentence is None or marked.quotes_in(sentence) or sentence.start < marked.line_start(quotation.start):
        return None
    whose = about(text, sentence)
    return (sentence, whose) if whose is not None and is_name(whose.of(text)) else None


def _spoken_to_a_listener(marked: Marked, places: Places, quotation: Quotation, sentence: Span, whose: Span) -> None:
    text, span = marked.text, Span(quotation.start, quotation.end)
    if whose.start != sentence.start or text[span.end : span.end + 1] != " ":
        return
    named = _names(text[whose.end : sentence.end])
    holding = places.at(span, "content")
    if not holding:
        behind = _NAMED_BEHIND.match(text, span.end)
        described = _DESCRIBED_BEHIND.match(text, span.end)
        is_listener = described is not None and _last_word(described["source"]) in sentence.of(text).split()
        if not places.taken(span) and (behind is None or is_listener or _names(behind["source"]) & named):
            places.add(Attribution((span,), (whose,), (), "said", "direct", CONFIDENCE))
        return
    for number in holding:
        one = places[number]
        behind_it = bool(one.source) and one.source[0].start >= span.end
        # Behind a full stop in the marks a new sentence begins, whoever is named in it.
        ends = text[span.end - 2 : span.end - 1] == "."
        listens = behind_it and (ends or bool(_names(one.source[0].of(text)) & named))
        if one.content == (span,) and listens and not any(SPEECH.search(part.of(text)) for part in one.cue):
            places.replace(number, replace(one, source=(whose,), cue=()))


def _left_open(marked: Marked, places: Places, quotation: Quotation, whose: Span) -> None:
    text, span = marked.text, Span(quotation.start, quotation.end)
    for number, parts in places.at(span, "content").items():
        one = places[number]
        others = _names(" ".join(part.of(text) for part in one.source))
        kept = tuple(part for part in one.content if part.start >= span.end)
        if parts == [span] and kept and others and not others & _names(whose.of(text)):
            earlier = tuple(part for part in one.content if part.end <= span.start)
            places.replace(number, replace(one, content=(*earlier, *kept)))
            places.add(Attribution((span,), (whose,), (), "said", "direct", CONFIDENCE))


def _last_word(words: str) -> str:
    return words.rsplit(" ", 1)[-1]


def _names(words: str) -> set[str]:
    return {found for found in _CAPITAL.findall(words) if is_name(found)}
