"""Records as earlier formats had them, made from records of today."""

import gzip
import json
import sqlite3
from pathlib import Path

from onrecord.record.rows import Row, statement_digest

FORMAT_8 = Path(__file__).parent / "fixtures" / "records" / "format_8.record.gz"
"""A record as the last version of format 8 wrote it: two reports of one utterance, a hearing, an official statement."""
_SPEAKERS = """
SELECT statement, part, json_group_array(json_array(name, kind, role, mention)) FROM (
    SELECT * FROM statement_speakers ORDER BY statement, part, position
) GROUP BY statement, part
"""
_ROWS = """
SELECT statements.sequence, statements.position, entries.digest, statements.id, statements.kind, type, quote,
    speaker_name, speaker_kind, speaker_role, speaker_mention, principal_name, principal_kind, principal_role,
    principal_mention, addressee, venue, when_start, when_end, when_text, when_rule, confidence
FROM statements JOIN entries ON entries.sequence = statements.version
"""
_SPANS = 'SELECT role, position, start, "end" FROM spans WHERE statement = ? ORDER BY role, position'
_READINGS = """
CREATE VIEW readings AS
SELECT
    versions.sequence AS version, articles.id, articles.url, versions.number, versions.bytes_sha256,
    versions.media_type, versions.text, versions.text_sha256, versions.headline, versions.authors, versions.outlet,
    versions.published, versions.published_signal, versions.modified, versions.modified_signal, versions.language,
    versions.reason, versions.read_with, versions.origin, versions.place, versions.claimed
FROM versions JOIN articles ON articles.sequence = versions.article
"""
_GUARDED = ("contents", "versions", "blocks", "statements", "statement_speakers", "spans", "sightings", "actors",
            "appearances", "decisions", "casts", "comparisons")  # fmt: skip
_LISTING = ("latest_listed", "latest_relisted", "latest_unlisted", "rereadings_listed", "statements_listed",
            "statements_relisted", "decided_listed", "decided_relisted", "decided_unlisted")  # fmt: skip
_NEVER_CHANGED = "BEGIN SELECT RAISE (ABORT, '{} are never changed'); END"


def of_format_8(path: Path) -> Path:
    """A record of format 8 in a file of its own."""
    path.write_bytes(gzip.decompress(FORMAT_8.read_bytes()))
    return path


def without_origins(connection: sqlite3.Connection) -> None:
    """Take out what formats 7 to 10 added."""
    without_acts(connection)
    for statement in (
        "DROP VIEW own_versions",
        "DROP VIEW readings",
        "DROP TABLE article_keys",
        "ALTER TABLE versions DROP COLUMN origin",
        "ALTER TABLE versions DROP COLUMN place",
        "ALTER TABLE versions DROP COLUMN claimed",
        "CREATE VIEW readings AS SELECT versions.* FROM versions",
        "CREATE TABLE seen AS SELECT sequence, bytes_sha256, version FROM sightings",
        "DROP TABLE sightings",
        "CREATE TABLE sightings (sequence INTEGER PRIMARY KEY, bytes_sha256 TEXT NOT NULL UNIQUE, version INTEGER)",
        "INSERT INTO sightings SELECT * FROM seen",
        "DROP TABLE seen",
        "PRAGMA user_version = 0",
        "DELETE FROM migrations WHERE number >= 7",
    ):
        connection.execute(statement)


def copy_of_format_7(path: Path, copy: Path) -> Path:
    """A copy of a record of today without acts and rows of speakers."""
    copy.write_bytes(path.read_bytes())
    connection = sqlite3.connect(copy)
    without_acts(connection)
    connection.commit()
    connection.close()
    return copy


def without_acts(connection: sqlite3.Connection) -> None:
    """Take out what formats 8 to 10 added."""
    without_speakers(connection)
    for statement in (
        "DROP TRIGGER statements_stay",
        "DROP TRIGGER statements_stay_but_act",
        "DROP INDEX statements_without_act",
        "ALTER TABLE statements DROP COLUMN act",
        "ALTER TABLE statements DROP COLUMN negated",
        "CREATE TRIGGER statements_stay BEFORE UPDATE ON statements "
        "BEGIN SELECT RAISE (ABORT, 'statements are never changed'); END",
        "DELETE FROM migrations WHERE number >= 8",
    ):
        connection.execute(statement)


def without_questions(connection: sqlite3.Connection) -> None:
    """Take out what formats 17 to 19 added."""
    for statement in (
        "DROP VIEW standing_second_stances",
        "DROP VIEW standing_second_readings",
        "DROP TABLE second_stances",
        "DROP TABLE second_readings",
        "DROP VIEW standing_stances",
        "DROP TABLE coded",
        "DROP TABLE stances",
        "DROP TABLE questions",
        "DROP TABLE embeddings",
        "DELETE FROM migrations WHERE number >= 17",
    ):
        connection.execute(statement)


