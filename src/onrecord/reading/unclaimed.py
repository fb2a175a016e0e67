"""Quotations whose speaker the typography tells, where the model gave them to nobody or to somebody else.

The reader is trained on political reports, in which a quotation is followed by its speaker's name and nothing else.
Four conventions of print hold elsewhere too, and each is a rule here: a quotation that ends in a comma is
attributed by the words behind it; a sentence that goes on in small letters behind "she said," is one utterance; a
quotation that ends a paragraph, or fills the one behind a colon, is the words of whom the sentence before is about;
the lines of a list belong to the sentence that ends in a colon before it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.model import Attribution, Span
from onrecord.reading.quotation import Quotation, is_quoted, quotations, type_of

CONFIDENCE = 0.8
"""Of a quotation with its speaker and verb directly behind it."""
CONFIDENCE_WITHOUT_CUE = 0.6
"""Of one without a verb: the sentence before may be about somebody else."""
LONGEST_GAP = 90
"""Characters between two quotations of one sentence: "said Holt, and tapped the table,"."""
FEWEST_WORDS = 3
"""Shorter quotations without a verb are names and slogans as often as speech."""
FEWEST_LINES = 2
"""Lines that make a list."""

_TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Sgt|Lt|Col|Capt|St)\.? )?"
_NAME = rf"{_TITLE}(?:[A-Z]\.? )?[A-Z][\w’'-]*\w(?: (?:[A-Z]\.|de|van|von|al|bin|[A-Z][\w’'-]*\w)){{0,3}}"
_ROLE = r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ne|[Aa]nother) [a-z][\w-]*(?: [a-z][\w-]*){0,2}?"
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e)"
_VERB = (
    r"(?:said|says|say|asked|asks|replied|replies|answered|answers|added|adds|told|tells|recalled|recalls|insisted"
    r"|insists|explained|explains|argued|argues|warned|warns|shouted|shouts|whispered|corrected|countered|counters"
    r"|continued|continues|went on|noted|notes|wrote|writes|posted|tweeted|joked|jokes|responded|responds|announced"
    r"|complained|complains|admitted|admits|concluded|concludes|cried|quipped|remarked|stressed|stated)"
)
_LISTED = (
    r"(?:said|says|say|recommended|recommends|recommend|demanded|demands|demand|proposed|proposes|propose|promised"
    r"|promises|promise|announced|announces|wrote|writes|urged|urges|advised|advises|warned|warns|found|finds)"
)
_END = r"(?=\s*(?:[,.;:!?—–\n]|$)|\s(?:of|who|in|at|on|after|as|when|from|to|and|with|during|before|while|outside)\b)"
_BEHIND = re.compile(
    rf"[ ,]*(?:(?P<source>{_PRONOUN}|{_NAME}|{_ROLE}) (?:\w+ly )?(?P<cue>{_VERB})\b"
    rf"|(?P<cue_first>{_VERB}) (?P<source_last>{_PRONOUN}\b|{_NAME}|{_ROLE}{_END}))"
)
_NAMED_BEHIND = re.compile(rf"[ ,]*(?P<source>{_NAME}|{_ROLE})(?= \w+(?:ed|s|id)\b)")
_ONLY_PRONOUN = re.compile(_PRONOUN)
_SAID_LIST = re.compile(rf"(?P<source>{_PRONOUN}|{_NAME}|{_ROLE}) (?P<cue>{_LISTED})(?: on [A-Z]\w+)?:$")
_SPEECH = re.compile(rf"\b{_VERB}\b|ing\b|that$")
_LINE = re.compile(r"(?:[–—•*‣◦▪●·-] ?|\d{1,2}[.)] )\S")
_RUN_IN = re.compile(r":\s(?P<list>[^.:;!?\n“”\"]+,[^.:;!?\n“”\"]*\b(?:and|or)\b[^.:;!?\n“”\"]+)[.;]")
_POINTER = re.compile(r"\b(?:following|these|this|what)\b")
_NAMED = re.compile(_NAME)
_FIRST_NOUN = re.compile(r"(?:The|An?|His|Her|Its) [a-z][\w-]*(?:[’']s)?")
_OWNER = re.compile(r"\b(?:the|a|his|her) [a-z][\w-]*[’']s")
# Sentences begin with a capital: these are no names.
_NO_NAME = frozenset(
    """The A An For There Ask Asked In On At From With But And It He She They We I His Her Their This That These Those
    When While If As After Before No Not Yet Still So Then One Two Three To By What Who How Why Where Under Over Like
    Yesterday Today Tomorrow Now Later Earlier Last Next Even Only Perhaps Maybe Once Since Until Because Though
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December""".split()
)
_CLOSING_SENTENCE = re.compile(r" (?P<sentence>[^\n.!?“”\"]+[.!?])$", re.MULTILINE)
_STRAY_BEHIND = re.compile(r"[.] (?P<quoted>[A-Z][^“”\"\n]*[.!?]”)(?=\s|$)")
_ASKED = re.compile(r"^(?:(?:(?:was|were|is|are|when|if) )+asked\b|Asked\b)")
_PLACED = re.compile(r"\b(?:of|in|at|from|near|to) (?:the )?$")
_OWNS = re.compile(r"[’']s?$")
_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")


def with_unclaimed(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with the quotations and lists that typography gives to a speaker, in order."""
    quoted = quotations(text)
    found = _followed(text, list(attributions), quoted)
    found = _continued(text, found, quoted)
    found = _run_in(text, _listed(text, found))
    found = _introduced(text, found, quoted)
    found = _taken_up(text, found, quoted)
    found = _opening(text, found, quoted)
    found = [_reopened(text, one, found, quoted) for one in found]
    return sorted(found, key=lambda one: one.content)


