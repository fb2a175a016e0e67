"""Whom a source names by itself, which is a matter of definition and no choice: "Prime Minister Maria Holt", "Harbour
News and City Post", "the latter".
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.english.words import (
    ARTICLES,
    DOCUMENTS,
    GROUPS,
    HONORIFICS,
    OFFICES,
    ORGANIZATION_TOPICS,
    ORGANIZATION_WORDS,
    PAIRS,
    PREPOSITIONS,
    ROLES,
    SEATS,
    is_first_name,
    is_role,
)
from onrecord.model import Span, Words
from onrecord.people.article import (
    ArticleCast,
    Choice,
    by_age,
    is_one_body,
    is_ordinary,
    kind_of_both,
    neutral_before,
    of_two_before,
    office_of_several,
    pair_before,
    shop,
    with_family_name,
)
from onrecord.people.member import ACRONYM, Member, is_place
from onrecord.people.names import Name, names
from onrecord.people.own_words import apposed
from onrecord.people.parts import is_common, opens_sentence
from onrecord.people.phrases import (
    DEFINITE,
    DETERMINERS,
    described,
    has_role,
    head_phrase,
    is_plural,
    is_plural_role,
    kind_of,
    placed,
    stem,
    words_of,
)
from onrecord.people.source import Source, listed, only_called

_PARTS_OF_LANDS = frozenset("North South East West Northern Southern Eastern Western New Upper Lower Greater".split())
"""First words of the names of places: "the governor of Kolvik, South Norvia"."""
INTRODUCED = 0.9
"""Certainty of one whom the article introduced by the same word."""
_OF_TWO = frozenset({"the former", "the latter"})


def by_definition(article: ArticleCast, source: Source) -> Choice | None:
    """Whom a part of a source names by itself; None where its words alone do not tell."""
    span = source.span
    if span is None:
        return None
    lower = source.plain.lower()
    both = "person" if lower in PAIRS else kind_of_both(source.plain)
    if both and (pair := pair_before(article, span.start, both)):
        return pair
    if lower in _OF_TWO and (one := of_two_before(article, span.start, first=lower == "the former")):
        return one
    if source.sort:
        return neutral_before(article, span.start) if source.sort == "they" else None
    if several := several_names(article, span) or _apposed_names(article, source):
        return Choice.of_several(several)
    return by_name(article, span) or apposed(article, source) or _introduced_so(article, source)


def _introduced_so(article: ArticleCast, source: Source) -> Choice | None:
    """The only person named before to whose name the article puts just this: "the surgeon, Ana Holt", "the surgeon"."""
    if source.span is None or len(source.words) != 2 or source.words[0] != "the" or source.plain.count(" ") != 1:
        return None
    found = [
        one
        for one in article.cast.with_role({stem(source.head)})
        if min(one.places, default=source.place) < source.place
        and any(role.text.lower() == source.head for role in one.roles)
    ]
    return Choice(found[0].name, "person", INTRODUCED, found[0].role) if len(found) == 1 else None


FULL, SHORT, SHARED, ALONE = 1.0, 0.97, 0.85, 0.9
"""Certainty of a full name, of a short form that fits one member, of one that fits several, and of a
name that stands in the source only."""
_SIGNS = re.compile(r"(?P<name>(?:[A-Z][\w.’'-]*\s){1,5})[^\w\s(]+\s?\(@\w+\)")
"""A name with little pictures and a handle behind it."""
_SOMEWHERE = re.compile(r"\s(?:outside|inside|across|against|opposite|within|throughout|beyond)\s(?:the\s|an?\s)?$")
"""What stands between those who are meant and a name: "crowds outside a Holt's"."""
_MORE_OF_ALL = re.compile(r",\s(?:who|whose|which|both|all|of|from)\s")
_INCLUDING = re.compile(r"[a-z](?:[\w’'-]*\s){1,6}?(?:including|such as)\s(?:the\s)?")
"""What tells more of all of a list, behind it, and what names some of a group: "groups including Harbour Works"."""
_AGE = re.compile(r"\b(younger|elder|older)\s", re.IGNORECASE)
_HANDLE = re.compile(r"@(?P<handle>\w+)")
_OFFICE_OF = re.compile(r"(?!(?:[Tt]he|[Aa]n?)\s)(?:[\w’'-]+\s){0,4}?(?P<head>[\w-]+)\s(?:of|for)\s")
_OTHERS = re.compile(r"[a-z][^,;:()—–“”\"]{2,60}")
_GOES_ON = re.compile(r"(?:,|\s[—–(-])")
_AT = re.compile(rf"\b(?:{'|'.join(PREPOSITIONS)})(?:\s(?:the|an?))?$", re.IGNORECASE)
_AIDE = re.compile(r"\s(?:to|for|of|with)\s(?:both\s)?(?P<title>\S+(?:\s\S+)?)$")
_APPOSED = re.compile(r",\s(?:the\s)?$")
_AMONG = re.compile(rf"\b(?:{'|'.join(PREPOSITIONS)})\s", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|as well as)\s")
_WHERE_FROM = ("of ", "from ", "at ", "in ")
_OTHER = frozenset("previous former last next new future incoming outgoing current any another".split())
_OPENING = frozenset("who which that whose where in at from of for to with including".split())
"""First words of what is no name of a list but tells more of the one before."""
_OWNER = re.compile(r"^(?:its|their|his|her)\s+", re.IGNORECASE)
"""What says whose a role is, before it."""


def by_name(article: ArticleCast, span: Span) -> Choice | None:
    """The speaker where the head of the source is a proper name; None where it is not."""
    text = article.text
    span = with_family_name(article, span)
    plain = span.of(text).replace("\ufffd", " ")
    if found := _by_handle(article, plain) or only_called(article, span) or _behind_office(article, span):
        return found
    head = head_phrase(plain)
    offset = span.start + plain.find(head)
    if not head:
        return None
    if behind := _apposed(article, plain, head, span):
        return behind
    inside = names(text, offset, offset + len(head))
    if not inside and head[0].isupper() and " " not in head:
        member = article.cast.member((head,), place=offset)
        return Choice(member.name, member.kind, SHORT, member.role) if member else None
    if not inside or inside[-1].span.end < offset + len(head.rstrip(" .,’'s@")):
        return None
    name = inside[-1]
    elsewhere = _SOMEWHERE.search(text[offset : name.span.start]) or text.startswith(" by ", name.span.end, span.end)
    if elsewhere or (len(inside) == 1 and is_ordinary(article, name)):
        return None
    return _named(article, name, Span(offset, span.end))


def _by_handle(article: ArticleCast, plain: str) -> Choice | None:
    """ "@mariaholt", "Maria Holt (@mholt)": who is called like the handle, else the name beside it."""
    found = _HANDLE.search(plain)
    if found is None:
        return None
    member = article.cast.called(found["handle"])
    if member:
        return Choice(member.name, member.kind, SHORT, member.role)
    if found.group() == plain:
        return Choice(plain, "person", FULL)
    beside = _SIGNS.fullmatch(plain)
    return Choice(beside["name"].rstrip(), "person", FULL) if beside else None


def _behind_office(article: ArticleCast, span: Span) -> Choice | None:
    """ "Secretary of State Ana Holt", "minister of mines Jonas Berg": the name at the end of what tells the office."""
    office = _OFFICE_OF.match(article.text, span.start, span.end)
    inside = names(article.text, span.start, span.end)
    if several := office_of_several(article.text, span, inside):
        return _holder(article, inside[-1], several)
    if office is None or office["head"].lower() not in OFFICES:
        return None
    if not inside or inside[-1].span.end != span.end or inside[-1].kind != "person" or len(inside[-1].words) < 2:
        return None
    name = inside[-1]
    before = article.text[span.start : name.span.start].rstrip(" ,")
    last = before.split()[-1].lower()
    # "Director of the office for Ana Holt", "chief of staff to Mayor Ana Holt": somebody else's.
    if len(before) <= len(office.group()) or last in PREPOSITIONS | ARTICLES or last in ROLES or last in HONORIFICS:
        return None
    return _holder(article, name, placed(_OWNER.sub("", before), article.text, span.start, span.end))


def _holder(article: ArticleCast, name: Name, office: Words) -> Choice:
    member = article.cast.member(name.words, place=name.span.start)
    return Choice(member.name if member and member.kind == "person" else name.full, "person", FULL, office)


def several_names(article: ArticleCast, span: Span) -> list[Choice]:
    """ "Harbour News and City Post", "Holt and her allies", "the FBI, as well as prosecutors": several proper names
    joined, or names and others as they are described; nobody where it is one ("Holt, director of mines and ports")."""
    plain = span.of(article.text)
    one = article.cast.member(tuple(re.sub("^[Tt]he ", "", plain).split()), place=span.start)
    both = _AND.search(plain)
    if both is None or (one and _AND.search(one.name)):
        return []
    if told := _MORE_OF_ALL.search(plain, both.end()):
        span, plain = Span(span.start, span.start + told.start()), plain[: told.start()]
    if group := _INCLUDING.match(plain):
        span, plain = Span(span.start + group.end(), span.end), plain[group.end() :]
    if office_of_several(article.text, span, names(article.text, span.start, span.end)):
        return []
    pieces = listed(plain, span.start)
    if len(pieces) > 2:
        last = Span(pieces[-2].start, pieces[-1].end)
        if office_of_several(article.text, last, names(article.text, last.start, last.end)):
            pieces[-2:] = [last]
    words = [piece.of(article.text) for piece in pieces]
    if len(pieces) == 2 and is_one_body(article, words):
        return [Choice(described(plain), "organization", ALONE)]
    found: list[Choice] = []
    names_one = apposed = False
    for number, (piece, bare) in enumerate(zip(pieces, words, strict=True)):
        between = found and article.text[piece.end : piece.end + 1] == "," and number < len(pieces) - 1
        if between and bare.startswith(_WHERE_FROM):
            apposed = True  # "Ana Holt, of Harbour Watch, and Jonas Berg"
            continue
        if bare.lower() in ORGANIZATION_TOPICS or bare.split()[0].lower() in _OPENING:
            return []  # "Health and Human Services Secretary Ana Holt"
        choice = _piece(article, names(article.text, piece.start, piece.end), piece)
        names_one |= choice is not None
        if choice is None and found and number < len(pieces) - 1 and _tells_more(article, piece, found[-1]):
            if names(article.text, piece.start, piece.end):
                return []  # "Ana Holt, director of Harbour News and City Post"
            apposed = True
            continue
        if choice is None and apposed:
            return []  # "Ana Holt, director of mines and ports"
        described_so = choice or _others(article, piece, opens=number == 0)
        if described_so is None:
            return []
        if choice and choice.kind == "person" and found and _is_before(article.text, found[-1], piece):
            found.pop()
        found.append(replace(described_so, mention=piece))
    return found if names_one and len(found) > 1 else []


def _others(article: ArticleCast, piece: Span, *, opens: bool) -> Choice | None:
    """Those whom a piece of a list describes: "her allies", "federal prosecutors"."""
    start = piece.start - 4 * (article.text[piece.start - 4 : piece.start].lower() == "the ")
    plain = article.text[start : piece.end]
    words = words_of(head_phrase(plain))
    lower = plain[0].lower() + plain[1:] if opens and head_phrase(plain) == plain else plain
    if not words or not _OTHERS.fullmatch(lower) or not (words[0] in DETERMINERS or is_plural(words[-1])):
        return None
    return Choice(described(plain), kind_of(words), ALONE)


def _tells_more(article: ArticleCast, piece: Span, before: Choice) -> bool:
    """Whether a piece behind a comma tells more of the one before it: "Ana Holt, a lawyer, and Jonas Berg"."""
    comma = _APPOSED.search(article.text, max(0, piece.start - 6), piece.start)
    one = before.kind == "person" or article.text.startswith(("a ", "an "), piece.start)
    return comma is not None and (one or comma.group().endswith("the "))


def _is_before(text: str, described_so: Choice, name: Span) -> bool:
    """Whether a description stands before the name of whom it describes: "two objectors, Ana Holt and Jonas Berg"."""
    before = described_so.mention
    return before is not None and described_so.kind != "person" and text[before.end : name.start].strip() == ","


def _apposed_names(article: ArticleCast, source: Source) -> list[Choice]:
    """ "The two ministers, Ana Holt and Jonas Berg": the names behind a description of several."""
    comma = next((mark for mark in (" -- ", " — ", " – ") if mark in source.plain), ", ")
    before, _, rest = source.plain.partition(comma)
    head = head_phrase(before).split()
    if source.span is None or " and " not in rest or not head or not is_plural(head[-1]) or is_first_name(head[0]):
        return []
    start = source.span.start + len(before) + len(comma)
    return several_names(article, Span(start, start + len(rest.rstrip(" —–-"))))


def _piece(article: ArticleCast, inside: Sequence[Name], span: Span) -> Choice | None:
    """The one whom a piece of a list names; what stands before the name must be the role or the owner of it: "Harbour
    News’s Ana Holt", "JD spokesman Ana Holt"; a place may stand behind it."""
    if len(inside) > 1 and inside[-2].kind == "person":
        between = article.text[inside[-2].span.end : inside[-1].span.start]
        if between in {" of ", " from "} and inside[-1].span.end == span.end:
            inside, span = inside[:-1], Span(span.start, inside[-2].span.end)
    if not inside or inside[-1].span.end != span.end or inside[-1].words[-1] in SEATS:
        return None
    before = article.text[span.start : inside[-1].span.start].strip()
    if _AT.search(before) or ((title := _AIDE.search(before)) and all(map(has_role, title["title"].split()))):
        return None  # "a director at Harbour News", "an aide to Mayor Ana Holt" is one
    if inside[-1].kind != "person" and _AMONG.search(before) and not has_role(before.split()[-1]):
        return None  # "treasurer of the great Harbour Fund"
    owned = (before.endswith(("’s", "'s")) and not _AMONG.search(before)) or before.lower() == "our"
    if len(inside) > 1 and not (owned or has_role(before.split()[-1])):
        return None
    if before and not owned and not has_role(before) and "-" not in before and not is_plural_role(before.split()[-1]):
        return None
    return _named(article, inside[-1], span)


