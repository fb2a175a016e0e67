"""From the source of an attribution to its speaker.

A speaker is always chosen among the names and descriptions of the article, never written freely; in
doubt the mention stands as it is, and the certainty falls. Statements are resolved in reading order,
because pronouns and continued quotations look back.

Statements without a source: quotations that go on, labelled lines of interviews, signed posts.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from onrecord.actors.directory import Directory
from onrecord.english.words import ORGANIZATION_WORDS, PAIRS, PRONOUNS, UTTERANCES, first_names
from onrecord.model import Attribution, Span, Speaker, Version, Words
from onrecord.people.article import ArticleCast, Choice, Told
from onrecord.people.descriptions import by_description
from onrecord.people.groups import GROUP, fullest, with_members
from onrecord.people.named import by_name, several_names
from onrecord.people.names import names
from onrecord.people.phrases import DEFINITE, described, placed, trimmed
from onrecord.people.principals import principals
from onrecord.people.pronouns import by_pronoun, of_two_before, pair_before
from onrecord.people.turns import speakers_of_turns
from onrecord.sources.turns.words import ANSWER, QUESTION

CONTINUED, LABELLED, SIGNED, ANSWERED = 0.8, 0.95, 0.9, 0.6
"""Certainty that a quotation goes on, of a line's own label, of a signature, and that an answer is the
interviewee's."""
_LEAST = 40
"""Characters between two quotations from which on the second is no continuation."""
_LONGEST_LABEL = 200
"""Characters from the beginning of a line to the words that its label gives to somebody."""
_LABEL = re.compile(r"(?:^|\n)[ \t]*(?P<name>[A-Z][\w.’' -]{0,50}?)(?:,[^:\n]{1,60}|\s\([^)\n]{1,60}\))?:[ \t]*$")
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,3}")
_SIGNATURE = re.compile(r"[\"”’]?\s{0,3}[—–-]{1,2}[ \t]?(?P<name>[A-Z][^\n(—–]{1,60}?)[ \t]?(?:\(@\w+\)|,|\n|—|–|$)")
_INTRODUCTION = 10_000
"""Characters before the first answer in which an interviewee is named."""


def without_source(article: ArticleCast, told: Sequence[Told], attribution: Attribution) -> Choice | None:
    """The speaker of a statement that names none; None where the article does not tell."""
    return (
        _labelled(article, attribution)
        or _signed(article, attribution)
        or (_continued(article, told[-1], attribution) if told else None)
    )


def _labelled(article: ArticleCast, attribution: Attribution) -> Choice | None:
    """ "HOLT: It rains.", "Q. Does it? A. It does." """
    start = attribution.content[0].start
    floor = max(0, start - _LONGEST_LABEL)
    line = article.text.rfind("\n", floor, start) + 1
    if line == 0 and floor > 0:
        return None  # the line begins too far before the words to be theirs
    label = _LABEL.search(article.text[max(0, line - 1) : start].rstrip(' "“'))
    if label is None:
        return _answer(article, line, start)
    name = label["name"]
    if name.lower() in ANSWER | QUESTION:
        return _interviewee(article, start) if name.lower() in ANSWER else None
    at = article.text.index(name, line)
    return _of_label(article, name, at)


def _of_label(article: ArticleCast, name: str, at: int) -> Choice | None:
    wanted = name.split()
    fitting = article.cast.fitting(wanted)
    if fitting:
        # "HOLT" is Maria Holt where the text has her in small letters, else the fullest label.
        member = max(fitting, key=lambda m: (not m.name.isupper(), len(m.name)))
        person = member.kind == "person" or not any(word.lower() in ORGANIZATION_WORDS for word in wanted)
        full = article.cast.in_full(member.name)
        return Choice(full, "person" if person else member.kind, LABELLED, member.role)
    if _INITIALS.fullmatch(name):
        spelled = article.cast.with_initials(name.replace(".", ""))
        return Choice(spelled.name, "person", LABELLED, spelled.role) if spelled else None
    found = by_name(article, Span(at, at + len(name)))
    return found and replace(found, certainty=min(found.certainty, LABELLED))


def _answer(article: ArticleCast, line: int, start: int) -> Choice | None:
    """ "A. It does.": a label without a colon."""
    label = article.text[line:start].strip(' "“')
    return _interviewee(article, start) if label in {"A.", "A", "A:", "Answer:"} else None


def _interviewee(article: ArticleCast, at: int) -> Choice | None:
    """The person named most before the first answer, the earlier of two."""
    counts: dict[str, int] = {}
    for mention in article.before(min(at, article.first_answer), _INTRODUCTION):
        if mention.member.kind == "person":
            counts[mention.member.name] = counts.get(mention.member.name, 0) + 1
    return Choice(max(counts, key=lambda name: counts[name]), "person", ANSWERED) if counts else None


def _signed(article: ArticleCast, attribution: Attribution) -> Choice | None:
    """ "It rains. — Maria Holt (@mholt)": the name behind the dash under a post or pull-quote."""
    end = attribution.content[-1].end
    signature = _SIGNATURE.match(article.text, end, end + 120)
    if signature is None:
        return None
    span = Span(*signature.span("name"))
    inside = names(article.text, span.start, span.end)
    if len(inside) != 1 or inside[0].span.start != span.start:
        return None
    found = by_name(article, span)
    return found and replace(found, certainty=min(found.certainty, SIGNED))


def _continued(article: ArticleCast, before: Told, attribution: Attribution) -> Choice | None:
    """The speaker of a quotation that directly follows another one."""
    if attribution.type == "indirect" or before.attribution.type == "indirect":
        return None
    between = article.text[before.attribution.content[-1].end : attribution.content[0].start]
    if len(between.strip(' \n"“”.,')) > _LEAST:
        return None
    return replace(before.choice, certainty=min(before.choice.certainty, CONTINUED))


