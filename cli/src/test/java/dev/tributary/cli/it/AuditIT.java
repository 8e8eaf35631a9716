package dev.tributary.cli.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an audit finds of water and of a sink of its topic, whole and tampered with. */
@ExtendWith(Stack.class)
final class AuditIT {

  private static final String HEADER =
      "SITE_ID;PROGRAM_ID;DATE_SMP;SAMPLE_DEPTH;PH_LAB;SO4_UEQ_L\n";
  private static final String BAD = "1A1-103;LTM_ALTM;10/01/1993 00:00:00;1;about 5;90\n";
  private static final List<String> OFFSET_STATES =
      List.of("landed", "duplicate", "quarantined", "rejected", "void", "aged_out", "pending");

  @TempDir private Path directory;

  private Workspace water;
  private Hops hops;
  private String sink;

  @Test
  void whatIsTamperedWithIsFoundByItsCoordinates() throws Exception {
    water = new Workspace("audited", directory);
    hops = new Hops(water, "water");
    sink = "/user/hdfs/audited-sink";
    water.produceReferences();
    send("first.csv", samples(1991, 0, 100, "5,0") + BAD);
    hops.pipeline();
    // Of the same samples: some corrected, the others duplicates; and some of another year.
    send(
        "second.csv",
        samples(1991, 0, 40, "5,5") + samples(1991, 40, 100, "5,0") + samples(1993, 0, 60, "7,0"));
    hops.pipeline();
    water.run("sink", "--topics", water.topic(), "--hdfs-path", sink, "--until-end").ok();
    send("third.csv", samples(1994, 0, 30, "6,0"));

    everyOffsetIsCounted();
    List<Runnable> repairs = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    deleteARow(repairs, wrong);
    cutALine(repairs, wrong);
    copyAFile(repairs, wrong);
    skipOffsets(repairs, wrong);
    pointAtTheVersionBefore(repairs, wrong);
    Shell.Result result = water.run("audit", "--dataset", "water", "--json");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
    JsonNode found = new ObjectMapper().readTree(result.out());
    assertThat(found.path("dataset").textValue()).isEqualTo("water");
    assertThat(found.path("clean").booleanValue()).isFalse();
    assertThat(told(found)).containsExactlyInAnyOrderElementsOf(wrong);

    aSinkOfWhichALineIsGoneIsTold(repairs);
    whatDoesNotAnswerIsNotCalledClean();
    repairs.forEach(Runnable::run);
    Shell.Result clean =
        water
            .run("audit", "-Dtributary.audit.job.bytes=1", "-Dmapreduce.framework.name=local")
            .ok();
    assertThat(clean.out()).contains("water  clean").contains(sink + "  clean");
    assertThat(
            water.sql(
                "SELECT dataset, clean, complete, jsonb_array_length(discrepancies) > 0 FROM tributary.audit ORDER BY id"))
        .hasSize(7)
        .startsWith("water|t|t|f")
        .contains("water|f|t|t", "water|f|f|t")
        .last()
        .asString()
        .endsWith(sink + "|t|t|f");

    whatReadersAreShownWronglyIsFound();
    aTableThatIsDamagedIsFound();
  }

  /** In Hive and in the warehouse; mended as docs/audit.md says. */
  private void whatReadersAreShownWronglyIsFound() throws Exception {
    String table = "ALTER TABLE water_site_year ";
    water.hive(table + "DROP PARTITION (dt = '1993-01-01')");
    water.hive(table + "ADD PARTITION (dt = '1890-01-01')");
    execute("DELETE FROM water_dw.water_site_year WHERE site_id = '1A1-001' AND year = 1991");
    assertThat(found())
        .containsExactly(
            "absent water_site_year/dt=1993-01-01",
            "additional water_site_year/dt=1890-01-01",
            "warehouse-rows water_dw.water_site_year/dt=1991-01-01");
    hops.run("publish", "--dataset", "water", "--again");
    water.hive(table + "DROP PARTITION (dt = '1890-01-01')");
    hops.run("warehouse", "--dataset", "water", "--again");
    hops.auditIsClean();
  }

