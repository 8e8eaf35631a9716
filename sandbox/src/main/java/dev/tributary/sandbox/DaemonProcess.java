package dev.tributary.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One running daemon. */
final class DaemonProcess {

  /** A log longer than this, bytes, is set aside when its daemon starts. */
  private static final long LONG_LOG = 10_000_000;

  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ");

  private final Home home;
  private final Service service;
  private final long pid;

  private DaemonProcess(Home home, Service service, long pid) {
    this.home = home;
    this.service = service;
    this.pid = pid;
  }

  static Optional<DaemonProcess> find(Home home, Service service) {
    OptionalLong pid = ProcessTable.find(home, service);
    return pid.isPresent()
        ? Optional.of(new DaemonProcess(home, service, pid.getAsLong()))
        : Optional.empty();
  }

  /** Starts a daemon in a session of its own, so that it outlives this process and its terminal. */
  static DaemonProcess launch(
      Home home, Service service, List<String> command, Map<String, String> environment) {
    Path log = home.log(service);
    List<String> detached = new ArrayList<>(List.of("setsid"));
    detached.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(detached);
    builder.directory(home.data().toFile());
    inheritLittle(builder);
    builder.environment().put(ProcessTable.HOME_VARIABLE, home.root().toString());
    builder.environment().put(ProcessTable.SERVICE_VARIABLE, service.id());
    builder.environment().putAll(environment);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      if (Files.exists(log) && Files.size(log) > LONG_LOG) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      long pid = builder.start().pid();
      Files.writeString(home.pidFile(service), pid + "\n");
      return new DaemonProcess(home, service, pid);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + service.id() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Leaves a child only what is harmless of this process's environment: no HADOOP_OPTS, no
   * CLASSPATH.
   */
  static void inheritLittle(ProcessBuilder builder) {
    builder.environment().keySet().retainAll(INHERITED);
  }

  long pid() {
    return pid;
  }

  Service service() {
    return service;
  }

  boolean isAlive() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** Asks the daemon to end in order. */
  void terminate() {
    // A SIGTERM makes PostgreSQL wait for its clients to leave.
    signal(service == Service.POSTGRESQL ? "INT" : "TERM");
  }

  /** Ends the daemon at once and, as when its machine is lost, whatever it has started. */
  void kill() {
    signal("KILL");
    killStarted(home, Optional.of(service));
    await(Duration.ofSeconds(10));
  }

  /** Ends every process that a service, or any service if absent, has left behind. */
  static void killStarted(Home home, Optional<Service> service) {
    ProcessTable.startedBy(home, service)
        .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  /** Waits for the end; whether it came in time. */
  boolean await(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (isAlive()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Pause.brief();
    }
    return true;
  }

  private void signal(String name) {
    ProcessBuilder kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid);
    kill.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      kill.start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot signal " + service.id() + " (pid " + pid + ")", e);
    } catch (InterruptedException e) {
      throw Pause.interrupted(e);
    }
  }
}
