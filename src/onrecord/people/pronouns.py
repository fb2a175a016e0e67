"""Pronouns: who "she", "they", "both men" or "who" refers to, among what was named and who spoke before.

Which person "he" or "she" refers to: a log-linear ranking of the names before the pronoun.

The weights in `pronoun_weights.json` are made by `training/pronouns.py`.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from onrecord.english.sentences import sentence_start
from onrecord.english.words import ANYONE, GROUPS, PRONOUNS, ROLES, Gender, first_names, is_role
from onrecord.model import ActorKind, Span
from onrecord.people.article import ArticleCast, Choice, Mention, Told
from onrecord.people.member import Member
from onrecord.people.phrases import described, is_plural, is_plural_role

REACH = 3000
"""Characters that a pronoun looks back."""
FAR = 4
"""Sentences from which on all are equally far."""


@cache
def weights() -> dict[str, float]:
    """The weight of each feature."""
    text = resources.files("onrecord.people").joinpath("pronoun_weights.json").read_text(encoding="utf8")
    return {str(name): float(weight) for name, weight in json.loads(text)["weights"].items()}


def candidates(article: ArticleCast, at: int, gender: Gender) -> list[Mention]:
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
        for one in features(article, found, at, pronoun, gender)
    ]


def features(
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


_OPENS, _QUOTED, _SPOKE, _UNNAMED, _OFTEN, _OWNER = 1.0, 2.0, 2.0, 2.5, 0.4, 0.5
"""Credits of a candidate in sentences, tuned on the hand-made gold."""
_GUESSED, _DECAY, _UNRANKED = 0.5, 0.3, 0.0
"""What a name that may be no person's loses, what each sentence beyond those that the ranking knows costs, and
with what somebody described and never named begins, in the units of the ranking."""
_REACH = 3000
"""Characters that a pronoun looks back."""
_LAST_TOLD = 50
"""Statements in which a pronoun may be quoted."""
_RECENT = 4
"""Attributions that a pronoun looks back."""
PAIR, TAKEN_UP = 0.8, 0.75
"""Certainty of two persons meant by one mention, and of a group described before."""


WHO = 0.85
"""Certainty of what stands directly before "who"."""
_DESCRIBED = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]ome|[Mm]any|[Ss]everal|[Tt]hose|[Aa]nother)\s(?:[a-z][\w’'-]*(?:\s|$)){1,4}$"
)


_UNNAMED_PERSON = re.compile(r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother)(?P<words>(?:\s[a-z][\w’'-]*){1,5})")
_OWN_NAME = re.compile(r",?\s(?:named\s|called\s)?[A-Z]|\sof\s(?:the\s)?[A-Z]|\sto\s")
"""What follows a description that is somebody's who is named."""
_DESCRIBED_REACH, _INTRODUCED, _ANY_GENDER, _SINGLE = 500, 3.0, 1.0, 1.0
"""Characters that a described person is looked for, with what such a person begins, what it costs that the
description tells no gender, and what "they" for one person costs."""
_NAMED_BY_ITSELF = 4.0
"""What it costs a candidate to be named in the very words that the pronoun says: "she said Robin left"."""
_PLURALS = re.compile(
    r"(?:The|These|Those|Some|Many|Most|Several|Two|Three|Four|Five|Six|A group of|Dozens of|Hundreds of)?\s?"
    r"(?:[a-z][\w’'-]*\s){0,3}?(?P<head>[A-Za-z][a-z]+)"
    r"(?P<tail>\s(?:of|from|in|at)\s(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}"
    r"(?:\s(?:school|college|university|hospital|plant|factory|mine|works|club|court|prison|estate|camp|yard|site))?)?"
    r"(?=\s[a-z]+\b)"
)
_PEOPLE = re.compile(r".{2,}(?:ers|ors|ists|ents|ants|ians|men|ees)")
"""Plurals of what people are: residents, tenants, teachers."""
_GENDERED = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|Mr|Mrs|Ms|[Hh]im)\b")
_ALONE = 0.6
"""Certainty that "they" is the only person named, whose gender nothing tells."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible antecedent with its score in sentences; the higher the better."""

    score: float
    place: int
    choice: Choice


