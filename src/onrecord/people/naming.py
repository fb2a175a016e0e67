"""What a source calls whoever speaks: the one for whom a name in it stands, alone or behind a description, and its own
words, with the clause that tells more and without asides; and whom it cannot mean."""

import re
from collections.abc import Sequence

from onrecord.english.common import is_common, is_other_body, same_document
from onrecord.english.countries import places
from onrecord.english.words import (
    DOCUMENTS,
    GROUPS,
    HONORIFICS,
    OFFICES,
    ORGANIZATION_NOUNS,
    ORGANIZATION_WORDS,
    PREPOSITIONS,
    RANKS,
    SEATS,
    is_first_name,
    is_role,
)
from onrecord.model import Attribution, Span
from onrecord.people.article import ArticleCast, Choice, by_age, shop
from onrecord.people.member import ACRONYM, Member, is_place
from onrecord.people.names import Name, names
from onrecord.people.parts import opens_sentence
from onrecord.people.phrases import (
    DEFINITE,
    described,
    has_role,
    head_phrase,
    is_plural,
    placed,
    stem,
    without_asides,
    without_cue,
    words_of,
)
from onrecord.people.source import Source

FULL, SHORT, SHARED, ALONE = 1.0, 0.97, 0.85, 0.9
"""Certainty of a full name, of a short form that fits one member, of one that fits several, and of a
name that stands in the source only."""
_PARTS_OF_LANDS = frozenset("North South East West Northern Southern Eastern Western New Upper Lower Greater".split())
"""First words of the names of places: "the governor of Kolvik, South Norvia"."""
_AGE = re.compile(r"\b(younger|elder|older)\s", re.IGNORECASE)
_GOES_ON = re.compile(r",|\s(?:[—–(-]|(?:of|from|at|in|with|for)\s)")
"""What may follow the name of somebody described before it: "Ana Holt, 60", "Ana Holt of Harbour Watch"."""
_CLAUSES = PREPOSITIONS | frozenset("who which that whose where when as".split())
_PLURAL = re.compile(r"[A-Z]{2,5}s")
_ONE_OF = re.compile(r"[Oo]ne of\s")
_OTHER = frozenset("previous former last next new future incoming outgoing current any another".split())
_ARTICLE = re.compile(r"^(?:the|an?)\s+")
OWNER = re.compile(r"^(?:its|their|his|her)\s+", re.IGNORECASE)
"""What says whose a role is, before it."""


def named(article: ArticleCast, name: Name, span: Span) -> Choice | None:
    """The member a name stands for; `span` goes from the head's first word to the end of the source."""
    text, cast = article.text, article.cast
    for known in cast.names_from(name.span.start + 1, name.span.end - name.span.start):
        if known.span.end == name.span.end and known.kind == "person" and len(known.words) > 1:
            name = known  # without what is none of it: "Tycoon Ana Holt"
    member = cast.of(name)
    before = text[span.start : name.span.start].strip()
    if len(name.words) == 1 and _is_described(name.full, before, member):
        return None
    if (member is None or member.name == name.full) and (called := shop(text, name, span)):
        return Choice(called, "organization", ALONE)
    after = text[name.span.end : span.end].strip(" ,\"“”'’")
    fitting = article.cast.fitting(name.words)
    if len(fitting) > 1 and (age := _AGE.search(text, span.start, name.span.start)):
        member = by_age(fitting, younger=age.group(1).lower() == "younger") or member
    office = name.words[-1].lower() in OFFICES or name.words[-1] in SEATS
    if len(name.words) > 1 and office and (member is None or member.kind != "person"):
        return None  # "the US President", "the Kolvik MP" names nobody
    body = member is None or member.kind == "organization"
    alone = not before and not any(map(is_common, name.words))
    belongs = after.startswith("of ") and (name.kind == "person" or alone)
    if body and after.startswith(("of ", "for ", "on ")) and not belongs:
        return Choice(described(span.of(text).strip(" ,")), "organization", FULL)
    title = re.sub(r"^(?:the|a|an|both)\s+", "", OWNER.sub("", before), flags=re.IGNORECASE).strip(" ,")
    tells = title and has_role(title) and title.lower() not in HONORIFICS
    own = placed(title, text, span.start, name.span.start) if tells else None
    if member is None:
        return Choice(name.full, "person" if name.kind == "person" else "organization", ALONE, own or name.role)
    certainty = FULL if name.full == member.name else SHORT
    if len(fitting) > 1:
        certainty = SHARED
    return Choice(cast.in_full(member.name), member.kind, certainty, own or name.role or member.role)


def _is_described(word: str, before: str, member: Member | None) -> bool:
    """Whether a word in capitals is a description: "other Republicans", "the previous Government"."""
    if _PLURAL.fullmatch(word):
        return True  # "NGOs"
    if word.lower() in ORGANIZATION_WORDS and before.rpartition(" ")[2] in _OTHER:
        return True
    lower = word.lower()
    alone = member is None or member.name.lower() == lower
    return lower in GROUPS - ORGANIZATION_WORDS or (lower in DOCUMENTS | GROUPS and alone)


