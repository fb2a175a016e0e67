"""Lets a Python process with this folder in its PYTHONPATH compute as a poorer processor: see benchmarks/arithmetic.py.

Python imports this module at its start, also in every process that the first one starts. It loads nothing: what it
changes is changed when it has been imported."""

import importlib.abc
import importlib.util
import os
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any


class Afterwards(importlib.abc.MetaPathFinder):
    """Changes modules once they have been executed."""

    def __init__(self, changes: dict[str, Callable[[Any], None]]) -> None:
        self._changes = changes

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec that Python finds without this finder, with the change behind it."""
        change = self._changes.pop(fullname, None)
        spec = importlib.util.find_spec(fullname) if change else None
        if spec is None or spec.loader is None or change is None:
            return None
        execute = spec.loader.exec_module

        def executed(module: ModuleType) -> None:
            execute(module)
            change(module)

        spec.loader.exec_module = executed  # type: ignore[method-assign]
        return spec


def in_single_precision(openvino: Any) -> None:
    """The runtime rounds nothing to bfloat16."""
    compiled = openvino.Core.compile_model

    def compile_model(core: Any, model: Any, device: str, settings: dict[str, Any]) -> Any:
        return compiled(core, model, device, settings | {"INFERENCE_PRECISION_HINT": "f32"})

    openvino.Core.compile_model = compile_model


def without_bytes(reader: Any) -> None:
    """The reader finds no instructions for products of bytes."""
    reader._CPU = Path(os.devnull)


_lacking = os.environ.get("ONRECORD_LACKS", "").split()
_changes: dict[str, Callable[[Any], None]] = {}
if "bfloat16" in _lacking:
    _changes["openvino"] = in_single_precision
if "bytes" in _lacking:
    _changes["onrecord.reading.reader"] = without_bytes
sys.meta_path.insert(0, Afterwards(_changes))
