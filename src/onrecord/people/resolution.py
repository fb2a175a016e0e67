"""Who is meant by each source, and on whose behalf: from the sources of attributions to their speakers.

A source that does not name anybody by itself means one of its candidates, by a learned choice. Statements are taken in
reading order, since who spoke before is the best sign of who speaks now. Trees trained on annotated articles score each
candidate, and the best is taken; of equal ones the first. The score is the log odds that the candidate is right: they
are the certainty of the choice.

A principal is told by four patterns, in this order: a representative in the source itself ("a spokesman for the
ministry", "the senator's lawyer"); a group whose members the sentence names ("several officials …, including Norway and
Spain"); content that itself reports somebody's words ("residents say …"); a spokesperson's content about somebody
else's mind ("the president is opposed to …"). Where none fits there is no principal.

Invariants: only candidates are chosen, so that every name is words of the article; a score is a whole number, the same
on every processor; in doubt the mention stands as it is, and the certainty falls.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from onrecord.actors.directory import Directory
from onrecord.english.sentences import sentence_end
from onrecord.english.verbs import OF_ANOTHER, either
from onrecord.english.words import PRONOUNS, ROLES, first_names
from onrecord.model import Attribution, Span, Speaker, Version, Words
from onrecord.people.article import ArticleCast, Choice, Told
from onrecord.people.candidates import FULLER, JOINED, PRONOUN, SHORT, WHOLE, Candidate, by_description_of, candidates
from onrecord.people.cast import Cast
from onrecord.people.features import rows
from onrecord.people.headlines import behind_heading, told_below, told_twice
from onrecord.people.named import by_definition
from onrecord.people.names import Name, names
from onrecord.people.naming import newcomer
from onrecord.people.phrases import described, is_plural, placed
from onrecord.people.scene import Before, Scene
from onrecord.people.source import LONGEST_SOURCE, Source
from onrecord.people.turns import speakers_of_turns
from onrecord.trees import Integers, Trees, shipped

UNIT = 10_000
"""A score is in this fraction of a logit."""
STANDS, ALONE = 0.5, 0.85
"""Least certainty of a description that stands by its own words: others may know more of who it is, but so it is said;
and where nobody else can be meant."""
LEAST = {WHOLE: STANDS, SHORT: STANDS, FULLER: STANDS, JOINED: STANDS, PRONOUN: 0.3}
"""The least certainty of the source's own words."""
_ENDS = frozenset(["", *".,;\n"])
_PASSIVE = re.compile(r"(?:is|was|has|had|be)\b")
_PRONOUN_BEFORE = re.compile(r"\b([Hh]e|[Ss]he)\s+(?:\w+ly\s|also\s|then\s|later\s)?$")
Pick = Callable[[int, Sequence[Candidate], Integers], Choice | None]
"""Which of the candidates of the attribution of a number is meant, by their features."""
After = Callable[[int, Choice], Choice]


@dataclass(frozen=True, slots=True)
class Asked:
    """An attribution with the parts of its source, and of each whom its words name by themselves, which leaves nothing
    to choose."""

    attribution: Attribution
    sources: tuple[Source, ...]
    named: tuple[Choice | None, ...]

    @property
    def end(self) -> int:
        """Where its last word ends."""
        one = self.attribution
        return max(part.end for part in (*one.content, *one.cue, *one.source))


def asked(article: ArticleCast, attribution: Attribution, *, label: Choice | None) -> Asked:
    """An attribution as it is decided on. `label` is whose turn it is in a transcript, where that is told."""
    parts = [part for part in attribution.source if any(map(str.isalnum, part.of(article.text)))]
    parts = list(dict.fromkeys(one for part in parts if (one := behind_heading(article.text, part))))
    parts = parts or _beside_cue(article, attribution)
    place = attribution.content[0].start
    after = [part.start for part in (*attribution.cue, *attribution.content, *attribution.source)]
    sources = tuple(Source.of(article, part, place=place, rest=after) for part in parts)
    sources = sources or (Source.of(article, None, place=place),)
    if label is not None:
        return Asked(attribution, sources[:1], (label,))
    return Asked(attribution, sources, tuple(by_definition(article, one) for one in sources))


def _beside_cue(article: ArticleCast, attribution: Attribution) -> list[Span]:
    """The source that a reader missed: the name directly behind the cue (", reported Port News."), or "he" before."""
    if not attribution.cue:
        return []
    start, end = attribution.cue[0].start, attribution.cue[-1].end
    behind = article.between(end, end + 2)
    if behind and article.text[behind[0].span.end : behind[0].span.end + 1] in _ENDS:
        name = behind[0].span
        return [] if any(part.start <= name.start < part.end for part in attribution.content) else [name]
    pronoun = _PRONOUN_BEFORE.search(article.text, max(0, start - 20), start)
    return [Span(*pronoun.span(1))] if pronoun and not _PASSIVE.match(article.text, start) else []


