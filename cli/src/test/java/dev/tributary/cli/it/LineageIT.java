package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.cli.lineage.Events;
import dev.tributary.cli.lineage.LineageServer;
import dev.tributary.exporters.postgres.Batches;
import dev.tributary.exporters.postgres.Quarantine;
import dev.tributary.exporters.sink.Sink;
import dev.tributary.loaders.hive.Publish;
import dev.tributary.loaders.hive.Restore;
import dev.tributary.loaders.warehouse.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job jar's OpenLineage events of water, from the topic to the tables, and without a server.
 */
@ExtendWith(Stack.class)
final class LineageIT {

  private static final String HEADER = "SITE_ID;PROGRAM_ID;DATE_SMP;SAMPLE_DEPTH;PH_LAB\n";
  private static final String KEY = "k3y-0f-th3-s3rv3r";

  @TempDir private Path directory;

  @Test
  void theWayOfTheDataIsInTheEvents() throws Exception {
    Workspace water = new Workspace("lineage", directory);
    Hops hops = new Hops(water, "water");
    send(hops, Workspace.SAMPLES.resolve("Site_Information_2022_8_1.xlsx"), "sites");
    send(hops, Workspace.SAMPLES.resolve("Methods_2022_8_1.xlsx"), "methods");
    send(hops, samples("first.csv", "1A1-103;LTM_ALTM;07/01/1992 00:00:00;1;5,0\n"));
    Path file = directory.resolve("events.json");
    try (LineageServer server = LineageServer.answering(201)) {
      Shell.Result pipeline =
          water
              .run(
                  Map.of("OPENLINEAGE_URL", server.url(), "OPENLINEAGE_API_KEY", KEY),
                  "pipeline",
                  "-Dtributary.lineage.file=" + file,
                  "-Dmapreduce.framework.name=local",
                  "--dataset",
                  "water")
              .ok();
      assertThat(pipeline.err()).doesNotContain("lost=", KEY);
      assertThat(server.bodies()).containsExactlyElementsOf(Files.readAllLines(file));
      assertThat(server.authorizations()).containsOnly("Bearer " + KEY);
    }
    Events events = Events.in(file);
    theStepsAreBelowThePipeline(events);
    oneCanWalk(water, events);
    anAbsentServerChangesNothing(water, hops);
    theOtherVerbsTellTheirWaysToo(water);
  }

  private static void theStepsAreBelowThePipeline(Events events) {
    assertThat(events.order())
        .containsExactly(
            "START pipeline.water",
            "START land.water",
            "COMPLETE land.water",
            "START export.water",
            "COMPLETE export.water",
            "START WaterMetrics.water",
            "COMPLETE WaterMetrics.water",
            "START publish.water",
            "COMPLETE publish.water",
            "START warehouse.water",
            "COMPLETE warehouse.water",
            "COMPLETE pipeline.water");
    JsonNode pipeline = events.all().get(0);
    for (JsonNode event : events.all().subList(1, 11)) {
      assertThat(event.at("/run/facets/parent/run/runId")).isEqualTo(pipeline.at("/run/runId"));
      assertThat(event.at("/run/facets/tributary_run/run"))
          .isEqualTo(pipeline.at("/run/facets/tributary_run/run"));
    }
  }

  private static void oneCanWalk(Workspace water, Events events) {
    Map<String, Set<String>> ways = new HashMap<>();
    for (JsonNode event : events.all()) {
      for (String from : Events.datasets(event, "inputs")) {
        ways.computeIfAbsent(from, f -> new HashSet<>()).addAll(Events.datasets(event, "outputs"));
      }
    }
    Set<String> seen = new HashSet<>();
    Set<String> next = Set.of("kafka://" + InProcess.brokers() + " " + water.topic());
    while (seen.addAll(next)) {
      Set<String> further = new HashSet<>();
      next.forEach(each -> further.addAll(ways.getOrDefault(each, Set.of())));
      next = further;
    }
    String hdfs = InProcess.hadoop().get("fs.defaultFS") + " " + water.directory();
    assertThat(seen)
        .contains(hdfs, hdfs + "/tables/water_site_year")
        .anyMatch(each -> each.matches("hive://[^ ]+:\\d+ lineage\\.water_data"))
        .anyMatch(each -> each.matches("hive://[^ ]+:\\d+ lineage\\.water_site_year"))
        .anyMatch(each -> each.matches("postgres://[^ ]+ lineage\\.public\\.water_quality"))
        .anyMatch(each -> each.matches("postgres://[^ ]+ lineage\\.water_dw\\.water_site_year"));
    JsonNode built = output(events.the("COMPLETE", "WaterMetrics.water"), "/water_site_year");
    assertThat(built.at("/outputFacets/outputStatistics/rowCount").asInt())
        .as("a depth and a pH")
        .isEqualTo(2);
    assertThat(built.at("/outputFacets/outputStatistics/size").asInt()).isPositive();
    assertThat(built.at("/facets/version/datasetVersion").asText()).isEqualTo("1");
    JsonNode shown = output(events.the("COMPLETE", "publish.water"), ".water_site_year");
    assertThat(shown.at("/facets/version/datasetVersion").asText()).isEqualTo("1");
    assertThat(shown.at("/facets/symlinks/identifiers/0/name")).isEqualTo(built.get("name"));
    JsonNode loaded = output(events.the("COMPLETE", "warehouse.water"), ".water_site_year");
    assertThat(loaded.at("/outputFacets/outputStatistics/rowCount").asInt()).isEqualTo(2);
  }

