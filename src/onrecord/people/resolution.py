"""From the source of an attribution to its speaker.

A speaker is always chosen among the names and descriptions of the article, never written freely; in doubt the mention
stands as it is, and the certainty falls.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from onrecord.actors.directory import Directory
from onrecord.english.words import first_names
from onrecord.model import Attribution, Span, Speaker, Version, Words
from onrecord.people.article import ArticleCast, Choice
from onrecord.people.choosing.choice import asked, chosen
from onrecord.people.choosing.source import LONGEST_SOURCE
from onrecord.people.phrases import placed
from onrecord.people.principals import principals
from onrecord.people.turns import speakers_of_turns

_MAC = re.compile(r"\b(Mc)([a-z])")
_LONGEST_NAME = 4
BY_OFFICE = 0.8
"""Certainty of the holder of an office by the directory, whom the article does not name."""
UNTOLD = 0.3
"""Certainty that the article names nobody."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who issued the statement, and on whose behalf; nobody where the article does not tell.

    `certainty` is from 0 to 1 how sure the speakers are, given that the source is right: 1 where the
    source itself gives the full name, lower for short names that fit several, for descriptions and for
    pronouns. Without a speaker it tells how sure it is that the article names none."""

    speakers: tuple[Speaker, ...] = ()
    principals: tuple[Speaker, ...] = ()
    certainty: float = 1.0


def resolve(
    version: Version, attributions: Sequence[Attribution], *, directory: Directory | None = None
) -> list[Resolved]:
    """The speaker of each attribution, in the order given. `directory` is asked for who held an office on the day
    of publication where the article describes a person by it and names nobody."""
    article = ArticleCast.of(version, attributions)
    named = {member.name for member in article.cast.members} if directory else set()
    labelled = speakers_of_turns(version, article)
    order = in_order(attributions)
    labels = [None if one.cue else labelled.get(one.content[0].start) for one in attributions]
    choices = chosen(article, [asked(article, attributions[number], label=labels[number]) for number in order])
    found: dict[int, Resolved] = {}
    for number, choice in zip(order, choices, strict=True):
        attribution = attributions[number]
        if choice is None:
            found[number] = Resolved(certainty=UNTOLD)
            continue
        if labels[number] is None:
            if directory is not None:
                in_office = partial(_in_office, version, attribution, directory=directory, named=named)
                choice = _each(in_office, choice)
            choice = _each(partial(_as_written_elsewhere, article), choice)
        behalf = principals(version.text, attribution, choice=choice, cast=article.cast)
        found[number] = Resolved(_speakers(version.text, attribution, choice), behalf, choice.certainty)
    return [found[number] for number in range(len(attributions))]


def _each(function: Callable[[Choice], Choice], choice: Choice) -> Choice:
    """What the function makes of a choice, or of each of several."""
    if not choice.each:
        return function(choice)
    each = tuple(map(function, choice.each))
    return choice if each == choice.each else Choice.of_several(each)


def _speakers(text: str, attribution: Attribution, choice: Choice) -> tuple[Speaker, ...]:
    """The speakers of a choice, each with the words of the source that name it: all of them where no part does."""
    source = attribution.source
    whole = Span(min(part.start for part in source), max(part.end for part in source)) if source else None

    def mention(own: Span | None) -> Words | None:
        # Words that named it in an earlier source are not this one's.
        naming = own if own and any(part.start <= own.start and own.end <= part.end for part in source) else whole
        return Words.at(naming, text) if naming else None

    if not choice.each:
        return (Speaker(choice.name, choice.kind, choice.role, mention(None)),)
    return tuple(Speaker(one.name, one.kind, one.role, mention(one.mention)) for one in choice.each)


def _in_office(
    version: Version, attribution: Attribution, choice: Choice, *, directory: Directory, named: set[str]
) -> Choice:
    """Who held the office that a description names, on the day of the article."""
    if choice.kind != "unnamed" or version.published is None or version.published.day is None:
        return choice
    meant = directory.meant(choice.name, version.published.day, named=named)
    if meant is None:
        return choice
    holder, sure = meant
    start = _place(attribution)
    office = placed(choice.name, version.text, start, start + LONGEST_SOURCE)
    return replace(choice, name=holder.name, kind=holder.kind, certainty=BY_OFFICE * sure, role=office)


def _as_written_elsewhere(article: ArticleCast, choice: Choice) -> Choice:
    """A person whom a transcript names in capitals, as names are written: "MARIA HOLT" is Maria Holt."""
    words = choice.name.split()
    if not choice.name.isupper() or not 2 <= len(words) <= _LONGEST_NAME:
        return choice
    if choice.kind != "person" and words[0].title() not in first_names():
        return choice
    member = article.cast.member(words, place=0)
    known = member is not None and member.name.upper() == choice.name != member.name
    name = member.name if member and known else _MAC.sub(lambda m: m[1] + m[2].upper(), choice.name.title())
    return replace(choice, name=name, kind="person")


def in_order(attributions: Sequence[Attribution]) -> list[int]:
    """The numbers of attributions in the order in which they are read."""
    return sorted(range(len(attributions)), key=lambda number: _place(attributions[number]))


def _place(attribution: Attribution) -> int:
    first = attribution.source or attribution.cue or attribution.content
    return min(first[0].start, attribution.content[0].start)
