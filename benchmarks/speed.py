"""Speed on one core, model loaded: `python -m benchmarks.speed`.

Over the pages of shared/gold, repeated: articles and words a second of every stage and of the whole way from
HTML to committed rows; an "article" here has 600 words. The reader alone is also timed on PolNeAR dev. Then
peak memory, and the medians of starting `onrecord --help` and of a first `onrecord read`. Numbers are of this
machine, which is named; nothing else should run on it. With `--cores`: `onrecord add` of 200 articles (`--articles`) on
one core, in one process, and on all, by turns: how many times as fast, how much more work for the processor, what share
of it the process that writes does, which bounds the gain on more cores, and the memory of each. With `--avx2` the
instructions that came later are hidden from the runtime (`avx2_only.c`; Linux with a C compiler)."""

import argparse
import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.common import SHARED, report
from onrecord.model import Article, Attribution, Loaded, Reading
from onrecord.occasions import circumstances
from onrecord.people import resolve
from onrecord.pipeline import statements
from onrecord.processes import cores
from onrecord.reading import Reader
from onrecord.reading import reader as reading
from onrecord.reading.decoding import Found
from onrecord.reading.rules import attributions
from onrecord.record import open_record
from onrecord.sources.page import read_page

ARTICLE = 600
"""Words of the article that speeds are given for."""


def measure(*, repeat: int = 3) -> dict[str, object]:
    """The figures by name."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pages = [gzip.decompress(path.read_bytes()) for path in sorted((SHARED / "gold" / "pages").glob("*.html.gz"))]
    reader = Reader()
    loaded = [read_page(page) for page in pages]
    articles = [one.article for one in loaded]
    words = sum(len(article.latest.text.split()) for article in articles)
    proposed = list(reader.read(articles))
    found = [(article, _decided(article, mine)) for article, mine in proposed]
    readings = list(statements(articles, reader=reader))

    def speed(work: Callable[[], object], count: int = words) -> int:
        return round(count / statistics.median(_seconds(work) for _ in range(repeat)))

    stages = {
        "page to article": speed(lambda: [read_page(page) for page in pages]),
        "reading": speed(lambda: list(reader.read(articles))),
        "rules and choice": speed(lambda: [_decided(article, mine) for article, mine in proposed]),
        "people": speed(lambda: [resolve(article.latest, mine) for article, mine in found]),
        "occasions": speed(lambda: [circumstances(article.latest, mine) for article, mine in found]),
        "record": speed(lambda: _record(list(zip(loaded, readings, strict=True)))),
    }
    whole = speed(lambda: _whole(pages, reader))
    texts = [json.loads(line)["text"] for line in (SHARED / "data/polnear/dev.jsonl").read_text("utf8").splitlines()]
    return {
        "words a second": {**stages, "HTML to committed rows": whole},
        "articles of 600 words a second": round(whole / ARTICLE, 1),
        "reading PolNeAR dev, words a second": speed(
            lambda: reader.attributions(texts), sum(len(text.split()) for text in texts)
        ),
        "people and occasions, share of reading": round(
            stages["reading"] * (1 / stages["people"] + 1 / stages["occasions"]), 3
        ),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "onrecord --help, ms": _start(["--help"]),
        "onrecord read, small article, ms": _start(["read", "-"], "The mayor, Ama Osei, said the bridge is safe.\n"),
    }


def on_all_cores(*, count: int = 200, repeat: int = 3) -> dict[str, object]:
    """`onrecord add` of so many articles on one core and on all: ratio, and who does the work.

    The pages of the gold, and texts of PolNeAR train where these are too few."""
    ones, manys = [], []
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder) / "news"
        news.mkdir()
        pages = sorted((SHARED / "gold" / "pages").glob("*.html.gz"))[:count]
        for page in pages:
            (news / page.name).symlink_to(page)
        lines = (SHARED / "data/polnear/train.jsonl").read_text("utf8").splitlines()[: count - len(pages)]
        for number, line in enumerate(lines):
            (news / f"{number:04}.txt").write_text(json.loads(line)["text"], encoding="utf8")
        compiled = Path(folder) / "compiled"
        _adding(pages[0], on=1, compiled=compiled)
        for _ in range(repeat):
            ones.append(_adding(news, on=1, compiled=compiled))
            manys.append(_adding(news, on=cores(), compiled=compiled))
    both = list(zip(ones, manys, strict=True))
    ratios = [one.seconds / many.seconds for one, many in both]
    return {
        "cores": cores(),
        "articles": len(pages) + len(lines),
        "times as fast as on one core": [round(ratio, 2) for ratio in ratios],
        "median": round(statistics.median(ratios), 2),
        "seconds on one core": round(statistics.median(one.seconds for one in ones), 1),
        "seconds of the processor on one core": round(statistics.median(one.working for one in ones), 1),
        "on all, times as many": round(statistics.median(many.working / one.working for one, many in both), 3),
        "share of the process that writes": round(statistics.median(many.writing / many.working for many in manys), 3),
        "memory of the process that writes, MB": max(many.memory for many in manys),
        "memory of a process that reads, MB": max(many.memory_of_reading for many in manys),
    }


@dataclass(frozen=True, slots=True)
class _Run:
    """Seconds that an `add` took; of the processor's work: all of it, and that of the process that writes; and the
    memory in MB that this process took at most, and the largest of those that read."""

    seconds: float
    working: float
    writing: float
    memory: int
    memory_of_reading: int


_ADDING = """
import json, os, resource, sys

