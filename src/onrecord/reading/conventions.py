"""Where a statement differs from an attribution as PolNeAR annotates it.

Plain reports that the reader left out: "Parents say the letter came too late."

In running news it finds all of these; in texts of another make (a letter set off, a list of posts) it at times leaves
out a sentence that nobody would doubt. Only a sentence that no attribution touches is looked at.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.english.calendar import CAPITAL_MONTH, WEEKDAY
from onrecord.english.quotation_marks import Quotation, is_quoted, quotation_at, quotations, type_of
from onrecord.english.sentences import sure_ends
from onrecord.model import Attribution, Span
from onrecord.reading.naming import NAME, ROLE, Places, is_name

CONFIDENCE = 0.75
_NO_SOURCE = (
    r"(?!(?:Nobody|None|Neither|Nothing|It|That|This|What|Who|There|Here|If|When|While|Some|Many|Most|As|After|Before)\b"
    r"|(?:No|Not) )"
)
BEGINS_CLAUSE = r"(?:the|a|an|it|he|she|they|we|its|his|her|their|there|no|[A-Z][\w’'-]+)\b"
_REPORT = re.compile(
    rf"(?:(?<=[.!?] )|^){_NO_SOURCE}(?P<source>(?:{NAME}|{ROLE}|[A-Z][a-z]+s)(?:, [^,.:;\n“”\"]{{2,80}},)?)"
    rf" (?P<cue>said|say|says) (?:that )?(?P<content>{BEGINS_CLAUSE}[^.!?;:\n“”\"]{{8,300}})\.(?=\s|$)",
    re.MULTILINE,
)


def plain_reports(text: str, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """The sentences "X said that Y." that none of the attributions touches."""
    places = Places(attributions)
    for report in _REPORT.finditer(text):
        if not places.taken(Span(*report.span())):
            source, cue, content = (Span(*report.span(name)) for name in ("source", "cue", "content"))
            yield Attribution((content,), (source,), (cue,), "said", "indirect", CONFIDENCE)


# "that" begins a clause, unless what follows makes it a pronoun ("that is wrong", "that kind of talk").
_COMPLEMENTISER = re.compile(
    r"that\s+(?=[\w\"“‘'])(?!(?:is|was|will|would|has|had|can|could|may|might|must|should|does|did|kind|sort|much|many)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")
_ASKED = re.compile(
    r"\b(?:asked|about|regarding|addressed|addressing|discuss\w*|comment\w*|question\w*)\b", re.IGNORECASE
)
_NOT_SAID = re.compile(
    r"\b(?:not|never|nor|cannot|without|declin(?:e|es|ed|ing) to|refus(?:e|es|ed|ing) to)\b|n[’']t\b", re.IGNORECASE
)
# "did not only say", "could not resist saying", "not to deny": said all the same.
_SAID_AFTER_ALL = re.compile(r"\b(?:only|just|merely|simply|resist|help|hesitate|hide|stop|deny)\b", re.IGNORECASE)
_NOBODY = re.compile(r"(?:nobody|no one|none|neither|no \w+)\b", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"(?:\b(?:if|unless|suppose|supposing|should|imagine|whether|had)(?: and when| only)?|\b(?:one day)) $",
    re.IGNORECASE,
)
_MIGHT = re.compile(r"\b(?:would|could|might)\s+(?:\w+ly\s+)?(?:have\s+)?\w+", re.IGNORECASE)
_NOTHING = re.compile(r"nothing\b", re.IGNORECASE)
_GAP = re.compile(rf", (?:and |but |while )?(?P<source>{NAME})(?=\s)(?P<content> that )")
_LONGEST_GAPPED = 400
"""Characters of two clauses of which the second has its verb in the first."""
_DASH = re.compile(r"\s?[—–―]$")
_LEFT_OVER = re.compile(r"(?:(?<=[”\"»])[,;])?(?:\s{1,3}(?:but|and))?$")
_LONGEST_LEFT_OVER = 8
"""Characters, with the mark before it."""
_THEN_QUOTED = re.compile(r"[.!?]\s{1,3}(?=[“\"])")
_STRAY_CLOSE = re.compile(r"(?<=[.!?])”(?=\s)")
_OWNED_CLAIM = re.compile(
    r"(?P<source>[^,.;:\"“”]{2,80}?)[’']s?\s+(?:[\w-]+\s+){0,2}?"
    r"(?P<cue>suggestion|claim|assertion|statement|promise|pledge|vow|warning|argument|proposal|allegation|accusation"
    r"|demand|announcement|comment|remark|insistence|admission|denial|contention|belief|declaration|prediction"
    r"|observation|charge|assurance|threat|call)s?\s+(?:that|to)\s+",
    re.IGNORECASE,
)

_WEEKDAY = rf"{WEEKDAY}(?: (?:morning|afternoon|evening|night))?"
_DATE = rf"(?:{CAPITAL_MONTH} \d{{1,2}}|\d{{1,2}} {CAPITAL_MONTH})(?:,? \d{{4}})?"
# A weekday alone may be a surname.
_DAY_BEHIND = re.compile(rf"(?:,? (?:(?:on|last|this|late|early)(?: late| early)? (?:{_WEEKDAY}|{_DATE})|{_DATE}))$")

_RELATIVE = re.compile(r",\s(?:who|which|whose|speaking)\b[^,;.]{0,200},")
"""A clause about the source: "a customer, who asked not to be named, said"."""

_OPENER = re.compile(
    r"(?:but|still|instead|however|yet|and|so|also|then|now|meanwhile|moreover|nevertheless|nonetheless|besides|plus"
    r"|rather|again|thus|therefore|in fact|after all|for now|of course|even so),?",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s+(?:pic\.twitter\.com/|https?://t\.co/)\w+$")
_LONGEST_LINK = 60
"""Characters of it, and of the space before it."""
_WHOM = (
    r"(?!(?:to|for|that|whether|if|about|why|how|what|who|when|where|against|of|on) )"
    r"(?P<whom>(?:[\w’'&.-]+ ){1,12}?)"
)
_TOLD_TO = (
    (
        re.compile(
            r"\b(?:(?:urg|order|instruct|encourag|beg|implor|exhort|persuad|advis|ask|command)\w*|call\w* (?:up)?on"
            r"|appeal\w* to|plead\w* with)$"
        ),
        re.compile(rf"{_WHOM}(?=(?:not )?to [a-z])"),
    ),
    (
        re.compile(r"\b(?:(?:warn|caution|inform|assur|remind|advis|notif)\w*|tell(?:s|ing)?|told)$"),
        re.compile(rf"{_WHOM}(?=that {BEGINS_CLAUSE})"),
    ),
)
"""Verbs that take whom something is told to before "to" or "that", and these words."""
_FINITE = re.compile(r"\b(?:is|are|was|were|will|would|can|could|should|may|might|must|has|have|had|and then)\b")
_LONGEST_VERB = 40
"""Characters of a cue that are looked at."""
_RELAYED = re.compile(
    r" (?P<source>[^,;:.“”\"\n]{2,60}?) (?P<cue>said|says|told|added|wrote|tweeted|posted)\b[^,;:.“”\"\n]{0,60}"
)
"""Who said a quotation, behind its closing mark."""
_OPENING, _CLOSING = '“"', '”"'
_MOST_MARKS = 40
"""Characters between a word and the marks and dashes that stand around it."""
_OWNED_CLAIM_CONFIDENCE = 0.5
"""At least: the reader's doubt is about who asked, which no longer matters. The owner stands before the claim; that the
article reports it there as a statement is about as likely as not (24 of 69 in PolNeAR are annotated, without
"asked about" before them)."""


def conventional(text: str, attributions: Iterable[Attribution]) -> list[Attribution]:
    """The attributions by the conventions of statements.

    One word that is not quoted reports nothing ("praised them", "asked whether"): it makes no statement. Nor do
    words that nobody said: "did not say that", "nobody claimed", "would say", "if she says"."""
    quoted, attributions = quotations(text), list(attributions)
    attributions += plain_reports(text, attributions)
    apart = (part for one in attributions if not _unsaid(text, one) for part in _without_gap(text, one))
    found = (_conventional(text, part, quoted) for one in apart for part in _report_and_quotation(text, one, quoted))
    return [
        one for one in found if one.type != "indirect" or one.content[1:] or _has_second_word(one.content[0].of(text))
    ]


def _without_gap(text: str, one: Attribution) -> Iterator[Attribution]:
    """ "Holt said the road was safe, Lang that it was not.": the verb that is left out stands before, and the second
    clause is the second speaker's."""
    first, last = one.content[0].start, one.content[-1].end
    gap = _GAP.search(text, first, min(last, first + _LONGEST_GAPPED)) if one.type == "indirect" and one.cue else None
    if gap is None or not is_name(gap["source"]) or one.cue[0].start > first:
        yield one
        return
    before = tuple(Span(part.start, min(part.end, gap.start())) for part in one.content if part.start < gap.start())
    yield replace(one, content=before)
    source, content = Span(*gap.span("source")), Span(gap.start("content") + 1, last)
    yield replace(one, source=(source,), content=(content,))