def _followed(text: str, found: list[Attribution], quoted: Sequence[Quotation]) -> list[Attribution]:
    for quotation in quoted:
        behind = _BEHIND.match(text, quotation.end) if _asks_for_more(text, quotation) else None
        if behind is None or not quotation.closed:
            continue
        kind = "cue" if behind["cue"] else "cue_first"
        cue = Span(*behind.span(kind))
        source = Span(*behind.span("source" if kind == "cue" else "source_last"))
        found = [_from_beside(one, cue, source) for one in found]
        owner = next((one for one in found if one.cue == (cue,)), None)
        span = Span(quotation.start, quotation.end)
        if owner is not None and _given_away(found, owner, span):
            others = [kept for one in found if one is not owner and (kept := _without(one, span)) is not None]
            found = [*others, replace(owner, content=tuple(sorted((*owner.content, span))))]
            continue
        if any(part.overlaps(cue) for one in found for part in (*one.cue, *one.source, *one.content)):
            continue
        if any(part.overlaps(span) and not _within(part, span) for one in found for part in one.content):
            continue
        found = [kept for one in found if (kept := _without(one, span)) is not None]
        found.append(Attribution((span,), (source,), (cue,), "said", "direct", CONFIDENCE))
    return found


def _given_away(found: Sequence[Attribution], owner: Attribution, span: Span) -> bool:
    """Whether the quotation whose cue the reader found is, as a whole, content of others only."""
    holding = [one for one in found if any(part.overlaps(span) for part in one.content)]
    within = all(_within(part, span) for one in holding for part in one.content if part.overlaps(span))
    return bool(holding) and owner not in holding and within


def _from_beside(one: Attribution, cue: Span, source: Span) -> Attribution:
    """With the source that stands beside its cue, where the reader took one from further on."""
    elsewhere = one.cue == (cue,) and not any(part.overlaps(source) for part in one.source)
    return replace(one, source=(source,)) if elsewhere else one


