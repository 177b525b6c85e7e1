CREATE TABLE party (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    about TEXT,
    handles TEXT NOT NULL,
    reach TEXT,
    roles TEXT NOT NULL,
    customer_since BIGINT,
    address TEXT,
    postal_code TEXT,
    city TEXT,
    region TEXT,
    country TEXT,
    name_key {{key}} NOT NULL,
    last_touch_at BIGINT NOT NULL DEFAULT 0,
    version BIGINT NOT NULL,
    label_set BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    removed_at BIGINT NOT NULL
);
CREATE INDEX party_name ON party (name_key, id);
CREATE INDEX party_kind_name ON party (kind, name_key, id);
CREATE INDEX party_last_touch ON party (last_touch_at, id);
CREATE INDEX party_kind_last_touch ON party (kind, last_touch_at, id);
CREATE INDEX party_updated ON party (updated_at, id);
-- Beside the record, to find a party by its address or number: kept right after every write.
CREATE TABLE party_handle (kind TEXT NOT NULL, handle_key {{key}} NOT NULL, party BIGINT NOT NULL, PRIMARY KEY (kind, handle_key, party));
CREATE INDEX party_handle_party ON party_handle (party);
CREATE TABLE party_role (role TEXT NOT NULL, party BIGINT NOT NULL, PRIMARY KEY (role, party));
CREATE INDEX party_role_party ON party_role (party);
