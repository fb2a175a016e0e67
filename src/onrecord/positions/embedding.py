"""What a statement is about, in few numbers that cost next to nothing: a mean of the vectors of its word pieces.

The vectors are those with which the sentence network begins (`families.similarity`), each weighted by how much the
piece tells and drawn by one linear map, so that the products of two means are near to those of the network. That was
learned by `python -m training.embedding`; see `weights/EMBEDDING_CARD.md`. To find by, not to judge by: the best that
are found are looked at again by the network.

A text's numbers do not depend on which others it is embedded with, and hardly on the processor: they are rounded to
one byte each, the last of which may differ by one."""

import threading
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.english.tokens import indexed_words
from onrecord.families.similarity import WEIGHTS as SENTENCES
from onrecord.model import sha256
from onrecord.problems import WeightsMissing

WEIGHTS = Path(__file__).parent / "weights" / "embedding.npz"
WIDTH = 256
"""Numbers, and bytes, of one embedding."""
SCALE = 400.0
"""By which numbers of a row of length one become whole numbers: those beyond 127 / SCALE, one in ten thousand, are cut
off."""
_AT_ONCE = 256
"""Texts whose vectors are added up together: so many fit in the cache of a processor."""
_GROUP = 64
"""Numbers of a piece's vector that share a scale in the weights of the network."""
_MOST_WORDS = 200_000
"""Words whose pieces are kept."""
_HEADLINE, _ARTICLE, _NEIGHBOURS = np.float32(0.5), np.float32(0.25), (0.25, 0.125)
"""How much the headline, the mean of the article's statements, and the statements one and two places away count beside
the statement's own words. Of the statements that annotators call related to a question, the words alone bring half
among the first two hundred of 25,000, these together nine in ten (`python -m benchmarks.questions`)."""
_ROOM = 1_024
"""Vectors for which room is made ahead."""
_PIECE_VECTORS = "word_embeddings.weight"

Rows = NDArray[np.int8]
"""One row for each text."""
Vectors = NDArray[np.float32]
"""The same as numbers, of length one."""
Pieces = NDArray[np.int64]


class Embedding:
    """Embeds texts with the weights of `weights` and the piece vectors of the sentence network in `sentences`. A vector
    is made when a text first has its piece. Several threads may ask at the same time.

    Raises WeightsMissing where there are none."""

    def __init__(self, *, weights: Path = WEIGHTS, sentences: Path = SENTENCES) -> None:
        for path, what in ((weights, "embedding"), (sentences / "sentences.bin", "sentences")):
            if not path.is_file():
                raise WeightsMissing(path.parent, what=what)
        self._sentences = sentences
        with np.load(weights, allow_pickle=False) as found:
            self._map = found["map"].astype(np.float32) * found["scale"]
            self._telling, self._centre = found["telling"].astype(np.float32), found["centre"]
        self._vectors = np.zeros((0, WIDTH), np.float32)
        self._row = np.full(len(self._telling), -1)
        """Where among the vectors that of each piece is; -1 where it was not made. All of them would take 31 MB, of
        which who adds a few articles needs a tenth."""
        self._made, self._turn = 0, threading.Lock()
        self._words: dict[str, list[int]] = {}
        self.name = f"embedding-{sha256(weights.read_bytes())[:12]}"

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer.from_file(str(self._sentences / "tokenizer.json"))

    @cached_property
    def _piece_vectors(self) -> "PieceVectors":
        return PieceVectors(self._sentences)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """A row for each text, in order; the product of two is their likeness, from -1 to 1. That of a text
        without words is all zeros."""
        found = np.zeros((len(texts), WIDTH), np.float32)
        for start in range(0, len(texts), _AT_ONCE):
            some = list(texts[start : start + _AT_ONCE])
            with self._turn:
                found[start : start + len(some)] = self._means(some)
        return found

    def _means(self, texts: list[str]) -> Vectors:
        pieces, sizes = self._pieces_of(texts)
        self._make(pieces)
        found = np.zeros((len(texts), WIDTH), np.float32)
        filled = sizes > 0
        starts = (np.cumsum(sizes) - sizes)[filled]
        if len(starts):
            told = np.add.reduceat(self._telling[pieces], starts)
            sums = np.add.reduceat(self._vectors[self._row[pieces]], starts, axis=0)
            found[filled] = of_length_one(sums / told[:, None] - self._centre)
        return found

    def _pieces_of(self, texts: list[str]) -> tuple[Pieces, Pieces]:
        """The pieces of all texts, and how many each has. Those of a word are asked for once: most of the time would
        else go there."""
        words = [indexed_words(text.lower()) for text in texts]
        self._learn({word for some in words for word in some})
        pieces = [piece for some in words for word in some for piece in self._words[word]]
        sizes = [sum(len(self._words[word]) for word in some) for some in words]
        return np.array(pieces, np.int64), np.array(sizes, np.int64)

    def _learn(self, words: AbstractSet[str]) -> None:
        if len(self._words) > _MOST_WORDS:
            self._words.clear()
        ordered = [word for word in words if word not in self._words]
        for word, found in zip(
            ordered, self._tokenizer.encode_batch_fast(ordered, add_special_tokens=False), strict=True
        ):
            self._words[word] = found.ids

    def _make(self, pieces: Pieces) -> None:
        new = np.unique(pieces[self._row[pieces] < 0])
        if not len(new):
            return
        rows = np.arange(self._made, self._made + len(new))
        if rows[-1] >= len(self._vectors):
            self._vectors.resize((rows[-1] + 1 + _ROOM, WIDTH), refcheck=False)
        self._vectors[rows] = (self._piece_vectors.rows(new) @ self._map) * self._telling[new, None]
        self._row[new], self._made = rows, self._made + len(new)


