"""Accuracy floors: `python -m benchmarks.floors [--arithmetic KIND | --avx2] [--write [--lower]]`.

Measures every accuracy benchmark, prints each figure beside its floor, and ends with status 1 where one is below.
Without the folder `shared` beside the checkout only what needs none is measured, and what is not is named.

A floor is the lowest of a figure over the kinds of arithmetic that were measured, less a margin: as much as these lie
apart, for a processor that was not measured, and at least what two decisions of the reader weigh in it (0.3 points,
or more where few are asked for). So the arithmetic of no processor reaches it, and a loss beyond that does. `--write`
measures in every kind that this processor can imitate, keeps the figures in figures.json (from which README and docs
have theirs: `python -m benchmarks.figures`), and lifts floors in floors.json; only with `--lower` does a floor go
down."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks import arithmetic
from benchmarks.common import ROOT, SHARED, machine
from benchmarks.measures import MEASURES, Figures, measured

FLOORS = Path(__file__).parent / "floors.json"
FIGURES = Path(__file__).parent / "figures.json"

Floors = dict[str, dict[str, float]]
ByArithmetic = Mapping[str, Mapping[str, Figures]]
"""Figures by kind of arithmetic and benchmark."""


def below(floors: Floors, found: Mapping[str, Figures]) -> list[str]:
    """What of the measured benchmarks is below its floor, or was not measured although it has one."""
    return [
        f"{name}: {key} is {figures.get(key)}, floor {floor}"
        for name, figures in found.items()
        for key, floor in floors.get(name, {}).items()
        if figures.get(key, float("-inf")) < floor
    ]


def wanted(found: ByArithmetic) -> Floors:
    """The floors that the figures call for."""
    return {
        name: {
            key: floor([figures[name][key] for figures in found.values()], room=measure.room(key))
            for key in next(iter(found.values()))[name]
            if measure.held(key)
        }
        for name, measure in MEASURES.items()
    }


def floor(values: Iterable[float], *, room: float) -> float:
    """The floor of one figure, by what the kinds of arithmetic measured, with that much room at least."""
    ordered = sorted(values)
    return round(ordered[0] - max(room, ordered[-1] - ordered[0]), 2)


def moved(floors: Floors, to: Floors, *, lower: bool) -> Floors:
    """The floors lifted where more is wanted; lowered only where that is asked for. What is measured no more goes."""
    return {
        name: {
            key: value if lower or value > floors.get(name, {}).get(key, float("-inf")) else floors[name][key]
            for key, value in figures.items()
        }
        for name, figures in to.items()
    }


def read_floors() -> Floors:
    """The floors as they stand."""
    floors: Floors = json.loads(FLOORS.read_text(encoding="utf8"))
    return floors


def _measure(*, workers: int, only: str) -> dict[str, Figures]:
    names = [name for name, one in MEASURES.items() if only in name and (SHARED.is_dir() or not one.needs_shared)]
    floors, found = read_floors(), {}
    for name, figures, seconds in measured(names, workers=workers):
        print(f"{name}, {seconds:.0f} s")
        for key, value in figures.items():
            held = floors.get(name, {}).get(key)
            print(f"  {key:<44} {value:>7.2f}  {'no floor' if held is None else f'floor {held}'}", flush=True)
        found[name] = figures
    return found


def gate(*, workers: int, only: str, out: Path) -> int:
    """Measure, tell what is below its floor, and what was skipped and why; 1 where something is below, else 0."""
    found = _measure(workers=workers, only=only)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf8")
    if not SHARED.is_dir():
        skipped = sorted(name for name, one in MEASURES.items() if one.needs_shared)
        print(f"Skipped, because their data and gold lie in {SHARED}, which is absent: {', '.join(skipped)}.")
    faults = below(read_floors(), found)
    print(f"{sum(map(len, found.values()))} figures measured, {len(faults)} below their floors.", *faults, sep="\n  ")
    return int(bool(faults))


def _write(*, workers: int, lower: bool) -> None:
    found: dict[str, dict[str, Figures]] = {}
    for kind in arithmetic.distinct(arithmetic.instructions()):
        out = ROOT / "out" / f"accuracy {kind}.json"
        out.unlink(missing_ok=True)
        command = [sys.executable, "-m", "benchmarks.floors", "--arithmetic", kind]
        print(f"Arithmetic: {kind}", flush=True)
        subprocess.run([*command, "--workers", str(workers), "--out", str(out)], check=False)
        found[kind] = json.loads(out.read_text(encoding="utf8"))
    written = {"machine": machine(), "figures": found}
    FIGURES.write_text(json.dumps(written, indent=1) + "\n", encoding="utf8")
    floors, to = read_floors(), wanted(found)
    FLOORS.write_text(json.dumps(moved(floors, to, lower=lower), indent=1) + "\n", encoding="utf8")
    for name, figures in to.items():
        for key, value in figures.items():
            if value < (before := floors.get(name, {}).get(key, value)):
                print(f"{name}: {key}: the floor {'fell' if lower else 'would fall'} from {before} to {value}")
    print(f"Written: {FIGURES.name}, {FLOORS.name}. Now `make figures` puts the figures into README and docs.")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--arithmetic", choices=arithmetic.KINDS, default="own", help="compute as a poorer processor")
    parser.add_argument("--avx2", action="store_const", dest="arithmetic", const="AVX2", help="the poorest of them")
    parser.add_argument("--only", default="", metavar="WORDS", help="only benchmarks with these words in their name")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes [default: one a core]")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "accuracy.json")
    parser.add_argument("--write", action="store_true", help="measure in every kind; write figures.json, lift floors")
    parser.add_argument("--lower", action="store_true", help="with --write: let floors go down")
    given = parser.parse_args()
    if given.lower and not given.write:
        parser.error("--lower goes with --write")
    if given.write:
        if not SHARED.is_dir():
            parser.error(f"--write needs all data; {SHARED} is absent")
        _write(workers=given.workers, lower=given.lower)
        return 0
    arithmetic.begin(given.arithmetic)
    return gate(workers=given.workers, only=given.only, out=given.out)


if __name__ == "__main__":
    sys.exit(main())
