-- The durable queue.

CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    name TEXT NOT NULL,
    -- JSON.
    parameters TEXT NOT NULL,
    deduplication_key TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'succeeded', 'failed', 'cancelled')),
    attempt INTEGER NOT NULL CHECK (attempt >= 0),
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    message TEXT NOT NULL,
    checkpoint TEXT,
    failure TEXT,
    is_cancel_requested INTEGER NOT NULL CHECK (is_cancel_requested IN (0, 1)),
    worker TEXT,
    lease_until INTEGER,
    created_at INTEGER NOT NULL,
    run_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER,
    CHECK ((state = 'running') = (worker IS NOT NULL)),
    CHECK ((state = 'running') = (lease_until IS NOT NULL)),
    CHECK ((state IN ('waiting', 'running')) = (finished_at IS NULL))
) STRICT;

CREATE INDEX job_name ON job (name, id);
CREATE INDEX job_open ON job (run_at, id) WHERE state IN ('waiting', 'running');
CREATE INDEX job_running ON job (name) WHERE state = 'running';
CREATE INDEX job_deduplication ON job (name, deduplication_key) WHERE state = 'waiting';
