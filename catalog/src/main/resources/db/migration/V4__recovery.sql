-- What becomes of batches and versions afterwards: rejected, replayed, restored, retired, audited.

-- A batch is rejected, then its offsets may be landed anew by another, which replays it. One of
-- origin 'quarantine' lands messages that an earlier batch had set aside: it has no ranges, as
-- their offsets are in that one's.
ALTER TABLE batch DROP CONSTRAINT batch_state_check;
ALTER TABLE batch ADD CONSTRAINT batch_state_check
  CHECK (state IN ('committed', 'rejected', 'replayed'));
ALTER TABLE batch ADD COLUMN origin text NOT NULL DEFAULT 'topic'
  CHECK (origin IN ('topic', 'replay', 'quarantine'));
ALTER TABLE batch ADD COLUMN replays bigint REFERENCES batch;

CREATE TABLE rejection (
  batch_id    bigint PRIMARY KEY REFERENCES batch,
  reason      text NOT NULL,
  run_id      text NOT NULL REFERENCES run,
  rejected_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Raised by each rejection and replay: who has sorted messages by what had landed before must do so
-- anew.
ALTER TABLE feed ADD COLUMN rejections bigint NOT NULL DEFAULT 0;

-- The ranges of a batch that was replayed are those of the replaying one now.
ALTER TABLE batch_range DROP CONSTRAINT batch_range_pkey;
ALTER TABLE batch_range ADD COLUMN live boolean NOT NULL DEFAULT true;
ALTER TABLE batch_range ADD PRIMARY KEY (batch_id, topic_id, partition, from_offset);
CREATE UNIQUE INDEX batch_range_live ON batch_range (topic_id, partition, from_offset) WHERE live;
DROP INDEX batch_range_batch;

-- The batch that these offsets were in first. Messages count in the order of their places, whenever
-- they are replayed.
ALTER TABLE batch_range ADD COLUMN place bigint;
UPDATE batch_range SET place = batch_id;
ALTER TABLE batch_range ALTER COLUMN place SET NOT NULL;

-- For the repetitions of a row that is taken back: the first of them is the row then.
CREATE INDEX duplicate_of ON duplicate (of_topic_id, of_partition, of_offset);

-- A quarantined message keeps its row, whatever became of it, and the batch that set it aside.
ALTER TABLE quarantine ADD COLUMN attempts integer NOT NULL DEFAULT 1;
ALTER TABLE quarantine ADD COLUMN replay_batch_id bigint REFERENCES batch;
ALTER TABLE quarantine ADD COLUMN decision text;
ALTER TABLE quarantine ADD COLUMN decided_run text REFERENCES run;
ALTER TABLE quarantine ADD COLUMN decided_at timestamptz;

-- The message's own time, in ms since 1970; unknown of those that an earlier release set aside.
ALTER TABLE quarantine ADD COLUMN sent_ms bigint;

-- A partition that an export must write anew, because rows of it were rejected or came back: the
-- batch is what was rejected, or what replayed them.
CREATE TABLE rewrite (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  feed      text NOT NULL REFERENCES feed,
  dt        text NOT NULL,
  batch_id  bigint NOT NULL REFERENCES batch,
  export_id bigint REFERENCES export,
  asked_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX rewrite_export ON rewrite (export_id, feed);

-- A publication by restore: publish leaves it until a version is built that is newer than this,
-- the newest one at that time.
ALTER TABLE publication ADD COLUMN held_version bigint;

-- Files of versions that were deleted: the ledger keeps what they were.
ALTER TABLE table_partition ADD COLUMN retired_at timestamptz;
ALTER TABLE table_partition ADD COLUMN retired_run text REFERENCES run;
ALTER TABLE file ADD COLUMN retired_at timestamptz;
ALTER TABLE file ADD COLUMN retired_run text REFERENCES run;

-- Which files a version was built from: those of the partition's version then, that were recorded
-- with that generation or an earlier one. Of what was built before, the newest are taken for it.
ALTER TABLE file ADD COLUMN generation bigint NOT NULL DEFAULT 0;
ALTER TABLE table_input ADD COLUMN feed_version integer;
UPDATE table_input i SET feed_version = p.version FROM partition p
  WHERE p.feed = i.feed AND p.dt = i.dt;
ALTER TABLE table_input ALTER COLUMN feed_version SET NOT NULL;

-- An audit of a dataset, and what it came to.
CREATE TABLE audit (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id        text NOT NULL REFERENCES run,
  dataset       text NOT NULL,
  began_at      timestamptz NOT NULL,
  ended_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  clean         boolean NOT NULL,
  complete      boolean NOT NULL,
  counts        jsonb NOT NULL,
  discrepancies jsonb NOT NULL
);
CREATE INDEX audit_dataset ON audit (dataset, id DESC);
