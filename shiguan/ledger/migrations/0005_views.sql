-- Views for people who open the file (with Datasette, DB Browser, sqlite3): the record in words. They show the present as it was when
-- something was last read or asked. What stands in view_* is made from the tables alone; shiguan itself reads none of them.
-- Roles read as "org: 星河汽车; person: 王远".

CREATE VIEW view_claims AS
SELECT t.claim, t.event_type AS type,
    (SELECT group_concat(role || ': ' || said, '; ') FROM (
        SELECT a.role AS role, coalesce(m.name, a.text) AS said FROM arguments a LEFT JOIN mentions m ON m.version = a.mention
        WHERE a.claim = t.version ORDER BY a.ordinal)) AS roles,
    c.valid_start, c.valid_end, c.valid_precision, c.valid_expression, c.certainty, c.polarity, c.speaker,
    c.quote AS "read", t.quote, t.received_start AS "start", t.received_end AS "end", d.file, d.publisher, d.published_start AS published,
    e.id AS event, t.document, c.confidence, c.backend
FROM present_tellings t
JOIN claims c ON c.version = t.version
JOIN present_documents d ON d.document = t.document
LEFT JOIN present_events e ON e.key = t.event;

CREATE VIEW view_events AS
SELECT e.id AS event, e.event_type AS type,
    (SELECT group_concat(role || ': ' || said, '; ') FROM (
        SELECT v.role AS role, coalesce(n.name, v.text) AS said FROM present_values v LEFT JOIN present_entities n ON n.key = v.entity
        WHERE v.event = e.key ORDER BY v.role, v.ordinal)) AS roles,
    e.valid_start, e.valid_end, e.valid_precision, e.valid_expression, e.certainty, e.polarity, e.sources, e.tellings,
    (SELECT c.quote FROM present_tellings t JOIN claims c ON c.version = t.version
        WHERE t.event = e.key ORDER BY t.version LIMIT 1) AS "read",
    e.told_start AS first_told
FROM present_events e;

CREATE VIEW view_entities AS
SELECT e.id AS entity, e.kind, e.name,
    (SELECT group_concat(form, '; ') FROM (
        SELECT f.form AS form FROM present_forms f WHERE f.entity = e.key AND f.form <> e.name ORDER BY f.form)) AS also_called,
    e.mentions,
    (SELECT count(DISTINCT v.event) FROM present_values v WHERE v.entity = e.key) AS events
FROM present_entities e;

CREATE VIEW view_articles AS
SELECT v.document, r.article, p.file, v.title, v.publisher, v.published_start AS published, p.url, v.script, r.claims,
    r.recorded_at, u.reader
FROM readings r
JOIN document_versions v ON v.version = r.version
JOIN receipts p ON p.version = v.receipt
JOIN runs u ON u.id = r.run
WHERE NOT EXISTS (SELECT 1 FROM readings n WHERE n.article = r.article AND n.seq > r.seq);

CREATE VIEW view_judgements AS
SELECT j.seq,
    (SELECT m.name FROM mentions m WHERE m.id = j.left_mention ORDER BY m.version DESC LIMIT 1) AS "left",
    (SELECT m.name FROM mentions m WHERE m.id = j.right_mention ORDER BY m.version DESC LIMIT 1) AS "right",
    j.verdict, j.score, j.explanation, j.judged_by, j.recorded_at, j.left_mention, j.right_mention
FROM judgements j;

CREATE VIEW view_log AS
SELECT e.seq, e.recorded_at, e.action, e.origin, e.reason, c.event_type AS type, c.quote, e.claim, c.document, e.run
FROM entries e JOIN claims c ON c.version = e.version;
