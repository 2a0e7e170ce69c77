-- Profiles and what they watched, where they are, and what they keep for later; who is playing at the moment.
-- Moments are UTC milliseconds since 1970.

ALTER TABLE app_user ADD COLUMN expires_at INTEGER;
-- Absent takes the setting; 0 is without limit.
ALTER TABLE app_user ADD COLUMN playbacks_max INTEGER;
ALTER TABLE app_user ADD COLUMN update_channel TEXT NOT NULL DEFAULT 'stable';

CREATE TABLE profile (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- scrypt over a keyed hash of the PIN.
    pin_hash TEXT,
    certificate_limit TEXT,
    rating_limit TEXT,
    skips_intro INTEGER NOT NULL CHECK (skips_intro IN (0, 1)),
    skips_credits INTEGER NOT NULL CHECK (skips_credits IN (0, 1)),
    plays_next INTEGER NOT NULL CHECK (plays_next IN (0, 1)),
    created_at INTEGER NOT NULL,
    CHECK (certificate_limit IS NULL OR pin_hash IS NOT NULL)
) STRICT;

CREATE INDEX profile_user ON profile (user_id, id);

ALTER TABLE web_session ADD COLUMN kind TEXT NOT NULL DEFAULT 'web';
-- Absent until somebody chose one: then the account's first.
ALTER TABLE web_session ADD COLUMN profile_id INTEGER REFERENCES profile (id) ON DELETE SET NULL;

-- What an app says of itself.
CREATE TABLE session_client (
    session_id INTEGER PRIMARY KEY REFERENCES web_session (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    package TEXT,
    version_name TEXT,
    version_code TEXT,
    address TEXT NOT NULL
) STRICT;

-- A PIN that was entered lately.
CREATE TABLE pin_window (
    session_id INTEGER NOT NULL REFERENCES web_session (id) ON DELETE CASCADE,
    profile_id INTEGER NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
    open_until INTEGER NOT NULL,
    PRIMARY KEY (session_id, profile_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE watch_state (
    profile_id INTEGER NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    -- Whole seconds; 0 when there is nothing to go on with.
    position INTEGER NOT NULL,
    is_finished INTEGER NOT NULL CHECK (is_finished IN (0, 1)),
    watched_at INTEGER NOT NULL,
    -- JSON: the reports that the state follows from.
    reports TEXT NOT NULL,
    PRIMARY KEY (profile_id, title_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX watch_state_recent ON watch_state (profile_id, watched_at, title_id);
CREATE INDEX watch_state_begun ON watch_state (profile_id, watched_at, title_id)
    WHERE position > 0 AND is_finished = 0;
CREATE INDEX watch_state_title ON watch_state (title_id);

CREATE TABLE watch_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    profile_id INTEGER NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    watched_at INTEGER NOT NULL,
    source TEXT NOT NULL,
    device TEXT,
    UNIQUE (profile_id, title_id, source, watched_at)
) STRICT;

CREATE INDEX watch_event_recent ON watch_event (profile_id, watched_at, id);
CREATE INDEX watch_event_title ON watch_event (title_id);

CREATE TABLE watch_list (
    profile_id INTEGER NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (profile_id, title_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX watch_list_newest ON watch_list (profile_id, added_at, title_id);
CREATE INDEX watch_list_title ON watch_list (title_id);

-- One playback a session.
CREATE TABLE playback (
    session_id INTEGER PRIMARY KEY REFERENCES web_session (id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    profile_id INTEGER REFERENCES profile (id) ON DELETE SET NULL,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    started_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    position INTEGER NOT NULL,
    is_paused INTEGER NOT NULL CHECK (is_paused IN (0, 1)),
    device TEXT,
    -- JSON: how well the stream arrives.
    quality TEXT NOT NULL
) STRICT;

CREATE INDEX playback_user ON playback (user_id, started_at, session_id);

CREATE TABLE app_release (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    channel TEXT NOT NULL CHECK (channel IN ('stable', 'beta')),
    version_code INTEGER NOT NULL CHECK (version_code > 0),
    version_name TEXT NOT NULL,
    is_mandatory INTEGER NOT NULL CHECK (is_mandatory IN (0, 1)),
    version_code_min INTEGER,
    file_name TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    summary TEXT,
    -- A JSON array of texts.
    items TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    UNIQUE (channel, version_code)
) STRICT;

-- Who did what that matters for the household's safety.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    at INTEGER NOT NULL,
    action TEXT NOT NULL,
    user_id INTEGER REFERENCES app_user (id) ON DELETE SET NULL,
    address TEXT,
    detail TEXT
) STRICT;

CREATE INDEX audit_action ON audit (action, at);
CREATE INDEX audit_at ON audit (at);
