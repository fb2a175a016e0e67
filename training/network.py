"""The reader's network: a six-layer encoder, a tag head, two link heads and a kind head."""

import copy
import math
from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from onrecord.reading.windows import FEATURES
from onrecord.reading.words import TAGS
from training.examples import SIZE

LINK_WIDTH = 128
DISTANCES = 24
"""Number of distance buckets in the link heads: signed powers of √2, roughly."""
UNREACHABLE = -1e4


class Network(nn.Module):
    """Outputs, in float32: log probabilities of tags (windows × positions × TAGS), scores of the position of
    each position's cue and of each cue's source (windows × positions × positions; source 0 is none), and
    the log probability of a cue's kind being `said` (windows × positions)."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        width = config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(width, TAGS)
        self.cues = Link(width)
        self.sources = Link(width)
        self.said = nn.Linear(width, 2)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        return self.scores(self.encode(pieces, features, mask), mask)

    def encode(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """What the encoder makes of every position: windows × positions × width."""
        hidden: Tensor = self.encoder(input_ids=pieces, token_type_ids=features, attention_mask=mask).last_hidden_state
        return hidden

    def heads(self, hidden: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Log probabilities of everything from what `encode` gives."""
        tags, cues, sources, said = self.scores(hidden, mask)
        return tags, torch.log_softmax(cues, dim=-1), torch.log_softmax(sources, dim=-1), said

    def scores(self, hidden: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The outputs from what `encode` gives. Who reads needs the probabilities of few positions' links."""
        hidden = self.dropout(hidden)
        return (
            torch.log_softmax(self.tags(hidden).float(), dim=-1),
            self.cues(hidden, mask),
            self.sources(hidden, mask),
            torch.log_softmax(self.said(hidden).float(), dim=-1)[..., 1],
        )


def _bucket(offset: Tensor) -> Tensor:
    half = DISTANCES // 2
    size = torch.clamp((2 * torch.log2(offset.abs().clamp(min=1).float())).long() // 2, max=half - 2) + 1
    size = torch.where(offset == 0, torch.zeros_like(size), size)
    return torch.where(offset > 0, size + half, size).clamp(max=DISTANCES - 1)


BUCKETS = _bucket(torch.arange(SIZE)[None, :] - torch.arange(SIZE)[:, None])
"""The bucket of the distance from each position to each other."""


class Link(nn.Module):
    """Every position chooses one: scaled dot product plus a learned preference by distance."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.chooser = nn.Sequential(nn.Linear(width, LINK_WIDTH), nn.GELU(), nn.Linear(LINK_WIDTH, LINK_WIDTH))
        self.chosen = nn.Sequential(nn.Linear(width, LINK_WIDTH), nn.GELU(), nn.Linear(LINK_WIDTH, LINK_WIDTH))
        self.distance = nn.Parameter(torch.zeros(DISTANCES))
        self.register_buffer("bucket", BUCKETS, persistent=False)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        score = self.chooser(hidden) @ self.chosen(hidden).transpose(1, 2) / math.sqrt(LINK_WIDTH)
        length = hidden.shape[1]
        # Cut after the look-up: exported, the look-up is then a constant.
        score = score.float() + self.distance[self.bucket][:length, :length]
        return score + (1.0 - mask[:, None, :].float()) * UNREACHABLE


def shallower(network: Network, kept: Sequence[int]) -> Network:
    """A copy with only some of the encoder's layers."""
    copied = copy.deepcopy(network)
    copied.encoder.encoder.layer = nn.ModuleList(copied.encoder.encoder.layer[number] for number in kept)
    copied.encoder.config.num_hidden_layers = len(kept)
    return copied


def deeper(network: Network, times: int) -> Network:
    """A copy with every layer of the encoder so many times in a row."""
    copied = shallower(network, [number for number in range(len(network.encoder.encoder.layer)) for _ in range(times)])
    layers = copied.encoder.encoder.layer
    copied.encoder.encoder.layer = nn.ModuleList(copy.deepcopy(layer) for layer in layers)
    return copied


def narrower(network: Network, heads: Sequence[Tensor], units: Sequence[Tensor]) -> Network:
    """A copy whose layers have only these attention heads and these inner units of the feed-forward part (numbers, for
    each layer)."""
    copied = copy.deepcopy(network)
    for layer, some, inner in zip(copied.encoder.encoder.layer, heads, units, strict=True):
        attention = layer.attention.self
        columns = columns_of(some, attention.attention_head_size)
        _keep(columns, (attention.query, attention.key, attention.value), layer.attention.output.dense)
        attention.num_attention_heads, attention.all_head_size = len(some), len(columns)
        _keep(inner, (layer.intermediate.dense,), layer.output.dense)
    copied.encoder.config.num_attention_heads = len(heads[0])
    copied.encoder.config.intermediate_size = len(units[0])
    return copied


def columns_of(groups: Tensor, size: int) -> Tensor:
    """The numbers of the units in these groups of so many."""
    return (groups[:, None] * size + torch.arange(size)).reshape(-1)


def _keep(units: Tensor, before: Sequence[nn.Linear], behind: nn.Linear) -> None:
    for product in before:
        product.weight.data, product.bias.data = product.weight.data[units], product.bias.data[units]
        product.out_features = len(units)
    behind.weight.data = behind.weight.data[:, units].contiguous()
    behind.in_features = len(units)


def shaped_for(state: Mapping[str, Any], network: Network) -> Network:
    """A copy with as many layers, heads and inner units as the parameters in `state` have, which it must not have less
    of."""
    layers = {int(name.split(".")[3]) for name in state if name.startswith("encoder.encoder.layer.")}
    copied = shallower(network, range(len(layers)))

    def count(name: str) -> int:
        return int(state[f"encoder.encoder.layer.0.{name}.bias"].reshape(-1).shape[0])

    heads = count("attention.self.query") // copied.encoder.encoder.layer[0].attention.self.attention_head_size
    every = [torch.arange(heads)] * len(layers), [torch.arange(count("intermediate.dense"))] * len(layers)
    return narrower(copied, *every)


def from_base(folder: str) -> Network:
    """A network on the base weights in `folder` (config.json, model.safetensors). The features take the
    place of BERT's segments: each begins as segment 0."""
    base = BertModel.from_pretrained(folder, add_pooling_layer=False)
    # Without attention dropout torch takes its fused attention: four times as many pieces a second.
    config = BertConfig.from_pretrained(folder, type_vocab_size=FEATURES, attention_probs_dropout_prob=0.0)
    network = Network(config)
    state = base.state_dict()
    segments = "embeddings.token_type_embeddings.weight"
    state[segments] = state[segments][:1].repeat(FEATURES, 1)
    network.encoder.load_state_dict(state)
    return network
