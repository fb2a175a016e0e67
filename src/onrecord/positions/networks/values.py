"""The values of networks: frozen, no input or output.

A network is computed from positions and says how. The words are ours with those of Discourse Network Analyzer beside
them: an actor is its person or organization, a question its concept, a stance its agreement, an article its document.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Kind = Literal["affiliation", "congruence", "conflict", "subtract"]
"""`affiliation`: actors and questions, two modes. `congruence`, `conflict`: actors by what they agree, or disagree, on.
`subtract`: congruence less conflict; a tie below zero is one of conflict."""
Over = Literal["actors", "questions"]
"""What the nodes of a network of one mode are."""
Qualifier = Literal["ignore", "subtract", "combine"]
"""What becomes of the stance in an affiliation network."""
Normalisation = Literal["no", "activity", "prominence", "average activity", "jaccard", "cosine", "dna cosine"]
"""`activity` and `prominence` for networks of two modes, the others for those of one. The formulas stand in
`normalising`."""
Duplicates = Literal["include", "document", "week", "month", "year", "range"]
"""Within what an actor's stance on a question counts once; `include` counts all."""
Mode = Literal["actor", "question"]
"""The mode of a node. An actor may be an organization or a country, where positions are joined by these."""


@dataclass(frozen=True, slots=True)
class Node:
    """An actor or a question: `id` is its id in the record, `name` how it is told, a question by its text.

    `kind` is "person", "organization", "country" ..., where it is known. `positions` counts those behind the node, a
    family once. `camp` is the number of its camp, from 1, where camps were looked for."""

    id: str
    name: str
    mode: Mode
    kind: str | None = None
    positions: int = 0
    camp: int | None = None


class Edge(NamedTuple):
    """A tie between the nodes of two ids; without direction. In an affiliation network `source` is the actor.

    `questions` counts the questions on which both actors are on record (in a network of questions: the actors on record
    about both). A tuple, as there may be half a million."""

    source: str
    target: str
    weight: float
    questions: int = 1


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes in their order, and edges in that of their nodes, none of them twice.

    How it was made stands with it: what kind it is, over what, how it was normalised, what counted once, how the stance
    counted (in an affiliation network), and from when to when. Nodes without an edge are isolates."""

    kind: Kind
    nodes: tuple[Node, ...]
    edges: Sequence[Edge]
    over: Over = "actors"
    normalisation: Normalisation = "no"
    duplicates: Duplicates = "include"
    qualifier: Qualifier | None = None
    since: date | None = None
    until: date | None = None

    @property
    def two_mode(self) -> bool:
        """Whether its nodes are of two modes, and each edge between one of each."""
        return self.kind == "affiliation"

    @property
    def signed(self) -> bool:
        """Whether a weight may be below zero."""
        return self.kind == "subtract" or self.qualifier == "subtract"
