"""The benchmark of small cases: what the script of cases is answered, and the shares that hold."""

import json
from pathlib import Path

from benchmarks import cases
from onrecord.reading import Reader

TEXT = "The mayor, Ama Osei, said the bridge is safe."


def test_the_script_is_answered_as_the_command_would(reader: Reader, tmp_path: Path) -> None:
    read = cases.answering(reader)
    lines = [json.dumps({"id": name, "text": TEXT}) for name in ("first", "second")]
    found, said = read("onrecord", ["-"], "\n".join(lines))
    assert ([one["id"] for one in found], said) == (["first", "second"], "")
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf8")
    (of_file,), _ = read("onrecord", [str(tmp_path / "page.txt")])
    assert of_file["text"] == TEXT


def test_transcripts_are_read_as_such(reader: Reader) -> None:
    turns = "MAYOR OSEI: The bridge is safe.\n\nREPORTER: Since when is it safe?\n"
    line = json.dumps({"id": "turns", "text": turns})
    asked = cases.answering(reader)
    (turn,), (prose,) = (asked("onrecord", ["-", *more], line)[0] for more in (["--as", "transcript"], []))
    assert "The bridge is safe." in [one["quote"] for one in turn["statements"]]
    assert turn["statements"] != prose["statements"]


def test_what_cannot_be_read_is_told(reader: Reader, tmp_path: Path) -> None:
    found, said = cases.answering(reader)("onrecord", [str(tmp_path / "absent.html")])
    assert found == []
    assert "absent.html" in said


def test_shares_leave_out_what_is_tested_by_hand() -> None:
    found = [
        cases.Case("names", "t1", held=True, why=""),
        cases.Case("names", "t2", held=False, why="missing"),
        cases.Case("names", "t3", held=None, why="by hand"),
        cases.Case("pages", "a.html", held=True, why=""),
    ]
    assert cases.figures(found) == {"held": 66.7, "texts held": 50.0, "files held": 100.0}
    assert cases.table(found) == {
        "names": {"hold": 1, "fail": 1, "by hand": 1},
        "pages": {"hold": 1, "fail": 0, "by hand": 0},
    }


def test_cases_are_chosen_by_kind_and_judged(shared: Path) -> None:
    found = list(cases.judged(folder=shared / "cases", kind="addresses"))
    assert found != []
    assert all("addresses" in one.kind for one in found)
    assert all(one.held is not None or one.why.startswith("by hand") for one in found)
