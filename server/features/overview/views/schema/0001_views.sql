CREATE TABLE saved_view (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    screen TEXT NOT NULL,
    query TEXT NOT NULL,
    made_by BIGINT,
    name_key {{key}} NOT NULL,
    version BIGINT NOT NULL,
    label_set BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    removed_at BIGINT NOT NULL
);
CREATE INDEX saved_view_name ON saved_view (name_key, id);
CREATE INDEX saved_view_screen_name ON saved_view (screen, name_key, id);
