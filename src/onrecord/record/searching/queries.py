"""The queries of a search.

Every query knows the same parameters; one that is NULL asks for nothing. Each row is a sequence and three keys, which
order the rows and continue them on the next page (`:first`, `:second`, `:third`): rank and sequence where the best come
first, else the day of publication, the version and the place in it. Lists of statements: `:aliased` by a speaker of
whom another name is asked for; `:spoken` these and those that the index finds by name, which spares the comparison of
all others. `:actors` are those of whom the statements are asked for, with `:part` and `:role` as theirs.

Statements are found in `listed`, whose rows are narrow. What is cheap to compare stands first.
"""

# By rank: ranking reads the places of every hit, so that only those added after `:bound` are ranked.
BEST_STATEMENTS = """
SELECT listed.statement, statements_index.rank, listed.statement, NULL
FROM statements_index CROSS JOIN listed ON listed.statement = statements_index.rowid
WHERE statements_index MATCH :match
    AND statements_index.rowid > :bound
    AND listed.standing = :standing
    AND (:type IS NULL OR listed.type = :type)
    AND (:kind IS NULL OR listed.kind = :kind)
    AND (:acts IS NULL OR listed.act IN (SELECT value FROM json_each(:acts)))
    AND (:negated IS NULL OR listed.negated = :negated)
    AND (:since IS NULL OR listed.said_to >= :since)
    AND (:until IS NULL OR listed.said_from <= :until)
    AND (:outlets IS NULL OR listed.outlet IN (SELECT value FROM json_each(:outlets)))
    AND (:spoken IS NULL OR listed.statement IN (SELECT value FROM json_each(:spoken)))
    AND ((:speaker IS NULL AND :role IS NULL) OR :own_role OR EXISTS (
        SELECT 1 FROM statement_speakers
        WHERE statement = listed.statement AND part = 'speaker'
            AND (:speaker IS NULL OR has_words(name, :speaker)
                OR listed.statement IN (SELECT value FROM json_each(:aliased)))
            AND (:role IS NULL OR has_words(role, :role))))
    AND (:venue IS NULL OR has_words(listed.venue, :venue))
    AND (:to IS NULL OR has_words((SELECT addressee FROM statements WHERE sequence = listed.statement), :to))
    AND (:when_start IS NULL OR EXISTS (
        SELECT 1 FROM statements
        WHERE sequence = listed.statement AND when_end >= :when_start AND when_start <= :when_end))
    AND (:first IS NULL
        OR statements_index.rank > :first
        OR (statements_index.rank = :first AND listed.statement > :second))
ORDER BY statements_index.rank, listed.statement
LIMIT :limit
"""

# Those added last first, from `:bound` down to `:low`. Rows of these and of `SOME_…` are a
# sequence and what is counted.
LAST_ADDED = """
SELECT listed.statement, substr(listed.said_from, 1, 7), outlet, listed.type, listed.kind, act, listed.venue
FROM statements_index CROSS JOIN listed ON listed.statement = statements_index.rowid
WHERE statements_index MATCH :match
    AND statements_index.rowid <= :bound AND statements_index.rowid > :low
    AND listed.standing = :standing
    AND (:type IS NULL OR listed.type = :type)
    AND (:kind IS NULL OR listed.kind = :kind)
    AND (:acts IS NULL OR listed.act IN (SELECT value FROM json_each(:acts)))
    AND (:negated IS NULL OR listed.negated = :negated)
    AND (:since IS NULL OR listed.said_to >= :since)
    AND (:until IS NULL OR listed.said_from <= :until)
    AND (:outlets IS NULL OR listed.outlet IN (SELECT value FROM json_each(:outlets)))
    AND (:spoken IS NULL OR listed.statement IN (SELECT value FROM json_each(:spoken)))
    AND ((:speaker IS NULL AND :role IS NULL) OR :own_role OR EXISTS (
        SELECT 1 FROM statement_speakers
        WHERE statement = listed.statement AND part = 'speaker'
            AND (:speaker IS NULL OR has_words(name, :speaker)
                OR listed.statement IN (SELECT value FROM json_each(:aliased)))
            AND (:role IS NULL OR has_words(role, :role))))
    AND (:venue IS NULL OR has_words(listed.venue, :venue))
    AND (:to IS NULL OR has_words((SELECT addressee FROM statements WHERE sequence = listed.statement), :to))
    AND (:when_start IS NULL OR EXISTS (
        SELECT 1 FROM statements
        WHERE sequence = listed.statement AND when_end >= :when_start AND when_start <= :when_end))
ORDER BY statements_index.rowid DESC
LIMIT :limit
"""

