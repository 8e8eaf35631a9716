package dev.tributary.exporters.place;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.settings.Settings;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Finds of which place a message is, and what its figures are. */
public final class Places {

  private Places() {}

  /**
   * With the known places that ship, and those of a file that the settings name.
   *
   * @throws dev.tributary.catalog.run.TributaryException if the file cannot be read
   */
  public static Places of(Settings settings) {
    return new Places();
  }

  /**
   * What a message tells. Never fails: a message that tells nothing is of {@link
   * Sighting#NO_COUNTRY}.
   *
   * @param key of the Kafka record; null if there is none
   * @param value of the Kafka record; null if there is none
   */
  public Sighting read(String topic, byte[] key, byte[] value) {
    if (value == null) {
      return unread(Sighting.NO_VALUE, Optional.empty());
    }
    try {
      CompactJson message = CompactJson.read(value);
      JsonNode json = message.json();
      return new Sighting(
          json.path("country_code").asText(Sighting.NO_COUNTRY),
          json.path("city").asText(Sighting.NO_CITY),
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Optional.of(message.bytes()),
          Optional.empty(),
          Optional.empty());
    } catch (CompactJson.RefusedException e) {
      return unread(e.getMessage(), Optional.of(value));
    }
  }

  private static Sighting unread(String reason, Optional<byte[]> raw) {
    return new Sighting(
        Sighting.NO_COUNTRY,
        Sighting.NO_CITY,
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.of(reason),
        raw);
  }
}
