"""Which time expression of a clause dates the utterance, and not an event that is spoken of.

The day of a transcript, by the line at its head that gives it: "Tuesday 18 March 2025", "Aired May 7, 2031".

Times that are counted from another one in the text: "the following day", "a week later", "that evening".

Invariants: they are counted from the last day told before them, within a few paragraphs; where none is told, or where
the words name another event to count from ("two days before the election"), they stay unresolved.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from onrecord.model import Attribution, Span, Version, When
from onrecord.occasions.clauses import Clause
from onrecord.occasions.resolution import Direction, resolve
from onrecord.occasions.times import TimeExpression, find_times
from onrecord.occasions.venues import Venue

_PUBLISHED = (
    r"(?:published|released|issued|posted|aired|airing|broadcast|televised|recorded|taped|dated|sent"
    r"|delivered|given|held|conducted"
    r"|shared|e-?mailed|filed|unveiled|obtained|made|provided|tweeted|recorded|printed|written|uploaded"
    r"|unsealed|presented)"
)
_OTHER_CLAUSE = re.compile(
    r"\b(?:who|whose|whom|where|because|although|though|if|since|until|despite|how|why|than)\b"
    rf"|\b(?:which|that)\b(?! (?:(?:was|were|is|are|has|had|been|also|first|later|will|be) )*{_PUBLISHED}\b)"
    rf"|, (?!{_PUBLISHED}\b)\w+ed (?:by|in|to|from|on|with|after|last)\b",
    re.IGNORECASE,
)
_AFTER_EVENT = re.compile(
    r"(?<!shortly )(?<!soon )(?<!hours )(?<!minutes )(?<!moments )(?<!immediately )"
    r"\b(?:after|before|as|when|while|once)\b[^,]{0,160}?\b(?:was|were|had|has|is|are|\w{2,}ed|broke|took|came"
    r"|won|lost|fell|met|began|left|said)\b",
    re.IGNORECASE,
)
_NOT_ITS_TIME = re.compile(
    r"\b(?:since|until|till|by|from|through|for|of|to|between|about|than|as of|because of|and|covering"
    r"|ending|ended|starting"
    r"|beginning|due|around the|effective|back to|back in|throughout|over|within|(?<!asked )(?<!pressed )again|before"
    r"|after|into|expected|set for|scheduled for"
    r"|compared with|past)(?: the)? ?$",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"(?:\b(?:a|an|the|his|her|its|their|this|that|our|my|your|another|any)|['’]s?) $", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"['’]s?\b(?!\s*(?:said|told))")
_FINITE = re.compile(
    rf"\b(?:was|were|is|are|has|had|have|did|will|would|came|took|went|spent|got|won|lost"
    rf"|(?!{_PUBLISHED})(?!asked)\w{{3,}}ed"
    r"|(?:made|gave|delivered|issued|offered) (?:the|this|that|these|those|his|her|their|its)|spoke|told|said)\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(?:study|survey|report|poll|paper|statement|letter|memo|article|analysis|book|ruling|filing"
    r"|document|post|tweet|e-?mail"
    r"|research|editorial|op-ed|release|review|indictment|lawsuit|complaint|audit|transcript|note"
    r"|estimates?|data|figures|polling)s?\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[A-Z][A-Z.'’ -]+(?:, [A-Z][\w.]+)*(?: \([A-Z]\w+\))?,? *")
_ASIDE = re.compile(r", (?:however|though|meanwhile|too|in turn|also|for his part|for her part),", re.IGNORECASE)
_RELATIVE = re.compile(r", (?:who|which|whose)\b[^,]*")
_RIGHT_AFTER = re.compile(
    r"\b(?:shortly|hours|minutes|moments|soon|just|immediately) (?:after|before|following) ", re.IGNORECASE
)
_FOLLOWING = re.compile(r"\b(?:after|before|despite|without|since)(?: \w+ly)? $")
_PASSIVE_END = re.compile(r"\b(?:was|were|is|are|has been|have been|had been|has|have|had)(?: \w+ly)? $")
_FARTHEST = 160
"""Characters of the author's own words between a cue and its time."""
_LONGEST_DATELINE = 120
"""Characters from the beginning of a line to the date of its dateline."""
_NEVER = frozenset({"range", "decade"})
_COARSE = frozenset({"year", "quarter", "season", "month", "ago"})