def behind_description(article: ArticleCast, plain: str, head: str, span: Span) -> Choice | None:
    """ "The company that runs the port, Harbour Holdings": the name stands behind a description."""
    text = article.text
    before, comma, last = plain.rpartition(", ")
    noun = head.split()[-1]
    described_so = not noun[0].isupper() or (" " not in head and is_common(noun) and opens_sentence(text, span.start))
    first = head.split()[0].lower()
    described_so |= (first in DEFINITE or first.endswith(("’s", "'s"))) and is_role(
        noun
    )  # "The Leader of the Council, Ana Holt"
    described_so |= first in DEFINITE and _is_titled(last)
    if not comma or not described_so or (words_of(head)[-1:][0] in DOCUMENTS and " by " in before):
        return None
    if between := _between_commas(article, plain, span):
        return between
    if not last[:1].isupper():
        return None
    start = text.rfind(last, span.start, span.end)
    inside = names(text, start, start + len(last)) if start >= 0 else []
    if not inside or inside[-1].span.end != start + len(last):
        return None
    name = inside[-1]
    titles = text[start : name.span.start].strip()
    if len(inside) > 1 and not (name.kind == "person" and is_role(titles.split()[-1]) and len(name.words) > 1):
        return None
    if any(one.kind == "person" for one in inside[:-1]):
        return None  # "two deputies, Leader Ana Holt and Whip Jonas Berg"
    if ACRONYM.fullmatch(re.sub(r"\d", "", name.full)):
        return None  # the short form of a name before it
    if is_place(name.full) or (before.split()[-1][0].isupper() and not _is_person(name, before, head)):
        return None  # "a student in Kolvik, South Norvia", "a spokesperson for Sen. Ana Holt, D-Norvia"
    found = named(article, name, name.span) if not titles or is_title_of(titles) else None
    if found is None:
        return None
    body = any(word.lower() in ORGANIZATION_WORDS or ACRONYM.fullmatch(word) for word in found.name.split())
    kind = "person" if found.kind == "organization" and not body and is_role(head.split()[-1].lower()) else found.kind
    role = placed(OWNER.sub("", described(before)), text, span.start, span.end)
    return Choice(found.name, kind, found.certainty, role)


def _is_person(name: Name, before: str, head: str) -> bool:
    """Whether a name behind a place, or behind a body, is a person's: by itself, or because there is one holder of the
    office before it, "the mayor of Kolvik, Runa Ostgaard"."""
    if name.kind == "person":
        return True
    office = is_role(head.split()[-1].lower()) and before.split()[0].lower() in DEFINITE
    return office and name.kind != "organization" and len(name.words) > 1 and name.words[0] not in _PARTS_OF_LANDS


def _between_commas(article: ArticleCast, plain: str, span: Span) -> Choice | None:
    """ "Its founder, Ana Holt, who runs the port", "a protester, mechanic Jonas Berg, 60", "a second witness, Ana Holt
    of Harbour Watch": the one named behind the description, before more of it."""
    text = article.text
    before = plain.partition(", ")[0]
    start = span.start + len(before) + 2
    known = (one for one in article.cast.names_from(start, 80) if one.span.end <= span.end)
    name = next(known, None) or next(iter(names(text, start, min(span.end, start + 80))), None)
    if name is None or (name.span.end < span.end and not _GOES_ON.match(text, name.span.end)):
        return None
    titles = _ARTICLE.sub("", text[start : name.span.start].strip())
    if titles and not is_title_of(titles):
        return None
    role = placed(OWNER.sub("", described(before)), text, span.start, span.end)
    if text.startswith((" of ", ","), name.span.end) and _is_body(before, name):
        return Choice(name.full, "organization", ALONE, role)
    told = is_first_name(name.words[0]) or text.startswith(", who ", name.span.end)
    several = len(name.words) > 1 and (told or _ONE_OF.match(before) is not None)
    person = several or (name.kind == "person" and len(name.words) < 4)
    if not person or not _is_somebody(before, name) or (name.span.end == span.end and not titles):
        return None
    member = article.cast.of(name)
    full = member.name if member and member.kind == "person" else name.full
    return Choice(full, "person", SHORT, role)


def is_title_of(words: str) -> bool:
    """Whether words before a name are titles of it, and no clause: "who worked for Mr. Holt"."""
    lower = words.lower().split()
    return not _CLAUSES.intersection(lower) and (
        has_role(words) or all(word in HONORIFICS for word in lower) or words in RANKS
    )


def _is_titled(words: str) -> bool:
    """Whether a name has a title before it: "the area MCA, Mr Jonas Berg"."""
    found = names(words)
    return len(found) == 1 and found[0].kind == "person" and bool(found[0].titles) and found[0].span.end == len(words)


