-- Originals are also found by pairs of telling words of their paragraphs. The keys are derived: the next writer makes
-- them again.

DELETE FROM original_keys;
