"""The turns of a transcript, hearing, interview or press call, in whatever layout: whose each paragraph is.

Which lines are labels `onrecord.reading.labelled` tells; here they get their words and, in court, who asks and answers.

Invariants: every turn's words are spans of the text; no paragraph is of two turns; the work is linear in the text."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.model import Span, Version
from onrecord.reading.labelled import SENTENCE_END, Identity, Labelled, Line, comes_back, labelled
from onrecord.sources.turns import Label, Shape, label_of, name_alone
from onrecord.sources.turns.interviews import answers
from onrecord.sources.turns.words import ANSWER, NOISE, SCREEN

_TALK = re.compile(r"\b(?:I|we|We|you|You|my|My|our|Our|your|Your|me|us|Yes|No|Yeah|Thank|Thanks)\b|[?!]")
_LEAST_TALK = 0.2
_LINE = re.compile(r"\S[^\n]*")
_STAMPS_ONLY = re.compile(r"[\s\d:.,\[\]()–—>-]*(?:[ap]\.?m\.?)?\W*", re.IGNORECASE)
_SIDES = frozenset("QA")
_LONGEST_DIRECTION = 200
_DIRECTION = re.compile(
    r"[(\[][^()\[\]]{0,120}[)\]][.\s]*"
    r"|[*♪#–—-]*\s*(?:END|BEGIN|ENDS|NEW|START)?(?: (?:OF )?(?:AUDIO|VIDEO|TRANSCRIPT)(?: CLIP| TAPE)?)?\s*[*♪#–—-]*"
    r"|.{0,80}\b(?:rose|interjecting|interjected|interrupting|indicated (?:assent|dissent)|having been called)\s?[—–-]*"
)
"""What happens and nobody says: "(Applause.)", "END VIDEO CLIP", "Several Members rose—"."""
_NOISES = re.compile(rf"[(\[](?:[A-Z][A-Z ,.’'/-]{{2,60}}|[^()\[\]\n]{{0,30}}\b(?i:{NOISE})\b[^()\[\]\n]{{0,30}})[)\]]")
_NAME = (
    r"(?:(?:[A-Z][a-z]{1,20}|Dr|Mr|Mrs|Ms|DR|MR|MRS|MS)\.?\s)?[^\W\d_a-z][\w’'-]{1,30}"
    r"(?:\s(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w’'-]{1,30})){1,3}"
)
_WITNESS = re.compile(
    r"\bcalls?\s(?:(?:to the stand|as (?:its|our|a|the|my)(?: \w+)? witness),?\s)?(?:the witness\s)?"
    rf"(?P<called>{_NAME})"
    rf"|^(?P<sworn>{_NAME}),[^\n.]{{0,120}}\b(?:sworn|testified|called as|witness)\b"
    rf"|(?i:\b(?:deposition|examination|testimony|statement) of )(?P<of>{_NAME})"
    rf"|^(?i:witness(?: name)?: )(?P<listed>{_NAME})",
    re.MULTILINE,
)
_CALLS = re.compile(
    r"\bcalls?\s[^\n.]{0,60}\b(?:to the stand|as (?:its|our|a|the|my)\b)"
    r"|\b(?:we|state|defen[cs]e|people|plaintiff|prosecution)\s(?:now\s)?calls?\s(?-i:[^\W\d_a-z])",
    re.IGNORECASE,
)
"""Who calls a witness does so in court."""
_ASKS_NAME = re.compile(r"\b(?:your|the witness’s) (?:full )?name\b", re.IGNORECASE)
_TOLD_NAME = re.compile(rf"(?:[^.\n]{{0,40}}?\b(?:is|am|It’s|It's)\s)?(?P<name>{_NAME})")
_COURT = (("court",), ("witness",))


@dataclass(frozen=True, slots=True)
class Named:
    """The label of a speaker: `source` is all that names them, `name` and `role` parts of it."""

    source: Span
    name: Span
    shape: Shape
    role: Span | None = None
    brackets: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """Words of one speaker. `label` stands before them, `named` is where the text names the speaker: the label itself,
    or, for the questions and answers of an examination, an earlier place. Without `named` an answer is the
    interviewee's, which `answers` tells."""

    content: tuple[Span, ...]
    named: Named | None
    label: Span | None = None
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Transcript:
    """All turns in order, and the lines that are neither a turn's nor the author's: what a screen shows."""

    turns: tuple[Turn, ...] = ()
    unsaid: tuple[Span, ...] = ()


