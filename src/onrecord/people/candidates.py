"""Whom a source may mean: everyone of the article's cast who is near, who spoke around it, and the source's own words
in several lengths. Of a pronoun, which of the names before it is likeliest: a log-linear ranking whose weights,
`pronoun_weights.json`, `training/pronouns.py` makes.

Invariants: every name is words of the article; of each source only a fixed number of candidates is looked at, so that
the work grows with the text and no faster.
"""

import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from onrecord.english.words import PAIRS, PRONOUNS, RELATIVES, Gender, first_names
from onrecord.model import Attribution, Span
from onrecord.people.article import ArticleCast, Choice, Mention, Told
from onrecord.people.descriptions import by_description
from onrecord.people.member import Member
from onrecord.people.naming import expanded, fullest, rules_out
from onrecord.people.phrases import described, is_plural, kind_of, stem, without_asides, words_of
from onrecord.people.scene import Before, Scene
from onrecord.people.source import Source

REACH = 3000
"""Characters that a pronoun looks back."""
FAR = 4
"""Sentences from which on all are equally far."""


@cache
def weights() -> dict[str, float]:
    """The weight of each feature."""
    text = resources.files("onrecord.people").joinpath("pronoun_weights.json").read_text(encoding="utf8")
    return {str(name): float(weight) for name, weight in json.loads(text)["weights"].items()}


def persons_before(article: ArticleCast, at: int, gender: Gender) -> list[Mention]:
    """The names before an offset that may be a person's of that gender."""
    return [
        mention
        for mention in article.before(at, REACH)
        if mention.member.gender in (None, gender)
        and not mention.member.neutral
        and (mention.member.kind == "person" or _may_be(mention))
    ]


def _may_be(mention: Mention) -> bool:
    """Whether a name of uncertain kind may be a person's: a single word must return, act or be a first name."""
    member = mention.member
    known = len(member.places) > 1 or mention.acts or member.name in first_names()
    return member.uncertain and (" " in member.name or known)


def scores(article: ArticleCast, found: Sequence[Mention], at: int, pronoun: str, gender: Gender) -> list[float]:
    """A score for each candidate; their differences are logarithms of odds."""
    known = weights()
    return [
        sum(known.get(name, 0.0) * value for name, value in one.items())
        for one in features_of(article, found, at, pronoun, gender)
    ]


def features_of(
    article: ArticleCast, found: Sequence[Mention], at: int, pronoun: str, gender: Gender
) -> list[dict[str, float]]:
    """The features of each candidate by name; what is absent is 0."""
    counts: dict[int, int] = {}
    for mention in found:
        counts[id(mention.member)] = counts.get(id(mention.member), 0) + 1
    order = list(dict.fromkeys(id(mention.member) for mention in reversed(found)))
    rank = {member: number for number, member in enumerate(order)}
    most = max(counts.values(), default=0)
    role = "owner" if pronoun.lower() in {"his", "her", "hers"} else "object" if pronoun.lower() == "him" else "subject"
    quoted = article.is_quoted(at)
    result = []
    sentence, first = -1, False
    for mention in found:
        distance = min(FAR, article.sentences_between(mention.span.start, at))
        here = article.sentence_number(mention.span.start)
        first, sentence = here != sentence, here
        member = mention.member
        count = counts[id(member)]
        one = {
            f"distance {distance}": 1.0,
            "opens": float(mention.opens),
            "first": float(first),
            f"first {role}": float(first),
            f"first at {distance}": float(first),
            "acts": float(mention.acts),
            f"acts at {min(distance, 2)}": float(mention.acts),
            f"acts {role}": float(mention.acts),
            "owner": float(mention.owner),
            f"owner {role}": float(mention.owner),
            "governed": float(mention.governed),
            f"governed at {min(distance, 2)}": float(mention.governed),
            "listed": float(mention.listed),
            "quoted differently": float(mention.quoted != quoted),
            f"rank {min(3, rank[id(member)])}": 1.0,
            f"rank {min(3, rank[id(member)])} {role}": 1.0,
            "often": math.log(count),
            "most often": float(count == most and count > 1),
            "alone": float(len(counts) == 1),
            "known gender": float(member.gender == gender),
            "person": float(member.kind == "person"),
            "several words": float(" " in member.name),
            "one word, no person": float(" " not in member.name and member.kind != "person"),
            "with role": float(bool(member.roles)),
            f"near {role}": math.exp(-(at - mention.span.end) / 50),
        }
        result.append({name: value for name, value in one.items() if value})
    return result


