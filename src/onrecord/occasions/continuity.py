"""One occasion over several statements: a date or a venue given once holds for what follows on the same occasion.

Invariants: nothing passes from one source to another, except through a document or an occasion that is named again
("the letter", "the interview"); a statement with a venue or a date of its own begins a new occasion; an addressee
passes only along one document.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.model import Attribution, Span, When
from onrecord.occasions.clauses import Clause
from onrecord.occasions.mentions import (
    document_noun,
    is_pronoun,
    proper_names,
    same_source,
    speaks_of,
    stands_for,
)
from onrecord.occasions.venues import Venue

_CONTINUING = re.compile(
    r"\b(?:add(?:s|ed|ing)?|continu(?:e|es|ed|ing)|went on|goes on|going on|conclud(?:e|es|ed|ing)|further|also|later"
    r"|then|elaborat(?:e|es|ed|ing)|clarif(?:y|ied|ies)|repeat(?:s|ed|ing)?|reiterat(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
_WRITING = re.compile(
    r"\b(?:wrote|writes?|writing|read|reads|posted|tweeted|stated|states|according to)\b", re.IGNORECASE
)
_ANY_DOCUMENT = frozenset({"message", "note", "text", "document"})
"""Nouns that may stand for any document named just before."""
_BACK = re.compile(
    r"\b(?:made|makes|making|delivered|gave|offered|issued) (?:the|this|that|these|those|his|her|their|its) (?:\w+ )?"
    r"(?:statements?|remarks?|comments?|announcements?|claims?|assertions?|observations?|pledge|accusations?|speech)\b"
    r"|\b(?:remarks|comments|statements?|announcement|interview) (?:came|come|comes|(?:was|were) (?:made|delivered))\b"
    r"|\b(?:he|she|they|[A-Z]\w+) (?:was|were) speaking\b",
    re.IGNORECASE,
)
_AGREEING = re.compile(
    r"\b(?:agreed|concurred|echoed|reiterated|repeated|doubled down|expanded|elaborated|sided) ?(?:with|on)?\b"
    r"|\b(?:similar|same) (?:comments|remarks|sentiments?|message|point)\b",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r"\w+ing\b", re.IGNORECASE)
_THAT_TIME = re.compile(r"(?:at|by) (?:the|that) time", re.IGNORECASE)
_PARAGRAPH_ENDS = 3
"""Line ends between two statements of one occasion, where paragraphs are divided by one or two."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the occasion of one statement."""

    when: When | None = None
    venue: Venue | None = None
    addressee: Span | None = None

    @property
    def placed(self) -> bool:
        """Whether a date or a venue is known."""
        return self.when is not None or self.venue is not None

    def filled(self, other: "Setting", *, addressee: bool = False) -> "Setting":
        """With what `other` knows and this one does not."""
        told = self.addressee or (other.addressee if addressee else None)
        return Setting(self.when or other.when, self.venue or other.venue, told)


@dataclass(frozen=True, slots=True)
class Preparation:
    """A sentence that tells of an occasion: "X gave an interview on Monday."

    `subject` are the words before its verb; `back` says that it speaks of the statement before it."""

    span: Span
    subject: str
    setting: Setting
    back: bool


def looks_back(words: str) -> bool:
    """Whether the sentence speaks of the statement before it: "He made the remarks during …"."""
    return bool(_BACK.search(words))


def continued(
    text: str,
    attributions: Sequence[Attribution],
    *,
    clauses: Sequence[Clause | None],
    own: Sequence[Setting],
    preparations: Sequence[Preparation],
) -> list[Setting]:
    """The settings of the attributions: `own`, with what the occasions told of before, or right after, give.

    `preparations` are in reading order."""
    course = _Course(text, attributions, clauses, list(own))
    course.follow(preparations)
    return course.settings