def by_pronoun(
    article: ArticleCast, told: Sequence[Told], span: Span, *, content: Sequence[Span] = ()
) -> Choice | None:
    """Who a personal or relative pronoun stands for, who says or thinks the content; None where nothing fits."""
    sort = PRONOUNS[span.of(article.text).lower()]
    if sort == "m" or sort == "f":
        return person_before(article, told, span, sort, content=content)
    if sort == "who":
        return antecedent(article, span)
    if sort in ("i", "we") and (speaker := _quoted_speaker(article, told, span.start)):
        return speaker
    if sort == "it":
        return organization_before(article, told, span.start)
    return group_before(article, told, span.start) if sort == "they" else None


def person_before(
    article: ArticleCast, told: Sequence[Told], span: Span, gender: Gender, *, content: Sequence[Span] = ()
) -> Choice | None:
    """The person of that gender, or of unknown gender, who is most likely meant by the pronoun."""
    within = {id(mention.member) for part in content for mention in article.between(part.start, part.end)}
    found = candidates(article, span.start, gender)
    scored = scores(article, found, span.start, span.of(article.text), gender)
    ranked = []
    for mention, score in zip(found, scored, strict=True):
        score -= _GUESSED * (mention.member.kind != "person") * (1 if mention.acts else 3)
        score -= _DECAY * max(0, article.sentences_between(mention.span.start, span.start) - FAR)
        score -= _NAMED_BY_ITSELF * (id(mention.member) in within)
        named = _of_member(article, mention.member, 1.0)
        ranked.append(Candidate(score, mention.span.start, replace(named, kind="person")))
    recent = [one for one in told[-_RECENT:] if _fits(article, one.choice, gender)]
    ranked += _described_before(article, span.start, gender)
    for spoken in _spoken(article, recent, span.start):
        known = [one.score for one in ranked if one.choice.name == spoken.choice.name]
        ranked.append(Candidate(max(known, default=_UNRANKED) + spoken.score, spoken.place, spoken.choice))
    return _best(ranked)


def organization_before(
    article: ArticleCast, told: Sequence[Told], at: int, *, fits: Callable[[Mention], bool] | None = None
) -> Choice | None:
    """The organization most likely meant by "it" at an offset, or by a noun that only some organizations fit."""
    mentions = [m for m in article.before(at, _REACH) if m.member.kind == "organization" and (not fits or fits(m))]
    kinds = {"organization"} if fits else {"organization", "document"}
    named = {article.cast.in_full(m.member.name) for m in mentions}
    recent = [one for one in told[-_RECENT:] if one.choice.kind in kinds and (not fits or one.choice.name in named)]
    return _best([*_named(article, mentions, at), *_spoken(article, recent, at)])


def organization_called(
    article: ArticleCast, told: Sequence[Told], at: int, noun: str, *, also: Sequence[str] = ()
) -> Choice | None:
    """The organization whose name has the noun: "the fund" for the Norvian Harbour Fund; of the words `also` before
    the noun it must have one, too."""

    def has(name: str) -> bool:
        words = name.lower().replace("’", "'").split()
        return noun in words and (not also or any(word.replace("’", "'") in words for word in also))

    mentions = [m for m in article.before(at, _REACH) if has(m.member.name)]
    recent = [one for one in told[-_RECENT:] if has(one.choice.name)]
    found = [*_named(article, mentions, at), *_spoken(article, recent, at)]
    return _best([one for one in found if one.choice.kind == "organization"])


