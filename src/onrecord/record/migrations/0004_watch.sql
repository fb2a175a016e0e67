-- What `onrecord watch` knows of the addresses it reads again and again. It says nothing of articles, proves nothing
-- and is written over: without it, watching begins anew.

CREATE TABLE watched (
    url TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('feed', 'article')),
    found_in TEXT, -- the feed that named it
    etag TEXT, -- what the server gave with the last answer, to be asked whether anything changed since
    last_modified TEXT,
    first_seen TEXT NOT NULL, -- ISO 8601, UTC
    reads INTEGER NOT NULL CHECK (reads >= 0), -- that succeeded
    failures INTEGER NOT NULL CHECK (failures >= 0), -- in a row
    due TEXT -- when it is to be read next; NULL: never again
) WITHOUT ROWID;
CREATE INDEX watched_by_due ON watched (due) WHERE due IS NOT NULL;
