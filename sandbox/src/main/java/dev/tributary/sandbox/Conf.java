package dev.tributary.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The configuration files and the commands of a home, filled in from templates. */
final class Conf {

  private static final List<String> FILES =
      List.of(
          "beeline-log4j2.properties",
          "capacity-scheduler.xml",
          "core-site.xml",
          "default.xml",
          "hdfs-site.xml",
          "hive-log4j2.properties",
          "hive-site.xml",
          "hiveserver2-site.xml",
          "kafka-log4j2.properties",
          "kafka-server.properties",
          "kafka-tools-log4j2.properties",
          "log4j.properties",
          "mapred-site.xml",
          "metastore-site.xml",
          "oozie-log4j.properties",
          "oozie-site.xml",
          "tributary-site.xml",
          "yarn-site.xml");

  /** Commands, each with the template that makes it. */
  private static final Map<String, String> COMMANDS =
      Map.ofEntries(
          Map.entry("hadoop", "hadoop"),
          Map.entry("hdfs", "hdfs"),
          Map.entry("yarn", "yarn"),
          Map.entry("mapred", "mapred"),
          Map.entry("beeline", "beeline"),
          Map.entry("hive", "hive"),
          Map.entry("oozie", "oozie"),
          Map.entry("kafka-topics.sh", "kafka"),
          Map.entry("kafka-console-consumer.sh", "kafka"),
          Map.entry("kafka-console-producer.sh", "kafka"),
          Map.entry("kafka-consumer-groups.sh", "kafka"),
          Map.entry("kafka-configs.sh", "kafka"),
          Map.entry("kafka-get-offsets.sh", "kafka"));

  private final Home home;
  private final Ports ports;

  Conf(Home home, Ports ports) {
    this.home = home;
    this.ports = ports;
  }

  void write() {
    Map<String, String> values = new HashMap<>(ports.values());
    values.put("home", home.root().toString());
    values.put("user", Stage.user());
    values.put("java.home", Stage.javaHome().toString());
    values.put("postgres.user", PostgreSql.USER);
    values.put("postgres.database", PostgreSql.DATABASE);
    values.put("postgres.metastore", PostgreSql.METASTORE);
    values.put("postgres.oozie", PostgreSql.OOZIE);
    values.put("hive.database", Hive.DATABASE);
    values.put("container.options", System.getProperty("tributary.sandbox.container.options", ""));
    values.put("oozie.sharelib", Oozie.SHARE_LIB);
    values.put("oozie.smtp.port", System.getProperty("tributary.sandbox.smtp.port", "25"));
    try {
      for (String file : FILES) {
        replace(
            home.conf().resolve(file),
            Template.fill(resource("/conf/" + file), values),
            "rw-r--r--");
      }
      replace(
          home.bin().resolve("setting"),
          Template.fill(resource("/bin/setting"), values),
          "rw-r--r--");
      for (Map.Entry<String, String> command : COMMANDS.entrySet()) {
        String script = Template.fill(resource("/bin/" + command.getValue()), values);
        replace(home.bin().resolve(command.getKey()), script, "rwxr-xr-x");
      }
      replace(home.conf().resolve("sandbox.env"), exports(), "rw-r--r--");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the configuration in " + home.conf(), e);
    }
  }

  /** What programs need to find the services, but for PATH. */
  static SortedMap<String, String> variables(Ports ports, Home home) {
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put("HADOOP_CONF_DIR", home.conf().toString());
    variables.put("JAVA_HOME", Stage.javaHome().toString());
    variables.put("PGDATABASE", PostgreSql.DATABASE);
    variables.put("PGHOST", "127.0.0.1");
    variables.put("PGPORT", Integer.toString(ports.number(Port.POSTGRESQL)));
    variables.put("PGUSER", PostgreSql.USER);
    return variables;
  }

  private String exports() {
    StringBuilder lines = new StringBuilder("export PATH='" + home.bin() + "':\"$PATH\"\n");
    variables(ports, home)
        .forEach(
            (name, value) ->
                lines.append("export ").append(name).append("='").append(value).append("'\n"));
    return lines.toString();
  }

  /** Replaces a file at once: a command that starts at this moment reads the old one or the new. */
  private static void replace(Path file, String content, String permissions) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(content)) {
      return;
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.writeString(unfinished, content);
    Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString(permissions));
    Files.move(
        unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Conf.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
