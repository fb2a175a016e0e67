"""Printed interviews: questions and answers, with labels or without.

Without labels they are paragraphs that only ask, each with its answer under it. Explainers have the same layout, and
the outlet answers itself there. So the text before the first question, or what the answers are about, has to tell of a
conversation: "spoke to", "this interview", or a "you" that is answered with "I". With labels, "Q:" and "A:" have to
come back, or the names of two or three of whom one asks; in court there is an examiner, and others speak too.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.model import Block, Span
from onrecord.sources.turns import Label, label_of
from onrecord.sources.turns.words import ANSWER, QUESTION

FEWEST_QUESTIONS = 2
LONGEST_QUESTION = 400
_INTRODUCTION = 1500
"""Characters before the first question that may tell of the conversation."""
_SPARSE = 6
"""Paragraphs a question, from which on it is no interview."""
_MOST_SPEAKERS = 3
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
_HEARD = re.compile(r"\b(?:court|inquest|tribunal|hearing|trial|testif\w+|sworn|deposition)\b", re.IGNORECASE)
"""What is told of questions that no journalist asks."""
_FORMS = frozenset({"answer", "colon", "by"})
"""Labels that begin a line, or name who asks."""
_MARKED = re.compile(r"[“”\"«»]")


def is_interview(text: str, blocks: Sequence[Block] = ()) -> bool:
    """Whether a text is a printed interview."""
    if text.count("?") < FEWEST_QUESTIONS:
        return False
    lines = [line.of(text) for line in _lines(text, blocks)]
    labels = [
        (number, label) for number, line in enumerate(lines) if (label := label_of(line)) and label.form in _FORMS
    ]
    if len(labels) < 2 * FEWEST_QUESTIONS:
        return bool(answers(text, blocks))
    heard = any(_HEARD.search(line) for line in lines[: labels[0][0]])
    return not heard and _labelled(lines, labels)


def answers(text: str, blocks: Sequence[Block] = ()) -> tuple[tuple[Span, ...], ...]:
    """The paragraphs of each answer of an interview without labels, in order; none where the text is not one."""
    lines = _lines(text, blocks)
    asked = [number for number, line in enumerate(lines) if _asks(line.of(text))]
    questions = frozenset(asked)
    pairs = [number for number in asked if number + 1 < len(lines) and number + 1 not in questions]
    if len(pairs) < FEWEST_QUESTIONS or not _conversation(text, lines, asked, pairs):
        return ()
    return tuple(_answers(lines, asked, pairs))


def _lines(text: str, blocks: Sequence[Block]) -> list[Span]:
    body = next((block.span.end for block in blocks if block.kind == "headline"), 0)
    return [Span(*line.span()) for line in _LINE.finditer(text, body)]


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


def _answers(lines: Sequence[Span], asked: Sequence[int], pairs: Sequence[int]) -> Iterator[tuple[Span, ...]]:
    following = dict(pairwise(asked))
    for number in pairs:
        # Behind the last answer's first paragraph the author may go on.
        yield tuple(lines[number + 1 : following.get(number, number + 2)])


def _labelled(lines: Sequence[str], labels: Sequence[tuple[int, Label]]) -> bool:
    """Whether lines are labelled as those of an interview are; `labels` are numbers of lines with what begins them."""
    if any(label.form == "by" or label.examiner for _, label in labels):
        return False
    named = [(number, label) for number, label in labels if label.form == "colon"]
    sides = Counter(label.name.lower() for _, label in labels if label.form == "answer")
    if sides:
        asked, answered = (sum(sides[name] for name in names) for names in (QUESTION, ANSWER))
        return not named and min(asked, answered) >= FEWEST_QUESTIONS
    turns = Counter(label.key for _, label in named)
    asking = Counter(label.key for number, label in named if lines[number].rstrip(' *_”"').endswith("?"))
    come_back = {key for key, count in turns.items() if count >= FEWEST_QUESTIONS}
    askers = {key for key in come_back if asking[key] >= FEWEST_QUESTIONS and 2 * asking[key] > turns[key]}
    few = len(turns) <= _MOST_SPEAKERS and _SPARSE * len(named) >= 2 * len(lines)
    return few and len(askers) == 1 and len(come_back) > 1