def decide(article: ArticleCast, all_asked: Sequence[Asked], pick: Pick) -> list[Choice | None]:
    """The choice for each, in reading order, in which they are given."""
    scene = Scene.of(article, [source for one in all_asked for source in one.sources])
    chosen: list[Choice | None] = []
    told: list[Told] = []
    sources, ends = [one.sources[0] for one in all_asked], [one.end for one in all_asked]
    for number, one in enumerate(all_asked):
        behind = [following.named[0] for following in all_asked[number + 1 : number + 3]]
        before = Before(sources, ends, chosen, behind)
        each: list[Choice] = []
        for source, named in zip(one.sources, one.named, strict=True):
            bare = named is None or named.name.lower() == source.head
            choice = (scene.in_capitals(source) or told_below(scene, source)) if bare else None
            choice = choice or named or newcomer(article, source) or scene.introduced(source)
            if choice is None:
                ruled = by_description_of(article, told, one.attribution, source)
                found = candidates(scene, source, one.attribution, ruled=ruled, before=before)
                choice = pick(number, found, rows(scene, source, one.attribution, found, before))
            if choice is not None:
                each.append(replace(choice, mention=source.span) if len(one.sources) > 1 else choice)
        chosen.append(Choice.of_several(each) if each else None)
        if each:
            told.append(Told(one.sources[0].place, one.attribution, Choice.of_several(each)))
    again = told_twice(article.text, [one.attribution for one in all_asked])
    return [_told_elsewhere(all_asked, chosen, number, others) for number, others in enumerate(again)]


def _told_elsewhere(
    all_asked: Sequence[Asked], chosen: Sequence[Choice | None], number: int, others: Sequence[int]
) -> Choice | None:
    """Who has a statement whose words others tell again, as a pull quote does: whom one of these names where it names
    nobody itself, and where it has no source whoever the longest has."""
    one = all_asked[number]
    if not others or len(one.sources) > 1 or one.named[0] is not None:
        return chosen[number]
    named = (all_asked[other].named[0] for other in others if len(all_asked[other].sources) == 1)
    known = next((choice for choice in named if choice is not None), None)
    return known or (chosen[others[0]] if one.sources[0].span is None else None) or chosen[number]


def best(found: Sequence[Candidate], features: Integers, trees: Trees) -> Choice | None:
    """The candidate that scores best, as sure as its score tells; None where that is nobody."""
    scores = trees.scores(features)
    number = int(np.argmax(scores))
    one = found[number]
    if one.choice is None:
        return None
    least = LEAST.get(one.own, 0.0)
    if least == STANDS and all(other.own for other in found):
        least = min(ALONE, one.choice.certainty)
    return replace(one.choice, certainty=max(least, sureness(int(scores[number]))))


def sureness(score: int) -> float:
    """The probability that a score stands for."""
    return round(1 / (1 + math.exp(-score / UNIT)), 4)


def chosen(article: ArticleCast, all_asked: Sequence[Asked]) -> list[Choice | None]:
    """Who is meant by each, in reading order, by the weights that come with the package."""
    trees = shipped("onrecord.people", "speaker")
    return decide(article, all_asked, lambda _, found, features: best(found, features, trees))


_MAC = re.compile(r"\b(Mc)([a-z])")
_LONGEST_NAME = 4
BY_OFFICE = 0.8
"""Certainty of the holder of an office by the directory, whom the article does not name."""
UNTOLD = 0.3
"""Certainty that the article names nobody."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who issued the statement, and on whose behalf; nobody where the article does not tell.

    `certainty` is from 0 to 1 how sure the speakers are, given that the source is right: 1 where the
    source itself gives the full name, lower for short names that fit several, for descriptions and for
    pronouns. Without a speaker it tells how sure it is that the article names none."""

    speakers: tuple[Speaker, ...] = ()
    principals: tuple[Speaker, ...] = ()
    certainty: float = 1.0


