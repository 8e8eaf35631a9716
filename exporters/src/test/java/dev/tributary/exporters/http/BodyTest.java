package dev.tributary.exporters.http;

import static dev.tributary.exporters.http.Clients.client;
import static dev.tributary.exporters.http.Clients.failure;
import static dev.tributary.exporters.http.Clients.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.exporters.http.WebServer.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How large a body may be, and how packed. */
final class BodyTest {

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
  void aPackedBodyIsUnpacked() throws Exception {
    byte[] body = "武器,".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    server.answer("/gzip", Response.page(gzip(body), "Content-Encoding", "gzip"));
    server.answer("/x-gzip", Response.page(gzip(body), "Content-Encoding", "X-GZIP"));
    server.answer("/deflate", Response.page(deflate(body), "Content-Encoding", "deflate"));
    server.answer("/identity", Response.page(body, "Content-Encoding", "identity"));
    server.answer("/empty", Response.page("", "Content-Encoding", "gzip"));
    try (PoliteClient client = client("max.bytes", body.length)) {
      for (String path : new String[] {"/gzip", "/x-gzip", "/deflate", "/identity"}) {
        assertThat(page(client, server.uri(path)).body()).as(path).isEqualTo(body);
      }
      assertThat(page(client, server.uri("/empty")).body()).isEmpty();
    }
  }

  @Test
  void aPackingThatNobodyAskedForIsTold() {
    server.answer("/a", Response.page("a", "Content-Encoding", "br"));
    server.answer("/b", Response.page("b", "Content-Encoding", "gzip, s3cret"));
    try (PoliteClient client = client()) {
      assertThat(failure(client, server.uri("/a")))
          .hasMessage(server.origin() + "/a came packed as 'br', which was not asked for");
      assertThat(failure(client, server.uri("/b")))
          .hasMessage(server.origin() + "/b came packed in some way, which was not asked for");
    }
    assertThat(server.seen()).hasSize(3);
  }

  @Test
  void thePageOfAFaultMayBePackedAsItLikes() throws Exception {
    server.answer("/absent", Response.page("x", "Content-Encoding", "br").status(404));
    server.answer(
        "/busy",
        Response.page("x", "Content-Encoding", "br").status(503),
        Response.page("no gzip", "Content-Encoding", "gzip").status(503),
        Response.page("a"));
    try (PoliteClient client = client()) {
      assertThat(failure(client, server.uri("/absent")).status()).hasValue(404);
      assertThat(page(client, server.uri("/busy")).body()).asString().isEqualTo("a");
    }
  }

  @Test
  void aBodyOfTheLargestSizeIsTakenAndNotOneByteMore() throws Exception {
    byte[] body = new byte[1_000];
    new Random(7).nextBytes(body);
    server.answer("/a", Response.page(body));
    server.answer("/b", Response.page(Arrays.copyOf(body, 1_001)));
    try (PoliteClient client = client("max.bytes", 1_000)) {
      assertThat(page(client, server.uri("/a")).body()).isEqualTo(body);
      assertThat(failure(client, server.uri("/b")))
          .hasMessage(
              server.origin()
                  + "/b is more than 1,000 bytes; if this is right, raise tributary.http.max.bytes");
    }
    assertThat(server.targets()).containsExactly("/robots.txt", "/a", "/b");
  }

  @Test
  void aBodyThatUnpacksToTooMuchIsRefused() throws IOException {
    byte[] bomb = gzip(new byte[10_000_000]);
    assertThat(bomb).hasSizeLessThan(20_000);
    server.answer("/a", Response.page(bomb, "Content-Encoding", "gzip"));
    try (PoliteClient client = client("max.bytes", 1_000_000)) {
      assertThat(failure(client, server.uri("/a")))
          .hasMessage(
              server.origin()
                  + "/a unpacks to more than 1,000,000 bytes; if this is right, raise"
                  + " tributary.http.max.bytes");
    }
    assertThat(server.seen()).hasSize(2);
  }

  @Test
  void aDamagedBodyIsAskedForAgain() throws Exception {
    byte[] body = "a".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    byte[] packed = gzip(body);
    byte[] cut = Arrays.copyOf(packed, packed.length - 9);
    byte[] flipped = packed.clone();
    flipped[packed.length - 5] ^= 1;
    server.answer(
        "/a",
        Response.page(cut, "Content-Encoding", "gzip"),
        Response.page(flipped, "Content-Encoding", "gzip"),
        Response.page("no gzip", "Content-Encoding", "gzip"),
        Response.page(packed, "Content-Encoding", "gzip"));
    try (PoliteClient client = client()) {
      assertThat(page(client, server.uri("/a")).body()).isEqualTo(body);
    }
    assertThat(server.seen()).hasSize(5);
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    }
    return packed.toByteArray();
  }

  private static byte[] deflate(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(packed)) {
      out.write(body);
    }
    return packed.toByteArray();
  }
}
