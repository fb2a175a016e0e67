"""Statements as a table: the columns, whatever keeps them, and comma-separated values after RFC 4180.

One row is one statement. Where it has several speakers, their names stand in one cell, joined by "; ", and all that is
told of speakers (kinds, roles, ids, identifiers) stands in the same order, with nothing between two semicolons for
what is unknown of one of them. The same holds for principals. Several identifiers of one actor are joined by a space.

A cell of CSV that a spreadsheet would run as a formula, because it begins with = + - @ or a tab, carriage return or
line feed, is written with an apostrophe before it (https://owasp.org/www-community/attacks/CSV_Injection). Whoever
reads the table with a program takes that apostrophe away, or reads Parquet or the lossless JSON instead.

The table of statements in memory and in Parquet: data frames of pandas or Polars, and Arrow under both.

None of these libraries comes with the package, and either will do for a data frame. What is text is text in both; days
are dates in Polars and Parquet and midnights in pandas, which has no dates. pandas keeps text by Arrow where pyarrow is
installed, Polars always.

A reading as a document of spaCy, with a group of spans for each part of its statements.

Nothing is registered but two attributes with getters, `doc._.reading` and `span._.statement`, which read what the
document itself carries; so they survive `to_bytes` and `DocBin(store_user_data=True)`.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from itertools import islice, tee
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from onrecord.exports.articles import statement_json, to_json
from onrecord.exports.escaping import safe
from onrecord.exports.marked import Part
from onrecord.exports.parquet import Field, Parquet, ParquetHere
from onrecord.model import Reading, Span, Speaker, Statement, names_of
from onrecord.problems import DataFrameMissing, SpacyMissing
from onrecord.record.values import Hit, Known
from onrecord.stages import whole_at

if TYPE_CHECKING:
    from onrecord.actors.directory import Actor
    from onrecord.exports.arrow import Kind
    from onrecord.record import Record

Type = Literal["text", "truth", "day", "whole", "number"]
Cell = str | bool | date | int | float | None
Row = tuple[Cell, ...]
_NOTHING = Known()


class Column(NamedTuple):
    """What a column holds; `meaning` is what the documentation says of it."""

    type: Type
    meaning: str


COLUMNS: dict[str, Column] = {
    "article_id": Column("text", "the article, as in its JSON"),
    "url": Column("text", "its address"),
    "outlet": Column("text", "who published it"),
    "headline": Column("text", "its headline"),
    "published": Column("text", "when it was published, ISO 8601, as precise as it is known: 2024-03 is not a day"),
    "statement_id": Column("text", "the statement, as in its JSON"),
    "kind": Column("text", "said, or held: a belief, fear or wish that the author narrates"),
    "type": Column("text", "direct, mixed or indirect: all, some or none of the content in quotation marks"),
    "act": Column("text", "what the speaker does with the content: states, denies, urges, …"),
    "negated": Column("truth", "whether the report says that it was not done (“did not say”)"),
    "cue": Column("text", "the words that say so"),
    "quote": Column("text", "the content, its parts joined by a space; what was denied, where the act is denies"),
    "speaker": Column("text", "who issued it, by canonical name within the article"),
    "speaker_kind": Column("text", "person, organization, group, document or unnamed"),
    "role": Column("text", "the role that the article gives"),
    "mention": Column("text", "the words that name the speaker at this statement"),
    "actor_id": Column("text", "the speaker in the record, after merges"),
    "actor": Column("text", "the canonical name of that actor"),
    "actor_identifiers": Column("text", "its identifiers elsewhere, such as wikidata:Q42"),
    "principal": Column("text", "on whose behalf it was issued, or whose words are relayed"),
    "principal_id": Column("text", "the principal in the record, after merges"),
    "principal_actor": Column("text", "the canonical name of that actor"),
    "principal_identifiers": Column("text", "its identifiers elsewhere"),
    "addressee": Column("text", "whom it was told to"),
    "venue": Column("text", "the occasion, channel or medium"),
    "occasion": Column("whole", "the number of its occasion in the article; its statements share date and venue"),
    "when_start": Column("day", "the day of the utterance, or the first of the interval"),
    "when_end": Column("day", "the same day, or the last of the interval"),
    "when_text": Column("text", "the words that the date was read from"),
    "when_rule": Column("text", "the rule that resolved them"),
    "family_id": Column("text", "the family of reports of this utterance; missing where nobody else reports it"),
    "family_relation": Column("text", "first, verbatim, shortened, altered or paraphrase, against the first published"),
    "source": Column("text", "the words of the source, its parts joined by a space"),
    "start": Column("whole", "where the content begins in the article's text, in code points"),
    "end": Column("whole", "where it ends"),
    "content_spans": Column("text", "its parts, such as 27-55; 70-81"),
    "confidence": Column("number", "the reader's probability, from 0 to 1, that the statement is right as it was read"),
    "decision": Column("text", "accept or edit, where somebody decided about it; the values are those that apply"),
    "decided_by": Column("text", "who"),
    "decided_at": Column("text", "when, ISO 8601, UTC"),
    "proposed": Column("text", "what was read in place of the values that an edit set, as JSON"),
}
"""The columns of CSV, Parquet and data frames, in their order."""


def rows(hits: Iterable[tuple[Hit, Known | None]]) -> Iterator[Row]:
    """The values in the order of the columns. What is unknown is None: without a record, all that only one knows; for a
    passage of an article, all that belongs to a statement."""
    for hit, known in hits:
        published = hit.published.value if hit.published else None
        article = (hit.article_id, hit.url, hit.outlet, hit.headline, published)
        if hit.statement is None:
            cells = dict.fromkeys(COLUMNS) | dict(zip(COLUMNS, article, strict=False)) | {"quote": hit.quote}
            yield tuple(cells.values())
        else:
            yield (*article, *_statement(hit.statement, hit, known or _NOTHING))


def hits_of(reading: Reading) -> Iterator[Hit]:
    """The statements of a reading, as a search gives them."""
    article, version = reading.article, reading.article.latest
    facts = article.id, article.url, version.headline, version.outlet, version.published
    for one in reading.statements:
        yield Hit(*facts, one, one.quote(version.text), text=version.text)


def with_known(readings: Iterable[Reading], record: "Record") -> Iterator[tuple[Reading, dict[str, Known]]]:
    """Each reading with what the record knows of its statements, by their ids; one reading is read ahead."""
    readings, again = tee(readings)
    known = record.known(hit for reading in again for hit in hits_of(reading))
    for reading in readings:
        own = islice(known, len(reading.statements))
        yield reading, {hit.statement.id: one for hit, one in own if hit.statement}


def to_csv(hits: Iterable[tuple[Hit, Known | None]], *, header: bool = True) -> Iterator[str]:
    """The lines of the table, its header first unless that is left out, each with its line end.

    Unknown values are empty cells, days are ISO 8601, truth values "true" and "false". A line holds line breaks where
    a cell does."""
    if header:
        yield _line(COLUMNS)
    for row in rows(hits):
        yield _line(row)


def _statement(one: Statement, hit: Hit, known: Known) -> Row:
    when = one.when
    return (
        one.id,
        one.kind,
        one.type,
        one.act,
        one.negated,
        _words(one.cue, hit.text),
        hit.quote,
        names_of(one.speakers),
        _joined([speaker.kind for speaker in one.speakers]),
        *_told(one.speakers),
        *_actors(known.speakers),
        names_of(one.principals),
        *_actors(known.principals),
        one.addressee.text if one.addressee else None,
        one.venue.text if one.venue else None,
        one.occasion,
        *((when.start, when.end, when.text, when.rule) if when else (None,) * 4),
        *((known.family.id, known.family.relation) if known.family else (None, None)),
        _words(one.source, hit.text),
        one.content[0].start,
        one.content[-1].end,
        _joined([f"{span.start}-{span.end}" for span in one.content]),
        one.confidence,
        *_decided(one, hit.text),
    )


def _decided(one: Statement, text: str) -> tuple[str | None, ...]:
    """The decision, and the proposal beside it."""
    if one.decision is None:
        return (None,) * 4
    proposed = statement_json(one, text)["decision"]["proposed"]
    kept = None if proposed is None else json.dumps(proposed, ensure_ascii=False)
    return one.decision.verdict, one.decision.who, one.decision.at, kept


def _told(speakers: Sequence[Speaker]) -> tuple[str | None, str | None]:
    """Roles and mentions."""
    roles = [speaker.role.text if speaker.role else None for speaker in speakers]
    return _joined(roles), _joined([speaker.mention.text if speaker.mention else None for speaker in speakers])


def _actors(actors: "Sequence[Actor | None]") -> tuple[str | None, ...]:
    """Ids, names and identifiers."""
    identifiers = [_identifiers(actor) if actor else None for actor in actors]
    ids = _joined([actor.id if actor else None for actor in actors])
    return ids, _joined([actor.name if actor else None for actor in actors]), _joined(identifiers)


def _identifiers(actor: "Actor") -> str:
    return " ".join(f"{scheme}:{value}" for scheme, value in sorted(actor.identifiers.items()))


def _joined(cells: Sequence[str | None]) -> str | None:
    """The cells in order, an empty one for each that is unknown; None where all are."""
    return "; ".join(cell or "" for cell in cells) if any(cells) else None


def _words(spans: Iterable[Span], text: str) -> str | None:
    return " ".join(span.of(text) for span in spans) or None


def _line(cells: Iterable[Cell]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([safe(_plain(cell)) for cell in cells])
    return line.getvalue()


def _plain(cell: Cell) -> str | int | float | None:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else cell


Library = Literal["pandas", "polars"]

_PANDAS: dict[Type, str] = {
    "text": "string",
    "truth": "boolean",
    "day": "datetime64[s]",
    "whole": "Int64",
    "number": "Float64",
}
_POLARS: dict[Type, str] = {"text": "String", "truth": "Boolean", "day": "Date", "whole": "Int64", "number": "Float64"}
_ARROW: dict[Type, "Kind"] = {
    "text": "string",
    "truth": "bool_",
    "day": "date32",
    "whole": "int64",
    "number": "float64",
}
_IN_GROUP = 20_000
"""Rows that make one group of a file."""
_AT_ONCE = 250
"""Rows that are laid out at once: until it is, a row takes some 8 kB."""


def to_dataframe(hits: Iterable[tuple[Hit, Known | None]], *, library: Library | None = None) -> Any:
    """The statements in the columns of `COLUMNS`, in a data frame of that library; of pandas, if it is installed, else
    of Polars, where none is named.

    Raises DataFrameMissing where the library is not installed, or neither is; ValueError for another library."""
    chosen = _installed(library)
    columns, frames = _columns(rows(hits)), import_module(chosen)
    if chosen == "polars":
        return frames.DataFrame(
            columns, schema={name: getattr(frames, _POLARS[column.type]) for name, column in COLUMNS.items()}
        )
    return frames.DataFrame(
        {name: frames.Series(columns[name], dtype=_PANDAS[column.type], name=name) for name, column in COLUMNS.items()}
    )


def write_parquet(hits: Iterable[tuple[Hit, Known | None]], path: Path) -> None:
    """The table in Parquet, a group of rows at a time, with the meaning of each column; the file is whole or absent.

    Raises ParquetMissing, or OSError if the file cannot be written."""
    pieces = parquet_pieces(hits)
    with whole_at(path, "wb") as file:
        for piece in pieces:
            file.write(piece)


def parquet_pieces(
    hits: Iterable[tuple[Hit, Known | None]],
    *,
    in_group: int | None = None,
    begin: Callable[[Sequence[Field], int], Parquet] = ParquetHere,
) -> Iterator[bytes]:
    """The same, piece by piece, in groups of so many rows, by a table that is begun; what ends before the last piece is
    not a table.

    Raises what `begin` does at once: ParquetMissing."""
    from onrecord.exports.arrow import laid_out  # numpy is for those who ask for a table

    in_group = in_group or _IN_GROUP
    table = begin([Field(name, _ARROW[column.type], column.meaning) for name, column in COLUMNS.items()], in_group)

    def pieces() -> Iterator[bytes]:
        for some in _groups(rows(hits), min(in_group, _AT_ONCE)):
            cells = _columns(some)
            columns = [laid_out(cells[name], _ARROW[column.type]) for name, column in COLUMNS.items()]
            yield table.written((len(some), columns))
        yield table.end()

    return pieces()


def _installed(library: Library | None) -> Library:
    if library not in (None, *get_args(Library)):
        raise ValueError(f"{library!r} makes no data frames here. Give {' or '.join(get_args(Library))}.")
    wanted: tuple[Library, ...] = (library,) if library else get_args(Library)
    for name in wanted:
        if find_spec(name) is not None:
            return name
    raise DataFrameMissing(library)


def _groups(table: Iterator[Row], at_once: int) -> Iterator[list[Row]]:
    while some := list(islice(table, at_once)):
        yield some


def _columns(some: Iterable[Row]) -> Mapping[str, list[Any]]:
    table = [[_storable(cell) for cell in row] for row in some]
    return {name: [row[position] for row in table] for position, name in enumerate(COLUMNS)}


def _storable(cell: Any) -> Any:
    # Arrow refuses lone surrogates, which a page may hold; they become the escape that JSON has for them.
    return cell.encode("utf8", "backslashreplace").decode("utf8") if isinstance(cell, str) else cell


KEY = "onrecord"
"""Of the document's user data: the article with its statements, as JSON."""
_PARTS: tuple[Part, ...] = ("content", "cue", "source")


