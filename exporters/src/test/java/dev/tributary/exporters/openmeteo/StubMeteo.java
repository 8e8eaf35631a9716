package dev.tributary.exporters.openmeteo;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.exporters.http.WebServer;
import dev.tributary.exporters.http.WebServer.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The API on this machine, which knows Paris in FR and answers as it is told. */
public final class StubMeteo implements AutoCloseable {

  public static final String PARIS =
      """
      {"results":[{"id":2988507,"name":"Paris","latitude":48.85341,"longitude":2.3488,
        "country_code":"FR","country":"France"}],"generationtime_ms":0.6}
      """;

  private static final String NOW =
      """
      {"latitude":48.86,"longitude":2.36,"generationtime_ms":0.04,"utc_offset_seconds":0,
       "timezone":"GMT","elevation":42.0,
       "current_weather_units":{"time":"iso8601","temperature":"°C","windspeed":"%s"},
       "current_weather":{"time":"%s","interval":900,"temperature":%s,"windspeed":%s,
         "winddirection":320,"is_day":0,"weathercode":3}}
      """;

  private final WebServer server = WebServer.start();
  private final Map<String, String> settings = new HashMap<>();

  /** It answers 11.8 °C and 5.2 m/s at 20:45 of 11 December 2024, unless it is told otherwise. */
  public StubMeteo() throws IOException {
    settings.put("tributary.openmeteo.url", server.origin());
    settings.put("tributary.openmeteo.geocoding.url", server.origin());
    settings.put("tributary.openmeteo.delay.ms", "1");
    settings.put("tributary.http.backoff.ms", "1");
    settings.put("tributary.http.tries", "2");
    geocoding("Paris", Response.page(PARIS));
    now(Response.page(now("2024-12-11T20:45", "11.8", "5.2")));
  }

  /** An answer in m/s. */
  public static String now(String time, String temperature, String wind) {
    return NOW.formatted("m/s", time, temperature, wind);
  }

  /** An answer in another unit of wind. */
  static String windy(String unit, String wind) {
    return NOW.formatted(unit, "2024-12-11T20:45", "11.8", wind);
  }

  /**
   * What the geocoder says of a name.
   *
   * @param name as it stands in an address
   */
  public StubMeteo geocoding(String name, Response... inTurn) {
    server.answer("/v1/search?name=%s&count=100&language=en&format=json".formatted(name), inTurn);
    return this;
  }

  /** What the weather in the geocoder's Paris is. */
  public StubMeteo now(Response... inTurn) {
    return at("48.85341", "2.3488", inTurn);
  }

  /** What the weather at a position is. */
  public StubMeteo at(String latitude, String longitude, Response... inTurn) {
    server.answer(forecast(latitude, longitude), inTurn);
    return this;
  }

  static String forecast(String latitude, String longitude) {
    return "/v1/forecast?latitude=%s&longitude=%s&current_weather=true&wind_speed_unit=ms&timezone=GMT"
        .formatted(latitude, longitude);
  }

  public StubMeteo set(String name, Object value) {
    settings.put(name, value.toString());
    return this;
  }

  public Settings settings() {
    return setting -> Optional.ofNullable(settings.get(setting.name()));
  }

  public Station station(String... places) {
    return new Station(
        Stream.of(places).map(PlaceName::of).toList(), settings(), new RunId("test"));
  }

  /** One cycle of a new station. */
  List<Reading> observe(String... places) throws InterruptedException {
    try (Station station = station(places)) {
      return cycle(station);
    }
  }

  static List<Reading> cycle(Station station) throws InterruptedException {
    List<Reading> cycle = new ArrayList<>();
    station.observe(cycle::add);
    return cycle;
  }

  String origin() {
    return server.origin();
  }

  public List<String> targets() {
    return server.targets();
  }

  @Override
  public void close() {
    server.close();
  }
}