def when_of(
    clause: Clause,
    expressions: Sequence[TimeExpression],
    *,
    text: str,
    anchor: date | None,
    venues: Sequence[Venue] = (),
) -> When | None:
    """The time of the utterance that the clause reports, resolved; None where it names none.

    `expressions` are those of the clause outside all contents, in order."""
    ranked = sorted(
        (rank, position)
        for position, expression in enumerate(expressions)
        if (rank := _rank(clause, expression, text, venues)) is not None
    )
    direction = _direction(clause, text)
    unresolved: When | None = None
    for _, position in ranked:
        when = _resolved(expressions, position, text, anchor, direction)
        if when.start is None:
            unresolved = unresolved or when
        elif direction == "future" or _may_be_past(when, anchor):
            return when
    return unresolved


def _may_be_past(when: When, anchor: date | None) -> bool:
    """Not known to be later than the day after publication; that day may have begun elsewhere."""
    return when.start is None or anchor is None or when.start - anchor <= timedelta(days=1)


def _direction(clause: Clause, text: str) -> Direction:
    if clause.cue is None:
        return "past"
    before = clause.words[max(0, clause.cue.start - clause.start - 24) : clause.cue.end - clause.start]
    return "future" if re.search(r"\b(?:will|is (?:expected|scheduled|set|due) to) (?:\w+ )?\w+$", before) else "past"


def _resolved(
    expressions: Sequence[TimeExpression], position: int, text: str, anchor: date | None, direction: Direction
) -> When:
    """With the date in brackets or after a comma that makes the expression exact: "today (Nov. 18)"."""
    expression = expressions[position]
    when = resolve(expression, anchor, text=text, direction=direction)
    following = expressions[position + 1] if position + 1 < len(expressions) else None
    if following is None or following.kind not in ("date", "iso"):
        return when
    if not re.fullmatch(r",? ?[(\[]?", text[expression.span.end : following.span.start]):
        return when
    exact = resolve(following, anchor, text=text, direction=direction)
    return When(exact.start, exact.end, when.text, exact.rule, when.span) if exact.start else when


def _rank(clause: Clause, expression: TimeExpression, text: str, venues: Sequence[Venue]) -> float | None:
    """How far from the cue the expression stands; None where it does not date the utterance."""
    span = expression.span
    before = text[max(0, span.start - 24) : span.start]
    inside = any(venue.span.start <= span.start < venue.span.end for venue in venues)
    if expression.kind in _NEVER or _in_dateline(text, span) or (_NOT_ITS_TIME.search(before) and not inside):
        return None
    if clause.source is not None and clause.source.overlaps(span):
        return 300.0 if _dates_document(clause.source, text) else None
    if _modifies(text, span, before) and not inside and not _of_the_cue(clause, span):
        return None
    distance = _distance(clause, span)
    if distance is None:
        return None
    return distance + 100 * (expression.kind in _COARSE) + 200 * (expression.kind == "anaphoric")


def _dates_document(source: Span, text: str) -> bool:
    words = source.of(text)
    return bool(_DOCUMENT.search(words)) and not re.search(r"\bwho\b", words)


def _modifies(text: str, span: Span, before: str) -> bool:
    """Whether it belongs to a noun: "Thursday's fight", "the Monday deadline"."""
    words = span.of(text).lower()
    if _POSSESSIVE.match(text, span.end):
        return True
    return bool(_DETERMINER.search(before)) and not words.startswith(("the ", "that ", "this "))


def _in_dateline(text: str, span: Span) -> bool:
    """ "BERLIN, Dec. 22 (DPA) —": where and when the article was filed."""
    line = text.rfind("\n", max(0, span.start - _LONGEST_DATELINE), span.start) + 1
    if not line and span.start > _LONGEST_DATELINE:
        return False
    return bool(
        _DATELINE.fullmatch(text, line, span.start) and re.match(r",? *(?:\(|[—–-])", text[span.end : span.end + 4])
    )


def _of_the_cue(clause: Clause, span: Span) -> bool:
    """ "Tuesday's declaration", where the declaration is the cue."""
    return 0 <= clause.anchor.start - span.end <= 3


