-- What was found in folders and is still to be asked for, what is played of a film in several files, and names that
-- are searched without reading everything.

-- Films and series of this server's own of which their files say little: a provider is to be asked about them.
CREATE TABLE title_wanted (
    title_id INTEGER PRIMARY KEY REFERENCES title (id) ON DELETE CASCADE
);

INSERT INTO title_wanted (title_id)
SELECT t.id FROM title t JOIN listing l ON l.title_id = t.id
WHERE NOT EXISTS (SELECT 1 FROM title_fetch f WHERE f.title_id = t.id)
    AND (t.overview IS NULL OR ((t.imdb_id IS NOT NULL OR t.tmdb_id IS NOT NULL) AND (t.poster_path IS NULL OR EXISTS (
        SELECT 1 FROM episode e JOIN title p ON p.id = e.title_id WHERE e.series_id = t.id AND p.overview IS NULL))));

-- The file that the session was given; positions are told from its beginning.
ALTER TABLE playback ADD COLUMN file_id INTEGER REFERENCES media_file (id) ON DELETE SET NULL;

-- The letters in front of names become signs that no name has, so that names can be searched as they lie there.
UPDATE listing SET search_text = substr(replace(replace(replace(replace(chr(10) || search_text,
    chr(10) || 't', chr(10) || chr(1)), chr(10) || 'o', chr(10) || chr(2)),
    chr(10) || 'e', chr(10) || chr(3)), chr(10) || 'p', chr(10) || chr(4)), 2);

-- Title and original title alone, in front of the others in the search text.
ALTER TABLE listing ADD COLUMN title_text TEXT NOT NULL DEFAULT '';
UPDATE listing SET title_text = substr(CASE
    WHEN strpos(search_text, chr(10) || chr(3)) > 0
        THEN substr(search_text, 1, strpos(search_text, chr(10) || chr(3)) - 1)
    WHEN strpos(search_text, chr(10) || chr(4)) > 0
        THEN substr(search_text, 1, strpos(search_text, chr(10) || chr(4)) - 1)
    ELSE search_text END, 1, 250);

-- Most searches end with the titles, which are read here in their order.
DROP INDEX listing_order;
CREATE INDEX listing_order ON listing (sort_key, year, title_id, title_text);
CREATE INDEX listing_year ON listing (year DESC, sort_key, title_id);
CREATE INDEX listing_added ON listing (added_at, title_id);
