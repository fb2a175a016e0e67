"""Who has the turns of a transcript: labels to speakers.

A label may give the whole name once and the surname, the office or initials later. Whole names are read first; what is
short is then whoever of them it fits, else whom the author names so. Nothing is written that the text does not have,
but for the case of names in capitals. Who is called by what they do there ("Caller 1") stays unnamed.

A label of a turn taken apart for who it names: name, title, role, office.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.english.words import (
    HONORIFICS,
    ORGANIZATION_WORDS,
    PARTICLES,
    ROLE_MODIFIERS,
    ROLES,
    cased,
    first_names,
    gender_of_first_name,
)
from onrecord.model import ActorKind, Version, Words
from onrecord.people.article import ArticleCast, Choice
from onrecord.people.phrases import placed
from onrecord.reading.transcripts import Named, Turn, interview_of, transcript_of
from onrecord.sources.turns import holder_of, is_function, is_office, key_of
from onrecord.sources.turns.words import TITLES

_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|JR|SR|II|III|IV|MP|MSP|MEP|QC|KC|CBE|OBE|M\.?D|Ph\.?D|Esq)\.?(?=,|\s|$)")
_NO_ROLE = frozenset({"mr", "mrs", "ms", "mx", "miss", "the", "hon", "the hon", "shri", "smt", "shrimati", "sri"})
"""Titles that tell no office."""

_BEHIND_TITLE = frozenset({"pro", "tem", "tempore", "emeritus", "emerita", "elect", "designate"})
"""Words of a title between the office and the name: "Mayor Pro Tem Holt"."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a label says. `office` is set where it has no name; `of` tells two of one surname apart ("of Ohio")."""

    name: str
    title: str = ""
    role: str | None = None
    office: str | None = None
    of: str = ""
    beside: str = ""
    """What a stroke joins to the name: another speaker, or the name's role or outlet."""


def parts_of(text: str, named: Named) -> Parts:
    """The label's words apart."""
    name = _SUFFIX.sub("", named.name.of(text).strip())
    role = named.role.of(text) if named.role else None
    brackets = [span.of(text) for span in named.brackets]
    if person := holder_of(name, brackets):
        return _titled(person, _without_article(name))
    if role and " " not in name and role in first_names():
        return _titled(f"{role} {name}", None)  # "Holt, Maria"
    if is_office(name) and (at := _name_at_end(name)):
        return _titled(name[at:], role or _without_article(name[:at].rstrip(" ,")))
    if is_office(name):
        return Parts(name, "", role, office=_without_article(name).lower())
    if role is None and len(brackets) == 1:
        role = brackets[0]
    behind = text[named.name.end : named.source.end].strip()
    found = _titled(name, role, of=behind if behind.startswith("of ") else "")
    return replace(found, beside=role) if role and behind.startswith("/") else found


def speakers_of(parts: Parts, surnames: Container[str]) -> list[Parts]:
    """The one whom a label names, or the two whom a stroke joins: "NAKAMURA/HOLT", where both speak elsewhere too."""
    key = key_of(parts.beside)
    if not key or key[-1] not in surnames:
        return [parts]
    return [replace(parts, role=None, beside=""), _titled(parts.beside, None)]


def _name_at_end(name: str) -> int:
    """Where a whole name begins behind an office: "Deputy Director for Water Kofi Brandt"; 0 where none does."""
    words = name.split()
    if len(words) < 4 or words[-2].capitalize() not in first_names() or is_function(words[-1]):
        return 0
    return len(name) - len(words[-2]) - len(words[-1]) - 1


def _titled(name: str, role: str | None, *, of: str = "") -> Parts:
    """Without the titles before a name: "U.S. Sen. Ruth Abara" has one up to its second word."""
    words = name.split()
    first = 0 if _begins_with_first_name(words, role) else _behind_titles(words)
    title = " ".join(words[:first])
    plain = title.lower().replace(".", "")
    tells = title and plain not in _NO_ROLE and plain not in HONORIFICS
    return Parts(" ".join(words[first:]), title, role or (title if tells else None), of=of)


def _begins_with_first_name(words: Sequence[str], role: str | None) -> bool:
    """ "DEAN HOLT, REPORTER" has his role behind his name; "DEAN HOLT" alone may be the dean."""
    first = words[0]
    if first.capitalize() not in first_names() or first.lower().strip(".") in TITLES:
        return False
    return not _is_title(first) or (role is not None and len(words) == 2)