def _apposed(article: ArticleCast, plain: str, head: str, span: Span) -> Choice | None:
    """ "The company that runs the port, Harbour Holdings": the name stands behind a description."""
    text = article.text
    before, comma, last = plain.rpartition(", ")
    noun = head.split()[-1]
    described_so = not noun[0].isupper() or (" " not in head and is_common(noun) and opens_sentence(text, span.start))
    first = head.split()[0].lower()
    described_so |= (first in DEFINITE or first.endswith(("’s", "'s"))) and is_role(
        noun
    )  # "The Leader of the Council, Ana Holt"
    if not comma or not described_so:
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
    found = _named(article, name, name.span) if not titles or has_role(titles) else None
    if found is None:
        return None
    body = any(word.lower() in ORGANIZATION_WORDS or ACRONYM.fullmatch(word) for word in found.name.split())
    kind = "person" if found.kind == "organization" and not body and is_role(head.split()[-1].lower()) else found.kind
    role = placed(_OWNER.sub("", described(before)), text, span.start, span.end)
    return Choice(found.name, kind, found.certainty, role)


def _is_person(name: Name, before: str, head: str) -> bool:
    """Whether a name behind a place, or behind a body, is a person's: by itself, or because there is one holder of the
    office before it, "the mayor of Kolvik, Runa Ostgaard"."""
    if name.kind == "person":
        return True
    office = is_role(head.split()[-1].lower()) and before.split()[0].lower() in DEFINITE
    return office and name.kind != "organization" and len(name.words) > 1 and name.words[0] not in _PARTS_OF_LANDS


