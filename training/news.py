"""Train a reader further on news of many outlets: `python -m training.news --weights WEIGHTS --out FOLDER`.

PolNeAR is US politics of two years by seven publishers; the articles of `training.annotated` are of some 140 outlets.
So much of PolNeAR is read again that little of it is forgotten.

Two networks are trained, each on the articles of one half and PolNeAR, and their weights are averaged (Wortsman et al.
2022, "Model soups"): what each finds in the half that it has not seen is what trains the choices behind the reader."""

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from benchmarks.common import SHARED
from onrecord.reading import Reader
from onrecord.reading.reader import WEIGHTS
from training.annotated import HALVES, half_of, news
from training.calibration import calibrate
from training.card import write_card
from training.examples import Example, documents, examples, varied
from training.export import export
from training.learning import batches, learn, optimizer_of, targets, taught
from training.made_texts import Document, excerpts
from training.network import Network
from training.own_data import shipped_network
from training.reader import base_folder, evaluate, fit_kind, load_tokenizer

POLNEAR = SHARED / "data" / "polnear"
FURTHER = (
    "144 articles of some 140 outlets with 2,684 statements annotated by hand (`gold_train`, `gold`, half of "
    "`gold_recent`; the texts belong to their publishers), and 2,104 attributions of PolNeAR train of which a person "
    "told whether they were said or held"
)
IN_EXCERPTS = 0.35
"""Share of the articles that are read in excerpts."""


@dataclass(frozen=True)
class Settings:
    """How to train further. `again` are the articles of PolNeAR that are read again in an epoch."""

    epochs: int = 3
    batch: int = 8
    rate: float = 5e-5
    most_hidden: float = 0.2
    again: int = 90
    seed: int = 1


def trained(network: Network, wide: Network, own: Sequence[Document], settings: Settings) -> Network:
    """The network after training on these articles and some of PolNeAR, of which `wide` says what it said before."""
    torch.manual_seed(settings.seed)
    chance = random.Random(settings.seed)
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    known = documents(POLNEAR / "train.jsonl")
    began = time.monotonic()
    epochs = []
    for _ in range(settings.epochs):
        mine = [piece for one in own for piece in _varied(one, chance)]
        again = [piece for one in chance.sample(known, settings.again) for piece in _varied(one, chance)]
        epochs.append(
            [
                *((row, False) for row in batches(_examples(mine, tokenizer), settings.batch, chance)),
                *((row, True) for row in batches(_examples(again, tokenizer), settings.batch, chance)),
            ]
        )
        chance.shuffle(epochs[-1])
    steps = sum(map(len, epochs))
    optimizer, schedule = optimizer_of(network, settings.rate, steps)
    network.train()
    for step, (row, is_again) in enumerate((one for epoch in epochs for one in epoch), 1):
        optimizer.zero_grad()
        wanted = targets(row)
        wished = taught([wide], wanted.inputs) if is_again else None
        value = learn(network, wanted, wished=wished, most_hidden=settings.most_hidden)
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 25 == 0:
            print(f"step {step} of {steps} loss {value.item():.4f} {time.monotonic() - began:.0f} s", flush=True)
    network.eval()
    return network


def _varied(one: Document, chance: random.Random) -> list[Document]:
    changed = {**one, "text": varied(one["text"], chance)}
    return list(excerpts(changed, chance)) if chance.random() < IN_EXCERPTS else [changed]


def _examples(found: Sequence[Document], tokenizer: Any) -> list[Example]:
    return [example for one in found for example in examples(one, tokenizer)]


def averaged(one: Network, other: Network) -> Network:
    """The network whose weights are the means of theirs."""
    theirs = other.state_dict()
    state = {
        name: (value + theirs[name]) / 2 if value.is_floating_point() else value
        for name, value in one.state_dict().items()
    }
    one.load_state_dict(state)
    return one


def kinds() -> list[Document]:
    """PolNeAR's attributions of which a person told whether they were said or held."""
    told: dict[str, dict[str, int]] = {}
    for line in (POLNEAR / "resolved.jsonl").read_text(encoding="utf8").splitlines():
        one = json.loads(line)
        told.setdefault(one["doc"], {})[one["id"]] = int(one["kind"] == "said")
    found = []
    for one in documents(POLNEAR / "train.jsonl"):
        marked = [{**row, "said": told.get(one["doc"], {}).get(row["id"])} for row in one["attributions"]]
        found.append({**one, "attributions": marked})
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="the reader to begin with")
    parser.add_argument("--out", type=Path, default=HALVES, help="folder that takes the reader, `half-0` and `half-1`")
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--rate", type=float, default=Settings.rate)
    arguments = parser.parse_args()
    settings = Settings(epochs=arguments.epochs, rate=arguments.rate)
    tokenizer_file = base_folder() / "tokenizer.json"
    tokenizer = load_tokenizer(tokenizer_file)
    own = list(news(Reader(weights=arguments.weights)))
    learned, dev = kinds(), documents(POLNEAR / "dev.jsonl")
    texts = [one["text"] for one in (*own, *learned)]
    wide = shipped_network(arguments.weights).eval()
    halves = []
    for half in (0, 1):
        mine = [one for one in own if half_of(one["doc"]) == half]
        network = trained(shipped_network(arguments.weights), wide, mine, settings)
        fit_kind(network, _examples([*learned, *mine], tokenizer))
        folder = arguments.out / f"half-{half}"
        folder.mkdir(parents=True, exist_ok=True)
        torch.save(network.state_dict(), folder / "network.pt")
        print(json.dumps({f"half {half}": evaluate(network, dev, tokenizer)}), flush=True)
        export(network, tokenizer_file, folder=folder, texts=texts)
        halves.append(network)
    network = averaged(*halves)
    fit_kind(network, _examples([*learned, *own], tokenizer))
    print(json.dumps({"averaged": evaluate(network, dev, tokenizer)}), flush=True)
    export(network, tokenizer_file, folder=arguments.out, texts=texts)
    for folder in (arguments.out, *(arguments.out / f"half-{half}" for half in (0, 1))):
        calibrate(folder, POLNEAR / "dev.jsonl")
    write_card(arguments.out, network, data=POLNEAR, settings=asdict(settings), further=FURTHER)


if __name__ == "__main__":
    main()
