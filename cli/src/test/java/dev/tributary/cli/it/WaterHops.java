package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.cli.audit.Audit;
import dev.tributary.exporters.hdfs.ExportHdfs;
import dev.tributary.exporters.postgres.Land;
import dev.tributary.exporters.produce.Produce;
import dev.tributary.loaders.hive.Publish;
import dev.tributary.loaders.warehouse.Warehouse;
import dev.tributary.mapreduce.water.WaterMetrics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The hops of water in this JVM, one by one, and what Hive then shows. */
final class WaterHops {

  private final Workspace water;
  private final InProcess process;
  private final Configuration conf = InProcess.all();

  WaterHops(Workspace water) {
    this.water = water;
    this.process = water.inProcess();
  }

  /** Runs a verb to its good end. */
  void run(String verb, String... arguments) throws Exception {
    Outcome outcome = process.run(verb(verb), arguments);
    assertThat(outcome.exitCode()).as("%s: %s", verb, outcome.message()).isZero();
  }

  private Verb verb(String name) {
    return switch (name) {
      case "produce" -> new Produce();
      case "land" -> new Land();
      case "export" -> new ExportHdfs(conf);
      case "WaterMetrics" -> new WaterMetrics(conf);
      case "publish" -> new Publish(conf);
      case "warehouse" -> new Warehouse(conf);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** All of them but produce, as {@code pipeline} does. */
  void pipeline() throws Exception {
    run("land", "--dataset", "water");
    run("export", "--dataset", "water");
    run("WaterMetrics");
    run("publish", "--dataset", "water");
    run("warehouse", "--dataset", "water");
  }

  void auditIsClean() throws Exception {
    Outcome outcome = audit();
    assertThat(outcome.exitCode()).as("%s %s", outcome.message(), outcome.facts()).isZero();
  }

  Outcome audit() throws Exception {
    Audit audit = new Audit(conf, (verb, failure) -> verb + ": " + failure.getMessage());
    return process.run(audit, "--dataset", "water", "--json");
  }

  /** What HiveServer2 answers; queries that need no job. */
  List<String[]> hive(String query) throws SQLException {
    Configuration site = new Configuration(false);
    site.addResource(
        new Path("file://" + Stack.environment().get("HADOOP_CONF_DIR") + "/tributary-site.xml"));
    String url = site.get("tributary.hive.jdbc.url").replaceFirst("/[^/]*$", "/");
    try (Connection connection = DriverManager.getConnection(url + water.database(), "root", "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String[]> all = new ArrayList<>();
      while (rows.next()) {
        String[] row = new String[rows.getMetaData().getColumnCount()];
        for (int i = 0; i < row.length; i++) {
          row[i] = rows.getString(i + 1);
        }
        all.add(row);
      }
      return all;
    }
  }
}
