package dev.tributary.loaders.hive;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnreachableHiveTest {

  private int closedPort;

  @BeforeEach
  void takeAPortAndLeaveIt() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closedPort = socket.getLocalPort();
    }
  }

  @Test
  void anAbsentMetastoreIsNamedWithItsCure() {
    String uri = "thrift://127.0.0.1:" + closedPort;

    Assertions.assertTimeout(
        Duration.ofSeconds(10),
        () ->
            assertThatThrownBy(
                    () -> HiveTables.overMetastore(new Configuration(false), uri, "lake"))
                .isInstanceOf(HiveUnavailableException.class)
                .hasMessage(
                    "the Hive metastore does not answer at "
                        + uri
                        + " (Connection refused); start it or set tributary.hive.metastore.uris"));
  }

  @Test
  void anAbsentHiveServerIsNamedWithoutThePassword() {
    String host = "jdbc:hive2://127.0.0.1:" + closedPort;

    assertThatThrownBy(
            () -> HiveTables.overJdbc(host + "/default;password=secret", "me", "secret", "lake"))
        .isInstanceOf(HiveUnavailableException.class)
        .hasMessage(
            "HiveServer2 does not answer at "
                + host
                + " (Connection refused); start it or set tributary.hive.jdbc.url");
  }

  @Test
  void noMetastoreAtAllIsNotTakenForAnEmbeddedOne() {
    assertThatThrownBy(() -> HiveTables.overMetastore(new Configuration(false), "", "lake"))
        .hasMessage("no Hive metastore is named; set tributary.hive.metastore.uris");
  }

  @Test
  void anotherDatabasesUrlIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> HiveTables.overJdbc("jdbc:mysql://h/d?password=x", "me", "", "lake"))
        .hasMessage("the JDBC URL of Hive is not of the form jdbc:hive2://host:port/database");
  }

  @Test
  void anAddressWithoutAPortIsRefused() {
    assertThatThrownBy(() -> HiveTables.overMetastore(new Configuration(false), "hive", "lake"))
        .hasMessage("'hive' does not name a host and a port of Hive");
  }
}
