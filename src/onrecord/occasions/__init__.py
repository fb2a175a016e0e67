"""When, where and to whom something was said, read from the author's words around each attribution.

Invariants: the date is that of the utterance, not of an event spoken of; no date is read from inside a content; without
a publication date nothing relative is resolved, so that no date is invented.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.english.sentences import sentence_starts
from onrecord.model import Attribution, Span, Speaker, Time, Version, When, Words, names_of
from onrecord.occasions.candidates import ACTOR_KINDS, Candidate, Page
from onrecord.occasions.choice import chosen
from onrecord.occasions.clauses import BLANK, Clause, clauses, mask
from onrecord.occasions.continuity import Preparation, continued, looks_back
from onrecord.occasions.dating import belongs, counted, dated, preparation_time, spoken_time, when_of
from onrecord.occasions.known import Setting, numbered
from onrecord.occasions.resolution import resolve
from onrecord.occasions.times import TimeExpression, find_times
from onrecord.occasions.venues import Venue, addressed_in, addressee_of, given_in, provided_in, relayed_in, venues_in
from onrecord.reading.signed import SIGNED_ON, STAMP

__all__ = ["Circumstances", "circumstances", "numbered"]

_SPOKE = re.compile(
    r"\b(?:spoke|testified|(?:took|answered|faced) (?:\w+ )?questions|addressed|appeared before|gave evidence"
    r"|(?:was|were) (?:questioned|grilled|heard|cross-examined) by|(?:answered|replied to) (?:him|her|them)|replied"
    r"|responded|hit back|struck back|apologi[sz]ed|changed (?:his|her|their) mind|briefed|spoke out|resigned"
    r"|announced (?:it|this|that|the news)|(?:laughed at|rejected|criticized|criticised|defended|dismissed|welcomed"
    r"|condemned|mocked|praised|attacked|denied)"
    r"|faced (?:the )?(?:\w+ ){0,2}?(?:parliament|lawmakers|mps|senators|committee|council|reporters|congress|press)"
    r"|(?P<sits>(?:trial|hearing|inquest|inquiry)\b[^.\n]{0,80}? (?:opened|began|resumed|continued))"
    r"|(?P<heard>heard (?:on \w+ )?(?:evidence )?from))\b",
    re.IGNORECASE,
)
"""Verbs that tell of an occasion without naming a venue."""
_LINE = re.compile(r"[^\n]+")
_LONGEST_SENTENCE = 2000
"""Characters of a sentence that are looked at."""
_TOLD = ("update notice", "printed update")
"""Signals of a change that a page tells its readers; data for machines change with every design of a site."""
_LONG_AFTER = timedelta(days=60)
"""An update so long after the publication is an account of its own: "on Monday" in it is a Monday of its week."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When, where and to whom one attribution was uttered; each with the words that tell it."""

    when: When | None = None
    venue: Words | None = None
    addressee: Words | None = None


def circumstances(
    version: Version,
    attributions: Sequence[Attribution],
    *,
    speakers: Sequence[Sequence[Speaker]] | None = None,
    bounded_by_update: bool = False,
) -> list[Circumstances]:
    """The circumstances of each attribution, in the order given.

    `speakers` are those of each attribution; without them only what the rules read beside the words is told. Relative
    times are resolved against the publication date, or that of a much later update of which the page tells its
    readers, and then the rule says so; without a date they stay unresolved. With
    `bounded_by_update` an update notice stands in for it, and the rule says that it is only the latest bound."""
    _, remark = _anchor(version, bounded_by_update=bounded_by_update)
    known = [()] * len(attributions) if speakers is None else speakers
    page = page_of(version, attributions, speakers=known, bounded_by_update=bounded_by_update)
    ruled = [_circumstances(setting, version.text) for setting in page.settings]
    whens = dated(version, attributions, [_remarked(one.when, remark) for one in ruled])
    told = [replace(one, when=when) for one, when in zip(ruled, whens, strict=True)]
    return told if speakers is None else _completed(page, told, remark=remark)


def page_of(
    version: Version,
    attributions: Sequence[Attribution],
    *,
    speakers: Sequence[Sequence[Speaker]],
    bounded_by_update: bool = False,
) -> Page:
    """The article with what the rules tell of each attribution."""
    text = version.text
    anchor, _ = _anchor(version, bounded_by_update=bounded_by_update)
    masked = mask(text, [span for attribution in attributions for span in attribution.content])
    times = [found for found in find_times(text) if BLANK not in masked[found.span.start : found.span.end]]
    times = counted(times, text, anchor)
    found_clauses = clauses(text, attributions)
    own = [
        _stamped(_own(clause, times, text=text, anchor=anchor), one, times, text=text, anchor=anchor)
        for clause, one in zip(found_clauses, attributions, strict=True)
    ]
    named = sorted(setting.venue.span.start for setting in own if setting.venue)
    starts = sentence_starts(text, masked)
    preparations = [
        one
        for one in _preparations(text, masked, starts, times, anchor)
        if one.back or bisect_left(named, one.span.start) == bisect_left(named, one.span.end)
    ]
    settings = continued(text, attributions, clauses=found_clauses, own=own, preparations=preparations)
    return Page(
        text=text,
        masked=masked,
        starts=starts,
        anchor=anchor,
        times=times,
        attributions=attributions,
        clauses=found_clauses,
        settings=settings,
        speakers=[names_of(mine) for mine in speakers],
        kinds=[ACTOR_KINDS.index(mine[0].kind) if mine else len(ACTOR_KINDS) for mine in speakers],
    )


