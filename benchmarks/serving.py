"""How fast pages are served: `python -m benchmarks.serving [--record FILE] [--articles N] [--adding | --memory]`.

Starts `onrecord serve` over FILE, which is made first where it is not there (benchmarks/large_record.py), and asks it

- for pages of each kind, one after another: milliseconds of the clock until the page is there, and of the server's
  processor, which tells more on a machine that others use too. Each address is asked for once, but "by date" is
  the list that was asked for before in another order, of which the counts are kept;
- for pages of all kinds at random, 20 a second, at times that are set before, whatever the answers take: what waits
  for its turn counts from the moment at which it was due. With `--adding` once more, while articles are added;
- for the same as fast as answers come, by four at once: requests a second.

With `--memory` it measures instead the most memory that the server takes whatever users do (serving_memory.py).

The generators of load that Debian and PyPI have (ab, hey, wrk, siege, h2load, locust) ask for one address, or as fast
as answers come, or in bursts, or take more of the processor than the server; thus one of our own, some lines long."""

import argparse
import json
import queue
import random
import statistics
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from benchmarks.common import ROOT, report
from benchmarks.large_record import Chosen, chosen, make
from benchmarks.served import Server, serving, watched
from benchmarks.serving_memory import worst
from onrecord.apart import IDLE
from onrecord.web.rendering import actor_address, address, article_address, statement_address

Asked = tuple[str, str]
"""A kind of page, and an address."""
RATE = 20
AT_ONCE = 16
"""Requests of the generator that may be under way."""
BY_FOUR = 4


def addresses(of: Chosen) -> dict[str, list[str]]:
    """What is asked for, by kind."""
    return {
        "search, one rare word": [address("/search", {"words": word}) for word in of.rare],
        "search, one common word": [address("/search", {"words": word}) for word in of.common],
        "search, one common word, by date": [address("/search", {"words": word, "sort": "date"}) for word in of.common],
        "search, phrase": [address("/search", {"words": words}) for words in of.phrases],
        "search, outlet": [address("/search", {"outlet": outlet}) for outlet in of.outlets],
        "search, word and outlet": [
            address("/search", {"words": word, "outlet": outlet})
            for word, outlet in zip(of.common, of.outlets, strict=False)
        ],
        "article": [article_address(id_) for id_ in of.articles],
        "actor": [actor_address(id_) for id_ in of.actors],
        "statement": [statement_address(id_) for id_ in of.statements],
        "home": ["/"] * 20,
    }


