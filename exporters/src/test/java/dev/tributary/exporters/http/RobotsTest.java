package dev.tributary.exporters.http;

import static dev.tributary.exporters.http.Clients.client;
import static dev.tributary.exporters.http.Clients.failure;
import static dev.tributary.exporters.http.Clients.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.exporters.http.WebServer.Response;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RobotsTest {

  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    server = WebServer.start();
    server.answer("/a", Response.page("a")).answer("/private/b?k=1", Response.page("b"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatIsNotAllowedIsNotAskedFor() throws Exception {
    server.robots("User-agent: *", "Disallow: /private/");
    try (PoliteClient client = client()) {
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
      assertThat(failure(client, server.uri("/private/b?k=1")))
          .hasMessage(
              "robots.txt of %s does not allow /private/b to 'tributary'; leave it out, or ask who runs the site"
                  .formatted(server.origin()));
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
    }
    assertThat(server.targets()).containsExactly("/robots.txt", "/a", "/a");
  }

  @Test
  void rulesByOurNameCountBeforeThoseForAll() throws Exception {
    server.robots(
        "User-agent: *",
        "Disallow: /",
        "",
        "User-Agent: Tributary",
        "Disallow: /a",
        "Allow: /private/b?");
    try (PoliteClient client = client()) {
      assertThat(text(client, server.uri("/private/b?k=1"))).isEqualTo("b");
      assertThat(failure(client, server.uri("/a")).getMessage()).contains("does not allow /a");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410})
  void aServerWithoutRulesAllowsAll(int status) throws Exception {
    server.answer("/robots.txt", Response.of(status));
    try (PoliteClient client = client()) {
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
    }
    assertThat(server.targets()).containsExactly("/robots.txt", "/a");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void aServerWhoseRulesCannotBeReadAllowsNothing(int status) {
    server.answer("/robots.txt", Response.of(status));
    try (PoliteClient client = client("tries", 2)) {
      HttpFailureException failure = failure(client, server.uri("/a"));
      assertThat(failure)
          .hasMessage(
              ("%s/a may not be asked for while robots.txt of %1$s cannot be read: %1$s/robots.txt"
                      + " answered %d (try 2 of 2); try again later")
                  .formatted(server.origin(), status));
      assertThat(failure.status()).hasValue(status);
      assertThat(failure(client, server.uri("/b")).getMessage()).startsWith(server.origin() + "/b");
    }
    assertThat(server.targets()).as("read once").containsExactly("/robots.txt", "/robots.txt");
  }

  @Test
  void rulesThatCameOnTheSecondTryCount() throws Exception {
    server.answer(
        "/robots.txt", Response.of(503), Response.page("User-agent: *\nDisallow: /private/"));
    try (PoliteClient client = client()) {
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
      assertThat(failure(client, server.uri("/private/b?k=1")).getMessage()).contains("robots.txt");
    }
  }

  @Test
  void rulesAreFoundWhereTheyWereMovedTo() throws Exception {
    try (WebServer other = WebServer.start();
        PoliteClient client = client()) {
      other.answer("/rules", Response.page("User-agent: *\nDisallow: /a"));
      server.answer("/robots.txt", Response.of(301, "Location", other.uri("/rules").toString()));
      assertThat(failure(client, server.uri("/a")).getMessage())
          .startsWith("robots.txt of " + server.origin() + " does not allow /a");
      assertThat(text(client, server.uri("/private/b?k=1"))).isEqualTo("b");
    }
  }

  @Test
  void aLongerPauseThatTheServerWantsIsKept() throws Exception {
    server.robots("User-agent: *", "Crawl-delay: 0.3", "Disallow: /private/");
    try (PoliteClient client = client()) {
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
    }
    assertThat(server.seen()).hasSize(3);
    PoliteClientTest.assertGaps(server.seen(), Duration.ofMillis(300));
  }

  @Test
  void aShorterPauseThanOursIsNotTaken() throws Exception {
    server.robots("User-agent: *", "Crawl-delay: 0.001");
    try (PoliteClient client = client("delay.ms", 200)) {
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
    }
    PoliteClientTest.assertGaps(server.seen(), Duration.ofMillis(200));
  }

  @Test
  void aPauseThatIsTooLongIsTold() {
    server.robots("User-agent: *", "Crawl-delay: 3600");
    try (PoliteClient client = client()) {
      assertThat(failure(client, server.uri("/a")))
          .hasMessage(
              ("%s/a is left alone: robots.txt of %1$s asks for 3,600,000 ms between requests,"
                      + " longer than tributary.http.max.wait.ms (300,000)")
                  .formatted(server.origin()));
    }
    assertThat(server.targets()).containsExactly("/robots.txt");
  }
}
