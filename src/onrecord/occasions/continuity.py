"""One occasion over several statements: a date or a venue given once holds for what follows on the same occasion.

Invariants: nothing passes from one source to another, except through a document or an occasion that is named again
("the letter", "the interview"); a statement with a venue or a date of its own begins a new occasion; an addressee
passes only along one document.
"""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.model import Attribution, Span
from onrecord.occasions.clauses import Clause
from onrecord.occasions.known import (
    Known,
    Setting,
    document_noun,
    is_pronoun,
    proper_names,
    same_source,
    speaks_of,
    stands_for,
)

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
_PARTICIPLE = re.compile(r"\b\w+ing\b", re.IGNORECASE)
_THAT_TIME = re.compile(r"(?:at|by) (?:the|that) time", re.IGNORECASE)
_SITTING = re.compile(
    r"\b(?:assembly|board|chamber|commission|commissioners|committee|commons|congress|council|councillors|court"
    r"|house|inquest|inquiry|judges?|jurors|jury|lawmakers|legislators|lords|mps|panel|parliament|regulators|senate"
    r"|senators|tribunal)\b",
    re.IGNORECASE,
)
"""Who sits to hear somebody."""
_SITTINGS = frozenset({"hearing", "testimony", "trial", "inquest", "deposition"})
_TALKS = frozenset({"interview"})
_OBJECTS = frozenset({"him", "her", "them", "it"})
_AUDIENCE = re.compile(
    r"\b(?:supporters|guests|crowds?|audience|students|delegates|members|attendees|those present|worshippers|mourners"
    r"|fans|shareholders|residents|voters|graduates|volunteers|workers|parents|veterans|activists)\b",
    re.IGNORECASE,
)
"""Who comes to an event to hear somebody."""
_EXCHANGE = re.compile(r"\b(?:ask|answer|repl|respond|retort|counter|press|interject|object)\w*\b")
_ELSEWHERE = re.compile(
    r"\b(?:has|have|had|previously|earlier|once|often|repeatedly|always|outside|after|afterwards?|later|since|online)\b",
    re.IGNORECASE,
)
_PARAGRAPH_ENDS = 3
"""Line ends between two statements of one occasion, where paragraphs are divided by one or two."""


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
    breaks = [found.start() for found in re.finditer(r"\n+", text)]
    course = _Course(text, attributions, clauses, list(own), Known(text), breaks)
    course.follow(preparations)
    return course.settings


