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

# Statements as they were read, the least sure first: those that nobody decided about, and of which this model was not
# asked since they were read.
DOUBTFUL = """
SELECT proposals.sequence
FROM latest_proposals AS proposals CROSS JOIN statements ON statements.sequence = proposals.sequence
WHERE (proposals.confidence < :below OR :below >= 1)
    AND (:article IS NULL OR proposals.article = (SELECT sequence FROM articles WHERE id = :article))
    AND NOT EXISTS (SELECT 1 FROM decided WHERE decided.statement = proposals.sequence)
    AND proposals.article NOT IN (SELECT article FROM accepted_articles)
    AND NOT EXISTS (
        SELECT 1 FROM second_readings
        WHERE second_readings.statement = statements.id AND read_with = :name
            AND second_readings.sequence > statements.sequence
    )
ORDER BY proposals.confidence, proposals.sequence
LIMIT :limit
"""
ADD_READING = """
INSERT INTO second_readings (sequence, statement, part, told, agrees, start, "end", shown, read_with)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
OF_STATEMENT = """
SELECT part, told, agrees, start, "end", shown, read_with, added_at
FROM standing_second_readings AS second JOIN entries ON entries.sequence = second.sequence
WHERE second.statement = ?1 AND EXISTS (
    SELECT 1 FROM statements CROSS JOIN latest_proposals AS proposals ON proposals.sequence = statements.sequence
    WHERE statements.id = ?1 AND statements.sequence < second.sequence
)
ORDER BY part, second.sequence
"""

# The rows as `verify` reads them.
STANCE_ROWS = """
SELECT second.sequence, questions.id, statement, words, label, start, "end", shown, read_with
FROM second_stances AS second LEFT JOIN questions ON questions.sequence = second.question
"""
READING_ROWS = """
SELECT sequence, statement, part, told, agrees, start, "end", shown, read_with FROM second_readings
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