def _behind_titles(words: Sequence[str]) -> int:
    first = max((at + 1 for at in range(len(words) - 1) if _is_title(words[at])), default=0)
    while first and first < len(words) - 1 and words[first].lower().strip(".,") in _BEHIND_TITLE:
        first += 1
    return first


def _is_title(word: str) -> bool:
    plain = word.lower().strip(".")
    return any(plain in words for words in (TITLES, HONORIFICS, ROLES, ROLE_MODIFIERS, _NO_ROLE))


def _without_article(name: str) -> str:
    return re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)


def is_shouted(name: str) -> bool:
    """Whether a name, or its surname, is in capitals."""
    return any(len(word.strip(".")) > 2 and word[2:].isupper() for word in name.split()) or name.isupper()


def is_unnamed(name: str) -> bool:
    """Whether initials, or words in small letters, are all that a label has."""
    letters = name.replace(".", "").replace(" ", "")
    return (letters.isupper() and len(letters) <= 3) or (name.islower() and is_function(name))


LABELLED, BY_OFFICE, ANSWERED, ANONYMOUS = 0.95, 0.85, 0.6, 0.8
"""Certainty of a label's name, of an office that one of those named holds, of the interviewee, and of nobody named."""
_UNIQUE_OFFICES = frozenset(
    """president minister premier chancellor governor mayor secretary chair chairman chairwoman chairperson commissioner
    sheriff ambassador ceo principal superintendent""".split()
)
"""Offices that one of those who speak holds alone."""
_INTERVIEWER = re.compile(
    r"\b(?:spoke|speaks|talked|talks|sat down|chatted|told|met)\s(?:to|with)?\s?(?:[\w’']+\s){0,2}$"
)
_BEHIND_ARTICLE = re.compile(r"\b[Tt]he\s([^\W\d_a-z][\w’'-]*(?:\s[^\W\d_a-z][\w’'-]*){0,2})")
_MOST_NAMESAKES = 20
Key = tuple[str, ...]


@dataclass(slots=True)
class _Speaker:
    """One who has turns, by all their labels."""

    name: str
    kind: ActorKind
    roles: list[Words] = field(default_factory=list)
    certainty: float = LABELLED
    heard: int = -1
    """The latest turn so far."""

    @property
    def choice(self) -> Choice:
        return Choice(self.name, self.kind, self.certainty, self.roles[0] if self.roles else None)


_WITNESS = Choice("The Witness", "unnamed", ANONYMOUS)


def speakers_of_turns(version: Version, article: ArticleCast) -> dict[int, Choice]:
    """Who speaks, by the offset at which the words of a turn begin."""
    turns = transcript_of(version).turns or interview_of(version)
    if not turns:
        return {}
    labels = {turn.named: parts_of(version.text, turn.named) for turn in turns if turn.named}
    surnames = {key_of(parts.name)[-1] for parts in labels.values()}
    named = {label: speakers_of(parts, surnames) for label, parts in labels.items()}
    first: dict[Parts, Named] = {}
    for label, parts in ((label, parts) for label, both in named.items() for parts in both):
        first.setdefault(parts, label)
    speakers = _Speakers(article, first, outlet=version.outlet)
    # Only in court the questions have a speaker of their own.
    court = any(turn.named and not turn.label and not turn.answers for turn in turns)
    answering = _WITNESS if court else _interviewee(article, turns)
    found = {
        turn.content[0].start: Choice.of_several(both) if len(both) > 1 else both[0]
        for number, turn in enumerate(turns)
        if turn.named and (both := [speakers.choice(parts, number, turn.named) for parts in named[turn.named]])
    }
    if answering:
        found |= {turn.content[0].start: answering for turn in turns if turn.named is None}
    return found


