package dev.tributary.exporters.produce;

import dev.tributary.exporters.source.SourceRecord;
import dev.tributary.exporters.weather.FailedPart;
import java.util.List;
import java.util.Optional;

/**
 * What there was of a city in a cycle.
 *
 * @param city as it was asked for
 * @param news what is to be sent, if anything is
 * @param isUnchanged whether it said what it had said before, and is not sent again
 * @param isRefused whether there is nothing because a key was refused
 * @param failures what could not be had, and why
 */
record Sighting(
    String city,
    Optional<SourceRecord> news,
    boolean isUnchanged,
    boolean isRefused,
    List<FailedPart> failures) {

  Sighting {
    failures = List.copyOf(failures);
  }
}
