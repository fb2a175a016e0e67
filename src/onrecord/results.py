"""The results of the library: readings, and hits of a search, in forms that can be displayed.

They are the values of `model.py` and of the record, with ways out: `to_dict()` is the JSON that the commands print,
`to_dataframe()` is a pandas or Polars data frame, `to_parquet()` writes the same table to a file, `to_spacy()` is a
spaCy document, and a notebook shows the text with its statements marked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from onrecord.model import Act, Failure, Reading, Speaker, When
from onrecord.record.values import Hit, Known, Page

if TYPE_CHECKING:
    from onrecord.exports.table import Library


@dataclass(frozen=True, slots=True)
class Found(Hit):
    """A statement with its words and the facts of its article; or, if whole articles were searched, a passage of an
    article, with `statement` None.

    `quote` is what was said; never show it without the cue, which may deny it: `str(found)` has both. `known` is what
    the record knows of it: its actors after merges, and its family. None if it does not come from a record."""

    known: Known | None = field(default=None, repr=False)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who said it, one or several; empty if nobody is named."""
        return self.statement.speakers if self.statement else ()

    @property
    def when(self) -> When | None:
        """When it was said; None if the article does not say."""
        return self.statement.when if self.statement else None

    @property
    def act(self) -> Act | None:
        """What the speaker does with the words: "states", "denies", "urges", ...; None for a passage of an article.

        `statement.negated` tells whether this is reported as not done ("did not say")."""
        return self.statement.act if self.statement else None

    def to_dict(self) -> dict[str, Any]:
        """The JSON of a hit, as `onrecord search --format jsonl` prints it."""
        from onrecord.exports.articles import hit_json, with_format

        return with_format(hit_json(self))

    def __str__(self) -> str:
        from onrecord.exports.marked import lead, who

        if self.statement is None:
            return f"{self.headline or 'Article without a headline'}: {self.quote}"
        return f"{who(self.statement.speakers)}: {lead(self.statement, self.text)}{self.quote}"

    def _repr_html_(self) -> str:
        from onrecord.exports.pages import hits_html

        return hits_html((self,), more=False)


@dataclass(frozen=True, slots=True, eq=False)
class ReadArticle(Reading):
    """A reading: a version of an article and its statements, in reading order.

    `known`, by statement id, is what a record knows of them; None if it does not come from one."""

    known: Mapping[str, Known] | None = field(default=None, repr=False)

    @property
    def found(self) -> tuple[Found, ...]:
        """The statements, each with its words and the facts of its article."""
        from onrecord.exports.table import hits_of

        statements = zip(hits_of(self), self.statements, strict=True)
        return tuple(found(hit, (self.known or {}).get(one.id)) for hit, one in statements)

    def to_dict(self) -> dict[str, Any]:
        """The JSON of an article, as `onrecord read --format jsonl` prints it, or `onrecord export` if it comes from a
        record."""
        from onrecord.exports.articles import to_json

        return to_json(self, known=self.known)

    def to_dataframe(self, *, library: "Library | None" = None) -> Any:
        """The statements, one per row: see `Readings.to_dataframe`."""
        return _dataframe(self.found, library)

    def to_parquet(self, path: str | Path) -> None:
        """The same table as a file: see `Readings.to_parquet`."""
        _parquet(self.found, path)

    def to_spacy(self, nlp: Any = None) -> Any:
        """The text as a spaCy `Doc`, made by the pipeline `nlp` or by a blank English one.

        `doc.spans["content"]`, `["cue"]` and `["source"]` have the parts of all statements; `span.id_` is the id of the
        statement, and `span._.statement` its JSON, with speakers, act and time. A part that begins or ends within a
        token covers the whole token; the exact offsets are in the JSON.
        Raises SpacyMissing if spaCy is not installed."""
        from onrecord.exports.table import to_spacy

        return to_spacy(self, nlp=nlp)

    def _repr_html_(self) -> str:
        from onrecord.exports.pages import reading_html

        return reading_html(self)


