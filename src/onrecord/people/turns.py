"""Who has the turns of a transcript: labels to speakers.

A label may give the whole name once and the surname, the office or initials later. Whole names are read first; what is
short is then whoever of them it fits, else whom the author names so. Nothing is written that the text does not have,
but for the case of names in capitals. Who is called by what they do there ("Caller 1") stays unnamed."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.model import ActorKind, Version
from onrecord.people.article import Article, Choice
from onrecord.people.words import HONORIFICS, ORGANIZATION_WORDS, PARTICLES, ROLE_MODIFIERS, ROLES, first_names
from onrecord.reading.interviews import interview_of
from onrecord.reading.transcripts import Named, Transcript, Turn, transcript_of
from onrecord.sources.label_words import TITLES
from onrecord.sources.labels import holder_of, is_function, is_office, key_of

LABELLED, BY_OFFICE, ANSWERED, ANONYMOUS = 0.95, 0.85, 0.6, 0.8
"""Certainty of a label's name, of an office that one of those named holds, of the interviewee, and of nobody named."""
_UNIQUE_OFFICES = frozenset(
    """president minister premier chancellor governor mayor secretary chair chairman chairwoman chairperson commissioner
    sheriff ambassador ceo principal superintendent""".split()
)
"""Offices that one of those who speak holds alone."""
_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|JR|SR|II|III|IV|MP|MSP|MEP|QC|KC|CBE|OBE|M\.?D|Ph\.?D|Esq)\.?(?=,|\s|$)")
_CAPITALS = re.compile(r"[^\W\d_]+")
_SMALL_IN_NAMES = PARTICLES - {"y", "e", "ben", "do", "el", "las", "los"}
_INTERVIEWER = re.compile(
    r"\b(?:spoke|speaks|talked|talks|sat down|chatted|told|met)\s(?:to|with)?\s?(?:[\w’']+\s){0,2}$"
)


