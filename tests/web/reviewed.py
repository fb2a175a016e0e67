"""A record to review whose text has emoji of several code points, accents written as two, and old line ends."""

from dataclasses import replace
from pathlib import Path

from onrecord import open_record
from onrecord.model import Speaker, Statement, When
from tests.made_articles import READ_WITH, Made, made, statement, with_statements, words

FAMILY = "👩\u200d👩\u200d👧"
CREPES = "cre\u0301pes"
PARAGRAPHS = (
    f"🎉 On Tuesday the mayor, Ana Duarte, told us: “All {FAMILY} families get {CREPES} 🥞 on the quay,” and left.",
    "“The pillars\r\nare 🧱 unsafe,” said the union. “Nobody asked us,” said the union’s Rui Braga.",
    "The Harbour Times could not reach the port authority.",
)
READ = f"{FAMILY} families get"
RIGHT = f"All {FAMILY} families get {CREPES} 🥞 on the quay"
"""What the mayor said, as it was read and as it is."""


def festive(number: int = 1) -> Made:
    """An article with three statements; the first one, the most doubtful, has a speaker, words and an act that are
    wrong."""
    given = made(number, paragraphs=PARAGRAPHS, headline="Crêpes for all 🥞")
    text = given[1].article.latest.text
    ana, rui, union = (
        Speaker(name, kind, None, words(text, told))  # type: ignore[arg-type]
        for name, kind, told in (
            ("Ana Duarte", "person", "Ana Duarte"),
            ("Rui Braga", "person", "Rui Braga"),
            ("union", "organization", "the union"),
        )
    )
    tuesday = When.of_date("2024-05-07", text="Tuesday", rule="weekday on or before")
    first = statement(text, content=READ, source="Ana Duarte", cue="told")
    second = statement(text, content="The pillars\r\nare 🧱 unsafe,", source="the union", cue="said")
    third = statement(text, content="Nobody asked us,", source="the union’s Rui Braga")
    return with_statements(
        given,
        replace(first, type="direct", speakers=(union,), when=tuesday, confidence=0.3),
        replace(second, type="direct", speakers=(union,), confidence=0.5),
        replace(third, type="direct", speakers=(rui,), principals=(ana,), confidence=0.7),
    )


def make(path: Path, count: int = 1) -> tuple[Statement, ...]:
    """Keep so many of the articles in a record; the statements of the first."""
    with open_record(path) as record:
        for number in range(1, count + 1):
            record.add_reading(*festive(number), read_with=READ_WITH)
    return festive()[1].statements
