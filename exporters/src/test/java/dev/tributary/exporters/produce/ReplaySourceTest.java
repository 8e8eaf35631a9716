package dev.tributary.exporters.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Setting;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.DefaultParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The replay from its command line on, as far as it goes without a broker. */
final class ReplaySourceTest {

  private static final String WEATHER =
      "{\"weather\":[],\"main\":{\"temp\":4.0},\"dt\":1727335125,\"sys\":{\"country\":\"FR\"},"
          + "\"name\":\"Paris\"}\n";

  private static final String AIR =
      "{\"list\":[{\"main\":{\"aqi\":3},\"components\":{\"co\":1},\"dt\":1748578983}]}\n";

  @TempDir private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** As much of the dataset as produce looks at. */
  @BeforeEach
  void declare() throws Exception {
    Path catalog = Files.createDirectory(directory.resolve("catalog"));
    Files.writeString(
        catalog.resolve("weather.yaml"),
        """
        name: weather
        topics:
          weather-api: {partitions: 3, key: [country, city]}
        schema: weather.schema.json
        identity: [country, city]
        event_time: {field: observed_at}
        partition: {dt: day}
        landing: {table: weather}
        hdfs: {path: /user/hdfs/weather, file: weather}
        """);
    Files.writeString(
        catalog.resolve("weather.schema.json"),
        """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "Weather",
          "type": "object",
          "required": ["city", "country", "observed_at"],
          "properties": {
            "city": {"type": "string"},
            "country": {"type": "string"},
            "observed_at": {"type": "string", "format": "date-time"}
          }
        }
        """);
  }

  @Test
  void filesArePrintedInTheirOrder() throws Exception {
    Outcome outcome =
        dryRun(
            "--units",
            "Metric",
            "--place",
            "Washington, D.C., US",
            "--zone",
            "America/New_York",
            file("b.json", AIR),
            file("a.json", WEATHER));
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.message()).isEqualTo("printed 2 messages of 2 files");
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            air ->
                assertThat(air)
                    .startsWith("{\"city\":\"Washington, D.C.\",\"country\":\"US\",")
                    .contains("\"utc_offset_seconds\":-14400,\"units\":\"metric\","),
            weather -> assertThat(weather).startsWith("{\"city\":\"Paris\",\"country\":\"FR\","));
  }

  @Test
  void whatIsRefusedIsToldAndKeepsNothingElse() throws Exception {
    Outcome outcome =
        dryRun(
            "--units",
            "metric",
            file("air.json", AIR.repeat(7)),
            file("cut.json", "[" + WEATHER),
            file("a.json", WEATHER + "{\"cod\":\"404\",\"message\":\"city not found\"}"));
    assertThat(outcome.exitCode()).isEqualTo(1);
    String pass = ": names no place; pass --place \"City,CC\" to say where it is of; ";
    assertThat(outcome.message())
        .startsWith(
            "printed 1 messages of 2 files; 8 records refused: air.json line 1"
                + pass
                + "air.json line 2"
                + pass)
        .contains("air.json line 5")
        .doesNotContain("air.json line 6")
        .contains("; …; failed: file 'cut.json' is no JSON from line ")
        .endsWith("; nothing of it was sent");
    assertThat(outcome.facts())
        .containsEntry("files", 2)
        .containsEntry("printed", 1L)
        .containsEntry("refused", 8L);
  }

  @Test
  void errorsAloneAreAFailure() throws Exception {
    Outcome outcome =
        dryRun("--units", "metric", file("e.json", "{\"cod\":401,\"message\":\"Invalid key\"}"));
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.message())
        .isEqualTo(
            "printed 0 messages of 1 files; 1 records refused: e.json line 1: the API says 401: Invalid key");
  }

  @Test
  void nothingIsPrintedBeforeEveryFileWasRead() throws Exception {
    String message = print(WEATHER);
    String whole = file("whole.json", message);
    assertThat(dryRun(whole).exitCode()).isZero();
    out.reset();
    assertUsage("--units is missing: ", whole, file("a.json", WEATHER));
    assertThat(out.size()).isZero();
    assertThatThrownBy(() -> dryRun(whole, directory.resolve("none.json").toString()))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("none.json' does not exist");
    assertThat(out.size()).isZero();
  }

  @Test
  void whatIsNoPlaceZoneOrUnitIsBadUsage() throws Exception {
    String file = file("a.json", WEATHER);
    for (String place : List.of("Yokohama", "Yokohama,jp", "Yokohama,Japan", ",JP", "", " ,JP")) {
      assertUsage(
          "--place '" + place + "' is no city and country such as Yokohama,JP: ",
          "--place",
          place,
          file);
    }
    for (String zone : List.of("Tokyo", "", "+99:00", "Asia/")) {
      assertUsage(
          "--zone '" + zone + "' is no time zone such as Asia/Tokyo or +09:00",
          "--zone",
          zone,
          file);
    }
    assertUsage(
        "--units 'kelvin' is not one of metric, standard, imperial", "--units", "kelvin", file);
    assertUsage("name one FILE or more", "--units", "metric");
    assertUsage(
        "dataset 'water' is not one of weather: its messages' key is not country and city",
        "--dataset",
        "water",
        file);
    assertUsage("--sheet is not for --source replay", "--sheet", "1", file);
  }

  private void assertUsage(String message, String... arguments) {
    assertThatThrownBy(() -> dryRun(arguments))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message);
  }

  private String print(String record) throws Exception {
    dryRun("--units", "imperial", file("record.json", record));
    String printed = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return printed;
  }

  private Outcome dryRun(String... arguments) throws Exception {
    Produce produce = new Produce();
    List<String> line = new ArrayList<>(List.of("--source", "replay", "--dry-run"));
    line.addAll(List.of(arguments));
    try (Run run =
        new Run(
            new RunId("test"),
            "produce",
            String.join(" ", line),
            settings(),
            new PrintStream(out, true, StandardCharsets.UTF_8))) {
      return produce.run(
          new Arguments(new DefaultParser().parse(produce.options(), line.toArray(String[]::new))),
          run);
    }
  }

  private Settings settings() {
    return new Settings() {
      @Override
      public Optional<String> text(Setting<?> setting) {
        return Stream.of(directory.resolve("catalog").toString())
            .filter(path -> setting.equals(Settings.CATALOG_DIR))
            .findFirst();
      }
    };
  }

  private String file(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text).toString();
  }
}
