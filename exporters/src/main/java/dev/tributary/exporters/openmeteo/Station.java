package dev.tributary.exporters.openmeteo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.exporters.alert.AlertMessage;
import dev.tributary.exporters.source.RecordReader;
import dev.tributary.exporters.weather.Place;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Asks the API about its places, one after the other. For one thread. */
public final class Station implements AutoCloseable {

  /** What failures call it. */
  private static final String PART = "forecast";

  private static final String PATH = "/v1/forecast";

  private final List<PlaceName> places;
  private final Api forecasts;
  private final Api names;
  private final Geocoding geocoding;

  /**
   * Nothing is asked yet.
   *
   * @param run named in the log line of each retry
   * @throws UsageException if an address of the API is none
   */
  public Station(List<PlaceName> places, Settings settings, RunId run) {
    this.places = List.copyOf(places);
    this.forecasts = new Api(Settings.OPENMETEO_URL, settings, run);
    this.names = new Api(Settings.OPENMETEO_GEOCODING_URL, settings, run);
    this.geocoding = new Geocoding(names);
  }

  public List<PlaceName> places() {
    return places;
  }

  /** A cycle: hands out what the API has of each place as soon as it is there. */
  public void observe(Consumer<Reading> taker) throws InterruptedException {
    for (PlaceName place : places) {
      taker.accept(reading(place));
    }
  }

  private Reading reading(PlaceName asked) throws InterruptedException {
    Place place;
    try {
      place = geocoding.find(asked);
    } catch (UnansweredException e) {
      return Reading.without(asked, e.of(Geocoding.PART));
    }
    try {
      return Reading.of(asked, message(place));
    } catch (UnansweredException e) {
      return Reading.without(asked, e.of(PART));
    }
  }

  private AlertMessage message(Place place) throws UnansweredException, InterruptedException {
    Place.Position position = place.position().orElseThrow();
    Map<String, String> query = new LinkedHashMap<>();
    query.put("latitude", text(position.lat()));
    query.put("longitude", text(position.lon()));
    query.put("current_weather", "true");
    query.put("wind_speed_unit", "ms");
    query.put("timezone", "GMT");
    JsonNode answer = forecasts.ask(PATH, query);
    AlertMessage message = CurrentWeather.message(place, answer);
    int bytes = message.json().toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > RecordReader.MESSAGE_LIMIT) {
      throw new UnansweredException(
          "its message has %,d bytes, and Kafka takes %,d"
              .formatted(bytes, RecordReader.MESSAGE_LIMIT));
    }
    return message;
  }

  /** Never in the notation with an exponent. */
  private static String text(double degrees) {
    return BigDecimal.valueOf(degrees).toPlainString();
  }

  @Override
  public void close() {
    forecasts.close();
    names.close();
  }
}
