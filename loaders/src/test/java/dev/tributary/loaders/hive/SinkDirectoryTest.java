package dev.tributary.loaders.hive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HiveServer2 4.0.1 found and did not find when partitions lay there. */
final class SinkDirectoryTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FR/Paris",
        "CA/St.-John's",
        "IL/ירושלים",
        "XX/🌧️🏙",
        "XX/g^|<>",
        "XX/a_b.c",
        "XX/a b=c%2F'\"#;&$!,()"
      })
  void hiveFindsFilesByAnyOrdinaryName(String path) {
    assertThat(new SinkDirectory(path).foundByHive()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UNKNOWN/_~0123456789abcdef", "UNKNOWN/.~01", "XX/g[ab]{c,d}", "XX/a*", "XX/a?b"})
  void hiveFindsNoneByAHiddenNameOrAPattern(String path) {
    assertThat(new SinkDirectory(path).foundByHive()).isFalse();
  }
}
