-- Actors: who speaks, and for whom, across articles.
--
-- Facts, added and never changed: `actors`; `casts`, one for each version, with its `appearances` (who stands behind a
-- speaker's or principal's name); `imports` with their names, roles and identifiers; `joins`, made without asking when
-- an import names somebody who was there. Merges and splits by persons are rows of `decisions`. Who is who now follows
-- from these rows in their order (actors_joined.py). `actor_names` and `actor_roles` are derived from them and can be
-- made again.
-- Appearances are part of the digest of their cast; names, roles and identifiers of that of their import.

-- The kinds of entries are no longer listed here, because each stage that keeps rows adds some; `verify` finds one that
-- nothing stands behind. SQLite changes a CHECK only by making the table again. The rows go out and come back within
-- one transaction, with their sequences, and the rows that refer to them are checked at its end.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE entries_before AS SELECT sequence, kind, digest, added_at FROM entries;
DROP TABLE entries;
CREATE TABLE entries (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice
    kind TEXT NOT NULL CHECK (kind <> ''),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    added_at TEXT NOT NULL -- ISO 8601, UTC
);
INSERT INTO entries (sequence, kind, digest, added_at)
SELECT sequence, kind, digest, added_at FROM entries_before ORDER BY sequence;
DROP TABLE entries_before;
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE (ABORT, 'entries are never changed'); END;
CREATE TRIGGER entries_remain BEFORE DELETE ON entries BEGIN SELECT RAISE (ABORT, 'entries are never removed'); END;

-- The day of publication where it is one: a page may call "soon" its date, and no row is refused for it.
CREATE VIEW days AS
SELECT sequence AS version,
    CASE WHEN published GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]*' THEN date (substr(published, 1, 10)) END AS day
FROM versions;

CREATE TABLE actors (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (name <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'group', 'document', 'unnamed')),
    source TEXT NOT NULL CHECK (source IN ('article', 'import', 'split'))
);

-- One for each version, in the order of the versions, also where nobody speaks.
CREATE TABLE casts (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    version INTEGER NOT NULL UNIQUE REFERENCES versions (sequence)
);

CREATE TABLE appearances (
    statement INTEGER NOT NULL REFERENCES statements (sequence),
    part TEXT NOT NULL CHECK (part IN ('speaker', 'principal')),
    position INTEGER NOT NULL, -- of the name among several: "Ana Duarte; Rui Braga"
    name TEXT NOT NULL,
    actor INTEGER NOT NULL REFERENCES actors (sequence),
    PRIMARY KEY (statement, part, position)
) WITHOUT ROWID;
CREATE INDEX appearances_by_actor ON appearances (actor, statement);

-- The last import of an actor from a data set holds; those from other data sets stand beside it.
CREATE TABLE imports (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    actor INTEGER NOT NULL REFERENCES actors (sequence),
    dataset TEXT NOT NULL
);
CREATE INDEX imports_by_actor ON imports (actor, dataset, sequence);

CREATE TABLE imported_names (
    import INTEGER NOT NULL REFERENCES imports (sequence),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (import, position)
) WITHOUT ROWID;

CREATE TABLE imported_roles (
    import INTEGER NOT NULL REFERENCES imports (sequence),
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    organization TEXT,
    start TEXT, -- YYYY-MM-DD
    "end" TEXT,
    PRIMARY KEY (import, position)
) WITHOUT ROWID;

CREATE TABLE imported_identifiers (
    import INTEGER NOT NULL REFERENCES imports (sequence),
    scheme TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (import, scheme)
) WITHOUT ROWID;
CREATE INDEX imported_identifiers_by_value ON imported_identifiers (value);

CREATE TABLE joins (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    actor INTEGER NOT NULL UNIQUE REFERENCES actors (sequence),
    "into" INTEGER NOT NULL REFERENCES actors (sequence),
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    CHECK (actor <> "into")
);

CREATE TABLE actor_names (
    sequence INTEGER PRIMARY KEY,
    actor INTEGER NOT NULL REFERENCES actors (sequence),
    name TEXT NOT NULL,
    block TEXT, -- what names that may be joined have in common; NULL where the name never is
    family TEXT, -- what names that may be proposed have in common
    UNIQUE (actor, name)
);
CREATE INDEX actor_names_by_block ON actor_names (block, actor) WHERE block IS NOT NULL;
CREATE INDEX actor_names_by_family ON actor_names (family, actor) WHERE family IS NOT NULL;

-- The roles that articles give, by the actor to whom a split moved them or who appeared; from which day to which.
CREATE TABLE actor_roles (
    actor INTEGER NOT NULL REFERENCES actors (sequence),
    title TEXT NOT NULL,
    start TEXT, -- YYYY-MM-DD
    "end" TEXT,
    PRIMARY KEY (actor, title)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE actor_names_index USING fts5 (
    name, content = 'actor_names', content_rowid = 'sequence', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER actor_names_indexed AFTER INSERT ON actor_names BEGIN
    INSERT INTO actor_names_index (rowid, name) VALUES (new.sequence, new.name);
END;

CREATE TRIGGER actors_stay BEFORE UPDATE ON actors BEGIN SELECT RAISE (ABORT, 'actors are never changed'); END;
CREATE TRIGGER actors_remain BEFORE DELETE ON actors BEGIN SELECT RAISE (ABORT, 'actors are never removed'); END;
CREATE TRIGGER casts_stay BEFORE UPDATE ON casts BEGIN SELECT RAISE (ABORT, 'casts are never changed'); END;
CREATE TRIGGER casts_remain BEFORE DELETE ON casts BEGIN SELECT RAISE (ABORT, 'casts are never removed'); END;
CREATE TRIGGER appearances_stay BEFORE UPDATE ON appearances BEGIN SELECT RAISE (ABORT, 'appearances are never changed'); END;
CREATE TRIGGER appearances_remain BEFORE DELETE ON appearances BEGIN SELECT RAISE (ABORT, 'appearances are never removed'); END;
CREATE TRIGGER imports_stay BEFORE UPDATE ON imports BEGIN SELECT RAISE (ABORT, 'imports are never changed'); END;
CREATE TRIGGER imports_remain BEFORE DELETE ON imports BEGIN SELECT RAISE (ABORT, 'imports are never removed'); END;
CREATE TRIGGER imported_names_stay BEFORE UPDATE ON imported_names BEGIN SELECT RAISE (ABORT, 'imported names are never changed'); END;
CREATE TRIGGER imported_names_remain BEFORE DELETE ON imported_names BEGIN SELECT RAISE (ABORT, 'imported names are never removed'); END;
CREATE TRIGGER imported_roles_stay BEFORE UPDATE ON imported_roles BEGIN SELECT RAISE (ABORT, 'imported roles are never changed'); END;
CREATE TRIGGER imported_roles_remain BEFORE DELETE ON imported_roles BEGIN SELECT RAISE (ABORT, 'imported roles are never removed'); END;
CREATE TRIGGER imported_identifiers_stay BEFORE UPDATE ON imported_identifiers BEGIN SELECT RAISE (ABORT, 'imported identifiers are never changed'); END;
CREATE TRIGGER imported_identifiers_remain BEFORE DELETE ON imported_identifiers BEGIN SELECT RAISE (ABORT, 'imported identifiers are never removed'); END;
CREATE TRIGGER joins_stay BEFORE UPDATE ON joins BEGIN SELECT RAISE (ABORT, 'joins are never changed'); END;
CREATE TRIGGER joins_remain BEFORE DELETE ON joins BEGIN SELECT RAISE (ABORT, 'joins are never removed'); END;
