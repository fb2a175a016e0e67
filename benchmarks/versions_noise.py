"""Changes that are none: `python -m benchmarks.versions_noise`.

The 37 gold articles, each read twice: as it is, and with a change that leaves every statement in place. The figures are
the share of statements, in per cent, that are called kept, and the number of paragraphs that are called changed.

- typography: straight quotation marks, hyphens for dashes, single line ends
- insertion: a new paragraph without a statement behind the headline (37 changed paragraphs are right)
- order: the second half of the paragraphs before the first"""

import argparse
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.common import report
from benchmarks.statements import GOLD
from onrecord.model import Article, Loaded, Reading
from onrecord.pipeline import statements
from onrecord.reading import Reader
from onrecord.reading.reader import WEIGHTS
from onrecord.sources.tables.jsonl import read_json
from onrecord.versions import compare_versions

_WEATHER = "The old clock over the harbour struck noon, and a cold wind went through the empty streets of the town."


def typography(text: str) -> str:
    return text.translate(str.maketrans("“”‘’–", "\"\"''-")).replace("\n\n", "\n")


def insertion(text: str) -> str:
    first, _, rest = text.partition("\n")
    return f"{first}\n\n{_WEATHER}\n\n{rest}"


def order(text: str) -> str:
    first, *rest = [line for line in text.split("\n") if line.strip()]
    return "\n\n".join([first, *rest[len(rest) // 2 :], *rest[: len(rest) // 2]])


CHANGES: dict[str, Callable[[str], str]] = {"typography": typography, "insertion": insertion, "order": order}


def measure(*, weights: Path = WEIGHTS, gold: Path = GOLD) -> dict[str, float]:
    """Share of statements kept, in per cent, and changed paragraphs, by the kind of change."""
    rows = [json.loads(line) for line in (gold / "articles.jsonl").read_text(encoding="utf8").splitlines()]
    reader = Reader(weights=weights)
    before = list(statements((_article(row, row["text"]) for row in rows), reader=reader))
    figures: dict[str, float] = {}
    for name, change in CHANGES.items():
        after = statements((_article(row, change(row["text"])) for row in rows), reader=reader)
        figures |= _figures(name, before, after)
    return figures


def _figures(name: str, before: Iterable[Reading], after: Iterable[Reading]) -> dict[str, float]:
    changes = [compare_versions(one, other) for one, other in zip(before, after, strict=True)]
    kept, everything = (
        sum(map(len, found)) for found in zip(*((c.of("kept"), c.statements) for c in changes), strict=True)
    )
    return {
        f"{name}: kept": round(100 * kept / everything, 2),
        f"{name}: paragraphs": sum(len(c.blocks) for c in changes),
    }


def _article(row: dict[str, Any], text: str) -> Article:
    given = {key: row[key] for key in ("id", "headline", "published") if row.get(key)} | {"text": text}
    (loaded,) = read_json(json.dumps(given).encode(), origin=row["id"], published=None)
    assert isinstance(loaded, Loaded), loaded
    return loaded.article


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("out/versions_noise.json"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    report("changes that are none", measure(weights=arguments.weights), arguments.out)


if __name__ == "__main__":
    main()