def group_before(article: ArticleCast, told: Sequence[Told], at: int) -> Choice | None:
    """The persons joined by "and", the organization or the group meant by "they"."""
    neutral = [mention for mention in article.before(at, _REACH) if mention.member.neutral and not mention.quoted]
    if neutral:
        return _of_member(article, neutral[-1].member, WHO)
    pair = pair_before(article, at, adjacent=True)
    if pair:
        return pair
    kinds: set[ActorKind] = {"organization", "group", "unnamed"}
    recent = [one for one in told[-_RECENT:] if one.choice.kind in kinds or one.choice.each]
    # One person whose gender is not told may be "they", directly behind what that person said.
    single = [one for one in told[-1:] if _fits(article, one.choice, None) and one.choice.kind == "person"]
    ranked = [replace(one, score=one.score - _SINGLE) for one in _spoken(article, single, at) if one.score > 0]
    found = _best([*_spoken(article, recent, at), *ranked])
    return found or _group_introduced(article, at) or _only_person(article, at)


def _group_introduced(article: ArticleCast, at: int) -> Choice | None:
    """The people whom the sentence before is about, where they were described: "The residents of Mill Street met"."""
    start = sentence_start(article.text, at)
    for _ in range(3):
        if start <= article.body:
            return None
        start = sentence_start(article.text, len(article.text[:start].rstrip()) - 1) if start else 0
        found = _PLURALS.match(article.text, start, at)
        head = found["head"].lower() if found else ""
        if found and (head in GROUPS or is_plural_role(head) or _PEOPLE.fullmatch(head)):
            return Choice(described(found.group()), "group", TAKEN_UP)
    return None


def _only_person(article: ArticleCast, at: int) -> Choice | None:
    """The one person named so far, where nothing tells the gender, or only the first name does."""
    persons = {id(m.member): m.member for m in article.before(at, _REACH) if m.member.kind == "person" and not m.quoted}
    (person,) = persons.values() if len(persons) == 1 else (None,)
    if person is None:
        return None
    told = person.gender and _GENDERED.search(article.text, min(person.places), at)
    return None if told else _of_member(article, person, _ALONE)


def pair_before(article: ArticleCast, at: int, *, adjacent: bool) -> Choice | None:
    """The two persons named last; with `adjacent` only where "and" joins them."""
    named = [m for m in article.before(at, _REACH) if m.member.kind == "person" and not m.quoted]
    second = named[-1] if named else None
    first = next((m for m in reversed(named) if second and m.member is not second.member), None)
    if first is None or second is None:
        return None
    far = article.sentences_between(second.span.start, at) > (1 if adjacent else 6)
    if far:
        return None
    if adjacent and not re.search(r"\band\s(?:\S+\s){0,4}$", article.text[first.span.start : second.span.start]):
        return None
    both = [Choice(one.member.name, "person", PAIR, one.member.role) for one in (first, second)]
    return replace(Choice.of_several(both), kind="group")


def of_two_before(article: ArticleCast, at: int, *, first: bool) -> Choice | None:
    """Of the two named last, in one sentence, the former or the latter."""
    named = [m for m in article.before(at, _REACH) if not m.quoted]
    second = named[-1] if named else None
    former = next((m for m in reversed(named) if second and m.member is not second.member), None)
    if former is None or second is None or article.sentences_between(former.span.start, second.span.start):
        return None
    return _of_member(article, (former if first else second).member, PAIR)


def antecedent(article: ArticleCast, span: Span) -> Choice | None:
    """The name or description directly before "who" or "which", else the person named last."""
    at = span.start
    personal = span.of(article.text).lower() == "who"
    near = article.before(at, 120)
    before = article.text[max(0, at - 120) : at].rstrip(" ,")
    end = max(0, at - 120) + len(before)
    if near and near[-1].span.end == end and (near[-1].member.kind == "person" or not personal):
        return _of_member(article, near[-1].member, WHO)
    described_as = _DESCRIBED.search(before)
    if described_as:
        plural = is_plural(described_as.group().rstrip().split()[-1].lower())
        return Choice(described(described_as.group()), "group" if plural else "unnamed", WHO)
    persons = [mention for mention in near if mention.member.kind == "person"]
    return _of_member(article, persons[-1].member, WHO - 0.2) if persons else None


