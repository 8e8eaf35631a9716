package dev.tributary.exporters.produce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.settings.Settings;
import dev.tributary.exporters.http.LogLines;
import dev.tributary.exporters.http.SocketServer;
import dev.tributary.exporters.http.WebServer.Response;
import dev.tributary.exporters.openweather.StubApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.cli.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The key is nowhere but in what the API is asked, whatever the API does. */
final class KeySecrecyTest {

  private static final String KEY = StubApi.KEY;

  @TempDir private Path directory;

  static Stream<Response> answers() {
    return Stream.of(
        Response.of(400),
        Response.of(401),
        Response.of(404),
        Response.of(500),
        Response.of(503, "Retry-After", "7200"),
        Response.of(429, "Retry-After", "1"),
        Response.of(429, "Retry-After", KEY),
        Response.of(301, "Location", "/" + KEY + "?appid=" + KEY),
        Response.of(302, "Location", "http://" + KEY + ".invalid/?appid=" + KEY),
        Response.of(302, "Location", KEY + "://[" + KEY),
        Response.page("{\"cod\":401,\"message\":\"Invalid API key " + KEY + "\"}"),
        Response.page("{\"cod\":\"404\",\"message\":\"no " + KEY + "\"}"),
        Response.page("{\"cod\":400,\"message\":\"" + "x".repeat(97) + KEY + "\"}"),
        Response.page("{\"cod\":\"" + KEY + "\"}"),
        Response.page(KEY),
        Response.page("{\"" + KEY + "\":"),
        Response.page("{\"" + KEY + "\":1}"),
        Response.page("[\"\\u00733cret\"]"),
        Response.page("<a href='?appid=" + KEY + "'>"),
        Response.page("a", "Content-Encoding", KEY),
        Response.page("a", "Content-Encoding", "gzip"),
        Response.page("a", "Content-Type", "text/html; charset=" + KEY),
        Response.page(StubApi.LONDON.replace("\"London\"", "\"" + KEY + "\"")),
        Response.page(StubApi.LONDON.replace("GB", "CA").replace("England", KEY)),
        Response.page(StubApi.WEATHER.replace("Palace", KEY)),
        Response.page(StubApi.FORECAST.replace("London", KEY)),
        Response.page(StubApi.AIR.replace("components", KEY)));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void noAnswerBringsItOut(Response answer) throws Exception {
    try (StubApi api = new StubApi()) {
      api.geocoding("Atlantis", answer).named("Atlantis", answer);
      api.weather(answer).forecast(answer).air(answer);
      api.geocoding("Paris", Response.page(StubApi.LONDON));
      assertSecret(api);
    }
  }

  /** Each is said before the connection ends; the target holds the key. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%s\r\n\r\n",
        "HTTP/1.1 2%s0 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\n%s",
        "HTTP/1.1 200 OK\r\nX: %s",
        "HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n%s",
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n%s",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%s\r\n"
      })
  void noFaultOfAServerBringsItOut(String speech) throws Exception {
    try (StubApi api = new StubApi();
        SocketServer server =
            new SocketServer(
                connection -> connection.write(speech.formatted(connection.target())))) {
      api.set("tributary.openweather.url", server.origin());
      assertSecret(api);
    }
  }

  @Test
  void neitherDoesAServerThatIsNotThereOrHangs() throws Exception {
    try (SocketServer hanging = new SocketServer(SocketServer.Connection::hang)) {
      assertSecretAt(hanging.origin());
    }
    String gone;
    try (StubApi api = new StubApi()) {
      gone = api.settings().get(Settings.OPENWEATHER_URL);
      assertSecretAt(gone.replace("http:", "https:"));
    }
    assertSecretAt(gone);
    assertSecretAt("http://no-such-host.invalid");
  }

  private void assertSecretAt(String address) throws IOException {
    try (StubApi api = new StubApi()) {
      api.set("tributary.http.timeout.ms", 200).set("tributary.openweather.url", address);
      assertThat(assertSecret(api)).contains("retry run=test page=");
    }
  }

  @Test
  void neitherDoesARunThatGoesWellAndABrokerThatIsAway() throws Exception {
    try (StubApi api = new StubApi()) {
      assertThat(assertSecret(api)).contains("printed 1 messages", "Kafka does not answer");
    }
  }

  /** Runs with and without a broker that is away, and looks through all that can be seen of it. */
  private String assertSecret(StubApi api) throws IOException {
    StringWriter seen = new StringWriter();
    PrintWriter print = new PrintWriter(seen, true);
    WeatherRuns runs =
        new WeatherRuns("openweather", directory).set("tributary.openweather.api.key", KEY);
    api.set("tributary.http.max.wait.ms", 500);
    try (LogLines log = new LogLines()) {
      for (String mode : new String[] {"--dry-run", "--units=metric"}) {
        try {
          print.println(runs.run(api.settings(), mode, "Atlantis", "London,GB", "Paris"));
        } catch (ParseException | InterruptedException e) {
          throw new IllegalStateException(e);
        } catch (RuntimeException e) {
          e.printStackTrace(print);
        }
      }
      log.lines().forEach(print::println);
    }
    print.println(runs.out());
    assertThat(seen.toString()).contains("Outcome[").doesNotContain(KEY);
    return seen.toString();
  }
}
