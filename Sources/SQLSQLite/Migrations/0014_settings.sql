-- What administrators and people chose while the server ran.
-- Moments are UTC milliseconds since 1970; flags are 0 or 1.

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    -- Sealed with the key file of the data folder where it is a secret.
    value TEXT NOT NULL,
    is_encrypted INTEGER NOT NULL CHECK (is_encrypted IN (0, 1)),
    updated_at INTEGER NOT NULL,
    -- Absent for the command line.
    updated_by INTEGER REFERENCES app_user (id) ON DELETE SET NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX setting_author ON setting (updated_by) WHERE updated_by IS NOT NULL;

CREATE TABLE personal_setting (
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;

INSERT INTO area_version (area, version) VALUES ('settings', 0);
