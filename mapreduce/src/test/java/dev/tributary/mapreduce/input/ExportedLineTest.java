package dev.tributary.mapreduce.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import org.apache.hadoop.io.Text;
import org.junit.jupiter.api.Test;

final class ExportedLineTest {

  private static final String TOPIC = "6f1c0b4e-6d1f-4f57-9a53-0f9f3b1f7c11";
  private static final String BEGIN =
      "{\"topic\":\"weather-api\",\"topic_id\":\"" + TOPIC + "\",\"kafka_partition\":2,";
  private static final String LINE =
      BEGIN
          + "\"kafka_offset\":3000000000,\"event_time\":\"2025-05-30 06:22:06\","
          + "\"ingestion_time\":\"2025-05-30 04:25:00.120\",\"value\":%s}";

  @Test
  void theValueIsTheVeryTextOfTheLine() throws Exception {
    for (String value :
        new String[] {
          "{}",
          "{\"city\": \"Goiânia\", \"t\" : 1.50, \"n\":[4, 4.0, 1E+2, 12345678901234567890.10]}",
          "{ \"value\": {\"value\": {}}, \"s\": \"}{\\\"\\u00e9\\ud83c🌊\"\t}",
          "{\"a\":{\"b\":[{\"c\":[]},{}]},\"empty\":\"\"}"
        }) {
      ExportedLine line = ExportedLine.parse(new Text(LINE.formatted(value)));
      assertThat(line.value()).isEqualTo(value);
      assertThat(line.at().topicId()).hasToString(TOPIC);
      assertThat(line.at().partition()).isEqualTo(2);
      assertThat(line.at().offset()).isEqualTo(3_000_000_000L);
      assertThat(line.eventTime()).isEqualTo("2025-05-30 06:22:06");
      assertThat(line.landedAt()).isEqualTo(LocalDateTime.of(2025, 5, 30, 4, 25, 0, 120_000_000));
    }
  }

  /** The text that a shorter line leaves behind in Hadoop's buffer is not read. */
  @Test
  void aLineEndsWhereItEnds() throws Exception {
    Text text = new Text(LINE.formatted("{\"long\":\"" + "x".repeat(500) + "\"}"));
    text.set(LINE.formatted("{\"n\":1}"));
    assertThat(ExportedLine.parse(text).value()).isEqualTo("{\"n\":1}");
  }

  @Test
  void theOrderOfMembersDoesNotMatter() throws Exception {
    String line =
        "{\"value\":{\"n\":1},\"ingestion_time\":\"2025-05-30 04:25:00.000\",\"event_time\":\"e\","
            + "\"more\":[{}],\"kafka_offset\":1,\"topic_id\":\"%s\",\"kafka_partition\":0}";
    ExportedLine parsed = ExportedLine.parse(new Text(line.formatted(TOPIC)));
    assertThat(parsed.value()).isEqualTo("{\"n\":1}");
    assertThat(parsed.at().offset()).isEqualTo(1);
  }

  @Test
  void whatIsNoExportedLineSaysWhy() {
    String good = LINE.formatted("{}");
    assertReason("[1]", "not a JSON object");
    assertReason("{\"n\":1}", "not an exported line: it has no object as value");
    assertReason(LINE.formatted("[{}]"), "not an exported line: it has no object as value");
    assertReason(good + " {}", "not JSON: something follows the object");
    assertReason(
        good.replace("event_time", "time"), "not an exported line: it has no text as event_time");
    assertReason(
        good.replace("04:25:00.120", "04:25"),
        "ingestion_time '2025-05-30 04:25' is not YYYY-MM-DD hh:mm:ss.fff");
    assertReason(
        good.replace("3000000000", "3.5"),
        "an envelope without topic_id (a UUID), kafka_partition and kafka_offset (numbers)");
    assertThatThrownBy(() -> ExportedLine.parse(new Text(LINE.formatted("{\"a\":}"))))
        .isInstanceOf(UnreadableLineException.class)
        .hasMessageStartingWith("not JSON: Unexpected character");
    assertThatThrownBy(() -> ExportedLine.parse(new Text(good.substring(0, good.length() - 1))))
        .isInstanceOf(UnreadableLineException.class)
        .hasMessageStartingWith("not JSON: Unexpected end-of-input");
  }

  private static void assertReason(String line, String reason) {
    assertThatThrownBy(() -> ExportedLine.parse(new Text(line)))
        .isInstanceOf(UnreadableLineException.class)
        .hasMessage(reason);
  }
}
