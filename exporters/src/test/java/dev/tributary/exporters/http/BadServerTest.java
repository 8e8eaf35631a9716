package dev.tributary.exporters.http;

import static dev.tributary.exporters.http.Clients.client;
import static dev.tributary.exporters.http.Clients.failure;
import static dev.tributary.exporters.http.Clients.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that hang, trickle, lie and break off. */
@Timeout(120)
final class BadServerTest {

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String LATE =
      " gave no whole answer within 300 ms (tributary.http.timeout.ms) (try 2 of 2); try again later";

  @Test
  void aServerThatReadsAndNeverAnswersIsGivenUp() throws Exception {
    assertLate(SocketServer.Connection::hang);
  }

  @Test
  void aBodyThatHangsAfterTheHeadersIsGivenUp() throws Exception {
    assertLate(
        connection -> {
          connection.write(OK + "Content-Length: 100\r\n\r\nthe beginning");
          connection.hang();
        });
  }

  @Test
  void headersThatHangAreGivenUp() throws Exception {
    assertLate(
        connection -> {
          connection.write(OK + "Content-Le");
          connection.hang();
        });
  }

  @Test
  void aBodyThatTricklesIsGivenUp() throws Exception {
    assertLate(
        connection -> {
          connection.write(OK + "Content-Length: 1000\r\n\r\n");
          trickle(connection);
        });
  }

  @Test
  void headersThatTrickleAreGivenUp() throws Exception {
    assertLate(
        connection -> {
          connection.write(OK + "X: ");
          trickle(connection);
        });
  }

  /** Several bytes within each timeout: it is no silence that ends the wait. */
  private static void trickle(SocketServer.Connection connection) throws IOException {
    for (int i = 0; i < 400; i++) {
      connection.write("x");
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
      while (until - System.nanoTime() > 0) {
        LockSupport.parkNanos(until - System.nanoTime());
      }
    }
  }

  /** Each try has its time and its connection, which is closed before the next begins. */
  private static void assertLate(SocketServer.Speech speech) throws Exception {
    try (SocketServer server = new SocketServer(speech);
        PoliteClient client = client("timeout.ms", 300, "tries", 2, "delay.ms", 1_000)) {
      assertThat(failure(client, server.uri("/a?key=s3cret")))
          .hasMessage(server.origin() + "/a" + LATE);
      Deadline.await("both connections are closed", () -> server.events().size() == 4);
      assertThat(server.events().stream().map(event -> event.replace("broken", "ended")))
          .containsExactly(
              "asked /a?key=s3cret",
              "ended /a?key=s3cret",
              "asked /a?key=s3cret",
              "ended /a?key=s3cret");
    }
  }

  @Test
  void anExchangeEndsWhenTheRunIsInterrupted() throws Exception {
    AtomicReference<Exception> end = new AtomicReference<>();
    try (SocketServer server = new SocketServer(SocketServer.Connection::hang)) {
      Thread asking =
          new Thread(
              () -> {
                try (PoliteClient client = client("timeout.ms", 3_600_000)) {
                  end.set(new IllegalStateException(text(client, server.uri("/a"))));
                } catch (Exception e) {
                  end.set(e);
                }
              });
      asking.start();
      Deadline.await("the page is asked for", () -> server.events().contains("asked /a"));
      asking.interrupt();
      asking.join(Deadline.MS);
      assertThat(end.get()).isInstanceOf(InterruptedException.class);
      Deadline.await("the connection is closed", () -> server.events().size() == 2);
    }
  }

