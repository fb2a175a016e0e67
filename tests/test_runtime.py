"""The library that computes the networks reports nothing, leaves it to the system where it runs, and takes little."""

import gc
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.reading.reader import WEIGHTS, _compiled
from onrecord.runtime import openvino, read_network

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


def test_rows_of_a_table_are_looked_up_in_its_file(tmp_path: Path) -> None:
    random = np.random.default_rng(7)
    numbers = random.integers(-8, 8, (300, 3, 8), dtype=np.int8)
    scales = random.random((300, 3, 1)).astype(np.float16)
    _save_table(numbers, scales, tmp_path / "table.xml")
    model = read_network(str(tmp_path / "table.xml"))
    asked = np.array([[0, 7, 299], [5, 5, 123]], np.int32)
    request = openvino().Core().compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"}).create_infer_request()
    del model
    gc.collect()
    found = request.infer([asked])[0]
    expected = (numbers[asked].astype(np.float32) * scales[asked].astype(np.float32)).reshape(2, 3, 24)
    assert np.array_equal(found, expected)


def _save_table(numbers: np.ndarray[Any, Any], scales: np.ndarray[Any, Any], path: Path) -> None:
    """A model that looks rows up in a table of four bits."""
    from openvino import opset13

    ov = openvino()
    table = ov.op.Constant(ov.Type.i4, ov.Shape(list(numbers.shape)), numbers.ravel().tolist())
    wide = opset13.convert(opset13.multiply(opset13.convert(table, "f16"), opset13.constant(scales)), "f32")
    rows = opset13.reshape(wide, opset13.constant(np.array([len(numbers), -1], np.int64)), False)
    asked = opset13.parameter([-1, -1], np.int32)
    looked_up = opset13.gather(rows, asked, opset13.constant(np.int32(0)))
    ov.save_model(ov.Model([looked_up], [asked]), str(path), compress_to_fp16=False)
