"""The queries about questions and positions."""

ADD_ENTRY = "INSERT INTO entries (kind, digest, added_at) VALUES (?, ?, ?)"
ADD_QUESTION = """
INSERT INTO questions (sequence, id, text, description, synonyms, seeds, since, who) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
QUESTIONS = """
SELECT questions.sequence, id, text, description, synonyms, seeds, since, who, added_at
FROM questions JOIN entries ON entries.sequence = questions.sequence ORDER BY questions.sequence
"""
CHANGES = "SELECT id, change FROM held_decisions WHERE subject = 'question' ORDER BY number"
COUNTS = """
SELECT questions.id, count(stances.sequence), coalesce(sum(stances.label <> 'unrelated'), 0), max(stances.sequence)
FROM questions LEFT JOIN standing_stances AS stances ON stances.question = questions.sequence
GROUP BY questions.sequence
"""
CODED_COUNTS = """
SELECT substr(id, 1, 16), count(*) FROM held_decisions WHERE subject = 'position' GROUP BY 1
"""
ADDED_AT = "SELECT added_at FROM entries WHERE sequence = ?"

# Statements as they are judged, with the names of those who hold them: those that hold in the latest versions.
TO_JUDGE = """
SELECT statements.sequence, statements.id, statements.version, statements.kind, statements.act, statements.negated, (
    SELECT json_group_array(name) FROM (
        SELECT name FROM statement_speakers WHERE statement = statements.sequence
        AND part = iif(statements.principal_kind IS NULL, 'speaker', 'principal') ORDER BY position
    )
)
FROM json_each(?) AS asked
CROSS JOIN listed ON listed.statement = asked.value AND listed.standing = 'held'
JOIN statements ON statements.sequence = listed.statement
ORDER BY statements.version, statements.sequence
"""
WITH_IDS = """
SELECT listed.statement FROM json_each(?) AS asked
CROSS JOIN statements ON statements.id = asked.value
JOIN listed ON listed.statement = statements.sequence AND listed.standing = 'held'
"""
TEXT = "SELECT text FROM versions WHERE sequence = ?"
BLOCKS = 'SELECT start, "end" FROM blocks WHERE version = ? ORDER BY position'
JUDGED = "SELECT statement, words, read_with, label FROM standing_stances WHERE question = ?"
# What one model said last of each statement; others may have said something since.
JUDGED_BY = """
SELECT statement, words, scores, relevance FROM stances WHERE question = ?1 AND read_with = ?2 AND sequence = (
    SELECT max(sequence) FROM stances AS later
    WHERE later.question = ?1 AND later.statement = stances.statement AND later.read_with = ?2
)
"""
LAST_MODEL = "SELECT read_with FROM stances WHERE question = ? ORDER BY sequence DESC LIMIT 1"
HAS_CORRECTED = """
SELECT EXISTS (
    SELECT 1 FROM standing_stances WHERE question = ?1 AND substr(read_with, 1, length(?2) + 3) = ?2 || ' + '
)
"""
ADD_STANCE = """
INSERT INTO stances (sequence, question, statement, words, label, scores, relevance, read_with)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
# Questions and the statements of latest versions that are about them, or were coded for them.
PAIRS_OF_QUESTION = """
SELECT DISTINCT :question, statements.sequence
FROM (
    SELECT statement AS id FROM standing_stances WHERE question = :question AND (:unrelated OR label <> 'unrelated')
    UNION SELECT statement FROM coded WHERE question = :question
) AS asked
CROSS JOIN statements ON statements.id = asked.id
JOIN listed ON listed.statement = statements.sequence AND listed.standing = 'held'
"""
PAIRS_CODED = """
SELECT DISTINCT coded.question, statements.sequence
FROM coded CROSS JOIN held_decisions AS decisions ON decisions.number = coded.decision
JOIN statements ON statements.id = coded.statement
JOIN listed ON listed.statement = statements.sequence AND listed.standing = 'held'
WHERE coded.question = ?
"""
PAIRS_OF_ACTORS = """
SELECT stances.question, statements.sequence
FROM (
    SELECT DISTINCT statement FROM appearances WHERE actor IN (SELECT value FROM json_each(:actors))
    UNION SELECT statements.sequence
    FROM json_each(:moved) AS moved CROSS JOIN statements ON statements.id = moved.value
) AS own
CROSS JOIN statements ON statements.sequence = own.statement
JOIN listed ON listed.statement = statements.sequence AND listed.standing = 'held'
JOIN standing_stances AS stances ON stances.statement = statements.id AND stances.label <> 'unrelated'
UNION
SELECT coded.question, statements.sequence
FROM coded CROSS JOIN statements ON statements.id = coded.statement
JOIN listed ON listed.statement = statements.sequence AND listed.standing = 'held'
"""
PAIRS_OF_STATEMENT = """
SELECT asked.question, statements.sequence
FROM (
    SELECT question FROM stances WHERE statement = :statement
    UNION SELECT question FROM coded WHERE statement = :statement
    UNION SELECT :question WHERE :question IS NOT NULL
) AS asked
CROSS JOIN statements ON statements.id = :statement
JOIN listed ON listed.statement = statements.sequence AND listed.standing = 'held'
WHERE :question IS NULL OR asked.question = :question
"""
PAIRS_OF_ARTICLE = """
SELECT stances.question, statements.sequence
FROM articles JOIN latest ON latest.article = articles.sequence
JOIN statements ON statements.version = latest.version
JOIN listed ON listed.statement = statements.sequence AND listed.standing = 'held'
JOIN standing_stances AS stances ON stances.statement = statements.id AND stances.label <> 'unrelated'
WHERE articles.id = :article
UNION
SELECT coded.question, statements.sequence
FROM articles JOIN latest ON latest.article = articles.sequence
JOIN statements ON statements.version = latest.version
JOIN listed ON listed.statement = statements.sequence AND listed.standing = 'held'
JOIN coded ON coded.statement = statements.id
WHERE articles.id = :article
"""
# When a statement came to be about a question: since it was first held to be, or last decided about.
SINCE = """
SELECT statement, max(at) FROM (
    SELECT stances.statement, min(added_at) AS at
    FROM stances JOIN entries ON entries.sequence = stances.sequence
    WHERE stances.question = ?1 AND label <> 'unrelated' GROUP BY stances.statement
    UNION ALL
    SELECT coded.statement, added_at
    FROM coded CROSS JOIN held_decisions AS decisions ON decisions.number = coded.decision
    JOIN entries ON entries.sequence = decisions.sequence
    WHERE coded.question = ?1
)
GROUP BY statement
"""
# What is told of them. No text of a version is gone through.
SHOWN = """
SELECT
    json_extract(asked.value, '$[0]'), statements.sequence, statements.id, statements.quote, statements.act,
    statements.negated, statements.when_start, statements.when_end, statements.when_text, statements.when_rule,
    statements.principal_kind IS NOT NULL, listed.day, listed.outlet, articles.id, family_originals.family,
    stances.label, stances.scores, stances.relevance, stances.read_with, stances.sequence
FROM json_each(?) AS asked
CROSS JOIN statements ON statements.sequence = json_extract(asked.value, '$[1]')
JOIN listed ON listed.statement = statements.sequence
JOIN latest ON latest.version = listed.version
JOIN articles ON articles.sequence = latest.article
LEFT JOIN copies ON copies.statement = statements.sequence
LEFT JOIN family_originals ON family_originals.original = copies.original
LEFT JOIN standing_stances AS stances
    ON stances.question = json_extract(asked.value, '$[0]') AND stances.statement = statements.id
"""
HOLDERS = """
SELECT appearances.statement, appearances.part, appearances.actor, role
FROM json_each(?) AS asked
CROSS JOIN appearances ON appearances.statement = asked.value
JOIN statement_speakers USING (statement, part, position)
ORDER BY appearances.statement, appearances.part, appearances.position
"""
ACTORS = "SELECT sequence, id, name FROM actors WHERE sequence IN (SELECT value FROM json_each(?))"
ACTORS_BY_ID = "SELECT id, sequence FROM actors WHERE id IN (SELECT value FROM json_each(?))"

