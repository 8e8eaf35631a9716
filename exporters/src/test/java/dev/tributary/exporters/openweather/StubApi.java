package dev.tributary.exporters.openweather;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.exporters.http.WebServer;
import dev.tributary.exporters.http.WebServer.Response;
import dev.tributary.exporters.weather.Units;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The API on this machine, which knows London in GB at 51.5, -0.12 and answers as it is told. */
public final class StubApi implements AutoCloseable {

  public static final String KEY = "s3cret";

  public static final String LONDON =
      """
      [{"name":"London","lat":51.5,"lon":-0.12,"country":"GB","state":"England"}]
      """;

  /** 2025-05-30T04:22:06Z; London is an hour ahead of UTC then. */
  public static final String WEATHER =
      """
      {"coord":{"lon":-0.12,"lat":51.5},"weather":[{"id":500,"main":"Rain"}],
       "main":{"temp":11.0,"humidity":90},"rain":{"1h":0.25},"dt":1748578926,
       "sys":{"country":"GB","sunrise":1748577051,"sunset":1748635564},
       "timezone":3600,"id":2643743,"name":"Palace of Westminster","cod":200}
      """;

  public static final String AIR =
      """
      {"coord":{"lon":-0.12,"lat":51.5},"list":[{"main":{"aqi":2},"components":{},"dt":1748578983}]}
      """;

  public static final String FORECAST =
      """
      {"cod":"200","cnt":1,"list":[{"dt":1748584800,"main":{"temp":12}}],
       "city":{"id":2643743,"name":"London","coord":{},"country":"GB","timezone":3600}}
      """;

  private static final String GEOCODING = "/geo/1.0/direct?q=%s&limit=5&appid=" + KEY;
  private static final String AT_LONDON = "lat=51.5&lon=-0.12";

  private final WebServer server = WebServer.start();
  private final Map<String, String> settings = new HashMap<>();

  public StubApi() throws IOException {
    settings.put("tributary.openweather.url", server.origin());
    settings.put("tributary.openweather.delay.ms", "1");
    settings.put("tributary.http.backoff.ms", "1");
    settings.put("tributary.http.tries", "2");
    geocoding("London%2CGB", Response.page(LONDON));
    atLondon(Response.page(WEATHER), Response.page(FORECAST), Response.page(AIR));
  }

  WebServer server() {
    return server;
  }

  /**
   * What the geocoder says of a city.
   *
   * @param city as it stands in an address
   */
  public StubApi geocoding(String city, Response... inTurn) {
    server.answer(GEOCODING.formatted(city), inTurn);
    return this;
  }

  /** What there is at the geocoder's London, in metric units. */
  StubApi atLondon(Response weather, Response forecast, Response air) {
    return weather(weather).forecast(forecast).air(air);
  }

  public StubApi weather(Response... inTurn) {
    server.answer(path("weather", AT_LONDON + "&units=metric"), inTurn);
    return this;
  }

  public StubApi forecast(Response... inTurn) {
    server.answer(path("forecast", AT_LONDON + "&units=metric"), inTurn);
    return this;
  }

  public StubApi air(Response... inTurn) {
    server.answer(path("air_pollution", AT_LONDON), inTurn);
    return this;
  }

  /** What there is by a city's name, as it stands in an address. */
  public StubApi named(String city, Response... inTurn) {
    server.answer(path("weather", "q=" + city + "&units=metric"), inTurn);
    return this;
  }

  /** An address of the API, with the key. */
  static String path(String part, String query) {
    return "/data/2.5/" + part + "?" + query + "&appid=" + KEY;
  }

  public StubApi set(String name, Object value) {
    settings.put(name, value.toString());
    return this;
  }

  public Settings settings() {
    return setting -> Optional.ofNullable(settings.get(setting.name()));
  }

  public Observatory observatory(String... cities) {
    return observatory(Units.METRIC, cities);
  }

  Observatory observatory(Units units, String... cities) {
    return new Observatory(
        Stream.of(cities).map(City::of).toList(),
        units,
        new ApiKey(KEY),
        settings(),
        new RunId("test"));
  }

  /** One cycle of a new observatory. */
  List<Observed> observe(String... cities) throws InterruptedException {
    try (Observatory observatory = observatory(cities)) {
      return cycle(observatory);
    }
  }

  static List<Observed> cycle(Observatory observatory) throws InterruptedException {
    List<Observed> cycle = new ArrayList<>();
    observatory.observe(cycle::add);
    return cycle;
  }

  /** The paths that were asked for, without what followed them. */
  List<String> paths() {
    return server.targets().stream()
        .map(target -> target.substring(target.lastIndexOf('/', target.indexOf('?')) + 1))
        .map(target -> target.substring(0, target.indexOf('?')))
        .toList();
  }

  /** An answer about London as it goes over a socket. */
  public static String response(String target) {
    String body = target.contains("air_pollution") ? AIR : WEATHER;
    body = target.startsWith("/geo/") ? LONDON : body;
    return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
        .formatted(body.length(), body);
  }

  public List<String> targets() {
    return server.targets();
  }

  @Override
  public void close() {
    server.close();
  }
}
