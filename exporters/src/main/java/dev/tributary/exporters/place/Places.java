package dev.tributary.exporters.place;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tributary.catalog.settings.Settings;
import java.util.Optional;
import java.util.OptionalDouble;

/** Finds of which place a message is, and what its figures are. Any number of threads may ask. */
public final class Places {

  private final Countries countries = new Countries();
  private final Gazetteer gazetteer;

  private Places(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  /**
   * With the known places that ship, and those of a file that the settings name. What is remembered
   * of messages is bounded.
   *
   * @throws dev.tributary.catalog.run.TributaryException if the file cannot be read
   */
  public static Places of(Settings settings) {
    return new Places(Gazetteer.of(settings));
  }

  /**
   * What a message tells. Never fails: one that tells nothing is of {@link Sighting#NO_COUNTRY} and
   * {@link Sighting#NO_CITY}.
   *
   * @param topic of the Kafka record; all have the same shapes so far
   * @param key of the Kafka record; null if there is none
   * @param value of the Kafka record; null if there is none
   */
  public Sighting read(String topic, byte[] key, byte[] value) {
    if (value == null) {
      return refused(key, Sighting.NO_VALUE, Optional.empty());
    }
    CompactJson message;
    try {
      message = CompactJson.read(value);
    } catch (CompactJson.RefusedException e) {
      return refused(key, e.getMessage(), Optional.of(value));
    }
    return sighting(
        key, message.json(), Optional.of(message.bytes()), Optional.empty(), Optional.empty());
  }

  private Sighting refused(byte[] key, String reason, Optional<byte[]> raw) {
    return sighting(key, MissingNode.getInstance(), Optional.empty(), Optional.of(reason), raw);
  }

  private Sighting sighting(
      byte[] key,
      JsonNode json,
      Optional<byte[]> value,
      Optional<String> reason,
      Optional<byte[]> raw) {
    NamedPlace named =
        json.isObject() ? NamedPlace.in(json, countries, gazetteer) : NamedPlace.NONE;
    Resolution place = Resolution.of(named, Key.of(key), gazetteer);
    Figures figures = json.isObject() ? Figures.in(json) : Figures.NONE;
    return new Sighting(
        place.country(),
        place.city(),
        json.isObject() ? EventTimes.in(json) : Optional.empty(),
        figures.temperature(),
        figures.windspeed(),
        figures.weatherCode(),
        figures.windAlertLevel(),
        figures.heatAlertLevel(),
        named.position().map(at -> OptionalDouble.of(at.lat())).orElse(OptionalDouble.empty()),
        named.position().map(at -> OptionalDouble.of(at.lon())).orElse(OptionalDouble.empty()),
        value,
        reason,
        raw);
  }
}
