"""The stance network in training: the sentence encoder that ships, at rest, with low-rank additions to its products."""

import os
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import numpy as np
import openvino
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from onrecord.families.similarity import WEIGHTS as SENTENCES
from onrecord.positions.pair_network import ADDITIONS, stored
from onrecord.positions.pairs import LONGEST, pieces_of
from onrecord.positions.values import LABELS
from training.reader import base_folder
from training.stance_data import Example

RANK = 48
MASK, FIRST_WORD = 103, 999
"""Numbers of the piece that hides another, and of the last that is a sign."""


class Added(nn.Module):
    """A product whose weights stay as they are, with a low-rank addition to them."""

    def __init__(self, product: nn.Linear, rank: int) -> None:
        super().__init__()
        self.register_buffer("weight", product.weight.detach().clone(), persistent=False)
        self.register_buffer("bias", product.bias.detach().clone(), persistent=False)
        outer, inner = product.weight.shape
        self.down = nn.Parameter(torch.randn(rank, inner) / inner**0.5)
        self.up = nn.Parameter(torch.zeros(outer, rank))

    def forward(self, rows: Tensor) -> Tensor:
        return functional.linear(rows, self.weight + self.up @ self.down, self.bias)


class StanceNetwork(nn.Module):
    """Pieces of pairs in, logits of LABELS out."""

    def __init__(self, rank: int = RANK, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = _shipped_encoder()
        for parameter in self.encoder.parameters():
            parameter.requires_grad = False
        self.names = [name for name, one in self.encoder.named_modules() if isinstance(one, nn.Linear)]
        for name in self.names:
            owner, _, last = name.rpartition(".")
            setattr(self.encoder.get_submodule(owner), last, Added(self.encoder.get_submodule(name), rank))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * self.encoder.config.hidden_size, len(LABELS))

    def states(self, pieces: Tensor, mask: Tensor) -> Tensor:
        hidden = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(hidden.dtype)
        return torch.cat([hidden[:, 0], (hidden * weights).sum(1) / weights.sum(1)], 1).float()

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        return self.head(self.dropout(self.states(pieces, mask)))

    def state(self) -> dict[str, Tensor]:
        """What is trained."""
        return {name: one.detach().clone() for name, one in self.named_parameters() if one.requires_grad}

    def restore(self, state: dict[str, Tensor]) -> "StanceNetwork":
        """With what was trained before."""
        self.load_state_dict(state, strict=False)
        return self


def _shipped_encoder() -> BertModel:
    """The published encoder with the numbers that the shipped, compressed one has."""
    encoder = BertModel.from_pretrained(base_folder(), add_pooling_layer=False)
    encoder.set_attn_implementation("sdpa")
    found = {}
    for node in openvino.Core().read_model(str(SENTENCES / "sentences.xml")).get_ordered_ops():
        if node.get_type_name() == "Constant" and node.get_friendly_name().startswith("self.encoder."):
            found[node.get_friendly_name().removeprefix("self.encoder.")] = node
    wanted = dict(encoder.named_parameters())
    for name in [name for name in found if not name.endswith("/scale")]:
        value = found[name].get_data(dtype=np.float32) * found[f"{name}/scale"].get_data(dtype=np.float32)
        with torch.no_grad():
            row = torch.from_numpy(value)
            row = row.reshape(row.shape[0], -1)
            wanted[name][: len(row)].copy_(row)
    return encoder


