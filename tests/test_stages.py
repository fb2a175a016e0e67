"""What one input costs where a stage fails."""

from collections.abc import Iterable, Iterator

import pytest

from onrecord.problems import StageFailed
from onrecord.stages import one_by_one, stage


def doubled(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Twice each number, two taken at a time; of 3 nothing."""
    held: list[int] = []
    for number in numbers:
        held.append(number)
        if len(held) == 2:
            yield from _given_back(held)
            held = []
    yield from _given_back(held)


def _given_back(held: list[int]) -> list[tuple[int, int]]:
    if 3 in held:
        raise ValueError("three")
    return [(number, 2 * number) for number in held]


def test_the_one_to_blame_does_not_take_its_neighbours_with_it() -> None:
    found = dict(one_by_one("doubling", doubled, [1, 2, 3, 4, 5]))
    failed = found.pop(3)
    assert isinstance(failed, StageFailed) and "doubling (ValueError: three)" in str(failed)
    assert found == {1: 2, 2: 4, 4: 8, 5: 10}


def test_what_the_inputs_raise_is_not_the_stages_fault() -> None:
    def numbers() -> Iterator[int]:
        yield 1
        raise KeyError("inputs")

    with pytest.raises(KeyError, match="inputs"):
        list(one_by_one("doubling", doubled, numbers()))


def test_a_stage_that_fails_without_an_input_fails() -> None:
    def broken(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
        raise ValueError("no weights")
        yield

    with pytest.raises(StageFailed, match="no weights"):
        list(one_by_one("doubling", broken, [1]))


def test_what_may_pass_is_let_through() -> None:
    with pytest.raises(KeyError), stage("looking", passing=(KeyError,)):
        raise KeyError("x")