  private static JsonNode output(JsonNode event, String end) {
    for (JsonNode output : event.get("outputs")) {
      if (output.get("name").asText().endsWith(end)) {
        return output;
      }
    }
    throw new AssertionError(end + " is not in " + event);
  }

  private void anAbsentServerChangesNothing(Workspace water, Hops hops) throws Exception {
    send(hops, samples("second.csv", "1A1-103;LTM_ALTM;07/01/1993 00:00:00;1;7,0\n"));
    Shell.Result land =
        water.run("land", "-Dtributary.lineage.url=http://127.0.0.1:1", "--dataset", "water").ok();
    assertThat(land.err()).contains("land: landed 1 rows of water in 1 batches");
    assertThat(land.err().lines().filter(line -> line.contains("lineage")))
        .singleElement()
        .asString()
        .containsPattern("lineage run=\\S+ lost=2 of=2 to=http://127.0.0.1:1/api/v1/lineage: ");
    assertThat(water.sql("SELECT count(*) FROM water_quality")).containsExactly("2");
  }

  /** In this process, and in the suite's own words. */
  private static void theOtherVerbsTellTheirWaysToo(Workspace water) throws Exception {
    InProcess process = water.inProcess();
    Configuration conf = InProcess.all();
    String last = "SELECT max(id) FROM tributary.batch WHERE feed = 'water'";
    String batch = water.sql(last).get(0);
    String landing = "RELATION public.water_quality";
    assertThat(told(process, new Batches(), "reject", batch, "--reason", "a trial"))
        .containsExactly("begins reject.water [%s] [%s]".formatted(landing, landing));
    assertThat(told(process, new Batches(), "replay", batch))
        .containsExactly(
            "begins replay.water [TOPIC %s] [%s]".formatted(water.topic(), landing),
            "writes %s rows=1".formatted(landing));
    assertThat(told(process, new Quarantine(), "replay", "--dataset", "water", "--all"))
        .singleElement()
        .asString()
        .startsWith("begins replay.water [RELATION tributary.quarantine] [")
        .contains(landing, "RELATION public.water_sites");
    String table = "water_site_year";
    String files = "PATH %s/tables/%s".formatted(water.directory(), table);
    Publish publish = new Publish(conf);
    assertThat(
            told(process, new Restore(conf, publish, new Warehouse(conf)), table, "--version", "1"))
        .startsWith(
            "begins water_site_year [] []",
            "reads " + files,
            "writes HIVE_TABLE %s version=1".formatted(table))
        .contains("begins water [] []", "writes RELATION water_dw." + table);
    String tree = water.directory() + "-tree";
    assertThat(
            told(
                process,
                new Sink(conf),
                "--topics",
                water.topic(),
                "--hdfs-path",
                tree,
                "--until-end"))
        .contains("begins %s [TOPIC %s] [PATH %s]".formatted(tree, water.topic(), tree))
        .anyMatch(line -> line.matches("writes PATH %s rows=2 bytes=\\d+".formatted(tree)));
    assertThat(told(process, publish, "--sink", tree, "--table", "tree"))
        .containsExactly("begins %s [PATH %s] [HIVE_TABLE tree]".formatted(tree, tree));
  }

  private static List<String> told(InProcess process, Verb verb, String... arguments)
      throws Exception {
    ToldLineage told = new ToldLineage();
    assertThat(process.run(told, verb, arguments).exitCode()).isZero();
    return told.lines();
  }

  private Path samples(String name, String rows) throws Exception {
    return Files.writeString(directory.resolve(name), HEADER + rows);
  }

  private static void send(Hops hops, Path file, String... reference) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--source", "workbook", "--dataset", "water"));
    if (reference.length > 0) {
      arguments.addAll(List.of("--reference", reference[0]));
    }
    arguments.add(file.toString());
    hops.run("produce", arguments.toArray(String[]::new));
  }
}
