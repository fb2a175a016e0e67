"""Which positions a page is about, and how a network is made of them, as an address has it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request

from onrecord.actors.directory import Directory
from onrecord.library import OpenRecord
from onrecord.positions.networks.building import require_normalisation
from onrecord.positions.networks.counting import Grouping, Selection, by_actor
from onrecord.positions.networks.grouping import By, grouping
from onrecord.positions.networks.values import Duplicates, Kind, Normalisation, Over, Qualifier
from onrecord.positions.values import Position
from onrecord.problems.networks import NoSuchNormalisation
from onrecord.record.searching.filters import as_when
from onrecord.web.errors import BadValue, wants_json
from onrecord.web.kept import Kept
from onrecord.web.rendering import address

Told = Literal["", "own", "relayed"]
NORMALISATIONS = ("no", "activity", "prominence", "average-activity", "jaccard", "cosine", "dna-cosine")
NormalisationName = Literal["no", "activity", "prominence", "average-activity", "jaccard", "cosine", "dna-cosine"]
Day = Annotated[str, Query(max_length=40)]


@dataclass(frozen=True, slots=True)
class Asked:
    """Positions of some days and kinds, joined `by` actor, organization or country. Days are as they were written."""

    since: str = ""
    until: str = ""
    told: Told = ""
    doubtful: bool = False
    by: By = "person"

    def query(self) -> dict[str, Any]:
        """The parameters of its address; what goes without saying is left out."""
        return {
            "since": self.since or None,
            "until": self.until or None,
            "told": self.told or None,
            "doubtful": "true" if self.doubtful else None,
            "by": self.by if self.by != "person" else None,
        }

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day."""
        first, last = as_when(self.since or None), as_when(self.until or None)
        return first.start if first else None, last.end if last else None

    @property
    def filters(self) -> dict[str, Any]:
        """What Record.positions is asked."""
        since, until = self.days
        relayed = None if not self.told else self.told == "relayed"
        return {"since": since, "until": until, "relayed": relayed, "doubtful": self.doubtful}

    def selection(self, record: OpenRecord, found: tuple[Position, ...], duplicates: Duplicates) -> Selection:
        """The same for networks. Who is looked up only where it matters."""
        since, until = self.days
        by: Grouping = by_actor
        if self.by != "person":
            actors = [record.actor(one) for one in sorted({position.actor for position in found})]
            organizations = record.directory() if self.by == "organization" else Directory(())
            by = grouping(self.by, actors, organizations)
        return Selection(duplicates=duplicates, since=since, until=until, by=by)


@dataclass(frozen=True, slots=True)
class Tied:
    """How a network is made, by the names of its parameters."""

    kind: Kind = "subtract"
    over: Over = "actors"
    normalisation: NormalisationName = "no"
    duplicates: Duplicates = "include"
    qualifier: Qualifier = "subtract"

    def query(self) -> dict[str, Any]:
        """The parameters of its address; what goes without saying is left out."""
        plain = Tied()
        named = {name: getattr(self, name) for name in ("kind", "over", "normalisation", "duplicates", "qualifier")}
        return {name: value for name, value in named.items() if value != getattr(plain, name)}

    def how(self) -> dict[str, Any]:
        """What the function of networks is asked."""
        normalisation: Normalisation = self.normalisation.replace("-", " ")  # type: ignore[assignment]
        return {"kind": self.kind, "over": self.over, "normalisation": normalisation, "qualifier": self.qualifier}


def asked(
    since: Day = "",
    until: Day = "",
    told: Annotated[Told, Query(description="Only what others told of an actor (`relayed`), or its `own` words.")] = "",
    doubtful: Annotated[
        Literal["", "true", "false"], Query(description="`true` for proposals too of which the model is not sure.")
    ] = "",
    by: Annotated[
        By, Query(description="Who the actors of matrix and network are: all, or those whom they speak for.")
    ] = "person",
) -> Asked:
    """The positions that the parameters of an address tell. Raises BadValue for what is not a day."""
    for day in (since, until):
        try:
            as_when(day.strip() or None)
        except ValueError as error:
            raise BadValue(str(error)) from error
    return Asked(since.strip(), until.strip(), told, doubtful == "true", by)


def tied(
    kind: Annotated[
        Kind,
        Query(description="Ties of agreement (`congruence`), of disagreement, of the difference, or to the questions."),
    ] = "subtract",
    over: Annotated[Over, Query(description="What is tied: actors, or questions.")] = "actors",
    normalisation: Annotated[NormalisationName, Query(description="What the weights of ties are divided by.")] = "no",
    duplicates: Annotated[
        Duplicates, Query(description="Within what an actor's stance on a question counts once.")
    ] = "include",
    qualifier: Annotated[
        Qualifier, Query(description="What becomes of the stance in an affiliation network.")
    ] = "subtract",
) -> Tied:
    """The network that the parameters of an address tell."""
    return Tied(kind, over, normalisation, duplicates, qualifier)


def kept(request: Request) -> Kept:
    """What is worked out from the whole record."""
    found: Kept = request.app.state.kept
    return found


def drawn(request: Request) -> Kept:
    """Networks with their drawings, which take long to lay out."""
    found: Kept = request.app.state.drawn
    return found


def at(path: str, asked: Asked, tie: Tied | None = None, **more: Any) -> str:
    """The address of a page with the same choice."""
    return address(path, asked.query() | (tie.query() if tie else {}), **more)


def drawable(request: Request, tie: Tied) -> tuple[Tied, str | None]:
    """The network that a page draws: the one that is asked for or, of a kind that is never normalised so, the same
    without; and what is to be said then. Raises NoSuchNormalisation where a program asks."""
    how = tie.how()
    try:
        require_normalisation(how["kind"], how["normalisation"])
    except NoSuchNormalisation as wrong:
        if wants_json(request):
            raise
        return replace(tie, normalisation="no"), f"{wrong} It is drawn without."
    return tie, None


Choice = Annotated[Asked, Depends(asked)]
Ties = Annotated[Tied, Depends(tied)]
Known = Annotated[Kept, Depends(kept)]
Drawn = Annotated[Kept, Depends(drawn)]
