package dev.tributary.cli.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.lineage.Lineage;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.lineage.Volume;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.Table;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of runs, in a file. */
final class JournalTest {

  private static final Dataset WATER = Catalog.load(Optional.empty()).dataset("water");
  private static final Table YEARS =
      new Table(
          "water_site_year",
          "",
          List.of(new Column("mean", ColumnType.Scalar.DOUBLE, "in the parameter's unit")),
          true,
          Table.Format.TEXT);

  @TempDir private Path directory;

  private final Stage stage = new Stage();
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("made/events.json");
    stage.values.put("tributary.lineage.file", file.toString());
  }

  @Test
  void aRunHasAStartAndAnEndThatFindItByItsName() {
    try (Journal journal = stage.journal("land")) {
      journal.begins(land());
      journal.writes(Location.landing(WATER.feed()), Volume.ofRows(40));
      stage.pass(Duration.ofSeconds(7));
      journal.writes(Location.landing(WATER.feed()), Volume.ofRows(2));
      journal.ended(0, "landed 42 rows", Optional.empty());
    }
    Events events = Events.in(file);
    assertThat(events.order()).containsExactly("START land.water", "COMPLETE land.water");
    JsonNode start = events.all().get(0);
    JsonNode end = events.all().get(1);
    assertThat(start.get("eventTime").asText()).isEqualTo("2026-11-30T04:00:00Z");
    assertThat(end.get("eventTime").asText()).isEqualTo("2026-11-30T04:00:07Z");
    String id =
        UUID.nameUUIDFromBytes("20261130T040000-0a1b2c3d".getBytes(StandardCharsets.UTF_8))
            .toString();
    assertThat(start.at("/run/runId").asText()).isEqualTo(id);
    assertThat(end.at("/run/runId").asText()).isEqualTo(id);
    assertThat(end.at("/job/namespace").asText()).isEqualTo("tributary");
    assertThat(end.at("/job/facets/jobType/processingType").asText()).isEqualTo("BATCH");
    assertThat(end.at("/job/facets/jobType/integration").asText()).isEqualTo("TRIBUTARY");
    JsonNode own = end.at("/run/facets/tributary_run");
    assertThat(own.get("run").asText()).isEqualTo("20261130T040000-0a1b2c3d");
    assertThat(own.get("exitCode").asInt()).isZero();
    assertThat(own.get("message").asText()).isEqualTo("landed 42 rows");
    assertThat(own.get("_schemaURL").asText()).isEqualTo("urn:tributary:facet:run:1");
    assertThat(end.at("/run/facets/processing_engine/name").asText()).isEqualTo("tributary");
    assertThat(end.at("/run/facets/processing_engine/version").asText()).matches("\\d.*");
    for (JsonNode event : events.all()) {
      assertThat(Events.datasets(event, "inputs")).containsExactly("kafka://k1:9092 water-quality");
      assertThat(Events.datasets(event, "outputs"))
          .containsExactly("postgres://pg:5432 lake.public.water_quality");
    }
    assertThat(start.at("/outputs/0/outputFacets").isMissingNode()).isTrue();
    assertThat(end.at("/outputs/0/outputFacets/outputStatistics/rowCount").asInt()).isEqualTo(42);
    assertThat(end.at("/outputs/0/facets/schema/fields"))
        .anyMatch(
            field ->
                field.get("name").asText().equals("ph_lab")
                    && field.get("type").asText().equals("double precision"));
  }

  /** The names of the naming specification, with what Tributary has to put into them. */
  @Test
  void locationsAreCalledWhatOthersCallThem() {
    stage.values.put("tributary.lineage.namespace", "lakes");
    try (Journal journal = stage.journal("x")) {
      journal.begins(
          Movement.of("y")
              .from(Location.web("https://key:pass@api.example.org:8443/v1/now?appid=abc"))
              .from(Location.web("https://api.example.org"))
              .from(Location.file(Path.of("/data/a file.csv")))
              .from(Location.path("hdfs://other:9000/in/"))
              .from(Location.path("s3a://bucket/in/x"))
              .from(Location.path("mine"))
              .to(Location.relation("tributary.quarantine"))
              .to(Location.exported(WATER.feed()))
              .to(Location.versions(WATER, YEARS))
              .to(Location.hive(WATER, YEARS))
              .to(Location.warehouse("water_dw", YEARS)));
      journal.writes(Location.versions(WATER, YEARS), Volume.ofRows(3).inBytes(99).asVersion(7));
      journal.ended(0, "", Optional.empty());
    }
    JsonNode end = Events.in(file).the("COMPLETE", "x.y");
    assertThat(end.at("/job/namespace").asText()).isEqualTo("lakes");
    assertThat(Events.datasets(end, "inputs"))
        .containsExactly(
            "https://api.example.org:8443 /v1/now",
            "https://api.example.org /",
            "file /data/a%20file.csv",
            "hdfs://other:9000 /in",
            "s3://bucket in/x",
            "hdfs://nn:8020 /user/%s/mine".formatted(System.getProperty("user.name")));
    assertThat(Events.datasets(end, "outputs"))
        .containsExactly(
            "postgres://pg:5432 lake.tributary.quarantine",
            "hdfs://nn:8020 /user/hdfs/water",
            "hdfs://nn:8020 /user/hdfs/water/tables/water_site_year",
            "hive://meta:9083 tributary.water_site_year",
            "postgres://pg:5432 lake.water_dw.water_site_year");
    JsonNode table = end.at("/outputs/2");
    assertThat(table.at("/facets/version/datasetVersion").asText()).isEqualTo("7");
    assertThat(table.at("/outputFacets/outputStatistics/size").asInt()).isEqualTo(99);
    assertThat(table.at("/facets/schema/fields/0/type").asText()).isEqualTo("double");
    assertThat(table.at("/facets/schema/fields/0/description").asText())
        .isEqualTo("in the parameter's unit");
    JsonNode link = end.at("/outputs/3/facets/symlinks/identifiers/0");
    assertThat(link.get("type").asText()).isEqualTo("LOCATION");
    assertThat(link.get("namespace").asText()).isEqualTo("hdfs://nn:8020");
    assertThat(link.get("name").asText()).isEqualTo("/user/hdfs/water/tables/water_site_year");
  }

  @Test
  void aStepIsARunOfItsOwnBelowThePipeline() {
    try (Journal journal = stage.journal("pipeline")) {
      journal.begins(Movement.of("water"));
      Lineage.Step landing = journal.step("land");
      journal.begins(land());
      landing.ended(0, "landed");
      Lineage.Step looking = journal.step("look");
      looking.ended(0, "looked");
      Lineage.Step export = journal.step("export");
      journal.begins(Movement.of("water").to(Location.exported(WATER.feed())));
      export.failed(new TributaryException("no HDFS"));
      journal.ended(1, "export: no HDFS", Optional.of(new TributaryException("export: no HDFS")));
    }
    Events events = Events.in(file);
    assertThat(events.order())
        .containsExactly(
            "START pipeline.water",
            "START land.water",
            "COMPLETE land.water",
            "START export.water",
            "FAIL export.water",
            "FAIL pipeline.water");
    JsonNode pipeline = events.the("START", "pipeline.water");
    assertThat(pipeline.at("/job/facets/jobType/jobType").asText()).isEqualTo("PIPELINE");
    assertThat(pipeline.at("/run/facets/parent").isMissingNode()).isTrue();
    JsonNode land = events.the("COMPLETE", "land.water");
    JsonNode parent = land.at("/run/facets/parent");
    assertThat(parent.at("/run/runId")).isEqualTo(pipeline.at("/run/runId"));
    assertThat(parent.at("/job/name").asText()).isEqualTo("pipeline.water");
    assertThat(parent.at("/root/run/runId")).isEqualTo(pipeline.at("/run/runId"));
    assertThat(land.at("/run/runId").asText())
        .isEqualTo(
            UUID.nameUUIDFromBytes("20261130T040000-0a1b2c3d/land".getBytes(StandardCharsets.UTF_8))
                .toString());
    assertThat(events.the("FAIL", "export.water").at("/run/facets/errorMessage/message").asText())
        .isEqualTo("no HDFS");
  }

  @Test
  void aFailureIsTracedIfNobodyThoughtOfIt() {
    assertThat(failed(new IllegalStateException("why?")).get("stackTrace").asText())
        .contains("IllegalStateException: why?", "JournalTest");
    assertThat(failed(new TributaryException("known")).has("stackTrace")).isFalse();
    assertThat(failed(new IOException("known")).has("stackTrace")).isFalse();
  }

  private JsonNode failed(Exception failure) {
    Path own = directory.resolve(failure.getClass().getSimpleName());
    stage.values.put("tributary.lineage.file", own.toString());
    try (Journal journal = stage.journal("land")) {
      journal.begins(land());
      journal.ended(1, "land: it broke", Optional.of(failure));
    }
    JsonNode end = Events.in(own).the("FAIL", "land.water");
    assertThat(Events.datasets(end, "inputs")).containsExactly("kafka://k1:9092 water-quality");
    assertThat(end.at("/run/facets/tributary_run/exitCode").asInt()).isEqualTo(1);
    JsonNode error = end.at("/run/facets/errorMessage");
    assertThat(error.get("message").asText()).isEqualTo("land: it broke");
    assertThat(error.get("programmingLanguage").asText()).isEqualTo("JAVA");
    return error;
  }

  @Test
  void anEndThatIsNotGoodIsAFailureWithoutAnException() {
    try (Journal journal = stage.journal("land")) {
      journal.begins(land());
      journal.ended(1, "half of it is in quarantine", Optional.empty());
    }
    assertThat(
            Events.in(file)
                .the("FAIL", "land.water")
                .at("/run/facets/errorMessage/message")
                .asText())
        .isEqualTo("half of it is in quarantine");
  }

  @Test
  void whatIsBrokenOffIsAborted() {
    try (Journal journal = stage.journal("land")) {
      journal.begins(land());
      journal.ended(
          1,
          "interrupted",
          Optional.of(new TributaryException("land: interrupted", new InterruptedException())));
      Thread.currentThread().interrupt();
    }
    assertThat(Thread.interrupted()).as("its own interruption is kept").isTrue();
    assertThat(Events.in(file).order()).containsExactly("START land.water", "ABORT land.water");
  }

  @Test
  void aProcessThatIsToldToEndAbortsTheStepAndThePipeline() {
    try (Journal journal = stage.journal("pipeline")) {
      journal.begins(Movement.of("water"));
      Lineage.Step step = journal.step("land");
      journal.begins(land());
      journal.abort();
      step.failed(new IOException("Filesystem closed"));
      journal.ended(1, "land: Filesystem closed", Optional.of(new IOException()));
    }
    assertThat(Events.in(file).order())
        .containsExactly(
            "START pipeline.water", "START land.water", "ABORT land.water", "ABORT pipeline.water");
  }

  @Test
  void aServiceShowsThatItGrowsAndThatItLives() {
    try (Journal journal = stage.journal("sink")) {
      journal.begins(
          Movement.of("/alerts")
              .from(Location.topic("a"))
              .to(Location.path("/alerts"))
              .lasting(true));
      journal.writes(Location.path("/alerts"), Volume.ofRows(1).inBytes(10));
      stage.pass(Duration.ofMinutes(9));
      journal.writes(Location.path("/alerts"), Volume.ofRows(1).inBytes(10));
      journal.reads(Location.topic("b"));
      journal.reads(Location.topic("b"));
      stage.pass(Duration.ofMinutes(10));
      journal.writes(Location.path("/alerts"), Volume.ofRows(1).inBytes(10));
      journal.ended(0, "ended as asked", Optional.empty());
    }
    Events events = Events.in(file);
    assertThat(events.order())
        .containsExactly(
            "START sink./alerts",
            "RUNNING sink./alerts",
            "RUNNING sink./alerts",
            "COMPLETE sink./alerts");
    List<JsonNode> all = events.all();
    assertThat(all.get(0).at("/job/facets/jobType/processingType").asText()).isEqualTo("STREAMING");
    assertThat(Events.datasets(all.get(1), "inputs"))
        .containsExactly("kafka://k1:9092 a", "kafka://k1:9092 b");
    assertThat(all.get(2).at("/outputs/0/outputFacets/outputStatistics/rowCount").asInt())
        .isEqualTo(3);
  }

  @Test
  void aVerbWithinAVerbAddsToIt() {
    try (Journal journal = stage.journal("restore")) {
      journal.begins(Movement.of("water_site_year"));
      journal.reads(Location.path(WATER.directory("water_site_year")));
      journal.reads(Location.versions(WATER, YEARS)); // the same, with its columns
      journal.begins(Movement.of("water").to(Location.warehouse("water_dw", YEARS)));
      journal.ended(0, "", Optional.empty());
    }
    Events events = Events.in(file);
    assertThat(events.order())
        .containsExactly("START restore.water_site_year", "COMPLETE restore.water_site_year");
    JsonNode end = events.all().get(1);
    assertThat(Events.datasets(end, "inputs")).hasSize(1);
    assertThat(end.at("/inputs/0/facets/schema/fields")).hasSize(2);
    assertThat(Events.datasets(end, "outputs")).hasSize(1);
  }

  @Test
  void nothingIsToldOfARunThatMovesNothing() {
    try (Journal journal = stage.journal("versions")) {
      journal.ended(0, "3 versions", Optional.empty());
    }
    assertThat(file.getParent()).doesNotExist();
  }

  @Test
  void aFileThatCannotBeWrittenIsOneLine() throws Exception {
    Path notADirectory = Files.createFile(directory.resolve("plain"));
    stage.values.put("tributary.lineage.file", notADirectory.resolve("events").toString());
    try (LogLines log = new LogLines()) {
      try (Journal journal = stage.journal("land")) {
        journal.begins(land());
        journal.ended(0, "landed", Optional.empty());
      }
      assertThat(log.of(Courier.class))
          .singleElement()
          .asString()
          .startsWith(
              "lineage run=20261130T040000-0a1b2c3d lost=2 of=2 to=%s/events: "
                  .formatted(notADirectory))
          .endsWith("Not a directory");
    }
  }

  /** Neither its classes nor a thread: off is off. */
  @Test
  void whereNothingIsSetOpenLineageIsNotLoaded() throws Exception {
    stage.values.remove("tributary.lineage.file");
    try (URLClassLoader loader = withoutOpenLineage()) {
      Class<?> journal = loader.loadClass(Journal.class.getName());
      AutoCloseable made =
          (AutoCloseable)
              journal.getConstructors()[0].newInstance(
                  "land",
                  Stage.RUN,
                  stage.settings(),
                  new Configuration(false),
                  dev.tributary.catalog.verb.Failures.FINAL,
                  java.time.Clock.systemUTC());
      assertThat(made.getClass().getClassLoader()).isSameAs(loader);
      ((Lineage) made).begins(land());
      ((Lineage) made).writes(Location.landing(WATER.feed()), Volume.ofRows(1));
      ((Lineage) made).step("export").ended(0, "");
      journal
          .getMethod("ended", int.class, String.class, Optional.class)
          .invoke(made, 0, "landed", Optional.empty());
      made.close();
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("lineage"));
  }

  /** Has the package's classes of its own, and none that begins as OpenLineage's do. */
  private static URLClassLoader withoutOpenLineage() {
    URL classes = Journal.class.getProtectionDomain().getCodeSource().getLocation();
    return new URLClassLoader(new URL[] {classes}, JournalTest.class.getClassLoader()) {
      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("io.openlineage") || name.startsWith("org.apache.hc")) {
          throw new ClassNotFoundException(name);
        }
        if (!name.startsWith("dev.tributary.cli.lineage.")) {
          return super.loadClass(name, resolve);
        }
        Class<?> known = findLoadedClass(name);
        return known == null ? findClass(name) : known;
      }
    };
  }

  private static Movement land() {
    return Movement.of("water")
        .from(Location.topics(WATER.feed()))
        .to(Stream.of(WATER.feed()).map(Location::landing).toList());
  }
}
