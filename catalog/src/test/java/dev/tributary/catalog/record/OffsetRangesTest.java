package dev.tributary.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OffsetRangesTest {

  private static final int OFFSETS = 64;

  /** Held against sets of single bits, which know no ranges. */
  @Test
  void setsOfRangesAreSetsOfOffsets() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      BitSet a = bits(random);
      BitSet b = bits(random);
      assertThat(ranges(a).plus(ranges(b))).isEqualTo(ranges(combined(a, b, BitSet::or)));
      assertThat(ranges(a).minus(ranges(b))).isEqualTo(ranges(combined(a, b, BitSet::andNot)));
      assertThat(ranges(a).and(ranges(b))).isEqualTo(ranges(combined(a, b, BitSet::and)));
      assertThat(ranges(a).count()).isEqualTo(a.cardinality());
    }
  }

  @Test
  void offsetsMayComeInAnyOrderAndTwice() {
    Random random = new Random(11);
    for (int round = 0; round < 2_000; round++) {
      OffsetRanges.Builder builder = new OffsetRanges.Builder();
      int[] times = new int[OFFSETS];
      for (int i = 0; i < 40; i++) {
        int from = random.nextInt(OFFSETS);
        int until = Math.min(OFFSETS, from + random.nextInt(4));
        builder.add(from, until);
        for (int offset = from; offset < until; offset++) {
          times[offset]++;
        }
      }
      BitSet all = new BitSet();
      BitSet doubled = new BitSet();
      for (int offset = 0; offset < OFFSETS; offset++) {
        all.set(offset, times[offset] > 0);
        doubled.set(offset, times[offset] > 1);
      }
      assertThat(builder.all()).isEqualTo(ranges(all));
      assertThat(builder.doubled()).isEqualTo(ranges(doubled));
    }
  }

  @Test
  void rangesThatTouchAreOne() {
    OffsetRanges joined = OffsetRanges.of(0, 3).plus(OffsetRanges.of(3, 5));
    assertThat(joined).hasToString("{[0,5)}");
    assertThat(joined.minus(OffsetRanges.of(1, 2))).hasToString("{[0,1),[2,5)}");
    assertThat(OffsetRanges.of(4, 4)).isEqualTo(OffsetRanges.NONE);
  }

  private static BitSet bits(Random random) {
    BitSet bits = new BitSet();
    for (int i = 0; i < OFFSETS; i++) {
      bits.set(i, random.nextInt(3) > 0);
    }
    return bits;
  }

  private interface Operation {
    void apply(BitSet changed, BitSet other);
  }

  private static BitSet combined(BitSet a, BitSet b, Operation operation) {
    BitSet result = (BitSet) a.clone();
    operation.apply(result, b);
    return result;
  }

  private static OffsetRanges ranges(BitSet bits) {
    OffsetRanges.Builder builder = new OffsetRanges.Builder();
    bits.stream().forEach(builder::add);
    return builder.all();
  }
}
