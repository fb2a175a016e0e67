"""The values: frozen, no input or output.

Invariants: an offset is a code point index into one version's `text`; spans are half-open and never
empty; what is unknown is None, never a guess and never "".
"""

import calendar
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from onrecord.problems import SpanOutsideText

StatementKind = Literal["said", "held"]
"""`said`: something communicated. `held`: a belief, attitude, wish or intention the author narrates."""
StatementType = Literal["direct", "mixed", "indirect"]
"""All of the content in quotation marks, some of it, none of it."""
BlockKind = Literal["headline", "subhead", "paragraph", "caption", "quote", "note"]
"""`note` is an update or correction notice."""
ArticleKind = Literal["article", "transcript", "official", "interview"]
"""`transcript` and `official` (a statement that its issuer publishes) are primary sources: the words themselves, not a
report of them. `interview`: questions and answers, as an outlet prints them."""
OriginKind = Literal["fetched", "file", "standard input"]
"""What is fetched from its own address is the article; what else names that address is a copy of it."""
Act = Literal["states", "denies", "asks", "urges", "promises", "refuses", "accuses", "agrees", "disagrees"]
"""What the source does with the content: says that it is so, or not so; wants to know; wants it done; will do it, or
will not; speaks against somebody with it; is for it, or against it."""
Verdict = Literal["accept", "reject", "edit"]
"""What a person decides about a statement: it is right as it was read, it is none, or this is what is right."""
ActorKind = Literal["person", "organization", "group", "document", "unnamed"]


def sha256(content: bytes | str) -> str:
    """Hexadecimal SHA-256; a string is hashed as UTF-8."""
    return hashlib.sha256(content.encode("utf8", "surrogatepass") if isinstance(content, str) else content).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in one version's text: from `start` on, up to and without `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words the span covers. Raises SpanOutsideText where it does not fit."""
        if not 0 <= self.start < self.end <= len(text):
            raise SpanOutsideText(self.start, self.end, len(text))
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one version's text with the place that proves them; `span` is None where the place was not kept."""

    text: str
    span: Span | None = None

    @classmethod
    def at(cls, span: Span, text: str) -> "Words":
        """The words that a span of `text` covers. Raises SpanOutsideText where it does not fit."""
        return cls(span.of(text), span)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a version's text with its kind. Blocks are in order and do not overlap."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Time:
    """A publication or modification time and where it was found.

    `value` is ISO 8601 as precise as the source: "2024-03-01" or "2024-03-04T17:45:00-05:00", or, where only that is
    known, the month "2024-03" or the year "2024".
    `signal` names the evidence: "given", "json-ld datePublished", "update notice", ..."""

    value: str
    signal: str

    @property
    def day(self) -> date | None:
        """The calendar day, in the time zone of `value`; None where only the month or the year is known."""
        return date.fromisoformat(self.value[:10]) if len(self.value) >= len("2024-03-01") else None


@dataclass(frozen=True, slots=True)
class Origin:
    """How the bytes of a version came.

    `place` is the address that was fetched, after redirects, or the file's path; standard input has none. `claimed` is
    the address that the bytes name as theirs where nothing confirms it: they came from a file, or from a server of
    another registered domain."""

    kind: OriginKind
    place: str | None = None
    claimed: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One state of an article: its stored bytes by their SHA-256, and what was read from them.

    `bytes_sha256` addresses the stored bytes, whose media type is `media_type`; `text` is what every span of its
    statements indexes. `language` is an ISO 639-1 code. `origin` is None where it was not kept. `kind` tells whether it
    reports, or is a primary source."""

    text: str
    bytes_sha256: str
    media_type: str
    headline: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: Time | None = None
    modified: Time | None = None
    language: str | None = None
    blocks: tuple[Block, ...] = ()
    origin: Origin | None = None
    kind: ArticleKind = "article"

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the text."""
        return sha256(self.text)


