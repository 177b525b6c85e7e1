CREATE TABLE purchase (
    id BIGINT PRIMARY KEY,
    party BIGINT NOT NULL,
    bought_on BIGINT NOT NULL,
    amount_minor BIGINT NOT NULL,
    amount_currency TEXT NOT NULL,
    external_id TEXT,
    product TEXT,
    campaign TEXT,
    source TEXT,
    served_by BIGINT,
    version BIGINT NOT NULL,
    label_set BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    removed_at BIGINT NOT NULL
);
CREATE INDEX purchase_bought ON purchase (bought_on, id);
CREATE INDEX purchase_party_bought ON purchase (party, bought_on, id);
-- One number of one source is one purchase; a removed one gives its number free.
CREATE TABLE purchase_number (source TEXT NOT NULL, external_id TEXT NOT NULL, purchase BIGINT NOT NULL, PRIMARY KEY (source, external_id));
