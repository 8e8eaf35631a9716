package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Messages as they come, to files by country and city. */
@ExtendWith(Stack.class)
final class AlertsIT {

  private static final Path REAL =
      Path.of("../../shared/data/weather/openmeteo").toAbsolutePath().normalize();

  /** Of every kind that was seen, and names of countries as people write them. */
  private static final List<String> OF_PARIS =
      List.of(
          "{\"timestamp\":\"2026-01-12T14:56:19Z\",\"city\":\"Paris\",\"country\":\"France\",\"temperature\":11.8,\"windspeed\":5.2,\"weather_code\":3,\"wind_alert_level\":0,\"heat_alert_level\":0,\"location\":\"Paris, France\"}",
          "{\"location\":{\"geography\":{\"name\":\"Paris\",\"country\":\"France\",\"country_code\":\"FR\"}},\"temperature\":36}",
          "{\"location\":{\"city\":\"Paris\",\"country\":\"France\",\"country_code\":\"FR\"}}",
          "{\"location\":\"Paris, France\"}",
          "{\"location\":\"Paris\"}",
          "{\"city\":\"Paris\",\"country\":\"FR\"}",
          "{\"city\":\"Paris\",\"country\":\"FRA\"}",
          "{\"city\":\"Paris\",\"country\":\"Frankreich\",\"country_code\":\"fr\"}",
          "{\"city\":\"Paris\"}",
          "{\"latitude\":48.85341,\"longitude\":2.3488,\"temperature\":1}");

  @TempDir private static Path directory;

  @Test
  void everyShapeOfParisIsInOneFileAndWhatNamesNothingIsUnknown() throws Exception {
    Workspace workspace = new Workspace("sinkshapes", directory);
    String path = "/user/hdfs/sinkshapes";
    try (AlertTopics topics = new AlertTopics("sinkshapes", 2)) {
      OF_PARIS.forEach(message -> topics.send(topics.geo(), null, message));
      topics.send(topics.stream(), "FR-Paris", "{\"temperature\":11.8,\"event_time\":\"x\"}");
      topics.send(topics.stream(), null, "{\"city\":\"New York\",\"country\":\"USA\"}");
      topics.send(topics.stream(), null, "{\"location\":\"New York, United States\"}");
      topics.send(topics.stream(), null, "{\"temperature\":3}");
      topics.send(topics.stream(), null, "{\"latitude\":0.0,\"longitude\":-140.0}");
      topics.send(topics.stream(), null, "not JSON");
      topics.send(topics.stream(), null, new byte[] {(byte) 0xff, 0});
      topics.send(topics.stream(), null, (String) null);
      topics.flush();
      Shell.Result result = sink(workspace, topics, path);
      assertThat(result.said().get(0))
          .startsWith("sink: wrote 18 messages of 3 places under ")
          .endsWith("; 5 are of no known country; 3 are not JSON");
      AlertTree tree = AlertTree.at(path);
      tree.holdsOnce(topics.coordinates());
      assertThat(tree.places())
          .containsExactly("FR/Paris 11", "UNKNOWN/Unknown-City 5", "US/New-York 2");
      assertThat(tree.files()).allMatch(file -> file.endsWith("/alerts.json"));
      JsonNode hot =
          tree.lines().stream()
              .map(AlertTree.Line::json)
              .filter(line -> line.path("value").has("temperature"))
              .filter(line -> line.path("value").path("temperature").asInt() == 36)
              .findFirst()
              .orElseThrow();
      assertThat(hot.path("heat_alert_level").asInt()).isEqualTo(2);
      assertThat(
              tree.lines().stream()
                  .map(line -> line.json().path("reason").asText())
                  .filter(reason -> !reason.isEmpty()))
          .containsExactlyInAnyOrder("not-json", "not-utf-8", "no-value");
      assertThat(sink(workspace, topics, path).said().get(0))
          .startsWith("sink: nothing was written under ");
    }
  }