  /** Its files, and what they were built from; its job builds it anew. */
  private void aTableThatIsDamagedIsFound() throws Exception {
    String tables = water.directory() + "/tables/";
    hdfs().delete(new org.apache.hadoop.fs.Path(tables + "water_method_summary/v2"), true);
    write(tables + "water_site_year/v2/dt=1991-01-01/part-00099", "1A1-1\n".getBytes(UTF_8), null);
    execute(
        """
        UPDATE tributary.table_version SET input_hash = (SELECT input_hash
          FROM tributary.table_version WHERE table_name = 'water_site_year' AND version = 1)
        WHERE table_name = 'water_site_year' AND version = 2""");
    assertThat(found("--via", "jdbc"))
        .containsExactly(
            "hive-rows water_method_summary",
            "hive-rows water_site_year/dt=1991-01-01",
            "input-differs " + tables + "water_site_year/v2",
            "missing-file " + tables + "water_method_summary/v2",
            "rows-differ " + tables + "water_site_year/v2/dt=1991-01-01");
    hops.run("WaterMetrics", "--again");
    hops.pipeline();
    assertThat(found("--via", "jdbc")).isEmpty();
    assertThat(water.hive("SELECT dt, count(*) FROM water_site_year GROUP BY dt"))
        .containsExactly("1991-01-01\t300", "1993-01-01\t180", "1994-01-01\t90");
  }

  /** What an audit in this JVM finds: the kind and the path of each. */
  private List<String> found(String... more) throws Exception {
    List<?> found = (List<?>) hops.audit(more).facts().get("discrepancies");
    return found.stream()
        .map(each -> (Map<?, ?>) each)
        .map(each -> each.get("kind") + " " + each.get("path"))
        .sorted()
        .toList();
  }

  /** Beside what Kafka's, PostgreSQL's and Hadoop's own clients, and Hive, count. */
  private void everyOffsetIsCounted() throws Exception {
    JsonNode audits =
        new ObjectMapper()
            .readTree(water.run("audit", "--via", "jdbc", "--json").ok().out())
            .path("datasets");
    assertThat(audits)
        .as(audits.toString())
        .hasSize(2)
        .allMatch(each -> each.path("clean").asBoolean());
    JsonNode counts = audits.get(0).path("counts");
    Messages messages = messages();
    assertThat(OFFSET_STATES.stream().mapToLong(state -> counts.path(state).longValue()).sum())
        .isEqualTo(messages.offsets());
    long landed =
        number(
            "SELECT (SELECT count(*) FROM water_quality) + (SELECT count(*) FROM water_sites)"
                + " + (SELECT count(*) FROM water_methods)");
    assertThat(counts.path("landed").longValue()).isEqualTo(landed);
    assertThat(counts.path("duplicate").longValue())
        .isEqualTo(number("SELECT count(*) FROM tributary.duplicate"))
        .isEqualTo(60);
    assertThat(counts.path("quarantined").longValue()).isEqualTo(1);
    assertThat(landed + 60 + 1).isEqualTo(messages.landed());
    assertThat(counts.path("pending").longValue()).isGreaterThanOrEqualTo(30);
    long current =
        water.sql("SELECT directory FROM tributary.partition").stream()
            .mapToLong(this::lines)
            .sum();
    assertThat(counts.path("in_hdfs").longValue()).isEqualTo(current);
    assertThat(counts.path("superseded").longValue()).isEqualTo(landed - current).isEqualTo(40);
    assertThat(water.hive("SELECT count(*) FROM water_data")).containsExactly("160");
    assertThat(counts.path("hive_rows").longValue())
        .isEqualTo(counts.path("table_rows").longValue())
        .isGreaterThan(160);
    assertThat(audits.get(1).path("counts").path("in_files").longValue())
        .isEqualTo(number("SELECT sum(messages) FROM tributary.sink_file WHERE state <> 'missing'"))
        .isEqualTo(100 + 1 + 160);
  }

  private record Messages(long offsets, long landed) {}

