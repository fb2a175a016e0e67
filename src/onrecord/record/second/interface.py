"""The functions of a record that ask a second reader, whatever database keeps it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from onrecord.record.second.values import SecondRead, SecondReading

if TYPE_CHECKING:
    from onrecord.record.positions.values import SecondStance
    from onrecord.second.server import LanguageModel

BELOW = 0.7
"""Less sure proposals are asked about."""


class SecondReaderRecord(Protocol):
    """What a language model makes of what was read first. It changes no proposal and decides nothing."""

    def second_stances(
        self,
        question: str,
        *,
        model: "LanguageModel",
        below: float = BELOW,
        step: Callable[[int, int], object] = lambda done, total: None,
    ) -> SecondRead:
        """Ask a language model about the stances that are proposed with a confidence below a value, and that nobody
        decided about; with 1 about all of them. Proposals of which it was asked with the same words are left out.

        An answer is kept only if the words that it quotes are found in the text. Where it differs from the proposal,
        the statement comes first in `to_code`; the proposal stays, as does its confidence. `step` is told how many of
        how many were asked.
        Raises UnknownQuestion, AmbiguousQuestion, NoAnswer or ServerRefused; what was answered before is kept."""

    def second_opinions(self, question: str) -> "Mapping[str, tuple[SecondStance, ...]]":
        """What second readers say to a question, by the ids of the statements, each model once. Raises UnknownQuestion
        or AmbiguousQuestion."""

    def second_readings(
        self,
        *,
        model: "LanguageModel",
        article: str | None = None,
        below: float = BELOW,
        limit: int = 200,
        step: Callable[[int, int], object] = lambda done, total: None,
    ) -> SecondRead:
        """Ask a language model who said statements, and when: those read with a confidence below a value (with 1 all of
        them) about which nobody decided, the least sure first; of one article, or of all in their latest versions.
        Statements of which it told something before are left out.

        A name is kept only if it stands in the article, a day only if the words that tell it do. Where one differs from
        what was read, the statement is in `to_review(stage="second")`; nothing that was read changes.
        Raises UnknownId, AmbiguousId, ArticleRemoved, NoAnswer or ServerRefused; what was answered before is kept."""

    def second_readings_of(self, statement: str) -> tuple[SecondReading, ...]:
        """What second readers tell of a statement. Raises UnknownId or AmbiguousId."""
