"""What is compared, and what comparing answers with: reports of utterances, edges between them, changes of words; and
whether two reports can be of one occasion, from the days and places that they give: the one place that decides it for
reports of several articles. Which statements of one article share an occasion is told by how its paragraphs go on
(`occasions.choice`).

Frozen, no input or output."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from onrecord.model import Reading, Span, Statement, When, Words

WordingRelation = Literal["verbatim", "shortened", "altered", "different"]
"""How the words of two texts relate. `verbatim`: the same words; `shortened`: the words of one are left out in the
other, none is changed; `altered`: the same sentence with changed words; `different`: anything else. Ellipses, words in
brackets, capitals, quotation marks and punctuation at the ends change nothing."""
Relation = Literal["verbatim", "shortened", "altered", "paraphrase", "repeat"]
"""How two statements relate. The first four report one utterance; `repeat` is the same point made on another
occasion."""
Told = tuple[Relation, float]
"""How two statements relate, and how sure that is, from 0 to 1."""
ChangeKind = Literal["negation", "number", "modality", "certainty", "quantity", "word"]
"""What a change of words touches. `negation`: "not" or the like came or went; `number`: another figure; `modality`:
"must" for "should"; `certainty`: "will" for "may", "proved" for "suggested"; `quantity`: "every" for "some"."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the one text in place of words of the other. Either may be empty, its span then None.

    The spans index the texts as they were given to the comparison."""

    kind: ChangeKind
    before: str
    after: str
    before_span: Span | None
    after_span: Span | None


@dataclass(frozen=True, slots=True)
class Wording:
    """How the words of two texts, the original first, relate.

    `likeness` is the share of words that stand in both in the same order, from 0 to 1, of the shorter text.
    `left_out` are the spans of the original that the other leaves out; `warnings` say, in a sentence each, where
    leaving out changes the meaning ("leaves out “not”")."""

    relation: WordingRelation
    likeness: float
    changes: tuple[Change, ...] = ()
    left_out: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A statement as one article reports it: what families are made of.

    `paragraph` is the block that holds the statement; `published` the article's day."""

    article_id: str
    outlet: str | None
    published: date | None
    statement: Statement
    quote: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class Edge:
    """That two statements, by id, are related, and how sure that is, from 0 to 1. `wording` says how the words of the
    first, the fuller one, became those of the second; its spans index their quotes. It is None where their words are
    not compared, as in a paraphrase."""

    first: str
    second: str
    relation: Relation
    score: float
    wording: Wording | None = None


SameOccasion = Literal["same", "unknown", "other"]
_Place = tuple[frozenset[str], frozenset[str]]
"""The sorts of an occasion ("interview"), and the names in it ("Stern")."""
TIME_ZONE = timedelta(days=1)
"""Days by which two reports of one utterance differ where one was written on the other side of the world."""
LONG_BEFORE = timedelta(days=30)
"""A day that an article names for one statement and that lies so long before the article is not that of another
statement without a day."""

_SORTS = {
    "interview": "interview", "podcast": "interview", "press conference": "press conference",
    "news conference": "press conference", "briefing": "press conference", "statement": "statement",
    "tweet": "post", "post": "post", "speech": "speech", "rally": "speech", "address": "speech", "debate": "debate",
    "letter": "letter", "hearing": "hearing", "testimony": "hearing", "op-ed": "op-ed", "email": "email",
    "memo": "memo", "paper": "paper", "study": "paper", "journal": "paper", "report": "paper", "call": "call",
}  # fmt: skip
_SORT = re.compile(rf"\b({'|'.join(_SORTS)})s?\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][\w'’]+")
_SAID_AGAIN = re.compile(
    r"\b(?:repeatedly|reiterat\w+|once again|repeat(?:s|ed|ing)? (?:his|her|their|its|that|the|a)\b|"
    r"(?:has|have|had) (?:often|previously|long|always) (?:said|argued|claimed|maintained|insisted))",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")


def occasion(first: Report, second: Report) -> SameOccasion:
    """Whether the two can be of one occasion.

    `other` where the days are apart, the one was published before the other's utterance, or nothing but the places is
    known and these are of two sorts ("a statement", "an interview with Stern")."""
    one, other = first.statement, second.statement
    days = one_day(one.when, other.when)
    if days is not None:
        return "same" if days else "other"
    if _is_later(other.when, first.published) or _is_later(one.when, second.published):
        return "other"
    places = _place(one.venue, one.addressee), _place(other.venue, other.addressee)
    if _two_sorts(*places):
        return "other"
    (sorts, names), (other_sorts, other_names) = places
    return "same" if sorts & other_sorts and not _two_names(names, other_names) else "unknown"


def occasion_fits(
    when: When | None, venue: Words | None, *, statement: Statement | None, reading: Reading
) -> bool | None:
    """Whether the time and place that a draft gives can be those of a statement.

    No where the days are apart, the utterance would be later than the article that reports it, or, where no day is
    known, the occasions have other names and are of another sort ("a rally in Norvia", "an interview with Stern"): a
    draft may call an occasion by a word of its own. Places alone never say yes."""
    days = one_day(when, statement.when if statement else None)
    if days is not None:
        return days
    published = reading.article.latest.published
    if _is_later(when, published.day if published else None):
        return False
    given, held = _place(venue, None), _place(statement.venue if statement else None, None)
    return False if _two_sorts(given, held) and _two_names(given[1], held[1]) else None


def one_day(first: When | None, second: When | None) -> bool | None:
    """Whether two utterances can be of one day; None where the day of one is not known."""
    if first is None or second is None or not (first.start and first.end and second.start and second.end):
        return None
    return max(first.start - second.end, second.start - first.end, timedelta(0)) <= TIME_ZONE


def is_long_before(first: Report, second: Report) -> bool:
    """Whether the one was said on a day long before the articles, and the other has no day."""
    return any(
        dated.statement.when is not None
        and dated.statement.when.end is not None
        and dated.published is not None
        and (undated.statement.when is None or undated.statement.when.start is None)
        and dated.statement.when.end + LONG_BEFORE < dated.published
        for dated, undated in ((first, second), (second, first))
    )


def published_apart(first: Report, second: Report) -> timedelta | None:
    """Time between the two articles; None where one has no day."""
    if first.published is None or second.published is None:
        return None
    return abs(first.published - second.published)


def is_said_again(report: Report) -> bool:
    """Whether the paragraph tells that the speaker says it again, as in "has repeatedly said"."""
    return _tells_of_repeating(report.paragraph)


@lru_cache(maxsize=1024)
def _tells_of_repeating(paragraph: str) -> bool:
    # Behind the last closing mark none is closed: each opening one there would be tried to the end.
    end = max(paragraph.rfind('"'), paragraph.rfind("”")) + 1
    return _SAID_AGAIN.search(_QUOTED.sub("", paragraph[:end]) + paragraph[end:]) is not None


def _is_later(when: When | None, published: date | None) -> bool:
    """Whether the utterance would be later than an article that reports it."""
    start = when.start if when else None
    return start is not None and published is not None and published + TIME_ZONE < start


def _place(venue: Words | None, addressee: Words | None) -> _Place:
    return _described(venue.text if venue else "", addressee.text if addressee else "")


def _two_sorts(one: _Place, other: _Place) -> bool:
    return bool(one[0]) and bool(other[0]) and not one[0] & other[0]


def _two_names(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


@lru_cache(maxsize=4096)
def _described(venue: str, addressee: str) -> _Place:
    sorts = frozenset(_SORTS[match.group(1).lower()] for match in _SORT.finditer(venue))
    return sorts, frozenset(_NAME.findall(f"{venue} {addressee}"))
