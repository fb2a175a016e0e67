"""The own words of a source: as a description with the clause that tells more and without asides, and the name that
stands beside it.
"""

import re

from onrecord.english.words import DOCUMENTS, ORGANIZATION_NOUNS, PREPOSITIONS, VERBS, is_role
from onrecord.model import Attribution, Span
from onrecord.people.article import ArticleCast, Choice
from onrecord.people.member import ACRONYM, Member, is_place
from onrecord.people.names import names
from onrecord.people.phrases import (
    described,
    head_phrase,
    is_age,
    is_plural,
    placed,
    same_document,
    without_asides,
    without_cue,
    words_of,
)
from onrecord.people.source import Source


def expanded(article: ArticleCast, span: Span) -> str:
    """ "Holt and her team" with the name in full, "many" with what it is many of."""
    text, plain = article.text, span.of(article.text)
    inside = names(text, span.start, span.end)
    if inside and plain.startswith(inside[0].full):
        member = article.cast.member(inside[0].words, place=span.start)
        if member and member.kind == "person":
            return member.name + plain[len(inside[0].full) :]
    return described(plain)


_TELLING = re.compile(r",?\s+(?:who|speaking on condition|on condition)\s[^.;:“\"\n]+")
_APPOSED = re.compile(r",\s+an?\s[^.;:“\"\n]+")
_WHOSE_SOURCE = re.compile(r"^.*[’']s?\s+(?=(?:[\w-]+\s)?sources?\b)")
_NEXT_TELLING = re.compile(
    r",?\s(?:and|but|while|as|when|after|before|because)\s(?!asked|spoke|declined|requested|wished)"
)
# Behind the comma that closes ", who asked not to be named," the sentence goes on with its verb.
_PREDICATE = re.compile(
    r"(?<=.),\s(?:\w+ly\s)?(?!asked|declined|requested|wished)(?:\w{2,}ed|is|was|are|were|has|have|had|did|said|told|gave"
    r"|took|made|went|says|tells|gives|takes|makes|goes)\s"
)


def fullest(article: ArticleCast, span: Span, attribution: Attribution) -> str:
    """The description of the unnamed source at `span`, with the clause that tells more about it."""
    text = article.text
    plain = _WHOSE_SOURCE.sub("", span.of(text))
    if (bare := without_asides(plain)) != plain:
        return described(bare)
    until = _until(attribution, span)
    behind = _TELLING.match(text, span.end, until) or _APPOSED.match(text, span.end, until)
    follows = any(part.start == until for part in (*attribution.cue, *attribution.content))
    if behind is None or not (follows or behind.group().lstrip(", ").startswith(("who ", "speaking ", "on "))):
        return described(plain)
    clause = _NEXT_TELLING.split(behind.group(), maxsplit=1)[0] if not follows else behind.group()
    if clause and not without_asides(clause):
        return described(plain)
    return without_cue(described(plain) + _PREDICATE.split(clause, maxsplit=1)[0])


def _until(attribution: Attribution, span: Span) -> int:
    """Where the words behind a source must end: at its cue or content, if they follow."""
    after = [part.start for part in (*attribution.cue, *attribution.content) if part.start >= span.end]
    return min([*after, span.end + 160])


_VOICES = frozenset("statement post tweet message release letter email e-mail memo note blog video".split())
"""Documents in which somebody speaks, rather than what was written down of others."""


def taken_up(source: Source, choice: Choice | None, member: Member | None) -> tuple[int, ...]:
    """In which way a source may take up a candidate: whether its head is a document, or one in which somebody speaks;
    whether the candidate is one called by a noun for the same; and a body with a name like a person's."""
    is_document = source.sort is None and source.head in DOCUMENTS
    head = words_of(head_phrase(choice.name))[-1:] if choice and not member and is_document else ()
    return (
        int(is_document) + int(is_document and source.head in _VOICES),
        int(bool(head) and head[0] != source.head and head[0] in same_document(source.head)),
        int(member is not None and member.kind == "person" and source.names_a_body),
    )


_POSSESSOR = re.compile(r"^(?:its|their|his|her|the|an?)\s+", re.IGNORECASE)
_TITLED = (VERBS | PREPOSITIONS | {"including", "who"}) - {"chair"}
_LONGEST_TITLE = 5
"""Words that are none of a title before a name, and how many it may have."""
APPOSED = 0.95
"""Certainty of a name that stands beside a description in the source itself."""
_LONGEST_NAME = 80
_TELLS_MORE = re.compile(r"\s*$|,|\s[—–(-]|\s(?:of|from|at|in|for|with)\s")
_ENDS_BODY = re.compile(r"\s*$|,|\s[—–(-]|\sof\s(?P<place>[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)")
"""What goes on behind the name of somebody, and of a body, which may have more of these words itself."""
_ONE = frozenset("one another only".split())


def apposed(article: ArticleCast, source: Source) -> Choice | None:
    """The name behind the comma of what describes one: "a reporter, Ana Holt of the Harbour Post", "one of the rowers,
    Jonas Berg, 26", "the port's operator, Harbour Holdings of Kolvik"."""
    before, comma, _ = source.plain.partition(", ")
    if source.span is None or not comma or not _is_of_one(before, source):
        return None
    text, start = article.text, source.span.start + len(before) + len(comma)
    found = names(text, start, min(source.span.end, start + _LONGEST_NAME))
    name = next((one for one in found if not is_place(one.full)), None)
    if name is None or len(name.full) < 3 or "," in text[start : name.span.start] or ACRONYM.fullmatch(name.full):
        return None
    titles = words_of(text[start : name.span.start])
    if not _TITLED.isdisjoint(titles) or len(titles) > _LONGEST_TITLE:
        return None
    is_body = not ORGANIZATION_NOUNS.isdisjoint({source.head, *titles[-1:]})
    behind = (_ENDS_BODY if is_body else _TELLS_MORE).match(text[name.span.end : source.span.end])
    if behind is None or (is_body and behind["place"] and not is_place(behind["place"])):
        return None
    told = is_role(source.head) or is_age(source.head) or source.words[0] in _ONE
    if not is_body and (name.kind == "organization" or not (name.kind == "person" or (told and len(name.words) > 1))):
        return None
    member = article.cast.of(name)
    full = article.cast.in_full(member.name) if member else name.full
    role = placed(_POSSESSOR.sub("", described(before)), text, source.span.start, source.span.end)
    return Choice(full, "organization" if is_body else "person", APPOSED, None if is_body else role)


def _is_of_one(before: str, source: Source) -> bool:
    """Whether a description is of one, and no place or body ends it of which the name behind might tell more."""
    words = before.split()
    if source.sort or len(words) < 2 or not words[-1][0].islower() or source.head in DOCUMENTS:
        return False
    return source.words[0] in _ONE or not is_plural(source.head)
