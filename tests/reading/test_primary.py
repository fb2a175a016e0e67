import pytest

from onrecord.model import ArticleKind, Attribution, Block, Span, Version
from onrecord.reading.rules import with_primary

TRANSCRIPT = "Maria Holt: We stay.\nAnd we pay.\n\nNote: laughter\n\nJonas Berg: Who else?"
STATEMENT = (
    "Statement by the Harbour Council on the ferry\n\nThe ferry will run until April.\n\n"
    "“We asked,” said Ana Ruiz of us."
)


def found(text: str, kind: ArticleKind, attributions: list[Attribution] | None = None) -> list[tuple[str, list[str]]]:
    version = Version(text, "0", "text/plain", kind=kind)
    return [
        (one.source[0].of(text), [part.of(text) for part in one.content])
        for one in with_primary(version, attributions or [])
    ]


def test_the_turns_of_a_transcript_are_statements() -> None:
    assert found(TRANSCRIPT, "transcript") == [
        ("Maria Holt", ["We stay.", "And we pay.", "Note: laughter"]),
        ("Jonas Berg", ["Who else?"]),
    ]


def test_turns_replace_what_the_reader_found_in_them() -> None:
    start = TRANSCRIPT.index("We stay")
    inside = Attribution((Span(start, start + 7),), (Span(0, 5),))
    assert len(found(TRANSCRIPT, "transcript", [inside])) == 2


def test_an_official_statement_is_its_issuers_where_nobody_else_speaks() -> None:
    start = STATEMENT.index("“We")
    other = Attribution((Span(start, start + 11),), (Span(STATEMENT.index("Ana"), STATEMENT.index(" of us")),))
    assert found(STATEMENT, "official", [other]) == [
        ("Harbour Council", ["The ferry will run until April."]),
        ("Ana Ruiz", ["“We asked,”"]),
    ]


@pytest.mark.parametrize(
    "text", ["The ferry will run until April.", "Statement on the ferry\n\nIt will run for a year."]
)
def test_an_official_statement_without_an_issuer_is_nobodys(text: str) -> None:
    assert found(text, "official") == []


def test_nobody_states_the_headline_of_a_transcript_nor_what_a_screen_shows() -> None:
    text = "Transcript: Maria Holt on rain\n\nMaria Holt: We stay.\n\nTEXT: Holt 41\n\nMaria Holt: Why?"
    headline, screen = Span(0, 30), Span(text.index("Holt 41"), text.index("Holt 41") + 7)
    version = Version(text, "0", "text/plain", blocks=(Block("headline", headline),), kind="transcript")
    attributions = [Attribution((Span(12, 30),)), Attribution((screen,))]
    assert [one.content[0].of(text) for one in with_primary(version, attributions)] == ["We stay.", "Why?"]


@pytest.mark.parametrize("text", [TRANSCRIPT, STATEMENT])
def test_in_an_article_neither_form_means_anything(text: str) -> None:
    assert found(text, "article") == []
