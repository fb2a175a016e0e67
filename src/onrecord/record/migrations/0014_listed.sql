-- Statements as they are listed, searched and counted: those that hold, or were rejected, in the newest reading of the
-- latest version of each article, with what filters ask for. A row is a tenth of that of `statements`, so that hundred
-- thousands of them are gone through in the time of a page. It is derived: the triggers keep it in step, and `listable`
-- is what it must be.
--
-- `day` is that of publication, '' where there is none. `said_from` and `said_to` are the days of the utterance or, if
-- they are unknown, of publication.

CREATE TABLE listed (
    statement INTEGER PRIMARY KEY REFERENCES statements (sequence) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    day TEXT NOT NULL,
    said_from TEXT,
    said_to TEXT,
    kind TEXT NOT NULL,
    type TEXT NOT NULL,
    act TEXT,
    negated INTEGER,
    standing TEXT NOT NULL,
    outlet TEXT,
    venue TEXT
);

CREATE VIEW listable AS
SELECT
    statements.sequence AS statement, statements.version, statements.position,
    coalesce(substr(versions.published, 1, 10), '') AS day,
    coalesce(statements.when_start, substr(versions.published, 1, 10)) AS said_from,
    coalesce(statements.when_end, substr(versions.published, 1, 10)) AS said_to,
    statements.kind, statements.type, statements.act, statements.negated, statements.standing, versions.outlet,
    statements.venue
FROM latest
JOIN versions ON versions.sequence = latest.version
JOIN read_statements AS statements ON statements.version = latest.version
WHERE statements.standing IN ('held', 'rejected');

INSERT INTO listed SELECT * FROM listable ORDER BY statement;
CREATE INDEX listed_by_version ON listed (version);
CREATE INDEX listed_by_day ON listed (day DESC, version DESC, position);
CREATE INDEX listed_by_outlet ON listed (outlet, day DESC, version DESC, position);
CREATE INDEX versions_changed ON versions (sequence) WHERE number > 1;

CREATE TRIGGER latest_listed AFTER INSERT ON latest BEGIN
    INSERT INTO listed SELECT * FROM listable WHERE version = new.version ORDER BY statement;
END;
CREATE TRIGGER latest_relisted AFTER UPDATE ON latest BEGIN
    DELETE FROM listed WHERE version = old.version;
    DELETE FROM listed WHERE version = new.version;
    INSERT INTO listed SELECT * FROM listable WHERE version = new.version ORDER BY statement;
END;
CREATE TRIGGER latest_unlisted AFTER DELETE ON latest BEGIN
    DELETE FROM listed WHERE version = old.version;
END;
CREATE TRIGGER rereadings_listed AFTER INSERT ON rereadings
WHEN EXISTS (SELECT 1 FROM latest WHERE version = new.version) BEGIN
    DELETE FROM listed WHERE version = new.version;
    INSERT INTO listed SELECT * FROM listable WHERE version = new.version ORDER BY statement;
END;
CREATE TRIGGER statements_listed AFTER INSERT ON statements
WHEN EXISTS (SELECT 1 FROM latest WHERE version = new.version) BEGIN
    INSERT INTO listed SELECT * FROM listable WHERE version = new.version AND statement = new.sequence;
END;
CREATE TRIGGER statements_relisted AFTER UPDATE OF act, negated ON statements BEGIN
    UPDATE listed SET act = new.act, negated = new.negated WHERE statement = new.sequence;
END;
CREATE TRIGGER decided_listed AFTER INSERT ON decided BEGIN
    DELETE FROM listed WHERE statement = new.statement;
    INSERT INTO listed SELECT * FROM listable
    WHERE version = (SELECT version FROM statements WHERE sequence = new.statement) AND statement = new.statement;
END;
CREATE TRIGGER decided_relisted AFTER UPDATE ON decided BEGIN
    DELETE FROM listed WHERE statement = new.statement;
    INSERT INTO listed SELECT * FROM listable
    WHERE version = (SELECT version FROM statements WHERE sequence = new.statement) AND statement = new.statement;
END;
CREATE TRIGGER decided_unlisted AFTER DELETE ON decided BEGIN
    DELETE FROM listed WHERE statement = old.statement;
    INSERT INTO listed SELECT * FROM listable
    WHERE version = (SELECT version FROM statements WHERE sequence = old.statement) AND statement = old.statement;
END;

-- Searches that are asked again and again. They say nothing of articles, prove nothing, and are written over.
CREATE TABLE searches (
    name TEXT PRIMARY KEY CHECK (name <> ''),
    query TEXT NOT NULL, -- JSON object: what `search` is asked
    who TEXT NOT NULL CHECK (who <> ''),
    created TEXT NOT NULL, -- ISO 8601, UTC
    seen INTEGER NOT NULL -- the last entry when its hits were last looked at
) WITHOUT ROWID;
