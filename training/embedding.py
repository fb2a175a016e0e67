"""Make the weights of the embedding that costs nearly nothing: `python -m training.embedding [--out FILE]`.

A text's embedding is a mean of the vectors of its word pieces. Learned are a weight for each piece and one linear map
of the vectors, so that products of two embeddings are near those of the sentence network, their teacher; a text is
enough, no label is used. The idea is that of model2vec (Minish Lab, 2024) and of smooth inverse frequencies (Arora,
Liang and Ma, ICLR 2017); here the vectors stay those that the network begins with, which come along already."""

import argparse
import csv
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from benchmarks.common import SHARED
from onrecord.families.similarity import WEIGHTS as SENTENCES
from onrecord.families.similarity import Sentences
from onrecord.model import sha256
from onrecord.positions.embedding import WEIGHTS, WIDTH, PieceVectors

EPOCHS, BATCH, RATE, SEED = 12, 1024, 3e-3, 0
TEMPERATURE = 0.05
"""Of the likeness that one text has to the others of a batch, which is learned beside the products themselves."""
RARE = 1e-3
"""Share of all pieces at which a piece begins with half of the weight of a rare one."""
PARAGRAPHS, POSTS = 14_000, 4_000
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_WORD = re.compile(r"\w+")


def texts() -> list[str]:
    """What is embedded to learn from: contents and headlines, questions and claims, some paragraphs and comments. None
    of PolNeAR dev or of the gold articles that figures are told of."""
    short = list(dict.fromkeys(" ".join(text.split()) for text in (*_news(), *_debates())))
    chance = np.random.default_rng(SEED)
    for found, most in ((_paragraphs(), PARAGRAPHS), (_posts(), POSTS)):
        some = list(dict.fromkeys(found))
        short += [some[place] for place in chance.permutation(len(some))[:most]]
    return [text for text in dict.fromkeys(short) if text]


def _articles() -> Iterator[dict[str, object]]:
    for path in (SHARED / "data" / "polnear" / "train.jsonl", SHARED / "gold_train" / "articles.jsonl"):
        with path.open(encoding="utf8") as lines:
            yield from map(json.loads, lines)


def _news() -> Iterator[str]:
    for article in _articles():
        text = str(article["text"])
        yield str(article.get("headline") or "")
        for told in article.get("attributions", ()):  # type: ignore[attr-defined]
            yield " ".join(text[start:end] for start, end in told["content"])
    for path in sorted((SHARED / "gold_train" / "articles").glob("*.gold.json")):
        for told in json.loads(path.read_text(encoding="utf8"))["statements"]:
            yield " ".join(told["parts"])


def _paragraphs() -> Iterator[str]:
    for article in _articles():
        yield from (part[:600] for part in str(article["text"]).split("\n") if len(part) > 30)


def _debates() -> Iterator[str]:
    stance = SHARED / "data" / "stance"
    with (stance / "ibm_claim_stance.jsonl").open(encoding="utf8") as lines:
        for one in map(json.loads, lines):
            yield from (one["topicText"], one["claims.claimCorrectedText"])
    for kind in ("perspective_relevance", "perspective_stances"):
        with (stance / "perspectrum" / kind / "train.tsv").open(encoding="utf8", newline="") as lines:
            for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield from row[3:5]
    yield from (one["topic"] for one in _vast())


def _posts() -> Iterator[str]:
    for one in _vast():
        yield from _SENTENCE.split(one["post"])[:2]


def _vast() -> Iterator[dict[str, str]]:
    with gzip.open(SHARED / "data" / "stance" / "vast_train.jsonl.gz", "rt", encoding="utf8") as lines:
        yield from map(json.loads, lines)


