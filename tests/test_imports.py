"""Imports go one way: from bytes to articles, to attributions, to statements, to the record, to what shows it."""

import ast
from pathlib import Path

import pytest

import onrecord

PACKAGE = Path(onrecord.__file__).parent
PATH = ("english", "sources", "reading", "people", "occasions", "pipeline", "families", "record", "exports", "cli")
"""The stages in the order in which an article passes them."""
DRAFTS = "families/drafts.py"
"""A draft is read as an article is, and compared with a record whose functions it is given."""


def imported(path: Path) -> set[str]:
    """The parts of the package that a module imports."""
    tree = ast.parse(path.read_text(encoding="utf8"))
    named = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {parts[1] for name in named if (parts := name.split("."))[0] == "onrecord" and len(parts) > 1}


@pytest.mark.parametrize("stage", PATH[:-3])
def test_no_stage_imports_a_later_one(stage: str) -> None:
    later = set(PATH[PATH.index(stage) + 1 :])
    modules = [PACKAGE / f"{stage}.py"] if stage == "pipeline" else sorted((PACKAGE / stage).rglob("*.py"))
    back = {str(path.relative_to(PACKAGE)): imported(path) & later for path in modules}
    assert {name: parts for name, parts in back.items() if parts and name != DRAFTS} == {}
