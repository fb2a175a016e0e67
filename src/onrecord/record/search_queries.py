"""The queries of a search.

Every query knows the same parameters; one that is NULL asks for nothing. Each row is a sequence and three keys, which
order the rows and continue them on the next page (`:first`, `:second`, `:third`): rank and sequence where words are
given, else the day of publication, the version and the place in it. Lists of statements: `:aliased` by a
speaker of whom another name is asked for; `:spoken` these and those that the index finds by name, which spares the
comparison of all others; `:appearing` of one actor, in the role that is asked for.
"""

BEST_STATEMENTS = """
SELECT statements.sequence, statements_index.rank, statements.sequence, NULL
FROM statements_index
JOIN read_statements AS statements ON statements.sequence = statements_index.rowid
JOIN latest ON latest.version = statements.version
JOIN versions ON versions.sequence = statements.version
WHERE statements_index MATCH :match
    AND (:spoken IS NULL OR statements.sequence IN (SELECT value FROM json_each(:spoken)))
    AND (:appearing IS NULL OR statements.sequence IN (SELECT value FROM json_each(:appearing)))
    AND ((:speaker IS NULL AND (:role IS NULL OR :appearing IS NOT NULL)) OR EXISTS (
        SELECT 1 FROM statement_speakers
        WHERE statement = statements.sequence AND part = 'speaker'
            AND (:speaker IS NULL OR has_words(name, :speaker)
                OR statements.sequence IN (SELECT value FROM json_each(:aliased)))
            AND (:role IS NULL OR has_words(role, :role))))
    AND statements.standing = :standing
    AND (:venue IS NULL OR has_words(statements.venue, :venue))
    AND (:to IS NULL OR has_words(statements.addressee, :to))
    AND (:when_start IS NULL OR (statements.when_end >= :when_start AND statements.when_start <= :when_end))
    AND (:outlet IS NULL OR has_words(versions.outlet, :outlet))
    AND (:since IS NULL OR coalesce(statements.when_end, substr(versions.published, 1, 10)) >= :since)
    AND (:until IS NULL OR coalesce(statements.when_start, substr(versions.published, 1, 10)) <= :until)
    AND (:type IS NULL OR statements.type = :type)
    AND (:kind IS NULL OR statements.kind = :kind)
    AND (:acts IS NULL OR statements.act IN (SELECT value FROM json_each(:acts)))
    AND (:negated IS NULL OR statements.negated = :negated)
    AND (:first IS NULL
        OR statements_index.rank > :first
        OR (statements_index.rank = :first AND statements.sequence > :second))
ORDER BY statements_index.rank, statements.sequence
LIMIT :limit
"""

# CROSS JOIN keeps the order of the tables: by day, so that a page ends with the last one it shows.
NEWEST_STATEMENTS = """
SELECT statements.sequence, coalesce(substr(versions.published, 1, 10), ''), versions.sequence, statements.position
FROM versions
CROSS JOIN latest ON latest.version = versions.sequence
CROSS JOIN read_statements AS statements ON statements.version = versions.sequence
WHERE (:match IS NULL
        OR statements.sequence IN (SELECT rowid FROM statements_index WHERE statements_index MATCH :match))
    AND (:spoken IS NULL OR statements.sequence IN (SELECT value FROM json_each(:spoken)))
    AND (:appearing IS NULL OR statements.sequence IN (SELECT value FROM json_each(:appearing)))
    AND ((:speaker IS NULL AND (:role IS NULL OR :appearing IS NOT NULL)) OR EXISTS (
        SELECT 1 FROM statement_speakers
        WHERE statement = statements.sequence AND part = 'speaker'
            AND (:speaker IS NULL OR has_words(name, :speaker)
                OR statements.sequence IN (SELECT value FROM json_each(:aliased)))
            AND (:role IS NULL OR has_words(role, :role))))
    AND statements.standing = :standing
    AND (:venue IS NULL OR has_words(statements.venue, :venue))
    AND (:to IS NULL OR has_words(statements.addressee, :to))
    AND (:when_start IS NULL OR (statements.when_end >= :when_start AND statements.when_start <= :when_end))
    AND (:outlet IS NULL OR has_words(versions.outlet, :outlet))
    AND (:since IS NULL OR coalesce(statements.when_end, substr(versions.published, 1, 10)) >= :since)
    AND (:until IS NULL OR coalesce(statements.when_start, substr(versions.published, 1, 10)) <= :until)
    AND (:type IS NULL OR statements.type = :type)
    AND (:kind IS NULL OR statements.kind = :kind)
    AND (:acts IS NULL OR statements.act IN (SELECT value FROM json_each(:acts)))
    AND (:negated IS NULL OR statements.negated = :negated)
    AND (:first IS NULL
        OR coalesce(substr(versions.published, 1, 10), '') < :first
        OR (coalesce(substr(versions.published, 1, 10), '') = :first
            AND (versions.sequence < :second
                OR (versions.sequence = :second AND statements.position > :third))))
ORDER BY coalesce(substr(versions.published, 1, 10), '') DESC, versions.sequence DESC, statements.position
LIMIT :limit
"""

BEST_ARTICLES = """
SELECT versions.sequence, articles_index.rank, versions.sequence, NULL
FROM articles_index
JOIN versions ON versions.sequence = articles_index.rowid
JOIN latest ON latest.version = versions.sequence
WHERE articles_index MATCH :match
    AND (:outlet IS NULL OR has_words(versions.outlet, :outlet))
    AND (:since IS NULL OR substr(versions.published, 1, 10) >= :since)
    AND (:until IS NULL OR substr(versions.published, 1, 10) <= :until)
    AND (NOT :by_statement OR EXISTS (
        SELECT 1 FROM read_statements AS statements
        WHERE statements.version = versions.sequence
            AND (:appearing IS NULL OR statements.sequence IN (SELECT value FROM json_each(:appearing)))
            AND ((:speaker IS NULL AND (:role IS NULL OR :appearing IS NOT NULL)) OR EXISTS (
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
WHERE (:outlet IS NULL OR has_words(versions.outlet, :outlet))
    AND (:since IS NULL OR substr(versions.published, 1, 10) >= :since)
    AND (:until IS NULL OR substr(versions.published, 1, 10) <= :until)
    AND (NOT :by_statement OR EXISTS (
        SELECT 1 FROM read_statements AS statements
        WHERE statements.version = versions.sequence
            AND (:appearing IS NULL OR statements.sequence IN (SELECT value FROM json_each(:appearing)))
            AND ((:speaker IS NULL AND (:role IS NULL OR :appearing IS NOT NULL)) OR EXISTS (
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

MATCHING = "SELECT rowid FROM statements_index WHERE statements_index MATCH ?"
MARKED_QUOTE = """
SELECT highlight(statements_index, 0, ?, ?) FROM statements_index WHERE statements_index MATCH ? AND rowid = ?
"""
MARKED_PASSAGE = """
SELECT snippet(articles_index, 1, ?, ?, '', ?) FROM articles_index WHERE articles_index MATCH ? AND rowid = ?
"""
BEGINNING = "SELECT substr(text, 1, 240) FROM versions WHERE sequence = ?"
ARTICLE_OF_VERSION = """
SELECT id, url, headline, outlet, published, published_signal FROM readings WHERE version = ?
"""
ARTICLE_OF_STATEMENT = """
SELECT readings.id, url, headline, outlet, published, published_signal, text
FROM statements JOIN readings ON readings.version = statements.version WHERE statements.sequence = ?
"""