class Student(nn.Module):
    """A weight for each piece, a map of their vectors, and what all have in common, which is taken off."""

    def __init__(self, vectors: NDArray[np.float32], frequencies: NDArray[np.float64]) -> None:
        super().__init__()
        self.register_buffer("vectors", torch.tensor(vectors))
        telling = np.clip(RARE / (RARE + frequencies), 1e-3, None)
        self.telling = nn.Parameter(torch.tensor(np.log(np.expm1(telling)), dtype=torch.float32))
        self.map = nn.Linear(vectors.shape[1], WIDTH, bias=False)
        self.centre = nn.Parameter(torch.zeros(WIDTH))

    def forward(self, pieces: list[list[int]]) -> Tensor:
        sizes = torch.tensor([len(some) for some in pieces])
        flat = torch.tensor([piece for some in pieces for piece in some])
        distinct, places = torch.unique(flat, return_inverse=True)
        weights = nn.functional.softplus(self.telling[distinct])
        drawn = self.map(self.vectors[distinct]) * weights[:, None]
        sums = nn.functional.embedding_bag(places, drawn, sizes.cumsum(0) - sizes, mode="sum")
        row = torch.repeat_interleave(torch.arange(len(pieces)), sizes)
        told = torch.zeros(len(pieces)).index_add_(0, row, weights[places])
        return nn.functional.normalize(sums / told[:, None] - self.centre, dim=1)


def train(some: list[str]) -> Student:
    """Learn from the network's embeddings of the texts."""
    torch.manual_seed(SEED)
    tokenizer = Tokenizer.from_file(str(SENTENCES / "tokenizer.json"))
    words = [" ".join(_WORD.findall(text.lower())) for text in some]
    encoded = [one.ids for one in tokenizer.encode_batch_fast(words, add_special_tokens=False)]
    kept = [place for place, pieces in enumerate(encoded) if pieces]
    pieces = [encoded[place] for place in kept]
    wanted = torch.tensor(Sentences().embed([some[place] for place in kept]))
    vectors = PieceVectors(SENTENCES).rows(np.arange(tokenizer.get_vocab_size()))
    counts = np.bincount(np.concatenate(pieces), minlength=len(vectors))
    student = Student((vectors - vectors.mean(0)) / vectors.std(), counts / counts.sum())
    others = [parameter for name, parameter in student.named_parameters() if name != "telling"]
    groups = [{"params": [student.telling], "weight_decay": 0.0}, {"params": others, "weight_decay": 1e-3}]
    steps = len(pieces) // BATCH
    optimizer = torch.optim.AdamW(groups, lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [5 * RATE, RATE], total_steps=EPOCHS * steps)
    chance = np.random.default_rng(SEED)
    for epoch in range(EPOCHS):
        order, total = chance.permutation(len(pieces)), 0.0
        for batch in order[: steps * BATCH].reshape(steps, BATCH):
            loss = _loss(student([pieces[place] for place in batch]), wanted[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: {total / steps:.4f}", flush=True)
    return student


def _loss(found: Tensor, wanted: Tensor) -> Tensor:
    """How far the products are from the teacher's, and how far from its choice of the nearest."""
    itself = torch.eye(len(found), dtype=torch.bool)
    products, expected = found @ found.T, wanted @ wanted.T
    near, nearest = ((one / TEMPERATURE).masked_fill(itself, -1e4) for one in (products, expected))
    choice = -(nearest.softmax(1) * near.log_softmax(1)).sum(1).mean()
    return 10 * ((products - expected)[~itself] ** 2).mean() + 0.1 * choice


def write(student: Student, out: Path) -> None:
    """The weights, the map in eight bits; it takes the vectors as they are stored."""
    vectors = PieceVectors(SENTENCES).rows(np.arange(len(student.telling)))
    with torch.no_grad():
        drawn = student.map.weight.numpy().T / vectors.std()
        telling = nn.functional.softplus(student.telling).numpy()
        centre = student.centre.numpy() + vectors.mean(0) @ drawn
    scale = np.abs(drawn).max(0) / 127
    np.savez_compressed(
        out,
        map=np.rint(drawn / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        telling=(telling / telling.max()).astype(np.float16),
        centre=centre.astype(np.float32),
        sentences=np.array(sha256((SENTENCES / "sentences.bin").read_bytes())),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    out = parser.parse_args().out
    write(train(texts()), out)


if __name__ == "__main__":
    main()