def _anchor(version: Version, *, bounded_by_update: bool) -> tuple[date | None, str | None]:
    """The day to count from, and what the rule must say of it: that it is an update's, or only the latest it can be."""
    update = version.modified if version.modified is not None and version.modified.signal in _TOLD else None
    if version.published is not None:
        published, updated = version.published.day, update.day if update is not None else None
        long_after = published is not None and updated is not None and updated - published >= _LONG_AFTER
        if long_after and update is not None and _is_updated(version, update):
            return updated, "counted from the update"
        return published, None
    if bounded_by_update and update is not None:
        return update.day, "update notice as latest bound"
    return None, None


def _is_updated(version: Version, update: Time) -> bool:
    """Whether the page tells its readers of an update, and not only of a correction, which changes no weekday."""
    notes = (block.span.of(version.text).lower() for block in version.blocks if block.kind == "note")
    return update.signal == "printed update" or any("update" in note for note in notes)


def _remarked(when: When | None, remark: str | None) -> When | None:
    if not remark or when is None or when.start is None or when.rule.startswith("explicit"):
        return when
    return replace(when, rule=f"{when.rule}, {remark}")


def _circumstances(setting: Setting, text: str) -> Circumstances:
    venue = Words.at(setting.venue.span, text) if setting.venue else None
    return Circumstances(setting.when, venue, Words.at(setting.addressee, text) if setting.addressee else None)


def _completed(page: Page, told: Sequence[Circumstances], *, remark: str | None) -> list[Circumstances]:
    """With the learned choices where the rules told nothing, or no day that could be resolved."""
    undated = [one.when is None or one.when.start is None for one in told]
    days = chosen(page, "date", wanted=undated)
    whens = [_remarked(_of_occasion(page, number, day), remark) or told[number].when for number, day in enumerate(days)]
    spans = [when.span if when and when.start else None for when in whens]
    venues = _words(page, chosen(page, "venue", wanted=[one.venue is None for one in told], days=spans))
    addressees = _words(page, chosen(page, "addressee", wanted=[one.addressee is None for one in told], days=spans))
    return [
        Circumstances(when, one.venue or venue, one.addressee or addressee)
        for one, when, venue, addressee in zip(told, whens, venues, addressees, strict=True)
    ]


def _of_occasion(page: Page, number: int, day: Candidate | None) -> When | None:
    """The day chosen; its rule says where it holds by the occasion and not by words beside the statement."""
    if day is None or day.when is None:
        return None
    clause = page.clauses[number]
    beside = clause is not None and clause.start <= day.span.start < clause.end
    return day.when if beside else replace(day.when, rule=f"{day.when.rule}, of the same occasion")


def _words(page: Page, found: Sequence[Candidate | None]) -> list[Words | None]:
    return [Words.at(one.span, page.text) if one else None for one in found]


def _own(clause: Clause | None, times: Sequence[TimeExpression], *, text: str, anchor: date | None) -> Setting:
    """What the clause itself tells."""
    if clause is None:
        return Setting()
    within = _times_within(clause, times)
    stops = frozenset(time.span.start - clause.start for time in within)
    named = venues_in(clause.words, clause.start, stops=stops)
    named = [venue for venue in named if belongs(clause, venue)]
    given = given_in(clause.words, clause.start, stops=stops) if not named else None
    behind_source = given is not None and clause.source is not None and clause.source.end <= given.span.start
    if given is not None and behind_source and given.span.end <= clause.anchor.start and belongs(clause, given):
        named = [given]
    return Setting(
        when_of(clause, within, text=text, anchor=anchor, venues=named),
        _nearest(clause, named) or relayed_in(clause.words, clause.start, stops=stops),
        addressee_of(clause, text, stops=stops),
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


def _nearest(clause: Clause, named: Sequence[Venue]) -> Venue | None:
    """The venue closest to the cue, those after it first."""
    return min(named, key=lambda venue: _distance(clause, venue), default=None)


def _distance(clause: Clause, venue: Venue) -> tuple[bool, int]:
    behind = venue.span.start < clause.anchor.start
    return behind, abs(venue.span.start - clause.anchor.start)


def _preparations(
    text: str, masked: str, starts: Sequence[int], times: Sequence[TimeExpression], anchor: date | None
) -> list[Preparation]:
    """The sentences that tell of an occasion."""
    found = []
    for start, behind in zip(starts, (*starts[1:], len(text)), strict=True):
        end = min(behind, start + _LONGEST_SENTENCE)
        words = masked[start:end]
        back = looks_back(words)
        within = _times_in(Span(start, end), times) if start < end else ()
        stops = frozenset(time.span.start - start for time in within)
        named = venues_in(words, start, stops=stops) if back else []
        venue = named[0] if named else given_in(words, start, stops=stops)
        if venue is None:
            spoke = _SPOKE.search(words)
            verb = start + (spoke.start() if spoke["heard"] else spoke.end()) if spoke else start
            when = spoken_time(within, Span(start, verb), text=text, anchor=anchor) if spoke else None
            if spoke and when:
                # Whom it is about may have been read as what was said: "Holt was questioned on Monday about the road."
                last = spoke.end() if spoke["sits"] else spoke.start()
                subject = text[start + spoke.end() : end] if spoke["heard"] else text[start : start + last]
                found.append(Preparation(Span(start, end), subject, Setting(when, told=True), back=False))
            continue
        when = preparation_time(within, venue, start=start, text=text, anchor=anchor)
        addressee = addressed_in(words, start, stops=stops) or provided_in(words, start, stops=stops)
        found.append(
            Preparation(
                Span(start, end),
                words[: venue.span.start - start],
                Setting(when, venue, addressee, told=not back),
                back,
            )
        )
    return found
