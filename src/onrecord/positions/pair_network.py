"""The network that scores pairs: the sentence encoder that comes along, with low-rank additions to its products.

The additions take a tenth of the encoder's place. They belong to one encoder and are refused by any other. A pair's
numbers do not depend on which others it is scored with.
"""

import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.families.similarity import LENGTHS, WIDTH, batches, padded, queue
from onrecord.families.similarity import WEIGHTS as SENTENCES
from onrecord.model import sha256
from onrecord.problems import WeightsMissing
from onrecord.processes import cores
from onrecord.runtime import openvino, read_network, weights_sha256

ADDITIONS = "stance.npz"
Floats = NDArray[np.float32]

_PRODUCT = ("__module.encoder.", "/aten::linear/MatMul")
_WEIGHT = "self.encoder.{}.weight"
_HIDDEN = "__module.encoder.encoder.layer.5.output.LayerNorm/aten::layer_norm/Add"
_MEAN = "aten::div/Divide"


class PairNetwork:
    """Scores pairs of texts, cut into pieces. The model is loaded for the first of them.

    Raises WeightsMissing where the additions or the encoder are absent, or do not belong together."""

    def __init__(self, *, weights: Path, encoder: Path = SENTENCES, streams: int | None = None) -> None:
        if not (weights / ADDITIONS).is_file():
            raise WeightsMissing(weights, what="stance")
        self._encoder, self._streams = encoder, streams or cores()
        self._bytes = (weights / ADDITIONS).read_bytes()
        with np.load(weights / ADDITIONS, allow_pickle=False) as stored:
            self._stored = {name: stored[name] for name in stored.files}
        if str(self._stored["encoder"]) != digest(encoder):
            raise WeightsMissing(weights, what="stance")
        self._turn = threading.Lock()

    @cached_property
    def name(self) -> str:
        """What identifies these weights in a record."""
        return f"stance-{sha256(self._bytes)[:12]}"

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """Cuts texts into the encoder's pieces."""
        found = Tokenizer.from_file(str(self._encoder / "tokenizer.json"))
        found.no_padding()
        found.no_truncation()
        return found

    def logits(self, pairs: Sequence[Sequence[int]]) -> Floats:
        """A row for each pair, with a number for each label."""
        found = np.zeros((len(pairs), 2 * WIDTH), np.float32)
        sizes = [next(length for length in LENGTHS if length >= len(one)) for one in pairs]
        with self._turn:
            for length, chosen in batches(sizes):
                self._calls.start_async(padded([pairs[number] for number in chosen], length), (found, chosen))
            if pairs:
                self._calls.wait_all()
        # In double width and row by row alike, so that the sums do not depend on how many rows there are.
        head, start = (self._stored[name].astype(np.float64) for name in ("head", "start"))
        scores: Floats = ((found.astype(np.float64)[:, None, :] * head).sum(2) + start).astype(np.float32)
        return scores

    @cached_property
    def _calls(self) -> Any:
        core = openvino().Core()
        model = read_network(str(self._encoder / "sentences.xml"))
        return queue(core, _added(model, self._stored), streams=self._streams, keep=_keep)


def digest(encoder: Path = SENTENCES) -> str:
    """What identifies the encoder that additions belong to."""
    return weights_sha256(encoder / "sentences.bin")


def stored(additions: Mapping[str, tuple[Floats, Floats]], *, head: Floats, start: Floats) -> dict[str, Any]:
    """The arrays of a file of additions: each pair of factors (up, down) in eight bits, with a scale for each row of
    the inner dimension."""
    found: dict[str, Any] = {"encoder": np.array(digest()), "head": head.astype(np.float16), "start": start}
    for name, factors in additions.items():
        for side, factor in zip(("up", "down"), (factors[0].T, factors[1]), strict=True):
            found[f"{side} {name}"], found[f"{side} scale {name}"] = _in_bytes(factor)
    return found


def _in_bytes(numbers: Floats) -> tuple[NDArray[np.int8], Floats]:
    """A table in eight bits, and the scale of each of its rows."""
    scale = np.maximum(np.abs(numbers).max(1, keepdims=True), 1e-12) / 127
    return np.round(numbers / scale).astype(np.int8), scale.astype(np.float32)


def addition(stored: Mapping[str, Any], name: str) -> Floats:
    """What is added to the weights of a product."""
    up, down = (stored[f"{side} {name}"].astype(np.float32) * stored[f"{side} scale {name}"] for side in ("up", "down"))
    product: Floats = up.T @ down
    return product


def products(model: Any) -> dict[str, Any]:
    """The encoder's products by name."""
    found = {}
    for node in model.get_ordered_ops():
        name = node.get_friendly_name()
        if node.get_type_name() == "MatMul" and name.startswith(_PRODUCT[0]) and name.endswith(_PRODUCT[1]):
            found[name.removeprefix(_PRODUCT[0]).removesuffix(_PRODUCT[1])] = node
    return found


def _added(model: Any, stored: Mapping[str, Any]) -> Any:
    """The encoder with the additions, which gives the state of the first piece and the mean of all."""
    runtime = openvino()
    from openvino import opset13

    nodes = {node.get_friendly_name(): node for node in model.get_ordered_ops()}
    for name, product in products(model).items():
        weight = _WEIGHT.format(name)
        scale = nodes[f"{weight}/scale"].get_data(dtype=np.float32)
        # In eight bits again, as the encoder's own are: in full width they would take 70 MB more, and save a tenth
        # of the time.
        rounded, scale = _in_bytes(nodes[weight].get_data(dtype=np.float32) * scale + addition(stored, name))
        whole = opset13.multiply(opset13.convert(opset13.constant(rounded), "f32"), opset13.constant(scale))
        product.input(1).replace_source_output(whole.output(0))
    zero = opset13.constant(np.int64(0))
    first = opset13.gather(nodes[_HIDDEN], zero, opset13.constant(np.int64(1)))
    both = opset13.concat([first, nodes[_MEAN]], 1)
    return runtime.Model([opset13.result(both)], model.get_parameters(), "stance")


Rows = tuple[Floats, Sequence[int]]


def _keep(request: Any, rows: Rows) -> None:
    found, chosen = rows
    found[chosen] = request.get_output_tensor(0).data[: len(chosen)]
