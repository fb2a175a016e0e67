from pathlib import Path

import pytest

from onrecord.record import Decision, open_record


def test_decisions_are_kept_in_order_and_the_last_one_holds(tmp_path: Path) -> None:
    with open_record(tmp_path / "a.record", write=True) as record:
        first = record.decide("statement", "s1", verdict="accept", who="Kim")
        other = record.decide("article", "a1", verdict="reject", who="Lee")
        last = record.decide("statement", "s1", verdict="edit", who="Lee", change={"venue": "a podcast", "when": None})
        assert list(record.decisions()) == [first, other, last]
        assert list(record.decisions("statement", "s1")) == [first, last]
        assert list(record.decisions("statement", "s2")) == []
        assert last == Decision("statement", "s1", "edit", "Lee", last.at, {"venue": "a podcast", "when": None})
        assert record.counts().decisions == 3
        assert list(record.verify()) == []


@pytest.mark.parametrize(
    ("verdict", "who", "change"), [("edit", "Kim", None), ("accept", "Kim", {"venue": "x"}), ("accept", " ", None)]
)
def test_a_decision_that_says_nothing_or_too_much_is_refused(
    tmp_path: Path, verdict: str, who: str, change: dict[str, str] | None
) -> None:
    with open_record(tmp_path / "a.record", write=True) as record:
        with pytest.raises(ValueError, match=r"who|change"):
            record.decide("statement", "s1", verdict=verdict, who=who, change=change)  # type: ignore[arg-type]
        assert record.counts().decisions == 0