  @Test
  void theRealAnswersAreOfTheirCities() throws Exception {
    assumeTrue(Files.isDirectory(REAL), REAL + " is absent");
    Workspace workspace = new Workspace("sinkreal", directory);
    String path = "/user/hdfs/sinkreal";
    JsonNode answers =
        new ObjectMapper()
            .readTree(REAL.resolve("current_weather_26_polish_cities_2024-12-11.json").toFile());
    try (AlertTopics topics = new AlertTopics("sinkreal", 2)) {
      answers
          .properties()
          .forEach(
              city -> {
                topics.send(topics.stream(), null, city.getValue().toString());
                topics.send(
                    topics.geo(),
                    "PL-" + city.getKey(),
                    "{\"city\":\"%s\",\"country\":\"Poland\",\"current\":%s}"
                        .formatted(city.getKey(), city.getValue()));
              });
      for (String line : Files.readAllLines(REAL.resolve("exercise7_alerts_France_Paris.jsonl"))) {
        topics.send(topics.stream(), null, line);
      }
      topics.flush();
      sink(workspace, topics, path);
      AlertTree tree = AlertTree.at(path);
      tree.holdsOnce(topics.coordinates());
      // Named as of Poland they are there; by their positions two of them are of other countries.
      Map<String, Integer> expected = new TreeMap<>();
      answers
          .fieldNames()
          .forEachRemaining(city -> expected.put("PL/" + city.replace(' ', '-'), 2));
      expected.put("PL/Daugavpils", 1);
      expected.put("LV/Daugavpils", 1);
      expected.put("PL/Landshut", 1);
      expected.put("DE/Landshut", 1);
      expected.put("FR/Paris", 4);
      assertThat(tree.places())
          .containsExactlyElementsOf(
              expected.entrySet().stream()
                  .map(place -> place.getKey() + " " + place.getValue())
                  .toList());
      // 18.8 of a line of the exercise is in the units of its levels; 13.3 km/h are 3.7 m/s.
      assertThat(tree.lines())
          .filteredOn(line -> line.json().path("wind_alert_level").asInt() == 1)
          .hasSize(4)
          .allMatch(line -> line.directory().equals("FR/Paris"));
    }
  }

  @Test
  void hostileNamesStayBelowThePathAndEachHasItsOwnFile() throws Exception {
    Workspace workspace = new Workspace("sinkhostile", directory);
    String path = "/user/hdfs/sinkhostile";
    List<String> names =
        new ArrayList<>(
            List.of(
                "../../etc",
                "a/b",
                "a_b",
                "a\\b",
                "nul\u0000byte",
                "CON",
                "con",
                "dots...",
                "dots..",
                "dots",
                "Zürich",
                "Zurich",
                "ZÜRICH",
                "zürich",
                "New York",
                "New-York",
                "new york",
                ".",
                "..",
                "~",
                "%2e%2e",
                "a\nb",
                "_hidden",
                ".hidden",
                "\u05d9\u05e8",
                "\u202eabc",
                "abc",
                "\ud83c\udf29",
                "\ud83c",
                "*",
                "?",
                "a:b",
                "hdfs://x/y",
                "alerts.json",
                "UNKNOWN"));
    names.add("x".repeat(300));
    names.add("x".repeat(299) + "y");
    names.add("\u6771".repeat(300));
    ObjectMapper json = new ObjectMapper();
    try (AlertTopics topics = new AlertTopics("sinkhostile", 2)) {
      for (String name : names) {
        // Escaped, that a lone surrogate is sent as it is.
        String text = name.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
        for (int i = 0; i < 2; i++) {
          topics.send(
              topics.stream(), null, "{\"city\":\"%s\",\"country\":\"FR\"}".formatted(text));
        }
      }
      topics.flush();
      sink(workspace, topics, path);
      AlertTree tree = AlertTree.at(path);
      tree.holdsOnce(topics.coordinates());
      // Each file has the messages of one name, and each name one file.
      Map<String, Set<String>> sent = new TreeMap<>();
      for (AlertTree.Line line : tree.lines()) {
        assertThat(line.file()).matches("FR/[^/]+/alerts\\.json");
        assertThat(line.directory().getBytes(StandardCharsets.UTF_8).length).isLessThan(259);
        sent.computeIfAbsent(line.directory(), place -> new java.util.TreeSet<>())
            .add(json.writeValueAsString(line.json().path("value").path("city")));
      }
      assertThat(sent).hasSize(names.size());
      assertThat(sent.values()).allMatch(each -> each.size() == 1);
      assertThat(sent).containsKeys("FR/New-York", "FR/abc", "FR/dots");
      assertThat(Shell.run("hdfs", "dfs", "-ls", "/user/hdfs/sinkhostile").ok().out())
          .contains("Found 2 items", "sinkhostile/FR", "sinkhostile/.tributary-sink");
    }
  }

