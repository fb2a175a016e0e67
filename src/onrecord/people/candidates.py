"""Whom a source may mean: everyone of the article's cast who is near, who spoke around it, and the source's own words
in several lengths.

Invariants: every name is words of the article; of each source only a fixed number of candidates is looked at, so that
the work grows with the text and no faster.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from onrecord.english.words import (
    DOCUMENTS,
    GROUPS,
    ORGANIZATION_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    VERBS,
    Gender,
    is_role,
)
from onrecord.model import ActorKind, Attribution, Span
from onrecord.people.article import ArticleCast, Choice, Mention
from onrecord.people.groups import expanded, fullest
from onrecord.people.member import Member
from onrecord.people.phrases import (
    DETERMINERS,
    Token,
    described,
    head_phrase,
    is_age,
    is_plural,
    is_plural_role,
    stem,
    tokens,
    words_of,
)

NEAR, BEHIND, OFTEN, SPOKE = 14, 4, 3, 8
"""How many are looked at: those named last before a source, named first behind it, named most, and those who spoke
last before it."""
_MENTIONS = 80
"""Mentions before a source among which those named last are looked for."""
_SAME_HEAD, _LONGEST, _TAIL, _DESCRIBED = 10, 7, 8, 80
"""Earlier places of a noun that are looked at; words of a phrase before its head, and behind; words before a
pronoun in which somebody described is looked for."""
_OWNED = re.compile(r"(?P<owner>[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s(?P<rest>.+)", re.DOTALL)
_GENDERED = {"he": "m", "she": "f", "him": "m", "his": "m", "her": "f", "himself": "m", "herself": "f"}
_CLAUSE = re.compile(r",|\s[—–-]\s|\s(?:who|which|that|whose)\s|\s\(")
_JOINING = frozenset("of for at from in by with on between and".split())


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
    def of(cls, text: str, span: Span | None, place: int) -> "Source":
        """The source at a span; without one, a statement that begins at `place`."""
        if span is None:
            return cls(None, "", (), frozenset(), None, place, None)
        plain = span.of(text)
        lower = plain.lower()
        pronoun = lower.split()[0] if lower.startswith(("who ", "which ")) else lower
        sort = PRONOUNS.get(pronoun) if not (plain.isupper() and len(plain) > 1) else None
        words = tuple(words_of(head_phrase(plain))) or tuple(words_of(plain))
        stems = frozenset(stem(word) for word in words_of(plain) if len(word) > 2 and word not in _PLAIN)
        gender: Gender | None = sort if sort in ("m", "f") else ROLES.get(words[-1]) if words else None
        return cls(span, plain, words, stems, sort, place, gender)

    @property
    def head(self) -> str:
        """The last word of its head phrase."""
        return self.words[-1] if self.words else ""


_PLAIN = DETERMINERS | PREPOSITIONS | {"and", "who", "which", "said", "says"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may be meant: by which choice, which member of the cast, and which words of the source's own. `ruled`
    tells that the source itself names it, `at` is where it is described before."""

    choice: Choice | None
    member: Member | None = None
    own: int = 0
    ruled: bool = False
    at: Span | None = None


