-- When a partition of a feed is taken to be whole.

-- The latest event among the rows of these offsets, in the dataset's zone: how far the partition has
-- come. Unknown of what an earlier release landed.
ALTER TABLE batch_range ADD COLUMN latest_event timestamp;

-- A partition that was closed: its first directory has a file _SUCCESS since. It stays closed,
-- whatever lands in it afterwards.
CREATE TABLE closed_partition (
  feed      text NOT NULL REFERENCES feed,
  dt        text NOT NULL,
  run_id    text NOT NULL REFERENCES run,
  closed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (feed, dt)
);
