"""From a trained network to the shipped weights: OpenVINO's format, computed in eight bits.

The encoder's linear layers take eight-bit weights and activations, their ranges set on windows of training text with
outliers moved from activations into weights (SmoothQuant, Xiao et al. 2023); attention and heads stay in floating
point, with weights stored in eight bits."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nncf
import numpy as np
import openvino
import torch
from torch import Tensor, nn

from onrecord.reading.windows import batch
from training.examples import Example
from training.network import Network

OUTPUTS = ("tags", "cues", "sources", "said")
_ENCODER_LAYER = re.compile(
    r"encoder\.layer\.\d+\.(?:attention\.(?:self\.(?:query|key|value)|output\.dense)|intermediate\.dense|output\.dense)/"
)
_OUTLIERS = 0.95
"""How much of the activations' range moves into the weights: NNCF's default for matrix products."""


class _Positional(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        return self.network(pieces.long(), features.long(), mask.long())  # type: ignore[no-any-return]


def export(network: Network, tokenizer: Path, *, folder: Path, seen: Sequence[Example]) -> None:
    """Write reader.xml, reader.bin and tokenizer.json into `folder`. `seen` are the windows that set the ranges."""
    folder.mkdir(parents=True, exist_ok=True)
    model = quantized(converted(network), seen)
    model = nncf.compress_weights(model, mode=nncf.CompressWeightsMode.INT8_SYM)
    openvino.save_model(model, str(folder / "reader.xml"), compress_to_fp16=True)
    _save_tokenizer(tokenizer, folder / "tokenizer.json")


def converted(network: Network) -> Any:
    """The network as an OpenVINO model with named inputs and outputs of any size."""
    network.eval()
    network.encoder.set_attn_implementation("sdpa")
    example = torch.ones((2, 16), dtype=torch.int32)
    with torch.no_grad():
        model = openvino.convert_model(_Positional(network), example_input=(example, example * 0, example))
    for found, name in zip(model.inputs, ("pieces", "features", "mask"), strict=True):
        found.get_tensor().set_names({name})
        found.get_node().set_partial_shape(openvino.PartialShape([-1, -1]))
        found.get_node().set_element_type(openvino.Type.i32)
    for found, name in zip(model.outputs, OUTPUTS, strict=True):
        found.get_tensor().set_names({name})
    model.validate_nodes_and_infer_types()
    return model


def quantized(model: Any, seen: Sequence[Example]) -> Any:
    """The model with eight-bit linear layers in its encoder."""
    inputs = [[np.asarray(array, np.int32) for array in batch([one.pieces], [one.window])] for one in seen]
    kept = [
        node.get_friendly_name()
        for node in model.get_ops()
        if node.get_type_name() == "MatMul" and not _ENCODER_LAYER.search(node.get_friendly_name())
    ]
    return nncf.quantize(
        model,
        nncf.Dataset(inputs, lambda arrays: dict(zip(("pieces", "features", "mask"), arrays, strict=True))),
        model_type=nncf.ModelType.TRANSFORMER,
        preset=nncf.QuantizationPreset.MIXED,
        subset_size=len(inputs),
        ignored_scope=nncf.IgnoredScope(names=kept, validate=False),
        advanced_parameters=nncf.AdvancedQuantizationParameters(
            smooth_quant_alphas=nncf.AdvancedSmoothQuantParameters(matmul=_OUTLIERS)
        ),
    )


def _save_tokenizer(source: Path, target: Path) -> None:
    """The tokenizer without padding and truncation, which windows do themselves."""
    settings = json.loads(source.read_text(encoding="utf8"))
    settings["padding"] = settings["truncation"] = None
    target.write_text(json.dumps(settings, ensure_ascii=False, separators=(",", ":")), encoding="utf8")
