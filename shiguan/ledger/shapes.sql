-- Names as they are compared: mentions that nothing tells apart are one shape. Made from the record alone, like the present;
-- dropped and made anew when the rules or the known words change. The indexes are made once the tables are filled: ids and keys are
-- hashes, and rows put in their order one by one would be all over the file.

CREATE TABLE shapes_state (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- told: JSON. anchor: the mention that the others are tied to by judgements.
CREATE TABLE shapes (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    told TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    anchor TEXT NOT NULL
);

-- Hashes of the keys by which shapes are found; used: 0 by name, 1 as a longer name, 2 as a misprint.
CREATE TABLE shape_keys (
    key INTEGER NOT NULL,
    used INTEGER NOT NULL,
    shape INTEGER NOT NULL
);

CREATE TABLE shape_staff (
    house INTEGER NOT NULL,
    person INTEGER NOT NULL
);

-- tied: whether judgements tie it to the shape's anchor.
CREATE TABLE shape_mentions (
    mention TEXT NOT NULL,
    shape INTEGER NOT NULL,
    document TEXT NOT NULL,
    tied INTEGER NOT NULL
);

-- Of people in one document: who may be called short for whom.
CREATE TABLE shape_meant (
    short INTEGER NOT NULL,
    full INTEGER NOT NULL,
    document TEXT NOT NULL,
    contested INTEGER NOT NULL
);

-- The newest judgement by rules of a pair of mentions of two shapes, low < high.
CREATE TABLE shape_pairs (
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    left_mention TEXT NOT NULL,
    right_mention TEXT NOT NULL,
    verdict TEXT NOT NULL,
    score REAL NOT NULL,
    explanation TEXT NOT NULL
);

CREATE UNIQUE INDEX shapes_by_id ON shapes (id);
CREATE UNIQUE INDEX shape_keys_by_key ON shape_keys (key, used, shape);
CREATE UNIQUE INDEX shape_staff_by_house ON shape_staff (house, person);
CREATE UNIQUE INDEX shape_mentions_by_mention ON shape_mentions (mention);
CREATE INDEX shape_mentions_by_shape ON shape_mentions (shape, document);
CREATE INDEX shape_mentions_by_document ON shape_mentions (document);
CREATE INDEX shape_mentions_untied ON shape_mentions (shape, mention) WHERE tied = 0;
CREATE INDEX shape_meant_by_short ON shape_meant (short, full);
CREATE INDEX shape_meant_contested ON shape_meant (full, short) WHERE contested = 1;
CREATE INDEX shape_meant_by_document ON shape_meant (document);
CREATE UNIQUE INDEX shape_pairs_by_mentions ON shape_pairs (left_mention, right_mention);
CREATE INDEX shape_pairs_by_right ON shape_pairs (right_mention);
CREATE INDEX shape_pairs_by_shapes ON shape_pairs (low, high);
