package dev.tributary.cli.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What servers get, and that a bad one is of no consequence. */
final class EventServerTest {

  private static final String KEY = "s3cr3t-0f-th3-s3rv3r";

  @TempDir private Path directory;

  private final Stage stage = new Stage();

  @Test
  void aServerGetsEachEventInItsOrder() {
    try (LineageServer server = LineageServer.answering(201);
        LogLines log = new LogLines()) {
      stage.values.put("tributary.lineage.url", server.url());
      run();
      assertThat(Events.of(server.bodies()).order())
          .containsExactly("START land.water", "COMPLETE land.water");
      assertThat(server.asked()).containsOnly("POST /api/v1/lineage");
      assertThat(server.authorizations()).containsOnly("null");
      assertThat(log.of(Courier.class)).isEmpty();
    }
  }

  @Test
  void theAddressMayHaveAPathAndAnotherEnd() {
    try (LineageServer server = LineageServer.answering(200)) {
      stage.values.put("tributary.lineage.url", server.url() + "/marquez/?tenant=a");
      stage.values.put("tributary.lineage.endpoint", "/events");
      run();
      assertThat(server.asked()).containsOnly("POST /marquez/events?tenant=a");
    }
  }

  /** Not by the server's own words either, nor by the client at its most talkative. */
  @Test
  void theKeyGoesToTheServerAndIntoNoLine() {
    try (LineageServer server = LineageServer.answering(500);
        LogLines log = new LogLines()) {
      stage.values.put("tributary.lineage.url", server.url());
      stage.values.put("tributary.lineage.api.key", KEY);
      run();
      assertThat(server.authorizations()).hasSize(2).containsOnly("Bearer " + KEY);
      assertThat(log.all()).noneMatch(line -> line.contains(KEY));
      assertThat(log.of(Courier.class))
          .containsExactly(
              "lineage run=20261130T040000-0a1b2c3d lost=2 of=2 to=%s/api/v1/lineage: it answered 500"
                  .formatted(server.url()));
    }
  }

  @Test
  void anAbsentServerIsOneLine() throws IOException {
    String absent = "http://127.0.0.1:" + freePort();
    stage.values.put("tributary.lineage.url", absent);
    try (LogLines log = new LogLines()) {
      run();
      assertThat(log.of(Courier.class))
          .singleElement()
          .asString()
          .startsWith(
              "lineage run=20261130T040000-0a1b2c3d lost=2 of=2 to=%s/api/v1/lineage: "
                  .formatted(absent))
          .contains("Connection refused");
    }
  }

  /** OpenLineage's client sends nothing to such an address; its password is not to be read. */
  @Test
  void aPasswordInTheAddressIsNotShown() {
    stage.values.put("tributary.lineage.url", "http://me:pass@127.0.0.1:1/?token=abc");
    try (LogLines log = new LogLines()) {
      run();
      assertThat(log.of(Courier.class))
          .singleElement()
          .asString()
          .contains("lost=2 of=2 to=http://127.0.0.1:1/api/v1/lineage: ")
          .doesNotContain("pass", "abc");
    }
  }

  /**
   * The run is over while the server has still not said a word, and has not even been asked about
   * all that there was; the file has everything.
   */
  @Test
  void aSilentServerIsNotWaitedFor() {
    Path file = directory.resolve("events.json");
    try (LineageServer server = LineageServer.silent();
        LogLines log = new LogLines()) {
      stage.values.put("tributary.lineage.url", server.url());
      stage.values.put("tributary.lineage.file", file.toString());
      try (Journal journal = stage.journal("sink")) {
        journal.begins(Movement.of("/alerts").lasting(true));
        for (int i = 0; i < 8; i++) {
          journal.reads(Location.topic("t" + i));
        }
        journal.ended(0, "", Optional.empty());
      }
      assertThat(server.isStillSilent()).isTrue();
      assertThat(server.asked().size()).isLessThan(10);
      assertThat(log.of(Courier.class)).singleElement().asString().contains("lost=10 of=10");
    }
    assertThat(Events.in(file).all()).hasSize(10);
  }

  /** Nor does a run wait for it on its way. */
  @Test
  void eventsThatNobodyTakesDoNotHoldUpTheRun() {
    try (LineageServer server = LineageServer.silent();
        LogLines log = new LogLines()) {
      stage.values.put("tributary.lineage.url", server.url());
      try (Journal journal = stage.journal("sink")) {
        journal.begins(Movement.of("/alerts").lasting(true));
        for (int i = 0; i < 1_100; i++) {
          journal.reads(Location.topic("t" + i));
        }
        assertThat(server.isStillSilent()).isTrue();
        journal.ended(0, "", Optional.empty());
      }
      assertThat(log.of(Courier.class)).singleElement().asString().contains("lost=1102 of=1102");
    }
  }

  @Test
  void anAddressThatIsNoneIsRefusedBeforeAnythingIsDone() {
    for (String wrong : List.of("localhost:5000", "ftp://host/x", "http://", "not one")) {
      stage.values.put("tributary.lineage.url", wrong);
      assertThatThrownBy(this::run)
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "tributary.lineage.url = '%s' is not an address such as http://host:5000"
                  .formatted(wrong));
    }
  }

  private void run() {
    try (Journal journal = stage.journal("land")) {
      journal.begins(Movement.of("water").from(Location.topic("water-quality")));
      journal.ended(0, "landed", Optional.empty());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
