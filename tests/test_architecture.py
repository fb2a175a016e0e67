"""What docs/architecture.md draws is what the code has. The direction of imports is held by import-linter."""

import ast
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import onrecord
from tests.conftest import LONGEST as LONGEST_TESTS
from tests.conftest import TESTS

SOURCES = Path(onrecord.__file__).parent
PAGE = Path(__file__).parents[1] / "docs" / "architecture.md"
PROJECT = Path(__file__).parents[1] / "pyproject.toml"


MOST = 16
"""Modules of a folder, beside what it is entered by: as many as a reader takes in at one look."""
LONGEST = 400
"""Lines of a module."""


def modules() -> list[Path]:
    """All modules of the package."""
    return sorted(SOURCES.rglob("*.py"))


def layers() -> list[str]:
    """The packages and modules, the highest first, as the contract of imports lists them."""
    contracts = tomllib.loads(PROJECT.read_text("utf8"))["tool"]["importlinter"]["contracts"]
    (found,) = (one["layers"] for one in contracts if one["type"] == "layers")
    return [name for layer in found for name in layer.split(" | ")]


def test_every_package_has_its_layer_and_its_place_on_the_page() -> None:
    found = (one for one in SOURCES.iterdir() if one.suffix == ".py" or (one / "__init__.py").exists())
    names = {one.stem for one in found} - {"__init__"}
    assert names == set(layers())
    page = PAGE.read_text("utf8")
    assert [name for name in names - {"__main__"} if name not in page] == []


def test_the_page_draws_the_layers_in_their_order() -> None:
    drawing = PAGE.read_text("utf8").split("```")[1]
    order = layers()
    drawn = [
        [word for word in line.split("  ")[0].replace("│", " ").replace("·", " ").split() if word in order]
        for line in (line.strip(" │") for line in drawing.splitlines())
    ]
    places = [order.index(name) for line in drawn for name in line[:1]]
    assert len(places) > 12 and places == sorted(places)


def test_the_page_is_a_screen_and_what_it_names_is_there() -> None:
    text = PAGE.read_text("utf8")
    assert len(text.splitlines()) < 75
    rows = [line.split("|")[2] for line in text.splitlines() if line.startswith("|") and "`" in line]
    named = [part for row in rows for part in row.split("`")[1::2]]
    assert len(named) >= 10
    assert [one for one in named if not ((SOURCES / one).exists() or (SOURCES.parents[1] / one).exists())] == []


def test_a_folder_is_taken_in_at_one_look_and_a_module_is_read_at_one_sitting() -> None:
    folders = Counter(one.parent for one in modules() if one.stem != "__init__")
    assert {folder: many for folder, many in folders.items() if many > MOST} == {}
    lines = {one: len(one.read_text("utf8").splitlines()) for one in modules()}
    assert {one: many for one, many in lines.items() if many > LONGEST} == {}


def imports(module: Path) -> Iterator[tuple[str, ...]]:
    """What a module imports of the package, from its top or when it runs; what only types ask for is no import."""
    unrun = set[ast.AST]()
    for node in ast.walk(ast.parse(module.read_text("utf8"))):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            unrun.update(ast.walk(node))
        if isinstance(node, ast.ImportFrom) and node not in unrun and (node.module or "").startswith("onrecord."):
            path = tuple((node.module or "").split(".")[1:])
            for name in node.names:
                found = SOURCES.joinpath(*path, name.name)
                yield (*path, name.name) if found.with_suffix(".py").exists() or found.is_dir() else path


def test_no_package_is_imported_back_by_one_that_it_imports() -> None:
    beside: defaultdict[tuple[str, ...], defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for module in modules():
        path = module.relative_to(SOURCES).with_suffix("").parts
        for other in imports(module):
            # Where the two part ways stand two modules or packages of one folder.
            depth = next((at for at, (own, its) in enumerate(zip(path, other, strict=False)) if own != its), None)
            if depth is not None and path[depth] != "__init__":
                beside[path[:depth]][path[depth]].add(other[depth])
    assert len(beside) > 20
    for imported in beside.values():
        TopologicalSorter(imported).prepare()


def test_the_tests_that_are_begun_with_are_there() -> None:
    assert [name for name in LONGEST_TESTS if not (TESTS / name).is_file()] == []
