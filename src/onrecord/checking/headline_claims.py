"""What a headline says somebody said: its claims, with the source it names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.english.negation import turns
from onrecord.english.verbs import BEFORE_HEADLINE, either
from onrecord.model import Attribution, Block, Reading, Span, Speaker, Version
from onrecord.people import resolve
from onrecord.people.headlines import headline_attribution
from onrecord.reading.quotation import quotations

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
