"""A `.dna` file as a database: any that Discourse Network Analyzer 3 wrote, and those of a later form, in which
variables belong to statement types by roles.

What cannot be taken, such as a coding whose span its document does not have, is a failure with its reason; the rest
goes on. The file is opened for reading only.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from onrecord.exports.annotations.utf16 import Utf16
from onrecord.exports.dna.values import (
    DATA_TYPES,
    Coder,
    Coding,
    Colour,
    Database,
    Document,
    Entity,
    Regex,
    StatementType,
    Value,
    Variable,
)
from onrecord.model import Failure
from onrecord.problems.exchange import NotDna

_MAGIC = b"SQLite format 3\x00"
_NEEDED = ("CODERS", "DOCUMENTS", "STATEMENTTYPES", "VARIABLES", "STATEMENTS")
_EPOCH = datetime(1970, 1, 1)
"""DNA's times have no zone."""
_TABLES = "SELECT upper(name) FROM sqlite_master WHERE type = 'table'"
_VERSION = "SELECT Value FROM SETTINGS WHERE Property = 'version'"
_CODERS = "SELECT ID, Name, Red, Green, Blue FROM CODERS ORDER BY ID"
_REGEXES = "SELECT Label, Red, Green, Blue FROM REGEXES ORDER BY rowid"
_TYPES = "SELECT ID, Label, Red, Green, Blue FROM STATEMENTTYPES ORDER BY ID"
_DOCUMENTS = """
SELECT ID, Title, Text, Coder, Author, Source, Section, Notes, Type, Date FROM DOCUMENTS ORDER BY ID
"""
_CODINGS = "SELECT ID, StatementTypeId, DocumentId, Start, Stop, Coder FROM STATEMENTS ORDER BY ID"
# By the number that the rows of values carry, with the variable that entities name.
_VARIABLES = "SELECT ID, StatementTypeId, Variable, DataType, ID FROM VARIABLES ORDER BY ID"
_VARIABLES_BY_ROLE = """
SELECT ROLEVARIABLELINKS.ID, StatementTypeId, RoleName, DataType, VariableId
FROM ROLEVARIABLELINKS JOIN ROLES ON ROLES.ID = RoleId JOIN VARIABLES ON VARIABLES.ID = VariableId
ORDER BY StatementTypeId, Position, ROLEVARIABLELINKS.ID
"""
_VALUES = (
    "SELECT StatementId, VariableId, Value FROM DATABOOLEAN ORDER BY ID",
    "SELECT StatementId, VariableId, Value FROM DATAINTEGER ORDER BY ID",
    "SELECT StatementId, VariableId, Value FROM DATALONGTEXT ORDER BY ID",
    """
    SELECT StatementId, DATASHORTTEXT.VariableId, Value FROM DATASHORTTEXT JOIN ENTITIES ON ENTITIES.ID = Entity
    ORDER BY DATASHORTTEXT.ID
    """,
)
_VALUES_BY_ROLE = (
    "SELECT StatementId, RoleVariableLinkId, Value FROM DATABOOLEAN ORDER BY ID",
    "SELECT StatementId, RoleVariableLinkId, Value FROM DATAINTEGER ORDER BY ID",
    "SELECT StatementId, RoleVariableLinkId, Value FROM DATALONGTEXT ORDER BY ID",
    """
    SELECT StatementId, RoleVariableLinkId, Value FROM DATASHORTTEXT JOIN ENTITIES ON ENTITIES.ID = Entity
    ORDER BY DATASHORTTEXT.ID
    """,
)
_ENTITIES = "SELECT ID, VariableId, Value, Red, Green, Blue FROM ENTITIES WHERE Value != '' ORDER BY ID"
_ATTRIBUTES = """
SELECT EntityId, AttributeVariable, AttributeValue FROM ATTRIBUTEVALUES
JOIN ATTRIBUTEVARIABLES ON ATTRIBUTEVARIABLES.ID = AttributeVariableId
WHERE AttributeValue != '' ORDER BY ATTRIBUTEVALUES.ID
"""
_KEPT_DOCUMENTS = "SELECT ID, Kept FROM ONRECORD_DOCUMENTS"
_KEPT_CODINGS = "SELECT ID, Kept FROM ONRECORD_STATEMENTS"
_KEPT_ENTITIES = "SELECT ID, Kept FROM ONRECORD_ENTITIES"
_Row = tuple[Any, ...]


