-- Titles that were given up for another entry of the same work: their row stays with the state 'failed', so that all of
-- it can be taken back, and who means it by one of its ids means the other one.

CREATE TABLE title_merge (
    title_id INTEGER PRIMARY KEY REFERENCES title (id) ON DELETE CASCADE,
    -- Never given up itself.
    kept_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    CHECK (title_id <> kept_id)
);

CREATE INDEX title_merge_kept ON title_merge (kept_id);
