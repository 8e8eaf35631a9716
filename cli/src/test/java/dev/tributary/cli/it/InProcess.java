package dev.tributary.cli.it;

import dev.tributary.catalog.lineage.Lineage;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Setting;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Failures;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Options;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.service.launcher.IrqHandler;

/** Verbs run in this JVM against the sandbox: hundreds in the time that a few commands take. */
final class InProcess {

  /** As a shell shows a process that SIGTERM ended. */
  private static final int TERMINATED = 128 + 15;

  private final Map<String, String> values = new HashMap<>();

  /** Against that database, with the settings of the sandbox. */
  InProcess(String database) {
    Map<String, String> environment = Stack.environment();
    values.put("tributary.postgres.host", environment.get("PGHOST"));
    values.put("tributary.postgres.port", environment.get("PGPORT"));
    values.put("tributary.postgres.user", environment.get("PGUSER"));
    values.put("tributary.postgres.database", database);
    values.put("tributary.kafka.bootstrap.servers", brokers());
    values.put("tributary.hive.jdbc.url", hiveServer());
  }

  static String brokers() {
    return site("tributary-site.xml").get("tributary.kafka.bootstrap.servers");
  }

  /** The JDBC URL of its HiveServer2. */
  static String hiveServer() {
    return site("tributary-site.xml").get("tributary.hive.jdbc.url");
  }

  /** What one file of the sandbox's configuration says. */
  static Configuration site(String file) {
    Configuration conf = new Configuration(false);
    conf.addResource(conf(file));
    return conf;
  }

  /** The sandbox's HDFS. */
  static Configuration hadoop() {
    Configuration conf = new Configuration();
    conf.addResource(conf("core-site.xml"));
    conf.addResource(conf("hdfs-site.xml"));
    return conf;
  }

  /** The sandbox's Hive as well, and jobs in this process. */
  static Configuration all() {
    Configuration conf = hadoop();
    conf.addResource(conf("hive-site.xml"));
    conf.set("mapreduce.framework.name", "local");
    conf.setClass("fs.file.impl", LocalFiles.class, FileSystem.class);
    conf.setInt("mapreduce.client.progressmonitor.pollinterval", 20);
    conf.setInt("mapreduce.task.io.sort.mb", 16);
    return conf;
  }

  private static Path conf(String file) {
    return new Path("file://" + Stack.environment().get("HADOOP_CONF_DIR") + "/" + file);
  }

  void set(String setting, Object value) {
    values.put(setting, value.toString());
  }

  /**
   * Runs a verb to its end.
   *
   * @param arguments as on the command line; what a {@code -D} sets stays set
   * @throws TributaryException as the verb does
   */
  Outcome run(Verb verb, String... arguments) throws Exception {
    return run(Lineage.NONE, verb, arguments);
  }

  /** The same, with somebody to be told what it reads and writes. */
  Outcome run(Lineage lineage, Verb verb, String... arguments) throws Exception {
    Options options = verb.options();
    options.addOption(null, "json", false, "");
    String[] own =
        Arrays.stream(arguments).filter(argument -> !define(argument)).toArray(String[]::new);
    Arguments given = new Arguments(new DefaultParser().parse(options, own));
    Settings settings =
        new Settings() {
          @Override
          public Optional<String> text(Setting<?> setting) {
            return Optional.ofNullable(values.get(setting.name()));
          }
        };
    RunId id = RunId.create(Clock.systemUTC());
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    String line = String.join(" ", arguments);
    try (Run run = new Run(id, verb.name(), line, settings, nowhere, Failures.FINAL, lineage)) {
      return verb.run(given, run);
    } finally {
      // A service takes the signal for itself; here it is to end the whole as before.
      new IrqHandler(IrqHandler.SIGTERM, signal -> System.exit(TERMINATED)).bind();
    }
  }

  private boolean define(String argument) {
    if (!argument.startsWith("-D")) {
      return false;
    }
    String[] parts = argument.substring(2).split("=", 2);
    values.put(parts[0], parts[1]);
    return true;
  }
}
