-- Tables built from tables, assertions on records, and the warehouse.

-- What a version was built from of other tables: it is stale when one of their partitions has a
-- newer version.
CREATE TABLE table_source (
  table_name     text NOT NULL,
  version        bigint NOT NULL,
  source_table   text NOT NULL,
  dt             text NOT NULL,
  source_version bigint NOT NULL,
  PRIMARY KEY (table_name, version, source_table, dt),
  FOREIGN KEY (table_name, version) REFERENCES table_version,
  FOREIGN KEY (source_table, source_version, dt)
    REFERENCES table_partition (table_name, version, dt)
);

-- A landed record with a value outside a range that only warns.
CREATE TABLE warning (
  topic_id   uuid NOT NULL REFERENCES topic,
  partition  integer NOT NULL,
  msg_offset bigint NOT NULL,
  field      text NOT NULL,
  detail     text NOT NULL,
  source     text,
  batch_id   bigint NOT NULL REFERENCES batch,
  PRIMARY KEY (topic_id, partition, msg_offset, field)
);
ALTER TABLE batch ADD COLUMN warnings bigint NOT NULL DEFAULT 0;

-- What the warehouse was loaded with, and when: the last row of a table's partition is what it holds.
CREATE TABLE warehouse_load (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  table_name text NOT NULL,
  dt         text NOT NULL,
  version    bigint NOT NULL,
  rows       bigint NOT NULL,
  run_id     text NOT NULL REFERENCES run,
  loaded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (table_name, version, dt) REFERENCES table_partition (table_name, version, dt)
);
CREATE INDEX warehouse_load_partition ON warehouse_load (table_name, dt, id DESC);
