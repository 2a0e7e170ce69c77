-- The peer's tables, with an index for every order and filter of its lists.
CREATE TABLE entities (
    kind TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, name_key TEXT NOT NULL, aliases TEXT NOT NULL,
    details TEXT, updated_at TEXT NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX entities_order ON entities (kind, name_key, id);

-- Lists are found in this narrow table before the rest of their scenes is read.
CREATE TABLE scenes (
    id INTEGER PRIMARY KEY, title_key TEXT NOT NULL, created INTEGER NOT NULL, day TEXT, organized INTEGER NOT NULL,
    rating INTEGER, studio INTEGER, studio_key TEXT, duration REAL, size INTEGER, updated_at TEXT NOT NULL,
    synced_at TEXT NOT NULL
);
CREATE INDEX scenes_title ON scenes (title_key, id);
CREATE INDEX scenes_created ON scenes (created, id);
CREATE INDEX scenes_day ON scenes (day, id);
CREATE INDEX scenes_organized ON scenes (organized, id);
CREATE INDEX scenes_rating ON scenes (rating, id);
CREATE INDEX scenes_studio ON scenes (studio);
CREATE INDEX scenes_studio_name ON scenes (studio_key, id);
CREATE INDEX scenes_duration ON scenes (duration, id);
CREATE INDEX scenes_size ON scenes (size, id);

-- `files` is JSON as answers have it.
CREATE TABLE scene_texts (
    id INTEGER PRIMARY KEY, title TEXT NOT NULL, details TEXT, files TEXT NOT NULL, search TEXT NOT NULL
);

CREATE TABLE links (
    scene INTEGER NOT NULL, kind TEXT NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (scene, kind, entity)
) WITHOUT ROWID;
CREATE INDEX links_entity ON links (kind, entity, scene);

-- A plan as it is stored row by row; values are JSON.
CREATE TABLE plans (id INTEGER PRIMARY KEY, plan TEXT NOT NULL);
CREATE TABLE subjects (
    id INTEGER PRIMARY KEY, plan INTEGER NOT NULL, scene TEXT NOT NULL, title TEXT NOT NULL, path TEXT
);
CREATE INDEX subjects_plan ON subjects (plan, id);
CREATE TABLE changes (
    id INTEGER PRIMARY KEY, plan INTEGER NOT NULL, subject INTEGER NOT NULL, field TEXT NOT NULL, action TEXT NOT NULL,
    current_value TEXT NOT NULL, proposed_value TEXT NOT NULL, confidence REAL NOT NULL, reason TEXT NOT NULL,
    note TEXT, status TEXT NOT NULL
);
CREATE INDEX changes_plan ON changes (plan, subject, field, id);
