-- SCHEMA stands for the database the tables are made in. Entities and events are named by numbers that stay while they grow;
-- their ids, which come from what they hold, are columns.

CREATE TABLE SCHEMA.present_state (
    name TEXT PRIMARY KEY,
    seq INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE SCHEMA.present_entities (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    first TEXT NOT NULL,
    mentions INTEGER NOT NULL
);
CREATE INDEX SCHEMA.present_entities_by_id ON present_entities (id);

-- version: the newest version of the mention that a standing claim names.
CREATE TABLE SCHEMA.present_mentions (
    mention TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    entity INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX SCHEMA.present_mentions_by_entity ON present_mentions (entity);

-- Every form of an entity's name: how many mentions have it as their name, and how many as another form.
CREATE TABLE SCHEMA.present_forms (
    entity INTEGER NOT NULL,
    form TEXT NOT NULL,
    named INTEGER NOT NULL,
    also INTEGER NOT NULL,
    normal TEXT NOT NULL,
    core TEXT,
    PRIMARY KEY (entity, form)
) WITHOUT ROWID;
CREATE INDEX SCHEMA.present_forms_by_normal ON present_forms (normal);
CREATE INDEX SCHEMA.present_forms_by_core ON present_forms (core) WHERE core IS NOT NULL;

-- A claim that stands, as compared with others (compared: JSON) and as quoted. near parts a block where it can be parted.
-- source: the smallest id of the documents that tell its event and are one source with its own, or copy there what it quotes.
-- part: the chain that it may begin (rumour, plan; denial: where no rumour of it is on record). leads: its document goes on with
-- a word for what came next.
CREATE TABLE SCHEMA.present_tellings (
    claim TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    document TEXT NOT NULL,
    event_type TEXT NOT NULL,
    block TEXT NOT NULL,
    near INTEGER,
    event INTEGER,
    source TEXT,
    compared TEXT NOT NULL,
    received_start INTEGER NOT NULL,
    received_end INTEGER NOT NULL,
    quote TEXT NOT NULL,
    part TEXT,
    leads INTEGER NOT NULL
);
CREATE INDEX SCHEMA.present_tellings_by_block ON present_tellings (block, near);
CREATE INDEX SCHEMA.present_tellings_by_event ON present_tellings (event);
CREATE INDEX SCHEMA.present_tellings_by_document ON present_tellings (document);
CREATE INDEX SCHEMA.present_tellings_leading ON present_tellings (document) WHERE leads;

-- What texts of claims that stand may name (kind:name), and the one entity that has the name, as they were compared.
CREATE TABLE SCHEMA.present_texts (
    claim TEXT NOT NULL,
    name TEXT NOT NULL,
    entity INTEGER,
    PRIMARY KEY (claim, name)
) WITHOUT ROWID;
CREATE INDEX SCHEMA.present_texts_by_name ON present_texts (name);

-- told_*: its first publication. happening: the event it is counted with, alone: no other is; place: how well it is told among those,
-- from 0. first_day, last_day: when it may have happened, as any of those say (dated) or up to its first publication. rank: how far
-- from sure (0 confirmed, 1 reported or denied, 3 rumoured, 2 all else). named: whether it names a person. total: a sum of rounds, no round. outlets: how many tell it;
-- first_outlet: the one that did before all others (resolve.voices). *_entity, *_text: whose it
-- is, by the roles that say so. Events of a type lie together: they are counted together.
CREATE TABLE SCHEMA.present_events (
    key INTEGER NOT NULL,
    id TEXT NOT NULL,
    event_type TEXT NOT NULL,
    block TEXT NOT NULL,
    happening INTEGER,
    alone INTEGER,
    place INTEGER,
    dated INTEGER,
    first_day TEXT,
    last_day TEXT,
    certainty TEXT NOT NULL,
    rank INTEGER NOT NULL GENERATED ALWAYS AS (
        CASE certainty WHEN 'confirmed' THEN 0 WHEN 'reported' THEN 1 WHEN 'denied' THEN 1 WHEN 'rumoured' THEN 3 ELSE 2 END
    ) STORED,
    polarity TEXT NOT NULL,
    valid_start TEXT,
    valid_end TEXT,
    valid_precision TEXT,
    valid_expression TEXT,
    told_start TEXT,
    told_end TEXT,
    sources INTEGER NOT NULL,
    tellings INTEGER NOT NULL,
    named INTEGER NOT NULL,
    total INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    first_outlet TEXT,
    org_entity INTEGER,
    org_text TEXT,
    person_entity INTEGER,
    person_text TEXT,
    destination_entity INTEGER,
    destination_text TEXT,
    PRIMARY KEY (event_type, key)
) WITHOUT ROWID;
CREATE UNIQUE INDEX SCHEMA.present_events_by_key ON present_events (key);
CREATE INDEX SCHEMA.present_events_by_id ON present_events (id);
CREATE INDEX SCHEMA.present_events_by_block ON present_events (block);

CREATE TABLE SCHEMA.present_values (
    event INTEGER NOT NULL,
    role TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    entity INTEGER,
    text TEXT NOT NULL,
    support INTEGER NOT NULL,
    PRIMARY KEY (event, role, ordinal)
) WITHOUT ROWID;
CREATE INDEX SCHEMA.present_values_by_entity ON present_values (entity) WHERE entity IS NOT NULL;

-- The version of each document that tells something, and where it is from. source: the smallest id of those that tell an event
-- with it and are one source with it, or with one that is.
CREATE TABLE SCHEMA.present_documents (
    document TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    source TEXT NOT NULL,
    file TEXT NOT NULL,
    publisher TEXT,
    published_start TEXT,
    published_end TEXT,
    published_precision TEXT,
    published_expression TEXT
) WITHOUT ROWID;
CREATE INDEX SCHEMA.present_documents_by_source ON present_documents (source);

-- Of two documents that tell one event (by version, the smaller one left) whether they are one source: found once, for it takes long.
CREATE TABLE SCHEMA.present_compared (
    left INTEGER NOT NULL,
    right INTEGER NOT NULL,
    one INTEGER NOT NULL,
    PRIMARY KEY (left, right)
) WITHOUT ROWID;
CREATE INDEX SCHEMA.present_compared_by_right ON present_compared (right);

-- What tellings are found by that may have to do with each other (resolve.related): those that share a key, and whose steps, where
-- both have one, differ by no more than one.
CREATE TABLE SCHEMA.present_keys (
    key TEXT NOT NULL,
    claim TEXT NOT NULL,
    step INTEGER,
    part TEXT,
    PRIMARY KEY (key, claim)
) WITHOUT ROWID;
CREATE INDEX SCHEMA.present_keys_by_claim ON present_keys (claim);

-- Rumours, plans and lone denials (part) with what became of them (resolve.fates). settled: the claim that settles it. undated,
-- day, document, start, claim: when and where its first step was told. events: ids, in order. said: of a plan, the claim that
-- first tells it as one; due: the last day of the time that it names.
CREATE TABLE SCHEMA.present_chains (
    key INTEGER PRIMARY KEY,
    part TEXT NOT NULL,
    fate TEXT NOT NULL,
    reason TEXT NOT NULL,
    settled TEXT,
    undated INTEGER NOT NULL,
    day TEXT NOT NULL,
    document TEXT NOT NULL,
    start INTEGER NOT NULL,
    claim TEXT NOT NULL,
    events TEXT NOT NULL,
    said TEXT,
    due TEXT
);
CREATE INDEX SCHEMA.present_chains_in_order ON present_chains (part, undated, day, document, start, claim, events, fate);

-- part NULL: it has to do with the chain, but no part in it as it stands.
CREATE TABLE SCHEMA.present_steps (
    chain INTEGER NOT NULL,
    place INTEGER NOT NULL,
    claim TEXT NOT NULL,
    part TEXT,
    link TEXT,
    differs TEXT,
    PRIMARY KEY (chain, place)
) WITHOUT ROWID;
CREATE INDEX SCHEMA.present_steps_by_claim ON present_steps (claim);

-- Forecasts, as facts are held against them (sought: JSON); undated, day, document, start: their order. due: by when it was to come.
CREATE TABLE SCHEMA.present_foretold (
    claim TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    undated INTEGER NOT NULL,
    day TEXT NOT NULL,
    start INTEGER NOT NULL,
    due TEXT,
    sought TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX SCHEMA.present_foretold_by_document ON present_foretold (document);

-- The pairs of characters that a name in a forecast may begin with.
CREATE TABLE SCHEMA.present_pairs (
    pair TEXT NOT NULL,
    claim TEXT NOT NULL,
    PRIMARY KEY (pair, claim)
) WITHOUT ROWID;

-- The names of whom facts are about that may bear on forecasts.
CREATE TABLE SCHEMA.present_facts (
    name TEXT NOT NULL,
    claim TEXT NOT NULL,
    PRIMARY KEY (name, claim)
) WITHOUT ROWID;
CREATE INDEX SCHEMA.present_facts_by_claim ON present_facts (claim);

-- What bears on a forecast, and how (present.borne).
CREATE TABLE SCHEMA.present_bearing (
    forecast TEXT NOT NULL,
    fact TEXT NOT NULL,
    how TEXT NOT NULL,
    PRIMARY KEY (forecast, fact)
) WITHOUT ROWID;
CREATE INDEX SCHEMA.present_bearing_by_fact ON present_bearing (fact);

-- Where conflicts can be (resolve.conflicts.grounds): what an event says on a ground; open: of any time.
CREATE TABLE SCHEMA.present_grounds (
    ground TEXT NOT NULL,
    said TEXT NOT NULL,
    event INTEGER NOT NULL,
    open INTEGER NOT NULL,
    PRIMARY KEY (ground, said, event, open)
) WITHOUT ROWID;
CREATE INDEX SCHEMA.present_grounds_by_event ON present_grounds (event);
