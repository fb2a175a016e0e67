"""The turns of a transcript, hearing, interview or press call, in whatever layout: whose each paragraph is.

A line may have the form of a label (`onrecord.sources.labels`) and be none. Which forms label the turns of this document
is told by the document: by how often a name comes back, by what else has its form, and by whether it is said to be a
transcript. In an article, where such lines may be a list of facts, several names have to come back.

Invariants: every turn's words are spans of the text; no paragraph is of two turns; the work is linear in the text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Span, Version
from onrecord.sources.labels import (
    ANSWER,
    FUNCTIONS,
    NOISE,
    QUESTION,
    SCREEN,
    TITLES,
    Label,
    Shape,
    holder_of,
    is_not_name,
    key_of,
    label_of,
    name_alone,
)

FEWEST_TURNS = 4
"""Labelled lines that make a transcript of a part of an article; fewer may be anything."""
_TALK = re.compile(r"\b(?:I|we|We|you|You|my|My|our|Our|your|Your|me|us|Yes|No|Yeah|Thank|Thanks)\b|[?!]")
_LEAST_TALK = 0.2
_LINE = re.compile(r"\S[^\n]*")
_STAMPS_ONLY = re.compile(r"[\s\d:.,\[\]()–—>-]*(?:[ap]\.?m\.?)?\W*", re.IGNORECASE)
_DIRECTION = re.compile(
    r"[(\[][^()\[\]]{0,120}[)\]][.\s]*|[*♪#–—-]*\s*(?:END|BEGIN|ENDS|NEW|START)?(?: (?:OF )?(?:AUDIO|VIDEO|TRANSCRIPT)(?: CLIP"
    r"| TAPE)?)?\s*[*♪#–—-]*"
    r"|.{0,80}\b(?:rose|interjecting|interjected|interrupting|indicated (?:assent|dissent)|having been called)\s?[—–-]*"
)
"""A paragraph that tells what happens and that nobody says: "(Applause.)", "END VIDEO CLIP", "Several Members rose—"."""
_NOISES = re.compile(rf"[(\[](?:[A-Z][A-Z ,.’'/-]{{2,60}}|[^()\[\]\n]{{0,30}}\b(?i:{NOISE})\b[^()\[\]\n]{{0,30}})[)\]]")
_SENTENCE_END = re.compile(r"[.!?…:;—–,-][\"”’)\]]*$")
_NAME = r"(?:(?:[A-Z][a-z]+|Dr|Mr|Mrs|Ms|DR|MR|MRS|MS)\.?\s)?[^\W\d_a-z][\w’'-]+(?:\s(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w’'-]+)){1,3}"
_WITNESS = re.compile(
    rf"\bcalls?\s(?:(?:to the stand|as (?:its|our|a|the|my)(?: \w+)? witness),?\s)?(?:the witness\s)?(?P<called>{_NAME})"
    rf"|^(?P<sworn>{_NAME}),[^\n.]{{0,120}}\b(?:sworn|testified|called as|witness)\b"
    rf"|(?i:\b(?:deposition|examination|testimony|statement) of )(?P<of>{_NAME})"
    rf"|^(?i:witness(?: name)?: )(?P<listed>{_NAME})",
    re.MULTILINE,
)
_ASKS_NAME = re.compile(r"\b(?:your|the witness’s) (?:full )?name\b", re.IGNORECASE)
_TOLD_NAME = re.compile(rf"(?:[^.\n]{{0,40}}?\b(?:is|am|It’s|It's)\s)?(?P<name>{_NAME})")
_COURT = (("court",), ("witness",))
_AMID = re.compile(r"(?<=[\w,;’] )[^\W\d_a-z][\w’'-]*\w")
_OFFICE = re.compile(
    r"\b(?:chief|officer|executive|head|founder|partner|manager|vice|fellow|associate|leader|party|professor|lecturer"
    r"|scientist|engineer|economist|candidate|resident|owner|lawyer|co-\w+|ceo|cfo|coo|mp|msp|cllr)\b",
    re.IGNORECASE,
)


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


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    words: str
    label: Label | None


def transcript_of(version: Version) -> Transcript:
    """The turns of a version: of captions by their blocks, of anything else by its layout."""
    if version.media_type.startswith(("text/vtt", "application/x-subrip")):
        return Transcript(tuple(_captioned(version)))
    lines = [_Line(Span(*one.span()), one.group(), label_of(one.group())) for one in _LINE.finditer(version.text)]
    sure = version.kind == "transcript"
    chosen = _chosen(lines, sure=sure)
    if not sure and not _comes_back(lines, chosen):
        return Transcript()
    found = _transcript(version.text, lines, chosen, sure=sure)
    return found if sure or _is_talk(version.text, found.turns, chosen) else Transcript()


def _captioned(version: Version) -> Iterator[Turn]:
    """Captions keep a name and its words as blocks of their own, joined by a colon."""
    named, content = None, list[Span]()
    for block in version.blocks:
        behind = version.text[block.span.end : block.span.end + 2]
        before = version.text[: block.span.start][-2:]
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


def _chosen(lines: Sequence[_Line], *, sure: bool) -> dict[int, Label]:
    """The lines that are labels, by their number."""
    spoken = {number: line.label for number, line in enumerate(lines) if line.label and not _is_list(line.label)}
    heads = _heads(lines, spoken)
    counts = Counter(_identity(label) for number, label in spoken.items() if label.form != "line" or number in heads)
    full = {label.key[-1] for label in spoken.values() if _is_full(label)}
    first = {label.key[0] for label in spoken.values() if _is_full(label)}
    written = frozenset() if sure else _written(line.words for line in lines)
    evidence = _Evidence(counts, frozenset(full), frozenset(first), written, _capitals(spoken, counts), sure)
    answers = _answers(spoken, sure=sure)
    stops = _stops(spoken, counts)
    colons = {number: label for number, label in spoken.items() if label.form == "colon" and evidence.speaks(label)}
    own = _own_lines(lines, {number: spoken[number] for number in heads}, evidence, beside=len(colons))
    return dict(sorted({**colons, **own, **stops, **answers}.items()))


def _written(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(key_of(word.group())[-1] for line in lines for word in _AMID.finditer(line))


def _is_list(label: Label) -> bool:
    return label.form in ("colon", "line") and is_not_name(label.name)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the document tells about the names of its labels: how often each comes back, which are whole names, and
    whether labels are in capitals; and which words have a capital amid a sentence, as names do."""

    counts: Counter[tuple[str, ...]]
    surnames: frozenset[str]
    first_names: frozenset[str]
    written: frozenset[str]
    capitals: bool
    sure: bool

    def speaks(self, label: Label) -> bool:
        """Whether a line with a colon is a label."""
        again = self.counts[_identity(label)] > 1
        known = label.key[-1] in self.surnames or label.key[0] in self.first_names
        in_style = label.name.isupper() == self.capitals
        if label.shape == "function" or label.decorated:
            return label.shape != "lower"
        if label.shape == "person":
            return again or in_style
        if label.shape == "lower":
            return known and self.sure
        if not self.sure and not label.name.isupper():
            return known or (again and label.key[-1] in self.written)
        return known or (again and in_style) or (self.sure and self.capitals and label.name.isupper() and in_style)


