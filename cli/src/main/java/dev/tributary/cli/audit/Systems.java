package dev.tributary.cli.audit;

import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.exporters.kafka.CommittedOffsets;
import dev.tributary.exporters.kafka.TopicOffsets;
import dev.tributary.loaders.hive.HiveException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;

/**
 * What an audit looks at besides PostgreSQL. A system that does not answer keeps none of the others
 * from being looked at.
 *
 * @param via the way to Hive
 * @param line a failure in one line
 */
record Systems(Configuration conf, Settings settings, String via, FailureLine line) {

  /** Tells a failure in one line: what, where, what to do. */
  public interface FailureLine {
    String of(String verb, Exception failure);
  }

  /** A look at a system. */
  interface Look {
    void at() throws IOException, InterruptedException;
  }

  /** Looks, or tells why it could not. */
  boolean look(Findings findings, Look look) throws InterruptedException {
    try {
      look.at();
      return true;
    } catch (IOException | TributaryException | HiveException e) {
      findings.unseen(
          line.of("audit", e instanceof HiveException ? new IOException(e.getMessage(), e) : e));
      return false;
    }
  }

  /**
   * A topic as it stands in Kafka.
   *
   * @return empty if the topic of that id is there no more
   */
  Optional<TopicOffsets> topic(String name, UUID id, Map<Integer, CommittedOffsets.Wanted> wanted) {
    try (CommittedOffsets kafka = new CommittedOffsets("audit", settings)) {
      return kafka.read(name, id, wanted);
    }
  }
}
