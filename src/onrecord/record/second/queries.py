"""The queries about what a second reader tells."""

# Proposals that nobody decided about, of statements that hold in latest versions, the least sure first is up to the
# caller: a confidence is made of the scores.
PROPOSED = """
SELECT DISTINCT listed.statement, stances.statement, stances.label, stances.scores
FROM standing_stances AS stances
CROSS JOIN statements ON statements.id = stances.statement
JOIN listed ON listed.statement = statements.sequence AND listed.standing = 'held'
WHERE stances.question = ?1 AND NOT EXISTS (
    SELECT 1 FROM coded JOIN held_decisions ON held_decisions.number = coded.decision
    WHERE coded.question = ?1 AND coded.statement = stances.statement
)
"""
ASKED_BEFORE = "SELECT statement, words FROM standing_second_stances WHERE question = ? AND read_with = ?"
ADD_STANCE = """
INSERT INTO second_stances (sequence, question, statement, words, label, start, "end", shown, read_with)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
STANDING_STANCES = """
SELECT statement, label, shown, read_with, added_at
FROM standing_second_stances AS second JOIN entries ON entries.sequence = second.sequence
WHERE question = ? ORDER BY second.sequence
"""
# Statements of which it says something else than what stands as proposed.
DIFFERENT = """
SELECT DISTINCT second.question, statements.sequence
FROM standing_second_stances AS second
JOIN standing_stances AS first ON first.question = second.question AND first.statement = second.statement
CROSS JOIN statements ON statements.id = second.statement
JOIN listed ON listed.statement = statements.sequence AND listed.standing = 'held'
WHERE second.question = ? AND first.label <> second.label
"""

# The rows as `verify` reads them.
STANCE_ROWS = """
SELECT second.sequence, questions.id, statement, words, label, start, "end", shown, read_with
FROM second_stances AS second LEFT JOIN questions ON questions.sequence = second.question
"""
READING_ROWS = """
SELECT sequence, statement, part, words, told, agrees, start, "end", shown, read_with FROM second_readings
"""
UNPROVED = """
SELECT second.statement, second.shown
FROM (
    SELECT statement, start, "end", shown FROM second_stances WHERE shown IS NOT NULL
    UNION ALL SELECT statement, start, "end", shown FROM second_readings
) AS second
WHERE NOT EXISTS (
    SELECT 1 FROM statements JOIN versions ON versions.sequence = statements.version
    WHERE statements.id = second.statement
        AND substr(versions.text, second.start + 1, second."end" - second.start) = second.shown
)
"""
