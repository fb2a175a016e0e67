"""How near two statements are in meaning, whatever their words: sentence embeddings by an encoder that comes along.


A statement's numbers do not depend on which others it is embedded with. They differ a little from processor to
processor."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from onrecord.model import sha256
from onrecord.problems import WeightsMissing

WEIGHTS = Path(__file__).parent / "weights"
WIDTH = 384
"""Numbers of one embedding."""
ROWS = 8
"""Texts in one call of the model, always, so that a text's numbers do not depend on how many come with it: sums of
another shape are rounded in another way."""
LEAST_SHARED = 8
"""Calls from which they are shared out among cores; for fewer, starting threads costs more than it saves."""
LENGTHS = (8, 16, 24, 32, 48, 64, 96, 128)
"""Word pieces to which a text is filled up, for the same reason."""

Embeddings = NDArray[np.float32]
"""One row of length one for each text."""


class Sentences:
    """Embeds statements with the weights in `weights`, many at a time on all the cores that the process may use.

    Raises WeightsMissing where the folder holds none."""

    def __init__(self, *, weights: Path = WEIGHTS) -> None:
        if not (weights / "sentences.xml").is_file():
            raise WeightsMissing(weights, what="sentences")
        self._weights = weights
        self._tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
        self._cores = _cores()
        model = _compiled(weights / "sentences.xml", streams=self._cores)
        self._requests = [model.create_infer_request() for _ in range(self._cores)]

    @cached_property
    def name(self) -> str:
        """What identifies these weights in a record."""
        return f"sentences-{sha256((self._weights / 'sentences.bin').read_bytes())[:12]}"

    def embed(self, texts: Sequence[str]) -> Embeddings:
        """A row for each text, in order; the product of two rows is their likeness, from -1 to 1."""
        found = np.zeros((len(texts), WIDTH), np.float32)
        encoded = self._tokenizer.encode_batch_fast(list(texts))
        sizes = [next(length for length in LENGTHS if length >= len(one.ids)) for one in encoded]
        calls = _calls(sizes)

        def run(core: int) -> None:
            request = self._requests[core]
            for length, chosen in calls[core :: self._cores]:
                request.infer(_padded([encoded[number] for number in chosen], length))
                found[chosen] = request.get_output_tensor(0).data[: len(chosen)]

        if len(calls) < LEAST_SHARED:
            for core in range(self._cores):
                run(core)
        else:
            with ThreadPoolExecutor(self._cores) as threads:
                list(threads.map(run, range(self._cores)))
        return found


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _calls(sizes: Sequence[int]) -> list[tuple[int, list[int]]]:
    """The calls of the model: to how many word pieces texts are filled up, and which texts."""
    calls = []
    for length in sorted(set(sizes)):
        numbers = [number for number, size in enumerate(sizes) if size == length]
        calls += [(length, numbers[start : start + ROWS]) for start in range(0, len(numbers), ROWS)]
    return calls


def _padded(encoded: Sequence[Encoding], length: int) -> list[NDArray[np.int32]]:
    pieces = np.zeros((ROWS, length), np.int32)
    mask = np.zeros((ROWS, length), np.int32)
    mask[:, 0] = 1  # rows that are not used: a mean over nothing is no number
    for row, found in enumerate(encoded):
        pieces[row, : len(found.ids)] = found.ids
        mask[row, : len(found.ids)] = 1
    return [pieces, mask]


def _compiled(path: Path, *, streams: int) -> Any:
    # Imported here: the runtime takes a while to load, and most commands have no need of it.
    import openvino
    from openvino.passes import ConstantFolding, Manager

    core = openvino.Core()
    model = core.read_model(str(path))
    # The weights lie on disk in eight bits. Unfolded, they would be widened again at every call.
    unfolding = Manager()
    unfolding.register_pass(ConstantFolding())
    unfolding.run_passes(model)
    precision = "bf16" if "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES") else "f32"
    settings = {"INFERENCE_PRECISION_HINT": precision, "INFERENCE_NUM_THREADS": streams, "NUM_STREAMS": streams}
    return core.compile_model(model, "CPU", settings)
