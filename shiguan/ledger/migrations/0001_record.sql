-- The record. Every table is only appended to (0002 forbids the rest).
--
-- An id says which thing is meant; a version (with a fingerprint of all its columns) holds what was said of it.
-- A better reading of the same claim is a new version of it, and the old one stays.
-- Times in the world are ISO days (start, end, precision, expression; precision NULL: no time told).
-- Times of recording are UTC with microseconds, so that their text order is their order. Decimals are text.

CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    content BLOB NOT NULL
);

-- How the bytes of an article came, each time something about it was new.
CREATE TABLE receipts (
    version INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id),
    fingerprint TEXT NOT NULL,
    received TEXT NOT NULL,
    encoding TEXT,
    media_type TEXT NOT NULL,
    file TEXT NOT NULL,
    url TEXT,
    publisher TEXT,
    published_start TEXT,
    published_end TEXT,
    published_precision TEXT,
    published_expression TEXT,
    title TEXT,
    retrieved_at TEXT NOT NULL,
    UNIQUE (article, fingerprint)
);

CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id),
    text TEXT NOT NULL
);
CREATE INDEX documents_by_article ON documents (article);

CREATE TABLE document_versions (
    version INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id),
    fingerprint TEXT NOT NULL,
    receipt INTEGER NOT NULL REFERENCES receipts (version),
    script TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    published_start TEXT,
    published_end TEXT,
    published_precision TEXT,
    published_expression TEXT,
    UNIQUE (document, fingerprint)
);

CREATE TABLE offset_segments (
    version INTEGER NOT NULL REFERENCES document_versions (version),
    ordinal INTEGER NOT NULL,
    read_start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    received_start INTEGER NOT NULL,
    width INTEGER NOT NULL,
    PRIMARY KEY (version, ordinal)
) WITHOUT ROWID;

CREATE TABLE repairs (
    version INTEGER NOT NULL REFERENCES document_versions (version),
    ordinal INTEGER NOT NULL,
    fixer TEXT NOT NULL,
    received_start INTEGER NOT NULL,
    received_end INTEGER NOT NULL,
    before_text TEXT NOT NULL,
    after_text TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (version, ordinal)
) WITHOUT ROWID;

CREATE TABLE regions (
    version INTEGER NOT NULL REFERENCES document_versions (version),
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (version, ordinal)
) WITHOUT ROWID;

CREATE TABLE runs (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    started_at TEXT NOT NULL,
    reader TEXT NOT NULL
);

-- This document was read whole, in this run. The newest reading of an article is the one that holds.
CREATE TABLE readings (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    run TEXT NOT NULL REFERENCES runs (id),
    article TEXT NOT NULL REFERENCES articles (id),
    version INTEGER NOT NULL REFERENCES document_versions (version),
    claims INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    recorded_at TEXT NOT NULL
);
CREATE INDEX readings_by_article ON readings (article, seq);
CREATE INDEX readings_by_version ON readings (version, seq);
CREATE INDEX readings_by_time ON readings (recorded_at);

CREATE TABLE rejects (
    reading INTEGER NOT NULL REFERENCES readings (seq),
    ordinal INTEGER NOT NULL,
    event_type TEXT NOT NULL,
    quote TEXT NOT NULL,
    backend TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (reading, ordinal)
) WITHOUT ROWID;

CREATE TABLE mentions (
    version INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES documents (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    quote TEXT NOT NULL,
    UNIQUE (id, fingerprint)
);

CREATE TABLE mention_aliases (
    mention INTEGER NOT NULL REFERENCES mentions (version),
    ordinal INTEGER NOT NULL,
    alias TEXT NOT NULL,
    PRIMARY KEY (mention, ordinal)
) WITHOUT ROWID;

CREATE TABLE claims (
    version INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES documents (id),
    event_type TEXT NOT NULL,
    certainty TEXT NOT NULL,
    polarity TEXT NOT NULL,
    speaker TEXT,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    quote TEXT NOT NULL,
    valid_start TEXT,
    valid_end TEXT,
    valid_precision TEXT,
    valid_expression TEXT,
    confidence REAL NOT NULL,
    backend TEXT NOT NULL,
    UNIQUE (id, fingerprint)
);
CREATE INDEX claims_by_document ON claims (document);
CREATE INDEX claims_by_type ON claims (event_type);
CREATE INDEX claims_by_valid_time ON claims (valid_start, valid_end);

-- text: the text of a text value, else the expression. low and high: decimals of an amount, days of a time.
CREATE TABLE arguments (
    claim INTEGER NOT NULL REFERENCES claims (version),
    ordinal INTEGER NOT NULL,
    role TEXT NOT NULL,
    value_kind TEXT NOT NULL CHECK (value_kind IN ('mention', 'amount', 'time', 'text')),
    mention INTEGER REFERENCES mentions (version),
    text TEXT,
    low TEXT,
    high TEXT,
    currency TEXT,
    unit TEXT,
    time_precision TEXT,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    quote TEXT NOT NULL,
    PRIMARY KEY (claim, ordinal),
    CHECK ((value_kind = 'mention') = (mention IS NOT NULL)),
    CHECK ((value_kind = 'mention') = (text IS NULL)),
    CHECK ((value_kind = 'time') = (time_precision IS NOT NULL))
) WITHOUT ROWID;

-- The log. origin: what a reading found, or what a person corrected; the second outranks the first.
CREATE TABLE entries (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    claim TEXT NOT NULL,
    version INTEGER NOT NULL REFERENCES claims (version),
    action TEXT NOT NULL CHECK (action IN ('assert', 'retract')),
    origin TEXT NOT NULL CHECK (origin IN ('reading', 'correction')),
    recorded_at TEXT NOT NULL,
    run TEXT NOT NULL REFERENCES runs (id),
    reason TEXT NOT NULL
);
CREATE INDEX entries_by_claim ON entries (claim, seq);
CREATE INDEX entries_by_version ON entries (version);
CREATE INDEX entries_by_time ON entries (recorded_at);

CREATE TABLE judgements (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    left_mention TEXT NOT NULL,
    right_mention TEXT NOT NULL CHECK (left_mention < right_mention),
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
    score REAL NOT NULL,
    explanation TEXT NOT NULL,
    judged_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL
);
CREATE INDEX judgements_by_pair ON judgements (left_mention, right_mention, seq);
CREATE INDEX judgements_by_time ON judgements (recorded_at);
