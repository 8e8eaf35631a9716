package dev.tributary.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who runs on this machine, by what {@code /proc} tells. A daemon of the sandbox is known by a mark
 * on its command line that names service and home, so that neither a lost pid file nor a pid given
 * to another process misleads.
 */
final class ProcessTable {

  /** Inherited by everything that a daemon starts, a NodeManager's containers among it. */
  static final String HOME_VARIABLE = "TRIBUTARY_SANDBOX_HOME";

  static final String SERVICE_VARIABLE = "TRIBUTARY_SANDBOX_SERVICE";

  private static final Path PROC = Path.of("/proc");

  private ProcessTable() {}

  /** The argument that marks a daemon; Java takes it as {@code -D}, PostgreSQL as {@code --}. */
  static String mark(Home home, Service service) {
    return "tributary.sandbox=" + service.id() + "@" + home.root();
  }

  /** The daemon's own process, if it runs. */
  static OptionalLong find(Home home, Service service) {
    String mark = mark(home, service);
    for (long pid : pids()) {
      if (isMarked(strings(pid, "cmdline"), mark)) {
        return OptionalLong.of(pid);
      }
    }
    return OptionalLong.empty();
  }

  static boolean isMarked(List<String> arguments, String mark) {
    return arguments.contains("-D" + mark) || arguments.contains("--" + mark);
  }

  /**
   * Every process that a service, or any service if absent, has started and not yet ended, the
   * daemon included.
   */
  static List<Long> startedBy(Home home, Optional<Service> service) {
    String inherited = HOME_VARIABLE + "=" + home.root();
    List<Long> found = new ArrayList<>();
    for (long pid : pids()) {
      List<String> environment = strings(pid, "environ");
      boolean ours = environment.contains(inherited);
      if (ours
          && service.map(s -> environment.contains(SERVICE_VARIABLE + "=" + s.id())).orElse(true)) {
        found.add(pid);
      } else if (service.map(s -> s == Service.POSTGRESQL).orElse(true) && isBackend(pid, home)) {
        found.add(pid);
      }
    }
    return found;
  }

  /** Resident memory, bytes; 0 if the process has ended. */
  static long residentBytes(long pid) {
    try {
      for (String line : Files.readAllLines(PROC.resolve(pid + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
      return 0;
    } catch (IOException ended) {
      return 0;
    }
  }

  /**
   * PostgreSQL's backends write their titles over their environment; they work in the data
   * directory.
   */
  private static boolean isBackend(long pid, Home home) {
    try {
      Path process = PROC.resolve(Long.toString(pid));
      return Files.readSymbolicLink(process.resolve("cwd"))
              .equals(home.data().resolve("postgresql"))
          && Files.readSymbolicLink(process.resolve("exe"))
              .getFileName()
              .toString()
              .equals("postgres");
    } catch (IOException notOurs) {
      return false;
    }
  }

  private static List<Long> pids() {
    List<Long> pids = new ArrayList<>();
    long own = ProcessHandle.current().pid();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        long pid = Long.parseLong(entry.getFileName().toString());
        if (pid != own) {
          pids.add(pid);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + PROC, e);
    }
    return pids;
  }

  /** The strings of a file of a process; none if it has ended, is a zombie or is another user's. */
  private static List<String> strings(long pid, String file) {
    try {
      byte[] bytes = Files.readAllBytes(PROC.resolve(pid + "/" + file));
      return Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\0"));
    } catch (IOException notOurs) {
      return List.of();
    }
  }
}
