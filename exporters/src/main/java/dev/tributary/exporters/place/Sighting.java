package dev.tributary.exporters.place;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a message tells: of which place it is, and its figures as far as they are known. A message
 * has either a value or a reason why there is none; nothing is without one of them.
 *
 * @param country ISO 3166-1 alpha-2, or {@link #NO_COUNTRY}
 * @param city the name as the message has it, in Unicode's form NFC, without space around it; or
 *     {@link #NO_CITY}. Any text else: it becomes a path by {@link DirectoryName} only
 * @param eventTime when it was observed
 * @param temperature in °C
 * @param windspeed in m/s
 * @param weatherCode WMO code table 4677
 * @param windAlertLevel 0 to 2
 * @param heatAlertLevel 0 to 2
 * @param latitude in degrees, north positive; there is a longitude too
 * @param longitude in degrees, east positive; there is a latitude too
 * @param value the message as it came, without whitespace between the tokens of its JSON, in UTF-8
 * @param reason why there is no value: {@link #NO_VALUE}, {@link #NOT_UTF_8}, {@link #NOT_JSON} or
 *     {@link #BEYOND_LIMITS}
 * @param raw the bytes of a message that has no value; empty too if it had none
 */
public record Sighting(
    String country,
    String city,
    Optional<Instant> eventTime,
    OptionalDouble temperature,
    OptionalDouble windspeed,
    OptionalInt weatherCode,
    OptionalInt windAlertLevel,
    OptionalInt heatAlertLevel,
    OptionalDouble latitude,
    OptionalDouble longitude,
    Optional<byte[]> value,
    Optional<String> reason,
    Optional<byte[]> raw) {

  /** In place of a country that is not known. */
  public static final String NO_COUNTRY = "UNKNOWN";

  /** In place of a city that is not known. */
  public static final String NO_CITY = "Unknown-City";

  /** The reason of a message without a value, which Kafka calls a tombstone. */
  public static final String NO_VALUE = "no-value";

  /** The reason of a message whose bytes are no text in UTF-8. */
  public static final String NOT_UTF_8 = "not-utf-8";

  /** The reason of a message that is not one whole JSON text, by RFC 8259. */
  public static final String NOT_JSON = "not-json";

  /** The reason of JSON nested deeper than 100, or with a number of over 1,000 digits. */
  public static final String BEYOND_LIMITS = "beyond-limits";

  public Sighting {
    if (value.isPresent() == reason.isPresent()) {
      throw new IllegalArgumentException("a message has either a value or a reason");
    }
    if (latitude.isPresent() != longitude.isPresent()) {
      throw new IllegalArgumentException("a latitude comes with a longitude");
    }
  }
}
