package dev.tributary.mapreduce.water;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.table.Layout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job over the whole release of 2022-08-01, every figure beside the one that DuckDB computes
 * straight from the CSV files.
 */
class RealSamplesTest {

  private static final Path WATER = Path.of("../../shared/data/water");
  private static final Path SAMPLES = WATER.resolve("LTM_Data_2022_8_1_fullprecision.csv");
  private static final Path SITES = WATER.resolve("Site_Information_2022_8_1.csv");

  private static final int DATE = 2;
  private static final int DEPTH = 6;
  private static final int FIRST_MEASUREMENT = 8;
  private static final DateTimeFormatter US = DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss");
  private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  @TempDir private Path directory;
  private List<String> columns;

  @Test
  void everyFigureIsThatOfAnIndependentComputation() throws Exception {
    assumeTrue(Files.exists(SAMPLES), () -> "skipped: " + SAMPLES + " is absent");
    Workplace.Result result =
        new Workplace(directory)
            .samples(samplesAsJson())
            .sites(sitesAsJson())
            .parameters(parameters())
            .run(Table.Format.TEXT, Layout.FLAT);

    assertThat(result.report().records()).isEqualTo(38_200);
    assertThat(result.report().bare()).isEqualTo(38_200);
    assertThat(result.report().unmatched()).isZero();
    assertThat(result.report().unreadable()).isZero();
    assertThat(result.rows()).hasSize(79_032);
    Map<String, Expected> expected = expected();
    assertThat(expected).hasSize(79_032);
    for (String line : result.rows()) {
      List<String> row = List.of(line.split("\t", -1));
      expected.remove(String.join("\t", row.subList(0, 5))).check(row);
    }
    assertThat(expected).isEmpty();
  }

  /** A row of DuckDB; the values in the middle as decimals, for a median that is exact. */
  private record Expected(
      long n, double min, double mean, BigDecimal low, BigDecimal high, double max, Double stddev) {

    void check(List<String> row) {
      String of = row.toString();
      assertThat(Long.parseLong(row.get(5))).as(of).isEqualTo(n);
      assertThat(Double.parseDouble(row.get(6))).as(of).isEqualTo(min);
      assertThat(Double.parseDouble(row.get(7)))
          .as(of)
          .isCloseTo(mean, within(1e-12 * Math.max(Math.abs(min), Math.abs(max))));
      assertThat(Double.parseDouble(row.get(8)))
          .as(of)
          .isEqualTo(low.add(high).divide(BigDecimal.valueOf(2)).doubleValue());
      assertThat(Double.parseDouble(row.get(9))).as(of).isEqualTo(max);
      if (stddev == null) {
        assertThat(row.get(10)).as(of).isEqualTo("\\N");
      } else {
        // The rounding errors of DuckDB's own doubles grow with the mean over the deviation.
        double error = 1e-12 * stddev + 1e-14 * Math.max(Math.abs(min), Math.abs(max));
        assertThat(Double.parseDouble(row.get(10))).as(of).isCloseTo(stddev, within(error));
      }
    }
  }

  private Map<String, Expected> expected() throws SQLException {
    Map<String, Expected> all = new HashMap<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows =
            duck.createStatement()
                .executeQuery(
                    """
                    WITH sample AS (
                      FROM read_csv('%s', delim = ';', all_varchar = true, header = true)),
                    site AS (
                      FROM read_csv('%s', delim = ';', all_varchar = true, header = true)),
                    long AS (
                      UNPIVOT (SELECT SITE_ID, PROGRAM_ID, DATE_SMP, %s FROM sample)
                      ON %s INTO NAME parameter VALUE text),
                    value AS (
                      SELECT SITE_ID, PROGRAM_ID, STATE, substr(DATE_SMP, 7, 4) AS year, parameter,
                             replace(text, ',', '.') AS text, replace(text, ',', '.')::DOUBLE AS x
                      FROM long JOIN site USING (SITE_ID, PROGRAM_ID) WHERE text <> ''),
                    sorted AS (
                      SELECT SITE_ID, PROGRAM_ID, STATE, year, parameter, list(text ORDER BY x) AS texts,
                             min(x) AS min, avg(x) AS mean, max(x) AS max, stddev_samp(x) AS stddev
                      FROM value GROUP BY ALL)
                    SELECT concat_ws(chr(9), SITE_ID, PROGRAM_ID, STATE, year, parameter) AS key,
                           len(texts) AS n, min, mean, max, stddev,
                           texts[(len(texts) + 1) // 2] AS low, texts[len(texts) // 2 + 1] AS high
                    FROM sorted
                    """
                        .formatted(
                            SAMPLES,
                            SITES,
                            String.join(", ", parameters()),
                            String.join(", ", parameters())))) {
      while (rows.next()) {
        double stddev = rows.getDouble("stddev");
        Double deviation = rows.wasNull() ? null : stddev;
        all.put(
            rows.getString("key"),
            new Expected(
                rows.getLong("n"),
                rows.getDouble("min"),
                rows.getDouble("mean"),
                new BigDecimal(rows.getString("low")),
                new BigDecimal(rows.getString("high")),
                rows.getDouble("max"),
                deviation));
      }
    }
    return all;
  }

  private List<String> parameters() {
    return columns.stream().filter(name -> isNumber(columns.indexOf(name))).toList();
  }

  private static boolean isNumber(int column) {
    return column == DEPTH || column >= FIRST_MEASUREMENT;
  }

  private Path samplesAsJson() throws IOException {
    Path json = directory.resolve("samples.json");
    ObjectMapper mapper = new ObjectMapper();
    try (BufferedReader lines = Files.newBufferedReader(SAMPLES);
        Writer out = Files.newBufferedWriter(json)) {
      columns = List.of(lines.readLine().split(";", -1));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.write(sample(line.split(";", -1), mapper.createObjectNode()).toString());
        out.write('\n');
      }
    }
    return json;
  }

  private ObjectNode sample(String[] cells, ObjectNode sample) {
    for (int i = 0; i < cells.length; i++) {
      String name = columns.get(i);
      if (i == DATE) {
        sample.put(name, LocalDateTime.parse(cells[i], US).format(ISO));
      } else if (!isNumber(i)) {
        sample.put(name, cells[i]);
      } else if (!cells[i].isEmpty()) {
        sample.put(name, new BigDecimal(cells[i].replace(',', '.')));
      }
    }
    return sample;
  }

  private static String sitesAsJson() throws IOException {
    List<String> lines = Files.readAllLines(SITES);
    List<String> names = Arrays.asList(lines.get(0).split(";", -1));
    StringBuilder json = new StringBuilder();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(";", -1);
      ObjectNode site = new ObjectMapper().createObjectNode();
      for (String name : List.of("SITE_ID", "PROGRAM_ID", "STATE")) {
        site.put(name, cells[names.indexOf(name)]);
      }
      json.append(site).append('\n');
    }
    return json.toString();
  }
}