def resolve(
    version: Version, attributions: Sequence[Attribution], *, directory: Directory | None = None
) -> list[Resolved]:
    """The speaker of each attribution, in the order given. `directory` is asked for who held an office on the day
    of publication where the article describes a person by it and names nobody."""
    article = ArticleCast.of(version, attributions)
    named = {member.name for member in article.cast.members} if directory else set()
    labelled = speakers_of_turns(version, article)
    order = in_order(attributions)
    labels = [None if one.cue else labelled.get(one.content[0].start) for one in attributions]
    choices = chosen(article, [asked(article, attributions[number], label=labels[number]) for number in order])
    found: dict[int, Resolved] = {}
    for number, choice in zip(order, choices, strict=True):
        attribution = attributions[number]
        if choice is None:
            found[number] = Resolved(certainty=UNTOLD)
            continue
        if labels[number] is None:
            if directory is not None:
                in_office = partial(_in_office, version, attribution, directory=directory, named=named)
                choice = _each(in_office, choice)
            choice = _each(partial(_as_written_elsewhere, article), choice)
        behalf = principals(version.text, attribution, choice=choice, cast=article.cast)
        found[number] = Resolved(_speakers(version.text, attribution, choice), behalf, choice.certainty)
    return [found[number] for number in range(len(attributions))]


def _each(function: Callable[[Choice], Choice], choice: Choice) -> Choice:
    """What the function makes of a choice, or of each of several."""
    if not choice.each:
        return function(choice)
    each = tuple(map(function, choice.each))
    return choice if each == choice.each else Choice.of_several(each)


def _speakers(text: str, attribution: Attribution, choice: Choice) -> tuple[Speaker, ...]:
    """The speakers of a choice, each with the words of the source that name it: all of them where no part does."""
    source = attribution.source
    whole = Span(min(part.start for part in source), max(part.end for part in source)) if source else None

    def mention(own: Span | None) -> Words | None:
        # Words that named it in an earlier source are not this one's.
        naming = own if own and any(part.start <= own.start and own.end <= part.end for part in source) else whole
        return Words.at(naming, text) if naming else None

    if not choice.each:
        return (Speaker(choice.name, choice.kind, choice.role, mention(None)),)
    return tuple(Speaker(one.name, one.kind, one.role, mention(one.mention)) for one in choice.each)


def _in_office(
    version: Version, attribution: Attribution, choice: Choice, *, directory: Directory, named: set[str]
) -> Choice:
    """Who held the office that a description names, on the day of the article."""
    if choice.kind != "unnamed" or version.published is None or version.published.day is None:
        return choice
    meant = directory.meant(choice.name, version.published.day, named=named)
    if meant is None:
        return choice
    holder, sure = meant
    start = _place(attribution)
    office = placed(choice.name, version.text, start, start + LONGEST_SOURCE)
    return replace(choice, name=holder.name, kind=holder.kind, certainty=BY_OFFICE * sure, role=office)


def _as_written_elsewhere(article: ArticleCast, choice: Choice) -> Choice:
    """A person whom a transcript names in capitals, as names are written: "MARIA HOLT" is Maria Holt."""
    words = choice.name.split()
    if not choice.name.isupper() or not 2 <= len(words) <= _LONGEST_NAME:
        return choice
    if choice.kind != "person" and words[0].title() not in first_names():
        return choice
    member = article.cast.member(words, place=0)
    known = member is not None and member.name.upper() == choice.name != member.name
    name = member.name if member and known else _MAC.sub(lambda m: m[1] + m[2].upper(), choice.name.title())
    return replace(choice, name=name, kind="person")


def in_order(attributions: Sequence[Attribution]) -> list[int]:
    """The numbers of attributions in the order in which they are read."""
    return sorted(range(len(attributions)), key=lambda number: _place(attributions[number]))


def _place(attribution: Attribution) -> int:
    first = attribution.source or attribution.cue or attribution.content
    return min(first[0].start, attribution.content[0].start)


_REPRESENTS = (
    r"(?:spokes(?:man|woman|person|people)|press secretary|representatives?|reps?|lawyers?|attorneys?|counsel"
    r"|solicitors?|publicists?|agents?|press office)"
)
_FOR = re.compile(rf"\b{_REPRESENTS}\s+(?:for|of|from)\s+", re.IGNORECASE)
_OWNED = re.compile(rf"[’']s?\s+(?:\w+\s+)?{_REPRESENTS}$", re.IGNORECASE)
_SPEAKS_FOR = re.compile(rf"\b(?:{_REPRESENTS}|adviser|advisor|aide|chief of staff|campaign manager)\b", re.IGNORECASE)
_MEMBERS = re.compile(r",?\s{1,3}(?:including|among them|such as|namely)\s{1,3}")
# What a spokesperson tells of somebody else's stance.
_STANCE = re.compile(
    r"\b(?:support|oppos|believ|think|want|hope|intend|plan|reject|agree|disagree|favou?r|feel|expect|concern|regret"
    r"|commit|determin|clear|convinc|confident|welcom|understand|would|will|has|had|is|was)\w*",
    re.IGNORECASE,
)


