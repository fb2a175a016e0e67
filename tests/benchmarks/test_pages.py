"""The page benchmark: its measures on made pages."""

import pytest

from benchmarks.pages import Gold, print_table, score, summary

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
