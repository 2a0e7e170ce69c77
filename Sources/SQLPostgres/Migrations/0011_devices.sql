-- The device of an API key plays in a session of its own: signed addresses and places hang on sessions. It is good only
-- as long as the key is.

ALTER TABLE web_session ADD COLUMN key_id INTEGER REFERENCES api_key (id) ON DELETE CASCADE;

CREATE UNIQUE INDEX web_session_key ON web_session (key_id);