class _Speakers:
    """All who have turns in one text. `labels` are the first places of what their labels say."""

    def __init__(self, article: ArticleCast, labels: Mapping[Parts, Named], *, outlet: str | None) -> None:
        self._text = article.text
        self._labels = labels
        self._people = _people(article)
        self._bodies = _behind_article(article.text) | {(outlet or "").lower()}
        self._whole: dict[Key, _Speaker] = {}
        self._by_end: dict[Key, list[_Speaker]] = defaultdict(list)
        self._by_first: dict[str, list[_Speaker]] = defaultdict(list)
        self._found: dict[Parts, _Speaker] = {}
        self._shared = _shared(labels)
        keys = {key_of(parts.name) for parts in labels}
        ends = {key[start:] for key in keys for start in range(1, len(key))}
        for parts in labels:
            key = key_of(parts.name)
            if parts.office is None and len(key) > 1 and key not in ends:
                self._found[parts] = self._take(parts, key)
        self._offices = {role.text.lower(): one for one in self._by_name() for role in reversed(one.roles)}
        self._holders = _by_office((one, one.roles) for one in self._by_name())
        self._known_holders = _by_office((one, one.roles) for one in self._people.values())
        self._initials = self._by_initials()

    def choice(self, parts: Parts, number: int, label: Named) -> Choice:
        """The one whom a label of the turn of this number names, with the words of it that do."""
        mention = placed(parts.name, self._text, label.source.start, label.source.end).span
        return replace(self.of(parts, number).choice, mention=mention)

    def of(self, parts: Parts, number: int) -> _Speaker:
        """Who the label of the turn of this number names; turns are asked for in order."""
        one = self._found.get(parts)
        if one is None:
            key = key_of(parts.name)
            fitting = self._fitting(parts, key)
            one = _best(fitting, parts) if fitting else self._of_short(parts, key)
            if len(fitting) < 2:  # of several it may be another one later
                self._found[parts] = one
        one.heard = number
        return one

    def _fitting(self, parts: Parts, key: Key) -> Sequence[_Speaker]:
        """Those whose whole name ends, or begins, as the label does."""
        if parts.office is not None:
            return ()
        return self._by_end.get(key) or (self._by_first.get(key[0]) if len(key) == 1 else None) or ()

    def _by_name(self) -> list[_Speaker]:
        return list({id(one): one for one in self._whole.values()}.values())

    def _take(self, parts: Parts, key: Key) -> _Speaker:
        """The one of a whole name; "Ana B. Holt" is Ana Holt."""
        one = self._whole.get((key[0], key[-1]))
        if one is None:
            organization = key[-1] in ORGANIZATION_WORDS and key[0].capitalize() not in first_names()
            # What is an acronym in an organization's name in capitals nothing tells.
            name = parts.name if organization else self._written(parts.name, key)
            one = _Speaker(name, "organization" if organization else "person")
            self._whole[key[0], key[-1]] = one
            self._by_first[key[0]].append(one)
            for start in range(1, len(key)):
                self._by_end[key[start:]].append(one)
        one.roles += self._roles(parts)
        return one

    def _roles(self, parts: Parts) -> list[Words]:
        """The role that a label gives, where it has one."""
        label = self._labels[parts]
        around = [label.source, label.role or label.name, *label.brackets]
        first, last = min(span.start for span in around), max(span.end for span in around)
        return [placed(parts.role, self._text, first, last)] if parts.role else []

    def _of_short(self, parts: Parts, key: Key) -> _Speaker:
        if parts.office is not None:
            return self._of_office(parts, parts.office)
        if initialled := self._initials.get(parts.name.replace(".", "").replace(" ", "")):
            return initialled
        known = self._people.get(key[-1])
        if known and len(key) == 1 and key[-1] not in self._shared:
            return _Speaker(known.name, "person", [*self._roles(parts), *known.roles])
        return self._alone(parts, key)

    def _alone(self, parts: Parts, key: Key) -> _Speaker:
        """One of whom the text has no more than the label."""
        if is_unnamed(parts.name) and not parts.title:
            return _Speaker(parts.name, "unnamed", certainty=ANONYMOUS)
        name = self._written(parts.name, key)
        if key[-1] in self._shared:
            name = f"{name} {parts.of}" if parts.of else f"{parts.title} {name}".strip()
        body = not parts.title and (name.lower() in self._bodies or key[-1] in ORGANIZATION_WORDS)
        return _Speaker(name, "organization" if body else "person", self._roles(parts))

    def _of_office(self, parts: Parts, office: str) -> _Speaker:
        if office in self._offices:
            return self._offices[office]
        head = next((word for word in office.split() if word in _UNIQUE_OFFICES), "")
        holders = self._holders.get(head, [])
        if len(holders) == 1:
            return holders[0]
        known = self._known_holders.get(head, [])
        if not holders and len(known) == 1:
            return _Speaker(known[0].name, "person", list(known[0].roles), BY_OFFICE)
        return _Speaker(cased(parts.name), "unnamed", certainty=ANONYMOUS)

    def _by_initials(self) -> dict[str, _Speaker]:
        """Those who alone have these initials."""
        full = {one.name: one for one in (*self._people.values(), *self._by_name()) if one.kind == "person"}
        found: dict[str, list[_Speaker]] = defaultdict(list)
        for name, one in full.items():
            for letters in _initials(name):
                found[letters].append(one)
        return {letters: ones[0] for letters, ones in found.items() if len(ones) == 1}

    def _written(self, name: str, key: Key) -> str:
        """The name as it is written where not in capitals."""
        if not is_shouted(name):
            return name
        known = self._people.get(key[-1])
        return known.name if known and key_of(known.name) == key else cased(name)


