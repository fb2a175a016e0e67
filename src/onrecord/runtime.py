"""The library that computes the networks, without the part of it that reports its use.

On import it would send an event to its makers, from a process of its own; only `sources.fetch` opens a connection.
"""

import ctypes
import hashlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

SETTINGS = {"ENABLE_CPU_PINNING": False, "CPU_RUNTIME_CACHE_CAPACITY": 16}
"""For `compile_model`. Pinned, the threads of every process would be bound to the same first core, and several
processes compute no faster than one. What is prepared for a shape of input is kept for 16 of them: for each that it
ever saw, which is the default, it took 54 MB more after 38 articles, and saved no time."""

_BYTES = np.arange(256)
_PAIRS = ((np.stack([_BYTES & 15, _BYTES >> 4], axis=1) ^ 8) - 8).astype(np.float32)
"""The two numbers of four bits in each byte, the one in its lower half first."""


def openvino() -> ModuleType:
    """OpenVINO, imported where it is needed: it takes a while to load."""
    # As if that part were not installed, in which case OpenVINO goes on without.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    found: ModuleType = openvino
    return found


def read_network(path: str) -> Any:
    """The model of an .xml file, with its table of word embeddings left in the file of its weights, two numbers a byte:
    the rows that are looked up are widened, not the whole table, which would take 47 MB. The numbers are the same."""
    model = openvino().Core().read_model(path)
    for look_up in model.get_ordered_ops():
        if look_up.get_type_name() == "Gather":
            _widen_rows(look_up)
    return model


def weights_sha256(path: Path) -> str:
    """What identifies a file of weights, of which a little is in memory at a time."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def value_of(constant: Any) -> np.ndarray[Any, Any]:
    """The value of a constant of a model. Of numbers of four bits two are in a byte, the first in its lower half."""
    value: np.ndarray[Any, Any] = constant.data
    if constant.get_element_type().to_string() != "i4":
        return value
    packed = value.view(np.uint8).reshape(-1, 1)
    halves = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.int8)
    return ((halves ^ 8) - 8).reshape(tuple(constant.shape))


def _widen_rows(look_up: Any) -> None:
    """Look rows up in a table of numbers of four bits with scales for groups of them, and scale what was found."""
    from openvino import opset13

    steps = [look_up.input_value(0).get_node()]
    while steps[-1].get_type_name() in ("Convert", "Multiply", "Reshape"):
        steps.append(steps[-1].input_value(0).get_node())
    scalings = [step for step in steps if step.get_type_name() == "Multiply"]
    if steps[-1].get_type_name() != "Constant" or steps[-1].get_element_type().to_string() != "i4" or not scalings:
        return
    table, scales = steps[-1], scalings[0].input_value(1).get_node().data.astype(np.float32)
    rows, first = look_up.input_value(1), opset13.constant(np.int32(0))
    packed = opset13.gather(opset13.constant(_in_file(table), shared_memory=True), rows, first)
    found = opset13.gather(opset13.constant(_PAIRS), opset13.convert(packed, "i32"), first)
    groups = opset13.constant(np.array([0, 0, *table.shape[1:]], np.int64))
    scales_found = opset13.gather(opset13.constant(scales), rows, first)
    scaled = opset13.multiply(opset13.reshape(found, groups, True), scales_found)
    width = opset13.constant(np.array([0, 0, -1], np.int64))
    look_up.output(0).replace(opset13.reshape(scaled, width, True).output(0))


def _in_file(table: Any) -> np.ndarray[Any, Any]:
    """The bytes of a constant, a row for each of its rows, where they lie: in the file, which is mapped as long as the
    model lives. The runtime asks of what it does not copy that it may be written, and only reads it."""
    packed = table.data.view(np.uint8).reshape(table.shape[0], -1)
    held = (ctypes.c_uint8 * packed.size).from_address(packed.ctypes.data)
    held.holds = table, packed
    return np.ctypeslib.as_array(held).reshape(packed.shape)
