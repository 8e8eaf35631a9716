package dev.tributary.cli.lineage;

import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Volume;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is to be told of a run at one moment. */
record Event(
    Type type,
    Instant at,
    Execution execution,
    List<Location> inputs,
    List<Output> outputs,
    Optional<Ending> ending) {

  Event {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** By the names that OpenLineage has for them. */
  enum Type {
    START,
    RUNNING,
    COMPLETE,
    FAIL,
    ABORT
  }

  /** What is written, and how much of it so far. */
  record Output(Location location, Volume volume) {}
}
