CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, is_active INTEGER NOT NULL DEFAULT 1);
CREATE TABLE api_keys (
    digest BLOB PRIMARY KEY, user_id INTEGER NOT NULL, last_used REAL NOT NULL DEFAULT 0, revoked REAL) WITHOUT ROWID;
CREATE TABLE titles (
    id INTEGER PRIMARY KEY, imdb_id TEXT UNIQUE, title TEXT, overview TEXT, release_date TEXT,
    -- 0: no record yet, 1: record, 2: the fetch failed
    state INTEGER NOT NULL, is_indexed INTEGER NOT NULL);
CREATE TABLE libraries (
    user_id INTEGER PRIMARY KEY, version INTEGER NOT NULL DEFAULT 0, etag TEXT NOT NULL,
    item_count INTEGER NOT NULL DEFAULT 0, last_modified REAL);
CREATE TABLE owned (
    user_id INTEGER NOT NULL, imdb_id TEXT NOT NULL, seq INTEGER NOT NULL, fingerprint TEXT NOT NULL,
    added_at REAL NOT NULL, PRIMARY KEY (user_id, imdb_id)) WITHOUT ROWID;
-- Has all that the lists need, so that they never look at the table.
CREATE INDEX owned_in_order ON owned (user_id, seq, imdb_id, fingerprint);
CREATE TABLE uploads (
    id TEXT PRIMARY KEY, user_id INTEGER NOT NULL, mode TEXT NOT NULL, status TEXT NOT NULL,
    total_count INTEGER NOT NULL, accepted INTEGER NOT NULL DEFAULT 0, duplicates INTEGER NOT NULL DEFAULT 0,
    invalid INTEGER NOT NULL DEFAULT 0, started_at REAL NOT NULL, ended_at REAL, answer BLOB);
CREATE INDEX uploads_by_user ON uploads (user_id, started_at);
CREATE TABLE chunks (
    upload_id TEXT NOT NULL, chunk_index INTEGER NOT NULL, PRIMARY KEY (upload_id, chunk_index)) WITHOUT ROWID;
CREATE TABLE staged (
    upload_id TEXT NOT NULL, imdb_id TEXT NOT NULL, seq INTEGER NOT NULL, fingerprint TEXT NOT NULL,
    PRIMARY KEY (upload_id, imdb_id)) WITHOUT ROWID;
CREATE TABLE idempotency (
    user_id INTEGER NOT NULL, scope TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL, answer BLOB NOT NULL,
    created_at REAL NOT NULL, PRIMARY KEY (user_id, scope, key)) WITHOUT ROWID;
