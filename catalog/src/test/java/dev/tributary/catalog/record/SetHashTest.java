package dev.tributary.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SetHashTest {

  private static final UUID TOPIC = new UUID(3, 7);

  @Test
  void orderDoesNotMatter() {
    List<Long> offsets = new ArrayList<>();
    for (long offset = 0; offset < 1000; offset++) {
      offsets.add(offset);
    }
    SetHash inOrder = hash(TOPIC, offsets);
    Collections.shuffle(offsets, new Random(1));
    assertThat(hash(TOPIC, offsets)).isEqualTo(inOrder);
    assertThat(inOrder.count()).isEqualTo(1000);
  }

  @Test
  void partsAreAdded() {
    SetHash parts = hash(TOPIC, List.of(1L, 2L)).plus(hash(TOPIC, List.of(3L)));
    assertThat(parts).isEqualTo(hash(TOPIC, List.of(3L, 2L, 1L)));
  }

  @Test
  void everyCoordinateCounts() {
    Set<String> hashes = new HashSet<>();
    for (long offset = 0; offset < 300; offset++) {
      for (int partition = 0; partition < 30; partition++) {
        hashes.add(SetHash.of(TOPIC, partition, offset).toString());
        hashes.add(SetHash.of(new UUID(7, 3), partition, offset).toString());
      }
    }
    assertThat(hashes).hasSize(2 * 300 * 30);
  }

  @Test
  void exchangedOffsetsOfTwoPartitionsShow() {
    SetHash here = SetHash.of(TOPIC, 0, 5).plus(SetHash.of(TOPIC, 1, 6));
    SetHash there = SetHash.of(TOPIC, 0, 6).plus(SetHash.of(TOPIC, 1, 5));
    assertThat(here).isNotEqualTo(there);
  }

  private static SetHash hash(UUID topic, List<Long> offsets) {
    return offsets.stream()
        .map(offset -> SetHash.of(topic, 0, offset))
        .reduce(SetHash.EMPTY, SetHash::plus);
  }
}