LISTED_LAST = """
SELECT listed.statement, substr(listed.said_from, 1, 7), outlet, listed.type, listed.kind, act, listed.venue
FROM listed
WHERE listed.statement > :low
    AND listed.standing = :standing
    AND (:type IS NULL OR listed.type = :type)
    AND (:kind IS NULL OR listed.kind = :kind)
    AND (:acts IS NULL OR listed.act IN (SELECT value FROM json_each(:acts)))
    AND (:negated IS NULL OR listed.negated = :negated)
    AND (:since IS NULL OR listed.said_to >= :since)
    AND (:until IS NULL OR listed.said_from <= :until)
    AND (:outlets IS NULL OR listed.outlet IN (SELECT value FROM json_each(:outlets)))
    AND (:spoken IS NULL OR listed.statement IN (SELECT value FROM json_each(:spoken)))
    AND ((:speaker IS NULL AND :role IS NULL) OR :own_role OR EXISTS (
        SELECT 1 FROM statement_speakers
        WHERE statement = listed.statement AND part = 'speaker'
            AND (:speaker IS NULL OR has_words(name, :speaker)
                OR listed.statement IN (SELECT value FROM json_each(:aliased)))
            AND (:role IS NULL OR has_words(role, :role))))
    AND (:venue IS NULL OR has_words(listed.venue, :venue))
    AND (:to IS NULL OR has_words((SELECT addressee FROM statements WHERE sequence = listed.statement), :to))
    AND (:when_start IS NULL OR EXISTS (
        SELECT 1 FROM statements
        WHERE sequence = listed.statement AND when_end >= :when_start AND when_start <= :when_end))
ORDER BY listed.statement DESC
LIMIT :limit
"""

# The newest of few, or of those added after `:bound`.
NEWEST_MATCHING = """
SELECT listed.statement, listed.day, listed.version, listed.position
FROM listed
WHERE listed.statement IN (
        SELECT rowid FROM statements_index WHERE statements_index MATCH :match AND rowid > :bound
    )
    AND listed.standing = :standing
    AND (:type IS NULL OR listed.type = :type)
    AND (:kind IS NULL OR listed.kind = :kind)
    AND (:acts IS NULL OR listed.act IN (SELECT value FROM json_each(:acts)))
    AND (:negated IS NULL OR listed.negated = :negated)
    AND (:since IS NULL OR listed.said_to >= :since)
    AND (:until IS NULL OR listed.said_from <= :until)
    AND (:outlets IS NULL OR listed.outlet IN (SELECT value FROM json_each(:outlets)))
    AND (:spoken IS NULL OR listed.statement IN (SELECT value FROM json_each(:spoken)))
    AND ((:speaker IS NULL AND :role IS NULL) OR :own_role OR EXISTS (
        SELECT 1 FROM statement_speakers
        WHERE statement = listed.statement AND part = 'speaker'
            AND (:speaker IS NULL OR has_words(name, :speaker)
                OR listed.statement IN (SELECT value FROM json_each(:aliased)))
            AND (:role IS NULL OR has_words(role, :role))))
    AND (:venue IS NULL OR has_words(listed.venue, :venue))
    AND (:to IS NULL OR has_words((SELECT addressee FROM statements WHERE sequence = listed.statement), :to))
    AND (:when_start IS NULL OR EXISTS (
        SELECT 1 FROM statements
        WHERE sequence = listed.statement AND when_end >= :when_start AND when_start <= :when_end))
    AND (:first IS NULL
        OR listed.day < :first
        OR (listed.day = :first
            AND (listed.version < :second OR (listed.version = :second AND listed.position > :third))))
ORDER BY listed.day DESC, listed.version DESC, listed.position
LIMIT :limit
"""