@dataclass(slots=True)
class _Speaker:
    """One who has turns, by all their labels."""

    name: str
    kind: ActorKind
    key: tuple[str, ...]
    roles: list[str] = field(default_factory=list)
    certainty: float = LABELLED

    @property
    def choice(self) -> Choice:
        return Choice(self.name, self.kind, self.certainty, self.roles[0] if self.roles else None)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a label says: the name without titles, the title, the role."""

    name: str
    title: str
    role: str | None
    office: str | None = None


def speakers_of_turns(version: Version, article: Article) -> dict[int, Choice]:
    """Who speaks, by the offset at which the words of a turn begin."""
    transcript = transcript_of(version)
    turns = transcript.turns or interview_of(version)
    if not turns:
        return {}
    named = {turn.named: _parts(version.text, turn.named) for turn in turns if turn.named}
    speakers = _Speakers(article, list(named.values()), outlet=version.outlet)
    interviewee = _interviewee(article, turns)
    found: dict[int, Choice] = {}
    for turn in turns:
        if turn.named is not None:
            found[turn.content[0].start] = speakers.of(named[turn.named]).choice
        elif (
            choice := interviewee
            if turn.answers and not _in_court(transcript)
            else Choice("The Witness", "unnamed", ANONYMOUS)
        ):
            found[turn.content[0].start] = choice
    return found


def _in_court(transcript: Transcript) -> bool:
    return any(not turn.answers and turn.label is None for turn in transcript.turns)


def _parts(text: str, named: Named) -> _Parts:
    name = _SUFFIX.sub("", named.name.of(text).strip())
    role = named.role.of(text) if named.role else None
    brackets = [span.of(text) for span in named.brackets]
    if person := holder_of(name, brackets):
        return _without_titles(person, _without_article(name))
    if role and " " not in name and role in first_names():
        return _without_titles(f"{role} {name}", None)  # "Holt, Maria"
    if role is None and len(brackets) == 1 and not is_office(name):
        role = brackets[0]
    if is_office(name) and not _titled_name(name):
        return _Parts(name, "", role, office=_without_article(name).lower())
    if named.source.end > named.name.end and " of " in (of := text[named.name.end : named.source.end]):
        return _without_titles(name, role, of=of.strip())
    return _without_titles(name, role)


def _without_titles(name: str, role: str | None, *, of: str = "") -> _Parts:
    words = name.split()
    # "U.S. Sen. Ruth Abara": the title goes to its last word, where no first name opens the label.
    named = words[0].capitalize() in first_names() and not _is_title(words[0])
    first = 0 if named else max((at + 1 for at in range(len(words) - 1) if _is_title(words[at])), default=0)
    title = " ".join(words[:first])
    bare = title.lower().strip(".")
    office = (
        title
        if title and bare not in HONORIFICS and bare not in ("mr", "mrs", "ms", "mx", "miss", "the", "hon")
        else None
    )
    return _Parts(" ".join(words[first:]), f"{title} {of}".strip(), role or office)


def _is_title(word: str) -> bool:
    plain = word.lower().strip(".")
    return (
        plain in TITLES
        or word.lower() in HONORIFICS
        or plain in HONORIFICS
        or plain in ROLES
        or plain in ROLE_MODIFIERS
        or plain in ("the", "hon")
    )


def _titled_name(name: str) -> bool:
    """Whether a surname follows the office: "MAYOR CONTI"."""
    last = name.split()[-1].lower().strip(".")
    return (
        not name.lower().startswith("the ")
        and last not in ROLES
        and not is_function(name)
        and " for " not in name
        and " of " not in name
    )


def _without_article(name: str) -> str:
    return re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)


class _Speakers:
    """All who have turns in one text."""

    def __init__(self, article: Article, labels: Sequence[_Parts], *, outlet: str | None) -> None:
        self._article = article
        self._outlet = outlet or ""
        self._known: dict[tuple[str, ...], _Speaker] = {}
        self._by_last: dict[str, list[_Speaker]] = {}
        self._by_first: dict[str, list[_Speaker]] = {}
        self._offices: dict[str, _Speaker] = {}
        self._found: dict[_Parts, _Speaker] = {}
        self._people = _people(article)
        surnames = Counter(
            (key[-1], parts.title.lower().strip(".")) for parts in set(labels) if len(key := key_of(parts.name)) == 1
        )
        titles = Counter(surname for surname, _ in surnames)
        self._shared = {surname for surname, count in titles.items() if count > 1}
        keys = {key_of(parts.name) for parts in labels}
        ends = {key[start:] for key in keys for start in range(1, len(key))}
        for parts in labels:
            if parts.office is None and len(key := key_of(parts.name)) > 1 and key not in ends:
                self._found[parts] = self._whole(parts)

    def of(self, parts: _Parts) -> _Speaker:
        """Who a label names."""
        if parts not in self._found:
            self._found[parts] = self._short(parts)
        return self._found[parts]

    def _whole(self, parts: _Parts) -> _Speaker:
        key = key_of(parts.name)
        one = self._known.get(key) or next(
            (other for other in self._by_last.get(key[-1], ()) if _same(other.key, key)), None
        )
        if one is None:
            organization = key[-1] in ORGANIZATION_WORDS and key[0] not in {name.lower() for name in first_names()}
            # What is an acronym in an organization's name in capitals nothing tells.
            name = parts.name if organization else self._written(parts.name)
            one = _Speaker(name, "organization" if organization else "person", key)
            self._by_last.setdefault(key[-1], []).append(one)
            self._by_first.setdefault(key[0], []).append(one)
        self._known[key] = one
        if parts.role:
            one.roles.append(parts.role)
            self._offices.setdefault(parts.role.lower(), one)
        return one

    def _short(self, parts: _Parts) -> _Speaker:
        key = key_of(parts.name)
        if parts.office is not None:
            return self._office(parts, parts.office)
        fitting = [one for one in self._by_last.get(key[-1], ()) if one.key[-len(key) :] == key] or self._by_first.get(
            key[0], []
        )
        if fitting and (len(key) == 1 or fitting[-1].key[-len(key) :] == key):
            return _best(fitting, parts)
        letters = parts.name.replace(".", "").replace(" ", "")
        if letters.isupper() and len(letters) <= 4 and (initialled := self._by_initials(letters)):
            return initialled
        named = self._people.get(key[-1])
        if named and key[-1] not in self._shared and len(key) == 1:
            return _Speaker(named.name, "person", key, [role for role in (parts.role, named.role) if role])
        return self._alone(parts, key)

    def _alone(self, parts: _Parts, key: tuple[str, ...]) -> _Speaker:
        name = self._written(parts.name)
        if key[-1] in self._shared and parts.title:
            name = (
                f"{parts.title} {name}"
                if " of " not in f" {parts.title} "
                else f"{name} {parts.title[parts.title.index('of ') :]}"
            )
        outlet = key[-1] in self._outlet.lower().split() or re.search(
            rf"\b[Tt]he {re.escape(name)}\b", self._article.text
        )
        letters = parts.name.replace(".", "")
        if letters.isupper() and len(letters) <= 3 and not parts.title:
            return _Speaker(parts.name, "unnamed", key, certainty=ANONYMOUS)
        kind: ActorKind = "organization" if (outlet and not parts.title) or key[-1] in ORGANIZATION_WORDS else "person"
        return _Speaker(name, kind, key, [parts.role] if parts.role else [])

    def _office(self, parts: _Parts, office: str) -> _Speaker:
        if office in self._offices:
            return self._offices[office]
        head = next((word for word in office.split() if word in _UNIQUE_OFFICES), None)
        if head:
            holders = {id(one): one for role, one in self._offices.items() if head in re.findall(r"\w+", role)}
            if len(holders) == 1:
                return next(iter(holders.values()))
            people = {
                one.name: one
                for one in self._people.values()
                if any(head in re.findall(r"\w+", role.lower()) for role in one.roles)
            }
            if not holders and len(people) == 1:
                (one,) = people.values()
                return _Speaker(one.name, "person", key_of(one.name), list(one.roles), BY_OFFICE)
        return _Speaker(_cased(parts.name), "unnamed", (), certainty=ANONYMOUS)

    def _by_initials(self, letters: str) -> _Speaker | None:
        """The one whose initials these are."""
        full = {one.name: one for one in self._known.values()}
        for member in self._people.values():
            full.setdefault(member.name, _Speaker(member.name, "person", key_of(member.name), list(member.roles)))
        found = [one for name, one in full.items() if letters in _initials(name)]
        return found[0] if len(found) == 1 else None

    def _written(self, name: str) -> str:
        """The name as it is written where not in capitals."""
        if not name.isupper() and not any(len(word) > 2 and word.isupper() for word in name.split()):
            return name
        known = self._people.get(key_of(name)[-1])
        return known.name if known and key_of(known.name) == key_of(name) else _cased(name)


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    roles: tuple[str, ...]

    @property
    def role(self) -> str | None:
        return self.roles[0] if self.roles else None


def _people(article: Article) -> dict[str, _Person]:
    """The persons whom the text names with more than the surname and not in capitals only, by their surnames."""
    found: dict[str, _Person] = {}
    several: set[str] = set()
    for member in article.cast.members:
        words = member.name.split()
        person = member.kind == "person" or (member.uncertain and len(words) in (2, 3))
        if not person or len(words) < 2 or member.name.isupper():
            continue
        last = key_of(member.name)[-1]
        if last in found and found[last].name != member.name:
            several.add(last)
        found.setdefault(last, _Person(member.name, tuple(member.roles)))
    return {last: one for last, one in found.items() if last not in several}


def _initials(name: str) -> set[str]:
    words = [word for word in re.split(r"[\s-]+", name) if word and word.lower() not in PARTICLES]
    letters = "".join(word[0].upper() for word in words)
    return {letters, letters[:1] + letters[-1:], letters[:1], letters[-1:]}


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """ "Donald J. Trump" and "Donald Trump"."""
    return len(one) > 1 and len(other) > 1 and one[-1] == other[-1] and one[0] == other[0]


def _best(fitting: Sequence[_Speaker], parts: _Parts) -> _Speaker:
    """Of several with a surname the one whose role the title is, else the latest."""
    title = parts.title.lower().strip(".")
    with_role = [one for one in fitting if title and any(title in role.lower() for role in one.roles)]
    return (with_role or fitting)[-1]


def _cased(name: str) -> str:
    """A name in capitals as names are written: "MARIA O'HOLT-MCBERG" is Maria O'Holt-McBerg."""

    def word(found: re.Match[str]) -> str:
        part = found.group()
        if not part.isupper() or (len(part) == 1):
            return part if not part[2:].isupper() or not part.startswith(("Mc", "Mac")) else _mac(part)
        alone = found.start() == 0 or name[found.start() - 1] not in "’'-"
        if alone and found.start() > 0 and part.lower() in _SMALL_IN_NAMES:
            return part.lower()
        # "O'HOLT" has two capitals, "HOLT'S" one.
        return part.capitalize() if not part.startswith("MC") or len(part) < 4 else f"Mc{part[2:].capitalize()}"

    return _CAPITALS.sub(word, name)


def _mac(part: str) -> str:
    prefix = "Mac" if part.startswith("Mac") else "Mc"
    return prefix + part[len(prefix) :].capitalize()


def _interviewee(article: Article, turns: Sequence[Turn]) -> Choice | None:
    """The person named most before the first answer, the earlier of two; not whom they spoke to."""
    at = turns[0].content[0].start
    counts: dict[str, int] = {}
    roles: dict[str, str | None] = {}
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
