"""The values of a database of Discourse Network Analyzer 3: frozen, no input or output.

The words are DNA's: a document, a statement type with its variables, a coder, and a coding (DNA calls it a statement),
which has a span of a document and a value for each variable. A span counts code points here; the file counts UTF-16
units, as Java does.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from onrecord.model import Failure, Span

DataType = Literal["short text", "long text", "integer", "boolean"]
"""Of a variable. A short text is an entity, whose spelling is kept once."""
DATA_TYPES: tuple[DataType, ...] = ("short text", "long text", "integer", "boolean")
Value = str | int
"""Of a variable at a coding: a boolean is 0 or 1. A text is never empty: what is empty there is missing here."""
Colour = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""
BLACK: Colour = (0, 0, 0)
YELLOW: Colour = (255, 255, 0)
ADMIN = "Admin"
"""The coder that every database has, under the number 1."""


@dataclass(frozen=True, slots=True)
class Coder:
    """Who codes, and the colour in which it is shown."""

    name: str
    colour: Colour = BLACK


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a statement type."""

    name: str
    kind: DataType = "short text"


@dataclass(frozen=True, slots=True)
class StatementType:
    """What is coded, such as "DNA Statement", and its variables."""

    label: str
    variables: tuple[Variable, ...]
    colour: Colour = BLACK

    def kind_of(self, variable: str) -> DataType | None:
        """The data type of a variable; None where the type has none of that name."""
        return next((one.kind for one in self.variables if one.name == variable), None)


@dataclass(frozen=True, slots=True)
class Entity:
    """A value of a short text with its colour and attributes. `kept` is what DNA has no place for, as JSON."""

    type: str
    variable: str
    value: str
    colour: Colour = BLACK
    attributes: tuple[tuple[str, str], ...] = ()
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class Regex:
    """Words that DNA shows in a colour."""

    label: str
    colour: Colour = BLACK


@dataclass(frozen=True, slots=True)
class Document:
    """A document; `number` is its id. `date` has no time zone. What is not known is empty. `kept` is what DNA has no
    place for, as JSON."""

    number: int
    title: str
    text: str
    date: datetime
    coder: str = ADMIN
    author: str = ""
    source: str = ""
    section: str = ""
    notes: str = ""
    type: str = ""
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class Coding:
    """A span of a document with the values of the variables of a statement type; `number` is its id.

    A variable may have several values, one after the other. `kept` is what DNA has no place for, as JSON."""

    number: int
    type: str
    document: int
    span: Span
    coder: str = ADMIN
    values: tuple[tuple[str, Value], ...] = ()
    kept: str | None = None

    def all(self, variable: str) -> tuple[Value, ...]:
        """The values of a variable."""
        return tuple(value for name, value in self.values if name == variable)

    def text(self, variable: str) -> str | None:
        """The first value of a variable, as text; None where it has none."""
        return next((str(value) for value in self.all(variable)), None)


@dataclass(frozen=True, slots=True)
class Database:
    """All of a `.dna` file; `failures` are those of its codings and documents that could not be taken."""

    documents: tuple[Document, ...] = ()
    codings: tuple[Coding, ...] = ()
    coders: tuple[Coder, ...] = (Coder(ADMIN, YELLOW),)
    types: tuple[StatementType, ...] = ()
    entities: tuple[Entity, ...] = ()
    regexes: tuple[Regex, ...] = ()
    failures: tuple[Failure, ...] = field(default=(), compare=False)


DNA_STATEMENT = StatementType(
    "DNA Statement",
    (Variable("person"), Variable("organization"), Variable("concept"), Variable("agreement", "boolean")),
    (239, 208, 51),
)
"""The type that DNA makes in each new database, and that its networks are drawn from."""
WITHOUT_SIDE = StatementType(
    "Position without a side",
    (Variable("person"), Variable("organization"), Variable("concept"), Variable("stance")),
    (190, 190, 190),
)
"""Positions that are open or neutral: DNA's agreement can only be yes or no, and its networks would take either for a
side. `stance` says which."""
