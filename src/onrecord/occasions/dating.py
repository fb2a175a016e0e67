"""Which time of a clause dates the utterance, and not an event that is spoken of; the day at the head of a transcript.

Invariants: only words of the clause date its utterance; a time that another word claims ("since Monday", "Thursday's
fight") dates nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from onrecord.model import Attribution, Span, Version, When
from onrecord.occasions.clauses import Clause
from onrecord.occasions.resolution import Direction, resolve
from onrecord.occasions.times import TimeExpression, find_times

_PUBLISHED = (
    r"(?:published|released|issued|posted|aired|airing|broadcast|televised|recorded|taped|dated|sent"
    r"|delivered|given|held|conducted"
    r"|shared|e-?mailed|filed|unveiled|obtained|made|provided|tweeted|recorded|printed|written|uploaded"
    r"|unsealed|presented|lodged|submitted|circulated|leaked|attached|tabled|handed (?:down|in|over|out)"
    r"|(?:seen|reviewed|read|signed|commissioned|prepared|arranged|sent home) (?:by|on|for|with))"
)
_OTHER_CLAUSE = re.compile(
    r"\b(?:who|whose|whom|where|because|although|though|if|since|until|despite|how|why|than)\b"
    rf"|\b(?:which|that)\b(?! (?:(?:was|were|is|are|has|had|been|also|first|later|will|be) )*{_PUBLISHED}\b)"
    rf"|, (?!{_PUBLISHED}\b)\w+ed (?:by|in|to|from|on|with|after|last)\b",
    re.IGNORECASE,
)
_AFTER_EVENT = re.compile(
    r"(?<!shortly )(?<!soon )(?<!hours )(?<!minutes )(?<!moments )(?<!immediately )"
    r"\b(?:after|before|as|when(?! (?:asked|pressed|questioned|reached|contacted)\b)|while|once)\b[^,]{0,160}?"
    r"\b(?:was|were|had|has|is|are|\w{2,}ed|broke|took|came|won|lost|fell|met|began|left|said)\b",
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
    r"|estimates?|data|figures|polling|headline|alert|presentation|slideshow|bulletin|newsletter|circular|advisory"
    r"|notice|brochure|thread|caption|memorandum|affidavit|manifesto|communiqu[eé]|questionnaire|accounts|minutes"
    r"|dossier|assessment|petition|submission|findings|verdict|evaluation)s?\b",
    re.IGNORECASE,
)
_DOCUMENT_OF = re.compile(rf"{_DOCUMENT.pattern} (?:of|from) (?:the )?$", re.IGNORECASE)
"""Before the day of a document: "a letter of 3 March"."""
_DATELINE = re.compile(r"[A-Z][A-Z.'’ -]+(?:, [A-Z][\w.]+)*(?: \([A-Z]\w+\))?,? *")
_ASIDE = re.compile(r", (?:however|though|meanwhile|too|in turn|also|for his part|for her part),", re.IGNORECASE)
_TIME_ASIDE = re.compile(
    r"^ ?, (?:(?:just|only|about|almost|nearly|the|less|more|than|an?|\d+|two|three|four|five|six|several|few) ){0,4}"
    r"(?:hour|day|night|morning|evening|week|month|year)s? [^,]*(?=,)",
    re.IGNORECASE,
)
"""Behind a time what tells it once more: "On May 6, the day before the vote was held, she said"."""
_RELATIVE = re.compile(r", (?:who|which|whose)\b[^,]*")
_RIGHT_AFTER = re.compile(
    r"\b(?:shortly|hours|minutes|moments|soon|just|immediately) (?:after|before|following) ", re.IGNORECASE
)
_PUT_TO = re.compile(
    r"\W*(?:when )?(?:asked|pressed|questioned|speaking|testifying|addressing|appearing|interviewed|reached)\b[^,]*",
    re.IGNORECASE,
)
"""Before a time what tells how somebody came to speak: "Asked on Monday why he had stayed, he said"."""
_WHEN = re.compile(r",? when (?:\w+ )?")
_OF_OCCASION = re.compile(r"\b(?:during|in|at|on) an? $", re.IGNORECASE)
_ATTRIBUTE = re.compile(r" [a-z]{3,}")
_DESCRIBED = re.compile(r"(?:\b(?:who|which|that|whose|in|on|at|by|from|of|for|to|since|until)|\w(?:ed|ing|en)|,) $")
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
    venues: Sequence[Span] = (),
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


def _rank(clause: Clause, expression: TimeExpression, text: str, venues: Sequence[Span]) -> float | None:
    """How far from the cue the expression stands; None where it does not date the utterance."""
    span = expression.span
    before = text[max(0, span.start - 24) : span.start]
    inside = any(venue.start <= span.start < venue.end for venue in venues)
    if expression.kind in _NEVER or _in_dateline(text, span):
        return None
    if _NOT_ITS_TIME.search(before) and not inside and not _told_so(clause, expression):
        return None
    if clause.source is not None and clause.source.overlaps(span):
        if _ends_source(clause.source, span, clause.cue, text) and not _DESCRIBED.search(before):
            return 10.0
        return 300.0 if _dates_document(clause.source, text) else None
    if not inside and _modifies(clause, text, span, before):
        return None
    distance = _distance(clause, span)
    if distance is None:
        return None
    return distance + 100 * (expression.kind in _COARSE) + 200 * (expression.kind == "anaphoric")


def _ends_source(source: Span, span: Span, cue: Span | None, text: str) -> bool:
    """ "One official Monday said"."""
    return source.start < span.start and cue is not None and text[span.end : cue.start] == " "


def _dates_document(source: Span, text: str) -> bool:
    words = source.of(text)
    return bool(_DOCUMENT.search(words)) and not re.search(r"\bwho\b", words)


def _modifies(clause: Clause, text: str, span: Span, before: str) -> bool:
    """Whether it belongs to a noun: "Thursday's fight", "the Monday deadline"."""
    words = span.of(text).lower()
    if _of_the_cue(clause, span) or _of_occasion(clause, span):
        return False
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


def _told_so(clause: Clause, expression: TimeExpression) -> bool:
    """ "Reported back in July", "a letter of 3 March": what is elsewhere the time of something else."""
    if clause.between(clause.anchor.end, expression.span.start) == " back in ":
        return True
    if expression.kind == "date" and _DOCUMENT_OF.search(clause.between(clause.start, expression.span.start)):
        return True
    return expression.kind == "weekend" and clause.between(clause.start, expression.span.start).endswith("over ")


def _of_occasion(clause: Clause, span: Span) -> bool:
    """ "Said during a November 2015 stop": an occasion that nothing but its time describes."""
    behind = span.start >= clause.anchor.end
    gap = clause.between(clause.anchor.end if behind else clause.start, span.start)
    return bool(_OF_OCCASION.fullmatch(gap.lstrip()) and _ATTRIBUTE.match(clause.between(span.end, span.end + 30)))


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
    if _WHEN.fullmatch(gap) or (_PUT_TO.fullmatch(prefix) and gap.rstrip().endswith(",")):
        return 20.0
    if clause.source is not None and _FOLLOWING.search(clause.between(clause.source.end, clause.anchor.start)):
        return None
    gap = _PASSIVE_END.sub("", _RELATIVE.sub("", _TIME_ASIDE.sub("", gap)))
    if _RIGHT_AFTER.search(prefix) and len(prefix) < 60:
        return 20 + len(gap) / 4
    if any(pattern.search(words) for pattern in (_FINITE, _OTHER_CLAUSE) for words in (prefix, gap)):
        return None
    return None if len(gap) > _FARTHEST else 20 + len(gap) / 4


def belongs(clause: Clause, venue: Span) -> bool:
    """Whether it is the venue of the utterance and not of what the source or another clause is about."""
    span = venue
    if clause.source is not None and span.overlaps(clause.source):
        return False
    if span.start >= clause.anchor.end:
        return not elsewhere(clause.between(clause.anchor.end, span.start))
    if span.overlaps(clause.anchor):
        return True
    if clause.source is not None and clause.source.end <= span.start:
        return _between(clause, clause.source, span) is not None
    return _fronted(clause, span) is not None


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
