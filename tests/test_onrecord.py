"""The public names of the package."""

import inspect
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest

import onrecord
from onrecord import problems

PAGE = Path(__file__).parents[1] / "docs" / "python.md"


def test_every_public_name_is_there_and_sorted() -> None:
    assert onrecord.__all__ == sorted(onrecord.__all__)
    assert all(getattr(onrecord, name) for name in onrecord.__all__)


def test_dir_lists_what_is_public_and_nothing_else() -> None:
    assert dir(onrecord) == sorted([*onrecord.__all__, "__version__"])


def test_the_version_is_that_of_the_package() -> None:
    assert onrecord.__version__ == version("onrecord")


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError, match="'nothing'"):
        onrecord.nothing  # noqa: B018


@pytest.mark.parametrize("name", onrecord.__all__)
def test_every_public_name_says_what_it_is(name: str) -> None:
    one = getattr(onrecord, name)
    assert inspect.getdoc(one) and not (inspect.getdoc(one) or "").startswith(f"{name}(")
    methods = inspect.getmembers(one, inspect.isfunction) if inspect.isclass(one) else []
    own = [
        method for name_, method in methods if not name_.startswith("_") and method.__module__.startswith("onrecord")
    ]
    assert [method.__qualname__ for method in own if not method.__doc__] == []


def test_every_public_name_is_on_the_page_for_python() -> None:
    text = PAGE.read_text("utf8")
    assert [name for name in onrecord.__all__ if f"`{name}`" not in text] == []


def test_importing_the_package_loads_neither_model_nor_page_reader() -> None:
    # A time would hang on the machine; what takes time is what is loaded beside the standard library.
    code = (
        "import sys; before = set(sys.modules); import onrecord; new = set(sys.modules) - before\n"
        "print(sorted(name for name in new if name.partition('.')[0] not in sys.stdlib_module_names))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "['onrecord']"


def _kinds(problem: type[problems.Problem]) -> Iterator[str]:
    for kind in problem.__subclasses__():
        if kind.__module__.startswith(problems.__name__):
            yield kind.__name__
        yield from _kinds(kind)


def test_the_tree_of_errors_draws_each_and_no_other() -> None:
    for module in pkgutil.iter_modules(problems.__path__):
        import_module(f"onrecord.problems.{module.name}")
    drawn = re.findall(r"── (\w+)", problems.__doc__ or "")
    own = set(_kinds(problems.Problem))
    assert sorted(drawn) == sorted(own)