@dataclass(slots=True)
class Scene:
    """An article with what its sources are compared with, found once."""

    article: ArticleCast
    tokens: list[Token]
    starts: list[int]
    _by_stem: dict[str, list[int]]
    paragraphs: list[int]
    often: list[Member]
    _votes: dict[int, list[tuple[int, str]]]
    _roles: dict[int, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, article: ArticleCast) -> "Scene":
        """The scene of an article."""
        found = tokens(article.text)
        by_stem: dict[str, list[int]] = defaultdict(list)
        for number, token in enumerate(found):
            if token.word[0].isalpha():
                by_stem[stem(token.word)].append(number)
        members = list({id(one): one for one in (mention.member for mention in article.mentions)}.values())
        often = sorted(members, key=lambda one: (one.kind != "person", -len(one.places)))[:OFTEN]
        ends = [match.start() for match in re.finditer(r"\n", article.text)]
        return cls(article, found, [token.start for token in found], by_stem, ends, often, _votes(article, found))

    def paragraph(self, at: int) -> int:
        """The number of the paragraph that an offset lies in."""
        return bisect_right(self.paragraphs, at)

    def votes(self, member: Member, place: int) -> tuple[int, int]:
        """How often "he" and "she" follow where a member is the person named last, not counting the one at `place`."""
        found = self._votes.get(id(member), ())
        return tuple(min(9, sum(1 for at, sort in found if sort == wanted and at != place)) for wanted in ("m", "f"))  # type: ignore[return-value]

    def roles(self, member: Member) -> frozenset[str]:
        """The words of a member's roles by their stems."""
        known = self._roles.get(id(member))
        if known is None:
            known = frozenset(stem(word) for role in member.roles for word in words_of(role.text))
            self._roles[id(member)] = known
        return known

    def fitting(self, source: Source) -> list[Member]:
        """Everyone whom the last word of a source may name."""
        return self.article.cast.fitting(source.plain.split()[-1:])

    def last_inside(self, start: int, end: int) -> Member | None:
        """The last who is named between two offsets."""
        inside = self.article.between(start, end)
        return inside[-1].member if inside else None

    def fuller(self, source: Source) -> list[str]:
        """The phrases of the article with the head of a source that are longer than it."""
        if not source.head or len(source.head) < 4 or source.span is None:
            return []
        places = self._by_stem.get(stem(source.head), [])
        before = bisect_left([self.tokens[number].start for number in places], source.span.start)
        found: dict[str, int] = {}
        for number in [*places[:2], *places[max(0, before - _SAME_HEAD) : before], *places[before + 1 : before + 3]]:
            phrase = self._phrase(number)
            if len(phrase.split()) > len(source.plain.split()):
                found[phrase] = len(phrase.split())
        return sorted(found, key=lambda one: (-found[one], one))[:3]

    def beside(self, source: Source) -> dict[int, tuple[int, int]]:
        """Of each member in a sentence that has the head of a source: in how many of these sentences, and how near the
        two come: 1 in the sentence, 2 within a clause, 3 side by side."""
        if source.span is None or source.sort or len(source.head) < 3:
            return {}
        places = self._by_stem.get(stem(source.head), [])
        starts = [self.starts[number] for number in places]
        before = bisect_left(starts, source.span.start)
        result: dict[int, tuple[int, int]] = {}
        for at in (*starts[:2], *starts[max(2, before - _SAME_HEAD) : before], *starts[before:][:4]):
            if source.span.start <= at < source.span.end or self.article.is_quoted(at):
                continue
            end = at + len(source.head)
            nearest: dict[int, int] = {}
            for mention in self.article.between(*self.article.sentence(at)):
                gap = mention.span.start - end if mention.span.start >= at else at - mention.span.end
                near = 3 if gap < 8 else 2 if gap < 45 else 1
                nearest[id(mention.member)] = max(nearest.get(id(mention.member), 0), near)
            for member, near in nearest.items():
                count, best = result.get(member, (0, 0))
                result[member] = count + 1, max(best, near)
        return result

    def described(self, source: Source) -> list[tuple[Span, Choice]]:
        """Those whom the text describes directly before a pronoun, the nearest first."""
        last = bisect_left(self.starts, source.place)
        found: list[tuple[Span, Choice]] = []
        for number in range(last - 1, max(-1, last - _DESCRIBED), -1):
            word = self.tokens[number].word
            if not word.islower() or len(word) < 3 or not _may_mean(source.sort, word):
                continue
            if number + 1 < len(self.tokens) and _may_mean(source.sort, self.tokens[number + 1].word):
                continue
            span = self._place_of(number)
            words = words_of(head_phrase(span.of(self.article.text)))
            if span.end <= source.place and words:
                found.append((span, Choice(described(span.of(self.article.text)), kind_of(words), 1.0)))
            if len(found) == 4:
                break
        return found

    def _phrase(self, number: int) -> str:
        """The noun phrase around the token of a head as a description."""
        return described(self._place_of(number).of(self.article.text))

    def _place_of(self, number: int) -> Span:
        """The noun phrase around the token of a head."""
        found = self.tokens
        first = number
        while first > 0 and number - first < _LONGEST:
            before = found[first - 1]
            lower = before.word.lower()
            if not before.word[0].isalnum() or lower in VERBS or lower in _PLAIN - DETERMINERS or lower in PRONOUNS:
                break
            first -= 1
            if lower in DETERMINERS:
                break
        last = number
        if number + 1 < len(found) and found[number + 1].word.lower() in _JOINING - {"and"}:
            while last + 1 < len(found) and last - number < _TAIL:
                word = found[last + 1].word
                lower = word.lower()
                if not word[0].isalnum() or lower in VERBS or (lower in _PLAIN - DETERMINERS - _JOINING):
                    break
                if word.endswith("ed") and word.islower():
                    break
                last += 1
            while last > number and found[last].word.lower() in _PLAIN:
                last -= 1
        return Span(found[first].start, found[last].end)


