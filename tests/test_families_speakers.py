import pytest

from onrecord.families.speakers import one_speaker
from onrecord.model import ActorKind, Speaker
from tests.one_report import report


@pytest.mark.parametrize(
    ("first", "kind", "second", "other_kind", "answer"),
    [
        ("Maria Holt", "person", "Maria Holt", "person", True),
        ("Maria Holt", "person", "Holt", "person", True),
        ("Maria Holt", "person", "Jonas Berg", "person", False),
        ("Maria Holt; Jonas Berg", "person", "Jonas Berg", "person", True),
        ("the Harbour Council", "organization", "the Harbour Council", "organization", True),
        ("Harbour Council", "organization", "a Harbour Council spokesperson", "unnamed", True),
        ("Harbour Council", "organization", "an official of the ministry", "unnamed", None),
        ("Harbour Council", "organization", "Jonas Berg", "person", None),
        ("Harbour Council", "organization", "Norvia Steel", "organization", None),
        (None, "person", "Jonas Berg", "person", None),
        ("Maria Holt", "organization", "Jonas Berg", "person", False),
        ("Maria Holt", "organization", "Jonas Berg", "organization", False),
        ("Maria Holt", "group", "Maria Holt", "person", True),
        ("Holt", "organization", "Maria Holt", "person", True),
        ("Émile Zorn", "organization", "Jonas Berg", "person", False),
    ],
)
def test_speakers_are_one_or_two_or_not_to_be_told(
    first: str | None, kind: ActorKind, second: str, other_kind: ActorKind, answer: bool | None
) -> None:
    one, other = report("x", speaker=first, kind=kind), report("y", speaker=second, kind=other_kind)
    assert one_speaker(one, other) is answer
    assert one_speaker(other, one) is answer


def test_who_speaks_for_somebody_is_that_one() -> None:
    spoken = report("x", speaker="Ana Ruiz", principal=Speaker("Maria Holt", "person"))
    assert one_speaker(spoken, report("y", speaker="Maria Holt")) is True
