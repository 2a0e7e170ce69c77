-- Libraries that arrive in chunks, and answers that are kept so that a request sent twice acts once.

CREATE TABLE upload (
    -- `u_` and 32 hexadecimal digits.
    id TEXT PRIMARY KEY CHECK (id LIKE 'u_%'),
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    mode TEXT NOT NULL CHECK (mode IN ('merge', 'replace')),
    state TEXT NOT NULL CHECK (state IN ('active', 'committed', 'failed', 'expired')),
    -- Who sends it, in the client's words.
    source TEXT NOT NULL,
    -- How many films the client announced.
    total_count INTEGER NOT NULL CHECK (total_count >= 0),
    -- Sums over the chunks while active, the final tallies afterwards.
    accepted INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    invalid INTEGER NOT NULL,
    -- Different valid ids that have arrived.
    staged INTEGER NOT NULL,
    -- Of a commit: films that left the set, and the set's size afterwards.
    removed INTEGER NOT NULL,
    set_size INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    -- The last chunk, or the start.
    touched_at INTEGER NOT NULL,
    finished_at INTEGER,
    CHECK ((state = 'active') = (finished_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX upload_user ON upload (user_id, started_at, id);
CREATE INDEX upload_open ON upload (user_id, started_at, id) WHERE state = 'active';
CREATE INDEX upload_age ON upload (touched_at) WHERE state = 'active';

CREATE TABLE upload_chunk (
    upload_id TEXT NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
    chunk_index INTEGER NOT NULL CHECK (chunk_index >= 0),
    PRIMARY KEY (upload_id, chunk_index)
) STRICT, WITHOUT ROWID;

-- The valid ids of an active upload, each once, in the order in which they came; nobody else sees them.
CREATE TABLE upload_item (
    upload_id TEXT NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    imdb_id TEXT NOT NULL CHECK (imdb_id LIKE 'tt%'),
    PRIMARY KEY (upload_id, imdb_id)
) STRICT, WITHOUT ROWID;

-- How many uploads an account ever began and how they ended, since old rows go.
CREATE TABLE upload_count (
    user_id INTEGER PRIMARY KEY REFERENCES app_user (id) ON DELETE CASCADE,
    started INTEGER NOT NULL,
    committed INTEGER NOT NULL,
    failed INTEGER NOT NULL
) STRICT;

-- One row for each request that came with an idempotency key: a repetition gets the kept answer.
CREATE TABLE answered_request (
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    -- Method and path.
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    body_digest BLOB NOT NULL,
    status INTEGER NOT NULL,
    answer BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, scope, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX answered_request_age ON answered_request (created_at);

-- Whose set a film is in.
CREATE INDEX owned_title_film ON owned_title (imdb_id);

-- The number of its films, so that nobody has to count them.
ALTER TABLE owned_set ADD COLUMN size INTEGER NOT NULL DEFAULT 0;

UPDATE owned_set SET size = (SELECT COUNT(*) FROM owned_title o WHERE o.user_id = owned_set.user_id);
