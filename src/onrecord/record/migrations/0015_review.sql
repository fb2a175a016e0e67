-- Review: what is still to be decided about, and what each reviewer made of it.
--
-- `reviewed` is derived from the log of decisions, as `decided` is, and can be made again: the number of the latest
-- decision of each person about a statement as it was read, in every version and reading in which it is the same. What
-- holds is told by `decided` alone. `put_off` is no verdict and proves nothing: a reviewer comes back to it at the end.

CREATE TABLE reviewed (
    statement INTEGER NOT NULL REFERENCES statements (sequence) ON DELETE CASCADE,
    who TEXT NOT NULL,
    decision INTEGER NOT NULL,
    PRIMARY KEY (statement, who)
) WITHOUT ROWID;
CREATE INDEX reviewed_by_who ON reviewed (who);

CREATE TABLE put_off (
    who TEXT NOT NULL CHECK (who <> ''),
    statement INTEGER NOT NULL REFERENCES statements (sequence) ON DELETE CASCADE,
    PRIMARY KEY (who, statement)
) WITHOUT ROWID;
CREATE INDEX put_off_by_statement ON put_off (statement);

-- The most doubtful first, with all that the queue asks of them, so that rows are read only of those on a page.
CREATE INDEX proposals_by_confidence
ON statements (confidence, sequence, version, reading, speaker_kind, when_start, corrects) WHERE corrects IS NULL;

-- The same for each actor: an index over two tables. Derived, and kept with `appearances`.
CREATE TABLE appearances_by_confidence (
    actor INTEGER NOT NULL,
    confidence REAL NOT NULL,
    statement INTEGER NOT NULL,
    PRIMARY KEY (actor, confidence, statement)
) WITHOUT ROWID;
INSERT INTO appearances_by_confidence (actor, confidence, statement)
SELECT DISTINCT appearances.actor, statements.confidence, statements.sequence
FROM appearances JOIN statements ON statements.sequence = appearances.statement WHERE statements.corrects IS NULL
ORDER BY 1, 2, 3;
CREATE TRIGGER appearances_ranked AFTER INSERT ON appearances BEGIN
    INSERT INTO appearances_by_confidence (actor, confidence, statement)
    SELECT new.actor, confidence, sequence FROM statements WHERE sequence = new.statement AND corrects IS NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER appearances_unranked AFTER DELETE ON appearances BEGIN
    DELETE FROM appearances_by_confidence WHERE actor = old.actor AND statement = old.statement
        AND confidence = (SELECT confidence FROM statements WHERE sequence = old.statement);
END;

-- What the newest readings of the latest versions found. CROSS JOIN keeps the order of the tables: that of the index.
CREATE VIEW latest_proposals AS
SELECT
    statements.sequence, statements.confidence, statements.version, statements.reading, latest.article,
    statements.speaker_kind, statements.when_start
FROM statements CROSS JOIN latest ON latest.version = statements.version
WHERE statements.corrects IS NULL AND statements.reading = coalesce(
    (SELECT found FROM rereadings WHERE rereadings.version = statements.version ORDER BY number DESC LIMIT 1), 1
);

-- Articles that somebody accepted as a whole.
CREATE VIEW accepted_articles AS
SELECT articles.sequence AS article, held_decisions.who
FROM held_decisions JOIN articles ON articles.id = held_decisions.id
WHERE held_decisions.subject = 'article' AND held_decisions.verdict = 'accept';
