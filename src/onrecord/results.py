"""The results of the library: readings, and hits of a search, in forms that can be displayed.

They are the values of `model.py` and of the record, with three ways out: `to_dict()` is the JSON that the commands
print, `to_dataframe()` is a pandas or Polars data frame, and a notebook shows the text with its statements marked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, overload

from onrecord.model import Act, Failure, Reading, Speaker, When
from onrecord.record.values import Hit, Page

if TYPE_CHECKING:
    from onrecord.exports.dataframe import Library


@dataclass(frozen=True, slots=True)
class Found(Hit):
    """A statement with its words and the facts of its article; or, if whole articles were searched, a passage of an
    article, with `statement` None.

    `quote` is what was said; never show it without the cue, which may deny it: `str(found)` has both."""

    @property
    def speaker(self) -> Speaker | None:
        """Who said it; None if nobody is named."""
        return self.statement.speaker if self.statement else None

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
        from onrecord.exports.hits import hit_json

        return hit_json(self)

    def __str__(self) -> str:
        from onrecord.exports.marked import lead, who

        if self.statement is None:
            return f"{self.headline or 'Article without a headline'}: {self.quote}"
        return f"{who(self.statement.speaker)}: {lead(self.statement, self.text)}{self.quote}"

    def _repr_html_(self) -> str:
        from onrecord.exports.notebook import hits_html

        return hits_html((self,), more=False)


@dataclass(frozen=True, slots=True, eq=False)
class ReadArticle(Reading):
    """A reading: a version of an article and its statements, in reading order."""

    @property
    def found(self) -> tuple[Found, ...]:
        """The statements, each with its words and the facts of its article."""
        article, version = self.article, self.article.latest
        return tuple(
            Found(
                article.id,
                article.url,
                version.headline,
                version.outlet,
                version.published,
                statement,
                statement.quote(version.text),
                text=version.text,
            )
            for statement in self.statements
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON of an article, as `onrecord read --format jsonl` prints it."""
        from onrecord.exports.articles import to_json

        return to_json(self)

    def to_dataframe(self, *, library: "Library | None" = None) -> Any:
        """The statements, one per row: see `Readings.to_dataframe`."""
        from onrecord.exports.dataframe import to_dataframe

        return to_dataframe(self.found, library=library)

    def _repr_html_(self) -> str:
        from onrecord.exports.notebook import reading_html

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
        return {"articles": [reading.to_dict() for reading in self.readings]}

    def to_dataframe(self, *, library: "Library | None" = None) -> Any:
        """The statements of all articles, one per row, as a data frame of `library` ("pandas" or "polars"), or by
        default of whichever of the two is installed, pandas first.

        Raises DataFrameMissing if that library is not installed, or neither is."""
        from onrecord.exports.dataframe import to_dataframe

        return to_dataframe(self.statements, library=library)

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
        statements = sum(len(reading.statements) for reading in self.readings)
        return f"<Readings: {len(self.readings)} articles, {statements} statements, {len(self.failures)} failures>"

    def _repr_html_(self) -> str:
        from onrecord.exports.notebook import readings_html

        return readings_html(self.readings, failures=len(self.failures))


@dataclass(frozen=True, slots=True)
class Hits(Page):
    """Some results of a search. Pass `next` as `after` to the same search to get the following ones; it is None
    after the last."""

    hits: tuple[Found, ...]

    def to_dict(self) -> dict[str, Any]:
        """One object with the hits and `next`, as `onrecord search --format json` prints it."""
        return {"hits": [hit.to_dict() for hit in self.hits], "next": self.next}

    def to_dataframe(self, *, library: "Library | None" = None) -> Any:
        """The hits, one per row: see `Readings.to_dataframe`."""
        from onrecord.exports.dataframe import to_dataframe

        return to_dataframe(self.hits, library=library)

    def __len__(self) -> int:
        return len(self.hits)

    def __iter__(self) -> Iterator[Found]:
        return iter(self.hits)

    def __getitem__(self, index: int) -> Found:
        return self.hits[index]

    def __repr__(self) -> str:
        return f"<Hits: {len(self.hits)}{', and there are more' if self.next else ''}>"

    def _repr_html_(self) -> str:
        from onrecord.exports.notebook import hits_html

        return hits_html(self.hits, more=self.next is not None)


def read_article(reading: Reading) -> ReadArticle:
    """The reading in a form that can be displayed."""
    return ReadArticle(*(getattr(reading, one.name) for one in fields(Reading)))


def found(hit: Hit) -> Found:
    """The hit in a form that can be displayed."""
    return Found(*(getattr(hit, one.name) for one in fields(Hit)))


def hits(page: Page) -> Hits:
    """The page of results in a form that can be displayed."""
    return Hits(tuple(map(found, page.hits)), page.next)
