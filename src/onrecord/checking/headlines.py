"""The headline against the statements under it.

A headline that attributes or quotes is held against what the article reports; one that does neither is the author's
own, and only checked where a statement under it says nearly the same. What is near is told by sentence embeddings and
by the words in common, whichever is more.

What a headline says somebody said: its claims, with the source it names.

Whether a headline says more than the statement under it: in obligation, in certainty, in quantity.

Only words of one kind are held against each other, and only where the statement has a weaker one and none as strong:
what a headline merely leaves out is not counted as more. Titles of laws and the like make "all" and "must" frequent
words of headlines, so that without the weaker word beside it neither says anything.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.actors.same_speaker import one_of_them, voices
from onrecord.english.acts import cue_of
from onrecord.english.negation import turns
from onrecord.english.quotation_marks import quotations
from onrecord.english.verbs import BEFORE_HEADLINE, either
from onrecord.families.reports import Change, ChangeKind
from onrecord.families.similarity import Sentences, shipped_sentences
from onrecord.families.tokens import words_of
from onrecord.families.wording import compare_wording
from onrecord.model import Attribution, Block, Reading, Span, Speaker, Statement, Version, names_of
from onrecord.people import resolve
from onrecord.people.headlines import headline_attribution
from onrecord.problems import WeightsMissing

_SAYS = re.compile(
    rf"(?P<source>[^,:;“”‘’\"]{{2,60}}?)\s+(?P<cue>{either(BEFORE_HEADLINE)})\s+(?:that\s+)?"
    r"(?P<content>(?!(?:to|of|on|about|no|yes|goodbye|hello|sorry|so)\b)\S.{10,})",
    re.IGNORECASE,
)
"""“Mayor says the bridge must close”: the verb stands in no form that a noun has, or a noun's reading is seldom."""