def _between_commas(article: ArticleCast, plain: str, span: Span) -> Choice | None:
    """ "Its founder, Ana Holt, who runs the port", "a protester, mechanic Jonas Berg, 60": the person named behind the
    description, before more of it."""
    text = article.text
    before = plain.partition(", ")[0]
    start = span.start + len(before) + 2
    name = next(iter(names(text, start, min(span.end, start + 80))), None)
    if name is None or name.span.end == span.end or not _GOES_ON.match(text, name.span.end):
        return None
    titles = text[start : name.span.start].strip()
    told = is_first_name(name.words[0]) or text.startswith(", who ", name.span.end)
    person = name.kind == "person" or (len(name.words) > 1 and told)
    noun = before.split()[-1].lower()
    if not person or (titles and not has_role(titles)) or not (is_role(noun) or f"{noun}s" in GROUPS):
        return None
    member = article.cast.of(name)
    full = member.name if member and member.kind == "person" else name.full
    return Choice(full, "person", SHORT, placed(_OWNER.sub("", described(before)), text, span.start, span.end))


def _is_described(word: str, before: str, member: Member | None) -> bool:
    """Whether a word in capitals is a description: "other Republicans", "the previous Government"."""
    if word in ORGANIZATION_WORDS and before.rpartition(" ")[2] in _OTHER:
        return True
    return word in GROUPS - ORGANIZATION_WORDS or (
        word in DOCUMENTS | GROUPS and (member is None or member.name.lower() == word)
    )


