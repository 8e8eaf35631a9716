package dev.tributary.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the services of a sandbox are.
 *
 * @param services in the order of {@link Service}
 */
public record Status(List<Line> services) {

  /** How one service is. */
  public enum State {
    /** It answers. */
    UP,
    /** Its process runs and does not answer. */
    SILENT,
    DOWN,
    /** It is down, as the last {@code up} was asked to leave it out. */
    LEFT_OUT;

    /** The word in tables and JSON. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * One service.
   *
   * @param pid absent when down
   * @param ports empty before the first start
   * @param residentBytes memory of the daemon's process, without what it has started
   * @param log the file, which need not exist yet
   */
  public record Line(
      Service service,
      State state,
      OptionalLong pid,
      List<Integer> ports,
      long residentBytes,
      Path log) {}

  /** Whether everything that the last {@code up} was asked for answers. */
  public boolean isUp() {
    return services.stream()
        .allMatch(line -> line.state() == State.UP || line.state() == State.LEFT_OUT);
  }

  /** A table for people. */
  public String table() {
    StringBuilder table = new StringBuilder();
    String row = "%-16s %-9s %8s %9s  %-32s %s%n";
    table.append(String.format(Locale.ROOT, row, "SERVICE", "STATE", "PID", "RSS", "PORTS", "LOG"));
    for (Line line : services) {
      table.append(
          String.format(
              Locale.ROOT,
              row,
              line.service().id(),
              line.state().id(),
              line.pid().isPresent() ? Long.toString(line.pid().getAsLong()) : "-",
              line.residentBytes() == 0 ? "-" : line.residentBytes() / 1_048_576 + " MiB",
              line.ports().stream().map(String::valueOf).collect(Collectors.joining(" ")),
              line.log()));
    }
    return table.toString();
  }

  /** An array of objects for machines. */
  public String json() {
    return services.stream().map(Status::json).collect(Collectors.joining(",\n ", "[", "]\n"));
  }

  private static String json(Line line) {
    // Home refuses paths with signs that JSON would escape.
    return String.format(
        Locale.ROOT,
        "{\"service\": \"%s\", \"state\": \"%s\", \"pid\": %s, \"ports\": %s, \"rss_bytes\": %d, \"log\": \"%s\"}",
        line.service().id(),
        line.state().id(),
        line.pid().isPresent() ? Long.toString(line.pid().getAsLong()) : "null",
        line.ports(),
        line.residentBytes(),
        line.log());
  }

  static Status allDown(Home home, Ports ports, Set<Service> leftOut) {
    return new Status(
        Arrays.stream(Service.values())
            .map(service -> line(home, ports, service, OptionalLong.empty(), leftOut, null))
            .toList());
  }

  static Status of(Home home, Ports ports, Set<Service> leftOut, List<Daemon> daemons) {
    return new Status(
        daemons.parallelStream()
            .map(
                daemon ->
                    line(
                        home,
                        ports,
                        daemon.service(),
                        ProcessTable.find(home, daemon.service()),
                        leftOut,
                        daemon.probe()))
            .toList());
  }

  private static Line line(
      Home home,
      Ports ports,
      Service service,
      OptionalLong pid,
      Set<Service> leftOut,
      Probe probe) {
    State state;
    if (pid.isPresent()) {
      state = answers(probe) ? State.UP : State.SILENT;
    } else {
      state = leftOut.contains(service) ? State.LEFT_OUT : State.DOWN;
    }
    List<Integer> numbers =
        Arrays.stream(Port.values())
            .filter(port -> port.service() == service && ports.has(port))
            .map(ports::number)
            .toList();
    long resident = pid.isPresent() ? ProcessTable.residentBytes(pid.getAsLong()) : 0;
    return new Line(service, state, pid, numbers, resident, home.log(service));
  }

  private static boolean answers(Probe probe) {
    try {
      return probe.answers();
    } catch (IOException noAnswer) {
      return false;
    }
  }
}
