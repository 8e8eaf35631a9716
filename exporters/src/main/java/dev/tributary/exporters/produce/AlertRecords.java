package dev.tributary.exporters.produce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.record.Fingerprint;
import dev.tributary.exporters.alert.AlertMessage;
import dev.tributary.exporters.alert.AlertTopics;
import dev.tributary.exporters.openmeteo.PlaceName;
import dev.tributary.exporters.source.SourceRecord;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Messages of alerts as records of this run, numbered from 0 on, each said once. */
final class AlertRecords {

  /** Servers of one API may be at odds for a while, but not for longer than so many readings. */
  private static final int REMEMBERED = 100_000;

  private final String origin;
  private final AlertTopics topics;
  private final Set<UUID> said = new LinkedHashSet<>();
  private long index;

  /**
   * Of one API.
   *
   * @param origin where it is
   * @param topics where messages go
   */
  AlertRecords(String origin, AlertTopics topics) {
    this.origin = origin;
    this.topics = topics;
  }

  /** The record of a message; empty if it was one before. */
  Optional<SourceRecord> record(PlaceName asked, AlertMessage message) {
    ObjectNode json = message.json();
    if (!said.add(Fingerprint.content(json, List.of()))) {
      return Optional.empty();
    }
    if (said.size() > REMEMBERED) {
      said.remove(said.iterator().next());
    }
    return Optional.of(
        new SourceRecord(
            index++,
            "%s of %s".formatted(origin, asked),
            message.key(),
            json.toString(),
            topics.further(message)));
  }
}