def _distance(clause: Clause, span: Span) -> float | None:
    if span.start >= clause.anchor.end:
        gap = clause.between(clause.anchor.end, span.start)
        return None if elsewhere(gap) else len(gap) / 2
    if span.overlaps(clause.anchor):  # the cue holds it: "said on Monday"
        return 0.0
    if clause.source is not None and clause.source.end <= span.start:
        return _between(clause, clause.source, span)
    return _fronted(clause, span)


def elsewhere(gap: str) -> bool:
    """Whether words that far from the cue, behind such a gap, speak of something else than the utterance."""
    return len(gap) > _FARTHEST or bool(_OTHER_CLAUSE.search(gap) or _AFTER_EVENT.search(gap))


def _between(clause: Clause, source: Span, span: Span) -> float | None:
    """After the source, before the cue: not in a clause that describes the source or that the cue only follows."""
    gap = clause.between(source.end, span.start)
    rest = clause.between(span.end, clause.anchor.start)
    if len(gap) + len(rest) > 2 * _FARTHEST or _FOLLOWING.search(rest):
        return None
    gap = _ASIDE.sub("", gap)
    described = _OTHER_CLAUSE.search(gap) or _AFTER_EVENT.search(gap)
    if described and ("," in rest or not re.match(r", who\b", gap)):
        return None
    return 10 + len(rest) / 4


def _fronted(clause: Clause, span: Span) -> float | None:
    """Before the source: at the head of the sentence, with no clause of its own in between."""
    first = min(clause.anchor.start, clause.source.start if clause.source else clause.anchor.start)
    prefix, gap = clause.between(clause.start, span.start), clause.between(span.end, first)
    if len(prefix) > _FARTHEST or len(gap) > 2 * _FARTHEST:
        return None
    gap = _PASSIVE_END.sub("", _RELATIVE.sub("", gap))
    if _RIGHT_AFTER.search(prefix) and len(prefix) < 60:
        return 20 + len(gap) / 4
    if any(pattern.search(words) for pattern in (_FINITE, _OTHER_CLAUSE) for words in (prefix, gap)):
        return None
    return None if len(gap) > _FARTHEST else 20 + len(gap) / 4


def belongs(clause: Clause, venue: Venue) -> bool:
    """Whether it is the venue of the utterance and not of what the source or another clause is about."""
    span = venue.span
    if clause.source is not None and span.overlaps(clause.source):
        return False
    if span.start >= clause.anchor.end:
        return not elsewhere(clause.between(clause.anchor.end, span.start))
    if span.overlaps(clause.anchor):
        return True
    if clause.source is not None and clause.source.end <= span.start:
        return _between(clause, clause.source, span) is not None
    return _fronted(clause, span) is not None


_TO_ITS_TIME = re.compile(
    rf"[\"”’]?(?:,? (?:that|which))?(?: (?:was|were|has been|had been|first|also|to|with|by|in|on|at|the"
    rf"|[A-Z][\w’']*|{_PUBLISHED})){{0,16}},? ?",
)


def preparation_time(
    expressions: Sequence[TimeExpression], venue: Venue, *, start: int, text: str, anchor: date | None
) -> When | None:
    """The time of an occasion that a sentence beginning at `start` tells of: in the words of the venue, right after
    them, or at the head of the sentence."""
    for position, expression in enumerate(expressions):
        span = expression.span
        inside = venue.span.start <= span.start < venue.span.end
        after = span.start >= venue.span.end and _TO_ITS_TIME.fullmatch(text, venue.span.end, span.start)
        fronted = (
            span.start < venue.span.start
            and span.start - start < 12
            and not _modifies(text, span, text[max(0, span.start - 24) : span.start])
        )
        between = span.end <= venue.span.start and re.fullmatch(
            r"[ ,]*(?:in|during|at|on|as part of)? ?", text[span.end : venue.span.start]
        )
        if inside or after or fronted or between:
            when = _resolved(expressions, position, text, anchor, "past")
            if _may_be_past(when, anchor):
                return when
    return None


_SCENE = re.compile(r"\s*(?:(?:At|By|In|On|During|Before) [^,.;\n]{0,80})?")
_SHORT = 8
"""Characters before a time with which a sentence begins: "On Monday"."""


