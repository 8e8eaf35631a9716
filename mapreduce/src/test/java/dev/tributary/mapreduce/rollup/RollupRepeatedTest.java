package dev.tributary.mapreduce.rollup;

import static dev.tributary.mapreduce.rollup.Field.integer;
import static dev.tributary.mapreduce.rollup.Field.number;
import static dev.tributary.mapreduce.rollup.Field.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.record.ShortestDecimal;
import dev.tributary.catalog.table.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random records against a plain recomputation; and however they come, the same bytes. */
final class RollupRepeatedTest {

  private static final int RECORDS = 2000;
  private static final MathContext DIGITS = new MathContext(60);
  private static final String[] NAMES = {"Fire", "Water", "a:b,c", ""};

  private static final Rollup ROLLUP =
      Rollup.named("r")
          .groupBy(text("kind"), integer("size").withTotal())
          .count("n", "")
          .measure(
              number("v"),
              Measure.MIN,
              Measure.MEAN,
              Measure.MEDIAN,
              Measure.MAX,
              Measure.STDDEV,
              Measure.SUM,
              Measure.NEGATIVE_COUNT)
          .measure(integer("w"), Measure.SUM)
          .frequency("names", "")
          .count(number("v"), "vs", "")
          .mostFrequent("mood", "mood", "")
          .totalOfLast(number("rain"), "hour", "second")
          .latestOf("id")
          .by("at");

  /** A record; -1 for no size, null for no value. */
  private record Sample(
      int id,
      String kind,
      int size,
      BigDecimal v,
      int w,
      List<String> names,
      String mood,
      BigDecimal rain,
      int second) {

    String hour() {
      return "h" + second / 60;
    }

    String json(Random random) {
      List<String> members = new ArrayList<>();
      members.add("\"id\":" + id);
      members.add("\"at\":\"2026\"");
      members.add("\"kind\":\"" + kind + "\"");
      members.add("\"size\":" + (size < 0 ? "null" : "" + size));
      members.add("\"v\":" + v);
      members.add("\"w\":" + w);
      members.add("\"mood\":" + (mood == null ? "null" : "\"" + mood + "\""));
      members.add("\"rain\":" + rain);
      members.add("\"hour\":\"" + hour() + "\"");
      members.add("\"second\":" + second);
      StringJoiner object = new StringJoiner(",", "\"names\":{", "}");
      names.forEach(name -> object.add("\"" + name + "\":1"));
      members.add(object.toString());
      members.add("\"more\":\"" + "é".repeat(random.nextInt(40)) + "\"");
      Collections.shuffle(members, random);
      return "{" + String.join(",", members) + "}";
    }
  }

  @TempDir private Path directory;
  private final Random random = new Random(11);
  private final List<String> lines = new ArrayList<>();
  private RollupRuns runs;
  private String expected;

  @BeforeEach
  void recompute() throws IOException {
    runs = new RollupRuns(directory);
    TreeMap<String, TreeMap<Integer, List<Sample>>> groups = new TreeMap<>();
    for (int id = 0; id < RECORDS; id++) {
      BigDecimal v = random.nextInt(10) == 0 ? null : value();
      List<String> names = Arrays.asList(NAMES).subList(random.nextInt(4), 3 + random.nextInt(2));
      Sample sample =
          new Sample(
              id,
              "k" + random.nextInt(3),
              random.nextInt(4) - 1,
              v,
              random.nextInt(2000),
              names,
              random.nextInt(5) == 0 ? null : NAMES[random.nextInt(4)],
              random.nextInt(5) == 0 ? null : BigDecimal.valueOf(random.nextInt(100), 1),
              random.nextInt(1440));
      lines.add(sample.json(random));
      TreeMap<Integer, List<Sample>> sizes =
          groups.computeIfAbsent(sample.kind(), kind -> new TreeMap<>());
      sizes.computeIfAbsent(-1, all -> new ArrayList<>()).add(sample); // the total
      if (sample.size() >= 0) {
        sizes.computeIfAbsent(sample.size(), size -> new ArrayList<>()).add(sample);
      }
    }
    StringBuilder rows = new StringBuilder();
    groups.forEach(
        (kind, sizes) -> sizes.forEach((size, samples) -> rows.append(row(kind, size, samples))));
    expected = rows.toString();
  }

  /**
   * A value of up to 15 digits, which a double gives back, over twenty orders of magnitude: a sum
   * of doubles would show its order.
   */
  private BigDecimal value() {
    long digits = (long) (random.nextGaussian() * 1e14);
    return new BigDecimal(BigInteger.valueOf(digits), random.nextInt(20));
  }

