"""A database as a `.dna` file, which Discourse Network Analyzer 3 opens.

Everybody's password is the same, "onrecord" unless another is given: DNA asks for one, but does not encrypt the file.
DNA keeps it by Jasypt's strong password encryptor: SHA-256 of salt and password, hashed again to 100,000 times in all;
what is kept is salt and digest, in Base64.
"""

import base64
import hashlib
import hmac
import secrets
import sqlite3
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from onrecord.exports.annotations.utf16 import Utf16
from onrecord.exports.dna.values import ADMIN, BLACK, YELLOW, Coder, Coding, Colour, Database, DataType, Entity, Value
from onrecord.problems.exchange import ExportExists

PASSWORD = "onrecord"  # noqa: S105  (it keeps nothing secret: the file is not encrypted)
_TIMES, _SALT = 100_000, 16
_VERSION = {"version": "3.0.8", "date": "2022-06-16"}
"""Of DNA: that whose tables these are."""
_EPOCH = datetime(1970, 1, 1)
"""DNA's times have no zone."""
_ATTRIBUTES = ("Type", "Alias", "Notes")
"""Of entities, which DNA makes itself for each short text."""
_TABLES: Mapping[DataType, str] = {
    "short text": "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)",
    "long text": "INSERT INTO DATALONGTEXT (StatementId, VariableId, Value) VALUES (?, ?, ?)",
    "integer": "INSERT INTO DATAINTEGER (StatementId, VariableId, Value) VALUES (?, ?, ?)",
    "boolean": "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, ?, ?)",
}
_SETTING = "INSERT INTO SETTINGS (Property, Value) VALUES (?, ?)"
_CODER = "INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password) VALUES (?, ?, ?, ?, ?, ?)"
_RELATION = "INSERT INTO CODERRELATIONS (Coder, OtherCoder) VALUES (?, ?)"
_TYPE = "INSERT INTO STATEMENTTYPES (ID, Label, Red, Green, Blue) VALUES (?, ?, ?, ?, ?)"
_VARIABLE = "INSERT INTO VARIABLES (ID, Variable, DataType, StatementTypeId) VALUES (?, ?, ?, ?)"
_ENTITY = "INSERT INTO ENTITIES (ID, VariableId, Value, Red, Green, Blue) VALUES (?, ?, ?, ?, ?, ?)"
_ENTITY_KEPT = "INSERT INTO ONRECORD_ENTITIES (ID, Kept) VALUES (?, ?)"
_ATTRIBUTE = "INSERT INTO ATTRIBUTEVARIABLES (ID, VariableId, AttributeVariable) VALUES (?, ?, ?)"
_ATTRIBUTE_VALUE = "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) VALUES (?, ?, ?)"
_REGEX = "INSERT INTO REGEXES (Label, Red, Green, Blue) VALUES (?, ?, ?, ?)"
_DOCUMENT = """
INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Author, Source, Section, Notes, Type, Date)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_DOCUMENT_KEPT = "INSERT INTO ONRECORD_DOCUMENTS (ID, Kept) VALUES (?, ?)"
_CODING = "INSERT INTO STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (?, ?, ?, ?, ?, ?)"
_CODING_KEPT = "INSERT INTO ONRECORD_STATEMENTS (ID, Kept) VALUES (?, ?)"


def write_dna(path: Path, database: Database, *, password: str = PASSWORD) -> None:
    """The database as a file, whole or not at all. Texts of more than 190 characters must have been shortened, where
    DNA takes no more. Raises ExportExists, or OSError where the file cannot be written."""
    if path.exists():
        raise ExportExists(path)
    beside = Path(f"{path}.unfinished")
    beside.unlink(missing_ok=True)
    try:
        connection = _connection(beside)
        try:
            with connection:
                _Writing(connection).write(database, hashed(password))
        finally:
            connection.close()
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def storable(text: str) -> str:
    """The text, of the same length, without halves of surrogate pairs, which no file in UTF-8 can hold."""
    return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= one <= "\udfff" else one for one in text)


def _connection(path: Path) -> sqlite3.Connection:
    path.touch(exist_ok=False)  # an OSError that names the file, where the database would only say that it failed
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.executescript(files("onrecord.exports.dna").joinpath("schema.sql").read_text("utf8"))
    return connection


class _Writing:
    """The rows of one file, and the numbers that its parts were given."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._coders: dict[str, int] = {}
        self._types: dict[str, int] = {}
        self._variables: dict[tuple[str, str], tuple[int, DataType]] = {}
        self._entities: dict[tuple[int, str], int] = {}
        self._attributes: dict[tuple[int, str], int] = {}

    def write(self, database: Database, password: str) -> None:
        """All rows."""
        self._rows(_SETTING, _VERSION.items())
        self._rows(_REGEX, ((storable(one.label), *one.colour) for one in database.regexes))
        self._write_coders(database, password)
        self._write_types(database)
        self._write_attributes(database.entities)
        for entity in database.entities:
            self._entity(self._variables[entity.type, entity.variable][0], entity)
        self._write_documents(database)
        units = {one.number: Utf16(one.text) for one in database.documents}
        for coding in database.codings:
            self._write_coding(coding, units[coding.document])

    def _rows(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        self._connection.executemany(sql, rows)

    def _write_coders(self, database: Database, password: str) -> None:
        known = {one.name: one for one in database.coders}
        coders = [known.pop(ADMIN, Coder(ADMIN, YELLOW)), *known.values()]
        self._coders = {one.name: number for number, one in enumerate(coders, start=1)}
        self._rows(_CODER, ((self._coders[one.name], storable(one.name), *one.colour, password) for one in coders))
        numbers = self._coders.values()
        self._rows(_RELATION, ((one, other) for one in numbers for other in numbers if one != other))

    def _write_types(self, database: Database) -> None:
        for number, one in enumerate(database.types, start=1):
            self._types[one.label] = number
            self._rows(_TYPE, [(number, storable(one.label), *one.colour)])
            for variable in one.variables:
                place = len(self._variables) + 1
                self._variables[one.label, variable.name] = place, variable.kind
                self._rows(_VARIABLE, [(place, storable(variable.name), variable.kind, number)])

    def _write_attributes(self, entities: Iterable[Entity]) -> None:
        wanted = {
            (number, name): None
            for number, kind in self._variables.values()
            if kind == "short text"
            for name in _ATTRIBUTES
        }
        for one in entities:
            number, _ = self._variables[one.type, one.variable]
            wanted |= {(number, name): None for name, _ in one.attributes}
        self._attributes = {key: place for place, key in enumerate(wanted, start=1)}
        self._rows(_ATTRIBUTE, ((place, number, storable(name)) for (number, name), place in self._attributes.items()))

    def _entity(self, variable: int, entity: Entity) -> int:
        number = len(self._entities) + 1
        self._entities[variable, entity.value] = number
        self._rows(_ENTITY, [(number, variable, storable(entity.value), *entity.colour)])
        if entity.kept is not None:
            self._rows(_ENTITY_KEPT, [(number, entity.kept)])
        values = dict(entity.attributes)
        own = [(place, name) for (of, name), place in self._attributes.items() if of == variable]
        self._rows(_ATTRIBUTE_VALUE, ((number, place, storable(values.get(name, ""))) for place, name in own))
        return number

    def _write_documents(self, database: Database) -> None:
        for one in database.documents:
            told = (one.author, one.source, one.section, one.notes, one.type)
            title, text, *others = map(storable, (one.title, one.text, *told))
            seconds = int((one.date - _EPOCH).total_seconds())
            self._rows(_DOCUMENT, [(one.number, title, text, self._coders[one.coder], *others, seconds)])
            if one.kept is not None:
                self._rows(_DOCUMENT_KEPT, [(one.number, one.kept)])

    def _write_coding(self, coding: Coding, text: Utf16) -> None:
        place = (coding.number, self._types[coding.type], coding.document, *text.units(coding.span))
        self._rows(_CODING, [(*place, self._coders[coding.coder])])
        for (label, name), (variable, kind) in self._variables.items():
            if label == coding.type:
                self._write_values(coding.number, variable, kind, coding.all(name))
        if coding.kept is not None:
            self._rows(_CODING_KEPT, [(coding.number, coding.kept)])

    def _write_values(self, coding: int, variable: int, kind: DataType, values: tuple[Value, ...]) -> None:
        """One row: several values of a text, for which there is no room, are joined. DNA takes a text without a row for
        an error, so that a missing one is an empty one."""
        if kind in ("integer", "boolean"):
            self._rows(_TABLES[kind], ((coding, variable, value) for value in values[:1]))
            return
        text = "; ".join(map(str, values))
        value: int | str = storable(text)
        if kind == "short text":
            known = self._entities.get((variable, text))
            value = known or self._entity(variable, Entity("", "", text, _colour(text)))
        self._rows(_TABLES[kind], [(coding, variable, value)])


def _colour(value: str) -> Colour:
    """Of an entity that nobody described."""
    return BLACK if value else (255, 255, 255)


def hashed(password: str, *, salt: bytes | None = None) -> str:
    """The password as it is kept; the salt is chosen by chance where none is given."""
    salt = secrets.token_bytes(_SALT) if salt is None else salt
    digest = salt + unicodedata.normalize("NFC", password).encode()
    for _ in range(_TIMES):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode("ascii")


def matches(password: str, kept: str) -> bool:
    """Whether this is the password that was kept."""
    salt = base64.b64decode(kept)[:_SALT]
    return hmac.compare_digest(hashed(password, salt=salt), kept)
