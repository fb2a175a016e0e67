"""How near two statements are in meaning, whatever their words: sentence embeddings by an encoder that comes along.

A statement's numbers do not depend on which others it is embedded with. They differ a little from processor to
processor."""

import threading
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.problems import WeightsMissing
from onrecord.processes import cores
from onrecord.runtime import SETTINGS, openvino, read_network, weights_sha256

WEIGHTS = Path(__file__).parent / "weights"
WIDTH = 384
"""Numbers of one embedding."""
ROWS = 4
"""Texts in one call of the model, always, so that a text's numbers do not depend on how many come with it: sums of
another shape are rounded in another way. Eight are embedded a tenth faster, but an article has some six texts of
several lengths, and rows that stay empty take as long."""
AHEAD = 32
"""Calls for each core that wait for it, so that it does not wait for the process that asks."""
LENGTHS = (8, 16, 24, 32, 48, 64, 96, 128)
"""Word pieces to which a text is filled up, for the same reason."""

Embeddings = NDArray[np.float32]
"""One row of length one for each text."""


class Sentences:
    """Embeds statements with the weights in `weights`, many at a time, by default on all the cores that the process may
    use. The model is loaded for the first of them. Several threads may ask at the same time.

    Raises WeightsMissing where the folder holds none."""

    def __init__(self, *, weights: Path = WEIGHTS, streams: int | None = None) -> None:
        if not (weights / "sentences.xml").is_file():
            raise WeightsMissing(weights, what="sentences")
        self._weights, self._streams = weights, streams or cores()
        self._turn = threading.Lock()

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer.from_file(str(self._weights / "tokenizer.json"))

    @cached_property
    def _calls(self) -> Any:
        core = openvino().Core()
        model = read_network(str(self._weights / "sentences.xml"))
        return queue(core, model, streams=self._streams, keep=_keep)

    @cached_property
    def name(self) -> str:
        """What identifies these weights in a record."""
        return f"sentences-{weights_sha256(self._weights / 'sentences.bin')[:12]}"

    def embed(self, texts: Sequence[str]) -> Embeddings:
        """A row for each text, in order; the product of two rows is their likeness, from -1 to 1."""
        return self.begin(texts)()

    def begin(self, texts: Sequence[str]) -> Callable[[], Embeddings]:
        """Embed texts while the caller goes on; what it calls to wait for the rows."""
        found = np.zeros((len(texts), WIDTH), np.float32)
        if not texts:
            return lambda: found
        encoded = self._tokenizer.encode_batch_fast(list(texts))
        sizes = [next(length for length in LENGTHS if length >= len(one.ids)) for one in encoded]
        with self._turn:  # which call is free is asked and taken in two steps
            for length, chosen in batches(sizes):
                self._calls.start_async(padded([encoded[number].ids for number in chosen], length), (found, chosen))

        def wait() -> Embeddings:
            self._calls.wait_all()
            return found

        return wait


@cache
def shipped_sentences() -> Sentences:
    """Those on the weights that come along: loaded, at some 200 MB, once for all who ask in this process.

    Raises WeightsMissing."""
    return Sentences()


def _keep(request: Any, rows: tuple[Embeddings, list[int]]) -> None:
    found, chosen = rows
    found[chosen] = request.get_output_tensor(0).data[: len(chosen)]


def batches(sizes: Sequence[int]) -> list[tuple[int, list[int]]]:
    """The calls of a model: to how many word pieces texts are filled up, and which texts."""
    found = []
    for length in sorted(set(sizes)):
        numbers = [number for number, size in enumerate(sizes) if size == length]
        found += [(length, numbers[start : start + ROWS]) for start in range(0, len(numbers), ROWS)]
    return found


def padded(texts: Sequence[Sequence[int]], length: int) -> list[NDArray[np.int32]]:
    """The input of a call: the numbers of the word pieces of each text, and which of them count."""
    pieces = np.zeros((ROWS, length), np.int32)
    mask = np.zeros((ROWS, length), np.int32)
    mask[:, 0] = 1  # rows that are not used: a mean over nothing is no number
    for row, found in enumerate(texts):
        pieces[row, : len(found)] = found
        mask[row, : len(found)] = 1
    return [pieces, mask]


def queue(core: Any, model: Any, *, streams: int, keep: Callable[[Any, Any], None]) -> Any:
    """The model, compiled, and calls of it; `keep` is told what each has found and what it was given beside.

    Its weights stay in memory in eight bits, as they lie on disk. Widened once they would take 40 MB more, and save an
    eighth of the time where products are computed in bfloat16, and none elsewhere."""
    precision = "bf16" if "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES") else "f32"
    settings = {
        "INFERENCE_PRECISION_HINT": precision,
        "INFERENCE_NUM_THREADS": streams,
        "NUM_STREAMS": streams,
        # What weights of eight bits are multiplied with is not rounded to as many.
        "DYNAMIC_QUANTIZATION_GROUP_SIZE": 0,
        **SETTINGS,
    }
    calls = openvino().AsyncInferQueue(core.compile_model(model, "CPU", settings), AHEAD * streams)
    calls.set_callback(keep)
    return calls
