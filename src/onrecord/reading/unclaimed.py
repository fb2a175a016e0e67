"""Quotations whose speaker the typography tells, where the model gave them to nobody or to somebody else.

The reader is trained on political reports, in which a quotation is followed by its speaker's name and nothing else.
Conventions of print hold elsewhere too, and each is a rule here: a quotation that ends in a comma is attributed by the
words behind it; a sentence that goes on in small letters behind "she said," is one utterance; a quotation that ends a
paragraph, or fills the one behind a colon, is the words of whom the sentence before is about; and so on.

Each rule looks at one quotation after the other and asks what stands there, so that a text is read in a time that
grows with its length."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.english.quotation_marks import Quotation, is_quoted, type_of
from onrecord.model import Attribution, Span, StatementType
from onrecord.reading.introduced import with_dialogue, with_lists, with_those_before
from onrecord.reading.naming import END, NAME, PRONOUN, ROLE, SPEECH, VERB, Marked, Places, about

CONFIDENCE = 0.8
"""Of a quotation with its speaker and verb directly behind it."""
CONFIDENCE_WITHOUT_CUE = 0.6
"""Of one without a verb: the sentence before may be about somebody else."""
LONGEST_GAP = 90
"""Characters between two quotations of one sentence: "said Holt, and tapped the table,"."""
FEWEST_WORDS = 3
"""Shorter quotations without a verb are names and slogans as often as speech."""
FEWEST_OF_SPEECH = 6
"""Contents in quotation marks of so many words are statements, whoever said them: 627 of 639 in annotated articles."""
LONGEST_TOLD = 160
"""Characters between two quotations that say whose they are: "said Holt, the mayor of the harbour town."."""
_LONGEST_SENTENCE = 600
"""Characters of a sentence behind a quotation."""

_BEHIND = re.compile(
    rf"[ ,]{{0,3}}(?:(?P<source>{PRONOUN}|{NAME}|{ROLE}) (?:\w+ly )?(?P<cue>{VERB})\b"
    rf"|(?P<cue_first>{VERB}) (?P<source_last>{PRONOUN}\b|{NAME}|{ROLE}{END}))"
)
_NAMED_BEHIND = re.compile(rf"[ ,]{{0,3}}(?P<source>{NAME}|{ROLE})(?= \w+(?:ed|s|id)\b)")
_ONLY_PRONOUN = re.compile(PRONOUN)
_CLOSING_SENTENCE = re.compile(rf" (?P<sentence>[^\n.!?“”\"]{{1,{_LONGEST_SENTENCE}}}[.!?])$", re.MULTILINE)
_STRAY_BEHIND = re.compile(rf"[.] (?P<quoted>[A-Z][^“”\"\n]{{0,{_LONGEST_SENTENCE}}}[.!?]”)(?=\s|$)")
_TOLD_BETWEEN = re.compile(r",? [^\n.!?“”\"]+\. ")
_ASKED = re.compile(r"^(?:(?:(?:was|were|is|are|when|if) )+asked\b|Asked\b)")
_WORD = re.compile(r"\w+")


def with_unclaimed(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with the quotations and lists that typography gives to a speaker, in order."""
    marked, places = Marked.of(text), Places(attributions)
    _followed(marked, places)
    _continued(marked, places)
    with_lists(text, places)
    with_dialogue(text, places)
    _introduced(marked, places)
    with_those_before(marked, places)
    _taken_up(marked, places)
    _opening(marked, places)
    _reopened(marked, places)
    _gone_on_with(marked, places)
    _left_to_nobody(marked, places)
    return sorted(places, key=lambda one: one.content)


def _span(quotation: Quotation) -> Span:
    return Span(quotation.start, quotation.end)


def _followed(marked: Marked, places: Places) -> None:
    """What a quotation that asks for more is followed by attributes it."""
    for quotation in marked.quoted:
        behind = _BEHIND.match(marked.text, quotation.end) if _asks_for_more(marked.text, quotation) else None
        if behind is None or not quotation.closed:
            continue
        kind = "cue" if behind["cue"] else "cue_first"
        cue = Span(*behind.span(kind))
        source = Span(*behind.span("source" if kind == "cue" else "source_last"))
        span, owner = _span(quotation), _with_cue(places, cue, source)
        if owner is not None and _given_away(places, owner, span):
            for number in places.at(span, "content"):
                _leave_out(places, number, span)
            whole = places.remove(owner)
            places.add(replace(whole, content=tuple(sorted((*whole.content, span)))))
            continue
        touching = places.at(span, "content")
        if places.taken(cue) or not all(_within(part, span) for parts in touching.values() for part in parts):
            continue
        for number in touching:
            _leave_out(places, number, span)
        places.add(Attribution((span,), (source,), (cue,), "said", "direct", CONFIDENCE))


