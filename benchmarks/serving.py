"""How fast pages are served: `python -m benchmarks.serving [--record FILE] [--articles N] [--seconds N] [--adding]`.

Starts `onrecord serve` over FILE, which is made first where it is not there (benchmarks/large_record.py), and asks it

- for pages of each kind, one after another: milliseconds of the clock until the page is there, and of the server's
  processor, which tells more on a machine that others use too. Each address is asked for once, but "by date" is
  the list that was asked for before in another order, of which the counts are kept;
- for pages of all kinds at random, 20 a second, at times that are set before, whatever the answers take: what waits
  for its turn counts from the moment at which it was due. With `--adding` once more, while articles are added;
- for the same as fast as answers come, by four at once: requests a second.

The generators of load that Debian and PyPI have (ab, hey, wrk, siege, h2load, locust) ask for one address, or as fast
as answers come, or in bursts, or take more of the processor than the server; thus one of our own, some lines long."""

import argparse
import http.client
import json
import os
import queue
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field
from itertools import count
from pathlib import Path

from benchmarks.common import ROOT, report
from benchmarks.large_record import Chosen, chosen, make
from onrecord.apart import IDLE
from onrecord.web.rendering import actor_address, address, article_address, statement_address

Asked = tuple[str, str]
"""A kind of page, and an address."""
RATE = 20
AT_ONCE = 16
"""Requests of the generator that may be under way."""
BY_FOUR = 4
_TICKS = os.sysconf("SC_CLK_TCK")


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
class Server:
    """`onrecord serve` in a process of its own."""

    process: subprocess.Popen[str]
    host: str
    port: int

    @property
    def processor(self) -> float:
        """Seconds of its processor so far."""
        words = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / _TICKS

    @property
    def memory(self) -> "Memory":
        """What it, and the process that reads for it, hold now."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        others = [int(pid) for thread in threads for pid in _text_of(thread).split()]
        own, *rest = (_held_by(pid) for pid in (self.process.pid, *others))
        return Memory(own[0], sum(one[0] for one in rest), own[1] + sum(one[1] for one in rest))

    def connection(self) -> http.client.HTTPConnection:
        """One more connection to it."""
        return http.client.HTTPConnection(self.host, self.port, timeout=120)


@dataclass(frozen=True)
class Memory:
    """Megabytes: of the server, of the process that reads for it, and of both without counting twice what they share
    (PSS)."""

    server: int = 0
    reading: int = 0
    whole: int = 0

    def or_more(self, other: "Memory") -> "Memory":
        """Of each the larger."""
        return Memory(*map(max, astuple(self), astuple(other)))

    def __str__(self) -> str:
        return f"{self.whole} (server {self.server}, reading {self.reading})"


@contextmanager
def watched(server: Server) -> Iterator[list[Memory]]:
    """The most that was held in the block, ten times a second; looking takes a hundredth of a processor."""
    over, most = threading.Event(), [Memory()]

    def watch() -> None:
        while not over.wait(0.1):
            most[0] = most[0].or_more(server.memory)

    thread = threading.Thread(target=watch)
    thread.start()
    yield most
    over.set()
    thread.join()


def _held_by(pid: int) -> tuple[int, int]:
    found = dict(re.findall(r"^(Rss|Pss):\s+(\d+)", _text_of(Path(f"/proc/{pid}/smaps_rollup")), re.MULTILINE))
    return int(found.get("Rss", 0)) // 1024, int(found.get("Pss", 0)) // 1024


def _text_of(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it ended
        return ""


@contextmanager
def serving(record: Path, *, adding: bool, who: str = "Kim Park") -> Iterator[Server]:
    """The server, for the time of the block."""
    command = [sys.executable, "-m", "onrecord", "serve", "--record", str(record), "--port", "0", "--who", who]
    command += [] if adding else ["--read-only"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        told: list[str] = []
        for line in process.stderr:
            told.append(line)
            if found := re.search(r"http://(\S+):(\d+) until", line):
                break
        else:
            raise SystemExit(f"The server did not start: {''.join(told)}")
        threading.Thread(target=process.stderr.read, daemon=True).start()
        server = Server(process, found[1], int(found[2]))
        _until_answers(server)
        yield server
    finally:
        process.terminate()
        process.wait()


def _until_answers(server: Server) -> None:
    for _ in range(600):
        try:
            connection = server.connection()
            connection.request("GET", "/static/app.css")
            connection.getresponse().read()
        except ConnectionError:
            time.sleep(0.1)
        else:
            return


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
    parser.add_argument("--out", type=Path, default=Path("out/serving.json"))
    arguments = parser.parse_args()
    if not arguments.record.exists():
        arguments.record.parent.mkdir(parents=True, exist_ok=True)
        make(arguments.record, arguments.articles)
    figures = measure(arguments.record, seconds=arguments.seconds, while_adding=arguments.adding)
    report(f"pages of {arguments.record.name}, served: p50 / p95", figures, arguments.out)


if __name__ == "__main__":
    main()
