package dev.tributary.exporters.postgres;

import java.util.ArrayList;
import java.util.List;

/** Messages of a batch that is being gathered, by number and by size. */
final class Backlog {

  private final long maxMessages;
  private final long maxBytes;
  private final List<Message> messages = new ArrayList<>();
  private long bytes;

  Backlog(long maxMessages, long maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  void add(Message message) {
    messages.add(message);
    bytes += message.bytes();
  }

  /** Whether another message is one too many. */
  boolean isFull() {
    return messages.size() >= maxMessages || bytes >= maxBytes;
  }

  List<Message> messages() {
    return messages;
  }
}
