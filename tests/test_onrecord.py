"""The public names of the package."""

import subprocess
import sys

import onrecord


def test_every_public_name_is_there_and_sorted() -> None:
    assert onrecord.__all__ == sorted(onrecord.__all__)
    assert all(getattr(onrecord, name) for name in onrecord.__all__)


def test_importing_the_package_loads_neither_model_nor_page_reader() -> None:
    code = "import sys, onrecord; print([m for m in ('openvino', 'trafilatura', 'numpy') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
