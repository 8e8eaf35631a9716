package dev.tributary.mapreduce.rollup;

import static dev.tributary.mapreduce.rollup.Field.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.record.SetHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which forms records may come. */
final class RecordFormsTest {

  private static final UUID TOPIC = UUID.fromString("6f1c0b4e-6d1f-4f57-9a53-0f9f3b1f7c11");
  private static final Rollup ROLLUP = Rollup.named("r").groupBy(text("a")).count("n", "");

  @TempDir private Path directory;
  private RollupRuns runs;

  @BeforeEach
  void begin() throws IOException {
    runs = new RollupRuns(directory);
  }

  @Test
  void linesEndWithAnyLineEnd() throws Exception {
    runs.file("\uFEFF{\"a\":\"x\"}\r\n{\"a\":\"x\"}\n\n  \r\n{\"a\":\"x\"}");
    assertRows(runs.asIs(ROLLUP), 3, "x\t3");
  }

  @Test
  void exportedRecordsAreTakenOutOfTheirEnvelopes() throws Exception {
    runs.file(enveloped(7, "{\"a\":\"x\"}") + "\n{\"a\":\"x\"}\n");
    RollupRuns.Result result = runs.asIs(ROLLUP);
    assertRows(result, 2, "x\t2");
    assertThat(result.report().read()).isEqualTo(SetHash.of(TOPIC, 1, 7));
    assertThat(result.report().bare()).isEqualTo(1);
  }

  @Test
  void anArrayMayBeWrittenInAnyWay() throws Exception {
    runs.file("[{\"a\":\"x\"},{\"a\":\"y\"}]");
    runs.file("\uFEFF\r\n [\r\n  {\r\n    \"a\" : \"x\"\r\n  },\r\n  {\"a\":\r\n\"y\"}\r\n]\r\n");
    runs.file("[" + enveloped(7, "{\"a\":\"x\"}") + "]");
    runs.file("[]");
    RollupRuns.Result result = runs.asIs(ROLLUP);
    assertRows(result, 5, "x\t3", "y\t2");
    assertThat(result.report().read()).isEqualTo(SetHash.of(TOPIC, 1, 7));
  }

  @Test
  void arraysAndLinesMixInOneDirectoryCompressedOrNot() throws Exception {
    runs.file("{\"a\":\"x\"}\n");
    runs.file("[{\"a\":\"x\"}\n]");
    runs.file("lines.json.gz", gzip("{\"a\":\"x\"}\n{\"a\":\"x\"}\n"));
    runs.file("array.json.gz", gzip("[\n{\"a\":\"x\"},\n{\"a\":\"x\"}\n]\n"));
    assertRows(runs.asIs(ROLLUP), 6, "x\t6");
  }

  @Test
  void anElementThatIsNoObjectIsLeftOut() throws Exception {
    runs.file("[1, {\"a\":\"x\"}, \"text\", [{\"a\":\"x\"}], null, {\"a\":\"x\"}]");
    RollupRuns.Result result = runs.asIs(ROLLUP);
    assertRows(result, 6, "x\t2");
    assertThat(result.examples())
        .containsExactly(
            "0.json element 1: not a JSON object",
            "0.json element 3: not a JSON object",
            "0.json element 4: not a JSON object",
            "0.json element 5: not a JSON object");
  }

  @Test
  void whatIsBeforeTheBreakOfAnArrayCounts() throws Exception {
    runs.file("[{\"a\":\"x\"},{\"a\":\"x\"},{\"a\":");
    runs.file("[{\"a\":\"x\"},{\"a\" \"x\"},{\"a\":\"x\"}]");
    runs.file("[{\"a\":\"x\"}");
    runs.file("{\"a\":\"x\"}\n");
    RollupRuns.Result result = runs.asIs(ROLLUP);
    assertRows(result, 8, "x\t5");
    assertThat(result.report().unreadable()).isEqualTo(3);
    assertThat(result.examples())
        .extracting(example -> example.replaceAll("read: .*", "read"))
        .containsExactly(
            "0.json element 3: the array breaks off here, the rest is not read",
            "1.json element 2: the array breaks off here, the rest is not read",
            "2.json element 2: the array breaks off here, the rest is not read");
  }

  @Test
  void whatFollowsAnArrayCountsToo() throws Exception {
    runs.file("[]\n{\"a\":\"x\"}\n[{\"a\":\"x\"}]\n7\n");
    RollupRuns.Result result = runs.asIs(ROLLUP);
    assertRows(result, 3, "x\t2");
    assertThat(result.examples()).containsExactly("0.json element 3: not a JSON object");
  }

  @Test
  void aCompressedFileThatIsCutOffSaysSo() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      lines.append("{\"a\":\"x\",\"i\":").append(Integer.toHexString(i * 0x9e3779b9)).append("}\n");
    }
    String text = lines.toString().replaceAll("i\":(.*)}", "i\":\"$1\"}");
    byte[] whole = gzip(text);
    runs.file("lines.gz", Arrays.copyOf(whole, whole.length / 2));
    byte[] array = gzip("[" + text.strip().replace("\n", ",\n") + "]");
    runs.file("array.gz", Arrays.copyOf(array, array.length / 2));
    RollupRuns.Result result = runs.asIs(ROLLUP);
    assertThat(result.report().records()).isBetween(30_000L, 70_000L);
    assertThat(result.examples())
        .hasSize(2)
        .satisfiesExactly(
            example ->
                assertThat(example)
                    .startsWith("array.gz element ")
                    .endsWith(
                        "the array breaks off here, the rest is not read: the compressed file is cut off"),
            example ->
                assertThat(example)
                    .startsWith("lines.gz byte ")
                    .endsWith(
                        "the compressed file is cut off behind this; what follows is not read"));
  }

  @Test
  void anArrayIsReadOnceHoweverManySplitsItsFileIsCutInto() throws Exception {
    String array = "[" + "{\"a\":\"x\"},\n".repeat(99) + "{\"a\":\"x\"}]";
    runs.conf.setLong("mapreduce.input.fileinputformat.split.maxsize", 100);
    assertRows(runs.file(array).asIs(ROLLUP), 100, "x\t100");
  }

  private static void assertRows(RollupRuns.Result result, long records, String... rows)
      throws IOException {
    assertThat(result.rows()).containsExactly(rows);
    assertThat(result.report().records()).isEqualTo(records);
  }

  private static String enveloped(long offset, String record) {
    return "{\"topic\":\"t\",\"topic_id\":\"%s\",\"kafka_partition\":1,\"kafka_offset\":%d,\"value\":%s}"
        .formatted(TOPIC, offset, record);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