def ranked(article: ArticleCast, at: int, pronoun: str, gender: Gender) -> dict[int, float]:
    """Of each member that a pronoun may refer to, by its id, the score of its likeliest mention."""
    found = persons_before(article, at, gender)
    best: dict[int, float] = {}
    for mention, score in zip(found, scores(article, found, at, pronoun, gender), strict=True):
        best[id(mention.member)] = max(best.get(id(mention.member), score), score)
    return best


def likely(scene: Scene, source: Source) -> dict[int, int]:
    """Of each member how likely the ranking of GAP takes a pronoun for it, below the likeliest, in hundredths."""
    if source.sort not in ("m", "f") or source.span is None:
        return {}
    gender: Gender = "m" if source.sort == "m" else "f"
    best = ranked(scene.article, source.place, source.plain.split()[0], gender)
    top = max(best.values(), default=0.0)
    return {member: round(100 * (score - top)) for member, score in best.items()}


NEAR, BEHIND, PERSONS_BEHIND, SPOKE, OWNERS = 11, 3, 1, 6, 4
"""How many are looked at: those named last before a source, named first behind it, persons among these, those who spoke
last before it, and those whom "his" may stand for."""
_MENTIONS, _LAST = 80, 40
"""Mentions and statements before a source among which those named last, and who spoke last, are looked for."""
_OWNED = re.compile(r"(?P<owner>[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s(?P<rest>.+)", re.DOTALL)
_OWNERS: dict[str, Gender] = {"his": "m", "her": "f"}
_CLAUSE = re.compile(r",|\s[—–-]\s|\s(?:who|which|that|whose)\s|\s\(")


WHOLE, SHORT, OWNED, FULLER, PRONOUN, JOINED = range(1, 7)
"""Which words of the source's own a candidate is: all of them with the clause that tells more, without what follows a
comma, with the name of whom "his" stands for, a longer phrase with the same noun, the pronoun as it is, or all of them
with a name in full."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may be meant: by which choice, which member of the cast, and which words of the source's `own`, 0 for
    none. `ruled` tells that the rules for descriptions choose it, `at` is where it is described, `owner` is whose it is
    ("her" lawyer)."""

    choice: Choice | None
    member: Member | None = None
    own: int = 0
    ruled: bool = False
    at: Span | None = None
    owner: Member | None = None


