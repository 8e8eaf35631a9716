package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tables of the water dataset, each beside what SQL makes of the landed rows themselves. */
@ExtendWith(Stack.class)
final class WaterMetricsIT {

  private static Workspace water;

  @BeforeAll
  static void runIt() {
    water = ShippedSamples.run().water();
  }

  @Test
  void everyTrendEqualsAnIndependentComputation() throws IOException {
    Map<String, String[]> trends =
        rows(
            "SELECT site_id, program_id, state, parameter, first_year, last_year, n_years, s, z, p,"
                + " sen_slope FROM water_site_trend",
            8);
    Map<String, String[]> expected = independent("trend", 8);
    assertThat(expected).hasSize(2_736);
    assertThat(trends.keySet()).isEqualTo(expected.keySet());
    trends.forEach(
        (key, row) -> {
          assertThat(number(row[8])).as(key).isCloseTo(number(expected.get(key)[8]), within(1e-13));
          double p = number(expected.get(key)[9]);
          assertThat(number(row[9])).as(key).isCloseTo(p, within(1e-12 * p));
          // Theirs is of means rounded as decimals, ours of the same rounded as doubles.
          assertThat(number(row[10]))
              .as(key)
              .isCloseTo(number(expected.get(key)[10]), within(1e-9));
        });
  }

  @Test
  void everyClassEqualsAnIndependentComputation() throws IOException {
    Map<String, String[]> classes =
        rows(
            "SELECT site_id, program_id, state, year_from, year_to, class, mean_anc"
                + " FROM water_anc_class",
            6);
    Map<String, String[]> expected = independent("anc", 6);
    assertThat(expected).hasSize(175);
    assertThat(classes.keySet()).isEqualTo(expected.keySet());
    classes.forEach(
        (key, row) ->
            assertThat(number(row[6]))
                .as(key)
                .isCloseTo(number(expected.get(key)[6]), within(1e-10)));
  }

  @Test
  void everyMethodEqualsAnIndependentComputation() throws IOException {
    Map<String, String[]> methods =
        rows(
            "SELECT program_id, parameter, method, start_year, end_year, n, mean"
                + " FROM water_method_summary",
            6);
    Map<String, String[]> expected = independent("methods", 6);
    assertThat(expected).hasSize(272);
    assertThat(methods.keySet()).isEqualTo(expected.keySet());
    methods.forEach(
        (key, row) -> {
          String mean = expected.get(key)[6];
          if (mean.equals("NULL")) {
            assertThat(row[6]).as(key).isEqualTo("NULL");
          } else {
            assertThat(number(row[6])).as(key).isCloseTo(number(mean), within(1e-10));
          }
        });
    assertThat(ShippedSamples.run().pipeline().err())
        .contains("AL_IM, AL_MON, AL_ORG, AL_TD, AL_TL, COLOR_APP, COLOR_TRU, DIC, ORGION, TURB");
  }

  @Test
  void everyBandEqualsAnIndependentComputation() throws IOException {
    List<String> bands =
        water.hive("SELECT program_id, parameter, band, n FROM water_program_parameter");
    assertThat(bands).hasSize(6 * (6 + 6));
    assertThat(bands.stream().filter(row -> !row.endsWith("\t0")))
        .containsExactlyInAnyOrderElementsOf(
            water.sql(sql("bands")).stream().map(row -> row.replace('|', '\t')).toList());
  }

  @Test
  void theWarehouseShowsTheSameRows() {
    for (String table :
        List.of(
            "water_site_year",
            "water_site_trend",
            "water_anc_class",
            "water_method_summary",
            "water_program_parameter")) {
      String columns =
          water
              .sql(
                  """
                  SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)
                  FROM information_schema.columns WHERE table_schema = 'water_dw'
                  AND table_name = '%s' AND column_name <> 'version'"""
                      .formatted(table))
              .get(0);
      List<String> rows =
          water.sql("SELECT %s FROM water_dw.%s WHERE version = 1".formatted(columns, table));
      assertThat(rows.stream().map(row -> canonical(row, "\\|")))
          .as(table)
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(
              water.hive("SELECT %s FROM %s".formatted(columns, table)).stream()
                  .map(row -> canonical(row, "\t"))
                  .toList());
    }
  }

  /** PostgreSQL and Hive write a number in other digits. */
  private static String canonical(String row, String separator) {
    return Arrays.stream(row.split(separator, -1))
        .map(value -> value.equals("null") ? "NULL" : value)
        .map(value -> value.matches("-?\\d[\\d.]*([eE][-+]?\\d+)?") ? "" + number(value) : value)
        .collect(Collectors.joining("|"));
  }

  /** The questions of docs/water.md: each query is followed by the table of its answer. */
  @Test
  void theDocumentedQuestionsHaveTheDocumentedAnswers() throws IOException {
    Matcher questions =
        Pattern.compile(
                "```sql\n(.*?)```\n\n\\|[^\n]*\n\\|[-| ]*\n((?:\\|[^\n]*\n)+)", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/water.md")));
    int asked = 0;
    for (; questions.find(); asked++) {
      List<String> answer =
          questions
              .group(2)
              .lines()
              .map(
                  line ->
                      Arrays.stream(line.strip().replaceAll("^\\||\\|$", "").split("\\|"))
                          .map(String::strip)
                          .collect(Collectors.joining("\t")))
              .toList();
      assertThat(water.hive(questions.group(1).replace('\n', ' ').strip().replaceAll(";$", "")))
          .as(questions.group(1))
          .containsExactlyElementsOf(answer);
    }
    assertThat(asked).isEqualTo(3);
  }

  /** Rows of Hive by their first columns; a double is the same number in other digits. */
  private static Map<String, String[]> rows(String query, int key) {
    return byKey(water.hive(query), "\t", key);
  }

  private static Map<String, String[]> independent(String name, int key) throws IOException {
    return byKey(water.sql(sql(name)), "\\|", key);
  }

  private static Map<String, String[]> byKey(List<String> lines, String separator, int key) {
    return lines.stream()
        .map(line -> line.replace("null", "NULL").split(separator, -1))
        .collect(
            Collectors.toMap(
                row -> String.join("/", Arrays.copyOf(row, key)), Function.identity()));
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  private static String sql(String name) throws IOException {
    try (InputStream in =
        WaterMetricsIT.class.getResourceAsStream("/independent/" + name + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
