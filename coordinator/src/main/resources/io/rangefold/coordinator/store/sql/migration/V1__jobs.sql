-- What a coordinator remembers. One form for SQLite and PostgreSQL; Flyway fills in what they call differently:
-- ${bytes} binary data, ${time} a moment of the database's clock, ${number} a 64-bit key, ${counted} a key that counts by itself.
--
-- Moments of coordinators are UTC texts of one width, as in 2026-11-20T17:10:37.123456789Z: they sort, and cast to timestamps.
-- Ranges are half-open: low belongs to it, high does not. "owner" is the id of a worker, or '' for owners that are forgotten.
-- "crc" is the CRC-32C of the row's other columns: a row that something else has changed is refused.
-- To be read by anybody. Whoever writes here beside the coordinator loses what this store promises.

-- Which store this is, and who leads. One row; every transaction that writes begins by updating it where the epoch is its own.
CREATE TABLE leader (
    id         INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    cluster    TEXT    NOT NULL,      -- random name of this store
    epoch      BIGINT  NOT NULL,      -- grows with each leader; 0 before the first
    node       TEXT    NOT NULL,      -- where the leader's cluster node listens
    api        TEXT    NOT NULL,      -- where its HTTP API listens
    expires_at ${time},               -- when another one may lead; empty if the leader resigned
    renewals   BIGINT  NOT NULL,      -- grows with each sign of life
    last_group BIGINT  NOT NULL       -- number of the last group of changes that was written in this epoch
);

CREATE TABLE jobs (
    number          ${number},                 -- grows in the order of submission
    id              TEXT    NOT NULL UNIQUE,
    kind            TEXT    NOT NULL,
    name            TEXT    NOT NULL,          -- the user's; '' for none
    folded_name     TEXT    NOT NULL,          -- the same in lower case
    state           TEXT    NOT NULL CHECK (state IN (
        'QUEUED', 'RUNNING', 'PAUSED', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'TIMED_OUT')),
    priority        INTEGER NOT NULL,
    arguments       TEXT    NOT NULL,          -- as a JSON object
    idempotency_key TEXT    UNIQUE,
    submitted_at    TEXT    NOT NULL,
    started_at      TEXT,
    finished_at     TEXT,
    max_slots       INTEGER,
    timeout         TEXT,                      -- as in PT1H30M
    max_attempts    INTEGER NOT NULL,
    verify          TEXT    NOT NULL,          -- none, check, audit=PERCENT, quorum=VOTERS
    spec            ${bytes} NOT NULL,         -- the job, as its kind encodes it
    header_crc      BIGINT  NOT NULL,          -- of all that never changes

    stage           INTEGER NOT NULL,
    done_items      BIGINT  NOT NULL,          -- of the stage
    total_items     BIGINT  NOT NULL,
    items           BIGINT  NOT NULL,          -- committed, over all stages
    leases          BIGINT  NOT NULL,
    commits         BIGINT  NOT NULL,
    redispatched    BIGINT  NOT NULL,
    stolen          BIGINT  NOT NULL,
    workers         INTEGER NOT NULL,
    slots           INTEGER NOT NULL,
    audited_items   BIGINT  NOT NULL,          -- computed again, and found the same
    audits          BIGINT  NOT NULL,          -- ranges that were
    audited_elsewhere BIGINT NOT NULL,         -- those of them that another slot than the owner's computed
    busy_nanos      BIGINT  NOT NULL,
    age_nanos       BIGINT  NOT NULL,
    kernel          TEXT    NOT NULL,
    early           BOOLEAN NOT NULL,
    complete        BOOLEAN NOT NULL,
    verdict         TEXT,                      -- VERIFIED, AUDITED, SKIPPED, FAILED, PENDING; empty while it has not ended
    verified_by     TEXT,
    verified_share  DOUBLE PRECISION,
    verified_detail TEXT,
    fault_code      TEXT,
    fault_message   TEXT,
    fault_where     TEXT,
    fault_hint      TEXT,
    known           ${bytes} NOT NULL,         -- merged over the stages before; at the end, what the result is made of
    status_crc      BIGINT  NOT NULL           -- of all that changes
);
CREATE INDEX jobs_by_state ON jobs (state, number);
CREATE INDEX jobs_by_end ON jobs (finished_at);

