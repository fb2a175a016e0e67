"""The page benchmark: its measures on made pages, and its floors on a few real ones."""

import pytest

from benchmarks.pages import SHARED, Gold, fundus_pages, gold_pages, measure, print_table, score, summary

SENTENCES = [
    f"The harbour master said on day {number} that the bridge would stay closed for now." for number in range(6)
]
PAGE = (
    '<html><head><meta property="og:title" content="Bridge closed"><meta name="author" content="Jo Falk">'
    '<meta name="date" content="2024-03-01"></head><body><h1>Bridge closed</h1>'
    + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    + "</body></html>"
).encode()


def gold(**changes: object) -> Gold:
    fields: dict[str, object] = {
        "name": "made",
        "content": PAGE,
        "url": "https://a.example/x",
        "body": "\n".join(SENTENCES),
        "title": "Bridge closed",
        "published": "2024-03-01 10:00:00+00:00",
        "authors": ("Jo Falk",),
    }
    return Gold(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_right_page_has_full_marks() -> None:
    found = score(gold())
    assert (found.body_f1, found.headline_right, found.date_right, found.authors_right) == (1.0, True, True, True)
    assert found.verbatim == found.blocks == 7


def test_wrong_facts_and_words_cost() -> None:
    found = score(
        gold(body=SENTENCES[0], title="Tunnel open", published="2024-03-02", authors=("Ines Varga", "Jo Falk"))
    )
    assert found.body_recall == 1.0
    assert found.body_precision == pytest.approx(1 / 6, abs=0.01)
    assert (found.headline_right, found.date_right, found.authors_right) == (False, False, False)
    assert found.author_f1 == pytest.approx(2 / 3)


def test_a_failure_counts_as_nothing_right(capsys: pytest.CaptureFixture[str]) -> None:
    figures = summary([score(gold()), score(gold(content=b""))])
    assert (figures["pages"], figures["failures"], figures["body_f1"]) == (2, 1, 0.5)
    print_table({"made": figures})
    assert "failures" in capsys.readouterr().out


@pytest.mark.skipif(
    not (SHARED / "data" / "pages").is_dir(), reason="the pages lie in ../shared/data/pages, which is absent"
)
def test_real_pages_reach_the_floor() -> None:
    figures = summary(measure(fundus_pages(SHARED / "data" / "pages"), limit=12))
    assert figures["failures"] == 0
    assert figures["verbatim_blocks"] == 1.0
    assert figures["body_f1"] >= 0.96
    assert figures["date_right"] >= 0.95


@pytest.mark.skipif(not (SHARED / "gold" / "pages").is_dir(), reason="the pages lie in ../shared/gold, which is absent")
def test_gold_pages_reach_the_floor() -> None:
    figures = summary(measure(gold_pages(SHARED / "gold"), limit=10))
    assert figures["failures"] == 0
    assert figures["verbatim_blocks"] == 1.0
    assert figures["body_f1"] >= 0.97