def _with_cue(places: Places, cue: Span, source: Span) -> int | None:
    """The first attribution with this cue. All of them get the source that stands beside it, where the reader took
    one from further on."""
    found = [number for number in places.at(cue, "cue") if places[number].cue == (cue,)]
    for number in found:
        one = places[number]
        if not any(part.overlaps(source) for part in one.source):
            sure = one.confidence if one.source else max(one.confidence, CONFIDENCE)
            places.replace(number, replace(one, source=(source,), confidence=sure))
    return found[0] if found else None


def _given_away(places: Places, owner: int, span: Span) -> bool:
    """Whether the quotation whose cue the reader found is, as a whole, content of others only."""
    holding = places.at(span, "content")
    within = all(_within(part, span) for parts in holding.values() for part in parts)
    return bool(holding) and owner not in holding and within


def _leave_out(places: Places, number: int, span: Span) -> None:
    """Without the content there; an attribution that had no other is taken away."""
    one = places[number]
    kept = tuple(part for part in one.content if not part.overlaps(span))
    if kept:
        places.replace(number, replace(one, content=kept))
    else:
        places.remove(number)


def _asks_for_more(text: str, quotation: Quotation) -> bool:
    if text.startswith(",", quotation.end):
        return True
    return text[quotation.start : quotation.end].rstrip("\"'”’“»« ")[-1:] in {",", "?", "!", "…"}


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _continued(marked: Marked, places: Places) -> None:
    """A sentence told in turns is one utterance, whoever the reader gave its parts to."""
    for chain in _sentences(marked):
        whole = Span(chain[0].start, chain[-1].end)
        inside: dict[int, set[Span]] = {}
        for span in chain:
            for number, parts in places.at(span, "content").items():
                inside.setdefault(number, set()).update(parts)
        if not inside or not all(
            len(parts) == len(set(places[number].content)) and all(_within(part, whole) for part in parts)
            for number, parts in inside.items()
        ):
            continue
        mine = [places.remove(number) for number in sorted(inside)]
        first = min(mine, key=lambda one: one.cue or one.content)
        named = _NAMED_BEHIND.match(marked.text, chain[0].end)
        if named and any(_ONLY_PRONOUN.fullmatch(part.of(marked.text)) for part in first.source):
            first = replace(first, source=(Span(*named.span("source")),))
        places.add(replace(first, content=tuple(chain), type="direct"))


def _sentences(marked: Marked) -> Iterator[list[Span]]:
    """Quotations, two or more, that together are one sentence with its speaker in between."""
    chain: list[Span] = []
    for quotation in marked.quoted:
        span = _span(quotation)
        if chain and not _goes_on(marked.text, chain[-1], span):
            if len(chain) > 1:
                yield chain
            chain = []
        chain.append(span)
    if len(chain) > 1:
        yield chain


def _goes_on(text: str, first: Span, second: Span) -> bool:
    gap = text[first.end : second.start]
    words = _WORD.search(text, second.start, second.end)
    return (
        len(gap) <= LONGEST_GAP
        and gap.rstrip().endswith(",")
        and first.of(text)[:-1].endswith(",")
        and not re.search(r"[.!?\n]\s", gap)
        and words is not None
        and words.group()[0].islower()
    )


def _introduced(marked: Marked, places: Places) -> None:
    """A quotation that ends a paragraph, or fills the one behind a colon, is whose the sentence before is."""
    text = marked.text
    for quotation in marked.quoted:
        span = _span(quotation)
        before = marked.sentence_before(span.start) if _whole_sentence(text, quotation) else None
        if before is None or marked.quotes_in(before):
            continue
        for number in places.at(span, "content"):
            if text[before.end - 1] == ":":
                places.replace(number, _without_topic(text, places[number], span))
            rest, *further = _said_behind(marked, places[number], before, span)
            places.replace(number, rest)
            for one in further:
                places.add(one)
        owner = next((number for number in places.at(span, "content") if span in places[number].content), None)
        source = about(text, before)
        if source is None:
            continue
        if owner is None and not places.taken(span):
            places.add(Attribution((span,), (source,), (), "said", "direct", CONFIDENCE_WITHOUT_CUE))
        elif owner is not None:
            places.replace(owner, _surer(places[owner], source))


