-- Scenes of the archive are listed beside films and series, in a library of their own.

ALTER TABLE listing DROP CONSTRAINT listing_kind_check;
ALTER TABLE listing ADD CONSTRAINT listing_kind_check CHECK (kind IN ('movie', 'series', 'scene'));

-- Lists without a kind or a library leave scenes out, and read no more than what they show.
DROP INDEX listing_order;
DROP INDEX listing_year;
DROP INDEX listing_added;
CREATE INDEX listing_order ON listing (sort_key, year, title_id, title_text, kind);
CREATE INDEX listing_year ON listing (year DESC, sort_key, title_id, kind);
CREATE INDEX listing_added ON listing (added_at, title_id, kind);