@dataclass
class Times:
    """Seconds that answers took, by kind, what was not answered with a page, and the bytes of the largest answer."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: list[str] = field(default_factory=list)
    largest: int = 0
    passed: float = 0.0

    def told(self, kind: str) -> str:
        """Median and 95th percentile in milliseconds."""
        return told(self.seconds[kind])

    @property
    def all(self) -> list[float]:
        """Of all kinds."""
        return [one for found in self.seconds.values() for one in found]


def told(seconds: Sequence[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    if len(seconds) < 2:
        return "none"
    parts = statistics.quantiles(seconds, n=20, method="inclusive")
    return f"{1000 * parts[9]:.0f} / {1000 * parts[18]:.0f} ms"


def ask(server: Server, asked: Sequence[Asked], *, workers: int, rate: float | None = None) -> Times:
    """Ask for all, by so many at once: as fast as answers come, or so many a second."""
    times, turn, lock, began = Times(), count(), threading.Lock(), time.perf_counter()

    def work() -> None:
        connection = server.connection()
        while (number := next(turn)) < len(asked):
            kind, path = asked[number]
            due = began + number / rate if rate else time.perf_counter()
            time.sleep(max(0.0, due - time.perf_counter()))
            connection.request("GET", path)
            answer = connection.getresponse()
            size = len(answer.read())
            took = time.perf_counter() - due
            with lock:
                times.largest = max(times.largest, size)
                times.seconds[kind].append(took)
                if answer.status != 200:
                    times.failed.append(f"{answer.status} {path}")

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.passed = time.perf_counter() - began
    return times


def mixed(kinds: Mapping[str, Sequence[str]], number: int, *, seed: int) -> list[Asked]:
    """So many requests: each kind as often as the others."""
    dice = random.Random(seed)
    names = list(kinds)
    return [(kind, dice.choice(kinds[kind])) for kind in dice.choices(names, k=number)]


@contextmanager
def adding(server: Server) -> Iterator[list[int]]:
    """Articles are added one after another, for the time of the block: statements of each."""
    texts = [path.read_text(encoding="utf8") for path in sorted((ROOT / "examples/articles").glob("*.txt"))]
    over, added, failed = threading.Event(), list[int](), queue.Queue[str]()

    def work() -> None:
        connection = server.connection()
        for number in count():
            if over.is_set():
                return
            text = f"{texts[number % len(texts)]}\n\nThis is printing {number} of {time.time_ns()}."
            body = json.dumps({"text": text})
            connection.request("POST", "/api/add", body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            content = json.loads(answer.read())
            if answer.status != 200:
                failed.put(str(content))
                return
            added.append(content["statements"])

    thread = threading.Thread(target=work)
    thread.start()
    yield added
    over.set()
    thread.join()
    if not failed.empty():
        raise SystemExit(f"Adding failed: {failed.get()}")


def measure(record: Path, *, seconds: int, while_adding: bool) -> dict[str, object]:
    """All figures."""
    kinds = addresses(chosen(record))
    figures: dict[str, object] = {}
    with serving(record, adding=while_adding) as server, watched(server) as most:
        ask(server, mixed(kinds, 40, seed=0), workers=BY_FOUR)  # readers are opened, templates compiled
        figures["memory at first, MB"] = str(server.memory)
        failed: list[str] = []
        for kind, paths in kinds.items():
            before = server.processor
            times = ask(server, [(kind, path) for path in paths], workers=1)
            processor = 1000 * (server.processor - before) / len(paths)
            figures[kind] = f"{times.told(kind)}, processor {processor:.0f} ms, at most {times.largest / 1000:.0f} kB"
            failed += times.failed
        number = RATE * seconds
        before = server.processor
        times = ask(server, mixed(kinds, number, seed=1), workers=AT_ONCE, rate=RATE)
        for kind in kinds:
            figures[f"{RATE} a second: {kind}"] = times.told(kind)
        figures[f"{RATE} a second: all"] = told(times.all)
        figures[f"{RATE} a second: asked / answered a second"] = f"{RATE} / {number / times.passed:.1f}"
        figures[f"{RATE} a second: share of one processor"] = round((server.processor - before) / times.passed, 2)
        failed += times.failed
        if while_adding:
            with adding(server) as added:
                times = ask(server, mixed(kinds, number, seed=2), workers=AT_ONCE, rate=RATE)
            for kind in kinds:
                figures[f"while adding: {kind}"] = times.told(kind)
            figures["while adding: all"] = told(times.all)
            figures["while adding: articles / statements added"] = f"{len(added)} / {sum(added)}"
            figures["while adding: answered a second"] = round(number / times.passed, 1)
            failed += times.failed
        times = ask(server, mixed(kinds, number, seed=3), workers=BY_FOUR)
        figures["as fast as answers come, four at once: requests a second"] = round(number / times.passed, 1)
        figures["as fast as answers come, four at once: all"] = told(times.all)
        figures["memory at most, MB"] = str(most[0])
        if while_adding:
            time.sleep(IDLE + 2)
            figures["memory at rest, MB"] = str(server.memory)
        failed += times.failed
    figures["not answered with a page"] = len(failed)
    for one in sorted(set(failed))[:10]:
        print("failed:", one, file=sys.stderr)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path, default=Path("out/large.record"))
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--adding", action="store_true", help="add articles to the record too")
    parser.add_argument("--memory", action="store_true", help="measure the most memory; adds to the record too")
    parser.add_argument("--out", type=Path, default=Path("out/serving.json"))
    arguments = parser.parse_args()
    if not arguments.record.exists():
        arguments.record.parent.mkdir(parents=True, exist_ok=True)
        make(arguments.record, arguments.articles)
    if arguments.memory:
        pages = [path for _, path in mixed(addresses(chosen(arguments.record)), 200, seed=4)]
        with serving(arguments.record, adding=True) as server:
            figures = worst(server, pages)
        report(f"memory of the server of {arguments.record.name}, MB: whole (server, reading)", figures, arguments.out)
        return
    figures = measure(arguments.record, seconds=arguments.seconds, while_adding=arguments.adding)
    report(f"pages of {arguments.record.name}, served: p50 / p95", figures, arguments.out)


if __name__ == "__main__":
    main()
