"""The queries about families."""

# Readings without a comparison: those after the last one that has one, which LAST_COMPARED tells. As a value it narrows
# what the view goes through.
LAST_COMPARED = "SELECT coalesce(max(reading), 0) FROM comparisons"
UNCOMPARED = """
SELECT found.sequence, found.number, versions.sequence, versions.article, articles.id, versions.number,
    latest.version = versions.sequence AND found.number = readings.reading
FROM found_readings AS found
JOIN versions ON versions.sequence = found.version
JOIN articles ON articles.sequence = versions.article
JOIN latest ON latest.article = versions.article
JOIN readings ON readings.version = versions.sequence
WHERE found.sequence > ? ORDER BY found.sequence LIMIT ?
"""
UNCOMPARED_COUNT = "SELECT count(*) FROM found_readings WHERE sequence > ?"
REPORTS_OF = """
SELECT statements.sequence, statements.position, statements.version,
    statements.id, statements.kind, type, quote, speaker_name, speaker_kind, speaker_role, speaker_mention,
    principal_name, principal_kind, principal_role, principal_mention, addressee, venue, when_start, when_end,
    when_text, when_rule, confidence, act, negated, addressee_start, addressee_end, venue_start, venue_end,
    when_text_start, when_text_end, occasion, form
FROM standing_statements AS statements WHERE statements.version = ? ORDER BY statements.position
"""
# With what stands around it in its version.
REPORT = """
SELECT statements.sequence, coalesce(
        (SELECT position FROM statements AS proposals WHERE proposals.sequence = statements.corrects),
        statements.position
    ), statements.version,
    statements.id, statements.kind, type, quote, speaker_name, speaker_kind, speaker_role, speaker_mention,
    principal_name, principal_kind, principal_role, principal_mention, addressee, venue, when_start, when_end,
    when_text, when_rule, confidence, act, negated, addressee_start, addressee_end, venue_start, venue_end,
    when_text_start, when_text_end, occasion, form,
    articles.id, versions.outlet, versions.published, versions.published_signal, versions.text,
    blocks.start, blocks."end"
FROM statements
JOIN versions ON versions.sequence = statements.version
JOIN articles ON articles.sequence = versions.article
LEFT JOIN spans ON spans.statement = statements.sequence AND spans.role = 'content' AND spans.position = 0
LEFT JOIN blocks ON blocks.version = statements.version AND spans.start BETWEEN blocks.start AND blocks."end" - 1
WHERE statements.sequence = ?
"""
VERSION = """
SELECT articles.id, articles.url, versions.headline, versions.outlet, versions.published, versions.published_signal,
    versions.text
FROM versions JOIN articles ON articles.sequence = versions.article WHERE versions.sequence = ?
"""
BLOCKS = 'SELECT start, "end" FROM blocks WHERE version = ? ORDER BY position'