def _is_somebody(before: str, name: Name) -> bool:
    """Whether a description is one of a person: by its role, or because the name behind it is a person's."""
    if _ONE_OF.match(before):
        return len(name.words) > 1
    noun = head_phrase(before).split()[-1].lower() if head_phrase(before) else ""
    if is_role(noun) or f"{noun}s" in GROUPS:
        return True
    thing = noun in DOCUMENTS or noun in ORGANIZATION_NOUNS or is_plural(noun)
    return noun.isalpha() and not thing and name.kind == "person" and len(name.words) > 1


def _is_body(before: str, name: Name) -> bool:
    """Whether a description is one of a body, and the name not a person's: "the app's maker, Harbour Robotics of"."""
    noun = head_phrase(before).split()[-1].lower() if head_phrase(before) else ""
    bare = name.kind == "person" or is_place(name.full) or ACRONYM.fullmatch(name.full)
    return noun in ORGANIZATION_NOUNS and not (is_role(noun) or bare)


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


_BELOW = frozenset("deputy vice assistant acting former".split())
"""What makes an office another one."""
_WIRE = re.compile(r"\([^()\n]{2,40}\)\s*(?:-|–|—)")
"""Whose article it is, behind its place: "KOLVIK (Newsline) - "."""


def rules_out(source: Source, member: Member, article: ArticleCast) -> bool:
    """Whether a source cannot mean a member: "he" no woman, no body and nobody who goes by "they", "the actress" no
    man, "it" and "the agency" no person, "a spokesman" no person whom the article named before, "a clerk, who worked
    for Mr Berg" not him, "the ministry" no party."""
    if source.sort in ("m", "f"):
        is_body = member.kind == "organization" and not member.uncertain
        return is_body or member.neutral or member.gender not in (None, source.gender)
    if member.kind == "person":
        return _is_no_such_person(source, member, article)
    wire = len(member.places) == 1 and _WIRE.match(article.text, member.places[0] - 1)
    return source.names_a_body and (bool(wire) or is_other_body(source.head, member.name))


def _is_no_such_person(source: Source, member: Member, article: ArticleCast) -> bool:
    if source.is_new and next((at for at in member.places if at >= article.body), source.place) < source.place:
        return True
    if source.sort is None and source.gender and not source.head.endswith("man"):
        return member.gender not in (None, source.gender)
    if source.sort is None and source.span is not None:
        inside = article.between(source.span.start, source.span.end)
        if any(one.member is member for one in inside) or (is_role(source.head) and _has_other_office(source, member)):
            return True
    return source.names_a_body and not _may_be_body(member)


def _has_other_office(source: Source, member: Member) -> bool:
    """Whether every office with the noun of a source that a member has is another one: "the deputy mayor" is no mayor,
    "the mayor" no former one, "Norvia's minister" none of Alvia."""
    alike = [words for role in member.roles if stem(source.head) in map(stem, (words := words_of(role.text)))]
    return bool(alike) and all(_is_other_office(source.words, words) for words in alike)


def _is_other_office(told: Sequence[str], held: Sequence[str]) -> bool:
    lands, others = ({land for word in words for land in places(word)} for words in (told, held))
    apart = bool(lands and others) and lands.isdisjoint(others)
    return apart or not _BELOW.intersection(told) <= set(held) or ("former" in held and "former" not in told)


def _may_be_body(member: Member) -> bool:
    """Whether a name that may be a person's may be a body's as well: "Kessel Wray", of no first name and no sex."""
    words = member.name.split()
    return member.gender is None and len(words) > 1 and not is_first_name(words[0])


NEWCOMER = 0.85
"""Certainty of whom a paragraph introduces."""
_PARAGRAPH = 3000
"""Characters of a paragraph before a pronoun that are looked at."""
_HIM = re.compile(r"\bhim\b")


def newcomer(article: ArticleCast, source: Source) -> Choice | None:
    """Who "he" or "she" is in a paragraph that begins with somebody whom the article names there first, and has nobody
    else: however often others are named, it is about that one."""
    start = article.text.rfind("\n", max(0, source.place - _PARAGRAPH), source.place) + 1
    named = article.between(start, source.place)
    inside = [one for one in named if one.member.kind == "person" or (one.member.uncertain and " " in one.member.name)]
    first = inside[0] if inside and source.sort in ("m", "f") else None
    if first is None or any(one.member is not first.member for one in inside) or " " not in first.member.name:
        return None
    member = first.member
    is_new = (
        member.kind == "person" and first.opens and not (first.owner or first.governed) and min(member.places) >= start
    )
    object_of = source.sort == "m" and _HIM.search(article.text, first.span.end, source.place)
    if not is_new or object_of or rules_out(source, member, article):
        return None
    return Choice(article.cast.in_full(member.name), "person", NEWCOMER, member.role)
