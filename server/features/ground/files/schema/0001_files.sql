CREATE TABLE file (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    version BIGINT NOT NULL,
    label_set BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    removed_at BIGINT NOT NULL
);
CREATE INDEX file_created ON file (created_at, id);
-- Bytes under the hash of the whole, where no directory lies beside the database.
CREATE TABLE file_chunk (sha256 TEXT NOT NULL, place BIGINT NOT NULL, bytes {{bytes}} NOT NULL, PRIMARY KEY (sha256, place));