# Originals and their copies.
BY_KEY = "SELECT sequence FROM originals WHERE key = ?"
FIRSTS_OF_ALL = "SELECT sequence, first FROM originals WHERE first IS NOT NULL ORDER BY sequence"
# Originals that cannot be found; all of them, or none.
WITHOUT_KEYS = """
SELECT CASE WHEN EXISTS (SELECT 1 FROM original_keys) THEN 0
    ELSE (SELECT count(*) FROM originals WHERE first IS NOT NULL) END
"""
FIRST = "SELECT first FROM originals WHERE sequence = ?"
ADD_ORIGINAL = "INSERT INTO originals (key, speakers, stems) VALUES (?, ?, ?)"
ADD_KEY = "INSERT INTO original_keys (key, day, original) VALUES (?, ?, ?)"
REMOVE_KEY = "DELETE FROM original_keys WHERE key = ? AND day = ? AND original = ?"
ADD_COPY = "INSERT INTO copies (statement, original, version) VALUES (?, ?, ?)"
SET_FIRST = "UPDATE originals SET first = ?, rank = ?, article = ?, day = ?, by_name = ? WHERE sequence = ?"
EARLIER_COPIES = """
SELECT DISTINCT copies.original, copies.version FROM versions JOIN copies ON copies.version = versions.sequence
WHERE versions.article = ?
"""
REMOVE_COPIES = "DELETE FROM copies WHERE version IN (SELECT sequence FROM versions WHERE article = ?)"
COPIES_OF = """
SELECT copies.statement, coalesce(
        (SELECT position FROM statements AS proposals WHERE proposals.sequence = statements.corrects),
        statements.position
    ), articles.id, versions.published
FROM copies
JOIN statements ON statements.sequence = copies.statement
JOIN versions ON versions.sequence = copies.version
JOIN articles ON articles.sequence = versions.article
WHERE copies.original = ?
"""
COPIES_IN = "SELECT original, statement FROM copies WHERE version = ?"
SHARED_KEYS = """
SELECT asked.value FROM json_each(?1) AS asked
WHERE EXISTS (
    SELECT 1 FROM original_keys JOIN originals ON originals.sequence = original
    WHERE original_keys.key = asked.value AND article <> ?2
)
"""
# Whatever one of them finds is decided by `candidates.may_relate`. The day 0 is `candidates.UNDATED`.
CANDIDATES = """
WITH found AS (
    SELECT original, 1 AS run, 0 AS topic, 0 AS pair FROM json_each(:runs) AS asked
    JOIN original_keys ON original_keys.key = asked.value AND day BETWEEN :first_day AND :last_day
    UNION ALL
    SELECT original, 1, 0, 0 FROM json_each(:said) AS asked -- as a rule a run too, which is then counted twice
    JOIN original_keys ON original_keys.key = asked.value AND day BETWEEN :first_day AND :last_day
    UNION ALL
    SELECT original, 1, 0, 0 FROM json_each(:said) AS asked
    JOIN original_keys ON original_keys.key = asked.value AND day IN (
        0,
        (SELECT max(day) FROM original_keys WHERE key = asked.value AND day BETWEEN 1 AND :day - 1),
        (SELECT min(day) FROM original_keys WHERE key = asked.value AND day > :day)
    )
    WHERE day NOT BETWEEN :first_day AND :last_day
    UNION ALL
    SELECT original, 1, 0, 0 FROM json_each(:anywhen) AS asked
    JOIN original_keys ON original_keys.key = asked.value AND day NOT BETWEEN :first_day AND :last_day
    UNION ALL
    SELECT original, 0, 1, 0 FROM json_each(:topics) AS asked
    JOIN original_keys ON original_keys.key = asked.value AND day BETWEEN :first_topic AND :last_topic
    UNION ALL
    SELECT original, 0, 0, 1 FROM json_each(:pairs) AS asked
    JOIN original_keys ON original_keys.key = asked.value AND day BETWEEN :first_topic AND :last_topic
)
SELECT first, article, day, speakers, by_name, stems, common_runs, common_topics, common_pairs
FROM (
    SELECT original, sum(run) AS common_runs, sum(topic) AS common_topics, sum(pair) AS common_pairs FROM found
    WHERE original <> :original
    GROUP BY original
    HAVING common_runs > 0 OR common_topics > 1 OR common_pairs > 0
)
JOIN originals ON originals.sequence = original
WHERE article <> :article -- what is of one article is compared without being looked for
ORDER BY originals.sequence
"""
ADD_COMPARISON = "INSERT INTO comparisons (sequence, reading, rules) VALUES (?, ?, ?)"
# The originals before and after a day of which, with one of the keys, nothing else is between.
BESIDE = """
SELECT DISTINCT before.original, after.original FROM json_each(:keys) AS changed
CROSS JOIN original_keys AS after ON after.key = changed.value AND after.day = (
    SELECT min(day) FROM original_keys WHERE key = changed.value AND day > :day
)
CROSS JOIN original_keys AS before ON before.key = changed.value AND before.day = (
    SELECT max(day) FROM original_keys WHERE key = changed.value AND day BETWEEN 1 AND :day - 1
)
WHERE after.day - before.day > :reach
"""
# Whether one of the keys has nothing between two days.
IS_NEXT = """
SELECT EXISTS (
    SELECT 1 FROM json_each(?1) AS common
    WHERE NOT EXISTS (SELECT 1 FROM original_keys WHERE key = common.value AND day > ?2 AND day < ?3)
)
"""
REMOVE_EDGE = "DELETE FROM edges WHERE first = ? AND second = ?"
# Those of a statement with statements of other versions.
REMOVE_EDGES = """
DELETE FROM edges WHERE (first = ?1 OR second = ?1) AND EXISTS (
    SELECT 1 FROM statements AS one JOIN statements AS other ON one.version <> other.version
    WHERE one.sequence = edges.first AND other.sequence = edges.second
)
"""
# What two statements are to each other never changes: an edge that is there is the same.
ADD_EDGE = """
INSERT INTO edges (first, second, relation, score) VALUES (?, ?, ?, ?) ON CONFLICT (first, second) DO NOTHING
"""
# The article of which a version is the latest.
LEADS = "SELECT article FROM latest WHERE version = ?"
MEANING = "SELECT embedding FROM meanings WHERE text = ? AND model = ?"
SET_MEANING = """
INSERT INTO meanings (text, model, embedding) VALUES (?, ?, ?)
ON CONFLICT (text) DO UPDATE SET model = excluded.model, embedding = excluded.embedding
"""