def candidates(
    scene: Scene,
    source: Source,
    attribution: Attribution,
    *,
    ruled: Choice | None,
    before: Before,
) -> list[Candidate]:
    """Those whom a source may mean. `ruled` is whom the rules chose, `before` who has the statements around it."""
    article = scene.article
    found: dict[str, Candidate] = {}

    def add(
        choice: Choice, member: Member | None = None, own: int = 0, at: Span | None = None, owner: Member | None = None
    ) -> None:
        known = found.get(choice.name)
        if known is None:
            found[choice.name] = Candidate(choice, member or _member(article, choice), own, at=at, owner=owner)
        elif own and not known.own:
            found[choice.name] = replace(known, own=own, at=at, owner=owner)

    # "His lawyer" is not he, nor "the retired teacher" whom else the article named, if it told of "a retired teacher".
    begins = scene.introduction(source) if len(source.stems) > 1 and not source.is_somebodys else None
    is_another = source.is_somebodys or begins is not None
    owned = list(_owned(scene, source))
    named = _member(article, ruled) if ruled is not None and source.is_new else None
    is_anothers = ruled is not None and ruled.kind == "person" and is_another
    is_anothers |= named is not None and rules_out(source, named, article)
    if ruled is not None and not is_anothers and not owned:
        for choice in (ruled, *ruled.each):
            add(choice)
        found[ruled.name] = replace(found[ruled.name], ruled=True)
    elif source.span is None and not (attribution.type == "direct" and not attribution.cue and any(before.chosen)):
        found[""] = Candidate(None, ruled=True)  # a quotation that follows another is somebody's
    for choice in (*_last(before.chosen, SPOKE), *(one for one in before.behind[:2] if one)):
        member = _member(article, choice)
        if (member and rules_out(source, member, article)) or source.is_of_other_sex(choice):
            continue
        if not (is_another and choice.kind == "person") and not _is_elsewhere(choice, source):
            add(choice, member)
    for member in _near(scene, source):
        if rules_out(source, member, article):
            continue
        if is_another and member.kind == "person" and not _may_be_other(scene, source, member, begins):
            continue
        add(_of_member(article, member, source), member)
    if source.sort in ("m", "f", "it", "they", "who") or source.is_some_of:
        for span, choice in scene.described(source):
            if choice.name not in found:
                found[choice.name] = Candidate(choice, at=span)
    if source.sort and not (found and source.sort in ("m", "f")):
        add(Choice(source.plain, "unnamed", 1.0), own=PRONOUN)
    if source.sort == "they" or (source.sort is None and _may_be_two(source)):
        for pair in _pairs(scene, source):
            add(pair)
    if source.span is not None and source.sort is None:
        for own, choice, at, owner in _by_its_words(scene, source, attribution, owned):
            add(choice, own=own, at=at, owner=owner)
    return list(found.values())


def _by_its_words(
    scene: Scene, source: Source, attribution: Attribution, owned: Sequence[tuple[Member, Choice]]
) -> Iterable[tuple[int, Choice, Span | None, Member | None]]:
    """The source's own words as choices: with whose they are, as they stand, or as they stand more fully."""
    for owner, choice in owned:
        yield OWNED, choice, None, owner
    if not owned:
        for own, choice in _own_words(scene, source, attribution):
            yield own, choice, None, None
    for span in scene.fuller(source):
        choice = Choice(described(span.of(scene.article.text)), kind_of(source.words), 1.0)
        yield FULLER, choice, span, None


def _may_be_two(source: Source) -> bool:
    return bool(source.words) and (is_plural(source.head) or source.plain.lower() in PAIRS)


def _pairs(scene: Scene, source: Source) -> Iterable[Choice]:
    """The two persons and the two bodies named last before a source."""
    article = scene.article
    first = article.number(source.place)
    for kind in ("person", "organization"):
        last: dict[int, Mention] = {}
        for mention in reversed(article.mentions[max(0, first - _MENTIONS) : first]):
            if mention.member.kind == kind and not mention.quoted:
                last.setdefault(id(mention.member), mention)
            if len(last) == 2:
                both = [_of_member(article, one.member, source) for one in reversed(last.values())]
                yield replace(Choice.of_several(both), kind="group")
                break


def _is_elsewhere(choice: Choice, source: Source) -> bool:
    """Whether somebody described before is not who the source describes: "the Norvian minister", "the Alvian one",
    "another minister"."""
    known = {stem(word) for word in words_of(choice.name)}
    if choice.kind != "unnamed" or source.sort is not None:
        return False
    return source.words[:1] == ("another",) or not source.capitals <= known


def _may_be_other(scene: Scene, source: Source, member: Member, begins: int | None) -> bool:
    """Whether somebody's relative, or whom the article told of at `begins` without a name, may be a person it names:
    who is called so, for a relative who has the name of another, and else who is named first behind that place."""
    if _has_role(member, source):
        return True
    if begins is not None:
        number = scene.article.number(begins)
        behind = [one.member for one in scene.article.mentions[number : number + 12] if one.member.kind == "person"]
        return behind[:1] == [member] and min(member.places) >= begins
    words = member.name.split()
    return source.head in RELATIVES and len(words) > 1 and len(scene.article.cast.fitting(words[-1:])) > 1