  @Test
  void aServerThatTakesNoConnectionOutOfItsQueueIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        PoliteClient client = client("timeout.ms", 300, "tries", 2)) {
      String origin = "http://127.0.0.1:" + silent.getLocalPort();
      assertThat(failure(client, URI.create(origin + "/a")))
          .hasMessage(
              ("%s/a may not be asked for while robots.txt of %1$s cannot be read:"
                      + " %1$s/robots.txt%s")
                  .formatted(origin, LATE));
    }
  }

  @Test
  void aBodyThatIsShorterThanDeclaredIsAskedForAgain() throws Exception {
    assertAskedAgain(OK + "Content-Length: 100\r\n\r\nthe beginning");
  }

  @Test
  void aBodyThatEndsWithinAChunkIsAskedForAgain() throws Exception {
    assertAskedAgain(OK + "Transfer-Encoding: chunked\r\n\r\n64\r\nthe beginning");
  }

  @Test
  void aBodyWithoutItsLastChunkIsAskedForAgain() throws Exception {
    assertAskedAgain(OK + "Transfer-Encoding: chunked\r\n\r\nd\r\nthe beginning\r\n");
  }

  @Test
  void headersThatBreakOffAreAskedForAgain() throws Exception {
    assertAskedAgain(OK + "Content-Le");
  }

  @Test
  void whatIsNotHttpIsAskedForAgain() throws Exception {
    assertAskedAgain("SSH-2.0-OpenSSH_9.2\r\n\r\n");
  }

  @Test
  void aLengthThatIsNoNumberIsAskedForAgain() throws Exception {
    assertAskedAgain(OK + "Content-Length: many\r\n\r\nthe beginning");
  }

  private static void assertAskedAgain(String first) throws Exception {
    AtomicInteger tries = new AtomicInteger();
    try (SocketServer server =
            new SocketServer(
                connection ->
                    connection.write(
                        tries.getAndIncrement() == 0
                            ? first
                            : OK + "Content-Length: 1\r\nConnection: close\r\n\r\na"));
        PoliteClient client = client()) {
      assertThat(text(client, server.uri("/a"))).isEqualTo("a");
      assertThat(tries).hasValue(2);
    }
  }

  /**
   * HttpClient itself asks again at once, and once, after a connection that ended without a word.
   */
  @Test
  void aServerThatOnlyEndsConnectionsIsGivenUp() throws Exception {
    try (SocketServer server = new SocketServer(connection -> {});
        PoliteClient client = client("tries", 2)) {
      assertThat(failure(client, server.uri("/a")).getMessage())
          .startsWith(server.origin() + "/a broke off or came damaged (")
          .endsWith(" (try 2 of 2); try again later");
      assertThat(server.events().stream().filter(event -> event.startsWith("asked")))
          .hasSizeBetween(2, 4);
    }
  }

  /** It is refused long before its 20 MB are there, and the connection closed. */
  @Test
  void anEndlessBodyIsGivenUpWhileItComes() throws Exception {
    AtomicInteger written = new AtomicInteger();
    try (SocketServer server =
            new SocketServer(
                connection -> {
                  connection.write(OK + "\r\n");
                  while (written.incrementAndGet() < 20_000) {
                    connection.write("x".repeat(1_000));
                  }
                });
        PoliteClient client = client("max.bytes", 100_000)) {
      assertThat(failure(client, server.uri("/a")).getMessage())
          .startsWith(server.origin() + "/a is more than 100,000 bytes");
      Deadline.await("the connection is closed", () -> server.events().size() == 2);
      assertThat(server.events()).containsExactly("asked /a", "broken /a");
      assertThat(written.get()).isLessThan(20_000);
    }
  }

  @Test
  void aBodyThatIsDeclaredTooLargeIsNotReadAtAll() throws Exception {
    try (SocketServer server =
            new SocketServer(
                connection -> {
                  connection.write(OK + "Content-Length: 100001\r\n\r\n");
                  connection.hang();
                });
        PoliteClient client = client("max.bytes", 100_000)) {
      assertThat(failure(client, server.uri("/a")).getMessage())
          .startsWith(server.origin() + "/a is more than 100,000 bytes");
      Deadline.await("the connection is closed", () -> server.events().size() == 2);
    }
  }

  /** A server that repeats the query in its faults does not get it into messages. */
  @Test
  void whatAServerSendsInItsFaultsIsNotShownWhereItMayHoldTheQuery() throws Exception {
    for (String fault :
        List.of("%s\r\n\r\n", "HTTP/1.1 2%s0 OK\r\n\r\n", OK + "%s", OK + "X: %s")) {
      try (SocketServer server =
              new SocketServer(
                  connection -> connection.write(fault.formatted(connection.target())));
          PoliteClient client = client("tries", 1)) {
        HttpFailureException failure = failure(client, server.uri("/a?key=s3cret"));
        assertThat(failure).hasNoCause();
        assertThat(failure.getMessage())
            .startsWith(server.origin() + "/a ")
            .doesNotContain("s3cret");
      }
    }
  }
}
