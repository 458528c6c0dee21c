-- What is remembered of the life of a job that has ended.
CREATE TABLE lives (
    job                TEXT     NOT NULL PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
    useful_nanos       BIGINT   NOT NULL,          -- slot time, by what came of it
    lost_nanos         BIGINT   NOT NULL,
    idle_nanos         BIGINT   NOT NULL,
    verification_nanos BIGINT   NOT NULL,
    timeline           ${bytes} NOT NULL,          -- a rangefold.timeline/1 document, deflated (RFC 1950); empty if there is none
    map                ${bytes} NOT NULL,          -- a rangefold.map/1 document, deflated; empty if there is none
    crc                BIGINT   NOT NULL
);
