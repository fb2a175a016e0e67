"""The example articles: what they must hold to show what the program does, and that they are read as meant."""

from pathlib import Path

import pytest

from onrecord.model import Article, Loaded
from onrecord.sources import load

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    """The articles by the name of their file."""
    files = sorted((EXAMPLES / "articles").iterdir())
    return {file.stem: one.article for file in files for one in load([str(file)]) if isinstance(one, Loaded)}


def test_all_are_read_and_told_of_in_the_readme(articles: dict[str, Article]) -> None:
    readme = (EXAMPLES / "README.md").read_text("utf8")
    files = [file.name for file in (EXAMPLES / "articles").iterdir()]
    assert len(articles) == len(files) == 4
    assert [name for name in files if name not in readme] == []


@pytest.mark.parametrize(
    ("name", "outlet", "published"),
    [
        ("courier-winter-ferry", "The Aldermark Courier", "2023-05-03T06:30:00+02:00"),
        ("ledger-ferry-finished", "Capital Ledger", "2023-05-03T11:05:00+02:00"),
        ("tide-mayor-court", "Skerra Tide", "2023-05-04T08:00:00+02:00"),
    ],
)
def test_outlet_and_time_come_from_the_page(
    articles: dict[str, Article], name: str, outlet: str, published: str
) -> None:
    version = articles[name].latest
    assert version.published is not None
    assert (version.outlet, version.published.value) == (outlet, published)


@pytest.mark.parametrize("words", ["All rights reserved", "Subscribe", "Tide tables", "Most read", "Log in"])
def test_what_belongs_to_the_site_is_left_out(articles: dict[str, Article], words: str) -> None:
    assert [name for name, article in articles.items() if words in article.latest.text] == []


@pytest.mark.parametrize("name", ["tide-mayor-court", "tide-council-meeting"])
def test_notices_are_recognised(articles: dict[str, Article], name: str) -> None:
    assert "note" in [block.kind for block in articles[name].latest.blocks]


def test_the_statement_is_complete_in_one_outlet_and_shortened_in_another(articles: dict[str, Article]) -> None:
    sentence = "The summer ferry will stay"
    assert sentence in articles["courier-winter-ferry"].latest.text
    assert sentence not in articles["ledger-ferry-finished"].latest.text


@pytest.mark.parametrize(
    "name", ["courier-winter-ferry", "ledger-ferry-finished", "tide-mayor-court", "tide-council-meeting"]
)
def test_each_is_as_long_as_a_short_news_story(articles: dict[str, Article], name: str) -> None:
    assert 250 <= len(articles[name].latest.text.split()) <= 600