def _surer(one: Attribution, source: Span) -> Attribution:
    if one.source and not any(source.overlaps(part) for part in one.source):
        return one
    return replace(one, source=one.source or (source,), confidence=max(one.confidence, CONFIDENCE_WITHOUT_CUE))


def _taken_up(marked: Marked, places: Places) -> None:
    """ "“It rained.", and in the next paragraph "“The road was gone,” said Holt.": a quotation left open because
    the next paragraph takes it up is of one content with it, unless a verb of speech stands with the first."""
    owner: int | None = None
    more: list[Span] = []
    for first, second in reversed(list(pairwise(marked.quoted))):
        span, behind = _span(first), _span(second)
        if not _left_open(marked.text, first, behind):
            continue
        if behind not in more[-1:]:
            _lengthen(places, owner, more)
            owner, more = _speaking(places, behind), []
        others = [number for number in places.at(span, "content") if number != owner]
        for number in others:
            places.replace(number, _to_the_end(places[number], span))
        told = any(SPEECH.search(part.of(marked.text)) for number in others for part in places[number].cue)
        if owner is None or told or owner in places.at(span, "content"):
            continue
        for number in others:
            _leave_out(places, number, span)
        more.append(span)
    _lengthen(places, owner, more)


def _left_open(text: str, quotation: Quotation, behind: Span) -> bool:
    """Whether the quotation opens its paragraph, is not closed, and the next one follows it."""
    opens = quotation.start == 0 or text[quotation.start - 1] == "\n"
    return opens and not quotation.closed and not text[quotation.end : behind.start].strip()


def _to_the_end(one: Attribution, span: Span) -> Attribution:
    """With all of a quotation of which the reader took no more than the beginning."""
    parts = tuple(span if part.start == span.start and part.end < span.end else part for part in one.content)
    return replace(one, content=parts)


def _speaking(places: Places, span: Span) -> int | None:
    """The first with a cue to whom the quotation belongs."""
    holding = [number for number, parts in places.at(span, "content").items() if span in parts]
    return next((number for number in holding if places[number].cue and places[number].kind == "said"), None)


def _lengthen(places: Places, owner: int | None, more: Sequence[Span]) -> None:
    if owner is not None and more:
        one = places.remove(owner)
        places.add(replace(one, content=tuple(sorted((*one.content, *more)))))


def _opening(marked: Marked, places: Places) -> None:
    """ "“It rained.” Maria Holt closes the window.": a sentence in quotation marks that opens a paragraph, which the
    rest of the paragraph, one sentence, says nothing of, is whose that sentence begins with."""
    text = marked.text
    for quotation in marked.quoted:
        span = _span(quotation)
        behind = _CLOSING_SENTENCE.match(text, span.end)
        if behind is None or text[span.start - 1 : span.start] not in {"", "\n"} or not _sentence(text, quotation):
            continue
        rest = Span(*behind.span("sentence"))
        whose = about(text, rest)
        if whose and whose.start == rest.start and not places.taken(span) and not places.taken(rest):
            places.add(Attribution((span,), (whose,), (), "said", "direct", CONFIDENCE_WITHOUT_CUE))


def _reopened(marked: Marked, places: Places) -> None:
    """ "“We left,” said Holt. The road was gone.”": what stands between the speaker's sentence and a mark that closes
    though none was opened is quoted too."""
    for number in places.numbers():
        one = places[number]
        if not one.cue or not any(is_quoted(marked.quoted, part.start) for part in one.content):
            continue
        at = max(part.end for part in (*one.cue, *one.source))
        behind = _STRAY_BEHIND.match(marked.text, at)
        if behind is None:
            continue
        span = Span(*behind.span("quoted"))
        kept = tuple(part for part in one.content if not part.overlaps(span))
        if kept and kept[0].start <= at and not set(places.at(span)) - {number}:
            kind: StatementType = "direct" if one.type == "direct" else "mixed"
            places.replace(number, replace(one, content=tuple(sorted((*kept, span))), type=kind))


def _gone_on_with(marked: Marked, places: Places) -> None:
    """A quotation left open because the next paragraph goes on with it: what stands there and is nobody's is of the
    same content. A speech may go on so over many paragraphs, which are given to it all at once."""
    more: dict[int, list[Span]] = {}
    for first, second in pairwise(marked.quoted):
        behind = _span(second)
        between = marked.text[first.end : behind.start]
        if first.closed or between.strip() or "\n" not in between or places.at(behind, "content", "cue"):
            _add_content(places, more)
            more = {}
            continue
        if not more:
            held = places.at(_span(first), "content")
            more = {number: [] for number, parts in held.items() if parts[-1].end == first.end}
        for spans in more.values():
            spans.append(behind)
    _add_content(places, more)


