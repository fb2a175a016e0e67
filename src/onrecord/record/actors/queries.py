"""The queries about actors."""

# Readings without a cast: those after the last one that has one, which LAST_CAST tells. As a value it narrows what the
# view goes through.
LAST_CAST = "SELECT coalesce(max(reading), 0) FROM casts"
UNCAST = """
SELECT found.sequence, found.number, versions.sequence, articles.id, versions.number, day
FROM found_readings AS found
JOIN versions ON versions.sequence = found.version
JOIN articles ON articles.sequence = versions.article
JOIN days ON days.version = versions.sequence
WHERE found.sequence > ? ORDER BY found.sequence LIMIT ?
"""
UNCAST_COUNT = "SELECT count(*) FROM found_readings WHERE sequence > ?"
PARTS = """
SELECT statements.sequence, statements.position, part, speakers.position, name, speakers.kind, role
FROM statements JOIN statement_speakers AS speakers ON speakers.statement = statements.sequence
WHERE version = ? AND reading = ? AND corrects IS NULL
ORDER BY statements.position, part DESC, speakers.position
"""
# Of corrections.
PARTS_OF = """
SELECT statements.sequence, statements.position, part, speakers.position, name, speakers.kind, role
FROM statements JOIN statement_speakers AS speakers ON speakers.statement = statements.sequence
WHERE statements.sequence = ? ORDER BY part DESC, speakers.position
"""
PLACE_OF = """
SELECT versions.sequence, versions.number, reading, articles.id, day
FROM statements JOIN versions ON versions.sequence = statements.version
JOIN articles ON articles.sequence = versions.article JOIN days ON days.version = versions.sequence
WHERE statements.sequence = ?
"""
# Whom a name means in a version.
SAME_VERSION = """
SELECT appearances.actor, statements.id FROM statements
JOIN appearances ON appearances.statement = statements.sequence JOIN actors ON actors.sequence = appearances.actor
WHERE statements.version = ? AND appearances.name = ? AND actors.kind = ? ORDER BY statements.sequence LIMIT 1
"""
TOLD_BY = """
SELECT DISTINCT statements.id, appearances.actor, appearances.name, role
FROM appearances
JOIN statement_speakers USING (statement, part, position)
JOIN statements ON statements.sequence = appearances.statement
WHERE statements.sequence IN (SELECT value FROM json_each(?))
"""
ACTOR_ID = "SELECT id FROM actors WHERE sequence = ?"
ACTOR_IDS = "SELECT sequence, id FROM actors WHERE sequence IN (SELECT value FROM json_each(?))"
OWN_NAME = "SELECT name, kind FROM actors WHERE sequence = ?"
ACTOR_BY_ID = "SELECT sequence FROM actors WHERE id = ?"
ADD_ACTOR = "INSERT INTO actors (sequence, id, name, kind, source) VALUES (?, ?, ?, ?, ?)"
ADD_ENTRY = "INSERT INTO entries (kind, digest, added_at) VALUES (?, ?, ?)"
ADD_CAST = "INSERT INTO casts (sequence, reading) VALUES (?, ?)"
ADD_APPEARANCE = "INSERT INTO appearances (statement, part, position, name, actor) VALUES (?, ?, ?, ?, ?)"
NOTE_NAME = """
INSERT INTO actor_names (actor, name, joining_key, proposing_key) VALUES (?, ?, ?, ?)
ON CONFLICT (actor, name) DO NOTHING
"""
NOTE_ROLE = """
INSERT INTO actor_roles (actor, title, start, "end") VALUES (?, ?, ?, ?)
ON CONFLICT (actor, title) DO UPDATE SET
    start = min(coalesce(start, excluded.start), coalesce(excluded.start, start)),
    "end" = max(coalesce("end", excluded."end"), coalesce(excluded."end", "end"))
"""
EARLIER = """
SELECT appearances.actor, statements.id
FROM versions AS new
JOIN versions ON versions.article = new.article AND versions.number <= new.number
JOIN statements ON statements.version = versions.sequence AND (versions.number < new.number OR reading < ?4)
JOIN appearances ON appearances.statement = statements.sequence
JOIN actors ON actors.sequence = appearances.actor
WHERE new.sequence = ?1 AND appearances.name = ?2 AND actors.kind = ?3
ORDER BY versions.number DESC, reading DESC LIMIT 1
"""
BY_KEY = """
SELECT DISTINCT actor, source FROM actor_names JOIN actors ON actors.sequence = actor
WHERE joining_key = ? ORDER BY actor
"""
NAMES_OF_ONE = "SELECT name FROM actor_names WHERE actor = ? ORDER BY sequence"
ROLES_OF_ONE = 'SELECT title, start, "end" FROM actor_roles WHERE actor = ? ORDER BY start, title'
ACTOR_ROW = "SELECT id, name, kind, source FROM actors WHERE sequence = ?"
NAMES = """
SELECT name FROM actor_names WHERE actor IN (SELECT value FROM json_each(?)) ORDER BY sequence
"""
ARTICLE_ROLES = """
SELECT title, min(start), max("end") FROM actor_roles WHERE actor IN (SELECT value FROM json_each(?))
GROUP BY title ORDER BY min(start), title
"""
IMPORTED_ROLES = """
SELECT DISTINCT title, organization, start, "end" FROM imported_roles
WHERE import IN (SELECT sequence FROM imports WHERE actor IN (SELECT value FROM json_each(?)) AND sequence =
    (SELECT max(later.sequence) FROM imports AS later
    WHERE later.actor = imports.actor AND later.dataset = imports.dataset))
ORDER BY start, title
"""
IDENTIFIERS = """
SELECT scheme, value FROM imported_identifiers
WHERE import IN (SELECT sequence FROM imports WHERE actor IN (SELECT value FROM json_each(?)) AND sequence =
    (SELECT max(later.sequence) FROM imports AS later
    WHERE later.actor = imports.actor AND later.dataset = imports.dataset))
ORDER BY import
"""
IMPORTED = "SELECT DISTINCT actor FROM imports"
ADD_IMPORT = "INSERT INTO imports (sequence, actor, dataset) VALUES (?, ?, ?)"
ADD_IMPORTED_NAME = "INSERT INTO imported_names (import, position, name) VALUES (?, ?, ?)"
ADD_IMPORTED_ROLE = (
    'INSERT INTO imported_roles (import, position, title, organization, start, "end") VALUES (?, ?, ?, ?, ?, ?)'
)
ADD_IMPORTED_IDENTIFIER = "INSERT INTO imported_identifiers (import, scheme, value) VALUES (?, ?, ?)"
LAST_IMPORT = """
SELECT digest FROM imports JOIN entries ON entries.sequence = imports.sequence
WHERE actor = ? AND dataset = ? ORDER BY imports.sequence DESC LIMIT 1
"""
BY_IDENTIFIER = """
SELECT actor FROM imported_identifiers JOIN imports ON imports.sequence = import WHERE scheme = ? AND value = ?
ORDER BY import DESC LIMIT 1
"""
SAME_BLOCK_IN_ARTICLES = """
SELECT DISTINCT other.actor FROM actor_names AS own
JOIN actor_names AS other ON other.joining_key = own.joining_key AND other.actor <> own.actor
JOIN actors ON actors.sequence = other.actor AND actors.source <> 'import'
WHERE own.actor = ? ORDER BY other.actor
"""
SAME_BLOCK_IMPORTED = """
SELECT DISTINCT other.actor FROM actor_names AS own
JOIN actor_names AS other ON other.joining_key = own.joining_key AND other.actor <> own.actor
JOIN actors ON actors.sequence = other.actor AND actors.source = 'import'
WHERE own.actor = ? ORDER BY other.actor
"""
JOINED = "SELECT 1 FROM joins WHERE actor = ?"
ADD_JOIN = 'INSERT INTO joins (sequence, actor, "into", score) VALUES (?, ?, ?, ?)'
FIRST_DAY = """
SELECT min(day) FROM appearances
JOIN standing_statements AS statements ON statements.sequence = appearances.statement
JOIN days ON days.version = statements.version
WHERE appearances.actor = ?
"""
FORGET_ROLES = "DELETE FROM actor_roles WHERE actor = :actor AND (:title IS NULL OR title = :title)"
DERIVE_ROLES = """
INSERT INTO actor_roles (actor, title, start, "end")
SELECT :actor, role, min(day), max(day)
FROM appearances
JOIN statement_speakers USING (statement, part, position)
JOIN standing_statements AS statements ON statements.sequence = appearances.statement
JOIN days ON days.version = statements.version
LEFT JOIN json_each(:moved) AS moved
    ON json_extract(moved.value, '$[0]') = statements.id AND json_extract(moved.value, '$[1]') = appearances.actor
WHERE coalesce(json_extract(moved.value, '$[2]'), appearances.actor) = :actor
    AND (appearances.actor = :actor OR moved.value IS NOT NULL)
    AND role IS NOT NULL AND (:title IS NULL OR role = :title)
GROUP BY role
"""
DERIVE_OWN_ROLES = """
INSERT INTO actor_roles (actor, title, start, "end")
SELECT actor, role, min(day), max(day)
FROM appearances
JOIN statement_speakers USING (statement, part, position)
JOIN standing_statements AS statements ON statements.sequence = appearances.statement
JOIN days ON days.version = statements.version
WHERE actor = :actor AND role IS NOT NULL AND (:title IS NULL OR role = :title)
GROUP BY actor, role
"""
# What earlier readings of a version told of actors.
TOLD = """
SELECT DISTINCT statements.id, appearances.actor, appearances.name, role
FROM statements
JOIN appearances ON appearances.statement = statements.sequence
JOIN statement_speakers AS told ON told.statement = appearances.statement AND told.part = appearances.part
    AND told.position = appearances.position
WHERE version = ?1 AND reading < ?2
"""
# Whether the view given_names has it; asked of the view itself, SQLite would make the names of all actors first.
IS_NAMED = """
SELECT EXISTS (
    SELECT 1 FROM actors WHERE sequence = ?1 AND name = ?2 AND (source <> 'article' OR EXISTS (
        SELECT 1 FROM appearances JOIN standing_statements ON standing_statements.sequence = appearances.statement
        WHERE appearances.actor = ?1
    ))
) OR EXISTS (
    SELECT 1 FROM appearances JOIN standing_statements ON standing_statements.sequence = appearances.statement
    WHERE appearances.actor = ?1 AND appearances.name = ?2
) OR EXISTS (
    SELECT 1 FROM imports JOIN imported_names ON import = imports.sequence
    WHERE imports.actor = ?1 AND imported_names.name = ?2
)
"""
FORGET_NAME = "DELETE FROM actor_names WHERE actor = ? AND name = ?"
ALL_ACTORS = "SELECT DISTINCT actor FROM actor_names ORDER BY actor"
ACTOR_COUNT = "SELECT count(DISTINCT actor) FROM actor_names"
BY_PREFIX = "SELECT sequence FROM actors WHERE id >= ?1 AND substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT 11"
BY_ANY_IDENTIFIER = """
SELECT DISTINCT actor FROM imported_identifiers JOIN imports ON imports.sequence = import WHERE value = ?
"""
# Whatever was decided about them.
ROLE_OF = """
SELECT role FROM appearances JOIN statement_speakers USING (statement, part, position)
WHERE statement = ? AND actor = ?
"""
FAMILIES = """
SELECT proposing_key, group_concat(DISTINCT actor) FROM actor_names
WHERE proposing_key IS NOT NULL AND proposing_key > coalesce(:after, '')
GROUP BY proposing_key HAVING count(DISTINCT actor) BETWEEN 2 AND :most
ORDER BY proposing_key LIMIT :limit
"""
FAMILIES_OF = """
SELECT proposing_key, group_concat(DISTINCT actor) FROM actor_names WHERE proposing_key IN (
    SELECT proposing_key FROM actor_names WHERE actor IN (SELECT value FROM json_each(:actors))
)
GROUP BY proposing_key HAVING count(DISTINCT actor) BETWEEN 2 AND :most
ORDER BY proposing_key
"""
