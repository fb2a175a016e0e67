"""Whom an utterance was told to, from the words around its cue."""

import re

from onrecord.model import Span
from onrecord.occasions.clauses import Clause
from onrecord.occasions.phrases import noun_phrase

_TELLING = re.compile(
    r"\b(?:tell(?:s|ing)?|told|inform(?:s|ed|ing)?|assur(?:e|es|ed|ing)|remind(?:s|ed|ing)?|warn(?:s|ed"
    r"|ing)?|advis(?:e|es|ed|ing)"
    r"|urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|notif(?:y|ies|ied|ying)|brief(?:s|ed|ing)?|lectur(?:e|es|ed"
    r"|ing)|address(?:es|ed|ing)?"
    r"|beg(?:s|ged|ging)?|implor(?:e|es|ed|ing)|instruct(?:s|ed|ing)?|order(?:s|ed|ing)?|text(?:s|ed"
    r"|ing)?|e-?mail(?:s|ed|ing)?"
    r"|plead(?:s|ed|ing)? with|persuad(?:e|es|ed|ing)|exhort(?:s|ed|ing)?|encourag(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|got|gets?|when|if|although|though) (?:\w+ly )?(?=\w+(?<!ing)$)", re.IGNORECASE
)
_AUDIENCES = (
    r"(?:reporters|journalists|lawmakers|legislators|senators|investors|analysts|supporters|fans|voters"
    r"|viewers|listeners|readers"
    r"|parliament|congress|colleagues|friends|family|followers|employees|staff|staffers|students"
    r"|delegates|donors|customers"
    r"|shareholders|police|investigators|prosecutors|jurors|officials|members|residents|parents|aides"
    r"|allies|him|her|them|me|us)\b"
)
_SAID_TO = re.compile(
    r"\b(?:to|before|with) (?=[A-Z]|(?:the|an?|his|her|its|their|our|my|one|two|several|some|local|state"
    r"|foreign|fellow) |" + _AUDIENCES + ")"
)
_TO = re.compile(
    r"(?: (?!to\b)\w+ly| exclusively| in part)? to (?=[A-Z]|(?:the|an?|his|her|its|their|our) |" + _AUDIENCES + ")"
)
_LETTER_TO = re.compile(
    r"\b(?i:letters?|e-?mails?|messages?|memos?|notes?|statements?|testimony|remarks|comments|speech"
    r"|address|presentation|interview"
    r"|texts?|e-?mailed|provided|directly|spoke|speaking|speaks|talking|talked|testified|testifying"
    r"|testifies|wrote|writing|posed)"
    r" (?:exclusively |directly )?(?:to|before) (?=[A-Z]|(?:the|an?|his|her|its|their|our) |" + _AUDIENCES + ")"
)
_ADDRESSING = re.compile(
    r"\b(?i:addressing|lecturing|briefing) (?=[A-Z]|(?:the|an?|his|her|its|their) |" + _AUDIENCES + ")"
)
_PROVIDED = re.compile(r"\b(?:provided|sent|gave|furnished|emailed) (?=[A-Z]|the [A-Z]|" + _AUDIENCES + ")")
_NOBODY = re.compile(
    r"(?:nothing|everything|something|stories|story|the story|lies|a lie|the truth|questions?|the question|a question"
    r"|websites?|its website|(?:his|her|their|its|the) (?:website|twitter|facebook|instagram|account|page"
    r"|followers on).*"
    r"|Twitter|Facebook|Instagram|himself|herself|itself|themselves|(?:several|many|three|four) times"
    r"|again|repeatedly|directly|twice|once|permission|forgiveness|jokes?|it|this|that|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday|(?:the )?(?:issue|matter|problem|topic|subject|situation"
    r"|concerns|crisis|"
    r"allegations|questions?|report|claims?|rumou?rs|need|fact|possibility|challenge)s?\b.*)",
    re.IGNORECASE,
)


def addressee_of(clause: Clause, text: str, *, stops: frozenset[int] = frozenset()) -> Span | None:
    """The words that name the addressee; `stops` are the places in the clause where times begin."""
    found = _addressee(clause, text, stops)
    return None if found is None or (clause.source is not None and found.overlaps(clause.source)) else found


def _addressee(clause: Clause, text: str, stops: frozenset[int]) -> Span | None:
    if clause.cue is not None:
        told = _told(clause, stops)
        if told is not None:
            return told
        place = clause.cue.end - clause.start
        if to := _TO.match(clause.words, place):
            return _phrase(clause, to.end(), stops)
        ends_with_to = re.search(
            r"(?<!according )(?<!referring )(?<!attributed )\b(?:to|with)$", clause.cue.of(text), re.IGNORECASE
        )
        if ends_with_to and _SAID_TO.match(clause.words, place - len(ends_with_to[0])):
            return _phrase(clause, place, stops)
    return addressed_in(clause.words, clause.start, stops=stops)


def addressed_in(words: str, offset: int, *, stops: frozenset[int] = frozenset()) -> Span | None:
    """Whom a letter, a statement, a speech, ... went to."""
    for pattern in (_LETTER_TO, _ADDRESSING):
        for match in pattern.finditer(words):
            found = _named(words, offset, match.end(), stops)
            if found is not None:
                return found
    return None


def provided_in(words: str, offset: int, *, stops: frozenset[int] = frozenset()) -> Span | None:
    """Who was provided with a statement."""
    match = _PROVIDED.search(words)
    return _named(words, offset, match.end(), stops) if match else None


def _told(clause: Clause, stops: frozenset[int]) -> Span | None:
    cue = clause.cue
    assert cue is not None  # noqa: S101  # the caller looked
    first, last = cue.start - clause.start, cue.end - clause.start
    verbs = list(_TELLING.finditer(clause.words, first, last + 5))  # "pleaded" and its "with" outside of the cue
    verbs = [
        verb
        for verb in verbs
        if verb.start() < last and not _PASSIVE.search(clause.words[max(0, verb.start() - 24) : verb.end()])
    ]
    return _phrase(clause, verbs[-1].end(), stops) if verbs else None


def _phrase(clause: Clause, place: int, stops: frozenset[int]) -> Span | None:
    return _named(clause.words, clause.start, place, stops)


def _named(words: str, offset: int, place: int, stops: frozenset[int]) -> Span | None:
    end = noun_phrase(words, place, stops=stops)
    while place < end and words[place] == " ":
        place += 1
    if end <= place or _NOBODY.fullmatch(words[place:end]):
        return None
    return Span(place + offset, end + offset)