def _is_full(label: Label) -> bool:
    return label.shape == "person" and len(label.key) > 1 and label.form in ("colon", "line")


def _identity(label: Label) -> tuple[str, ...]:
    """Who is likely meant: a short name is that of the whole one with the same end."""
    if label.form == "answer":
        return (label.name[0].lower(),)
    if holder := holder_of(label.name, [bracket.words for bracket in label.brackets]):
        return key_of(holder)[-1:]
    return label.key if label.shape == "function" else label.key[-1:]


def _capitals(spoken: dict[int, Label], counts: Counter[tuple[str, ...]]) -> bool:
    """Whether most labels are in capitals, those that come back before all."""
    votes = Counter[bool]()
    for label in spoken.values():
        if label.form == "colon" and label.shape in ("person", "word", "function"):
            votes[label.name.isupper()] += 3 if counts[_identity(label)] > 1 or label.decorated else 1
    return votes[True] > votes[False]


def _answers(spoken: dict[int, Label], *, sure: bool) -> dict[int, Label]:
    """Q. and A., and whose the questions are. Without a mark only an A behind a Q is one."""
    lines = {number: label for number, label in spoken.items() if label.form == "answer"}
    marked = [label for label in lines.values() if label.decorated]
    questions = sum(label.name.lower() in QUESTION for label in marked)
    found: dict[int, Label] = {}
    if min(questions, len(marked) - questions) >= (1 if sure else 2):
        found = {number: label for number, label in lines.items() if label.decorated}
    elif sure and sum(label.name.lower() in QUESTION for label in lines.values()) > 1:
        asked = False
        for number, label in lines.items():
            if asked or label.name.lower() in QUESTION:
                found[number] = label
            asked = label.name.lower() in QUESTION
    if found:
        found |= {number: label for number, label in spoken.items() if label.form == "by"}
    return found


