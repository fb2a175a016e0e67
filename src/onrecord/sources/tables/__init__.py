"""Tables of articles (CSV and its kin): a row an article, the columns told by their names.

A row is stored by itself, as a JSON object of its cells, and is so proved like any other JSON. Rows are read one after
the other, however large the table is. A broken row becomes a Failure that names it, and the rest goes on: what an
unclosed quotation mark swallowed is given back and read again.

Tables of articles in Parquet, a batch of rows at a time. The library is an extra: it is ten times as large as all
the rest of this program.
"""

import base64
import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from typing import Any, BinaryIO

from onrecord.model import Failure, Loaded
from onrecord.problems import StageFailed
from onrecord.problems.sources import BadRow, InputTooLarge, NotATable, NoTextColumn, ParquetMissing, SourceProblem
from onrecord.sources.encoding import LIMIT, check_bytes, marked_encoding
from onrecord.sources.tables.columns import (
    Columns,
    addresses,
    cell_time,
    column_order,
    known,
    printable_name,
    recognised,
)
from onrecord.sources.tables.jsonl import article_of, stored
from onrecord.sources.times import DateOrder
from onrecord.stages import stage

Row = dict[str, object]
Numbered = tuple[int, Row | str]
"""The number of a row, and the row, or why it is none."""
Tell = Callable[[str], object]

HEAD = 65_536
"""Bytes at the beginning by which the form of a table is told."""
_DELIMITERS = ",\t;|"
_SAMPLE = 200
"""Rows by which the columns are told apart and the order of their dates is found."""
_SAMPLED = 8_000_000
"""Characters after which fewer rows have to do."""
_LONGEST_NAME = 60
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_READ_AGAIN = 5 * LIMIT
"""Characters in all that are given back after broken rows: a table of broken rows must not be read over and over."""
_REST_OF_BROKEN = "its quotation marks do not match, or a line end is missing"


@dataclass(frozen=True, slots=True)
class Form:
    """How a table is written: between its cells, around them, and before a quotation mark inside one."""

    delimiter: str
    quoted: bool = True
    escape: str | None = None

    def reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """The rows of these lines. It is strict: a row with stray quotation marks is an error, no other text."""
        # The limit is the process's; nobody else reads cells that must be short.
        csv.field_size_limit(max(csv.field_size_limit(), LIMIT))
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quoting=csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE,
            escapechar=self.escape,
            doublequote=self.escape is None,
            strict=True,
        )


def is_table(head: bytes) -> bool:
    """Whether bytes begin like a table of articles: a first line that names a column of texts and another one, and a
    row with as many cells."""
    lines = characters(head)
    form = _form(lines)
    names = _first(lines, form)
    named = all(len(name) <= _LONGEST_NAME for name in names) and known(names) > {"text"}
    return named and (len(head) == HEAD or _sound(lines, form) > 1)


def read_table(
    stream: BinaryIO, *, origin: str, published: str | None = None, tell: Tell | None = None
) -> Iterator[Loaded | Failure]:
    """An article for each row of a table in text.

    Raises EmptyInput, BinaryInput, and NoTextColumn where no column holds articles."""
    head = stream.read(HEAD)
    check_bytes(head)
    encoding = marked_encoding(head)
    text = io.TextIOWrapper(
        io.BufferedReader(Following(head, stream)),
        encoding=encoding or "utf-8",
        errors="replace" if encoding else "surrogateescape",
        newline="",
    )
    lines = characters(head)
    form = _form(lines)
    rows = _rows(_Lines(text, skip=1 if _SEPARATOR_LINE.match(lines) else 0), form)
    _, header = next(rows, (1, []))
    if isinstance(header, str):
        raise NoTextColumn([], reason=header)
    names = _unique(header)
    yield from articles(names, _named(names, rows), origin=origin, published=published, tell=tell)


def articles(
    names: Sequence[str], rows: Iterator[Numbered], *, origin: str, published: str | None, tell: Tell | None
) -> Iterator[Loaded | Failure]:
    """The article of each row. The first rows, which are looked at together, tell what the columns hold.

    Raises NoTextColumn."""
    sample = list(_sample(rows))
    read = [row for _, row in sample if not isinstance(row, str)]
    columns = recognised(names, read)
    if columns is None:
        raise NoTextColumn([printable_name(name) for name in names], addresses=addresses(names))
    date_column = columns.first("published")
    order = column_order(row.get(date_column) for row in read) if date_column else None
    if tell is not None:
        counted = f" ({order})" if order and date_column else ""
        tell(f"{shown(origin)} is read as articles: {columns.told(published=counted)}.")
    undated: list[tuple[int, str]] = []
    for number, row in chain(sample, rows):
        written = row.get(date_column) if date_column and isinstance(row, dict) else None
        if written is not None and published is None and cell_time(written, order=order) is None:
            undated.append((number, printable_name(str(written))))
        yield _article(number, row, columns=columns, order=order, origin=origin, published=published)
    if undated and tell is not None:
        tell(_told_undated(undated, origin=origin))