# What links originals: an edge between the two that were published first, or between two statements of one article,
# which is compared whole, whoever was first.
LINKS = """
WITH own AS (
    SELECT copies.statement, copies.original, copies.version, originals.first
    FROM copies JOIN originals ON originals.sequence = copies.original
    WHERE copies.original IN (SELECT value FROM json_each(:originals))
)
SELECT own.original, other.original, edges.relation, edges.score
FROM own JOIN edges ON edges.first = own.statement
JOIN copies AS other ON other.statement = edges.second
JOIN originals ON originals.sequence = other.original
WHERE own.original <> other.original
    AND (own.version = other.version OR (own.first = own.statement AND originals.first = other.statement))
UNION
SELECT own.original, other.original, edges.relation, edges.score
FROM own JOIN edges ON edges.second = own.statement
JOIN copies AS other ON other.statement = edges.first
JOIN originals ON originals.sequence = other.original
WHERE own.original <> other.original
    AND (own.version = other.version OR (own.first = own.statement AND originals.first = other.statement))
"""
DECISIONS = """
SELECT id, change FROM held_decisions WHERE subject = 'family' AND verdict = 'edit' ORDER BY sequence
"""
ORIGINALS_BY_ID = """
SELECT DISTINCT copies.original FROM statements JOIN copies ON copies.statement = statements.sequence
WHERE statements.id = ?
"""
# The same words of the same source in another version of the article.
ORIGINALS_OF_SAME = """
SELECT DISTINCT copies.original
FROM statements AS decided
JOIN versions ON versions.sequence = decided.version
JOIN versions AS others ON others.article = versions.article
JOIN copies ON copies.version = others.sequence
JOIN statements AS same ON same.sequence = copies.statement
WHERE decided.id = ? AND same.quote = decided.quote AND same.speaker_name IS decided.speaker_name
"""
KEYS = "SELECT sequence, key FROM originals WHERE sequence IN (SELECT value FROM json_each(?))"
DAYS = "SELECT sequence, key, day FROM originals WHERE sequence IN (SELECT value FROM json_each(?))"
OLD_FAMILIES = """
SELECT DISTINCT family FROM family_originals WHERE original IN (SELECT value FROM json_each(?))
"""
REMOVE_MEMBERS = "DELETE FROM family_originals WHERE family IN (SELECT value FROM json_each(?))"
REMOVE_FAMILIES = "DELETE FROM families WHERE id IN (SELECT value FROM json_each(?))"
COUNTED = """
SELECT count(DISTINCT copies.original), count(*), count(DISTINCT versions.article), count(DISTINCT versions.outlet)
FROM copies JOIN versions ON versions.sequence = copies.version
WHERE copies.original IN (SELECT value FROM json_each(?))
"""
FIRST_OF = """
SELECT first FROM originals WHERE sequence IN (SELECT value FROM json_each(?)) AND first IS NOT NULL
ORDER BY rank LIMIT 1
"""
ADD_FAMILY = "INSERT INTO families (id, first, originals, statements, articles, outlets) VALUES (?, ?, ?, ?, ?, ?)"
ADD_MEMBER = "INSERT INTO family_originals (original, family) VALUES (?, ?)"

