"""What a source and one whom it may mean are like, in whole numbers: the features by which one is chosen.

Invariants: every feature is a whole number that no last bit of arithmetic decides; a feature looks at words' kinds,
counts and places, never at which words they are.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.english.words import (
    PAIRS,
    QUANTIFIERS,
    ROLES,
    SAME_OFFICE,
    VERBS,
    is_first_name,
)
from onrecord.model import ActorKind, Attribution, Span
from onrecord.people.article import Choice
from onrecord.people.candidates import Candidate, likely, persons_behind
from onrecord.people.descriptions import is_like
from onrecord.people.member import Member, acronym_of, is_place
from onrecord.people.naming import taken_up
from onrecord.people.phrases import DEFINITE, DETERMINERS, head_phrase, head_sort, is_plural, stem, words_of
from onrecord.people.scene import Before, Facts, Scene, Story
from onrecord.people.source import Source
from onrecord.trees import Integers

_KINDS: dict[ActorKind, int] = {"person": 0, "organization": 1, "group": 2, "document": 3, "unnamed": 4}
_SORTS = {"m": 1, "f": 2, "it": 3, "they": 4, "who": 5, "i": 6, "we": 7, "you": 8}
_TYPES = {"direct": 0, "mixed": 1, "indirect": 2}
NEVER = 99
"""Of a distance to what is nowhere."""
_OF_SOURCE = (
    "s pair", "s sort", "s gendered", "s definite", "s indefinite", "s quantity", "s words", "s head words",
    "s capitals", "s opens in capital", "s first name", "s head", "s head in capital", "s plural", "s role gender",
    "s and", "s of", "s type", "s introduced", "s parts", "s content parts", "s no cue", "s cue first",
    "s behind content", "s sure", "s held", "s headline", "s quoted", "s opens", "s opens paragraph", "r sure",
    "r kind", "r several", "n", "s seen before", "s seen behind", "s paragraph",
)  # fmt: skip
_OF_NAME = (
    "c kind", "c several", "c words", "c member", "c uncertain", "c place", "c entered", "c times", "c share",
    "c has gender", "c roles", "c neutral", "c in headline", "c number",
)  # fmt: skip
_OF_CANDIDATE = (
    "c times before", "c gender", "c ruled", "c own", "c longer", "c same number",
)  # fmt: skip
_WORDS = (
    "w name", "w share", "w last", "w same", "w head", "w missing", "o verb", "o determined", "w role",
    "w role share", "w role head", "w office", "w fits", "w like", "w acronym",
)  # fmt: skip
_PLACE = (
    "p far", "p sentences", "p paragraphs", "p described", "p rank", "p rank of kind", "p opens", "p acts", "p owner",
    "p governed", "p listed", "p quoted", "p first", "p behind", "p inside", "p last inside", "p in content",
    "p before cue", "p behind cue", "p here", "p in paragraph before",
)  # fmt: skip
_STORY = (
    "t last", "t times", "t named", "t alike", "t same", "t next", "t next but one", "t encloses", "t previous sort",
    "t since", "t far", "t by pronoun", "t gender",
)  # fmt: skip
_REST = ("w beside", "w nearness", "pronoun score", "pronoun rank")
_COMPARED = ("w role", "w role share", "w name", "w beside", "w nearness", "t times", "c times before")
_MADE = (*_OF_SOURCE, *_OF_NAME, *_OF_CANDIDATE, *_WORDS, *_PLACE, *_STORY, *_REST)
"""In the order in which they are made: of the source ("s" its words and place, "r" what the rules say, "n" how many
candidates), of the candidate ("c", "o" its own words), how the words of both agree ("w"), where it is named ("p") and
what it said ("t")."""
_TAKEN_UP = ("u document", "u same", "u body like a person", "u next")
NAMES = (*_MADE, *(f"{name}, best" for name in _COMPARED), *_TAKEN_UP)
"""All features, in the order of the columns; at the end the best of all candidates in those of `_COMPARED`."""
_COMPARED_COLUMNS = [_MADE.index(name) for name in _COMPARED]
_PLURAL, _NUMBER = _OF_SOURCE.index("s plural"), _OF_NAME.index("c number")
_WORDS_OF_SOURCE, _WORDS_OF_NAME = _OF_SOURCE.index("s words"), _OF_NAME.index("c words")
_NOWHERE, _UNTOLD = (-1, NEVER, NEVER), (-1,) * 7  # ranks and what is told of a mention where there is none


def _log(distance: int) -> int:
    """How far, in steps that double."""
    return max(0, distance).bit_length()


def rows(
    scene: Scene, source: Source, attribution: Attribution, found: Sequence[Candidate], before: Before
) -> Integers:
    """The features of each candidate of a source: a row for each, a column for each of NAMES."""
    own = _of_source(scene, source, attribution, found)
    telling = _Telling.of(scene, source)
    around = _Around.of(scene, source, attribution)
    story = Story.of(source, before)
    pronoun = likely(scene, source)
    beside = scene.beside(source)
    made = []
    for one in found:
        facts = _facts(scene, one)
        key = id(one.member or one.owner)
        score = pronoun.get(key, -9999) if pronoun else 0
        made.append(
            (
                *own,
                *facts.row,
                *_of_candidate(source, one, facts, own),
                *_of_words(telling, one, facts),
                *_of_place(scene, around, one, one.member or one.owner),
                *_of_story(source, one, before, story),
                *((beside.get(key) or (0, 0)) if one.member else (0, 0)),
                score,
                sum(other > score for other in pronoun.values()) if pronoun else NEVER,
            )
        )
    table = np.array(made, dtype=np.int64)
    compared = table[:, _COMPARED_COLUMNS]
    is_best = (compared == compared.max(axis=0)) & (compared > 0)
    next_ones = {id(one): rank for rank, one in enumerate(persons_behind(scene.article, source.place))}
    new = [(*taken_up(source, one.choice, one.member), next_ones.get(id(one.member), NEVER)) for one in found]
    whole: Integers = np.concatenate([table, is_best, np.array(new, dtype=np.int64)], axis=1)
    return whole


def _of_source(scene: Scene, source: Source, attribution: Attribution, found: Sequence[Candidate]) -> tuple[int, ...]:
    article, text = scene.article, scene.article.text
    words, plain = source.words, source.plain
    first = words[0] if words else ""
    at, start = source.place, max(0, source.place - 3)
    ruled = next((one.choice for one in found if one.ruled), None)
    cue = attribution.cue[0].start if attribution.cue else -1
    return (
        int(plain.lower() in PAIRS or first in {"both", "two"}),
        0 if source.span is None else _SORTS.get(source.sort or "", 9),
        int(source.sort in ("m", "f")),
        int(first in DEFINITE) + 2 * int(first in {"his", "her", "their", "its"}),
        int(first in {"a", "an", "one", "another"}),
        int(first in QUANTIFIERS),
        min(20, len(plain.split())),
        min(8, len(words)),
        min(9, sum(word[:1].isupper() for word in plain.split()[1:])),
        int(plain[:1].isupper()),
        int(any(is_first_name(word) for word in plain.split()[:2])),
        head_sort(source.head),
        int(bool(words) and source.head not in plain),
        int(is_plural(source.head)) if words else 0,
        {"m": 1, "f": 2}.get(ROLES.get(source.head) or "", 0),
        int(" and " in plain),
        int(any(f" {word} " in plain for word in ("of", "for", "at", "from"))),
        _TYPES[attribution.type],
        int(scene.is_introduced(source)),
        len(attribution.source),
        min(4, len(attribution.content)),
        int(cue < 0),
        int(0 <= cue < at),
        int(bool(source.span) and attribution.content[0].start < at),
        round(100 * attribution.confidence),
        int(attribution.kind == "held"),
        int(at < article.body),
        int(article.is_quoted(at)),
        int(not text[start:at].strip(" \"“‘'") or text[start:at].rstrip(" “\"'‘")[-1:] in ".!?\n"),
        int("\n" in text[start:at] or at < 3),
        round(100 * ruled.certainty) if ruled else 0,
        _KINDS[ruled.kind] if ruled else 5,
        len(ruled.each) if ruled else 0,
        len(found),
        *scene.seen(source),
        min(20, scene.paragraph(at)),
    )


def _facts(scene: Scene, one: Candidate) -> Facts:
    """The facts of a candidate, found once in an article."""
    choice, member = one.choice, one.member
    key = id(member), choice.name if choice else "", choice.kind if choice else ""
    known = scene.facts.get(key)
    if known is None:
        known = scene.facts[key] = _found(scene, choice, member)
    return known


def _found(scene: Scene, choice: Choice | None, member: Member | None) -> Facts:
    words = words_of(choice.name) if choice else ()
    places = member.places if member else []
    most = max((len(other.places) for other in scene.often), default=1)
    gender = member.gender if member else None
    if choice and not member and choice.kind == "unnamed":
        gender = next((ROLES[word] for word in reversed(words) if ROLES.get(word)), None)
    row = (
        _KINDS[choice.kind] if choice else 5,
        len(choice.each) if choice else 0,
        min(15, len(choice.name.split())) if choice else 0,
        int(member is not None),
        int(member is not None and member.uncertain),
        int(member is not None and is_place(member.name)),
        int(member is not None and member.entered),
        min(30, len(places)),
        100 * len(places) // most,
        int(gender is not None),
        min(5, len(member.roles)) if member else 0,
        int(member is not None and member.neutral),
        int(bool(places) and places[0] < scene.article.body),
        _is_plural(choice, member),
    )
    roles = {word for role in member.roles for word in words_of(role.text)} if member else set()
    held = frozenset(stem(part) for word in roles for part in (word, *word.split("-")))
    stems = tuple(map(stem, words))
    return Facts(row, words, stems, frozenset(stems), held, gender)


def _is_plural(choice: Choice | None, member: Member | None) -> int:
    head = words_of(choice.name if member else head_phrase(choice.name)) if choice else ()
    return int(bool(head) and is_plural(head[-1]))


def _of_candidate(source: Source, one: Candidate, facts: Facts, own: tuple[int, ...]) -> tuple[int, ...]:
    member, gender = one.member, facts.gender
    return (
        min(30, bisect_left(member.places, source.place)) if member else 0,
        0 if not (gender and source.gender) else (1 if gender == source.gender else -1),
        int(one.ruled),
        one.own,
        max(-9, min(9, facts.row[_WORDS_OF_NAME] - own[_WORDS_OF_SOURCE])),
        int(facts.row[_NUMBER] == own[_PLURAL]),
    )


@dataclass(frozen=True, slots=True)
class _Telling:
    """The words of a source that are compared with a candidate's; `tells` is False for a pronoun, which has none."""

    source: Source
    tells: bool
    head: str
    offices: tuple[str, ...]
    capitals: frozenset[str]
    same: tuple[str, ...]
    last: str
    fitting: frozenset[int]

    @classmethod
    def of(cls, scene: Scene, source: Source) -> "_Telling":
        """The words of a source."""
        if source.span is None or source.sort:
            return cls(source, False, "", (), frozenset(), (), "", frozenset())
        lower = source.plain.lower()
        return cls(
            source,
            True,
            stem(source.head),
            tuple(map(stem, SAME_OFFICE.get(source.head, ()))),
            source.capitals,
            (lower, lower.removeprefix("the ")),
            source.plain.split()[-1],
            frozenset(map(id, scene.fitting(source))),
        )


