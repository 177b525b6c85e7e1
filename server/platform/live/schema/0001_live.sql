-- The key under which positions of the ledger and tickets leave the house. One for the workspace, so that they hold across
-- restarts and on every node.
CREATE TABLE live_key (one BIGINT PRIMARY KEY, secret {{bytes}} NOT NULL);