def _stops(spoken: dict[int, Label], counts: Counter[tuple[str, ...]]) -> dict[int, Label]:
    """Labels with a full stop: several in capitals or with a state, or names that come back."""
    found = {number: label for number, label in spoken.items() if label.form == "stop"}
    named = [label for label in found.values() if label.shape == "person"]
    plain = sum(label.decorated for label in named)
    again = any(counts[_identity(label)] > 1 for label in named)
    return found if plain > 1 or (again and len(found) > 2) else {}


def _heads(lines: Sequence[_Line], spoken: dict[int, Label]) -> dict[int, int]:
    """Lines that are a label as a whole, with the number of the line where the words under them begin. A line with
    the office may stand between; above another label a line is a heading or in a list of those present."""
    found: dict[int, int] = {}
    under_name = -1
    for number, line in enumerate(lines):
        label = line.label
        if label is None or label.form != "line" or number not in spoken or number == under_name:
            continue
        after = number + 1
        if _is_office_line(lines, after) and label.shape == "person":
            under_name, after = after, after + 1
        following = lines[after].label if after < len(lines) else None
        if after < len(lines) and not (
            following and (following.form != "colon" or after in spoken) and _labels(following)
        ):
            found[number] = after
    return found


def _labels(label: Label) -> bool:
    return label.form != "answer" or label.decorated


def _is_office_line(lines: Sequence[_Line], number: int) -> bool:
    if number + 1 >= len(lines) or lines[number - 1].words.rstrip().endswith(":"):
        return False
    if _SENTENCE_END.search(lines[number].words) or len(lines[number].words.split()) > 12:
        return False
    words = {word.strip(".,()").lower() for word in lines[number].words.split()}
    if not words & (FUNCTIONS | TITLES) and not _OFFICE.search(lines[number].words):
        return False
    behind = lines[number + 1].label
    return behind is None or behind.form != "line"


def _own_lines(
    lines: Sequence[_Line], heads: dict[int, Label], evidence: _Evidence, *, beside: int
) -> dict[int, Label]:
    """Labels on lines of their own: where they come back or show that they are labels, and are not outnumbered."""
    whole = {label.key for label in heads.values() if label.decorated and label.shape == "person"}
    whole |= {line.label.key for line in lines if line.label and line.label.decorated and _is_full(line.label)}
    found = {}
    for number, label in heads.items():
        again = evidence.counts[_identity(label)] > 1
        office = _is_office_line(lines, number + 1)
        named = label.shape == "person" and (again or label.decorated or office or label.key in whole)
        known = label.key[-1] in evidence.surnames
        short = label.shape in ("word", "initials") and (known or (again and evidence.sure))
        if named or short or label.shape == "function":
            found[number] = label
    again = [label for label in found.values() if evidence.counts[_identity(label)] > 1]
    telling = [label for label in found.values() if label.decorated or label.shape != "function" or label in again]
    enough = len(telling) > 1 and (evidence.sure or len(again) > 1)
    return found if enough and len(found) >= beside else {}


