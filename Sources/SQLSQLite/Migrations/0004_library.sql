-- What people own: IMDb ids in the order of addition, of which the catalogue may know nothing yet.

CREATE TABLE owned_set (
    user_id INTEGER PRIMARY KEY REFERENCES app_user (id) ON DELETE CASCADE,
    version INTEGER NOT NULL CHECK (version >= 0),
    etag TEXT NOT NULL,
    last_modified INTEGER
) STRICT;

CREATE TABLE owned_title (
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    imdb_id TEXT NOT NULL CHECK (imdb_id LIKE 'tt%'),
    added_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, position),
    UNIQUE (user_id, imdb_id)
) STRICT, WITHOUT ROWID;
