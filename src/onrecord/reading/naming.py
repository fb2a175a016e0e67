"""Whom the words around a quotation name: names, roles, pronouns, and the verbs of speech beside them.

Attributions by the place of their parts, while rules change them.

A rule looks at one quotation, sentence or paragraph at a time; asked here, it meets only the attributions that stand
there, so that its work grows with the text and not with the text times the attributions.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from onrecord.english.calendar import MONTHS, WEEKDAYS
from onrecord.english.quotation_marks import Quotation, quotations
from onrecord.english.sentences import stops
from onrecord.english.verbs import BEFORE_LIST, BESIDE_QUOTATION, either
from onrecord.model import Attribution, Span

_TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Sgt|Lt|Col|Capt|St)\.? )?"
NAME = rf"{_TITLE}(?:[A-Z]\.? )?[A-Z][\w’'-]*\w(?: (?:[A-Z]\.|de|van|von|al|bin|[A-Z][\w’'-]*\w)){{0,3}}"
_DETERMINER = r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ne|[Aa]nother)"
ROLE = rf"{_DETERMINER}(?: (?!{_DETERMINER}\b)[a-z][\w-]*){{1,3}}?"
PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e)"
VERB = rf"(?:{either(BESIDE_QUOTATION)})"
LISTED = rf"(?:{either(BEFORE_LIST)})"
END = r"(?=\s*(?:[,.;:!?—–\n]|$)|\s(?:of|who|in|at|on|after|as|when|from|to|and|with|during|before|while|outside)\b)"
SPEECH = re.compile(rf"\b{VERB}\b|ing\b|that$")
"""A cue that tells of speech: by its verb, as a participle, or by its "that"."""
_NAMED = re.compile(NAME)
_FIRST_NOUN = re.compile(r"(?:The|An?|His|Her|Its) [a-z][\w-]*(?:[’']s)?")
_OWNER = re.compile(r"\b(?:the|a|his|her) [a-z][\w-]*[’']s")
# Sentences begin with a capital: these are no names.
_NO_NAME = frozenset(
    """The A An For There Ask Asked In On At From With But And It He She They We I His Her Their This That These Those
    When While If As After Before No Not Yet Still So Then One Two Three To By What Who How Why Where Under Over Like
    Yesterday Today Tomorrow Now Later Earlier Last Next Even Only Perhaps Maybe Once Since Until Because
    Though""".split()
) | {*MONTHS, *WEEKDAYS}
_PLACED = re.compile(r"\b(?:of|in|at|from|near|to) (?:the )?$")
_OWNS = re.compile(r"[’']s?$")
_OF_WORDS = re.compile(
    r"(?:[A-Z][a-z]+ )?(?:[Ss]tatement|[Cc]omments?|[Qq]uot(?:e|ation)|[Rr]emarks?|[Mm]essage|[Rr]eaction|[Rr]esponse"
    rf"|[Nn]ote|[Ww]ords) (?:from|by|of) (?:(?:[Tt]he )?[a-z][\w-]* ){{0,4}}(?P<name>{NAME})"
)
"""A line that names whose the words below it are: "Statement from Mayor Maria Holt:"."""
_LABELLED = re.compile(r"\b(?:of|from|by|attribut\w+ to) $")
"""What stands before the name in a line that is a label: "From the desk of Hanne Vik:"."""
_ISSUED = frozenset("Statement Statements Message Comment Comments Quote Quotes Remarks Words Response Letter".split())
"""What a line may call the words behind it."""
_PLACED_REACH = 16
"""Characters before a name that can hold its preposition."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its quotations, the places behind its full stops, and its line ends, all in order."""

    text: str
    quoted: Sequence[Quotation]
    stops: Sequence[int]
    lines: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "Marked":
        """What the marks and stops of a text tell."""
        return cls(text, quotations(text), stops(text), [line.start() for line in re.finditer(r"\n", text)])

    def line_start(self, at: int) -> int:
        """Where the line begins that holds, or ends at, this place."""
        number = bisect_left(self.lines, at)
        return self.lines[number - 1] + 1 if number else 0

    def quotes_in(self, span: Span) -> bool:
        """Whether a quotation stands in the span or reaches into it."""
        number = bisect_left(self.quoted, span.end, key=attrgetter("start"))
        return number > 0 and self.quoted[number - 1].end > span.start

    def sentence_before(self, at: int) -> Span | None:
        """The sentence that a quotation at this place follows: in its paragraph or, where that ends in a colon, in the
        one before."""
        end = at
        while end and self.text[end - 1].isspace():
            end -= 1
        if not end or self.text[end - 1] not in (":" if "\n" in self.text[end:at] else ".!?:"):
            return None
        start = self.line_start(end)
        number = bisect_right(self.stops, end - 1)
        return Span(max(start, self.stops[number - 1]) if number else start, end)


