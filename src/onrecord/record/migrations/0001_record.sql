-- The record. Rows are added and never changed or removed: the triggers at the end refuse it. The one exception is
-- `latest`, which is derived (the newest version of each article) and can be made again from `versions`, as can the
-- two full text indexes.
--
-- `entries` is the log that all lasting rows share: one growing sequence, and a digest of the row's content that does
-- not depend on the sequence (see digests.py). A later migration can chain the digests of `entries` in its order.
-- `contents` needs no entry, its key is its digest; `blocks` and `spans` are part of the digest of their version or
-- statement.

PRAGMA application_id = 1332630117; -- "OnRe"

CREATE TABLE migrations (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL, -- of the migration's file
    applied_at TEXT NOT NULL
);

CREATE TABLE entries (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice
    kind TEXT NOT NULL CHECK (kind IN ('article', 'version', 'statement', 'sighting', 'failure', 'decision')),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    added_at TEXT NOT NULL -- ISO 8601, UTC
);

CREATE TABLE contents (
    sha256 TEXT PRIMARY KEY,
    length INTEGER NOT NULL, -- of the bytes before compression
    compressed BLOB NOT NULL -- zlib
);

CREATE TABLE articles (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    id TEXT NOT NULL UNIQUE,
    url TEXT
);
CREATE INDEX articles_by_url ON articles (url) WHERE url IS NOT NULL;

CREATE TABLE versions (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    article INTEGER NOT NULL REFERENCES articles (sequence),
    number INTEGER NOT NULL CHECK (number >= 1),
    bytes_sha256 TEXT NOT NULL REFERENCES contents (sha256),
    media_type TEXT NOT NULL, -- as which the bytes were read
    text TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    headline TEXT,
    authors TEXT NOT NULL, -- JSON array of strings
    outlet TEXT,
    published TEXT, -- ISO 8601, as precise as the source
    published_signal TEXT,
    modified TEXT,
    modified_signal TEXT,
    language TEXT, -- ISO 639-1
    reason TEXT, -- why no statements were read, where none were
    read_with TEXT NOT NULL, -- the reader and its version
    UNIQUE (article, number),
    CHECK ((published IS NULL) = (published_signal IS NULL)),
    CHECK ((modified IS NULL) = (modified_signal IS NULL))
);
CREATE INDEX versions_by_bytes ON versions (bytes_sha256);
CREATE INDEX versions_by_day ON versions (coalesce(substr(published, 1, 10), ''));

CREATE TABLE latest (
    article INTEGER PRIMARY KEY REFERENCES articles (sequence),
    version INTEGER NOT NULL UNIQUE REFERENCES versions (sequence)
);

CREATE VIEW readings AS -- every version with its article
SELECT
    versions.sequence AS version, articles.id, articles.url, versions.number, versions.bytes_sha256,
    versions.media_type, versions.text, versions.text_sha256, versions.headline, versions.authors, versions.outlet,
    versions.published, versions.published_signal, versions.modified, versions.modified_signal, versions.language,
    versions.reason, versions.read_with
FROM versions JOIN articles ON articles.sequence = versions.article;

CREATE TABLE blocks (
    version INTEGER NOT NULL REFERENCES versions (sequence),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('headline', 'subhead', 'paragraph', 'caption', 'quote', 'note')),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    PRIMARY KEY (version, position)
) WITHOUT ROWID;

CREATE TABLE statements (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    version INTEGER NOT NULL REFERENCES versions (sequence),
    position INTEGER NOT NULL, -- in reading order, from 0
    id TEXT NOT NULL, -- of text and spans; two articles with one text share it
    kind TEXT NOT NULL CHECK (kind IN ('said', 'held')),
    type TEXT NOT NULL CHECK (type IN ('direct', 'mixed', 'indirect')),
    quote TEXT NOT NULL, -- the content parts joined by one space
    speaker_name TEXT,
    speaker_kind TEXT CHECK (speaker_kind IN ('person', 'organization', 'group', 'document', 'unnamed')),
    speaker_role TEXT,
    speaker_mention TEXT,
    principal_name TEXT,
    principal_kind TEXT CHECK (principal_kind IN ('person', 'organization', 'group', 'document', 'unnamed')),
    principal_role TEXT,
    principal_mention TEXT,
    addressee TEXT,
    venue TEXT,
    when_start TEXT, -- YYYY-MM-DD
    when_end TEXT,
    when_text TEXT,
    when_rule TEXT,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    UNIQUE (version, position),
    CHECK ((speaker_name IS NULL) = (speaker_kind IS NULL)),
    CHECK ((principal_name IS NULL) = (principal_kind IS NULL))
);
CREATE INDEX statements_by_id ON statements (id);