def _add_content(places: Places, more: Mapping[int, Sequence[Span]]) -> None:
    for number, spans in more.items():
        one = places.remove(number)
        places.add(replace(one, content=tuple(sorted((*one.content, *spans)))))


def _left_to_nobody(marked: Marked, places: Places) -> None:
    """Whole sentences in quotation marks that no attribution touches: somebody said them; behind "“…,” Holt said." it
    was Holt, who goes on."""
    last: Quotation | None = None
    for quotation in marked.quoted:
        span, start, previous, last = _span(quotation), quotation.start, last, quotation
        before = marked.text[max(0, start - 2) : start].rstrip(" ")[-1:]
        inside = marked.text[start + 1 : quotation.end - quotation.closed]
        begins = before in {"", "\n", ".", "!", "?", ":", "”"} and inside[:1].isupper()
        whole = quotation.closed and begins and inside[-1:] in {".", "!", "?", ","}
        if not whole or places.taken(span):
            continue
        speaking = _told_between(marked, places, previous, span) if previous else None
        if speaking is not None:
            one = places.remove(speaking)
            places.add(replace(one, content=tuple(sorted((*one.content, span)))))
        elif len(_WORD.findall(inside)) >= FEWEST_OF_SPEECH:
            places.add(Attribution((span,), (), (), "said", "direct", CONFIDENCE_WITHOUT_CUE))


def _told_between(marked: Marked, places: Places, quotation: Quotation, behind: Span) -> int | None:
    """Whose quotation it is, where the sentence between it and the next one says so and nothing else."""
    if behind.start > quotation.end + LONGEST_TOLD or not _asks_for_more(marked.text, quotation):
        return None
    if not _TOLD_BETWEEN.fullmatch(marked.text, quotation.end, behind.start):
        return None
    for number, parts in places.at(_span(quotation), "content").items():
        told = any(quotation.end <= cue.start < behind.start for cue in places[number].cue)
        if told and any(part.end >= quotation.end - 1 for part in parts):
            return number
    return None


def _without_topic(text: str, one: Attribution, span: Span) -> Attribution:
    """ "The pilot on the decision to turn back: “It rained.”": what the quotation is about is no part of it, where no
    verb of speech stands before."""
    if len(one.content) != 1 or one.content[0].start >= span.start or one.content[0].end != span.end:
        return one
    if not one.cue or any(SPEECH.search(part.of(text)) for part in one.cue):
        return one
    return replace(one, content=(span,), type="direct")


def _said_behind(marked: Marked, one: Attribution, before: Span, span: Span) -> Iterator[Attribution]:
    """ "remembers the strike: “It rained.”", "sees it otherwise. “It rained.”": the quotation behind the sentence
    `before` was said, whatever is held there; without a verb of speech the two are no one content. Behind "was
    asked" it is the answer, whose source the sentence names."""
    text = marked.text
    touching = [part for part in one.content if part.overlaps(span)]
    rest = tuple(_until(text, part, before.end) for part in one.content if part.start < before.end)
    alone = touching == [span] and (one.kind == "said" or not rest)
    asked = any(_ASKED.search(part.of(text)) for part in one.cue)
    told = not one.cue  # by the layout, which knows what it is
    across = touching != [span] and not asked and any(SPEECH.search(part.of(text)) for part in one.cue)
    if not touching or alone or across or told:
        yield one
        return
    if one.kind == "held" and len(_WORD.findall(" ".join(part.of(text) for part in rest))) > 1:
        yield replace(one, content=rest, type=type_of(text, rest, marked.quoted))
    if asked:
        one = replace(one, source=(), cue=())
    further = (part for part in one.content if part.start >= span.end)
    yield replace(one, content=(span, *further), cue=one.cue if one.kind == "said" else (), kind="said", type="direct")


def _until(text: str, part: Span, end: int) -> Span:
    return Span(part.start, part.start + len(text[part.start : min(part.end, end)].rstrip(" .!?:")))


def _whole_sentence(text: str, quotation: Quotation) -> bool:
    """Whether the quotation is a sentence with which its paragraph ends."""
    return text[quotation.end : quotation.end + 1] in {"", "\n"} and _sentence(text, quotation)


def _sentence(text: str, quotation: Quotation) -> bool:
    inside = text[quotation.start + 1 : quotation.end - quotation.closed]
    words = _WORD.findall(inside)
    return len(words) >= FEWEST_WORDS and not words[0][0].islower() and inside[-1:] in {".", "!", "?"}