def _asks_for_more(text: str, quotation: Quotation) -> bool:
    return text[quotation.start : quotation.end].rstrip("\"'”’“»« ")[-1:] in {",", "?", "!", "…"}


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _without(one: Attribution, span: Span) -> Attribution | None:
    kept = tuple(part for part in one.content if not part.overlaps(span))
    return replace(one, content=kept) if kept else None


def _continued(text: str, found: list[Attribution], quoted: Sequence[Quotation]) -> list[Attribution]:
    for chain in _sentences(text, quoted):
        whole = Span(chain[0].start, chain[-1].end)
        mine = [
            one for one in found if all(_within(p, whole) and any(p.overlaps(q) for q in chain) for p in one.content)
        ]
        others = [one for one in found if one not in mine]
        if not mine or any(part.overlaps(span) for one in others for part in one.content for span in chain):
            continue
        first = min(mine, key=lambda one: one.cue or one.content)
        named = _NAMED_BEHIND.match(text, chain[0].end)
        if named and any(_ONLY_PRONOUN.fullmatch(part.of(text)) for part in first.source):
            first = replace(first, source=(Span(*named.span("source")),))
        found = [*others, replace(first, content=tuple(chain), type="direct")]
    return found


def _sentences(text: str, quoted: Sequence[Quotation]) -> Iterator[list[Span]]:
    """Quotations, two or more, that together are one sentence with its speaker in between."""
    chain: list[Span] = []
    for quotation in quoted:
        span = Span(quotation.start, quotation.end)
        if chain and not _goes_on(text, chain[-1], span):
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
        first.of(text)[:-1].endswith(",")
        and gap.rstrip().endswith(",")
        and len(gap) <= LONGEST_GAP
        and not re.search(r"[.!?\n]\s", gap)
        and words is not None
        and words.group()[0].islower()
    )


def _listed(text: str, found: list[Attribution]) -> list[Attribution]:
    paragraphs = list(_PARAGRAPH.finditer(text))
    for number, paragraph in enumerate(paragraphs):
        lines = _lines_behind(paragraphs[number + 1 :])
        if len(lines) < FEWEST_LINES or not paragraph.group().rstrip().endswith(":"):
            continue
        if any(part.overlaps(line) for one in found for part in one.content for line in lines):
            continue
        said = _SAID_LIST.search(text[: paragraph.end()].rstrip(), paragraph.start())
        before = [one for one in found if one.cue and paragraph.start() <= one.cue[0].start < paragraph.end()]
        if before:
            last = before[-1]
            points = _POINTER.search(" ".join(part.of(text) for part in last.content))
            content = lines if points else (*last.content, *lines)
            found = [replace(one, content=content) if one is last else one for one in found]
        elif said:
            source, cue = (Span(*said.span(group)) for group in ("source", "cue"))
            found.append(Attribution(lines, (source,), (cue,), "said", "indirect", CONFIDENCE))
    return found


def _run_in(text: str, found: list[Attribution]) -> list[Attribution]:
    """Lists in the sentence itself, "announced: a pool, a park and a bridge.": never cut in the middle."""
    for colon in _RUN_IN.finditer(text):
        listed = Span(*colon.span("list"))
        start = max(text.rfind("\n", 0, colon.start()), text.rfind(". ", 0, colon.start()), -1) + 1
        before = [one for one in found if one.cue and start <= one.cue[0].start < listed.start]
        owner = next((one for one in before if one.content[-1].end > colon.start() - 1), None)
        said = _SAID_LIST.search(text[: colon.start() + 1], start)
        if owner is not None:
            first = owner.content[0]
            points = first.start < colon.start() and _POINTER.search(text, first.start, colon.start())
            content = tuple(part for part in owner.content if part.end <= listed.start and not points)
            begin = min([listed.start, *(part.start for part in owner.content if part.overlaps(listed) and not points)])
            whole = replace(owner, content=(*content, Span(begin, listed.end)))
            found = [whole if one is owner else one for one in found]
        elif said and not before and not any(part.overlaps(listed) for one in found for part in one.content):
            source, cue = (Span(*said.span(group)) for group in ("source", "cue"))
            found.append(Attribution((listed,), (source,), (cue,), "said", "indirect", CONFIDENCE))
    return found


