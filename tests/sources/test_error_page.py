"""Pages that say that there is nothing are no articles; articles about such pages are."""

import pytest

from onrecord.problems.sources import NoArticleText
from onrecord.sources import read_page
from onrecord.sources.page import says_error

STORY = "The harbour master said on Monday that the bridge would stay closed until the cables were replaced."


@pytest.mark.parametrize(
    "headline",
    [
        "Page not found", "404", "Error 404 - Page Not Found", "404: Not Found", "Page not found | Tide", "Tide — 404",
        "Oops! That page can’t be found.", "Sorry, this page isn't available", "This page could not be found",
        "We can’t find the page you’re looking for", "The page you requested could not be found",
        "The article you are looking for is no longer available", "Sorry, we couldn’t find that page",
        "This story has been removed", "Not Found", "410 Gone",
    ],
)  # fmt: skip
def test_errors_are_told_by_their_headline(headline: str) -> None:
    assert says_error(headline, [STORY] * 30)


@pytest.mark.parametrize("headline", ["Access denied", "Just a moment...", "Are you a robot?", "Something went wrong"])
def test_others_by_their_shortness_too(headline: str) -> None:
    assert says_error(headline, ["Please enable JavaScript and cookies to continue."])
    assert not says_error(headline, [STORY] * 30)


def test_a_first_paragraph_tells_where_little_follows() -> None:
    first = "Sorry, the page you are looking for could not be found. It may have been moved."
    assert says_error("Tide Weekly", [first, "Try the search."])
    assert not says_error("Tide Weekly", [first, *[STORY] * 30])
    assert not says_error(None, [])


@pytest.mark.parametrize(
    "headline",
    [
        "Page not found: how archives lose the news", "Plane’s black box not found, minister says",
        "Missing story of the harbour found", "404 homes lose power in storm",
        "Access denied to harbour board’s papers",
        "Bridge closes", "Body of fisherman not found", "Error in count found by harbour office", None,
    ],
)  # fmt: skip
def test_articles_are_articles(headline: str | None) -> None:
    assert not says_error(headline, [STORY, "“Nobody told us,” said Lena Ortwin."])


def test_such_a_page_is_no_article() -> None:
    words = "The page you are looking for may have been moved, or it has been deleted by the editors of this site."
    page = f"<title>Page not found | Tide</title><h1>Page not found</h1><p>{words}</p><h2>Most read</h2><p>{STORY}</p>"
    with pytest.raises(NoArticleText):
        read_page(f"<!doctype html><html><body><main>{page}</main></body></html>".encode())
