-- Titles, the words that describe them, and the versions by which other processes follow.

-- A writer raises the version of its area before it commits, so that revisions become visible in order.
CREATE TABLE area_version (
    area TEXT PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO area_version (area, version) VALUES ('titles', 0), ('vectors', 0), ('jobs', 0), ('library', 0);

CREATE TABLE title (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    uuid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('movie', 'series', 'episode', 'scene')),
    state TEXT NOT NULL CHECK (state IN ('pending', 'known', 'failed')),
    imdb_id TEXT UNIQUE CHECK (imdb_id LIKE 'tt%'),
    tmdb_id INTEGER,
    -- Empty only for a stub, of which no more than an id is known.
    title TEXT NOT NULL,
    original_title TEXT,
    year INTEGER,
    release_date TEXT,
    overview TEXT,
    tagline TEXT,
    runtime_minutes INTEGER,
    content_rating TEXT,
    vote_average REAL,
    vote_count INTEGER,
    popularity REAL,
    poster_path TEXT,
    -- JSON arrays of codes.
    countries TEXT NOT NULL,
    languages TEXT NOT NULL,
    -- JSON: the source of each field, and the locked fields.
    provenance TEXT NOT NULL,
    -- The folded title, for sources that know no id.
    match_key TEXT NOT NULL,
    -- The version of the area 'titles' at the last change; each change of a title has its own.
    revision INTEGER NOT NULL UNIQUE,
    CHECK (state <> 'known' OR title <> ''),
    UNIQUE (tmdb_id, kind)
) STRICT;

CREATE INDEX title_match ON title (match_key, year);
CREATE INDEX title_state ON title (state, id, revision);

-- So that followers learn of titles that are gone. Ids are never used again.
CREATE TABLE title_removed (
    title_id INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL UNIQUE,
    vector_revision INTEGER NOT NULL UNIQUE
) STRICT;

-- The keys of the vocabulary are the names in lower case and composed form; the first spelling stays.
CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE title_person (
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    role TEXT NOT NULL CHECK (role IN ('director', 'cast')),
    PRIMARY KEY (title_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX title_person_person ON title_person (person_id);

CREATE TABLE term (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    kind TEXT NOT NULL CHECK (kind IN ('genre', 'keyword')),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    UNIQUE (name_key, kind)
) STRICT;

CREATE TABLE title_term (
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    term_id INTEGER NOT NULL REFERENCES term (id),
    -- The place among the title's terms of the same kind.
    position INTEGER NOT NULL,
    PRIMARY KEY (title_id, term_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX title_term_term ON title_term (term_id);

CREATE TABLE studio (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE title_studio (
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    studio_id INTEGER NOT NULL REFERENCES studio (id),
    PRIMARY KEY (title_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX title_studio_studio ON title_studio (studio_id);
