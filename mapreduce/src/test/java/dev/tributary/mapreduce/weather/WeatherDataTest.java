package dev.tributary.mapreduce.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.record.SetHash;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.table.Table;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.mapreduce.build.TableJob;
import dev.tributary.mapreduce.job.JobOutput;
import dev.tributary.mapreduce.job.JobReport;
import dev.tributary.mapreduce.table.Layout;
import dev.tributary.mapreduce.table.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.cli.DefaultParser;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows as DuckDB reads them from the files. */
final class WeatherDataTest {

  private static final UUID TOPIC = UUID.fromString("6f1c0b4e-6d1f-4f57-9a53-0f9f3b1f7c11");

  @TempDir private Path directory;
  private final Configuration conf = new Configuration();
  private final List<Path> files = new ArrayList<>();
  private int outputs;

  @BeforeEach
  void begin() {
    conf.set("fs.defaultFS", "file:///");
    conf.set("mapreduce.framework.name", "local");
    conf.set("hadoop.tmp.dir", directory.resolve("hadoop").toString());
    conf.setInt("mapreduce.client.progressmonitor.pollinterval", 20);
  }

  @Test
  void aRowIsALineWithTheMessageAsItStandsThere() throws Exception {
    String message = "{\"city\": \"Goiânia\", \"weather\": {\"temp\": 1.50, \"big\": 1E+2}}";
    file("dt=2025-05-30/weather_1.json", line(7, message));
    JobReport report = run();
    assertThat(rows("dt=2025-05-30"))
        .containsExactly(
            "2025-05-30 06:22:06|0|7|" + message + "|2025-05-30 04:25:00.12|part-00000.parquet");
    assertThat(report.records()).isEqualTo(1);
    assertThat(report.unreadable()).isZero();
    assertThat(report.read()).isEqualTo(SetHash.of(TOPIC, 0, 7));
    assertThat(report.files())
        .extracting(OutputFile::dt, OutputFile::rows)
        .containsExactly(tuple("2025-05-30", 1L));
  }

  /** Rewritten partitions lie in v2 and on, so the paths alone are not in the order of dt. */
  @Test
  void rowsComeInTheOrderOfTheFilesNamesAndOfTheirLines() throws Exception {
    file("v2/dt=2025-05-29/weather_9.json", line(1, "{}"));
    file("dt=2025-05-30/weather_2.json", line(4, "{}") + line(3, "{}"));
    file("dt=2025-05-30/weather_1.json", line(9, "{}") + line(2, "{}"));
    file("dt=2025-05-31/weather_1.json", line(5, "{}"));
    run();
    assertThat(offsets("dt=2025-05-29")).containsExactly("1");
    assertThat(offsets("dt=2025-05-30")).containsExactly("9", "2", "4", "3");
    assertThat(offsets("dt=2025-05-31")).containsExactly("5");

    Collections.reverse(files);
    run();
    for (String dt : List.of("dt=2025-05-29", "dt=2025-05-30", "dt=2025-05-31")) {
      assertThat(output(2).resolve(dt).resolve("part-00000.parquet"))
          .hasSameBinaryContentAs(output(1).resolve(dt).resolve("part-00000.parquet"));
    }
  }

  @Test
  void filesThatAreTooMuchForOneMapperArePartedBetweenThem() throws Exception {
    for (int file = 0; file < 6; file++) {
      file("dt=2025-05-3%d/weather_%d.json".formatted(file / 3, file), line(file, "{}"));
    }
    long two = 2 * Files.size(files.get(0));
    conf.setLong("mapreduce.input.fileinputformat.split.maxsize", two);
    JobReport report = run();
    assertThat(report.files()).extracting(OutputFile::dt).hasSize(4);
    assertThat(rows("dt=2025-05-30")).hasSize(3);
    assertThat(rows("dt=2025-05-31")).hasSize(3);
    assertThat(report.records()).isEqualTo(6);
  }

  @Test
  void whatIsNoExportedLineIsLeftOutAndCounted() throws Exception {
    file("dt=2025-05-30/weather_1.json", "{\"bare\":1}\n" + line(2, "{}"));
    file("elsewhere/weather_1.json", line(3, "{}"));
    JobReport report = run();
    assertThat(report.records()).isEqualTo(3);
    assertThat(report.unreadable()).isEqualTo(2);
    assertThat(report.read().count()).isEqualTo(2);
    assertThat(report.examples())
        .extracting(example -> example.toString().replaceFirst("^.*/input/", ""))
        .containsExactly(
            "dt=2025-05-30/weather_1.json byte 0: not an exported line: it has no object as value",
            "elsewhere/weather_1.json byte 0: its file lies in no directory dt=YYYY-MM-DD");
  }

  @Test
  void pathsAreAUsageError() throws Exception {
    WeatherData verb = new WeatherData(conf);
    Arguments arguments =
        new Arguments(new DefaultParser().parse(verb.options(), new String[] {"/in", "/out"}));
    assertThatThrownBy(() -> verb.run(arguments, null))
        .isInstanceOf(UsageException.class)
        .hasMessage("it takes no paths: it reads what the ledger lists, not '/in /out'");
  }

  private static String line(long offset, String message) {
    return """
        {"topic":"weather-api","topic_id":"%s","kafka_partition":0,"kafka_offset":%d,\
        "event_time":"2025-05-30 06:22:06","ingestion_time":"2025-05-30 04:25:00.120","value":%s}
        """
        .formatted(TOPIC, offset, message);
  }

  private void file(String name, String content) throws IOException {
    Path file = directory.resolve("input").resolve(name);
    Files.createDirectories(file.getParent());
    files.add(Files.writeString(file, content));
  }

  private List<String> offsets(String dt) throws SQLException {
    return rows(dt).stream().map(row -> row.split("\\|", -1)[2]).toList();
  }

  private JobReport run() throws Exception {
    MessageTable table = new MessageTable("WeatherData");
    return table.run(
        new TableJob(
            conf,
            Catalog.load(Optional.empty()).dataset("weapons"),
            List.of(),
            files.stream().map(file -> new org.apache.hadoop.fs.Path(file.toUri())).toList(),
            List.of(),
            new JobOutput(
                new org.apache.hadoop.fs.Path(output(++outputs).toUri()),
                Table.Format.PARQUET,
                Layout.BY_DT)));
  }

  private Path output(int number) {
    return directory.resolve("output-" + number);
  }

  /** The rows of a partition, file by file, as they stand in them. */
  private List<String> rows(String dt) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows =
            duck.createStatement()
                .executeQuery(
                    """
                    SELECT concat_ws('|', event_time, kafka_partition, kafka_offset, value,
                      ingestion_time, parse_filename(filename))
                    FROM read_parquet('%s/%s/*.parquet', filename = true,
                      hive_partitioning = false)"""
                        .formatted(output(outputs), dt))) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    }
  }
}
