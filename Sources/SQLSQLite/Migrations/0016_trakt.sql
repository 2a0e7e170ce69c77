-- Accounts at Trakt, and what is to be told there.
-- Moments are UTC milliseconds since 1970.

CREATE TABLE trakt_link (
    user_id INTEGER NOT NULL PRIMARY KEY REFERENCES app_user (id) ON DELETE CASCADE,
    -- What the user is called at Trakt.
    name TEXT NOT NULL,
    -- Sealed with a key that is not in the database; no two are equal.
    tokens BLOB NOT NULL,
    connected_at INTEGER NOT NULL,
    -- Trakt took back its permission.
    must_reconnect INTEGER NOT NULL DEFAULT 0 CHECK (must_reconnect IN (0, 1)),
    synced_at INTEGER,
    -- What the last synchronisation saw: the last changes at Trakt, and the version of the area 'titles'. Without that
    -- version everything is read again.
    movies_rated_at INTEGER,
    shows_rated_at INTEGER,
    catalogue_version INTEGER,
    -- What was given up, for the user to read.
    problem TEXT,
    -- Who has the user's wishes at the moment, and from when on they may be told.
    worker TEXT,
    lease_until INTEGER,
    next_at INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX trakt_link_next ON trakt_link (next_at, user_id) WHERE must_reconnect = 0;

-- Ways of a browser to Trakt and back that are under way.
CREATE TABLE trakt_state (
    -- SHA-256 of the text, which itself is stored nowhere.
    digest BLOB NOT NULL PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

CREATE INDEX trakt_state_user ON trakt_state (user_id, created_at);
CREATE INDEX trakt_state_age ON trakt_state (created_at);

-- What is to be told to Trakt: the newest wish about each title.
CREATE TABLE trakt_wish (
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('movie', 'series')),
    -- Absent when the rating is to be removed.
    value INTEGER CHECK (value BETWEEN 1 AND 10),
    -- When the opinion was given.
    rated_at INTEGER NOT NULL,
    wished_at INTEGER NOT NULL,
    -- Counts the wishes about the title.
    number INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    -- Not told before.
    due_at INTEGER NOT NULL,
    -- Whether it is told in a request of its own.
    is_alone INTEGER NOT NULL CHECK (is_alone IN (0, 1)),
    PRIMARY KEY (user_id, title_id)
) STRICT;

CREATE INDEX trakt_wish_order ON trakt_wish (user_id, wished_at, title_id);
CREATE INDEX trakt_wish_due ON trakt_wish (user_id, due_at);
CREATE INDEX trakt_wish_title ON trakt_wish (title_id);

-- When Trakt last said the same, or that it knows no such title; absent for never.
ALTER TABLE rating ADD COLUMN trakt_at INTEGER;
