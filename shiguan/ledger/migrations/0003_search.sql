-- Full-text search: one passage a line of a document, and its terms (shiguan.ledger.terms writes them).
-- Not part of what is on record but made from it. Without a copy of the text, which documents already hold.
-- The ascii tokenizer leaves every character beyond ASCII alone, so that terms stay as they were written,
-- also for ideographs younger than SQLite's own table of letters.

CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id),
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL
);
CREATE INDEX passages_by_document ON passages (document);

CREATE VIRTUAL TABLE passage_terms USING fts5 (terms, content = '', tokenize = 'ascii');

CREATE TRIGGER passages_no_update BEFORE UPDATE ON passages
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER passages_no_delete BEFORE DELETE ON passages
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
