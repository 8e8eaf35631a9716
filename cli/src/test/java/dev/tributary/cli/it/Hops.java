package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.cli.audit.Audit;
import dev.tributary.cli.trace.Trace;
import dev.tributary.exporters.hdfs.ExportHdfs;
import dev.tributary.exporters.postgres.Batches;
import dev.tributary.exporters.postgres.Land;
import dev.tributary.exporters.postgres.Quarantine;
import dev.tributary.exporters.postgres.Replay;
import dev.tributary.exporters.produce.Produce;
import dev.tributary.loaders.hive.Publish;
import dev.tributary.loaders.hive.Restore;
import dev.tributary.loaders.hive.Retain;
import dev.tributary.loaders.warehouse.Warehouse;
import dev.tributary.mapreduce.water.WaterMetrics;
import dev.tributary.mapreduce.weapons.WeaponStats;
import dev.tributary.mapreduce.weather.WeatherDaily;
import dev.tributary.mapreduce.weather.WeatherData;
import dev.tributary.mapreduce.weather.WeatherWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** The hops of a dataset in this JVM, one by one, and what Hive then shows. */
final class Hops {

  private static final Map<String, List<String>> JOBS =
      Map.of(
          "water", List.of("WaterMetrics"),
          "weapons", List.of("WeaponStats"),
          "weather", List.of("WeatherData", "WeatherDaily", "WeatherWindows"));

  private final Workspace workspace;
  private final String dataset;
  private final InProcess process;
  private final Configuration conf = InProcess.all();

  Hops(Workspace workspace, String dataset) {
    this.workspace = workspace;
    this.dataset = dataset;
    this.process = workspace.inProcess();
  }

  /**
   * Runs a verb to its good end.
   *
   * @return what it says
   */
  String run(String verb, String... arguments) throws Exception {
    Outcome outcome = process.run(verb(verb), arguments);
    assertThat(outcome.exitCode()).as("%s: %s", verb, outcome.message()).isZero();
    return outcome.message();
  }

  /** What a verb tells a machine, once it has ended well. */
  JsonNode facts(String verb, String... arguments) throws Exception {
    Outcome outcome = process.run(verb(verb), arguments);
    assertThat(outcome.exitCode()).as("%s: %s", verb, outcome.message()).isZero();
    return new ObjectMapper().valueToTree(outcome.facts());
  }

  /** Runs a verb, and tells what it says in the end, well or not. */
  String said(String verb, String... arguments) throws Exception {
    try {
      return process.run(verb(verb), arguments).message();
    } catch (TributaryException e) {
      return e.getMessage();
    }
  }

  private Verb verb(String name) {
    return switch (name) {
      case "produce" -> new Produce();
      case "land" -> new Land();
      case "export" -> new ExportHdfs(conf);
      case "WaterMetrics" -> new WaterMetrics(conf);
      case "WeaponStats" -> new WeaponStats(conf);
      case "WeatherData" -> new WeatherData(conf);
      case "WeatherDaily" -> new WeatherDaily(conf);
      case "WeatherWindows" -> new WeatherWindows(conf);
      case "publish" -> new Publish(conf);
      case "warehouse" -> new Warehouse(conf);
      case "audit" -> audit(conf);
      case "batches" -> new Batches();
      case "replay" -> new Replay();
      case "quarantine" -> new Quarantine();
      case "restore" -> new Restore(conf, new Publish(conf), new Warehouse(conf));
      case "retain" -> new Retain(conf);
      case "trace" ->
          new Trace(
              conf,
              List.of(
                  new WaterMetrics(conf),
                  new WeaponStats(conf),
                  new WeatherData(conf),
                  new WeatherDaily(conf),
                  new WeatherWindows(conf)));
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** The verb, which tells failures by what they say. */
  static Audit audit(Configuration conf) {
    return new Audit(conf, (verb, failure) -> verb + ": " + failure.getMessage());
  }

  /** Sends made-up weather, the same for the same arguments; times are of the dataset's zone. */
  void produceWeather(int cities, Object from, Object until, String every) throws Exception {
    run(
        "produce",
        "--source",
        "synthetic",
        "--cities",
        Integer.toString(cities),
        "--from",
        from.toString(),
        "--to",
        until.toString(),
        "--every",
        every,
        "--without",
        "forecast");
  }

  /** All of them but produce, as {@code pipeline} does; and what they say. */
  String pipeline() throws Exception {
    return pipeline("text", "thrift");
  }

  /** The same with tables of a format, published in a way. */
  String pipeline(String format, String via) throws Exception {
    List<String> said = new ArrayList<>();
    said.add(run("land", "--dataset", dataset));
    said.add(run("export", "--dataset", dataset));
    for (String job : JOBS.get(dataset)) {
      boolean one = job.equals("WeatherData"); // it has one format
      said.add(one ? run(job) : run(job, "--format", format));
    }
    said.add(run("publish", "--dataset", dataset, "--via", via));
    if (dataset.equals("water")) {
      said.add(run("warehouse", "--dataset", dataset));
    }
    return String.join("\n", said);
  }

  void auditIsClean() throws Exception {
    Outcome outcome = audit();
    assertThat(outcome.exitCode()).as("%s %s", outcome.message(), outcome.facts()).isZero();
  }

  Outcome audit(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--dataset", dataset, "--json"));
    arguments.addAll(List.of(more));
    return process.run(verb("audit"), arguments.toArray(new String[0]));
  }

  /** What Hive answers; queries that need no job. */
  List<String[]> hive(String query) {
    return HiveRows.of(workspace.database(), query);
  }
}
