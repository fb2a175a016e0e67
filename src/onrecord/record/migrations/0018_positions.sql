-- Questions, and what was made of statements about them.
--
-- Facts, added and never changed: `questions`, as they were asked first; `stances`, what a model made of a statement and
-- a question. Of a question and a statement the last stance holds, earlier ones stay. It is a judgement of words, and
-- therefore of a statement's id, which its text and places make: another reading, version or address in which the
-- statement has the same id needs none of its own. Who holds the position follows from the appearances of actors.
--
-- What persons change in a question, and how they code a statement, are rows of `decisions` with the subjects "question"
-- and "position"; the id of a position is those of question and statement, and of one actor where it is about that one
-- alone, apart by "/". `coded` is derived: the ids that a statement about which was decided so has in the versions of
-- its articles.

CREATE TABLE questions (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL CHECK (text <> ''),
    description TEXT CHECK (description <> ''),
    synonyms TEXT NOT NULL, -- JSON array of strings
    seeds TEXT NOT NULL, -- JSON array of ids of statements
    since TEXT, -- YYYY-MM-DD
    who TEXT NOT NULL CHECK (who <> '')
);

CREATE TABLE stances (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    question INTEGER NOT NULL REFERENCES questions (sequence),
    statement TEXT NOT NULL, -- the id
    words TEXT NOT NULL, -- a hash of all that was judged
    label TEXT NOT NULL CHECK (label IN ('supports', 'opposes', 'open', 'neutral', 'unrelated')),
    scores TEXT NOT NULL, -- JSON array: of each label, in this order
    relevance REAL, -- how surely it is about the question, where that was told
    read_with TEXT NOT NULL -- the model
);
CREATE INDEX stances_by_question ON stances (question, statement, sequence, label);
CREATE INDEX stances_by_statement ON stances (statement, question, sequence);

-- The last of each question and statement.
CREATE VIEW standing_stances AS
SELECT sequence, question, statement, words, label, scores, relevance, read_with FROM stances
WHERE sequence = (
    SELECT max(sequence) FROM stances AS later
    WHERE later.question = stances.question AND later.statement = stances.statement
);

CREATE TABLE coded (
    question INTEGER NOT NULL REFERENCES questions (sequence),
    statement TEXT NOT NULL, -- the id
    decision INTEGER NOT NULL, -- the number
    PRIMARY KEY (question, statement, decision)
) WITHOUT ROWID;
CREATE INDEX coded_by_statement ON coded (statement);
CREATE INDEX coded_by_decision ON coded (decision);

CREATE TRIGGER questions_stay BEFORE UPDATE ON questions BEGIN SELECT RAISE (ABORT, 'questions are never changed'); END;
CREATE TRIGGER questions_remain BEFORE DELETE ON questions BEGIN SELECT RAISE (ABORT, 'questions are never removed'); END;
CREATE TRIGGER stances_stay BEFORE UPDATE ON stances BEGIN SELECT RAISE (ABORT, 'stances are never changed'); END;
CREATE TRIGGER stances_remain BEFORE DELETE ON stances WHEN old.sequence NOT IN (SELECT entry FROM removed)
BEGIN SELECT RAISE (ABORT, 'stances are never removed'); END;
