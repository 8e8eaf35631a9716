package dev.tributary.loaders.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class PartitionKeyTest {

  /** As the metastore 4.0.1 named these partitions when HiveServer2 was asked to add them. */
  @Test
  void aPartitionHasTheNameThatTheMetastoreGivesIt() {
    PartitionKey hostile = PartitionKey.of("XX", "a b=c%2F'\"#;&$!,()");

    assertThat(hostile.name(SinkTable.named("t")))
        .isEqualTo("country_dir=XX/city_dir=a b%3Dc%252F%27%22%23;&$!,()");
    assertThat(PartitionKey.of("IL", "ירושלים").name(SinkTable.named("t")))
        .isEqualTo("country_dir=IL/city_dir=ירושלים");
    assertThat(PartitionKey.of("2024-01-02").name(Tables.readings(Tables.NAME)))
        .isEqualTo("dt=2024-01-02");
  }

  @Test
  void itsNameTellsItsValues() {
    for (String value :
        List.of("New-York", "a b=c%2F'\"#;&$!,()", "%", "100%", "=", "\u007f", "東京", "🌧🏙")) {
      PartitionKey key = PartitionKey.of("FR", value);
      assertThat(PartitionKey.named(key.name(SinkTable.named("t")))).isEqualTo(key);
    }
  }

  @Test
  void partitionsAreInTheOrderOfTheirValues() {
    assertThat(
            new TreeSet<>(
                List.of(
                    PartitionKey.of("b", "a"),
                    PartitionKey.of("a", "c"),
                    PartitionKey.of("a", "b"))))
        .containsExactly(
            PartitionKey.of("a", "b"), PartitionKey.of("a", "c"), PartitionKey.of("b", "a"));
  }

  @Test
  void everyColumnHasAValue() {
    assertThatThrownBy(() -> PartitionKey.of("FR").name(SinkTable.named("t")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PartitionKey.of("FR", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
