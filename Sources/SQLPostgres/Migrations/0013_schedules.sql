-- When jobs run by themselves, and what they report to the administrator.
-- Moments are UTC milliseconds since 1970.

-- What the database knows of schedules beyond the program's own definitions: what somebody edited, and what has fired.
CREATE TABLE schedule (
    -- The job's name.
    name TEXT NOT NULL PRIMARY KEY,
    -- Absent until somebody edits the schedule; until then the program's definition is in force.
    kind TEXT CHECK (kind IN ('daily', 'weekly', 'interval', 'manual')),
    -- Numbers that the kind does not use are kept for the day on which it changes.
    hour INTEGER CHECK (hour BETWEEN 0 AND 23),
    minute INTEGER CHECK (minute BETWEEN 0 AND 59),
    -- 0 is Sunday.
    day_of_week INTEGER CHECK (day_of_week BETWEEN 0 AND 6),
    interval_hours INTEGER CHECK (interval_hours IN (1, 2, 3, 4, 6, 8, 12)),
    is_enabled INTEGER CHECK (is_enabled IN (0, 1)),
    -- The due moment that was fired or passed last, not the time at which that happened.
    last_fired_at BIGINT,
    -- When the schedule was edited, or first seen: what was due before is no missed run.
    changed_at BIGINT NOT NULL,
    CHECK ((kind IS NULL) = (is_enabled IS NULL))
);

INSERT INTO area_version (area, version) VALUES ('schedules', 0);

-- JSON.
ALTER TABLE job ADD COLUMN report TEXT;

-- Runs that ended a short while ago.
CREATE INDEX job_finished ON job (finished_at, id) WHERE finished_at IS NOT NULL;