def read_dna(path: Path) -> Database:
    """All of the file. Raises NotDna where it is something else, or damaged."""
    _check_file(path)
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
    try:
        return _Reading(path, connection).database()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise _damaged(path, error) from error
    except (TypeError, ValueError, OverflowError) as error:
        raise NotDna(path, f"a table holds what its column cannot ({error})") from error
    finally:
        connection.close()


def _check_file(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise NotDna(path, f"it cannot be read ({error.strerror})", "Check the name and its permissions.") from error
    if head != _MAGIC:
        found = "it is empty" if not head else "it is no SQLite file"
        raise NotDna(path, found)


def _damaged(path: Path, error: Exception) -> NotDna:
    told = str(error)
    if "decode" in told.lower():
        return NotDna(path, "a text in it is not in UTF-8", "Open it in DNA 3 and save it under a new name.")
    if "no such column" in told or "no such table" in told:
        return NotDna(path, f"its tables are of another form ({told})")
    return NotDna(path, f"it is damaged or was cut off ({told})", "Copy it again, while DNA does not have it open.")


class _Reading:
    """One file, and what its numbers stand for."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._tables = {str(name) for (name,) in connection.execute(_TABLES)}
        self._check_tables()
        self._by_role = "ROLEVARIABLELINKS" in self._tables
        self._coders = {number: Coder(str(name), _colour(colour)) for number, name, *colour in self._rows(_CODERS)}
        self._labels = {number: str(label) for number, label, *_ in self._rows(_TYPES)}
        self._failures: list[Failure] = []
        self._variables: dict[int, tuple[str, Variable]] = {}
        self._of_entities: dict[int, list[tuple[str, str]]] = {}
        for number, of, name, kind, variable in self._rows(_VARIABLES_BY_ROLE if self._by_role else _VARIABLES):
            if of in self._labels and kind in DATA_TYPES:
                self._variables[number] = self._labels[of], Variable(str(name), kind)
                self._of_entities.setdefault(variable, []).append((self._labels[of], str(name)))

    def database(self) -> Database:
        """All that the file holds."""
        documents = tuple(self._documents())
        regexes = self._rows(_REGEXES, table="REGEXES")
        return Database(
            documents=documents,
            codings=tuple(self._codings({one.number: Utf16(one.text) for one in documents})),
            coders=tuple(self._coders.values()),
            types=tuple(self._types()),
            entities=tuple(self._entities()),
            regexes=tuple(Regex(str(label), _colour(colour)) for label, *colour in regexes),
            failures=tuple(self._failures),
        )

    def _check_tables(self) -> None:
        if {"VERSIONS", "MIGRATIONS"} <= self._tables:
            hint = "Give it with --record; `onrecord export` writes a .dna file of it."
            raise NotDna(self._path, "it is a record of Onrecord", hint)
        missing = [name for name in _NEEDED if name not in self._tables]
        if missing:
            raise NotDna(self._path, f"it has no table {missing[0]}")
        version = next((str(value) for (value,) in self._rows(_VERSION, table="SETTINGS")), "3")
        if version.startswith("2") or "ATTRIBUTES" in self._tables:
            raise NotDna(self._path, f"version {version} of DNA wrote it", "Import it into a new database of DNA 3.")

    def _rows(self, sql: str, *, table: str | None = None) -> Iterator[_Row]:
        """The rows; none where the table is missing that not every file has."""
        return iter(()) if table and table not in self._tables else iter(self._connection.execute(sql))

    def _kept(self, sql: str, table: str) -> dict[int, str]:
        return {number: str(kept) for number, kept in self._rows(sql, table=table)}

    def _types(self) -> Iterator[StatementType]:
        for _, label, *colour in self._rows(_TYPES):
            own = (variable for of, variable in self._variables.values() if of == label)
            # A role may be filled by several variables.
            variables = {one.name: one for one in own}
            yield StatementType(str(label), tuple(variables.values()), _colour(colour))

    def _documents(self) -> Iterator[Document]:
        kept = self._kept(_KEPT_DOCUMENTS, "ONRECORD_DOCUMENTS")
        for number, title, text, coder, *others, seconds in self._rows(_DOCUMENTS):
            try:
                date = _EPOCH + timedelta(seconds=seconds)
            except OverflowError:
                self._fail(f"document {number}", f"its date, {seconds} seconds after 1970, is beyond all calendars")
                continue
            author, source, section, notes, kind = (str(one or "") for one in others)
            told = {"author": author, "source": source, "section": section, "notes": notes, "type": kind}
            yield Document(
                number, str(title or ""), str(text or ""), date, self._coder(coder), **told, kept=kept.get(number)
            )

    def _codings(self, texts: Mapping[int, Utf16]) -> Iterator[Coding]:
        kept = self._kept(_KEPT_CODINGS, "ONRECORD_STATEMENTS")
        values: dict[int, list[tuple[str, Value]]] = {}
        for number, (_, variable), value in self._values():
            values.setdefault(number, []).append((variable.name, value))
        for number, of, document, start, stop, coder in self._rows(_CODINGS):
            text = texts.get(document)
            if of not in self._labels or text is None:
                self._fail(f"statement {number}", "its document or its statement type is missing")
            elif not 0 <= start < stop <= text.length:
                self._fail(f"statement {number}", f"its span, {start} to {stop}, does not fit document {document}")
            else:
                own = tuple(values.get(number, ()))
                span = text.span(start, stop)
                yield Coding(number, self._labels[of], document, span, self._coder(coder), own, kept.get(number))

    def _values(self) -> Iterator[tuple[int, tuple[str, Variable], Value]]:
        """Values that are not empty, in the order of the variables."""
        found = [row for sql in (_VALUES_BY_ROLE if self._by_role else _VALUES) for row in self._rows(sql)]
        order = {number: place for place, number in enumerate(self._variables)}
        for coding, variable, value in sorted((row for row in found if row[1] in order), key=lambda row: order[row[1]]):
            if value is not None and value != "":
                told = self._variables[variable]
                yield coding, told, str(value) if told[1].kind.endswith("text") else int(value)

    def _entities(self) -> Iterator[Entity]:
        kept = self._kept(_KEPT_ENTITIES, "ONRECORD_ENTITIES")
        attributes: dict[int, list[tuple[str, str]]] = {}
        for number, name, value in self._rows(_ATTRIBUTES, table="ATTRIBUTEVALUES"):
            attributes.setdefault(number, []).append((str(name), str(value)))
        for number, variable, value, *colour in self._rows(_ENTITIES, table="ENTITIES"):
            own = tuple(attributes.get(number, ()))
            for of, name in self._of_entities.get(variable, ()):
                yield Entity(of, name, str(value), _colour(colour), own, kept.get(number))

    def _coder(self, number: int | None) -> str:
        known = self._coders.get(number) if number is not None else None
        return known.name if known else f"coder {number}"

    def _fail(self, what: str, reason: str) -> None:
        self._failures.append(Failure(f"{self._path}, {what}", f"It was skipped: {reason}."))


def _colour(parts: Sequence[int | None]) -> Colour:
    red, green, blue = ((part or 0) & 255 for part in parts)
    return (red, green, blue)
