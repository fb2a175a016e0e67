"""Train the shipped weights further on a user's own corrections: `python -m training.reader --data MY.jsonl`.

MY.jsonl is what `onrecord export --format corrections` writes, or any file in PolNeAR's form. A fifth of the articles
is held out. The parameters are read back out of the shipped model, whose eight bits a weight are all there is of them;
a few passes at a low rate follow. New weights are written only where they are no worse on the articles held out."""

import hashlib
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import openvino
import torch

from onrecord.evaluation import Score, read_gold, score_attributions
from onrecord.reading import Reader
from onrecord.reading.reader import WEIGHTS
from onrecord.runtime import value_of
from training.examples import Example, examples
from training.export import export
from training.learning import batches, learn, targets
from training.network import BUCKETS, DISTANCES, Network, from_base, shaped_for
from training.reader import base_folder, load_tokenizer

HELD_OUT = 5
"""Every so many-th article, in the order of a hash of its identity, is held out."""
FEWEST_ARTICLES = 5
"""Reviewed articles that are needed; with fewer, nothing could be said of the result."""
MEASURES = ("attribution", "strict")
"""Their mean F1 on the held-out articles decides."""
LINKS = ("cues", "sources")
"""The heads that prefer some distances."""
PARTS = ("reader.xml", "reader.bin", "tokenizer.json", "calibration.json")

Floats = npt.NDArray[np.float32]
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """A tenth of the rate of the first training, so that little is forgotten."""

    epochs: int = 3
    batch: int = 8
    rate: float = 2e-5
    seed: int = 1


def train_further(data: Path, *, out: Path, weights: Path = WEIGHTS, settings: OwnSettings | None = None) -> int:
    """Train, compare and write into `out`; the exit status: 1 where nothing was written."""
    list(read_gold([data]))  # raises BadGold, which names the line, where the file is of no known form
    lines = data.read_text(encoding="utf8").splitlines()
    documents = [document for line in lines if line.strip() and (document := json.loads(line)).get("reviewed", True)]
    if len(documents) < FEWEST_ARTICLES:
        return _refused(
            f"{data} has {len(documents)} reviewed articles; {FEWEST_ARTICLES} are needed. An article is reviewed "
            "where every statement was decided about, or the article itself was accepted."
        )
    train, held_out = split(documents)
    before = figure(weights, held_out)
    network = tuned(shipped_network(weights), train, settings=settings or OwnSettings(), weights=weights)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        export(network, weights / "tokenizer.json", folder=made, texts=[document["text"] for document in train])
        if (weights / "calibration.json").is_file():
            shutil.copy(weights / "calibration.json", made)
        after = figure(made, held_out)
        print(f"{len(train)} articles train, {len(held_out)} are held out: {before:.1f} before, {after:.1f} after.")
        if after < before:
            return _refused(
                "The result is worse on the articles held out; the weights stay as they are. "
                "More corrected articles, or more alike ones, may help."
            )
        put(made, out)
    print(f"The weights are in {out}. Score them with `python -m benchmarks.attributions --weights {out}`.")
    return 0


def split(documents: Sequence[Document]) -> tuple[list[Document], list[Document]]:
    """Articles to train on, and those held out; adding articles moves none that has a later hash."""
    ordered = sorted(documents, key=lambda one: hashlib.sha256(str(one.get("doc", one["text"])).encode()).hexdigest())
    held_out = ordered[::HELD_OUT]
    return [one for one in ordered if one not in held_out], held_out


def figure(weights: Path, documents: Sequence[Document]) -> float:
    """Mean F1 of MEASURES in per cent, through the runtime that users have."""
    found = Reader(weights=weights).attributions([document["text"] for document in documents])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "held-out.jsonl"
        path.write_text("\n".join(json.dumps(document) for document in documents), encoding="utf8")
        golds = list(read_gold([path]))
    scores = [score_attributions(g.text, g.attributions, mine) for g, mine in zip(golds, found, strict=True)]
    return sum(100 * sum((one[name] for one in scores), Score()).f1 for name in MEASURES) / len(MEASURES)


def tuned(network: Network, documents: Sequence[Document], *, settings: OwnSettings, weights: Path) -> Network:
    """The network after training on the documents, and on nothing else."""
    torch.manual_seed(settings.seed)
    chance = random.Random(settings.seed)
    found = _examples(documents, weights)
    optimizer = torch.optim.AdamW(network.parameters(), lr=settings.rate, weight_decay=0.01)
    network.train()
    for _ in range(settings.epochs):
        for chosen in batches(found, settings.batch, chance):
            optimizer.zero_grad()
            learn(network, targets(chosen))
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
    network.eval()
    return network


