package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A place as messages name it, and the directories that it may get, the preferred one first.
 *
 * @param country ISO 3166-1 alpha-2, or UNKNOWN
 * @param city any text
 */
public record SinkName(String country, String city, List<Directory> directories) {

  private static final int LONGEST = 300;

  public SinkName {
    directories = List.copyOf(directories);
  }

  /**
   * A directory below the sink's path.
   *
   * @param folded the same for all that some file system, or eye, may take for the same
   */
  public record Directory(String path, String folded) {}

  /** Tells it from every other name: SHA-256 of its UTF-16, which holds any text. */
  public byte[] hash() {
    return Sha256.create().digest((country + "/" + city).getBytes(StandardCharsets.UTF_16BE));
  }

  /** As far as PostgreSQL can store it, and is to. */
  static String storable(String text) {
    String begin = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return new String(
        begin.replace('\u0000', '\ufffd').getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
