"""The reference of the library, docs/python-reference.md, made from the docstrings.

python -m onrecord.cli.terminal.python_reference > docs/python-reference.md

Signatures are taken from the source and not from the loaded objects, whose types each version of Python writes in a way
of its own.
"""

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import is_dataclass
from typing import Any, Literal, get_args, get_origin

import onrecord
from onrecord import model
from onrecord.exports import table
from onrecord.families import grouping
from onrecord.positions import values as positions
from onrecord.record import Record, joined, values

HEAD = """# Python reference

The public names (`onrecord.NAME`), their meaning and the errors they raise; [From Python](python.md) shows how to use
them. Generated from the docstrings by `python -m onrecord.cli.terminal.python_reference`.
"""


_WORDS_IN = (model, values, positions, joined, grouping, table)
"""Modules with the types that are one of some words."""


def reference() -> str:
    """The page: a section for each public name, and the words of which some values are one."""
    page = HEAD + "".join(f"\n## {name}\n{_section(name, getattr(onrecord, name))}" for name in onrecord.__all__)
    return page + _words(set(re.findall(r"\w+", page)))


def _words(named: AbstractSet[str]) -> str:
    """The types among those named that are one of some words, each with these."""
    kinds = {
        name: get_args(one)
        for module in _WORDS_IN
        for name, one in vars(module).items()
        if name in named and get_origin(one) is Literal
    }
    rows = "".join(f"| `{name}` | {', '.join(f'`{word}`' for word in kinds[name])} |\n" for name in sorted(kinds))
    return f"\n## Types\n\nSome values are one of a few words, by their type:\n\n| type | words |\n|---|---|\n{rows}"


def _section(name: str, one: Any) -> str:
    if not inspect.isclass(one):
        return f"\n```text\nonrecord.{name}{_signature(one)}\n```\n\n{inspect.getdoc(one)}\n"
    fields = "".join(f"    {field}\n" for field in _fields(one))
    made = f"{name}{_signature(vars(one)['__init__'])}\n" if one is onrecord.Reader else ""
    page = f"\n```text\nclass {name}{_bases(one)}\n{fields}{made}```\n\n{inspect.getdoc(one)}\n"
    for method, signature, doc in _methods(one):
        page += f"\n### {name}.{method}\n\n`{signature}`\n\n{doc}\n"
    return page


def _methods(one: type) -> Iterator[tuple[str, str, str | None]]:
    """The public methods and properties in alphabetical order, each with its signature and what it does.

    What a record does is told where that is defined for all records."""
    for name in sorted(name for name in dir(one) if not name.startswith("_")):
        method = inspect.getattr_static(one, name)
        if isinstance(method, property):
            yield name, f"{name} -> {_types(_function(method.fget).returns)}", inspect.getdoc(method)
            continue
        function = method.__func__ if isinstance(method, (classmethod, staticmethod)) else method
        if inspect.isfunction(function) and function.__module__.startswith("onrecord"):
            shared = issubclass(one, onrecord.OpenRecord) and name not in vars(one) and hasattr(Record, name)
            doc = inspect.getdoc(getattr(Record, name) if shared else function)
            yield name, f"{name}{_signature(inspect.unwrap(function))}", doc


def _signature(function: Any) -> str:
    node = _function(function)
    if node.args.args and node.args.args[0].arg in ("self", "cls"):
        node.args.args = node.args.args[1:]
    return f"({_types(node.args)})" + (f" -> {_types(node.returns)}" if node.returns else "")


def _fields(one: type) -> Iterator[str]:
    """The fields of a value with those it inherits."""
    found = dict[str, str]()
    for base in reversed(one.__mro__):
        if is_dataclass(base):
            (body,) = (node.body for node in _source(base).body if isinstance(node, ast.ClassDef))
            for line in body:  # not those within its methods
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
                    found[line.target.id] = _types(line.annotation)
    return (f"{name}: {types}" for name, types in found.items())


def _bases(one: type) -> str:
    own = [base.__name__ for base in one.__bases__ if base is not object]
    return f"({', '.join(own)})" if own else ""


def _function(function: Any) -> ast.FunctionDef:
    return next(node for node in ast.walk(_source(function)) if isinstance(node, ast.FunctionDef))


def _source(one: Any) -> ast.Module:
    return ast.parse(textwrap.dedent(inspect.getsource(one)))


def _types(node: ast.AST | None) -> str:
    """Types as they are written, without the quotation marks around names that are loaded later."""
    return re.sub(r"'((?:[A-Z]|tuple\[)[\w. |\[\],]*)'", r"\1", ast.unparse(node)) if node else "None"


if __name__ == "__main__":
    sys.stdout.write(reference())
