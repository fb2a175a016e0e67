"""The kinds of arithmetic that users' processors have, and how this processor is made to compute as a poorer one.

The reader computes in bfloat16 where the processor has it, its products in bytes where there are instructions for
these (VNNI), and sums in an order that differs from processor to processor. A figure that hangs on a choice between two
nearly equal scores differs likewise. The runtime is told to use no instruction beyond a set (`ONEDNN_MAX_CPU_ISA`) and
not to round to bfloat16; a few sums that it computes itself stay as they are. Nothing is hidden from the process, so
speeds mean little here: for these see `benchmarks/speed.py`."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from onrecord.reading import reader as reading

Arithmetic = Literal["own", "no AMX", "no bfloat16", "AVX2 and bytes", "AVX2"]
KINDS: tuple[Arithmetic, ...] = get_args(Arithmetic)
_VARIABLE = "ONEDNN_MAX_CPU_ISA"


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the runtime may use, and what a processor must have so that this differs from its own."""

    most: str
    differs: frozenset[str]
    bfloat16: bool = False
    bytes: bool = True


_OTHERS: dict[Arithmetic, _Kind] = {
    "no AMX": _Kind("AVX512_CORE_BF16", frozenset({"amx_tile"}), bfloat16=True),
    "no bfloat16": _Kind("AVX512_CORE_VNNI", frozenset({"avx512_bf16", "avx512_vnni"})),
    "AVX2 and bytes": _Kind("AVX2_VNNI", frozenset({"avx_vnni", "avx512_vnni"})),
    "AVX2": _Kind("AVX2", frozenset({"avx2", "avx512_vnni"}), bytes=False),
}


def distinct(instructions: frozenset[str]) -> list[Arithmetic]:
    """The kinds that differ on a processor with these instructions, its own first."""
    return ["own", *(name for name, kind in _OTHERS.items() if kind.differs <= instructions)]


def instructions() -> frozenset[str]:
    """The processor's, by their names in /proc/cpuinfo; none where it does not tell."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf8").splitlines()
    except OSError:
        return frozenset()
    return frozenset(next((line.partition(":")[2] for line in lines if line.startswith("flags")), "").split())


def begin(kind: Arithmetic) -> None:
    """Compute in this kind from now on; before anything has been computed. Starts the process anew where it must."""
    if kind == "own":
        return
    import openvino

    chosen = _OTHERS[kind]
    if os.environ.get(_VARIABLE) != chosen.most:
        os.environ[_VARIABLE] = chosen.most
        os.execv(sys.executable, sys.orig_argv)
    if not chosen.bytes:
        reading._CPU = Path(os.devnull)
    if not chosen.bfloat16:
        compiled = openvino.Core.compile_model

        def in_single_precision(core: Any, model: Any, device: str, settings: dict[str, Any]) -> Any:
            return compiled(core, model, device, settings | {"INFERENCE_PRECISION_HINT": "f32"})

        openvino.Core.compile_model = in_single_precision
