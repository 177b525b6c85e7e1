CREATE TABLE interaction (
    id BIGINT PRIMARY KEY,
    channel TEXT NOT NULL,
    direction TEXT,
    at BIGINT NOT NULL,
    minutes BIGINT,
    subject TEXT,
    body TEXT,
    participants TEXT NOT NULL,
    waiting BIGINT NOT NULL,
    version BIGINT NOT NULL,
    label_set BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    removed_at BIGINT NOT NULL
);
CREATE INDEX interaction_at ON interaction (at, id);
CREATE INDEX interaction_channel_at ON interaction (channel, at, id);

-- What stands on timelines: one row for each thing that happened. A promise that was made and kept has two, step by step.
-- A projection: whatever is here can be made again from the records.
CREATE TABLE timeline_thing (
    object BIGINT NOT NULL,
    step BIGINT NOT NULL,
    noun TEXT NOT NULL,
    at BIGINT NOT NULL,
    what TEXT NOT NULL,
    words TEXT NOT NULL,
    channel TEXT NOT NULL,
    direction TEXT NOT NULL,
    participants TEXT NOT NULL,
    more TEXT NOT NULL,
    version BIGINT NOT NULL,
    label_set BIGINT NOT NULL,
    news_at BIGINT NOT NULL,
    PRIMARY KEY (object, step)
);
CREATE INDEX timeline_thing_news ON timeline_thing (news_at, object, step);

-- On whose timelines it stands: of everyone it was with, and of the organisations and households they belonged to that day.
CREATE TABLE timeline_entry (
    party BIGINT NOT NULL,
    at BIGINT NOT NULL,
    object BIGINT NOT NULL,
    step BIGINT NOT NULL,
    via BIGINT NOT NULL,
    channel TEXT NOT NULL,
    label_set BIGINT NOT NULL,
    PRIMARY KEY (party, at, object, step)
);
CREATE INDEX timeline_entry_channel ON timeline_entry (party, channel, at, object, step);
CREATE INDEX timeline_entry_object ON timeline_entry (object);

-- By whom a timeline can be narrowed: colleagues, teams and persons, whose ids never meet.
-- part: 1 a colleague who dealt with them, 2 a colleague otherwise, 3 a team, 4 a person or organisation.
CREATE TABLE timeline_by (
    party BIGINT NOT NULL,
    who BIGINT NOT NULL,
    at BIGINT NOT NULL,
    object BIGINT NOT NULL,
    step BIGINT NOT NULL,
    part BIGINT NOT NULL,
    label_set BIGINT NOT NULL,
    PRIMARY KEY (party, who, at, object, step)
);
CREATE INDEX timeline_by_part ON timeline_by (party, part, at, who, label_set);

-- Who spoke last: the interactions of each party by direction, and those that wait for our answer.
CREATE TABLE interaction_party (
    party BIGINT NOT NULL,
    direction TEXT NOT NULL,
    at BIGINT NOT NULL,
    interaction BIGINT NOT NULL,
    waits BIGINT NOT NULL,
    label_set BIGINT NOT NULL,
    PRIMARY KEY (party, direction, at, interaction)
);
CREATE INDEX interaction_party_interaction ON interaction_party (interaction);
CREATE TABLE waiting_party (
    at BIGINT NOT NULL,
    interaction BIGINT NOT NULL,
    party BIGINT NOT NULL,
    label_set BIGINT NOT NULL,
    PRIMARY KEY (at, interaction, party)
);
CREATE INDEX waiting_party_interaction ON waiting_party (interaction);
CREATE INDEX waiting_party_party ON waiting_party (party);

-- To a colleague, kindly: one of another team was in touch with a customer of theirs.
CREATE TABLE kind_notice (
    id BIGINT PRIMARY KEY,
    member BIGINT NOT NULL,
    party BIGINT NOT NULL,
    by_member BIGINT NOT NULL,
    object BIGINT NOT NULL,
    at BIGINT NOT NULL,
    dismissed_at BIGINT NOT NULL,
    label_set BIGINT NOT NULL
);
CREATE UNIQUE INDEX kind_notice_once ON kind_notice (member, party, by_member);
CREATE INDEX kind_notice_open ON kind_notice (member, dismissed_at, at);
CREATE INDEX kind_notice_object ON kind_notice (object);
