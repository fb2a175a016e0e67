"""Whom a source names by itself, which is a matter of definition and no choice: "Prime Minister Maria Holt", "Harbour
News and City Post", "the latter".
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.english.common import is_plural_role
from onrecord.english.words import (
    ARTICLES,
    HONORIFICS,
    OFFICES,
    ORGANIZATION_TOPICS,
    PAIRS,
    PREPOSITIONS,
    ROLE_MODIFIERS,
    ROLES,
    SEATS,
    is_first_name,
    is_role,
)
from onrecord.model import Span, Words
from onrecord.people.article import (
    ArticleCast,
    Choice,
    is_one_body,
    is_ordinary,
    kind_of_both,
    neutral_before,
    of_two_before,
    office_of_several,
    pair_before,
    with_family_name,
)
from onrecord.people.names import Name, names
from onrecord.people.naming import ALONE, FULL, OWNER, SHORT, behind_description, is_title_of, named
from onrecord.people.phrases import (
    DETERMINERS,
    described,
    has_role,
    head_phrase,
    is_plural,
    kind_of,
    placed,
    stem,
    words_of,
)
from onrecord.people.source import Source, listed, only_called

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
    return by_name(article, span) or _introduced_so(article, source)


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


_SIGNS = re.compile(r"(?P<name>(?:[A-Z][\w.’'-]*\s){1,5})[^\w\s(]+\s?\(@\w+\)")
"""A name with little pictures and a handle behind it."""
_SOMEWHERE = re.compile(r"\s(?:outside|inside|across|against|opposite|within|throughout|beyond)\s(?:the\s|an?\s)?$")
"""What stands between those who are meant and a name: "crowds outside a Holt's"."""
_MORE_OF_ALL = re.compile(r",\s(?:who|whose|which|both|all|of|from)\s")
_INCLUDING = re.compile(r"[a-z](?:[\w’'-]*\s){1,6}?(?:including|such as|like)\s(?:the\s)?")
"""What tells more of all of a list, behind it, and what names some of a group: "groups including Harbour Works"."""
_HANDLE = re.compile(r"@(?P<handle>\w+)")
_OFFICE_OF = re.compile(r"(?!(?:[Tt]he|[Aa]n?)\s)(?:[\w’'-]+\s){0,4}?(?P<head>[\w-]+)\s(?:of|for)\s")
_OTHERS = re.compile(r"[a-z][^,;:()—–“”\"]{2,60}")
_AT = re.compile(rf"\b(?:{'|'.join(PREPOSITIONS)})(?:\s(?:the|an?))?$", re.IGNORECASE)
_AIDE = re.compile(r"\s(?:to|for|of|with)\s(?:both\s)?(?P<title>\S+(?:\s\S+)?)$")
_APPOSED = re.compile(r",\s(?:the\s)?$")
_AMONG = re.compile(rf"\b(?:{'|'.join(PREPOSITIONS)})\s", re.IGNORECASE)
_TELLS = re.compile(r",\s(?:the|an?)\s|,\s[^,]*[’']s\s[a-z]")
"""What tells more of the last of two."""
_PARTICIPLE = re.compile(r"\s(?P<verb>[a-z]+ing)\s$")
_AND = re.compile(r",?\s(?:and|as well as|along with)\s")
_WHERE_FROM = ("of ", "from ", "at ", "in ")
_OPENING = frozenset("who which that whose where in at from of for to with including".split())
"""First words of what is no name of a list but tells more of the one before."""


def by_name(article: ArticleCast, span: Span) -> Choice | None:
    """The speaker where the head of the source is a proper name; None where it is not."""
    text = article.text
    span = with_family_name(article, span)
    plain = span.of(text).replace("\ufffd", " ")
    if found := _by_handle(article, plain) or only_called(article, span) or _behind_office(article, span):
        return found
    if holder := _behind_bracket(article, span):
        return holder
    head = head_phrase(plain)
    offset = span.start + plain.find(head)
    if not head:
        return None
    if behind := behind_description(article, plain, head, span):
        return behind
    inside = names(text, offset, offset + len(head))
    if not inside and head[0].isupper() and " " not in head:
        member = article.cast.member((head,), place=offset)
        return Choice(member.name, member.kind, SHORT, member.role) if member else None
    if not inside or inside[-1].span.end < offset + len(head.rstrip(" .,’'s@")):
        return None
    name = inside[-1]
    elsewhere = _SOMEWHERE.search(text[offset : name.span.start]) or text.startswith(" by ", name.span.end, span.end)
    verb = _PARTICIPLE.search(text[offset : name.span.start])
    does = verb is not None and verb["verb"] not in ROLE_MODIFIERS  # "the group backing Ana Holt"
    if elsewhere or does or (len(inside) == 1 and is_ordinary(article, name)):
        return None
    return named(article, name, Span(offset, span.end))


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
    return _holder(article, name, placed(OWNER.sub("", before), article.text, span.start, span.end))


_ASIDE = re.compile(r"\([^()]*\)")
_BRACKET = re.compile(r"[^,()]+\([^()]{1,40}\)\s(?:[^,()]+\s)?")


def _behind_bracket(article: ArticleCast, span: Span) -> Choice | None:
    """ "Harbour Owners Association (HOA) chairman Ana Holt", "Harbour Officer (in charge) Ana Holt": the name behind an
    office with a bracket in it."""
    inside = names(article.text, span.start, span.end) if "(" in span.of(article.text) else []
    if not inside or inside[-1].span.end != span.end or len(inside[-1].words) < 2 or inside[-1].kind == "organization":
        return None
    office = _BRACKET.fullmatch(article.text, span.start, inside[-1].span.start)
    if office is None or not is_role(_ASIDE.sub(" ", office.group()).split()[-1]):
        return None
    return _holder(article, inside[-1], placed(office.group().strip(), article.text, span.start, span.end))


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
    elif end := _end_of_two(article.text, span):
        span, plain = Span(span.start, end), plain[: end - span.start]
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
    all_names = names(article.text, span.start, span.end)
    persons = [one for one in all_names if one.kind == "person"]
    if len(persons) == 1 and len(pieces) == 2 and _is_of(article.text, persons[0], pieces, all_names[-1]):
        return []
    if len(pieces) == 2 and not persons and is_one_body(article, words):
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
        ends = number == len(pieces) - 1 and len(found) > 1 and apposed
        if ends and choice is None and article.text.startswith(("a ", "an "), piece.start):
            continue  # "Ana Holt, a lawyer, and Jonas Berg, a docker"
        if choice is None and apposed:
            return []  # "Ana Holt, director of mines and ports"
        described_so = choice or _others(article, piece, opens=number == 0)
        if described_so is None:
            return []
        person = choice and (choice.kind == "person" or is_first_name(choice.name))
        if person and found and _is_before(article.text, found[-1], piece):
            found.pop()
        found.append(replace(described_so, mention=piece))
    return found if names_one and len(found) > 1 else []


def _end_of_two(text: str, span: Span) -> int | None:
    """Where two persons' names end before what tells more of them: "Ana Holt and Jonas Berg, the likely winners"."""
    first, *rest = [*names(text, span.start, span.end)[:2], None]
    second = rest[0] if rest else None
    if first is None or second is None or first.kind != "person" or second.kind != "person":
        return None
    joined = text[first.span.end : second.span.start].startswith(" and ")
    third = next((one for one in names(text, second.span.end, span.end) if one.kind == "person"), None)
    goes_on = third is not None and " and " in text[second.span.end : third.span.start]
    return second.span.end if joined and not goes_on and _TELLS.match(text, second.span.end, span.end) else None