def _has_role(member: Member, source: Source) -> bool:
    """Whether the article calls a member what the source does."""
    return any(stem(source.head) == stem(word) for role in member.roles for word in words_of(role.text))


def _may_own(member: Member | None, gender: Gender | None) -> bool:
    if member is None or gender is None:
        return member is not None and member.kind != "person"
    return member.kind == "person" and member.gender in (None, gender)


def _member(article: ArticleCast, choice: Choice) -> Member | None:
    if choice.each or choice.kind not in ("person", "organization"):
        return None
    return article.cast.named(choice.name)


def _of_member(article: ArticleCast, member: Member, source: Source) -> Choice:
    kind = "person" if source.sort in ("m", "f") and member.uncertain else member.kind
    kind = "organization" if source.names_a_body else kind
    return Choice(article.cast.in_full(member.name), kind, 1.0, member.role)


def _last(before: Sequence[Choice | None], count: int) -> list[Choice]:
    found: dict[str, Choice] = {}
    for choice in reversed(before[-_LAST:]):
        if choice is not None and choice.name.lower() not in PRONOUNS:
            found.setdefault(choice.name, choice)
        if len(found) == count:
            break
    return list(found.values())


def _near(scene: Scene, source: Source) -> Iterable[Member]:
    article = scene.article
    at = source.place
    first = article.number(at)
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
    more |= {id(one): one for one in persons_behind(article, at)[:PERSONS_BEHIND]}
    found |= more
    if source.span and source.sort is None:
        words = source.plain.split()
        fitting = [*article.cast.fitting(words[-1:]), *article.cast.with_role({stem(source.head)})]
        found |= {id(one): one for one in fitting[:6]}
    found |= {id(one): one for one in scene.often}
    return found.values()


def persons_behind(article: ArticleCast, at: int) -> list[Member]:
    """The first five persons whom the text names behind an offset only, in their order."""
    first = article.number(at)
    found: dict[int, Member] = {}
    for mention in article.mentions[first : first + _MENTIONS // 2]:
        member = mention.member
        if member.kind == "person" and next((place for place in member.places if place >= article.body), -1) >= at:
            found.setdefault(id(member), member)
    return list(found.values())[:5]


def _own_words(scene: Scene, source: Source, attribution: Attribution) -> Iterable[tuple[int, Choice]]:
    plain = source.plain
    kind = kind_of(source.words)
    if source.span is not None:
        yield WHOLE, Choice(fullest(scene.article, source.span, attribution), kind, 1.0)
        if " and " in plain:
            yield JOINED, Choice(expanded(scene.article, source.span), "group", 1.0)
    short = _CLAUSE.split(plain, maxsplit=1)[0]
    if short != plain and short.strip():
        yield SHORT, Choice(described(short), kind, 1.0)


def _owned(scene: Scene, source: Source) -> Iterable[tuple[Member, Choice]]:
    """ "Her lawyer" with the name of whom "her" may stand for."""
    owned = _OWNED.fullmatch(source.plain)
    if owned is None:
        return
    kind = kind_of(source.words)
    wanted = _OWNERS.get(owned["owner"].lower())
    owners = [one for one in _near(scene, source) if _may_own(one, wanted)]
    for owner in owners[:OWNERS]:
        yield owner, Choice(f"{owner.name}’s {owned['rest']}", kind, 1.0)


def by_description_of(
    article: ArticleCast, told: Sequence[Told], attribution: Attribution, source: Source
) -> Choice | None:
    """Whom a source describes, as far as rules tell."""
    if source.span is None or source.sort:
        return None
    choice = by_description(article, told, source.span)
    if choice.name != described(source.plain):
        return choice
    unnamed = choice.kind == "unnamed"
    return replace(choice, name=fullest(article, source.span, attribution) if unnamed else without_asides(choice.name))