@dataclass(slots=True)
class _Course:
    """The article up to one statement. `known` are the settings met so far, `breaks` the places where paragraphs
    end."""

    text: str
    attributions: Sequence[Attribution]
    clauses: Sequence[Clause | None]
    settings: list[Setting]
    known: Known
    breaks: Sequence[int]
    sources: dict[int, str] = field(default_factory=dict)
    subjects: dict[int, str] = field(default_factory=dict)
    """Whom the sentence that prepares a statement is about, where a pronoun says who made it."""
    named: str = ""
    sitting: tuple[int, Setting] | None = None
    """Where the latest statement before an assembly or a court ends, and its setting."""
    previous: int | None = None

    def follow(self, preparations: Sequence[Preparation]) -> None:
        """Settle every attribution in reading order, so that each sees the occasions told before it. A
        preparation is a sentence that tells an occasion and no statement; it may reach back to the last one."""
        waiting, pending = deque(preparations), list[Preparation]()
        for position in sorted(range(len(self.attributions)), key=self.place):
            while waiting and waiting[0].span.start <= self.place(position):
                ready = waiting.popleft()
                self.known.add("", ready.setting)
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
        mention, last = self.mention(self.previous), self.end(self.previous)
        if (
            last <= ready.span.start
            and self.paragraphs(last, self.words_end(ready.span.start)) <= 1
            and speaks_of(ready.subject, mention)
        ):
            self.settings[self.previous] = self.settings[self.previous].filled(ready.setting)
            self.known.add(mention, self.settings[self.previous])

    def paragraphs(self, first: int, last: int) -> int:
        """The paragraph ends that begin between two places, a blank line counting once."""
        return bisect_left(self.breaks, last) - bisect_left(self.breaks, first) if first < last else 0

    def words_end(self, place: int) -> int:
        """The place without the line ends before it."""
        while place and self.text[place - 1] == "\n":
            place -= 1
        return place

    def prepare(self, position: int, ready: Preparation) -> None:
        """Gives the setting to this statement, where the sentence prepares it."""
        attribution, mention = self.attributions[position], self.mention(position)
        start = min(part.start for part in (*attribution.content, *attribution.cue, *attribution.source))
        if self.settings[position].placed or self.paragraphs(self.words_end(ready.span.end), start) > 1:
            return
        document = document_noun(mention) is not None
        unnamed = (not mention and start >= ready.span.end) or is_pronoun(mention)
        if document or unnamed or speaks_of(ready.subject, mention):
            self.settings[position] = self.settings[position].filled(ready.setting, addressee=document)
            if is_pronoun(mention) and proper_names(ready.subject):
                self.subjects[position] = ready.subject

    def settle(self, position: int) -> None:
        """Find source and setting of the attribution at this position, and what they tell of those behind it."""
        mention = self.mention(position)
        self.sources[position] = self.subjects.get(position) or self.source_of(mention)
        if self.sources[position] and not is_pronoun(self.sources[position]):
            self.named = self.sources[position]
        self.settings[position] = self.settled(position, mention)
        setting = self.settings[position]
        if setting != Setting():
            self.known.add(self.sources[position], setting)
        if setting.when is not None and self.in_session(setting):
            self.sitting = (self.words_end(self.end(position)), setting)
        elif setting.placed:
            self.sitting = None
        self.previous = position

    def end(self, position: int) -> int:
        one = self.attributions[position]
        return max(part.end for part in (*one.content, *one.cue, *one.source))

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
            when = self.known.of_venue(setting.venue)
            if when is None and self.previous is not None and self.named_again(self.previous, position, mention):
                when = self.settings[self.previous].when  # "said on Monday …", and behind that where
            return replace(setting, when=when)
        if setting.placed:
            return setting
        if document is not None:
            told = self.known.of_document(document, any_document=document in _ANY_DOCUMENT)
            return setting.filled(told, addressee=True) if told else setting
        if self.previous is None or clause is None:
            return setting
        if self.continues(self.previous, position):
            setting = setting.filled(self.settings[self.previous])
        if setting.placed:
            return setting
        if mention and _agrees(self.text, clause):
            return replace(setting, when=self.known.dated(mention))
        if self.named_again(self.previous, position, mention):
            before = self.settings[self.previous]
            return replace(setting, when=before.when, told=before.told)
        return self.heard_on(setting, clause, mention)

    def named_again(self, previous: int, position: int, mention: str) -> bool:
        """Whether the same source, by name, goes on in the same or the next paragraph after a statement of which no
        more than the day is told."""
        before, clause, told = self.clauses[previous], self.clauses[position], self.settings[previous]
        if before is None or clause is None or told.venue is not None or told.addressee is not None:
            return False
        if told.when is None or told.when.start != told.when.end:
            return False
        near = self.paragraphs(before.anchor.end, clause.anchor.start) <= 1
        return near and same_source(mention, self.sources[previous]) and not self.tells_of_another(clause)

    def heard_on(self, setting: Setting, clause: Clause, mention: str) -> Setting:
        """An assembly or a court hears somebody on one occasion, and a sentence of its own may tell of one: what the
        same source says after that in the article it says there, until it has a date or a venue of its own."""
        if self.tells_of_another(clause):
            return setting
        told = self.known.of_source(self.meant(mention))
        if told is not None and self.in_session(told) and self.may_sit(setting):
            return setting.filled(told, addressee=True)
        if told is not None and (told.told or self.at_event(setting, told)):
            return replace(setting, when=told.when, told=told.told)
        return self.in_same_sitting(setting, clause)

    def in_same_sitting(self, setting: Setting, clause: Clause) -> Setting:
        """Who asks or answers right behind somebody who is heard, or tells the same court, does so there and then."""
        if self.sitting is None or self.paragraphs(self.sitting[0], clause.anchor.start) > 1:
            return setting
        cue = clause.cue.of(self.text) if clause.cue else ""
        told = setting.addressee is not None and self.may_sit(setting)
        return setting.filled(self.sitting[1]) if told or _EXCHANGE.search(cue) else setting

    def at_event(self, setting: Setting, told: Setting) -> bool:
        """Whether what is told goes on: an interview, or an event at which somebody tells those who came to it."""
        if told.venue is None or told.venue.written:
            return False
        heard = setting.addressee is not None and _AUDIENCE.search(setting.addressee.of(self.text)) is not None
        return heard or told.venue.head in _TALKS

    def may_sit(self, setting: Setting) -> bool:
        """Whether the addressee, if one is told, may be those who sit."""
        words = setting.addressee.of(self.text).rstrip(".") if setting.addressee else "them"
        return _SITTING.search(words) is not None or words.lower() in _OBJECTS

    def tells_of_another(self, clause: Clause) -> bool:
        """Whether words beside the cue tell of another occasion than the one before."""
        return bool(_ELSEWHERE.search(clause.between(clause.anchor.start - 24, clause.anchor.end)))

    def in_session(self, setting: Setting) -> bool:
        """Whether somebody is heard by those who sit for it."""
        addressed = setting.addressee is not None and _SITTING.search(setting.addressee.of(self.text))
        return bool(addressed or (setting.venue is not None and setting.venue.head in _SITTINGS))

    def meant(self, mention: str) -> str:
        """The mention, or the latest source that was named where it is a pronoun."""
        return self.named if is_pronoun(mention) else mention

    def at_that_time(self, position: int) -> bool:
        """ "At the time" after a dated statement in the same paragraph."""
        when = self.settings[position].when
        if self.previous is None or when is None or not _THAT_TIME.fullmatch(when.text or ""):
            return False
        before = self.settings[self.previous].when
        return before is not None and "\n" not in self.text[self.place(self.previous) : self.place(position)]

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


def _agrees(text: str, clause: Clause) -> bool:
    """ "X agreed with Y, saying …": an echo of what X is on record with, without an occasion of its own."""
    if clause.cue is None or clause.source is None or not _PARTICIPLE.match(clause.cue.of(text)):
        return False
    return bool(_AGREEING.search(clause.between(clause.source.end, clause.cue.start)))
