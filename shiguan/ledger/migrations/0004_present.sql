-- The present: what the record comes to, kept beside it so that asking need not work it out anew. Made from the tables above
-- alone; it may be emptied and is made again, so nothing here forbids to change it. The tables are in present.sql, which
-- also makes them in memory for a view of the past.

CREATE INDEX arguments_by_mention ON arguments (mention) WHERE mention IS NOT NULL;
CREATE INDEX judgements_by_right ON judgements (right_mention, left_mention);
CREATE INDEX entries_by_run ON entries (run);
CREATE INDEX judgements_different ON judgements (left_mention, right_mention) WHERE verdict = 'different';
CREATE INDEX mentions_by_document ON mentions (document);
