"""Organizations by a common noun: "the company", "the ministry".

The noun refers to an organization named before only where it fits: because the name has the noun or one like it,
because the article describes the organization by it, or because nothing in a company's name speaks against it. A
described body that fits nobody ("the dockers' union") is an organization of its own, by its own words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Span
from onrecord.people.acronyms import ACRONYM
from onrecord.people.article import ArticleCast, Choice, Mention, Told
from onrecord.people.member import is_place
from onrecord.people.names import names
from onrecord.people.phrases import DEFINITE, described
from onrecord.people.pronouns import organization_before, organization_called
from onrecord.people.words import COMPANIES, PUBLIC_BODIES

STANDS, ORGANIZATION = 0.85, 0.7
"""Certainty of a mention that stands as it is, and of the organization named last."""
_LIKE: dict[str, frozenset[str]] = {
    noun: frozenset(words.split())
    for noun, words in {
        "agency": "agency authority administration bureau board commission service council office department",
        "authority": "authority agency board",
        "board": "board authority",
        "body": "authority agency commission council association federation union board committee",
        "regulator": "authority commission agency office board regulator",
        "watchdog": "authority commission agency office watchdog",
        "commission": "commission",
        "committee": "committee",
        "panel": "committee commission council board",
        "union": "union brotherhood federation teamsters workers",
        "association": "association society federation",
        "federation": "federation association union",
        "charity": "charity trust foundation fund society",
        "foundation": "foundation trust fund",
        "nonprofit": "foundation fund institute center centre project",
        "newspaper": "times post journal daily herald guardian tribune globe gazette chronicle observer telegraph mail"
        " express news star sun courier",
        "paper": "times post journal daily herald guardian tribune globe gazette chronicle observer telegraph mail"
        " express news star sun courier",
        "magazine": "magazine weekly",
        "network": "network news television tv radio broadcasting",
        "station": "radio television tv",
        "broadcaster": "broadcasting television tv radio",
        "outlet": "news times post journal daily herald media",
        "publication": "news times post journal daily herald magazine",
        "university": "university college institute",
        "school": "school college university academy",
        "hospital": "hospital clinic medical",
        "club": "club united city fc athletic",
        "team": "team united city fc racing athletics",
        "court": "court tribunal",
        "police": "police constabulary",
        "party": "party democrats republicans",
        "group": "group alliance coalition association union federation society",
        "alliance": "alliance nato coalition",
        "institute": "institute",
        "organization": "organization organisation",
        "organisation": "organization organisation",
    }.items()
}
"""What a name has whose bearer is called by the noun."""
_ANY = frozenset("company firm group organization organisation business outfit campaign".split())
"""Nouns that fit what is named in any way but a body of the state."""
_NO_COMPANIES = PUBLIC_BODIES | frozenset(
    """court authority council commission department office police board bureau committee congress senate parliament
    assembly university college institute school hospital union federation association society church museum party
    league foundation charity times post journal herald tribune guardian gazette chronicle nations""".split()
)
"""Words of names that no company has."""
_LEAST_ALIKE = 5
"""Letters that a noun and a word of the name begin with in common: "insurer", "Insurance"."""
_DATELINE = re.compile(r"\)\s[—–-]+\s")
_BEHIND = re.compile(r",?\s(?:an?|the|its|one of)\s(?:[\w’'-]+\s){0,6}?(?P<noun>[\w-]+)(?=[\s,.;])")


def by_organization_noun(article: ArticleCast, told: Sequence[Told], span: Span, words: Sequence[str]) -> Choice:
    """The organization named before that is meant, else the words as they stand; `words` are those of the mention's
    head phrase in lower case, the noun last."""
    found = None
    if words[0] in DEFINITE and not names(article.text, span.start, span.end):
        noun = words[-1]
        found = organization_called(article, told, span.start, noun, also=words[1:-1])
        if found is None and _may_be_any(words):
            found = organization_called(article, told, span.start, noun) or organization_before(
                article, told, span.start, fits=lambda mention: _fits(article, mention, noun)
            )
    if found:
        return replace(found, certainty=min(found.certainty, ORGANIZATION))
    return Choice(described(span.of(article.text)), "organization", STANDS)


def _may_be_any(words: Sequence[str]) -> bool:
    """Whether the organization meant need not have been called so: not where more than the noun tells which it is,
    as in "the dockers' union"; what sort of company it is says nothing new ("the tech giant")."""
    return len(words) == 2 or (words[-1] in COMPANIES | _ANY and not any("’" in word or "'" in word for word in words))


def _fits(article: ArticleCast, mention: Mention, noun: str) -> bool:
    """Whether an organization may be called by the noun."""
    member, text = mention.member, article.text
    words = member.name.lower().split()
    if text[max(0, mention.span.start - 1) : mention.span.start] == "(" and _DATELINE.match(text, mention.span.end):
        return False  # the agency that reports
    if any(is_place(part) for part in (member.name, *member.name.split("-"))):
        return False
    if any(_alike(noun, word) for word in words) or not _LIKE.get(noun, frozenset()).isdisjoint(words):
        return True
    if text[max(0, mention.span.start - len(noun) - 1) : mention.span.start].strip().lower() == noun:
        return True  # "the airline Norvair"
    behind = _BEHIND.match(text, mention.span.end, mention.span.end + 80)
    if behind and _alike(noun, behind["noun"]):
        return True
    if noun in COMPANIES or noun in _ANY:
        return _NO_COMPANIES.isdisjoint(words)
    return noun in _LIKE and ACRONYM.fullmatch(member.name) is not None


def _alike(noun: str, word: str) -> bool:
    return noun == word or (len(noun) > _LEAST_ALIKE and noun[:_LEAST_ALIKE] == word[:_LEAST_ALIKE])
