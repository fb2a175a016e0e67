"""The networks behind the pages: the reader, the likeness of meaning, and stances, in a process of their own.

What is opened, read, embedded and judged goes there as values and comes back as values, the same that this process
would make. So the server stays small, and its threads have its processor. Nothing is loaded before it is asked for.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

import numpy as np
from fastapi import Request

from onrecord.actors.directory import Directory
from onrecord.apart import Apart
from onrecord.families.similarity import Embeddings, Sentences
from onrecord.heap import forget, give_back, let_go
from onrecord.model import Article, ArticleKind, Failure, Loaded, Reading
from onrecord.pipeline import Elsewhere
from onrecord.positions.stance import judgements
from onrecord.positions.values import LABELS, Judgement, Utterance
from onrecord.problems import ApartEnded
from onrecord.reading import WEIGHTS, name_of
from onrecord.record.positions.values import Judge
from onrecord.sources import count_bytes, load_bytes
from onrecord.web import networks as apart
from onrecord.web.line import Line

EMBEDDED_AT_ONCE = 256
"""Texts after which others have their turn: cut into word pieces, each takes some 15 kB."""
JUDGED_AT_ONCE = 32
"""Statements after which others have their turn: some half second."""


class Networks:
    """All that reads or compares texts for the pages."""

    def __init__(self, apart: Apart | None = None) -> None:
        self._apart = apart or Apart(at_rest=self._rest)
        self._resting: list[Callable[[], object]] = []
        self.line = Line()
        """For what takes much memory."""

    def at_rest(self, call: Callable[[], object]) -> None:
        """Have something called whenever nothing was read for a while."""
        self._resting.append(call)

    @cached_property
    def reader(self) -> Elsewhere:
        """Reads articles, one at a time."""
        return Elsewhere(name_of(WEIGHTS), self._read)

    @cached_property
    def sentences(self) -> Sentences | None:
        """Embeds what is compared; None where records are to take what comes along."""
        return _SentencesApart(self._apart)

    @cached_property
    def judge(self) -> Judge:
        """Judges statements for questions."""
        return _JudgeApart(self._apart)

    def opened(
        self, content: bytes, *, name: str | None = None, published: str | None = None, kind: ArticleKind | None = None
    ) -> Iterator[Loaded | Failure]:
        """The articles in bytes, as `load_bytes` gives them; those of a table or a list, which may be many, are taken
        from it here. Raises PublishedNotATime."""
        if count_bytes(content, name=name) != 1:
            return load_bytes(content, name=name, published=published, kind=kind)
        try:
            return iter(self._apart.call(apart.opened, content, name, published, kind))
        except ApartEnded as problem:
            return iter([Failure(name or "-", str(problem))])

    def give_up_reader(self) -> None:
        """Have its memory for a question, which all of the record is looked at for."""
        self._apart.call(apart.unread)

    def close(self) -> None:
        """End them, whatever they are at."""
        self._apart.close()

    def _rest(self) -> None:
        for call in self._resting:
            call()
        forget()
        gc.collect()
        give_back()
        let_go()

    def _read(self, article: Article, directory: Directory | None) -> Reading:
        with self.line.turn():
            found, reason, read_with = self._apart.call(apart.read, article, directory)
        return Reading(article, found, reason, read_with)


def networks(request: Request) -> Networks:
    """Those of the application."""
    found: Networks = request.app.state.networks
    return found


class _SentencesApart(Sentences):
    def __init__(self, apart: Apart) -> None:
        super().__init__()
        self._apart = apart

    def begin(self, texts: Sequence[str]) -> Callable[[], Embeddings]:
        """Embed texts once they are waited for."""
        if not texts:
            return super().begin(())
        parts = [list(texts[at : at + EMBEDDED_AT_ONCE]) for at in range(0, len(texts), EMBEDDED_AT_ONCE)]
        return lambda: np.concatenate([self._apart.call(apart.embedded, part) for part in parts])


class _JudgeApart:
    def __init__(self, apart: Apart) -> None:
        self._apart = apart

    @cached_property
    def name(self) -> str:
        """What identifies the weights in a record."""
        return self._apart.call(apart.judges_with)

    def judge(self, question: str, utterances: Sequence[Utterance]) -> list[Judgement]:
        """A judgement for each utterance, in order."""
        parts = (utterances[at : at + JUDGED_AT_ONCE] for at in range(0, len(utterances), JUDGED_AT_ONCE))
        alone = [row for part in parts for row in self._apart.call(apart.judged, question, part)]
        return judgements(np.array(alone).reshape(-1, len(LABELS)), utterances)