class PieceVectors:
    """The vectors of word pieces in the weights of the sentence network: four bits a number, in groups with a scale."""

    def __init__(self, folder: Path) -> None:
        packed, scale = (_place(folder / "sentences.xml", name) for name in (_PIECE_VECTORS, f"{_PIECE_VECTORS}/scale"))
        content = np.memmap(folder / "sentences.bin", np.uint8, mode="r")
        count = scale.rows
        self._packed = content[packed.start : packed.end].reshape(count, -1)
        self._scale = content[scale.start : scale.end].view(np.float16).reshape(count, -1)

    def rows(self, pieces: Pieces) -> Vectors:
        """Their vectors."""
        packed = self._packed[pieces]
        halves = np.stack((packed & 15, packed >> 4), axis=-1).reshape(len(pieces), -1)
        numbers = ((halves ^ 8).astype(np.float32) - 8).reshape(len(pieces), -1, _GROUP)
        found: Vectors = (numbers * self._scale[pieces, :, None].astype(np.float32)).reshape(len(pieces), -1)
        return found


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an array lies in the file of the weights, and how many rows it has."""

    start: int
    end: int
    rows: int


def _place(model: Path, name: str) -> _Place:
    for _, layer in ET.iterparse(model):  # noqa: S314 (it comes with the package)
        told = layer.find("data")
        if layer.get("type") == "Const" and str(layer.get("name")).endswith(name) and told is not None:
            start, size = int(told.attrib["offset"]), int(told.attrib["size"])
            return _Place(start, start + size, int(told.attrib["shape"].split(",")[0]))
        if layer.tag == "layer":
            layer.clear()
    raise WeightsMissing(model.parent, what="sentences")


@cache
def shipped_embedding() -> Embedding:
    """That of the weights that come along, loaded once for all who ask in this process.

    Raises WeightsMissing."""
    return Embedding()


def of_length_one(rows: Vectors) -> Vectors:
    """The rows, drawn to length one, but for those that are all zeros."""
    found: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-9))
    return found


def in_context(contents: Vectors, headlines: Vectors, articles: NDArray[np.int64]) -> Vectors:
    """The vectors of statements with what stands around them: the headline, all that is said in the article, and the
    statements before and after. "That is out of the question" is about what the others speak of.

    Each row is one statement, in reading order, with its article's headline; `articles` tells which stand in
    one article."""
    found = contents + _HEADLINE * headlines
    for steps, weight in enumerate(_NEIGHBOURS, 1):
        near = weight * (articles[steps:] == articles[:-steps])[:, None].astype(np.float32)
        found[steps:] += near * contents[:-steps]
        found[:-steps] += near * contents[steps:]
    if len(contents):
        starts = np.flatnonzero(np.diff(articles, prepend=articles[0] - 1))
        sizes = np.diff(starts, append=len(articles))
        means = of_length_one(np.add.reduceat(contents, starts, axis=0))
        found += _ARTICLE * np.repeat(means, sizes, axis=0)
    return of_length_one(found)


def rounded(vectors: Vectors) -> Rows:
    """As whole numbers of one byte."""
    found: Rows = np.clip(np.rint(vectors * SCALE), -127, 127).astype(np.int8)
    return found


def likeness(rows: Rows, asked: Vectors) -> NDArray[np.float32]:
    """How near each of the rows is to each of what is asked, a column for each."""
    found: NDArray[np.float32] = rows.astype(np.float32) @ (asked.T / np.float32(SCALE))
    return found
