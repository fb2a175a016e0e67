"""What differs between two reports, in pieces."""

import pytest

from onrecord.exports.wording import after_pieces, before_pieces, left_out, merged
from onrecord.families.wording import compare_wording

FIRST = "The ferry will run again before June, said the ministry of the islands"


@pytest.mark.parametrize(
    ("other", "removed", "added", "gone"),
    [
        ("The ferry will run again before June, said the ministry of the islands", [], [], []),
        ("The ferry may run again before June, said the ministry of the islands", ["will"], ["may"], []),
        ("The ferry will not run again before June, said the ministry of the islands", [], ["not"], []),
        ("The ferry will run again before June", [], [], ["said the ministry of the islands"]),
    ],
)
def test_changed_words_stand_beside_those_that_they_replace(
    other: str, removed: list[str], added: list[str], gone: list[str]
) -> None:
    wording = compare_wording(FIRST, other)
    pieces = merged(other, wording)
    assert "".join(piece.text for piece in pieces if piece.part != "removed") == other
    assert [piece.text for piece in pieces if piece.part == "removed"] == removed
    assert [piece.text for piece in pieces if piece.part == "added"] == added
    assert left_out(wording, FIRST) == gone
    assert "".join(piece.text for piece in before_pieces(FIRST, wording)) == FIRST
    assert "".join(piece.text for piece in after_pieces(other, wording)) == other
    assert [piece.text for piece in before_pieces(FIRST, wording) if piece.kind == "changed"] == removed
    assert [piece.text for piece in before_pieces(FIRST, wording) if piece.kind == "left out"] == gone


def test_words_that_are_not_compared_stand_as_they_are() -> None:
    assert [(piece.part, piece.text) for piece in merged(FIRST, None)] == [("same", FIRST)]
    assert left_out(None, FIRST) == []
