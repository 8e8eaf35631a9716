-- The sink: Kafka's messages as files by place, each once.

-- A tree of files and the consumer group that fills it: one group a tree, as many trees as one
-- likes. Kafka divides partitions among the members of a group, so each tree has one of its own.
-- The marker lies in the tree too: no other database, nor spelling of the path, fills it besides.
CREATE TABLE sink (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  marker       uuid NOT NULL DEFAULT gen_random_uuid(),
  group_id     text NOT NULL,
  path         text NOT NULL UNIQUE,
  kafka_group  text NOT NULL UNIQUE,
  made_at      timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Where a sink goes on, and where it began. Who writes must move this row from the offset it began
-- at, in the transaction that records what was written.
CREATE TABLE sink_position (
  sink_id      bigint NOT NULL REFERENCES sink,
  topic_id     uuid NOT NULL,
  topic        text NOT NULL,
  partition    integer NOT NULL,
  first_offset bigint NOT NULL,
  next_offset  bigint NOT NULL CHECK (next_offset >= first_offset),
  run_id       text NOT NULL,
  moved_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (sink_id, topic_id, partition)
);

-- A place and its directory below the sink's path. The name is told by its hash, since not every
-- name can be stored as text; country and city are for reading. No two places share a directory,
-- nor have ones that differ only in what some file systems hold for the same (case, accents).
CREATE TABLE sink_place (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sink_id   bigint NOT NULL REFERENCES sink,
  name_hash bytea NOT NULL,
  country   text NOT NULL,
  city      text NOT NULL,
  directory text NOT NULL,
  folded    text NOT NULL,
  made_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (sink_id, name_hash),
  UNIQUE (sink_id, folded)
);

-- A file of a place. The open one grows, and is valid up to its length; a rolled one has its name
-- for good; one that is to be packed is rolled and waits for its compressed form.
CREATE TABLE sink_file (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  place_id    bigint NOT NULL REFERENCES sink_place,
  state       text NOT NULL CHECK (state IN ('open', 'packing', 'rolled', 'missing')),
  name        text NOT NULL,
  rolled_name text,
  length      bigint NOT NULL DEFAULT 0,
  bytes       bigint NOT NULL DEFAULT 0,
  messages    bigint NOT NULL DEFAULT 0,
  hash_first  bigint NOT NULL DEFAULT 0,
  hash_second bigint NOT NULL DEFAULT 0,
  opened_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  changed_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX sink_file_open ON sink_file (place_id) WHERE state = 'open';
CREATE UNIQUE INDEX sink_file_rolled ON sink_file (place_id, rolled_name);
CREATE INDEX sink_file_packing ON sink_file (id) WHERE state = 'packing';

-- Which messages a file holds: how many of a partition, from which to which.
CREATE TABLE sink_content (
  file_id      bigint NOT NULL REFERENCES sink_file,
  topic_id     uuid NOT NULL,
  partition    integer NOT NULL,
  first_offset bigint NOT NULL,
  last_offset  bigint NOT NULL,
  messages     bigint NOT NULL,
  PRIMARY KEY (file_id, topic_id, partition)
);

-- Offsets that a sink has not read because Kafka had them no more, as its user has accepted.
CREATE TABLE sink_gap (
  sink_id      bigint NOT NULL REFERENCES sink,
  topic_id     uuid NOT NULL,
  partition    integer NOT NULL,
  from_offset  bigint NOT NULL,
  until_offset bigint NOT NULL CHECK (until_offset > from_offset),
  run_id       text NOT NULL,
  accepted_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (sink_id, topic_id, partition, from_offset)
);