@lru_cache(maxsize=1)
def transcript_of(version: Version) -> Transcript:
    """The turns of a version: of captions by their blocks, of anything else by its layout.

    Kept for the latest version: its words are looked for first, its speakers soon after."""
    if version.media_type.startswith(("text/vtt", "application/x-subrip")):
        return Transcript(tuple(_captioned(version)))
    lines = list(_lines(version.text))
    sure = version.kind == "transcript"
    chosen = labelled(lines, sure=sure)
    if not sure and not comes_back(chosen):
        return Transcript()
    found = _transcript(version.text, lines, chosen, sure=sure)
    return found if sure or _is_talk(version.text, found.turns, chosen.counts) else Transcript()


def interview_of(version: Version) -> tuple[Turn, ...]:
    """The answers of an interview without labels, in order; none where the text is not one."""
    return tuple(Turn(content, None, answers=True) for content in answers(version.text, version.blocks))


def _lines(text: str) -> Iterator[Line]:
    """The lines with what they may be labelled with. A name below a line with nothing but a time is a label, and a Q
    or an A below a name, or the name's office, says only whether the name's bearer asks."""
    before: list[Line] = []
    for one in _LINE.finditer(text):
        words, label = one.group(), label_of(one.group())
        if words.strip() in _SIDES and any(_is_name_line(line) for line in before):
            continue
        if before and label and _is_name_line(Line(Span(*one.span()), words, label)) and _is_time(before[-1].words):
            label = replace(label, decorated=True)
        line = Line(Span(*one.span()), words, label)
        before = [*before[-1:], line]
        yield line


def _is_time(words: str) -> bool:
    return ":" in words and words[-1:] not in (":", "-") and _STAMPS_ONLY.fullmatch(words) is not None


def _is_name_line(line: Line) -> bool:
    return line.label is not None and (line.label.form, line.label.shape) == ("line", "person")


def _captioned(version: Version) -> Iterator[Turn]:
    """Captions keep a name and its words as blocks of their own, joined by a colon."""
    named, content = None, list[Span]()
    for block in version.blocks:
        behind = version.text[block.span.end : block.span.end + 2]
        before = version.text[max(0, block.span.start - 2) : block.span.start]
        if before in ("", "\n\n"):
            if named and content:
                yield Turn(tuple(content), named, named.source)
            named, content = None, []
            if behind == ": ":
                named = _named(name_alone(block.span.of(version.text)), block.span)
                continue
        content.append(block.span)
    if named and content:
        yield Turn(tuple(content), named, named.source)


def _named(label: Label | None, line: Span) -> Named:
    if label is None:
        return Named(line, line, "lower")

    def at(start: int, end: int) -> Span:
        return Span(line.start + start, line.start + end)

    brackets = tuple(at(one.start, one.end) for one in label.brackets if not one.directs)
    role = at(*label.role) if label.role else None
    return Named(at(label.start, label.end), at(label.start, label.name_end), label.shape, role, brackets)


def _is_talk(text: str, turns: Sequence[Turn], counts: Counter[Identity]) -> bool:
    """Whether labelled lines are talk and not a list of results, products or injuries: some ask, or have an "I". More
    of them have to where one label only comes back."""
    least = _LEAST_TALK if sum(count > 1 for count in counts.values()) > 1 else 2 * _LEAST_TALK
    return sum(bool(_TALK.search(turn.content[0].of(text))) for turn in turns) >= least * len(turns)


def _transcript(text: str, lines: Sequence[Line], found: Labelled, *, sure: bool) -> Transcript:
    chosen = found.labels
    numbers = list(chosen)
    names = {label.key[-1] for label in chosen.values() if label.shape == "person"}
    court = _in_court(lines, chosen)
    turns: list[Turn] = []
    examiner: Named | None = None
    for index, number in enumerate(numbers):
        label, line = chosen[number], lines[number]
        if label.form == "by":
            examiner = _named(replace(label, brackets=()), line.span)
            continue
        until = numbers[index + 1] if index + 1 < len(numbers) else len(lines)
        first = _first_of_words(number, label, found.offices)
        whole = sure or index + 1 < len(numbers)
        content = tuple(_content(lines, first, until if whole else first + 1, label, number, names=names, sure=sure))
        if not content:
            continue
        span = Span(line.span.start + label.start, line.span.start + label.end)
        if label.form != "answer":
            turns.append(Turn(content, _with_office(_named(label, line.span), lines, number, first), span))
        elif label.name.lower() in ANSWER:
            turns.append(Turn(content, None, answers=True))
        elif court and (asks := _asked_by(label, line, examiner)):
            turns.append(Turn(content, asks))
    if court:
        turns = list(_with_witness(text, turns))
    return Transcript(tuple(turns), tuple(line.span for line in lines if _is_screen(line)))