os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(sys.argv[3])])
import onrecord

with onrecord.open_record(sys.argv[2]) as record:
    record.add(sys.argv[1])
peaks = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps([*os.times()[:4], *peaks]))
"""


def _adding(news: Path, *, on: int, compiled: Path) -> _Run:
    """`add` as it is called without further options, on so many cores; from modules that are compiled once, as those of
    a package are when it is installed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(compiled)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", _ADDING, str(news), f"{folder}/speed.record", str(on)]
        began = time.perf_counter()
        run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        seconds = time.perf_counter() - began
    user, system, its_user, its_system, *peaks = json.loads(run.stdout.splitlines()[-1])
    return _Run(seconds, user + system + its_user + its_system, user + system, *peaks)


def _decided(article: Article, found: Found) -> list[Attribution]:
    return attributions(article.latest, found.attributions, signs=found.signs)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _record(items: list[tuple[Loaded, Reading]]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "speed.record", write=True) as record:
        for loaded, reading in items:
            record.add_reading(loaded, reading, read_with="speed")


def _whole(pages: list[bytes], reader: Reader) -> None:
    loaded = [read_page(page) for page in pages]
    readings = statements((one.article for one in loaded), reader=reader)
    _record(list(zip(loaded, readings, strict=True)))


def _start(arguments: list[str], given: str = "") -> int:
    """Median milliseconds of the command as a whole process, after one warm-up."""

    def run() -> None:
        command = [sys.executable, "-m", "onrecord", *arguments]
        subprocess.run(command, input=given, capture_output=True, text=True, check=True)

    run()
    return round(1000 * statistics.median(_seconds(run) for _ in range(7)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("out/speed.json"))
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--cores", action="store_true", help="`add` on all cores against one")
    parser.add_argument("--articles", type=int, default=200, help="with --cores: how many (default: %(default)s)")
    parser.add_argument("--avx2", action="store_true", help="as if the processor had no later instructions")
    arguments = parser.parse_args()
    if arguments.avx2:
        _hide_later_instructions()
    if arguments.cores:
        report("add on all cores", on_all_cores(count=arguments.articles, repeat=arguments.repeat), arguments.out)
        return
    title = f"speed{', AVX2 alone' if arguments.avx2 else ''}"
    report(title, measure(repeat=arguments.repeat), arguments.out)


def _hide_later_instructions() -> None:
    """Start this process anew with the library that hides them, unless it was."""
    library = Path("out/avx2_only.so").resolve()
    library.parent.mkdir(exist_ok=True)
    if os.environ.get("LD_PRELOAD") != str(library):
        source = Path(__file__).with_name("avx2_only.c")
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, source], check=True)
        os.environ["LD_PRELOAD"] = str(library)
        os.execv(sys.executable, [sys.executable, "-m", "benchmarks.speed", *sys.argv[1:]])
    reading._CPU = Path(os.devnull)


if __name__ == "__main__":
    main()
