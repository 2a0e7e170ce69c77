-- Browsers that people signed in with, and the people of identity providers who have an account.
-- Moments are UTC milliseconds since 1970.

CREATE TABLE web_session (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    -- SHA-256 of the token, which itself is stored nowhere.
    digest BLOB NOT NULL UNIQUE,
    device TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    -- No use moves `expires_at` beyond this.
    ends_at INTEGER NOT NULL CHECK (ends_at >= expires_at)
) STRICT;

CREATE INDEX web_session_user ON web_session (user_id, last_used_at, id);
CREATE INDEX web_session_expiry ON web_session (expires_at);

CREATE TABLE external_identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (issuer, subject)
) STRICT;

CREATE INDEX external_identity_user ON external_identity (user_id, created_at);
