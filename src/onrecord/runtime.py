"""The library that computes the networks, without the part of it that reports its use.

On import it would send an event to its makers, from a process of its own; only `sources.fetch` opens a connection.
"""

import sys
from types import ModuleType

UNPINNED = {"ENABLE_CPU_PINNING": False}
"""A setting for `compile_model`: else the threads of every process are bound to the same first core, and several
processes compute no faster than one."""


def openvino() -> ModuleType:
    """OpenVINO, imported where it is needed: it takes a while to load."""
    # As if that part were not installed, in which case OpenVINO goes on without.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    found: ModuleType = openvino
    return found