def _article(
    number: int, row: Row | str, *, columns: Columns, order: DateOrder | None, origin: str, published: str | None
) -> Loaded | Failure:
    place = f"{origin}, row {number}"
    try:
        if isinstance(row, str):
            raise BadRow(row)
        if not any(row.get(name) for name in columns.names["text"]):
            raise BadRow(f"`{columns.names['text'][-1]}` is empty")
        content = stored(row)
        if len(content) > LIMIT:
            raise InputTooLarge(len(content), LIMIT)
        with stage("parsing the input", passing=(SourceProblem,)):
            loaded = article_of(row, content, columns=columns, order=order, published=published)
    except (SourceProblem, StageFailed) as problem:
        return Failure(place, str(problem))
    return replace(loaded, origin=place)


def shown(origin: str) -> str:
    """An input as it is named to a person."""
    return "Standard input" if origin == "-" else origin


def _told_undated(undated: Sequence[tuple[int, str]], *, origin: str) -> str:
    number, written = undated[0]
    name = shown(origin)
    which = f"row {number} of {name}" if len(undated) == 1 else f"{len(undated):,} rows of {name}"
    return (
        f"The date of {which} is ambiguous ({written!r} in row {number}) and was left out. Write it as 2024-03-01, "
        f"or give --published."
    )


def _sample(rows: Iterator[Numbered]) -> Iterator[Numbered]:
    length = 0
    for number, row in islice(rows, _SAMPLE):
        yield number, row
        length += len(row) if isinstance(row, str) else sum(len(str(cell)) for cell in row.values())
        if length > _SAMPLED:
            return


def characters(head: bytes) -> str:
    """The beginning of a table, where it is no matter what single letters are."""
    encoding = marked_encoding(head)
    return head.decode(encoding or "utf-8", errors="replace" if encoding else "surrogateescape")


def _unique(header: Sequence[str]) -> list[str]:
    """The names of the columns; empty ones at the end are no columns, and one that comes again is numbered."""
    cells = [_repaired(cell).strip() for cell in header]
    while cells and not cells[-1]:
        cells.pop()
    names: list[str] = []
    for number, cell in enumerate(cells, start=1):
        name = cell or f"column {number}"
        names.append(f"{name} ({number})" if name in names else name)
    return names


def _named(names: Sequence[str], rows: Iterator[tuple[int, list[str] | str]]) -> Iterator[Numbered]:
    """The rows with the names of their cells. Empty cells are left out."""
    texts = [place for place, name in enumerate(names) if "text" in known([name])]
    for number, cells in rows:
        if isinstance(cells, str):
            yield number, cells
        elif any(cell.strip() for cell in cells[len(names) :]):
            yield number, f"it has {len(cells)} cells, and the table has {len(names)} columns"
        elif len(cells) < len(names) and not any(place < len(cells) - 1 for place in texts):
            # Spreadsheets leave out empty cells at the end; a row that ends within its text was cut there.
            yield number, f"it ends after {len(cells)} of {len(names)} cells"
        else:
            filled = ((name, _cell(cell)) for name, cell in zip(names, cells, strict=False))
            yield number, {name: cell for name, cell in filled if cell}


def _cell(cell: str) -> str:
    return _repaired(cell).replace("\r\n", "\n").replace("\r", "\n").strip()


def _repaired(cell: str) -> str:
    """Bytes that are not UTF-8 are Windows-1252, as spreadsheets of English write it."""
    if cell.isascii() or not any("\udc80" <= character <= "\udcff" for character in cell):
        return cell
    return cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _rows(lines: "_Lines", form: Form) -> Iterator[tuple[int, list[str] | str]]:
    """The rows with their numbers, as a spreadsheet counts them, or why a stretch of lines is none.

    After a broken row what follows is part of it until there is a row with as many cells as the first one."""
    reader = form.reader(lines)
    number, width, broken = 1, 0, ""
    while True:
        lines.begin_row()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            broken = broken or f"{_REST_OF_BROKEN} ({error})"
            lines.give_back()
            continue
        if broken and (cells is None or len(cells) == width):
            yield number, broken
            number, broken = number + 1, ""
        if cells is None:
            return
        if cells and not broken:
            yield number, cells
            width = width or len(cells)
            number += 1


