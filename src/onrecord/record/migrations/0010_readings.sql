-- A version may be read again by a newer reader: its first reading is the version's own row (`read_with`, `reason`), each
-- later one a row here. Statements belong to a reading, by its number. What is shown, searched, counted and compared is
-- the newest reading of each version; what earlier ones found stays as it was, and stays proved.
--
-- `position` of a statement goes on from one reading of its version to the next, so that it is still one of a kind there.

CREATE TABLE rereadings (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    version INTEGER NOT NULL REFERENCES versions (sequence),
    number INTEGER NOT NULL CHECK (number >= 2), -- of the reading within its version
    read_with TEXT NOT NULL, -- the reader and its version
    reason TEXT, -- why no statements were read, where none were
    found INTEGER NOT NULL CHECK (found BETWEEN 1 AND number), -- the reading whose statements it found; often its own
    UNIQUE (version, number)
);

ALTER TABLE statements ADD COLUMN reading INTEGER NOT NULL DEFAULT 1 CHECK (reading >= 1);
DROP TRIGGER statements_stay_but_act;
CREATE TRIGGER statements_stay_but_act BEFORE UPDATE OF
    sequence, version, position, id, kind, type, quote, speaker_name, speaker_kind, speaker_role, speaker_mention,
    principal_name, principal_kind, principal_role, principal_mention, addressee, venue, when_start, when_end, when_text,
    when_rule, confidence, addressee_start, addressee_end, venue_start, venue_end, when_text_start, when_text_end,
    occasion, form, reading
ON statements BEGIN SELECT RAISE (ABORT, 'statements are never changed'); END;

-- What a version reports, or that it is a primary source. Before, media types said so in a parameter; they stay as they
-- are, because a digest covers them.
ALTER TABLE versions ADD COLUMN kind TEXT NOT NULL DEFAULT 'article'
    CHECK (kind IN ('article', 'transcript', 'official', 'interview'));
DROP TRIGGER versions_stay;
UPDATE versions SET kind = CASE substr(media_type, instr(media_type, '; kind=') + length('; kind='))
    WHEN 'transcript' THEN 'transcript' WHEN 'statement' THEN 'official' ELSE 'article' END
WHERE instr(media_type, '; kind=');
CREATE TRIGGER versions_stay BEFORE UPDATE ON versions BEGIN SELECT RAISE (ABORT, 'versions are never changed'); END;

-- Every reading that found statements of its own, by its entry: that of a first reading is its version's.
CREATE VIEW found_readings AS
SELECT sequence, sequence AS version, 1 AS number FROM versions
UNION ALL
SELECT sequence, version, number FROM rereadings WHERE found = number;

-- Those of the newest reading of each version.
CREATE VIEW standing_statements AS
SELECT * FROM statements
WHERE reading = coalesce(
    (SELECT found FROM rereadings WHERE rereadings.version = statements.version ORDER BY number DESC LIMIT 1), 1
);

-- What gives actors names: their own rows, unless articles only named them and none does any more; statements; imports.
CREATE VIEW given_names AS
SELECT sequence AS actor, name FROM actors WHERE source <> 'article' OR EXISTS (
    SELECT 1 FROM appearances JOIN standing_statements ON standing_statements.sequence = appearances.statement
    WHERE appearances.actor = actors.sequence
)
UNION SELECT appearances.actor, appearances.name FROM appearances
    JOIN standing_statements ON standing_statements.sequence = appearances.statement
UNION SELECT imports.actor, imported_names.name FROM imported_names JOIN imports ON imports.sequence = import;

DROP VIEW readings;
CREATE VIEW readings AS -- every version with its article, as it was read last
SELECT
    versions.sequence AS version, articles.id, articles.url, versions.number, versions.bytes_sha256,
    versions.media_type, versions.text, versions.text_sha256, versions.headline, versions.authors, versions.outlet,
    versions.published, versions.published_signal, versions.modified, versions.modified_signal, versions.language,
    CASE WHEN newest.number IS NULL THEN versions.reason ELSE newest.reason END AS reason,
    coalesce(newest.read_with, versions.read_with) AS read_with,
    versions.origin, versions.place, versions.claimed, versions.kind, coalesce(newest.found, 1) AS reading
FROM versions JOIN articles ON articles.sequence = versions.article
LEFT JOIN rereadings AS newest ON newest.version = versions.sequence AND newest.number = (
    SELECT max(number) FROM rereadings WHERE rereadings.version = versions.sequence
);

-- Casts and comparisons are of readings.
CREATE TABLE casts_of_readings (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    reading INTEGER NOT NULL UNIQUE REFERENCES entries (sequence) -- of `found_readings`
);
INSERT INTO casts_of_readings (sequence, reading) SELECT sequence, version FROM casts;
DROP TABLE casts;
ALTER TABLE casts_of_readings RENAME TO casts;

CREATE TABLE comparisons_of_readings (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    reading INTEGER NOT NULL UNIQUE REFERENCES entries (sequence), -- of `found_readings`
    rules TEXT NOT NULL
);
INSERT INTO comparisons_of_readings (sequence, reading, rules) SELECT sequence, version, rules FROM comparisons;
DROP TABLE comparisons;
ALTER TABLE comparisons_of_readings RENAME TO comparisons;

-- An article that a person took out, or let in again; the last row of an article holds. Its versions, bytes, texts and
-- statements are then deleted, as are actors whom no other article names. Their entries in the log stay: `removed` names
-- them, and the digest of the removal covers that list. Only what is named there can be deleted.
CREATE TABLE removals (
    sequence INTEGER PRIMARY KEY REFERENCES entries (sequence),
    article INTEGER NOT NULL REFERENCES articles (sequence),
    verdict TEXT NOT NULL CHECK (verdict IN ('remove', 'admit')),
    reason TEXT NOT NULL CHECK (reason <> ''),
    who TEXT NOT NULL CHECK (who <> '')
);
CREATE INDEX removals_by_article ON removals (article, sequence);

