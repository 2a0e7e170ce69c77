-- What the archive of another server (Stash) holds, as it says it. A scene is also a title of kind 'scene'.
-- Moments are UTC milliseconds since 1970. Keys are texts without case; those of ids sort by number.

-- A studio, tag or performer. One that only scenes name has no `updated_at`.
CREATE TABLE archive_entity (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    kind TEXT NOT NULL CHECK (kind IN ('studio', 'tag', 'performer')),
    -- The archive's own.
    upstream_id TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    disambiguation TEXT,
    -- A JSON array.
    aliases TEXT NOT NULL,
    details TEXT,
    ignores_auto_tag INTEGER NOT NULL CHECK (ignores_auto_tag IN (0, 1)),
    -- As it was received.
    updated_at TEXT,
    -- Digest of everything above but the moment.
    digest TEXT NOT NULL,
    synced_at INTEGER NOT NULL,
    UNIQUE (kind, upstream_id)
) STRICT;

CREATE INDEX archive_entity_order ON archive_entity (kind, name_key, id);
CREATE INDEX archive_entity_stub ON archive_entity (kind, id) WHERE updated_at IS NULL;

-- The names and aliases by which entities are found.
CREATE TABLE archive_name (
    kind TEXT NOT NULL,
    name_key TEXT NOT NULL,
    entity_id INTEGER NOT NULL REFERENCES archive_entity (id) ON DELETE CASCADE,
    PRIMARY KEY (kind, name_key, entity_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX archive_name_entity ON archive_name (entity_id);

-- What lists of scenes are filtered and sorted by; narrow, because lists read it from one end to the other.
CREATE TABLE archive_scene (
    title_id INTEGER PRIMARY KEY REFERENCES title (id) ON DELETE CASCADE,
    upstream_id TEXT NOT NULL UNIQUE,
    id_key TEXT NOT NULL,
    title_key TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    -- The first day that `date` names.
    day TEXT,
    is_organized INTEGER NOT NULL CHECK (is_organized IN (0, 1)),
    rating100 INTEGER,
    studio_id INTEGER REFERENCES archive_entity (id) ON DELETE SET NULL,
    studio_key TEXT,
    -- Seconds and bytes of the primary file.
    duration REAL,
    size INTEGER,
    -- As it was received.
    updated_at TEXT NOT NULL,
    digest TEXT NOT NULL,
    synced_at INTEGER NOT NULL,
    -- Whether an analysis has looked at it.
    is_analyzed INTEGER NOT NULL CHECK (is_analyzed IN (0, 1))
) STRICT;

CREATE INDEX archive_scene_id ON archive_scene (id_key);
CREATE INDEX archive_scene_title ON archive_scene (title_key, id_key);
CREATE INDEX archive_scene_created ON archive_scene (created_at, id_key);
CREATE INDEX archive_scene_day ON archive_scene (day, id_key);
CREATE INDEX archive_scene_studio ON archive_scene (studio_id);
CREATE INDEX archive_scene_studio_name ON archive_scene (studio_key, id_key);
CREATE INDEX archive_scene_duration ON archive_scene (duration, id_key);
CREATE INDEX archive_scene_size ON archive_scene (size, id_key);
CREATE INDEX archive_scene_rating ON archive_scene (rating100, id_key);
CREATE INDEX archive_scene_state ON archive_scene (is_organized, is_analyzed, id_key);

CREATE TABLE archive_scene_text (
    title_id INTEGER PRIMARY KEY REFERENCES archive_scene (title_id) ON DELETE CASCADE,
    -- May be blank.
    title TEXT NOT NULL,
    details TEXT,
    -- As it was received: a year, a month or a day.
    date TEXT,
    code TEXT,
    director TEXT,
    -- A JSON array.
    urls TEXT NOT NULL
) STRICT;

-- Title, details and paths without case, in which people search.
CREATE TABLE archive_search (
    title_id INTEGER PRIMARY KEY REFERENCES archive_scene (title_id) ON DELETE CASCADE,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE archive_file (
    title_id INTEGER NOT NULL REFERENCES archive_scene (title_id) ON DELETE CASCADE,
    -- 0 is the primary file.
    position INTEGER NOT NULL,
    -- In the archive's view of the file system.
    path TEXT NOT NULL,
    size INTEGER,
    -- Seconds.
    duration REAL,
    width INTEGER,
    height INTEGER,
    frame_rate REAL,
    bit_rate INTEGER,
    format TEXT,
    video_codec TEXT,
    audio_codec TEXT,
    -- A JSON object.
    fingerprints TEXT NOT NULL,
    PRIMARY KEY (title_id, position)
) STRICT, WITHOUT ROWID;

-- The performers and tags of scenes.
CREATE TABLE archive_link (
    title_id INTEGER NOT NULL REFERENCES archive_scene (title_id) ON DELETE CASCADE,
    entity_id INTEGER NOT NULL REFERENCES archive_entity (id) ON DELETE CASCADE,
    PRIMARY KEY (title_id, entity_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX archive_link_entity ON archive_link (entity_id, title_id);

-- Titles of scenes that the archive does not have any more, kept for what people did with them.
CREATE TABLE archive_gone (
    upstream_id TEXT PRIMARY KEY,
    title_id INTEGER NOT NULL UNIQUE REFERENCES title (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- How far each kind has been taken over.
CREATE TABLE archive_state (
    kind TEXT PRIMARY KEY CHECK (kind IN ('studio', 'tag', 'performer', 'scene')),
    -- Scheme, host and port of the archive that was read.
    origin TEXT,
    -- The greatest `updated_at` that was seen, as it was received.
    watermark TEXT,
    finished_at INTEGER,
    full_at INTEGER,
    -- Digest of a set of ids so small that it was not believed, and when it was seen.
    doubt TEXT,
    doubt_at INTEGER
) STRICT, WITHOUT ROWID;
