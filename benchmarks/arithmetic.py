"""The kinds of arithmetic that users' processors have, and how this processor is made to compute as a poorer one:
`python -m benchmarks.arithmetic KIND COMMAND...`, such as `… AVX2 python -m pytest`.

The reader computes in bfloat16 where the processor has it, its products in bytes where there are instructions for
these (VNNI), and sums in an order that differs from processor to processor. A figure that hangs on a choice between two
nearly equal scores differs likewise. The runtime is told to use no instruction beyond a set (`ONEDNN_MAX_CPU_ISA`), and
`imitated/sitecustomize.py` tells it and the reader what they would look up; a few sums stay as they are. Nothing is
hidden from the process, so speeds mean little here: for these see `benchmarks/speed.py`."""

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Arithmetic = Literal["own", "no AMX", "no bfloat16", "AVX2 and bytes", "AVX2"]
KINDS: tuple[Arithmetic, ...] = get_args(Arithmetic)
IMITATED = Path(__file__).parent / "imitated"
_MOST = "ONEDNN_MAX_CPU_ISA"
_LACKS = "ONRECORD_LACKS"


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the runtime may use, what else is lacking, and what a processor must have so that this is not its own."""

    most: str
    lacks: str
    differs: frozenset[str]


_OTHERS: dict[Arithmetic, _Kind] = {
    "no AMX": _Kind("AVX512_CORE_BF16", "", frozenset({"amx_tile"})),
    "no bfloat16": _Kind("AVX512_CORE_VNNI", "bfloat16", frozenset({"avx512_bf16", "avx512_vnni"})),
    "AVX2 and bytes": _Kind("AVX2_VNNI", "bfloat16", frozenset({"avx_vnni", "avx512_vnni"})),
    "AVX2": _Kind("AVX2", "bfloat16 bytes", frozenset({"avx2", "avx512_vnni"})),
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


def environment(kind: Arithmetic) -> dict[str, str]:
    """The environment in which a process, and those that it starts, compute in this kind."""
    if kind == "own":
        return dict(os.environ)
    chosen = _OTHERS[kind]
    path = os.pathsep.join(filter(None, (str(IMITATED), os.environ.get("PYTHONPATH"))))
    return os.environ | {_MOST: chosen.most, _LACKS: chosen.lacks, "PYTHONPATH": path}


def begin(kind: Arithmetic) -> None:
    """Start this process anew in this kind, unless it computes so."""
    if kind != "own" and os.environ.get(_MOST) != _OTHERS[kind].most:
        os.execve(sys.executable, sys.orig_argv, environment(kind))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    if not given.command:
        parser.error("a command is missing, such as: python -m pytest")
    os.execvpe(given.command[0], given.command, environment(given.kind))


if __name__ == "__main__":
    main()