def _votes(article: ArticleCast, found: Sequence[Token]) -> dict[int, list[tuple[int, str]]]:
    """Of each person the places of "he" and "she" behind a mention, with no other person named between, in the same
    or the next sentence and outside of quotations."""
    result: dict[int, list[tuple[int, str]]] = defaultdict(list)
    persons = [one for one in article.mentions if one.member.kind == "person" or one.member.uncertain]
    starts = [one.span.start for one in persons]
    for token in found:
        sort = _GENDERED.get(token.word.lower())
        if sort is None or article.is_quoted(token.start):
            continue
        number = bisect_left(starts, token.start) - 1
        if number >= 0 and not persons[number].quoted:
            if article.sentences_between(starts[number], token.start) < 2:
                result[id(persons[number].member)].append((token.start, sort))
    return result


def kind_of(words: Sequence[str]) -> ActorKind:
    """What a description of these words in small letters is, as far as its head tells."""
    head = words[-1] if words else ""
    if head in DOCUMENTS:
        return "document"
    if head in ORGANIZATION_NOUNS:
        return "organization"
    if is_role(head) or is_age(head):
        return "unnamed"
    return "group" if head in GROUPS or is_plural_role(head) or is_plural(head) else "unnamed"


def _may_mean(sort: str | None, word: str) -> bool:
    """Whether a noun may be what a pronoun of that sort stands for."""
    if sort in ("m", "f"):
        return is_role(word) and word not in GROUPS
    if sort == "it":
        return word in ORGANIZATION_NOUNS or word in DOCUMENTS
    return word in GROUPS or is_plural_role(word) or (sort == "who" and (is_role(word) or word in ORGANIZATION_NOUNS))


def candidates(
    scene: Scene,
    source: Source,
    attribution: Attribution,
    *,
    ruled: Choice | None,
    before: Sequence[Choice | None],
    behind: Sequence[Choice | None],
) -> list[Candidate]:
    """Those whom a source may mean. `ruled` is whom the rules chose, `before` and `behind` who has the statements
    around it, the nearest last and first."""
    article = scene.article
    found: dict[str, Candidate] = {}

    def add(choice: Choice, member: Member | None = None, own: int = 0) -> None:
        known = found.get(choice.name)
        if known is None:
            found[choice.name] = Candidate(choice, member or _member(article, choice), own)
        elif own and not known.own:
            found[choice.name] = replace(known, own=own)

    if ruled is not None:
        add(ruled)
        if ruled.each:
            for one in ruled.each:
                add(one)
        found[ruled.name] = replace(found[ruled.name], ruled=True)
    elif source.span is None:
        found[""] = Candidate(None, ruled=True)
    for choice in _last(before, SPOKE):
        add(choice)
    for choice in islice((one for one in behind if one), 2):
        add(choice)
    for member in _near(scene, source):
        if source.sort in ("m", "f") and _is_body(member):
            continue
        add(_of_member(article, member, source), member)
    if source.sort in ("m", "f", "it", "they", "who"):
        for span, choice in scene.described(source):
            if choice.name not in found:
                found[choice.name] = Candidate(choice, at=span)
    if source.sort in ("it", "they", "we", "who", "you"):
        own = Choice(source.plain, "unnamed", 1.0)
        add(own, own=5)
    if source.sort == "they" or (source.sort is None and source.words and is_plural(source.head)):
        for pair in _pairs(scene, source):
            add(pair)
    if source.span is not None and source.sort is None:
        for own, choice in _own_words(scene, source, attribution, found.values()):
            add(choice, own=own)
    return list(found.values())