def _examples(documents: Sequence[Document], weights: Path) -> list[Example]:
    tokenizer = load_tokenizer(weights / "tokenizer.json")
    return [example for document in documents for example in examples(document, tokenizer)]


def put(made: Path, out: Path) -> None:
    """The files of the weights in `made` into `out`, each under a temporary name first."""
    out.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        if (made / name).is_file():
            beside = out / f"{name}.unfinished"
            shutil.copy(made / name, beside)
            beside.replace(out / name)


def shipped_network(weights: Path = WEIGHTS) -> Network:
    """The network of exported weights, at rest."""
    found = parameters(weights / "reader.xml")
    network = shaped_for(found, from_base(str(base_folder())))
    wanted = dict(network.named_parameters())
    state = {name: torch.from_numpy(found[name]).reshape(wanted[name].shape) for name in wanted}
    network.load_state_dict(state, strict=False)  # buffers are computed anew
    network.eval()
    return network


def parameters(model: Path) -> dict[str, Floats]:
    """The parameters in an exported model, by the names the network has for them.

    Few keep their names; the others are found by their place: the weights of products and tables, what is added
    behind a product, and what scales and shifts a normalised layer."""
    found: dict[str, Floats] = {}
    for node in openvino.Core().read_model(str(model)).get_ordered_ops():
        name, kind = node.get_friendly_name(), node.get_type_name()
        owner = name.removeprefix("__module.network.").split("/aten::")[0]
        if kind == "Constant" and name.startswith("self.network.") and np.issubdtype(node.data.dtype, np.floating):
            found[name.removeprefix("self.network.")] = np.asarray(node.data).astype(np.float32)
        elif kind == "Gather" and "/aten::embedding/" in name:
            found[f"{owner}.weight"] = _value(node.input_value(0).get_node())
        elif kind == "Gather" and owner in LINKS:  # the look-up of weights exported before it became a constant
            found[f"{owner}.distance"] = _value(node.input_value(0).get_node())
        elif kind == "Slice" and owner in LINKS and f"{owner}.distance" not in found:
            if node.input_value(0).get_node().get_output_element_type(0).is_integral():
                continue
            distance = np.zeros(DISTANCES, dtype=np.float32)
            distance[BUCKETS] = _value(node.input_value(0).get_node())
            found[f"{owner}.distance"] = distance
        elif kind == "MatMul" and "/aten::linear/" in name:
            found[f"{owner}.weight"] = _value(node.input_value(1).get_node()) * _smoothing(node)
            found[f"{owner}.bias"] = _other(_following(node, "Add"), node)
        elif kind == "MVN":
            scaled = _following(node, "Multiply")
            found[f"{owner}.weight"] = _other(scaled, node)
            found[f"{owner}.bias"] = _other(_following(scaled, "Add"), scaled)
    return found


def _value(node: Any) -> Floats:
    """A constant in full, through conversions and scales."""
    kind = node.get_type_name()
    if kind == "Constant":
        return value_of(node).astype(np.float32)
    if kind not in ("Convert", "Multiply", "Reshape"):
        raise ValueError(f"{node.get_friendly_name()} is no constant but {kind}")
    value = _value(node.input_value(0).get_node())
    if kind == "Reshape":
        return value.reshape(tuple(node.get_output_shape(0)))
    return value if kind == "Convert" else value * _value(node.input_value(1).get_node())


def _smoothing(product: Any) -> Floats:
    """What the export multiplied the activations by, and so divided the product's weights by, for each input."""
    before = product.input_value(0).get_node()
    if before.get_type_name() == "FakeQuantize":
        before = before.input_value(0).get_node()
    if not before.get_friendly_name().endswith("/nncf_smooth_quant"):
        return np.ones(1, dtype=np.float32)
    return _value(before.input_value(1).get_node()).reshape(-1)


def _following(node: Any, kind: str) -> Any:
    targets = [target.get_node() for target in node.output(0).get_target_inputs()]
    return next((target for target in targets if target.get_type_name() == kind), None)


def _other(node: Any, known: Any) -> Floats:
    """The constant that joins `known` in `node`."""
    names = [source.get_node() for source in node.input_values()]
    other = next(one for one in names if one.get_friendly_name() != known.get_friendly_name())
    while other.get_type_name() == "Convert":
        other = other.input_value(0).get_node()
    return np.asarray(other.data).astype(np.float32)


def _refused(message: str) -> int:
    print(message, file=sys.stderr)
    return 1
