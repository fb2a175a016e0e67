"""The queries of a search for articles: by their words, and by statements that fit the filters.

Parameters and keys are those of `queries`."""

BEST_ARTICLES = """
SELECT versions.sequence, articles_index.rank, versions.sequence, NULL
FROM articles_index
JOIN versions ON versions.sequence = articles_index.rowid
JOIN latest ON latest.version = versions.sequence
WHERE articles_index MATCH :match
    AND articles_index.rowid > :bound
    AND (:outlet IS NULL OR has_words(versions.outlet, :outlet))
    AND (:since IS NULL OR substr(versions.published, 1, 10) >= :since)
    AND (:until IS NULL OR substr(versions.published, 1, 10) <= :until)
    AND (NOT :by_statement OR EXISTS (
        SELECT 1 FROM read_statements AS statements
        WHERE statements.version = versions.sequence
                    AND ((:speaker IS NULL AND :role IS NULL) OR EXISTS (
                SELECT 1 FROM statement_speakers
                WHERE statement = statements.sequence AND part = 'speaker'
                    AND (:speaker IS NULL OR has_words(name, :speaker)
                        OR statements.sequence IN (SELECT value FROM json_each(:aliased)))
                    AND (:role IS NULL OR has_words(role, :role))))
            AND statements.standing = :standing
            AND (:venue IS NULL OR has_words(statements.venue, :venue))
            AND (:to IS NULL OR has_words(statements.addressee, :to))
            AND (:when_start IS NULL OR (statements.when_end >= :when_start AND statements.when_start <= :when_end))
            AND (:type IS NULL OR statements.type = :type)
            AND (:kind IS NULL OR statements.kind = :kind)
            AND (:acts IS NULL OR statements.act IN (SELECT value FROM json_each(:acts)))
            AND (:negated IS NULL OR statements.negated = :negated)))
    AND (:first IS NULL
        OR articles_index.rank > :first
        OR (articles_index.rank = :first AND versions.sequence > :second))
ORDER BY articles_index.rank, versions.sequence
LIMIT :limit
"""

NEWEST_ARTICLES = """
SELECT versions.sequence, coalesce(substr(versions.published, 1, 10), ''), versions.sequence, NULL
FROM versions
JOIN latest ON latest.version = versions.sequence
WHERE (:match IS NULL
        OR versions.sequence IN (SELECT rowid FROM articles_index WHERE articles_index MATCH :match))
    AND (:outlet IS NULL OR has_words(versions.outlet, :outlet))
    AND (:since IS NULL OR substr(versions.published, 1, 10) >= :since)
    AND (:until IS NULL OR substr(versions.published, 1, 10) <= :until)
    AND (NOT :by_statement OR EXISTS (
        SELECT 1 FROM read_statements AS statements
        WHERE statements.version = versions.sequence
                    AND ((:speaker IS NULL AND :role IS NULL) OR EXISTS (
                SELECT 1 FROM statement_speakers
                WHERE statement = statements.sequence AND part = 'speaker'
                    AND (:speaker IS NULL OR has_words(name, :speaker)
                        OR statements.sequence IN (SELECT value FROM json_each(:aliased)))
                    AND (:role IS NULL OR has_words(role, :role))))
            AND statements.standing = :standing
            AND (:venue IS NULL OR has_words(statements.venue, :venue))
            AND (:to IS NULL OR has_words(statements.addressee, :to))
            AND (:when_start IS NULL OR (statements.when_end >= :when_start AND statements.when_start <= :when_end))
            AND (:type IS NULL OR statements.type = :type)
            AND (:kind IS NULL OR statements.kind = :kind)
            AND (:acts IS NULL OR statements.act IN (SELECT value FROM json_each(:acts)))
            AND (:negated IS NULL OR statements.negated = :negated)))
    AND (:first IS NULL
        OR coalesce(substr(versions.published, 1, 10), '') < :first
        OR (coalesce(substr(versions.published, 1, 10), '') = :first AND versions.sequence < :second))
ORDER BY coalesce(substr(versions.published, 1, 10), '') DESC, versions.sequence DESC
LIMIT :limit
"""