# The newest of those that are listed: of statements of actors who do not appear often, or that a list names.
NEWEST_OF_FEW = """
SELECT listed.statement, listed.day, listed.version, listed.position
FROM listed
WHERE listed.statement IN (
        SELECT appearances.statement FROM appearances
        WHERE actor IN (SELECT value FROM json_each(:actors))
            AND (:part IS NULL OR part = :part)
            AND (:role IS NULL OR EXISTS (
                SELECT 1 FROM statement_speakers AS own
                WHERE own.statement = appearances.statement AND own.part = appearances.part
                    AND own.position = appearances.position AND has_words(own.role, :role)))
        UNION ALL SELECT value FROM json_each(:appearing)
    )
    AND listed.standing = :standing
    AND (:type IS NULL OR listed.type = :type)
    AND (:kind IS NULL OR listed.kind = :kind)
    AND (:acts IS NULL OR listed.act IN (SELECT value FROM json_each(:acts)))
    AND (:negated IS NULL OR listed.negated = :negated)
    AND (:since IS NULL OR listed.said_to >= :since)
    AND (:until IS NULL OR listed.said_from <= :until)
    AND (:outlets IS NULL OR listed.outlet IN (SELECT value FROM json_each(:outlets)))
    AND (:spoken IS NULL OR listed.statement IN (SELECT value FROM json_each(:spoken)))
    AND ((:speaker IS NULL AND :role IS NULL) OR :own_role OR EXISTS (
        SELECT 1 FROM statement_speakers
        WHERE statement = listed.statement AND part = 'speaker'
            AND (:speaker IS NULL OR has_words(name, :speaker)
                OR listed.statement IN (SELECT value FROM json_each(:aliased)))
            AND (:role IS NULL OR has_words(role, :role))))
    AND (:venue IS NULL OR has_words(listed.venue, :venue))
    AND (:to IS NULL OR has_words((SELECT addressee FROM statements WHERE sequence = listed.statement), :to))
    AND (:when_start IS NULL OR EXISTS (
        SELECT 1 FROM statements
        WHERE sequence = listed.statement AND when_end >= :when_start AND when_start <= :when_end))
    AND (:first IS NULL
        OR listed.day < :first
        OR (listed.day = :first
            AND (listed.version < :second OR (listed.version = :second AND listed.position > :third))))
ORDER BY listed.day DESC, listed.version DESC, listed.position
LIMIT :limit
"""

