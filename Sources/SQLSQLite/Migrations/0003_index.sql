-- What the search by meaning is made from: facet texts and their vectors.

CREATE TABLE facet_text (
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    facet TEXT NOT NULL CHECK (facet IN ('plot', 'mood', 'themes', 'genre')),
    text TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('composed', 'model', 'load', 'user')),
    PRIMARY KEY (title_id, facet)
) STRICT, WITHOUT ROWID;

CREATE TABLE embedding (
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    model TEXT NOT NULL,
    facet TEXT NOT NULL CHECK (facet IN ('plot', 'mood', 'themes', 'genre')),
    -- Digest of the text that the vector stands for; empty when it is to be made anew.
    text_hash TEXT NOT NULL,
    -- Little-endian 32-bit floating point numbers.
    vector BLOB NOT NULL CHECK (length(vector) > 0 AND length(vector) % 4 = 0),
    PRIMARY KEY (title_id, model, facet)
) STRICT;

CREATE TABLE title_vector_state (
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    model TEXT NOT NULL,
    -- The revision of the title that was indexed; 0 puts it on the list again.
    title_revision INTEGER NOT NULL,
    -- The version of the area 'vectors' at the last change of a vector; absent when there never was one.
    vector_revision INTEGER,
    PRIMARY KEY (title_id, model),
    UNIQUE (model, vector_revision)
) STRICT, WITHOUT ROWID;
