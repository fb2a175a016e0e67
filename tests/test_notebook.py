"""The example notebook: every cell runs, in order, and what a cell ends in shows itself."""

import ast
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"


def cells(kind: str) -> list[str]:
    notebook = json.loads((EXAMPLES / "statements.ipynb").read_text("utf8"))
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == kind]


def run(code: str, names: dict[str, Any]) -> Any:
    """What a cell ends in, as a notebook takes it."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None


def test_every_cell_runs_and_shows_what_it_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pandas")
    shutil.copytree(EXAMPLES / "articles", tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    shown = [run(code, names) for code in cells("code")]
    counts, article, table, by_speaker, acts, hits, said, _ = shown
    assert counts[0] == 4 and counts[1] > 40 and counts[2] == ()
    assert "<mark>" in article._repr_html_()
    assert len(table) == 10 and by_speaker.to_numpy().sum() > 30
    assert len(acts) > 0 and set(acts["act"]) & {"denies", "refuses"}
    assert len(hits) > 0 and "hospital" in hits._repr_html_()
    assert len(said) == 5
    printed = capsys.readouterr().out
    assert "4 articles added" in printed and printed.endswith("[]\n")


def test_the_notebook_is_kept_without_output() -> None:
    notebook = json.loads((EXAMPLES / "statements.ipynb").read_text("utf8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell for cell in code if cell["outputs"] or cell["execution_count"]] == []
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
