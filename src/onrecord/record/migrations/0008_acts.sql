-- What the source of each statement does with its content, and whether that is negated. It follows from text and spans by
-- rule: rows made before have none until the next writer tells it, and no digest covers it. Told once, it stays.

ALTER TABLE statements ADD COLUMN act TEXT CHECK (
    act IN ('states', 'denies', 'asks', 'urges', 'promises', 'refuses', 'accuses', 'agrees', 'disagrees')
);
ALTER TABLE statements ADD COLUMN negated INTEGER CHECK (negated IN (0, 1));
CREATE INDEX statements_without_act ON statements (version) WHERE act IS NULL;

DROP TRIGGER statements_stay;
CREATE TRIGGER statements_stay BEFORE UPDATE ON statements WHEN old.act IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'statements are never changed'); END;
CREATE TRIGGER statements_stay_but_act BEFORE UPDATE OF
    sequence, version, position, id, kind, type, quote, speaker_name, speaker_kind, speaker_role, speaker_mention,
    principal_name, principal_kind, principal_role, principal_mention, addressee, venue, when_start, when_end, when_text,
    when_rule, confidence
ON statements BEGIN SELECT RAISE (ABORT, 'statements are never changed'); END;
