"""The functions of a record about questions and positions, whatever database keeps it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from onrecord.model import Verdict
from onrecord.positions.relevance import Candidate
from onrecord.positions.values import Label, Position, Question, Stance
from onrecord.record.positions.values import (
    ActorsAgree,
    Coded,
    CodedPage,
    Judge,
    Judged,
    NewPosition,
    PositionPage,
    QuestionCounts,
)
from onrecord.record.values import Decision

if TYPE_CHECKING:
    from onrecord.positions.learning import Embed, Learned


class PositionRecord(Protocol):
    """Questions, what models propose about them, what coders decide, and the positions that follow.

    A question is named by its id, the beginning of it, its text, or words that only its text has."""

    def ask(
        self,
        text: str,
        *,
        description: str | None = None,
        synonyms: Iterable[str] = (),
        seeds: Iterable[str] = (),
        since: date | None = None,
        who: str,
    ) -> Question:
        """Follow a question. The same text again, whatever its case and final mark, is the same question: what is given
        then is changed by a decision, synonyms and seeds are added to those there, and a closed question is open again.

        `seeds` are statements about it, by id or its beginning. Nothing is judged yet: see `judge`.
        Raises BadQuestion, BadDecision where nobody is named, UnknownId or AmbiguousId."""

    def question(self, wanted: str) -> Question:
        """One question, as it is now. Raises UnknownQuestion or AmbiguousQuestion."""

    def questions(self, *, closed: bool = True) -> tuple[Question, ...]:
        """The questions in the order in which they were asked; only open ones with `closed=False`."""

    def question_counts(self) -> Mapping[str, QuestionCounts]:
        """How much was judged and coded, by the question's id."""

    def change_question(
        self,
        question: str,
        *,
        description: str | None = None,
        synonyms: Iterable[str] | None = None,
        seeds: Iterable[str] | None = None,
        since: date | Literal[""] | None = None,
        closed: bool | None = None,
        who: str,
        note: str | None = None,
    ) -> Decision:
        """Change what is given, in place of what was there ("" for none), or close a question and open it again; `undo`
        takes it back. The text stays: another text is another question.

        Raises UnknownQuestion, AmbiguousQuestion, UnknownId, AmbiguousId, or BadDecision where nothing changes."""

    def judge(
        self,
        question: str,
        *,
        judge: Judge | None = None,
        candidates: Iterable[Candidate] | None = None,
        limit: int = 1000,
        step: Callable[[int, int], object] = lambda done, total: None,
    ) -> Judged:
        """Propose a stance for each candidate: statements of the latest versions, and the question's seeds.

        Candidates are those that are most surely about the question, by words and by meaning, `limit` of them, unless
        others are given; `judge` is the shipped stance model unless another is given. Only those are judged that it has
        not judged with the same words, so that asking again costs what is new; what was proposed before stays as an
        earlier row. `step` is told how many of how many are judged. From 20 statements on about which coders decided,
        the proposals for all others are corrected by what that teaches, if it tells decisions kept from it better.
        Raises UnknownQuestion or AmbiguousQuestion."""

    def positions(
        self,
        *,
        question: str | None = None,
        actor: str | None = None,
        since: date | None = None,
        until: date | None = None,
        relayed: bool | None = None,
        stance: Stance | None = None,
        doubtful: bool = False,
        limit: int | None = 100,
        after: str | None = None,
    ) -> PositionPage:
        """Positions of actors as they are now: what was proposed, and what coders made of it. By question, the newest
        first; each holder of a statement has one.

        `since` and `until` leave out what cannot have been said then, by `Position.days`, and positions without any.
        With `relayed` only what others told, or only what actors told themselves; with `stance` only positions with
        that one. Proposals of which the model is not sure are left out unless `doubtful` is set. Without a `limit` all
        are given. `after` is `PositionPage.next` of the same list.

        Raises UnknownQuestion, AmbiguousQuestion, UnknownActor, AmbiguousActor or BadCursor; ValueError for a limit
        below 1."""

    def new_positions(self, question: str, *, limit: int = 50) -> tuple[NewPosition, ...]:
        """The positions on a question that became known last, the newest first; without doubtful ones.

        Raises UnknownQuestion or AmbiguousQuestion; ValueError for a limit below 1."""

    def positions_of_statement(self, statement: str) -> tuple[Position, ...]:
        """The positions by one statement, on all questions, doubtful ones too. Raises UnknownId or AmbiguousId."""

    def positions_of_article(self, article: str) -> tuple[Position, ...]:
        """The positions by the statements of an article's latest version, on all questions, doubtful ones too. Raises
        UnknownId, AmbiguousId or ArticleRemoved."""

    def agreements(self, question: str | None = None, *, actor: str | None = None) -> tuple[ActorsAgree, ...]:
        """Who is reported to agree or disagree with whom in the paragraphs of statements about a question, or about any
        open one, each with the words that say so; of one actor, on either side. The newest first.

        Raises UnknownQuestion, AmbiguousQuestion, UnknownActor or AmbiguousActor."""

    def code(
        self,
        question: str,
        statement: str,
        verdict: Verdict,
        *,
        who: str,
        stance: Label | None = None,
        holder: str | None = None,
        holders: Iterable[str] | None = None,
        note: str | None = None,
        adjudicate: bool = False,
    ) -> Decision:
        """Decide about the position that a statement shows: "accept" the stance that is proposed, "reject" that it is
        about the question, or "edit" it: another `stance`, other `holders` (actors by id or name). With `holder` it is
        about that one alone of several. A statement that was not proposed is coded by an edit with a stance.

        Of each coder the last decision is kept. The last of all holds, unless one is marked by `adjudicate`: it
        overrides the coders, whenever they decide. It holds in all versions in which the statement is the same, until
        `undo` takes it back.
        Raises BadDecision, UnknownQuestion, AmbiguousQuestion, UnknownId, AmbiguousId, UnknownActor or
        AmbiguousActor."""

    def codings(
        self, question: str | None = None, *, statement: str | None = None, by: int = 1, disputed: bool = False
    ) -> Iterator[Coded]:
        """What coders made of the statements about which at least so many of them decided, of one question or all;
        only those of which coders differ and that nobody adjudicated, with `disputed`.

        Raises UnknownQuestion, AmbiguousQuestion, UnknownId or AmbiguousId."""

    def coded(self, question: str, statement: str) -> Coded:
        """What was proposed of a statement for a question and what coders made of it, also where that is nothing yet.

        Raises UnknownQuestion, AmbiguousQuestion, UnknownId or AmbiguousId, or BadDecision where the statement was
        rejected or does not stand in the latest version of its article."""

    def learn(self, question: str, *, embed: "Embed | None" = None) -> "Learned | None":
        """What coders' decisions on a question teach about the rest of it, as `judge` tells it, without judging
        anything; the proposals are corrected by it where it helps. None while there are too few decisions. `embed` is
        the shipped encoder unless another is given.

        Raises UnknownQuestion or AmbiguousQuestion."""

    def to_code(
        self,
        question: str,
        who: str,
        *,
        blind: bool = False,
        unrelated: bool = False,
        limit: int = 20,
        after: str | None = None,
    ) -> CodedPage:
        """Statements that `who` has to code: first those of which a second reader says something else than what is
        proposed, also that they are about the question; then the least sure proposals. They are those that nobody
        decided about or, with `blind`, that `who` did not, so that a second coder codes the same independently. With
        `unrelated` also those that are proposed to be about something else. `after` is `CodedPage.next` of the same
        queue.

        Raises UnknownQuestion, AmbiguousQuestion or BadCursor; ValueError for a limit below 1."""