  private static String row(String kind, int size, List<Sample> samples) {
    List<BigDecimal> values =
        samples.stream().filter(sample -> sample.v() != null).map(Sample::v).sorted().toList();
    BigDecimal n = new BigDecimal(values.size());
    BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal mean = sum.divide(n, DIGITS);
    BigDecimal squares =
        values.stream()
            .map(value -> value.subtract(mean).pow(2))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal median =
        values
            .get((values.size() - 1) / 2)
            .add(values.get(values.size() / 2))
            .divide(BigDecimal.valueOf(2));
    TreeMap<String, Integer> names = new TreeMap<>();
    samples.forEach(sample -> sample.names().forEach(name -> names.merge(name, 1, Integer::sum)));
    StringJoiner map = new StringJoiner(",");
    names.forEach(
        (name, count) -> map.add(name.replace(":", "\\:").replace(",", "\\,") + ":" + count));
    return String.join(
            "\t",
            kind,
            size < 0 ? "\\N" : "" + size,
            "" + samples.size(),
            shown(values.get(0)),
            shown(mean),
            shown(median),
            shown(values.get(values.size() - 1)),
            shown(squares.divide(n.subtract(BigDecimal.ONE), DIGITS).sqrt(DIGITS)),
            shown(sum),
            "" + values.stream().filter(value -> value.signum() < 0).count(),
            "" + samples.stream().mapToInt(Sample::w).sum(),
            map.toString(),
            "" + values.size(),
            mood(samples),
            shown(rain(samples)))
        + "\n";
  }

  private static String mood(List<Sample> samples) {
    List<String> moods = samples.stream().map(Sample::mood).filter(Objects::nonNull).toList();
    return moods.stream()
        .distinct()
        .max(
            Comparator.comparing((String mood) -> Collections.frequency(moods, mood))
                .thenComparing(Comparator.reverseOrder()))
        .orElseThrow();
  }

  private static BigDecimal rain(List<Sample> samples) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int hour = 0; hour < 24; hour++) {
      String name = "h" + hour;
      sum =
          sum.add(
              samples.stream()
                  .filter(sample -> sample.rain() != null && sample.hour().equals(name))
                  .max(Comparator.comparing(Sample::second).thenComparing(Sample::rain))
                  .map(Sample::rain)
                  .orElse(BigDecimal.ZERO));
    }
    return sum;
  }

  private static String shown(BigDecimal value) {
    return ShortestDecimal.text(value.doubleValue());
  }

  @Test
  void ofOneFile() throws Exception {
    spread(1, "\n");
    assertSame(runs.asIs(ROLLUP));
    assertSame(runs.latest(ROLLUP));
  }

  @Test
  void ofFiveFilesInAnotherOrder() throws Exception {
    spread(5, "\r\n");
    assertSame(runs.asIs(ROLLUP));
    assertSame(runs.latest(ROLLUP));
  }

  @Test
  void ofSplitsOfEverySizeThatCutLinesAnywhere() throws Exception {
    for (long size : new long[] {9_973, 40_000, 150_001}) {
      runs.conf.setLong("mapreduce.input.fileinputformat.split.maxsize", size);
      spread(2, size == 40_000 ? "\r\n" : "\n");
      assertSame(runs.asIs(ROLLUP));
    }
    assertSame(runs.latest(ROLLUP));
  }

  @Test
  void ofArraysAndLines() throws Exception {
    List<String> some = lines.subList(0, 700);
    runs.file("[" + String.join(",", some) + "]");
    runs.file("[\n" + String.join(",\n", lines.subList(700, 1400)) + "\n]\n");
    runs.file(String.join("\n", lines.subList(1400, RECORDS)));
    assertSame(runs.asIs(ROLLUP));
  }

  /** A table that is full at once hands on each record: the reducer merges them all. */
  @Test
  void throughATableThatIsFullAtOnceOrNowAndThen() throws Exception {
    spread(2, "\n");
    for (long most : new long[] {0, 100}) {
      runs.conf.setLong("tributary.rollup.table.entries", most);
      assertSame(runs.asIs(ROLLUP));
    }
  }

  @Test
  void ofSeveralReducersTheSameRows() throws Exception {
    spread(2, "\n");
    runs.conf.setInt("mapreduce.job.reduces", 3);
    RollupRuns.Result result = runs.asIs(ROLLUP);
    List<String> rows = new ArrayList<>();
    for (int part = 0; part < 3; part++) {
      rows.addAll(Files.readAllLines(result.output().resolve("part-0000" + part)));
    }
    assertThat(rows).containsExactlyInAnyOrderElementsOf(expected.lines().toList());
  }

  @Test
  void asParquetTheSameBytes() throws Exception {
    spread(1, "\n");
    RollupRuns.Result first = runs.run(ROLLUP, Table.Format.PARQUET, false);
    spread(4, "\n");
    RollupRuns.Result second = runs.run(ROLLUP, Table.Format.PARQUET, false);
    assertThat(first.output().resolve("part-00000.parquet"))
        .hasSameBinaryContentAs(second.output().resolve("part-00000.parquet"));
    assertThat(first.report().rows()).isEqualTo(expected.lines().count());
  }

  private void spread(int files, String lineEnd) throws IOException {
    List<String> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, random);
    runs.noFiles();
    for (int file = 0; file < files; file++) {
      List<String> some = shuffled.subList(RECORDS * file / files, RECORDS * (file + 1) / files);
      runs.file(String.join(lineEnd, some)); // the last line of each has no line end
    }
  }

  private void assertSame(RollupRuns.Result result) throws IOException {
    assertThat(result.output().resolve("part-00000")).content().isEqualTo(expected);
    assertThat(result.report().records()).isEqualTo(RECORDS);
    assertThat(result.report().unreadable()).isZero();
  }
}
