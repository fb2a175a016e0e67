"""Articles invented for training: their form, and that every one of them has it."""

import pytest

from training.annotated import as_invented
from training.invented import BadArticle, read

ARTICLE = """\
headline: Mill closes
published: 2021-03-02
---
{1q:“We are done,”} {1s:Ana Holt} {1c:said} on Monday. {2s:She} {2c:warned} {2q:the river would rise} and {3c:urged} \
neighbours {3q:to leave}.

{4q:“It is late.

“It is very late.”}
---
1 | said | person | Ana Holt | 2021-03-01 | - | -
2 | said | person | Ana Holt | - | - | -
3 | said | person | Ana Holt | - | - | neighbours
4 | said | person | Ana Holt | - | - | -
"""


def test_marks_become_spans_of_the_plain_text() -> None:
    """The headline stands before the text, and no mark is left in it."""
    one = read("x", ARTICLE)
    text = one.version.text
    assert text.startswith("Mill closes\n\n“We are done,” Ana Holt said on Monday.")
    assert "{" not in text
    assert [[part.of(text) for part in told.content] for told in one.found] == [
        ["“We are done,”"],
        ["the river would rise"],
        ["to leave"],
        ["“It is late.", "“It is very late.”"],
    ]
    assert [told.type for told in one.found] == ["direct", "indirect", "indirect", "direct"]


def test_a_cue_without_source_shares_the_one_before_it() -> None:
    """ "She warned … and urged …" has "She" twice; a quotation without a cue has no source."""
    one = read("x", ARTICLE)
    assert [[part.of(one.version.text) for part in told.source] for told in one.found] == [
        ["Ana Holt"],
        ["She"],
        ["She"],
        [],
    ]


def test_the_table_tells_of_each() -> None:
    """A dash is nothing."""
    labels = read("x", ARTICLE).labels
    assert [one["when"] for one in labels] == ["2021-03-01", None, None, None]
    assert labels[2]["addressee"] == "neighbours"
    assert labels[0]["speaker_kind"] == "person"


@pytest.mark.parametrize(
    "broken",
    [
        ARTICLE.replace("4 | said | person | Ana Holt | - | - | -\n", ""),
        ARTICLE.replace("{1q:“We are done,”}", "“We are done,”"),
        ARTICLE.replace("2 | said | person", "2 | person"),
    ],
)
def test_marks_that_do_not_fit_the_table_are_an_error(broken: str) -> None:
    """A statement without a row, a row without a content, a row that lacks a field."""
    with pytest.raises(BadArticle):
        read("x", broken)


def test_every_article_has_the_form() -> None:
    """Also that each has statements, and words of the text where the table tells a venue or an addressee."""
    found = list(as_invented())
    assert len(found) > 300
    for one in found:
        text = one.version.text.lower()
        assert one.found
        for label in one.gold:
            assert label is not None
            for key in ("venue", "addressee"):
                assert label[key] is None or label[key].lower() in text, (one.identity, label)