@dataclass(slots=True)
class _Course:
    """The article up to one statement. `known` are the settings met so far, each with its source, or ""."""

    text: str
    attributions: Sequence[Attribution]
    clauses: Sequence[Clause | None]
    settings: list[Setting]
    known: list[tuple[str, Setting]] = field(default_factory=list)
    sources: dict[int, str] = field(default_factory=dict)
    previous: int | None = None

    def follow(self, preparations: Sequence[Preparation]) -> None:
        """Settle every attribution in reading order, so that each sees the occasions told before it. A
        preparation is a sentence that tells an occasion and no statement; it may reach back to the last one."""
        waiting, pending = list(preparations), list[Preparation]()
        for position in sorted(range(len(self.attributions)), key=self.place):
            while waiting and waiting[0].span.start <= self.place(position):
                ready = waiting.pop(0)
                self.known.append(("", ready.setting))
                if ready.back:
                    self.reach_back(ready)
                else:
                    pending.append(ready)
            for ready in [one for one in pending if one.span.end <= self.place(position)]:
                pending.remove(ready)
                self.prepare(position, ready)
            self.settle(position)
        for ready in waiting:
            if ready.back:
                self.reach_back(ready)

    def place(self, position: int) -> int:
        attribution = self.attributions[position]
        return (attribution.cue or attribution.source or attribution.content)[0].start

    def mention(self, position: int) -> str:
        source = self.attributions[position].source
        return source[0].of(self.text) if source else ""

    def reach_back(self, ready: Preparation) -> None:
        """Gives the setting to the statement before, where the sentence speaks of that one."""
        if self.previous is None or self.settings[self.previous].placed:
            return
        attribution, mention = self.attributions[self.previous], self.mention(self.previous)
        last = max(part.end for part in (*attribution.content, *attribution.cue, *attribution.source))
        if (
            last <= ready.span.start
            and self.paragraphs(last, ready.span.start) <= 1
            and speaks_of(ready.subject, mention)
        ):
            self.settings[self.previous] = self.settings[self.previous].filled(ready.setting)
            self.known.append((mention, self.settings[self.previous]))

    def paragraphs(self, first: int, last: int) -> int:
        """The paragraph ends from one place to another, a blank line counting once."""
        return len(re.findall(r"\n+", self.text[first:last].rstrip("\n")))

    def prepare(self, position: int, ready: Preparation) -> None:
        """Gives the setting to this statement, where the sentence prepares it."""
        attribution, mention = self.attributions[position], self.mention(position)
        start = min(part.start for part in (*attribution.content, *attribution.cue, *attribution.source))
        if self.settings[position].placed or len(re.findall(r"\n+", self.text[ready.span.end - 1 : start])) > 1:
            return
        document = document_noun(mention) is not None
        unnamed = (not mention and start >= ready.span.end) or is_pronoun(mention)
        if document or unnamed or speaks_of(ready.subject, mention):
            self.settings[position] = self.settings[position].filled(ready.setting, addressee=document)

    def settle(self, position: int) -> None:
        mention = self.mention(position)
        self.sources[position] = self.source_of(mention)
        self.settings[position] = self.settled(position, mention)
        if self.settings[position] != Setting():
            self.known.append((self.sources[position], self.settings[position]))
        self.previous = position

    def source_of(self, mention: str) -> str:
        """The mention, or the source before it where this one stands for that."""
        if self.previous is None or not mention:
            return mention
        before, clause = self.sources[self.previous], self.clauses[self.previous]
        described = f"{clause.words if clause else ''} {before}"
        return before if before and stands_for(mention, described) else mention

    def settled(self, position: int, mention: str) -> Setting:
        """The occasion of one attribution: its own words first, then what a document or an occasion told before
        lends it. `mention` are the words of its source."""
        setting, clause, document = self.settings[position], self.clauses[position], document_noun(mention)
        if setting.when is not None and setting.when.start is None and self.at_that_time(position):
            setting = replace(setting, when=self.settings[position if self.previous is None else self.previous].when)
        if setting.venue is not None and setting.when is None:
            return self.named_again(setting, setting.venue)
        if setting.placed:
            return setting
        if document is not None:
            return self.of_document(setting, document)
        if self.previous is None or clause is None:
            return setting
        if self.continues(self.previous, position):
            setting = setting.filled(self.settings[self.previous])
        if setting.placed:
            return setting
        return self.dated_by_source(setting, mention) if mention and _agrees(self.text, clause) else setting

    def at_that_time(self, position: int) -> bool:
        """ "At the time" after a dated statement in the same paragraph."""
        when = self.settings[position].when
        if self.previous is None or when is None or not _THAT_TIME.fullmatch(when.text or ""):
            return False
        before = self.settings[self.previous].when
        return before is not None and "\n" not in self.text[self.place(self.previous) : self.place(position)]

    def named_again(self, setting: Setting, venue: Venue) -> Setting:
        """The date of the occasion that is named again: by a definite noun, or by its proper name."""
        words = venue.span.of(self.text)
        names = proper_names(words)
        for source, other in reversed(self.known):
            of_source = re.search(rf"\b{re.escape(venue.head)}\b", source)
            if venue.definite and (words.lower().startswith("the same ") or of_source):
                return replace(setting, when=other.when)
            if other.venue is None:
                continue
            again = venue.definite and venue.head == other.venue.head
            if again or names & proper_names(other.venue.span.of(self.text)):
                return replace(setting, when=other.when)
        return setting

    def of_document(self, setting: Setting, noun: str) -> Setting:
        """What was told of the document that is the source."""
        for source, other in reversed(self.known):
            venue = other.venue
            named = venue is not None and (venue.head == noun or (noun in _ANY_DOCUMENT and venue.written))
            if named or re.search(rf"\b{noun}\b", source, re.IGNORECASE):
                return setting.filled(other, addressee=True)
        return setting

    def continues(self, previous: int, position: int) -> bool:
        """Whether a statement goes on with the one before: the same source, and words or closeness that say so."""
        before, clause, mention = self.clauses[previous], self.clauses[position], self.mention(position)
        refers = not mention or mention != self.sources[position]
        if before is None or clause is None or not (refers or same_source(mention, self.sources[previous])):
            return False
        if before.start == clause.start:
            return True
        if self.text.count("\n", before.anchor.end, clause.anchor.start) > _PARAGRAPH_ENDS:
            return False
        cue = clause.cue.of(self.text) if clause.cue else ""
        around = clause.between(clause.anchor.start - 12, clause.anchor.end)
        return bool((refers and mention) or _CONTINUING.search(around) or _WRITING.search(cue))

    def dated_by_source(self, setting: Setting, mention: str) -> Setting:
        for source, other in reversed(self.known):
            if other.when is not None and source and same_source(mention, source):
                return replace(setting, when=other.when)
        return setting


def _agrees(text: str, clause: Clause) -> bool:
    """ "X agreed with Y, saying …": an echo of what X is on record with, without an occasion of its own."""
    if clause.cue is None or clause.source is None or not _PARTICIPLE.match(clause.cue.of(text)):
        return False
    return bool(_AGREEING.search(clause.between(clause.source.end, clause.cue.start)))