CREATE TABLE spans (
    statement INTEGER NOT NULL REFERENCES statements (sequence),
    role TEXT NOT NULL CHECK (role IN ('content', 'cue', 'source')),
    position INTEGER NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    PRIMARY KEY (statement, role, position)
) WITHOUT ROWID;

-- Bytes that were read again and held nothing new, so that they need not be read a third time.
CREATE TABLE sightings (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    bytes_sha256 TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL REFERENCES versions (sequence)
);

-- The last row of an origin holds; without a reason it says that the origin was read after all.
CREATE TABLE failures (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    origin TEXT NOT NULL,
    reason TEXT
);
CREATE INDEX failures_by_origin ON failures (origin, sequence);

-- The last row of a subject holds. `id` is not a foreign key: some subjects have no table of their own.
CREATE TABLE decisions (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    subject TEXT NOT NULL,
    id TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'edit')),
    change TEXT, -- JSON object: what an edit sets, by field
    who TEXT NOT NULL CHECK (who <> ''),
    CHECK ((verdict = 'edit') = (change IS NOT NULL))
);
CREATE INDEX decisions_by_subject ON decisions (subject, id, sequence);

-- Porter's stemmer, because only English is read and "sending troops" must find "send troops"; diacritics removed,
-- because "Munoz" is typed more often than "Muñoz" is meant. Names are checked word by word besides (searching.py).
CREATE VIRTUAL TABLE statements_index USING fts5 (
    quote, speaker_name, speaker_role, principal_name, addressee, venue,
    content = 'statements', content_rowid = 'sequence', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER statements_indexed AFTER INSERT ON statements BEGIN
    INSERT INTO statements_index (rowid, quote, speaker_name, speaker_role, principal_name, addressee, venue)
    VALUES (new.sequence, new.quote, new.speaker_name, new.speaker_role, new.principal_name, new.addressee, new.venue);
END;

CREATE VIRTUAL TABLE articles_index USING fts5 (
    headline, text,
    content = 'versions', content_rowid = 'sequence', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER versions_indexed AFTER INSERT ON versions BEGIN
    INSERT INTO articles_index (rowid, headline, text) VALUES (new.sequence, new.headline, new.text);
END;

CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE (ABORT, 'entries are never changed'); END;
CREATE TRIGGER entries_remain BEFORE DELETE ON entries BEGIN SELECT RAISE (ABORT, 'entries are never removed'); END;
CREATE TRIGGER contents_stay BEFORE UPDATE ON contents BEGIN SELECT RAISE (ABORT, 'contents are never changed'); END;
CREATE TRIGGER contents_remain BEFORE DELETE ON contents BEGIN SELECT RAISE (ABORT, 'contents are never removed'); END;
CREATE TRIGGER articles_stay BEFORE UPDATE ON articles BEGIN SELECT RAISE (ABORT, 'articles are never changed'); END;
CREATE TRIGGER articles_remain BEFORE DELETE ON articles BEGIN SELECT RAISE (ABORT, 'articles are never removed'); END;
CREATE TRIGGER versions_stay BEFORE UPDATE ON versions BEGIN SELECT RAISE (ABORT, 'versions are never changed'); END;
CREATE TRIGGER versions_remain BEFORE DELETE ON versions BEGIN SELECT RAISE (ABORT, 'versions are never removed'); END;
CREATE TRIGGER blocks_stay BEFORE UPDATE ON blocks BEGIN SELECT RAISE (ABORT, 'blocks are never changed'); END;
CREATE TRIGGER blocks_remain BEFORE DELETE ON blocks BEGIN SELECT RAISE (ABORT, 'blocks are never removed'); END;
CREATE TRIGGER statements_stay BEFORE UPDATE ON statements BEGIN SELECT RAISE (ABORT, 'statements are never changed'); END;
CREATE TRIGGER statements_remain BEFORE DELETE ON statements BEGIN SELECT RAISE (ABORT, 'statements are never removed'); END;
CREATE TRIGGER spans_stay BEFORE UPDATE ON spans BEGIN SELECT RAISE (ABORT, 'spans are never changed'); END;
CREATE TRIGGER spans_remain BEFORE DELETE ON spans BEGIN SELECT RAISE (ABORT, 'spans are never removed'); END;
CREATE TRIGGER sightings_stay BEFORE UPDATE ON sightings BEGIN SELECT RAISE (ABORT, 'sightings are never changed'); END;
CREATE TRIGGER sightings_remain BEFORE DELETE ON sightings BEGIN SELECT RAISE (ABORT, 'sightings are never removed'); END;
CREATE TRIGGER failures_stay BEFORE UPDATE ON failures BEGIN SELECT RAISE (ABORT, 'failures are never changed'); END;
CREATE TRIGGER failures_remain BEFORE DELETE ON failures BEGIN SELECT RAISE (ABORT, 'failures are never removed'); END;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE (ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions BEGIN SELECT RAISE (ABORT, 'decisions are never removed'); END;
