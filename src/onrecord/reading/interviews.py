"""Interviews without labels: paragraphs that only ask, each with its answer under it.

Explainers have the same layout, and the outlet answers itself there. So the text before the first question, or what the
answers are about, has to tell of a conversation: "spoke to", "this interview", or a "you" that is answered with "I"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.model import Span, Version
from onrecord.reading.transcripts import Transcript, Turn

FEWEST_QUESTIONS = 2
LONGEST_QUESTION = 400
_INTRODUCTION = 1500
"""Characters before the first question that may tell of the conversation."""
_SPARSE = 6
"""Paragraphs a question, from which on it is no interview."""
_LINE = re.compile(r"\S[^\n]*")
_CONVERSATION = re.compile(
    r"\b(?:interview\w*|conversation|q&a|q & a|(?:spoke|speaks|talked|talks|sat down|chatted|chats|met) (?:to|with)"
    r"|(?:we|I) asked|(?:answered|answers|took|takes) (?:our|your|my|\w+ )?questions|edited for)\b",
    re.IGNORECASE,
)
_YOU, _I = (
    re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE),
    re.compile(r"\bI\b"),
)
_MARKED = re.compile(r"[“”\"«»]")


def interview_of(version: Version) -> tuple[Turn, ...]:
    """The answers of an interview, in order; none where the text is no interview."""
    text = version.text
    body = next((block.span.end for block in version.blocks if block.kind == "headline"), 0)
    lines = [Span(*line.span()) for line in _LINE.finditer(text, body)]
    asked = [number for number, line in enumerate(lines) if _asks(line.of(text))]
    questions = frozenset(asked)
    pairs = [number for number in asked if number + 1 < len(lines) and number + 1 not in questions]
    if len(pairs) < FEWEST_QUESTIONS or not _conversation(text, lines, asked, pairs):
        return ()
    return Transcript(tuple(_answers(lines, asked, pairs))).turns


def _asks(words: str) -> bool:
    """Whether a paragraph only asks: it ends in a question mark and quotes nobody."""
    plain = words.rstrip(" *_")
    return plain.endswith("?") and len(words) <= LONGEST_QUESTION and " " in plain and not _MARKED.search(plain)


def _conversation(text: str, lines: Sequence[Span], asked: Sequence[int], pairs: Sequence[int]) -> bool:
    before = text[lines[0].start : lines[asked[0]].start][-_INTRODUCTION:]
    told = [lines[number + 1].of(text) for number in pairs]
    rest = len(lines) - asked[0]
    if not before.strip() or any(_MARKED.match(answer) for answer in told) or _SPARSE * len(pairs) < rest:
        return False  # the author reports an answer in quotation marks, or only asks now and then
    you = any(_YOU.search(lines[number].of(text)) for number in pairs)
    return bool(_CONVERSATION.search(before)) or (you and len(pairs) > FEWEST_QUESTIONS and any(map(_I.search, told)))


def _answers(lines: Sequence[Span], asked: Sequence[int], pairs: Sequence[int]) -> Iterator[Turn]:
    following = dict(pairwise(asked))
    for number in pairs:
        # Behind the last answer's first paragraph the author may go on.
        until = following.get(number, number + 2)
        yield Turn(tuple(lines[number + 1 : until]), None, answers=True)
