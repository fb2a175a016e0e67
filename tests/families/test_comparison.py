"""Which statements report one utterance. Everyone and everything said here is invented."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.families.comparison import BORNE_OUT, LEAD_IN, RETOLD, RETOLD_ELSEWHERE, SAME_FRAGMENT, compare
from onrecord.families.values import Report
from tests.one_report import report

SENTENCE = "“The steel of this bridge is tired and we cannot wait any longer.”"
FULL = "“I have seen it myself. The steel of this bridge is tired and we cannot wait any longer.”"
CHANGED = "“The steel of this bridge is rotten and we cannot wait any longer.”"
LATER = date(2024, 5, 1)


def relation(first: Report, second: Report, similarity: float | None = None) -> str | None:
    edge = compare(first, second, similarity=similarity)
    return edge.relation if edge else None


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        (SENTENCE, SENTENCE, "verbatim"),
        (FULL, SENTENCE, "shortened"),
        (SENTENCE, FULL, "shortened"),
        (SENTENCE, CHANGED, "altered"),
        (SENTENCE, "“Taxes will fall next year because we saved so much.”", None),
        ("“We will see.”", "“We will see about that.”", None),
    ],
)
def test_quotations_of_one_speaker_relate_by_their_words(first: str, second: str, wanted: str | None) -> None:
    assert relation(report(first), report(second, "second")) == wanted


def test_only_quoted_words_of_mixed_statements_count() -> None:
    mixed = report("the bridge “cannot wait any longer”, whatever the price", "second", type="mixed")
    assert relation(report(SENTENCE), mixed) == "shortened"


@pytest.mark.parametrize("speaker", ["Jonas Berg", "Ana Ruiz"])
def test_other_speakers_are_one_only_by_a_long_run_of_words(speaker: str) -> None:
    edge = compare(report(SENTENCE), report(SENTENCE, "second", speaker=speaker), similarity=None)
    same = compare(report(SENTENCE), report(SENTENCE, "second"), similarity=None)
    assert edge and same and edge.relation == "verbatim" and edge.score < same.score
    short = "“unfit to lead this council”"
    assert relation(report(short), report(short, "second", speaker=speaker)) is None


def test_words_that_one_quotes_of_another_are_not_his() -> None:
    quoting = "“They were ‘extremely careless with the very old and tired steel of the bridge’.”"
    said = report("“extremely careless with the very old and tired steel of the bridge”")
    assert relation(said, report(quoting, "second", speaker="Jonas Berg")) is None


@pytest.mark.parametrize(
    ("words", "change", "wanted"),
    [
        (SENTENCE, {"published": LATER}, "verbatim"),
        ("“The steel of this bridge is rotten.”", {"published": LATER}, "repeat"),
        ("“the steel of this bridge”", {"paragraph": "Holt has repeatedly said it."}, "repeat"),
        ("“the steel of this bridge”", {"when": LATER, "published": LATER}, "repeat"),
        (SENTENCE, {"when": LATER, "published": LATER}, "verbatim"),
    ],
)
def test_the_same_point_on_another_occasion_is_a_repeat(words: str, change: dict[str, Any], wanted: str) -> None:
    assert relation(report(SENTENCE), report(words, "second", **change)) == wanted


def test_a_clause_that_two_quotations_of_one_article_share_is_a_repeat() -> None:
    first = report("“We are strong, and we should not be afraid of our own steel and stone.”", article="one")
    second = report(
        "“We should not be afraid of our own steel, nor overestimate what others have in their yards today.”",
        "second",
        article="one",
        start=500,
    )
    assert relation(first, second) == "repeat"


def told(quote: str, name: str = "second", **given: Any) -> Report:
    return report(quote, name, type="indirect", **given)


TOLD = "the bridge had to be closed before the winter"
QUOTED = "“Nobody should drive on it when the first snow falls.”"


@pytest.mark.parametrize(
    ("first", "second", "similarity", "wanted"),
    [
        (told(TOLD, article="a"), report(QUOTED, article="a", start=60), BORNE_OUT, "paraphrase"),
        (told(TOLD, article="a"), report(QUOTED, article="a", start=60), BORNE_OUT - 0.01, None),
        (told(TOLD, article="a"), report(QUOTED, article="a", start=400), LEAD_IN, "paraphrase"),
        (told(TOLD, article="a"), report(QUOTED, article="a", start=400), LEAD_IN - 0.01, None),
        (told(TOLD, article="a"), report(QUOTED, article="a", start=4000), RETOLD, None),
        (told(TOLD), report(QUOTED), RETOLD_ELSEWHERE, "paraphrase"),
        (told(TOLD), report(QUOTED), RETOLD_ELSEWHERE - 0.01, None),
        (told(TOLD), report(QUOTED, published=LATER), 0.9, "repeat"),
        (told(TOLD), report(QUOTED, speaker="Jonas Berg"), 0.9, None),
        (told(TOLD, when=date(2024, 2, 1)), report(QUOTED, when=date(2024, 2, 20)), 0.9, "repeat"),
        (told(TOLD), told("the bridge did not have to be closed before the winter", "x"), RETOLD_ELSEWHERE, None),
        (told("the bridge"), told("the bridge", "x"), 1.0, None),
        (report(SENTENCE), report(QUOTED, "second"), 0.9, None),
        (told(TOLD), report(QUOTED), None, None),
    ],
)
def test_other_words_relate_by_meaning(
    first: Report, second: Report, similarity: float | None, wanted: str | None
) -> None:
    assert relation(first, second, similarity) == wanted


def test_a_caption_that_repeats_a_quoted_word_is_the_same() -> None:
    first = report("leaders should try “everything” to save the bridge", type="mixed", article="a")
    caption = report("“everything” should be tried", "second", type="mixed", article="a", start=3000)
    assert relation(first, caption, SAME_FRAGMENT) == "verbatim"


def test_the_same_indirect_words_are_a_copy() -> None:
    words = "the council would close the old bridge before the winter comes"
    assert relation(told(words, "first"), told(words)) == "verbatim"


def test_an_edge_begins_at_the_fuller_statement_and_shows_what_is_left_out() -> None:
    edge = compare(report(SENTENCE), report(FULL, "second"), similarity=None)
    assert edge and (edge.first, edge.second) == ("second", "first")
    assert edge.wording and [span.of(FULL) for span in edge.wording.left_out] == ["I have seen it myself"]


def test_an_edge_shows_the_changed_words_at_their_place_in_the_quotes() -> None:
    mixed = "she warned that “the steel of this bridge is rotten and we cannot wait any longer”"
    edge = compare(report(SENTENCE), report(mixed, "second", type="mixed"), similarity=None)
    assert edge and edge.wording
    (change,) = edge.wording.changes
    assert change.before_span and change.before_span.of(SENTENCE) == "tired"
    assert change.after_span and change.after_span.of(mixed) == "rotten"


quotes = st.lists(
    st.sampled_from("the old bridge will not close “ ” steel 3 tired, winter".split()), min_size=1, max_size=20
)
types = st.sampled_from(["direct", "mixed", "indirect"])


@given(quotes, quotes, types, types, st.floats(0, 1))
def test_the_order_of_two_statements_does_not_matter(
    one: list[str], other: list[str], one_type: Any, other_type: Any, similarity: float
) -> None:
    first, second = report(" ".join(one), type=one_type), report(" ".join(other), "second", type=other_type, start=90)
    forth, back = compare(first, second, similarity=similarity), compare(second, first, similarity=similarity)
    assert (forth and (forth.relation, forth.score)) == (back and (back.relation, back.score))
    assert forth is None or 0 <= forth.score <= 1
