-- What was recommended to whom and why, what is known of people's tastes, and the lists that the server fills for them.
-- Moments are UTC milliseconds since 1970; flags are 0 or 1.

CREATE TABLE recommendation_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('movie', 'series')),
    cause TEXT NOT NULL CHECK (cause IN ('scheduled', 'manual', 'channel')),
    state TEXT NOT NULL CHECK (state IN ('running', 'completed', 'failed')),
    -- Titles that were scored, which are more than those that are stored.
    candidate_count INTEGER NOT NULL,
    selected_count INTEGER NOT NULL,
    -- JSON: the settings and models that it was made with; absent until it is completed.
    inputs TEXT,
    -- Why it failed, for people.
    problem TEXT,
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    CHECK ((state = 'running') = (ended_at IS NULL))
) STRICT;

CREATE INDEX recommendation_run_kind ON recommendation_run (kind, user_id, id);
CREATE INDEX recommendation_run_newest ON recommendation_run (user_id, id);

CREATE TABLE recommendation_candidate (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    run_id INTEGER NOT NULL REFERENCES recommendation_run (id) ON DELETE CASCADE,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    -- The place by base score among all that were scored, from 1.
    rank INTEGER NOT NULL CHECK (rank > 0),
    -- The place among the selected ones, from 1; absent for the others.
    selected_rank INTEGER CHECK (selected_rank > 0),
    final_score REAL NOT NULL,
    similarity REAL NOT NULL,
    novelty REAL NOT NULL,
    rating REAL NOT NULL,
    diversity REAL NOT NULL,
    -- JSON: what the similarity is made of, by name.
    terms TEXT NOT NULL,
    explanation TEXT,
    UNIQUE (run_id, title_id)
) STRICT;

CREATE INDEX recommendation_candidate_selected ON recommendation_candidate (run_id, selected_rank)
    WHERE selected_rank IS NOT NULL;
CREATE INDEX recommendation_candidate_title ON recommendation_candidate (title_id);

-- Titles of somebody's history that speak for a candidate.
CREATE TABLE recommendation_evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    candidate_id INTEGER NOT NULL REFERENCES recommendation_candidate (id) ON DELETE CASCADE,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    -- -1 to 1.
    similarity REAL NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('favorite', 'highly_rated', 'watched')),
    UNIQUE (candidate_id, title_id)
) STRICT;

CREATE INDEX recommendation_evidence_title ON recommendation_evidence (title_id);

CREATE TABLE taste_synopsis (
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('movie', 'series')),
    text TEXT NOT NULL,
    -- Absent where the server composed it without a model.
    model TEXT,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, kind)
) STRICT, WITHOUT ROWID;

-- What people do not want to be counted for their taste: a title, a genre, or what was watched in a period.
CREATE TABLE taste_omission (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    title_id INTEGER REFERENCES title (id) ON DELETE CASCADE,
    genre TEXT,
    -- The genre in lower case and composed form.
    genre_key TEXT,
    begins_at INTEGER,
    -- No longer part of the period.
    ends_at INTEGER,
    created_at INTEGER NOT NULL,
    CHECK ((title_id IS NOT NULL) + (genre IS NOT NULL) + (begins_at IS NOT NULL) = 1),
    CHECK ((genre IS NULL) = (genre_key IS NULL)),
    CHECK ((begins_at IS NULL) = (ends_at IS NULL))
) STRICT;

CREATE INDEX taste_omission_user ON taste_omission (user_id, id);
CREATE UNIQUE INDEX taste_omission_title ON taste_omission (title_id, user_id) WHERE title_id IS NOT NULL;
CREATE UNIQUE INDEX taste_omission_genre ON taste_omission (user_id, genre_key) WHERE genre_key IS NOT NULL;
CREATE UNIQUE INDEX taste_omission_period ON taste_omission (user_id, begins_at, ends_at) WHERE begins_at IS NOT NULL;

-- Lists of people's own that the server fills.
CREATE TABLE channel (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    owner_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    description TEXT,
    -- A JSON array of names.
    genres TEXT NOT NULL,
    -- What the owner would like to see, in words.
    wish TEXT,
    is_pinned INTEGER NOT NULL CHECK (is_pinned IN (0, 1)),
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    -- The playlist on the media server; absent until it was synchronised.
    playlist_id TEXT,
    last_generated_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX channel_owner ON channel (owner_id, id);

-- Titles that the owner named as what the channel should be like.
CREATE TABLE channel_example (
    channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    PRIMARY KEY (channel_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX channel_example_title ON channel_example (title_id);

CREATE TABLE channel_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    -- 0 to 1; absent for what somebody added by hand.
    score REAL,
    added_at INTEGER NOT NULL,
    UNIQUE (channel_id, title_id)
) STRICT;

CREATE INDEX channel_item_order ON channel_item (channel_id, position);
CREATE INDEX channel_item_title ON channel_item (title_id);

CREATE TABLE channel_share (
    channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (channel_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX channel_share_user ON channel_share (user_id);

-- How well recommendations foretold what people liked.
CREATE TABLE recommender_measurement (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
    kind TEXT NOT NULL CHECK (kind IN ('movie', 'series')),
    measured_at INTEGER NOT NULL,
    user_count INTEGER NOT NULL,
    interaction_count INTEGER NOT NULL,
    -- A JSON array: a mark for each way of choosing.
    marks TEXT NOT NULL,
    -- The variant that chooses since then.
    live TEXT NOT NULL
) STRICT;

CREATE INDEX recommender_measurement_newest ON recommender_measurement (kind, measured_at, id);

-- What everybody watched lately, whoever it was.
CREATE INDEX watch_event_moment ON watch_event (watched_at, profile_id, title_id);
