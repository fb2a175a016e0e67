"""Kinds of arithmetic: which a processor can imitate, and that a process which is told to computes so."""

import os
import subprocess
import sys

import pytest

from benchmarks import arithmetic

ASKED = """
import openvino
from onrecord.reading import reader
core = openvino.Core()
print(reader._multiplies_bytes() and "bytes", reader._compiled(reader.WEIGHTS / "reader.xml").get_property(
    "INFERENCE_PRECISION_HINT").to_string())
"""


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("", ["own"]),
        ("avx2 fma", ["own"]),
        ("avx2 avx512_vnni", ["own", "AVX2"]),
        ("avx2 avx512_vnni avx_vnni avx512_bf16", ["own", "no bfloat16", "AVX2 and bytes", "AVX2"]),
        ("avx2 avx512_vnni avx512_bf16 amx_tile", ["own", "no AMX", "no bfloat16", "AVX2"]),
    ],
)
def test_kinds_of_arithmetic_that_a_processor_can_imitate(flags: str, expected: list[str]) -> None:
    assert arithmetic.distinct(frozenset(flags.split())) == expected


@pytest.mark.parametrize("kind", ["AVX2", "no bfloat16"])
def test_a_process_and_those_it_starts_compute_as_told(kind: arithmetic.Arithmetic) -> None:
    started = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {ASKED!r}], check=True)"
    done = subprocess.run(
        [sys.executable, "-c", started],
        env=arithmetic.environment(kind),
        capture_output=True,
        text=True,
        check=True,
    )
    products, precision = done.stdout.split()
    assert precision == "f32"
    assert products == "False" or kind == "no bfloat16"


def test_what_was_in_the_path_stays_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "somewhere")
    assert arithmetic.environment("AVX2")["PYTHONPATH"] == f"{arithmetic.IMITATED}{os.pathsep}somewhere"
    assert arithmetic.environment("own")["PYTHONPATH"] == "somewhere"