def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(SENTENCES / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found


Row = tuple[list[int], tuple[int, ...], float]
"""Pieces, the places of the labels that would be right, how much it counts."""


def rows_of(examples: Sequence[Example], cutter: Tokenizer, *, context: bool = True) -> list[Row]:
    return [
        (
            pieces_of(one.question, one.utterance, cutter, context=context),
            tuple(LABELS.index(label) for label in one.labels),
            one.weight,
        )
        for one in examples
    ]


def padded(pieces: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    longest = min(LONGEST, max(map(len, pieces)))
    numbers = torch.zeros((len(pieces), longest), dtype=torch.long)
    mask = torch.zeros((len(pieces), longest), dtype=torch.long)
    for row, one in enumerate(pieces):
        numbers[row, : len(one)] = torch.tensor(one[:longest])
        mask[row, : len(one)] = 1
    return numbers, mask


def probabilities(network: StanceNetwork, pieces: Sequence[Sequence[int]]) -> np.ndarray:
    """Of LABELS, a row for each pair."""
    network.eval()
    found = np.zeros((len(pieces), len(LABELS)), np.float32)
    order = sorted(range(len(pieces)), key=lambda at: len(pieces[at]))
    for start in range(0, len(order), 64):
        chosen = order[start : start + 64]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            logits = network(*padded([pieces[at] for at in chosen]))
        found[chosen] = logits.float().softmax(1).numpy()
    return found


def _batches(rows: Sequence[Row], tokens: int, chance: random.Random) -> list[list[Row]]:
    ordered = sorted(rows, key=lambda row: len(row[0]) + 8 * chance.random(), reverse=True)
    found, at = [], 0
    while at < len(ordered):
        count = max(8, tokens // len(ordered[at][0]))
        found.append(ordered[at : at + count])
        at += count
    chance.shuffle(found)
    return found


def _hidden(pieces: Tensor, most: float) -> Tensor:
    """The pieces with up to that share of each text's words replaced by MASK."""
    share = torch.rand((len(pieces), 1)) * most
    return pieces.masked_fill((torch.rand(pieces.shape) < share) & (pieces > FIRST_WORD), MASK)


def train(
    network: StanceNetwork,
    rows_of_epoch: Callable[[int], Sequence[Row]],
    *,
    epochs: int,
    rate: float,
    tokens: int = 1024,
    seed: int = 1,
    smooth: float = 0.05,
    most_hidden: float = 0.0,
    decay: float = 0.05,
    after: Callable[[int, StanceNetwork], None] | None = None,
    most_seconds: float = 1e9,
) -> StanceNetwork:
    """Learn by AdamW with a warm start and a linear descent, a running mean of the weights kept at the end."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    trained = [one for one in network.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=rate, weight_decay=decay, betas=(0.9, 0.98))
    first = _batches(rows_of_epoch(0), tokens, chance)
    total = epochs * len(first)
    warm = max(1, total // 20)
    begun, step = time.monotonic(), 0

    def share(at: int) -> float:
        left = min((total - at) / max(1, total - warm), 1 - (time.monotonic() - begun) / most_seconds)
        return min((at + 1) / warm, max(0.02, left))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, share)
    for epoch in range(epochs):
        network.train()
        losses = []
        for chosen in first if epoch == 0 else _batches(rows_of_epoch(epoch), tokens, chance):
            allowed = torch.zeros((len(chosen), len(LABELS)))
            for row, (_, labels, _) in enumerate(chosen):
                allowed[row, list(labels)] = 1
            weights = torch.tensor([row[2] for row in chosen])
            pieces, mask = padded([row[0] for row in chosen])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = network(_hidden(pieces, most_hidden), mask)
            logs = logits.float().log_softmax(1)
            right = -torch.logsumexp(logs.masked_fill(allowed == 0, -1e9), 1)
            loss = ((1 - smooth) * right - smooth * logs.mean(1)) @ weights / weights.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
            step += 1
            if step % 50 == 0:
                mean, seconds = np.mean(losses[-50:]), time.monotonic() - begun
                print(f"epoch {epoch} step {step}/{total} loss {mean:.4f} {seconds:.0f} s", flush=True)
            if time.monotonic() - begun > most_seconds:
                break
        if after:
            after(epoch, network)
        if time.monotonic() - begun > most_seconds:
            break
    return network


def save(network: StanceNetwork, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(network.state(), path)


def export(network: StanceNetwork, folder: Path) -> None:
    """Write the additions and the head as the product reads them."""
    state = {name: one.float().numpy() for name, one in network.state().items()}
    additions = {name: (state[f"encoder.{name}.up"], state[f"encoder.{name}.down"]) for name in network.names}
    folder.mkdir(parents=True, exist_ok=True)
    arrays = stored(additions, head=state["head.weight"], start=state["head.bias"])
    np.savez_compressed(folder / ADDITIONS, **arrays)


def mean_of(networks: Sequence[StanceNetwork], rank: int) -> StanceNetwork:
    """The network whose additions are the mean of several's, as near as `rank` allows: those that began alike and
    learned apart are better together."""
    found = StanceNetwork(rank)
    states = [one.state() for one in networks]
    state = {name: torch.stack([one[name] for one in states]).mean(0) for name in ("head.weight", "head.bias")}
    for name in found.names:
        whole = torch.stack([one[f"encoder.{name}.up"] @ one[f"encoder.{name}.down"] for one in states]).mean(0)
        left, sizes, right = torch.linalg.svd(whole, full_matrices=False)
        root = sizes[:rank].sqrt()
        state[f"encoder.{name}.up"], state[f"encoder.{name}.down"] = left[:, :rank] * root, root[:, None] * right[:rank]
    return found.restore(state)
