package dev.tributary.exporters.source;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.Topic;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A source that ends, and has the same records in the same order each time it is read. */
public interface FiniteSource {

  /** The topic that its records are sent to. */
  Topic topic();

  /** The topics that some of its records are sent to as well. */
  default List<Topic> furtherTopics() {
    return List.of();
  }

  /** The reference that its records are all of; empty if they are added to those before. */
  Optional<Feed> reference();

  /** What messages to people call it. */
  String name();

  /** What names its records in Kafka: another id is another source, whose records are all sent. */
  String id();

  /** Whether reading it now gives the records that its id names. */
  boolean isUnchanged() throws IOException;

  /** Its records, from the first on. */
  Records records() throws IOException;

  /** Records in their order. */
  interface Records extends Closeable {

    /** The next record; empty at the end. */
    Optional<SourceRecord> next() throws IOException;

    /** The next record of that index or a higher one: those before are passed over. */
    default Optional<SourceRecord> nextFrom(long index) throws IOException {
      Optional<SourceRecord> record = next();
      while (record.isPresent() && record.get().index() < index) {
        record = next();
      }
      return record;
    }
  }
}
