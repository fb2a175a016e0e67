"""What a source and one whom it may mean are like, in whole numbers: the features by which one is chosen.

Invariants: every feature is a whole number that no last bit of arithmetic decides; a feature looks at words' kinds,
counts and places, never at which words they are.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.english.words import (
    DOCUMENTS,
    GROUPS,
    ORGANIZATION_NOUNS,
    PAIRS,
    QUANTIFIERS,
    ROLES,
    SAME_OFFICE,
    VERBS,
    Gender,
    is_first_name,
    is_role,
)
from onrecord.model import ActorKind, Attribution
from onrecord.people.article import Choice, Mention
from onrecord.people.choosing.candidates import Candidate
from onrecord.people.choosing.pronouns import ranked
from onrecord.people.choosing.scene import Facts, Scene
from onrecord.people.choosing.source import Source
from onrecord.people.descriptions import is_like
from onrecord.people.member import Member, acronym_of, is_place
from onrecord.people.phrases import DEFINITE, DETERMINERS, is_age, is_plural, stem, words_of

_KINDS: dict[ActorKind, int] = {"person": 0, "organization": 1, "group": 2, "document": 3, "unnamed": 4}
_SORTS = {"m": 1, "f": 2, "it": 3, "they": 4, "who": 5, "i": 6, "we": 7, "you": 8}
_TYPES = {"direct": 0, "mixed": 1, "indirect": 2}
NEVER = 99
"""Of a distance to what is nowhere."""


@dataclass(frozen=True, slots=True)
class Before:
    """Who has the statements around one: `chosen` those before it in order; of all, their sources and where they end;
    `behind` whom the sources of those behind it name by themselves."""

    sources: Sequence[Source]
    ends: Sequence[int]
    chosen: Sequence[Choice | None]
    behind: Sequence[Choice | None]


def _log(distance: int) -> int:
    """How far, in steps that double."""
    return max(0, distance).bit_length()


def rows(
    scene: Scene, source: Source, attribution: Attribution, found: Sequence[Candidate], before: Before
) -> list[dict[str, int]]:
    """The features of each candidate of a source, by name."""
    own = _of_source(scene, source, attribution, found)
    story = _story(scene, source, before)
    pronoun = _pronoun(scene, source)
    ranks = _ranks(scene, source, found)
    beside = scene.beside(source)
    expected = _expected(source)
    fitting = frozenset(map(id, scene.fitting(source)))
    result = []
    for one in found:
        row = dict(own)
        facts = _facts(scene, one)
        _add_candidate(row, scene, source, one, facts)
        _add_words(row, source, one, facts, fitting)
        _add_place(row, scene, source, attribution, one, ranks)
        _add_story(row, source, one, before, story)
        key = id(one.member)
        row["w beside"], row["w nearness"] = beside.get(key, (0, 0)) if one.member else (0, 0)
        row["k agrees"] = _agrees(expected, one.choice)
        row["pronoun score"] = pronoun.get(key, -9999) if pronoun else 0
        row["pronoun rank"] = sum(score > row["pronoun score"] for score in pronoun.values()) if pronoun else NEVER
        result.append(row)
    for name in _COMPARED:
        best = max(row[name] for row in result)
        for row in result:
            row[f"{name}, best"] = int(row[name] == best > 0)
    return result


_COMPARED = ("w role", "w role share", "w name", "w beside", "w nearness", "t times", "c times before")
"""Features by which candidates are compared with each other."""


def _expected(source: Source) -> frozenset[str]:
    """The kinds that a source may be, as far as its words tell."""
    if source.span is None:
        return frozenset(_KINDS)
    if source.sort:
        return _EXPECTED.get(source.sort, frozenset(_KINDS))
    head = source.head
    if head in DOCUMENTS:
        return frozenset({"document"})
    if head in ORGANIZATION_NOUNS:
        return frozenset({"organization"})
    if head in GROUPS or (is_plural(head) and head.islower()):
        return frozenset({"group", "several", "organization"})
    if is_role(head) or is_age(head):
        return frozenset({"person", "unnamed"})
    return frozenset(_KINDS)


_EXPECTED = {
    "m": frozenset({"person", "unnamed"}),
    "f": frozenset({"person", "unnamed"}),
    "it": frozenset({"organization", "document"}),
    "they": frozenset({"group", "organization", "several", "unnamed"}),
    "i": frozenset({"person", "unnamed"}),
}


def _agrees(expected: frozenset[str], choice: Choice | None) -> int:
    if choice is None:
        return -1
    kind = "several" if choice.each else choice.kind
    return int(kind in expected)


def _of_source(scene: Scene, source: Source, attribution: Attribution, found: Sequence[Candidate]) -> dict[str, int]:
    article = scene.article
    text = article.text
    words, plain = source.words, source.plain
    first = words[0] if words else ""
    capitals = sum(word[:1].isupper() for word in plain.split()[1:])
    at = source.place
    start = max(0, at - 3)
    ruled = next((one.choice for one in found if one.ruled), None)
    cue = attribution.cue[0].start if attribution.cue else -1
    return {
        "s pair": int(plain.lower() in PAIRS or first in {"both", "two"}),
        "s sort": 0 if source.span is None else _SORTS.get(source.sort or "", 9),
        "s gendered": int(source.sort in ("m", "f")),
        "s definite": int(first in DEFINITE) + 2 * int(first in {"his", "her", "their", "its"}),
        "s indefinite": int(first in {"a", "an", "one", "another"}),
        "s quantity": int(first in QUANTIFIERS),
        "s words": min(20, len(plain.split())),
        "s head words": min(8, len(words)),
        "s capitals": min(9, capitals),
        "s opens in capital": int(plain[:1].isupper()),
        "s first name": int(any(is_first_name(word) for word in plain.split()[:2])),
        "s head": _head(source.head),
        "s head in capital": int(bool(words) and source.head not in plain),
        "s plural": int(is_plural(source.head)) if words else 0,
        "s role gender": {"m": 1, "f": 2}.get(ROLES.get(source.head) or "", 0),
        "s and": int(" and " in plain),
        "s of": int(any(f" {word} " in plain for word in ("of", "for", "at", "from"))),
        "s type": _TYPES[attribution.type],
        "s introduced": int(scene.is_introduced(source)),
        "s parts": len(attribution.source),
        "s content parts": min(4, len(attribution.content)),
        "s no cue": int(cue < 0),
        "s cue first": int(0 <= cue < at),
        "s behind content": int(bool(source.span) and attribution.content[0].start < at),
        "s sure": round(100 * attribution.confidence),
        "s held": int(attribution.kind == "held"),
        "s headline": int(at < article.body),
        "s quoted": int(article.is_quoted(at)),
        "s opens": int(not text[start:at].strip(" \"“‘'") or text[start:at].rstrip(" “\"'‘")[-1:] in ".!?\n"),
        "s opens paragraph": int("\n" in text[start:at] or at < 3),
        "r sure": round(100 * ruled.certainty) if ruled else 0,
        "r kind": _KINDS[ruled.kind] if ruled else 5,
        "r several": len(ruled.each) if ruled else 0,
        "n": len(found),
    }


def _head(head: str) -> int:
    if not head:
        return 0
    if head in DOCUMENTS:
        return 1
    if head in ORGANIZATION_NOUNS:
        return 2
    if is_age(head):
        return 3
    if head in GROUPS:
        return 5
    if is_role(head):
        return 4
    return 6 if is_plural(head) else 7


def _facts(scene: Scene, one: Candidate) -> Facts:
    """The facts of a candidate, found once in an article."""
    choice, member = one.choice, one.member
    key = id(member), choice.name if choice else "", choice.kind if choice else ""
    known = scene.facts.get(key)
    if known is None:
        known = scene.facts[key] = _found(scene, choice, member)
    return known


def _found(scene: Scene, choice: Choice | None, member: Member | None) -> Facts:
    words = tuple(words_of(choice.name)) if choice else ()
    places = member.places if member else []
    most = max((len(other.places) for other in scene.often), default=1)
    gender = member.gender if member else None
    if choice and not member and choice.kind == "unnamed":
        gender = next((ROLES[word] for word in reversed(words) if ROLES.get(word)), None)
    row = {
        "c kind": _KINDS[choice.kind] if choice else 5,
        "c several": len(choice.each) if choice else 0,
        "c words": min(15, len(choice.name.split())) if choice else 0,
        "c member": int(member is not None),
        "c uncertain": int(member is not None and member.uncertain),
        "c place": int(member is not None and is_place(member.name)),
        "c entered": int(member is not None and member.entered),
        "c times": min(30, len(places)),
        "c share": 100 * len(places) // most,
        "c has gender": int(gender is not None),
        "c roles": min(5, len(member.roles)) if member else 0,
        "c neutral": int(member is not None and member.neutral),
        "c in headline": int(bool(places) and places[0] < scene.article.body),
        "c number": int(bool(choice and choice.name) and is_plural(choice.name.split()[-1].lower())) if choice else 0,
    }
    roles = {word for role in member.roles for word in words_of(role.text)} if member else set()
    held = frozenset(stem(part) for word in roles for part in (word, *word.split("-")))
    return Facts(row, words, tuple(map(stem, words)), held, gender)


def _add_candidate(row: dict[str, int], scene: Scene, source: Source, one: Candidate, facts: Facts) -> None:
    member, gender = one.member, facts.gender
    row |= facts.row
    row["c times before"] = min(30, bisect_left(member.places, source.place)) if member else 0
    row["c gender"] = 0 if not (gender and source.gender) else (1 if gender == source.gender else -1)
    row["c ruled"] = int(one.ruled)
    row["c own"] = one.own
    row["c longer"] = max(-9, min(9, row["c words"] - row["s words"]))
    row["c he"], row["c she"] = scene.votes(member, source.place) if member else (0, 0)
    agree = (row["c he"] - row["c she"]) * {"m": 1, "f": -1}.get(source.gender or "", 0)
    row["c vote"] = (agree > 0) - (agree < 0)


_NO_WORDS = dict.fromkeys(
    (
        "w name", "w share", "w missing", "w last", "w same", "w role", "w role head", "w office", "w head", "w fits",
        "w acronym",
        "w role share", "w like", "o verb", "o determined",
    ),
    0,
)  # fmt: skip


def _add_words(row: dict[str, int], source: Source, one: Candidate, facts: Facts, fitting: frozenset[int]) -> None:
    """How the words of the source and of the candidate agree."""
    choice, member, name = one.choice, one.member, facts.stems
    row |= _NO_WORDS
    if source.span is None or source.sort or choice is None:
        return
    shared = source.stems.intersection(name)
    head = stem(source.head)
    row["w name"] = min(9, len(shared))
    row["w share"] = 100 * len(shared) // max(1, len(set(name)))
    row["w last"] = int(bool(name) and name[-1] in source.stems)
    row["w same"] = int(choice.name.lower() in (source.plain.lower(), source.plain.lower().removeprefix("the ")))
    row["w head"] = int(head in name)
    row["w missing"] = len(source.capitals.difference(name, facts.roles))
    if one.own:
        row["o verb"] = int(not VERBS.isdisjoint(facts.words))
        row["o determined"] = 1 + int(facts.words[0] in DETERMINERS) if facts.words else 0
    if member is None:
        return
    held = source.stems & facts.roles
    row["w role"] = min(9, len(held))
    row["w role share"] = 100 * len(held) // max(1, len(source.stems))
    row["w role head"] = int(head in facts.roles)
    row["w office"] = int(any(stem(word) in facts.roles for word in SAME_OFFICE.get(source.head, ())))
    row["w fits"] = int(id(member) in fitting)
    row["w like"] = int(is_like(source.head, choice.name))
    row["w acronym"] = int(source.plain.split()[-1] in acronym_of(choice.name))


def _ranks(scene: Scene, source: Source, found: Sequence[Candidate]) -> dict[int, tuple[int, int, int]]:
    """Of each member the number of the last mention before the source, how many were named since, and how many of its
    kind and gender."""
    article = scene.article
    first = article.number(source.place)
    result: dict[int, tuple[int, int, int]] = {}
    kinds: dict[tuple[str, bool], int] = {}
    for number in range(first - 1, max(-1, first - 81), -1):
        member = article.mentions[number].member
        if id(member) not in result:
            fits = not (source.gender and member.gender) or member.gender == source.gender
            result[id(member)] = number, len(result), kinds.get((member.kind, fits), 0)
            kinds[member.kind, fits] = kinds.get((member.kind, fits), 0) + 1
    return result


def _add_place(
    row: dict[str, int],
    scene: Scene,
    source: Source,
    attribution: Attribution,
    one: Candidate,
    ranks: dict[int, tuple[int, int, int]],
) -> None:
    """Where the candidate is named before the source, inside it and behind it."""
    article, member = scene.article, one.member
    at, end = source.place, source.span.end if source.span else source.place
    number, rank, of_kind = ranks.get(id(member), (-1, NEVER, NEVER)) if member else (-1, NEVER, NEVER)
    last: Mention | None = article.mentions[number] if number >= 0 else None
    near = last.span if last else one.at
    row["p far"] = _log(at - near.end) if near else NEVER
    row["p sentences"] = min(20, article.sentences_between(near.start, at)) if near else NEVER
    row["p paragraphs"] = min(20, scene.paragraph(at) - scene.paragraph(near.start)) if near else NEVER
    row["p described"] = int(one.at is not None)
    row["p rank"], row["p rank of kind"] = rank, of_kind
    row["p opens"] = int(last.opens) if last else -1
    row["p acts"] = int(last.acts) if last else -1
    row["p owner"] = int(last.owner) if last else -1
    row["p governed"] = int(last.governed) if last else -1
    row["p listed"] = int(last.listed) if last else -1
    row["p quoted"] = int(last.quoted) if last else -1
    row["p first"] = -1
    if last:
        before = article.mentions[number - 1] if number else None
        same = before and article.sentence_number(before.span.start) == article.sentence_number(last.span.start)
        row["p first"] = int(not same)
    places = member.places if member else []
    behind = bisect_left(places, end)
    row["p behind"] = _log(places[behind] - end) if behind < len(places) else NEVER
    row["p inside"] = int(bisect_left(places, at) < behind)
    row["p last inside"] = int(row["p inside"] and scene.last_inside(at, end) is member)
    contents = ((part.start, part.end) for part in attribution.content[:3])
    row["p in content"] = int(any(bisect_left(places, a) < bisect_left(places, b) for a, b in contents))


@dataclass(frozen=True, slots=True)
class _Story:
    """Who spoke before, by name: at how many statements' distance last, how often, and the latest by a name, by a
    like pronoun, and by the same words."""

    last: dict[str, int]
    times: dict[str, int]
    named: str | None
    alike: str | None
    same: str | None
    encloses: str | None


def _story(scene: Scene, source: Source, before: Before) -> _Story:
    last: dict[str, int] = {}
    times: dict[str, int] = {}
    named = alike = same = encloses = None
    count = len(before.chosen)
    for number in range(count - 1, max(-1, count - 40), -1):
        choice, other = before.chosen[number], before.sources[number]
        name = choice.name if choice else ""
        last.setdefault(name, count - 1 - number)
        times[name] = times.get(name, 0) + 1
        if named is None and other.span and other.sort is None:
            named = name
        if alike is None and source.sort and other.sort == source.sort:
            alike = name
        if same is None and source.sort is None and other.span and source.stems and other.stems == source.stems:
            same = name
        if encloses is None and before.ends[number] > source.place:
            encloses = name
    return _Story(last, times, named, alike, same, encloses)


def _add_story(row: dict[str, int], source: Source, one: Candidate, before: Before, story: _Story) -> None:
    """What the candidate said before and says behind."""
    name = one.choice.name if one.choice else ""
    last = story.last.get(name, NEVER)
    row["t last"] = min(20, last) if last != NEVER else NEVER
    row["t times"] = min(20, story.times.get(name, 0))
    row["t named"] = int(story.named == name)
    row["t alike"] = int(story.alike == name) - int(story.alike is None)
    row["t same"] = int(story.same == name) - int(story.same is None)
    row["t next"] = int(any(choice is not None and choice.name == name for choice in before.behind[:1]))
    row["t next but one"] = int(any(choice is not None and choice.name == name for choice in before.behind[1:]))
    row["t encloses"] = int(bool(name) and story.encloses == name)
    count = len(before.chosen)
    previous = before.sources[count - 1] if count else None
    row["t previous sort"] = _SORTS.get(previous.sort or "", 9) if previous and previous.span else 0
    row["t since"] = _log(source.place - before.ends[count - 1]) if previous else NEVER
    number = count - 1 - last
    row["t far"] = _log(source.place - before.ends[number]) if last != NEVER else NEVER
    row["t by pronoun"] = int(last != NEVER and before.sources[number].sort is not None)


def _pronoun(scene: Scene, source: Source) -> dict[int, int]:
    """Of each member how likely the ranking of GAP takes a pronoun for it, below the likeliest, in hundredths."""
    if source.sort not in ("m", "f") or source.span is None:
        return {}
    gender: Gender = "m" if source.sort == "m" else "f"
    best = ranked(scene.article, source.place, source.plain.split()[0], gender)
    top = max(best.values(), default=0.0)
    return {member: round(100 * (score - top)) for member, score in best.items()}