_OWNED = re.compile(r"(?P<owner>.+?)(?:[’']s|(?<=s)[’'])\s(?:\w+\s)?(?P<what>\w+)")
_MAC = re.compile(r"\b(Mc)([a-z])")
_JOINED = re.compile(r"(?:(?<=\s)[A-Z][\w’']*\s){0,2}[A-Z][\w’']*-$")
_LONGEST_WORD = 60
"""Characters of a name before the hyphen at which a source begins."""
_OF_TWO = frozenset({"the former", "the latter"})
_LONGEST_NAME = 4
_LONGEST_SOURCE = 500
"""Characters of a source that are looked at."""
_ROLE_REACH = 60
"""Characters between a source that was cut short and the name it belongs to."""
BY_OFFICE = 0.8
"""Certainty of the holder of an office by the directory, whom the article does not name."""
UNRESOLVED, QUOTED = 0.3, 0.45
"""Certainty of a pronoun that stands as it is, and of one beside a quotation, which is somebody's in any case."""


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
    told: list[Told] = []
    found: dict[int, Resolved] = {}
    labelled = speakers_of_turns(version, article)
    for number in sorted(range(len(attributions)), key=lambda i: _place(attributions[i])):
        attribution = attributions[number]
        label = labelled.get(attribution.content[0].start) if not attribution.cue else None
        choice = label or _choice(article, told, attribution)
        if choice is None:
            found[number] = Resolved(certainty=UNRESOLVED)
            continue
        if choice is not label and directory is not None:
            in_office = partial(_in_office, version, attribution, directory=directory, named=named)
            choice = _each(in_office, choice)
        choice = label or _each(partial(_as_written_elsewhere, article), choice)
        told.append(Told(_place(attribution), attribution, choice))
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


def _choice(article: ArticleCast, told: Sequence[Told], attribution: Attribution) -> Choice | None:
    sources = [span for span in attribution.source if any(map(str.isalnum, span.of(article.text)))]
    if not sources:
        return without_source(article, told, attribution)
    found = [_of_span(article, told, span, attribution) for span in sources]
    if len(found) == 1:
        return found[0]
    named = [replace(one, mention=span) for one, span in zip(found, sources, strict=True)]
    return Choice.of_several(named)


def _of_span(article: ArticleCast, told: Sequence[Told], source: Span, attribution: Attribution) -> Choice:
    source = Span(source.start, min(source.end, source.start + _LONGEST_SOURCE))
    span = _with_name(article, _whole_words(article.text, _whose(article.text, trimmed(article.text, source))))
    plain = span.of(article.text)
    lower = plain.lower()
    if lower in PAIRS and (pair := pair_before(article, span.start, adjacent=False)):
        return pair
    if lower in _OF_TWO and (one := of_two_before(article, span.start, first=lower == "the former")):
        return one
    pronoun = lower.split()[0] if lower.startswith(("who ", "which ")) else lower
    if pronoun in PRONOUNS and not (plain.isupper() and len(plain) > 1):
        standing = Span(span.start, span.start + len(pronoun))
        sure = QUOTED if attribution.type == "direct" else UNRESOLVED
        return by_pronoun(article, told, standing, content=attribution.content) or Choice(plain, "unnamed", sure)
    if whole := with_members(article, span, attribution):
        return Choice(whole, "group", GROUP)
    if several := several_names(article, span):
        return Choice.of_several(several)
    if named := by_name(article, span):
        return named
    choice = by_description(article, told, span)
    if choice.kind == "unnamed" and choice.name == described(plain):
        return Choice(fullest(article, span, attribution), "unnamed", choice.certainty, choice.role)
    return choice


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
    office = placed(choice.name, version.text, start, start + _LONGEST_SOURCE)
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


def _whose(text: str, span: Span) -> Span:
    """The owner in "the researchers' calculations"."""
    owned = _OWNED.fullmatch(text, span.start, span.end)
    return Span(*owned.span("owner")) if owned and owned["what"].lower() in UTTERANCES else span


def _with_name(article: ArticleCast, span: Span) -> Span:
    """The span with the name behind it where it is only the role of that name: "Norvian" Prime Minister Holt; "his
    apprentice", Ana Holt."""
    for name in article.cast.names_from(span.end + 1, _ROLE_REACH):
        between = article.text[span.end : name.span.start]
        if name.role and article.text[span.start : name.span.start].strip() == name.role.text:
            return Span(span.start, name.span.end)
        if between == ", " and name.kind != "organization" and _is_apposed(article.text, span, name.span):
            return Span(span.start, name.span.end)
    return span


def _whole_words(text: str, span: Span) -> Span:
    """The span with the rest of the word that it begins in: "Reyes" in "Ana Ortiz-Reyes" with "Ortiz-", and then with
    the words of the name before it."""
    joined = _JOINED.search(text, max(0, span.start - _LONGEST_WORD), span.start)
    return Span(joined.start(), span.end) if joined else span


def _is_apposed(text: str, span: Span, name: Span) -> bool:
    """Whether the name behind a comma is that of the person described before it."""
    words = span.of(text).split()
    described = words[0].lower() in DEFINITE or words[0].endswith(("’s", "'s"))
    return described and words[-1][0].islower() and text[name.end : name.end + 1] in {"", ".", ",", ";", "\n"}


def _place(attribution: Attribution) -> int:
    first = attribution.source or attribution.cue or attribution.content
    return min(first[0].start, attribution.content[0].start)
