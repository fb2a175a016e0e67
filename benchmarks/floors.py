"""Accuracy floors: `python -m benchmarks.floors [--raise] [--lower]`.

Measures every accuracy benchmark and compares with floors.json. `--raise` writes what is now higher (less a
margin for the processor's rounding); only `--lower` may write a lower figure."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from benchmarks import attributions, drafts, headlines, links, pages, statements, times, versions
from benchmarks.common import SHARED
from onrecord.families.similarity import Sentences
from onrecord.reading.reader import weights_of

FLOORS = Path(__file__).parent / "floors.json"
MARGIN = 0.3
"""Points by which a figure may differ from processor to processor (bfloat16 or float32)."""

Figures = dict[str, float]


def measured() -> dict[str, Figures]:
    """All accuracy figures, in per cent, by benchmark."""
    return {name: measure() for name, measure in MEASURES.items()}


def below(name: str, figures: Figures) -> list[str]:
    """What of a benchmark is below its floor."""
    floors = json.loads(FLOORS.read_text(encoding="utf8"))[name]
    return [
        f"{name}: {key} is {figures.get(key)}, floor {floor}"
        for key, floor in floors.items()
        if figures.get(key, float("-inf")) < floor
    ]


def _statements(source: statements.Source) -> Figures:
    found = statements.measure(source)
    return {
        "detection F1": found["detection"]["F1"],
        "exact content F1": found["exact content"]["F1"],
        "statement F1": found["statement (content and speaker)"]["F1"],
        "speaker accuracy": found["speaker accuracy on pairs"],
        "type accuracy": found["type accuracy on pairs"],
        "when F1": found["when"]["F1"],
        "venue F1": found["venue"]["F1"],
        "addressee F1": found["addressee"]["F1"],
    }


def _pages() -> Figures:
    found = pages.summary(pages.measure(pages.fundus_pages(SHARED / "data" / "pages")))
    named = ("body_f1", "headline_right", "date_right", "author_f1", "verbatim_blocks")
    return {name.replace("_", " "): round(100 * found[name], 2) for name in named} | {"read": 100.0 - found["failures"]}


def _times() -> Figures:
    found = times.measure()
    return {
        "finding F1": found["finding"]["F1"],
        "value right": found["value"]["right %"],
        "linked right": found["linked"]["right %"],
    }


def _links() -> Figures:
    sentences = Sentences()
    return {
        f"{gold.stem}: {name}": value
        for gold in links.GOLD
        for name, value in links.measure(gold, sentences=sentences).items()
    }


def _versions() -> Figures:
    found = versions.measure()
    return {name: value for name, value in found.items() if name.startswith(("alignment", "end to end", "verdict"))}


def _drafts() -> Figures:
    found = drafts.measure()
    return {
        "verdict right": float(str(found["verdict right %"])),
        "altered not called verbatim": 100.0 - float(str(found["altered called verbatim"])),
    }


def _headlines() -> Figures:
    return {"verdict right": float(str(headlines.measure()["verdict right %"]))}


MEASURES: dict[str, Callable[[], Figures]] = {
    "attributions": attributions.measure,
    "attributions, fast reader": lambda: attributions.measure(weights=weights_of("fast")),
    "statements from text": lambda: _statements("text"),
    "statements from pages": lambda: _statements("page"),
    "pages": _pages,
    "times": _times,
    "links": _links,
    "versions": _versions,
    "drafts": _drafts,
    "headlines": _headlines,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="higher", action="store_true", help="write floors that rose")
    parser.add_argument("--lower", action="store_true", help="also write floors that fell")
    arguments = parser.parse_args()
    floors = json.loads(FLOORS.read_text(encoding="utf8")) if FLOORS.is_file() else {}
    for name, figures in measured().items():
        mine = floors.setdefault(name, {})
        for key, value in figures.items():
            floor = mine.get(key)
            print(f"{name:<24} {key:<36} {value:>7.2f}  floor {floor}")
            wanted = round(value - MARGIN, 1)
            if (arguments.higher and (floor is None or wanted > floor)) or (arguments.lower and wanted < (floor or 0)):
                mine[key] = wanted
    if arguments.higher or arguments.lower:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