# What is asked.
FAMILY_BY_ID = "SELECT 1 FROM families WHERE id = ?"
BY_PREFIX = "SELECT id FROM families WHERE id BETWEEN ?1 AND ?1 || '~' ORDER BY id LIMIT 11"
# Those of several reports, by the last statement of them. Only so many statements are looked at, and no family larger
# than `:largest` reports is compared.
LATELY_JOINED = """
SELECT id FROM (SELECT statement, original FROM copies ORDER BY statement DESC LIMIT :looked) AS last
CROSS JOIN family_originals ON family_originals.original = last.original
CROSS JOIN families ON families.id = family_originals.family
WHERE families.originals BETWEEN 2 AND :largest
GROUP BY id ORDER BY max(statement) DESC LIMIT :most
"""
FAMILY_COUNT = "SELECT count(*) FROM families"
MEMBERS = """
SELECT originals.sequence FROM family_originals
JOIN originals ON originals.sequence = family_originals.original
WHERE family = ? ORDER BY rank
"""
FAMILY_ORIGINALS = """
SELECT originals.sequence FROM family_originals AS own
JOIN family_originals ON family_originals.family = own.family
JOIN originals ON originals.sequence = family_originals.original
WHERE own.original = ? ORDER BY rank
"""
FIRSTS = """
SELECT sequence, first FROM originals
WHERE sequence IN (SELECT value FROM json_each(?)) AND first IS NOT NULL ORDER BY rank
"""
# A statement of a latest version; several have one id where one text stands under two addresses.
LATEST_ORIGINAL = """
SELECT copies.original FROM statements JOIN copies ON copies.statement = statements.sequence
WHERE statements.id = ? ORDER BY statements.sequence LIMIT 1
"""
MARK = """
SELECT copies.statement, copies.original, families.id, families.articles
FROM statements
JOIN copies ON copies.statement = statements.sequence
JOIN versions ON versions.sequence = copies.version
JOIN articles ON articles.sequence = versions.article
JOIN family_originals ON family_originals.original = copies.original
JOIN families ON families.id = family_originals.family
WHERE statements.id = ? AND articles.id = ?
"""
FIRST_IDS = """
SELECT statements.id FROM originals JOIN statements ON statements.sequence = originals.first
WHERE originals.sequence IN (SELECT value FROM json_each(?)) ORDER BY statements.id
"""
EDGE = "SELECT relation FROM edges WHERE first = ? AND second = ?"
LIST = """
SELECT id, first, originals, statements, articles, outlets FROM families
WHERE :articles IS NULL OR (articles, statements, id) < (:articles, :statements, :id)
ORDER BY articles DESC, statements DESC, id DESC LIMIT :limit
"""
LIST_WITH = """
SELECT id, first, originals, statements, articles, outlets FROM families
WHERE id IN (
    SELECT family FROM (
        SELECT rowid AS statement FROM statements_index WHERE statements_index MATCH :words
        ORDER BY rowid DESC LIMIT :among
    ) AS found
    JOIN copies ON copies.statement = found.statement
    JOIN family_originals ON family_originals.original = copies.original
) AND (:articles IS NULL OR (articles, statements, id) < (:articles, :statements, :id))
ORDER BY articles DESC, statements DESC, id DESC LIMIT :limit
"""
# One row where more statements than so many hold the words.
MORE_WITH = "SELECT 1 FROM statements_index WHERE statements_index MATCH :words LIMIT 1 OFFSET :among"
