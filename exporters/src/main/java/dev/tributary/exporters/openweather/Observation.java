package dev.tributary.exporters.openweather;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.record.Excerpt;
import dev.tributary.exporters.source.RecordReader;
import dev.tributary.exporters.weather.Answers;
import dev.tributary.exporters.weather.FailedPart;
import dev.tributary.exporters.weather.Part;
import dev.tributary.exporters.weather.Place;
import dev.tributary.exporters.weather.RefusedAnswerException;
import dev.tributary.exporters.weather.Units;
import dev.tributary.exporters.weather.WeatherMessage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One city, asked about now. A part that cannot be had does not keep the others. */
final class Observation {

  private final Api api;
  private final City city;
  private final Units units;
  private final Answers answers = new Answers();
  private final List<FailedPart> failures = new ArrayList<>();

  Observation(Api api, City city, Units units) {
    this.api = api;
    this.city = city;
    this.units = units;
  }

  /** All parts by the geocoder's position, that they are of one place; else by the city's name. */
  Observed observe(Geocoding geocoding) throws InterruptedException {
    Optional<Place> place = geocoded(geocoding);
    if (place.isPresent()) {
      ask(Part.WEATHER, place);
    } else {
      place = named();
    }
    if (place.isPresent()) {
      ask(Part.FORECAST, place);
      ask(Part.AIR_POLLUTION, place);
    }
    return new Observed(city, place.flatMap(this::message), failures);
  }

  private Optional<Place> geocoded(Geocoding geocoding) throws InterruptedException {
    try {
      return Optional.of(geocoding.find(city));
    } catch (UnansweredException e) {
      failures.add(e.of(Geocoding.PART));
      return Optional.empty();
    }
  }

  private void ask(Part part, Optional<Place> place) throws InterruptedException {
    try {
      Place.Position position =
          place
              .flatMap(Place::position)
              .orElseThrow(() -> new UnansweredException("the city's position is not known"));
      Map<String, String> query = new LinkedHashMap<>();
      query.put("lat", text(position.lat()));
      query.put("lon", text(position.lon()));
      answers.with(part, answer(part, query));
    } catch (UnansweredException e) {
      failures.add(e.of(part.text()));
    }
  }

  /** Never in the notation with an exponent. */
  private static String text(double degrees) {
    return BigDecimal.valueOf(degrees).toPlainString();
  }

  private ObjectNode answer(Part part, Map<String, String> query)
      throws UnansweredException, InterruptedException {
    Map<String, String> whole = new LinkedHashMap<>(query);
    if (part != Part.AIR_POLLUTION) {
      whole.put("units", units.text()); // of the air's components there are none but µg/m³
    }
    try {
      return part.check(api.ask("/data/2.5/" + part.text(), whole));
    } catch (RefusedAnswerException e) {
      throw new UnansweredException(e.getMessage(), e.status());
    }
  }

  /** The weather by the city's name, and the place that it says it is of. */
  private Optional<Place> named() throws InterruptedException {
    try {
      if (city.stateName().isPresent()) {
        throw new UnansweredException(
            "it is not asked for by name alone: the answer would not tell the state");
      }
      ObjectNode answer = answer(Part.WEATHER, Map.of("q", city.toString()));
      String country = answer.path("sys").path("country").asText("");
      if (!Place.isCountry(country) || city.country().filter(c -> !c.equals(country)).isPresent()) {
        throw new UnansweredException(
            "the answer to '%s' is of a place in '%s', not in %s"
                .formatted(Excerpt.of(city.toString()), Excerpt.of(country), city.whereabouts()));
      }
      answers.with(Part.WEATHER, answer);
      String told = answer.path("name").asText("");
      String name = told.isBlank() ? city.name() : told;
      return Optional.of(new Place(name, country, answers.position()));
    } catch (UnansweredException e) {
      failures.add(e.of(Part.WEATHER.text()));
      return Optional.empty();
    }
  }

  private Optional<WeatherMessage> message(Place place) {
    if (answers.isEmpty()) {
      return Optional.empty();
    }
    WeatherMessage message =
        WeatherMessage.of(place, units, answers, failures, Optional.empty(), Instant.now());
    int bytes = message.json().toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > RecordReader.MESSAGE_LIMIT) {
      failures.add(
          new FailedPart(
              "message",
              OptionalInt.empty(),
              "it has %,d bytes, and Kafka takes %,d"
                  .formatted(bytes, RecordReader.MESSAGE_LIMIT)));
      return Optional.empty();
    }
    return Optional.of(message);
  }
}
