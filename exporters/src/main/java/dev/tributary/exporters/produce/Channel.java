package dev.tributary.exporters.produce;

import dev.tributary.catalog.run.TributaryException;
import dev.tributary.exporters.source.SourceRecord;
import java.util.List;

/** The way of a run's messages to their topic. After a failure it is closed, and opened anew. */
interface Channel extends AutoCloseable {

  /**
   * Connects; no transaction of an earlier time is open any more.
   *
   * @throws TributaryException if Kafka is away
   */
  void open();

  /** How many of this run's messages are in the topic, for who did not hear of it. */
  long committed();

  /**
   * Sends messages in one transaction.
   *
   * @param until how many of this run's messages are in the topic then
   * @throws OvertakenException if another run sends the same
   * @throws TributaryException if they are not sent, or it is not known whether they are
   */
  void send(List<SourceRecord> messages, long until);

  /** Takes back no message that is sent. */
  @Override
  void close();
}