def _shared(labels: Iterable[Parts]) -> set[str]:
    """The surnames that stand alone with titles or states that differ: "MR. HOLT" and "MRS. HOLT"."""
    seen: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for parts in labels:
        key = key_of(parts.name)
        if len(key) == 1 and parts.office is None:
            seen[key[0]].add((parts.title.lower().strip("."), parts.of))
    return {
        surname
        for surname, told in seen.items()
        if len({title for title, _ in told if title}) > 1 or len({of for _, of in told if of}) > 1
    }


def _people(article: ArticleCast) -> dict[str, _Speaker]:
    """The persons whom the text names with more than the surname and not in capitals, by surnames that one has."""
    found: dict[str, dict[str, _Speaker]] = defaultdict(dict)
    for member in article.cast.members:
        words = member.name.split()
        person = member.kind == "person" or (member.uncertain and len(words) in (2, 3))
        if person and len(words) > 1 and not member.name.isupper():
            found[key_of(member.name)[-1]][member.name] = _Speaker(member.name, "person", list(member.roles))
    return {last: next(iter(ones.values())) for last, ones in found.items() if len(ones) == 1}


def _by_office(people: Iterable[tuple[_Speaker, Sequence[Words]]]) -> dict[str, list[_Speaker]]:
    """Who holds an office, by each word of their roles that is one."""
    found: dict[str, dict[int, _Speaker]] = defaultdict(dict)
    for one, roles in people:
        for word in {word for role in roles for word in re.findall(r"\w+", role.text.lower())} & _UNIQUE_OFFICES:
            found[word][id(one)] = one
    return {word: list(ones.values()) for word, ones in found.items()}


def _behind_article(text: str) -> set[str]:
    """Names behind "the", which are no person's, with their beginnings: "the Marle Post"."""
    found: set[str] = set()
    for match in _BEHIND_ARTICLE.finditer(text):
        words = match[1].lower().split()
        found |= {" ".join(words[:count]) for count in range(1, len(words) + 1)}
    return found | {f"the {name}" for name in found}


def _initials(name: str) -> set[str]:
    words = [word for word in re.split(r"[\s-]+", name) if word and word.lower() not in PARTICLES]
    letters = "".join(word[0].upper() for word in words)
    return {letters, letters[:1] + letters[-1:], letters[:1], letters[-1:]}


def _best(fitting: Sequence[_Speaker], parts: Parts) -> _Speaker:
    """Of several with a surname the one whose role the title is or whose first name it fits, else who spoke last."""
    title = parts.title.lower().strip(".")
    ones = fitting[-_MOST_NAMESAKES:]
    with_role = [one for one in ones if title and any(title in role.text.lower() for role in one.roles)]
    gender = HONORIFICS.get(title)
    of_gender = [one for one in ones if gender and gender_of_first_name(one.name.split()[0]) in (gender, None)]
    return max(with_role or of_gender or ones, key=lambda one: one.heard)


def _interviewee(article: ArticleCast, turns: Sequence[Turn]) -> Choice | None:
    """The person named most before the first answer, the earlier of two; not whom they spoke to."""
    at = turns[0].content[0].start
    counts: dict[str, int] = {}
    roles: dict[str, Words | None] = {}
    for mention in article.before(at, at):
        member = mention.member
        named = member.kind == "person" or (member.uncertain and " " in member.name)
        if named and not _INTERVIEWER.search(article.text, max(0, mention.span.start - 40), mention.span.start):
            counts[member.name] = counts.get(member.name, 0) + 1
            roles[member.name] = member.role
    if not counts:
        return None
    name = max(counts, key=lambda one: counts[one])
    return Choice(name, "person", ANSWERED, roles[name])
