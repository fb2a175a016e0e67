"""`onrecord serve` in a process of its own, and the memory that it and the process that reads for it hold."""

import http.client
import os
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from functools import reduce
from pathlib import Path

EVERY = 0.2
"""Seconds between two looks at the memory; one takes a millisecond."""
_TICKS = os.sysconf("SC_CLK_TCK")
_ROLLED_UP = re.compile(r"^(Rss|Pss):\s+(\d+)", re.MULTILINE)
_FILE = re.compile(r"^[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \d+ +(/.*)$|^(Rss|Anonymous):\s+(\d+)", re.MULTILINE)


@dataclass
class Server:
    """The server."""

    process: subprocess.Popen[str]
    host: str
    port: int

    @property
    def processor(self) -> float:
        """Seconds of its processor so far."""
        words = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / _TICKS

    @property
    def pids(self) -> list[int]:
        """The server, and what it has started."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [self.process.pid, *(int(pid) for thread in threads for pid in _text_of(thread).split())]

    @property
    def memory(self) -> "Memory":
        """What it, and the process that reads for it, hold now."""
        own, *rest = (_held_by(pid) for pid in self.pids)
        counted = own[1] + sum(one[1] for one in rest)
        others = sum(one[0] for one in rest)
        return Memory(own[0] // 1024, others // 1024, counted // 1024, (own[0] + others) // 1024)

    @property
    def common(self) -> int:
        """Megabytes that both hold: libraries. Looking for them takes ten times as long."""
        files = [_files_of(pid) for pid in self.pids]
        return sum(reduce(lambda one, other: one & other, files).values()) // 1024 if len(files) > 1 else 0

    def connection(self) -> http.client.HTTPConnection:
        """One more connection to it."""
        return http.client.HTTPConnection(self.host, self.port, timeout=600)


@dataclass(frozen=True)
class Memory:
    """Megabytes: of the server, of the process that reads for it, and of both without counting twice what they share
    (PSS, which counts what other programs use too in part only)."""

    server: int = 0
    reading: int = 0
    whole: int = 0
    both: int = 0
    """Of both, counting twice what they share: with `Server.common` it tells what they hold where nobody else uses
    their libraries."""

    def or_more(self, other: "Memory") -> "Memory":
        """Of each the larger."""
        return Memory(*map(max, astuple(self), astuple(other)))

    def __str__(self) -> str:
        return f"{self.whole} (server {self.server}, reading {self.reading})"


@contextmanager
def watched(server: Server) -> Iterator[list[Memory]]:
    """The most that was held in the block."""
    over, most = threading.Event(), [Memory()]

    def watch() -> None:
        while not over.wait(EVERY):
            most[0] = most[0].or_more(server.memory)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield most
    finally:
        over.set()
        thread.join()


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


def _held_by(pid: int) -> tuple[int, int]:
    found = dict(_ROLLED_UP.findall(_text_of(Path(f"/proc/{pid}/smaps_rollup"))))
    return int(found.get("Rss", 0)), int(found.get("Pss", 0))


def _files_of(pid: int) -> Counter[str]:
    """Kilobytes of files that a process holds as they are on disk, by path."""
    found, path = Counter[str](), ""
    for name, kind, size in _FILE.findall(_text_of(Path(f"/proc/{pid}/smaps"))):
        path = name or path
        if kind:
            found[path] += int(size) if kind == "Rss" else -int(size)
    return found


def _text_of(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it ended
        return ""
