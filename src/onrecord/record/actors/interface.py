"""The functions of a record about actors, whatever database keeps it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from onrecord.model import Act, StatementType
from onrecord.record.actors.values import ActorPage, Imported, Meant, Proposal, ProposalPage
from onrecord.record.joined import Part
from onrecord.record.values import Decision, Page

if TYPE_CHECKING:
    from onrecord.actors.directory import Actor, Directory
    from onrecord.record.actors.profile import Profile


class ActorRecord(Protocol):
    """Actors: found, listed, told at a glance, merged and split."""

    def actors(
        self, words: str | None = None, *, limit: int = 50, after: str | None = None, most: int | None = None
    ) -> ActorPage:
        """Actors with a name that contains every word, or all actors; those in the most statements come first.

        With `most` at most so many statements of each are counted, those added last, and the order is that of how often
        they appear in all versions and readings: a page of a large record then takes no longer than one of a small.
        `after` is `ActorPage.next` of the same list. Raises BadCursor for any other."""

    def actor(self, id_or_name: str) -> "Actor":
        """An actor by id, the beginning of its id, an identifier such as Wikidata's, or a full or partial name.

        Raises UnknownActor or AmbiguousActor."""

    def profile(self, id_or_name: str) -> "Profile":
        """An actor at a glance: its statements counted by month, outlet, venue and act, its roles with their days, and
        who speaks beside it. Of more than 3,000 those added last are counted.

        Raises UnknownActor or AmbiguousActor."""

    def meant(self, id_or_name: str) -> tuple[Meant, ...]:
        """All actors that an id, an identifier or a name may mean; those in the most statements come first.

        Raises UnknownActor if there is none."""

    def directory(self, *, imported: bool = False) -> "Directory":
        """All actors as they are now, or only those in an imported data set, to look up by name, or by office and
        day."""

    def statements_of(
        self,
        id_or_name: str | Sequence[str],
        *,
        since: date | None = None,
        until: date | None = None,
        role: str | None = None,
        venue: str | None = None,
        to: str | None = None,
        part: Part | None = None,
        act: Act | Iterable[Act] = (),
        negated: bool | None = None,
        outlet: str | None = None,
        type: StatementType | None = None,  # noqa: A002
        limit: int = 20,
        after: str | None = None,
    ) -> Page:
        """The statements of the latest versions in which an actor, or one of several, is speaker or principal, or the
        one that `part` names, newest first. The filters and `after` are those of `search`; `role` is the actor's own in
        the statement.

        Raises UnknownActor, AmbiguousActor or BadCursor."""

    def proposals(self, *, of: str | None = None) -> Iterator[Proposal]:
        """Pairs of actors that may be one and have not been decided on, most likely first: all, or those of one actor.

        Raises UnknownActor or AmbiguousActor."""

    def proposal_page(self, *, after: str | None = None) -> ProposalPage:
        """The pairs of `proposals()`, of some surnames in their order, the likeliest of them first: however large the
        record is, that takes no longer. `after` is the `next` of an earlier page. Raises BadCursor."""

    def merge(self, actor: str, into: str, *, who: str, note: str | None = None) -> Decision:
        """Decide that two actors are one, under the id of the second. `undo` takes it back.

        Raises UnknownActor, AmbiguousActor or NotTwoActors."""

    def separate(self, actor: str, *, who: str, note: str | None = None) -> Decision:
        """Decide that an actor (by its id) that was merged or joined into another is a separate actor again.

        Raises NotTwoActors if it was not."""

    def keep_apart(self, actor: str, other: str, *, who: str, note: str | None = None) -> Decision:
        """Decide that two actors are different, and stop proposing the pair. A later merge overrides this.

        Raises UnknownActor, AmbiguousActor or NotTwoActors."""

    def split(
        self,
        actor: str,
        *,
        statements: Iterable[str] = (),
        role: str | None = None,
        who: str,
        note: str | None = None,
    ) -> Decision:
        """Decide that some statements of an actor, by id or by a role given in them, belong to another actor of
        the same name. The new actor's id is `change["split_into"]` of the decision; `undo` takes the split back.

        Raises UnknownActor, AmbiguousActor, UnknownId or NothingToSplit."""

    def import_actors(self, actors: Iterable["Actor"], *, dataset: str) -> Imported:
        """Keep what a data set says about actors, as `onrecord.actors.imports.read_actors` reads it. A later import of
        the same data set replaces what it said about an actor; importing the same again adds nothing."""