def without_decisions(connection: sqlite3.Connection) -> None:
    """Take out what formats 11 to 19 added; there must not be corrections, or decisions that were taken back."""
    without_questions(connection)
    connection.execute("ALTER TABLE actor_names RENAME COLUMN joining_key TO block")
    connection.execute("ALTER TABLE actor_names RENAME COLUMN proposing_key TO family")
    (given_names,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'given_names'").fetchone()
    for statement in (
        "DROP VIEW accepted_articles",
        "DROP VIEW latest_proposals",
        "DROP TRIGGER appearances_ranked",
        "DROP TRIGGER appearances_unranked",
        "DROP TABLE appearances_by_confidence",
        "DROP INDEX proposals_by_confidence",
        "DROP TABLE put_off",
        "DROP TABLE reviewed",
        "DROP TABLE searches",
        "DROP VIEW listable",
        "DROP TABLE listed",
        "DROP INDEX versions_changed",
        *(f"DROP TRIGGER {name}" for name in _LISTING),
        "DROP VIEW given_names",
        "DROP VIEW standing_statements",
        "DROP VIEW read_statements",
        "DROP VIEW held_decisions",
        "DROP TABLE decided",
        "DROP TRIGGER statements_stay_corrections",
        "DROP INDEX corrections",
        "ALTER TABLE statements DROP COLUMN corrects",
        "DROP INDEX entries_of_decisions",
        "CREATE TABLE before AS SELECT sequence, subject, id, verdict, change, who FROM decisions",
        "DROP TABLE decisions",
        "CREATE TABLE decisions (sequence INTEGER PRIMARY KEY REFERENCES entries (sequence), subject TEXT NOT NULL, "
        "id TEXT NOT NULL, verdict TEXT NOT NULL, change TEXT, who TEXT NOT NULL)",
        "INSERT INTO decisions SELECT * FROM before",
        "DROP TABLE before",
        "CREATE INDEX decisions_by_subject ON decisions (subject, id, sequence)",
        "CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions " + _NEVER_CHANGED.format("decisions"),
        "CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions "
        "BEGIN SELECT RAISE (ABORT, 'decisions are never removed'); END",
        "CREATE VIEW standing_statements AS SELECT * FROM statements",
        given_names,
        "DELETE FROM migrations WHERE number >= 11",
    ):
        connection.execute(statement)


def without_readings(connection: sqlite3.Connection) -> None:
    """Take out what formats 10 to 12 added; only first readings are left."""
    without_decisions(connection)
    for name in _GUARDED:
        connection.execute(f"DROP TRIGGER {name}_remain")
    for name in ("statements_unindexed", "versions_unindexed", "actor_names_unindexed", "statements_stay_but_act"):
        connection.execute(f"DROP TRIGGER {name}")
    for name in ("given_names", "standing_statements", "found_readings", "readings"):
        connection.execute(f"DROP VIEW {name}")
    for table, columns in (("casts", ""), ("comparisons", ", rules")):
        unique = "version INTEGER NOT NULL UNIQUE REFERENCES versions (sequence)"
        rules = ", rules TEXT NOT NULL" if columns else ""
        connection.execute(f"CREATE TABLE before (sequence INTEGER PRIMARY KEY, {unique}{rules})")
        connection.execute(f"INSERT INTO before SELECT sequence, reading{columns} FROM {table}")
        connection.execute(f"DROP TABLE {table}")
        connection.execute(f"ALTER TABLE before RENAME TO {table}")
    for statement in (
        "DROP TABLE removed",
        "DROP TABLE removals",
        "DROP TABLE rereadings",
        "ALTER TABLE statements DROP COLUMN reading",
        "ALTER TABLE versions DROP COLUMN kind",
        _READINGS,
        "CREATE TRIGGER statements_stay_but_act BEFORE UPDATE OF sequence, version ON statements "
        + _NEVER_CHANGED.format("statements"),
        "DELETE FROM migrations WHERE number >= 10",
    ):
        connection.execute(statement)
    for name in _GUARDED:
        refused = f"BEGIN SELECT RAISE (ABORT, '{name} are never removed'); END"
        connection.execute(f"CREATE TRIGGER {name}_remain BEFORE DELETE ON {name} {refused}")


def without_speakers(connection: sqlite3.Connection) -> None:
    """Take out what formats 9 and 10 added: the names of several speakers are joined again, without the places of
    words."""
    without_readings(connection)
    for trigger in ("statements_stay", "statements_stay_but_act", "entries_stay"):
        connection.execute(f"DROP TRIGGER {trigger}")
    for statement, part, found in connection.execute(_SPEAKERS).fetchall():
        columns = (f"{part}_{column} = ?" for column in ("name", "kind", "role", "mention"))
        joined = _joined(json.loads(found))
        connection.execute(f"UPDATE statements SET {', '.join(columns)} WHERE sequence = ?", (*joined, statement))
    for sequence, position, version, *row in connection.execute(_ROWS).fetchall():
        spans = connection.execute(_SPANS, (sequence,)).fetchall()
        content = statement_digest(version, position, (*row, *[None] * 9, 1), spans, ())
        connection.execute("UPDATE entries SET digest = ? WHERE sequence = ?", (content, sequence))
    for column in ("addressee_end", "addressee_start", "venue_end", "venue_start", "when_text_end", "when_text_start",
                   "occasion", "form"):  # fmt: skip
        connection.execute(f"ALTER TABLE statements DROP COLUMN {column}")
    for statement in (
        "DROP TABLE statement_speakers",
        f"CREATE TRIGGER entries_stay BEFORE UPDATE ON entries {_NEVER_CHANGED.format('entries')}",
        "CREATE TRIGGER statements_stay BEFORE UPDATE ON statements WHEN old.act IS NOT NULL "
        + _NEVER_CHANGED.format("statements"),
        "CREATE TRIGGER statements_stay_but_act BEFORE UPDATE OF sequence, version ON statements "
        + _NEVER_CHANGED.format("statements"),
        "INSERT INTO statements_index (statements_index) VALUES ('rebuild')",
        "DELETE FROM migrations WHERE number >= 9",
    ):
        connection.execute(statement)


def _joined(speakers: list[list[str | None]]) -> Row:
    names, kinds = [one[0] or "" for one in speakers], {one[1] for one in speakers}
    alone = len(speakers) == 1
    return (
        "; ".join(names),
        kinds.pop() if len(kinds) == 1 else "group",
        speakers[0][2] if alone else None,
        speakers[0][3],
    )
