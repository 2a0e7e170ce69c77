-- Accounts, their keys, pairing codes, the server's own secrets, and counted events.
-- Moments are UTC milliseconds since 1970; flags are 0 or 1.

CREATE TABLE app_user (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    uuid TEXT NOT NULL UNIQUE,
    -- Trimmed and lower case.
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('admin', 'user')),
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    -- scrypt with its parameters; absent for accounts that sign in elsewhere.
    password_hash TEXT,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE api_key (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    -- SHA-256 of the secret, which itself is stored nowhere.
    digest BLOB NOT NULL UNIQUE,
    label TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    revoked_at INTEGER
) STRICT;

CREATE INDEX api_key_user ON api_key (user_id, id);

CREATE TABLE pairing_code (
    -- Keyed hash of the eight digits.
    digest BLOB PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (expires_at >= created_at),
    -- When it was used, or displaced by a newer one.
    spent_at INTEGER
) STRICT;

CREATE INDEX pairing_code_user ON pairing_code (user_id, created_at);
CREATE INDEX pairing_code_expiry ON pairing_code (expires_at);
CREATE INDEX pairing_code_spent ON pairing_code (spent_at) WHERE spent_at IS NOT NULL;

CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE rate_window (
    bucket TEXT PRIMARY KEY,
    -- The moments of the events, oldest first, as little-endian 64-bit integers.
    moments BLOB NOT NULL,
    -- When the newest event leaves its window and the row can go.
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX rate_window_expiry ON rate_window (expires_at);