def _quoted_speaker(article: ArticleCast, told: Sequence[Told], at: int) -> Choice | None:
    """Who says "I" inside a quotation: the speaker of that quotation."""
    for one in reversed(told[-_LAST_TOLD:]):
        if any(part.start <= at < part.end for part in one.attribution.content) and one.attribution.type != "indirect":
            return one.choice
    return None


def _named(article: ArticleCast, mentions: Iterable[Mention], at: int) -> list[Candidate]:
    found = []
    for mention in mentions:
        member = mention.member
        score = _OPENS * mention.opens - _QUOTED * mention.quoted + _OFTEN * math.log2(len(member.places))
        score -= article.sentences_between(mention.span.start, at) + _OWNER * mention.owner
        found.append(Candidate(score, mention.span.start, _of_member(article, member, 1.0)))
    return found


def _described_before(article: ArticleCast, at: int, gender: Gender) -> list[Candidate]:
    """Persons of that gender who are described and not named: "one mother"."""
    floor = max(0, at - _DESCRIBED_REACH)
    found = []
    for match in _UNNAMED_PERSON.finditer(article.text, floor, at):
        place, end, words = match.start(), match.start("words"), match["words"].split()
        heads = [number for number, word in enumerate(words) if is_role(word) and word not in ANYONE]
        if not heads or article.is_quoted(place):
            continue
        # The last of the first run of roles: "a police officer", "a young mother".
        head = next(number for number in heads if number + 1 not in heads)
        end += sum(len(word) + 1 for word in words[: head + 1])
        told = ROLES.get(words[head])
        if told in (None, gender) and not _OWN_NAME.match(article.text, end, end + 20):
            score = _INTRODUCED - article.sentences_between(place, at) - _ANY_GENDER * (told is None)
            found.append(Candidate(score, place, Choice(article.text[place:end], "unnamed", 0.7)))
    return found


def _spoken(article: ArticleCast, recent: Iterable[Told], at: int) -> list[Candidate]:
    found = []
    for one in recent:
        attribution = one.attribution
        place = attribution.source[0].start if attribution.source else one.place
        if not at - _REACH <= place < at:
            continue
        parts = (*attribution.content, *attribution.cue, *attribution.source)
        end = min(at, max(part.end for part in parts if part.start < at))
        score = _SPOKE - article.sentences_between(end, at) - _UNNAMED * (one.choice.kind in ("unnamed", "group"))
        found.append(Candidate(score, place, one.choice))
    return found


def _best(candidates: Sequence[Candidate]) -> Choice | None:
    """The best candidate; its certainty falls where another name comes near."""
    if not candidates:
        return None
    best = max(candidates, key=lambda one: (one.score, one.place))
    rival = max((one.score for one in candidates if one.choice.name != best.choice.name), default=best.score - 4)
    certainty = 0.95 - 0.4 / (1 + math.exp(best.score - rival))
    return replace(best.choice, certainty=min(certainty, best.choice.certainty))


def _of_member(article: ArticleCast, member: Member, certainty: float) -> Choice:
    return Choice(article.cast.in_full(member.name), member.kind, certainty, member.role)


def _fits(article: ArticleCast, choice: Choice, gender: Gender | None) -> bool:
    name = choice.name
    if choice.kind not in ("person", "unnamed") or choice.each or name.lower() in PRONOUNS:
        return False
    member = article.cast.member(name.split(), place=0) if choice.kind == "person" else None
    if member is None:
        role = next((ROLES[word] for word in reversed(name.lower().split()) if ROLES.get(word)), None)
        return role in (None, gender)
    return member.gender in (None, gender)
