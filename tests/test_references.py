"""What documents, notes and comments refer to is there: files, headings, modules and what they define."""

import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path
    for path in [
        *ROOT.glob("*.md"),
        *(one for top in ("docs", "benchmarks", "training", "examples", "src") for one in (ROOT / top).rglob("*.md")),
    ]
    if path.name != "CHANGELOG.md"
)
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
_PATH = re.compile(r"`([\w-]+(?:/[\w.-]+)*/(?:[\w-]+\.(?:py|sql|css|html|c))?)`")
_MODULE = re.compile(r"(?:`|python -m )((?:onrecord|benchmarks|training|tests)(?:\.\w+)+)")
_ROOTS = ("", "src/onrecord", "docs")
_MADE = {"out/", "shared/"}
"""Folders that are made, or stand beside the checkout."""
_PLACEHOLDERS = {"onrecord.NAME", "onrecord.record", "onrecord.record.users"}
"""A name to fill in, and what a record's file is called."""


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def _anchors(path: Path) -> frozenset[str]:
    headings = _HEADING.findall(_FENCE.sub("", path.read_text(encoding="utf8")))
    return frozenset(re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings)


def _dead_links(path: Path) -> Iterator[str]:
    for file, anchor in _LINK.findall(_FENCE.sub("", path.read_text(encoding="utf8"))):
        aim = (path.parent / file).resolve() if file else path
        if not aim.exists() or (anchor and aim.suffix == ".md" and anchor not in _anchors(aim)):
            yield f"{file}#{anchor}"


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_links_lead_somewhere(path: Path) -> None:
    assert list(_dead_links(path)) == []


@cache
def _is_there(path: str, beside: Path) -> bool:
    return path in _MADE or any((root / path).exists() for root in (beside, *(ROOT / one for one in _ROOTS)))


@cache
def _imports(name: str) -> bool:
    """Whether a module of that name exists, or an object in one; without running a script."""
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        base = ROOT.joinpath("src" if parts[0] == "onrecord" else "", *parts[:count])
        if base.with_suffix(".py").exists() or base.is_dir():
            return count == len(parts) or _defined(".".join(parts[:count]), parts[count:])
    return False


def _defined(module: str, names: list[str]) -> bool:
    found: object = importlib.import_module(module)
    for one in names:
        if not hasattr(found, one):
            return False
        found = getattr(found, one)
    return True


def _texts() -> Iterator[tuple[Path, str]]:
    for path in PAGES:
        yield path, path.read_text(encoding="utf8")
    for top in ("src", "benchmarks", "training"):
        for path in sorted((ROOT / top).rglob("*.py")):
            yield path, path.read_text(encoding="utf8")


def test_files_and_modules_that_are_named_exist() -> None:
    found = list(_texts())
    paths = {(path, one) for path, text in found for one in _PATH.findall(text)}
    modules = {(path, one) for path, text in found for one in _MODULE.findall(text) if one not in _PLACEHOLDERS}
    assert len(paths) > 50 and len(modules) > 50
    assert sorted(f"{_name(path)}: {one}" for path, one in paths if not _is_there(one, path.parent)) == []
    assert sorted(f"{_name(path)}: {one}" for path, one in modules if not _imports(one)) == []


@pytest.mark.parametrize("text", ["[a](gone.md)", "[a](README.md#gone)", "[a](#gone)"])
def test_a_dead_link_is_found(text: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Here\n", encoding="utf8")
    page = tmp_path / "page.md"
    page.write_text(f"# Page\n[b](README.md#here)\n{text}\n", encoding="utf8")
    assert len(list(_dead_links(page))) == 1


def test_a_module_that_moved_is_found() -> None:
    assert _imports("onrecord.web.access.policy") and _imports("onrecord.web.access.policy.Access")
    assert not _imports("onrecord.web.policy") and not _imports("onrecord.web.access.policy.Gone")
    assert not _is_there("web/policy.py", ROOT)
