"""Records as earlier formats had them, made from records of today."""

import sqlite3


def without_origins(connection: sqlite3.Connection) -> None:
    """Take out what formats 7 and 8 added."""
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


def without_acts(connection: sqlite3.Connection) -> None:
    """Take out what format 8 added."""
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