@dataclass(frozen=True, slots=True)
class Article:
    """One published piece with its versions, the latest last. `id` is derived from the canonical
    address, else from the stored bytes, unless the input gave one."""

    id: str
    url: str | None
    versions: tuple[Version, ...]

    @property
    def latest(self) -> Version:
        """The newest version."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content that belong together, as the reader finds them.

    Each may have several parts; source and cue may be missing. `confidence` is the model's
    probability, from 0 to 1, that the parts are right and belong together."""

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    kind: StatementKind = "said"
    type: StatementType = "indirect"
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever issued a statement, or on whose behalf it was issued.

    `name` is the canonical name, `role` the title or description that the article gives, `mention` the words that name
    the source at this statement."""

    name: str
    kind: ActorKind
    role: Words | None = None
    mention: Words | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The day or interval of an utterance, both ends included, the words it was read from, where they stand, and the
    rule that resolved them, such as "weekday before". `start` and `end` are None where the words could not be resolved.
    """

    start: date | None
    end: date | None
    text: str | None
    rule: str
    span: Span | None = None

    @property
    def date(self) -> str | None:
        """`YYYY`, `YYYY-MM`, `YYYY-MM-DD` or an interval `A/B`."""
        if self.start is None or self.end is None:
            return None
        first, last = self.start, self.end
        if first == last:
            return first.isoformat()
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return f"{first.year:04}"
        same_month = (first.year, first.month) == (last.year, last.month)
        if same_month and first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
            return f"{first.year:04}-{first.month:02}"
        return f"{first.isoformat()}/{last.isoformat()}"

    @classmethod
    def of_date(cls, text_date: str | None, *, text: str | None, rule: str, span: Span | None = None) -> "When":
        """From the form that `date` gives. Raises ValueError for any other."""
        if text_date is None:
            return cls(None, None, text, rule, span)
        first, _, last = text_date.partition("/")
        try:
            return cls(_first_day(first), _last_day(last or first), text, rule, span)
        except ValueError as error:
            raise ValueError(f"{text_date!r} is not YYYY, YYYY-MM, YYYY-MM-DD or an interval A/B of these.") from error


def _first_day(text: str) -> date:
    year, month, day = (*(int(part) for part in text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _last_day(text: str) -> date:
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Occasion:
    """One hearing, interview, speech, post or press conference as an article reports it.

    `number` counts the occasions of the article from 1, in reading order. Its statements share the date and the venue;
    `addressees` are all to whom one of them was told."""

    number: int
    when: When | None = None
    venue: Words | None = None
    addressees: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """What holds of a person's decisions about a statement: the verdict of the last one, its number in the record, who
    gave it and when (ISO 8601, UTC). `proposed` is the statement as it was read, where an edit changed it."""

    number: int
    verdict: Verdict
    who: str
    at: str
    note: str | None = None
    proposed: "Statement | None" = None


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution with everything resolved; its spans index the text of one version.

    `act` is what the source does with the content; `negated` that they are reported not to do it ("did not say").
    `speakers` are whoever issued it, `principals` on whose behalf; none where the article does not tell. `occasion` is
    the number of the occasion that it shares with others; None where the article tells neither when nor where.
    `decision` is what a person decided about it; its values are then those that hold, `confidence` and `id` stay those
    of the proposal."""

    id: str
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    kind: StatementKind = "said"
    type: StatementType = "indirect"
    speakers: tuple[Speaker, ...] = ()
    principals: tuple[Speaker, ...] = ()
    addressee: Words | None = None
    venue: Words | None = None
    when: When | None = None
    confidence: float = 0.0
    act: Act = "states"
    negated: bool = False
    occasion: int | None = None
    decision: Decided | None = None

    def quote(self, text: str) -> str:
        """The content parts of `text` joined by one space."""
        return " ".join(span.of(text) for span in self.content)


@dataclass(frozen=True, slots=True)
class Reading:
    """One version of an article and the statements read from it, in reading order.

    `reason` tells why there are none where the version was not read, such as its language. `read_with` is the reader
    and its version; None where that was not kept."""

    article: Article
    statements: tuple[Statement, ...] = ()
    reason: str | None = None
    read_with: str | None = None

    @property
    def occasions(self) -> tuple[Occasion, ...]:
        """The occasions of its statements, in the order of their numbers."""
        found: dict[int, Occasion] = {}
        for one in self.statements:
            if one.occasion is not None:
                known = found.get(one.occasion, Occasion(one.occasion, one.when, one.venue))
                told = (one.addressee,) if one.addressee and one.addressee not in known.addressees else ()
                found[one.occasion] = replace(known, addressees=known.addressees + told)
        return tuple(found[number] for number in sorted(found))


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be made into an article: where it came from and why."""

    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article (with exactly one version), the bytes that version was read from, and the input that gave
    them: a path or an address, with the line or place of one of several. `packed` are the bytes as a record keeps them,
    where they were compressed already."""

    article: Article
    content: bytes = field(repr=False)
    origin: str | None = None
    packed: bytes | None = field(default=None, repr=False, compare=False)


def statement_id(text_sha256: str, content: tuple[Span, ...], source: tuple[Span, ...]) -> str:
    """16 hexadecimal digits that the version's text and the spans determine."""
    spans = ";".join(f"{span.start}-{span.end}" for span in (*content, *source))
    return sha256(f"{text_sha256}|{spans}")[:16]


def names_of(speakers: Iterable[Speaker]) -> str | None:
    """Their names joined by "; ", as a cell of a table shows them; None where there is nobody."""
    return "; ".join(speaker.name for speaker in speakers) or None
