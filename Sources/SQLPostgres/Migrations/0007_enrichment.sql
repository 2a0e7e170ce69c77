-- What came of the last time an outside service was asked about a title, and when it is asked again. A stub without a
-- row was not asked about yet; titles that came with their metadata need none.

CREATE TABLE title_fetch (
    title_id INTEGER PRIMARY KEY REFERENCES title (id) ON DELETE CASCADE,
    provider TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('found', 'unknown', 'error')),
    fetched_at BIGINT NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    -- In a row; 0 after an answer.
    failures INTEGER NOT NULL CHECK (failures >= 0 AND (failures > 0) = (outcome = 'error')),
    -- Why it failed, for people; empty otherwise.
    detail TEXT NOT NULL
);

CREATE INDEX title_fetch_due ON title_fetch (next_attempt_at);
