"""What a sentence that ends in a colon introduces: the lines of a list below "the union recommended:", a paragraph
below "the court wrote:", which is quoted though it has no marks, and a list in the sentence itself.

Quotations whose speaker stands in the sentence before them, though a sentence behind them names somebody else.

“Lang handed the judge a folder. “I paid these twice.” The judge nodded.”: who speaks is the subject of the sentence
before; who is named in it and only listens behind it did not say it. And a quotation left open, with its own speaker
before it, is not of one content with the next paragraph's, whose speaker has another name.

Dialogue with dashes for quotation marks: "—The mine will close —said Ana Holt—. Nobody will buy it."

A paragraph that a dash opens is speech where a verb of speech with its speaker stands behind the first words: behind
a dash, a comma or a question mark. What the reader found there is then as sure as a quotation, and what it left out is
added; a list of names or facts has no such verb.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.english.quotation_marks import Quotation
from onrecord.english.verbs import BEFORE_BLOCK, either
from onrecord.model import Attribution, Span
from onrecord.reading.naming import END, LISTED, NAME, PRONOUN, ROLE, SPEECH, VERB, Marked, Places, about, is_name

IN_LIST = 0.8
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
    return Attribution(content, (source,), (cue,), "said", "indirect", IN_LIST)


BESIDE = 0.6
"""As of every quotation without a verb: the sentence before may be about somebody else."""
_FEWEST_WORDS_BESIDE = 3
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
    if inside[-1:] not in {".", "!", "?", "…"} or len(_WORD.findall(inside)) < _FEWEST_WORDS_BESIDE:
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
            places.add(Attribution((span,), (whose,), (), "said", "direct", BESIDE))
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
            places.add(Attribution((span,), (whose,), (), "said", "direct", BESIDE))


def _last_word(words: str) -> str:
    return words.rsplit(" ", 1)[-1]


def _names(words: str) -> set[str]:
    return {found for found in _CAPITAL.findall(words) if is_name(found)}


IN_DIALOGUE = 0.8
"""Of words with their speaker and verb directly behind them."""
_DASH = r"[—–―-]"
_FEWEST_WORDS_SPOKEN = 2
_SPOKEN = re.compile(
    rf"^{_DASH}{{1,2}} ?(?P<content>\w[^\n]{{1,400}}?)(?:(?<=[?!…]) ?|,)?(?: {_DASH} ?|(?<=[,?!…]) )"
    rf"(?:(?P<source>{PRONOUN}|{NAME}|{ROLE}) (?P<cue>{VERB})\b"
    rf"|(?P<cue_first>{VERB}) (?P<source_last>{PRONOUN}\b|{NAME}|{ROLE}{END}))",
    re.MULTILINE,
)


def with_dialogue(text: str, places: Places) -> None:
    """Gives the words between dashes to who speaks them."""
    for spoken in _SPOKEN.finditer(text):
        if len(spoken["content"].split()) < _FEWEST_WORDS_SPOKEN:
            continue
        end = text.find("\n", spoken.end())
        line = Span(spoken.start(), end if end >= 0 else len(text))
        inside = [
            number
            for number in places.at(line, "content")
            if all(line.start <= part.start and part.end <= line.end for part in places[number].content)
        ]
        for number in inside:
            one = places[number]
            if one.cue and one.source and one.kind == "said":
                places.replace(number, replace(one, type="direct", confidence=max(one.confidence, IN_DIALOGUE)))
        if not places.at(line) and not inside:
            first = "cue" if spoken["cue"] else "cue_first"
            source = Span(*spoken.span("source" if first == "cue" else "source_last"))
            content = Span(*spoken.span("content"))
            places.add(Attribution((content,), (source,), (Span(*spoken.span(first)),), "said", "direct", IN_DIALOGUE))
