CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE users (
    id serial PRIMARY KEY, email text NOT NULL UNIQUE, is_admin boolean NOT NULL,
    is_active boolean NOT NULL DEFAULT true);
CREATE TABLE api_keys (
    digest bytea PRIMARY KEY, user_id integer NOT NULL REFERENCES users, revoked timestamptz,
    last_used timestamptz NOT NULL DEFAULT 'epoch');

CREATE TABLE movies (
    id serial PRIMARY KEY, provider_item_id text, title text NOT NULL,
    -- A column of its own, since no index on an expression answers a query by itself.
    sort_title text GENERATED ALWAYS AS (lower(title)) STORED,
    original_title text, year integer NOT NULL,
    genres text[] NOT NULL, overview text, tagline text, content_rating text, community_rating double precision,
    runtime_minutes integer, poster_url text, backdrop_url text, directors text[] NOT NULL, actors jsonb NOT NULL,
    studios text[] NOT NULL, imdb_id text UNIQUE, tmdb_id text,
    -- Whether all media-server libraries that it is in are switched off.
    is_hidden boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL);
CREATE INDEX movies_in_order ON movies (sort_title, year, id) WHERE NOT is_hidden;
CREATE INDEX movies_genres ON movies USING gin (genres) WHERE NOT is_hidden;
CREATE INDEX movies_title ON movies USING gin (sort_title gin_trgm_ops) WHERE NOT is_hidden;

CREATE TABLE series (
    id serial PRIMARY KEY, title text NOT NULL, genres text[] NOT NULL, runtime_minutes integer, network text,
    directors text[] NOT NULL, actors jsonb NOT NULL, imdb_id text UNIQUE);
CREATE TABLE episodes (
    id serial PRIMARY KEY, series_id integer NOT NULL REFERENCES series, season_number integer NOT NULL,
    episode_number integer NOT NULL, title text NOT NULL, runtime_minutes integer,
    UNIQUE (series_id, season_number, episode_number));

CREATE TABLE plays (
    id serial PRIMARY KEY, user_id integer NOT NULL REFERENCES users, movie_id integer REFERENCES movies,
    episode_id integer REFERENCES episodes, watched_at timestamptz NOT NULL);
CREATE INDEX plays_of_movies ON plays (user_id, movie_id, watched_at) WHERE movie_id IS NOT NULL;
CREATE INDEX plays_of_episodes ON plays (user_id, episode_id, watched_at) WHERE episode_id IS NOT NULL;
CREATE INDEX plays_in_time ON plays (user_id, watched_at) INCLUDE (movie_id, episode_id);
CREATE TABLE favourites (
    user_id integer NOT NULL REFERENCES users, movie_id integer REFERENCES movies,
    series_id integer REFERENCES series);
CREATE INDEX favourites_of_user ON favourites (user_id);

CREATE TABLE ratings (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id integer NOT NULL REFERENCES users,
    movie_id integer NOT NULL REFERENCES movies, rating smallint NOT NULL CHECK (rating BETWEEN 1 AND 10),
    source text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (user_id, movie_id));
CREATE INDEX ratings_newest ON ratings (user_id, updated_at DESC);

CREATE TABLE jobs (
    name text PRIMARY KEY, place integer NOT NULL, description text NOT NULL, cron text, schedule jsonb,
    current_run integer);
CREATE TABLE job_runs (
    id serial PRIMARY KEY, job_name text NOT NULL REFERENCES jobs, status text NOT NULL, started_at timestamptz NOT NULL,
    completed_at timestamptz NOT NULL, duration_ms bigint NOT NULL, items_processed integer NOT NULL,
    items_total integer NOT NULL, error_message text);
CREATE INDEX job_runs_newest ON job_runs (job_name, started_at DESC);