def _is_of(text: str, person: Name, pieces: Sequence[Span], last: Name) -> bool:
    """Whether what "and" joins is one body to which somebody belongs: "Ana Holt of Kolvik and Alva Police"."""
    behind = text.startswith((" of ", " from "), person.span.end) and person.span.end < pieces[0].end
    return behind and last.kind == "organization" and not text.startswith("the ", pieces[1].start - 4)


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
    if len(inside) > 1 and inside[0].kind == "person" and all(one.kind != "person" for one in inside[1:]):
        behind = article.text[inside[0].span.end : inside[1].span.start]
        if behind.startswith((" of ", " from ")) and inside[-1].span.end == span.end:
            inside, span = inside[:1], Span(span.start, inside[0].span.end)
    if not inside or inside[-1].span.end != span.end or inside[-1].words[-1] in SEATS:
        return None
    before = article.text[span.start : inside[-1].span.start].strip()
    if _AT.search(before) or ((title := _AIDE.search(before)) and all(map(has_role, title["title"].split()))):
        return None  # "a director at Harbour News", "an aide to Mayor Ana Holt" is one
    if inside[-1].kind != "person" and _AMONG.search(before) and not has_role(before.split()[-1]):
        return None  # "treasurer of the great Harbour Fund"
    owned = (before.endswith(("’s", "'s")) and not _AMONG.search(before)) or before.lower() == "our"
    role = before.split()[-1] if before else ""
    if len(inside) > 1 and not (owned or has_role(role) or is_plural_role(role)):
        return None
    if before and not (owned or is_title_of(before) or "-" in before or is_plural_role(role)):
        return None
    return named(article, inside[-1], span)