# What coders decided, each decision with what was proposed when it was made.
CODINGS = """
SELECT coded.question, coded.statement, decisions.number, decisions.id, decisions.verdict, decisions.change,
    decisions.who, added_at, decisions.note, (
        SELECT label FROM stances
        WHERE stances.question = coded.question AND stances.statement = substr(decisions.id, 18, 16)
            AND stances.sequence < decisions.sequence
        ORDER BY stances.sequence DESC LIMIT 1
    )
FROM coded CROSS JOIN held_decisions AS decisions ON decisions.number = coded.decision
JOIN entries ON entries.sequence = decisions.sequence
WHERE coded.question IN (SELECT value FROM json_each(:questions))
    AND (:statement IS NULL OR coded.statement = :statement)
ORDER BY coded.decision
"""
QUESTION_BY_ID = "SELECT sequence FROM questions WHERE id = ?"
ADD_CODED = "INSERT INTO coded (question, statement, decision) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
ALL_CODED = "SELECT question, statement, decision FROM coded"
CODING_DECISIONS = "SELECT number, id FROM decisions WHERE subject = 'position' ORDER BY number"
CODED_IN = """
SELECT DISTINCT coded.question, coded.statement, coded.decision
FROM versions JOIN statements ON statements.version = versions.sequence
JOIN coded ON coded.statement = statements.id
WHERE versions.article = ?
"""
# Articles of which versions or readings were added that are not yet compared.
ADDED = """
SELECT DISTINCT versions.article FROM found_readings JOIN versions ON versions.sequence = found_readings.version
WHERE found_readings.sequence > ?
"""

