-- Of what more than forty statements of one article have in common, only the first ones are found by it. The keys are
-- derived: where an article has so many, the next writer makes all of them again.

DELETE FROM original_keys WHERE EXISTS (SELECT 1 FROM copies GROUP BY version HAVING count(*) > 40);