def _report_and_quotation(text: str, one: Attribution, quoted: Sequence[Quotation]) -> Iterator[Attribution]:
    """ "Holt says the road is safe. “I drive there.”": what is told in the author's words, and then in the speaker's,
    is two statements."""
    first, last = one.content[0].start, one.content[-1].end
    borders = () if quotation_at(quoted, first) else _THEN_QUOTED.finditer(text, first, last)
    border = next((found for found in borders if not quotation_at(quoted, found.start() - 1)), None)
    if border is None or _quoted_before_cue(text, one, border.start(), quoted):
        yield one
        return
    end, start = border.start() + 1, border.end()
    before = tuple(Span(part.start, min(part.end, end)) for part in one.content if part.start < end)
    behind = tuple(Span(max(part.start, start), part.end) for part in one.content if part.end > start)
    for content in (before, behind):
        yield replace(one, content=content, type=type_of(text, content, quoted))


def _quoted_before_cue(text: str, one: Attribution, at: int, quoted: Sequence[Quotation]) -> bool:
    """ "The road is “safe,” Holt says. “I drive there.”": the speaker stands within one utterance."""
    cue = one.cue[0] if one.cue else one.content[0]
    before = next((part for part in reversed(one.content) if part.end <= cue.start), None)
    return (
        before is not None
        and cue.start < at
        and is_quoted(quoted, before.start + len(before.of(text).rstrip(", ")) - 1)
    )


