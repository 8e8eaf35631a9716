package dev.tributary.exporters.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.record.Excerpt;
import dev.tributary.exporters.weather.Answers;
import dev.tributary.exporters.weather.Place;
import dev.tributary.exporters.weather.WeatherMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes messages of records: the same of the same record, whenever it is read. */
final class Composition {

  private final Circumstances circumstances;

  Composition(Circumstances circumstances) {
    this.circumstances = circumstances;
  }

  /**
   * The message that a record is, or becomes.
   *
   * @throws RefusedRecordException if it is no answer, or of no place
   */
  WeatherMessage message(JsonNode record) throws RefusedRecordException {
    if (!(record instanceof ObjectNode object)) {
      throw new RefusedRecordException("is no JSON object: " + Excerpt.of(record.toString()));
    } else if (WholeMessage.isOne(object)) {
      return WholeMessage.of(object);
    }
    RecordedAnswer answer = RecordedAnswer.of(object);
    Instant observedAt = answer.part().time(answer.json());
    return WeatherMessage.of(
        place(answer),
        circumstances.requiredUnits(),
        new Answers().with(answer.part(), answer.json()),
        List.of(),
        circumstances.zone(),
        observedAt); // when it was fetched is not known, and now would be another message each time
  }

  private Place place(RecordedAnswer answer) throws RefusedRecordException {
    String city = answer.city();
    String country = answer.country();
    if (!city.isBlank() && !country.isBlank()) {
      return place(city, country);
    }
    Place told =
        circumstances
            .place()
            .orElseThrow(
                () ->
                    new RefusedRecordException(
                        city.isBlank()
                            ? "names no place; pass --place \"City,CC\" to say where it is of"
                            : lacksCountry(city)));
    if (!city.isBlank() && !city.equalsIgnoreCase(told.city())) {
      throw new RefusedRecordException(
          "%s; it is not of --place '%s'".formatted(lacksCountry(city), told.key()));
    } else if (!country.isBlank() && !country.equals(told.country())) {
      throw new RefusedRecordException(
          "names no city, in country '%s'; it is not of --place '%s'"
              .formatted(Excerpt.of(country), told.key()));
    }
    return city.isBlank() ? told : place(city, told.country());
  }

  private static Place place(String city, String country) throws RefusedRecordException {
    try {
      return new Place(city, country, Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new RefusedRecordException(Excerpt.of(e.getMessage()), e);
    }
  }

  private static String lacksCountry(String city) {
    String name = Excerpt.of(city);
    return "names '%s' and no country; pass --place \"%s,CC\" with its country"
        .formatted(name, name);
  }
}
