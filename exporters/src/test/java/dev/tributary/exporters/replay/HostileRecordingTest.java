package dev.tributary.exporters.replay;

import static dev.tributary.exporters.replay.Recordings.METRIC;
import static dev.tributary.exporters.replay.Recordings.WEATHER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that were made, or damaged, to do harm. */
final class HostileRecordingTest {

  @TempDir private Path directory;

  @Test
  void aNameMayBeAnythingThatTextCanBe() throws IOException {
    for (String name :
        List.of("../../etc", "Ville, \\\"d'Or\\\"", "東京 🗼", "a/b", "-rf", "\\u0000")) {
      Recordings.Content content = read(WEATHER.replace("Paris", name));
      assertThat(content.refusals()).isEmpty();
      assertThat(content.keys()).containsExactly("FR/" + content.message(0).path("city").asText());
    }
  }

  @Test
  void halfACharacterIsRefusedAsItWouldBeSentAsAnother() throws IOException {
    assertThat(read(WEATHER.replace("Paris", "Pa\\ud83dris")).refusals())
        .containsExactly("a.json line 1: has half of a character (\\ud800 to \\udfff) in a text");
  }

  @Test
  void aCountryOfAnotherFormIsRefused() throws IOException {
    assertThat(read(WEATHER.replace("\"FR\"", "\"fr\"")).refusals())
        .containsExactly("a.json line 1: country 'fr' is not of two capital letters, such as FR");
  }

  /** 2^64 + 1727335125 has the same last 64 bits as a time of 2024. */
  @Test
  void aTimeBeyondAllClocksIsNone() throws IOException {
    for (String time :
        List.of(
            "18446744075436886741",
            "9223372036854775807",
            "253402300800",
            "0",
            "-1",
            "1e9",
            "\"1\"",
            "null")) {
      assertThat(read(WEATHER.replace("1727335125", time)).refusals())
          .as(time)
          .singleElement()
          .asString()
          .startsWith("a.json line 1: this is no answer of weather: {");
    }
    assertThat(
            read(WEATHER.replace("1727335125", "253402300799"))
                .message(0)
                .path("observed_at")
                .asText())
        .isEqualTo("9999-12-31T23:59:59Z");
  }

  @Test
  void offsetsSunsAndPositionsBeyondAllAreLeftOut() throws IOException {
    String hostile =
        WEATHER
            .replace("7200", "-9223372036854775808")
            .replace("\"coord\":{}", "\"coord\":{\"lat\":1e999,\"lon\":0}")
            .replace(
                "{\"country\"",
                "{\"sunrise\":18446744075436886741,\"sunset\":1727360099,\"country\"");
    Recordings.Content content = read(hostile);
    assertThat(content.message(0).has("utc_offset_seconds")).isFalse();
    assertThat(content.message(0).has("lat")).isFalse();
    assertThat(content.message(0).path("sun_info").path("sunrise_utc").isNull()).isTrue();
  }

  @Test
  void aDeepRecordIsRefusedBeforeItFillsTheStack() throws IOException {
    String deep =
        WEATHER.replace("\"coord\":{}", "\"coord\":" + "[".repeat(100_000) + "]".repeat(100_000));
    Recordings.Content content = read(WEATHER + "\n" + deep + "\n" + WEATHER);
    assertThat(content.records()).hasSize(2);
    assertThat(content.refusals())
        .singleElement()
        .asString()
        .startsWith("a.json line 2: is no JSON (Document nesting depth (101) exceeds");
    String allowed =
        WEATHER.replace("\"coord\":{}", "\"coord\":" + "[".repeat(99) + "]".repeat(99));
    assertThat(read(allowed).records()).hasSize(1);
    Files.writeString(directory.resolve("a.json"), "[" + deep + "]");
    assertThat(Recordings.refusal(directory.resolve("a.json"), METRIC))
        .contains("nesting depth (101)");
  }

  @Test
  void aMessageThatKafkaWouldNotTakeIsRefused() throws IOException {
    String large = WEATHER.replace("\"coord\":{}", "\"coord\":\"" + "x".repeat(1_000_000) + "\"");
    // The name is in the key and thrice in the message.
    String named = WEATHER.replace("Paris", "p".repeat(200_000));
    Recordings.Content content = read(WEATHER + "\n" + large + "\n" + named);
    assertThat(content.records()).hasSize(1);
    assertThat(content.refusals())
        .containsExactly(
            "a.json line 2: makes a message of more than 1,000,000 bytes, which Kafka does not take",
            "a.json line 3: makes a message of more than 1,000,000 bytes, which Kafka does not take");
  }

  @Test
  void aRecordWithoutEndIsRefusedBeforeItFillsMemory() throws IOException {
    String endless = "{\"x\":\"" + "x".repeat(5 << 20);
    Recordings.Content content = read(WEATHER + "\n" + endless + "\n" + WEATHER);
    assertThat(content.origins()).containsExactly("a.json line 1", "a.json line 3");
    assertThat(content.refusals()).containsExactly("a.json line 2: is longer than 4,194,304 bytes");
    Files.writeString(directory.resolve("a.json"), "[" + endless);
    assertThat(Recordings.refusal(directory.resolve("a.json"), METRIC))
        .contains("holds a piece of more than 4 MiB where a row, a cell or a record should be");
  }

  @Test
  void aLongArrayOfSmallElementsIsNoLargeRecord() throws IOException {
    int elements = (9 << 20) / WEATHER.length();
    assertThat(read("[" + (WEATHER + ",").repeat(elements) + WEATHER + "]").records())
        .hasSize(elements + 1);
  }

  private Recordings.Content read(String text) throws IOException {
    Path file = directory.resolve("a.json");
    Files.writeString(file, text);
    return Recordings.read(file, METRIC);
  }
}
