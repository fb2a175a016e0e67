"""Whether a headline says more than the statement under it: in obligation, in certainty, in quantity.

Only words of one kind are held against each other, and only where the statement has a weaker one and none as strong:
what a headline merely leaves out is not counted as more. Titles of laws and the like make "all" and "must" frequent
words of headlines, so that without the weaker word beside it neither says anything."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.families.values import Change, ChangeKind
from onrecord.model import Span


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