def _pairs(scene: Scene, source: Source) -> Iterable[Choice]:
    """The two persons and the two bodies named last before a source."""
    article = scene.article
    first, _ = article.numbers(source.place)
    for kind in ("person", "organization"):
        last: dict[int, Mention] = {}
        for mention in reversed(article.mentions[max(0, first - _MENTIONS) : first]):
            if mention.member.kind == kind and not mention.quoted:
                last.setdefault(id(mention.member), mention)
            if len(last) == 2:
                both = [_of_member(article, one.member, source) for one in reversed(last.values())]
                yield replace(Choice.of_several(both), kind="group")
                break


def _is_body(member: Member) -> bool:
    return member.kind == "organization" and not member.uncertain


def _member(article: ArticleCast, choice: Choice) -> Member | None:
    if choice.each or choice.kind not in ("person", "organization"):
        return None
    return article.cast.named(choice.name)


def _of_member(article: ArticleCast, member: Member, source: Source) -> Choice:
    kind = "person" if source.sort in ("m", "f") and member.uncertain else member.kind
    return Choice(article.cast.in_full(member.name), kind, 1.0, member.role)


def _last(before: Sequence[Choice | None], count: int) -> list[Choice]:
    found: dict[str, Choice] = {}
    for choice in reversed(before):
        if choice is not None:
            found.setdefault(choice.name, choice)
        if len(found) == count:
            break
    return list(found.values())


def _near(scene: Scene, source: Source) -> Iterable[Member]:
    article = scene.article
    at = source.place
    first, behind = article.numbers(at)
    found: dict[int, Member] = {}
    for mention in reversed(article.mentions[max(0, first - _MENTIONS) : first]):
        found.setdefault(id(mention.member), mention.member)
        if len(found) >= NEAR:
            break
    end = source.span.end if source.span else at
    more: dict[int, Member] = {}
    for mention in article.mentions[first : first + 12]:
        if mention.span.end <= end or len(more) < BEHIND:
            more.setdefault(id(mention.member), mention.member)
    found |= more
    if source.span and source.sort is None:
        words = source.plain.split()
        fitting = [*article.cast.fitting(words[-1:]), *article.cast.with_role({stem(source.head)})]
        found |= {id(one): one for one in fitting[:6]}
    found |= {id(one): one for one in scene.often}
    return found.values()


def _own_words(
    scene: Scene, source: Source, attribution: Attribution, known: Iterable[Candidate]
) -> Iterable[tuple[int, Choice]]:
    plain = source.plain
    kind = kind_of(source.words)
    yield 1, Choice(described(plain), kind, 1.0)
    assert source.span is not None
    whole = fullest(scene.article, source.span, attribution)
    yield 6, Choice(whole, kind, 1.0)
    if " and " in plain:
        yield 7, Choice(expanded(scene.article, source.span), "group", 1.0)
    short = _CLAUSE.split(plain, maxsplit=1)[0]
    if short != plain and short.strip():
        yield 2, Choice(described(short), kind, 1.0)
    if owned := _OWNED.fullmatch(plain):
        wanted = {"his": "m", "her": "f"}.get(owned["owner"].lower())
        owners = [
            one.choice
            for one in known
            if one.choice and one.member and not one.choice.each
            and (one.member.kind == "person" and one.member.gender in (None, wanted) if wanted else one.member.kind != "person")
        ]  # fmt: skip
        for owner in owners[:3]:
            yield 3, Choice(f"{owner.name}’s {owned['rest']}", kind, 1.0)
    for phrase in scene.fuller(source):
        yield 4, Choice(phrase, kind, 1.0)
