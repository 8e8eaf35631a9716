package dev.tributary.catalog.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.record.SetHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FileContentTest {

  private static final UUID TOPIC = UUID.fromString("0b1f6c1e-7f2c-4c1e-9b1a-3c9a6c1d2e3f");

  @Test
  void linesTellWhichRecordsTheyHold() throws IOException {
    FileContent content = read(line(2, 4) + line(2, 5) + line(0, 9) + line(2, 7));
    assertThat(content.records().of(TOPIC, 2)).hasToString("{[4,6),[7,8)}");
    assertThat(content.records().of(TOPIC, 0)).hasToString("{[9,10)}");
    assertThat(content.lines()).isEqualTo(4);
    assertThat(content.unreadable()).isZero();
    assertThat(content.records().hash())
        .isEqualTo(
            SetHash.of(TOPIC, 0, 9)
                .plus(SetHash.of(TOPIC, 2, 7))
                .plus(SetHash.of(TOPIC, 2, 5))
                .plus(SetHash.of(TOPIC, 2, 4)));
  }

  @Test
  void aLineThatStandsThereTwiceIsTold() throws IOException {
    FileContent content = read(line(1, 3) + line(1, 4) + line(1, 3));
    assertThat(content.doubled().of(TOPIC, 1)).hasToString("{[3,4)}");
    assertThat(content.records().count()).isEqualTo(2);
  }

  @Test
  void whatIsNoLineOfARecordIsCountedAndNotTaken() throws IOException {
    FileContent content = read(line(1, 3) + "no JSON\n" + "{\"kafka_offset\":1}\n\n" + cut());
    assertThat(content.lines()).isEqualTo(5);
    assertThat(content.unreadable()).isEqualTo(4);
    assertThat(content.records().of(TOPIC, 1)).hasToString("{[3,4)}");
  }

  /** A line's end may fall anywhere in what is read at a time. */
  @Test
  void longFilesAreReadAsTheyAre() throws IOException {
    String text =
        IntStream.range(0, 3_000).mapToObj(i -> line(i % 3, i)).collect(Collectors.joining());
    FileContent content = read(text);
    assertThat(text.length()).isGreaterThan(400_000);
    assertThat(content.length()).isEqualTo(text.length());
    assertThat(content.records().count()).isEqualTo(3_000);
    // printf '' | sha256sum, from FIPS 180-4's own example of no bytes.
    assertThat(read("").sha256())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  private static String cut() {
    String whole = line(1, 8);
    return whole.substring(0, whole.length() - 1);
  }

  private static String line(int partition, long offset) {
    return """
        {"topic":"t","topic_id":"%s","kafka_partition":%d,"kafka_offset":%d,"value":{"topic_id":"x","n":[1]}}
        """
        .formatted(TOPIC, partition, offset);
  }

  private static FileContent read(String text) throws IOException {
    return FileContent.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
