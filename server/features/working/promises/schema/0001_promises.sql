CREATE TABLE promise (
    id BIGINT PRIMARY KEY,
    promised_to BIGINT NOT NULL,
    made_by BIGINT NOT NULL,
    promised_by TEXT NOT NULL,
    words TEXT NOT NULL,
    due_on BIGINT NOT NULL,
    first_due_on BIGINT NOT NULL,
    state TEXT NOT NULL,
    renegotiations TEXT NOT NULL,
    kept_on BIGINT,
    told TEXT,
    told_at BIGINT,
    note TEXT,
    why TEXT,
    ended_at BIGINT,
    from_interaction BIGINT,
    version BIGINT NOT NULL,
    label_set BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    removed_at BIGINT NOT NULL
);
CREATE INDEX promise_due ON promise (due_on, id);
CREATE INDEX promise_state_due ON promise (state, due_on, id);
CREATE INDEX promise_maker_due ON promise (made_by, state, due_on, id);
CREATE INDEX promise_to_due ON promise (promised_to, state, due_on, id);
CREATE INDEX promise_created ON promise (created_at, id);
-- Kept, but the customer does not know it yet: few, and looked for every morning.
CREATE INDEX promise_untold ON promise (made_by, told, ended_at, id);
