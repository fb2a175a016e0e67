"""Memory given back."""

import ctypes
import re
import subprocess
import sys
from mmap import ACCESS_READ, mmap
from pathlib import Path

import pytest

from onrecord.families import candidates
from onrecord.heap import forget, give_back, let_go, letting_go, one_heap
from tests.test_apart import until


def test_results_are_forgotten_when_there_are_too_many_and_tables_stay() -> None:
    forget()
    assert candidates.weight(["ferri"]) and candidates._rarities.cache_info().currsize == 1
    before = [candidates.stem(word) for word in ("ferries", "harbours")]
    forget(most=1_000_000)
    assert candidates.stem.cache_info().currsize == 2
    forget(most=1)
    assert candidates.stem.cache_info().currsize == 0 and candidates._rarities.cache_info().currsize == 1
    assert [candidates.stem(word) for word in ("ferries", "harbours")] == before


def test_threads_share_one_heap() -> None:
    asked = (
        "import ctypes, re, threading; from onrecord.heap import give_back, one_heap\n"
        "one_heap(); held = []\n"
        "def work():\n"
        "    held.append([ctypes.create_string_buffer(100_000) for _ in range(10)])\n"
        "threads = [threading.Thread(target=work) for _ in range(6)]\n"
        "[one.start() for one in threads]; [one.join() for one in threads]; give_back()\n"
        "lines = [one for one in open('/proc/self/maps') if re.match(r'\\S+ rw-p .* 0 *$', one)]\n"
        "places = [int(one.split('-')[0], 16) for one in lines]\n"
        "print(sum(one % (64 << 20) == 0 for one in places))"
    )
    if sys.platform == "linux" and hasattr(ctypes.CDLL(None), "malloc_trim"):
        told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
        assert told.stdout.strip() == "0"


def test_pages_of_a_file_are_let_go_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(b"words" * 200_000)
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as whole:
        assert whole[::5].count(b"w") == 200_000
        before = held(path)
        let_go([path, tmp_path / "other.bin"])
        assert (held(path) == 0 and before > 0) or sys.platform != "linux"
        assert whole[-5:] == b"words"


def test_pages_are_let_go_while_something_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.heap._EVERY", 0.01)
    path = tmp_path / "weights.bin"
    path.write_bytes(b"words" * 200_000)
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as whole:
        with letting_go([path]):
            assert whole[::5].count(b"w") == 200_000
            until(lambda: held(path) == 0 or sys.platform != "linux")
        assert whole[::5].count(b"w") == 200_000
        assert held(path) > 0 or sys.platform != "linux"


def held(path: Path) -> int:
    """Kilobytes of a file that stand in this process's memory."""
    maps = Path("/proc/self/smaps")
    text = maps.read_text(encoding="utf8") if maps.exists() else ""
    _, _, after = text.partition(f"{path.resolve()}\n")
    found = re.search(r"Rss:\s+(\d+)", after)
    return int(found[1]) if found else 0


def test_a_system_without_such_functions_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.heap.sys.platform", "darwin")
    one_heap()
    give_back()
    let_go([Path(__file__)])
