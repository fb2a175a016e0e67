-- The keys of originals by month first, so that what is added and looked for together stands together. They are derived:
-- the next writer makes them again.

DROP TABLE original_keys;
CREATE TABLE original_keys (
    key INTEGER NOT NULL, -- below 2 ** 46 a month and a hash, from there on a hash
    day INTEGER NOT NULL, -- of the original's publication, counted from the year 1; 0 where it has none
    original INTEGER NOT NULL REFERENCES originals (sequence),
    PRIMARY KEY (key, day, original)
) WITHOUT ROWID;
ALTER TABLE originals ADD COLUMN by_name INTEGER; -- whether its speakers are persons by name
