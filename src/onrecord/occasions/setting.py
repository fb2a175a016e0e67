"""What the words beside a statement tell of its occasion: when, where and to whom; the date of a post.

Invariant: of an article's words only those of the statement's clause are read, and the line beside or below a post.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.model import Attribution, Span, When
from onrecord.occasions.addressees import addressee_of
from onrecord.occasions.clauses import BLANK, Clause
from onrecord.occasions.dating import belongs, when_of
from onrecord.occasions.places import place_of
from onrecord.occasions.resolution import resolve
from onrecord.occasions.times import TimeExpression
from onrecord.occasions.venues import given_in, relayed_in, venues_in
from onrecord.reading.signed import SIGNED_ON, STAMP

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words beside one statement tell of its occasion."""

    when: When | None = None
    venue: Span | None = None
    addressee: Span | None = None


def beside(
    one: Attribution, clause: Clause | None, times: Sequence[TimeExpression], *, text: str, anchor: date | None
) -> Setting:
    """What the clause of an attribution tells, or the date that stands beside a post."""
    return _stamped(_of_clause(clause, times, text=text, anchor=anchor), one, times, text=text, anchor=anchor)


def _of_clause(clause: Clause | None, times: Sequence[TimeExpression], *, text: str, anchor: date | None) -> Setting:
    if clause is None:
        return Setting()
    within = _times_within(clause, times)
    stops = frozenset(time.span.start - clause.start for time in within)
    named = venues_in(clause.words, clause.start, stops=stops)
    named = [venue for venue in named if belongs(clause, venue)]
    given = given_in(clause.words, clause.start, stops=stops) if not named else None
    behind_source = given is not None and clause.source is not None and clause.source.end <= given.start
    in_cue = given is not None and clause.anchor.start <= given.start <= clause.anchor.end + 1
    before_cue = given is not None and behind_source and given.end <= clause.anchor.start
    if given is not None and (in_cue or before_cue) and belongs(clause, given):
        named = [given]
    addressee = addressee_of(clause, text, stops=stops)
    venue = _nearest(clause, named) or relayed_in(clause.words, clause.start, stops=stops)
    return Setting(
        when_of(clause, within, text=text, anchor=anchor, venues=named),
        venue or place_of(clause, addressee, stops=stops),
        addressee,
    )


def _stamped(
    setting: Setting, one: Attribution, times: Sequence[TimeExpression], *, text: str, anchor: date | None
) -> Setting:
    """With the date of a post: beside the name that signs it or stands above it, or in the line below the words."""
    if one.cue or not one.source or setting.when is not None:
        return setting
    name = one.source[0]
    beside = _LINE.match(text, name.end)
    below = _LINE.search(text, one.content[-1].end) if text.startswith("\n", one.content[-1].end) else None
    places = [
        Span(*line.span())
        for line, form in ((beside, SIGNED_ON), (below, STAMP))
        if line and form.fullmatch(text, *line.span())
    ]
    days = [resolve(time, anchor, text=text) for place in places for time in _times_in(place, times)]
    return replace(setting, when=next((day for day in days if day.start is not None), None))


def _times_within(clause: Clause, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    found = _times_in(Span(clause.start, clause.end), times)
    return [time for time in found if clause.words[time.span.start - clause.start] != BLANK]


def _times_in(span: Span, times: Sequence[TimeExpression]) -> Sequence[TimeExpression]:
    """Those that begin in the span."""
    first = bisect_left(times, span.start, key=lambda time: time.span.start)
    last = bisect_left(times, span.end, key=lambda time: time.span.start)
    return times[first:last]


def _nearest(clause: Clause, named: Sequence[Span]) -> Span | None:
    """The venue closest to the cue, those after it first."""
    return min(named, key=lambda venue: _away(clause, venue), default=None)


def _away(clause: Clause, venue: Span) -> tuple[bool, int]:
    behind = venue.start < clause.anchor.start
    return behind, abs(venue.start - clause.anchor.start)
