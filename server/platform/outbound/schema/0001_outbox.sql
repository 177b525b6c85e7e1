-- Mail that is still to leave. A letter is written in the transaction of what it tells of, so neither exists without the
-- other, and its row goes as soon as it has been handed over: what it says, and the link in it, are kept no longer than needed.
CREATE TABLE outbox (
    id BIGINT PRIMARY KEY, to_address TEXT NOT NULL, subject TEXT NOT NULL, letter TEXT NOT NULL, made_at BIGINT NOT NULL,
    good_until BIGINT NOT NULL, tries BIGINT NOT NULL, next_try_at BIGINT NOT NULL
);
CREATE INDEX outbox_next_try ON outbox (next_try_at, id);