def _has_second_word(words: str) -> bool:
    return sum(1 for word in words.split() if _WORD.search(word)) > 1


def _unsaid(text: str, attribution: Attribution) -> bool:
    """Whether a report is negated or supposed. Quoted words were said by somebody, whatever the verb."""
    if attribution.kind != "said" or attribution.type == "direct" or not attribution.cue:
        return False
    source, cue = attribution.source, attribution.cue[0]
    start = cue.start
    if source and source[0].end <= cue.start and cue.start - source[0].end < 30:
        start = source[0].end
    verb = _RELATIVE.sub(" ", text[start : cue.end])
    if _SAID_AFTER_ALL.search(verb):
        return False
    if _NOT_SAID.search(verb) or _MIGHT.search(verb):
        return True
    if (source and _NOBODY.match(source[0].of(text))) or _NOTHING.match(text, attribution.content[0].start):
        return True
    first = min(source[0].start if source else cue.start, cue.start)
    return bool(_SUPPOSED.search(text[max(0, first - 30) : first]))


def _conventional(text: str, attribution: Attribution, quoted: Sequence[Quotation]) -> Attribution:
    attribution = _without_opener(text, without_link(text, attribution))
    attribution = _without_day(text, _within_sentence(text, _without_dash(text, _of_who_said(text, attribution))))
    attribution = _without_complementiser(text, _without_hearer(text, _of_claims_owner(text, attribution)))
    return _without_ending(text, _with_marks(text, _before_stray_mark(text, attribution), quoted))


def _without_dash(text: str, attribution: Attribution) -> Attribution:
    """Without the dash with which dialogue goes on behind words or name: "—It rains —said Holt—."."""
    if attribution.type != "indirect":
        return attribution

    def cut(part: Span) -> Span:
        dash = _DASH.search(text, max(part.start + 1, part.end - 2), part.end)
        return Span(part.start, dash.start()) if dash else part

    content, source = (tuple(map(cut, parts)) for parts in (attribution.content, attribution.source))
    return replace(attribution, content=content, source=source)


def _within_sentence(text: str, attribution: Attribution) -> Attribution:
    """With a source that ends where its sentence does: "said his wife, Ana. Holt said" are two."""
    if not attribution.cue:
        return attribution
    cue, source = attribution.cue[0], tuple[Span, ...]()
    for part in attribution.source:
        ends = sure_ends(text, part)
        if ends and cue.start >= part.end:
            start, end = ends[-1].end, part.end
        else:
            start, end = part.start, ends[0].start if ends else part.end
        # What is nothing but the end of a sentence is no source of another.
        source += (Span(start, end) if text[start:end].strip() else part,)
    return replace(attribution, source=source)


def _without_day(text: str, attribution: Attribution) -> Attribution:
    """Without a day behind the name: "said Holt on Friday" names Holt, and Friday is when it was said."""
    source = tuple(
        Span(part.start, behind.start() + part.start) if (behind := _DAY_BEHIND.search(part.of(text))) else part
        for part in attribution.source
    )
    return replace(attribution, source=source) if all(part.start < part.end for part in source) else attribution


def _without_ending(text: str, attribution: Attribution) -> Attribution:
    """Without a comma behind the closing mark, and a last "but" or "and": there the author goes on."""
    parts = tuple(Span(part.start, _ending(text, part)) for part in attribution.content)
    return replace(attribution, content=parts) if all(part.start < part.end for part in parts) else attribution


def _ending(text: str, part: Span) -> int:
    found = _LEFT_OVER.search(text, max(part.start, part.end - _LONGEST_LEFT_OVER), part.end)
    return found.start() if found else part.end


