"""Statements of headlines. All people here are invented."""

import pytest

from onrecord.model import Block, Span, Version
from onrecord.people.headlines import headline_attribution

BODY = "Norvian Prime Minister Maria Holt spoke on Monday. Jonas Berg, a senior analyst, listened."


def _version(headline: str) -> Version:
    blocks = (Block("headline", Span(0, len(headline))),)
    return Version(text=f"{headline}\n\n{BODY}", bytes_sha256="0", media_type="text/plain", blocks=blocks)


@pytest.mark.parametrize("headline", [": Maria Holt", "Maria Holt: ", ": "])
def test_a_headline_with_nothing_beside_the_colon_states_nothing(headline: str) -> None:
    assert headline_attribution(_version(headline)) is None


@pytest.mark.parametrize(
    ("headline", "content", "source"),
    [
        ("Old bridge must close: Norvian PM", "Old bridge must close", "Norvian PM"),
        ("Holt: Old bridge must close", "Old bridge must close", "Holt"),
        ("Maria Holt: Old bridge must close", "Old bridge must close", "Maria Holt"),
        ("Poll: Most want the bridge closed", "Most want the bridge closed", "Poll"),
        ("Old bridge is finished, says minister", "Old bridge is finished", "minister"),
        ("Old bridge “is finished”, warns Jonas Berg", "Old bridge “is finished”", "Jonas Berg"),
    ],
)
def test_a_side_that_names_an_actor_is_the_source(headline: str, content: str, source: str) -> None:
    version = _version(headline)
    found = headline_attribution(version)
    assert found is not None
    assert [span.of(version.text) for span in (*found.content, *found.source)] == [content, source]


@pytest.mark.parametrize(
    "headline",
    [
        "Old bridge must close",
        "The bridge: a history in ten pictures",
        "Holt Endorses Berg: The Bridge Must Close",
        "Live: bridge debate: day two",
        "Old bridge, says who",
    ],
)
def test_other_headlines_make_no_statement(headline: str) -> None:
    assert headline_attribution(_version(headline)) is None
