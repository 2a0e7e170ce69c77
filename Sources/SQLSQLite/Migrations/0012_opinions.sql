-- What people think of titles, and the order in which the whole catalogue is listed.
-- Moments are UTC milliseconds since 1970.

CREATE TABLE rating (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    uuid TEXT NOT NULL UNIQUE,
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    -- Absent while the title is gone; then the other keys tell which it was, so that the opinion comes back with it.
    title_id INTEGER REFERENCES title (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    imdb_id TEXT,
    tmdb_id INTEGER,
    -- 1 to 10; absent when the opinion was withdrawn, which is an opinion, too: an older one does not come back.
    value INTEGER CHECK (value BETWEEN 1 AND 10),
    source TEXT NOT NULL,
    -- When it was given, wherever that was.
    rated_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (user_id, title_id)
) STRICT;

CREATE INDEX rating_title ON rating (title_id);
CREATE INDEX rating_newest ON rating (user_id, updated_at, id);
CREATE INDEX rating_homeless ON rating (kind, imdb_id, tmdb_id) WHERE title_id IS NULL;

CREATE INDEX title_browse ON title (kind, match_key, COALESCE(year, 0), id) WHERE state = 'known';

-- What people are called, and what the server does for them by itself.
ALTER TABLE app_user ADD COLUMN display_name TEXT;
ALTER TABLE app_user ADD COLUMN gets_picks INTEGER NOT NULL DEFAULT 1 CHECK (gets_picks IN (0, 1));
ALTER TABLE app_user ADD COLUMN gets_movie_picks INTEGER NOT NULL DEFAULT 1 CHECK (gets_movie_picks IN (0, 1));
ALTER TABLE app_user ADD COLUMN gets_series_picks INTEGER NOT NULL DEFAULT 1 CHECK (gets_series_picks IN (0, 1));
ALTER TABLE app_user ADD COLUMN manages_history INTEGER NOT NULL DEFAULT 0 CHECK (manages_history IN (0, 1));
-- Absent until something changed.
ALTER TABLE app_user ADD COLUMN updated_at INTEGER;

-- When a title came and when it changed last; of those that were there before nobody knows.
ALTER TABLE title ADD COLUMN added_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE title ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
UPDATE title SET added_at = CAST(strftime('%s', 'now') AS INTEGER) * 1000, changed_at = CAST(strftime('%s', 'now') AS INTEGER) * 1000;

-- Writers are people of a title, too.
CREATE TABLE title_person_with_writers (
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    role TEXT NOT NULL CHECK (role IN ('director', 'writer', 'cast')),
    PRIMARY KEY (title_id, position)
) STRICT, WITHOUT ROWID;

INSERT INTO title_person_with_writers SELECT title_id, position, person_id, role FROM title_person;
DROP TABLE title_person;
ALTER TABLE title_person_with_writers RENAME TO title_person;
CREATE INDEX title_person_person ON title_person (person_id);
