-- Plans: what is proposed for scenes and titles, what was decided, and what applying wrote, so that it can be taken back.
-- Moments are UTC milliseconds since 1970.

CREATE TABLE curation_plan (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    scope TEXT NOT NULL CHECK (scope IN ('archive', 'catalogue')),
    name TEXT NOT NULL,
    -- The job that makes it, which may be forgotten before the plan is; a job makes one plan.
    job_id INTEGER UNIQUE,
    is_building INTEGER NOT NULL CHECK (is_building IN (0, 1)),
    -- What was looked at.
    subject_count INTEGER NOT NULL DEFAULT 0 CHECK (subject_count >= 0),
    -- Of its changes by status; written in the transactions that change them.
    pending_count INTEGER NOT NULL DEFAULT 0 CHECK (pending_count >= 0),
    approved_count INTEGER NOT NULL DEFAULT 0 CHECK (approved_count >= 0),
    rejected_count INTEGER NOT NULL DEFAULT 0 CHECK (rejected_count >= 0),
    applied_count INTEGER NOT NULL DEFAULT 0 CHECK (applied_count >= 0),
    -- A JSON object.
    metadata TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    -- When something of it was applied, and taken back, last.
    applied_at INTEGER,
    undone_at INTEGER,
    -- Who applies it or takes it back, and until when that holds without another word.
    holder TEXT,
    held_until INTEGER,
    CHECK ((holder IS NULL) = (held_until IS NULL))
) STRICT;

-- What changes are about, as it was when they were proposed.
CREATE TABLE plan_subject (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    plan_id INTEGER NOT NULL REFERENCES curation_plan (id) ON DELETE CASCADE,
    -- The archive's id, or `local-` and the title's; and the key by which numbers sort by their value.
    wire_id TEXT NOT NULL,
    wire_key TEXT NOT NULL,
    title_id INTEGER REFERENCES title (id) ON DELETE SET NULL,
    title TEXT NOT NULL,
    path TEXT,
    UNIQUE (plan_id, wire_key)
) STRICT;

CREATE INDEX plan_subject_wire ON plan_subject (wire_key);
CREATE INDEX plan_subject_title ON plan_subject (title_id);

CREATE TABLE plan_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    plan_id INTEGER NOT NULL REFERENCES curation_plan (id) ON DELETE CASCADE,
    subject_id INTEGER NOT NULL REFERENCES plan_subject (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('add', 'remove', 'update', 'set')),
    -- JSON values.
    current_value TEXT NOT NULL,
    proposed_value TEXT NOT NULL,
    confidence REAL NOT NULL,
    -- Why, and why it was rejected or could not be applied, for people.
    reason TEXT NOT NULL,
    note TEXT,
    status TEXT NOT NULL CHECK (status IN ('pending', 'approved', 'rejected', 'applied')),
    decided_at INTEGER
) STRICT;

CREATE INDEX plan_change_subject ON plan_change (subject_id, field, id);
CREATE INDEX plan_change_plan ON plan_change (plan_id, field, status);

-- What applying wrote, or was about to write, by which it is taken back.
CREATE TABLE plan_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    plan_id INTEGER NOT NULL REFERENCES curation_plan (id) ON DELETE CASCADE,
    change_id INTEGER NOT NULL REFERENCES plan_change (id) ON DELETE CASCADE,
    -- Entries that were prepared together have one; later ones have greater ones.
    place INTEGER NOT NULL,
    effect TEXT NOT NULL CHECK (effect IN ('set', 'add', 'remove', 'own')),
    -- JSON values.
    before_value TEXT NOT NULL,
    after_value TEXT NOT NULL,
    -- A JSON array: ids of what was made for it.
    created TEXT NOT NULL,
    prepared_at INTEGER NOT NULL,
    -- Absent until it is known that it was written.
    done_at INTEGER,
    undone_at INTEGER
) STRICT;

CREATE INDEX plan_entry_change ON plan_entry (change_id);
CREATE INDEX plan_entry_place ON plan_entry (plan_id, place, id);