# Where statements about questions begin, which tells their paragraphs; the second of articles in which actors speak.
ABOUT = """
SELECT DISTINCT statements.version, spans.start, stances.question
FROM json_each(:questions) AS asked
CROSS JOIN standing_stances AS stances ON stances.question = asked.value AND stances.label <> 'unrelated'
CROSS JOIN statements ON statements.id = stances.statement
JOIN listed ON listed.statement = statements.sequence AND listed.standing = 'held'
JOIN spans ON spans.statement = statements.sequence AND spans.role = 'content' AND spans.position = 0
ORDER BY statements.version, spans.start
"""
ABOUT_BESIDE = """
SELECT DISTINCT statements.version, spans.start, stances.question
FROM (
    SELECT DISTINCT statements.version FROM json_each(:actors) AS own
    CROSS JOIN appearances ON appearances.actor = own.value
    CROSS JOIN statements ON statements.sequence = appearances.statement
    UNION SELECT statements.version FROM json_each(:moved) AS moved CROSS JOIN statements ON statements.id = moved.value
) AS spoken
CROSS JOIN statements ON statements.version = spoken.version
JOIN listed ON listed.statement = statements.sequence AND listed.standing = 'held'
CROSS JOIN standing_stances AS stances ON stances.statement = statements.id AND stances.label <> 'unrelated'
    AND stances.question IN (SELECT value FROM json_each(:questions))
JOIN spans ON spans.statement = statements.sequence AND spans.role = 'content' AND spans.position = 0
ORDER BY statements.version, spans.start
"""
APPEARING = """
SELECT statements.id, part, appearances.name, appearances.actor
FROM statements JOIN appearances ON appearances.statement = statements.sequence
WHERE statements.version = ?
"""
DAY = """
SELECT articles.id, outlet, substr(published, 1, 10) FROM versions JOIN articles ON articles.sequence = versions.article
WHERE versions.sequence = ?
"""

# The rows as `verify` reads them.
QUESTION_ROWS = "SELECT sequence, id, text, description, synonyms, seeds, since, who FROM questions"
STANCE_ROWS = """
SELECT stances.sequence, questions.id, statement, words, label, scores, relevance, read_with
FROM stances LEFT JOIN questions ON questions.sequence = stances.question
"""
STRANGE_STANCES = """
SELECT DISTINCT statement FROM stances
WHERE NOT EXISTS (SELECT 1 FROM statements WHERE statements.id = stances.statement)
"""
IS_STATEMENT = "SELECT EXISTS (SELECT 1 FROM statements WHERE id = ?)"
# What second readers say; and the statements of which they say something else than what stands as proposed.
STANDING_STANCES = """
SELECT statement, label, shown, read_with, added_at
FROM standing_second_stances AS second JOIN entries ON entries.sequence = second.sequence
WHERE question = ? ORDER BY second.sequence
"""
DIFFERENT = """
SELECT DISTINCT second.question, statements.sequence
FROM standing_second_stances AS second
JOIN standing_stances AS first ON first.question = second.question AND first.statement = second.statement
CROSS JOIN statements ON statements.id = second.statement
JOIN listed ON listed.statement = statements.sequence AND listed.standing = 'held'
WHERE second.question = ? AND first.label <> second.label
"""