def to_spacy(reading: Reading, *, nlp: Any = None) -> Any:
    """The text as a `Doc`, made by the pipeline `nlp` or by the tokenizer of a blank English one.

    Raises SpacyMissing."""
    try:
        import spacy
    except ImportError:
        raise SpacyMissing from None
    _register(spacy.tokens)
    text = reading.article.latest.text
    doc = nlp(text) if nlp else spacy.blank("en").tokenizer(text)
    doc.user_data[KEY] = to_json(reading)
    for part in _PARTS:
        doc.spans[part] = list(_spans(doc, reading, part))
    return doc


def _spans(doc: Any, reading: Reading, part: Part) -> Iterator[Any]:
    for statement in reading.statements:
        spans: tuple[Span, ...] = getattr(statement, part)
        for span in spans:
            # A part may end within a token of spaCy's, never the other way round.
            words = doc.char_span(span.start, span.end, label=part, span_id=statement.id, alignment_mode="expand")
            if words is not None:
                yield words


def _register(tokens: Any) -> None:
    if not tokens.Doc.has_extension("reading"):
        tokens.Doc.set_extension("reading", getter=lambda doc: doc.user_data.get(KEY))
    if not tokens.Span.has_extension("statement"):
        tokens.Span.set_extension("statement", getter=_spacy_statement)


def _spacy_statement(span: Any) -> Any:
    held = (span.doc.user_data.get(KEY) or {}).get("statements", ())
    return next((one for one in held if one["id"] == span.id_), None)
