package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Debian's cron in the foreground, with nothing to do but the line of scripts/cron/tributary for a
 * dataset, each minute: in a mount namespace of its own, where it sees its crontab and no other.
 */
final class CronDaemon implements AutoCloseable {

  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  private final Path directory;
  private final Running daemon;

  private CronDaemon(Path directory, Running daemon) {
    this.directory = directory;
    this.daemon = daemon;
  }

  /** Whether it can be run here: it is root's. */
  static boolean isPossible() {
    return Shell.run("bash", "-c", "PATH=$PATH:/usr/sbin; command -v cron && unshare -m true")
            .exitCode()
        == 0;
  }

  /**
   * Starts it.
   *
   * @param site the tributary-site.xml of its batches
   */
  static CronDaemon start(Path directory, String dataset, Path site) throws IOException {
    Path root = Files.createDirectories(directory.resolve("cron"));
    Path conf = Files.createDirectories(root.resolve("conf"));
    try (var files = Files.list(Path.of(Stack.environment().get("HADOOP_CONF_DIR")))) {
      for (Path file : files.toList()) {
        Files.copy(file, conf.resolve(file.getFileName()));
      }
    }
    Files.delete(conf.resolve("tributary-site.xml"));
    Files.copy(site, conf.resolve("tributary-site.xml"));
    Files.writeString(root.resolve("tributary.env"), environment(root, conf));
    Path crontabs = Files.createDirectories(root.resolve("cron.d"));
    Files.writeString(crontabs.resolve("tributary"), crontab(root, dataset));
    Files.createDirectories(root.resolve("spool"));
    Files.createFile(root.resolve("nothing"));
    Files.createFile(root.resolve("pid"));
    String mounts =
        """
        cd %s
        [[ -e /run/crond.pid ]] || touch /run/crond.pid
        mount --bind cron.d /etc/cron.d
        mount --bind spool /var/spool/cron/crontabs
        mount --bind nothing /etc/crontab
        mount --bind pid /run/crond.pid
        PATH=$PATH:/usr/sbin exec cron -f"""
            .formatted(root);
    Path log = root.resolve("cron.log");
    Process daemon =
        Shell.start(Map.of(), List.of("unshare", "-m", "bash", "-euc", mounts), log.toFile());
    return new CronDaemon(root, new Running(daemon, log));
  }

  private static String environment(Path root, Path conf) {
    Map<String, String> variables = new TreeMap<>(Stack.environment());
    variables.put("HADOOP_CONF_DIR", conf.toString());
    variables.remove("PGDATABASE"); // the file names it
    variables.put("TRIBUTARY_STATE", root.resolve("state").toString());
    variables.put("TRIBUTARY_TEXTFILES", root.toString());
    variables.put("JOURNAL_STREAM", "no journal, but the file below");
    return variables.entrySet().stream()
        .map(variable -> "%s='%s'%n".formatted(variable.getKey(), variable.getValue()))
        .collect(Collectors.joining());
  }

  /**
   * The line that ships, but for its minute, its user and its paths; what it says goes to a file.
   */
  private static String crontab(Path root, String dataset) throws IOException {
    List<String> shipped = Files.readAllLines(REPOSITORY.resolve("scripts/cron/tributary"));
    List<String> lines =
        shipped.stream().filter(line -> line.matches("\\d.*/scripts/batch " + dataset)).toList();
    assertThat(lines).as("the line of " + dataset).hasSize(1);
    String line =
        lines
            .get(0)
            .replaceFirst("^\\S+ \\S+ \\S+ \\S+ \\S+ +tributary", "* * * * *  root")
            .replace("/etc/tributary/tributary.env", root.resolve("tributary.env").toString())
            .replace("/opt/tributary", REPOSITORY.toString());
    return "SHELL=/bin/bash\n%s >>%s 2>&1\n".formatted(line, root.resolve("batch.log"));
  }

  /** Waits for what its batches bring about. */
  void await(String what, Running.Condition condition) throws Exception {
    daemon.await(what, condition);
  }

  /** What its batches have said. */
  String said() throws IOException {
    Path log = directory.resolve("batch.log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  /** What a batch has told Prometheus' node exporter last; empty before the first. */
  String metrics(String dataset) throws IOException {
    Path file = directory.resolve("tributary_batch_" + dataset + ".prom");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** Ends it; a batch that it has begun goes on to its end, which is waited for. */
  @Override
  public void close() throws Exception {
    daemon.ask();
    daemon.exitCode();
    daemon.close();
    Path lock = directory.resolve("state");
    if (Files.exists(lock)) {
      Shell.run("bash", "-c", "for f in " + lock + "/*.lock; do flock \"$f\" true; done").ok();
    }
  }
}
