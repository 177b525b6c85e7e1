-- What everything is found by, in words made by us. One row per record; it may lag behind by milliseconds, and never decides
-- what may be seen: the record's own row does.
CREATE TABLE search_entry (
    id BIGINT PRIMARY KEY, noun TEXT NOT NULL, title TEXT NOT NULL, about TEXT NOT NULL
);
-- only sqlite
CREATE VIRTUAL TABLE search_index USING fts5(
    kinds, title, words, content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 0"
);
-- end
-- only postgres
CREATE TABLE search_index (id BIGINT PRIMARY KEY, kinds TEXT[] NOT NULL, title TSVECTOR NOT NULL, words TSVECTOR NOT NULL);
CREATE INDEX search_index_title ON search_index USING GIN (title);
CREATE INDEX search_index_words ON search_index USING GIN (words);
-- end
