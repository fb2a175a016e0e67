"""From a trained network to the shipped weights: OpenVINO's format, compressed to eight bits."""

import json
from pathlib import Path
from typing import Any

import nncf
import openvino
import torch
from torch import Tensor, nn

from training.network import Network

OUTPUTS = ("tags", "cues", "sources", "said")


class _Positional(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        return self.network(pieces.long(), features.long(), mask.long())  # type: ignore[no-any-return]


def export(network: Network, tokenizer: Path, *, folder: Path, compress: bool = True) -> None:
    """Write reader.xml, reader.bin and tokenizer.json into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    model = converted(network)
    if compress:
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


def _save_tokenizer(source: Path, target: Path) -> None:
    """The tokenizer without padding and truncation, which windows do themselves."""
    settings = json.loads(source.read_text(encoding="utf8"))
    settings["padding"] = settings["truncation"] = None
    target.write_text(json.dumps(settings, ensure_ascii=False, separators=(",", ":")), encoding="utf8")
