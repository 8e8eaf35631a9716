package dev.tributary.exporters.sink;

import dev.tributary.catalog.record.Coordinates;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Messages that are read and not written yet, by place. */
final class Buffer {

  /** What a line costs besides its bytes; and a place. About. */
  private static final int LINE_BYTES = 120;

  private static final int PLACE_BYTES = 600;

  private final Limits limits;
  private Map<Place, Portion> portions = new HashMap<>();
  private long bytes;
  private long messages;
  private long since;
  private boolean due;
  private boolean full;

  Buffer(Limits limits) {
    this.limits = limits;
  }

  /**
   * When messages are written.
   *
   * @param batchSize as soon as a place has so many
   * @param flushInterval none waits longer
   * @param fileBytes a file ends at about so many, so no place is to have more
   * @param bufferBytes in all, about
   */
  record Limits(long batchSize, Duration flushInterval, long fileBytes, long bufferBytes) {}

  void add(Place place, Coordinates at, byte[] line) {
    if (messages == 0) {
      since = System.nanoTime();
    }
    Portion portion = portions.get(place);
    if (portion == null) {
      portion = new Portion();
      portions.put(place, portion);
      bytes += PLACE_BYTES + 2L * place.city().length();
    }
    portion.add(at, line);
    bytes += line.length + LINE_BYTES;
    messages++;
    due |= portion.messages() >= limits.batchSize();
    full |= portion.bytes() >= limits.fileBytes();
  }

  /** Whether it is time to write. */
  boolean isDue() {
    return due || isFull() || isOld();
  }

  /** Whether no more is to be taken in first. */
  boolean isFull() {
    return full || bytes >= limits.bufferBytes();
  }

  private boolean isOld() {
    return messages > 0 && System.nanoTime() - since >= limits.flushInterval().toNanos();
  }

  long messages() {
    return messages;
  }

  long bytes() {
    return bytes;
  }

  int places() {
    return portions.size();
  }

  /** All that is in it; it is empty then. */
  Map<Place, Portion> drain() {
    Map<Place, Portion> drained = portions;
    portions = new HashMap<>();
    bytes = 0;
    messages = 0;
    due = false;
    full = false;
    return drained;
  }
}
