"""What a sentence that ends in a colon introduces: the lines of a list below "the union recommended:", a paragraph
below "the court wrote:", which is quoted though it has no marks, and a list in the sentence itself."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.english.verbs import BEFORE_BLOCK, either
from onrecord.model import Attribution, Span
from onrecord.reading.naming import LISTED, NAME, PRONOUN, ROLE
from onrecord.reading.places import Places

CONFIDENCE = 0.8
"""Of a list with its speaker and verb directly before it."""
FEWEST_LINES, MOST_LINES = 2, 60
"""Lines that make a list; more are a page of something else."""
_LONGEST_SENTENCE = 600
"""Characters before the colon of a list."""
_BLOCKED = rf"(?:{either(BEFORE_BLOCK)})"
_SAID_LIST = re.compile(rf"(?<![\w’'-])(?P<source>{PRONOUN}|{NAME}|{ROLE}) (?P<cue>{LISTED})(?: on [A-Z]\w+)?:$")
_SAID_BLOCK = re.compile(
    rf"(?<![\w’'-])(?:(?:of|in|at|for|from) (?:the )?{NAME}, )?"
    rf"(?P<source>{PRONOUN}|{NAME}|{ROLE})(?:, [^,:.\n]{{2,60}})?,? (?:\w+ly )?(?P<cue>{_BLOCKED})"
    r"(?: (?:about|at|by|in|of|on|the|that|this|to)\b[^.:\n]{0,80})?:$"
)
_FEWEST_WORDS = 4
"""Words of a paragraph that a sentence before it quotes."""
_LINE = re.compile(r"(?:[–—•*‣◦▪●·-] ?|\d{1,2}[.)] )\S")
_RUN_IN = re.compile(r":\s(?P<list>[^.:;!?\n“”\"]+)[.;]")
_JOINED = re.compile(r"^[^,]+,.*?\b(?:and|or)\b.", re.DOTALL)
_POINTER = re.compile(r"\b(?:following|these|this|what)\b")
_PARAGRAPH = re.compile(r"[^\n]+")


def with_lists(text: str, places: Places) -> None:
    """Gives the lists of the text to those who introduce them."""
    _listed(text, places)
    _run_in(text, places)


def _listed(text: str, places: Places) -> None:
    paragraphs = list(_PARAGRAPH.finditer(text))
    for number, paragraph in enumerate(paragraphs):
        if not paragraph.group().rstrip().endswith(":"):
            continue
        lines = _lines_behind(paragraphs[number + 1 : number + MOST_LINES + 2])
        if not lines:
            _block(text, places, paragraph, paragraphs[number + 1 : number + 2])
        if not lines or any(places.at(line, "content") for line in lines):
            continue
        before = _cues_in(places, Span(*paragraph.span()))
        said = _SAID_LIST.search(text, paragraph.start(), paragraph.start() + len(paragraph.group().rstrip()))
        if before:
            last = places[before[-1]]
            points = _POINTER.search(" ".join(part.of(text) for part in last.content))
            places.replace(before[-1], replace(last, content=lines if points else (*last.content, *lines)))
        elif said:
            places.add(_told(said, lines))


def _block(text: str, places: Places, paragraph: re.Match[str], behind: Sequence[re.Match[str]]) -> None:
    """A paragraph without marks behind "she wrote:" is the words themselves."""
    end = paragraph.start() + len(paragraph.group().rstrip())
    said = _SAID_BLOCK.search(text, max(paragraph.start(), end - _LONGEST_SENTENCE), end)
    if said is None or not behind or not _is_prose(behind[0].group()):
        return
    block = Span(*behind[0].span())
    cue = Span(*said.span("cue"))
    if not places.at(block) and not places.taken(cue):
        places.add(replace(_told(said, (block,)), type="direct"))


def _is_prose(paragraph: str) -> bool:
    words = paragraph.split()
    return len(words) >= _FEWEST_WORDS and words[0][0].isupper() and words[-1].rstrip(")")[-1:] in {".", "!", "?", "…"}


def _lines_behind(paragraphs: Sequence[re.Match[str]]) -> tuple[Span, ...]:
    lines = []
    for paragraph in paragraphs:
        if not _LINE.match(paragraph.group()):
            break
        lines.append(Span(*paragraph.span()))
    return tuple(lines) if FEWEST_LINES <= len(lines) <= MOST_LINES else ()


def _cues_in(places: Places, span: Span) -> list[int]:
    """The attributions whose cue begins in the span, in order of their cues."""
    found = [number for number in places.at(span, "cue") if span.start <= places[number].cue[0].start < span.end]
    return sorted(found, key=lambda number: places[number].cue)


def _run_in(text: str, places: Places) -> None:
    """Lists in the sentence itself, "announced: a pool, a park and a bridge.": never cut in the middle."""
    for colon in _RUN_IN.finditer(text):
        if not _JOINED.match(colon["list"]):
            continue
        listed, end = Span(*colon.span("list")), colon.start()
        least = max(0, end - _LONGEST_SENTENCE)
        start = max(text.rfind("\n", least, end), text.rfind(". ", least, end), least - 1) + 1
        before = _cues_in(places, Span(start, listed.start))
        owner = next((number for number in before if places[number].content[-1].end > end - 1), None)
        said = _SAID_LIST.search(text, start, end + 1)
        if owner is not None:
            places.replace(owner, _whole(text, places[owner], listed, end))
        elif said and not before and not places.at(listed, "content"):
            places.add(_told(said, (listed,)))


def _whole(text: str, owner: Attribution, listed: Span, colon: int) -> Attribution:
    first = owner.content[0]
    points = first.start < colon and _POINTER.search(text, first.start, colon)
    content = tuple(part for part in owner.content if part.end <= listed.start and not points)
    begin = min([listed.start, *(part.start for part in owner.content if part.overlaps(listed) and not points)])
    return replace(owner, content=(*content, Span(begin, listed.end)))


def _told(said: re.Match[str], content: tuple[Span, ...]) -> Attribution:
    source, cue = (Span(*said.span(group)) for group in ("source", "cue"))
    return Attribution(content, (source,), (cue,), "said", "indirect", CONFIDENCE)
