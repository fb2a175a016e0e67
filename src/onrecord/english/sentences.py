"""Where sentences begin and end: the one place for it.

The questions differ on purpose, and so do the answers. What cuts a text into the author's sentences knows
abbreviations and skips quotations; what looks around one place must be quick, and a sentence too short does less harm
there than one too long; what counts the sentences between two places needs capitals; what ends a source must be sure,
since a wrong end cuts a name."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from onrecord.english.calendar import SHORT_WORDS
from onrecord.model import Span

TITLES: Final = frozenset("mr mrs ms dr prof sen rep gov gen lt col sgt capt cmdr adm rev hon".split())
_MORE_TITLES = frozenset("maj cpl det adv amb ald atty supt insp pres msgr".split())
_BESIDE_NAMES = frozenset("jr sr st vs".split())
_FIRMS = frozenset("inc corp co ltd dept univ assn".split())
_STATES = frozenset(
    """fla calif mass mich tex ala ariz colo conn ill ind la md minn miss mo neb nev okla ore pa tenn va wash
    wis""".split()
)
ABBREVIATIONS: Final = (
    TITLES | _BESIDE_NAMES | _FIRMS | _STATES | (SHORT_WORDS - {"may"})
    | frozenset("no a.m p.m u.s u.k u.n d.c e.g i.e".split())
)  # fmt: skip
"""Words, in lower case and without their last full stop, after which a full stop ends no sentence."""
NEVER_WORDS: Final = TITLES | _BESIDE_NAMES
"""Those of them that are nothing else, so that no other sign is needed: "no" and "mass" are words as well."""
_IN_SOURCES = sorted(
    word.capitalize() for word in TITLES | _MORE_TITLES | _FIRMS | _STATES | {"bros", "ave", "mount"} if len(word) > 2
)
_ABBREVIATED = re.compile(rf"\b(?:{'|'.join(_IN_SOURCES)}|[Ee]sq)$")

_BEHIND_MARKS = "\"'”’»)]"
_CLOSED = r"[.!?][\"”’']?\s+"
_OPENS = r"(?=[A-Z“\"‘])"
_AUTHORS_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"“'‘(\[]*[A-Z0-9\x00@])|\n+")
_LAST_WORD = re.compile(r"(?<![\w.])([\w.]+)\.$")
_CONTENT_END = re.compile(r"\x00(?=\s+[\"“'‘(\[]*[A-Z])")
_BREAK = re.compile(rf"{_CLOSED}{_OPENS}|\n+")
_SURE_END = re.compile(rf"(?<=[a-z]{{2}}){_CLOSED}{_OPENS}")
_ANY_END = re.compile(rf"{_CLOSED}|\n")
_ANY_STOP = re.compile(r"[.!?](?=[\s\"”’]|$)|\n")
_PASSED = re.compile(r"[.!?]\s|\n")
_STOP = re.compile(r"(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)[.!?] ")
_REACH_BACK, _REACH_ON = 600, 1000
"""Characters that are looked at around a place."""


def is_ended(text: str, *, also: str = "") -> bool:
    """Whether a line or a paragraph ends as a sentence does: by its last mark, or one of those in `also`; behind it
    only quotation marks and brackets stand."""
    return text.rstrip().rstrip(_BEHIND_MARKS).endswith((*".!?…", *also))


def sentence_starts(text: str, masked: str) -> list[int]:
    """Where the author's sentences begin. `masked` is the text with what others said as null characters, which is
    never cut."""
    starts = {0}
    for end in _AUTHORS_END.finditer(masked):
        word = _LAST_WORD.search(masked[max(0, end.start() - 12) : end.start() + 1])
        if not (word and (word[1].lower() in ABBREVIATIONS or re.fullmatch(r"[A-Z]", word[1]))):
            starts.add(end.end())
    for end in _CONTENT_END.finditer(masked):
        # After a full stop inside the marks a new sentence begins; after "?" the attribution may follow.
        if text[max(0, end.end() - 4) : end.end()].rstrip("\"'”’) ").endswith((".", "…")):
            starts.add(end.end())
    return sorted(starts)


def sentence_at(starts: Sequence[int], place: int, length: int) -> Span:
    """Of sentences by their starts the one that holds a place; `length` is that of the text."""
    index = bisect_right(starts, place) - 1
    return Span(starts[index], starts[index + 1] if index + 1 < len(starts) else length)


def sentence_start(text: str, at: int) -> int:
    """Where the sentence around an offset begins; at most 600 characters back."""
    floor = max(0, at - _REACH_BACK)
    ends = list(_ANY_END.finditer(text[floor:at]))
    return floor + ends[-1].end() if ends else floor


def sentence_end(text: str, at: int) -> int:
    """Where the sentence around an offset ends, before its mark; at most 1,000 characters on."""
    until = min(len(text), at + _REACH_ON)
    found = _ANY_STOP.search(text, at, until)
    return found.start() if found else until


def ends_between(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two offsets, as far as marks tell."""
    return _PASSED.search(text, start, end) is not None


def breaks(text: str) -> Iterator[Span]:
    """What parts sentences and paragraphs: the mark and the space before a capital, or the line end."""
    return (Span(*match.span()) for match in _BREAK.finditer(text))


def stops(text: str) -> list[int]:
    """Where something may begin behind a full stop, a title's excepted."""
    return [stop.end() for stop in _STOP.finditer(text)]


def sure_ends(text: str, span: Span) -> list[Span]:
    """The marks, with the space behind, by which a sentence surely ends inside a span: not behind "Mr." or "J."."""
    return [
        Span(*end.span())
        for end in _SURE_END.finditer(text, span.start, span.end)
        if not _ABBREVIATED.search(text, max(span.start, end.start() - 8), end.start())
    ]


def listed(names: Iterable[str]) -> str:
    """As a sentence lists them: "Ana Ruiz", "Ana Ruiz and Maria Holt", "Ana Ruiz, Maria Holt and Jo Berg"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