def spoken_time(expressions: Sequence[TimeExpression], before: Span, *, text: str, anchor: date | None) -> When | None:
    """The time at which somebody spoke, of a sentence with nothing else of the occasion: behind the verb, with no
    other clause in between, or at the head of the sentence. `before` is the sentence up to its verb."""
    for position, expression in enumerate(expressions):
        span = expression.span
        beside = text[max(0, span.start - 24) : span.start]
        by = text[before.start : span.start].strip() == "By"  # "By Sunday he had changed his mind."
        if expression.kind in _NEVER or (_NOT_ITS_TIME.search(beside) and not by):
            continue
        ahead = span.start < before.end
        scene = _SCENE.fullmatch(text, before.start, span.start) if ahead else None
        if ahead and (scene is None or not (text.startswith(",", span.end) or len(scene.group()) < _SHORT)):
            continue
        if (not ahead and elsewhere(text[before.end : span.start])) or _modifies(text, span, beside):
            return None
        when = _resolved(expressions, position, text, anchor, "past")
        return when if _may_be_past(when, anchor) else None
    return None


RULE = "date at the head of the transcript"
_LONGEST_HEAD = 2000
_MOST_LINES = 12
_MOST_WORDS = 9
"""Words beside the date in a line that gives it; with more it is a sentence about some other day."""


def dated(version: Version, attributions: Sequence[Attribution], whens: Sequence[When | None]) -> list[When | None]:
    """When each was said: what `whens` tells, and for the turns of a transcript that it does not tell of, the day at
    the head of the transcript."""
    turns = [one for one in attributions if one.source and not one.cue] if version.kind == "transcript" else []
    if not turns:
        return list(whens)
    day = _head_day(version.text[: min(turns[0].source[0].start, _LONGEST_HEAD)])
    return [
        day if when is None and day and not one.cue else when for one, when in zip(attributions, whens, strict=True)
    ]


def _head_day(head: str) -> When | None:
    """The first day with its year that stands in a line of little else."""
    at = 0
    for line in head.split("\n")[: 2 * _MOST_LINES]:
        # In capitals "MAY" is a month; anywhere else it may be a verb.
        written = line.title() if line.isupper() and len(line.title()) == len(line) else line
        for expression in find_times(written):
            span = expression.span
            around = f"{written[: span.start]} {written[span.end :]}".split()
            if expression.kind in ("date", "iso", "numeric") and len(around) <= _MOST_WORDS:
                found = resolve(expression, None, text=written)
                if found.start is not None:
                    place = Span(at + span.start, at + span.end)
                    return replace(found, text=place.of(head), span=place, rule=RULE)
        at += len(line) + 1
    return None


REACH = 1200
"""Characters from the day told to what is counted from it."""
_EVENT_BEHIND = re.compile(
    r"\s{1,3}(?!(?:he|she|they|it|in|at|on|the (?:meeting|hearing|vote|session|debate|interview))\b)\w"
)


def counted(times: Sequence[TimeExpression], text: str, anchor: date | None) -> list[TimeExpression]:
    """The expressions in order, those counted from another with the day that was told before them."""
    found: list[TimeExpression] = []
    told: tuple[int, date] | None = None
    named: tuple[int, date] | None = None
    for one in times:
        if told and "unit_the" in one.parts and one.parts["unit_the"].lower() == "the day":
            near = one.span.start - told[0] <= REACH
            one = replace(one, kind="anaphoric", parts={"same": "that", "same_unit": "day"}) if near else one
        if one.kind == "anaphoric":
            after = one.parts.get("count_way", "").lower() in ("after", "before")
            base = named if after else told
            if base and one.span.start - base[0] <= REACH and not (after and _EVENT_BEHIND.match(text, one.span.end)):
                one = replace(one, parts={**one.parts, "told": base[1].isoformat()})
        found.append(one)
        day = _day(one, text, anchor)
        if day is not None:
            told = (one.span.end, day)
            named = named if one.kind == "anaphoric" else told
    return found


def _day(one: TimeExpression, text: str, anchor: date | None) -> date | None:
    """The day that it means, where it is one and not ahead."""
    when = resolve(one, anchor, text=text)
    ahead = when.start is not None and anchor is not None and when.start - anchor > timedelta(days=1)
    return None if when.start != when.end or ahead else when.start
