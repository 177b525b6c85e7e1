CREATE TABLE import (
    id BIGINT PRIMARY KEY,
    file BIGINT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    columns TEXT NOT NULL,
    rows BIGINT NOT NULL,
    currency TEXT NOT NULL,
    day_order TEXT NOT NULL,
    matching TEXT NOT NULL,
    preview TEXT,
    progress TEXT NOT NULL,
    kept BIGINT NOT NULL,
    why TEXT,
    started_by BIGINT,
    version BIGINT NOT NULL,
    label_set BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    removed_at BIGINT NOT NULL
);
CREATE INDEX import_created ON import (created_at, id);
CREATE INDEX import_state ON import (state, id);
-- By which number of which source a record is known, and what that source said of it last: so that the same sheet changes
-- nothing twice, and what someone changed here since is seen as theirs.
CREATE TABLE import_link (
    source TEXT NOT NULL, number {{key}} NOT NULL, part TEXT NOT NULL,
    noun TEXT NOT NULL, record BIGINT NOT NULL, wanted TEXT NOT NULL, unmapped TEXT NOT NULL, import BIGINT NOT NULL, row_number BIGINT NOT NULL,
    PRIMARY KEY (number, part, source)
);
CREATE INDEX import_link_record ON import_link (record);
-- What an import did, step by step, so that it can be taken back from the last step to the first.
CREATE TABLE import_step (
    import BIGINT NOT NULL, place BIGINT NOT NULL, did TEXT NOT NULL, noun TEXT NOT NULL, record BIGINT NOT NULL, before TEXT NOT NULL,
    version BIGINT NOT NULL, source TEXT NOT NULL, number TEXT NOT NULL, part TEXT NOT NULL, link_before TEXT, kept TEXT NOT NULL,
    PRIMARY KEY (import, place)
);
CREATE INDEX import_step_record ON import_step (record);
-- Rows that were left out, with the reason.
CREATE TABLE import_fault (
    import BIGINT NOT NULL, row_number BIGINT NOT NULL, verdict TEXT NOT NULL, why TEXT NOT NULL, cells TEXT NOT NULL, PRIMARY KEY (import, row_number)
);
