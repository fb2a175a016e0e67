"""A narrower reader from a wide one: `python -m training.narrowing --weights WEIGHTS --out FOLDER`.

Of every layer only some attention heads and some inner units of the feed-forward part are kept. They are left out a
few at a time, always those whose loss the others make up best, and the weights behind the rest are fitted anew so that
the part's output stays as near as possible (least squares; the optimal brain surgeon of Hassibi and Stork, 1993, for
units and groups of them). Then the narrow network learns to say what the wide one says, layer by layer (Romero et al.
2015), of the same texts with pieces hidden from both. The annotation is not used: with it, figures on PolNeAR dev fell
again after two epochs."""

import argparse
import csv
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from benchmarks.common import SHARED
from onrecord.reading.words import CONTENT, CUE
from training.calibration import calibrate
from training.card import write_card
from training.examples import Example, documents, examples, unbalanced
from training.export import export
from training.learning import WEIGHTS_OF_HEADS, Targets, batches, pace, targets, with_hidden
from training.made_texts import exchanges, lists, turns
from training.material import material
from training.network import Network, columns_of, narrower
from training.reader import base_folder, evaluate, fit_kind, load_tokenizer, network_at

GAP = [SHARED / "data" / "gap" / f"gap-{split}.tsv" for split in ("test", "validation")]
"""Encyclopedic snippets, so that the network is matched on other texts than news too."""
TEXTS = "PolNeAR train, and GAP test and validation (Wikipedia, Apache-2.0), both without annotation"
SHORT = 600
"""Lists, exchanges and paragraphs with a mark lost that are read in an epoch beside the articles, of each: the hard
cases are short, and of a network matched on articles alone they showed what figures on articles did not."""
AVERAGED = 0.99
FITTED_ON = 40
"""Batches on which the weights of the kept units are fitted."""
TOGETHER = 48
"""Units left out between two fits."""
RIDGE = 3e-4
"""Share of each unit's mean square that is added to it: without, near copies of a unit get weights that cancel out."""


@dataclass(frozen=True)
class Settings:
    """How to narrow."""

    heads: int = 8
    inner: int = 640
    steps: int = 500
    batch: int = 16
    rate: float = 1e-4
    most_hidden: float = 0.3
    seed: int = 1


def rows_of(data: Path, tokenizer: Tokenizer, settings: Settings) -> Iterator[list[Example]]:
    """Batches without end: PolNeAR train in varied typography, short texts made of it, and the snippets."""
    chance = random.Random(settings.seed)
    learned = documents(data / "train.jsonl")
    snippets = [row["Text"] for path in GAP for row in csv.DictReader(path.open(encoding="utf8"), delimiter="\t")]
    others = [one for text in snippets for one in examples({"text": text, "attributions": []}, tokenizer)]
    found = [turn for document in learned for turn in turns(document)]
    paragraphs = [line for document in learned for line in document["text"].split("\n") if '"' in line or "“" in line]
    epoch = 0
    while True:
        texts = [one["text"] for made in (lists, exchanges) for one in made(found, chance, count=SHORT)]
        texts += [unbalanced(paragraph, chance) for paragraph in chance.sample(paragraphs, SHORT)]
        short = [one for text in texts for one in examples({"text": text, "attributions": []}, tokenizer)]
        parts = [*material(learned, tokenizer, seed=settings.seed, epoch=epoch), others, short]
        rows = [row for part in parts for row in batches(part, settings.batch, chance)]
        chance.shuffle(rows)
        yield from rows
        epoch += 1