class _Lines:
    """The lines of a table. Those of the row under way can be given back, all but the first."""

    def __init__(self, file: io.TextIOBase, *, skip: int = 0) -> None:
        self._file = file
        self._back: deque[str] = deque()
        self._row: list[str] = []
        self._length = 0
        self._again = _READ_AGAIN
        for _ in range(skip):
            file.readline()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else self._file.readline(LIMIT + 1)
        if not line:
            raise StopIteration
        self._row.append(line)
        self._length += len(line)
        if self._length > LIMIT:
            raise csv.Error("it has no end")
        return line

    def begin_row(self) -> None:
        """What was taken up to now belongs to rows that are done."""
        self._row, self._length = [], 0

    def give_back(self) -> None:
        """Read all lines of the row but the first again."""
        if self._again >= self._length:
            self._again -= self._length
            self._back.extendleft(reversed(self._row[1:]))
        self.begin_row()


class Following(io.RawIOBase):
    """Bytes that were read already, and the stream they were read from. Closing it leaves the stream open."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The next bytes."""
        data = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def _form(head: str) -> Form:
    """The delimiter that makes most known columns of the first line, and the way of quoting that breaks fewest rows."""
    separator = _SEPARATOR_LINE.match(head)
    rest = head[separator.end() :] if separator else head
    delimiters = separator[1] if separator and separator[1] in _DELIMITERS else _DELIMITERS
    best = max(delimiters, key=lambda delimiter: _promise(rest, Form(delimiter)))
    ways = [Form(best)]
    if '\\"' in rest:
        ways.append(Form(best, escape="\\"))
    if best == "\t":
        ways.append(Form(best, quoted=False))
    return max(ways, key=lambda form: _sound(rest, form))


def _promise(head: str, form: Form) -> tuple[int, int]:
    names = _first(head, form)
    return len(known(names)), len(names)


def _first(head: str, form: Form) -> list[str]:
    try:
        return next(form.reader(io.StringIO(head, newline="")), [])
    except csv.Error:
        return []


def _sound(head: str, form: Form) -> int:
    """How many rows of the beginning have as many cells as the first; the last may be cut."""
    width, sound = len(_first(head, form)), 0
    for _, cells in _rows(_Lines(io.StringIO(head, newline="")), form):
        sound += not isinstance(cells, str) and len(cells) == width
    return sound


_BATCH = 256
"""Rows that are held at once."""
_DEEPEST = 8


def read_parquet(
    file: BinaryIO, *, origin: str, published: str | None = None, tell: Tell | None = None
) -> Iterator[Loaded | Failure]:
    """An article for each row. Raises ParquetMissing, NotATable and NoTextColumn."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise ParquetMissing from None
    try:
        table = ParquetFile(file)
        names = list(table.schema_arrow.names)
        yield from articles(names, _rows_of_batches(table), origin=origin, published=published, tell=tell)
    except (ArrowException, OSError, NotImplementedError) as error:
        raise NotATable(" ".join(str(error).split())[:200]) from error


def _rows_of_batches(table: Any) -> Iterator[Numbered]:
    # The names of the columns stand in no row: the first row of the table is row 1.
    number = 0
    for batch in table.iter_batches(batch_size=_BATCH):
        for row in batch.to_pylist():
            number += 1
            yield number, {name: plain for name, cell in row.items() if (plain := _plain(cell)) not in (None, "")}


def _plain(cell: Any, depth: int = 0) -> Any:
    """A cell as JSON has it; None for what holds nothing."""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").strip()
    if isinstance(cell, float):
        return cell if cell - cell == 0 else None  # neither infinite nor no number
    if cell is None or isinstance(cell, bool | int):
        return cell
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return str(cell)
    if isinstance(cell, bytes):
        return base64.b64encode(cell).decode("ascii")
    if depth < _DEEPEST and isinstance(cell, Mapping):
        return {str(name): _plain(part, depth + 1) for name, part in cell.items()}
    if depth < _DEEPEST and isinstance(cell, list | tuple):
        return [_plain(part, depth + 1) for part in cell]
    return str(cell)
