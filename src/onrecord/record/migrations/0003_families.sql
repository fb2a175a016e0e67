-- Families: which statements report one utterance.
--
-- Facts, added and never changed: `comparisons`, one for each version in the order of the versions, which tell by which
-- rules its statements were compared. What persons decide about pairs are rows of `decisions` with the subject "family".
-- All else is derived from the statements of the latest versions and these decisions, and can be made again: `originals`
-- are statements without their copies (the same words in the same paragraph, by the same speaker, taken over by one
-- article after another), with the one that was published first; `original_keys` finds those worth comparing; `edges`
-- are what a comparison of two statements found, and depend on these two only; `meanings` are embeddings of texts; `families` and
-- `family_originals` are the result.

CREATE TABLE comparisons (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    version INTEGER NOT NULL UNIQUE REFERENCES versions (sequence),
    rules TEXT NOT NULL
);

-- The first is the one that was published earlier.
CREATE TABLE edges (
    first INTEGER NOT NULL REFERENCES statements (sequence),
    second INTEGER NOT NULL REFERENCES statements (sequence),
    relation TEXT NOT NULL CHECK (relation IN ('verbatim', 'shortened', 'altered', 'paraphrase', 'repeat')),
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    PRIMARY KEY (first, second),
    CHECK (first <> second)
) WITHOUT ROWID;
CREATE INDEX edges_by_second ON edges (second, first);

CREATE TABLE originals (
    sequence INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE CHECK (length(key) = 16), -- of words, paragraph and speaker
    speakers TEXT NOT NULL, -- JSON array: what the names of its speakers have in common with other names of theirs
    stems INTEGER NOT NULL, -- how many words of content
    first INTEGER REFERENCES statements (sequence), -- published first; NULL where no latest version has it any more
    rank TEXT, -- of that statement, by which the first is found
    article TEXT, -- its article's id
    day INTEGER -- of publication, counted from the year 1
);

CREATE TABLE copies ( -- all statements of the latest versions
    statement INTEGER PRIMARY KEY REFERENCES statements (sequence),
    original INTEGER NOT NULL REFERENCES originals (sequence),
    version INTEGER NOT NULL REFERENCES versions (sequence)
);
CREATE INDEX copies_by_original ON copies (original, statement);
CREATE INDEX copies_by_version ON copies (version);

CREATE TABLE original_keys (
    key INTEGER NOT NULL,
    original INTEGER NOT NULL REFERENCES originals (sequence),
    PRIMARY KEY (key, original)
) WITHOUT ROWID;

CREATE TABLE meanings (
    text INTEGER PRIMARY KEY, -- a hash of the words that are embedded
    model TEXT NOT NULL,
    embedding BLOB NOT NULL -- 16-bit floating-point numbers
);

-- Those of at least two statements.
CREATE TABLE families (
    id TEXT PRIMARY KEY,
    first INTEGER NOT NULL REFERENCES statements (sequence),
    originals INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    outlets INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX families_by_size ON families (articles, statements, id);

CREATE TABLE family_originals (
    original INTEGER PRIMARY KEY REFERENCES originals (sequence),
    family TEXT NOT NULL REFERENCES families (id)
);
CREATE INDEX family_originals_by_family ON family_originals (family);

CREATE TRIGGER comparisons_stay BEFORE UPDATE ON comparisons BEGIN SELECT RAISE (ABORT, 'comparisons are never changed'); END;
CREATE TRIGGER comparisons_remain BEFORE DELETE ON comparisons BEGIN SELECT RAISE (ABORT, 'comparisons are never removed'); END;