def fitted(network: Network, rows: Sequence[Sequence[Example]], *, heads: int, inner: int) -> Network:
    """A copy with so many heads and inner units in every layer, the weights behind them fitted anew."""
    size = network.encoder.encoder.layer[0].attention.self.attention_head_size
    products = _outwards(network)
    found = squares(network, products, rows)
    of_heads, of_units = (
        [chosen(one, product.weight.data, count=count, group=group) for one, product in zip(ones, some, strict=True)]
        for ones, some, count, group in (
            (found[::2], products[::2], heads, size),
            (found[1::2], products[1::2], inner, 1),
        )
    )
    narrow = narrower(network, [kept for kept, _ in of_heads], [kept for kept, _ in of_units])
    weights = [weight for pair in zip(of_heads, of_units, strict=True) for _, weight in pair]
    for product, weight in zip(_outwards(narrow), weights, strict=True):
        product.weight.data = weight[:, :-1].float().contiguous()
        product.bias.data = product.bias.data + weight[:, -1].float()
    return narrow


def _outwards(network: Network) -> list[nn.Linear]:
    """Of every layer the product behind the heads and the one behind the inner units."""
    return [part.output.dense for layer in network.encoder.encoder.layer for part in (layer.attention, layer)]


def squares(network: Network, products: Sequence[nn.Module], rows: Sequence[Sequence[Example]]) -> list[Tensor]:
    """For each of these parts of the network the mean products of the values that go into it, and of a last one that is
    always 1."""
    network.eval()
    sums = [torch.zeros(1, dtype=torch.float64) for _ in products]
    positions = 0
    read: Tensor

    def adds(number: int) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def hook(_module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            values = inputs[0].float()[read]
            values = torch.cat([values, torch.ones(len(values), 1)], dim=1)
            sums[number] = sums[number] + (values.T @ values).double()

        return hook

    hooks = [product.register_forward_pre_hook(adds(number)) for number, product in enumerate(products)]
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for row in rows:
            wanted = targets(row)
            read = wanted.mask.bool()
            positions += int(read.sum())
            network.encode(*wanted.inputs)
    for hook in hooks:
        hook.remove()
    return [one / positions for one in sums]


def chosen(square: Tensor, outwards: Tensor, *, count: int, group: int = 1) -> tuple[Tensor, Tensor]:
    """Which `count` groups of units stay (units, where a group has one), and the weights behind their units and behind
    the 1 (outputs × units + 1)."""
    square = square + RIDGE * torch.diag(square.diagonal())
    whole = torch.cat([outwards, torch.zeros(len(outwards), 1)], dim=1).double()
    groups, weight = torch.arange((len(square) - 1) // group), whole
    while len(groups) > count:
        kept = torch.cat([columns_of(groups, group), torch.tensor([len(square) - 1])])
        inverse = torch.linalg.inv(square[kept][:, kept])[:-1, :-1].reshape(len(groups), group, len(groups), group)
        own = inverse.diagonal(dim1=0, dim2=2).permute(2, 0, 1)
        behind = weight[:, :-1].reshape(len(weight), len(groups), group).permute(1, 2, 0)
        cost = (behind * torch.linalg.solve(own, behind)).sum((1, 2))
        stays = torch.ones(len(groups), dtype=torch.bool)
        stays[cost.topk(min(max(1, TOGETHER // group), len(groups) - count), largest=False).indices] = False
        groups = groups[stays]
        kept = torch.cat([columns_of(groups, group), torch.tensor([len(square) - 1])])
        weight = torch.linalg.solve(square[kept][:, kept], square[kept] @ whole.T).T
    return groups, weight


def away(narrow: Network, wide: Network, wanted: Targets, *, most_hidden: float) -> Tensor:
    """How far the narrow network is from the wide one on a batch: in the states of each layer, as a share of theirs,
    and in tags and in the links of what the wide one calls content and cue."""
    pieces = with_hidden(wanted.pieces, wanted.mask, most_hidden)
    inputs = {"input_ids": pieces, "token_type_ids": wanted.features, "attention_mask": wanted.mask}
    read = wanted.mask.bool()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        with torch.no_grad():
            theirs = wide.encoder(**inputs, output_hidden_states=True).hidden_states
            wished = wide.heads(theirs[-1], wanted.mask)
        mine = narrow.encoder(**inputs, output_hidden_states=True).hidden_states
        said = narrow.heads(mine[-1], wanted.mask)
    value = torch.zeros(())
    for one, other in zip(mine[1:], theirs[1:], strict=True):
        goal = other.float()[read]
        value = value + (one.float()[read] - goal).square().mean() / goal.square().mean() / (len(mine) - 1)
    tag = wished[0].argmax(-1)
    counted = (read, read & ((tag == CONTENT) | (tag == CONTENT + 1)), read & (tag == CUE))
    for weight, output, wish, positions in zip(WEIGHTS_OF_HEADS, said, wished, counted, strict=False):
        if positions.any():
            value = value - weight * (wish.exp() * (output - wish)).sum(-1)[positions].mean()
    return value


def matched(narrow: Network, wide: Network, rows: Iterator[list[Example]], *, settings: Settings) -> Network:
    """The running mean of the narrow network's weights after it has learned to do as the wide one does."""
    torch.manual_seed(settings.seed)
    averaged = AveragedModel(narrow, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED))
    optimizer = torch.optim.AdamW(narrow.parameters(), lr=settings.rate, weight_decay=0.0, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: pace(step / settings.steps))
    narrow.eval()  # without dropout: the wide network has none either
    began = time.monotonic()
    for step in range(1, settings.steps + 1):
        optimizer.zero_grad()
        value = away(narrow, wide, targets(next(rows)), most_hidden=settings.most_hidden)
        value.backward()
        torch.nn.utils.clip_grad_norm_(narrow.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        averaged.update_parameters(narrow)
        if step % 25 == 0:
            print(f"step {step} away {value.item():.4f} {time.monotonic() - began:.0f} s", flush=True)
    result: Network = averaged.module
    result.eval()
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--weights", type=Path, required=True, help="the wide reader: a network.pt or a folder of weights"
    )
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "polnear", help="folder of train and dev.jsonl")
    parser.add_argument("--out", type=Path, required=True, help="folder that takes the narrow reader")
    parser.add_argument("--heads", type=int, default=Settings.heads, help="attention heads of each layer")
    parser.add_argument("--inner", type=int, default=Settings.inner, help="inner units of each layer")
    parser.add_argument("--begin-with", type=Path, help="a narrow reader to go on with, not one fitted anew")
    parser.add_argument("--steps", type=int, default=Settings.steps)
    parser.add_argument("--rate", type=float, default=Settings.rate)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    arguments = parser.parse_args()
    settings = Settings(arguments.heads, arguments.inner, arguments.steps, rate=arguments.rate, seed=arguments.seed)
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    learned, dev = documents(arguments.data / "train.jsonl"), documents(arguments.data / "dev.jsonl")
    wide = network_at(arguments.weights)
    rows = rows_of(arguments.data, tokenizer, settings)
    if arguments.begin_with:
        narrow = network_at(arguments.begin_with)
    else:
        narrow = fitted(wide, [next(rows) for _ in range(FITTED_ON)], heads=settings.heads, inner=settings.inner)
    print(json.dumps({"before": evaluate(narrow, dev, tokenizer)}), flush=True)
    narrow = matched(narrow, wide, rows, settings=settings)
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.save(narrow.state_dict(), arguments.out / "network.pt")
    print(json.dumps({"matched": evaluate(narrow, dev, tokenizer)}), flush=True)
    fit_kind(narrow, [example for document in learned for example in examples(document, tokenizer)])
    texts = [document["text"] for document in learned]
    export(narrow, base_folder() / "tokenizer.json", folder=arguments.out, texts=texts)
    calibrate(arguments.out, arguments.data / "dev.jsonl")
    write_card(arguments.out, narrow, data=arguments.data, settings={**asdict(settings), "texts": TEXTS})


if __name__ == "__main__":
    main()