CREATE TABLE removed (
    entry INTEGER PRIMARY KEY REFERENCES entries (sequence),
    removal INTEGER NOT NULL REFERENCES removals (sequence)
);
CREATE INDEX removed_by_removal ON removed (removal);

DROP TRIGGER contents_remain;
DROP TRIGGER versions_remain;
DROP TRIGGER blocks_remain;
DROP TRIGGER statements_remain;
DROP TRIGGER statement_speakers_remain;
DROP TRIGGER spans_remain;
DROP TRIGGER sightings_remain;
DROP TRIGGER actors_remain;
DROP TRIGGER appearances_remain;
DROP TRIGGER decisions_remain;
CREATE TRIGGER contents_remain BEFORE DELETE ON contents
WHEN EXISTS (SELECT 1 FROM versions WHERE bytes_sha256 = old.sha256)
BEGIN SELECT RAISE (ABORT, 'contents are never removed'); END;
CREATE TRIGGER versions_remain BEFORE DELETE ON versions WHEN old.sequence NOT IN (SELECT entry FROM removed)
BEGIN SELECT RAISE (ABORT, 'versions are never removed'); END;
CREATE TRIGGER blocks_remain BEFORE DELETE ON blocks WHEN old.version NOT IN (SELECT entry FROM removed)
BEGIN SELECT RAISE (ABORT, 'blocks are never removed'); END;
CREATE TRIGGER statements_remain BEFORE DELETE ON statements WHEN old.sequence NOT IN (SELECT entry FROM removed)
BEGIN SELECT RAISE (ABORT, 'statements are never removed'); END;
CREATE TRIGGER statement_speakers_remain BEFORE DELETE ON statement_speakers
WHEN old.statement NOT IN (SELECT entry FROM removed)
BEGIN SELECT RAISE (ABORT, 'speakers are never removed'); END;
CREATE TRIGGER spans_remain BEFORE DELETE ON spans WHEN old.statement NOT IN (SELECT entry FROM removed)
BEGIN SELECT RAISE (ABORT, 'spans are never removed'); END;
CREATE TRIGGER sightings_remain BEFORE DELETE ON sightings WHEN old.sequence NOT IN (SELECT entry FROM removed)
BEGIN SELECT RAISE (ABORT, 'sightings are never removed'); END;
CREATE TRIGGER actors_remain BEFORE DELETE ON actors WHEN old.sequence NOT IN (SELECT entry FROM removed)
BEGIN SELECT RAISE (ABORT, 'actors are never removed'); END;
CREATE TRIGGER appearances_remain BEFORE DELETE ON appearances WHEN old.statement NOT IN (SELECT entry FROM removed)
BEGIN SELECT RAISE (ABORT, 'appearances are never removed'); END;
CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions WHEN old.sequence NOT IN (SELECT entry FROM removed)
BEGIN SELECT RAISE (ABORT, 'decisions are never removed'); END;
CREATE TRIGGER casts_stay BEFORE UPDATE ON casts BEGIN SELECT RAISE (ABORT, 'casts are never changed'); END;
CREATE TRIGGER casts_remain BEFORE DELETE ON casts WHEN old.sequence NOT IN (SELECT entry FROM removed)
BEGIN SELECT RAISE (ABORT, 'casts are never removed'); END;
CREATE TRIGGER comparisons_stay BEFORE UPDATE ON comparisons BEGIN SELECT RAISE (ABORT, 'comparisons are never changed'); END;
CREATE TRIGGER comparisons_remain BEFORE DELETE ON comparisons WHEN old.sequence NOT IN (SELECT entry FROM removed)
BEGIN SELECT RAISE (ABORT, 'comparisons are never removed'); END;
CREATE TRIGGER rereadings_stay BEFORE UPDATE ON rereadings BEGIN SELECT RAISE (ABORT, 'rereadings are never changed'); END;
CREATE TRIGGER rereadings_remain BEFORE DELETE ON rereadings WHEN old.sequence NOT IN (SELECT entry FROM removed)
BEGIN SELECT RAISE (ABORT, 'rereadings are never removed'); END;
CREATE TRIGGER removals_stay BEFORE UPDATE ON removals BEGIN SELECT RAISE (ABORT, 'removals are never changed'); END;
CREATE TRIGGER removals_remain BEFORE DELETE ON removals BEGIN SELECT RAISE (ABORT, 'removals are never removed'); END;
CREATE TRIGGER removed_stay BEFORE UPDATE ON removed BEGIN SELECT RAISE (ABORT, 'what was removed is never changed'); END;
CREATE TRIGGER removed_remain BEFORE DELETE ON removed BEGIN SELECT RAISE (ABORT, 'what was removed is never forgotten'); END;

-- What is deleted leaves the full text indexes too.
CREATE TRIGGER statements_unindexed AFTER DELETE ON statements BEGIN
    INSERT INTO statements_index (
        statements_index, rowid, quote, speaker_name, speaker_role, principal_name, addressee, venue
    ) VALUES (
        'delete', old.sequence, old.quote, old.speaker_name, old.speaker_role, old.principal_name, old.addressee,
        old.venue
    );
END;
CREATE TRIGGER versions_unindexed AFTER DELETE ON versions BEGIN
    INSERT INTO articles_index (articles_index, rowid, headline, text)
    VALUES ('delete', old.sequence, old.headline, old.text);
END;
CREATE TRIGGER actor_names_unindexed AFTER DELETE ON actor_names BEGIN
    INSERT INTO actor_names_index (actor_names_index, rowid, name) VALUES ('delete', old.sequence, old.name);
END;
