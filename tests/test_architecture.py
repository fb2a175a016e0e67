"""The direction of imports: what docs/architecture.md draws is what the code does."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord

SOURCES = Path(onrecord.__file__).parent
PAGE = Path(__file__).parents[1] / "docs" / "architecture.md"
ORDER = (
    "problems", "charsets", "stages", "stopping", "model", "english", "sources", "reading", "people", "occasions",
    "pipeline", "families", "versions", "record", "checking", "exports", "results", "evaluation", "collect", "watching",
    "library", "cli",
)  # fmt: skip
"""The lowest first: each imports only what stands before it."""
APART = {("people", "occasions"), ("occasions", "people")}
"""Beside each other: neither imports the other."""
EXCEPTIONS: set[tuple[str, str]] = set()
"""Imports against the direction that are left; they go, none comes."""


def names(folder: Path) -> set[str]:
    """The packages and modules in the folder, but for its own beginning and the entry point."""
    found = (one for one in folder.iterdir() if one.suffix == ".py" or (one / "__init__.py").exists())
    return {one.stem for one in found} - {"__init__", "__main__"}


def imports(path: Path) -> Iterator[str]:
    """The packages and modules of the project that a module imports, also within functions and for types."""
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "onrecord":
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("onrecord."):
            yield (node.module or "").split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (one.name.split(".")[1] for one in node.names if one.name.startswith("onrecord."))


def against(path: Path) -> set[str]:
    """What a module imports that does not stand below it."""
    own = path.relative_to(SOURCES).parts[0].removesuffix(".py")
    return {
        other
        for other in imports(path)
        if other != own and (ORDER.index(other) > ORDER.index(own) or (own, other) in APART)
    }


def test_every_package_has_its_place() -> None:
    assert names(SOURCES) == set(ORDER)
    assert [name for name in ORDER if name not in PAGE.read_text("utf8")] == []


@pytest.mark.parametrize("name", ORDER)
def test_a_package_imports_only_what_stands_below_it(name: str) -> None:
    paths = [SOURCES / f"{name}.py"] if (SOURCES / f"{name}.py").exists() else sorted((SOURCES / name).rglob("*.py"))
    wrong = {(str(path.relative_to(SOURCES)), other) for path in paths for other in against(path)}
    assert wrong - EXCEPTIONS == set()
    assert {one for one in EXCEPTIONS if one[0].startswith(f"{name}/")} <= wrong, "an exception that is none any more"


def test_the_page_is_a_screen_and_what_it_names_is_there() -> None:
    text = PAGE.read_text("utf8")
    assert len(text.splitlines()) < 75
    rows = [line.split("|")[2] for line in text.splitlines() if line.startswith("|") and "`" in line]
    named = [part for row in rows for part in row.split("`")[1::2]]
    assert len(named) >= 10
    assert [one for one in named if not ((SOURCES / one).exists() or (SOURCES.parents[1] / one).exists())] == []
