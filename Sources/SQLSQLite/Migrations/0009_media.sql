-- The folders of this server's own media, the files in them, and the titles that they hold.
-- Moments are UTC milliseconds since 1970; paths are relative to their folder, as bytes where they name a file.

CREATE TABLE media_library (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    name TEXT NOT NULL,
    -- The name in lower case and composed form.
    name_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('movies', 'series', 'mixed')),
    created_at INTEGER NOT NULL,
    scanned_at INTEGER,
    -- What the last scan came to, in words.
    scan_status TEXT
) STRICT;

CREATE TABLE media_folder (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    library_id INTEGER NOT NULL REFERENCES media_library (id) ON DELETE CASCADE,
    path TEXT NOT NULL UNIQUE,
    -- The device at the last scan: another one means that something else is mounted there.
    device INTEGER,
    -- Digest of everything that the last scan saw; equal means that there is nothing to do.
    digest BLOB
) STRICT;

CREATE INDEX media_folder_library ON media_folder (library_id, id);

CREATE TABLE media_file (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    folder_id INTEGER NOT NULL REFERENCES media_folder (id) ON DELETE CASCADE,
    -- The bytes as they were found, and the text that people see.
    raw_path BLOB NOT NULL,
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    -- Nanoseconds since 1970.
    modified INTEGER NOT NULL,
    device INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    -- Digest of the first and last 64 KiB, by which a moved file is known again.
    digest BLOB,
    -- Only files that a title plays have a role of 'feature'.
    role TEXT NOT NULL CHECK (role IN ('feature', 'extra')),
    extra_kind TEXT,
    missing_since INTEGER,
    added_at INTEGER NOT NULL,
    probe TEXT NOT NULL CHECK (probe IN ('pending', 'done', 'failed')),
    problem TEXT,
    duration INTEGER,
    container TEXT,
    video_codec TEXT,
    audio_codec TEXT,
    width INTEGER,
    height INTEGER,
    -- JSON: intro and credits, and the audio tracks.
    details TEXT NOT NULL,
    UNIQUE (folder_id, raw_path)
) STRICT;

CREATE INDEX media_file_size ON media_file (size, modified);
CREATE INDEX media_file_missing ON media_file (missing_since) WHERE missing_since IS NOT NULL;
CREATE INDEX media_file_probe ON media_file (id) WHERE probe = 'pending';

-- A title has several files where there are versions, or parts of one; a file has several titles where it holds two
-- episodes.
CREATE TABLE title_file (
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    file_id INTEGER NOT NULL REFERENCES media_file (id) ON DELETE CASCADE,
    -- 0 is the default version.
    version INTEGER NOT NULL,
    label TEXT,
    part INTEGER NOT NULL,
    PRIMARY KEY (title_id, file_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX title_file_file ON title_file (file_id);

CREATE TABLE subtitle_track (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    file_id INTEGER NOT NULL REFERENCES media_file (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    -- A file beside the video, or the number of a stream inside it.
    raw_path BLOB,
    stream INTEGER,
    format TEXT NOT NULL,
    language TEXT,
    is_guessed INTEGER NOT NULL CHECK (is_guessed IN (0, 1)),
    title TEXT,
    is_forced INTEGER NOT NULL CHECK (is_forced IN (0, 1)),
    is_sdh INTEGER NOT NULL CHECK (is_sdh IN (0, 1)),
    is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
    CHECK ((raw_path IS NULL) <> (stream IS NULL))
) STRICT;

CREATE INDEX subtitle_track_file ON subtitle_track (file_id, position);

-- Pictures that lie beside the files.
CREATE TABLE title_artwork (
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('poster', 'backdrop', 'thumb')),
    folder_id INTEGER NOT NULL REFERENCES media_folder (id) ON DELETE CASCADE,
    raw_path BLOB NOT NULL,
    -- Changes with the picture.
    stamp TEXT NOT NULL,
    PRIMARY KEY (title_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE episode (
    title_id INTEGER PRIMARY KEY REFERENCES title (id) ON DELETE CASCADE,
    series_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    -- 0 are specials.
    season INTEGER NOT NULL,
    -- Absent where a special has no number.
    number INTEGER,
    air_date TEXT,
    -- Rank of its certificate, or where it has none of its series'; absent where there is none.
    certificate INTEGER,
    UNIQUE (series_id, season, number)
) STRICT;

CREATE INDEX episode_series ON episode (series_id, season, number, title_id);

-- What is listed: films and series that have, or had, a file.
CREATE TABLE listing (
    title_id INTEGER PRIMARY KEY REFERENCES title (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('movie', 'series')),
    sort_key TEXT NOT NULL,
    year INTEGER NOT NULL,
    -- Rank of the certificate on the ladder; absent where there is none.
    certificate INTEGER,
    -- Folded names, people and episode titles, one a line, each with a letter that says what it is.
    search_text TEXT NOT NULL,
    -- When the newest file came.
    added_at INTEGER NOT NULL
) STRICT;

CREATE INDEX listing_order ON listing (sort_key, year, title_id);
CREATE INDEX listing_kind ON listing (kind, sort_key, year, title_id);
CREATE INDEX listing_newest ON listing (kind, added_at, title_id);

CREATE TABLE title_library (
    library_id INTEGER NOT NULL REFERENCES media_library (id) ON DELETE CASCADE,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    PRIMARY KEY (library_id, title_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX title_library_title ON title_library (title_id);

-- Episodes are no part of the search index; with the kind in it, the index alone tells what is.
DROP INDEX title_state;
CREATE INDEX title_state ON title (state, id, revision, kind);
