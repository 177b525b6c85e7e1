CREATE TABLE relationship (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    party BIGINT NOT NULL,
    other BIGINT,
    member BIGINT,
    team BIGINT,
    role TEXT,
    since BIGINT,
    until BIGINT,
    version BIGINT NOT NULL,
    label_set BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    removed_at BIGINT NOT NULL
);
CREATE INDEX relationship_party ON relationship (party, id);
CREATE INDEX relationship_other ON relationship (other, id);
CREATE INDEX relationship_member ON relationship (member, id);
CREATE INDEX relationship_team ON relationship (team, id);
CREATE INDEX relationship_kind ON relationship (kind, id);
