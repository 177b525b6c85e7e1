CREATE TABLE company (
    id BIGINT PRIMARY KEY, name TEXT NOT NULL, time_zone TEXT NOT NULL, currency TEXT NOT NULL,
    version BIGINT NOT NULL, label_set BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, removed_at BIGINT NOT NULL
);
-- Holds its one row as soon as somebody sets the company up, so that two who do it at the same moment make one company.
CREATE TABLE setting_up (one BIGINT PRIMARY KEY, at BIGINT NOT NULL);
CREATE TABLE member (
    id BIGINT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, title TEXT, is_admin BIGINT NOT NULL, state TEXT NOT NULL,
    name_key {{key}} NOT NULL,
    version BIGINT NOT NULL, label_set BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, removed_at BIGINT NOT NULL
);
CREATE INDEX member_name ON member (name_key, id);
CREATE INDEX member_state_name ON member (state, name_key, id);
-- Two colleagues never share an address; it stays with who had it, also after they left.
CREATE TABLE member_address (address {{key}} PRIMARY KEY, member BIGINT NOT NULL);
CREATE TABLE team (
    id BIGINT PRIMARY KEY, name TEXT NOT NULL, members TEXT NOT NULL, name_key {{key}} NOT NULL,
    version BIGINT NOT NULL, label_set BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, removed_at BIGINT NOT NULL
);
CREATE INDEX team_name ON team (name_key, id);
CREATE TABLE team_member (team BIGINT NOT NULL, member BIGINT NOT NULL, PRIMARY KEY (team, member));
CREATE INDEX team_member_member ON team_member (member, team);
