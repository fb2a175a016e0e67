"""What the reader's network learns in one step, and from what: targets, teachers, hidden pieces, moved embeddings."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from onrecord.reading.windows import batch
from training.examples import IGNORE, SIZE, Example
from training.network import Network

WEIGHTS_OF_HEADS = (1.0, 0.3, 0.3)
"""Of the losses of tags, cues and sources."""
KIND_WEIGHT = 0.1
MASK, FIRST_WORD = 103, 999
"""Numbers of the piece that hides another, and of the first that is no sign."""
HIDDEN_FROM = 64
"""Shorter windows keep all their pieces: in a few sentences there is too little else to go by."""
MOST_IN_BATCH = 4
"""A batch of short windows holds up to so many times as many as one of full windows."""


@dataclass(frozen=True, slots=True)
class Targets:
    """Windows as the model reads them, and what each position (windows × positions) should say."""

    pieces: Tensor
    features: Tensor
    mask: Tensor
    tags: Tensor
    cues: Tensor
    sources: Tensor
    said: Tensor

    @property
    def inputs(self) -> tuple[Tensor, Tensor, Tensor]:
        return self.pieces, self.features, self.mask


def targets(chosen: Sequence[Example]) -> Targets:
    """The examples as one batch."""
    number, feature, mask = batch([e.pieces for e in chosen], [e.window for e in chosen])

    def wanted(key: str) -> Tensor:
        rows = np.full(number.shape, IGNORE, dtype=np.int64)
        for row, example in enumerate(chosen):
            rows[row, : example.window.length] = getattr(example, key)
        return torch.from_numpy(rows)

    inputs = (torch.from_numpy(array).long() for array in (number, feature, mask))
    return Targets(*inputs, *(wanted(key) for key in ("tags", "cues", "sources", "said")))


def batches(found: Sequence[Example], size: int, chance: random.Random) -> list[list[Example]]:
    """Shuffled batches of windows of like length: `size` full ones, more where they are shorter."""
    ordered = sorted(found, key=lambda e: e.window.length + chance.random() * 40, reverse=True)
    rows, at = [], 0
    while at < len(ordered):
        longest = max(e.window.length for e in ordered[at : at + size])
        count = min(MOST_IN_BATCH * size, max(size, size * SIZE // longest))
        rows.append(ordered[at : at + count])
        at += count
    chance.shuffle(rows)
    return rows


Taught = tuple[list[Tensor], list[Tensor]]
"""Mean probabilities of tags, cues and sources, a row for each position; and each teacher's states."""


def taught(teachers: Sequence[Network], inputs: tuple[Tensor, Tensor, Tensor]) -> Taught:
    """What the teachers say of a batch."""
    with torch.no_grad(), torch.autocast(inputs[0].device.type, dtype=torch.bfloat16):
        states = [teacher.encode(*inputs) for teacher in teachers]
        said = [teacher.heads(state, inputs[2])[:3] for teacher, state in zip(teachers, states, strict=True)]
    return [torch.stack(head).exp().mean(0) for head in zip(*said, strict=True)], states


def loss(network: Network, wanted: Targets, *, wished: Taught | None = None, most_hidden: float = 0.0) -> Tensor:
    """Tags, links and kinds of a batch together; with teachers, half of it is how far tags and links are from
    the mean of what the teachers say (Hinton et al. 2015, at temperature 1), and the encoder's states are drawn to
    those of a single teacher of six layers or more, where the network has fewer (Romero et al. 2015). Of every long
    window a share of pieces, up to `most_hidden`, is hidden from the network, not from the teachers."""
    with torch.autocast(wanted.pieces.device.type, dtype=torch.bfloat16):
        hidden = network.encode(with_hidden(wanted.pieces, wanted.mask, most_hidden), wanted.features, wanted.mask)
        tags, cues, sources, said = network.heads(hidden, wanted.mask)
    said_both = torch.stack([torch.log1p(-said.exp().clamp(max=1 - 1e-6)), said], dim=-1)
    kinds = KIND_WEIGHT * _missed(said_both, wanted.said)
    heads = list(zip(WEIGHTS_OF_HEADS, (tags, cues, sources), (wanted.tags, wanted.cues, wanted.sources), strict=True))
    hard = sum((weight * _missed(output, one) for weight, output, one in heads), torch.zeros_like(kinds))
    if wished is None:
        return kinds + hard
    soft = torch.zeros_like(kinds)
    for (weight, output, one), wish in zip(heads, wished[0], strict=True):
        soft = soft - weight * _mean((wish * output).sum(-1), one != IGNORE)
    if len(wished[1]) == 1 and depth(network) < 6:
        away = (hidden.float() - wished[1][0].float()).square().mean(-1)
        soft = soft + _mean(away, wanted.mask.bool())
    return kinds + 0.5 * (hard + soft)


def learn(
    network: Network, wanted: Targets, *, wished: Taught | None = None, most_hidden: float = 0.0, moved: float = 0.0
) -> Tensor:
    """Gradients of a batch. With `moved`, also those of the batch read with the table of word embeddings moved by a
    vector of that length, in the direction in which the loss grows fastest (Miyato, Dai and Goodfellow 2017)."""
    value = loss(network, wanted, wished=wished, most_hidden=most_hidden)
    value.backward()
    if moved:
        table = network.encoder.embeddings.word_embeddings.weight
        move = moved * table.grad / table.grad.norm().clamp(min=1e-12)
        table.data.add_(move)
        loss(network, wanted, wished=wished, most_hidden=most_hidden).backward()
        table.data.sub_(move)
    return value.detach()


def _missed(output: Tensor, wanted: Tensor) -> Tensor:
    """Mean negative log probability of what is wanted; 0 where nothing is."""
    chosen = output.gather(-1, wanted.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    return -_mean(chosen, wanted != IGNORE)


def _mean(values: Tensor, counted: Tensor) -> Tensor:
    return torch.where(counted, values, 0.0).sum() / counted.sum().clamp(min=1)


def depth(network: Network) -> int:
    """Layers of the encoder."""
    return int(network.encoder.config.num_hidden_layers)


def with_hidden(pieces: Tensor, mask: Tensor, most: float) -> Tensor:
    """The pieces (windows × positions) with a share of each long window's hidden behind MASK, drawn from none to
    `most`."""
    if not most:
        return pieces
    device = pieces.device
    share = torch.rand(len(pieces), 1, device=device) * most * (mask.sum(1, keepdim=True) > HIDDEN_FROM)
    hidden = (torch.rand(pieces.shape, device=device) < share) & (pieces >= FIRST_WORD)
    return torch.where(hidden, MASK, pieces)


def optimizer_of(network: Network, rate: float, steps: int) -> tuple[torch.optim.Optimizer, Any]:
    """AdamW with a short warm-up and a linear decay; the heads, which begin at nothing, learn faster."""
    encoder = {id(p) for p in network.encoder.parameters()}
    heads = [p for p in network.parameters() if id(p) not in encoder]
    groups = [{"params": network.encoder.parameters(), "lr": rate}, {"params": heads, "lr": 5 * rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: pace(step / steps))
    return optimizer, schedule


def pace(done: float) -> float:
    """Share of the rate when so much of the training, 0 to 1, is done."""
    return min(1.0, (done + 1e-3) / 0.06) * max(0.02, 1 - done)
