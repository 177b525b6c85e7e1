-- Nothing below is a described record: no list, history, export or search ever reads it. Secrets are kept as hashes only.
CREATE TABLE credential (member BIGINT PRIMARY KEY, password TEXT, changed_at BIGINT NOT NULL);
CREATE TABLE session (
    id BIGINT PRIMARY KEY, member BIGINT NOT NULL, secret {{bytes}} NOT NULL, user_agent TEXT NOT NULL,
    created_at BIGINT NOT NULL, last_seen_at BIGINT NOT NULL, ends_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX session_secret ON session (secret);
CREATE INDEX session_member ON session (member, id);
CREATE INDEX session_ends ON session (ends_at);
CREATE TABLE api_token (
    id BIGINT PRIMARY KEY, member BIGINT NOT NULL, secret {{bytes}} NOT NULL, name TEXT NOT NULL, scope TEXT NOT NULL,
    created_at BIGINT NOT NULL, last_used_at BIGINT NOT NULL, ends_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX api_token_secret ON api_token (secret);
CREATE INDEX api_token_member ON api_token (member, id);
CREATE INDEX api_token_ends ON api_token (ends_at);
-- Mailed links: to sign in, and to join. The secret stands in the mail alone.
CREATE TABLE sign_in_link (secret {{bytes}} PRIMARY KEY, member BIGINT NOT NULL, ends_at BIGINT NOT NULL);
CREATE INDEX sign_in_link_member ON sign_in_link (member);
CREATE INDEX sign_in_link_ends ON sign_in_link (ends_at);
CREATE TABLE invitation (secret {{bytes}} PRIMARY KEY, member BIGINT NOT NULL, invited_by BIGINT NOT NULL, ends_at BIGINT NOT NULL);
CREATE INDEX invitation_member ON invitation (member);
CREATE INDEX invitation_ends ON invitation (ends_at);
-- An account has a fixed number of places for guesses, and each is taken for a quarter of an hour: however many nodes and
-- addresses guess at once, no more than that many guesses fit.
CREATE TABLE guess (account {{bytes}} NOT NULL, place BIGINT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (account, place));
CREATE INDEX guess_at ON guess (at);
