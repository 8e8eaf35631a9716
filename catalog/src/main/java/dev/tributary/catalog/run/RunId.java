package dev.tributary.catalog.run;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The name of one run, in every log line, file name and row that it leaves: sorts by time. */
public record RunId(String value) {

  /** The name under which the configuration of a job has it, for its tasks. */
  public static final String PROPERTY = "tributary.run.id";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  /** A new one, of the time in UTC and 32 random bits. */
  public static RunId create(Clock clock) {
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return new RunId(TIME.format(clock.instant()) + "-" + random);
  }

  @Override
  public String toString() {
    return value;
  }
}
