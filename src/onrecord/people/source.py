"""The words of a source: cleaned of what a reader leaves at their ends, completed by what it cut off, and what they are
like."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.english.calendar import CALENDAR_WORDS
from onrecord.english.common import is_body
from onrecord.english.words import (
    ABBREVIATED_TITLES,
    DOCUMENTS,
    NAMELESS,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    UTTERANCES,
    VERBS,
    Gender,
)
from onrecord.model import Span
from onrecord.people.article import ArticleCast, Choice
from onrecord.people.member import is_place
from onrecord.people.phrases import (
    DEFINITE,
    DETERMINERS,
    Token,
    described,
    head_phrase,
    placed,
    stem,
    trimmed,
    words_of,
)

_BELONGS = re.compile(r"(?P<owner>.+?)(?:[’']s|(?<=s)[’'])\s(?:\w+\s)?(?P<what>\w+)")
_JOINED = re.compile(r"(?:(?<=\s)[A-Z][\w’']*\s){0,2}[A-Z][\w’']*-$")
_CUT = re.compile(r"(?<=\w)-\w[\w-]*")
_HANDLE = re.compile(r"(?<=named|alled) @\w+")
_LIST = re.compile(r",?\s+(?:as well as|along with|and)\s+|,\s*")
_ASIDE = re.compile(r"“[^”\n]{1,60}(?:”|$)|\"[^\"\n]{1,60}\"|\s\([^()\n]{1,40}\)|,?\s[DRI]-[A-Z][\w.]*(?=,|\s|$)")
_ARTICLE = re.compile(r"^(?:both\s+)?(?:the\s+)?", re.IGNORECASE)
_LONGEST_WORD, _ROLE_REACH = 60, 60
"""Characters of a name before the hyphen at which a source begins and behind the one at which it ends, and between a
source that was cut short and the name it belongs to."""
_POSSESSIVE = frozenset("his her their its my our your".split())
LONGEST_SOURCE = 500
"""Characters of a source that are looked at."""
_LONGEST_PHRASE = 7
"""Words of a noun phrase before its head."""
_RELATIVE = re.compile(r"who|which|that")
OPENING = frozenset(
    """but and so if as when while after before since then also however meanwhile although though because yet later
    today still only instead perhaps following""".split()
)
"""Words at the beginning of a sentence that are none of its first noun phrase."""
_BETWEEN = frozenset([*",—–-)"])
_LINKS = frozenset({"of", "at", "from", "in", "for"})
_ISSUED = frozenset({"by", "from"})
_WHO = frozenset({"who", "with"})
_LONGEST_TAIL = 12
"""Words by which a document tells whose it is, and "those" who they are; how many words may follow."""
PLAIN = DETERMINERS | PREPOSITIONS | {"and", "who", "which", "said", "says"}
"""Words of a phrase that tell nothing of who is meant."""
_AROUND = frozenset("among amid within inside outside around be been being not also there".split())
_BEFORE_PHRASE = VERBS | (PLAIN - DETERMINERS) | PRONOUNS.keys() | _AROUND
"""Words that stand before a noun phrase."""
_COUNTS = frozenset("some many several most any no every each other".split())
"""Words that begin a noun phrase where no article does."""
_SOME = frozenset("one two three some several many most all others another other both".split())
_SOME_OF = re.compile(r"(?:the )?\w+(?: of (?:them|those|these|whom))?", re.IGNORECASE)
_NEW = {("a",), ("an",), ("one",), ("another",)}


@dataclass(frozen=True, slots=True)
class Source:
    """The words that name a source, and what they are like. `words` are those of its head phrase in small letters,
    `content` its words of any meaning by their stems; `sort` is that of a pronoun."""

    span: Span | None
    plain: str
    words: tuple[str, ...]
    stems: frozenset[str]
    sort: str | None
    place: int
    gender: Gender | None

    @classmethod
    def of(cls, article: ArticleCast, part: Span | None, *, place: int, rest: Sequence[int] = ()) -> "Source":
        """The source that a reader marked, without what is none of its words and with what it cut off, as far as the
        `rest` of the statement, where its cue and its contents begin; without one, a statement that begins at
        `place`."""
        if part is None:
            return cls(None, "", (), frozenset(), None, place, None)
        text = article.text
        short = trimmed(text, Span(part.start, min(part.end, part.start + LONGEST_SOURCE)))
        if _RELATIVE.fullmatch(text, short.start, short.end):
            short = _antecedent(article, short) or short
        span = _with_name(article, _whole_words(text, _closed(text, _whose(text, short))))
        span = _with_whose(article, span, until=min((at for at in rest if at >= span.end), default=len(text)))
        plain = span.of(text)
        lower = plain.lower()
        pronoun = lower.split()[0] if lower.startswith(("who ", "which ")) else lower
        sort = PRONOUNS.get(pronoun) if not (plain.isupper() and len(plain) > 1) else None
        words = tuple(words_of(head_phrase(plain))) or tuple(words_of(plain))
        stems = frozenset(stem(word) for word in words_of(plain) if len(word) > 2 and word not in PLAIN)
        gender: Gender | None = sort if sort in ("m", "f") else ROLES.get(words[-1]) if words else None
        return cls(span, plain, words, stems, sort, span.start, gender)

    @property
    def is_new(self) -> bool:
        """Whether it tells of somebody for the first time: "a spokesman" is nobody who was named before."""
        return self.sort is None and self.words[:1] in _NEW and self.words[1:2] != ("of",)

    @property
    def is_somebodys(self) -> bool:
        """Whether it says whose it is by a pronoun: "his lawyer" is not he."""
        return bool(self.words) and self.sort is None and self.words[0] in _POSSESSIVE

    @property
    def is_some_of(self) -> bool:
        """Whether it is some of those told of before: "one of them", "others"."""
        return self.sort is None and self.head in _SOME and _SOME_OF.fullmatch(self.plain) is not None

    @property
    def names_a_body(self) -> bool:
        """Whether it is "it" or a noun for a body."""
        return self.sort == "it" or (self.sort is None and is_body(self.words))

    def is_of_other_sex(self, choice: Choice) -> bool:
        """Whether somebody described is a man where the source says "she"."""
        head = words_of(choice.name)[-1:] if choice.kind == "unnamed" and self.sort in ("m", "f") else ()
        return bool(head) and ROLES.get(head[0]) not in (None, self.sort)

    @property
    def capitals(self) -> frozenset[str]:
        """The stems of its words in capitals, but for the first."""
        return frozenset(stem(word.strip(",.'’\"")) for word in self.plain.split()[1:] if word[:1].isupper())

    @property
    def head(self) -> str:
        """The last word of its head phrase."""
        return self.words[-1] if self.words else ""


def first_of(found: Sequence[Token], number: int) -> int:
    """The number of the first word of the noun phrase with the token of a head."""
    first = number
    while first > 0 and number - first < _LONGEST_PHRASE:
        before = found[first - 1]
        lower = before.word.lower()
        if not before.word[0].isalnum() or lower in _BEFORE_PHRASE:
            break
        first -= 1
        if lower in DETERMINERS or (lower in _COUNTS and found[first - 1].word.lower() not in DETERMINERS):
            break
    return first


def is_name(found: Sequence[Token], number: int) -> bool:
    """Whether a token is a name, or part of one."""
    token = found[number]
    opens = number == 0 or not found[number - 1].word[0].isalnum()
    named = not opens or is_place(token.word)
    return token.capital and named and token.word.lower() not in CALENDAR_WORDS


def opens_another(found: Sequence[Token], number: int) -> bool:
    """Whether another phrase begins at a token: "by Holt and a call with Berg"."""
    return number < len(found) and found[number].word.lower() in DETERMINERS


def _antecedent(article: ArticleCast, span: Span) -> Span | None:
    """The noun phrase directly before "who" or "which"; of an apposition the name before it ("Harbour Watch, a group
    that"), of somebody somewhere the whole ("a student at Harbour College who")."""
    found = article.cast.tokens
    last = _behind_phrase(found, bisect_left(found, span.start, key=lambda token: token.start))
    if last < 0 or not found[last].word[0].isalnum() or found[last].word.lower() in PLAIN:
        return None
    first = first_of(found, last)
    while first < last and found[first].word.lower() in OPENING:
        first += 1
    if first > 1 and found[first].word in {"a", "an"} and found[first - 1].word == ",":
        name = next(iter(article.before(found[first].start, _ROLE_REACH)[-1:]), None)
        if name and name.span.end == found[first - 1].start:
            return Span(_with_of(found, name.span.start), name.span.end)
    person = any(one.member.kind == "person" for one in article.between(found[first].start, span.start))
    place = is_place(article.text[found[first].start : found[last].end])
    if place and first > 1 and found[first - 1].word == ",":
        first = first_of(found, first - 2)
    climbs = not person if span.of(article.text) == "who" else place
    while climbs and first > 1 and found[first - 1].word in _LINKS and found[first - 2].word[0].isalnum():
        first = first_of(found, first - 2)
        climbs = last - first < _LONGEST_PHRASE and not place
    return Span(_with_of(found, found[first].start), found[last].end)


def _behind_phrase(found: Sequence[Token], number: int) -> int:
    """The number of the last word before "who": without a comma, a dash or a bracket between."""
    last = number - 1
    while last > 0 and found[last].word in _BETWEEN:
        last -= 1
        if found[last + 1].word == ")":
            opened = (at for at in range(last, max(-1, last - _LONGEST_PHRASE), -1) if found[at].word == "(")
            last = next(opened, 0) - 1
    return last


def _with_of(found: Sequence[Token], start: int) -> int:
    """Where a name begins with what stands before its "of": "Color of Change"."""
    first = bisect_left(found, start, key=lambda token: token.start)
    while first > 1 and found[first - 1].word in {"of", "for"} and found[first - 2].capital:
        first -= 2
        while first > 0 and found[first - 1].capital and found[first - 1].word.lower() not in PLAIN:
            first -= 1
    return found[first].start


def _whose(text: str, span: Span) -> Span:
    """The owner in "the researchers' calculations"."""
    owned = _BELONGS.fullmatch(text, span.start, span.end)
    return Span(*owned.span("owner")) if owned and owned["what"].lower() in UTTERANCES else span


def _closed(text: str, span: Span) -> Span:
    """The span without an aside that the reader cut at a full stop which ends no sentence ("the letter, signed by
    Sens") or that no bracket closes, and without the "s" of a noun that owns what was said ("the statement’s")."""
    plain = span.of(text)
    bracket = plain.rfind(" (")
    if bracket > 0 and ")" not in plain[bracket:] and text[span.end : span.end + 1] != ")":
        return Span(span.start, span.start + bracket)
    comma = plain.rfind(", ")
    if comma > 0 and text[span.end : span.end + 1] == "." and plain.split()[-1].lower() + "." in ABBREVIATED_TITLES:
        return Span(span.start, span.start + comma)
    owns = plain.endswith(("’s", "'s")) and plain.split()[-1].islower() and plain[:-2].lower() not in PRONOUNS
    return Span(span.start, span.end - 2) if owns and len(plain) > 4 else span


def _with_whose(article: ArticleCast, span: Span, *, until: int) -> Span:
    """The span with what the reader cut off: by whom a document is ("a study by the Harbour Institute"), for whom
    somebody unnamed speaks ("a spokesperson for Harbour Watch"), who "those" are ("those in favour of the bridge")."""
    words = span.of(article.text).lower().split()
    found = article.cast.tokens
    number = bisect_left(found, span.end, key=lambda token: token.start)
    if number >= len(found) or article.text[span.end : span.end + 1] != " ":
        return span
    word, those = found[number].word, words == ["those"]
    named = any(token.capital for token in found[number + 1 : number + 3])
    goes_on = (
        (those and (word in _LINKS or word in _WHO or word.endswith("ing")))
        or (words[-1] in DOCUMENTS and word in _ISSUED)
        or (words[-1] in NAMELESS and words[0] in ("a", "an") and word in _LINKS and named)
    )
    end = span.end
    for at, token in enumerate(found[number : number + _LONGEST_TAIL] if goes_on else ()):
        verb = at and token.word.lower() in VERBS - _WHO and not (word == "who" and at == 1)
        if not token.word[0].isalnum() or token.end > until or token.word.lower() in PRONOUNS.keys() - _WHO or verb:
            break
        end = token.end
    return trimmed(article.text, Span(span.start, end)) if end > found[number].end else span


def _with_name(article: ArticleCast, span: Span) -> Span:
    """The span with the name behind it where it is only the role of that name: "Norvian" Prime Minister Holt; "his
    apprentice", Ana Holt."""
    for name in article.cast.names_from(span.end + 1, _ROLE_REACH):
        between = article.text[span.end : name.span.start]
        if name.role and article.text[span.start : name.span.start].strip() == name.role.text:
            return Span(span.start, name.span.end)
        if between == ", " and name.kind != "organization" and _is_apposed(article.text, span, name.span):
            return Span(span.start, name.span.end)
    return span


def _whole_words(text: str, span: Span) -> Span:
    """The span with the rest of the words that it begins and ends in: "Reyes" in "Ana Ortiz-Reyes" with "Ortiz-", and
    then with the words of the name before it; "Park Ji" with "-won", "a user named" with "@parkji"."""
    joined = _JOINED.search(text, max(0, span.start - _LONGEST_WORD), span.start)
    ends = ((_CUT, span.end - 1), (_CUT, span.end), (_HANDLE, span.end))
    cut = next((found for cut, at in ends if (found := cut.match(text, at, at + _LONGEST_WORD))), None)
    return Span(joined.start() if joined else span.start, cut.end() if cut else span.end)


def _is_apposed(text: str, span: Span, name: Span) -> bool:
    """Whether the name behind a comma is that of the person described before it."""
    words = span.of(text).split()
    described = words[0].lower() in DEFINITE or words[0].endswith(("’s", "'s"))
    return described and words[-1][0].islower() and text[name.end : name.end + 1] in {"", ".", ",", ";", "\n"}


def listed(plain: str, start: int) -> list[Span]:
    """What the commas and "and" of a source part, without articles and asides ("(Ill.)", ", R-Maine")."""
    bare = _ASIDE.sub(lambda aside: " " * len(aside.group()), plain)
    found = []
    at = 0
    for end, behind in [*(match.span() for match in _LIST.finditer(bare)), (len(bare), len(bare))]:
        piece = bare[at:end]
        first = at + len(piece) - len(_ARTICLE.sub("", piece.lstrip()))
        last = at + len(piece.rstrip(" ,—–-"))
        if first < last:
            found.append(Span(start + first, start + last))
        at = behind
    return found


CALLED = 0.97
"""Certainty of the only name that somebody gives."""
_CALLED_REACH = 110
_ONLY_CALLED = re.compile(
    r",? who (?:[a-z]+ ){1,6}?(?:(?:under |by |with )?(?:the|a) pseudonym(?: of)?|name (?:only |simply )?as"
    r"|(?:named|identified|called|known|referred to) (?:only |simply )?(?:as|by (?:his|her|their) (?:first|last|given"
    r"|middle|family) name,?)|(?:first|last|given) name,|by the name(?: of)?|(?:to use|using) the name) "
    r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)(?=[ ,.;]|$)"
)
"""By what name somebody is quoted who gives no other, directly behind the description."""


def only_called(article: ArticleCast, span: Span) -> Choice | None:
    """ "A welder, who asked to use the pseudonym Ana": the name by which somebody is quoted who gives no other."""
    found = _ONLY_CALLED.search(article.text, span.start, min(len(article.text), span.end + _CALLED_REACH))
    if found is None or found.start() > span.end or found["name"].split()[0].lower() in ROLES:
        return None
    role = head_phrase(article.text[span.start : found.start()].rstrip(" ,"))
    return Choice(found["name"], "person", CALLED, placed(described(role), article.text, span.start, span.end))
