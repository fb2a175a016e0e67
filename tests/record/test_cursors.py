import base64

import pytest

from onrecord.problems.record import BadCursor
from onrecord.record.cursors import Key, cursor, read_cursor


def written(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize("keys", [(), (3,), (0.25, "a b", None), (2**62, -1)])
def test_a_place_comes_back(keys: tuple[Key, ...]) -> None:
    assert read_cursor(cursor("list", keys), "list") == list(keys)
    assert read_cursor(cursor("list", keys), "list", [type(key) for key in keys]) == list(keys)


@pytest.mark.parametrize(
    "told",
    [
        "",
        "nothing",
        cursor("another list", [3]),
        cursor("list", ["3"]),
        cursor("list", [3, 4]),
        cursor("list", [2**63]),
        cursor("list", [True]),
        cursor("list", [3])[:-2],
        written("3"),
        written("[]"),
        written("{}"),
        written('["list", NaN]'),
        written("[" * 40_000),
    ],
)
def test_what_is_no_cursor_of_the_list_is_refused(told: str) -> None:
    with pytest.raises(BadCursor):
        read_cursor(told, "list", [int])


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e40"])
def test_what_no_database_holds_is_refused(number: str) -> None:
    with pytest.raises(BadCursor):
        read_cursor(written(f'["list", {number}]'), "list")
