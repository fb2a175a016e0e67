"""Articles, questions and positions made by hand, for what is exchanged with other programs."""

from dataclasses import replace
from datetime import date

from onrecord.exports.annotations.coded import CodedPosition
from onrecord.model import (
    Article,
    Block,
    Origin,
    Reading,
    Span,
    Speaker,
    Statement,
    Time,
    Version,
    When,
    Words,
    sha256,
    statement_id,
)
from onrecord.positions.values import Position, Question, Stance

FERRY = (
    "Ferry 😀 stays\n\n“The ferry,” said Maria Holt, the mayor of “Skerra & Sons”, on Friday, “must stay.”\n\n"
    "The harbour office ⛴️ denied that 👩‍🔬 the ferry would leave. עברית: “כן”."
)
SHORT = "Berg does not rule the ferry out."
QUESTION = Question(
    "q1",
    "Should the ferry to Skerra stay?",
    "The ferry, not the bridge",
    synonyms=("boat", "crossing"),
    seeds=("s1",),
    since=date(2031, 1, 2),
)
SILENT = Question("q2", "Is nobody on record about this & “that”?")


def ferry() -> Reading:
    """An article with two statements, the first in two parts, with all that a reading may have."""
    version = Version(
        text=FERRY,
        bytes_sha256=sha256("<p>the page</p>"),
        media_type="text/html",
        headline="Ferry 😀 stays",
        authors=("Ann Lee", "Bo Ek"),
        outlet="The Harbour Times",
        published=Time("2031-05-04T23:30:00-05:00", "json-ld datePublished"),
        modified=Time("2031-05-05", "update notice"),
        language="en",
        blocks=(Block("headline", _at("Ferry 😀 stays")), Block("paragraph", Span(FERRY.index("“The"), len(FERRY)))),
        origin=Origin("fetched", "https://harbour.example/ferry"),
    )
    holt = Speaker("Maria Holt", "person", _words("the mayor of “Skerra & Sons”"), _words("Maria Holt"))
    office = Speaker("harbour office", "organization", None, _words("The harbour office"))
    friday = When.of_date("2031-05-02", text="Friday", rule="weekday before", span=_at("Friday"))
    first = _statement(
        (_at("“The ferry,”"), _at("“must stay.”")),
        source=_at("Maria Holt, the mayor of “Skerra & Sons”"),
        cue=_at("said"),
    )
    second = _statement(
        (_at("that 👩‍🔬 the ferry would leave"),), source=_at("The harbour office ⛴️"), cue=_at("denied")
    )
    statements = (
        replace(first, type="direct", speakers=(holt,), when=friday, occasion=1),
        replace(second, act="denies", speakers=(office,), principals=(holt,), addressee=Words("reporters")),
    )
    article = Article("ferry-1", "https://harbour.example/ferry", (version,))
    return Reading(article, statements, read_with="made-up 1")


def short() -> Reading:
    """An article of which hardly anything is known."""
    content = Span(len("Berg "), len(SHORT) - 1)
    version = Version(SHORT, sha256(SHORT), "text/plain")
    statement = Statement(
        statement_id(sha256(SHORT), (content,), ()), (content,), speakers=(Speaker("Berg", "person"),)
    )
    return Reading(Article("short-1", None, (version,)), (statement,))


def positions() -> tuple[CodedPosition, ...]:
    """One of each stance, by the program and by two persons, on the statements of both articles."""
    first, second = ferry().statements
    (third,) = short().statements
    holt = replace(
        _position("supports", first, name="Maria Holt"),
        when=first.when,
        published=date(2031, 5, 4),
        outlet="The Harbour Times",
        role="the mayor of “Skerra & Sons”",
        family="f1",
        decided_by=("Kim Park", "Ola Nord"),
    )
    return (
        CodedPosition(holt, "Kim Park", organization="Skerra & Sons"),
        CodedPosition(replace(holt, stance="open", decided_by=("Ola Nord",)), "Ola Nord", organization="Skerra & Sons"),
        CodedPosition(_position("opposes", second, name="harbour office"), kind="organization"),
        CodedPosition(replace(_position("neutral", third, name="Berg", article="short-1"), relayed=True)),
        CodedPosition(_position("opposes", second, name="Maria Holt", question="q2")),
    )


def _position(
    stance: Stance, statement: Statement, *, name: str, article: str = "ferry-1", question: str = "q1"
) -> Position:
    return Position(question, f"actor of {name}", name, stance, statement.id, article, confidence=0.8125)


def _statement(content: tuple[Span, ...], *, source: Span, cue: Span) -> Statement:
    id_ = statement_id(sha256(FERRY), content, (source,))
    return Statement(id_, content, (source,), (cue,), confidence=0.75)


def _at(words: str) -> Span:
    start = FERRY.index(words)
    return Span(start, start + len(words))


def _words(told: str) -> Words:
    return Words.at(_at(told), FERRY)
