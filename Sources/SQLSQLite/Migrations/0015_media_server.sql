-- The household's Jellyfin or Emby server: its libraries, its items beside the catalogue, and what people did there.
-- Moments are UTC milliseconds since 1970.

CREATE TABLE server_library (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    -- Kind and id of the media server, such as `jellyfin:5d1b3c6f9e8a47b2a1c0d9e8f7a6b5c4`.
    server TEXT NOT NULL,
    item_id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('movie', 'series')),
    is_enabled INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    -- Set while the media server has no such library.
    vanished_at INTEGER,
    -- When all of its titles were here for the first time since it was switched on.
    completed_at INTEGER,
    UNIQUE (server, item_id)
) STRICT;

-- Several items may be one title.
CREATE TABLE server_copy (
    library_id INTEGER NOT NULL REFERENCES server_library (id) ON DELETE CASCADE,
    item_id TEXT NOT NULL,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    path TEXT,
    -- Of everything that was taken over: equal means that there is nothing to do.
    digest TEXT NOT NULL,
    -- Set while the media server has no such item. The row stays as long as the title does.
    vanished_at INTEGER,
    PRIMARY KEY (library_id, item_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX server_copy_title ON server_copy (title_id);
CREATE INDEX server_copy_item ON server_copy (item_id);

CREATE TABLE series_fact (
    title_id INTEGER PRIMARY KEY REFERENCES title (id) ON DELETE CASCADE,
    tvdb_id INTEGER,
    status TEXT,
    end_year INTEGER,
    -- A JSON array of names of days.
    air_days TEXT NOT NULL,
    critic_rating REAL
) STRICT;

CREATE INDEX series_fact_tvdb ON series_fact (tvdb_id);
CREATE INDEX series_fact_status ON series_fact (status);

-- Whether the title came with a media server, and whether lists show it: 1 hides what is only in libraries that are
-- switched off, 2 what is gone from the media server and kept for what people did with it. Others are never hidden.
ALTER TABLE title ADD COLUMN is_from_server INTEGER NOT NULL DEFAULT 0 CHECK (is_from_server IN (0, 1));
ALTER TABLE title ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1, 2));

CREATE INDEX title_gone ON title (kind, id) WHERE hidden = 2;
CREATE INDEX title_hidden ON title (id) WHERE hidden <> 0;
DROP INDEX title_browse;
CREATE INDEX title_browse ON title (kind, match_key, COALESCE(year, 0), id, hidden) WHERE state = 'known';

-- What a media server lets its account see, on its own scale, which is about ages.
ALTER TABLE app_user ADD COLUMN parental_limit INTEGER;

-- Media servers tell how often something was watched, and when the last time; 0 for `watched_at` where nobody knows.
ALTER TABLE watch_event ADD COLUMN plays INTEGER NOT NULL DEFAULT 1 CHECK (plays > 0);

-- What people like elsewhere, besides what they keep here for later.
CREATE TABLE favourite (
    profile_id INTEGER NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (profile_id, title_id, source)
) STRICT, WITHOUT ROWID;

CREATE INDEX favourite_title ON favourite (title_id);

-- How far a person's history is taken over.
CREATE TABLE history_mark (
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    server TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('movie', 'series')),
    -- The latest play that was told; absent when there was none with a moment.
    played_until INTEGER,
    read_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, server, kind)
) STRICT, WITHOUT ROWID;