# The version behind which there are so many younger ones.
BOUND = "SELECT rowid FROM articles_index WHERE articles_index MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"

# Those added last first, from `:bound` down: a sequence and, as of statements, what is counted, month and outlet.
LAST_ARTICLES = """
SELECT versions.sequence, substr(versions.published, 1, 7), versions.outlet, NULL, NULL, NULL, NULL
FROM articles_index
JOIN versions ON versions.sequence = articles_index.rowid
JOIN latest ON latest.version = versions.sequence
WHERE articles_index MATCH :match
    AND articles_index.rowid <= :bound
    AND (:outlet IS NULL OR has_words(versions.outlet, :outlet))
    AND (:since IS NULL OR substr(versions.published, 1, 10) >= :since)
    AND (:until IS NULL OR substr(versions.published, 1, 10) <= :until)
    AND (NOT :by_statement OR EXISTS (
        SELECT 1 FROM read_statements AS statements
        WHERE statements.version = versions.sequence
                    AND ((:speaker IS NULL AND :role IS NULL) OR EXISTS (
                SELECT 1 FROM statement_speakers
                WHERE statement = statements.sequence AND part = 'speaker'
                    AND (:speaker IS NULL OR has_words(name, :speaker)
                        OR statements.sequence IN (SELECT value FROM json_each(:aliased)))
                    AND (:role IS NULL OR has_words(role, :role))))
            AND statements.standing = :standing
            AND (:venue IS NULL OR has_words(statements.venue, :venue))
            AND (:to IS NULL OR has_words(statements.addressee, :to))
            AND (:when_start IS NULL OR (statements.when_end >= :when_start AND statements.when_start <= :when_end))
            AND (:type IS NULL OR statements.type = :type)
            AND (:kind IS NULL OR statements.kind = :kind)
            AND (:acts IS NULL OR statements.act IN (SELECT value FROM json_each(:acts)))
            AND (:negated IS NULL OR statements.negated = :negated)))
ORDER BY articles_index.rowid DESC
LIMIT :limit
"""

# The same where no words are asked for, the newest first.
SOME_ARTICLES = """
SELECT versions.sequence, substr(versions.published, 1, 7), versions.outlet, NULL, NULL, NULL, NULL
FROM versions
JOIN latest ON latest.version = versions.sequence
WHERE (:outlet IS NULL OR has_words(versions.outlet, :outlet))
    AND (:since IS NULL OR substr(versions.published, 1, 10) >= :since)
    AND (:until IS NULL OR substr(versions.published, 1, 10) <= :until)
    AND (NOT :by_statement OR EXISTS (
        SELECT 1 FROM read_statements AS statements
        WHERE statements.version = versions.sequence
                    AND ((:speaker IS NULL AND :role IS NULL) OR EXISTS (
                SELECT 1 FROM statement_speakers
                WHERE statement = statements.sequence AND part = 'speaker'
                    AND (:speaker IS NULL OR has_words(name, :speaker)
                        OR statements.sequence IN (SELECT value FROM json_each(:aliased)))
                    AND (:role IS NULL OR has_words(role, :role))))
            AND statements.standing = :standing
            AND (:venue IS NULL OR has_words(statements.venue, :venue))
            AND (:to IS NULL OR has_words(statements.addressee, :to))
            AND (:when_start IS NULL OR (statements.when_end >= :when_start AND statements.when_start <= :when_end))
            AND (:type IS NULL OR statements.type = :type)
            AND (:kind IS NULL OR statements.kind = :kind)
            AND (:acts IS NULL OR statements.act IN (SELECT value FROM json_each(:acts)))
            AND (:negated IS NULL OR statements.negated = :negated)))
ORDER BY coalesce(substr(versions.published, 1, 10), '') DESC, versions.sequence DESC
LIMIT :limit
"""
