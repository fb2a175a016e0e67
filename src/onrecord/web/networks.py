"""What the process does that works for the pages. Each network is loaded when it is first asked, and kept until the
process ends, or until others are needed: either the reader and the likeness of meaning, which an article needs in turn,
or the stance model. Each takes some 110 MB, and a second to load.

One text, or statement, at a time: more at once take more memory and save little time. One core does, so that the pages
have the others."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import _lru_cache_wrapper, cache
from pathlib import Path
from typing import Any

from onrecord.actors.directory import Directory
from onrecord.families.similarity import WEIGHTS as SENTENCES
from onrecord.families.similarity import Embeddings, Sentences
from onrecord.heap import give_back, let_go, letting_go
from onrecord.model import Article, ArticleKind, Failure, Loaded, Statement
from onrecord.pipeline import statements
from onrecord.positions.pair_network import Floats
from onrecord.positions.stance import StanceReader
from onrecord.positions.values import Utterance
from onrecord.reading import WEIGHTS, Reader
from onrecord.runtime import openvino
from onrecord.sources import load_bytes

_STAY = ("libopenvino.so", "libopenvino_intel_cpu_plugin.so")
_JUDGED_TOGETHER = 8
"""Utterances after which memory is given back: 32 of several lengths take 50 MB more on the way."""


def opened(content: bytes, name: str | None, published: str | None, kind: ArticleKind | None) -> list[Loaded | Failure]:
    """The articles in bytes."""
    return list(load_bytes(content, name=name, published=published, kind=kind))


def read(article: Article, directory: Directory | None) -> tuple[tuple[Statement, ...], str | None, str | None]:
    """What is found in an article, why it was not read, and by which reader."""
    _give_up(_stances_kept)
    with _held_small():
        (reading,) = statements([article], reader=_reader_kept(), directory=directory)
    return reading.statements, reading.reason, reading.read_with


def unread() -> None:
    """Give the reader up: nothing is read soon."""
    _give_up(_reader_kept)


def embedded(texts: list[str]) -> Embeddings:
    """A row for each text."""
    _give_up(_stances_kept)
    with _held_small():
        return _sentences_kept().embed(texts)


def judges_with() -> str:
    """What identifies the stance model in a record."""
    return _stances_kept().name


def judged(question: str, utterances: Sequence[Utterance]) -> list[Floats]:
    """The probabilities of the labels for each utterance by itself."""
    _give_up(_reader_kept)
    _give_up(_sentences_kept)
    with _held_small():
        stances, found = _stances_kept(), list[Floats]()
        for at in range(0, len(utterances), _JUDGED_TOGETHER):
            found += list(stances.alone(question, utterances[at : at + _JUDGED_TOGETHER]))
            give_back()
        return found


def _give_up(kept: "_lru_cache_wrapper[Any]") -> None:
    """Have the memory of a network before another is loaded."""
    if kept.cache_info().currsize:
        kept.cache_clear()
        gc.collect()
        give_back()


@contextmanager
def _held_small() -> Iterator[None]:
    """Let go what is needed to load networks and no more once they work: 34 MB of weights, of which they have a form of
    their own, and 33 MB of the library's code. That of the two libraries which stay is let go meanwhile, too, and is
    read again where it is needed; all of it takes a thirtieth of the time."""
    libraries = Path(str(openvino().__file__)).parent / "libs"
    stay = [one for name in _STAY for one in libraries.glob(f"{name}*")]
    try:
        with letting_go(stay):
            yield
    finally:
        let_go([WEIGHTS / "reader.bin", SENTENCES / "sentences.bin", *libraries.glob("*openvino*")])


@cache
def _sentences_kept() -> Sentences:
    return Sentences(streams=1)


@cache
def _reader_kept() -> Reader:
    return Reader(at_once=1)


@cache
def _stances_kept() -> StanceReader:
    return StanceReader(streams=1)
