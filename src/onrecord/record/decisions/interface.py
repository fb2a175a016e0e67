"""The functions of a record for those who review it, whatever database keeps it."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from onrecord.record.values import Decision, DecisionPage, Reviewed, ReviewPage, Stage, Subject


class ReviewRecord(Protocol):
    """Review: a queue of doubtful statements, and what each reviewer made of them."""

    def to_review(
        self,
        who: str,
        *,
        actor: str | None = None,
        article: str | None = None,
        stage: Stage = "statement",
        below: float | None = None,
        blind: bool = False,
        limit: int = 20,
        after: str | None = None,
    ) -> ReviewPage:
        """Statements that `who` has to decide about, as they were read, the most doubtful first, with the progress.

        Only those of the latest versions: of an actor or an article, each named as in `actor()` and `article()`; those
        of which a stage is doubtful; those with a confidence below a value. What anybody decided about is left out,
        and so are articles that were accepted; with `blind` only what `who` decided about, so that a second reviewer
        codes the same independently. What `who` put off comes last. `after` is `ReviewPage.next` of the same queue.

        Raises UnknownActor, AmbiguousActor, UnknownId, AmbiguousId, ArticleRemoved or BadCursor; ValueError for another
        stage, or a limit below 1."""

    def skip(self, statement: str, *, who: str, undo: bool = False) -> None:
        """Put a statement off: it comes last in the queue of `who`. It is not a decision; nothing else changes. With
        `undo` it stands in its place again. Raises UnknownId or AmbiguousId, or BadDecision where nobody is named."""

    def verdicts(self, statement: str) -> Mapping[str, Decision]:
        """The latest decision of each person about a statement, by name, without those that were taken back. What holds
        is the latest of all. Raises UnknownId or AmbiguousId."""

    def articles_decided_about(self) -> tuple[str, ...]:
        """The ids of the articles that were accepted, or about a statement of which somebody decided, in the order in
        which they were added; without what was taken back."""

    def reviews(self, statement: str | None = None, *, by: int = 2) -> Iterator[Reviewed]:
        """What each person made of the statements about which at least so many decided, article by article; or of one
        statement, by however many. Raises UnknownId or AmbiguousId."""

    def decision(self, number: int) -> Decision:
        """A decision by its number. Raises UnknownDecision."""

    def latest_decisions(
        self,
        id_: str | None = None,
        *,
        subject: Subject | None = None,
        who: str | None = None,
        standing: bool = False,
        limit: int = 20,
        after: str | None = None,
    ) -> DecisionPage:
        """The log of decisions, the newest first, a page at a time; narrowed as in `decisions()`. With `standing` only
        those that are not taken back, and take none back. `after` is `DecisionPage.next` of the same list.

        Raises UnknownId, AmbiguousId or BadCursor; ValueError for a limit below 1."""
