"""When, where and to whom something was said, read from the author's words around each attribution.

Invariants: the date is that of the utterance, not of an event spoken of; no date is read from inside a content; without
a publication date nothing relative is resolved, so that no date is invented.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from onrecord.english.calendar import SHORT_WEEKDAYS
from onrecord.english.sentences import sentence_starts
from onrecord.model import Attribution, Span, Speaker, Statement, Time, Version, When, Words, names_of
from onrecord.occasions.candidates import ACTOR_KINDS, CANDIDATES, FAR, Candidate, Ground, Page, Sort, sentences
from onrecord.occasions.clauses import BLANK, clauses, mask
from onrecord.occasions.counting import counted
from onrecord.occasions.dating import dated
from onrecord.occasions.features import features
from onrecord.occasions.setting import Setting, beside
from onrecord.occasions.times import find_times
from onrecord.trees import Integers, shipped

__all__ = ["Circumstances", "circumstances", "numbered"]

_TOLD = ("update notice", "printed update")
"""Signals of a change that a page tells its readers; data for machines change with every design of a site."""
_TODAY = re.compile(
    r"\b(?:today|tonight|this (?:morning|afternoon|evening)) \((Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*day\b", re.IGNORECASE
)
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
    times = [found for found in find_times(masked) if BLANK not in masked[found.span.start : found.span.end]]
    times = counted(times, text, anchor)
    starts = sentence_starts(text, masked)
    found_clauses = clauses(text, attributions, masked=masked, starts=starts)
    pairs_of = zip(attributions, found_clauses, strict=True)
    settings = [beside(one, clause, times, text=text, anchor=anchor) for one, clause in pairs_of]
    places = [(one.cue or one.source or one.content)[0].start for one in attributions]
    cues = [part.start for one in attributions for part in one.cue[:1]]
    return Page(
        text=text,
        masked=masked,
        starts=starts,
        anchor=anchor,
        times=times,
        attributions=attributions,
        places=places,
        sentences=list(sentences(masked, starts=starts, times=times, places=places, cues=cues)),
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
        if published is not None and _is_next_day(version.text, published):
            return published + timedelta(days=1), "counted from the day that the text calls today"
        return published, None
    if bounded_by_update and update is not None:
        return update.day, "update notice as latest bound"
    return None, None


def _is_next_day(text: str, published: date) -> bool:
    """Whether the text was written on the day after, as live pages go on: "today (Monday)" in one of a Sunday."""
    told = _TODAY.search(text)
    return told is not None and SHORT_WEEKDAYS.index(told[1].lower()) == (published.weekday() + 1) % 7


def _is_updated(version: Version, update: Time) -> bool:
    """Whether the page tells its readers of an update, and not only of a correction, which changes no weekday."""
    notes = (block.span.of(version.text).lower() for block in version.blocks if block.kind == "note")
    return update.signal == "printed update" or any("update" in note for note in notes)


def _remarked(when: When | None, remark: str | None) -> When | None:
    if not remark or when is None or when.start is None or when.rule.startswith("explicit"):
        return when
    return replace(when, rule=f"{when.rule}, {remark}")


def _circumstances(setting: Setting, text: str) -> Circumstances:
    venue = Words.at(setting.venue, text) if setting.venue else None
    return Circumstances(setting.when, venue, Words.at(setting.addressee, text) if setting.addressee else None)


def _completed(page: Page, told: Sequence[Circumstances], *, remark: str | None) -> list[Circumstances]:
    """With the learned choices where the rules told nothing, or no day that could be resolved."""
    ground = Ground(page)
    undated = [one.when is None or one.when.start is None for one in told]
    days = chosen(ground, "date", wanted=undated)
    whens = [_remarked(_of_occasion(page, number, day), remark) or told[number].when for number, day in enumerate(days)]
    spans = [when.span if when and when.start else None for when in whens]
    venues = _words(page, chosen(ground, "venue", wanted=[one.venue is None for one in told], days=spans))
    addressees = _words(page, chosen(ground, "addressee", wanted=[one.addressee is None for one in told], days=spans))
    return [
        Circumstances(when, one.venue or venue, one.addressee or addressee)
        for one, when, venue, addressee in zip(told, whens, venues, addressees, strict=True)
    ]


BEFORE, BEHIND = 24, 8
"""How many candidates before and behind a statement are looked at, beside those of its own few sentences."""
_REACH = 5
"""Sentences, the farthest of those that do not reach as far as the article goes."""
_NEAR_BEFORE, _NEAR_BEHIND = 40, 24
"""How many of these before and behind a statement are looked at."""


def chosen(
    ground: Ground, sort: Sort, *, wanted: Sequence[bool], days: Sequence[Span | None] | None = None
) -> list[Candidate | None]:
    """For each attribution that is wanted the candidate that tells its date, venue or addressee; None where none scores
    enough. `days` are the words that date each attribution, where they are known."""
    candidates = CANDIDATES[sort](ground.page) if any(wanted) else []
    best: list[Candidate | None] = [None] * len(wanted)
    owner, other = pairs(ground, candidates, wanted=wanted)
    if not len(owner):
        return best
    trees = shipped("onrecord.occasions", sort)
    scores = trees.scores(features(ground, candidates, owner, other, sort=sort, days=days))
    # The last stays: the best score, of equal ones the candidate that comes first.
    for number in np.lexsort((-other, scores)):
        if scores[number] >= trees.least:
            best[owner[number]] = candidates[other[number]]
    return best


def pairs(ground: Ground, candidates: Sequence[Candidate], *, wanted: Sequence[bool]) -> tuple[Integers, Integers]:
    """The attributions that are wanted and the candidates that may tell of them, by their numbers."""
    if not candidates or not any(wanted):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    starts = np.array([one.span.start for one in candidates], dtype=np.int64)
    reach = np.array([one.reach for one in candidates], dtype=np.int64)
    sentence = np.searchsorted(ground.starts, starts, "right") - 1
    number = np.flatnonzero(np.array(wanted, dtype=np.bool_))
    far = np.flatnonzero(reach == FAR)
    at = np.searchsorted(starts[far], ground.places[number])[:, None] + np.arange(-BEFORE, BEHIND)
    is_far = (at >= 0) & (at < len(far))
    here = ground.sentence[number][:, None]
    first, last = np.searchsorted(sentence, here - _REACH), np.searchsorted(sentence, here + _REACH + 1)
    near = np.searchsorted(starts, ground.places[number])[:, None] + np.arange(-_NEAR_BEFORE, _NEAR_BEHIND)
    is_near = (first <= near) & (near < last)
    near = np.clip(near, 0, len(candidates) - 1)
    is_near &= (np.abs(sentence[near] - here) <= reach[near]) & (reach[near] < FAR)
    owner = np.concatenate([np.nonzero(is_far)[0], np.nonzero(is_near)[0]])
    other = np.concatenate([far[at[is_far]], near[is_near]])
    order = np.lexsort((other, owner))
    return number[owner[order]], other[order]


def _of_occasion(page: Page, number: int, day: Candidate | None) -> When | None:
    """The day chosen; its rule says where it holds by the occasion and not by words beside the statement."""
    if day is None or day.when is None:
        return None
    clause = page.clauses[number]
    beside = clause is not None and clause.start <= day.span.start < clause.end
    return day.when if beside else replace(day.when, rule=f"{day.when.rule}, of the same occasion")


def _words(page: Page, found: Sequence[Candidate | None]) -> list[Words | None]:
    return [Words.at(one.span, page.text) if one else None for one in found]


def numbered(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with the numbers of their occasions, counted from 1 in the order given.

    Two share one where they have the same date and the same venue, and the same words tell one of the two: two people
    who spoke "on Thursday", each by a word of their own, need not have spoken on the same occasion."""
    numbers: dict[Hashable, int] = {}
    found = []
    last = 0
    for one in statements:
        if one.when is None and one.venue is None:
            found.append(one)
            continue
        told = list(_told(one))
        number = next((numbers[key] for key in told if key in numbers), last + 1)
        last = max(last, number)
        numbers |= dict.fromkeys(told, number)
        found.append(replace(one, occasion=number))
    return tuple(found)


def _told(one: Statement) -> Iterator[Hashable]:
    """Date and venue with the place of the words that tell the venue, and of those that tell the date."""
    days = (one.when.start, one.when.end) if one.when else None
    venue = one.venue.text if one.venue else None
    if one.venue and one.venue.span:
        yield "venue", one.venue.span, days, venue
    if one.when and one.when.span:
        yield "when", one.when.span, days, venue
