"""The place where somebody spoke and the line they spoke over, where the words of saying lead to it: "told reporters in
Turin", "said outside the courthouse", "said by telephone from Lagos".

Invariants: a place stands right behind the cue and the hearers, with no more than a time in between, or behind a
"speaking" that is no longer way off; what it names is never a time.
"""

import re

from onrecord.model import Span
from onrecord.occasions.addressees import hearers
from onrecord.occasions.clauses import BLANK, Clause, noun_phrase
from onrecord.occasions.dating import belongs
from onrecord.occasions.venues import postmodified

_LINES = r"(?:tele)?phone|e-?mail|text(?: message)?|WhatsApp|Signal|Skype|Zoom|fax|letter|video ?link|video ?call"
_BY = re.compile(rf"\b(?P<by>by|over|via|on) (?=(?P<line>(?:the )?(?:{_LINES}))\b(?![’'-]))")
"""Over what they were reached."""
_SITTING = 2
"""Of the sorts of hearers those who sit to hear somebody."""
_RIGHT_BEHIND = 40
"""Characters between the cue and an "on the phone" that tells how it was said."""
_HEARERS = r"(?:reporters|journalists|newsmen|the media|the press|supporters|the crowd|us|me)"
_TIME = r"(?:,? (?:on )?\w+day(?: (?:morning|afternoon|evening|night))?|,? yesterday|,? later|,? earlier)?"
_SPOT = r"on(?= (?:the|his|her|its) (?:[\w’'-]+ ){0,2}?(?:sidelines|steps|doorstep|picket line)\b)"
_AT = rf"(?P<by>at|outside|inside|in front of|in|near|{_SPOT}) "
_SPOKE = re.compile(
    rf"\b(?:said|says|told {_HEARERS}|[Ss]peaking(?: to {_HEARERS})?|spoke(?: to {_HEARERS})?|wrote){_TIME} {_AT}"
)
_TOLD = f"told {_HEARERS}"
_BEHIND_HEARER = re.compile(rf"{_TIME}(?: gathered)? {_AT}")
_OUTSIDE = re.compile(r"[ \n]{0,3}Outside (?=(?:the |[A-Z])[^,\x00\n]{2,60}, )")
"""At the head of a sentence it is always where somebody spoke."""
_NAMED = re.compile(r"[A-Z]|(?:parliament|court)\b")
_NOWHERE = re.compile(
    r"(?:(?:an?|the|his|her|its|their) )?(?:\w+ )?(?:age|length|outset|crowd|time|times|point|stage|front|part"
    r"|particular|fact|turn|general"
    r"|public|private|detail|bid|effort|attempt|move|sign|response|reply|reference|addition|statement|interview|end|start"
    r"|beginning|first|last|least|once|event|English|French|Spanish|German|Arabic|Russian|Chinese|Hindi|translation|voice"
    r"|wake|light|midst|course|name|case|past|future|meantime|early|late|recent|experience|memory|behalf|evidence)\b",
    re.IGNORECASE,
)
_FROM = " from "


def place_of(clause: Clause, hearer: Span | None, *, stops: frozenset[int] = frozenset()) -> Span | None:
    """The place, or else the line; `stops` are the places in the clause where times begin."""
    if clause.cue is None:
        return None
    return _place(clause, hearer, stops) or _line(clause, stops)


def _place(clause: Clause, hearer: Span | None, stops: frozenset[int]) -> Span | None:
    words, found = clause.words, list(_SPOKE.finditer(clause.words))
    # A court and a committee sit where they sit: "told the court in Turin" names the court.
    if hearer is not None and hearers(words[hearer.start - clause.start : hearer.end - clause.start]) != _SITTING:
        found += [match] if (match := _BEHIND_HEARER.match(words, hearer.end - clause.start)) else []
    for match in found:
        place = match.end()
        if BLANK in match[0] or place in stops or _NOWHERE.match(words, place):
            continue
        end = noun_phrase(words, place, stops=stops)
        is_said = match.re is _SPOKE and (re.match(_TOLD, match[0]) or _NAMED.match(words, place))
        if end > place and (match["by"] != "in" or is_said):
            return Span(clause.start + place, clause.start + postmodified(words, end, stops))
    outside = _OUTSIDE.match(words)
    end = noun_phrase(words, outside.end(), stops=stops) if outside else 0
    return Span(clause.start + outside.end(), clause.start + end) if outside and end > outside.end() else None


def _line(clause: Clause, stops: frozenset[int]) -> Span | None:
    match = next((found for found in _BY.finditer(clause.words) if _is_of(clause, found)), None)
    if match is None:
        return None
    start, end = match.span("line")
    if clause.words.startswith(_FROM, end) and end + len(_FROM) not in stops:
        end = max(end, noun_phrase(clause.words, end + len(_FROM), stops=stops))
    return Span(clause.start + start, clause.start + end)


def _is_of(clause: Clause, match: re.Match[str]) -> bool:
    """Whether it tells how the utterance was made: the phone is also what people talk of, and hold."""
    start, end = match.span("line")
    behind = clause.start + start - clause.anchor.end
    return belongs(clause, Span(clause.start + start, clause.start + end)) and (
        match["by"] != "on" or 0 <= behind <= _RIGHT_BEHIND
    )
