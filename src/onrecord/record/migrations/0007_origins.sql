-- How the bytes of each version came, and of each later sight of them: rows made before have none. `claimed` is the
-- address that the bytes name where nothing confirms it.

ALTER TABLE versions ADD COLUMN origin TEXT CHECK (origin IN ('fetched', 'file', 'standard input'));
ALTER TABLE versions ADD COLUMN place TEXT; -- the address after redirects, or the path
ALTER TABLE versions ADD COLUMN claimed TEXT;

DROP VIEW readings;
CREATE VIEW readings AS -- every version with its article
SELECT
    versions.sequence AS version, articles.id, articles.url, versions.number, versions.bytes_sha256,
    versions.media_type, versions.text, versions.text_sha256, versions.headline, versions.authors, versions.outlet,
    versions.published, versions.published_signal, versions.modified, versions.modified_signal, versions.language,
    versions.reason, versions.read_with, versions.origin, versions.place, versions.claimed
FROM versions JOIN articles ON articles.sequence = versions.article;

-- The same bytes may be seen in several articles, and first in a file and then at their address.
CREATE TABLE sights (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    bytes_sha256 TEXT NOT NULL,
    version INTEGER NOT NULL REFERENCES versions (sequence),
    origin TEXT CHECK (origin IN ('fetched', 'file', 'standard input')),
    place TEXT,
    claimed TEXT
);
INSERT INTO sights (sequence, bytes_sha256, version) SELECT sequence, bytes_sha256, version FROM sightings;
DROP TABLE sightings;
ALTER TABLE sights RENAME TO sightings;
CREATE INDEX sightings_by_bytes ON sightings (bytes_sha256);
CREATE INDEX sightings_by_version ON sightings (version);
CREATE TRIGGER sightings_stay BEFORE UPDATE ON sightings BEGIN SELECT RAISE (ABORT, 'sightings are never changed'); END;
CREATE TRIGGER sightings_remain BEFORE DELETE ON sightings BEGIN SELECT RAISE (ABORT, 'sightings are never removed'); END;

-- A version is its article's own where it was fetched, then or later; the others are copies that name its address.
CREATE VIEW own_versions AS
SELECT sequence AS version, article FROM versions
WHERE origin = 'fetched'
    OR EXISTS (SELECT 1 FROM sightings WHERE sightings.version = versions.sequence AND sightings.origin = 'fetched');

-- What all addresses of an article have in common, by which it is found again; NULL for articles that are not known by
-- their address. It is derived: the next writer makes what is missing.
CREATE TABLE article_keys (
    article INTEGER PRIMARY KEY REFERENCES articles (sequence),
    key TEXT
);
CREATE INDEX article_keys_by_key ON article_keys (key, article) WHERE key IS NOT NULL;

-- What is watched is kept without the name and password that an address may hold.
UPDATE OR REPLACE watched
SET url = substr(url, 1, instr(url, '//') + 1)
    || substr(substr(url, instr(url, '//') + 2), instr(substr(url, instr(url, '//') + 2), '@') + 1)
WHERE instr(substr(url, instr(url, '//') + 2), '@')
    BETWEEN 1 AND instr(substr(url, instr(url, '//') + 2) || '/', '/') - 1;
UPDATE watched
SET found_in = substr(found_in, 1, instr(found_in, '//') + 1)
    || substr(substr(found_in, instr(found_in, '//') + 2), instr(substr(found_in, instr(found_in, '//') + 2), '@') + 1)
WHERE instr(substr(found_in, instr(found_in, '//') + 2), '@')
    BETWEEN 1 AND instr(substr(found_in, instr(found_in, '//') + 2) || '/', '/') - 1;