def _lines_behind(paragraphs: Sequence[re.Match[str]]) -> tuple[Span, ...]:
    lines = []
    for paragraph in paragraphs:
        if not _LINE.match(paragraph.group()):
            break
        lines.append(Span(*paragraph.span()))
    return tuple(lines)


def _introduced(text: str, found: list[Attribution], quoted: Sequence[Quotation]) -> list[Attribution]:
    for quotation in quoted:
        span = Span(quotation.start, quotation.end)
        before = _sentence_before(text, span)
        if before is None or not _whole_sentence(text, quotation):
            continue
        if any(before.overlaps(Span(other.start, other.end)) for other in quoted):
            continue
        if text[before.end - 1] == ":":
            found = [_without_topic(text, one, span) for one in found]
        found = [kept for one in found for kept in _said_behind(text, one, before, span)]
        owner = next((one for one in found if span in one.content), None)
        source = _about(text, before)
        if source is None:
            continue
        if owner is None and not _taken(found, span):
            found.append(Attribution((span,), (source,), (), "said", "direct", CONFIDENCE_WITHOUT_CUE))
        elif owner is not None and (not owner.source or any(source.overlaps(part) for part in owner.source)):
            surer = replace(
                owner, source=owner.source or (source,), confidence=max(owner.confidence, CONFIDENCE_WITHOUT_CUE)
            )
            found = [surer if one is owner else one for one in found]
    return found


def _taken_up(text: str, found: list[Attribution], quoted: Sequence[Quotation]) -> list[Attribution]:
    """ "“It rained.", and in the next paragraph "“The road was gone,” said Holt.": a quotation left open because
    the next paragraph takes it up is of one content with it, unless a verb of speech stands with the first."""
    for first, second in reversed(list(pairwise(quoted))):
        span, behind = (Span(one.start, one.end) for one in (first, second))
        if first.closed or text[span.end : behind.start].strip() or text[span.start - 1 : span.start] not in {"", "\n"}:
            continue
        owner = next((one for one in found if one.cue and one.kind == "said" and behind in one.content), None)
        others = [one for one in found if one is not owner and any(part.overlaps(span) for part in one.content)]
        told = any(_SPEECH.search(part.of(text)) for one in others for part in one.cue)
        if owner is None or told or any(part.overlaps(span) for part in owner.content):
            continue
        kept = [one for one in found if one is not owner and one not in others]
        found = [*kept, replace(owner, content=tuple(sorted((*owner.content, span))))]
    return found


def _opening(text: str, found: list[Attribution], quoted: Sequence[Quotation]) -> list[Attribution]:
    """ "“It rained.” Maria Holt closes the window.": a sentence in quotation marks that opens a paragraph, which the
    rest of the paragraph, one sentence, says nothing of, is whose that sentence begins with."""
    for quotation in quoted:
        span = Span(quotation.start, quotation.end)
        behind = _CLOSING_SENTENCE.match(text, span.end)
        if behind is None or text[span.start - 1 : span.start] not in {"", "\n"} or not _sentence(text, quotation):
            continue
        rest = Span(*behind.span("sentence"))
        whose = _about(text, rest)
        if whose and whose.start == rest.start and not _taken(found, span) and not _taken(found, rest):
            found = [*found, Attribution((span,), (whose,), (), "said", "direct", CONFIDENCE_WITHOUT_CUE)]
    return found


