"""Whom a source names by itself: what is a matter of definition and no choice.

Labelled lines, answers, signatures; pairs; names, one or several; a quantity with what it is of.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.english.words import ORGANIZATION_WORDS, PAIRS
from onrecord.model import Attribution, Span
from onrecord.people.article import ArticleCast, Choice, Told
from onrecord.people.descriptions import by_description
from onrecord.people.groups import GROUP, fullest, with_members
from onrecord.people.named import by_name, several_names
from onrecord.people.names import names
from onrecord.people.phrases import described, stem
from onrecord.people.scene import Source
from onrecord.sources.turns.words import ANSWER, QUESTION

LABELLED, SIGNED, ANSWERED = 0.95, 0.9, 0.6
"""Certainty of a line's own label, of a signature, and that an answer is the interviewee's."""
_LONGEST_LABEL = 200
"""Characters from the beginning of a line to the words that its label gives to somebody."""
_LABEL = re.compile(r"(?:^|\n)[ \t]*(?P<name>[A-Z][\w.’' -]{0,50}?)(?:,[^:\n]{1,60}|\s\([^)\n]{1,60}\))?:[ \t]*$")
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,3}")
_SIGNATURE = re.compile(r"[\"”’]?\s{0,3}[—–-]{1,2}[ \t]?(?P<name>[A-Z][^\n(—–]{1,60}?)[ \t]?(?:\(@\w+\)|,|\n|—|–|$)")
_INTRODUCTION = 10_000
"""Characters before the first answer in which an interviewee is named."""


PAIR, NEUTRAL, INTRODUCED = 0.8, 0.85, 0.9
"""Certainty of two persons meant by one mention, of a person who goes by "they", and of one whom the article introduced
by the same word."""
_REACH, _PAIR_REACH = 3000, 6
"""Characters and sentences that a pair looks back."""
_AND = re.compile(r"\band\s(?:\S+\s){0,4}$")
_OF_TWO = frozenset({"the former", "the latter"})


def by_definition(article: ArticleCast, attribution: Attribution, *, source: Source) -> Choice | None:
    """Whom a part of a source names by itself; None where its words alone do not tell."""
    span = source.span
    if span is None:
        return _without_source(article, attribution)
    lower = source.plain.lower()
    if lower in PAIRS and (pair := _pair_before(article, span.start)):
        return pair
    if lower in _OF_TWO and (one := _of_two_before(article, span.start, first=lower == "the former")):
        return one
    if source.sort == "they":
        return _neutral_before(article, span.start) or _pair_before(article, span.start, joined=True)
    if source.sort:
        return None
    if whole := with_members(article, span, attribution):
        return Choice(whole, "group", GROUP)
    if several := several_names(article, span):
        return Choice.of_several(several)
    return by_name(article, span) or _introduced_so(article, source)


def _introduced_so(article: ArticleCast, source: Source) -> Choice | None:
    """The only person named before to whose name the article puts just this: "the surgeon, Ana Holt", "the surgeon"."""
    if source.span is None or len(source.words) != 2 or source.words[0] != "the" or source.plain.count(" ") != 1:
        return None
    found = [
        one
        for one in article.cast.with_role({stem(source.head)})
        if min(one.places, default=source.place) < source.place
        and any(role.text.lower() == source.head for role in one.roles)
    ]
    return Choice(found[0].name, "person", INTRODUCED, found[0].role) if len(found) == 1 else None


def by_description_of(
    article: ArticleCast, told: Sequence[Told], attribution: Attribution, source: Source
) -> Choice | None:
    """Whom a part of a source describes, as far as rules tell."""
    if source.span is None or source.sort:
        return None
    choice = by_description(article, told, source.span)
    if choice.kind == "unnamed" and choice.name == described(source.plain):
        return replace(choice, name=fullest(article, source.span, attribution))
    return choice


def _without_source(article: ArticleCast, attribution: Attribution) -> Choice | None:
    """The speaker of a statement that names none, by the words around it."""
    return _labelled(article, attribution) or _signed(article, attribution)


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


def _pair_before(article: ArticleCast, at: int, *, joined: bool = False) -> Choice | None:
    """The two persons named last; where they must be `joined` only those of the sentence before with "and" between."""
    named = [m for m in article.before(at, _REACH) if m.member.kind == "person" and not m.quoted]
    second = named[-1] if named else None
    first = next((m for m in reversed(named) if second and m.member is not second.member), None)
    if first is None or second is None:
        return None
    far = article.sentences_between(second.span.start, at)
    if far > (1 if joined else _PAIR_REACH):
        return None
    if joined and not _AND.search(article.text[first.span.start : second.span.start][-80:]):
        return None
    both = [Choice(one.member.name, "person", PAIR, one.member.role) for one in (first, second)]
    return replace(Choice.of_several(both), kind="group")


def _neutral_before(article: ArticleCast, at: int) -> Choice | None:
    """The person named last who goes by "they"."""
    found = [one.member for one in article.before(at, _REACH) if one.member.neutral and not one.quoted]
    return Choice(article.cast.in_full(found[-1].name), "person", NEUTRAL, found[-1].role) if found else None


def _of_two_before(article: ArticleCast, at: int, *, first: bool) -> Choice | None:
    """Of the two named last, in one sentence, the former or the latter."""
    named = [m for m in article.before(at, _REACH) if not m.quoted]
    second = named[-1] if named else None
    former = next((m for m in reversed(named) if second and m.member is not second.member), None)
    if former is None or second is None or article.sentences_between(former.span.start, second.span.start):
        return None
    member = (former if first else second).member
    return Choice(article.cast.in_full(member.name), member.kind, PAIR, member.role)
