-- The ledger: what happened, appended once, in order (xid, seq). On SQLite xid is 0 and commit order is given by the one
-- writer; on PostgreSQL xid comes from ledger_xid(), and readers stop at the horizon of running transactions.
-- only postgres
CREATE TABLE ledger_base (one BIGINT PRIMARY KEY, base BIGINT NOT NULL);
INSERT INTO ledger_base (one, base) VALUES (1, 0);
CREATE FUNCTION ledger_xid() RETURNS BIGINT LANGUAGE sql STABLE AS
    'SELECT pg_current_xact_id()::text::bigint + (SELECT base FROM ledger_base WHERE one = 1)';
CREATE FUNCTION ledger_horizon() RETURNS BIGINT LANGUAGE sql STABLE AS
    'SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + (SELECT base FROM ledger_base WHERE one = 1)';
CREATE TABLE event (
    seq BIGINT PRIMARY KEY, xid BIGINT NOT NULL DEFAULT ledger_xid(), at BIGINT NOT NULL, actor BIGINT NOT NULL,
    type TEXT NOT NULL, version BIGINT NOT NULL, noun TEXT NOT NULL, object BIGINT NOT NULL,
    label_set BIGINT NOT NULL, source TEXT NOT NULL
);
-- end
-- only sqlite
CREATE TABLE event (
    seq BIGINT PRIMARY KEY, xid BIGINT NOT NULL DEFAULT 0, at BIGINT NOT NULL, actor BIGINT NOT NULL,
    type TEXT NOT NULL, version BIGINT NOT NULL, noun TEXT NOT NULL, object BIGINT NOT NULL,
    label_set BIGINT NOT NULL, source TEXT NOT NULL
);
-- end
CREATE INDEX event_order ON event (xid, seq);
CREATE INDEX event_object ON event (object, seq);
-- Apart from the headers, so that a person can be erased while the headers stay.
CREATE TABLE event_payload (seq BIGINT PRIMARY KEY, before TEXT, after TEXT);
CREATE TABLE event_party (party BIGINT NOT NULL, seq BIGINT NOT NULL, PRIMARY KEY (party, seq));
CREATE INDEX event_party_seq ON event_party (seq);
-- How far each listener has read; written in the listener's own transaction.
CREATE TABLE listener_cursor (listener TEXT PRIMARY KEY, xid BIGINT NOT NULL, seq BIGINT NOT NULL);
-- Which label sets a member holds; label set 0 is open and never stands here.
CREATE TABLE member_label_set (
    member BIGINT NOT NULL, label_set BIGINT NOT NULL, expires_at BIGINT NOT NULL, PRIMARY KEY (member, label_set)
);
-- Answers kept for repeated requests with the same Idempotency-Key.
CREATE TABLE idempotency_key (
    actor BIGINT NOT NULL, key TEXT NOT NULL, body_hash {{bytes}} NOT NULL, status BIGINT NOT NULL, headers TEXT NOT NULL, body TEXT NOT NULL,
    at BIGINT NOT NULL, PRIMARY KEY (actor, key)
);
CREATE INDEX idempotency_key_at ON idempotency_key (at);
