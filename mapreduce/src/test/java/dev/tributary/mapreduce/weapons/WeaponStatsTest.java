package dev.tributary.mapreduce.weapons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

final class WeaponStatsTest {

  private static final Path SOURCE =
      Path.of("src/main/java/dev/tributary/mapreduce/weapons/WeaponStats.java");

  @Test
  void theColumnsAreThoseThatWerePromised() {
    assertThat(new WeaponStats(new Configuration()).table().columns())
        .extracting(column -> column.name() + " " + column.type().hive())
        .containsExactly(
            "type string",
            "rarity int",
            "weapons bigint",
            "attack_min bigint",
            "attack_mean double",
            "attack_median double",
            "attack_max bigint",
            "attack_stddev double",
            "affinity_mean double",
            "affinity_negative bigint",
            "elements map<string,bigint>",
            "statuses map<string,bigint>");
  }

  /** The page shows the job as an example. */
  @Test
  void thePageQuotesTheJobAsItStands() throws IOException {
    String page = Files.readString(Path.of("../docs/rollup.md"));
    String example = page.substring(page.indexOf("```java\n") + 8, page.indexOf("\n```\n"));
    assertThat(Files.readString(SOURCE)).contains(example);
  }

  @Test
  void theJobIsHardlyMoreThanItsDeclaration() throws IOException {
    List<String> lines = Files.readAllLines(SOURCE);
    assertThat(lines).hasSizeLessThan(80);
  }
}
