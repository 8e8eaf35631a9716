package dev.tributary.exporters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.catalog.run.RunId;
import dev.tributary.exporters.http.WebServer.Response;
import dev.tributary.exporters.http.WebServer.Seen;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiClientTest {

  private static final Map<String, String> KEY = Map.of("appid", "s3cret");

  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    server = WebServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void robotsTxtIsNotAskedFor() throws Exception {
    server.robots("User-agent: *", "Disallow: /").answer("/a?appid=s3cret", Response.page("a"));
    try (ApiClient client = client(server.origin())) {
      assertThat(client.get("/a", KEY)).asString().isEqualTo("a");
    }
    assertThat(server.targets()).containsExactly("/a?appid=s3cret");
  }

  /** Encoded by hand after the form of RFC 1866, section 8.2.1. */
  @Test
  void whateverStandsInAValueStaysInIt() throws Exception {
    String target =
        "/a?q=%26appid%3Dx%23%2F..%2F%3F%25+S%C3%A3o+Paulo%0D%0AHost%3A+x%00&appid=s3cret";
    server.answer(target, Response.page("a"));
    Map<String, String> query = new LinkedHashMap<>();
    query.put("q", "&appid=x#/../?% São Paulo\r\nHost: x\u0000");
    query.putAll(KEY);
    try (ApiClient client = client(server.origin())) {
      assertThat(client.get("/a", query)).asString(StandardCharsets.UTF_8).isEqualTo("a");
    }
    assertThat(server.targets()).containsExactly(target);
  }

  @Test
  void pathsBeginWhereTheBaseEnds() throws Exception {
    server.answer("/owm/v1/a?appid=s3cret", Response.page("a"));
    for (String base : List.of("/owm/v1", "/owm/v1/", "/owm/v1#top")) {
      try (ApiClient client = client(server.origin() + base)) {
        assertThat(client.get("/a", KEY)).asString().isEqualTo("a");
      }
    }
  }

  @Test
  void aBaseThatCouldNotBeShownIsRefused() {
    assertThatThrownBy(() -> client("http://127.0.0.1/?appid=s3cret"))
        .hasMessage("http://127.0.0.1/ is given with a query; leave it out");
    assertThatThrownBy(() -> client("http://user:s3cret@127.0.0.1/"))
        .hasMessageContaining("user or a password")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> client("file:///etc")).hasMessageContaining("'file'");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNotFollowed(int status) throws Exception {
    try (WebServer other = WebServer.start()) {
      server.answer(
          "/a?appid=s3cret",
          Response.of(status, "Location", other.origin() + "/s3cret?appid=s3cret"));
      HttpFailureException failure = failure("/a");
      assertThat(failure)
          .hasMessage(
              "%s/a answered %d, a redirect, which is not followed"
                  .formatted(server.origin(), status));
      assertThat(failure.status()).hasValue(status);
      assertThat(other.targets()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304, 400, 401, 404})
  void whatIsNoAnswerIsToldWithItsStatusAndAskedForOnce(int status) {
    server.answer("/a?appid=s3cret", Response.of(status));
    HttpFailureException failure = failure("/a");
    assertThat(failure).hasMessage(server.origin() + "/a answered " + status);
    assertThat(failure.status()).hasValue(status);
    assertThat(server.targets()).hasSize(1);
  }

  @Test
  void whatIsSaidOfABadRequestIsKeptOutOfTheMessage() {
    server.answer("/a?appid=s3cret", Response.page("no s3cret").status(400));
    HttpFailureException failure = failure("/a");
    assertThat(failure).hasMessage(server.origin() + "/a answered 400");
    assertThat(failure.body()).asString().isEqualTo("no s3cret");
    server.answer("/a?appid=s3cret", Response.page("no s3cret").status(404));
    assertThat(failure("/a").body()).isEmpty();
  }

  @Test
  void aFaultThatPassesIsWaitedOut() throws Exception {
    server.answer(
        "/a?appid=s3cret",
        Response.of(500),
        Response.of(429, "Retry-After", "1"),
        Response.page("a"));
    try (ApiClient client = client(server.origin())) {
      assertThat(client.get("/a", KEY)).asString().isEqualTo("a");
    }
    List<Seen> seen = server.seen();
    assertThat(seen).hasSize(3);
    assertThat(seen.get(2).began() - seen.get(1).ended())
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void betweenTwoRequestsIsThePauseThatItWasGiven() throws Exception {
    server.answer("/a?appid=s3cret", Response.page("a"));
    try (ApiClient client = client(server.origin(), Duration.ofMillis(150))) {
      client.get("/a", KEY);
      client.get("/a", KEY);
    }
    assertThat(server.seen().get(1).began() - server.seen().get(0).ended())
        .isGreaterThanOrEqualTo(Duration.ofMillis(150).toNanos());
  }

  private HttpFailureException failure(String path) {
    return catchThrowableOfType(
        HttpFailureException.class,
        () -> {
          try (ApiClient client = client(server.origin())) {
            client.get(path, KEY);
          }
        });
  }

  private static ApiClient client(String base) throws HttpFailureException {
    return client(base, Duration.ofMillis(1));
  }

  /** The pause of pages is an hour: it is not that of an API. */
  private static ApiClient client(String base, Duration delay) throws HttpFailureException {
    Map<String, String> texts =
        Map.of("tributary.http.delay.ms", "3600000", "tributary.http.backoff.ms", "1");
    return new ApiClient(
        URI.create(base),
        delay,
        setting -> Optional.ofNullable(texts.get(setting.name())),
        new RunId("test"));
  }
}
