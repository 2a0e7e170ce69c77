-- Scenes of the archive are listed beside films and series, in a library of their own.

CREATE TABLE listing_with_clips (
    title_id INTEGER PRIMARY KEY REFERENCES title (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('movie', 'series', 'scene')),
    sort_key TEXT NOT NULL,
    year INTEGER NOT NULL,
    -- Rank of the certificate on the ladder; absent where there is none.
    certificate INTEGER,
    -- Folded names, people and episode titles, one a line, each with a sign that says what it is.
    search_text TEXT NOT NULL,
    -- When the newest file came.
    added_at INTEGER NOT NULL,
    -- Title and original title alone, in front of the others in the search text.
    title_text TEXT NOT NULL
) STRICT;

INSERT INTO listing_with_clips (title_id, kind, sort_key, year, certificate, search_text, added_at, title_text)
SELECT title_id, kind, sort_key, year, certificate, search_text, added_at, title_text FROM listing;

DROP TABLE listing;
ALTER TABLE listing_with_clips RENAME TO listing;

CREATE INDEX listing_kind ON listing (kind, sort_key, year, title_id);
CREATE INDEX listing_newest ON listing (kind, added_at, title_id);
-- Lists without a kind or a library leave scenes out, and read no more than what they show.
CREATE INDEX listing_order ON listing (sort_key, year, title_id, title_text, kind);
CREATE INDEX listing_year ON listing (year DESC, sort_key, title_id, kind);
CREATE INDEX listing_added ON listing (added_at, title_id, kind);
