package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A dataset that grows file by file, with what must be true of it by the files alone: the figures
 * are kept here as they are written down, and never asked of the suite.
 */
final class FaultStage {

  private static final String HEADER =
      "SITE_ID;PROGRAM_ID;DATE_SMP;SAMPLE_DEPTH;PH_LAB;SO4_UEQ_L\n";

  private final Workspace water;
  private final Hops hops;
  private final Path directory;
  private final Path log;

  /** The sulfate of each sample that has been sent, by its date. */
  private final Map<String, Integer> sulfate = new TreeMap<>();

  private int files;
  private int unreadable;
  private int repeated;

  FaultStage(String name, Path directory) {
    this.water = new Workspace(name, directory);
    this.hops = new Hops(water, "water");
    this.directory = directory;
    this.log = directory.resolve(name + ".log");
    water.produceReferences();
  }

  /** A file with new samples, a correction, a repetition, and a line that cannot land. */
  Path nextFile() throws IOException {
    List<String> lines = new ArrayList<>();
    if (!sulfate.isEmpty()) {
      String first = sulfate.keySet().iterator().next();
      lines.add(line(first, "6", sulfate.get(first) + 1));
      sulfate.merge(first, 1, Integer::sum);
    }
    for (int year = 1990; year < 1993; year++) {
      for (int day = 1; day <= 3; day++) {
        String date = "%02d/%02d/%d %02d:00:00".formatted(day, 1 + files % 12, year, files / 12);
        sulfate.put(date, 10 * files + day);
        lines.add(line(date, "6", sulfate.get(date)));
      }
    }
    lines.add(lines.get(lines.size() - 1));
    repeated++;
    lines.add("1A1-103;LTM_ALTM;10/06/1993 00:00:00;1;about %d;90".formatted(files));
    unreadable++;
    files++;
    return Files.writeString(
        directory.resolve(water.database() + "-" + files + ".csv"),
        HEADER + String.join("\n", lines) + "\n");
  }

  private static String line(String date, String acidity, int sulfate) {
    return "1A1-103;LTM_ALTM;%s;1;%s;%d".formatted(date, acidity, sulfate);
  }

  /** Runs a verb to its good end; in this JVM, that a run after each kill takes no minutes. */
  void run(String verb, Path file) throws Exception {
    hops.run(verb, verb.equals("WaterMetrics") ? new String[0] : arguments(verb, file));
  }

  /** Starts a verb. */
  Process start(String verb, Path file) {
    return water.start(Map.of(), log.toFile(), verb, arguments(verb, file));
  }

  /** Runs a verb that dies at that place. */
  void kill(String point, String verb, Path file) throws Exception {
    Faults.kill(water, log, point, verb, arguments(verb, file));
  }

  private static String[] arguments(String verb, Path file) {
    return switch (verb) {
      case "produce" ->
          new String[] {"--source", "workbook", "--dataset", "water", file.toString()};
      case "WaterMetrics" -> new String[] {"-Dmapreduce.framework.name=local"};
      case "pipeline" -> new String[] {"-Dmapreduce.framework.name=local", "--dataset", "water"};
      default -> new String[] {"--dataset", "water"};
    };
  }

  /** The suite's own word. */
  void auditIsClean() throws Exception {
    hops.auditIsClean();
  }

  /** The systems up to the one that a verb writes to hold the same, by a count of this test's. */
  void agreesAfter(String verb) throws Exception {
    Set<String> sent = KafkaRecords.of(water.topic());
    List<String> stages = List.of("produce", "land", "export", "WaterMetrics", "publish");
    int reached = stages.contains(verb) ? stages.indexOf(verb) : stages.size();
    assertThat(sent).as("sent").hasSize(sent(files));
    if (reached >= stages.indexOf("land")) {
      landed(sent);
    }
    if (reached >= stages.indexOf("publish")) {
      shown();
    }
  }

  /**
   * Each file has 9 samples, one of them twice, a bad line and, but for the first, a correction.
   */
  private static int sent(int files) {
    return 12 * files - 1;
  }

  private void landed(Set<String> sent) {
    List<String> accounted =
        water.sql(
            """
            SELECT partition || ' ' || msg_offset FROM water_quality
            UNION ALL SELECT partition || ' ' || msg_offset FROM tributary.duplicate
              WHERE batch_id IN (SELECT id FROM tributary.batch WHERE feed = 'water')
            UNION ALL SELECT partition || ' ' || msg_offset FROM tributary.quarantine""");
    assertThat(new TreeSet<>(accounted)).as("accounted for in PostgreSQL").isEqualTo(sent);
    assertThat(accounted).as("each once").hasSize(sent.size());
    assertThat(
            water.sql(
                """
                SELECT (SELECT count(*) FROM tributary.quarantine),
                  (SELECT count(*) FROM tributary.duplicate d JOIN tributary.batch b
                    ON b.id = d.batch_id AND b.feed = 'water'),
                  (SELECT count(*) FROM water_quality_current),
                  (SELECT sum(so4_ueq_l)::bigint FROM water_quality_current)"""))
        .containsExactly("%d|%d|%d|%d".formatted(unreadable, repeated, sulfate.size(), sum()));
  }

  private long sum() {
    return sulfate.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** What Hive's readers see, and the files that they see it in. */
  private void shown() throws Exception {
    List<String[]> rows =
        hops.hive(
            "SELECT kafka_partition, kafka_offset, value.so4_ueq_l, INPUT__FILE__NAME"
                + " FROM water_data");
    assertThat(rows.stream().map(row -> row[0] + " " + row[1]).sorted().toList())
        .as("what Hive shows")
        .isEqualTo(
            water.sql("SELECT partition || ' ' || msg_offset FROM water_quality_current").stream()
                .sorted()
                .toList());
    assertThat(rows.stream().mapToLong(row -> Math.round(Double.parseDouble(row[2]))).sum())
        .isEqualTo(sum());
    Set<String> files = rows.stream().map(row -> row[3]).collect(Collectors.toSet());
    assertThat(HdfsLines.count(files)).as("lines in HDFS").isEqualTo(sulfate.size());
    Map<String, Long> byYear =
        sulfate.keySet().stream()
            .collect(
                Collectors.groupingBy(
                    date -> date.substring(6, 10), TreeMap::new, Collectors.counting()));
    assertThat(
            hops.hive("SELECT year, n FROM water_site_year WHERE parameter = 'SO4_UEQ_L'").stream()
                .map(row -> row[0] + "\t" + row[1])
                .sorted()
                .toList())
        .isEqualTo(
            byYear.entrySet().stream()
                .map(year -> year.getKey() + "\t" + year.getValue())
                .toList());
  }
}
