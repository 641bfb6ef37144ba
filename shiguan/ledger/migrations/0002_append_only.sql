-- What was recorded stays as it was recorded.
CREATE TRIGGER articles_no_update BEFORE UPDATE ON articles
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER articles_no_delete BEFORE DELETE ON articles
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;

CREATE TRIGGER receipts_no_update BEFORE UPDATE ON receipts
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER receipts_no_delete BEFORE DELETE ON receipts
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;

CREATE TRIGGER documents_no_update BEFORE UPDATE ON documents
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER documents_no_delete BEFORE DELETE ON documents
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;

CREATE TRIGGER document_versions_no_update BEFORE UPDATE ON document_versions
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER document_versions_no_delete BEFORE DELETE ON document_versions
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;

CREATE TRIGGER offset_segments_no_update BEFORE UPDATE ON offset_segments
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER offset_segments_no_delete BEFORE DELETE ON offset_segments
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;

CREATE TRIGGER repairs_no_update BEFORE UPDATE ON repairs
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER repairs_no_delete BEFORE DELETE ON repairs
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;

CREATE TRIGGER regions_no_update BEFORE UPDATE ON regions
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER regions_no_delete BEFORE DELETE ON regions
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;

CREATE TRIGGER runs_no_update BEFORE UPDATE ON runs
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER runs_no_delete BEFORE DELETE ON runs
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;

CREATE TRIGGER readings_no_update BEFORE UPDATE ON readings
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER readings_no_delete BEFORE DELETE ON readings
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;

CREATE TRIGGER rejects_no_update BEFORE UPDATE ON rejects
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER rejects_no_delete BEFORE DELETE ON rejects
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;

CREATE TRIGGER mentions_no_update BEFORE UPDATE ON mentions
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER mentions_no_delete BEFORE DELETE ON mentions
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;

CREATE TRIGGER mention_aliases_no_update BEFORE UPDATE ON mention_aliases
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER mention_aliases_no_delete BEFORE DELETE ON mention_aliases
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;

CREATE TRIGGER claims_no_update BEFORE UPDATE ON claims
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER claims_no_delete BEFORE DELETE ON claims
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;

CREATE TRIGGER arguments_no_update BEFORE UPDATE ON arguments
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER arguments_no_delete BEFORE DELETE ON arguments
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;

CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;

CREATE TRIGGER judgements_no_update BEFORE UPDATE ON judgements
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER judgements_no_delete BEFORE DELETE ON judgements
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;

CREATE TRIGGER migrations_no_update BEFORE UPDATE ON migrations
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER migrations_no_delete BEFORE DELETE ON migrations
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;

-- And nothing is recorded before what is already there: else the past, asked again, would answer otherwise.
CREATE TRIGGER entries_in_time BEFORE INSERT ON entries
WHEN NEW.recorded_at < (SELECT max(recorded_at) FROM entries)
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER readings_in_time BEFORE INSERT ON readings
WHEN NEW.recorded_at < (SELECT max(recorded_at) FROM readings)
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
CREATE TRIGGER judgements_in_time BEFORE INSERT ON judgements
WHEN NEW.recorded_at < (SELECT max(recorded_at) FROM judgements)
BEGIN SELECT RAISE(ABORT, 'the past is appended to, never edited'); END;
