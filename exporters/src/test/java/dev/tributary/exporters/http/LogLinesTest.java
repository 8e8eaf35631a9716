package dev.tributary.exporters.http;

import static dev.tributary.exporters.http.Clients.client;
import static dev.tributary.exporters.http.Clients.failure;
import static dev.tributary.exporters.http.Clients.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.exporters.http.WebServer.Response;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LogLinesTest {

  private LogLines log;
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    log = new LogLines();
    server = WebServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
    log.close();
  }

  @Test
  void eachRetryIsALineThatTellsWhatAndWhyAndTheWait() throws Exception {
    server.answer("/a", Response.of(503), Response.of(429, "Retry-After", "1"), Response.page("a"));
    try (PoliteClient client = client("backoff.ms", 100)) {
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
    }
    List<String> retries = log.lines().stream().filter(line -> line.startsWith("retry ")).toList();
    assertThat(retries).hasSize(2);
    String line = "retry run=test page=" + server.origin() + "/a fault='answered %d' tried=%d";
    assertThat(retries.get(0)).matches(line.formatted(503, 1) + " wait_ms=(\\d\\d?|1[0-5]\\d)");
    assertThat(retries.get(1)).matches(line.formatted(429, 2) + " wait_ms=(\\d{1,3}|1000)");
  }

  /** The weather services take keys in it. */
  @Test
  void neitherLogsNorMessagesShowAQuery() throws Exception {
    String query = "?q=Paris&appid=s3cret";
    server
        .robots("User-agent: *", "Disallow: /private", "Sitemap: /?s3cret", "Nonsense: s3cret")
        .answer("/ok" + query, Response.of(500), Response.page("a"))
        .answer("/fault" + query, Response.of(500))
        .answer("/moved" + query, Response.of(301, "Location", "/fault" + query))
        .answer("/alone" + query, Response.of(429, "Retry-After", "7200"));
    StringWriter messages = new StringWriter();
    try (PoliteClient client = client("tries", 2)) {
      assertThat(text(client, server.uri("/ok" + query))).isEqualTo("a");
      for (String path : List.of("/absent", "/fault", "/moved", "/private", "/alone", "/again")) {
        failure(client, server.uri(path + query)).printStackTrace(new PrintWriter(messages));
      }
    }
    assertThat(log.lines()).as("log lines").anyMatch(line -> line.startsWith("retry "));
    assertThat(log.lines()).noneMatch(line -> line.contains("s3cret"));
    assertThat(messages.toString()).contains("/alone cannot be had").doesNotContain("s3cret");
  }
}
