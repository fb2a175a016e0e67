"""Interviews without labels: questions and answers in paragraphs that alternate.

An article may ask questions too, so the form counts only behind the words with which outlets mark it: "This interview
has been edited for length." The questions are the outlet's own; an answer names nobody, so it has no source."""

import re
from collections.abc import Iterator
from itertools import pairwise

from onrecord.model import Attribution, Span

CONFIDENCE = 0.9
FEWEST_QUESTIONS = 2
_NOTICE = re.compile(
    r"\b(?:conversation|discussion|exchange|interview|Q&A|transcript)\b[^.\n]{0,80}"
    r"\b(?:abridged|condensed|cut|edited|shortened|trimmed)\b",
    re.IGNORECASE,
)
_LINE = re.compile(r"\S[^\n]*")
_LONGEST_QUESTION = 400


def answers(text: str) -> Iterator[Attribution]:
    """The answers of an interview whose turns have no labels."""
    notice = _NOTICE.search(text)
    if notice is None:
        return
    lines = [Span(*line.span()) for line in _LINE.finditer(text, notice.end()) if line.group().strip()]
    asked = [number for number, line in enumerate(lines) if _is_question(line.of(text))]
    spoken = [lines[number + 1 : limit] for number, limit in pairwise([*asked, len(lines)])]
    spoken = [part for part in spoken if part]
    if len(spoken) < FEWEST_QUESTIONS:
        return
    # Behind the last answer the article may go on; only its first paragraph is surely its own.
    for part in (*spoken[:-1], spoken[-1][:1]):
        yield Attribution(tuple(part), (), (), "said", "direct", CONFIDENCE)


def _is_question(line: str) -> bool:
    return line.rstrip().endswith("?") and len(line) <= _LONGEST_QUESTION and line[0] not in "“\"‘'«"
