-- The keys of names by what they are for: a family is reports of one utterance, and a block is a stretch of a text.

ALTER TABLE actor_names RENAME COLUMN block TO joining_key;
ALTER TABLE actor_names RENAME COLUMN family TO proposing_key;
