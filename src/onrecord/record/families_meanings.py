"""The embeddings of the texts that are compared by meaning: kept in the record, made while other texts are compared."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.record import families_queries as queries

TOGETHER = 256
"""Texts from which they are embedded at once: few of them are then embedded beside empty rows."""
Rows = NDArray[np.float32]


class Embeds(Protocol):
    """What gives texts their embeddings."""

    @property
    def name(self) -> str:
        """What identifies the model in a record."""

    def begin(self, texts: Sequence[str]) -> Callable[[], Rows]:
        """Embed texts while the caller goes on; what it calls to wait for them: a row of length one for each."""


class Meanings:
    """Embeddings of the texts that were asked for, those of the record or new ones. `embeds` is asked for when a text
    has none."""

    def __init__(self, connection: sqlite3.Connection, embeds: Callable[[], Embeds]) -> None:
        self._connection, self._embeds = connection, embeds
        self._asked: set[str] = set()
        self._waiting: list[str] = []
        self._found: dict[str, Rows] = {}
        self._begun: list[tuple[list[str], Callable[[], Rows]]] = []

    def forget(self) -> None:
        """Drop what was asked for."""
        for kept in (self._asked, self._waiting, self._found, self._begun):
            kept.clear()

    def ask(self, texts: Iterable[str]) -> None:
        """Texts that will be needed."""
        for text in texts:
            if text not in self._asked:
                self._asked.add(text)
                self._waiting.append(text)
        if len(self._waiting) >= TOGETHER:
            self._begin()

    def take(self) -> Mapping[str, Rows]:
        """All that was asked for since the last time, kept in the record from now on."""
        self._begin()
        for texts, wait in self._begun:
            made = wait().astype(np.float16)
            rows = [(text_key(text), self._embeds().name, row.tobytes()) for text, row in zip(texts, made, strict=True)]
            self._connection.executemany(queries.SET_MEANING, rows)
            self._found |= {text: row.astype(np.float32) for text, row in zip(texts, made, strict=True)}
        taken = dict(self._found)
        self.forget()
        return taken

    def _begin(self) -> None:
        if not self._waiting:
            return
        embeds = self._embeds()
        missing = []
        for text in self._waiting:
            row = self._connection.execute(queries.MEANING, (text_key(text), embeds.name)).fetchone()
            if row is None:
                missing.append(text)
            else:
                self._found[text] = np.frombuffer(row[0], np.float16).astype(np.float32)
        self._waiting.clear()
        if missing:
            self._begun.append((missing, embeds.begin(missing)))


def text_key(text: str) -> int:
    """The number under which a record keeps the embedding of a text."""
    return int.from_bytes(blake2b(text.encode("utf8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)