@dataclass(frozen=True, slots=True)
class Readings(Sequence[ReadArticle]):
    """The articles of all inputs that could be read, in order, and the failures of the others."""

    readings: tuple[ReadArticle, ...]
    failures: tuple[Failure, ...] = ()

    @property
    def statements(self) -> tuple[Found, ...]:
        """The statements of all articles, in order, each with its words and the facts of its article."""
        return tuple(found for reading in self.readings for found in reading.found)

    def to_dict(self) -> dict[str, Any]:
        """One object with all articles, as `onrecord read --format json` prints it. The failures are beside it, in
        `failures`."""
        from onrecord.exports.articles import with_format

        return with_format({"articles": [reading.to_dict() for reading in self.readings]})

    def to_dataframe(self, *, library: "Library | None" = None) -> Any:
        """The statements of all articles, one per row, as a data frame of `library` ("pandas" or "polars"), or by
        default of whichever of the two is installed, pandas first.

        If a statement has several speakers, their names are joined by "; ", and so are their kinds, roles, ids and
        identifiers, in the same order. Raises DataFrameMissing if that library is not installed, or neither is."""
        return _dataframe(self.statements, library)

    def to_parquet(self, path: str | Path) -> None:
        """The same table as a Parquet file. Raises ParquetMissing if pyarrow is not installed, OSError if the file
        cannot be written."""
        _parquet(self.statements, path)

    @overload
    def __getitem__(self, index: int) -> ReadArticle: ...

    @overload
    def __getitem__(self, index: slice) -> "Readings": ...

    def __getitem__(self, index: int | slice) -> "ReadArticle | Readings":
        if isinstance(index, slice):
            return Readings(self.readings[index], self.failures)
        return self.readings[index]

    def __len__(self) -> int:
        return len(self.readings)

    def __iter__(self) -> Iterator[ReadArticle]:
        return iter(self.readings)

    def __repr__(self) -> str:
        from onrecord.exports.marked import counted

        articles, statements = counted(len(self), "article"), counted(len(self.statements), "statement")
        return f"<Readings: {articles}, {statements}, {counted(len(self.failures), 'failure')}>"

    def _repr_html_(self) -> str:
        from onrecord.exports.pages import readings_html

        return readings_html(self.readings, failures=len(self.failures))


@dataclass(frozen=True, slots=True)
class Hits(Page):
    """Some results of a search. Pass `next` as `after` to the same search to get the following ones; it is None
    after the last."""

    hits: tuple[Found, ...]

    def to_dict(self) -> dict[str, Any]:
        """One object with the hits and `next`, as `onrecord search --format json` prints it."""
        from onrecord.exports.articles import hit_json, with_format

        return with_format({"hits": [hit_json(hit) for hit in self.hits], "next": self.next})

    def to_dataframe(self, *, library: "Library | None" = None) -> Any:
        """The hits, one per row: see `Readings.to_dataframe`."""
        return _dataframe(self.hits, library)

    def to_parquet(self, path: str | Path) -> None:
        """The same table as a file: see `Readings.to_parquet`."""
        _parquet(self.hits, path)

    def __len__(self) -> int:
        return len(self.hits)

    def __iter__(self) -> Iterator[Found]:
        return iter(self.hits)

    def __getitem__(self, index: int) -> Found:
        return self.hits[index]

    def __repr__(self) -> str:
        return f"<Hits: {len(self.hits)}{', and there are more' if self.next else ''}>"

    def _repr_html_(self) -> str:
        from onrecord.exports.pages import hits_html

        return hits_html(self.hits, more=self.next is not None)


def read_article(reading: Reading, known: Mapping[str, Known] | None = None) -> ReadArticle:
    """The reading in a form that can be displayed, with what a record knows of its statements, by their ids."""
    return ReadArticle(**{one.name: getattr(reading, one.name) for one in fields(Reading)}, known=known)


def found(hit: Hit, known: Known | None = None) -> Found:
    """The hit in a form that can be displayed, with what a record knows of it."""
    return Found(**{one.name: getattr(hit, one.name) for one in fields(Hit)}, known=known)


def _dataframe(statements: Iterable[Found], library: "Library | None") -> Any:
    from onrecord.exports.table import to_dataframe

    return to_dataframe(((one, one.known) for one in statements), library=library)


def _parquet(statements: Iterable[Found], path: str | Path) -> None:
    from onrecord.exports.table import write_parquet

    write_parquet(((one, one.known) for one in statements), Path(path))