-- Results, which do not change any more: of jobs that succeeded, and of those that gave what they had when their time was over.
CREATE VIEW results AS
    SELECT number, id, kind, name, arguments, verdict, verified_by, verified_share, complete, items,
           submitted_at, started_at, finished_at, known AS result
    FROM jobs WHERE state = 'SUCCEEDED' OR (state = 'TIMED_OUT' AND early);

-- Data, stored once under its hash.
CREATE TABLE blobs (
    sha256  TEXT     NOT NULL PRIMARY KEY,
    length  BIGINT   NOT NULL,
    content ${bytes} NOT NULL
);

-- Input data of jobs.
CREATE TABLE inputs (
    job      TEXT    NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    sha256   TEXT    NOT NULL,
    PRIMARY KEY (job, position)
);
CREATE INDEX inputs_by_blob ON inputs (sha256);

-- What is committed of the present stage of a job, by owner: intervals that do not touch or overlap,
CREATE TABLE checkpoints (
    job   TEXT    NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    stage INTEGER NOT NULL,
    owner TEXT    NOT NULL,
    low   BIGINT  NOT NULL,
    high  BIGINT  NOT NULL,
    crc   BIGINT  NOT NULL,
    PRIMARY KEY (job, stage, owner, low)
);

-- and what they amount to: an owner's parts, to be merged in any order.
CREATE TABLE partials (
    job     TEXT     NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    stage   INTEGER  NOT NULL,
    owner   TEXT     NOT NULL,
    part    BIGINT   NOT NULL,
    partial ${bytes} NOT NULL,
    crc     BIGINT   NOT NULL,
    PRIMARY KEY (job, stage, owner, part)
);

-- Output of ranges.
CREATE TABLE segments (
    job    TEXT    NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    stage  INTEGER NOT NULL,
    low    BIGINT  NOT NULL,
    high   BIGINT  NOT NULL,
    owner  TEXT    NOT NULL,
    sha256 TEXT    NOT NULL,
    length BIGINT  NOT NULL,
    crc    BIGINT  NOT NULL,
    PRIMARY KEY (job, stage, low)
);
CREATE INDEX segments_by_blob ON segments (sha256);

-- Commits that wait to be computed again by somebody else.
CREATE TABLE audits (
    job     TEXT     NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    stage   INTEGER  NOT NULL,
    low     BIGINT   NOT NULL,
    high    BIGINT   NOT NULL,
    worker  TEXT     NOT NULL,
    slot    INTEGER  NOT NULL,
    digest  TEXT     NOT NULL,             -- SHA-256 of what the slot that committed it made of it
    others  TEXT     NOT NULL,             -- what others made of it, a line each: digest, slot, worker
    crc     BIGINT   NOT NULL,
    PRIMARY KEY (job, stage, low, high)
);

-- Workers of whose commits to a job some can't be told apart any more.
CREATE TABLE settled (
    job    TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    worker TEXT NOT NULL,
    PRIMARY KEY (job, worker)
);

-- Worker processes that computed wrongly and get no work any more.
CREATE TABLE quarantine (
    worker TEXT NOT NULL PRIMARY KEY,
    reason TEXT NOT NULL,
    since  TEXT NOT NULL
);

-- The history, only appended to.
CREATE TABLE events (
    number ${counted},
    at     TEXT   NOT NULL,
    type   TEXT   NOT NULL,
    job    TEXT,                      -- empty if it is about no job
    worker TEXT,
    low    BIGINT,
    high   BIGINT,
    detail TEXT   NOT NULL
);
CREATE INDEX events_by_job ON events (job, number);
