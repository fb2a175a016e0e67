-- The keys of originals by month and day, so that those of a month are found, and stand, together, without going through
-- those of all years; runs of words stand there a second time under their speaker, to be found at any distance. All of it
-- is derived: the next writer makes it again.

DROP TABLE original_keys;
CREATE TABLE original_keys (
    key INTEGER NOT NULL, -- below 2 ** 46 a month and a hash, from there on a hash
    day INTEGER NOT NULL, -- of the original's publication, counted from the year 1; 0 where it has none
    original INTEGER NOT NULL REFERENCES originals (sequence),
    PRIMARY KEY (key, day, original)
) WITHOUT ROWID;
ALTER TABLE originals ADD COLUMN persons INTEGER; -- whether its speakers are persons by name