_OPENING = 300
"""Characters of the content in which somebody whom it reports is looked for."""
_ANYBODY = frozenset(
    "people some many others most nobody none nothing everyone everybody anyone anybody someone somebody".split()
)
"""Words that stand for nobody in particular."""
_RULERS = frozenset("president minister premier chancellor governor mayor king queen pope prime".split())
"""Offices whose bearers speak through others."""
_REPORTS = re.compile(
    r"[\s\"“]*(?:that\s)?(?P<who>(?:(?:[\w’'-]+|(?:[A-Z]\w{0,2}\.)+)\s){0,3}?[\w’'-]+)[\"”]?\s[\"“]?"
    r"(?:(?:had|has|have|also|later|began to)\s)*"
    rf"[\"“]?(?:{either(OF_ANOTHER)})\b"
)


def principals(text: str, attribution: Attribution, *, choice: Choice, cast: Cast) -> tuple[Speaker, ...]:
    """Whose words or stance the statement of a speaker relays; nobody's where nothing tells."""
    if one := _represented(text, attribution, choice, cast):
        return (one,)
    if members := _members(text, attribution, choice, cast):
        return members
    one = _retold(text, attribution, choice, cast) or _relayed(text, attribution, choice, cast)
    return (one,) if one else ()


def _represented(text: str, attribution: Attribution, speaker: Choice, cast: Cast) -> Speaker | None:
    if not attribution.source or speaker.kind not in ("unnamed", "group"):
        return None
    span = attribution.source[0]
    mention = span.of(text)
    found = _FOR.search(mention)
    if found:
        inside = names(text, span.start + found.end(), span.end)
        return _speaker(inside[0], cast, text) if inside else None
    if _OWNED.search(mention):
        inside = names(text, span.start, span.end)
        return _speaker(inside[-1], cast, text) if inside else None
    return None


def _members(text: str, attribution: Attribution, speaker: Choice, cast: Cast) -> tuple[Speaker, ...]:
    if speaker.kind != "group" or not attribution.source:
        return ()
    start = attribution.source[-1].end
    until = sentence_end(text, start)
    found = _MEMBERS.search(text, start, until)
    inside_content = found and any(span.start <= found.start() < span.end for span in attribution.content)
    # Inside the content only a list set off by a comma may belong to the group and not to what it said.
    if not found or (inside_content and not found.group().startswith(",")):
        return ()
    inside = names(text, found.end(), until)
    listed: dict[str, Speaker] = {}
    for one in (_speaker(name, cast, text) for name in inside):
        listed.setdefault(one.name, one)
    return tuple(listed.values()) if len(inside) > 1 else ()


def _retold(text: str, attribution: Attribution, speaker: Choice, cast: Cast) -> Speaker | None:
    """Whose words the content itself reports: "residents had asked for a bridge"."""
    content = attribution.content[0]
    found = _REPORTS.match(text, content.start, min(content.end, content.start + _OPENING))
    if found is None:
        return None
    span = Span(*found.span("who"))
    mention = span.of(text)
    words = mention.lower().split()
    if words[0] in PRONOUNS or words[0].endswith("ing") or words[-1] in _ANYBODY:
        return None
    inside = names(text, span.start, span.end)
    if inside and inside[-1].span.end == span.end:
        told = _speaker(inside[-1], cast, text)
        return told if told.name not in speaker.name else None
    plural = is_plural(words[-1])
    if not plural and words[-1] not in {"family", *ROLES}:
        return None
    return Speaker(described(mention), "group" if plural else "unnamed", None, Words.at(span, text))


def _relayed(text: str, attribution: Attribution, speaker: Choice, cast: Cast) -> Speaker | None:
    source = attribution.source
    role, mention = speaker.role.text if speaker.role else "", text[source[0].start : source[-1].end] if source else ""
    if attribution.type == "direct" or not _SPEAKS_FOR.search(f"{role} {mention}"):
        return None
    content = attribution.content[0]
    inside = names(text, content.start, min(content.end, content.start + 80))
    if not inside or len(text[content.start : inside[0].span.start].split()) > 4:
        return None
    told = _speaker(inside[0], cast, text)
    stance = _STANCE.match(text[inside[0].span.end : content.end].lstrip())
    if not stance or told.kind != "person" or told.name == speaker.name:
        return None
    # Either the speaker's role names the person or the person is one whom others speak for.
    own = f"{role} {mention}".split()
    office = told.role.text.lower().split() if told.role else []
    return told if told.name.split()[-1] in own or _RULERS.intersection(office) else None


def _speaker(name: Name, cast: Cast, text: str) -> Speaker:
    member, mention = cast.member(name.words, place=name.span.start), Words.at(name.span, text)
    if member is None:
        return Speaker(name.full, "organization", name.role, mention)
    return Speaker(cast.in_full(member.name), member.kind, name.role or member.role, mention)