_NO_WORDS = (0,) * len(_WORDS)


def _of_words(telling: _Telling, one: Candidate, facts: Facts) -> tuple[int, ...]:
    """How the words of the source and of the candidate agree."""
    choice, member, name = one.choice, one.member, facts.stems
    if choice is None or not telling.tells:
        return _NO_WORDS
    source, head, roles = telling.source, telling.head, facts.roles
    shared = len(source.stems & facts.kinds)
    by_name = (
        min(9, shared),
        100 * shared // max(1, len(facts.kinds)),
        int(bool(name) and name[-1] in source.stems),
        int(choice.name.lower() in telling.same),
        int(head in facts.kinds),
        len(telling.capitals.difference(name, roles)),
        int(one.own > 0 and not VERBS.isdisjoint(facts.words)),
        1 + int(facts.words[0] in DETERMINERS) if one.own and facts.words else 0,
    )
    if member is None:
        return (*by_name, 0, 0, 0, 0, 0, 0, 0)
    held = len(source.stems & roles)
    return (
        *by_name,
        min(9, held),
        100 * held // max(1, len(source.stems)),
        int(head in roles),
        int(not roles.isdisjoint(telling.offices)),
        int(id(member) in telling.fitting),
        int(is_like(source.head, choice.name)),
        int(telling.last in acronym_of(choice.name)),
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """Where a source stands: its paragraph, how many sentences begin before it, where its contents are, and of each
    member the number of the last mention before it, how many were named since, and how many of its kind and gender."""

    at: int
    end: int
    paragraph: int
    sentence: int
    contents: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    ranks: dict[int, tuple[int, int, int]]
    last_inside: int

    @classmethod
    def of(cls, scene: Scene, source: Source, attribution: Attribution) -> "_Around":
        """The place of a source."""
        at, end = source.place, source.span.end if source.span else source.place
        cue = attribution.cue[0] if attribution.cue else Span(at, end)
        return cls(
            at,
            end,
            scene.paragraph(at),
            scene.article.breaks_before(at),
            tuple((part.start, part.end) for part in attribution.content[:3]),
            (cue.start, cue.end),
            _ranks(scene, source),
            id(scene.last_inside(at, end)),
        )


def _ranks(scene: Scene, source: Source) -> dict[int, tuple[int, int, int]]:
    article = scene.article
    first = article.number(source.place)
    result: dict[int, tuple[int, int, int]] = {}
    kinds: dict[tuple[str, bool], int] = {}
    for number in range(first - 1, max(-1, first - 81), -1):
        member = article.mentions[number].member
        key = id(member)
        if key not in result:
            fits = not (source.gender and member.gender) or member.gender == source.gender
            result[key] = number, len(result), kinds.get((member.kind, fits), 0)
            kinds[member.kind, fits] = kinds.get((member.kind, fits), 0) + 1
    return result


def _of_place(scene: Scene, around: _Around, one: Candidate, member: Member | None) -> tuple[int, ...]:
    """Where the candidate, or whose it is, is named before the source, inside it and behind it."""
    at, end = around.at, around.end
    number, rank, of_kind = around.ranks.get(id(member), _NOWHERE) if member else _NOWHERE
    last = scene.placed(number) if number >= 0 else scene.place_of(one.at) if one.at else None
    if last:
        far = _log(at - last.end)
        sentences = min(20, max(0, around.sentence - last.sentence))
        paragraphs = min(20, around.paragraph - last.paragraph)
    else:
        far = sentences = paragraphs = NEVER
    before = (far, sentences, paragraphs, int(one.at is not None), rank, of_kind, *(last.told if last else _UNTOLD))
    if member is None:
        return (*before, NEVER, 0, 0, 0, NEVER, NEVER, 0, 0)
    places = member.places
    behind = bisect_left(places, end)
    first, last_of_cue = around.cue
    there = scene.paragraph_start(max(0, (here := scene.paragraph_start(at)) - 3))
    to_cue, behind_cue = bisect_left(places, first), bisect_left(places, last_of_cue)
    inside = bisect_left(places, at) < behind
    return (
        *before,
        _log(places[behind] - end) if behind < len(places) else NEVER,
        int(inside),
        int(inside and around.last_inside == id(member)),
        int(any(bisect_left(places, a) < bisect_left(places, b) for a, b in around.contents)),
        _log(first - places[to_cue - 1]) if to_cue else NEVER,
        _log(places[behind_cue] - last_of_cue) if behind_cue < len(places) else NEVER,
        min(5, bisect_left(places, at) - bisect_left(places, here)),
        min(5, bisect_left(places, here) - bisect_left(places, there)),
    )


def _of_story(source: Source, one: Candidate, before: Before, story: Story) -> tuple[int, ...]:
    """What the candidate said before and says behind."""
    name = one.choice.name if one.choice else ""
    last = story.last.get(name, NEVER)
    far, by_pronoun = NEVER, 0
    if last != NEVER:
        number = len(before.chosen) - 1 - last
        far, by_pronoun = _log(source.place - before.ends[number]), int(before.sources[number].sort is not None)
    previous, known = story.previous, story.genders.get(name)
    return (
        min(20, last) if last != NEVER else NEVER,
        min(20, story.times.get(name, 0)),
        int(story.named == name),
        int(story.alike == name) - int(story.alike is None),
        int(story.same == name) - int(story.same is None),
        int(story.behind[0] == name),
        int(story.behind[1] == name),
        int(bool(name) and story.encloses == name),
        _SORTS.get(previous.sort or "", 9) if previous and previous.span else 0,
        _log(source.place - before.ends[len(before.chosen) - 1]) if previous else NEVER,
        far,
        by_pronoun,
        0 if known is None or source.sort not in ("m", "f") else 1 if known == source.sort else -1,
    )