def is_name(words: str) -> bool:
    """Whether they begin as a name does, and not as a sentence may."""
    return words[:1].isupper() and words.partition(" ")[0] not in _NO_NAME


def about(text: str, sentence: Span) -> Span | None:
    """The one whom a sentence names, or whom it begins with; None where it names several or nobody. A line that ends
    in a colon may name him as a label does."""
    if text[sentence.end - 1] == ":" and (named := _OF_WORDS.match(text, sentence.start, sentence.end)):
        return Span(*named.span("name"))
    names: list[Span] = []
    labelled: Span | None = None
    for found in _NAMED.finditer(text, sentence.start, sentence.end):
        start = found.start()
        first, _, rest = found.group().partition(" ")
        if start == sentence.start and first in _NO_NAME:
            start += len(first) + 1
            if not rest:
                continue
        before = text[max(sentence.start, start - _PLACED_REACH) : start]
        placed = _PLACED.search(before) and not _OWNS.search(text, start, found.end())
        if placed and rest and _LABELLED.search(before):
            labelled = labelled or Span(start, found.end())
        if text[start : found.end()] in _NO_NAME or placed:
            continue
        names.append(Span(start, found.end()))
    line = text[sentence.end - 1] == ":" and text[sentence.start - 1 : sentence.start] in {"", "\n"}
    # "Statement attributable to Maria Holt:" names a document, then whose it is.
    if labelled and line and (not names or names[0].of(text) in _ISSUED):
        return labelled
    if names and (len(names) == 1 or names[0].start == sentence.start):
        return names[0]
    if names:
        return None
    noun = _FIRST_NOUN.match(text, sentence.start, sentence.end) or _owner(text, sentence)
    return Span(*noun.span()) if noun else None


def _owner(text: str, sentence: Span) -> re.Match[str] | None:
    return _OWNER.search(text, sentence.start, sentence.end) if text[sentence.end - 1] == ":" else None


Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")
_CELL = 128
"""Characters of the cells in which parts are looked up."""


class Places:
    """A changing list of attributions. Each has a number, which stands for it until it is removed; later ones have
    higher numbers."""

    def __init__(self, attributions: Iterable[Attribution] = ()) -> None:
        self._attributions: dict[int, Attribution] = {}
        self._cells: dict[int, dict[int, list[tuple[Role, Span]]]] = {}
        self._next = 0
        for one in attributions:
            self.add(one)

    def __getitem__(self, number: int) -> Attribution:
        return self._attributions[number]

    def __iter__(self) -> Iterator[Attribution]:
        return (self._attributions[number] for number in self.numbers())

    def numbers(self) -> list[int]:
        """The numbers of all attributions, in order."""
        return sorted(self._attributions)

    def add(self, one: Attribution) -> int:
        """Adds an attribution behind the others, and gives its number."""
        number, self._next = self._next, self._next + 1
        self._put(number, one)
        return number

    def remove(self, number: int) -> Attribution:
        """Takes an attribution away."""
        one = self._attributions.pop(number)
        for role, part in _parts(one):
            for cell in _cells(part):
                kept = [entry for entry in self._cells[cell][number] if entry != (role, part)]
                if kept:
                    self._cells[cell][number] = kept
                else:
                    del self._cells[cell][number]
        return one

    def replace(self, number: int, one: Attribution) -> None:
        """Puts another attribution in the place of this one."""
        self.remove(number)
        self._put(number, one)

    def at(self, span: Span, *roles: Role) -> dict[int, list[Span]]:
        """The parts that share a character with `span`, by the number of their attribution, in order; of all roles
        where none is given."""
        wanted = roles or ROLES
        found: dict[int, set[Span]] = {}
        for cell in _cells(span):
            for number, entries in self._cells.get(cell, {}).items():
                touching = {part for role, part in entries if role in wanted and part.overlaps(span)}
                if touching:
                    found.setdefault(number, set()).update(touching)
        return {number: sorted(found[number]) for number in sorted(found)}

    def taken(self, span: Span) -> bool:
        """Whether any part of any attribution stands there."""
        return any(
            part.overlaps(span)
            for cell in _cells(span)
            for entries in self._cells.get(cell, {}).values()
            for _, part in entries
        )

    def _put(self, number: int, one: Attribution) -> None:
        self._attributions[number] = one
        for role, part in _parts(one):
            for cell in _cells(part):
                self._cells.setdefault(cell, {}).setdefault(number, []).append((role, part))


def _parts(one: Attribution) -> Iterator[tuple[Role, Span]]:
    parts: tuple[tuple[Role, Sequence[Span]], ...] = (
        ("source", one.source),
        ("cue", one.cue),
        ("content", one.content),
    )
    return ((role, part) for role, spans in parts for part in dict.fromkeys(spans))


def _cells(span: Span) -> range:
    return range(span.start // _CELL, (span.end - 1) // _CELL + 1)
