import pytest

from onrecord.occasions.tense import direction_of
from onrecord.occasions.times import find_times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council will meet on Friday.", "future"),
        ("The council met on Friday.", "past"),
        ("The vote, which failed, is scheduled for Friday.", "future"),
        ("It was raining. Friday brought sun.", "past"),
        ("He'll speak Friday.", "future"),
        ("Friday's vote will decide.", "future"),
        ("She left office in March.", "past"),
        ("The dividend is payable March 5.", "nearest"),
    ],
)
def test_the_verb_nearby_tells_the_side(text: str, expected: str) -> None:
    assert direction_of(text, find_times(text)[0]) == expected