def _comes_back(lines: Sequence[_Line], chosen: dict[int, Label]) -> bool:
    """Whether an article's labels are a transcript's: enough lines, two speakers, half of them heard again."""
    labels = [label for label in chosen.values() if label.form != "by"]
    if all(label.form == "stop" for label in labels) and sum(label.decorated for label in labels) > 1:
        return True
    counts = Counter(_identity(label) for label in labels)
    again = sum(count for count in counts.values() if count > 1)
    return len(labels) >= FEWEST_TURNS and len(counts) > 1 and 2 * again >= len(labels)


def _is_talk(text: str, turns: Sequence[Turn], chosen: dict[int, Label]) -> bool:
    """Whether labelled lines are talk and not a list of results, products or injuries: some ask, or have an "I". More
    of them have to where one label only comes back."""
    counts = Counter(_identity(label) for label in chosen.values())
    least = _LEAST_TALK if sum(count > 1 for count in counts.values()) > 1 else 2 * _LEAST_TALK
    return sum(bool(_TALK.search(turn.content[0].of(text))) for turn in turns) >= least * len(turns)


def _transcript(text: str, lines: Sequence[_Line], chosen: dict[int, Label], *, sure: bool) -> Transcript:
    numbers = list(chosen)
    names = {label.key[-1] for label in chosen.values() if label.shape == "person"}
    court = any(label.form == "by" or label.examiner or label.key in _COURT for label in chosen.values())
    turns: list[Turn] = []
    examiner: Named | None = None
    for index, number in enumerate(numbers):
        label, line = chosen[number], lines[number]
        if label.form == "by":
            examiner = _named(replace(label, brackets=()), line.span)
            continue
        until = numbers[index + 1] if index + 1 < len(numbers) else len(lines)
        first = _first_of_words(lines, number, label)
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


def _first_of_words(lines: Sequence[_Line], number: int, label: Label) -> int:
    if label.form != "line":
        return number
    return number + 2 if _is_office_line(lines, number + 1) and label.shape == "person" else number + 1


def _with_office(named: Named, lines: Sequence[_Line], number: int, first: int) -> Named:
    return replace(named, role=lines[number + 1].span) if first == number + 2 and named.role is None else named


def _asked_by(label: Label, line: _Line, examiner: Named | None) -> Named | None:
    if label.examiner is None:
        return examiner
    at = line.span.start + line.words.index(label.examiner, label.start)
    span = Span(at, at + len(label.examiner))
    return Named(span, span, "person")


def _content(
    lines: Sequence[_Line], first: int, until: int, label: Label, number: int, *, names: set[str], sure: bool
) -> Iterator[Span]:
    """The paragraphs of a turn, without what nobody says. In an article a paragraph that names a speaker is the
    author's again."""
    for at in range(first, until):
        line = lines[at]
        start = line.span.start + (label.words if at == number else 0)
        words = line.words[label.words :] if at == number else line.words
        if at > first and not sure and names & {word.strip(".,’'s").lower() for word in line.words.split()}:
            return
        if _DIRECTION.fullmatch(words) or _STAMPS_ONLY.fullmatch(words) or (at != number and _is_screen(line)):
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


def _is_screen(line: _Line) -> bool:
    return line.label is not None and line.label.form == "colon" and bool(set(line.label.key) & SCREEN)


def _is_heading(line: _Line) -> bool:
    return line.label is not None and line.label.form == "line" and not _SENTENCE_END.search(line.words)


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
