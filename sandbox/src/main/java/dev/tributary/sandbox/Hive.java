package dev.tributary.sandbox;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The metastore, whose tables are in PostgreSQL, and HiveServer2. */
final class Hive {

  static final String DATABASE = "tributary";

  /** The packages of java.base whose objects Hive writes and reads field by field. */
  private static final List<String> OPENED =
      List.of(
          "java.io",
          "java.lang",
          "java.lang.reflect",
          "java.math",
          "java.net",
          "java.nio",
          "java.text",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.regex");

  private final Stage stage;

  Hive(Stage stage) {
    this.stage = stage;
  }

  Daemon metastore() {
    return new Daemon(
        Service.METASTORE,
        Set.of(Service.POSTGRESQL, Service.NAMENODE, Service.DATANODE1),
        this::createSchema,
        java(Service.METASTORE)
            .quick()
            .heap(96, 384)
            .main(
                "org.apache.hadoop.hive.metastore.HiveMetaStore",
                "-p",
                Integer.toString(stage.ports().number(Port.METASTORE))),
        stage.environment("hive"),
        () -> client().answers(),
        () -> client().createDatabase(DATABASE, "/user/hive/warehouse/" + DATABASE + ".db"));
  }

  Daemon hiveServer2() {
    return new Daemon(
        Service.HIVESERVER2,
        Set.of(Service.METASTORE, Service.NAMENODE, Service.DATANODE1),
        () -> Files.createDirectories(stage.data("hive")),
        java(Service.HIVESERVER2).heap(192, 768).main("org.apache.hive.service.server.HiveServer2"),
        stage.environment("hive"),
        () -> new HiveServerClient(stage.ports().number(Port.HIVESERVER2)).answersQuery(),
        Daemon.NOTHING);
  }

  /**
   * Creates the tables of the metastore before its first start: left to create them as it goes, it
   * waits for ever for a lock that its own open transaction holds.
   */
  private void createSchema() throws IOException {
    Path complete = stage.data("metastore.complete");
    if (Files.exists(complete)) {
      return;
    }
    Map<String, String> environment = new HashMap<>(stage.environment("hive"));
    environment.merge("CLASSPATH", ownCode().toString(), (jars, own) -> own + ":" + jars);
    Program.run(
        Service.METASTORE,
        stage.home(),
        stage
            .java()
            .quick()
            .property("log4j2.configurationFile", stage.conf("beeline-log4j2.properties"))
            .main(
                MetastoreSchema.class.getName(),
                PostgreSql.url(stage.ports(), PostgreSql.METASTORE),
                PostgreSql.USER),
        environment);
    Files.createFile(complete);
  }

  private MetastoreClient client() {
    return new MetastoreClient(stage.ports().number(Port.METASTORE));
  }

  private JavaCommand java(Service service) {
    return stage
        .daemon(service)
        .property("log4j2.configurationFile", stage.conf("hive-log4j2.properties"))
        .property("hive.log.file", stage.home().log(service))
        .open(OPENED);
  }

  private static Path ownCode() {
    try {
      return Path.of(Hive.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
