-- Decisions that count. All decisions have one numbering, whatever they are about: the place of their entry among those
-- of decisions, which the removal of an article leaves as it is. One that is taken back stays; a row with the verdict
-- "undo" says so.
--
-- What a statement's edits make of it is a row of `statements` too, a correction, so that it is searched, counted and
-- compared as others are. It keeps id, cue, source and confidence of the proposal that it corrects, and is added where
-- that stands in a version or reading that comes later. `decided` is derived from the log, and can be made again: which
-- proposals and corrections hold.

CREATE TABLE decisions_before AS SELECT sequence, subject, id, verdict, change, who FROM decisions;
DROP TABLE decisions;
CREATE TABLE decisions (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    number INTEGER NOT NULL UNIQUE CHECK (number >= 1),
    subject TEXT NOT NULL,
    id TEXT NOT NULL, -- not a foreign key: some subjects have no table of their own
    verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'edit', 'undo')),
    change TEXT, -- JSON object: what an edit sets, by field
    who TEXT NOT NULL CHECK (who <> ''),
    note TEXT CHECK (note <> ''),
    CHECK ((verdict = 'edit') = (change IS NOT NULL)),
    CHECK ((verdict = 'undo') = (subject = 'decision'))
);
INSERT INTO decisions (sequence, number, subject, id, verdict, change, who)
SELECT sequence, row_number() OVER (ORDER BY sequence), subject, id, verdict, change, who
FROM decisions_before
WHERE subject <> 'decision'; -- nothing ever wrote one
DROP TABLE decisions_before;
CREATE INDEX decisions_by_subject ON decisions (subject, id, sequence);
CREATE INDEX entries_of_decisions ON entries (sequence) WHERE kind = 'decision';
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE (ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions WHEN old.sequence NOT IN (SELECT entry FROM removed)
BEGIN SELECT RAISE (ABORT, 'decisions are never removed'); END;

-- Those that nobody took back.
CREATE VIEW held_decisions AS
SELECT sequence, number, subject, id, verdict, change, who, note FROM decisions
WHERE verdict <> 'undo' AND NOT EXISTS (
    SELECT 1 FROM decisions AS undoing
    WHERE undoing.subject = 'decision' AND undoing.id = CAST(decisions.number AS TEXT)
);

ALTER TABLE statements ADD COLUMN corrects INTEGER REFERENCES statements (sequence);
CREATE INDEX corrections ON statements (corrects) WHERE corrects IS NOT NULL;
CREATE TRIGGER statements_stay_corrections BEFORE UPDATE OF corrects ON statements
BEGIN SELECT RAISE (ABORT, 'statements are never changed'); END;

CREATE TABLE decided (
    statement INTEGER PRIMARY KEY REFERENCES statements (sequence) ON DELETE CASCADE,
    standing TEXT NOT NULL CHECK (standing IN ('held', 'rejected', 'corrected', 'taken back')),
    decision INTEGER, -- the number of the last one that holds
    CHECK ((standing = 'taken back') = (decision IS NULL))
);

-- Those of the newest reading of each version, with their standing. A correction stands in the place of its proposal.
DROP VIEW standing_statements;
CREATE VIEW read_statements AS
SELECT
    sequence, version,
    CASE WHEN corrects IS NULL THEN position
        ELSE (SELECT position FROM statements AS proposals WHERE proposals.sequence = statements.corrects) END AS position,
    id, kind, type, quote, speaker_name, speaker_kind, speaker_role, speaker_mention, principal_name, principal_kind,
    principal_role, principal_mention, addressee, venue, when_start, when_end, when_text, when_rule, confidence, act,
    negated, addressee_start, addressee_end, venue_start, venue_end, when_text_start, when_text_end, occasion, form,
    reading, corrects,
    coalesce((SELECT standing FROM decided WHERE decided.statement = statements.sequence), 'held') AS standing
FROM statements
WHERE reading = coalesce(
    (SELECT found FROM rereadings WHERE rereadings.version = statements.version ORDER BY number DESC LIMIT 1), 1
);
CREATE VIEW standing_statements AS SELECT * FROM read_statements WHERE standing = 'held';
