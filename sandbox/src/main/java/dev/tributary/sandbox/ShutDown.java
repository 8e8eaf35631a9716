package dev.tributary.sandbox;

import static dev.tributary.sandbox.Service.DATANODE1;
import static dev.tributary.sandbox.Service.DATANODE2;
import static dev.tributary.sandbox.Service.HISTORYSERVER;
import static dev.tributary.sandbox.Service.HIVESERVER2;
import static dev.tributary.sandbox.Service.KAFKA;
import static dev.tributary.sandbox.Service.METASTORE;
import static dev.tributary.sandbox.Service.NAMENODE;
import static dev.tributary.sandbox.Service.NODEMANAGER1;
import static dev.tributary.sandbox.Service.NODEMANAGER2;
import static dev.tributary.sandbox.Service.OOZIE;
import static dev.tributary.sandbox.Service.POSTGRESQL;
import static dev.tributary.sandbox.Service.RESOURCEMANAGER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The end of all daemons: users before what they use, in order where they obey, by force where not.
 */
final class ShutDown {

  private static final List<List<Service>> ORDER =
      List.of(
          List.of(OOZIE, HIVESERVER2, NODEMANAGER1, NODEMANAGER2, HISTORYSERVER, KAFKA),
          List.of(METASTORE, RESOURCEMANAGER, DATANODE1, DATANODE2),
          List.of(NAMENODE, POSTGRESQL));

  /** A NodeManager that waits for an absent ResourceManager never obeys. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** PostgreSQL and Kafka write out what they hold, and are quicker at their next start. */
  private static final Duration PATIENCE_WITH_STORES = Duration.ofSeconds(30);

  private final Home home;

  ShutDown(Home home) {
    this.home = home;
  }

  void run() {
    for (List<Service> group : ORDER) {
      List<DaemonProcess> processes =
          group.stream()
              .map(service -> DaemonProcess.find(home, service))
              .flatMap(Optional::stream)
              .toList();
      processes.forEach(DaemonProcess::terminate);
      for (DaemonProcess process : processes) {
        boolean store = process.service() == POSTGRESQL || process.service() == KAFKA;
        if (!process.await(store ? PATIENCE_WITH_STORES : PATIENCE)) {
          process.kill();
        }
      }
    }
    // Containers whose NodeManager was killed, backends whose server was.
    DaemonProcess.killStarted(home, Optional.empty());
    for (Service service : Service.values()) {
      try {
        Files.deleteIfExists(home.pidFile(service));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