def _reopened(text: str, one: Attribution, found: Sequence[Attribution], quoted: Sequence[Quotation]) -> Attribution:
    """ "“We left,” said Holt. The road was gone.”": what stands between the speaker's sentence and a mark that closes
    though none was opened is quoted too."""
    if not one.cue or not any(is_quoted(quoted, part.start) for part in one.content):
        return one
    at = max(part.end for part in (*one.cue, *one.source))
    behind = _STRAY_BEHIND.match(text, at)
    if behind is None:
        return one
    span = Span(*behind.span("quoted"))
    kept = tuple(part for part in one.content if not part.overlaps(span))
    others = (other for other in found if other is not one)
    if not kept or kept[0].start > at or _taken([*others], span):
        return one
    return replace(one, content=tuple(sorted((*kept, span))), type="direct" if one.type == "direct" else "mixed")


def _taken(found: Sequence[Attribution], span: Span) -> bool:
    return any(span.overlaps(other) for one in found for other in (*one.content, *one.source, *one.cue))


def _without_topic(text: str, one: Attribution, span: Span) -> Attribution:
    """ "The pilot on the decision to turn back: “It rained.”": what the quotation is about is no part of it, where no
    verb of speech stands before."""
    if len(one.content) != 1 or one.content[0].start >= span.start or one.content[0].end != span.end:
        return one
    if not one.cue or any(_SPEECH.search(part.of(text)) for part in one.cue):
        return one
    return replace(one, content=(span,), type="direct")


def _said_behind(text: str, one: Attribution, before: Span, span: Span) -> Iterator[Attribution]:
    """ "remembers the strike: “It rained.”", "sees it otherwise. “It rained.”": the quotation behind the sentence
    `before` was said, whatever is held there; without a verb of speech the two are no one content. Behind "was
    asked" it is the answer, whose source the sentence names."""
    touching = [part for part in one.content if part.overlaps(span)]
    rest = tuple(_until(text, part, before.end) for part in one.content if part.start < before.end)
    alone = touching == [span] and (one.kind == "said" or not rest)
    asked = any(_ASKED.search(part.of(text)) for part in one.cue)
    across = touching != [span] and not asked and any(_SPEECH.search(part.of(text)) for part in one.cue)
    if not touching or alone or across:
        yield one
        return
    if one.kind == "held" and len(_WORD.findall(" ".join(part.of(text) for part in rest))) > 1:
        yield replace(one, content=rest, type=type_of(text, rest, quotations(text)))
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


def _sentence_before(text: str, span: Span) -> Span | None:
    """The sentence that the quotation follows: in its paragraph or, where that ends in a colon, in the one before."""
    end = len(text[: span.start].rstrip())
    between = text[end : span.start]
    if not end or text[end - 1] not in (":" if "\n" in between else ".!?:"):
        return None
    start = text.rfind("\n", 0, end) + 1
    stops = [stop.end() for stop in re.finditer(r"(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)[.!?] ", text[start : end - 1])]
    return Span(start + stops[-1] if stops else start, end)


def _about(text: str, sentence: Span) -> Span | None:
    """The one whom a sentence names, or whom it begins with; None where it names several or nobody."""
    names = []
    for found in _NAMED.finditer(text, sentence.start, sentence.end):
        start = found.start()
        first, _, rest = found.group().partition(" ")
        if start == sentence.start and first in _NO_NAME:
            start += len(first) + 1
            if not rest:
                continue
        placed = _PLACED.search(text[sentence.start : start]) and not _OWNS.search(text, start, found.end())
        if text[start : found.end()] in _NO_NAME or placed:
            continue
        names.append(Span(start, found.end()))
    if names and (len(names) == 1 or names[0].start == sentence.start):
        return names[0]
    if names:
        return None
    noun = _FIRST_NOUN.match(text, sentence.start, sentence.end) or _owner(text, sentence)
    return Span(*noun.span()) if noun else None


def _owner(text: str, sentence: Span) -> re.Match[str] | None:
    return _OWNER.search(text, sentence.start, sentence.end) if text[sentence.end - 1] == ":" else None
