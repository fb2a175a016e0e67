"""The library that computes the networks reports nothing, and leaves it to the system where it runs."""

import subprocess
import sys

from onrecord.reading.reader import WEIGHTS, _compiled

SCRIPT = """
import multiprocessing.process, socket

def refuse(*given, **manner):
    raise SystemExit("it reports its use")

multiprocessing.process.BaseProcess.start = socket.socket.connect = refuse
from onrecord.runtime import openvino

print(openvino().Core().available_devices)
"""


def test_loading_it_opens_no_connection_and_starts_no_process() -> None:
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, ""), run.stderr
    assert "CPU" in run.stdout


def test_no_process_is_bound_to_the_first_core() -> None:
    compiled = _compiled(WEIGHTS / "reader.xml")
    assert compiled.get_property("ENABLE_CPU_PINNING") is False
