-- What a language model as second reader makes of what the first one proposed. It changes no proposal: where the two
-- differ, persons are asked first.
--
-- Facts, added and never changed. Like a stance, an opinion is of a statement's id; `start` and "end" are the place in
-- the text of its version where the words stand that show it, and `shown` are these words; all three are NULL only for
-- "unrelated", which no words show. `words` is a hash of what was asked about, `read_with` the model.

CREATE TABLE second_stances (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    question INTEGER NOT NULL REFERENCES questions (sequence),
    statement TEXT NOT NULL, -- the id
    words TEXT NOT NULL,
    label TEXT NOT NULL CHECK (label IN ('supports', 'opposes', 'open', 'neutral', 'unrelated')),
    start INTEGER CHECK (start >= 0),
    "end" INTEGER CHECK ("end" > start),
    shown TEXT CHECK (shown <> ''),
    read_with TEXT NOT NULL,
    CHECK ((start IS NULL) = ("end" IS NULL) AND (start IS NULL) = (shown IS NULL)),
    CHECK (start IS NOT NULL OR label = 'unrelated')
);
CREATE INDEX second_stances_by_question ON second_stances (question, statement, read_with, sequence);
CREATE INDEX second_stances_by_statement ON second_stances (statement);

-- The last of each question, statement and model.
CREATE VIEW standing_second_stances AS
SELECT sequence, question, statement, words, label, start, "end", shown, read_with FROM second_stances
WHERE sequence = (
    SELECT max(sequence) FROM second_stances AS later
    WHERE later.question = second_stances.question AND later.statement = second_stances.statement
        AND later.read_with = second_stances.read_with
);

-- Who said a statement ("speaker"), or when ("when"): `told` is a mention of the speaker, or the day as YYYY-MM-DD. Both
-- are words of the text or follow from them. `agrees` tells whether that is what had been read. It is an opinion about
-- the readings before it: those that come later have not been asked about.
CREATE TABLE second_readings (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    statement TEXT NOT NULL, -- the id
    part TEXT NOT NULL CHECK (part IN ('speaker', 'when')),
    told TEXT NOT NULL CHECK (told <> ''),
    agrees INTEGER NOT NULL CHECK (agrees IN (0, 1)),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    shown TEXT NOT NULL CHECK (shown <> ''),
    read_with TEXT NOT NULL
);
CREATE INDEX second_readings_by_statement ON second_readings (statement, part, read_with, sequence);
CREATE INDEX second_readings_that_differ ON second_readings (statement) WHERE agrees = 0;

CREATE VIEW standing_second_readings AS
SELECT sequence, statement, part, told, agrees, start, "end", shown, read_with FROM second_readings
WHERE sequence = (
    SELECT max(sequence) FROM second_readings AS later
    WHERE later.statement = second_readings.statement AND later.part = second_readings.part
        AND later.read_with = second_readings.read_with
);

CREATE TRIGGER second_stances_stay BEFORE UPDATE ON second_stances
BEGIN SELECT RAISE (ABORT, 'second stances are never changed'); END;
CREATE TRIGGER second_stances_remain BEFORE DELETE ON second_stances WHEN old.sequence NOT IN (SELECT entry FROM removed)
BEGIN SELECT RAISE (ABORT, 'second stances are never removed'); END;
CREATE TRIGGER second_readings_stay BEFORE UPDATE ON second_readings
BEGIN SELECT RAISE (ABORT, 'second readings are never changed'); END;
CREATE TRIGGER second_readings_remain BEFORE DELETE ON second_readings
WHEN old.sequence NOT IN (SELECT entry FROM removed)
BEGIN SELECT RAISE (ABORT, 'second readings are never removed'); END;
