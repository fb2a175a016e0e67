-- Each speaker and each principal of a statement is a row, with the places of the words that prove its role and mention;
-- venue, addressee and when have the places of theirs, and statements of one occasion its number. Places that older
-- rows did not keep are NULL.
--
-- `form` tells what the digest of a statement covers. 1: what records held before, with speakers as `speaker_name`,
-- `speaker_kind`, `speaker_role` and `speaker_mention`, principals likewise, and several names joined by "; ". 2: the
-- rows of its speakers, and all places. In rows of form 2 the columns speaker_name, speaker_role and principal_name are
-- the words of those rows, joined by "; ", for the full text index; `verify` holds them to it. speaker_kind and
-- principal_kind are then those of the first, and the rest is NULL.

CREATE TABLE statement_speakers (
    statement INTEGER NOT NULL REFERENCES statements (sequence),
    part TEXT NOT NULL CHECK (part IN ('speaker', 'principal')),
    position INTEGER NOT NULL CHECK (position >= 0), -- in the order of the article
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'group', 'document', 'unnamed')),
    role TEXT,
    role_start INTEGER CHECK (role_start >= 0),
    role_end INTEGER CHECK (role_end > role_start),
    mention TEXT,
    mention_start INTEGER CHECK (mention_start >= 0),
    mention_end INTEGER CHECK (mention_end > mention_start),
    PRIMARY KEY (statement, part, position),
    CHECK ((role_start IS NULL) = (role_end IS NULL) AND (role_start IS NULL OR role IS NOT NULL)),
    CHECK ((mention_start IS NULL) = (mention_end IS NULL) AND (mention_start IS NULL OR mention IS NOT NULL))
) WITHOUT ROWID;

ALTER TABLE statements ADD COLUMN addressee_start INTEGER CHECK (addressee_start >= 0);
ALTER TABLE statements ADD COLUMN addressee_end INTEGER CHECK (addressee_end > addressee_start);
ALTER TABLE statements ADD COLUMN venue_start INTEGER CHECK (venue_start >= 0);
ALTER TABLE statements ADD COLUMN venue_end INTEGER CHECK (venue_end > venue_start);
ALTER TABLE statements ADD COLUMN when_text_start INTEGER CHECK (when_text_start >= 0);
ALTER TABLE statements ADD COLUMN when_text_end INTEGER CHECK (when_text_end > when_text_start);
ALTER TABLE statements ADD COLUMN occasion INTEGER CHECK (occasion >= 1); -- counted within the version
ALTER TABLE statements ADD COLUMN form INTEGER NOT NULL DEFAULT 1 CHECK (form IN (1, 2));

DROP TRIGGER statements_stay_but_act;
CREATE TRIGGER statements_stay_but_act BEFORE UPDATE OF
    sequence, version, position, id, kind, type, quote, speaker_name, speaker_kind, speaker_role, speaker_mention,
    principal_name, principal_kind, principal_role, principal_mention, addressee, venue, when_start, when_end, when_text,
    when_rule, confidence, addressee_start, addressee_end, venue_start, venue_end, when_text_start, when_text_end,
    occasion, form
ON statements BEGIN SELECT RAISE (ABORT, 'statements are never changed'); END;

-- A joined name is as many names as it has between semicolons, each with what was said of all. Quoted as JSON it holds
-- no semicolon but its own, and is cut at once, however long it is.
INSERT INTO statement_speakers (statement, part, position, name, kind, role, mention)
WITH white (space) AS (
    SELECT char(9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199,
        8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288)
),
named AS (
    SELECT sequence, 'speaker' AS part, speaker_name AS name, speaker_kind AS kind, speaker_role AS role,
        speaker_mention AS mention
    FROM statements WHERE speaker_name IS NOT NULL
    UNION ALL
    SELECT sequence, 'principal', principal_name, principal_kind, principal_role, principal_mention
    FROM statements WHERE principal_name IS NOT NULL
),
pieces AS (
    SELECT sequence, part, kind, role, mention, cut.key AS at, trim(cut.value, space) AS name
    FROM named JOIN white JOIN json_each('[' || replace(json_quote(name), ';', '","') || ']') AS cut
    WHERE instr(name, ';')
)
SELECT sequence, part, row_number() OVER (PARTITION BY sequence, part ORDER BY at) - 1, name, kind, role, mention
FROM pieces WHERE name <> ''
UNION ALL
SELECT sequence, part, 0, name, kind, role, mention FROM named JOIN white
WHERE NOT instr(name, ';') OR trim(name, space || ';') = ''
ORDER BY 1, 2, 3;

CREATE TRIGGER statement_speakers_stay BEFORE UPDATE ON statement_speakers BEGIN SELECT RAISE (ABORT, 'speakers are never changed'); END;
CREATE TRIGGER statement_speakers_remain BEFORE DELETE ON statement_speakers BEGIN SELECT RAISE (ABORT, 'speakers are never removed'); END;
