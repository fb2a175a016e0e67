"""What a program may name as input: one string or path, or several."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Failure
from onrecord.sources import count, left_out, load
from onrecord.sources.inputs import Inputs, names_of

STORY = "The bridge will stay open until the spring, the harbour master told the council on Monday."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text(STORY, "utf8")
    (tmp_path / "-").write_text(STORY, "utf8")
    return tmp_path


@pytest.mark.parametrize(
    "inputs", ["story.txt", Path("story.txt"), ["story.txt"], (Path("story.txt"),), iter(["story.txt"])]
)
def test_a_string_or_a_path_is_one_input(inputs: Inputs) -> None:
    (loaded,) = load(inputs)
    assert not isinstance(loaded, Failure) and loaded.origin == "story.txt"


def test_what_is_not_there_is_one_failure_not_one_a_letter() -> None:
    (failure,) = load("page.html")
    assert isinstance(failure, Failure) and failure.origin == "page.html"


def test_counting_and_leaving_out_take_the_same(folder: Path) -> None:
    (folder / ".hidden").write_text("x")
    assert (count(folder), count(str(folder)), count([folder])) == (2, 2, 2)
    assert [path.name for path, _ in left_out(folder)] == [".hidden"]


def test_a_path_is_a_file_and_never_standard_input() -> None:
    (loaded,) = load(Path("-"))
    assert not isinstance(loaded, Failure)
    (failure,) = load("-")
    assert isinstance(failure, Failure)


@pytest.mark.parametrize("inputs", [b"page.html", [b"page.html"], [3], 3, None])
def test_anything_else_is_told(inputs: Any) -> None:
    with pytest.raises(TypeError):
        list(load(inputs))


def test_inputs_are_taken_one_by_one() -> None:
    def endless() -> Iterable[str]:
        while True:
            yield "story.txt"

    names = names_of(endless())
    assert [next(names), next(names)] == ["story.txt"] * 2