def _named(article: ArticleCast, name: Name, span: Span) -> Choice | None:
    """The member a name stands for; `span` goes from the head's first word to the end of the source."""
    text, cast = article.text, article.cast
    for known in cast.names_from(name.span.start + 1, name.span.end - name.span.start):
        if known.span.end == name.span.end and known.kind == "person" and len(known.words) > 1:
            name = known  # without what is none of it: "Tycoon Ana Holt"
    member = cast.of(name)
    before = text[span.start : name.span.start].strip()
    if len(name.words) == 1 and _is_described(name.full.lower(), before, member):
        return None
    if (member is None or member.name == name.full) and (called := shop(text, name, span)):
        return Choice(called, "organization", ALONE)
    after = text[name.span.end : span.end].strip(" ,\"“”'’")
    fitting = article.cast.fitting(name.words)
    if len(fitting) > 1 and (age := _AGE.search(text, span.start, name.span.start)):
        member = by_age(fitting, younger=age.group(1).lower() == "younger") or member
    if len(name.words) > 1 and name.words[-1].lower() in OFFICES and (member is None or member.kind != "person"):
        return None  # "the US President" names nobody
    if after.startswith(("of ", "for ", "on ")) and (member is None or member.kind == "organization"):
        return Choice(described(span.of(text).strip(" ,")), "organization", FULL)
    title = re.sub(r"^(?:the|a|an|both)\s+", "", _OWNER.sub("", before), flags=re.IGNORECASE).strip(" ,")
    tells = title and has_role(title) and title.lower() not in HONORIFICS
    own = placed(title, text, span.start, name.span.start) if tells else None
    if member is None:
        return Choice(name.full, "person" if name.kind == "person" else "organization", ALONE, own or name.role)
    certainty = FULL if name.full == member.name else SHORT
    if len(fitting) > 1:
        certainty = SHARED
    return Choice(cast.in_full(member.name), member.kind, certainty, own or name.role or member.role)
