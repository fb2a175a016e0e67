-- What statements are about, in numbers, by which those about a question are found among a million (positions/embedding.py).
-- A row is of statements whose sequences follow each other, as those of one reading do: of the first, and then of each,
-- one byte a number. All are derived, by `model`, and can be made again; the next writer makes those that are missing.

CREATE TABLE embeddings (
    first INTEGER PRIMARY KEY REFERENCES statements (sequence) ON DELETE CASCADE,
    model TEXT NOT NULL,
    vectors BLOB NOT NULL
);