  /** All offsets, and the committed messages before those where landing goes on. */
  private Messages messages() throws Exception {
    long offsets = 0;
    long landed = 0;
    Properties properties = AlertTopics.properties();
    properties.put("isolation.level", "read_committed");
    for (String row :
        water.sql(
            "SELECT t.name, n.partition, n.next_offset FROM tributary.next_offset n"
                + " JOIN tributary.topic t ON t.id = n.topic_id")) {
      String[] parts = row.split("\\|", -1);
      TopicPartition partition = new TopicPartition(parts[0], Integer.parseInt(parts[1]));
      long next = Long.parseLong(parts[2]);
      try (KafkaConsumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(
              properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        offsets += end;
        while (consumer.position(partition) < end) {
          landed +=
              StreamSupport.stream(consumer.poll(Duration.ofMillis(200)).spliterator(), false)
                  .filter(message -> message.offset() < next)
                  .count();
        }
      }
    }
    return new Messages(offsets, landed);
  }

  private void deleteARow(List<Runnable> repairs, List<String> wrong) {
    String row =
        water
            .sql(
                "SELECT partition, msg_offset FROM water_quality WHERE dt = '1993-01-01'"
                    + " ORDER BY partition, msg_offset LIMIT 1 OFFSET 20")
            .get(0);
    String where = "WHERE (partition, msg_offset) = (" + row.replace('|', ',') + ")";
    execute("CREATE TABLE taken AS SELECT * FROM water_quality " + where);
    execute("DELETE FROM water_quality " + where);
    repairs.add(() -> execute("INSERT INTO water_quality SELECT * FROM taken"));
    wrong.add("lost " + row + "|" + row.split("\\|", -1)[1] + "|null");
  }

  private void cutALine(List<Runnable> repairs, List<String> wrong) throws IOException {
    String file = file("1993-01-01");
    byte[] whole = bytes(file);
    List<String> lines = new String(whole, UTF_8).lines().toList();
    JsonNode cut = new ObjectMapper().readTree(lines.get(7));
    write(file, whole, lines.get(7));
    repairs.add(() -> write(file, whole, null));
    String offset = cut.path("kafka_offset").asText();
    wrong.add(
        "changed-file %s|%s|%s|%s"
            .formatted(cut.path("kafka_partition").asText(), offset, offset, file));
  }

  private void copyAFile(List<Runnable> repairs, List<String> wrong) throws IOException {
    String file = file("1991-01-01");
    String copy = file.replace("_000.json", "_copy.json");
    write(copy, bytes(file), null);
    repairs.add(() -> delete(copy));
    wrong.add("foreign-file null|null|null|" + copy);
    water
        .sql(
            "SELECT o.partition, lower(r), upper(r) - 1 FROM tributary.file f"
                + " JOIN tributary.file_offsets o ON o.file_id = f.id, unnest(o.offsets) AS r"
                + " WHERE f.path = '"
                + file
                + "'")
        .forEach(range -> wrong.add("doubled " + range + "|" + copy));
  }

  /** Landing goes on behind messages that it has not seen. */
  private void skipOffsets(List<Runnable> repairs, List<String> wrong) {
    String position =
        water
            .sql(
                "SELECT n.topic_id, n.partition, n.next_offset FROM tributary.next_offset n"
                    + " JOIN tributary.topic t ON t.id = n.topic_id WHERE t.feed = 'water'"
                    + " ORDER BY n.next_offset DESC LIMIT 1")
            .get(0);
    String[] parts = position.split("\\|", -1);
    String update =
        "UPDATE tributary.next_offset SET next_offset = %s WHERE topic_id = '"
            + parts[0]
            + "' AND partition = "
            + parts[1];
    long next = Long.parseLong(parts[2]);
    execute(update.formatted(next + 5));
    repairs.add(() -> execute(update.formatted(next)));
    wrong.add("skipped %s|%d|%d|null".formatted(parts[1], next, next + 4));
  }

  private void pointAtTheVersionBefore(List<Runnable> repairs, List<String> wrong) {
    String now = "/tables/water_site_year/v2/dt=1991-01-01";
    String files = Shell.run("hdfs", "getconf", "-confKey", "fs.defaultFS").ok().out().strip();
    String alter =
        "ALTER TABLE water_site_year PARTITION (dt = '1991-01-01') SET LOCATION '"
            + files
            + water.directory();
    water.hive(alter + now.replace("v2", "v1") + "'");
    repairs.add(() -> water.run("publish", "--dataset", "water", "--again").ok());
    wrong.add("misdirected null|null|null|water_site_year/dt=1991-01-01");
  }

  private void aSinkOfWhichALineIsGoneIsTold(List<Runnable> repairs) throws IOException {
    String file = sink + "/UNKNOWN/Unknown-City/alerts.json";
    byte[] whole = bytes(file);
    String line = new String(whole, UTF_8).lines().toList().get(3);
    JsonNode cut = new ObjectMapper().readTree(line);
    write(file, whole, line);
    repairs.add(() -> write(file, whole, null));
    Shell.Result result = water.run("audit", "--sink", sink);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
    assertThat(result.out())
        .contains(
            "lost               topic %s partition %s offset %s "
                .formatted(
                    water.topic(),
                    cut.path("kafka_partition").asText(),
                    cut.path("kafka_offset").asText()))
        .containsPattern("changed-file +" + file);
  }

  private void whatDoesNotAnswerIsNotCalledClean() throws IOException {
    Shell.Result result =
        water.run(
            "audit",
            "--dataset",
            "water",
            "--json",
            "-Dtributary.kafka.timeout.ms=2000",
            "-Dtributary.kafka.bootstrap.servers=127.0.0.1:1",
            "-Dtributary.hive.metastore.uris=thrift://127.0.0.1:1");
    JsonNode told = new ObjectMapper().readTree(result.out());
    assertThat(told.path("clean").booleanValue()).isFalse();
    assertThat(told.path("complete").booleanValue()).isFalse();
    assertThat(told.path("not_seen")).hasSize(2);
    assertThat(told.path("not_seen").toString())
        .contains("audit: Kafka does not answer at 127.0.0.1:1")
        .contains("audit: the Hive metastore does not answer at thrift://127.0.0.1:1");
  }

  private static List<String> told(JsonNode audit) {
    return StreamSupport.stream(audit.path("discrepancies").spliterator(), false)
        .map(
            each ->
                each.path("kind").asText()
                    + " "
                    + String.join(
                        "|",
                        each.path("partition").asText(),
                        each.path("from").asText(),
                        each.path("to").asText(),
                        each.path("path").asText()))
        .toList();
  }

  /** Samples of a year, each of another site. */
  private static String samples(int year, int from, int until, String ph) {
    StringBuilder rows = new StringBuilder();
    for (int i = from; i < until; i++) {
      rows.append("1A%d-%03d;LTM_ALTM;07/01/%d 00:00:00;1;%s;100\n".formatted(i % 3, i, year, ph));
    }
    return rows.toString();
  }

  private void send(String name, String rows) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, HEADER + rows);
    water.send(file);
  }

  private long number(String query) {
    return Long.parseLong(water.sql(query).get(0));
  }

  private void execute(String statement) {
    water.execute(water.database(), statement);
  }

  /** A current file of a partition. */
  private String file(String dt) {
    return water
        .sql(
            "SELECT f.path FROM tributary.file f JOIN tributary.partition p USING (feed, dt, version)"
                + " WHERE feed = 'water' AND dt = '%s' ORDER BY f.path LIMIT 1".formatted(dt))
        .get(0);
  }

  private long lines(String path) {
    try {
      long lines = 0;
      for (FileStatus file : hdfs().listStatus(new org.apache.hadoop.fs.Path(path))) {
        if (file.isFile()) {
          lines += new String(bytes(file.getPath().toString()), UTF_8).lines().count();
        }
      }
      return lines;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static FileSystem hdfs() throws IOException {
    Configuration conf = new Configuration();
    conf.addResource(
        new org.apache.hadoop.fs.Path(
            "file://" + Stack.environment().get("HADOOP_CONF_DIR") + "/core-site.xml"));
    return FileSystem.get(URI.create(conf.get("fs.defaultFS")), conf);
  }

  private static byte[] bytes(String path) throws IOException {
    try (InputStream in = hdfs().open(new org.apache.hadoop.fs.Path(path))) {
      return in.readAllBytes();
    }
  }

  /** Writes a file anew, without one of its lines. */
  private static void write(String path, byte[] whole, String without) {
    String text = new String(whole, UTF_8);
    byte[] bytes =
        without == null
            ? Arrays.copyOf(whole, whole.length)
            : text.replace(without + "\n", "").getBytes(UTF_8);
    try (OutputStream out = hdfs().create(new org.apache.hadoop.fs.Path(path), true)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void delete(String path) {
    try {
      hdfs().delete(new org.apache.hadoop.fs.Path(path), false);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
