"""What the benchmarks share: where the data lies, the scorers, the table and the file of figures."""

import importlib
import json
import platform
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def scorer(name: str) -> Any:
    """A scorer of shared/score as a module."""
    folder = str(SHARED / "score")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module(name)


def report(title: str, figures: Mapping[str, object], out: Path) -> None:
    """Print the figures as a table and write them as JSON."""
    width = max(len(name) for name in figures)
    print(title)
    for name, value in figures.items():
        print(f"  {name:<{width}}  {value}")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps({"benchmark": title, "machine": machine(), **figures}, indent=1) + "\n", encoding="utf8")


def machine() -> str:
    """The processor and what it can do that matters for speed."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    entries = dict(line.split(":", 1) for line in lines if ":" in line)
    found = {key.strip(): value.strip() for key, value in entries.items()}
    flags = set(found.get("flags", "").split()) & {"avx2", "avx512f", "avx512_bf16", "amx_bf16", "amx_int8"}
    return f"{found.get('model name', platform.machine())} ({', '.join(sorted(flags))})"
