package dev.tributary.exporters.produce;

import dev.tributary.catalog.run.TributaryException;
import dev.tributary.exporters.source.SourceRecord;
import java.util.List;

/**
 * Brings cycles' messages to their topic, a transaction each, in their order. What Kafka does not
 * take is kept and sent with a later cycle; none is sent twice.
 */
final class Delivery implements AutoCloseable {

  /** What is kept at most: at one city and ten minutes, of ten weeks. */
  static final int MOST_KEPT = 10_000;

  private final Channel channel;
  private final Outbox outbox = new Outbox(MOST_KEPT);
  private boolean open;
  private boolean uncertain;

  Delivery(Channel channel) {
    this.channel = channel;
  }

  /**
   * Keeps messages until they are sent.
   *
   * @return how many of the oldest are given up for them
   */
  int keep(List<SourceRecord> messages) {
    return outbox.add(messages);
  }

  /** How many messages are not sent yet. */
  int kept() {
    return outbox.size();
  }

  /**
   * Sends all that is kept.
   *
   * @throws OvertakenException if another run sends the same
   * @throws TributaryException if Kafka is away; what is not sent is kept
   */
  void send() {
    try {
      if (!open && !outbox.isEmpty()) {
        open();
      }
      while (!outbox.isEmpty()) {
        List<SourceRecord> messages = outbox.first();
        long until = messages.get(messages.size() - 1).index() + 1;
        uncertain = true;
        channel.send(messages, until);
        uncertain = false;
        outbox.sent(until);
      }
    } catch (TributaryException e) {
      open = false;
      channel.close();
      throw e;
    }
  }

  private void open() {
    channel.open();
    if (uncertain) {
      // Whether the last transaction came about was not told; now it is one or the other.
      outbox.sent(channel.committed());
      uncertain = false;
    }
    open = true;
  }

  @Override
  public void close() {
    channel.close();
  }
}
