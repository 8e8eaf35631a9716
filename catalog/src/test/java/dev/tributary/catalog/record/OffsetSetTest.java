package dev.tributary.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

final class OffsetSetTest {

  private static final UUID TOPIC = new UUID(0, 1);

  private final OffsetSet offsets = new OffsetSet();

  @Test
  void neighboursBecomeOneRange() {
    for (long offset : new long[] {4, 5, 6, 9, 11, 12}) {
      offsets.add(TOPIC, 2, offset);
    }
    offsets.add(TOPIC, 0, 7);
    assertThat(offsets.ranges())
        .containsExactly(
            new OffsetRange(TOPIC, 0, 7, 8),
            new OffsetRange(TOPIC, 2, 4, 7),
            new OffsetRange(TOPIC, 2, 9, 10),
            new OffsetRange(TOPIC, 2, 11, 13));
  }

  @Test
  void anOffsetTwiceIsRefused() {
    offsets.add(TOPIC, 0, 7);
    assertThatThrownBy(() -> offsets.add(TOPIC, 0, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("offset 7");
  }
}
