-- What came of a job in its own shape, how far it is, and when it last said something.

-- JSON.
ALTER TABLE job ADD COLUMN result TEXT;
-- 0 to 100; never falls.
ALTER TABLE job ADD COLUMN percent REAL NOT NULL DEFAULT 0;
-- UTC milliseconds since 1970.
ALTER TABLE job ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;

UPDATE job SET updated_at = COALESCE(finished_at, started_at, created_at),
    percent = CASE
        WHEN state = 'succeeded' THEN 100
        WHEN total > 0 AND done >= total THEN 100
        WHEN total > 0 AND done > 0 THEN 100.0 * done / total
        ELSE 0
    END;
