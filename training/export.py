"""From a trained network to the shipped weights: OpenVINO's format, in eight bits, the encoder's products too."""

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nncf
import openvino
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from onrecord.reading.reader import rounded_up
from onrecord.reading.windows import Ints, batch, pieces_of, windows
from training.network import Network

INPUTS = ("pieces", "features", "mask")
OUTPUTS = ("tags", "cues", "sources", "said")


class _Positional(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        return self.network(pieces.long(), features.long(), mask.long())  # type: ignore[no-any-return]


HEADS = r".*network\.(sources|cues|tags|said).*"
"""Products that stay in floating point; they take little of the time."""
WORDS = "word_embeddings/aten::embedding/Gather"
"""Where the table of word embeddings is looked up."""
GROUP = 64
"""Numbers of the table in four bits that have a scale in common."""
SAMPLED = 120
"""Texts from which the ranges of the encoder's values are taken."""


def export(network: Network, tokenizer: Path, *, folder: Path, texts: Sequence[str]) -> None:
    """Write reader.xml, reader.bin and tokenizer.json into `folder`. What the network makes of the training `texts`
    tells the ranges that eight bits must hold (post-training quantisation with smoothing, by NNCF)."""
    folder.mkdir(parents=True, exist_ok=True)
    _save_tokenizer(tokenizer, folder / "tokenizer.json")
    samples = list(_samples(texts, Tokenizer.from_file(str(folder / "tokenizer.json"))))
    model = nncf.quantize(
        converted(network),
        nncf.Dataset(samples),
        subset_size=len(samples),
        model_type=nncf.ModelType.TRANSFORMER,
        preset=nncf.QuantizationPreset.MIXED,
        ignored_scope=nncf.IgnoredScope(patterns=[HEADS], types=["Gather"], validate=False),
        target_device=nncf.TargetDevice.CPU,
    )
    openvino.save_model(compressed(model), str(folder / "reader.xml"), compress_to_fp16=True)


def compressed(model: Any) -> Any:
    """The model with the table of word embeddings in four bits, by groups of GROUP, and all other weights in eight.

    In eight bits the table is half of the file. In four, the sentence vectors of 534 statements are within 0.002 of
    those in eight (mean cosine 0.998), and the reader's figures are no lower."""
    reads = [node for node in model.get_ordered_ops() if node.get_type_name() in ("Gather", "MatMul")]
    words = [node.get_friendly_name() for node in reads if node.get_friendly_name().endswith(WORDS)]
    others = [node.get_friendly_name() for node in reads if node.get_friendly_name() not in words]
    model = nncf.compress_weights(
        model,
        mode=nncf.CompressWeightsMode.INT4_SYM,
        group_size=GROUP,
        all_layers=True,
        ignored_scope=nncf.IgnoredScope(names=others),
    )
    ignored = nncf.IgnoredScope(names=words)
    return nncf.compress_weights(model, mode=nncf.CompressWeightsMode.INT8_SYM, ignored_scope=ignored)


def _samples(texts: Sequence[str], tokenizer: Tokenizer) -> Iterator[dict[str, Ints]]:
    """Model input of a window of each text, and of paragraphs by themselves: an export with ranges from long windows
    alone (and with the heads in eight bits) lost half of the sources in texts of one or two sentences."""
    chance = random.Random(1)
    written = [text for text in texts if text.strip()]
    for text in chance.sample(written, min(SAMPLED, len(written))):
        paragraphs = [paragraph for paragraph in text.split("\n") if paragraph.strip()]
        several = " ".join(chance.sample(paragraphs, min(2, len(paragraphs))))
        for sample in (text, several, chance.choice(paragraphs), chance.choice(paragraphs)):
            pieces = pieces_of(sample, tokenizer)
            arrays = batch([pieces], [chance.choice(windows(pieces))])
            yield {name: rounded_up(array) for name, array in zip(INPUTS, arrays, strict=True)}


def converted(network: Network) -> Any:
    """The network as an OpenVINO model with named inputs and outputs of any size."""
    network.eval()
    network.encoder.set_attn_implementation("sdpa")
    example = torch.ones((2, 16), dtype=torch.int32)
    with torch.no_grad():
        model = openvino.convert_model(_Positional(network), example_input=(example, example * 0, example))
    for found, name in zip(model.inputs, INPUTS, strict=True):
        found.get_tensor().set_names({name})
        found.get_node().set_partial_shape(openvino.PartialShape([-1, -1]))
        found.get_node().set_element_type(openvino.Type.i32)
    for found, name in zip(model.outputs, OUTPUTS, strict=True):
        found.get_tensor().set_names({name})
    model.validate_nodes_and_infer_types()
    return model


def _save_tokenizer(source: Path, target: Path) -> None:
    """The tokenizer without padding and truncation, which windows do themselves."""
    settings = json.loads(source.read_text(encoding="utf8"))
    settings["padding"] = settings["truncation"] = None
    target.write_text(json.dumps(settings, ensure_ascii=False, separators=(",", ":")), encoding="utf8")
