-- Files that people bring: what is to be decided about their films, and what each import wrote, so that it can be taken
-- back. Moments are UTC milliseconds since 1970.

-- Tokens of the account that were issued before it are worth nothing; absent while all are good.
ALTER TABLE app_user ADD COLUMN tokens_from INTEGER;

CREATE TABLE import_session (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    -- Nobody guesses it.
    uuid TEXT NOT NULL UNIQUE,
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    file_name TEXT,
    state TEXT NOT NULL CHECK (state IN ('matching', 'review', 'closed')),
    -- JSON: how the rows of the file were counted.
    counts TEXT NOT NULL,
    film_count INTEGER NOT NULL,
    matched_count INTEGER NOT NULL DEFAULT 0,
    item_count INTEGER NOT NULL DEFAULT 0,
    added_count INTEGER NOT NULL DEFAULT 0 CHECK (added_count >= 0),
    skipped_count INTEGER NOT NULL DEFAULT 0 CHECK (skipped_count >= 0),
    current_index INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    -- When all of it was taken back.
    undone_at INTEGER
) STRICT;

CREATE INDEX import_session_user ON import_session (user_id, id);
CREATE INDEX import_session_expiry ON import_session (expires_at) WHERE state <> 'closed';
CREATE INDEX import_session_matching ON import_session (used_at) WHERE state = 'matching';

-- Films of a file that are still to be looked for.
CREATE TABLE import_waiting (
    session_id INTEGER NOT NULL REFERENCES import_session (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    -- JSON: what the file says.
    film TEXT NOT NULL,
    PRIMARY KEY (session_id, place)
) STRICT, WITHOUT ROWID;

-- Films to decide about, from 0 without gaps.
CREATE TABLE import_item (
    session_id INTEGER NOT NULL REFERENCES import_session (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    -- JSON: what the file says, the film that it probably is, and others that it may be.
    film TEXT NOT NULL,
    found TEXT,
    alternatives TEXT NOT NULL,
    confidence REAL NOT NULL,
    quality TEXT NOT NULL CHECK (quality IN ('high', 'medium', 'low', 'none')),
    status TEXT NOT NULL CHECK (status IN ('pending', 'added', 'skipped')),
    PRIMARY KEY (session_id, position)
) STRICT, WITHOUT ROWID;

-- What decisions wrote, by which they are taken back. Nothing stands here of a decision that changed nothing.
CREATE TABLE import_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    session_id INTEGER NOT NULL REFERENCES import_session (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    profile_id INTEGER REFERENCES profile (id) ON DELETE SET NULL,
    title_id INTEGER REFERENCES title (id) ON DELETE SET NULL,
    -- What the film was called.
    name TEXT NOT NULL,
    -- Whether the import made the film.
    is_new INTEGER NOT NULL CHECK (is_new IN (0, 1)),
    -- The opinion that was written, and what stood there before; absent where none was or there was nothing.
    rating_id INTEGER REFERENCES rating (id) ON DELETE SET NULL,
    value INTEGER,
    rating_source TEXT,
    rated_at INTEGER,
    before_value INTEGER,
    before_source TEXT,
    before_rated_at INTEGER,
    -- Where the film was put on the list of what is kept.
    kept_at INTEGER,
    UNIQUE (session_id, position)
) STRICT;

CREATE INDEX import_entry_profile ON import_entry (profile_id);
CREATE INDEX import_entry_title ON import_entry (title_id);
CREATE INDEX import_entry_rating ON import_entry (rating_id);

-- The viewings that were not there before.
CREATE TABLE import_viewing (
    event_id INTEGER PRIMARY KEY REFERENCES watch_event (id) ON DELETE CASCADE,
    entry_id INTEGER NOT NULL REFERENCES import_entry (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX import_viewing_entry ON import_viewing (entry_id);

-- What people take out of here is read in the order in which it was stored.
CREATE INDEX rating_stored ON rating (user_id, id);
CREATE INDEX watch_event_stored ON watch_event (profile_id, id);
