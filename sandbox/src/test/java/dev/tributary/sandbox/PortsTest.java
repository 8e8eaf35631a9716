package dev.tributary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

  @TempDir Path home;

  @Test
  void usualPortsAreTakenWhereTheyAreFree() {
    Ports ports = none().settled(Set.of(), false, 1, number -> number != 5432);

    assertThat(ports.number(Port.KAFKA)).isEqualTo(9092);
    assertThat(ports.number(Port.POSTGRESQL)).isNotEqualTo(5432);
    assertThat(new HashSet<>(ports.values().values())).hasSize(Port.values().length);
  }

  @Test
  void aHomeOnFreePortsTakesNoUsualOne() {
    Ports ports = none().settled(Set.of(), true, 1, number -> true);

    for (Port port : Port.values()) {
      assertThat(ports.number(port)).as(port.id()).isNotEqualTo(port.usual());
    }
  }

  @Test
  void portsAreKeptUntilAStrangerTakesThem() {
    Path file = home.resolve("ports.properties");
    none().settled(Set.of(), true, 7, number -> true).write(file);
    Ports kept = Ports.read(file);
    int kafka = kept.number(Port.KAFKA);

    Set<Port> lost = kept.lost(Set.of(), number -> number != kafka);
    Ports moved = kept.settled(lost, false, 7, number -> number != kafka);

    assertThat(lost).containsExactly(Port.KAFKA);
    assertThat(moved.number(Port.KAFKA)).isNotEqualTo(kafka);
    assertThat(moved.number(Port.NAMENODE_HTTP)).isEqualTo(kept.number(Port.NAMENODE_HTTP));
  }

  @Test
  void thePortsOfRunningServicesAreNotLost() {
    Ports ports = none().settled(Set.of(), false, 1, number -> true);

    assertThat(ports.lost(EnumSet.allOf(Service.class), number -> false)).isEmpty();
  }

  @Test
  void theNameNodeDoesNotMove() {
    Ports ports = none().settled(Set.of(), false, 1, number -> true);

    assertThatThrownBy(() -> ports.settled(Set.of(Port.NAMENODE_RPC), false, 1, number -> true))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("port 8020 of the namenode is taken");
  }

  @Test
  void aPortWithAListenerIsNotFree() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.isFree(listener.getLocalPort())).isFalse();
    }
  }

  private Ports none() {
    return Ports.read(home.resolve("absent"));
  }
}
