package dev.tributary.exporters.http;

import static dev.tributary.exporters.http.Clients.client;
import static dev.tributary.exporters.http.Clients.failure;
import static dev.tributary.exporters.http.Clients.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.exporters.http.WebServer.Response;
import dev.tributary.exporters.http.WebServer.Seen;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryTest {

  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    server = WebServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void aFaultThatPassesIsWaitedOut(int status) throws Exception {
    server.answer("/a", Response.of(status), Response.of(status), Response.page("a"));
    try (PoliteClient client = client()) {
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
    }
    assertThat(server.targets()).containsExactly("/robots.txt", "/a", "/a", "/a");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 418, 501, 505})
  void anAnswerThatWillStayIsNotAskedForAgain(int status) {
    server.answer("/a", Response.of(status));
    try (PoliteClient client = client()) {
      assertThat(failure(client, server.uri("/a")))
          .hasMessage(server.origin() + "/a answered " + status);
    }
    assertThat(server.targets()).containsExactly("/robots.txt", "/a");
  }

  @Test
  void afterSoManyTriesItIsGivenUp() {
    server.answer("/a", Response.of(502));
    try (PoliteClient client = client("tries", 3)) {
      HttpFailureException failure = failure(client, server.uri("/a"));
      assertThat(failure)
          .hasMessage(server.origin() + "/a answered 502 (try 3 of 3); try again later");
      assertThat(failure.status()).hasValue(502);
    }
    assertThat(server.targets()).containsExactly("/robots.txt", "/a", "/a", "/a");
  }

  @Test
  void theWaitDoubles() {
    server.answer("/a", Response.of(500));
    try (PoliteClient client = client("tries", 4, "backoff.ms", 100)) {
      failure(client, server.uri("/a"));
    }
    assertWaits(100, 200, 400);
  }

  @Test
  void noWaitIsLongerThanTheLongest() {
    server.answer("/a", Response.of(500));
    try (PoliteClient client = client("backoff.ms", 3_600_000, "max.wait.ms", 50, "tries", 3)) {
      failure(client, server.uri("/a"));
    }
    assertWaits(50, 50);
  }

  @Test
  void theWaitThatAServerAsksForIsKept() throws Exception {
    String aDate =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().plusSeconds(3).atOffset(ZoneOffset.UTC));
    server.answer(
        "/a",
        Response.of(429, "Retry-After", "1"),
        Response.of(503, "Retry-After", aDate),
        Response.page("a"));
    try (PoliteClient client = client()) {
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
    }
    Instant ended = Instant.now();
    assertWaits(1_000, 0);
    assertThat(ended).isAfter(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(aDate)));
  }

  @Test
  void aWaitThatIsPastOrUnreadableOrOfAnotherStatusIsNone() throws Exception {
    server.answer(
        "/a",
        Response.of(503, "Retry-After", ""),
        Response.of(503, "Retry-After", "Mon, 03 Nov 2025 10:00:00 GMT"),
        Response.of(503, "Retry-After", "-5"),
        Response.of(429, "Retry-After", "soon"),
        Response.of(500, "Retry-After", "3600"),
        Response.page("a"));
    try (PoliteClient client = client("max.wait.ms", 1_000, "tries", 6)) {
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
    }
  }

  /** More seconds than the longest wait that is taken note of, 999,999,999, are as many. */
  @ParameterizedTest
  @CsvSource({"3600, 3600", "99999999999999999999, 999999999"})
  void aServerThatWantsALongRestIsLeftAlone(String asked, long seconds) {
    server.answer("/a?key=s3cret", Response.of(429, "Retry-After", asked));
    Instant before = Instant.now();
    try (PoliteClient client = client("max.wait.ms", 2_000)) {
      HttpFailureException failure = failure(client, server.uri("/a?key=s3cret"));
      Matcher message =
          Pattern.compile(
                  Pattern.quote(server.origin() + "/a cannot be had now: its server answered 429")
                      + " and asks to be left alone until (\\S+Z), longer than"
                      + " tributary\\.http\\.max\\.wait\\.ms \\(2,000\\); run it again then")
              .matcher(failure.getMessage());
      assertThat(message.matches()).as(failure.getMessage()).isTrue();
      assertThat(Instant.parse(message.group(1)))
          .isBetween(before.plusSeconds(seconds), before.plusSeconds(seconds + 30));
      assertThat(failure.status()).hasValue(429);
      assertThat(failure(client, server.uri("/b")).getMessage())
          .as("another page there")
          .startsWith(server.origin() + "/b cannot be had now: its server answered 429");
    }
    assertThat(server.targets()).containsExactly("/robots.txt", "/a?key=s3cret");
  }

  @Test
  void aDateThatIsVeryFarOffIsADate() {
    server.answer("/a", Response.of(503, "Retry-After", "Fri, 31 Dec 9999 23:59:58 GMT"));
    try (PoliteClient client = client()) {
      assertThat(failure(client, server.uri("/a")).getMessage())
          .contains("left alone until 9999-12-31T23:59:5");
    }
    assertThat(server.targets()).containsExactly("/robots.txt", "/a");
  }

  @Test
  void aServerThatIsNotThereIsTriedAgain() throws Exception {
    URI nowhere = server.uri("/a?appid=s3cret");
    String origin = server.origin();
    server.close();
    try (PoliteClient client = client("tries", 2)) {
      assertThat(failure(client, nowhere))
          .hasMessage(
              ("%s/a may not be asked for while robots.txt of %1$s cannot be read: %1$s/robots.txt"
                      + " could not be reached: it takes no connection (try 2 of 2); try again later")
                  .formatted(origin));
      assertThat(failure(client, URI.create("http://no-such-host.invalid/")).getMessage())
          .contains("/robots.txt could not be reached: its host is not known (try 2 of 2)");
    }
  }

  /** Between the requests for the page. */
  private void assertWaits(long... atLeastMs) {
    List<Seen> seen = server.seen();
    assertThat(seen).hasSize(atLeastMs.length + 2);
    for (int i = 0; i < atLeastMs.length; i++) {
      assertThat(Duration.ofNanos(seen.get(i + 2).began() - seen.get(i + 1).ended()))
          .as("wait %d", i + 1)
          .isGreaterThanOrEqualTo(Duration.ofMillis(atLeastMs[i]))
          .isLessThan(Duration.ofMillis(atLeastMs[i]).plusSeconds(20));
    }
  }
}