# The newest of many: gone through by day, from `:up_to` on, until a page is full.
NEWEST_STATEMENTS = """
SELECT listed.statement, listed.day, listed.version, listed.position
FROM listed INDEXED BY listed_by_day
WHERE day <= :up_to
    AND listed.standing = :standing
    AND (:type IS NULL OR listed.type = :type)
    AND (:kind IS NULL OR listed.kind = :kind)
    AND (:acts IS NULL OR listed.act IN (SELECT value FROM json_each(:acts)))
    AND (:negated IS NULL OR listed.negated = :negated)
    AND (:since IS NULL OR listed.said_to >= :since)
    AND (:until IS NULL OR listed.said_from <= :until)
    AND (:outlets IS NULL OR listed.outlet IN (SELECT value FROM json_each(:outlets)))
    AND (:spoken IS NULL OR listed.statement IN (SELECT value FROM json_each(:spoken)))
    AND ((:speaker IS NULL AND :role IS NULL) OR :own_role OR EXISTS (
        SELECT 1 FROM statement_speakers
        WHERE statement = listed.statement AND part = 'speaker'
            AND (:speaker IS NULL OR has_words(name, :speaker)
                OR listed.statement IN (SELECT value FROM json_each(:aliased)))
            AND (:role IS NULL OR has_words(role, :role))))
    AND (:venue IS NULL OR has_words(listed.venue, :venue))
    AND (:to IS NULL OR has_words((SELECT addressee FROM statements WHERE sequence = listed.statement), :to))
    AND (:when_start IS NULL OR EXISTS (
        SELECT 1 FROM statements
        WHERE sequence = listed.statement AND when_end >= :when_start AND when_start <= :when_end))
    AND (:actors IS NULL OR EXISTS (
        SELECT 1 FROM appearances
        WHERE appearances.statement = listed.statement AND actor IN (SELECT value FROM json_each(:actors))
            AND (:part IS NULL OR part = :part)
            AND (:role IS NULL OR EXISTS (
                SELECT 1 FROM statement_speakers AS own
                WHERE own.statement = appearances.statement AND own.part = appearances.part
                    AND own.position = appearances.position AND has_words(own.role, :role)))))
    AND (:first IS NULL
        OR listed.day < :first
        OR (listed.day = :first
            AND (listed.version < :second OR (listed.version = :second AND listed.position > :third))))
ORDER BY listed.day DESC, listed.version DESC, listed.position
LIMIT :limit
"""
NEWEST_OF_OUTLET = """
SELECT listed.statement, listed.day, listed.version, listed.position
FROM listed INDEXED BY listed_by_outlet
WHERE outlet = :outlet AND day <= :up_to
    AND listed.standing = :standing
    AND (:type IS NULL OR listed.type = :type)
    AND (:kind IS NULL OR listed.kind = :kind)
    AND (:acts IS NULL OR listed.act IN (SELECT value FROM json_each(:acts)))
    AND (:negated IS NULL OR listed.negated = :negated)
    AND (:since IS NULL OR listed.said_to >= :since)
    AND (:until IS NULL OR listed.said_from <= :until)
    AND (:outlets IS NULL OR listed.outlet IN (SELECT value FROM json_each(:outlets)))
    AND (:spoken IS NULL OR listed.statement IN (SELECT value FROM json_each(:spoken)))
    AND ((:speaker IS NULL AND :role IS NULL) OR :own_role OR EXISTS (
        SELECT 1 FROM statement_speakers
        WHERE statement = listed.statement AND part = 'speaker'
            AND (:speaker IS NULL OR has_words(name, :speaker)
                OR listed.statement IN (SELECT value FROM json_each(:aliased)))
            AND (:role IS NULL OR has_words(role, :role))))
    AND (:venue IS NULL OR has_words(listed.venue, :venue))
    AND (:to IS NULL OR has_words((SELECT addressee FROM statements WHERE sequence = listed.statement), :to))
    AND (:when_start IS NULL OR EXISTS (
        SELECT 1 FROM statements
        WHERE sequence = listed.statement AND when_end >= :when_start AND when_start <= :when_end))
    AND (:actors IS NULL OR EXISTS (
        SELECT 1 FROM appearances
        WHERE appearances.statement = listed.statement AND actor IN (SELECT value FROM json_each(:actors))
            AND (:part IS NULL OR part = :part)
            AND (:role IS NULL OR EXISTS (
                SELECT 1 FROM statement_speakers AS own
                WHERE own.statement = appearances.statement AND own.part = appearances.part
                    AND own.position = appearances.position AND has_words(own.role, :role)))))
    AND (:first IS NULL
        OR listed.day < :first
        OR (listed.day = :first
            AND (listed.version < :second OR (listed.version = :second AND listed.position > :third))))
ORDER BY listed.day DESC, listed.version DESC, listed.position
LIMIT :limit
"""

