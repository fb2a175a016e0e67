import random
from dataclasses import replace

import pytest

from benchmarks.draft_edits import EDITS
from benchmarks.drafts import Draft, corpus, drafts, is_right, summary
from tests.made_reports import BERG, HOLT, reading, said

LONG = (
    "We should not wait for nine more winters before the ferry gets a new engine, because many people on the islands "
    "think that it will stop in a storm"
)
READINGS = [
    reading(f"“{LONG},” Maria Holt said.", said(f"“{LONG},”", HOLT, day="2031-05-03")),
    reading(
        "“The quarry is older than the town itself,” Jonas Berg said.",
        said("“The quarry is older than the town itself,”", BERG),
    ),
]


@pytest.mark.parametrize("kind", EDITS)
def test_every_edit_that_changes_words_does_so(kind: str) -> None:
    edited = EDITS[kind].apply(LONG, random.Random(1), ["pilot", "drums", "walked", "nation"])
    assert edited is None or (edited == LONG) is (kind == "verbatim")


def test_the_same_seed_makes_the_same_drafts() -> None:
    of = corpus(READINGS)
    assert drafts(of, each=2) == drafts(of, each=2)
    assert drafts(of, each=2) != drafts(of, each=2, seed=1)


def test_every_draft_holds_its_quotation_without_the_mark_at_its_end() -> None:
    made = drafts(corpus(READINGS), each=2)
    assert {"verbatim", "altered", "other speaker", "not on record"} <= {v for one in made for v in one.expected}
    assert all(one.quote.rstrip(" ,.;:–—-") in one.text for one in made)


def test_words_that_stand_twice_are_not_quoted() -> None:
    assert corpus([*READINGS, replace(READINGS[0])]).quoted == corpus([READINGS[1]]).quoted


def test_the_summary_counts_altered_quotations_that_passed() -> None:
    draft = Draft("word changed", "", "", frozenset({"altered"}))
    figures = summary([(draft, "verbatim", False), (draft, "altered", False)])
    assert (figures["verdict right %"], figures["altered called verbatim"]) == (50.0, 1)


def test_a_dropped_negation_may_be_a_cut_with_a_warning() -> None:
    draft = Draft("negation dropped", "", "", frozenset({"altered"}), warned=True)
    assert is_right(draft, "shortened", True)
    assert not is_right(draft, "shortened", False)
