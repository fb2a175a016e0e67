"""Small inputs made after public reports about other tools: `python -m benchmarks.cases [--kind WORDS] [--show]`.

Each holds where all that it expects is so: statements with their speaker, date, venue and addressee, words that must be
in the text or not, headline, authors, addresses. Judged by shared/score/check_cases.py, to which the library answers
here as `onrecord read --format jsonl` would. What that script leaves to a test by hand is counted and not judged."""

import argparse
import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.common import SHARED, report, scorer
from onrecord.exports.articles import to_json
from onrecord.model import Failure, Loaded
from onrecord.pipeline import statements
from onrecord.reading import Reader
from onrecord.reading.reader import WEIGHTS
from onrecord.sources import load

CASES = SHARED / "cases"
Answer = tuple[list[dict[str, Any]], str]
"""The articles that were read, as JSON, and what was said of those that were not."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case as judged: None where it is for a test by hand."""

    kind: str
    name: str
    held: bool | None
    why: str


def measure(*, weights: Path = WEIGHTS, folder: Path = CASES) -> dict[str, float]:
    """The cases that hold, in per cent: of all, of the texts, and of the files."""
    return figures(list(judged(weights=weights, folder=folder)))


def judged(*, weights: Path = WEIGHTS, folder: Path = CASES, kind: str | None = None) -> Iterator[Case]:
    """Every case whose kind has these words, the texts before the files."""
    rules = scorer("check_cases")
    rules.run = answering(Reader(weights=weights))
    for source in (rules.texts, rules.files):
        for one in source(folder, "", kind):
            yield Case(*one)


def answering(reader: Reader) -> Callable[..., Answer]:
    """What the script calls to have inputs read; "--as transcript" may stand among them."""

    def read(_: str, inputs: Sequence[str], stdin: str | None = None) -> Answer:
        transcript = "--as" in inputs
        names = [name for name in inputs if name not in ("--as", "transcript")]
        given = io.BytesIO((stdin or "").encode())
        loaded = list(load(names, standard_input=given, kind="transcript" if transcript else None))
        articles = (one.article for one in loaded if isinstance(one, Loaded))
        failures = "\n".join(one.reason for one in loaded if isinstance(one, Failure))
        try:
            return [to_json(reading) for reading in statements(articles, reader=reader)], failures
        except Exception as error:  # whatever ends the command is what the case is about
            return [], f"{type(error).__name__}: {error}"

    return read


def figures(found: Sequence[Case]) -> dict[str, float]:
    """The shares that hold."""
    run = [one for one in found if one.held is not None]
    texts = [one for one in run if not Path(one.name).suffix]
    files = [one for one in run if Path(one.name).suffix]
    return {"held": _share(run), "texts held": _share(texts), "files held": _share(files)}


def _share(found: Sequence[Case]) -> float:
    return round(100 * sum(bool(one.held) for one in found) / max(1, len(found)), 1)


def table(found: Sequence[Case]) -> dict[str, dict[str, int]]:
    """How many of each kind hold, fail, and are for a test by hand."""
    names = {True: "hold", False: "fail", None: "by hand"}
    kinds: dict[str, dict[str, int]] = {}
    for one in found:
        counts = kinds.setdefault(one.kind, dict.fromkeys(names.values(), 0))
        counts[names[one.held]] += 1
    return kinds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("out/cases.json"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--folder", type=Path, default=CASES)
    parser.add_argument("--kind", metavar="WORDS")
    parser.add_argument("--show", action="store_true", help="print those that fail, and why")
    given = parser.parse_args()
    found = list(judged(weights=given.weights, folder=given.folder, kind=given.kind))
    for one in found:
        if given.show and one.held is False:
            print(f"FAILS  {one.name}  [{one.kind}]  {one.why}", file=sys.stderr)
    for kind, counts in table(found).items():
        print("  ".join(f"{count:3} {name}" for name, count in counts.items()), kind, sep="  ")
    report("cases", figures(found), given.out)
    kinds = json.loads(given.out.read_text(encoding="utf8")) | {"kinds": table(found)}
    given.out.write_text(json.dumps(kinds, indent=1, ensure_ascii=False) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
