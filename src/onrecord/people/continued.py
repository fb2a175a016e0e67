"""Statements without a source: quotations that go on, labelled lines of interviews, signed posts."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Attribution, Span
from onrecord.people.article import ArticleCast, Choice, Told
from onrecord.people.named import by_name
from onrecord.people.names import names
from onrecord.people.words import ORGANIZATION_WORDS
from onrecord.sources.label_words import ANSWER, QUESTION

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