# Some of the newest: `:looked` is the most that are looked at.
SOME_NEWEST = """
SELECT listed.statement, substr(listed.said_from, 1, 7), outlet, listed.type, listed.kind, act, listed.venue
FROM (
    SELECT * FROM listed INDEXED BY listed_by_day WHERE day <= :up_to ORDER BY day DESC LIMIT :looked
) AS listed
WHERE 1
    AND listed.standing = :standing
    AND (:type IS NULL OR listed.type = :type)
    AND (:kind IS NULL OR listed.kind = :kind)
    AND (:acts IS NULL OR listed.act IN (SELECT value FROM json_each(:acts)))
    AND (:negated IS NULL OR listed.negated = :negated)
    AND (:since IS NULL OR listed.said_to >= :since)
    AND (:until IS NULL OR listed.said_from <= :until)
    AND (:outlets IS NULL OR listed.outlet IN (SELECT value FROM json_each(:outlets)))
    AND (:spoken IS NULL OR listed.statement IN (SELECT value FROM json_each(:spoken)))
    AND ((:speaker IS NULL AND :role IS NULL) OR :own_role OR EXISTS (
        SELECT 1 FROM statement_speakers
        WHERE statement = listed.statement AND part = 'speaker'
            AND (:speaker IS NULL OR has_words(name, :speaker)
                OR listed.statement IN (SELECT value FROM json_each(:aliased)))
            AND (:role IS NULL OR has_words(role, :role))))
    AND (:venue IS NULL OR has_words(listed.venue, :venue))
    AND (:to IS NULL OR has_words((SELECT addressee FROM statements WHERE sequence = listed.statement), :to))
    AND (:when_start IS NULL OR EXISTS (
        SELECT 1 FROM statements
        WHERE sequence = listed.statement AND when_end >= :when_start AND when_start <= :when_end))
LIMIT :limit
"""
SOME_OF_OUTLET = """
SELECT listed.statement, substr(listed.said_from, 1, 7), outlet, listed.type, listed.kind, act, listed.venue
FROM (
    SELECT * FROM listed INDEXED BY listed_by_outlet
    WHERE outlet = :outlet AND day <= :up_to ORDER BY day DESC LIMIT :looked
) AS listed
WHERE 1
    AND listed.standing = :standing
    AND (:type IS NULL OR listed.type = :type)
    AND (:kind IS NULL OR listed.kind = :kind)
    AND (:acts IS NULL OR listed.act IN (SELECT value FROM json_each(:acts)))
    AND (:negated IS NULL OR listed.negated = :negated)
    AND (:since IS NULL OR listed.said_to >= :since)
    AND (:until IS NULL OR listed.said_from <= :until)
    AND (:outlets IS NULL OR listed.outlet IN (SELECT value FROM json_each(:outlets)))
    AND (:spoken IS NULL OR listed.statement IN (SELECT value FROM json_each(:spoken)))
    AND ((:speaker IS NULL AND :role IS NULL) OR :own_role OR EXISTS (
        SELECT 1 FROM statement_speakers
        WHERE statement = listed.statement AND part = 'speaker'
            AND (:speaker IS NULL OR has_words(name, :speaker)
                OR listed.statement IN (SELECT value FROM json_each(:aliased)))
            AND (:role IS NULL OR has_words(role, :role))))
    AND (:venue IS NULL OR has_words(listed.venue, :venue))
    AND (:to IS NULL OR has_words((SELECT addressee FROM statements WHERE sequence = listed.statement), :to))
    AND (:when_start IS NULL OR EXISTS (
        SELECT 1 FROM statements
        WHERE sequence = listed.statement AND when_end >= :when_start AND when_start <= :when_end))
LIMIT :limit
"""

# Every outlet of which there is a statement, each found behind the one before it.
OUTLETS = """
WITH RECURSIVE found (outlet) AS (
    SELECT min(outlet) FROM listed
    UNION ALL
    SELECT (SELECT min(outlet) FROM listed WHERE outlet > found.outlet) FROM found WHERE found.outlet IS NOT NULL
)
SELECT outlet FROM found WHERE outlet IS NOT NULL
"""
# At most so many.
APPEARANCES = """
SELECT count(*) FROM (
    SELECT 1 FROM appearances WHERE actor IN (SELECT value FROM json_each(?)) LIMIT ?
)
"""
IS_LARGE = "SELECT EXISTS (SELECT 1 FROM listed LIMIT 1 OFFSET ?)"
# The hit behind which there are so many younger ones.
BOUND = "SELECT rowid FROM statements_index WHERE statements_index MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"

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