# "Doctors offer help, warn of epidemic": what stands behind the verb is what they warn of.
_OPENS_NO_SOURCE = re.compile(r"(?:of|about|against|that|to|over|on|for|he|she|they|it)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a headline says. `speakers` are whom it names; `quoted` tells that the words stand in quotation marks,
    `turned` that the headline itself denies, refuses or negates something."""

    words: str
    speakers: tuple[Speaker, ...] = ()
    attributed: bool = False
    quoted: bool = False
    turned: bool = False


def headline_claims(reading: Reading) -> tuple[Claim, ...]:
    """The claims of the headline: what it attributes, else what it quotes, else the headline as a whole.

    Empty where there is no headline."""
    version = _with_block(reading.article.latest)
    if version is None:
        return ()
    span = next(block.span for block in version.blocks if block.kind == "headline")
    attribution = headline_attribution(version) or _said(version, span)
    if attribution is not None and not _OPENS_NO_SOURCE.match(attribution.source[0].of(version.text)):
        speakers = resolve(version, [attribution])[0].speakers
        words = " ".join(part.of(version.text) for part in attribution.content)
        quoted, turned = attribution.type == "direct", turns(span.of(version.text))
        return (Claim(words, speakers, attributed=True, quoted=quoted, turned=turned),)
    headline = span.of(version.text)
    return tuple(_quoted(version.text[: span.end])) or (Claim(headline, turned=turns(headline)),)


def body_start(reading: Reading) -> int:
    """Where the headline ends in the article's text; 0 where it does not stand in it."""
    version = reading.article.latest
    marked = next((block.span.end for block in version.blocks if block.kind == "headline"), 0)
    opening = version.headline or ""
    return marked or (len(opening) if opening and version.text.startswith(opening) else 0)


def _with_block(version: Version) -> Version | None:
    """The version with its headline as the first block of its text; None where it has none."""
    if any(block.kind == "headline" for block in version.blocks):
        return version
    headline = (version.headline or "").strip().replace("\n", " ")
    if not headline:
        return None
    top = Block("headline", Span(0, len(headline)))
    if version.text.startswith(headline):
        return replace(version, blocks=(top, *(one for one in version.blocks if one.span.start >= len(headline))))
    shift = len(headline) + 2
    moved = (Block(one.kind, Span(one.span.start + shift, one.span.end + shift)) for one in version.blocks)
    return replace(version, text=f"{headline}\n\n{version.text}", blocks=(top, *moved))


def _said(version: Version, span: Span) -> Attribution | None:
    found = _SAYS.fullmatch(version.text, span.start, span.end)
    if found is None:
        return None
    content, cue, source = (Span(*found.span(part)) for part in ("content", "cue", "source"))
    return Attribution((content,), (source,), (cue,), "said", "indirect")


def _quoted(headline: str) -> Iterator[Claim]:
    for one in quotations(headline):
        yield Claim(headline[one.start + 1 : one.end - 1].rstrip(",."), quoted=True)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Words of one kind: those that say most, and those that say less."""

    kind: ChangeKind
    strong: re.Pattern[str]
    weak: re.Pattern[str]


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


_SCALES = (
    _Scale(
        "modality",
        _any("must", "has to", "have to", "had to", "needs? to", "required to", "obliged to"),
        _any("should", "ought to", "could", "may", "might", "can"),
    ),
    _Scale(
        "certainty",
        _any("will", "won[’']t", "definitely", "certainly", "proves?", "proven", "confirms?", "guarantees?"),
        _any("may", "might", "could", "perhaps", "maybe", "possibly", "probably", "likely", "suggests?", "appears?",
             "seems?", "(?:hopes?|hoped|hoping|want(?:s|ed)?|would like) to", "considering"),
    ),
    _Scale(
        "quantity",
        _any("every", "all", "always", "never", "none", "nobody", "no one", "everyone", "everybody", "everything",
             "entire", "entirely", "whole", "completely", "totally"),
        _any("many", "most", "some", "several", "few", "often", "sometimes", "mostly", "partly", "partially",
             "almost", "nearly", "usually", "rarely", "largely"),
    ),
)  # fmt: skip
# What was said with "will" is reported with "would".
_ASSURED = re.compile(
    r"\b(?:will|[’']ll|would|going to|is to|are to|definitely|certainly|proves?|proved|proven|confirm\w*)\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(r"\b(?:may|might|perhaps|maybe|possibly)\b", re.IGNORECASE)
_HEDGE = _any(
    *"may might could can should would perhaps maybe possibl[ey] probabl[ey] likely unlikely potential risks?".split(),
    *"threat\\w* fears? doubts? chances? seems? appears? if whether hints? suggests? warns? considers? mulls?".split(),
)
_UNIVERSAL = re.compile(r"\b(?:every|all(?: the)?)\s+(?P<noun>[a-z]+)", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:everything|everyone|everybody|all)\b(?!\s+(?:the|of|[a-z]+s)\b)", re.IGNORECASE)


def stronger_words(
    claim: str, statement: str, *, beside: Sequence[str] = (), attributed: bool = False
) -> tuple[Change, ...]:
    """The words of a headline's claim that say more than those of the statement under it, in the order of the scales.

    `before` are the statement's words, their span in `statement`; `after` the headline's, in `claim`. `beside` are
    other statements under the headline: what one of them says is not more than was said. Where the claim is
    `attributed`, a "may" that it drops counts as well, with nothing for `after`."""
    scaled = [_on_scale(scale, claim, statement, beside) for scale in _SCALES]
    found = [*(change for change in scaled if change is not None), *_named(claim, statement, beside)]
    return tuple(found or (_dropped(claim, statement, beside) if attributed else ()))


def _on_scale(scale: _Scale, claim: str, statement: str, beside: Sequence[str]) -> Change | None:
    strong, weak = scale.strong.search(claim), scale.weak.search(statement)
    if strong is None or weak is None or scale.weak.search(claim):
        return None
    assured = _ASSURED if scale.kind == "certainty" else scale.strong
    if any(assured.search(text) for text in (statement, *beside)):
        return None
    return _change(scale.kind, weak, strong)


def _dropped(claim: str, statement: str, beside: Sequence[str]) -> Iterator[Change]:
    doubt = _DOUBT.search(statement)
    assured = _ASSURED.search(statement) or not all(_DOUBT.search(text) for text in beside)
    if doubt and not assured and not _HEDGE.search(claim):
        yield Change("certainty", doubt.group(), "", Span(*doubt.span()), None)


def _named(claim: str, statement: str, beside: Sequence[str]) -> Iterator[Change]:
    """“Every option” for “everything”: the headline names what the statement leaves open."""
    strong, open_ = _UNIVERSAL.search(claim), _PRONOUN.search(statement)
    if strong and open_ and not any(strong["noun"].lower()[:5] in text.lower() for text in (statement, *beside)):
        yield _change("quantity", open_, strong)


def _change(kind: ChangeKind, before: re.Match[str], after: re.Match[str]) -> Change:
    return Change(kind, before.group(), after.group(), Span(*before.span()), Span(*after.span()))


HeadlineVerdict = Literal["supported", "stronger", "attributed to someone else", "not in the text"]
"""What the text says of a headline's claim. `stronger`: the headline says more than the statement under it;
`attributed to someone else`: the text has it from another speaker."""

NEAR = 0.5
"""Nearness from which a statement can be the one that a headline with a source reports."""
NEAR_OWN = 0.72
"""The same for a headline without one, which usually tells what happened and not what was said."""
SURE = 0.65
"""Nearness from which the statement of another speaker is what the headline reports, if the named one's are `APART`."""
APART = 0.15
FEWEST_QUOTED = 4
"""Words in quotation marks from which a headline quotes, and does not only name."""
FEWEST_STEMS = 4
"""Words of a claim from which those in common say something: of three, two are soon found in another statement."""
_LITTLE = frozenset(
    "a an the and or but of in on at to for from by with as is are was were be been has have had do does did it its "
    "he she they we you i his her their our my this that these those not no will would can could may might must "
    "should if so than then there who what when how why".split()
)
BESIDE = 0.12
"""Statements that are less near by so much stand beside the nearest: what they say was said as well."""


@dataclass(frozen=True, slots=True)
class Support:
    """Words of the text beside a headline: a statement, or, with None, a paragraph of the article's own."""

    statement: Statement | None
    words: str
    nearness: float


@dataclass(frozen=True, slots=True)
class HeadlineFinding:
    """What the text says of one claim of a headline.

    `changes` are the words that say more, the statement's first; `evidence` has the nearest first. `source` is whom
    the headline names."""

    verdict: HeadlineVerdict
    claim: str
    source: str | None
    evidence: tuple[Support, ...] = ()
    changes: tuple[Change, ...] = ()


def check_headline(reading: Reading, *, sentences: Sentences | None = None) -> tuple[HeadlineFinding, ...]:
    """What the text says of each claim of its headline; empty where there is no headline, or where it claims nothing
    that a statement under it says.

    `sentences` are those that come along, unless given; where their weights are missing, words in common decide
    alone."""
    claims = headline_claims(reading)
    found = (_checked(claim, reading, sentences or _shipped()) for claim in claims)
    return tuple(finding for finding in found if finding is not None)


def _checked(claim: Claim, reading: Reading, sentences: Sentences | None) -> HeadlineFinding | None:
    text, start = reading.article.latest.text, body_start(reading)
    under = [one for one in reading.statements if one.content[0].start >= start]
    told = [Support(one, one.quote(text), near) for one, near in zip(
        under, nearness(claim.words, [one.quote(text) for one in under], sentences), strict=True)]  # fmt: skip
    told.sort(key=lambda one: -one.nearness)
    if not claim.attributed:
        return _quoted_words(claim, told, text[start:]) if claim.quoted else _own(claim, told, text)
    return _attributed(claim, told, text, start, sentences)


def _attributed(
    claim: Claim, told: Sequence[Support], text: str, start: int, sentences: Sentences | None
) -> HeadlineFinding:
    paragraphs = _paragraphs(text[start:])
    fits = [(one, one_of_them(claim.speakers, voices(one.statement))) for one in told]
    own = [one for one, fit in fits if fit]
    own += [one for one, fit in fits if fit is None and one.nearness >= SURE]
    own.sort(key=lambda one: -one.nearness)
    others = [one for one, fit in fits if fit is False]
    best, other = _nearest(own), _nearest(others)
    if _is_named(claim) and other >= SURE and other - best >= APART:
        return HeadlineFinding("attributed to someone else", claim.words, _source(claim), tuple(others[:1] + own[:1]))
    if best >= NEAR:
        return _compared(claim, own, text)
    near = zip(paragraphs, nearness(claim.words, paragraphs, sentences), strict=True)
    around = sorted((Support(None, words, one) for words, one in near), key=lambda one: -one.nearness)
    verdict: HeadlineVerdict = "supported" if _nearest(around) >= NEAR else "not in the text"
    return HeadlineFinding(verdict, claim.words, _source(claim), (*around[:1], *own[:1]))


def _is_named(claim: Claim) -> bool:
    return any(one.kind in ("person", "organization") for one in claim.speakers)


def _own(claim: Claim, told: Sequence[Support], text: str) -> HeadlineFinding | None:
    return _compared(claim, told, text) if _nearest(told) >= NEAR_OWN else None


def _quoted_words(claim: Claim, told: Sequence[Support], body: str) -> HeadlineFinding | None:
    """Words in quotation marks without a source: they must stand in the text, in this order.

    A few words that no statement quotes are a title or a name, and no finding."""
    if exact := [
        one for one in told if one.statement and one.statement.type != "indirect" and _holds(one.words, claim)
    ]:
        return HeadlineFinding("supported", claim.words, None, tuple(exact[:1]))
    if len(words_of(claim.words)) < FEWEST_QUOTED:
        return None
    if around := [one for one in _paragraphs(body) if _holds(one, claim)]:
        return HeadlineFinding("supported", claim.words, None, (Support(None, around[0], 1.0),))
    return HeadlineFinding("not in the text", claim.words, None, tuple(told[:1]))


def _holds(words: str, claim: Claim) -> bool:
    return compare_wording(words, claim.words).relation in ("verbatim", "shortened")


def _compared(claim: Claim, told: Sequence[Support], text: str) -> HeadlineFinding:
    best = told[0]
    beside = [one for one in told[1:] if one.nearness >= best.nearness - BESIDE]
    changes = stronger_words(claim.words, best.words, beside=[one.words for one in beside], attributed=claim.attributed)
    if not claim.turned:
        changes = (*_turned([best, *beside], text), *changes)
    verdict: HeadlineVerdict = "stronger" if changes else "supported"
    return HeadlineFinding(verdict, claim.words, _source(claim), (best, *beside[:2]), changes)


def _turned(told: Sequence[Support], text: str) -> Iterator[Change]:
    """The cue that a headline leaves out which has as said what was denied or refused, unless it was said as well."""
    cues = [cue_of(one.statement, text) if one.statement else None for one in told]
    if cues[0] is not None and all(cue is not None and cue.withheld for cue in cues):
        yield Change("negation", cues[0].words, "", None, None)


def nearness(claim: str, texts: Sequence[str], sentences: Sentences | None) -> list[float]:
    """How near each text is to a claim, from 0 to 1: by meaning, or by the share of the claim's words in it."""
    if not texts:
        return []
    shared = [_shared(claim, text) for text in texts]
    if sentences is None:
        return shared
    embedded = sentences.embed([claim, *texts])
    return [max(float(meaning), words) for meaning, words in zip(embedded[1:] @ embedded[0], shared, strict=True)]


def _shared(claim: str, text: str) -> float:
    wanted, held = _stems(claim), _stems(text)
    return len(wanted & held) / len(wanted) if len(wanted) >= FEWEST_STEMS else 0.0


def _stems(text: str) -> set[str]:
    # The first letters stand for the word: "considers" and "considering" are one.
    return {word.text[:5] for word in words_of(text) if word.text not in _LITTLE}


def _source(claim: Claim) -> str | None:
    return names_of(claim.speakers)


def _nearest(found: Iterable[Support]) -> float:
    return max((one.nearness for one in found), default=0.0)


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _shipped() -> Sentences | None:
    try:
        return shipped_sentences()
    except WeightsMissing:
        return None
