-- The keys of originals by day, so that those of a month are found without going through those of all years; runs of
-- words stand there a second time under their speaker, to be found at any distance. Keys are derived: the next writer
-- makes them again.

DROP TABLE original_keys;
CREATE TABLE original_keys (
    key INTEGER NOT NULL,
    day INTEGER NOT NULL, -- of the original's publication, counted from the year 1; 0 where it has none
    original INTEGER NOT NULL REFERENCES originals (sequence),
    PRIMARY KEY (key, day, original)
) WITHOUT ROWID;
