"""Puts the measured figures into README and docs: `python -m benchmarks.figures`, or `make figures`.

A figure stands between two comments, the first of which names it by benchmark and figure of figures.json:
`<!--figure statements from text: statement F1-->82.9<!--/figure-->`. The figures are those of the processor's own
arithmetic. A test asserts that the documents say what the file says."""

import argparse
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.common import ROOT
from benchmarks.floors import FIGURES
from benchmarks.measures import Figures

_FIGURE = re.compile(r"(<!--figure ([^:<>]+): ([^<>]+?)-->)[^<>]*(<!--/figure-->)")
_MARK = re.compile(r"<!--/?figure")


def documents(root: Path = ROOT) -> list[Path]:
    """README, and all pages of the docs."""
    return [root / "README.md", *sorted((root / "docs").rglob("*.md"))]


def measured() -> Mapping[str, Figures]:
    """The figures by benchmark, as the processor that measured them computes."""
    found: Mapping[str, Figures] = json.loads(FIGURES.read_text(encoding="utf8"))["figures"]["own"]
    return found


def with_figures(text: str, figures: Mapping[str, Figures]) -> str:
    """The text with every figure as it was measured. Raises KeyError where one is named that was not measured, and
    ValueError where a mark has no partner."""
    found = _FIGURE.sub(lambda match: f"{match[1]}{shown(figures[match[2]][match[3]])}{match[4]}", text)
    if len(_MARK.findall(text)) != 2 * len(_FIGURE.findall(text)):
        raise ValueError("A mark of a figure has no partner, or no name of the form `benchmark: figure`.")
    return found


def shown(value: float) -> str:
    """A count with its thousands, a share with one decimal; all of it as 100."""
    if isinstance(value, int):
        return f"{value:,}"
    return "100" if value == 100 else f"{value:.1f}"


def write(paths: Iterable[Path], figures: Mapping[str, Figures]) -> list[Path]:
    """Write the figures into the documents; those that changed."""
    changed = []
    for path in paths:
        before = path.read_text(encoding="utf8")
        try:
            after = with_figures(before, figures)
        except (KeyError, ValueError) as error:
            raise SystemExit(f"{path}: {error}. See the figures in {FIGURES}.") from error
        if after != before:
            path.write_text(after, encoding="utf8")
            changed.append(path)
    return changed


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    for path in write(documents(), measured()):
        print(f"New figures in {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
