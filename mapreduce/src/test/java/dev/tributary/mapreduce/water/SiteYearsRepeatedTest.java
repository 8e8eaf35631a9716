package dev.tributary.mapreduce.water;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.record.SetHash;
import dev.tributary.catalog.record.ShortestDecimal;
import dev.tributary.catalog.table.Table;
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
import java.util.Random;
import java.util.StringJoiner;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same samples, however they come, give the same bytes. */
class SiteYearsRepeatedTest {

  private static final UUID TOPIC = UUID.fromString("6f1c0b4e-6d1f-4f57-9a53-0f9f3b1f7c11");
  private static final int SAMPLES = 3000;

  @TempDir private Path directory;
  private final List<String> lines = new ArrayList<>();
  private SetHash coordinates = SetHash.EMPTY;
  private Workplace work;
  private Workplace.Result once;

  @BeforeEach
  void runOnce() throws Exception {
    work =
        new Workplace(directory).sites("{\"SITE_ID\":\"S1\",\"PROGRAM_ID\":\"P\",\"STATE\":\"X\"}");
    Random random = new Random(20);
    for (int offset = 0; offset < SAMPLES; offset++) {
      // Values over twenty orders of magnitude: a sum of doubles would show its order.
      lines.add(
          """
          {"topic":"water-quality","topic_id":"%s","kafka_partition":2,"kafka_offset":%d,"value":\
          {"SITE_ID":"S%d","PROGRAM_ID":"P","DATE_SMP":"%d-06-03T00:00:00","PH_LAB":%s,"ANC_UEQ_L":%d}}
          """
              .formatted(
                  TOPIC,
                  offset,
                  random.nextInt(4),
                  1980 + random.nextInt(3),
                  random.nextGaussian() * Math.pow(10, random.nextInt(20)),
                  random.nextInt(9)));
      coordinates = coordinates.plus(SetHash.of(TOPIC, 2, offset));
    }
    work.samples(String.join("", lines));
    once = work.text();
    assertThat(once.rows()).hasSize(4 * 3 * 2);
    assertThat(once.report().read()).isEqualTo(coordinates);
  }

  @Test
  void fromSevenFilesInAnotherOrder() throws Exception {
    spreadOverSevenFiles();

    assertSame(work.text());
  }

  @Test
  void fromManySplitsAndMappers() throws Exception {
    work.conf.setLong("mapreduce.input.fileinputformat.split.maxsize", 20_000);
    work.conf.setInt("mapreduce.local.map.tasks.maximum", 4);
    spreadOverSevenFiles();

    assertSame(work.text());
  }

  @Test
  void afterManyRunsOfTheCombiner() throws Exception {
    work.conf.setInt("mapreduce.task.io.sort.mb", 1);
    work.conf.setFloat("mapreduce.map.sort.spill.percent", 0.02f);
    work.conf.setInt("mapreduce.map.combine.minspills", 1);
    work.conf.setInt("mapreduce.task.io.sort.factor", 2);
    work.conf.setLong("mapreduce.input.fileinputformat.split.maxsize", 200_000);

    assertSame(work.text());
  }

  @Test
  void fromSeveralReducersTheSameRows() throws Exception {
    work.conf.setInt("mapreduce.job.reduces", 3);
    Workplace.Result first = work.run(Table.Format.TEXT, Layout.BY_DT);
    spreadOverSevenFiles();
    Workplace.Result second = work.run(Table.Format.TEXT, Layout.BY_DT);

    assertThat(contents(second)).isEqualTo(contents(first));
    assertThat(contents(first).stream().flatMap(String::lines).sorted())
        .isEqualTo(once.rows().stream().sorted().toList());
    assertThat(second.report().files())
        .extracting(file -> file.path().getName())
        .contains("part-00000", "part-00001", "part-00002");
  }

  @Test
  void asParquetTheSameRowsAndTheSameBytes() throws Exception {
    Workplace.Result first = work.run(Table.Format.PARQUET, Layout.BY_DT);
    spreadOverSevenFiles();
    Workplace.Result second = work.run(Table.Format.PARQUET, Layout.BY_DT);

    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      OutputFile file = first.report().files().get(i);
      Path path = Path.of(file.path().toUri());
      assertThat(path.toString()).endsWith("/dt=198" + i + "-01-01/part-00000.parquet");
      assertThat(path)
          .hasSameBinaryContentAs(Path.of(second.report().files().get(i).path().toUri()));
      assertThat(file.bytes()).isEqualTo(Files.size(path));
      List<String> read = parquet(path);
      assertThat(file.rows()).isEqualTo(read.size());
      rows.addAll(read);
    }
    assertThat(rows).isEqualTo(once.rows());
  }

  private void spreadOverSevenFiles() throws IOException {
    List<String> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, new Random(21));
    work.noSamples();
    for (int file = 0; file < 7; file++) {
      int from = SAMPLES * file / 7;
      int until = SAMPLES * (file + 1) / 7;
      Path path = directory.resolve("spread-" + file);
      work.samples(Files.writeString(path, String.join("", shuffled.subList(from, until))));
    }
  }

  private void assertSame(Workplace.Result other) throws IOException {
    assertThat(other.file("part-00000")).isEqualTo(once.file("part-00000"));
    assertThat(other.file("_manifest-00000")).isEqualTo(once.file("_manifest-00000"));
    JobReport report = other.report();
    assertThat(report.read()).isEqualTo(once.report().read());
    assertThat(report.records()).isEqualTo(SAMPLES);
    assertThat(report.unmatched()).isEqualTo(once.report().unmatched()).isPositive();
  }

  private static List<String> contents(Workplace.Result result) throws IOException {
    List<String> contents = new ArrayList<>();
    for (OutputFile file : result.report().files()) {
      contents.add(Files.readString(Path.of(file.path().toUri())));
    }
    return contents;
  }

  /** The rows as text would show them, read by DuckDB. */
  private static List<String> parquet(Path path) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows = duck.createStatement().executeQuery("FROM '" + path + "'")) {
      while (rows.next()) {
        StringJoiner line = new StringJoiner("\t");
        for (int i = 1; i <= 11; i++) {
          Object value = rows.getObject(i);
          line.add(value == null ? "\\N" : text(value));
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  /** DuckDB's driver hands out doubles, which this JDK may print with a digit too many. */
  private static String text(Object value) {
    return value instanceof Double number ? ShortestDecimal.text(number) : value.toString();
  }
}