def _in_court(lines: Sequence[Line], chosen: Mapping[int, Label]) -> bool:
    labels = chosen.values()
    if any(label.form == "by" or label.examiner or label.key in _COURT for label in labels):
        return True
    asked = any(label.form == "answer" for label in labels)
    return asked and any(label.form == "colon" and _CALLS.search(lines[at].words) for at, label in chosen.items())


def _first_of_words(number: int, label: Label, offices: frozenset[int]) -> int:
    if label.form != "line":
        return number
    return number + 2 if number + 1 in offices and label.shape == "person" else number + 1


def _with_office(named: Named, lines: Sequence[Line], number: int, first: int) -> Named:
    return replace(named, role=lines[number + 1].span) if first == number + 2 and named.role is None else named


def _asked_by(label: Label, line: Line, examiner: Named | None) -> Named | None:
    if label.examiner is None:
        return examiner
    at = line.span.start + line.words.index(label.examiner, label.start)
    span = Span(at, at + len(label.examiner))
    return Named(span, span, "person")


def _content(
    lines: Sequence[Line], first: int, until: int, label: Label, number: int, *, names: set[str], sure: bool
) -> Iterator[Span]:
    """The paragraphs of a turn, without what nobody says. In an article a paragraph that names a speaker is the
    author's again."""
    for at in range(first, until):
        line = lines[at]
        start = line.span.start + (label.words if at == number else 0)
        words = line.words[label.words :] if at == number else line.words
        if at > first and not sure and names & {word.strip(".,’'s").lower() for word in line.words.split()}:
            return
        short = len(words) <= _LONGEST_DIRECTION
        if short and (_DIRECTION.fullmatch(words) or _STAMPS_ONLY.fullmatch(words)):
            continue
        if at != number and _is_screen(line):
            continue
        if at > first and at + 1 == until and until < len(lines) and _is_heading(line):
            continue
        yield from _without_noises(words, start)


def _without_noises(words: str, start: int) -> Iterator[Span]:
    at = 0
    for noise in [*_NOISES.finditer(words), None]:
        end = noise.start() if noise else len(words)
        part = words[at:end]
        if any(map(str.isalnum, part)):
            begin = at + len(part) - len(part.lstrip())
            yield Span(start + begin, start + at + len(part.rstrip()))
        at = noise.end() if noise else end


def _is_screen(line: Line) -> bool:
    return line.label is not None and line.label.form == "colon" and bool(set(line.label.key) & SCREEN)


def _is_heading(line: Line) -> bool:
    return line.label is not None and line.label.form == "line" and not SENTENCE_END.search(line.words)


def _with_witness(text: str, turns: Sequence[Turn]) -> Iterator[Turn]:
    """The turns with the witness's name at the answers, where the text calls or swears one in before."""
    named = [(one.start(), _witness(one)) for one in _WITNESS.finditer(text)]
    waiting, witness, asked = 0, None, False
    for turn in turns:
        start = turn.content[0].start
        while waiting < len(named) and named[waiting][0] < start:
            witness, waiting = named[waiting][1], waiting + 1
        if turn.answers and asked and (told := _TOLD_NAME.match(text, start, turn.content[-1].end)):
            span = Span(*told.span("name"))
            witness = Named(span, span, "person")
        asked = not turn.answers and bool(_ASKS_NAME.search(text, start, turn.content[-1].end))
        is_witness = turn.answers or (turn.named is not None and _is_witness(turn.named.name.of(text)))
        yield replace(turn, named=witness) if is_witness and witness else turn


def _is_witness(name: str) -> bool:
    return name.lower() in ("the witness", "witness")


def _witness(found: re.Match[str]) -> Named:
    span = Span(*found.span(next(group for group, words in found.groupdict().items() if words)))
    return Named(span, span, "person")