def _before_stray_mark(text: str, attribution: Attribution) -> Attribution:
    """Without what stands behind a mark that closes a sentence though none was opened: the author goes on there."""
    if attribution.type != "indirect":
        return attribution
    parts = []
    for part in attribution.content:
        stray = _STRAY_CLOSE.search(text, part.start, part.end)
        parts.append(Span(part.start, stray.start()) if stray else part)
    return replace(attribution, content=tuple(parts))


def _with_marks(text: str, attribution: Attribution, quoted: Sequence[Quotation]) -> Attribution:
    """With the marks of a quotation that the content fills: they stay inside. A part that is a mark alone is left
    out: in an unbalanced paragraph the reader at times takes no more of what follows."""
    if attribution.type == "indirect":
        return attribution
    parts = (_marked(text, part, quoted) for part in attribution.content)
    worded = tuple(part for part in parts if _WORD.search(text, part.start, part.end)) or attribution.content
    kind = attribution.type if len(worded) == len(attribution.content) else type_of(text, worded, quoted)
    return replace(attribution, content=worded, type=kind)


def _marked(text: str, part: Span, quoted: Sequence[Quotation]) -> Span:
    """From the opening mark where only marks stand before the part, to the closing one where only they stand behind."""
    opening, closing = quotation_at(quoted, part.start - 1), quotation_at(quoted, part.end)
    start = opening.start if opening and opening.end > part.start else part.start
    end = closing.end if closing and closing.start < part.end else part.end
    return Span(
        part.start if part.start - start > _MOST_MARKS or _WORD.search(text, start, part.start) else start,
        part.end if end - part.end > _MOST_MARKS or _WORD.search(text, part.end, end) else end,
    )


def _without_complementiser(text: str, attribution: Attribution) -> Attribution:
    """Without a "that" before indirect content: it belongs to the report, not to what was said, though
    annotators at times include it."""
    first, *others = attribution.content
    found = _COMPLEMENTISER.match(text, first.start, first.end)
    if not found:
        return attribution
    return replace(attribution, content=(Span(found.end(), first.end), *others))


def _without_opener(text: str, attribution: Attribution) -> Attribution:
    """Without the author's "still" or "but" where the cue stands behind it: "Still, he said, it rains"."""
    first, *others = attribution.content
    if not others or not attribution.cue or not first.end <= attribution.cue[0].start < others[0].start:
        return attribution
    opens = _OPENER.fullmatch(text, first.start, first.end)
    return replace(attribution, content=tuple(others)) if opens else attribution


def without_link(text: str, attribution: Attribution) -> Attribution:
    """Without the address of a picture at the end of a post."""
    *others, last = attribution.content
    link = _LINK.search(text, max(last.start + 1, last.end - _LONGEST_LINK), last.end)
    return replace(attribution, content=(*others, Span(last.start, link.start()))) if link else attribution


def _without_hearer(text: str, attribution: Attribution) -> Attribution:
    """Without whom it is told to: "urged residents to stay at home", "warned voters that it would be close"."""
    first, *others = attribution.content
    if attribution.type == "direct" or not attribution.cue or text[attribution.cue[-1].end : first.start].strip():
        return attribution
    cue = attribution.cue[-1].of(text)[-_LONGEST_VERB:].lower()
    for verb, hearer in _TOLD_TO:
        found = hearer.match(text, first.start, first.end) if verb.search(cue) else None
        if found and not _FINITE.search(found["whom"]):
            return replace(attribution, content=(Span(found.end(), first.end), *others))
    return attribution


def _of_who_said(text: str, attribution: Attribution) -> Attribution:
    """ "It rains," Holt said, according to Harbour News: the statement is Holt's, and the report tells of it."""
    first = attribution.content[0]
    told = attribution.cue and attribution.cue[0].of(text).lower().startswith("according")
    if not told or attribution.type != "mixed" or attribution.content[1:] or text[first.start] not in _OPENING:
        return attribution
    end = max(text.rfind(mark, first.start + 1, first.end) for mark in _CLOSING) + 1
    found = _RELAYED.fullmatch(text, end, first.end) if end else None
    if found is None:
        return attribution
    source, cue = Span(*found.span("source")), Span(*found.span("cue"))
    return replace(attribution, content=(Span(first.start, end),), source=(source,), cue=(cue,), type="direct")


def _of_claims_owner(text: str, attribution: Attribution) -> Attribution:
    """ "Asked about the minister's claim that it rains": the statement is the minister's, "it rains", and not
    that somebody was asked."""
    first, *others = attribution.content
    if not any(_ASKED.search(span.of(text)) for span in attribution.cue):
        return attribution
    found = _OWNED_CLAIM.match(text, first.start, first.end)
    if not found or found.end() >= first.end:
        return attribution
    return replace(
        attribution,
        content=(Span(found.end(), first.end), *others),
        source=(Span(*found.span("source")),),
        cue=(Span(*found.span("cue")),),
        confidence=max(attribution.confidence, _OWNED_CLAIM_CONFIDENCE),
    )
