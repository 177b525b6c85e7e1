CREATE TABLE comment (
    id BIGINT PRIMARY KEY,
    about TEXT NOT NULL,
    words TEXT NOT NULL,
    by_member BIGINT NOT NULL,
    version BIGINT NOT NULL,
    label_set BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    removed_at BIGINT NOT NULL
);
CREATE INDEX comment_about ON comment (about, created_at, id);
CREATE INDEX comment_created ON comment (created_at, id);
