package dev.tributary.exporters.http;

import static dev.tributary.exporters.http.Clients.client;
import static dev.tributary.exporters.http.Clients.failure;
import static dev.tributary.exporters.http.Clients.page;
import static dev.tributary.exporters.http.Clients.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.exporters.http.WebServer.Response;
import dev.tributary.exporters.http.WebServer.Seen;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PoliteClientTest {

  private static final String DATE = "Mon, 03 Nov 2025 10:00:00 GMT";

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
  void aPageComesWholeWithWhatTheServerSaysOfIt() throws Exception {
    server.answer(
        "/buki/tachi.htm?v=2",
        Response.page(
            "武器",
            "Content-Type",
            "text/html; Charset=\"utf-8\"",
            "ETag",
            "W/\"7\"",
            "Last-Modified",
            DATE));
    try (PoliteClient client = client()) {
      Answer.Page page = page(client, server.uri("/buki/tachi.htm?v=2#l000B"));
      assertThat(new String(page.body(), StandardCharsets.UTF_8)).isEqualTo("武器");
      assertThat(page.charset()).contains("utf-8");
      assertThat(page.uri()).isEqualTo(server.uri("/buki/tachi.htm?v=2"));
      assertThat(page.validators())
          .isEqualTo(new Validators(Optional.of("W/\"7\""), Optional.of(DATE)));
    }
  }

  @Test
  void aCharsetThatTheJvmDoesNotKnowIsLeftOut() throws Exception {
    server.answer("/a", Response.page("a", "Content-Type", "text/html; charset=x-'; DROP TABLE"));
    server.answer("/b", Response.page("b", "Content-Type", "text/html"));
    try (PoliteClient client = client()) {
      assertThat(page(client, server.uri("/a")).charset()).isEmpty();
      assertThat(page(client, server.uri("/b")).charset()).isEmpty();
    }
  }

  @Test
  void theServerIsToldWhoAsksAndWhatItMaySend() throws Exception {
    server.answer("/a", Response.page("a"));
    try (PoliteClient client = client()) {
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
    }
    Matcher version =
        Pattern.compile("<artifactId>tributary</artifactId>\\s*<version>([^<]+)<")
            .matcher(Files.readString(Path.of("pom.xml")));
    assertThat(version.find()).isTrue();
    assertThat(server.targets()).containsExactly("/robots.txt", "/a");
    assertThat(server.seen())
        .allSatisfy(
            seen -> {
              assertThat(seen.header("User-agent"))
                  .startsWith("Tributary/" + version.group(1) + " (weapon and weather batch suite;")
                  .endsWith("robots.txt name: tributary)");
              assertThat(seen.header("Accept-encoding")).isEqualTo("gzip");
              assertThat(seen.headers()).doesNotContainKeys("Upgrade", "Http2-settings", "Cookie");
            });
  }

  @Test
  void aPageThatHasNotChangedIsNotSentAgain() throws Exception {
    server.answer("/a", Response.of(304));
    try (PoliteClient client = client()) {
      Validators known = new Validators(Optional.of("\"7\""), Optional.of(DATE));
      assertThat(client.get(server.uri("/a"), known)).isEqualTo(new Answer.NotModified());
    }
    assertThat(server.seen().get(1).header("If-none-match")).isEqualTo("\"7\"");
    assertThat(server.seen().get(1).header("If-modified-since")).isEqualTo(DATE);
    assertThat(server.seen().get(0).headers())
        .as("of robots.txt")
        .doesNotContainKeys("If-none-match", "If-modified-since");
  }

  @Test
  void validatorsThatCannotBeSentAreNot() throws Exception {
    server.answer("/a", Response.page("a"));
    Validators known = new Validators(Optional.of("\"7\"\r\nCookie: x"), Optional.of(" "));
    assertThat(known).isEqualTo(Validators.NONE);
    try (PoliteClient client = client()) {
      assertThat(client.get(server.uri("/a"), known)).isInstanceOf(Answer.Page.class);
    }
  }

  @Test
  void notModifiedWithoutAConditionIsAnError() {
    server.answer("/a", Response.of(304));
    try (PoliteClient client = client()) {
      assertThat(failure(client, server.uri("/a")))
          .hasMessage(
              server.origin() + "/a answered 304 (not modified) to a request without a condition");
    }
  }

  @Test
  void aPageThatIsNotThereIsAskedForOnceAndTheCallerIsTold() {
    server.answer("/gone", Response.of(410)).answer("/odd", Response.of(202));
    try (PoliteClient client = client()) {
      HttpFailureException absent = failure(client, server.uri("/absent?x=1"));
      assertThat(absent).hasMessage(server.origin() + "/absent answered 404");
      assertThat(absent.status()).hasValue(404);
      assertThat(failure(client, server.uri("/gone")).status()).hasValue(410);
      assertThat(failure(client, server.uri("/odd")).status()).hasValue(202);
    }
    assertThat(server.targets()).containsExactly("/robots.txt", "/absent?x=1", "/gone", "/odd");
  }

  @Test
  void betweenTwoRequestsToAServerIsThePause() throws Exception {
    server.answer("/a", Response.page("a"));
    try (PoliteClient client = client("delay.ms", 150)) {
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
      failure(client, server.uri("/absent"));
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
    }
    assertThat(server.targets()).containsExactly("/robots.txt", "/a", "/a", "/absent", "/a");
    assertGaps(server.seen(), Duration.ofMillis(150));
  }

  @Test
  void anotherServerIsNotKeptWaiting() throws Exception {
    server.answer("/a", Response.page("a"));
    try (WebServer other = WebServer.start();
        PoliteClient client = client("delay.ms", 60_000, "timeout.ms", 60_000)) {
      other.robots("User-agent: *", "Disallow: /");
      server.robots("User-agent: *", "Disallow: /");
      failure(client, server.uri("/a"));
      failure(client, other.uri("/b"));
      assertThat(other.seen().get(0).began() - server.seen().get(0).ended())
          .isLessThan(Duration.ofSeconds(30).toNanos());
    }
  }

  @Test
  void aWaitEndsWhenTheRunIsInterrupted() throws Exception {
    server.answer("/a", Response.page("a"));
    AtomicReference<Exception> end = new AtomicReference<>();
    Thread asking =
        new Thread(
            () -> {
              try (PoliteClient client = client("delay.ms", 3_600_000)) {
                end.set(new IllegalStateException("got " + page(client, server.uri("/a"))));
              } catch (Exception e) {
                end.set(e);
              }
            });
    asking.start();
    Deadline.await("the pause", () -> LockSupport.getBlocker(asking) instanceof Pace);
    asking.interrupt();
    asking.join(Deadline.MS);
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void closingEndsTheThreads() throws Exception {
    server.answer("/a", Response.page("a"));
    try (PoliteClient client = client()) {
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
      assertThat(threads()).isNotEmpty();
    }
    Deadline.await("no thread is left", () -> threads().isEmpty());
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("tributary-http"))
        .toList();
  }

  /** Addresses that are none, or would show a password. */
  @Test
  void onlyWebAddressesWithoutAPasswordAreTaken() {
    try (PoliteClient client = client()) {
      assertThat(failure(client, URI.create("file:///etc/passwd")))
          .hasMessage(
              "an address of the scheme 'file' cannot be read; give one of http:// or https://");
      assertThat(failure(client, URI.create("mailto:someone")).getMessage()).contains("'mailto'");
      assertThat(failure(client, URI.create("tachi.htm")).getMessage()).contains("scheme ''");
      assertThat(failure(client, URI.create("http://user:s3cret@127.0.0.1/a?key=s3cret")))
          .hasMessage(
              "http://127.0.0.1/a is given with a user or a password, which would be shown in"
                  + " logs; leave them out");
      for (String unreadable :
          List.of("http://user:s3cret@a_b/", "http:///s3cret", "http:s3cret", "http://a:99999/")) {
        assertThat(failure(client, URI.create(unreadable)))
            .hasMessage(
                "an address of http:// has no host and port that can be read; give it as"
                    + " http://host/path");
      }
    }
    assertThat(server.seen()).isEmpty();
  }

  static void assertGaps(List<Seen> seen, Duration atLeast) {
    for (int i = 1; i < seen.size(); i++) {
      assertThat(Duration.ofNanos(seen.get(i).began() - seen.get(i - 1).ended()))
          .as("gap before request %d, of %s", i, seen.get(i).target())
          .isGreaterThanOrEqualTo(atLeast);
    }
  }
}