  @Test
  void everyPathGetsEverythingAndNoneIsFilledByTwoGroups() throws Exception {
    Workspace workspace = new Workspace("sinkpaths", directory);
    try (AlertTopics topics = new AlertTopics("sinkpaths", 2)) {
      for (int i = 0; i < 50; i++) {
        topics.send(topics.stream(), null, "{\"city\":\"Paris\",\"country\":\"FR\"}");
      }
      topics.flush();
      // Of the replaced system: its options in the environment, but for the topics.
      Path local = directory.resolve("local");
      workspace
          .run(
              Map.of(
                  "KAFKA_GROUP_ID",
                  "sinkpaths",
                  "HDFS_BASE_PATH",
                  "/user/hdfs/sinkpaths",
                  "HDFS_BATCH_SIZE",
                  "7",
                  "HDFS_FLUSH_INTERVAL",
                  "1",
                  "KAFKA_AUTO_OFFSET_RESET",
                  "earliest",
                  "MAX_POLL_RECORDS",
                  "10",
                  "CONSUMER_TIMEOUT_MS",
                  "100"),
              "sink",
              "--topics",
              topics.both(),
              "--until-end")
          .ok();
      workspace
          .run(
              Map.of("LC_ALL", "C.UTF-8"),
              "sink",
              topics.sink("file:" + local, "--until-end").toArray(new String[0]))
          .ok();
      AlertTree.at("/user/hdfs/sinkpaths").holdsOnce(topics.coordinates());
      AlertTree.at("file:" + local).holdsOnce(topics.coordinates());
      assertThat(workspace.sql("SELECT kafka_group ~ 'sinkpaths-' FROM tributary.sink ORDER BY id"))
          .containsExactly("f", "t");
      Shell.Result other =
          workspace.run(
              "sink",
              "--topics",
              topics.both(),
              "--hdfs-path",
              "/user/hdfs/sinkpaths",
              "--until-end",
              "-Dtributary.sink.group.id=another");
      assertThat(other.exitCode()).isEqualTo(1);
      assertThat(other.said().get(0))
          .contains("is filled by group 'sinkpaths', and a path has one group");
    }
  }

  @Test
  void filesOfOthersAreKeptAndMissingOnesAreTold() throws Exception {
    Workspace workspace = new Workspace("sinkforeign", directory);
    String path = "/user/hdfs/sinkforeign";
    Path before = Files.writeString(directory.resolve("alerts.json"), "{\"from\":\"before\"}\n");
    Shell.run("hdfs", "dfs", "-mkdir", "-p", path + "/FR/Paris").ok();
    Shell.run("hdfs", "dfs", "-put", before.toString(), path + "/FR/Paris/").ok();
    try (AlertTopics topics = new AlertTopics("sinkforeign", 1)) {
      topics.send(topics.stream(), null, "{\"city\":\"Paris\",\"country\":\"FR\"}");
      topics.flush();
      sink(workspace, topics, path);
      assertThat(Shell.run("hdfs", "dfs", "-cat", path + "/FR/Paris/.alerts-before-*").ok().out())
          .isEqualTo("{\"from\":\"before\"}\n");
      assertThat(Shell.run("hdfs", "dfs", "-cat", path + "/FR/Paris/alerts.json").ok().out())
          .contains("\"kafka_offset\":0");

      Shell.run("hdfs", "dfs", "-rm", "-skipTrash", path + "/FR/Paris/alerts.json").ok();
      topics.send(topics.stream(), null, "{\"city\":\"Paris\",\"country\":\"FR\"}");
      topics.flush();
      Shell.Result told =
          workspace.run("sink", topics.sink(path, "--until-end").toArray(new String[0]));
      assertThat(told.exitCode()).isEqualTo(1);
      assertThat(told.said().get(0))
          .contains("FR/Paris/alerts.json is gone, and ")
          .contains("bring it back, or pass --accept-missing to go on without");
      sink(workspace, topics, path, "--accept-missing");
      assertThat(Shell.run("hdfs", "dfs", "-cat", path + "/FR/Paris/alerts.json").ok().out())
          .contains("\"kafka_offset\":1");
      assertThat(workspace.sql("SELECT state, messages FROM tributary.sink_file ORDER BY state"))
          .containsExactly("missing|1", "open|1");
    }
  }

  @Test
  void badOptionsAreToldInOneLine() throws Exception {
    Workspace workspace = new Workspace("sinkusage", directory);
    assertThat(workspace.run("sink", "--topics", "nowhere", "--hdfs-path", "/x").said().get(0))
        .matches("sink: topic 'nowhere' does not exist on .*; send to it .*--create-topics");
    Shell.Result usage = workspace.run("sink", "--hdfs-path", "/x");
    assertThat(usage.exitCode()).isEqualTo(2);
    assertThat(usage.said().get(0)).isEqualTo("sink: --topics is missing");
    assertThat(
            workspace
                .run("sink", "--topics", "a", "--hdfs-path", "/x", "--max-file-size", "big")
                .said()
                .get(0))
        .isEqualTo("sink: --max-file-size 'big' is not a size such as 4096, 64KB or 100MB");
  }

  private static Shell.Result sink(
      Workspace workspace, AlertTopics topics, String path, String... more) {
    List<String> arguments = new ArrayList<>(topics.sink(path, "--until-end"));
    arguments.addAll(List.of(more));
    return workspace.run("sink", arguments.toArray(new String[0])).ok();
  }
}
