package dev.tributary.cli.lineage;

import dev.tributary.catalog.run.RunId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * What OpenLineage calls a run.
 *
 * @param run Tributary's, which is the same for all steps of one
 * @param job what all runs of its kind have in common: verb and dataset, or verb and path
 * @param lasting whether it ends only when it is asked to
 * @param parent of a step, the run that it is of
 */
record Execution(RunId run, String verb, String job, boolean lasting, Optional<Execution> parent) {

  /** Who knows the run's name from a log finds it by that. */
  UUID id() {
    String name = parent.isPresent() ? run + "/" + verb : run.value();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
