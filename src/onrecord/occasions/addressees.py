"""Whom an utterance was told to, by the words around an attribution."""

import re

from onrecord.model import Span
from onrecord.occasions.clauses import Clause, noun_phrase, subject_of

_HEARERS = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"reporters?|journalists?|media|press|news(?:paper)?|times|post|anchor|host|correspondent|interviewer|magazine",
        r"court|judges?|jur(?:y|ors?)|committee|council|commission|panel|parliament|congress|senators?|lawmakers|mps"
        r"|house|senate|hearing|inquiry|legislators|commissioners",
        r"supporters|crowds?|audience|voters|students|guests|delegates|members|attendees|fans|residents|viewers"
        r"|listeners|readers|followers|donors|investors|analysts|shareholders|employees|staff|workers|customers",
        r"police|officers?|investigators|prosecutors|detectives|agents|officials|authorities|aides|allies|colleagues",
    )
)
"""The press, those who sit to hear somebody, those who come to hear somebody, and officials."""


def hearers(words: str) -> int:
    """Which sort of people the words name, as far as they are often told something; 0 for all others."""
    return next((number for number, found in enumerate(_HEARERS, start=1) if found.search(words)), 0)


_TELLING = re.compile(
    r"\b(?:tell(?:s|ing)?|told|inform(?:s|ed|ing)?|assur(?:e|es|ed|ing)|remind(?:s|ed|ing)?|warn(?:s|ed|ing)?"
    r"|advis(?:e|es|ed|ing)|urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|notif(?:y|ies|ied|ying)|brief(?:s|ed|ing)?|lectur(?:e"
    r"|es|ed|ing)|address(?:es|ed|ing)?|call(?:s|ed|ing)? (?:up)?on|beg(?:s|ged|ging)?|implor(?:e|es|ed|ing)"
    r"|instruct(?:s|ed|ing)?|order(?:s|ed|ing)?|text(?:s|ed|ing)?|e-?mail(?:s|ed|ing)?"
    r"|plead(?:s|ed|ing)? with|persuad(?:e|es|ed|ing)|exhort(?:s|ed|ing)?|encourag(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
TELLING = frozenset(
    form
    for forms in (
        "tell told, inform, assure, remind, warn, advise, urge, ask, notify notifies notified, brief, lecture, address"
        " addresses, beg begging begged, implore, instruct, order, text, email, e-mail, persuade, exhort, encourage,"
        " caution, command"
    ).split(", ")
    for verb in forms.split()
    for form in (verb, f"{verb}s", f"{verb}ed", f"{verb}ing", f"{verb}d", f"{verb[:-1]}ing")
)
"""Verbs that take whom something is told to as their object, in all forms and in some that no verb has."""
URGING = frozenset(form for form in TELLING if form.startswith(("urg", "ask", "order", "beg", "implor", "command")))
"""Those that ask for something: what the same speaker says next may be told to others."""
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|got|gets?|when|if|although|though) (?:\w+ly )?(?=\w+(?<!ing)$)", re.IGNORECASE
)
_WAS_TOLD = re.compile(r"(?: (?:has|have|had))? (?:was|were|been|is|are|being|be)(?: \w+ly)? $")
_LONGEST_PASSIVE = 40
_A = re.compile(r"\ban? $")
"""Before a verb that describes a noun: "an emailed statement"."""
_AUDIENCES = (
    r"(?:reporters|journalists|lawmakers|legislators|senators|investors|analysts|supporters|fans|voters|viewers"
    r"|listeners|readers|parliament|congress|colleagues|friends|family|followers|employees|staff|staffers|students"
    r"|delegates|donors|customers|shareholders|police|investigators|prosecutors|jurors|officials|members|residents"
    r"|parents|aides|allies|him|her|them|me|us)\b"
)
_SAID_TO = re.compile(
    r"\b(?:to|before|with) (?=[A-Z]|(?:the|an?|his|her|its|their|our|my|one|two|several|some|local|state|foreign"
    r"|fellow) |" + _AUDIENCES + ")"
)
_TO = re.compile(
    r"(?: (?!to\b)\w+ly| exclusively| in part)? to (?=[A-Z]|(?:the|an?|his|her|its|their|our) |" + _AUDIENCES + ")"
)
_SEVERAL = (
    r"(?:(?:senior|local|state|foreign|fellow|other|news|its|new) )?(?!\w+(?:ss|us)\b)[a-z]{3,}s\b(?! [a-z]+ing\b)"
)
"""People without an article: "a note to clients"."""
_TO_WHOM = re.compile(
    r" (?:to|before) (?=[A-Z]|(?:the|an?|his|her|its|their|our|all|this) |" + _AUDIENCES + "|" + _SEVERAL + ")"
)
_SENT = re.compile(
    r"\b(?:letters?|e-?mails?|messages?|memos?|notes?|statements?|testimony|remarks|comments|speech|address|fax"
    r"|petition|submission|available"
    r"|presentation|interview|texts?|e-?mailed|provided|directly|spoke|speaking|speaks|talking|talked|testified"
    r"|testifying|testifies"
    r"|wrote|writing|posed)(?: exclusively| directly)?$",
    re.IGNORECASE,
)
_LONGEST_SENT = 40
_ADDRESSING = re.compile(
    r"\b(?i:addressing|lecturing|briefing) (?=[A-Z]|(?:the|an?|his|her|its|their) |" + _AUDIENCES + ")"
)
_ADDRESSES = ("ddressing ", "ecturing ", "riefing ")
_PROVIDES = ("provided ", "sent ", "gave ", "furnished ", "emailed ")
"""What stands in words in which the patterns can be found, to look for them in no others."""
_PROVIDED = re.compile(r"\b(?:provided|sent|gave|furnished|emailed) (?=[A-Z]|the [A-Z]|" + _AUDIENCES + ")")
_NOBODY = re.compile(
    r"(?:nothing|everything|something|stories|story|the story|lies|a lie|the truth|questions?|the question|a question"
    r"|websites?|its website|(?:his|her|their|its|the) (?:website|twitter|facebook|instagram|account|page"
    r"|followers on).*|Twitter|Facebook|Instagram|himself|herself|itself|themselves|(?:several|many|three|four) times"
    r"|again|repeatedly|directly|simply|bluntly|rhetorically|jokingly|later|earlier|recently|twice|once|permission"
    r"|forgiveness|jokes?|it|this|that|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:the )?(?:issue"
    r"|matter|problem|topic|subject|situation|concerns|crisis|allegations|questions?|report|claims?|rumou?rs|need|fact"
    r"|possibility|challenge)s?\b.*|(?:an?|the) (?:[\w’'-]+ ){0,3}?(?:conference|briefing|rally|webinar|summit|forum"
    r"|hearing|seminar|symposium"
    r"|fundraiser|debate)\b.*)",
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
            return _named(clause.words, clause.start, to.end(), stops)
        ends_with_to = re.search(
            r"(?<!according )(?<!referring )(?<!attributed )\b(?:to|with)$", clause.cue.of(text), re.IGNORECASE
        )
        if ends_with_to and _SAID_TO.match(clause.words, place - len(ends_with_to[0])):
            return _named(clause.words, clause.start, place, stops)
    return addressed_in(clause.words, clause.start, stops=stops)


def addressed_in(words: str, offset: int, *, stops: frozenset[int] = frozenset()) -> Span | None:
    """Whom a letter, a statement, a speech, ... went to."""
    for match in _TO_WHOM.finditer(words):
        if _SENT.search(words[max(0, match.start() - _LONGEST_SENT) : match.start()]):
            found = _named(words, offset, match.end(), stops)
            if found is not None:
                return found
    for match in _ADDRESSING.finditer(words) if any(part in words for part in _ADDRESSES) else ():
        found = _named(words, offset, match.end(), stops)
        if found is not None:
            return found
    return None


def provided_in(words: str, offset: int, *, stops: frozenset[int] = frozenset()) -> Span | None:
    """Who was provided with a statement."""
    match = _PROVIDED.search(words) if any(part in words for part in _PROVIDES) else None
    return _named(words, offset, match.end(), stops) if match else None


def _told(clause: Clause, stops: frozenset[int]) -> Span | None:
    cue = clause.cue
    assert cue is not None  # noqa: S101  # the caller looked
    words, first, last = clause.words, cue.start - clause.start, cue.end - clause.start
    found = _TELLING.finditer(words, first, last + 5)  # "pleaded" and its "with" outside of the cue
    verbs = [
        verb for verb in found if verb.start() < last and not _A.search(words, max(0, verb.start() - 4), verb.start())
    ]
    active = [verb for verb in verbs if not _PASSIVE.search(words[max(0, verb.start() - 24) : verb.end()])]
    if active or not verbs:
        return _named(words, clause.start, active[-1].end(), stops) if active else None
    passive = _WAS_TOLD.search(words, max(0, verbs[-1].start() - _LONGEST_PASSIVE), verbs[-1].start())
    start = subject_of(words, passive.start()) if passive else None
    if passive is None or start is None:
        return None
    return Span(clause.start + start, clause.start + passive.start())


def _named(words: str, offset: int, place: int, stops: frozenset[int]) -> Span | None:
    end = noun_phrase(words, place, stops=stops)
    while place < end and words[place] == " ":
        place += 1
    if end <= place or _NOBODY.fullmatch(words[place:end]):
        return None
    return Span(place + offset, end + offset)
